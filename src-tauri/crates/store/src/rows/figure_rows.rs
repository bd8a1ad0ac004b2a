//! The calls and cases behind a figure, as pages. What is not for whoever asks is left out or blanked by whoever asks
//! (see `app`); here a figure and its rows are the same set.

use domain::id::{Millis, UserId};
use rusqlite::params;

use super::call_row::{COLUMNS, CallCursor, CallPage, CallRow, FROM, PAGE_ROWS, begins, page, row};
use super::case_row::{self, CaseCursor, CasePage};
use crate::error::StoreError;
use crate::read::Reading;

/// Calls behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCalls {
    /// Those that began then or later.
    pub from: Millis,
    /// And before then.
    pub until: Millis,
    /// Who logged them; none for everybody.
    pub agent: Option<UserId>,
    /// Codes of channels: only these, or all but these. None for every channel.
    pub channels: Option<(Vec<String>, Only)>,
    /// Of which kind by their type.
    pub kind: CallKind,
    /// Code of the type; none for every type.
    pub type_code: Option<String>,
    /// Code of the subject, empty for those without; none for every subject.
    pub sub_category: Option<String>,
    /// Code of the governorate, empty for those without; none for every governorate.
    pub governorate: Option<String>,
    /// Only those that opened a case.
    pub opened_case: bool,
}

/// How a list of codes is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// These and no others.
    These,
    /// All but these.
    Others,
}

/// Calls by what they ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CallKind {
    /// Any.
    #[default]
    Any,
    /// All but test calls.
    Received,
    /// Those that ask for something.
    Service,
    /// Those that ask for nothing, test calls left aside.
    NonService,
    /// Test calls.
    Test,
}

/// Cases behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureCases {
    /// Open when the period began.
    Opening,
    /// Opened in it.
    New,
    /// Opened again in it.
    Reopened,
    /// Ended in it.
    Closed,
    /// Open when it ended.
    Closing,
    /// Open when it ended, and past their due.
    Overdue,
    /// Closed in it after their due.
    Late,
    /// Ended in it and opened again within the window.
    OpenedAgain,
}

/// Parameters 1 to 10.
const CALLS: &str = r#"
    call.voided = 0 AND call.started_at >= ?1 AND call.started_at < ?2
    AND (?3 IS NULL OR call.agent = ?3)
    AND (?4 IS NULL OR (call.channel IN (SELECT value FROM json_each(?4))) = ?5)
    AND CASE ?6 WHEN 'received' THEN call.type <> 'non_service' OR call.sub_category <> 'test'
                WHEN 'service' THEN call.type <> 'non_service'
                WHEN 'non_service' THEN call.type = 'non_service' AND call.sub_category <> 'test'
                WHEN 'test' THEN call.type = 'non_service' AND call.sub_category = 'test'
                ELSE 1 END
    AND (?7 IS NULL OR call.type = ?7)
    AND (?8 IS NULL OR call.sub_category = ?8)
    AND (?9 IS NULL OR call.governorate = ?9)
    AND (?10 = 0 OR call."case" IS NOT NULL)"#;

pub(crate) fn figure_calls_statement() -> String {
    format!(
        "SELECT {COLUMNS}
         FROM (SELECT moment FROM call INDEXED BY call_by_time
               WHERE {CALLS} AND (call.started_at, call.id) < (?11, ?12)
               ORDER BY call.started_at DESC, call.id DESC LIMIT ?13) AS asked
         CROSS JOIN {FROM}
         WHERE call.moment = asked.moment
         ORDER BY call.started_at DESC, call.id DESC"
    )
}

impl CallKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Received => "received",
            Self::Service => "service",
            Self::NonService => "non_service",
            Self::Test => "test",
        }
    }
}

impl FigureCases {
    /// As SQL over `case_span`: parameters 1 to 4 are where the period begins and ends, when it is looked at, and the
    /// window of opening again.
    const fn condition(self) -> &'static str {
        match self {
            Self::Opening => "from_at < ?1 AND (until IS NULL OR until >= ?1)",
            Self::New => "from_at >= ?1 AND from_at < ?2 AND place = 1",
            Self::Reopened => "from_at >= ?1 AND from_at < ?2 AND place > 1",
            Self::Closed => "until >= ?1 AND until < ?2",
            Self::Closing => "from_at < ?2 AND (until IS NULL OR until >= ?2)",
            Self::Overdue => "from_at < ?2 AND (until IS NULL OR until >= ?2) AND due < ?3",
            Self::Late => "until >= ?1 AND until < ?2 AND closed = 1 AND due < until",
            Self::OpenedAgain => "until >= ?1 AND until < ?2 AND again_at - until <= ?4",
        }
    }
}

/// Parameters 5 and 6: whose cases, and from whom sensitive cases of others are kept.
const WHOSE: &str = r#"
    ?1 <= ?2 AND ?3 IS NOT NULL AND ?4 IS NOT NULL
    AND (?5 IS NULL OR owner = ?5)
    AND (?6 IS NULL OR owner IS ?6 OR "case" NOT IN (SELECT id FROM "case" WHERE sensitive = 1))"#;

