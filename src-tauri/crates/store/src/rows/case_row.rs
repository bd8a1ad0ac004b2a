//! Cases in lists: under filters, and the open ones of a caller.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use domain::case::{CaseStatus, Category};
use domain::id::{Millis, SubjectId, UserId};
use rusqlite::{OptionalExtension as _, Row, params};

use super::call_row::{NotACursor, PAGE_ROWS};
use crate::error::StoreError;
use crate::read::Reading;

/// Open cases of a caller that are read at most, the newest.
pub const OPEN_CASES_MAX: usize = 50;
/// Calls of a number that are looked through for cases they were linked to, the newest.
const CALLS_LOOKED_THROUGH: u32 = 200;
/// Cases of a list that are looked at to count those that a filter lets through, the first of its order.
const COUNTED_AMONG: u32 = 5_000;

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: SubjectId,
    /// Its reference.
    pub reference: String,
    /// Code of its status.
    pub status: String,
    /// Neither closed nor ended otherwise.
    pub open: bool,
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject, within the type.
    pub sub_category: String,
    /// Code of the priority.
    pub priority: String,
    /// How bad, 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Urgent.
    pub urgent: bool,
    /// Personal parts are kept from those without the right.
    pub sensitive: bool,
    /// When it was received.
    pub received_at: Millis,
    /// By when it is to be acknowledged.
    pub acknowledge_due: Option<Millis>,
    /// By when it is to be resolved.
    pub due: Option<Millis>,
    /// Who moves it.
    pub owner: Option<UserId>,
    /// Their name in Arabic.
    pub owner_ar: String,
    /// Their name in English.
    pub owner_en: String,
    /// Code of the queue.
    pub queue: String,
    /// Code of the level it was escalated to.
    pub escalation: String,
    /// Code of the facility.
    pub facility: String,
    /// The person who brought it, once chosen.
    pub caller: Option<SubjectId>,
    /// The person it is about, once chosen.
    pub patient: Option<SubjectId>,
    /// Key of the number of whoever brought it.
    pub number: String,
    /// Title.
    pub title: String,
    /// The sentence that a caller who asks may be told; empty where there is none.
    pub tell_caller: String,
    /// When that was written.
    pub tell_caller_at: Option<Millis>,
    /// How many calls it gathers.
    pub calls: u32,
}

/// Which cases to show. Empty text and none filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Who moves it.
    pub owner: Option<UserId>,
    /// Where it stands.
    pub status: Option<CaseStatus>,
    /// What its status means.
    pub category: Option<Category>,
    /// Only open ones.
    pub open: bool,
    /// Only those due before this instant.
    pub due_before: Option<Millis>,
    /// Code of the type.
    pub type_code: String,
    /// Code of the queue.
    pub queue: String,
    /// Code of the facility.
    pub facility: String,
    /// Only urgent ones.
    pub urgent: bool,
    /// Whoever reads has no right to sensitive cases: of those, only the ones that they move themselves
    /// are there, on the pages and in the total. None shows all.
    pub without_sensitive_for: Option<UserId>,
    /// In which order.
    pub order: CaseOrder,
}

/// In which order cases are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CaseOrder {
    /// The newest received first.
    #[default]
    Newest,
    /// The soonest due first: open cases that have a due, and no others.
    Due,
}

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseCursor {
    /// When the last case of the page was received, or is due: as the list is ordered.
    pub at: Millis,
    /// Its id.
    pub id: SubjectId,
}

impl fmt::Display for CaseCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.at.0, self.id)
    }
}

impl FromStr for CaseCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (at, id) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            at: Millis(at.parse().map_err(|_| NotACursor)?),
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// One page of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePage {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Where the next page goes on; none at the end.
    pub next: Option<CaseCursor>,
    /// All that the filter lets through, on this page and others.
    pub total: u32,
    /// They were counted among the first 5,000 cases of the list, and there are more cases behind them.
    pub total_at_least: bool,
}

/// Cases of one reference that are read at most. Two machines can have given one away, each apart.
const OF_REFERENCE_MAX: u32 = 20;

