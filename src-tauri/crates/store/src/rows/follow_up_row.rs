//! Follow-ups in lists: what is due, what was promised, what is planned about a case.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use domain::id::{AttemptId, Millis, SubjectId, UserId};
use rusqlite::{OptionalExtension as _, Row, params};

use super::call_row::{NotACursor, PAGE_ROWS};
use crate::error::StoreError;
use crate::read::Reading;

/// Follow-ups of one case or call that are read at most.
const OF_ONE_MAX: u32 = 200;
/// Attempts of one follow-up that are read at most.
const ATTEMPTS_MAX: u32 = 200;
/// What is due is counted up to here.
const COUNTED_MAX: u32 = 10_000;

/// A follow-up in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    /// Its id.
    pub id: SubjectId,
    /// The case it is about.
    pub case: Option<SubjectId>,
    /// Reference of that case; empty without one.
    pub case_reference: String,
    /// Whether personal parts of that case are kept from those without the right.
    pub sensitive: bool,
    /// The call it is about.
    pub call: Option<SubjectId>,
    /// Code of what is to be done.
    pub kind: String,
    /// By when.
    pub due: Millis,
    /// By when it was first to be done.
    pub first_due: Millis,
    /// By whom.
    pub owner: Option<UserId>,
    /// Their name in Arabic.
    pub owner_ar: String,
    /// Their name in English.
    pub owner_en: String,
    /// Their account was deactivated.
    pub owner_gone: bool,
    /// Code of the queue.
    pub queue: String,
    /// The caller was told that it will be done by then.
    pub promised: bool,
    /// What the caller was told.
    pub promise: String,
    /// Code of its state: planned, done or cancelled.
    pub state: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was last tried.
    pub last_attempt_at: Option<Millis>,
    /// How often it was given a new due.
    pub replans: u32,
    /// When it was done.
    pub done_at: Option<Millis>,
    /// Code of what came of it.
    pub result: String,
    /// Whom to call: key of the case's number, else number of the call as far as it could be read;
    /// may be empty.
    pub number: String,
    /// Who that is: the name said in the call, else that of the case's caller; may be empty.
    pub caller_name: String,
}

impl FollowUpRow {
    /// Who is to do it; none where that is whoever comes first. What somebody owes whose account was
    /// deactivated is anybody's: else nobody would ever be told of it. Nothing is written for that, and it
    /// is theirs again once they are back.
    #[must_use]
    pub fn doer(&self) -> Option<UserId> {
        self.owner.filter(|_| !self.owner_gone)
    }
}

/// An attempt at a follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Its id.
    pub id: AttemptId,
    /// When.
    pub at: Option<Millis>,
    /// Who.
    pub by: Option<UserId>,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// Code of what came of it.
    pub result: String,
    /// In words.
    pub words: String,
}

/// Where a page ended: the next one holds what is due later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUpCursor {
    /// Due of the last one of the page.
    pub due: Millis,
    /// Its id.
    pub id: SubjectId,
}

impl fmt::Display for FollowUpCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.due.0, self.id)
    }
}

impl FromStr for FollowUpCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (due, id) = text.split_once('.').ok_or(NotACursor)?;
        Ok(Self {
            due: Millis(due.parse().map_err(|_| NotACursor)?),
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// One page of follow-ups, soonest due first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpPage {
    /// The rows.
    pub rows: Vec<FollowUpRow>,
    /// Where the next page goes on; none at the end.
    pub next: Option<FollowUpCursor>,
    /// All that the question matches, counted up to 10,000.
    pub total: u32,
}

/// What is due of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueRows {
    /// Soonest due first, at most [`PAGE_ROWS`].
    pub rows: Vec<FollowUpRow>,
    /// How many there are, counted up to 10,000.
    pub total: u32,
}

/// How many are due, counted up to 10,000 each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// Of the person's own.
    pub own: u32,
    /// For whoever comes first.
    pub anyones: u32,
}

/// Whose follow-ups are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Own,
    Nobodys,
    /// Those of people whose accounts were deactivated.
    OfGone,
}

impl Whose {
    /// What is for whoever comes first.
    const ANYONES: [Self; 2] = [Self::Nobodys, Self::OfGone];

