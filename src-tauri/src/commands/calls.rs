//! Saving calls and reading them back.

use app::Result;
use app::dto::{
    Amendment, CallComment, CallForm, CallHistory, CallRow, CallView, Logged, NewComment, OwnLog,
    PromiseTimes, SaveAs, SeenComments, TakeBack, TakenBack,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn log_call(app: Nida<'_>, form: CallForm, save_as: SaveAs) -> Result<Logged> {
    ask(app, move |app| app.log_call(&form, save_as)).await
}

#[tauri::command(async)]
pub(crate) async fn add_to_log(
    app: Nida<'_>,
    form: CallForm,
    log: String,
    save_as: SaveAs,
) -> Result<Logged> {
    ask(app, move |app| app.add_to_log(&form, &log, save_as)).await
}

#[tauri::command(async)]
pub(crate) async fn void_call(app: Nida<'_>, id: String, reason: String) -> Result<()> {
    ask(app, move |app| app.void_call(&id, &reason)).await
}

#[tauri::command(async)]
pub(crate) async fn restore_call(app: Nida<'_>, id: String) -> Result<CallRow> {
    ask(app, move |app| app.restore_call(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn amend_call(app: Nida<'_>, form: CallForm) -> Result<Amendment> {
    ask(app, move |app| app.amend_call(&form)).await
}

#[tauri::command(async)]
pub(crate) async fn call_form(app: Nida<'_>, id: String) -> Result<CallForm> {
    ask(app, move |app| app.call_form(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn take_back_correction(app: Nida<'_>, back: TakeBack) -> Result<TakenBack> {
    ask(app, move |app| app.take_back_correction(&back)).await
}

#[tauri::command(async)]
pub(crate) async fn call_history(app: Nida<'_>, id: String) -> Result<CallHistory> {
    ask(app, move |app| app.call_history(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn promise_times(app: Nida<'_>, urgent: bool) -> Result<PromiseTimes> {
    ask(app, move |app| app.promise_times(urgent)).await
}

#[tauri::command(async)]
pub(crate) async fn own_log(app: Nida<'_>, after: Option<String>) -> Result<OwnLog> {
    ask(app, move |app| app.own_log(after.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn mark_comments_seen(app: Nida<'_>, seen: SeenComments) -> Result<()> {
    ask(app, move |app| app.mark_comments_seen(&seen)).await
}

#[tauri::command(async)]
pub(crate) async fn call(app: Nida<'_>, id: String) -> Result<CallView> {
    ask(app, move |app| app.call(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn comment_call(app: Nida<'_>, comment: NewComment) -> Result<CallComment> {
    ask(app, move |app| app.comment_call(&comment)).await
}
