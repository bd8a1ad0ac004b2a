//! The link to the centre.

use app::Result;
use app::dto::{ConnectCentre, HeldEntry, LinkStatus};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn link_status(app: Nida<'_>) -> Result<LinkStatus> {
    ask(app, move |app| app.link_status()).await
}

#[tauri::command(async)]
pub(crate) async fn connect_centre(app: Nida<'_>, connect: ConnectCentre) -> Result<LinkStatus> {
    ask(app, move |app| app.connect_centre(&connect)).await
}

#[tauri::command(async)]
pub(crate) async fn sync_now(app: Nida<'_>) -> Result<LinkStatus> {
    ask(app, move |app| app.sync_now()).await
}

#[tauri::command(async)]
pub(crate) async fn held_entries(app: Nida<'_>) -> Result<Vec<HeldEntry>> {
    ask(app, move |app| app.held_entries()).await
}
