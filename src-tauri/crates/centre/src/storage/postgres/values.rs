//! What crosses between columns and types: ids as `uuid`, numbers that PostgreSQL keeps signed.

use domain::entry::{CentreEpoch, Digest, Digests, Entry};
use domain::id::{EntryId, Epoch, MachineId, SiteId, SubjectId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::error::Fault;
use crate::storage::StorageError;

/// An id as a column.
pub(super) trait ToUuid {
    /// Its sixteen bytes.
    fn to_uuid(self) -> Uuid;
}

impl ToUuid for SiteId {
    fn to_uuid(self) -> Uuid {
        Uuid::from_bytes(self.to_bytes())
    }
}

impl ToUuid for MachineId {
    fn to_uuid(self) -> Uuid {
        Uuid::from_bytes(self.to_bytes())
    }
}

impl ToUuid for EntryId {
    fn to_uuid(self) -> Uuid {
        Uuid::from_bytes(self.to_bytes())
    }
}

impl ToUuid for SubjectId {
    fn to_uuid(self) -> Uuid {
        Uuid::from_bytes(self.to_bytes())
    }
}

impl ToUuid for Epoch {
    fn to_uuid(self) -> Uuid {
        Uuid::from_bytes(self.to_bytes())
    }
}

/// The bytes of an id in a column.
pub(in crate::storage) fn id(row: &Row, column: &str) -> Result<[u8; 16], Fault> {
    let id: Uuid = row.try_get(column)?;
    Ok(id.into_bytes())
}

/// A number that PostgreSQL can keep. What comes from outside has been bounded before.
pub(super) fn to_column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A bound as a column.
pub(super) fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// A number that PostgreSQL kept; the schema allows no negative one.
pub(in crate::storage) fn number(row: &Row, column: &str) -> Result<u64, Fault> {
    let number: i64 = row.try_get(column)?;
    Ok(u64::try_from(number).unwrap_or(0))
}

/// A digest or a key, which the schema holds to its length.
pub(in crate::storage) fn bytes<const N: usize>(row: &Row, column: &str) -> Result<[u8; N], Fault> {
    let bytes: &[u8] = row.try_get(column)?;
    let bytes = bytes.try_into();
    Ok(bytes.map_err(|_| StorageError::Damaged("a digest of another length"))?)
}

/// A counting from the columns of its ordinal and id.
pub(super) fn counting(row: &Row, ordinal: &str, id_column: &str) -> Result<CentreEpoch, Fault> {
    let ordinal: i64 = row.try_get(ordinal)?;
    Ok(CentreEpoch {
        ordinal: u32::try_from(ordinal).unwrap_or(u32::MAX),
        id: Epoch::from_bytes(id(row, id_column)?),
    })
}

/// The digests of an entry's row.
pub(in crate::storage) fn digests(row: &Row) -> Result<Digests, Fault> {
    let digest = |column| -> Result<Digest, Fault> { bytes(row, column) };
    Ok(Digests {
        header: digest("header_digest")?,
        facts: digest("facts_digest")?,
        personal: digest("personal_digest")?,
    })
}

/// The parts of an entry's row; none while it is held.
pub(in crate::storage) fn parts(row: &Row) -> Result<Option<Entry>, Fault> {
    let header: Option<Vec<u8>> = row.try_get("header")?;
    let facts: Option<Vec<u8>> = row.try_get("facts")?;
    let personal = row.try_get("personal")?;
    Ok(header.zip(facts).map(|(header, facts)| Entry {
        header,
        facts,
        personal,
    }))
}

/// A text as PostgreSQL can keep it: everything but U+0000, which is shown as what it is not.
pub(in crate::storage) fn to_text(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A row that has to be there.
pub(super) fn must<T>(row: Option<T>, what: &'static str) -> Result<T, Fault> {
    Ok(row.ok_or(StorageError::Damaged(what))?)
}
