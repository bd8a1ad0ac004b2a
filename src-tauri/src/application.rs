//! The application behind the window: its seams filled with what the machine has.

use std::sync::Arc;

use crate::place::Place;
use app::clock::SystemClock;
use app::{App, Config, SecretCost, StoreCost};
use tauri::{AppHandle, Emitter as _};

use crate::notices::DesktopNotices;

/// The event that tells the window how the link to the centre stands.
const LINK_CHANGED: &str = "link-changed";
/// The event that tells the window that a call was announced.
const CALL_ANNOUNCED: &str = "call-announced";

pub(crate) fn start(window: AppHandle, place: &Place) -> Arc<App> {
    let (links, pops) = (window.clone(), window.clone());
    let on_link = move |status| {
        // A window that is closing hears nothing any more, and nothing is lost by it.
        if let Err(error) = links.emit(LINK_CHANGED, status) {
            tracing::debug!(%error, "the window did not hear of the link");
        }
    };
    let on_pop = move || {
        // Without the number: the window asks for it, and only a person signed in is answered.
        if let Err(error) = pops.emit(CALL_ANNOUNCED, ()) {
            tracing::debug!(%error, "the window did not hear of a call");
        }
        crate::window::ask_for_attention(&pops);
    };
    let app = Arc::new(App::start(Config {
        data_folder: place.data_folder.clone(),
        policy: place.policy.clone(),
        keyring: keyring::of_the_system(),
        clock: Arc::new(SystemClock::default()),
        store_cost: StoreCost::REAL,
        secret_cost: SecretCost::Full,
        on_link: Arc::new(on_link),
        on_pop: Arc::new(on_pop),
        notifier: Arc::new(DesktopNotices::begin(window.clone())),
        on_close: Arc::new(move |go| crate::window::close(&window, go)),
    }));
    // While the page is being loaded; the page asks for the same and waits for this.
    let opening = Arc::clone(&app);
    drop(tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = opening.open_by_itself() {
            tracing::warn!(%error, "the state after the start is not known");
        }
    }));
    app
}
