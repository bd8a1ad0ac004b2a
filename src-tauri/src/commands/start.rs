//! Where the application stands, and what comes before signing in.

use app::Result;
use app::dto::{AppState, FirstStart, OpenStore, ShownCode, StationBegun};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn app_state(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.app_state()).await
}

#[tauri::command(async)]
pub(crate) async fn look_again(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.look_again()).await
}

#[tauri::command(async)]
pub(crate) async fn first_start(app: Nida<'_>, first: FirstStart) -> Result<AppState> {
    ask(app, move |app| app.first_start(&first)).await
}

#[tauri::command(async)]
pub(crate) async fn open_by_itself(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.open_by_itself()).await
}

#[tauri::command(async)]
pub(crate) async fn open_store(app: Nida<'_>, open: OpenStore) -> Result<AppState> {
    ask(app, move |app| app.open_store(&open)).await
}

#[tauri::command(async)]
pub(crate) async fn practice_enter(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.practice_enter()).await
}

#[tauri::command(async)]
pub(crate) async fn practice_leave(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.practice_leave()).await
}

#[tauri::command(async)]
pub(crate) async fn begin_station(app: Nida<'_>, begun: StationBegun) -> Result<AppState> {
    ask(app, move |app| app.begin_station(&begun)).await
}

#[tauri::command(async)]
pub(crate) async fn first_code(app: Nida<'_>) -> Result<ShownCode> {
    ask(app, move |app| app.first_code()).await
}

#[tauri::command(async)]
pub(crate) async fn new_recovery_code(app: Nida<'_>, secret: String) -> Result<ShownCode> {
    ask(app, move |app| app.new_recovery_code(&secret)).await
}

#[tauri::command(async)]
pub(crate) async fn confirm_recovery_code(app: Nida<'_>, groups: Vec<String>) -> Result<()> {
    ask(app, move |app| app.confirm_recovery_code(&groups)).await
}
