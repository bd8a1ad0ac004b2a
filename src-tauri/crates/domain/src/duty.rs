//! A duty: one person's time at one machine, from sign-in to sign-out, and its pauses.
//!
//! A pause is a time in which its person receives no calls, with a reason of the list of pause reasons;
//! only some of those are breaks. Never here: how long a pause should be; nothing ends one but its person.

use std::collections::BTreeMap;

use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, UserId};

/// Kind of the entry that opens a duty.
pub const OPENED: &str = "duty.opened";
/// Kind of the entry that closes it.
pub const CLOSED: &str = "duty.closed";
/// Kind of the entry with which a pause begins.
pub const PAUSED: &str = "duty.paused";
/// Kind of the entry with which it ends.
pub const RESUMED: &str = "duty.resumed";

/// How long a duty may last, in milliseconds: sixteen hours. One that was never closed goes on when its person signs in
/// again within them; nobody knows when an older one ended. Longer than the longest shift with its hand-over.
pub const DUTY_MAX_MS: i64 = 16 * 60 * 60 * 1_000;

/// A time in which calls are not received.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pause {
    /// Code of the reason.
    pub reason: String,
    /// When it ended; none while it goes on. Never before it began.
    pub until: Option<Millis>,
}

/// A duty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duty {
    /// Whose.
    pub user: Option<UserId>,
    /// Sign-in.
    pub opened_at: Option<Millis>,
    /// Name of the station.
    pub station: String,
    /// Sign-out; none while it goes on. Never before `opened_at`.
    pub closed_at: Option<Millis>,
    /// Pauses, by when they began.
    pub pauses: BTreeMap<Millis, Pause>,
}

impl Duty {
    /// Opens the duty.
    #[must_use]
    pub fn opened(&self) -> Change {
        let mut written = Written::default();
        written.id("user", self.user);
        written.instant("opened_at", self.opened_at);
        written.code("station", &self.station);
        written.into_change(OPENED)
    }

    /// Closes a duty.
    #[must_use]
    pub fn closed(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("closed_at", Some(at));
        written.into_change(CLOSED)
    }

    /// Begins a pause.
    #[must_use]
    pub fn paused(from: Millis, reason: &str) -> Change {
        let mut written = Written::default();
        written.code(&format!("pauses/{}/reason", from.0), reason);
        written.into_change(PAUSED)
    }

    /// Ends the pause that began at `from`.
    #[must_use]
    pub fn resumed(from: Millis, until: Millis) -> Change {
        let mut written = Written::default();
        written.instant(&format!("pauses/{}/until", from.0), Some(until));
        written.into_change(RESUMED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            user: reader.id("user"),
            opened_at: reader.instant("opened_at"),
            station: reader.code("station"),
            closed_at: reader.instant("closed_at"),
            pauses: read_pauses(reader),
        }
    }
}

/// A clock that was set back makes no pause of negative length.
fn read_pauses(reader: &mut Reader<'_>) -> BTreeMap<Millis, Pause> {
    reader
        .ids_under::<i64>("pauses")
        .into_iter()
        .map(|(from, path)| {
            let from = Millis(from);
            let until = reader.instant(&format!("{path}/until"));
            let pause = Pause {
                reason: reader.code(&format!("{path}/reason")),
                until: until.map(|until| until.max(from)),
            };
            (from, pause)
        })
        .collect()
}
