//! The application behind the window: its seams filled with what the machine has.

use std::path::PathBuf;
use std::sync::Arc;

use app::clock::SystemClock;
use app::{App, Config, SecretCost, StoreCost};
use tauri::{AppHandle, Emitter as _};

/// The event that tells the window how the link to the centre stands.
const LINK_CHANGED: &str = "link-changed";

pub(crate) fn start(window: AppHandle, data_folder: PathBuf) -> Arc<App> {
    let on_link = move |status| {
        // A window that is closing hears nothing any more, and nothing is lost by it.
        if let Err(error) = window.emit(LINK_CHANGED, status) {
            tracing::debug!(%error, "the window did not hear of the link");
        }
    };
    Arc::new(App::start(Config {
        data_folder,
        clock: Arc::new(SystemClock::default()),
        store_cost: StoreCost::REAL,
        secret_cost: SecretCost::Full,
        on_link: Arc::new(on_link),
    }))
}
