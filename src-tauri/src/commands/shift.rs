//! The shift's log.

use app::Result;
use app::dto::{Shift, ShiftLog, ShiftQuery};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn shifts(app: Nida<'_>) -> Result<Vec<Shift>> {
    ask(app, move |app| app.shifts()).await
}

#[tauri::command(async)]
pub(crate) async fn shift_log(app: Nida<'_>, query: ShiftQuery) -> Result<ShiftLog> {
    ask(app, move |app| app.shift_log(&query)).await
}
