//! Calls being typed.

use app::Result;
use app::dto::{CallForm, Draft, Kept};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn draft_keep(app: Nida<'_>, form: CallForm) -> Result<Kept> {
    app.draft_keep(&form)
}

#[tauri::command(async)]
pub(crate) fn drafts(app: Nida<'_>) -> Result<Vec<Draft>> {
    app.drafts()
}

#[tauri::command(async)]
pub(crate) fn draft_discard(app: Nida<'_>, id: String) -> Result<()> {
    app.draft_discard(&id)
}

#[tauri::command(async)]
pub(crate) fn draft_restore(app: Nida<'_>, id: String) -> Result<Draft> {
    app.draft_restore(&id)
}
