//! The link to the centre.

use app::Result;
use app::dto::{
    ConnectCentre, CourierCard, CourierEnrol, CourierProgress, CourierTaken, CourierWritten,
    EpochBegun, HeldEntry, LinkStatus,
};

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

#[tauri::command(async)]
pub(crate) async fn offer_held(app: Nida<'_>, entries: Vec<String>) -> Result<LinkStatus> {
    ask(app, move |app| app.offer_held(&entries)).await
}

#[tauri::command(async)]
pub(crate) async fn epochs_begun(app: Nida<'_>) -> Result<Vec<EpochBegun>> {
    ask(app, move |app| app.epochs_begun()).await
}

#[tauri::command(async)]
pub(crate) async fn courier_out(app: Nida<'_>, folder: String) -> Result<CourierWritten> {
    ask(app, move |app| app.courier_out(&folder)).await
}

#[tauri::command(async)]
pub(crate) async fn courier_in(app: Nida<'_>, folder: String) -> Result<CourierTaken> {
    ask(app, move |app| app.courier_in(&folder)).await
}

#[tauri::command(async)]
pub(crate) async fn courier_progress(app: Nida<'_>) -> Result<Option<CourierProgress>> {
    ask(app, move |app| app.courier_progress()).await
}

#[tauri::command(async)]
pub(crate) async fn courier_card(app: Nida<'_>, folder: String) -> Result<CourierCard> {
    ask(app, move |app| app.courier_card(&folder)).await
}

#[tauri::command(async)]
pub(crate) async fn courier_enrol(app: Nida<'_>, wanted: CourierEnrol) -> Result<CourierWritten> {
    ask(app, move |app| app.courier_enrol(&wanted)).await
}
