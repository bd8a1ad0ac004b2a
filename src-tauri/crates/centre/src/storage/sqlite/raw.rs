//! Entries for an export: places of the feed, and links that were made anew.

use domain::entry::Entry;
use domain::id::{EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, Link};
use rusqlite::{Connection, Row};

use super::fetch::lineage;
use super::values::{counting, digests, from_column, to_column};
use crate::export::{Anew, Place, Standing};
use crate::storage::StorageError;
use crate::storage::exporting::{AnewPage, AnewWanted, FillingPlaces, PlacesPage, PlacesWanted};

pub(super) fn places(
    connection: &mut Connection,
    wanted: &PlacesWanted,
) -> Result<PlacesPage, StorageError> {
    let transaction = connection.transaction()?;
    let site = wanted.site;
    let last = transaction.query_row(
        "SELECT last_number FROM site WHERE id = ?1",
        [site.to_bytes()],
        |row| row.get(0).map(from_column),
    )?;
    let mut filling = FillingPlaces::new(*wanted, last);
    let mut statement = transaction.prepare_cached(
        "SELECT feed.number, feed.of, feed.hash AS feed_hash, counting.ordinal,
             counting.id AS counting, entry.id, entry.received_at, entry.header_digest,
             entry.facts_digest, entry.personal_digest, entry.held_code,
             link.machine, link.epoch, link.seq, link.prev, link.hash,
             entry.header, entry.facts, entry.personal
         FROM feed
         JOIN entry ON entry.row = feed.entry AND entry.site = feed.site
         JOIN counting ON counting.ordinal = feed.counting
         LEFT JOIN link ON feed.of IS NULL AND link.site = feed.site
             AND link.machine = entry.machine AND link.epoch = entry.epoch
             AND link.seq = entry.seq AND link.entry = entry.row
         WHERE feed.site = ?1 AND feed.number > ?2 AND feed.number <= ?3
             AND (?4 IS NULL OR entry.received_at >= ?4) AND (?5 IS NULL OR entry.received_at < ?5)
         ORDER BY feed.number",
    )?;
    let (from, to) = wanted.period.instants();
    let mut rows = statement.query((
        site.to_bytes(),
        to_column(wanted.after),
        to_column(filling.to()),
        from.map(|at| at.0),
        to.map(|at| at.0),
    ))?;
    while let Some(row) = rows.next()? {
        let place = Place {
            number: from_column(row.get("number")?),
            of: row.get::<_, Option<i64>>("of")?.map(from_column),
            counting: counting(row, "ordinal", "counting")?,
            feed_hash: row.get("feed_hash")?,
            received_at: Millis(row.get("received_at")?),
            id: EntryId::from_bytes(row.get("id")?),
            digests: digests(row)?,
            held_code: row.get("held_code")?,
            entry: parts(row)?,
            link: match row.get::<_, Option<i64>>("seq")? {
                Some(_) => Some(standing(&transaction, site, row)?),
                None => None,
            },
        };
        if !filling.take(place) {
            break;
        }
    }
    Ok(filling.close())
}

fn parts(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let header: Option<Vec<u8>> = row.get("header")?;
    let facts: Option<Vec<u8>> = row.get("facts")?;
    let personal = row.get("personal")?;
    let parts = header.zip(facts);
    Ok(parts.map(|(header, facts)| Entry {
        header,
        facts,
        personal,
    }))
}

pub(super) fn anew(
    connection: &mut Connection,
    wanted: &AnewWanted,
) -> Result<AnewPage, StorageError> {
    let transaction = connection.transaction()?;
    let site = wanted.site;
    let mut statement = transaction.prepare_cached(
        "SELECT link.machine, link.epoch, link.seq, link.prev, link.hash, entry.id, entry.number,
             entry.received_at, entry.header_digest, entry.facts_digest, entry.personal_digest,
             (link.machine, link.epoch, link.seq) <> (entry.machine, entry.epoch, entry.seq) AS anew
         FROM link JOIN entry ON entry.row = link.entry AND entry.site = link.site
         WHERE link.site = ?1 AND (link.machine, link.epoch, link.seq) > (?2, ?3, ?4)
         ORDER BY link.machine, link.epoch, link.seq LIMIT ?5",
    )?;
    let after = wanted
        .after
        .map(|(machine, epoch, seq)| (machine.to_bytes(), epoch.to_bytes(), to_column(seq)));
    // No link comes before this one: places begin at 1.
    let (machine, epoch, seq) = after.unwrap_or(([0; 16], [0; 16], 0));
    let mut rows = statement.query((
        site.to_bytes(),
        machine,
        epoch,
        seq,
        i64::try_from(wanted.limit).unwrap_or(i64::MAX),
    ))?;
    let mut looked_at = Vec::new();
    while let Some(row) = rows.next()? {
        let anew = Anew {
            number: from_column(row.get("number")?),
            received_at: Millis(row.get("received_at")?),
            id: EntryId::from_bytes(row.get("id")?),
            digests: digests(row)?,
            link: standing(&transaction, site, row)?,
        };
        looked_at.push((anew, row.get("anew")?));
    }
    Ok(AnewPage::of(looked_at, wanted))
}

/// The link of a row, with what its epoch follows where it is the first of one.
fn standing(
    connection: &Connection,
    site: SiteId,
    row: &Row<'_>,
) -> Result<Standing, StorageError> {
    let link = Link {
        machine: MachineId::from_bytes(row.get("machine")?),
        point: ChainPoint {
            epoch: Epoch::from_bytes(row.get("epoch")?),
            seq: from_column(row.get("seq")?),
        },
        prev: row.get("prev")?,
        hash: row.get("hash")?,
    };
    let follows = if link.point.seq == 1 {
        lineage(connection, site, link.machine, link.point.epoch)?
    } else {
        Vec::new()
    };
    Ok(Standing { link, follows })
}
