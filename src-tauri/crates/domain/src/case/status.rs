//! Where a case can stand, and from where to where it may go (domain, "State machines").

use std::fmt;
use std::str::FromStr;

/// Where a case stands. The codes are fixed, the labels are the ministry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseStatus {
    /// Opened, nobody has begun.
    New,
    /// Being dealt with.
    InProgress,
    /// An entity has to answer.
    AwaitingEntity,
    /// The beneficiary has to answer; the only one that pauses the clock.
    AwaitingBeneficiary,
    /// Dealt with, the caller not yet told.
    Resolved,
    /// Closed.
    Closed,
    /// Closed once, and open again.
    Reopened,
    /// Opened in error or withdrawn.
    Cancelled,
    /// The same matter as another case.
    Duplicate,
}

/// What a status means, whatever its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// The centre has to act.
    Open,
    /// Somebody else has to act.
    Waiting,
    /// Dealt with.
    Resolved,
    /// Over.
    Closed,
}

/// The text is not the code of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a status of a case")]
pub struct NotAStatus;

impl CaseStatus {
    /// Every status.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::InProgress,
        Self::AwaitingEntity,
        Self::AwaitingBeneficiary,
        Self::Resolved,
        Self::Closed,
        Self::Reopened,
        Self::Cancelled,
        Self::Duplicate,
    ];

    /// Its immutable code, as in the list of statuses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in_progress",
            Self::AwaitingEntity => "awaiting_entity",
            Self::AwaitingBeneficiary => "awaiting_beneficiary",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Cancelled => "cancelled",
            Self::Duplicate => "duplicate",
        }
    }

    /// What it means.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::New | Self::InProgress | Self::Reopened => Category::Open,
            Self::AwaitingEntity | Self::AwaitingBeneficiary => Category::Waiting,
            Self::Resolved => Category::Resolved,
            Self::Closed | Self::Cancelled | Self::Duplicate => Category::Closed,
        }
    }

    /// Whether a case may go from here to `next` (domain: open → waiting → open … → resolved → closed;
    /// closed → open again).
    ///
    /// An answer that settles the matter resolves it from waiting, with no step between. What was
    /// resolved too soon goes back to work; that is no re-opening, since it had not been closed.
    /// Cancelled and duplicate end a case from wherever it is open or waiting.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match (self.category(), next) {
            (
                Category::Open | Category::Waiting,
                Self::InProgress
                | Self::AwaitingEntity
                | Self::AwaitingBeneficiary
                | Self::Resolved
                | Self::Cancelled
                | Self::Duplicate,
            ) => self != next,
            (Category::Resolved, Self::Closed | Self::InProgress)
            | (Category::Closed, Self::Reopened) => true,
            _ => false,
        }
    }

    /// Whether it says that the matter is dealt with. Two people who both said so while apart may have
    /// said it with different findings, so the second is told.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self.category(), Category::Resolved | Category::Closed)
    }
}

impl fmt::Display for CaseStatus {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for CaseStatus {
    type Err = NotAStatus;

    fn from_str(code: &str) -> Result<Self, NotAStatus> {
        Self::ALL
            .into_iter()
            .find(|status| status.code() == code)
            .ok_or(NotAStatus)
    }
}
