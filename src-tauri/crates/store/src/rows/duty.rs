//! The row of a duty.

use domain::duty::Duty;
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// A duty: one person's time at one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Its id.
    pub id: SubjectId,
    /// Whose; none where that could not be read.
    pub user: Option<UserId>,
    /// Sign-in.
    pub opened_at: Millis,
    /// Sign-out; none while it goes on.
    pub closed_at: Option<Millis>,
    /// Name of the station.
    pub station: String,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    duty: &Duty,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO duty (id, user, opened_at, station, machine, closed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            subject.folded.subject.to_bytes(),
            duty.user.map(|user| user.to_bytes()),
            duty.opened_at.unwrap_or(subject.folded.first.at).0,
            duty.station,
            subject.machine.to_bytes(),
            duty.closed_at.map(|at| at.0),
        ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<DutyRow> {
    Ok(DutyRow {
        id: SubjectId::from_bytes(row.get(0)?),
        user: row.get::<_, Option<_>>(1)?.map(UserId::from_bytes),
        opened_at: Millis(row.get(2)?),
        closed_at: row.get::<_, Option<_>>(3)?.map(Millis),
        station: row.get(4)?,
    })
}

impl Reading<'_> {
    /// The duty of this id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn duty(&self, id: SubjectId) -> Result<Option<DutyRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id, user, opened_at, closed_at, station FROM duty WHERE id = ?1",
            )?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The latest duty of a person at this machine, closed or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_duty_of(&self, user: UserId) -> Result<Option<DutyRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id, user, opened_at, closed_at, station FROM duty
                 WHERE user = ?1 AND machine = (SELECT id FROM machine)
                 ORDER BY opened_at DESC, id DESC LIMIT 1",
            )?
            .query_row([user.to_bytes()], row)
            .optional()?)
    }
}
