//! What was added to the log of a conversation: rows, and the questions about conversations.
//!
//! Never here: which log a message belongs to; its key is made by `domain::thread`.

use std::collections::BTreeMap;

use domain::call::Call;
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::call_row::{COLUMNS, CallRow, FROM, PAGE_ROWS, row};
use super::case_row::{self, CaseRow};
use crate::error::StoreError;
use crate::read::Reading;

/// Logs of one conversation on one day that are looked through: two machines apart make one each.
const LOGS_OF_A_DAY_MAX: u32 = 20;

/// An addition to a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdditionRow {
    /// Id of the form it was typed in.
    pub id: SubjectId,
    /// Who added it.
    pub by: Option<UserId>,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub at: Option<Millis>,
    /// When the message came in.
    pub received_at: Option<Millis>,
    /// When it was answered.
    pub answered_at: Option<Millis>,
    /// What was said.
    pub note: String,
    /// What was answered.
    pub answer: String,
    /// What was filled in otherwise than the log says, by the name of the form's field.
    pub otherwise: BTreeMap<String, String>,
}

pub(super) fn remove(connection: &Connection, call: SubjectId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM call_addition WHERE call = ?1")?
        .execute([call.to_bytes()])?;
    Ok(())
}

pub(super) fn write(connection: &Connection, id: SubjectId, call: &Call) -> Result<(), StoreError> {
    if call.additions.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO call_addition (call, id, by, at, received_at, answered_at, note, answer, otherwise)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (form, added) in &call.additions {
        let otherwise = serde_json::to_string(&added.otherwise).unwrap_or_else(|_| "{}".into());
        statement.execute(params![
            id.to_bytes(),
            form.to_bytes(),
            added.by.map(|user| user.to_bytes()),
            added.at.map(|at| at.0),
            added.received_at.map(|at| at.0),
            added.answered_at.map(|at| at.0),
            added.note,
            added.answer,
            otherwise,
        ])?;
    }
    Ok(())
}

/// Whether a form has been added to a log.
pub(crate) fn is_added(connection: &Connection, form: SubjectId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM call_addition WHERE id = ?1 LIMIT 1")?
        .exists([form.to_bytes()])?)
}

pub(crate) const LOGS_OF_THREAD: &str = "
    SELECT id FROM call
    WHERE channel = ?1 AND thread = ?2 AND thread <> '' AND local_day = ?3 AND voided = 0
    ORDER BY id LIMIT ?4";

/// The logs of a conversation, the newest day first.
pub(crate) fn calls_of_thread_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE call.channel = ?1 AND call.thread = ?2 AND call.thread <> '' AND call.voided = 0
         ORDER BY call.local_day DESC, call.id DESC LIMIT ?3"
    )
}

/// The open cases that the newest logs of a conversation belong to.
pub(crate) fn open_cases_of_thread_statement() -> String {
    format!(
        r#"SELECT DISTINCT {}
           FROM (SELECT id FROM call
                 WHERE channel = ?1 AND thread = ?2 AND thread <> '' AND voided = 0
                 ORDER BY local_day DESC, id DESC LIMIT ?3) AS heard
           CROSS JOIN case_call ON case_call.call = heard.id
           CROSS JOIN "case" AS kase ON kase.id = case_call."case"
           LEFT JOIN user AS owner ON owner.id = kase.owner
           WHERE kase.open = 1 ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?3"#,
        case_row::COLUMNS
    )
}

impl Reading<'_> {
    /// The logs of a conversation on a local day (`YYYY-MM-DD`), the first one first: what comes in later
    /// that day belongs to it. Two machines that were apart may have made one each.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn logs_of_thread(
        &self,
        channel: &str,
        thread: &str,
        local_day: &str,
    ) -> Result<Vec<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(LOGS_OF_THREAD)?
            .query_map(
                params![channel, thread, local_day, LOGS_OF_A_DAY_MAX],
                |row| row.get(0).map(SubjectId::from_bytes),
            )?
            .collect::<Result<_, _>>()?)
    }

    /// The logs of a conversation, newest first; at most [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_of_thread(
        &self,
        channel: &str,
        thread: &str,
        limit: u32,
    ) -> Result<Vec<CallRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&calls_of_thread_statement())?
            .query_map(params![channel, thread, limit.min(PAGE_ROWS)], row)?
            .collect::<Result<_, _>>()?)
    }

    /// The open cases of the newest logs of a conversation, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_cases_of_thread(
        &self,
        channel: &str,
        thread: &str,
        limit: u32,
    ) -> Result<Vec<CaseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&open_cases_of_thread_statement())?
            .query_map(
                params![channel, thread, limit.min(PAGE_ROWS)],
                case_row::row,
            )?
            .collect::<Result<_, _>>()?)
    }

    /// The open cases that a call belongs to, newest first; at most [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_cases_of_call(&self, call: SubjectId) -> Result<Vec<CaseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                r#"SELECT {} FROM case_call
                   CROSS JOIN "case" AS kase ON kase.id = case_call."case"
                   LEFT JOIN user AS owner ON owner.id = kase.owner
                   WHERE case_call.call = ?1 AND kase.open = 1
                   ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?2"#,
                case_row::COLUMNS
            ))?
            .query_map(params![call.to_bytes(), PAGE_ROWS], case_row::row)?
            .collect::<Result<_, _>>()?)
    }

    /// The sensitive cases that a call belongs to, newest first; at most [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sensitive_cases_of_call(&self, call: SubjectId) -> Result<Vec<CaseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                r#"SELECT {} FROM case_call
                   CROSS JOIN "case" AS kase ON kase.id = case_call."case"
                   LEFT JOIN user AS owner ON owner.id = kase.owner
                   WHERE case_call.call = ?1 AND kase.sensitive = 1
                   ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?2"#,
                case_row::COLUMNS
            ))?
            .query_map(params![call.to_bytes(), PAGE_ROWS], case_row::row)?
            .collect::<Result<_, _>>()?)
    }

    /// The log that a form was added to.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn log_of_addition(&self, form: SubjectId) -> Result<Option<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT call FROM call_addition WHERE id = ?1 ORDER BY call LIMIT 1")?
            .query_row([form.to_bytes()], |row| {
                row.get(0).map(SubjectId::from_bytes)
            })
            .optional()?)
    }

    pub(super) fn additions(&self, call: SubjectId) -> Result<Vec<AdditionRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT added.id, added.by, coalesce(user.name_ar, ''), coalesce(user.name_en, ''),
                        added.at, added.received_at, added.answered_at, added.note, added.answer,
                        added.otherwise
                 FROM call_addition AS added LEFT JOIN user ON user.id = added.by
                 WHERE added.call = ?1 ORDER BY added.at, added.id",
            )?
            .query_map([call.to_bytes()], |row| {
                let otherwise: String = row.get(9)?;
                Ok(AdditionRow {
                    id: SubjectId::from_bytes(row.get(0)?),
                    by: row.get::<_, Option<_>>(1)?.map(UserId::from_bytes),
                    by_ar: row.get(2)?,
                    by_en: row.get(3)?,
                    at: row.get::<_, Option<_>>(4)?.map(Millis),
                    received_at: row.get::<_, Option<_>>(5)?.map(Millis),
                    answered_at: row.get::<_, Option<_>>(6)?.map(Millis),
                    note: row.get(7)?,
                    answer: row.get(8)?,
                    otherwise: serde_json::from_str(&otherwise).unwrap_or_default(),
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
