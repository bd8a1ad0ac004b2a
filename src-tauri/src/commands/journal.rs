//! The journal as it stands.

use app::Result;
use app::dto::{JournalEntry, JournalPage, JournalQuery};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn journal_page(app: Nida<'_>, query: JournalQuery) -> Result<JournalPage> {
    ask(app, move |app| app.journal_page(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn journal_entry(app: Nida<'_>, id: String) -> Result<JournalEntry> {
    ask(app, move |app| app.journal_entry(&id)).await
}
