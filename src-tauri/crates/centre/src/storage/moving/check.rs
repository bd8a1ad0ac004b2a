//! What arrived is what was sent: before it counts, all of it is read back from the database. The feed of
//! each site is hashed anew from its first number to its last, every part is held against its digest, every
//! link against its entry, and counts, ends and heads against the folder's.

use std::collections::BTreeMap;

use domain::entry::{Digests, digest};
use domain::id::{CentreId, EntryId, Epoch, MachineId, SiteId};
use domain::link::{ChainPoint, Link};
use domain::wire::{FEED_ROOT, feed_hash};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, Transaction};
use uuid::Uuid;

use super::source::Source;
use super::tables::TABLES;
use super::{MoveError, Progress};
use crate::storage::postgres::values::{bytes, digests, id, number, parts};

/// Rows that are read back at once.
const ROWS_AT_ONCE: i32 = 500;

/// Whether the database holds the folder's centre.
pub(super) async fn is_of(
    source: &Source,
    transaction: &Transaction<'_>,
) -> Result<bool, MoveError> {
    let row = transaction.query_opt("SELECT id FROM centre", &[]).await?;
    Ok(match row {
        Some(row) => CentreId::from_bytes(id(&row, "id")?) == source.id()?,
        None => false,
    })
}

/// Checks all of it.
pub(super) async fn check(
    source: &Source,
    transaction: &Transaction<'_>,
    tell: &mut dyn FnMut(Progress),
) -> Result<(), MoveError> {
    for table in TABLES {
        let count = format!("SELECT count(*) AS count FROM {}", table.name);
        let row = transaction.query_one(&count, &[]).await?;
        if number(&row, "count")? != source.count(table.name)? {
            return Err(MoveError::Differs("a table has more or fewer rows"));
        }
    }
    check_heads(source, transaction).await?;
    let of = source.count("feed")? + source.count("link")?;
    let mut done = 0;
    for (site, (last, hash)) in source.ends()? {
        let mut feed = FEED_ROOT;
        let mut reached = 0;
        let each = |row: &Row| {
            reached += 1;
            feed = check_place(row, reached, &feed)?;
            Ok(())
        };
        let rows = read(transaction, PLACES, site, &mut done, of, tell, each).await;
        rows?;
        if i64::try_from(reached) != Ok(last) || feed != hash {
            return Err(MoveError::Differs("the feed of a site ends otherwise"));
        }
        let each = |row: &Row| check_link(row);
        read(transaction, LINKS, site, &mut done, of, tell, each).await?;
    }
    Ok(())
}

async fn check_heads(source: &Source, transaction: &Transaction<'_>) -> Result<(), MoveError> {
    let mut ends = BTreeMap::new();
    for row in transaction
        .query("SELECT id, last_number, feed_hash FROM site", &[])
        .await?
    {
        let last: i64 = row.try_get("last_number")?;
        ends.insert(id(&row, "id")?, (last, bytes(&row, "feed_hash")?));
    }
    let heads = "SELECT site, machine, epoch, head_seq, head_hash FROM epoch";
    let mut there = BTreeMap::new();
    for row in transaction.query(heads, &[]).await? {
        let of = (id(&row, "site")?, id(&row, "machine")?, id(&row, "epoch")?);
        let seq: i64 = row.try_get("head_seq")?;
        there.insert(of, (seq, bytes(&row, "head_hash")?));
    }
    if ends != source.ends()? || there != source.heads()? {
        return Err(MoveError::Differs("a feed or a chain has another end"));
    }
    Ok(())
}

const PLACES: &str = "SELECT feed.number, feed.entry AS own_number, feed.hash, entry.id,
        entry.header_digest, entry.facts_digest, entry.personal_digest, entry.header, entry.facts,
        entry.personal
    FROM feed JOIN entry ON entry.site = feed.site AND entry.number = feed.entry
    WHERE feed.site = $1 ORDER BY feed.number";

const LINKS: &str = "SELECT link.machine, link.epoch, link.seq, link.prev, link.hash,
        entry.header_digest, entry.facts_digest, entry.personal_digest
    FROM link JOIN entry ON entry.site = link.site AND entry.number = link.entry
    WHERE link.site = $1 ORDER BY link.machine, link.epoch, link.seq";

/// Reads the rows of a site, some at once, and holds each against what it should be.
async fn read(
    transaction: &Transaction<'_>,
    sql: &str,
    site: [u8; 16],
    done: &mut u64,
    of: u64,
    tell: &mut dyn FnMut(Progress),
    mut each: impl FnMut(&Row) -> Result<(), MoveError>,
) -> Result<(), MoveError> {
    let statement = transaction.prepare(sql).await?;
    let site = Uuid::from_bytes(SiteId::from_bytes(site).to_bytes());
    let asked: [&(dyn ToSql + Sync); 1] = [&site];
    let portal = transaction.bind(&statement, &asked).await?;
    loop {
        let rows = transaction.query_portal(&portal, ROWS_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(());
        }
        rows.iter().try_for_each(&mut each)?;
        *done += rows.len() as u64;
        tell(Progress {
            at: "check",
            done: *done,
            of,
        });
    }
}

/// A place of the feed: in its turn, hashed behind the one before, with parts that are its own. Answers the
/// running hash up to it.
fn check_place(row: &Row, turn: u64, before: &[u8; 32]) -> Result<[u8; 32], MoveError> {
    let (at, own) = (number(row, "number")?, number(row, "own_number")?);
    let digests = digests(row)?;
    let entry = EntryId::from_bytes(id(row, "id")?);
    let hash = feed_hash(before, at, (own != at).then_some(own), entry, &digests);
    if at != turn || bytes(row, "hash")? != hash {
        return Err(MoveError::Differs("a feed does not hold together"));
    }
    let Some(parts) = parts(row)? else {
        return Ok(hash);
    };
    let arrived = Digests {
        header: digest(&parts.header),
        facts: digest(&parts.facts),
        // One that was erased left its digest alone.
        personal: parts
            .personal
            .map_or(digests.personal, |personal| digest(&personal)),
    };
    if arrived == digests {
        Ok(hash)
    } else {
        Err(MoveError::Differs("a part is not that of its digest"))
    }
}

fn check_link(row: &Row) -> Result<(), MoveError> {
    let link = Link {
        machine: MachineId::from_bytes(id(row, "machine")?),
        point: ChainPoint {
            epoch: Epoch::from_bytes(id(row, "epoch")?),
            seq: number(row, "seq")?,
        },
        prev: bytes(row, "prev")?,
        hash: bytes(row, "hash")?,
    };
    if link.holds(&digests(row)?) {
        Ok(())
    } else {
        Err(MoveError::Differs("a link is not that of its entry"))
    }
}
