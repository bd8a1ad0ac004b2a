//! Where the application stands, and what comes before signing in.

use app::Result;
use app::dto::{AppState, FirstStart, FirstStarted, Lists, OpenStore};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn app_state(app: Nida<'_>) -> Result<AppState> {
    app.app_state()
}

#[tauri::command(async)]
pub(crate) fn look_again(app: Nida<'_>) -> Result<AppState> {
    app.look_again()
}

#[tauri::command(async)]
pub(crate) fn first_start(app: Nida<'_>, first: FirstStart) -> Result<FirstStarted> {
    app.first_start(&first)
}

#[tauri::command(async)]
pub(crate) fn open_store(app: Nida<'_>, open: OpenStore) -> Result<AppState> {
    app.open_store(&open)
}

#[tauri::command(async)]
pub(crate) fn practice_enter(app: Nida<'_>) -> Result<AppState> {
    app.practice_enter()
}

#[tauri::command(async)]
pub(crate) fn practice_leave(app: Nida<'_>) -> Result<AppState> {
    app.practice_leave()
}

#[tauri::command(async)]
pub(crate) fn lists(app: Nida<'_>) -> Result<Lists> {
    app.lists()
}
