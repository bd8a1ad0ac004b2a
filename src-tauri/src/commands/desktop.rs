//! What the desktop around the window asks for: calls that a softphone announces, diagnostics, closing.

use app::Result;
use app::dto::ScreenPop;

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn screen_pops(app: Nida<'_>) -> Result<Vec<ScreenPop>> {
    ask(app, move |app| app.screen_pops()).await
}

#[tauri::command(async)]
pub(crate) async fn end_screen_pop(app: Nida<'_>, id: u32) -> Result<Vec<ScreenPop>> {
    ask(app, move |app| app.end_screen_pop(id)).await
}

#[tauri::command(async)]
pub(crate) async fn diagnostics(app: Nida<'_>) -> Result<String> {
    ask(app, move |app| app.diagnostics()).await
}

#[tauri::command(async)]
pub(crate) async fn close_window(app: Nida<'_>, go: bool) -> Result<()> {
    ask(app, move |app| app.close_window(go)).await
}
