//! Calls in lists, and one call whole.

use std::fmt;
use std::str::FromStr;

use domain::id::{CommentId, Millis, SubjectId, UserId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::call_addition::AdditionRow;
use super::call_history::Heard;
use super::call_return::ReturnRow;
use super::call_score::ScoreRow;
use crate::error::StoreError;
use crate::read::Reading;

/// Rows of a page at most.
pub const PAGE_ROWS: u32 = 200;

/// A call in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Its id.
    pub id: SubjectId,
    /// When it began.
    pub started_at: Millis,
    /// When it ended, where that is known.
    pub ended_at: Option<Millis>,
    /// When it was saved.
    pub saved_at: Millis,
    /// Code of the channel.
    pub channel: String,
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject that it counts under, may be empty.
    pub sub_category: String,
    /// Code of the outcome.
    pub outcome: String,
    /// Urgent.
    pub urgent: bool,
    /// E.164 where it could be read, else as typed.
    pub number: String,
    /// What the writer of a message is called by; empty where nobody wrote.
    pub handle: String,
    /// Who logged it.
    pub agent: UserId,
    /// Their login; empty while that user has not arrived here.
    pub agent_login: String,
    /// Their name in Arabic.
    pub agent_ar: String,
    /// Their name in English.
    pub agent_en: String,
    /// Facility: code of the list, else words.
    pub facility: String,
    /// The beginning of the note, at most 140 characters.
    pub note_start: String,
    /// Reference of the case that it opened, else of one that it was added to.
    pub case_reference: Option<String>,
    /// How many comments it has.
    pub comments: u32,
    /// Whether the centre could not accept one of its entries.
    pub held: bool,
    /// Arabic name of the colleague whose call it was; empty where it was that of who logged it.
    pub behalf_ar: String,
    /// Their English name.
    pub behalf_en: String,
    /// Taken out of lists and figures.
    pub voided: bool,
    /// When its words were erased.
    pub erased_at: Option<Millis>,
}

/// A call, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallWhole {
    /// Its row.
    pub row: CallRow,
    /// The duty in which it was logged.
    pub duty: Option<SubjectId>,
    /// Key of its shift.
    pub shift: String,
    /// The caller's name as said.
    pub caller_name: String,
    /// The caller would not say who they are.
    pub anonymous: bool,
    /// Code of the governorate.
    pub governorate: String,
    /// Code of the wilayat.
    pub wilayat: String,
    /// Place in words.
    pub place: String,
    /// The whole note.
    pub note: String,
    /// Answer cards told: code and version of each, by their codes.
    pub cards: Vec<(String, u32)>,
    /// Comments, oldest first.
    pub comments: Vec<CommentRow>,
    /// Returns for correction, oldest first.
    pub returns: Vec<ReturnRow>,
    /// Quality scores, oldest first: for its agent and for whoever reviews, for nobody else.
    pub scores: Vec<ScoreRow>,
    /// When a message came in.
    pub received_at: Option<Millis>,
    /// When the conversation was last answered.
    pub answered_at: Option<Millis>,
    /// What was added to the log later the same day, in the order in which it was.
    pub additions: Vec<AdditionRow>,
}

/// A comment on a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// Its id.
    pub id: CommentId,
    /// When.
    pub at: Option<Millis>,
    /// Who.
    pub by: Option<UserId>,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// What.
    pub text: String,
}

/// Where a page ended: the next one holds what is older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallCursor {
    /// When the last call of the page began.
    pub started_at: Millis,
    /// Its id.
    pub id: SubjectId,
}

/// The text is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct NotACursor;

impl fmt::Display for CallCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.started_at.0, self.id)
    }
}

impl FromStr for CallCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (at, id) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            started_at: Millis(at.parse().map_err(|_| NotACursor)?),
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// One page of calls, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallPage {
    /// The rows.
    pub rows: Vec<CallRow>,
    /// Where the next page goes on; none at the end.
    pub next: Option<CallCursor>,
    /// All calls that the question matches.
    pub total: u32,
}

