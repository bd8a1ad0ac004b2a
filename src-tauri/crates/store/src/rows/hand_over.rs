//! Rows of hand-overs, and what is open when one is given.

use domain::hand_over::{HandOver, OpenMatters};
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{Connection, Row, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// Hand-overs that are listed at once.
const LISTED: u32 = 50;
/// Up to where open matters are counted.
const COUNTED_MAX: u32 = 10_000;

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverRow {
    /// Its id.
    pub id: SubjectId,
    /// Key of the shift.
    pub shift: String,
    /// Who gave it.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub at: Millis,
    /// What was open.
    pub open: OpenMatters,
    /// The notes.
    pub notes: String,
    /// When it was first confirmed.
    pub confirmed_at: Option<Millis>,
    /// Name in Arabic of who did.
    pub confirmed_ar: String,
    /// Their name in English.
    pub confirmed_en: String,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    hand_over: &HandOver,
) -> Result<(), StoreError> {
    let (id, first) = (subject.folded.subject, &subject.folded.first);
    let confirmed = hand_over.confirmed.first_key_value();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO hand_over
                 (id, shift, by, at, drafts, due_today, promises, urgent_cases, notes, confirmed_at, confirmed_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            id.to_bytes(),
            hand_over.shift,
            first.actor.to_bytes(),
            first.at.0,
            hand_over.open.drafts,
            hand_over.open.due_today,
            hand_over.open.promises,
            hand_over.open.urgent_cases,
            hand_over.notes,
            confirmed.map(|(at, _)| at.0),
            confirmed.and_then(|(_, by)| by.map(|user| user.to_bytes())),
        ])?;
    Ok(())
}

const COLUMNS: &str =
    "one.id, one.shift, one.by, coalesce(giver.name_ar, ''), coalesce(giver.name_en, ''), one.at,
    one.drafts, one.due_today, one.promises, one.urgent_cases, one.notes, one.confirmed_at,
    coalesce(taker.name_ar, ''), coalesce(taker.name_en, '')";

const FROM: &str = "hand_over AS one LEFT JOIN user AS giver ON giver.id = one.by
    LEFT JOIN user AS taker ON taker.id = one.confirmed_by";

fn row(row: &Row<'_>) -> rusqlite::Result<HandOverRow> {
    Ok(HandOverRow {
        id: SubjectId::from_bytes(row.get(0)?),
        shift: row.get(1)?,
        by: UserId::from_bytes(row.get(2)?),
        by_ar: row.get(3)?,
        by_en: row.get(4)?,
        at: Millis(row.get(5)?),
        open: OpenMatters {
            drafts: row.get(6)?,
            due_today: row.get(7)?,
            promises: row.get(8)?,
            urgent_cases: row.get(9)?,
        },
        notes: row.get(10)?,
        confirmed_at: row.get::<_, Option<_>>(11)?.map(Millis),
        confirmed_ar: row.get(12)?,
        confirmed_en: row.get(13)?,
    })
}

impl Reading<'_> {
    /// The hand-overs of a shift, newest first, at most 50.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn hand_overs(&self, shift: &str) -> Result<Vec<HandOverRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE one.shift = ?1
                 ORDER BY one.at DESC, one.id DESC LIMIT ?2"
            ))?
            .query_map(params![shift, LISTED], row)?
            .collect::<Result<_, _>>()?)
    }

    /// The hand-overs that nobody has confirmed, newest first, at most 50.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unconfirmed_hand_overs(&self) -> Result<Vec<HandOverRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE one.confirmed_at IS NULL
                 ORDER BY one.at DESC, one.id DESC LIMIT ?1"
            ))?
            .query_map([LISTED], row)?
            .collect::<Result<_, _>>()?)
    }

    /// A hand-over.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn hand_over(&self, id: SubjectId) -> Result<Option<HandOverRow>, StoreError> {
        use rusqlite::OptionalExtension as _;
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE one.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// What is open at the site as far as this machine knows, the drafts at this machine; each counted up to 10,000.
    /// `until`: by when what is due counts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_matters(&self, until: Millis) -> Result<OpenMatters, StoreError> {
        let count = |from: &str| -> Result<u32, StoreError> {
            Ok(self
                .connection
                .prepare_cached(&format!(
                    "SELECT count(*) FROM (SELECT 1 FROM {from} LIMIT {COUNTED_MAX})"
                ))?
                .query_row([until.0], |row| row.get(0))?)
        };
        Ok(OpenMatters {
            drafts: count("draft WHERE discarded_at IS NULL AND started_at < ?1")?,
            due_today: count("follow_up WHERE state = 'planned' AND due < ?1")?,
            promises: count("follow_up WHERE state = 'planned' AND due < ?1 AND promised = 1")?,
            urgent_cases: count(r#""case" WHERE open = 1 AND urgent = 1 AND received_at < ?1"#)?,
        })
    }
}
