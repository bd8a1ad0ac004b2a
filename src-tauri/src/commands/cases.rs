//! Cases.

use app::Result;
use app::dto::{
    CaseAmended, CaseGiven, CaseHeld, CasePage, CaseQuery, CaseRow, CaseTold, CaseView,
    NewCaseMove, ViewingOrder,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn cases(app: Nida<'_>, query: CaseQuery) -> Result<CasePage> {
    ask(app, move |app| app.cases(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn find_case(app: Nida<'_>, typed: String) -> Result<Vec<CaseRow>> {
    ask(app, move |app| app.find_case(&typed)).await
}

#[tauri::command(async)]
pub(crate) async fn case(app: Nida<'_>, id: String) -> Result<CaseView> {
    ask(app, move |app| app.case(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn move_case(app: Nida<'_>, made: NewCaseMove) -> Result<CaseView> {
    ask(app, move |app| app.move_case(&made)).await
}

#[tauri::command(async)]
pub(crate) async fn take_case(app: Nida<'_>, id: String) -> Result<CaseView> {
    ask(app, move |app| app.take_case(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn give_case(app: Nida<'_>, given: CaseGiven) -> Result<CaseView> {
    ask(app, move |app| app.give_case(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn tell_case(app: Nida<'_>, told: CaseTold) -> Result<CaseView> {
    ask(app, move |app| app.tell_case(&told)).await
}

#[tauri::command(async)]
pub(crate) async fn view_sensitive(app: Nida<'_>, order: ViewingOrder) -> Result<()> {
    ask(app, move |app| app.view_sensitive(&order)).await
}

#[tauri::command(async)]
pub(crate) async fn hold_case(app: Nida<'_>, held: CaseHeld) -> Result<CaseView> {
    ask(app, move |app| app.hold_case(&held)).await
}

#[tauri::command(async)]
pub(crate) async fn amend_case(app: Nida<'_>, amended: CaseAmended) -> Result<CaseView> {
    ask(app, move |app| app.amend_case(&amended)).await
}
