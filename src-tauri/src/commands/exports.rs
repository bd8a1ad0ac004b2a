//! Figures and their rows as files, the log of that, and what is made by itself.

use app::Result;
use app::dto::{
    BulletinOrder, BulletinSchedule, ChainOrder, ExportLog, ExportProgress, Exported, RowsOrder,
    ScheduleState, ShiftLogOrder,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn write_bulletin(app: Nida<'_>, order: BulletinOrder) -> Result<Exported> {
    ask(app, move |app| app.write_bulletin(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn write_rows(app: Nida<'_>, order: RowsOrder) -> Result<Exported> {
    ask(app, move |app| app.write_rows(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn write_shift_log(app: Nida<'_>, order: ShiftLogOrder) -> Result<Exported> {
    ask(app, move |app| app.write_shift_log(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn write_chain(app: Nida<'_>, order: ChainOrder) -> Result<Exported> {
    ask(app, move |app| app.write_chain(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn export_progress(app: Nida<'_>) -> Result<Option<ExportProgress>> {
    ask(app, move |app| app.export_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn export_stop(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.export_stop()).await
}

#[tauri::command(async)]
pub(crate) async fn export_log(app: Nida<'_>, after: Option<String>) -> Result<ExportLog> {
    ask(app, move |app| app.export_log(after.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn bulletin_schedule(app: Nida<'_>) -> Result<ScheduleState> {
    ask(app, move |app| app.bulletin_schedule()).await
}

#[tauri::command(async)]
pub(crate) async fn set_bulletin_schedule(
    app: Nida<'_>,
    schedule: BulletinSchedule,
) -> Result<ScheduleState> {
    ask(app, move |app| app.set_bulletin_schedule(&schedule)).await
}
