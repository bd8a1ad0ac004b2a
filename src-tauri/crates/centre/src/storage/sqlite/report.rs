//! Folding into the tables for reporting, a stretch of a site's feed at a time.

use std::collections::BTreeSet;

use domain::entry::Numbered;
use domain::id::{Epoch, MachineId, SiteId, SubjectId};
use domain::link::ChainPoint;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fetch::lineage;
use super::values::{counting, from_column, to_column};
use crate::storage::StorageError;
use crate::storage::reporting::{
    FoldPlace, Kept, MADE_WITH, MAX_BYTES, MAX_ENTRIES, PLACES_AT_ONCE, Rows, TABLES, Unfolded,
    add_rows,
};

pub(super) fn unfolded(connection: &Connection) -> Result<Vec<Unfolded>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT site.id, site.last_number - coalesce(report_fold.number, 0) AS behind
         FROM site LEFT JOIN report_fold
             ON report_fold.site = site.id AND report_fold.made_with >= ?1
         WHERE behind > 0 ORDER BY site.id",
    )?;
    let unfolded = statement.query_map([MADE_WITH], |row| {
        Ok(Unfolded {
            site: SiteId::from_bytes(row.get(0)?),
            behind: from_column(row.get(1)?),
        })
    })?;
    Ok(unfolded.collect::<Result<_, _>>()?)
}

/// Folds the next stretch; whether there was any.
pub(super) fn fold_next(connection: &mut Connection, site: SiteId) -> Result<bool, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(after) = begin(&transaction, site)? else {
        return Ok(false);
    };
    let places = places(&transaction, site, after)?;
    let Some(last) = places.last().map(|(place, _)| place.number) else {
        return Ok(false);
    };
    let mut touched = BTreeSet::new();
    for (place, entry) in &places {
        if let Some(subject) = place.subject() {
            note(&transaction, site, subject, *entry, place)?;
            touched.insert(subject);
        }
    }
    let mut rows = Rows::default();
    for subject in &touched {
        add_rows(site, kept(&transaction, site, *subject)?, &mut rows)?;
    }
    write(&transaction, site, &touched, &rows)?;
    transaction
        .prepare_cached("UPDATE report_fold SET number = ?2, made_with = ?3 WHERE site = ?1")?
        .execute((site.to_bytes(), to_column(last), MADE_WITH))?;
    transaction.commit()?;
    Ok(true)
}

