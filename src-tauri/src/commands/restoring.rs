//! Restoring the store.

use app::Result;
use app::dto::{AppState, BackupProgress, Restorable, RestoreAsked, RestoreChoices};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn restore_choices(
    app: Nida<'_>,
    folder: Option<String>,
) -> Result<RestoreChoices> {
    ask(app, move |app| app.restore_choices(folder.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn restore_try(app: Nida<'_>, asked: RestoreAsked) -> Result<Restorable> {
    ask(app, move |app| app.restore_try(&asked)).await
}

#[tauri::command(async)]
pub(crate) async fn restore_progress(app: Nida<'_>) -> Result<Option<BackupProgress>> {
    ask(app, move |app| app.restore_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn restore_stop(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.restore_stop()).await
}

#[tauri::command(async)]
pub(crate) async fn restore_finish(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.restore_finish()).await
}

#[tauri::command(async)]
pub(crate) async fn restore_give_up(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.restore_give_up()).await
}

#[tauri::command(async)]
pub(crate) async fn close_to_restore(app: Nida<'_>, secret: String) -> Result<AppState> {
    ask(app, move |app| app.close_to_restore(&secret)).await
}
