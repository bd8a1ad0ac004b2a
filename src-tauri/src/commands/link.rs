//! The link to the centre.

use app::Result;
use app::dto::{ConnectCentre, HeldEntry, LinkStatus};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn link_status(app: Nida<'_>) -> Result<LinkStatus> {
    app.link_status()
}

#[tauri::command(async)]
pub(crate) fn connect_centre(app: Nida<'_>, connect: ConnectCentre) -> Result<LinkStatus> {
    app.connect_centre(&connect)
}

#[tauri::command(async)]
pub(crate) fn sync_now(app: Nida<'_>) -> Result<LinkStatus> {
    app.sync_now()
}

#[tauri::command(async)]
pub(crate) fn held_entries(app: Nida<'_>) -> Result<Vec<HeldEntry>> {
    app.held_entries()
}
