//! Rows of what a call has several of: holds, cards told, guided questions, custom fields; and who
//! heard a card.

use domain::call::{Call, Custom};
use domain::id::SubjectId;
use rusqlite::{Connection, params};

use super::call_row::{COLUMN_COUNT, COLUMNS, CallCursor, CallRow, FROM, PAGE_ROWS, begins, row};
use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

pub(super) fn remove(connection: &Connection, id: SubjectId) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM call_hold WHERE call = ?1",
        "DELETE FROM call_card WHERE call = ?1",
        "DELETE FROM call_question WHERE call = ?1",
        "DELETE FROM call_custom WHERE call = ?1",
    ] {
        connection
            .prepare_cached(statement)?
            .execute([id.to_bytes()])?;
    }
    Ok(())
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    call: &Call,
) -> Result<(), StoreError> {
    let id = subject.folded.subject.to_bytes();
    for (from, until) in &call.holds {
        connection
            .prepare_cached("INSERT INTO call_hold (call, from_at, until) VALUES (?1, ?2, ?3)")?
            .execute(params![id, from.0, until.map(|until| until.0)])?;
    }
    let started_at = call.started_at.or(call.saved_at);
    let started_at = started_at.unwrap_or(subject.folded.first.at).0;
    for (card, version) in &call.cards {
        connection
            .prepare_cached(
                "INSERT INTO call_card (call, card, version, started_at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![id, card, version, started_at])?;
    }
    for (question, answer) in &call.asked {
        connection
            .prepare_cached(
                "INSERT INTO call_question (call, question, answer) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, question, answer])?;
    }
    for (field, value) in &call.custom {
        let (code, number, flag, text) = match value {
            Custom::Code(code) => (Some(code), None, None, None),
            Custom::Number(number) => (None, Some(number), None, None),
            Custom::Flag(flag) => (None, None, Some(flag), None),
            Custom::Text(text) => (None, None, None, Some(text)),
        };
        connection
            .prepare_cached(
                "INSERT INTO call_custom (call, field, code, number, flag, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, field, code, number, flag, text])?;
    }
    Ok(())
}

pub(crate) fn calls_told_statement() -> String {
    format!(
        "SELECT {COLUMNS}, call_card.version
         FROM call_card CROSS JOIN {FROM}
         WHERE call_card.card = ?1 AND (call_card.started_at, call_card.call) < (?2, ?3)
           AND call_card.version < ?4 AND call.id = call_card.call AND call.voided = 0
         ORDER BY call_card.started_at DESC, call_card.call DESC LIMIT ?5"
    )
}

impl Reading<'_> {
    /// Code and version of each card that was told in a call.
    pub(super) fn cards_told(&self, call: SubjectId) -> Result<Vec<(String, u32)>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT card, version FROM call_card WHERE call = ?1 ORDER BY card")?
            .query_map([call.to_bytes()], |told| Ok((told.get(0)?, told.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// The calls in which a card was told in a version before this one, newest first, each with the
    /// version told: who heard what has been corrected since. At most [`PAGE_ROWS`]; the cursor of the
    /// last row goes on.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_told(
        &self,
        card: &str,
        before_version: u32,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<Vec<(CallRow, u32)>, StoreError> {
        let (started_at, id) = begins(after);
        Ok(self
            .connection
            .prepare_cached(&calls_told_statement())?
            .query_map(
                params![card, started_at, id, before_version, limit.min(PAGE_ROWS)],
                |told| Ok((row(told)?, told.get(COLUMN_COUNT)?)),
            )?
            .collect::<Result<_, _>>()?)
    }
}