/// Columns of a [`CallRow`], from `call` with its agent and its case.
pub(crate) const COLUMNS: &str = r#"
    call.id, call.started_at, call.ended_at, call.saved_at, call.channel, call.type,
    call.sub_category, call.outcome, call.urgent,
    CASE call.number WHEN '' THEN call.number_as_typed ELSE call.number END,
    call.agent, coalesce(agent.login, ''), coalesce(agent.name_ar, ''), coalesce(agent.name_en, ''),
    CASE call.facility WHEN '' THEN call.facility_text ELSE call.facility END,
    substr(call.note, 1, 140),
    coalesce(opened.reference,
             (SELECT min(linked.reference) FROM case_call
              JOIN "case" AS linked ON linked.id = case_call."case"
              WHERE case_call.call = call.id)),
    call.comments,
    call.id IN (SELECT entry.subject FROM link JOIN entry ON entry.local = link.entry
                WHERE link.state = 'held'),
    coalesce((SELECT name_ar FROM user WHERE user.id = call.on_behalf_of), ''),
    coalesce((SELECT name_en FROM user WHERE user.id = call.on_behalf_of), ''), call.handle,
    call.voided, (SELECT max(erased.at) FROM erased WHERE erased.subject = call.id)"#;

/// How many columns that are; what a statement adds stands behind them.
pub(super) const COLUMN_COUNT: usize = 24;

/// What the columns are read from.
pub(crate) const FROM: &str = r#"
    call LEFT JOIN user AS agent ON agent.id = call.agent
         LEFT JOIN "case" AS opened ON opened.id = call."case""#;

pub(crate) fn row(row: &Row<'_>) -> rusqlite::Result<CallRow> {
    Ok(CallRow {
        id: SubjectId::from_bytes(row.get(0)?),
        started_at: Millis(row.get(1)?),
        ended_at: row.get::<_, Option<_>>(2)?.map(Millis),
        saved_at: Millis(row.get(3)?),
        channel: row.get(4)?,
        type_code: row.get(5)?,
        sub_category: row.get(6)?,
        outcome: row.get(7)?,
        urgent: row.get(8)?,
        number: row.get(9)?,
        agent: UserId::from_bytes(row.get(10)?),
        agent_login: row.get(11)?,
        agent_ar: row.get(12)?,
        agent_en: row.get(13)?,
        facility: row.get(14)?,
        note_start: row.get(15)?,
        case_reference: row.get(16)?,
        comments: row.get(17)?,
        held: row.get(18)?,
        behalf_ar: row.get(19)?,
        behalf_en: row.get(20)?,
        handle: row.get(21)?,
        voided: row.get(22)?,
        erased_at: row.get::<_, Option<_>>(23)?.map(Millis),
    })
}

/// A page of rows that were asked for with one more than `limit`.
pub(super) fn page(mut rows: Vec<CallRow>, limit: u32, total: u32) -> CallPage {
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| CallCursor {
        started_at: row.started_at,
        id: row.id,
    });
    CallPage { rows, next, total }
}

/// Where a page begins, as two parameters: what is newer than any call when it is the first.
pub(super) fn begins(after: Option<CallCursor>) -> (i64, [u8; 16]) {
    after.map_or((i64::MAX, [0xff; 16]), |cursor| {
        (cursor.started_at.0, cursor.id.to_bytes())
    })
}

pub(crate) fn in_order_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM json_each(?1) AS asked CROSS JOIN {FROM}
         WHERE call.moment = asked.value ORDER BY asked.key"
    )
}

/// The calls that stand at these moments, in their order.
pub(crate) fn rows_in_order(
    connection: &Connection,
    moments: &[i64],
) -> Result<Vec<CallRow>, StoreError> {
    let asked = serde_json::to_string(moments).unwrap_or_else(|_| "[]".into());
    Ok(connection
        .prepare_cached(&in_order_statement())?
        .query_map([asked], row)?
        .collect::<Result<_, _>>()?)
}

