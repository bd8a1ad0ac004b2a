//! The log of a shift: its calls under filters, and its figures.

use domain::id::UserId;
use domain::shift_filter::{LengthBand, ShiftFlag};
use rusqlite::{ToSql, params};

use super::call_row::{COLUMNS, CallCursor, CallPage, CallRow, FROM, PAGE_ROWS, begins, page, row};
use super::user::{self, UserRow};
use crate::error::StoreError;
use crate::read::Reading;
use crate::search::Question;

/// What to show of a shift. Empty text and none filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShiftFilter {
    /// Who logged it.
    pub agent: Option<UserId>,
    /// Code of the type.
    pub type_code: String,
    /// Code of the outcome.
    pub outcome: String,
    /// Code of the channel.
    pub channel: String,
    /// How long it was.
    pub length: Option<LengthBand>,
    /// A mark that it bears.
    pub flag: Option<ShiftFlag>,
    /// The voided calls in place of those that stand.
    pub voided: bool,
    /// Words or digits, as search takes them.
    pub text: String,
}

/// Figures of a whole shift.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShiftFigures {
    /// Calls, and contacts by other channels.
    pub calls: u32,
    /// Calls by code of their channel, in the order of the codes.
    pub by_channel: Vec<(String, u32)>,
    /// Calls by code of their type, in the order of the codes.
    pub by_type: Vec<(String, u32)>,
    /// Calls that opened a case.
    pub cases: u32,
    /// Urgent calls.
    pub urgent: u32,
    /// Calls that were taken out of it; they count in no other figure.
    pub voided: u32,
    /// Median of ended − started in milliseconds over calls by channels with a clock whose end is known;
    /// of an even number of calls the mean of the two in the middle, rounded down.
    pub median_talk_ms: Option<i64>,
    /// Calls by channels with a clock whose end is known.
    pub end_known: u32,
    /// Who logged in it, in the order in which they were added.
    pub agents: Vec<UserRow>,
}

/// Calls of the shift under the filters as SQL: parameters 1 to 11; which of the two indexes answers is said
/// by `voided`, written out since each holds one kind alone. The question comes as JSON: all of its parts, any of whose
/// ways, all of whose beginnings; the channels that have a clock come as JSON too, since nothing else has a length.
const FILTERS: &str = "
    call.shift = ?1
    AND (?2 IS NULL OR call.agent = ?2)
    AND (?3 = '' OR call.type = ?3)
    AND (?4 = '' OR call.outcome = ?4)
    AND (?5 = '[]' OR NOT EXISTS (
            SELECT 1 FROM json_each(?5) AS part WHERE NOT EXISTS (
                SELECT 1 FROM json_each(part.value) AS way WHERE NOT EXISTS (
                    SELECT 1 FROM json_each(way.value) AS beginning
                    WHERE coalesce(instr((SELECT words FROM call_words WHERE moment = call.moment),
                                         ' ' || beginning.value), 0) = 0))))
    AND (?6 = '' OR call.channel = ?6)
    AND (?7 = '' OR (call.channel IN (SELECT value FROM json_each(?10))
                     AND CASE ?7 WHEN 'unknown' THEN call.ended_at IS NULL
                                 ELSE call.ended_at - call.started_at >= ?8
                                      AND call.ended_at - call.started_at < ?9 END))
    AND CASE ?11 WHEN '' THEN 1
                 WHEN 'urgent' THEN call.urgent
                 WHEN 'dropped' THEN call.dropped
                 WHEN 'late' THEN call.entered_late
                 WHEN 'case' THEN call.\"case\" IS NOT NULL
                      OR EXISTS (SELECT 1 FROM case_call WHERE case_call.call = call.id)
                 WHEN 'returned' THEN EXISTS (SELECT 1 FROM call_return
                                              WHERE call_return.call = call.id AND state <> 'withdrawn')
                 WHEN 'commented' THEN call.comments > 0
                 WHEN 'scored' THEN EXISTS (SELECT 1 FROM call_score
                                            WHERE call_score.call = call.id AND withdrawn = 0)
                 WHEN 'unscored' THEN NOT EXISTS (SELECT 1 FROM call_score
                                                  WHERE call_score.call = call.id AND withdrawn = 0)
                 WHEN 'held' THEN call.id IN (SELECT entry.subject FROM link
                                              JOIN entry ON entry.local = link.entry WHERE link.state = 'held')
                 ELSE 0 END";

/// The kind of calls that is asked for.
const fn kind(voided: bool) -> &'static str {
    if voided {
        "call.voided = 1"
    } else {
        "call.voided = 0"
    }
}

pub(crate) fn shift_log_statement(voided: bool) -> String {
    let kind = kind(voided);
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE {kind} AND {FILTERS} AND (call.started_at, call.id) < (?12, ?13)
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?14"
    )
}

/// The filters as they are bound to [`FILTERS`].
struct Asked<'a> {
    shift: &'a str,
    agent: Option<[u8; 16]>,
    filter: &'a ShiftFilter,
    words: String,
    length: &'static str,
    range: Option<(i64, i64)>,
    with_clock: String,
    flag: &'static str,
}

impl<'a> Asked<'a> {
    fn of(shift: &'a str, filter: &'a ShiftFilter, with_clock: &[&str]) -> Self {
        Self {
            shift,
            agent: filter.agent.map(UserId::to_bytes),
            filter,
            words: Question::read(&filter.text).as_json(),
            length: filter.length.map_or("", LengthBand::code),
            range: filter.length.and_then(LengthBand::range_ms),
            with_clock: serde_json::to_string(with_clock).unwrap_or_else(|_| "[]".into()),
            flag: filter.flag.map_or("", ShiftFlag::code),
        }
    }

