//! Folding into the tables for reporting, a stretch of a site's feed at a time, by one process at a time.

use std::collections::{BTreeMap, BTreeSet};

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::entry::Numbered;
use domain::id::{Epoch, MachineId, SiteId, SubjectId};
use domain::link::ChainPoint;
use uuid::Uuid;

use super::Work;
use super::append::writing;
use super::error::Fault;
use super::feed::{Lineages, look_up};
use super::values::{ToUuid as _, counting, id, limit, number, to_column};
use crate::storage::reporting::{
    FoldPlace, Kept, MADE_WITH, MAX_BYTES, MAX_ENTRIES, PLACES_AT_ONCE, Rows, TABLES, Unfolded,
    add_rows,
};

pub(super) fn unfolded<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, Vec<Unfolded>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT site.id, site.last_number - coalesce(report_fold.number, 0) AS behind
                 FROM site LEFT JOIN report_fold
                     ON report_fold.site = site.id AND report_fold.made_with >= $1
                 WHERE site.last_number > coalesce(report_fold.number, 0) ORDER BY site.id",
            )
            .await?;
        let rows = client.query(&statement, &[&MADE_WITH]).await?;
        rows.iter()
            .map(|row| {
                Ok(Unfolded {
                    site: SiteId::from_bytes(id(row, "id")?),
                    behind: number(row, "behind")?,
                })
            })
            .collect()
    })
}

/// Folds the next stretch; whether there was any.
pub(super) fn fold_next<'c>(client: &'c mut ClientWrapper, site: &'c SiteId) -> Work<'c, bool> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        let Some(after) = begin(&transaction, *site).await? else {
            return Ok(false);
        };
        let places = places(&transaction, *site, after).await?;
        let Some(last) = places.last().map(|place| place.number) else {
            return Ok(false);
        };
        let touched = note(&transaction, *site, &places).await?;
        let mut rows = Rows::default();
        let mut lineages = BTreeMap::new();
        for subject in &touched {
            let kept = kept(&transaction, *site, *subject, &mut lineages).await?;
            add_rows(*site, kept, &mut rows)?;
        }
        write(&transaction, *site, &touched, &rows).await?;
        let statement = transaction
            .prepare_cached("UPDATE report_fold SET number = $2, made_with = $3 WHERE site = $1")
            .await?;
        let end = to_column(last);
        transaction
            .execute(&statement, &[&site.to_uuid(), &end, &MADE_WITH])
            .await?;
        transaction.commit().await?;
        Ok(true)
    })
}

/// The number after which to go on; none while another process folds this site, or a newer one does.
async fn begin(transaction: &Transaction<'_>, site: SiteId) -> Result<Option<u64>, Fault> {
    let site = site.to_uuid();
    let statement = transaction
        .prepare_cached(
            "INSERT INTO report_fold (site, number, made_with) VALUES ($1, 0, $2)
             ON CONFLICT (site) DO NOTHING",
        )
        .await?;
    transaction
        .execute(&statement, &[&site, &MADE_WITH])
        .await?;
    let statement = transaction
        .prepare_cached(
            "SELECT number, made_with FROM report_fold WHERE site = $1 FOR UPDATE SKIP LOCKED",
        )
        .await?;
    let Some(row) = transaction.query_opt(&statement, &[&site]).await? else {
        return Ok(None);
    };
    let made_with: i64 = row.try_get("made_with")?;
    Ok(match made_with {
        MADE_WITH => Some(number(&row, "number")?),
        older if older < MADE_WITH => Some(0),
        _ => None,
    })
}

async fn places(
    transaction: &Transaction<'_>,
    site: SiteId,
    after: u64,
) -> Result<Vec<FoldPlace>, Fault> {
    let statement = transaction
        .prepare_cached(
            "SELECT feed.number, feed.entry, entry.header
             FROM feed JOIN entry ON entry.site = feed.site AND entry.number = feed.entry
             WHERE feed.site = $1 AND feed.number > $2 ORDER BY feed.number LIMIT $3",
        )
        .await?;
    let (after, limit) = (to_column(after), limit(PLACES_AT_ONCE));
    let rows = transaction
        .query(&statement, &[&site.to_uuid(), &after, &limit])
        .await?;
    rows.iter()
        .map(|row| {
            let (at, own) = (number(row, "number")?, number(row, "entry")?);
            Ok(FoldPlace {
                number: at,
                of: (own != at).then_some(own),
                header: row.try_get("header")?,
            })
        })
        .collect()
}

