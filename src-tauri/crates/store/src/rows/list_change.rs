//! Rows of changes of the lists.

use domain::id::{MachineId, Millis, SubjectId, UserId};
use domain::list_change::ListChange;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// Changes that are listed at once.
pub const LIST_CHANGES_LISTED: u32 = 50;
/// Changes of one machine that are read at most: the newest.
const OWN_MAX: u32 = 2_000;

/// A change of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListChangeRow {
    /// Its id.
    pub id: SubjectId,
    /// Who made it.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub at: Millis,
    /// At which machine.
    pub machine: MachineId,
    /// What it says.
    pub change: ListChange,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    change: &ListChange,
) -> Result<(), StoreError> {
    let (id, first) = (subject.folded.subject, &subject.folded.first);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO list_change (id, by, at, machine, from_day, upon, rows, withdrawn)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id.to_bytes(),
            first.actor.to_bytes(),
            first.at.0,
            subject.machine.to_bytes(),
            change.from,
            change.upon,
            change.rows,
            change.withdrawn,
        ])?;
    Ok(())
}

/// Calls that bear a code are counted up to so many.
pub const CALLS_COUNTED: u32 = 10_000;

/// A code that calls bear, by which they can be counted from one index.
#[derive(Debug, Clone, Copy)]
pub enum Borne<'c> {
    /// A channel.
    Channel(&'c str),
    /// A type.
    Type(&'c str),
    /// A subject of a type.
    Subject(&'c str, &'c str),
    /// A governorate.
    Governorate(&'c str),
    /// An outcome.
    Outcome(&'c str),
    /// A facility, of calls with a subject.
    Facility(&'c str),
}

const COLUMNS: &str =
    "one.id, one.by, coalesce(maker.name_ar, ''), coalesce(maker.name_en, ''), one.at, one.machine,
    one.from_day, one.upon, one.rows, one.withdrawn";

const FROM: &str = "list_change AS one LEFT JOIN user AS maker ON maker.id = one.by";

fn row(row: &Row<'_>) -> rusqlite::Result<ListChangeRow> {
    Ok(ListChangeRow {
        id: SubjectId::from_bytes(row.get(0)?),
        by: UserId::from_bytes(row.get(1)?),
        by_ar: row.get(2)?,
        by_en: row.get(3)?,
        at: Millis(row.get(4)?),
        machine: MachineId::from_bytes(row.get(5)?),
        change: ListChange {
            from: row.get(6)?,
            upon: row.get(7)?,
            rows: row.get(8)?,
            withdrawn: row.get(9)?,
        },
    })
}

impl Reading<'_> {
    /// The changes that were made at this machine, in the order of its chain, which no clock decides; the newest 2,000.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_changes_of(&self, machine: MachineId) -> Result<Vec<ListChangeRow>, StoreError> {
        let mut changes: Vec<ListChangeRow> = self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE one.machine = ?1
                 ORDER BY (SELECT min(entry.local) FROM entry WHERE entry.subject = one.id) DESC LIMIT ?2"
            ))?
            .query_map(params![machine.to_bytes(), OWN_MAX], row)?
            .collect::<Result<_, _>>()?;
        changes.reverse();
        Ok(changes)
    }

    /// The changes of all machines of the site behind this one, newest first; one more than 50, which says that there
    /// are more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_changes(
        &self,
        after: Option<(Millis, SubjectId)>,
    ) -> Result<Vec<ListChangeRow>, StoreError> {
        let (at, id) = after.map_or((Millis(i64::MAX), [0xff; 16]), |(at, id)| {
            (at, id.to_bytes())
        });
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE (one.at, one.id) < (?1, ?2)
                 ORDER BY one.at DESC, one.id DESC LIMIT ?3"
            ))?
            .query_map(params![at.0, id, LIST_CHANGES_LISTED + 1], row)?
            .collect::<Result<_, _>>()?)
    }

    /// How many calls since a moment bear a code; counted up to [`CALLS_COUNTED`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_bearing(&self, code: Borne<'_>, since: Millis) -> Result<u32, StoreError> {
        let (of, first, second) = match code {
            Borne::Channel(code) => ("channel = ?1 AND ?2 = ''", code, ""),
            Borne::Type(code) => ("type = ?1 AND ?2 = ''", code, ""),
            Borne::Subject(of_type, code) => ("type = ?1 AND sub_category = ?2", of_type, code),
            Borne::Governorate(code) => ("governorate = ?1 AND ?2 = ''", code, ""),
            Borne::Outcome(code) => ("outcome = ?1 AND ?2 = ''", code, ""),
            Borne::Facility(code) => (
                "facility = ?1 AND ?2 = '' AND facility <> '' AND sub_category <> ''",
                code,
                "",
            ),
        };
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM call
                 WHERE voided = 0 AND {of} AND started_at >= ?3 LIMIT {CALLS_COUNTED})"
            ))?
            .query_row(params![first, second, since.0], |row| row.get(0))?)
    }

    /// A change.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_change(&self, id: SubjectId) -> Result<Option<ListChangeRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE one.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }
}
