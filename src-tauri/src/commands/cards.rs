//! Answer cards, and questions that none of them answers.

use app::Result;
use app::dto::{CardQuery, CardRow, CardView, NoCard};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn search_cards(app: Nida<'_>, query: CardQuery) -> Result<Vec<CardRow>> {
    ask(app, move |app| app.search_cards(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn card(app: Nida<'_>, code: String, version: Option<u32>) -> Result<CardView> {
    ask(app, move |app| app.card(&code, version)).await
}

#[tauri::command(async)]
pub(crate) async fn no_card(app: Nida<'_>, asked: NoCard) -> Result<()> {
    ask(app, move |app| app.no_card(&asked)).await
}
