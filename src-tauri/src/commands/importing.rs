//! Sheets that are brought in.

use app::Result;
use app::dto::{
    ImportBatch, ImportBatches, ImportChecked, ImportDone, ImportFaults, ImportFaultyFile,
    ImportLook, ImportMapping, ImportOpen, ImportProgress, ImportRun, ImportSheet, ImportUndo,
    ImportUndoLook,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn import_open(app: Nida<'_>, wanted: ImportOpen) -> Result<ImportSheet> {
    ask(app, move |app| app.import_open(&wanted)).await
}

#[tauri::command(async)]
pub(crate) async fn import_look(app: Nida<'_>, wanted: ImportLook) -> Result<ImportSheet> {
    ask(app, move |app| app.import_look(&wanted)).await
}

#[tauri::command(async)]
pub(crate) async fn import_check(app: Nida<'_>, wanted: ImportMapping) -> Result<ImportChecked> {
    ask(app, move |app| app.import_check(&wanted)).await
}

#[tauri::command(async)]
pub(crate) async fn import_faults(app: Nida<'_>, look: u32, after: u32) -> Result<ImportFaults> {
    ask(app, move |app| app.import_faults(look, after)).await
}

#[tauri::command(async)]
pub(crate) async fn import_faulty_file(
    app: Nida<'_>,
    look: u32,
    folder: String,
) -> Result<ImportFaultyFile> {
    ask(app, move |app| app.import_faulty_file(look, &folder)).await
}

#[tauri::command(async)]
pub(crate) async fn import_run(app: Nida<'_>, wanted: ImportRun) -> Result<ImportDone> {
    ask(app, move |app| app.import_run(&wanted)).await
}

#[tauri::command(async)]
pub(crate) async fn import_progress(app: Nida<'_>) -> Result<Option<ImportProgress>> {
    ask(app, move |app| app.import_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn import_stop(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.import_stop()).await
}

#[tauri::command(async)]
pub(crate) async fn import_batches(app: Nida<'_>, after: Option<String>) -> Result<ImportBatches> {
    ask(app, move |app| app.import_batches(after.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn import_undo_look(app: Nida<'_>, batch: String) -> Result<ImportUndoLook> {
    ask(app, move |app| app.import_undo_look(&batch)).await
}

#[tauri::command(async)]
pub(crate) async fn import_undo(app: Nida<'_>, wanted: ImportUndo) -> Result<ImportBatch> {
    ask(app, move |app| app.import_undo(&wanted)).await
}
