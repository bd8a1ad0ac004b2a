//! The shift's log.

use app::Result;
use app::dto::{Shift, ShiftLog, ShiftQuery};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn shifts(app: Nida<'_>) -> Result<Vec<Shift>> {
    app.shifts()
}

#[tauri::command(async)]
pub(crate) fn shift_log(app: Nida<'_>, query: ShiftQuery) -> Result<ShiftLog> {
    app.shift_log(&query)
}
