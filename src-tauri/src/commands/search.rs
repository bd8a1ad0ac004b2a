//! Search as you type.

use app::Result;
use app::dto::{SearchAnswer, SearchQuery};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn search(app: Nida<'_>, query: SearchQuery) -> Result<SearchAnswer> {
    app.search(&query)
}
