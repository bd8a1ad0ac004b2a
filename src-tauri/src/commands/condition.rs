//! The condition of this machine.

use app::Result;
use app::dto::{Condition, ConditionProgress};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn condition(app: Nida<'_>) -> Result<Condition> {
    ask(app, move |app| app.condition(webview())).await
}

#[tauri::command(async)]
pub(crate) async fn check_condition(app: Nida<'_>) -> Result<Option<Condition>> {
    ask(app, move |app| app.check_condition(webview())).await
}

#[tauri::command(async)]
pub(crate) async fn condition_progress(app: Nida<'_>) -> Result<Option<ConditionProgress>> {
    ask(app, move |app| app.condition_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn condition_stop(app: Nida<'_>) -> Result<()> {
    ask(app, move |app| app.condition_stop()).await
}

fn webview() -> Option<String> {
    tauri::webview_version().ok()
}
