//! Returns of a call for correction, and the calls that wait for their agent.

use domain::call::{Call, ReturnState};
use domain::id::{Millis, ReturnId, SubjectId, UserId};
use rusqlite::{Connection, params};

use super::call_row::{self, CallRow, PAGE_ROWS};
use crate::error::StoreError;
use crate::read::Reading;

/// A return of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnRow {
    /// Its id.
    pub id: ReturnId,
    /// When.
    pub at: Option<Millis>,
    /// Name in Arabic of who returned it.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// What is to be put right; empty when erased.
    pub text: String,
    /// Where it stands: a code of [`ReturnState`].
    pub state: String,
    /// When the call was last corrected after it.
    pub corrected_at: Option<Millis>,
    /// Name in Arabic of who did.
    pub corrected_ar: String,
    /// Their name in English.
    pub corrected_en: String,
}

pub(super) fn write(connection: &Connection, id: SubjectId, call: &Call) -> Result<(), StoreError> {
    if call.returns.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO call_return (call, id, by, at, text, state, corrected_at, corrected_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for one in &call.returns {
        let corrected = one.corrected.last_key_value();
        statement.execute(params![
            id.to_bytes(),
            one.id.to_bytes(),
            one.by.map(|user| user.to_bytes()),
            one.at.map(|at| at.0),
            one.text,
            one.state().code(),
            corrected.map(|(at, _)| at.0),
            corrected.and_then(|(_, by)| by.map(|user| user.to_bytes())),
        ])?;
    }
    Ok(())
}

pub(super) fn remove(connection: &Connection, call: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM call_return WHERE call = ?1")?
        .execute([call.to_bytes()])?;
    Ok(())
}

pub(crate) fn returned_statement() -> String {
    format!(
        "SELECT {} FROM {}
         WHERE call.id IN (SELECT call FROM call_return WHERE state = 'open')
           AND call.agent = ?1 AND call.voided = 0
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?2",
        call_row::COLUMNS,
        call_row::FROM
    )
}

impl Reading<'_> {
    /// The calls of a person, of whatever duty, that were returned and not corrected yet; newest first, at most
    /// `limit` and [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_returned_to(&self, agent: UserId, limit: u32) -> Result<Vec<CallRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&returned_statement())?
            .query_map(
                params![agent.to_bytes(), limit.min(PAGE_ROWS)],
                call_row::row,
            )?
            .collect::<Result<_, _>>()?)
    }

    /// The returns of a call that wait for a correction.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_returns(&self, call: SubjectId) -> Result<Vec<ReturnId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM call_return WHERE call = ?1 AND state = ?2 ORDER BY id",
            )?
            .query_map(params![call.to_bytes(), ReturnState::Open.code()], |row| {
                Ok(ReturnId::from_bytes(row.get(0)?))
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The returns of a call, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn returns(&self, call: SubjectId) -> Result<Vec<ReturnRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT one.id, one.at, coalesce(back.name_ar, ''), coalesce(back.name_en, ''), one.text, one.state,
                        one.corrected_at, coalesce(fixed.name_ar, ''), coalesce(fixed.name_en, '')
                 FROM call_return AS one LEFT JOIN user AS back ON back.id = one.by
                      LEFT JOIN user AS fixed ON fixed.id = one.corrected_by
                 WHERE one.call = ?1 ORDER BY one.at, one.id",
            )?
            .query_map([call.to_bytes()], |row| {
                Ok(ReturnRow {
                    id: ReturnId::from_bytes(row.get(0)?),
                    at: row.get::<_, Option<_>>(1)?.map(Millis),
                    by_ar: row.get(2)?,
                    by_en: row.get(3)?,
                    text: row.get(4)?,
                    state: row.get(5)?,
                    corrected_at: row.get::<_, Option<_>>(6)?.map(Millis),
                    corrected_ar: row.get(7)?,
                    corrected_en: row.get(8)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
