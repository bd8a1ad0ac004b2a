//! The same problem, open: what came in of late about the same facility and sub-category.
//!
//! A warning while a call is typed, so that the fourteenth call about one medicine is linked and not
//! opened as the fourteenth case (product, "Caller"). Never here: who may see a sensitive case.

use domain::id::Millis;
use rusqlite::params;

use super::call_row::{self, CallRow};
use super::case_row::{self, CaseRow};
use crate::error::StoreError;
use crate::read::Reading;

/// How far back the same problem is looked for: seven days, in milliseconds.
pub const SAME_PROBLEM_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// The newest that are shown.
const SHOWN: u32 = 5;
/// They are counted up to here.
const COUNTED_MAX: u32 = 1_000;

/// What came in of late about one problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SameProblem {
    /// Open cases about it that were received since then, counted up to 1,000.
    pub cases: u32,
    /// The five newest.
    pub newest_cases: Vec<CaseRow>,
    /// Calls about it since then, with or without a case, counted up to 1,000.
    pub calls: u32,
    /// The five newest.
    pub newest_calls: Vec<CallRow>,
}

const CASES: &str = r#"kase.facility = ?1 AND kase.type = ?2 AND kase.sub_category = ?3
    AND kase.facility <> '' AND kase.sub_category <> '' AND kase.open = 1 AND kase.received_at >= ?4
    AND kase.sensitive <= ?6"#;

const CALLS: &str = "call.facility = ?1 AND call.type = ?2 AND call.sub_category = ?3
    AND call.facility <> '' AND call.sub_category <> '' AND call.voided = 0 AND call.started_at >= ?4";

pub(crate) fn cases_statement() -> String {
    format!(
        r#"SELECT {} FROM "case" AS kase LEFT JOIN user AS owner ON owner.id = kase.owner
           WHERE {CASES} ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?5"#,
        case_row::COLUMNS
    )
}

pub(crate) fn calls_statement() -> String {
    format!(
        "SELECT {} FROM {} WHERE {CALLS} ORDER BY call.started_at DESC, call.id DESC LIMIT ?5",
        call_row::COLUMNS,
        call_row::FROM
    )
}

impl Reading<'_> {
    /// Open cases and calls of the same facility and sub-category (a code within its type) since an
    /// instant, [`SAME_PROBLEM_MS`] before now as a rule. Without a facility or a sub-category there is
    /// no same problem. A call counts under its primary issue. Without `sensitive` cases whose personal
    /// parts are kept from those without the right are left out, counts included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn same_problem(
        &self,
        facility: &str,
        type_code: &str,
        sub_category: &str,
        since: Millis,
        sensitive: bool,
    ) -> Result<SameProblem, StoreError> {
        let cases = self
            .connection
            .prepare_cached(&format!(
                r#"SELECT count(*) FROM (SELECT 1 FROM "case" AS kase WHERE {CASES} LIMIT ?5)"#
            ))?
            .query_row(
                params![
                    facility,
                    type_code,
                    sub_category,
                    since.0,
                    COUNTED_MAX,
                    sensitive
                ],
                |row| row.get(0),
            )?;
        let calls = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM call WHERE {CALLS} LIMIT ?5)"
            ))?
            .query_row(
                params![facility, type_code, sub_category, since.0, COUNTED_MAX],
                |row| row.get(0),
            )?;
        let newest_cases = self
            .connection
            .prepare_cached(&cases_statement())?
            .query_map(
                params![facility, type_code, sub_category, since.0, SHOWN, sensitive],
                case_row::row,
            )?
            .collect::<Result<_, _>>()?;
        let newest_calls = self
            .connection
            .prepare_cached(&calls_statement())?
            .query_map(
                params![facility, type_code, sub_category, since.0, SHOWN],
                call_row::row,
            )?
            .collect::<Result<_, _>>()?;
        Ok(SameProblem {
            cases,
            newest_cases,
            calls,
            newest_calls,
        })
    }
}
