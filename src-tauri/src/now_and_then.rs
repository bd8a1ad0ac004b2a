//! What the application is asked to look at now and then, for as long as it stands: what has come due, which bulletins
//! and backups are to be made. Each takes its own time (a backup on a stick minutes), so each has a thread of its own.
//! Never here: what is due, which is decided in `app`.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use app::App;

/// Begins to ask, first after `every`. A machine that gives no thread works without.
pub(crate) fn begin(nida: &Arc<App>, name: &str, every: Duration, ask: fn(&App)) {
    let nida: Weak<App> = Arc::downgrade(nida);
    let work = move || {
        loop {
            thread::sleep(every);
            let Some(nida) = nida.upgrade() else { return };
            ask(&nida);
        }
    };
    if let Err(error) = thread::Builder::new().name(name.into()).spawn(work) {
        tracing::warn!(kind = ?error.kind(), name, "no thread for this");
    }
}
