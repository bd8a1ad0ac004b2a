//! Calls being typed.

use app::Result;
use app::dto::{CallForm, Draft, Kept, LeftDraft, TakeDraft, TakenDraft};

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

#[tauri::command(async)]
pub(crate) async fn others_drafts(app: Nida<'_>) -> Result<Vec<LeftDraft>> {
    ask(app, move |app| app.others_drafts()).await
}

#[tauri::command(async)]
pub(crate) async fn take_draft(app: Nida<'_>, take: TakeDraft) -> Result<Draft> {
    ask(app, move |app| app.take_draft(&take)).await
}

#[tauri::command(async)]
pub(crate) async fn taken_drafts(app: Nida<'_>) -> Result<Vec<TakenDraft>> {
    ask(app, move |app| app.taken_drafts()).await
}

#[tauri::command(async)]
pub(crate) async fn mark_taken_told(app: Nida<'_>, takeovers: Vec<String>) -> Result<()> {
    ask(app, move |app| app.mark_taken_told(&takeovers)).await
}
