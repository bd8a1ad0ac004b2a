//! Backups: how it stands with them, what is there, and what is asked for.

use domain::local_day::{DAY_MS, LocalDay};
use serde::{Deserialize, Serialize};
use store::BackupFar;
use ts_rs::TS;

use super::journal::JournalFault;
use crate::ErrorDto;

/// Which of the two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupTo {
    /// In the data folder.
    Own,
    /// The folder that was chosen.
    Chosen,
}

/// How it stands with the backups of this machine; nothing of it is anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupStatus {
    /// In the data folder.
    pub own: BackupStanding,
    /// In the folder that was chosen; null where none was.
    pub chosen: Option<BackupStanding>,
    /// One is being made or read again now.
    pub under_way: bool,
    /// Daily backups that are kept in each place.
    pub daily: u32,
    /// Weeks before these of which one is kept.
    pub weekly: u32,
    /// Local days after which the last good one is told as old.
    pub warn_days: u32,
    /// Places that backups were made in before, and that open in ways which were taken away since: they follow only
    /// where such a place is chosen again.
    pub behind_elsewhere: u32,
    /// The disk of the data is so full that some hundred calls may have room still.
    pub room_low: bool,
}

/// How it stands with the backups of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupStanding {
    /// When the last good one was made; null while there is none.
    pub last_at: Option<i64>,
    /// It is older than it may be, and entries came since; or none could be made at all.
    pub old: bool,
    /// One is due.
    pub due: bool,
    /// Backups there still open in ways that were taken away: the place was out of reach when that was done.
    pub ways_behind: bool,
    /// Why the last try came to nothing; it is tried again by itself.
    pub problem: Option<ErrorDto>,
    /// When that was.
    pub failed_at: Option<i64>,
}

/// One that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupMade {
    /// Its number in its place.
    pub sequence: u64,
    /// When.
    pub at: i64,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Entries of the journal in it.
    pub entries: u64,
}

/// The backups that there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Backups {
    /// In the data folder.
    pub own: BackupList,
    /// In the folder that was chosen; null where none was.
    pub chosen: Option<BackupList>,
}

/// The backups of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupList {
    /// The folder; the subfolders of machines lie in one that was chosen.
    pub folder: String,
    /// The newest first.
    pub rows: Vec<BackupRow>,
    /// Why the place could not be looked into; the rows are empty then.
    pub problem: Option<ErrorDto>,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupRow {
    /// Its number in its place; a higher one is newer, whatever the clock said.
    pub sequence: u64,
    /// When it was made, by the machine's clock.
    pub at: i64,
    /// Why: `daily`, `asked`, `migration`.
    pub reason: String,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Whether it is of this store.
    pub own: bool,
}

impl BackupRow {
    /// When it was made, in the local time of the country, for where nothing else writes instants.
    #[must_use]
    pub fn made_at(&self) -> String {
        Self::written(self.at)
    }

    /// An instant in the local time of the country.
    #[must_use]
    pub fn written(at: i64) -> String {
        let day = LocalDay::of(at);
        let minute = (at - day.starts_at_ms()).clamp(0, DAY_MS - 1) / 60_000;
        format!("{day} {:02}:{:02}", minute / 60, minute % 60)
    }
}

/// A backup that is to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackupAsked {
    /// Where it lies.
    pub place: BackupTo,
    /// Its number there.
    pub sequence: u64,
}

/// What reading a backup again found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupChecked {
    /// Entries whose bytes were checked.
    pub entries: u64,
    /// Links of this machine's chain that were checked.
    pub links: u64,
    /// The first thing that is not as it was written; none when all is whole.
    pub fault: Option<JournalFault>,
}

/// How far a backup is, or the reading of one; or a restore, in parts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BackupProgress {
    /// Pages that were copied, and that were read again.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}

impl From<BackupFar> for BackupProgress {
    fn from(BackupFar { done, of }: BackupFar) -> Self {
        Self { done, of }
    }
}
