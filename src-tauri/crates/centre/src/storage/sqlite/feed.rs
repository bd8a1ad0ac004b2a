//! Reading the feed of a site, and what there is of one machine's chain.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::id::{EntryId, Epoch, MachineId, SiteId};
use domain::link::ChainPoint;
use domain::wire::{FeedPage, HELD_ROOT, Hex32, LinkAtCentre};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::fetch::lineage;
use super::machines::identity;
use super::values::{counting, digests, from_column, to_column};
use crate::storage::losing::Hashes;
use crate::storage::paging::{FeedRow, Filling};
use crate::storage::{Caller, FeedWanted, LinksWanted, StorageError};

pub(super) fn feed(
    connection: &mut Connection,
    wanted: &FeedWanted,
) -> Result<FeedPage, StorageError> {
    let transaction = connection.transaction()?;
    let Caller { site, machine } = wanted.caller;
    let before = hashes_at(&transaction, site, wanted.after)?;
    let page = FeedPage {
        centre: identity(&transaction)?.counting,
        site,
        machine,
        after: wanted.after,
        before: before.map(|there| Hex32(there.feed)),
        before_held: before.map(|there| Hex32(there.held)),
        last: transaction.query_row(
            "SELECT last_number FROM site WHERE id = ?1",
            [site.to_bytes()],
            |row| row.get(0).map(from_column),
        )?,
        items: Vec::new(),
    };
    let mut statement = transaction.prepare_cached(
        "SELECT feed.number, feed.of, held_place.number IS NOT NULL AS held_at_first, counting.ordinal, counting.id AS counting, entry.id,
             entry.machine, entry.epoch, entry.seq, entry.header_digest, entry.facts_digest,
             entry.personal_digest, entry.header, entry.facts, entry.personal
         FROM feed
         JOIN entry ON entry.row = feed.entry AND entry.site = feed.site
         JOIN counting ON counting.ordinal = feed.counting
         LEFT JOIN held_place ON held_place.site = feed.site AND held_place.number = feed.number
         WHERE feed.site = ?1 AND feed.number > ?2 ORDER BY feed.number LIMIT ?3",
    )?;
    let limit = i64::try_from(wanted.limit).unwrap_or(i64::MAX);
    let mut rows = statement.query((site.to_bytes(), to_column(wanted.after), limit))?;
    let mut lineages = BTreeMap::new();
    let mut filling = Filling::new(page);
    while let Some(row) = rows.next()? {
        let row = feed_row(row)?;
        let counting = row.counting;
        let item = if row.is_known(wanted) {
            row.short()
        } else {
            let epoch = (row.machine, row.point.epoch);
            let points = match lineages.entry(epoch) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(lineage(&transaction, site, epoch.0, epoch.1)?),
            };
            row.whole(points)
        };
        if !filling.take(counting, item) {
            break;
        }
    }
    Ok(filling.close())
}

/// Running hashes of the feed up to this number; none when the centre has not got that far.
pub(super) fn hashes_at(
    connection: &Connection,
    site: SiteId,
    number: u64,
) -> Result<Option<Hashes>, StorageError> {
    if number == 0 {
        return Ok(Some(Hashes::ROOT));
    }
    Ok(connection
        .prepare_cached(
            "SELECT hash,
                 (SELECT held_place.hash FROM held_place
                  WHERE held_place.site = feed.site AND held_place.number <= feed.number
                  ORDER BY held_place.number DESC LIMIT 1)
             FROM feed WHERE site = ?1 AND number = ?2",
        )?
        .query_row((site.to_bytes(), to_column(number)), |row| {
            Ok(Hashes {
                feed: row.get(0)?,
                held: row.get::<_, Option<_>>(1)?.unwrap_or(HELD_ROOT),
            })
        })
        .optional()?)
}

fn feed_row(row: &Row<'_>) -> rusqlite::Result<FeedRow> {
    let header: Option<Vec<u8>> = row.get("header")?;
    let facts: Option<Vec<u8>> = row.get("facts")?;
    let personal = row.get("personal")?;
    let of: Option<i64> = row.get("of")?;
    Ok(FeedRow {
        counting: counting(row, "ordinal", "counting")?,
        number: from_column(row.get("number")?),
        of: of.map(from_column),
        id: EntryId::from_bytes(row.get("id")?),
        machine: MachineId::from_bytes(row.get("machine")?),
        point: ChainPoint {
            epoch: Epoch::from_bytes(row.get("epoch")?),
            seq: from_column(row.get("seq")?),
        },
        digests: digests(row)?,
        held_at_first: row.get("held_at_first")?,
        entry: header
            .zip(facts)
            .map(|(header, facts)| domain::entry::Entry {
                header,
                facts,
                personal,
            }),
    })
}

pub(super) fn links(
    connection: &mut Connection,
    wanted: &LinksWanted,
) -> Result<Vec<LinkAtCentre>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT link.seq, link.hash, entry.id, entry.number, entry.held_code IS NOT NULL
         FROM link JOIN entry ON entry.row = link.entry AND entry.site = link.site
         WHERE link.site = ?1 AND link.machine = ?2 AND link.epoch = ?3
             AND link.seq BETWEEN ?4 AND ?5
         ORDER BY link.seq LIMIT ?6",
    )?;
    let links = statement.query_map(
        (
            wanted.caller.site.to_bytes(),
            wanted.caller.machine.to_bytes(),
            wanted.epoch.to_bytes(),
            to_column(wanted.from),
            to_column(wanted.to),
            i64::try_from(wanted.limit).unwrap_or(i64::MAX),
        ),
        |row| {
            Ok(LinkAtCentre {
                seq: from_column(row.get(0)?),
                hash: Hex32(row.get(1)?),
                id: EntryId::from_bytes(row.get(2)?),
                number: from_column(row.get(3)?),
                held: row.get(4)?,
            })
        },
    )?;
    Ok(links.collect::<Result<_, _>>()?)
}
