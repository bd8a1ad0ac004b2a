//! Who calls: the card, the same problem, persons who are one.

use app::Result;
use app::dto::{
    CallerCard, CallerPerson, CallerQuery, Conversation, ConversationQuery, LikelyPerson,
    LikelyQuery, MergedPersons, NewFlag, PersonSheet, ProblemQuery, SameProblem,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn caller_card(app: Nida<'_>, query: CallerQuery) -> Result<CallerCard> {
    ask(app, move |app| app.caller_card(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn likely_persons(app: Nida<'_>, query: LikelyQuery) -> Result<Vec<LikelyPerson>> {
    ask(app, move |app| app.likely_persons(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn people_by_name(app: Nida<'_>, name: String) -> Result<Vec<CallerPerson>> {
    ask(app, move |app| app.people_by_name(&name)).await
}

#[tauri::command(async)]
pub(crate) async fn person_sheet(app: Nida<'_>, id: String) -> Result<PersonSheet> {
    ask(app, move |app| app.person_sheet(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn conversation(app: Nida<'_>, query: ConversationQuery) -> Result<Conversation> {
    ask(app, move |app| app.conversation(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn same_problem(app: Nida<'_>, query: ProblemQuery) -> Result<SameProblem> {
    ask(app, move |app| app.same_problem(&query)).await
}

#[tauri::command(async)]
pub(crate) async fn flag_number(app: Nida<'_>, flag: NewFlag) -> Result<()> {
    ask(app, move |app| app.flag_number(&flag)).await
}

#[tauri::command(async)]
pub(crate) async fn lift_flag(app: Nida<'_>, id: String) -> Result<()> {
    ask(app, move |app| app.lift_flag(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn merge_persons(
    app: Nida<'_>,
    kept: String,
    merged: String,
) -> Result<MergedPersons> {
    ask(app, move |app| app.merge_persons(&kept, &merged)).await
}

#[tauri::command(async)]
pub(crate) async fn undo_merge(app: Nida<'_>, merge: String) -> Result<()> {
    ask(app, move |app| app.undo_merge(&merge)).await
}
