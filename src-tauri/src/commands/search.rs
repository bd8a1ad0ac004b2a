//! Search as you type.

use app::Result;
use app::dto::{SearchAnswer, SearchQuery};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn search(app: Nida<'_>, query: SearchQuery) -> Result<SearchAnswer> {
    ask(app, move |app| app.search(&query)).await
}
