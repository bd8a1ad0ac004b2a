//! A duty: one person's time at one machine, from sign-in to sign-out.

use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, UserId};

/// Kind of the entry that opens a duty.
pub const OPENED: &str = "duty.opened";
/// Kind of the entry that closes it.
pub const CLOSED: &str = "duty.closed";

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

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            user: reader.id("user"),
            opened_at: reader.instant("opened_at"),
            station: reader.code("station"),
            closed_at: reader.instant("closed_at"),
        }
    }
}
