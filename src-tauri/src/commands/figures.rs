//! Figures, and what lies behind them.

use app::Result;
use app::dto::{
    CallPage, CasePage, FigureCallsQuery, FigureCasesQuery, FigureSurveysQuery, Figures,
    FiguresQuery, SurveyPage,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn figures(app: Nida<'_>, query: FiguresQuery) -> Result<Figures> {
    ask(app, move |app| app.figures(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn figure_calls(app: Nida<'_>, query: FigureCallsQuery) -> Result<CallPage> {
    ask(app, move |app| app.figure_calls(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn figure_cases(app: Nida<'_>, query: FigureCasesQuery) -> Result<CasePage> {
    ask(app, move |app| app.figure_cases(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn figure_surveys(app: Nida<'_>, query: FigureSurveysQuery) -> Result<SurveyPage> {
    ask(app, move |app| app.figure_surveys(&query)).await
}
