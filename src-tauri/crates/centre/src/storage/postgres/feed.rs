//! Reading the feed of a site, and what there is of one machine's chain.

use std::collections::BTreeMap;

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::id::{EntryId, Epoch, MachineId, SiteId};
use domain::link::ChainPoint;
use domain::wire::{FeedPage, HELD_ROOT, Hex32, LinkAtCentre};
use tokio_postgres::{IsolationLevel, Row};
use uuid::Uuid;

use super::Work;
use super::error::Fault;
use super::machines::current_counting;
use super::values::{
    ToUuid as _, bytes, counting, digests, id, limit, must, number, parts, to_column,
};
use crate::storage::losing::Hashes;
use crate::storage::paging::{FeedRow, Filling};
use crate::storage::{FeedWanted, LinksWanted};

/// Rows of the feed that are fetched at once: a page that is full after the first few long entries does not
/// bring the others along.
pub(super) const ROWS_AT_ONCE: i32 = 50;

/// The lineages of the epochs met so far.
pub(super) type Lineages = BTreeMap<(MachineId, Epoch), Vec<ChainPoint>>;

/// A transaction whose statements all see the same.
pub(super) async fn reading(client: &mut ClientWrapper) -> Result<Transaction<'_>, Fault> {
    Ok(client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?)
}

pub(super) fn feed<'c>(
    client: &'c mut ClientWrapper,
    wanted: &'c FeedWanted,
) -> Work<'c, FeedPage> {
    Box::pin(async move {
        let transaction = reading(client).await?;
        let site = wanted.caller.site;
        let before = hashes(&transaction, site, &[wanted.after]).await?;
        let statement = transaction
            .prepare_cached("SELECT last_number FROM site WHERE id = $1")
            .await?;
        let row = transaction
            .query_opt(&statement, &[&site.to_uuid()])
            .await?;
        let before = match wanted.after {
            0 => Some(Hashes::ROOT),
            after => before.get(&after).copied(),
        };
        let page = FeedPage {
            centre: current_counting(&transaction).await?,
            site,
            machine: wanted.caller.machine,
            after: wanted.after,
            before: before.map(|there| Hex32(there.feed)),
            before_held: before.map(|there| Hex32(there.held)),
            last: number(&must(row, "a machine without its site")?, "last_number")?,
            items: Vec::new(),
        };
        let page = fill(&transaction, wanted, Filling::new(page)).await?;
        transaction.commit().await?;
        Ok(page)
    })
}

async fn fill(
    transaction: &Transaction<'_>,
    wanted: &FeedWanted,
    mut filling: Filling,
) -> Result<FeedPage, Fault> {
    let site = wanted.caller.site;
    let statement = transaction
        .prepare_cached(
            "SELECT feed.number, feed.entry AS own_number, held_place.number IS NOT NULL AS held_at_first,
                 counting.ordinal, counting.id AS counting,
                 entry.id, entry.machine, entry.epoch, entry.seq, entry.header_digest,
                 entry.facts_digest, entry.personal_digest, entry.header, entry.facts, entry.personal
             FROM feed
             JOIN entry ON entry.site = feed.site AND entry.number = feed.entry
             JOIN counting ON counting.ordinal = feed.counting
             LEFT JOIN held_place ON held_place.site = feed.site AND held_place.number = feed.number
             WHERE feed.site = $1 AND feed.number > $2 ORDER BY feed.number LIMIT $3",
        )
        .await?;
    let after = to_column(wanted.after);
    let portal = transaction
        .bind(&statement, &[&site.to_uuid(), &after, &limit(wanted.limit)])
        .await?;
    let mut lineages = Lineages::new();
    loop {
        let rows = transaction.query_portal(&portal, ROWS_AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(filling.close());
        }
        let rows = rows.iter().map(feed_row).collect::<Result<Vec<_>, _>>()?;
        let whole = rows.iter().filter(|row| !row.is_known(wanted));
        let epochs = whole.map(|row| (row.machine, row.point.epoch));
        look_up(transaction, site, epochs, &mut lineages).await?;
        for row in rows {
            let counting = row.counting;
            let item = if row.is_known(wanted) {
                row.short()
            } else {
                let lineage = lineages.get(&(row.machine, row.point.epoch));
                row.whole(lineage.map_or(&[], Vec::as_slice))
            };
            if !filling.take(counting, item) {
                return Ok(filling.close());
            }
        }
    }
}

