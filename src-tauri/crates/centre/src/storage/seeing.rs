//! What is kept of when machines were last here. No promise hangs on it: it is written behind the answer, and
//! what is lost of it comes again with the next request.

use domain::id::{MachineId, Millis};
use domain::wire::Site;

use crate::storage::Caller;

/// A machine that was here.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Which.
    pub caller: Caller,
    /// When.
    pub at: Millis,
    /// How many entries it said wait there.
    pub waiting: Option<u64>,
    /// How far its clock was ahead.
    pub skew_ms: Option<i64>,
}

/// A machine as the people who run the centre look after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineState {
    /// Its site.
    pub site: Site,
    /// Its id.
    pub id: MachineId,
    /// What people call it.
    pub name: String,
    /// Since when it is enrolled.
    pub enrolled_at: Millis,
    /// Since when it is cut off.
    pub revoked_at: Option<Millis>,
    /// When it was last here.
    pub seen_at: Option<Millis>,
    /// How many entries it last said wait there.
    pub waiting: Option<u64>,
    /// How far its clock was ahead then, in milliseconds.
    pub skew_ms: Option<i64>,
    /// How many of its entries are held.
    pub held: u64,
}

/// A note may be written after a newer one, by this much: it was on its way, or another process has another clock.
/// What lies further ahead was noted while the clock was wrong, and would show a machine as active for as long.
pub(super) const OVERTAKEN_MS: i64 = 5 * 60 * 1_000;

/// Without a word for this long a machine is silent. A station that is shut over the weekend is.
const SILENT_MS: i64 = 24 * 60 * 60 * 1_000;

/// How a machine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// Here within a day.
    Active,
    /// Not here for a day or more.
    Silent,
    /// Enrolled, and never here since.
    Never,
    /// Cut off.
    Revoked,
}

impl Condition {
    pub(crate) const ALL: [Self; 4] = [Self::Active, Self::Silent, Self::Never, Self::Revoked];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Silent => "silent",
            Self::Never => "never",
            Self::Revoked => "revoked",
        }
    }
}

impl MachineState {
    pub(crate) fn condition(&self, now: Millis) -> Condition {
        match (self.revoked_at, self.seen_at) {
            (Some(_), _) => Condition::Revoked,
            (None, None) => Condition::Never,
            (None, Some(at)) if now.0.saturating_sub(at.0) >= SILENT_MS => Condition::Silent,
            (None, Some(_)) => Condition::Active,
        }
    }
}
