//! What the store knows of its own backups, so that it is known also while the stick is away.
//!
//! A private setting, written once a backup bears its name. Where the place can be looked into, what lies there counts
//! more than this.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::private::settings;

const MADE: &str = "backup.made";
/// Places that are remembered, those with the newest backups.
const PLACES_MAX: usize = 16;

/// The last backup that was made in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupMade {
    /// The folder that was chosen; empty for the one in the data folder.
    pub place: String,
    /// When, UTC in milliseconds, by the machine's wall clock.
    pub at: i64,
    /// Its number in that place.
    pub sequence: u64,
    /// Code of the reason.
    pub reason: String,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Entries of the journal in it.
    pub entries: u64,
    /// How far the journal had grown: [`crate::Reading::grown_to`] then.
    pub grown_to: u64,
    /// The ways into the store have changed since the place was last within reach: backups there open in those before.
    #[serde(default)]
    pub slots_behind: bool,
}

/// Of every place. What cannot be read was written by another version of the program: it is as if nothing were known.
pub(crate) fn all(connection: &Connection) -> Result<Vec<BackupMade>, StoreError> {
    let text = settings::get(connection, MADE)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Notes one in the place of the one before it there.
pub(crate) fn note(connection: &Connection, made: &BackupMade) -> Result<(), StoreError> {
    let mut known = all(connection)?;
    known.retain(|one| one.place != made.place);
    known.insert(0, made.clone());
    known.truncate(PLACES_MAX);
    set(connection, &known)
}

/// Notes that the backups of these places could not follow the slots.
pub(crate) fn note_behind(connection: &Connection, places: &[String]) -> Result<(), StoreError> {
    let mut known = all(connection)?;
    for one in &mut known {
        one.slots_behind |= places.contains(&one.place);
    }
    set(connection, &known)
}

fn set(connection: &Connection, known: &[BackupMade]) -> Result<(), StoreError> {
    let text = serde_json::to_string(known).map_err(|_| StoreError::Damaged)?;
    settings::set(connection, MADE, &text)
}
