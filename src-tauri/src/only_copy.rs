//! One copy on one place: a second one hands over what it was started for, and ends.
//!
//! The copies find each other through the desktop's session bus, by a name that stands for the data folder.
//! Where there is no such bus the lock on the store keeps the second one out, and it says so.

use std::sync::Arc;

use app::App;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, Wry};

use crate::place::Place;
use crate::window;

/// The plugin that looks for another copy before anything else is made.
pub(crate) fn plugin(place: &Place) -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(place.name())
        .callback(|app, arguments, _| started_again(app, &arguments))
        .build()
}

/// A softphone announced a call, or somebody looks for the window.
fn started_again(app: &AppHandle, arguments: &[String]) {
    match Place::call_of_another(arguments) {
        Ok(Some(call)) => {
            // The copy that is still starting has no application yet; the softphone says it again.
            if let Some(nida) = app.try_state::<Arc<App>>() {
                nida.pop_screen(&call);
            }
        }
        Ok(None) => window::raise(app),
        Err(error) => tracing::warn!(%error, "another copy was started with something unknown"),
    }
}
