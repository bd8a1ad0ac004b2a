//! The rows of a duty and of its pauses.

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

/// A time of a duty in which calls were not received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseRow {
    /// When it began.
    pub from: Millis,
    /// Code of its reason.
    pub reason: String,
    /// When it ended; none while it goes on.
    pub until: Option<Millis>,
}

/// A pause of somebody in a time that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftPauseRow {
    /// Whose; none where that could not be read.
    pub user: Option<UserId>,
    /// Their name in Arabic.
    pub name_ar: String,
    /// Their name in English.
    pub name_en: String,
    /// Code of the reason.
    pub reason: String,
    /// When it began.
    pub from: Millis,
    /// When it ended, with its duty at the latest; none while it goes on.
    pub until: Option<Millis>,
}

/// Pauses that are listed at most.
const PAUSES_LISTED: u32 = 200;
/// A pause that began longer before than this is not looked for: nobody pauses for a day.
const PAUSE_LOOKED_BACK_MS: i64 = 24 * 60 * 60 * 1_000;

pub(crate) const PAUSES_BETWEEN: &str = "
    SELECT duty.user, coalesce(user.name_ar, ''), coalesce(user.name_en, ''), pause.reason, pause.from_at,
           coalesce(pause.until, duty.closed_at)
    FROM duty_pause AS pause INDEXED BY duty_pause_by_time
         JOIN duty ON duty.id = pause.duty
         LEFT JOIN user ON user.id = duty.user
    WHERE pause.from_at >= ?1 AND pause.from_at < ?3
      AND coalesce(pause.until, duty.closed_at, ?3) > ?2
    ORDER BY pause.from_at, pause.duty LIMIT ?4";

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
    let id = subject.folded.subject.to_bytes();
    connection
        .prepare_cached("DELETE FROM duty_pause WHERE duty = ?1")?
        .execute([id])?;
    for (from, pause) in &duty.pauses {
        connection
            .prepare_cached(
                "INSERT INTO duty_pause (duty, from_at, reason, until) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                id,
                from.0,
                pause.reason,
                pause.until.map(|until| until.0)
            ])?;
    }
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

    /// The pauses that fell into a time, of everybody and every machine, oldest first; at most 200.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pauses_between(
        &self,
        from: Millis,
        until: Millis,
    ) -> Result<Vec<ShiftPauseRow>, StoreError> {
        let looked_back = from.0.saturating_sub(PAUSE_LOOKED_BACK_MS);
        let asked = params![looked_back, from.0, until.0, PAUSES_LISTED];
        Ok(self
            .connection
            .prepare_cached(PAUSES_BETWEEN)?
            .query_map(asked, |row| {
                Ok(ShiftPauseRow {
                    user: row.get::<_, Option<_>>(0)?.map(UserId::from_bytes),
                    name_ar: row.get(1)?,
                    name_en: row.get(2)?,
                    reason: row.get(3)?,
                    from: Millis(row.get(4)?),
                    until: row.get::<_, Option<_>>(5)?.map(Millis),
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The pauses of a duty, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pauses_of(&self, duty: SubjectId) -> Result<Vec<PauseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT from_at, reason, until FROM duty_pause WHERE duty = ?1 ORDER BY from_at",
            )?
            .query_map([duty.to_bytes()], |row| {
                Ok(PauseRow {
                    from: Millis(row.get(0)?),
                    reason: row.get(1)?,
                    until: row.get::<_, Option<_>>(2)?.map(Millis),
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