/// Columns of a [`CaseRow`], from `"case"` as `kase` with its owner.
pub(super) const COLUMNS: &str = r#"
    kase.id, kase.reference, kase.status, kase.open, kase.type, kase.sub_category, kase.priority,
    kase.severity, kase.urgent, kase.sensitive, kase.received_at, kase.acknowledge_due, kase.due,
    kase.owner, coalesce(owner.name_ar, ''), coalesce(owner.name_en, ''), kase.queue, kase.escalation,
    kase.facility, kase.caller, kase.patient, kase.number, kase.title, kase.tell_caller,
    kase.tell_caller_at, (SELECT count(*) FROM case_call WHERE case_call."case" = kase.id)"#;

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    Ok(CaseRow {
        id: SubjectId::from_bytes(row.get(0)?),
        reference: row.get(1)?,
        status: row.get(2)?,
        open: row.get(3)?,
        type_code: row.get(4)?,
        sub_category: row.get(5)?,
        priority: row.get(6)?,
        severity: row.get(7)?,
        urgent: row.get(8)?,
        sensitive: row.get(9)?,
        received_at: Millis(row.get(10)?),
        acknowledge_due: row.get::<_, Option<_>>(11)?.map(Millis),
        due: row.get::<_, Option<_>>(12)?.map(Millis),
        owner: row.get::<_, Option<_>>(13)?.map(UserId::from_bytes),
        owner_ar: row.get(14)?,
        owner_en: row.get(15)?,
        queue: row.get(16)?,
        escalation: row.get(17)?,
        facility: row.get(18)?,
        caller: row.get::<_, Option<_>>(19)?.map(SubjectId::from_bytes),
        patient: row.get::<_, Option<_>>(20)?.map(SubjectId::from_bytes),
        number: row.get(21)?,
        title: row.get(22)?,
        tell_caller: row.get(23)?,
        tell_caller_at: row.get::<_, Option<_>>(24)?.map(Millis),
        calls: row.get(25)?,
    })
}

/// The question for a filter. Which index answers it is said, not left to be guessed: without figures
/// about the tables all of them look alike.
fn question(filter: &CaseFilter) -> (&'static str, &'static str) {
    match filter.order {
        CaseOrder::Due => ("case_by_due", "kase.open = 1 AND kase.due IS NOT NULL"),
        CaseOrder::Newest if filter.owner.is_some() && filter.open => {
            ("case_by_owner", "kase.open = 1 AND kase.owner = ?1")
        }
        CaseOrder::Newest if filter.status.is_some() => ("case_by_status", "kase.status = ?2"),
        CaseOrder::Newest if filter.open => ("case_by_open", "kase.open = 1"),
        CaseOrder::Newest => ("case_by_received", "kase.status <> ''"),
    }
}

/// The statuses of a category, each between spaces; empty for none.
fn statuses(category: Option<Category>) -> String {
    let Some(category) = category else {
        return String::new();
    };
    let codes = CaseStatus::ALL
        .into_iter()
        .filter(|status| status.category() == category)
        .map(CaseStatus::code);
    codes.fold(" ".to_owned(), |all, code| all + code + " ")
}

/// The filters as SQL: parameters 1 to 10.
const FILTERS: &str = "
    kase.status <> ''
    AND (?1 IS NULL OR kase.owner = ?1)
    AND (?2 = '' OR kase.status = ?2)
    AND (?3 = 0 OR kase.open = 1)
    AND (?4 IS NULL OR kase.due < ?4)
    AND (?5 = '' OR kase.type = ?5)
    AND (?6 = '' OR kase.queue = ?6)
    AND (?7 = '' OR kase.facility = ?7)
    AND (?8 = 0 OR kase.urgent = 1)
    AND (?9 = '' OR instr(?9, ' ' || kase.status || ' ') > 0)
    AND (?10 IS NULL OR kase.sensitive = 0 OR kase.owner = ?10)";

pub(crate) fn cases_statement(filter: &CaseFilter) -> String {
    let (index, lead) = question(filter);
    let page = match filter.order {
        CaseOrder::Newest => {
            "(kase.received_at, kase.id) < (?11, ?12)
             ORDER BY kase.received_at DESC, kase.id DESC"
        }
        CaseOrder::Due => "(kase.due, kase.id) > (?11, ?12) ORDER BY kase.due, kase.id",
    };
    format!(
        r#"SELECT {COLUMNS}
           FROM "case" AS kase INDEXED BY {index} LEFT JOIN user AS owner ON owner.id = kase.owner
           WHERE {lead} AND {FILTERS} AND {page} LIMIT ?13"#
    )
}

/// `CASE` asks no further than the first filter that leaves a case out, so that whatever stands in the index
/// alone is read nowhere else.
fn count_statement(filter: &CaseFilter) -> String {
    let (index, lead) = question(filter);
    format!(
        r#"SELECT coalesce(sum(lets_through), 0), count(*)
           FROM (SELECT CASE WHEN {FILTERS} THEN 1 ELSE 0 END AS lets_through
                 FROM "case" AS kase INDEXED BY {index} WHERE {lead} LIMIT ?11)"#
    )
}

/// The open cases of one number or person, newest first.
pub(crate) fn open_cases_statement(column: &str) -> String {
    let there = if column == "number" {
        "<> ''"
    } else {
        "IS NOT NULL"
    };
    format!(
        r#"SELECT {COLUMNS} FROM "case" AS kase LEFT JOIN user AS owner ON owner.id = kase.owner
           WHERE kase.{column} = ?1 AND kase.{column} {there} AND kase.open = 1
           ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?2"#
    )
}