    fn params(&self) -> Vec<&dyn ToSql> {
        let (from, until) = match &self.range {
            Some((from, until)) => (from, until),
            None => (&0, &0),
        };
        vec![
            &self.shift,
            &self.agent,
            &self.filter.type_code,
            &self.filter.outcome,
            &self.words,
            &self.filter.channel,
            &self.length,
            from,
            until,
            &self.with_clock,
            &self.flag,
        ]
    }
}

impl Reading<'_> {
    /// The calls of a shift under the filters, newest first; at most [`PAGE_ROWS`] a page. `with_clock`: codes of the
    /// channels that have a clock.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_log(
        &self,
        shift: &str,
        filter: &ShiftFilter,
        with_clock: &[&str],
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<CallPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let asked = Asked::of(shift, filter, with_clock);
        let rows = self.shift_log_rows(&asked, after, limit + 1)?;
        let total = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM call WHERE {} AND {FILTERS}",
                kind(filter.voided)
            ))?
            .query_row(asked.params().as_slice(), |row| row.get(0))?;
        Ok(page(rows, limit, total))
    }

    /// The same without their number: the next [`PAGE_ROWS`] calls, and where it goes on behind them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_log_after(
        &self,
        shift: &str,
        filter: &ShiftFilter,
        with_clock: &[&str],
        after: Option<CallCursor>,
    ) -> Result<(Vec<CallRow>, Option<CallCursor>), StoreError> {
        let asked = Asked::of(shift, filter, with_clock);
        let rows = self.shift_log_rows(&asked, after, PAGE_ROWS + 1)?;
        let page = page(rows, PAGE_ROWS, 0);
        Ok((page.rows, page.next))
    }

    fn shift_log_rows(
        &self,
        asked: &Asked<'_>,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<Vec<CallRow>, StoreError> {
        let (started_at, id) = begins(after);
        let mut of_page = asked.params();
        of_page.extend([&started_at as &dyn ToSql, &id, &limit]);
        Ok(self
            .connection
            .prepare_cached(&shift_log_statement(asked.filter.voided))?
            .query_map(of_page.as_slice(), row)?
            .collect::<Result<_, _>>()?)
    }

    /// How many calls a shift has.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_calls(&self, shift: &str) -> Result<u32, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM call WHERE shift = ?1 AND voided = 0")?
            .query_row([shift], |row| row.get(0))?)
    }

    /// How many of a shift's calls that stand this person logged.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_calls_of(&self, shift: &str, agent: UserId) -> Result<u32, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM call WHERE shift = ?1 AND voided = 0
                       AND (on_behalf_of = ?2 OR (agent = ?2 AND import IS NULL))",
            )?
            .query_row(params![shift, agent.to_bytes()], |row| row.get(0))?)
    }

    /// Figures of a whole shift. `with_clock`: codes of the channels that have a clock; nothing else has a
    /// length.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_figures(
        &self,
        shift: &str,
        with_clock: &[&str],
    ) -> Result<ShiftFigures, StoreError> {
        let with_clock = serde_json::to_string(with_clock).unwrap_or_else(|_| "[]".into());
        let (calls, cases, urgent, end_known) = self
            .connection
            .prepare_cached(
                r#"SELECT count(*), count("case"), coalesce(sum(urgent), 0),
                          coalesce(sum(ended_at >= started_at
                                       AND channel IN (SELECT value FROM json_each(?2))), 0)
                   FROM call WHERE shift = ?1 AND voided = 0"#,
            )?
            .query_row([shift, &with_clock], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
        let voided = self
            .connection
            .prepare_cached("SELECT count(*) FROM call WHERE shift = ?1 AND voided = 1")?
            .query_row([shift], |row| row.get(0))?;
        let by_type = self
            .connection
            .prepare_cached(
                "SELECT type, count(*) FROM call WHERE shift = ?1 AND voided = 0
                 GROUP BY type ORDER BY type",
            )?
            .query_map([shift], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let by_channel = self
            .connection
            .prepare_cached(
                "SELECT channel, count(*) FROM call WHERE shift = ?1 AND voided = 0
                 GROUP BY channel ORDER BY channel",
            )?
            .query_map([shift], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let agents = self
            .connection
            .prepare_cached(&format!(
                "SELECT {} FROM user
                 WHERE user.id IN (SELECT agent FROM call WHERE shift = ?1 AND voided = 0)
                 ORDER BY user.added_at, user.id",
                user::COLUMNS
            ))?
            .query_map([shift], user::row)?
            .collect::<Result<_, _>>()?;
        let median_talk_ms = self.median_talk(shift, &with_clock, end_known)?;
        Ok(ShiftFigures {
            calls,
            by_channel,
            by_type,
            cases,
            urgent,
            voided,
            median_talk_ms,
            end_known,
            agents,
        })
    }

    fn median_talk(
        &self,
        shift: &str,
        with_clock: &str,
        end_known: u32,
    ) -> Result<Option<i64>, StoreError> {
        let Some(before) = end_known.checked_sub(1) else {
            return Ok(None);
        };
        let middle: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT ended_at - started_at AS talk FROM call
                 WHERE shift = ?1 AND voided = 0 AND ended_at >= started_at
                   AND channel IN (SELECT value FROM json_each(?4))
                 ORDER BY talk LIMIT ?2 OFFSET ?3",
            )?
            .query_map(
                params![shift, 1 + before % 2, before / 2, with_clock],
                |row| row.get(0),
            )?
            .collect::<Result<_, _>>()?;
        let sum: i128 = middle.iter().map(|talk| i128::from(*talk)).sum();
        let count = i128::try_from(middle.len().max(1)).unwrap_or(1);
        Ok(i64::try_from(sum / count).ok())
    }
}
