//! The shift's log and its review.

use app::Result;
use app::dto::{
    CallReturn, CallScore, JournalCheck, JournalProgress, NewHandOver, NewReturn, NewScore,
    NewScoreReply, NewSignature, ReturnBack, ScoreAnswers, ScoreBack, ScoreSoFar, Shift, ShiftLog,
    ShiftQuery, ShiftReview, TakenHandOver,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn shifts(app: Nida<'_>) -> Result<Vec<Shift>> {
    ask(app, move |app| app.shifts()).await
}

#[tauri::command(async)]
pub(crate) async fn shift_log(app: Nida<'_>, query: ShiftQuery) -> Result<ShiftLog> {
    ask(app, move |app| app.shift_log(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn shift_review(app: Nida<'_>, shift: String) -> Result<ShiftReview> {
    ask(app, move |app| app.shift_review(&shift)).await
}

#[tauri::command(async)]
pub(crate) async fn sign_shift(app: Nida<'_>, signature: NewSignature) -> Result<ShiftReview> {
    ask(app, move |app| app.sign_shift(&signature)).await
}

#[tauri::command(async)]
pub(crate) async fn return_call(app: Nida<'_>, made: NewReturn) -> Result<Vec<CallReturn>> {
    ask(app, move |app| app.return_call(&made)).await
}

#[tauri::command(async)]
pub(crate) async fn take_back_return(app: Nida<'_>, back: ReturnBack) -> Result<Vec<CallReturn>> {
    ask(app, move |app| app.take_back_return(&back)).await
}

#[tauri::command(async)]
pub(crate) async fn hand_over(app: Nida<'_>, given: NewHandOver) -> Result<ShiftReview> {
    ask(app, move |app| app.hand_over(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn confirm_hand_over(app: Nida<'_>, taken: TakenHandOver) -> Result<ShiftReview> {
    ask(app, move |app| app.confirm_hand_over(&taken)).await
}

#[tauri::command(async)]
pub(crate) async fn score_so_far(app: Nida<'_>, given: ScoreAnswers) -> Result<ScoreSoFar> {
    ask(app, move |app| app.score_so_far(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn score_call(app: Nida<'_>, made: NewScore) -> Result<Vec<CallScore>> {
    ask(app, move |app| app.score_call(&made)).await
}

#[tauri::command(async)]
pub(crate) async fn take_back_score(app: Nida<'_>, back: ScoreBack) -> Result<Vec<CallScore>> {
    ask(app, move |app| app.take_back_score(&back)).await
}

#[tauri::command(async)]
pub(crate) async fn reply_to_score(app: Nida<'_>, made: NewScoreReply) -> Result<Vec<CallScore>> {
    ask(app, move |app| app.reply_to_score(&made)).await
}

#[tauri::command(async)]
pub(crate) async fn check_journal(app: Nida<'_>) -> Result<JournalCheck> {
    ask(app, move |app| app.check_journal()).await
}

#[tauri::command(async)]
pub(crate) async fn journal_progress(app: Nida<'_>) -> Result<Option<JournalProgress>> {
    ask(app, move |app| app.journal_progress()).await
}
