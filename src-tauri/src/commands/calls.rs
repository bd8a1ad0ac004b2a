//! Saving calls and reading them back.

use app::Result;
use app::dto::{
    CallComment, CallForm, CallRow, CallView, Logged, NewComment, OwnLog, SaveAs, SeenComments,
};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn log_call(app: Nida<'_>, form: CallForm, save_as: SaveAs) -> Result<Logged> {
    app.log_call(&form, save_as)
}

#[tauri::command(async)]
pub(crate) fn void_call(app: Nida<'_>, id: String, reason: String) -> Result<()> {
    app.void_call(&id, &reason)
}

#[tauri::command(async)]
pub(crate) fn restore_call(app: Nida<'_>, id: String) -> Result<CallRow> {
    app.restore_call(&id)
}

#[tauri::command(async)]
pub(crate) fn amend_call(app: Nida<'_>, form: CallForm) -> Result<CallRow> {
    app.amend_call(&form)
}

#[tauri::command(async)]
pub(crate) fn own_log(app: Nida<'_>, after: Option<String>) -> Result<OwnLog> {
    app.own_log(after.as_deref())
}

#[tauri::command(async)]
pub(crate) fn mark_comments_seen(app: Nida<'_>, seen: SeenComments) -> Result<()> {
    app.mark_comments_seen(&seen)
}

#[tauri::command(async)]
pub(crate) fn call(app: Nida<'_>, id: String) -> Result<CallView> {
    app.call(&id)
}

#[tauri::command(async)]
pub(crate) fn comment_call(app: Nida<'_>, comment: NewComment) -> Result<CallComment> {
    app.comment_call(&comment)
}