/// The open cases that calls of a number were linked to: a relative calls about the case of another.
pub(crate) fn open_cases_of_calls_statement() -> String {
    format!(
        r#"SELECT {COLUMNS}
           FROM (SELECT id FROM call WHERE number_key = ?1 AND number_key <> '' AND voided = 0
                 ORDER BY started_at DESC, id DESC LIMIT ?3) AS heard
           CROSS JOIN case_call ON case_call.call = heard.id
           CROSS JOIN "case" AS kase ON kase.id = case_call."case"
           LEFT JOIN user AS owner ON owner.id = kase.owner
           WHERE kase.open = 1 LIMIT ?2"#
    )
}

impl Reading<'_> {
    /// A case as a row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn case_row(&self, id: SubjectId) -> Result<Option<CaseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                r#"SELECT {COLUMNS} FROM "case" AS kase LEFT JOIN user AS owner ON owner.id = kase.owner
                   WHERE kase.id = ?1"#
            ))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The cases of a reference, given with its dashes, newest first; at most 20.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cases_of_reference(&self, reference: &str) -> Result<Vec<CaseRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                r#"SELECT {COLUMNS} FROM "case" AS kase LEFT JOIN user AS owner ON owner.id = kase.owner
                   WHERE kase.reference = ?1 AND kase.status <> ''
                   ORDER BY kase.received_at DESC, kase.id DESC LIMIT ?2"#
            ))?
            .query_map(params![reference, OF_REFERENCE_MAX], row)?
            .collect::<Result<_, _>>()?)
    }

    /// Cases under a filter, in its order; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cases(
        &self,
        filter: &CaseFilter,
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<CasePage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let owner = filter.owner.map(|owner| owner.to_bytes());
        let status = filter.status.map_or("", CaseStatus::code);
        let due_before = filter.due_before.map(|at| at.0);
        let statuses = statuses(filter.category);
        let blind = filter.without_sensitive_for.map(|user| user.to_bytes());
        let begins = match filter.order {
            CaseOrder::Newest => (i64::MAX, [0xff; 16]),
            CaseOrder::Due => (i64::MIN, [0; 16]),
        };
        let (at, id) = after.map_or(begins, |cursor| (cursor.at.0, cursor.id.to_bytes()));
        let mut rows: Vec<CaseRow> = self
            .connection
            .prepare_cached(&cases_statement(filter))?
            .query_map(
                params![
                    owner,
                    status,
                    filter.open,
                    due_before,
                    filter.type_code,
                    filter.queue,
                    filter.facility,
                    filter.urgent,
                    statuses,
                    blind,
                    at,
                    id,
                    limit + 1
                ],
                row,
            )?
            .collect::<Result<_, _>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|row| CaseCursor {
            at: match filter.order {
                CaseOrder::Newest => row.received_at,
                CaseOrder::Due => row.due.unwrap_or(row.received_at),
            },
            id: row.id,
        });
        let (total, looked_at): (u32, u32) = self
            .connection
            .prepare_cached(&count_statement(filter))?
            .query_row(
                params![
                    owner,
                    status,
                    filter.open,
                    due_before,
                    filter.type_code,
                    filter.queue,
                    filter.facility,
                    filter.urgent,
                    statuses,
                    blind,
                    COUNTED_AMONG + 1
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
        Ok(CasePage {
            rows,
            next,
            total,
            total_at_least: looked_at > COUNTED_AMONG,
        })
    }

    /// The open cases that a caller may ask about: brought from this number (its key; empty asks for
    /// none), linked to calls from it, brought by these persons, or about them. The newest first, at
    /// most [`OPEN_CASES_MAX`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn open_cases_of(
        &self,
        number_key: &str,
        persons: &[SubjectId],
    ) -> Result<Vec<CaseRow>, StoreError> {
        let mut found: BTreeMap<SubjectId, CaseRow> = BTreeMap::new();
        let most = i64::try_from(OPEN_CASES_MAX).unwrap_or(i64::MAX);
        {
            let mut keep = |case: rusqlite::Result<CaseRow>| -> Result<(), StoreError> {
                let case = case?;
                found.insert(case.id, case);
                Ok(())
            };
            self.connection
                .prepare_cached(&open_cases_statement("number"))?
                .query_map(params![number_key, most], row)?
                .try_for_each(&mut keep)?;
            self.connection
                .prepare_cached(&open_cases_of_calls_statement())?
                .query_map(params![number_key, most, CALLS_LOOKED_THROUGH], row)?
                .try_for_each(&mut keep)?;
            for column in ["caller", "patient"] {
                let mut statement = self
                    .connection
                    .prepare_cached(&open_cases_statement(column))?;
                for person in persons {
                    statement
                        .query_map(params![person.to_bytes(), most], row)?
                        .try_for_each(&mut keep)?;
                }
            }
        }
        let mut cases: Vec<CaseRow> = found.into_values().collect();
        cases.sort_by_key(|case| std::cmp::Reverse((case.received_at, case.id)));
        cases.truncate(OPEN_CASES_MAX);
        Ok(cases)
    }
}
