//! Subjects whose rows are not yet what their entries say: after the centre was restored, or when this
//! version of the program folds differently or knows kinds that an earlier one did not.
//!
//! They are written down with what made them stale and folded in slices; a restart goes on with them.

use domain::fold::{KINDS, VERSION};
use domain::id::SubjectId;
use rusqlite::{Connection, Transaction};

use super::subject::Places;
use crate::error::StoreError;
use crate::int::{count, from_sql};
use crate::opened::Store;
use crate::private::settings;
use crate::read::Reading;
use crate::rows;
use crate::write::{Progress, Slice};

/// Raised whenever the same entries give other rows than before.
const FOLD: u32 = 2;
/// The setting that says which fold and which kinds the rows were made with.
const FOLDED_WITH: &str = "store.folded-with";
/// Subjects looked up at once.
const LOOKED_UP: u32 = 64;

fn folded_with() -> String {
    format!("{FOLD} {VERSION} {}", KINDS.join(" "))
}

/// Notes what this version folds differently from the one that made the rows.
pub(crate) fn note_what_is_due(connection: &Connection) -> Result<(), StoreError> {
    let now = folded_with();
    let before = Reading { connection }.setting(FOLDED_WITH)?;
    if before.as_ref() == Some(&now) {
        return Ok(());
    }
    if let Some(before) = before {
        let same_fold = before.split(' ').next() == now.split(' ').next();
        connection.execute_batch(if same_fold {
            "INSERT OR IGNORE INTO unfolded (subject) SELECT subject FROM not_understood"
        } else {
            "INSERT OR IGNORE INTO unfolded (subject) SELECT DISTINCT subject FROM entry"
        })?;
    }
    settings::set(connection, FOLDED_WITH, &now)
}

impl Store {
    /// Folds what is due, in slices that let persons pass; returns when nothing is due any more.
    pub(crate) fn fold_unfolded(&self) -> Result<(), StoreError> {
        self.write_in_slices(fold_next)
    }

    /// The same without waiting: what became stale is written down, and whoever made it so has done what was
    /// asked of them.
    pub(crate) fn fold_unfolded_behind(&self) -> Result<(), StoreError> {
        let _ = self.begin_in_slices(fold_next)?;
        Ok(())
    }
}

/// The next slice of what is due.
pub(crate) fn fold_next(slice: &mut Slice<'_>) -> Result<Progress<()>, StoreError> {
    Ok(if fold_some(slice)? {
        Progress::More
    } else {
        Progress::Done(())
    })
}

/// Folds up to so many of the subjects that are due, newest first; how many were.
pub(crate) fn fold_up_to(transaction: &Transaction<'_>, limit: u32) -> Result<u64, StoreError> {
    let subjects = due(transaction, limit)?;
    let places = Places::read(transaction)?;
    let mut done = transaction.prepare_cached("DELETE FROM unfolded WHERE subject = ?1")?;
    for subject in &subjects {
        rows::refold(transaction, &places, SubjectId::from_bytes(*subject))?;
        done.execute([subject])?;
    }
    Ok(from_sql(count(subjects.len())))
}

/// How many subjects are due.
pub(crate) fn how_many(connection: &Connection) -> Result<u64, StoreError> {
    Ok(
        connection.query_row("SELECT count(*) FROM unfolded", [], |row| {
            row.get(0).map(from_sql)
        })?,
    )
}

fn due(connection: &Connection, limit: u32) -> Result<Vec<[u8; 16]>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT subject FROM unfolded ORDER BY subject DESC LIMIT ?1")?
        .query_map([limit], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

/// Folds some subjects, newest first; whether there may be more.
fn fold_some(slice: &mut Slice<'_>) -> Result<bool, StoreError> {
    let transaction = slice.transaction;
    let subjects = due(transaction, LOOKED_UP)?;
    if subjects.is_empty() {
        return Ok(false);
    }
    let places = Places::read(transaction)?;
    let mut done = transaction.prepare_cached("DELETE FROM unfolded WHERE subject = ?1")?;
    for (at, subject) in subjects.into_iter().enumerate() {
        if at > 0 && !slice.has_time() {
            break;
        }
        rows::refold(transaction, &places, SubjectId::from_bytes(subject))?;
        done.execute([subject])?;
    }
    Ok(true)
}
