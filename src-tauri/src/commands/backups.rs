//! Backups of the store.

use app::Result;
use app::dto::{
    BackupAsked, BackupChecked, BackupMade, BackupProgress, BackupStatus, BackupTo, Backups,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn backup_status(app: Nida<'_>) -> Result<BackupStatus> {
    ask(app, move |app| app.backup_status()).await
}

#[tauri::command(async)]
pub(crate) async fn make_backup(app: Nida<'_>, place: BackupTo) -> Result<BackupMade> {
    ask(app, move |app| app.make_backup(place)).await
}

#[tauri::command(async)]
pub(crate) async fn backup_progress(app: Nida<'_>) -> Result<Option<BackupProgress>> {
    ask(app, move |app| app.backup_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn backup_stop(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.backup_stop()).await
}

#[tauri::command(async)]
pub(crate) async fn backups(app: Nida<'_>) -> Result<Backups> {
    ask(app, move |app| app.backups()).await
}

#[tauri::command(async)]
pub(crate) async fn set_backup_place(
    app: Nida<'_>,
    folder: Option<String>,
) -> Result<BackupStatus> {
    ask(app, move |app| app.set_backup_place(folder.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn check_backup(app: Nida<'_>, asked: BackupAsked) -> Result<BackupChecked> {
    ask(app, move |app| app.check_backup(asked)).await
}
