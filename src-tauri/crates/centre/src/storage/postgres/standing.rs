//! How far a machine and this centre are together, and the new counting where something was lost.

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::entry::CentreEpoch;
use domain::id::Epoch;
use domain::wire::{ChainHead, Hex32, MAX_HOLDS, Site};

use super::Work;
use super::append::{COUNTING_LOCK, writing};
use super::error::Fault;
use super::feed::{hashes, reading};
use super::machines::current_counting;
use super::packs;
use super::values::{ToUuid as _, bytes, id, limit, must, number};
use crate::storage::{Asked, Standing, losing};

pub(super) fn standing<'c>(client: &'c mut ClientWrapper, asked: &'c Asked) -> Work<'c, Standing> {
    Box::pin(async move {
        let transaction = reading(client).await?;
        let seen = look(&transaction, asked).await?;
        if !seen.has_lost(asked) {
            let standing = describe(&transaction, asked, seen).await?;
            transaction.commit().await?;
            return Ok(standing);
        }
        transaction.commit().await?;
        // Only a machine that proves a loss makes a hello write. Another may have done so meanwhile.
        let transaction = writing(client).await?;
        transaction
            .execute("SELECT pg_advisory_xact_lock($1)", &[&COUNTING_LOCK])
            .await?;
        let mut seen = look(&transaction, asked).await?;
        if seen.has_lost(asked) {
            seen.counting = losing::next_counting(seen.counting, asked);
            let ordinal = i64::from(seen.counting.ordinal);
            transaction
                .execute(
                    "INSERT INTO counting (ordinal, id, opened_at) VALUES ($1, $2, $3)",
                    &[&ordinal, &seen.counting.id.to_uuid(), &asked.now.0],
                )
                .await?;
        }
        let standing = describe(&transaction, asked, seen).await?;
        transaction.commit().await?;
        Ok(standing)
    })
}

/// What is seen of what the machine tells.
struct Seen {
    counting: CentreEpoch,
    restart_from: Option<u64>,
}

impl Seen {
    fn has_lost(&self, asked: &Asked) -> bool {
        losing::has_lost(self.counting, asked, self.restart_from)
    }
}

async fn look(transaction: &Transaction<'_>, asked: &Asked) -> Result<Seen, Fault> {
    let numbers: Vec<u64> = asked.marks.iter().map(|mark| mark.number).collect();
    let hashes = hashes(transaction, asked.caller.site, &numbers).await?;
    Ok(Seen {
        counting: current_counting(transaction).await?,
        restart_from: losing::restart_from(asked, &hashes),
    })
}

async fn describe(
    transaction: &Transaction<'_>,
    asked: &Asked,
    seen: Seen,
) -> Result<Standing, Fault> {
    let site = asked.caller.site;
    let statement = transaction
        .prepare_cached("SELECT name, last_number FROM site WHERE id = $1")
        .await?;
    let row = transaction
        .query_opt(&statement, &[&site.to_uuid()])
        .await?;
    let row = must(row, "a machine without its site")?;
    let statement = transaction
        .prepare_cached(
            "SELECT epoch, head_seq, head_hash FROM epoch WHERE site = $1 AND machine = $2
             ORDER BY opened_at DESC, epoch LIMIT $3",
        )
        .await?;
    let machine = asked.caller.machine.to_uuid();
    let heads = transaction
        .query(&statement, &[&site.to_uuid(), &machine, &limit(MAX_HOLDS)])
        .await?;
    let heads = heads.iter().map(|row| {
        Ok(ChainHead {
            epoch: Epoch::from_bytes(id(row, "epoch")?),
            seq: number(row, "head_seq")?,
            hash: Hex32(bytes(row, "head_hash")?),
        })
    });
    Ok(Standing {
        counting: seen.counting,
        site: Site {
            id: site,
            name: row.try_get("name")?,
        },
        heads: heads.collect::<Result<_, Fault>>()?,
        last: number(&row, "last_number")?,
        restart_from: seen.restart_from,
        packs: packs::versions(transaction, site).await?,
    })
}