pub(crate) fn own_log_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE call.duty = ?1 AND call.voided = 0 AND (call.started_at, call.id) < (?2, ?3)
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?4"
    )
}

impl Reading<'_> {
    /// The calls of a duty, newest first; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_log(
        &self,
        duty: SubjectId,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<CallPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let (started_at, id) = begins(after);
        let rows = self
            .connection
            .prepare_cached(&own_log_statement())?
            .query_map(params![duty.to_bytes(), started_at, id, limit + 1], row)?
            .collect::<Result<_, _>>()?;
        let total = self
            .connection
            .prepare_cached("SELECT count(*) FROM call WHERE duty = ?1 AND voided = 0")?
            .query_row([duty.to_bytes()], |row| row.get(0))?;
        Ok(page(rows, limit, total))
    }

    /// How many calls of a duty came by which channel, in the order of the codes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_log_channels(&self, duty: SubjectId) -> Result<Vec<(String, u32)>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT channel, count(*) FROM call WHERE duty = ?1 AND voided = 0
                 GROUP BY channel ORDER BY channel",
            )?
            .query_map([duty.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// A call as a row, voided or not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn call_row(&self, id: SubjectId) -> Result<Option<CallRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE call.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// Calls that were heard of, as rows, in the order in which they are asked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn call_rows(&self, calls: &[Heard]) -> Result<Vec<CallRow>, StoreError> {
        let moments: Vec<i64> = calls.iter().map(|call| call.moment).collect();
        rows_in_order(self.connection, &moments)
    }

    /// A call, whole.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn call(&self, id: SubjectId) -> Result<Option<CallWhole>, StoreError> {
        let Some(row) = self.call_row(id)? else {
            return Ok(None);
        };
        let (cards, comments) = (self.cards_told(id)?, self.comments(id)?);
        let (additions, returns) = (self.additions(id)?, self.returns(id)?);
        let scores = self.scores(id)?;
        Ok(self
            .connection
            .prepare_cached(
                "SELECT duty, shift, caller_name, anonymous, governorate, wilayat, place, note,
                        received_at, answered_at
                 FROM call WHERE id = ?1",
            )?
            .query_row([id.to_bytes()], |call| {
                Ok(CallWhole {
                    row,
                    duty: call.get::<_, Option<_>>(0)?.map(SubjectId::from_bytes),
                    shift: call.get(1)?,
                    caller_name: call.get(2)?,
                    anonymous: call.get(3)?,
                    governorate: call.get(4)?,
                    wilayat: call.get(5)?,
                    place: call.get(6)?,
                    note: call.get(7)?,
                    cards,
                    comments,
                    returns,
                    scores,
                    received_at: call.get::<_, Option<_>>(8)?.map(Millis),
                    answered_at: call.get::<_, Option<_>>(9)?.map(Millis),
                    additions,
                })
            })
            .optional()?)
    }

    fn comments(&self, call: SubjectId) -> Result<Vec<CommentRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT call_comment.id, call_comment.at, call_comment.by,
                        coalesce(user.name_ar, ''), coalesce(user.name_en, ''), call_comment.text
                 FROM call_comment LEFT JOIN user ON user.id = call_comment.by
                 WHERE call_comment.call = ?1
                 ORDER BY call_comment.at, call_comment.id",
            )?
            .query_map([call.to_bytes()], |row| {
                Ok(CommentRow {
                    id: CommentId::from_bytes(row.get(0)?),
                    at: row.get::<_, Option<_>>(1)?.map(Millis),
                    by: row.get::<_, Option<_>>(2)?.map(UserId::from_bytes),
                    by_ar: row.get(3)?,
                    by_en: row.get(4)?,
                    text: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
