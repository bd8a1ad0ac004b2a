//! Asks now and then whether a bulletin is due, for as long as the application stands. What is due, and in whose name,
//! is decided in `app::schedule`; a bulletin takes seconds, so this has a thread of its own.

use std::sync::{Arc, Weak};
use std::time::Duration;

use app::App;

/// How long it takes until a bulletin that is due is begun, at most.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// Begins to ask. A machine that gives no thread works without.
pub(crate) fn make_now_and_then(nida: &Arc<App>) {
    let nida: Weak<App> = Arc::downgrade(nida);
    let work = move || {
        loop {
            std::thread::sleep(LOOK_EVERY);
            let Some(nida) = nida.upgrade() else { return };
            nida.write_what_is_scheduled();
        }
    };
    let begun = std::thread::Builder::new()
        .name("bulletins".into())
        .spawn(work);
    if let Err(error) = begun {
        tracing::warn!(kind = ?error.kind(), "no thread for bulletins");
    }
}
