//! What comes in more often than it did, and what was recommended because of it.

use app::Result;
use app::dto::{ImprovementAnswer, ImprovementEffect, ImprovementPage, NewImprovement, Spikes};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn spikes(app: Nida<'_>) -> Result<Spikes> {
    ask(app, move |app| app.spikes()).await
}

#[tauri::command(async)]
pub(crate) async fn recommend(app: Nida<'_>, new: NewImprovement) -> Result<ImprovementPage> {
    ask(app, move |app| app.recommend(&new)).await
}

#[tauri::command(async)]
pub(crate) async fn improvements(app: Nida<'_>, after: Option<String>) -> Result<ImprovementPage> {
    ask(app, move |app| app.improvements(after.as_deref())).await
}

#[tauri::command(async)]
pub(crate) async fn answer_improvement(
    app: Nida<'_>,
    given: ImprovementAnswer,
) -> Result<ImprovementPage> {
    ask(app, move |app| app.answer_improvement(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn withdraw_improvement(app: Nida<'_>, id: String) -> Result<ImprovementPage> {
    ask(app, move |app| app.withdraw_improvement(&id)).await
}

#[tauri::command(async)]
pub(crate) async fn improvement_effect(app: Nida<'_>, id: String) -> Result<ImprovementEffect> {
    ask(app, move |app| app.improvement_effect(&id)).await
}
