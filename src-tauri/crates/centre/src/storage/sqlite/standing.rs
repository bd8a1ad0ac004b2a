//! How far a machine and this centre are together, and the new counting where something was lost.

use std::collections::BTreeMap;

use domain::id::{Epoch, SiteId};
use domain::wire::{ChainHead, Hex32, MAX_HOLDS, Site};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::feed::hashes_at;
use super::machines::identity;
use super::packs;
use super::values::{from_column, must};
use crate::storage::{Asked, Standing, StorageError, losing};

/// The standing, unless a new counting has to be opened for it.
pub(super) fn standing(
    connection: &mut Connection,
    asked: &Asked,
) -> Result<Option<Standing>, StorageError> {
    let transaction = connection.transaction()?;
    let current = identity(&transaction)?.counting;
    let restart_from = restart_from(&transaction, asked)?;
    if losing::has_lost(current, asked, restart_from) {
        return Ok(None);
    }
    Ok(Some(describe(&transaction, asked, current, restart_from)?))
}

/// The standing after a new counting has been opened, if it still has to be.
pub(super) fn standing_anew(
    connection: &mut Connection,
    asked: &Asked,
) -> Result<Standing, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut current = identity(&transaction)?.counting;
    let restart_from = restart_from(&transaction, asked)?;
    if losing::has_lost(current, asked, restart_from) {
        current = losing::next_counting(current, asked);
        transaction.execute(
            "INSERT INTO counting (ordinal, id, opened_at) VALUES (?1, ?2, ?3)",
            (current.ordinal, current.id.to_bytes(), asked.now.0),
        )?;
    }
    let standing = describe(&transaction, asked, current, restart_from)?;
    transaction.commit()?;
    Ok(standing)
}

fn restart_from(connection: &Connection, asked: &Asked) -> Result<Option<u64>, StorageError> {
    let mut hashes = BTreeMap::new();
    for mark in &asked.marks {
        if let Some(hash) = hashes_at(connection, asked.caller.site, mark.number)? {
            hashes.insert(mark.number, hash);
        }
    }
    Ok(losing::restart_from(asked, &hashes))
}

fn describe(
    connection: &Connection,
    asked: &Asked,
    counting: domain::entry::CentreEpoch,
    restart_from: Option<u64>,
) -> Result<Standing, StorageError> {
    let site: SiteId = asked.caller.site;
    let row = connection
        .prepare_cached("SELECT name, last_number FROM site WHERE id = ?1")?
        .query_row([site.to_bytes()], |row| {
            Ok((row.get(0)?, from_column(row.get(1)?)))
        })
        .optional()?;
    let (name, last) = must(row, "a machine without its site")?;
    let mut statement = connection.prepare_cached(
        "SELECT epoch, head_seq, head_hash FROM epoch WHERE site = ?1 AND machine = ?2
         ORDER BY opened_at DESC, epoch LIMIT ?3",
    )?;
    let heads = statement.query_map(
        (
            site.to_bytes(),
            asked.caller.machine.to_bytes(),
            i64::try_from(MAX_HOLDS).unwrap_or(i64::MAX),
        ),
        |row| {
            Ok(ChainHead {
                epoch: Epoch::from_bytes(row.get(0)?),
                seq: from_column(row.get(1)?),
                hash: Hex32(row.get(2)?),
            })
        },
    )?;
    Ok(Standing {
        counting,
        site: Site { id: site, name },
        heads: heads.collect::<Result<_, _>>()?,
        last,
        restart_from,
        packs: packs::versions(connection, site)?,
    })
}
