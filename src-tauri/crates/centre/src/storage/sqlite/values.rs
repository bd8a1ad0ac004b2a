//! What crosses between columns and types: ids as sixteen bytes, numbers that SQLite keeps signed.

use domain::entry::{CentreEpoch, Digests};
use domain::id::Epoch;
use rusqlite::Row;

use crate::storage::StorageError;

/// A number that SQLite can keep. What comes from outside has been bounded before.
pub(super) fn to_column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number that SQLite kept; the schema allows no negative one.
pub(super) fn from_column(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A counting from the columns of its ordinal and id.
pub(super) fn counting(row: &Row<'_>, ordinal: &str, id: &str) -> rusqlite::Result<CentreEpoch> {
    Ok(CentreEpoch {
        ordinal: row.get(ordinal)?,
        id: Epoch::from_bytes(row.get(id)?),
    })
}

/// The digests of an entry's row.
pub(super) fn digests(row: &Row<'_>) -> rusqlite::Result<Digests> {
    Ok(Digests {
        header: row.get("header_digest")?,
        facts: row.get("facts_digest")?,
        personal: row.get("personal_digest")?,
    })
}

/// A row that has to be there.
pub(super) fn must<T>(row: Option<T>, what: &'static str) -> Result<T, StorageError> {
    row.ok_or(StorageError::Damaged(what))
}