fn feed_row(row: &Row) -> Result<FeedRow, Fault> {
    let (at, own) = (number(row, "number")?, number(row, "own_number")?);
    Ok(FeedRow {
        counting: counting(row, "ordinal", "counting")?,
        number: at,
        of: (own != at).then_some(own),
        id: EntryId::from_bytes(id(row, "id")?),
        machine: MachineId::from_bytes(id(row, "machine")?),
        point: ChainPoint {
            epoch: Epoch::from_bytes(id(row, "epoch")?),
            seq: number(row, "seq")?,
        },
        digests: digests(row)?,
        entry: parts(row)?,
        held_at_first: row.try_get("held_at_first")?,
    })
}

/// Looks up the points that these epochs follow, newest first, where they are not known yet.
pub(super) async fn look_up(
    transaction: &Transaction<'_>,
    site: SiteId,
    epochs: impl Iterator<Item = (MachineId, Epoch)>,
    lineages: &mut Lineages,
) -> Result<(), Fault> {
    let (mut machines, mut wanted) = (Vec::new(), Vec::new());
    for (machine, epoch) in epochs {
        lineages.entry((machine, epoch)).or_insert_with(|| {
            machines.push(machine.to_uuid());
            wanted.push(epoch.to_uuid());
            Vec::new()
        });
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let statement = transaction
        .prepare_cached(
            "SELECT lineage.machine, lineage.epoch, lineage.follows_epoch, lineage.follows_seq
             FROM unnest($2::uuid[], $3::uuid[]) AS wanted (machine, epoch)
             JOIN lineage ON lineage.site = $1 AND lineage.machine = wanted.machine
                 AND lineage.epoch = wanted.epoch
             ORDER BY lineage.place",
        )
        .await?;
    let rows = transaction
        .query(&statement, &[&site.to_uuid(), &machines, &wanted])
        .await?;
    for row in rows {
        let of = (
            MachineId::from_bytes(id(&row, "machine")?),
            Epoch::from_bytes(id(&row, "epoch")?),
        );
        lineages.entry(of).or_default().push(ChainPoint {
            epoch: Epoch::from_bytes(id(&row, "follows_epoch")?),
            seq: number(&row, "follows_seq")?,
        });
    }
    Ok(())
}

/// Running hashes at these numbers, where the centre has got that far.
pub(super) async fn hashes(
    transaction: &Transaction<'_>,
    site: SiteId,
    numbers: &[u64],
) -> Result<BTreeMap<u64, Hashes>, Fault> {
    let numbers: Vec<i64> = numbers.iter().copied().map(to_column).collect();
    let statement = transaction
        .prepare_cached(
            "SELECT feed.number, feed.hash, last.hash AS held
             FROM feed
             LEFT JOIN LATERAL (
                 SELECT held_place.hash FROM held_place
                 WHERE held_place.site = feed.site AND held_place.number <= feed.number
                 ORDER BY held_place.number DESC LIMIT 1
             ) AS last ON true
             WHERE feed.site = $1 AND feed.number = ANY ($2)",
        )
        .await?;
    let rows = transaction
        .query(&statement, &[&site.to_uuid(), &numbers])
        .await?;
    rows.iter()
        .map(|row| {
            let held: Option<&[u8]> = row.try_get("held")?;
            let there = Hashes {
                feed: bytes(row, "hash")?,
                held: match held {
                    Some(_) => bytes(row, "held")?,
                    None => HELD_ROOT,
                },
            };
            Ok((number(row, "number")?, there))
        })
        .collect()
}

pub(super) fn links<'c>(
    client: &'c mut ClientWrapper,
    wanted: &'c LinksWanted,
) -> Work<'c, Vec<LinkAtCentre>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT link.seq, link.hash, entry.id, entry.number,
                     entry.held_code IS NOT NULL AS held
                 FROM link JOIN entry ON entry.site = link.site AND entry.number = link.entry
                 WHERE link.site = $1 AND link.machine = $2 AND link.epoch = $3
                     AND link.seq BETWEEN $4 AND $5
                 ORDER BY link.seq LIMIT $6",
            )
            .await?;
        let site: Uuid = wanted.caller.site.to_uuid();
        let rows = client
            .query(
                &statement,
                &[
                    &site,
                    &wanted.caller.machine.to_uuid(),
                    &wanted.epoch.to_uuid(),
                    &to_column(wanted.from),
                    &to_column(wanted.to),
                    &limit(wanted.limit),
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(LinkAtCentre {
                    seq: number(row, "seq")?,
                    hash: Hex32(bytes(row, "hash")?),
                    id: EntryId::from_bytes(id(row, "id")?),
                    number: number(row, "number")?,
                    held: row.try_get("held")?,
                })
            })
            .collect()
    })
}
