//! What was called before: by this number, by this person, about this problem.
//!
//! A number is asked for by its key (`domain::phone::number_key`). Who stands behind it is not asked
//! here: a number may belong to many.

use std::collections::BTreeSet;

use domain::id::{Millis, SubjectId, UserId};
use rusqlite::params;

use super::call_row::{COLUMNS, CallCursor, CallPage, CallRow, FROM, PAGE_ROWS, begins, page, row};
use crate::error::StoreError;
use crate::read::Reading;

/// Calls of a number or a person are counted up to here; who reads "1,000" reads "very many".
pub const HISTORY_COUNTED_MAX: u32 = 1_000;

pub(crate) fn calls_of_number_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE call.number_key = ?1 AND call.number_key <> '' AND call.voided = 0
           AND (call.started_at, call.id) < (?2, ?3)
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?4"
    )
}

pub(crate) fn calls_of_person_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE call.caller = ?1 AND call.voided = 0 AND (call.started_at, call.id) < (?2, ?3)
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?4"
    )
}

/// A call that was heard of by the index alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heard {
    /// When it began.
    pub started_at: Millis,
    /// Its id.
    pub id: SubjectId,
    /// Where its row stands.
    pub(crate) moment: i64,
}

/// When a number or a person called, and which calls these were: answered by the index alone, for what
/// is asked at every change of a number.
pub(crate) fn heard_statement(column: &str) -> String {
    let there = if column == "number_key" {
        "<> ''"
    } else {
        "IS NOT NULL"
    };
    format!(
        "SELECT started_at, id, moment FROM call
         WHERE {column} = ?1 AND {column} {there} AND voided = 0
         ORDER BY started_at DESC, id DESC LIMIT ?2"
    )
}

pub(crate) const HEARD_OF_PERSON: &str = "
    SELECT count(*), max(started_at) FROM (
        SELECT started_at FROM call WHERE caller = ?1 AND voided = 0
        ORDER BY started_at DESC LIMIT ?2)";

/// The calls, as JSON in hexadecimal, of which a sensitive case is known.
pub(crate) const IN_SENSITIVE_CASES: &str = r#"
    SELECT unhex(asked.value) FROM json_each(?1) AS asked
    CROSS JOIN case_call ON case_call.call = unhex(asked.value)
    CROSS JOIN "case" AS kase INDEXED BY case_sensitive ON kase.id = case_call."case"
    WHERE kase.sensitive = 1 AND kase.owner IS NOT ?2
      AND NOT (?3 IS NOT NULL AND EXISTS (
        SELECT 1 FROM entry INDEXED BY entry_by_subject
        WHERE entry.subject = kase.id AND entry.kind = 'case.viewed'
          AND entry.actor = ?2 AND entry.at >= ?3))"#;

const HAS_VIEWED: &str = "
    SELECT EXISTS (
        SELECT 1 FROM entry INDEXED BY entry_by_subject
        WHERE subject = ?1 AND kind = 'case.viewed' AND actor = ?2 AND at >= ?3)";

