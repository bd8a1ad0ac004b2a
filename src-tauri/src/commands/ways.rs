//! The ways into the store.

use app::Result;
use app::dto::{ChangedPassphrase, WayIn, WayToTry, WaysIn};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn ways_in(app: Nida<'_>) -> Result<WaysIn> {
    ask(app, move |app| app.ways_in()).await
}

#[tauri::command(async)]
pub(crate) async fn add_keyring(app: Nida<'_>, secret: String) -> Result<WaysIn> {
    ask(app, move |app| app.add_keyring(&secret)).await
}

#[tauri::command(async)]
pub(crate) async fn remove_way(app: Nida<'_>, way: WayIn) -> Result<WaysIn> {
    ask(app, move |app| app.remove_way(way)).await
}

#[tauri::command(async)]
pub(crate) async fn try_way(app: Nida<'_>, tried: WayToTry) -> Result<WaysIn> {
    ask(app, move |app| app.try_way(&tried)).await
}

#[tauri::command(async)]
pub(crate) async fn change_passphrase(app: Nida<'_>, change: ChangedPassphrase) -> Result<()> {
    ask(app, move |app| app.change_passphrase(&change)).await
}
