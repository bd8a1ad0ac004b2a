//! The check of the journal from the screen.

use serde::Serialize;
use ts_rs::TS;

/// What a check of the journal found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalCheck {
    /// Entries whose bytes were checked.
    pub entries: u64,
    /// Those among them whose personal part has been erased.
    pub erased: u64,
    /// Links of this machine's chain that were checked.
    pub links: u64,
    /// The first thing that is not as it was written; none when all is whole.
    pub fault: Option<JournalFault>,
    /// Whether what the centre has of this machine is the same.
    pub centre: CentreCopy,
}

/// Something in the journal that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalFault {
    /// What: `page`, `header`, `facts`, `personal`, `columns`, `gap`, `follows`, `hash`, `unlinked`, `unnumbered`.
    pub what: String,
    /// Id of the entry, where one can be named.
    pub entry: Option<String>,
    /// Place in this machine's chain, where it is about one.
    pub seq: Option<u64>,
}

/// How the centre's copy of this machine's chain stands to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum CentreCopy {
    /// The machine has no centre.
    NotSet,
    /// The centre has not greeted this machine since the start, so nothing can be said.
    NotAsked,
    /// The centre has the same chain up to this place.
    #[serde(rename_all = "camelCase")]
    Agrees {
        /// Last place that it has of the present chain.
        seq: u64,
        /// When it said so.
        at: i64,
        /// Entries that it has yet to take.
        waiting: u64,
    },
    /// The centre has another link at this place.
    #[serde(rename_all = "camelCase")]
    Differs {
        /// The place.
        seq: u64,
        /// When it said so.
        at: i64,
    },
}

/// How far the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalProgress {
    /// Entries and links that were checked.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}
