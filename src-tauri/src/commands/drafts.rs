//! Calls being typed.

use app::Result;
use app::dto::{CallForm, Draft, Kept};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn draft_keep(app: Nida<'_>, form: CallForm) -> Result<Kept> {
    ask(app, move |app| app.draft_keep(&form)).await
}

#[tauri::command(async)]
pub(crate) async fn drafts(app: Nida<'_>) -> Result<Vec<Draft>> {
    ask(app, move |app| app.drafts()).await
}

#[tauri::command(async)]
pub(crate) async fn draft_discard(app: Nida<'_>, id: String) -> Result<()> {
    ask(app, move |app| app.draft_discard(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn draft_restore(app: Nida<'_>, id: String) -> Result<Draft> {
    ask(app, move |app| app.draft_restore(&id)).await
}
