//! Erasing what is recorded about a person.

use app::Result;
use app::dto::{EraseOrder, ErasureCertificate, ErasurePreview};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn erasure_preview(app: Nida<'_>, person: String) -> Result<ErasurePreview> {
    ask(app, move |app| app.erasure_preview(&person)).await
}

#[tauri::command(async)]
pub(crate) async fn erase_person(app: Nida<'_>, order: EraseOrder) -> Result<ErasureCertificate> {
    ask(app, move |app| app.erase_person(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn erasures(app: Nida<'_>) -> Result<Vec<ErasureCertificate>> {
    ask(app, move |app| app.erasures()).await
}
