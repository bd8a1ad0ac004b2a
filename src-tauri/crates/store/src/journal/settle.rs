//! What the centre said of this machine's chain.
//!
//! Only what the centre named with our digest is settled; nothing unacknowledged is ever removed.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::entry::Numbered;
use domain::id::{EntryId, SubjectId};
use domain::link::ChainPoint;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::number::{bear_number, confirmed, free_number, is_shown_held, set_number};
use super::subject::Places;
use super::unfolded::{self, Stuck};
use crate::error::StoreError;
use crate::int::to_sql;
use crate::opened::Store;
use crate::private::machine::id;

/// What became of a link at the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The centre has it, under this number.
    Stored(Numbered),
    /// The centre has its place in the chain under this number, and could not take its content.
    Held {
        /// The number.
        number: Numbered,
        /// The centre's code for why.
        code: String,
    },
}

impl Store {
    /// Writes down what became of links, all or none. A link that is not known here is passed over. A
    /// number that another entry bears, or another number for an entry that has one, is refused.
    ///
    /// # Errors
    /// `Mismatch`; else why the store cannot be written.
    pub fn settle(&self, settled: Vec<(ChainPoint, Settled)>) -> Result<(), StoreError> {
        let settled = Arc::new(settled);
        self.past_bad_pages(|stuck| {
            let settled = Arc::clone(&settled);
            self.write(move |transaction| {
                let confirmed = confirmed(transaction)?;
                let mut touched = BTreeSet::new();
                for (point, became) in settled.iter() {
                    settle_one(transaction, *point, became, confirmed, &mut touched)?;
                }
                refold_shared(transaction, touched, &stuck)
            })
        })
    }

    /// Offers held entries to the centre again: after an update of the one or the other. One that is not held
    /// is passed over.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn offer_again(&self, entries: Vec<EntryId>) -> Result<(), StoreError> {
        self.write(move |transaction| {
            let mut statement = transaction.prepare_cached(
                "UPDATE link SET state = 'waiting', reason = ''
                 WHERE state = 'held' AND entry = (SELECT local FROM entry WHERE id = ?1)",
            )?;
            for entry in &entries {
                statement.execute([entry.to_bytes()])?;
            }
            Ok(())
        })
    }
}

/// Settles one link; `confirmed` is the number up to which the feed has been read.
fn settle_one(
    transaction: &Transaction<'_>,
    point: ChainPoint,
    became: &Settled,
    confirmed: u64,
    touched: &mut BTreeSet<SubjectId>,
) -> Result<(), StoreError> {
    let (number, state, reason) = match became {
        Settled::Stored(number) => (number, "acknowledged", ""),
        Settled::Held { number, code } => (number, "held", code.as_str()),
    };
    let found: Option<(i64, i64, [u8; 16])> = transaction
        .prepare_cached(
            "SELECT link.epoch, link.entry, entry.subject
             FROM link JOIN entry ON entry.local = link.entry
             WHERE link.epoch = (SELECT local FROM epoch WHERE epoch = ?1) AND link.seq = ?2",
        )?
        .query_row(params![point.epoch.to_bytes(), to_sql(point.seq)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((epoch, entry, subject)) = found else {
        return Ok(());
    };
    let is_first = bear_number(transaction, entry, *number)?;
    if !is_first && number.number > confirmed {
        touched.extend(free_number(transaction, number.number, Some(entry))?);
    }
    if is_first || set_number(transaction, entry, *number, confirmed)? {
        touched.insert(SubjectId::from_bytes(subject));
    }
    // What the feed has shown as held is taken when the feed announces its parts: a centre restored in between
    // has lost the announcement, and nothing else would tell.
    let (state, reason) = match state {
        "acknowledged" if !is_first && is_shown_held(transaction, entry)? => ("held", ""),
        _ => (state, reason),
    };
    // A code is never empty here: an empty one would read as none.
    let reason = if state == "held" && reason.is_empty() {
        "unknown"
    } else {
        reason
    };
    transaction
        .prepare_cached("UPDATE link SET state = ?3, reason = ?4 WHERE epoch = ?1 AND seq = ?2")?
        .execute(params![epoch, to_sql(point.seq), state, reason])?;
    Ok(())
}

/// Folds anew those subjects that other machines have a part in: there a number may move an entry.
fn refold_shared(
    connection: &Connection,
    touched: BTreeSet<SubjectId>,
    stuck: &Stuck,
) -> Result<(), StoreError> {
    let machine = id(connection)?.to_bytes();
    let mut shared = connection.prepare_cached(
        "SELECT 1 FROM entry JOIN epoch ON epoch.local = entry.epoch
         WHERE entry.subject = ?1 AND epoch.machine <> ?2 LIMIT 1",
    )?;
    let mut places = None;
    for subject in touched {
        if shared.exists(params![subject.to_bytes(), machine])? {
            let places = match &places {
                Some(places) => places,
                None => places.insert(Places::read(connection)?),
            };
            unfolded::refold(connection, places, subject, stuck)?;
        }
    }
    Ok(())
}