/// Notes which entries are about which subjects; answers the subjects.
async fn note(
    transaction: &Transaction<'_>,
    site: SiteId,
    places: &[FoldPlace],
) -> Result<BTreeSet<SubjectId>, Fault> {
    // An entry and its announcement may lie in one stretch; one statement may touch a row once.
    let mut noted: BTreeMap<(SubjectId, u64), Option<u64>> = BTreeMap::new();
    for place in places {
        if let Some(subject) = place.subject() {
            let entry = place.of.unwrap_or(place.number);
            let announced = place.of.map(|_| place.number);
            let there = noted.entry((subject, entry)).or_default();
            *there = announced.or(*there);
        }
    }
    let subjects: Vec<Uuid> = noted.keys().map(|(subject, _)| subject.to_uuid()).collect();
    let entries: Vec<i64> = noted.keys().map(|(_, entry)| to_column(*entry)).collect();
    let announced: Vec<Option<i64>> = noted.values().map(|at| at.map(to_column)).collect();
    let statement = transaction
        .prepare_cached(
            "INSERT INTO report_entry (site, subject, entry, announced)
             SELECT $1, new.subject, new.entry, new.announced
             FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS new (subject, entry, announced)
             ON CONFLICT (site, subject, entry) DO UPDATE
             SET announced = coalesce(excluded.announced, report_entry.announced)",
        )
        .await?;
    transaction
        .execute(
            &statement,
            &[&site.to_uuid(), &subjects, &entries, &announced],
        )
        .await?;
    Ok(noted.into_keys().map(|(subject, _)| subject).collect())
}

/// All entries of a subject that were noted, in their order.
async fn kept(
    transaction: &Transaction<'_>,
    site: SiteId,
    subject: SubjectId,
    lineages: &mut Lineages,
) -> Result<Vec<Kept>, Fault> {
    let statement = transaction
        .prepare_cached(
            "SELECT * FROM
                 (SELECT entry.header, entry.facts, entry.machine, entry.epoch, entry.seq,
                      entry.number, counting.ordinal, counting.id AS counting,
                      report_entry.announced, later.ordinal AS announced_ordinal,
                      later.id AS announced_counting,
                      sum(octet_length(entry.header) + octet_length(entry.facts))
                          OVER (ORDER BY entry.number) AS so_far
                  FROM report_entry
                  JOIN entry ON entry.site = report_entry.site
                      AND entry.number = report_entry.entry AND entry.header IS NOT NULL
                  JOIN counting ON counting.ordinal = entry.counting
                  LEFT JOIN feed ON feed.site = report_entry.site
                      AND feed.number = report_entry.announced
                  LEFT JOIN counting AS later ON later.ordinal = feed.counting
                  WHERE report_entry.site = $1 AND report_entry.subject = $2) AS kept
             WHERE so_far <= $3 ORDER BY number LIMIT $4",
        )
        .await?;
    let (site_id, subject) = (site.to_uuid(), subject.to_uuid());
    let rows = transaction
        .query(
            &statement,
            &[&site_id, &subject, &limit(MAX_BYTES), &limit(MAX_ENTRIES)],
        )
        .await?;
    let mut epochs = Vec::new();
    for row in &rows {
        let machine = MachineId::from_bytes(id(row, "machine")?);
        epochs.push((machine, Epoch::from_bytes(id(row, "epoch")?)));
    }
    look_up(transaction, site, epochs.iter().copied(), lineages).await?;
    let mut kept = Vec::with_capacity(rows.len());
    for (row, of) in rows.iter().zip(epochs) {
        let announced: Option<i64> = row.try_get("announced")?;
        let mut chain = vec![ChainPoint {
            epoch: of.1,
            seq: number(row, "seq")?,
        }];
        chain.extend(lineages.get(&of).into_iter().flatten());
        kept.push(Kept {
            header: row.try_get("header")?,
            facts: row.try_get("facts")?,
            machine: of.0,
            chain,
            number: Numbered {
                centre: counting(row, "ordinal", "counting")?,
                number: number(row, "number")?,
            },
            announced: match announced {
                Some(_) => Some(Numbered {
                    centre: counting(row, "announced_ordinal", "announced_counting")?,
                    number: number(row, "announced")?,
                }),
                None => None,
            },
        });
    }
    Ok(kept)
}

/// Puts the rows in the place of those that the subjects had.
async fn write(
    transaction: &Transaction<'_>,
    site: SiteId,
    touched: &BTreeSet<SubjectId>,
    rows: &Rows,
) -> Result<(), Fault> {
    let subjects: Vec<Uuid> = touched.iter().map(|subject| subject.to_uuid()).collect();
    for (table, rows) in TABLES.iter().zip(rows) {
        let delete = format!(
            "DELETE FROM {} WHERE site = $1 AND \"{}\" = ANY ($2)",
            table.name, table.subject
        );
        let statement = transaction.prepare_cached(&delete).await?;
        transaction
            .execute(&statement, &[&site.to_uuid(), &subjects])
            .await?;
        if rows.is_empty() {
            continue;
        }
        let columns = table.quoted();
        let insert = format!(
            "INSERT INTO {name} ({columns}) SELECT {columns}
             FROM json_populate_recordset(NULL::{name}, $1::text::json)",
            name = table.name
        );
        let statement = transaction.prepare_cached(&insert).await?;
        let rows = serde_json::Value::from(rows.clone()).to_string();
        transaction.execute(&statement, &[&rows]).await?;
    }
    Ok(())
}
