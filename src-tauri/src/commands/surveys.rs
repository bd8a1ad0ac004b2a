//! What somebody said of a contact afterwards.

use app::Result;
use app::dto::{NewSurvey, Surveys, SurveysQuery};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn surveys(app: Nida<'_>, query: SurveysQuery) -> Result<Surveys> {
    ask(app, move |app| app.surveys(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn log_survey(app: Nida<'_>, made: NewSurvey) -> Result<Surveys> {
    ask(app, move |app| app.log_survey(&made)).await
}

#[tauri::command(async)]
pub(crate) async fn withdraw_survey(app: Nida<'_>, id: String) -> Result<Surveys> {
    ask(app, move |app| app.withdraw_survey(&id)).await
}
