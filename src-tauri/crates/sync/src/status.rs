//! The state of the link to the centre, as the status bar tells it.

use domain::id::Millis;
use domain::wire::ChainHead;

use crate::journal::{Counts, PackKnown};

/// State of the link and of what waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// State of the connection.
    pub state: LinkState,
    /// Address of the centre, empty when none is set.
    pub address: String,
    /// Name of the site at the centre, empty until enrolled.
    pub site: String,
    /// Entries not yet acknowledged, held ones apart.
    pub waiting: u64,
    /// When the oldest waiting entry was made.
    pub oldest_at: Option<Millis>,
    /// Entries whose content the centre could not take.
    pub held: u64,
    /// What the centre has of this machine, as it last said since the application started.
    pub centre_heads: Option<CentreHeads>,
    /// When the centre last answered, by this machine's wall clock, since the application started.
    pub last_contact_at: Option<Millis>,
    /// By how many minutes, rounded, this machine's clock is ahead of the centre's, by the last greeting and what was set
    /// since, negative where it is behind; none before the first greeting since the start.
    pub clock_ahead_min: Option<i64>,
    /// What is wrong, if anything.
    pub problem: Option<LinkProblem>,
    /// What this machine has of each kind of pack; none before it is enrolled.
    pub packs: Vec<PackKnown>,
}

impl Status {
    /// Whether the centre answers this machine.
    #[must_use]
    pub const fn is_connected(&self) -> bool {
        matches!(self.state, LinkState::Connected | LinkState::Sending)
    }

    /// Before anything is known.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            state: LinkState::NotSet,
            address: String::new(),
            site: String::new(),
            waiting: 0,
            oldest_at: None,
            held: 0,
            centre_heads: None,
            last_contact_at: None,
            clock_ahead_min: None,
            problem: None,
            packs: Vec::new(),
        }
    }

    pub(crate) const fn set_counts(&mut self, counts: Counts) {
        self.waiting = counts.waiting;
        self.oldest_at = counts.oldest_at;
        self.held = counts.held;
    }
}

/// The last link of each epoch of this machine that the centre has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreHeads {
    /// When it said so, by this machine's wall clock.
    pub at: Millis,
    /// The newest epochs, so many as a greeting tells of.
    pub heads: Vec<ChainHead>,
}

/// State of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkState {
    /// No centre has been set: everything stays on this machine.
    NotSet,
    /// The centre answered the last time it was asked.
    Connected,
    /// Entries are being sent.
    Sending,
    /// Not reached, or not yet; tried again by itself.
    Unreachable,
    /// The centre refuses this machine or its chain; a person has to look.
    Refused,
}

/// What is wrong with the link, by what a person can do about it. Entries are safe in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkProblem {
    /// No line, no such host, nothing listens, or the line broke. Tried again by itself.
    Network,
    /// No byte came for half a minute. Tried again by itself.
    Stalled,
    /// The certificate is not trusted: name, date or issuer.
    Certificate,
    /// Something answers that is not a centre: a captive portal, another server.
    NotACentre,
    /// A centre answers, but another one than the machine was enrolled at, or for another site.
    OtherCentre,
    /// The centre asks to wait. Tried again by itself.
    Busy,
    /// The centre fails, or its answers make no sense. Tried again by itself.
    CentreFailed,
    /// The machine was cut off; it can be enrolled again.
    Revoked,
    /// The centre does not know this machine's key; it can be enrolled again.
    Unauthenticated,
    /// Machine and centre have no protocol in common: one of them needs an update.
    UpgradeNeeded,
    /// The centre has an entry of this machine with another content.
    Mismatch,
    /// The centre has another chain of this machine: a copy of its disk is at work, or one was restored.
    Fork,
    /// Too many refusals in a row; sending rests and is tried again later.
    TooManyRefusals,
    /// This machine's own store could not be read or written.
    Store,
}

impl LinkProblem {
    /// Whether it ends only when a person acts.
    #[must_use]
    pub const fn needs_a_person(self) -> bool {
        matches!(
            self,
            Self::Revoked
                | Self::Unauthenticated
                | Self::OtherCentre
                | Self::UpgradeNeeded
                | Self::Mismatch
                | Self::Fork
                | Self::TooManyRefusals
        )
    }
}