    const fn index(self) -> &'static str {
        match self {
            Self::Own | Self::OfGone => "follow_up_by_owner",
            Self::Nobodys => "follow_up_by_nobody",
        }
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::Own => "task.owner = ?1",
            Self::Nobodys => "task.owner IS NULL",
            Self::OfGone => {
                "task.owner IN (SELECT id FROM user WHERE active = 0) AND task.owner <> ?1"
            }
        }
    }
}

/// Columns of a [`FollowUpRow`].
const COLUMNS: &str = r#"
    task.id, task."case", coalesce(of_case.reference, ''), coalesce(of_case.sensitive, 0), task.call,
    task.kind, task.due, task.first_due, task.owner, coalesce(owner.name_ar, ''),
    coalesce(owner.name_en, ''), coalesce(owner.active = 0, 0), task.queue, task.promised, task.promise, task.state, task.attempts,
    (SELECT max(at) FROM follow_up_attempt WHERE follow_up = task.id),
    task.replans, task.done_at, task.result,
    coalesce(nullif(of_case.number, ''), nullif(of_call.number, ''), of_call.number_as_typed, ''),
    coalesce(nullif(of_call.caller_name, ''), nullif(caller.name_ar, ''), caller.name_latin, '')"#;

/// What the columns are read from.
const FROM: &str = r#"
    follow_up AS task LEFT JOIN "case" AS of_case ON of_case.id = task."case"
                      LEFT JOIN call AS of_call ON of_call.id = task.call
                      LEFT JOIN user AS owner ON owner.id = task.owner
                      LEFT JOIN person AS caller ON caller.id = of_case.caller"#;

fn row(row: &Row<'_>) -> rusqlite::Result<FollowUpRow> {
    Ok(FollowUpRow {
        id: SubjectId::from_bytes(row.get(0)?),
        case: row.get::<_, Option<_>>(1)?.map(SubjectId::from_bytes),
        case_reference: row.get(2)?,
        sensitive: row.get(3)?,
        call: row.get::<_, Option<_>>(4)?.map(SubjectId::from_bytes),
        kind: row.get(5)?,
        due: Millis(row.get(6)?),
        first_due: Millis(row.get(7)?),
        owner: row.get::<_, Option<_>>(8)?.map(UserId::from_bytes),
        owner_ar: row.get(9)?,
        owner_en: row.get(10)?,
        owner_gone: row.get(11)?,
        queue: row.get(12)?,
        promised: row.get(13)?,
        promise: row.get(14)?,
        state: row.get(15)?,
        attempts: row.get(16)?,
        last_attempt_at: row.get::<_, Option<_>>(17)?.map(Millis),
        replans: row.get(18)?,
        done_at: row.get::<_, Option<_>>(19)?.map(Millis),
        result: row.get(20)?,
        number: row.get(21)?,
        caller_name: row.get(22)?,
    })
}

pub(crate) fn due_statement(of_owner: bool) -> String {
    let whose = if of_owner {
        "task.owner = ?1"
    } else {
        "?1 IS NULL"
    };
    format!(
        "SELECT {COLUMNS} FROM {FROM}
         WHERE {whose} AND task.state = 'planned' AND task.due <= ?2 AND (task.due, task.id) > (?3, ?4)
         ORDER BY task.due, task.id LIMIT ?5"
    )
}

/// What comes due for one person after an instant and until another. Of sensitive cases only of those that they move themselves, unless they may
/// see all.
pub(crate) fn due_for_statement(whose: Whose) -> String {
    let (index, condition) = (whose.index(), whose.condition());
    let from = FROM.replacen("AS task", &format!("AS task INDEXED BY {index}"), 1);
    format!(
        r#"SELECT {COLUMNS} FROM {from}
           WHERE {condition} AND task.state = 'planned' AND task.due > ?2 AND task.due <= ?3
             AND (?4 = 1 OR coalesce(of_case.sensitive, 0) = 0 OR of_case.owner = ?1)
           ORDER BY task.due, task.id LIMIT ?5"#
    )
}

