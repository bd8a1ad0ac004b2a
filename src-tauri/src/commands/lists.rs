//! The code lists and what is changed of them.

use app::Result;
use app::dto::{ListChanges, ListSheet, ListUses, Lists, ListsFile, ListsOverview, NewListChange};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn lists(app: Nida<'_>) -> Result<Lists> {
    ask(app, move |app| app.lists()).await
}

#[tauri::command(async)]
pub(crate) async fn lists_overview(app: Nida<'_>) -> Result<ListsOverview> {
    ask(app, move |app| app.lists_overview()).await
}

#[tauri::command(async)]
pub(crate) async fn list_sheet(app: Nida<'_>, list: String) -> Result<ListSheet> {
    ask(app, move |app| app.list_sheet(&list)).await
}

#[tauri::command(async)]
pub(crate) async fn list_uses(app: Nida<'_>, list: String, key: String) -> Result<ListUses> {
    ask(app, move |app| app.list_uses(&list, &key)).await
}

#[tauri::command(async)]
pub(crate) async fn list_changes(app: Nida<'_>, after: Option<String>) -> Result<ListChanges> {
    ask(app, move |app| app.list_changes(after.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn change_lists(app: Nida<'_>, change: NewListChange) -> Result<ListsOverview> {
    ask(app, move |app| app.change_lists(&change)).await
}

#[tauri::command(async)]
pub(crate) async fn withdraw_list_change(app: Nida<'_>, id: String) -> Result<ListsOverview> {
    ask(app, move |app| app.withdraw_list_change(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn remake_list_change(app: Nida<'_>, id: String) -> Result<ListsOverview> {
    ask(app, move |app| app.remake_list_change(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn write_lists_file(app: Nida<'_>, folder: String) -> Result<ListsFile> {
    ask(app, move |app| app.write_lists_file(&folder)).await
}
