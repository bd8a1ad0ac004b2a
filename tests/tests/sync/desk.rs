//! The whole application at a desk, with a line of its own to the centre.

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use app::dto::ConnectCentre;
use app::{App, PolicyPlace};
use nida_tests::machine::signed_in_under;
use tempfile::TempDir;

use crate::line::Line;
use crate::world::Centre;

/// How long anything that was promised may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A desk with a line of its own to the centre.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) line: Line,
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn at(centre: &Centre) -> Self {
        Self::begun(centre, None)
    }

    /// With a policy of its own.
    pub(crate) fn under(centre: &Centre, policy: PolicyPlace) -> Self {
        Self::begun(centre, Some(policy))
    }

    fn begun(centre: &Centre, policy: Option<PolicyPlace>) -> Self {
        let folder = TempDir::new().unwrap();
        let app = signed_in_under(policy, folder.path()).unwrap();
        let line = Line::to(centre.address());
        app.connect_centre(&ConnectCentre {
            address: line.url(),
            code: centre.code(),
        })
        .unwrap();
        Self { app, line, folder }
    }

    /// Waits until this desk shows what was promised; it asks the centre again and again.
    pub(crate) fn wait<T>(&self, promise: &str, seen: impl Fn(&App) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        let (asleep, wakes) = (Mutex::new(()), Condvar::new());
        loop {
            if let Some(found) = seen(&self.app) {
                return found;
            }
            assert!(Instant::now() < until, "promised: {promise}");
            self.app.sync_now().unwrap();
            let guard = asleep.lock().unwrap();
            drop(
                wakes
                    .wait_timeout(guard, Duration::from_millis(50))
                    .unwrap(),
            );
        }
    }

    pub(crate) fn sent(&self) {
        self.wait("all of it is at the centre", |app| {
            let status = app.link_status().unwrap();
            (status.waiting == 0 && status.problem.is_none()).then_some(())
        });
    }
}
