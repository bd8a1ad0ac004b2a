//! Erasing what is recorded about a person, and giving it to them.

use app::Result;
use app::dto::{EraseOrder, ErasureCertificate, ErasurePreview, Exported, PersonDataOrder};

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

#[tauri::command(async)]
pub(crate) async fn write_person_data(app: Nida<'_>, order: PersonDataOrder) -> Result<Exported> {
    ask(app, move |app| app.write_person_data(&order)).await
}
