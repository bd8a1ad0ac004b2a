//! The row of a draft that changed hands, and whether its first owner was told.
//!
//! Told is kept by id and hangs on no clock: a takeover arrives when its machine has a line again, with
//! whatever time that machine took it to be.

use domain::id::{Millis, SubjectId, UserId};
use domain::takeover::Takeover;
use rusqlite::{Connection, Row, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::opened::Store;
use crate::read::Reading;

/// Most takeovers that a person is told at once.
pub const TOLD_AT_ONCE: u32 = 50;

/// A draft that changed hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeoverRow {
    /// Its id.
    pub id: SubjectId,
    /// Who took the draft.
    pub by: UserId,
    /// When.
    pub at: Millis,
    /// Code of the type chosen by then; empty where none was.
    pub type_code: String,
    /// When the call of the draft began.
    pub started_at: Millis,
    /// Code of the reason.
    pub reason: String,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    takeover: &Takeover,
) -> Result<(), StoreError> {
    let first = &subject.folded.first;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO takeover (id, draft, owner, by, at, type, started_at, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            subject.folded.subject.to_bytes(),
            takeover.draft.map(|draft| draft.to_bytes()),
            takeover.owner.map(|owner| owner.to_bytes()),
            first.actor.to_bytes(),
            first.at.0,
            takeover.type_code,
            takeover.started_at.unwrap_or(first.at).0,
            takeover.reason,
        ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<TakeoverRow> {
    Ok(TakeoverRow {
        id: SubjectId::from_bytes(row.get(0)?),
        by: UserId::from_bytes(row.get(1)?),
        at: Millis(row.get(2)?),
        type_code: row.get(3)?,
        started_at: Millis(row.get(4)?),
        reason: row.get(5)?,
    })
}

impl Reading<'_> {
    /// Drafts of this person that others took over and that they were not told of at this machine, the
    /// newest first, at most [`TOLD_AT_ONCE`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn taken_from(&self, owner: UserId) -> Result<Vec<TakeoverRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id, by, at, type, started_at, reason FROM takeover
                 WHERE owner = ?1
                   AND NOT EXISTS (SELECT 1 FROM told_takeover AS told
                                   WHERE told.user = ?1 AND told.takeover = takeover.id)
                 ORDER BY at DESC, id DESC LIMIT ?2",
            )?
            .query_map(params![owner.to_bytes(), TOLD_AT_ONCE], row)?
            .collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Writes down of which takeovers of their drafts a person was told. Private to this machine. What is
    /// none of theirs is passed over; told twice is told once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark_takeovers_told(
        &self,
        user: UserId,
        takeovers: Vec<SubjectId>,
    ) -> Result<(), StoreError> {
        self.write(move |transaction| {
            let mut told = transaction.prepare_cached(
                "INSERT INTO told_takeover (user, takeover)
                 SELECT ?1, id FROM takeover WHERE id = ?2 AND owner = ?1
                 ON CONFLICT (user, takeover) DO NOTHING",
            )?;
            for takeover in &takeovers {
                told.execute(params![user.to_bytes(), takeover.to_bytes()])?;
            }
            Ok(())
        })
    }
}
