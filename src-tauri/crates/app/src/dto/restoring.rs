//! Restoring the store: what it can be restored from, and what came of trying it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OpenStore;
use super::journal::JournalFault;

/// What the store can be restored from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreChoices {
    /// The newest first.
    pub backups: Vec<RestoreChoice>,
    /// A store lies there, of which it can be tried what can still be read.
    pub present: bool,
}

/// A backup that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RestoreChoice {
    /// Its folder, by which it is asked for.
    pub folder: String,
    /// The folder in which that lies.
    pub place: String,
    /// When it was made, by the machine's clock, UTC in milliseconds.
    pub at: i64,
    /// Why: `daily`, `asked`, `migration`.
    pub reason: String,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Whether it is of the store that lies here; null where one of the two does not say.
    pub own: Option<bool>,
}

/// What is to be tried.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreAsked {
    /// Folder of the backup; null for what can still be read of the store that lies there.
    pub backup: Option<String>,
    /// What opens it.
    pub opens: OpenStore,
}

/// How the store that lay there stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestorePresent {
    /// There was none.
    Missing,
    /// Nothing of it could be read.
    Unreadable,
    /// It was read, as far as it could be.
    Read,
}

/// What a restored store holds, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Restorable {
    /// When its backup was made; null of one that is made of the store that lies there.
    pub made_at: Option<i64>,
    /// Why: `daily`, `asked`, `migration`.
    pub reason: Option<String>,
    /// Entries in it.
    pub entries: u64,
    /// When its newest entry was made.
    pub newest_at: Option<i64>,
    /// How the store that lay there stood.
    pub present: RestorePresent,
    /// Entries that were taken from that one, since the backup does not have them.
    pub carried: u64,
    /// Drafts that are in it.
    pub drafts: u64,
    /// Entries of that one that cannot be read.
    pub unreadable: u64,
    /// The first thing that is wrong in the journal of the backup.
    pub fault: Option<JournalFault>,
}