/// How many of them came due after an instant and until another, up to a bound.
pub(crate) fn due_count_statement(whose: Whose) -> String {
    let (index, condition) = (whose.index(), whose.condition());
    format!(
        r#"SELECT count(*) FROM (
               SELECT 1 FROM follow_up AS task INDEXED BY {index}
                             LEFT JOIN "case" AS of_case ON of_case.id = task."case"
               WHERE {condition} AND task.state = 'planned' AND task.due > ?2 AND task.due <= ?3
                 AND (?4 = 1 OR coalesce(of_case.sensitive, 0) = 0 OR of_case.owner = ?1)
               LIMIT ?5)"#
    )
}

/// Planned ones alone, or all with those planned first.
pub(crate) fn of_one_statement(column: &str, promised: bool) -> String {
    let which = if promised {
        "AND task.state = 'planned' AND task.promised = 1 ORDER BY task.due, task.id"
    } else {
        "ORDER BY task.state DESC, task.due DESC, task.id DESC"
    };
    format!(r#"SELECT {COLUMNS} FROM {FROM} WHERE task."{column}" = ?1 {which} LIMIT ?2"#)
}

impl Reading<'_> {
    /// A follow-up as a row.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_up(&self, id: SubjectId) -> Result<Option<FollowUpRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE task.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// What is planned and due until then, of one person or of everybody, soonest first; at most
    /// [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_ups_due(
        &self,
        until: Millis,
        owner: Option<UserId>,
        after: Option<FollowUpCursor>,
        limit: u32,
    ) -> Result<FollowUpPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let whose = owner.map(|owner| owner.to_bytes());
        let (due, id) = after.map_or((i64::MIN, [0; 16]), |cursor| {
            (cursor.due.0, cursor.id.to_bytes())
        });
        let mut rows: Vec<FollowUpRow> = self
            .connection
            .prepare_cached(&due_statement(owner.is_some()))?
            .query_map(params![whose, until.0, due, id, limit + 1], row)?
            .collect::<Result<_, _>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|row| FollowUpCursor {
            due: row.due,
            id: row.id,
        });
        let total = self
            .connection
            .prepare_cached(if owner.is_some() {
                "SELECT count(*) FROM (SELECT 1 FROM follow_up
                 WHERE owner = ?1 AND state = 'planned' AND due <= ?2 LIMIT ?3)"
            } else {
                "SELECT count(*) FROM (SELECT 1 FROM follow_up
                 WHERE ?1 IS NULL AND state = 'planned' AND due <= ?2 LIMIT ?3)"
            })?
            .query_row(params![whose, until.0, COUNTED_MAX], |row| row.get(0))?;
        Ok(FollowUpPage { rows, next, total })
    }

    /// What is planned and due until then for one person: what they have, and what is for whoever comes
    /// first. Each is cut for itself, so that neither pushes the other out. Without the right to sensitive
    /// cases those of others are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_ups_due_for(
        &self,
        person: UserId,
        until: Millis,
        sees_sensitive: bool,
    ) -> Result<(DueRows, DueRows), StoreError> {
        let counts = self.due_counts(person, until, sees_sensitive)?;
        let due = |whose: &[Whose], total| {
            let span = (Millis(i64::MIN), until);
            self.due_rows(whose, person, span, (sees_sensitive, total))
        };
        Ok((
            due(&[Whose::Own], counts.own)?,
            due(&Whose::ANYONES, counts.anyones)?,
        ))
    }

    /// What one person has planned that comes due after an instant, soonest first. Without the right to
    /// sensitive cases those of others are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_ups_later_for(
        &self,
        person: UserId,
        after: Millis,
        sees_sensitive: bool,
    ) -> Result<DueRows, StoreError> {
        let span = (after, Millis(i64::MAX));
        let total = self.own_due_count(person, span.0, span.1, sees_sensitive)?;
        self.due_rows(&[Whose::Own], person, span, (sees_sensitive, total))
    }

    fn due_rows(
        &self,
        whose: &[Whose],
        person: UserId,
        (after, until): (Millis, Millis),
        (sees_sensitive, total): (bool, u32),
    ) -> Result<DueRows, StoreError> {
        let mut rows: Vec<FollowUpRow> = Vec::new();
        for one in whose {
            let mut statement = self.connection.prepare_cached(&due_for_statement(*one))?;
            let asked = params![
                person.to_bytes(),
                after.0,
                until.0,
                sees_sensitive,
                PAGE_ROWS
            ];
            for found in statement.query_map(asked, row)? {
                rows.push(found?);
            }
        }
        rows.sort_by_key(|task| (task.due, task.id));
        rows.truncate(PAGE_ROWS as usize);
        Ok(DueRows { rows, total })
    }

    /// How many [`Reading::follow_ups_due_for`] finds of each kind.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn due_counts(
        &self,
        person: UserId,
        until: Millis,
        sees_sensitive: bool,
    ) -> Result<DueCounts, StoreError> {
        let count = |whose| self.due_count(whose, person, Millis(i64::MIN), until, sees_sensitive);
        let [nobodys, of_gone] = Whose::ANYONES;
        let anyones = count(nobodys)?.saturating_add(count(of_gone)?);
        Ok(DueCounts {
            own: count(Whose::Own)?,
            anyones: anyones.min(COUNTED_MAX),
        })
    }

    /// How many of a person's own follow-ups came due after an instant and until another, counted up to
    /// 10,000.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_due_count(
        &self,
        person: UserId,
        after: Millis,
        until: Millis,
        sees_sensitive: bool,
    ) -> Result<u32, StoreError> {
        self.due_count(Whose::Own, person, after, until, sees_sensitive)
    }

    fn due_count(
        &self,
        whose: Whose,
        person: UserId,
        after: Millis,
        until: Millis,
        sees_sensitive: bool,
    ) -> Result<u32, StoreError> {
        let asked = params![
            person.to_bytes(),
            after.0,
            until.0,
            sees_sensitive,
            COUNTED_MAX
        ];
        Ok(self
            .connection
            .prepare_cached(&due_count_statement(whose))?
            .query_row(asked, |row| row.get(0))?)
    }

    /// The promises about these cases and calls that are still owed, soonest due first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn promises_of(
        &self,
        cases: &[SubjectId],
        calls: &[SubjectId],
    ) -> Result<Vec<FollowUpRow>, StoreError> {
        let mut promises: Vec<FollowUpRow> = Vec::new();
        for (column, subjects) in [("case", cases), ("call", calls)] {
            let mut statement = self
                .connection
                .prepare_cached(&of_one_statement(column, true))?;
            for subject in subjects {
                for promise in statement.query_map(params![subject.to_bytes(), OF_ONE_MAX], row)? {
                    promises.push(promise?);
                }
            }
        }
        let mut met = BTreeSet::new();
        promises.retain(|promise| met.insert(promise.id));
        promises.sort_by_key(|promise| (promise.due, promise.id));
        Ok(promises)
    }

    /// All follow-ups of a case, those to be done first, then the newest; at most 200.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_ups_of_case(&self, case: SubjectId) -> Result<Vec<FollowUpRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&of_one_statement("case", false))?
            .query_map(params![case.to_bytes(), OF_ONE_MAX], row)?
            .collect::<Result<_, _>>()?)
    }

    /// All follow-ups of a call, those to be done first, then the newest; at most 200.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn follow_ups_of_call(&self, call: SubjectId) -> Result<Vec<FollowUpRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&of_one_statement("call", false))?
            .query_map(params![call.to_bytes(), OF_ONE_MAX], row)?
            .collect::<Result<_, _>>()?)
    }

    /// The attempts at a follow-up, oldest first; at most 200.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn attempts_of(&self, follow_up: SubjectId) -> Result<Vec<AttemptRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT tried.id, tried.at, tried.by, coalesce(user.name_ar, ''),
                        coalesce(user.name_en, ''), tried.result, tried.words
                 FROM follow_up_attempt AS tried LEFT JOIN user ON user.id = tried.by
                 WHERE tried.follow_up = ?1 ORDER BY tried.at, tried.id LIMIT ?2",
            )?
            .query_map(params![follow_up.to_bytes(), ATTEMPTS_MAX], |row| {
                Ok(AttemptRow {
                    id: AttemptId::from_bytes(row.get(0)?),
                    at: row.get::<_, Option<_>>(1)?.map(Millis),
                    by: row.get::<_, Option<_>>(2)?.map(UserId::from_bytes),
                    by_ar: row.get(3)?,
                    by_en: row.get(4)?,
                    result: row.get(5)?,
                    words: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
