//! Rows that several operations look up: a link, an entry, the last place of an epoch.

use domain::entry::{Digest, Digests};
use domain::id::{EntryId, Epoch, MachineId, SiteId};
use domain::link::ChainPoint;
use rusqlite::{Connection, OptionalExtension as _};

use super::values::{digests, from_column, to_column};
use crate::storage::{Caller, StorageError};

/// A link that is there.
pub(super) struct LinkRow {
    /// Its hash.
    pub(super) hash: Digest,
    /// Row of its entry.
    pub(super) entry: i64,
}

/// An entry that is there.
pub(super) struct EntryRow {
    /// Its row.
    pub(super) row: i64,
    /// Its id.
    pub(super) id: EntryId,
    /// Its number.
    pub(super) number: u64,
    /// Ordinal of the counting that gave it.
    pub(super) counting: u32,
    /// Its digests.
    pub(super) digests: Digests,
    /// Why it is held.
    pub(super) held_code: Option<String>,
}

pub(super) fn link(
    connection: &Connection,
    caller: Caller,
    point: ChainPoint,
) -> Result<Option<LinkRow>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT hash, entry FROM link
             WHERE site = ?1 AND machine = ?2 AND epoch = ?3 AND seq = ?4",
        )?
        .query_row(key(caller, point), |row| {
            Ok(LinkRow {
                hash: row.get(0)?,
                entry: row.get(1)?,
            })
        })
        .optional()?)
}

/// The `prev` of the link at this point.
pub(super) fn prev_of(
    connection: &Connection,
    caller: Caller,
    point: ChainPoint,
) -> Result<Option<Digest>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT prev FROM link WHERE site = ?1 AND machine = ?2 AND epoch = ?3 AND seq = ?4",
        )?
        .query_row(key(caller, point), |row| row.get(0))
        .optional()?)
}

fn key(caller: Caller, point: ChainPoint) -> ([u8; 16], [u8; 16], [u8; 16], i64) {
    (
        caller.site.to_bytes(),
        caller.machine.to_bytes(),
        point.epoch.to_bytes(),
        to_column(point.seq),
    )
}

pub(super) fn entry_by_id(
    connection: &Connection,
    site: SiteId,
    id: EntryId,
) -> Result<Option<EntryRow>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT row, id, number, counting, header_digest, facts_digest, personal_digest, held_code
             FROM entry WHERE site = ?1 AND id = ?2",
        )?
        .query_row((site.to_bytes(), id.to_bytes()), entry_row)
        .optional()?)
}

pub(super) fn entry_by_row(
    connection: &Connection,
    site: SiteId,
    row: i64,
) -> Result<Option<EntryRow>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT row, id, number, counting, header_digest, facts_digest, personal_digest, held_code
             FROM entry WHERE row = ?2 AND site = ?1",
        )?
        .query_row((site.to_bytes(), row), entry_row)
        .optional()?)
}

fn entry_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        row: row.get("row")?,
        id: EntryId::from_bytes(row.get("id")?),
        number: from_column(row.get("number")?),
        counting: row.get("counting")?,
        digests: digests(row)?,
        held_code: row.get("held_code")?,
    })
}

/// The last place of an epoch and its hash.
pub(super) fn head(
    connection: &Connection,
    caller: Caller,
    epoch: Epoch,
) -> Result<Option<(u64, Digest)>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT head_seq, head_hash FROM epoch WHERE site = ?1 AND machine = ?2 AND epoch = ?3",
        )?
        .query_row(
            (
                caller.site.to_bytes(),
                caller.machine.to_bytes(),
                epoch.to_bytes(),
            ),
            |row| Ok((from_column(row.get(0)?), row.get(1)?)),
        )
        .optional()?)
}

/// The points that an epoch follows, newest first.
pub(super) fn lineage(
    connection: &Connection,
    site: SiteId,
    machine: MachineId,
    epoch: Epoch,
) -> Result<Vec<ChainPoint>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT follows_epoch, follows_seq FROM lineage
         WHERE site = ?1 AND machine = ?2 AND epoch = ?3 ORDER BY place",
    )?;
    let points = statement.query_map(
        (site.to_bytes(), machine.to_bytes(), epoch.to_bytes()),
        |row| {
            Ok(ChainPoint {
                epoch: Epoch::from_bytes(row.get(0)?),
                seq: from_column(row.get(1)?),
            })
        },
    )?;
    Ok(points.collect::<Result<_, _>>()?)
}