pub(crate) fn figure_cases_statement(set: FigureCases) -> String {
    format!(
        r#"SELECT {}
           FROM (SELECT DISTINCT "case", received_at FROM case_span INDEXED BY case_span_by_end
                 WHERE {WHOSE} AND {} AND (received_at, "case") < (?7, ?8)
                 ORDER BY received_at DESC, "case" DESC LIMIT ?9) AS asked
           CROSS JOIN "case" AS kase ON kase.id = asked."case"
           LEFT JOIN user AS owner ON owner.id = kase.owner
           ORDER BY kase.received_at DESC, kase.id DESC"#,
        case_row::COLUMNS,
        set.condition()
    )
}

/// Whose, by which channels, and whether by these.
fn parameters(asked: &FigureCalls) -> (Option<[u8; 16]>, Option<String>, bool) {
    let agent = asked.agent.map(|agent| agent.to_bytes());
    let channels = asked.channels.as_ref();
    let these = channels.is_none_or(|(_, only)| *only == Only::These);
    let channels =
        channels.map(|(codes, _)| serde_json::to_string(codes).unwrap_or_else(|_| "[]".into()));
    (agent, channels, these)
}

impl Reading<'_> {
    /// The calls behind a figure, newest first; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn figure_calls(
        &self,
        asked: &FigureCalls,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<CallPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let rows = self.figure_call_rows(asked, after, limit + 1)?;
        let (agent, channels, these) = parameters(asked);
        let total = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM call INDEXED BY call_by_time WHERE {CALLS}"
            ))?
            .query_row(
                params![
                    asked.from.0,
                    asked.until.0,
                    agent,
                    channels,
                    these,
                    asked.kind.code(),
                    asked.type_code,
                    asked.sub_category,
                    asked.governorate,
                    asked.opened_case
                ],
                |row| row.get(0),
            )?;
        Ok(page(rows, limit, total))
    }

    /// The same without their number: the next [`PAGE_ROWS`] calls, and where it goes on behind them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn figure_calls_after(
        &self,
        asked: &FigureCalls,
        after: Option<CallCursor>,
    ) -> Result<(Vec<CallRow>, Option<CallCursor>), StoreError> {
        let rows = self.figure_call_rows(asked, after, PAGE_ROWS + 1)?;
        let page = page(rows, PAGE_ROWS, 0);
        Ok((page.rows, page.next))
    }

    fn figure_call_rows(
        &self,
        asked: &FigureCalls,
        after: Option<CallCursor>,
        limit: u32,
    ) -> Result<Vec<CallRow>, StoreError> {
        let (started_at, id) = begins(after);
        let (agent, channels, these) = parameters(asked);
        Ok(self
            .connection
            .prepare_cached(&figure_calls_statement())?
            .query_map(
                params![
                    asked.from.0,
                    asked.until.0,
                    agent,
                    channels,
                    these,
                    asked.kind.code(),
                    asked.type_code,
                    asked.sub_category,
                    asked.governorate,
                    asked.opened_case,
                    started_at,
                    id,
                    limit
                ],
                row,
            )?
            .collect::<Result<_, _>>()?)
    }

    /// The cases behind a figure, the newest received first; at most [`PAGE_ROWS`] a page. A case that ended twice in
    /// the period stands once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn figure_cases(
        &self,
        set: FigureCases,
        instants: &domain::figures::Instants,
        (owner, without_sensitive_for): (Option<UserId>, Option<UserId>),
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<CasePage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let owner = owner.map(|owner| owner.to_bytes());
        let blind = without_sensitive_for.map(|user| user.to_bytes());
        let (at, id) = after.map_or((i64::MAX, [0xff; 16]), |cursor| {
            (cursor.at.0, cursor.id.to_bytes())
        });
        let mut rows: Vec<case_row::CaseRow> = self
            .connection
            .prepare_cached(&figure_cases_statement(set))?
            .query_map(
                params![
                    instants.from,
                    instants.until,
                    instants.seen_at,
                    instants.reopen_window_ms,
                    owner,
                    blind,
                    at,
                    id,
                    limit + 1
                ],
                case_row::row,
            )?
            .collect::<Result<_, _>>()?;
        let total = self
            .connection
            .prepare_cached(&format!(
                r#"SELECT count(DISTINCT "case") FROM case_span INDEXED BY case_span_by_end
                   WHERE {WHOSE} AND {}"#,
                set.condition()
            ))?
            .query_row(
                params![
                    instants.from,
                    instants.until,
                    instants.seen_at,
                    instants.reopen_window_ms,
                    owner,
                    blind
                ],
                |row| row.get(0),
            )?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| CaseCursor {
            at: last.received_at,
            id: last.id,
        });
        Ok(CasePage {
            rows,
            next,
            total,
            total_at_least: false,
        })
    }
}
