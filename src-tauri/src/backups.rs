//! Asks now and then whether a backup is due, for as long as the application stands. What is due is decided in
//! `app::backups`; a backup takes seconds, on a stick minutes, so this has a thread of its own.

use std::sync::{Arc, Weak};
use std::time::Duration;

use app::App;

/// How long it takes until a backup that is due is begun, at most.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// Begins to ask. A machine that gives no thread works without.
pub(crate) fn make_now_and_then(nida: &Arc<App>) {
    let nida: Weak<App> = Arc::downgrade(nida);
    let work = move || {
        loop {
            std::thread::sleep(LOOK_EVERY);
            let Some(nida) = nida.upgrade() else { return };
            nida.back_up_when_due();
        }
    };
    let begun = std::thread::Builder::new()
        .name("backups".into())
        .spawn(work);
    if let Err(error) = begun {
        tracing::warn!(kind = ?error.kind(), "no thread for backups");
    }
}
