//! What this run of the program knows beside its store: what did not open by itself, which backup failed, which packs cannot
//! be read. A command line knows none of it.

use domain::id::Millis;
use store::BackupPlace;
use sync::PackKnown;

use crate::desk::Desk;
use crate::{App, ErrorDto};

/// What it knows.
#[derive(Default)]
pub(super) struct Live {
    pub(super) webview: Option<String>,
    pub(super) unopened: Vec<ErrorDto>,
    pub(super) own_failed: Option<(Millis, ErrorDto)>,
    pub(super) second_failed: Option<(Millis, ErrorDto)>,
    /// One is being made or read again now.
    pub(super) backing_up: bool,
    /// As the sync knows them, which has tried to read them.
    pub(super) packs: Option<Vec<PackKnown>>,
}

impl App {
    pub(super) fn live(&self, desk: Option<&Desk>, webview: Option<String>) -> Live {
        let status = desk.map(|desk| desk.syncer.status());
        let second = desk.and_then(|desk| self.chosen(desk).ok().flatten());
        let failed = |place: &BackupPlace| self.backing_up.failed(place);
        Live {
            webview,
            unopened: self.unopened().clone(),
            own_failed: failed(&BackupPlace::Own),
            second_failed: second.as_ref().and_then(failed),
            backing_up: self.backing_up.watch.now().is_some(),
            packs: status.map(|status| status.packs),
        }
    }
}
