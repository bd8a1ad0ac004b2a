//! Answer cards, and questions that none of them answers.

use app::Result;
use app::dto::{CardQuery, CardRow, CardView, NoCard};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn search_cards(app: Nida<'_>, query: CardQuery) -> Result<Vec<CardRow>> {
    app.search_cards(&query)
}

#[tauri::command(async)]
pub(crate) fn card(app: Nida<'_>, code: String, version: Option<u32>) -> Result<CardView> {
    app.card(&code, version)
}

#[tauri::command(async)]
pub(crate) fn no_card(app: Nida<'_>, asked: NoCard) -> Result<()> {
    app.no_card(&asked)
}
