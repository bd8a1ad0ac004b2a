//! Subjects whose rows are not yet what their entries say: after the centre was restored, or when this
//! version of the program folds differently or knows kinds that an earlier one did not.
//!
//! They are written down with what made them stale and folded in slices; a restart goes on with them. One that a bad
//! page keeps from being folded is left aside, so that it keeps nobody else waiting, and told; each start, each
//! rebuild and each restore tries it again.

use std::sync::{Arc, Mutex, PoisonError};

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
use crate::search::tend;
use crate::write::{Progress, Slice};

/// Raised whenever the same entries give other rows than before.
const FOLD: u32 = 2;
/// The setting that says which fold and which kinds the rows were made with.
const FOLDED_WITH: &str = "store.folded-with";
/// What becomes of the subjects that were left aside before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// They stay aside.
    Left,
    /// They are due again.
    TriedAgain,
}

/// Subjects that one write leaves aside at most.
const PAST_MAX: u32 = 200;
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
    /// Folds what is due, in slices that let persons pass; returns when nothing is due any more but what was left
    /// aside.
    pub(crate) fn fold_unfolded(&self, aside: Aside) -> Result<(), StoreError> {
        self.writer().fold(aside)
    }

    /// The same without waiting: what became stale is written down, and whoever made it so has done what was
    /// asked of them.
    pub(crate) fn fold_unfolded_behind(&self) -> Result<(), StoreError> {
        let _ = self.writer().begin_folding(Aside::Left)?;
        Ok(())
    }
}

/// The next slice of what is due. `at` says with which subject it is, should it fail.
pub(crate) fn fold_next(
    slice: &mut Slice<'_>,
    at: &mut Option<SubjectId>,
) -> Result<Progress<()>, StoreError> {
    Ok(if fold_some(slice, at)? {
        Progress::More
    } else {
        Progress::Done(())
    })
}

/// What was left aside is due again.
pub(crate) fn try_again(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE unfolded SET aside = 0 WHERE aside = 1", [])?;
    Ok(())
}

/// Notes that the rows of a subject are due. One that was left aside stays so.
pub(crate) fn note(connection: &Connection, subject: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO unfolded (subject) VALUES (?1)")?
        .execute([subject.to_bytes()])?;
    Ok(())
}

/// Folds a subject anew whose entries moved or came, unless it was left aside. `stuck` says with which one it is,
/// should it fail.
pub(crate) fn refold(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
    stuck: &Stuck,
) -> Result<(), StoreError> {
    let is_aside = connection
        .prepare_cached("SELECT 1 FROM unfolded WHERE subject = ?1 AND aside = 1")?
        .exists([subject.to_bytes()])?;
    if is_aside {
        return Ok(());
    }
    stuck.set(Some(At::Subject(subject)));
    rows::refold(connection, places, subject)?;
    stuck.set(None);
    Ok(())
}

/// What a write failed with that folds many.
#[derive(Debug, Clone, Copy)]
enum At {
    Subject(SubjectId),
    /// Making room in the index, which can be done without.
    Index,
}

/// With what a write is that folds many, should it fail.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stuck {
    at: Arc<Mutex<Option<At>>>,
    leaves_index: bool,
}

impl Stuck {
    fn set(&self, at: Option<At>) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn take(&self) -> Option<At> {
        self.at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// As [`tend::make_room`], unless the index lies on a bad page.
    pub(crate) fn make_room(&self, connection: &Connection) -> Result<bool, StoreError> {
        if self.leaves_index {
            return Ok(false);
        }
        self.set(Some(At::Index));
        let did = tend::make_room(connection)?;
        self.set(None);
        Ok(did)
    }
}

impl Store {
    /// Writes what folds many subjects, past those whose rows lie on a bad page: each is left aside, and all is tried
    /// once more. What the centre says does not wait for them.
    pub(crate) fn past_bad_pages<T>(
        &self,
        write: impl Fn(Stuck) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut leaves_index = false;
        for _ in 0..PAST_MAX {
            let stuck = Stuck {
                leaves_index,
                ..Stuck::default()
            };
            let error = match write(stuck.clone()) {
                Err(error) if error.is_of_a_page() => error,
                done => return done,
            };
            match stuck.take() {
                Some(At::Subject(subject)) => {
                    tracing::warn!(%subject, %error, "the rows of a subject cannot be folded");
                    self.write(move |transaction| leave_aside(transaction, subject))?;
                }
                Some(At::Index) => leaves_index = true,
                None => return Err(error),
            }
        }
        Err(StoreError::Damaged)
    }
}

/// Leaves a subject aside that cannot be folded.
pub(crate) fn leave_aside(connection: &Connection, subject: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO unfolded (subject, aside) VALUES (?1, 1)
             ON CONFLICT (subject) DO UPDATE SET aside = 1",
        )?
        .execute([subject.to_bytes()])?;
    Ok(())
}

impl Reading<'_> {
    /// How many subjects a bad page keeps from being shown as their entries say.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn left_aside(&self) -> Result<u64, StoreError> {
        Ok(self.connection.query_row(
            "SELECT count(*) FROM unfolded WHERE aside = 1",
            [],
            |row| row.get(0).map(from_sql),
        )?)
    }
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
        .prepare_cached(
            "SELECT subject FROM unfolded WHERE aside = 0 ORDER BY subject DESC LIMIT ?1",
        )?
        .query_map([limit], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}

/// Folds some subjects, newest first; whether there may be more.
fn fold_some(slice: &mut Slice<'_>, at: &mut Option<SubjectId>) -> Result<bool, StoreError> {
    let transaction = slice.transaction;
    let subjects = due(transaction, LOOKED_UP)?;
    if subjects.is_empty() {
        return Ok(false);
    }
    let places = Places::read(transaction)?;
    let mut done = transaction.prepare_cached("DELETE FROM unfolded WHERE subject = ?1")?;
    for (nth, subject) in subjects.into_iter().enumerate() {
        if nth > 0 && !slice.has_time() {
            break;
        }
        *at = Some(SubjectId::from_bytes(subject));
        rows::refold(transaction, &places, SubjectId::from_bytes(subject))?;
        done.execute([subject])?;
    }
    *at = None;
    Ok(true)
}