impl Reading<'_> {
    /// The calls of a number, newest first; at most [`PAGE_ROWS`] a page. `total` is exact up to
    /// [`HISTORY_COUNTED_MAX`] and no more beyond.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_of_number(
        &self,
        number_key: &str,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<CallPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let (started_at, id) = begins(after);
        let rows = self
            .connection
            .prepare_cached(&calls_of_number_statement())?
            .query_map(params![number_key, started_at, id, limit + 1], row)?
            .collect::<Result<_, _>>()?;
        let total = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM call
                 WHERE number_key = ?1 AND number_key <> '' AND voided = 0 LIMIT ?2)",
            )?
            .query_row(params![number_key, HISTORY_COUNTED_MAX], |row| row.get(0))?;
        Ok(page(rows, limit, total))
    }

    /// The calls of a person, whatever number they came from, newest first: of all `persons` who are
    /// one by merges. Paged and counted like [`Reading::calls_of_number`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_of_persons(
        &self,
        persons: &[SubjectId],
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<CallPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let (started_at, id) = begins(after);
        // Each person's newest lie in order in the index; those of several are put together here, since
        // one statement over all of them would have to sort every call that they ever made.
        let mut rows: Vec<CallRow> = Vec::new();
        let mut total: u32 = 0;
        for person in persons {
            let person = person.to_bytes();
            let mut newest = self
                .connection
                .prepare_cached(&calls_of_person_statement())?
                .query_map(params![person, started_at, id, limit + 1], row)?
                .collect::<Result<_, _>>()?;
            rows.append(&mut newest);
            total += self
                .connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM call
                     WHERE caller = ?1 AND voided = 0 LIMIT ?2)",
                )?
                .query_row(params![person, HISTORY_COUNTED_MAX], |row| {
                    row.get::<_, u32>(0)
                })?;
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.started_at, row.id)));
        Ok(page(rows, limit, total.min(HISTORY_COUNTED_MAX)))
    }

    /// When a number and a chosen person called: the newest of both, each once, and how many there are.
    /// The total is exact up to [`HISTORY_COUNTED_MAX`] and no more beyond. Their rows are read by
    /// [`Reading::call_rows`]: a card shows five of fifty.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_of_caller(
        &self,
        number_key: &str,
        persons: &[SubjectId],
        limit: u32,
    ) -> Result<(Vec<Heard>, u32), StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let mut heard = self.heard("number_key", &number_key, limit)?;
        let mut total: u32 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM call
                 WHERE number_key = ?1 AND number_key <> '' AND voided = 0 LIMIT ?2)",
            )?
            .query_row(params![number_key, HISTORY_COUNTED_MAX], |row| row.get(0))?;
        for person in persons {
            heard.extend(self.heard("caller", &person.to_bytes(), limit)?);
            total += self
                .connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM call
                     WHERE caller = ?1 AND voided = 0 AND number_key <> ?2 LIMIT ?3)",
                )?
                .query_row(
                    params![person.to_bytes(), number_key, HISTORY_COUNTED_MAX],
                    |row| row.get::<_, u32>(0),
                )?;
        }
        heard.sort_unstable_by_key(|call| std::cmp::Reverse(*call));
        heard.dedup();
        heard.truncate(limit as usize);
        Ok((heard, total.min(HISTORY_COUNTED_MAX)))
    }

    fn heard(
        &self,
        column: &str,
        of: &dyn rusqlite::ToSql,
        limit: u32,
    ) -> Result<Vec<Heard>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&heard_statement(column))?
            .query_map(params![of, limit], |row| {
                Ok(Heard {
                    started_at: Millis(row.get(0)?),
                    id: SubjectId::from_bytes(row.get(1)?),
                    moment: row.get(2)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// How often persons who are one by merges have called, counted up to [`HISTORY_COUNTED_MAX`], and
    /// when last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn heard_of_persons(
        &self,
        persons: &[SubjectId],
    ) -> Result<(u32, Option<Millis>), StoreError> {
        let (mut calls, mut last) = (0, None);
        for person in persons {
            let (counted, newest) = self.connection.prepare_cached(HEARD_OF_PERSON)?.query_row(
                params![person.to_bytes(), HISTORY_COUNTED_MAX],
                |row| {
                    let newest: Option<i64> = row.get(1)?;
                    Ok((row.get::<_, u32>(0)?, newest.map(Millis)))
                },
            )?;
            calls += counted;
            last = last.max(newest);
        }
        Ok((calls.min(HISTORY_COUNTED_MAX), last))
    }

    /// Which of these calls belong to a sensitive case that this person does not read: it is another's, and they have
    /// not opened it since then; none where opening it is not theirs.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn in_sensitive_cases(
        &self,
        calls: &[SubjectId],
        user: UserId,
        viewed_since: Option<Millis>,
    ) -> Result<BTreeSet<SubjectId>, StoreError> {
        let hex = |id: &SubjectId| {
            id.to_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        };
        let asked: Vec<String> = calls.iter().map(hex).collect();
        let asked = serde_json::to_string(&asked).unwrap_or_else(|_| "[]".into());
        let mut kept: BTreeSet<SubjectId> = self
            .connection
            .prepare_cached(IN_SENSITIVE_CASES)?
            .query_map(
                params![asked, user.to_bytes(), viewed_since.map(|since| since.0)],
                |row| row.get(0).map(SubjectId::from_bytes),
            )?
            .collect::<Result<_, _>>()?;
        kept.extend(self.in_cases_left_aside(calls, user, viewed_since)?);
        Ok(kept)
    }

    /// Whether this person opened this case since then, as its entries say.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has_viewed(
        &self,
        case: SubjectId,
        user: UserId,
        since: Millis,
    ) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached(HAS_VIEWED)?
            .query_row(params![case.to_bytes(), user.to_bytes(), since.0], |row| {
                row.get(0)
            })?)
    }
}
