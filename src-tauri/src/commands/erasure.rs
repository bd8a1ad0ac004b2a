//! Erasing what is recorded about a person or older than it may be kept, and giving it to them.

use app::Result;
use app::dto::{
    EraseOldOrder, EraseOrder, ErasingProgress, ErasureCertificate, ErasurePreview, Exported,
    PersonDataOrder, RetentionPreview,
};

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

#[tauri::command(async)]
pub(crate) async fn retention_preview(app: Nida<'_>) -> Result<RetentionPreview> {
    ask(app, move |app| app.retention_preview()).await
}

#[tauri::command(async)]
pub(crate) async fn erase_old(app: Nida<'_>, order: EraseOldOrder) -> Result<ErasureCertificate> {
    ask(app, move |app| app.erase_old(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn erasing_progress(app: Nida<'_>) -> Result<Option<ErasingProgress>> {
    ask(app, move |app| app.erasing_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn stop_erasing(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.stop_erasing()).await
}
