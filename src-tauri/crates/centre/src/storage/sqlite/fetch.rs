//! Rows that several operations look up: a link, an entry, the last place of an epoch.

use domain::id::{EntryId, Epoch, MachineId, SiteId, SubjectId};
use domain::link::ChainPoint;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::values::{counting, digests, from_column, to_column};
use crate::storage::placing::{EntryThere, Head, LinkThere};
use crate::storage::{Caller, StorageError};

/// The link at this point, with its entry.
pub(super) fn link(
    connection: &Connection,
    caller: Caller,
    point: ChainPoint,
) -> Result<Option<(LinkThere, EntryId, EntryThere)>, StorageError> {
    let found = connection
        .prepare_cached(
            "SELECT link.prev, link.hash, entry.id, entry.number, entry.header_digest,
                 entry.facts_digest, entry.personal_digest, entry.held_code,
                 counting.ordinal, counting.id AS counting
             FROM link
             LEFT JOIN entry ON entry.row = link.entry AND entry.site = link.site
             LEFT JOIN counting ON counting.ordinal = entry.counting
             WHERE link.site = ?1 AND link.machine = ?2 AND link.epoch = ?3 AND link.seq = ?4",
        )?
        .query_row(
            (
                caller.site.to_bytes(),
                caller.machine.to_bytes(),
                point.epoch.to_bytes(),
                to_column(point.seq),
            ),
            |row| {
                let id: Option<[u8; 16]> = row.get("id")?;
                let Some(id) = id.map(EntryId::from_bytes) else {
                    return Ok(None);
                };
                let link = LinkThere {
                    prev: row.get("prev")?,
                    hash: row.get("hash")?,
                    entry: id,
                };
                Ok(Some((link, id, entry_there(row)?)))
            },
        )
        .optional()?;
    match found {
        Some(None) => Err(StorageError::Damaged("a link without its entry")),
        found => Ok(found.flatten()),
    }
}

pub(super) fn entry(
    connection: &Connection,
    site: SiteId,
    id: EntryId,
) -> Result<Option<EntryThere>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT entry.number, entry.header_digest, entry.facts_digest, entry.personal_digest,
                 entry.held_code, counting.ordinal, counting.id AS counting
             FROM entry JOIN counting ON counting.ordinal = entry.counting
             WHERE entry.site = ?1 AND entry.id = ?2",
        )?
        .query_row((site.to_bytes(), id.to_bytes()), entry_there)
        .optional()?)
}

/// The erasures of a subject.
pub(super) fn erasures(
    connection: &Connection,
    site: SiteId,
    subject: SubjectId,
) -> Result<Vec<EntryId>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM entry INDEXED BY entry_erasing
         WHERE site = ?1 AND subject = ?2 AND substr(kind, -7) = '.erased'",
    )?;
    let erasures = statement.query_map((site.to_bytes(), subject.to_bytes()), |row| {
        row.get(0).map(EntryId::from_bytes)
    })?;
    Ok(erasures.collect::<Result<_, _>>()?)
}

fn entry_there(row: &Row<'_>) -> rusqlite::Result<EntryThere> {
    Ok(EntryThere {
        number: from_column(row.get("number")?),
        counting: counting(row, "ordinal", "counting")?,
        digests: digests(row)?,
        held_code: row.get("held_code")?,
    })
}

/// Row of an entry.
pub(super) fn row(
    connection: &Connection,
    site: SiteId,
    id: EntryId,
) -> Result<Option<i64>, StorageError> {
    Ok(connection
        .prepare_cached("SELECT row FROM entry WHERE site = ?1 AND id = ?2")?
        .query_row((site.to_bytes(), id.to_bytes()), |row| row.get(0))
        .optional()?)
}

/// The last link of an epoch.
pub(super) fn head(
    connection: &Connection,
    caller: Caller,
    epoch: Epoch,
) -> Result<Option<Head>, StorageError> {
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
            |row| {
                Ok(Head {
                    seq: from_column(row.get(0)?),
                    hash: row.get(1)?,
                })
            },
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