/// The number after which to go on; none while a newer process does the folding.
fn begin(transaction: &Transaction<'_>, site: SiteId) -> Result<Option<u64>, StorageError> {
    transaction
        .prepare_cached(
            "INSERT INTO report_fold (site, number, made_with) VALUES (?1, 0, ?2)
             ON CONFLICT (site) DO NOTHING",
        )?
        .execute((site.to_bytes(), MADE_WITH))?;
    let (number, made_with): (i64, i64) = transaction
        .prepare_cached("SELECT number, made_with FROM report_fold WHERE site = ?1")?
        .query_row([site.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(match made_with {
        MADE_WITH => Some(from_column(number)),
        older if older < MADE_WITH => Some(0),
        _ => None,
    })
}

/// The next places of the feed, each with the row of its entry.
fn places(
    transaction: &Transaction<'_>,
    site: SiteId,
    after: u64,
) -> Result<Vec<(FoldPlace, i64)>, StorageError> {
    let mut statement = transaction.prepare_cached(
        "SELECT feed.number, feed.of, entry.header, entry.row
         FROM feed JOIN entry ON entry.row = feed.entry AND entry.site = feed.site
         WHERE feed.site = ?1 AND feed.number > ?2 ORDER BY feed.number LIMIT ?3",
    )?;
    let limit = i64::try_from(PLACES_AT_ONCE).unwrap_or(i64::MAX);
    let places = statement.query_map((site.to_bytes(), to_column(after), limit), |row| {
        let of: Option<i64> = row.get(1)?;
        let place = FoldPlace {
            number: from_column(row.get(0)?),
            of: of.map(from_column),
            header: row.get(2)?,
        };
        Ok((place, row.get(3)?))
    })?;
    Ok(places.collect::<Result<_, _>>()?)
}

/// Notes that an entry is about a subject.
fn note(
    transaction: &Transaction<'_>,
    site: SiteId,
    subject: SubjectId,
    entry: i64,
    place: &FoldPlace,
) -> Result<(), StorageError> {
    transaction
        .prepare_cached(
            "INSERT INTO report_entry (site, subject, entry, announced) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (site, subject, entry) DO UPDATE
             SET announced = coalesce(excluded.announced, announced)",
        )?
        .execute((
            site.to_bytes(),
            subject.to_bytes(),
            entry,
            place.of.map(|_| to_column(place.number)),
        ))?;
    Ok(())
}

/// All entries of a subject that were noted, in their order.
fn kept(
    transaction: &Transaction<'_>,
    site: SiteId,
    subject: SubjectId,
) -> Result<Vec<Kept>, StorageError> {
    let mut statement = transaction.prepare_cached(
        "SELECT header, facts, machine, epoch, seq, number, ordinal, counting, announced,
             announced_ordinal, announced_counting
         FROM (SELECT entry.header, entry.facts, entry.machine, entry.epoch, entry.seq, entry.number,
                   counting.ordinal, counting.id AS counting, report_entry.announced,
                   later.ordinal AS announced_ordinal, later.id AS announced_counting,
                   sum(length(entry.header) + length(entry.facts)) OVER (ORDER BY entry.number)
                       AS so_far
               FROM report_entry
               JOIN entry ON entry.row = report_entry.entry AND entry.site = report_entry.site
                   AND entry.header IS NOT NULL
               JOIN counting ON counting.ordinal = entry.counting
               LEFT JOIN feed ON feed.site = report_entry.site
                   AND feed.number = report_entry.announced
               LEFT JOIN counting AS later ON later.ordinal = feed.counting
               WHERE report_entry.site = ?1 AND report_entry.subject = ?2)
         WHERE so_far <= ?3 ORDER BY number LIMIT ?4",
    )?;
    let bound = |bound: usize| i64::try_from(bound).unwrap_or(i64::MAX);
    let mut rows = statement.query((
        site.to_bytes(),
        subject.to_bytes(),
        bound(MAX_BYTES),
        bound(MAX_ENTRIES),
    ))?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let machine = MachineId::from_bytes(row.get("machine")?);
        let own = ChainPoint {
            epoch: Epoch::from_bytes(row.get("epoch")?),
            seq: from_column(row.get("seq")?),
        };
        let announced: Option<i64> = row.get("announced")?;
        let mut chain = vec![own];
        chain.extend(lineage(transaction, site, machine, own.epoch)?);
        kept.push(Kept {
            header: row.get("header")?,
            facts: row.get("facts")?,
            machine,
            chain,
            number: Numbered {
                centre: counting(row, "ordinal", "counting")?,
                number: from_column(row.get("number")?),
            },
            announced: match announced {
                Some(number) => Some(Numbered {
                    centre: counting(row, "announced_ordinal", "announced_counting")?,
                    number: from_column(number),
                }),
                None => None,
            },
        });
    }
    Ok(kept)
}

/// Puts the rows in the place of those that the subjects had.
fn write(
    transaction: &Transaction<'_>,
    site: SiteId,
    touched: &BTreeSet<SubjectId>,
    rows: &Rows,
) -> Result<(), StorageError> {
    for (table, rows) in TABLES.iter().zip(rows) {
        let mut delete = transaction.prepare_cached(&format!(
            "DELETE FROM {} WHERE site = ?1 AND \"{}\" = ?2",
            table.name, table.subject
        ))?;
        for subject in touched {
            delete.execute((site.to_string(), subject.to_string()))?;
        }
        let members = table.columns.iter();
        let members = members.map(|column| format!("value ->> '{column}'"));
        transaction
            .prepare_cached(&format!(
                "INSERT INTO {} ({}) SELECT {} FROM json_each(?1)",
                table.name,
                table.quoted(),
                members.collect::<Vec<_>>().join(", ")
            ))?
            .execute([serde_json::Value::from(rows.clone()).to_string()])?;
    }
    Ok(())
}
