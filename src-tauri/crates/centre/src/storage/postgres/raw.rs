//! Entries for an export: places of the feed, and links that were made anew.

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::id::{EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, Link};
use tokio_postgres::Row;

use super::Work;
use super::error::Fault;
use super::feed::{Lineages, ROWS_AT_ONCE, look_up, reading};
use super::values::{
    ToUuid as _, bytes, counting, digests, id, limit, must, number, parts, to_column,
};
use crate::export::{Anew, Place, Standing};
use crate::storage::exporting::{AnewPage, AnewWanted, FillingPlaces, PlacesPage, PlacesWanted};

pub(super) fn places<'c>(
    client: &'c mut ClientWrapper,
    wanted: &'c PlacesWanted,
) -> Work<'c, PlacesPage> {
    Box::pin(async move {
        let transaction = reading(client).await?;
        let site = wanted.site;
        let statement = transaction
            .prepare_cached("SELECT last_number FROM site WHERE id = $1")
            .await?;
        let row = transaction
            .query_opt(&statement, &[&site.to_uuid()])
            .await?;
        let last = number(&must(row, "a token without its site")?, "last_number")?;
        let mut filling = FillingPlaces::new(*wanted, last);
        let statement = transaction
            .prepare_cached(
                "SELECT feed.number, feed.entry AS own_number, feed.hash AS feed_hash,
                     counting.ordinal, counting.id AS counting, entry.id, entry.received_at,
                     entry.header_digest, entry.facts_digest, entry.personal_digest,
                     entry.held_code, link.machine, link.epoch, link.seq, link.prev, link.hash,
                     entry.header, entry.facts, entry.personal
                 FROM feed
                 JOIN entry ON entry.site = feed.site AND entry.number = feed.entry
                 JOIN counting ON counting.ordinal = feed.counting
                 LEFT JOIN link ON feed.entry = feed.number AND link.site = feed.site
                     AND link.machine = entry.machine AND link.epoch = entry.epoch
                     AND link.seq = entry.seq AND link.entry = entry.number
                 WHERE feed.site = $1 AND feed.number > $2 AND feed.number <= $3
                     AND ($4::bigint IS NULL OR entry.received_at >= $4)
                     AND ($5::bigint IS NULL OR entry.received_at < $5)
                 ORDER BY feed.number",
            )
            .await?;
        let (from, to) = wanted.period.instants();
        let portal = transaction
            .bind(
                &statement,
                &[
                    &site.to_uuid(),
                    &to_column(wanted.after),
                    &to_column(filling.to()),
                    &from.map(|at| at.0),
                    &to.map(|at| at.0),
                ],
            )
            .await?;
        loop {
            let rows = transaction.query_portal(&portal, ROWS_AT_ONCE).await?;
            if rows.is_empty() {
                return Ok(filling.close());
            }
            let lineages = lineages(&transaction, site, &rows).await?;
            for row in &rows {
                if !filling.take(place(row, &lineages)?) {
                    return Ok(filling.close());
                }
            }
        }
    })
}

fn place(row: &Row, lineages: &Lineages) -> Result<Place, Fault> {
    let (at, own) = (number(row, "number")?, number(row, "own_number")?);
    let seq: Option<i64> = row.try_get("seq")?;
    let received_at: i64 = row.try_get("received_at")?;
    Ok(Place {
        number: at,
        of: (own != at).then_some(own),
        counting: counting(row, "ordinal", "counting")?,
        feed_hash: bytes(row, "feed_hash")?,
        received_at: Millis(received_at),
        id: EntryId::from_bytes(id(row, "id")?),
        digests: digests(row)?,
        held_code: row.try_get("held_code")?,
        entry: parts(row)?,
        link: match seq {
            Some(_) => Some(standing(row, lineages)?),
            None => None,
        },
    })
}

pub(super) fn anew<'c>(
    client: &'c mut ClientWrapper,
    wanted: &'c AnewWanted,
) -> Work<'c, AnewPage> {
    Box::pin(async move {
        let transaction = reading(client).await?;
        let site = wanted.site;
        let statement = transaction
            .prepare_cached(
                "SELECT link.machine, link.epoch, link.seq, link.prev, link.hash, entry.id,
                     entry.number, entry.received_at, entry.header_digest, entry.facts_digest,
                     entry.personal_digest,
                     (link.machine, link.epoch, link.seq) <> (entry.machine, entry.epoch, entry.seq)
                         AS anew
                 FROM link JOIN entry ON entry.site = link.site AND entry.number = link.entry
                 WHERE link.site = $1 AND (link.machine, link.epoch, link.seq) > ($2, $3, $4)
                 ORDER BY link.machine, link.epoch, link.seq LIMIT $5",
            )
            .await?;
        // No link comes before this one: places begin at 1.
        let first = (
            MachineId::from_bytes([0; 16]),
            Epoch::from_bytes([0; 16]),
            0,
        );
        let (machine, epoch, seq) = wanted.after.unwrap_or(first);
        let rows = transaction
            .query(
                &statement,
                &[
                    &site.to_uuid(),
                    &machine.to_uuid(),
                    &epoch.to_uuid(),
                    &to_column(seq),
                    &limit(wanted.limit),
                ],
            )
            .await?;
        let lineages = lineages(&transaction, site, &rows).await?;
        let looked_at = rows.iter().map(|row| {
            let received_at: i64 = row.try_get("received_at")?;
            let anew = Anew {
                number: number(row, "number")?,
                received_at: Millis(received_at),
                id: EntryId::from_bytes(id(row, "id")?),
                digests: digests(row)?,
                link: standing(row, &lineages)?,
            };
            Ok((anew, row.try_get("anew")?))
        });
        let looked_at = looked_at.collect::<Result<Vec<_>, Fault>>()?;
        Ok(AnewPage::of(looked_at, wanted))
    })
}

/// What the epochs follow whose first links are among these rows.
async fn lineages(
    transaction: &Transaction<'_>,
    site: SiteId,
    rows: &[Row],
) -> Result<Lineages, Fault> {
    let mut first = Vec::new();
    for row in rows {
        let seq: Option<i64> = row.try_get("seq")?;
        if seq == Some(1) {
            let machine = MachineId::from_bytes(id(row, "machine")?);
            first.push((machine, Epoch::from_bytes(id(row, "epoch")?)));
        }
    }
    let mut lineages = Lineages::new();
    look_up(transaction, site, first.into_iter(), &mut lineages).await?;
    Ok(lineages)
}

/// The link of a row, with what its epoch follows where it is the first of one.
fn standing(row: &Row, lineages: &Lineages) -> Result<Standing, Fault> {
    let link = Link {
        machine: MachineId::from_bytes(id(row, "machine")?),
        point: ChainPoint {
            epoch: Epoch::from_bytes(id(row, "epoch")?),
            seq: number(row, "seq")?,
        },
        prev: bytes(row, "prev")?,
        hash: bytes(row, "hash")?,
    };
    let of = (link.machine, link.point.epoch);
    let follows = lineages.get(&of).filter(|_| link.point.seq == 1);
    Ok(Standing {
        link,
        follows: follows.cloned().unwrap_or_default(),
    })
}
