//! The review list.

use app::Result;
use app::dto::{ReviewCount, ReviewCursor, ReviewDecided, ReviewDecision, ReviewPage};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn review_count(app: Nida<'_>) -> Result<ReviewCount> {
    ask(app, move |app| app.review_count()).await
}

#[tauri::command(async)]
pub(crate) async fn review_list(app: Nida<'_>, after: Option<ReviewCursor>) -> Result<ReviewPage> {
    ask(app, move |app| app.review_list(after.as_ref())).await
}

#[tauri::command(async)]
pub(crate) async fn decide_finding(
    app: Nida<'_>,
    decision: ReviewDecision,
) -> Result<ReviewDecided> {
    ask(app, move |app| app.decide_finding(&decision)).await
}

#[tauri::command(async)]
pub(crate) async fn take_back_decision(app: Nida<'_>, decided: ReviewDecided) -> Result<()> {
    ask(app, move |app| app.take_back_decision(&decided)).await
}
