//! Follow-ups.

use app::Result;
use app::dto::{
    DueCount, DueFollowUps, FollowUpEnd, FollowUpView, NewAttempt, NewFollowUp, Replanned,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn plan_follow_up(app: Nida<'_>, planned: NewFollowUp) -> Result<FollowUpView> {
    ask(app, move |app| app.plan_follow_up(&planned)).await
}

#[tauri::command(async)]
pub(crate) async fn attempt_follow_up(app: Nida<'_>, attempt: NewAttempt) -> Result<FollowUpView> {
    ask(app, move |app| app.attempt_follow_up(&attempt)).await
}

#[tauri::command(async)]
pub(crate) async fn replan_follow_up(app: Nida<'_>, replanned: Replanned) -> Result<FollowUpView> {
    ask(app, move |app| app.replan_follow_up(&replanned)).await
}

#[tauri::command(async)]
pub(crate) async fn end_follow_up(app: Nida<'_>, end: FollowUpEnd) -> Result<FollowUpView> {
    ask(app, move |app| app.end_follow_up(&end)).await
}

#[tauri::command(async)]
pub(crate) async fn cancel_follow_up(app: Nida<'_>, end: FollowUpEnd) -> Result<FollowUpView> {
    ask(app, move |app| app.cancel_follow_up(&end)).await
}

#[tauri::command(async)]
pub(crate) async fn due_follow_ups(app: Nida<'_>, until: i64) -> Result<DueFollowUps> {
    ask(app, move |app| app.due_follow_ups(until)).await
}

#[tauri::command(async)]
pub(crate) async fn due_count(app: Nida<'_>) -> Result<DueCount> {
    ask(app, move |app| app.due_count()).await
}
