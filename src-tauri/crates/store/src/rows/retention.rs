//! What is older than it may be kept.
//!
//! A call counts from when it began, by its type; a case from when it closed, by its own. A case that is open or under
//! legal hold keeps its calls, and so does one that is not due yet. What was asked, promised or answered about them goes
//! with them, and a person once nothing that stays is about them and they were added longer ago than the shortest of the
//! times.
//! Whatever was erased once is left alone.
//!
//! Never here: for how long anything is kept, erasing it.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Millis, SubjectId};
use domain::local_day::LocalDay;
use rusqlite::{OptionalExtension as _, Params, Row, params};

use super::component::Component;
use crate::error::StoreError;
use crate::read::Reading;

/// References of cases under legal hold that are listed.
pub const HELD_LISTED: usize = 100;

/// What was before these may not be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cutoffs {
    /// By the code of the type.
    pub by_type: BTreeMap<String, Option<Millis>>,
    /// Of all other types; none: kept for ever.
    pub other: Option<Millis>,
    /// Of what has no type: the earliest of all; none where some types are kept for ever.
    pub untyped: Option<Millis>,
}

impl Cutoffs {
    fn of(&self, type_code: &str) -> Option<Millis> {
        self.by_type.get(type_code).copied().unwrap_or(self.other)
    }

    fn is_before(&self, type_code: &str, at: Millis) -> bool {
        self.of(type_code).is_some_and(|cutoff| at < cutoff)
    }

    fn is_before_all(&self, at: Millis) -> bool {
        self.untyped.is_some_and(|cutoff| at < cutoff)
    }

    /// The latest of all: nothing after it can be due.
    fn latest(&self) -> Option<Millis> {
        let by_type = self.by_type.values().flatten();
        by_type.chain(self.other.as_ref()).copied().max()
    }
}

/// How much of a type is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueOfType {
    /// Calls.
    pub calls: u32,
    /// Cases.
    pub cases: u32,
}

/// What is older than it may be kept, each oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RetentionDue {
    /// Follow-ups.
    pub follow_ups: Vec<SubjectId>,
    /// Surveys.
    pub surveys: Vec<SubjectId>,
    /// Questions that no card answered.
    pub questions: Vec<SubjectId>,
    /// Calls.
    pub calls: Vec<SubjectId>,
    /// Cases.
    pub cases: Vec<SubjectId>,
    /// Persons.
    pub persons: Vec<SubjectId>,
    /// Flags on numbers.
    pub flags: Vec<SubjectId>,
    /// Calls and cases of it, by the code of their type.
    pub by_type: BTreeMap<String, DueOfType>,
    /// References of closed cases that are old enough and stay under legal hold, at most [`HELD_LISTED`].
    pub held: Vec<String>,
    /// Cases that were opened long enough ago and are open still.
    pub open: u32,
}

impl RetentionDue {
    /// All subjects, in the order in which they are erased: what is about something before it, persons once nothing is
    /// about them.
    pub fn subjects(&self) -> impl Iterator<Item = SubjectId> + '_ {
        let all = [
            &self.follow_ups,
            &self.surveys,
            &self.questions,
            &self.calls,
            &self.cases,
            &self.persons,
            &self.flags,
        ];
        all.into_iter().flatten().copied()
    }
}

/// Something about a call or a case.
struct About {
    id: SubjectId,
    call: Option<SubjectId>,
    case: Option<SubjectId>,
    at: Millis,
}

impl Reading<'_> {
    /// What is older than it may be kept, as of `now`. Reads all calls of the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn retention_due(
        &self,
        cutoffs: &Cutoffs,
        now: Millis,
    ) -> Result<RetentionDue, StoreError> {
        let mut due = RetentionDue::default();
        let Some(latest) = cutoffs.latest() else {
            return Ok(due);
        };
        let stay = self.due_cases(cutoffs, &mut due)?;
        let kept = self.calls_of_staying(&stay)?;
        let with_case: BTreeSet<SubjectId> = due.cases.iter().copied().collect();
        self.due_calls(cutoffs, latest, &kept, &mut due)?;
        let calls: BTreeSet<SubjectId> = due.calls.iter().copied().collect();
        let gone =
            |of: Option<SubjectId>, among: &BTreeSet<SubjectId>| -> Result<bool, StoreError> {
                match of {
                    Some(id) if among.contains(&id) => Ok(true),
                    Some(id) => Ok(self.erased(id)?.is_some()),
                    None => Ok(true),
                }
            };
        for (table, into) in [
            ("follow_up", &mut due.follow_ups),
            ("survey", &mut due.surveys),
            ("question", &mut due.questions),
        ] {
            for about in self.about(table)? {
                let alone = about.call.is_none() && about.case.is_none();
                let is_due = if alone {
                    cutoffs.is_before_all(about.at)
                } else {
                    gone(about.call, &calls)? && gone(about.case, &with_case)?
                };
                if is_due {
                    into.push(about.id);
                }
            }
        }
        due.persons = self.due_persons(latest, now, &calls, &with_case)?;
        if let Some(cutoff) = cutoffs.untyped {
            due.flags = self.ids_oldest_first(
                "SELECT id FROM number_flag
                 WHERE coalesce(until, raised_at) < ?1
                   AND NOT EXISTS (SELECT 1 FROM erased WHERE subject = number_flag.id)
                 ORDER BY raised_at, id",
                [cutoff.0],
            )?;
        }
        Ok(due)
    }

    /// Whether a subject that was due is so still: whoever works meanwhile may have called about it, opened its case again
    /// or put it under legal hold.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_still_due(&self, subject: SubjectId, cutoffs: &Cutoffs) -> Result<bool, StoreError> {
        let id = subject.to_bytes();
        let case = self
            .connection
            .prepare_cached(
                r#"SELECT type, open, legal_hold, closed_at FROM "case" WHERE id = ?1"#,
            )?
            .query_row([id], case_state)
            .optional()?;
        if let Some(case) = case {
            return Ok(case.is_due(cutoffs));
        }
        let mut of_call = self.connection.prepare_cached(
            r#"SELECT type, open, legal_hold, closed_at FROM "case"
               WHERE (id IN (SELECT "case" FROM case_call WHERE call = ?1)
                      OR id = (SELECT "case" FROM call WHERE id = ?1))
                 AND NOT EXISTS (SELECT 1 FROM erased WHERE subject = "case".id)"#,
        )?;
        for case in of_call.query_map([id], case_state)? {
            if !case?.is_due(cutoffs) {
                return Ok(false);
            }
        }
        let Some(cutoff) = cutoffs.latest() else {
            return Ok(false);
        };
        let is_met_again = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM call WHERE caller = ?1 AND voided = 0 AND started_at >= ?2
                 UNION ALL
                 SELECT 1 FROM call
                 JOIN person_number ON person_number.number = call.number_key
                 WHERE person_number.person = ?1 AND call.number_key <> '' AND call.voided = 0
                   AND call.started_at >= ?2
                 LIMIT 1",
            )?
            .exists(params![id, cutoff.0])?;
        Ok(!is_met_again)
    }

    /// Takes the cases that are due; answers with those that stay and have not been erased.
    fn due_cases(
        &self,
        cutoffs: &Cutoffs,
        due: &mut RetentionDue,
    ) -> Result<BTreeSet<SubjectId>, StoreError> {
        let mut stay = BTreeSet::new();
        let mut statement = self.connection.prepare_cached(
            r#"SELECT type, open, legal_hold, closed_at, id, reference, received_at FROM "case"
               WHERE NOT EXISTS (SELECT 1 FROM erased WHERE subject = "case".id)
               ORDER BY received_at, id"#,
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let case = case_state(row)?;
            let id = SubjectId::from_bytes(row.get(4)?);
            if case.is_due(cutoffs) {
                due.cases.push(id);
                due.by_type.entry(case.type_code).or_default().cases += 1;
                continue;
            }
            stay.insert(id);
            if case.held && case.is_old(cutoffs) && due.held.len() < HELD_LISTED {
                due.held.push(row.get(5)?);
            } else if case.open && cutoffs.is_before(&case.type_code, Millis(row.get(6)?)) {
                due.open += 1;
            }
        }
        Ok(stay)
    }

    /// The calls of cases that stay.
    fn calls_of_staying(
        &self,
        stay: &BTreeSet<SubjectId>,
    ) -> Result<BTreeSet<SubjectId>, StoreError> {
        let mut kept = BTreeSet::new();
        let mut statement = self.connection.prepare_cached(
            r#"SELECT "case", call FROM case_call
               UNION ALL
               SELECT "case", id FROM call WHERE "case" IS NOT NULL"#,
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if stay.contains(&SubjectId::from_bytes(row.get(0)?)) {
                kept.insert(SubjectId::from_bytes(row.get(1)?));
            }
        }
        Ok(kept)
    }

    fn due_calls(
        &self,
        cutoffs: &Cutoffs,
        latest: Millis,
        kept: &BTreeSet<SubjectId>,
        due: &mut RetentionDue,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, type, started_at FROM call
             WHERE started_at < ?1 AND NOT EXISTS (SELECT 1 FROM erased WHERE subject = call.id)
             ORDER BY started_at, id",
        )?;
        let mut rows = statement.query([latest.0])?;
        while let Some(row) = rows.next()? {
            let id = SubjectId::from_bytes(row.get(0)?);
            let type_code: String = row.get(1)?;
            if !kept.contains(&id) && cutoffs.is_before(&type_code, Millis(row.get(2)?)) {
                due.calls.push(id);
                due.by_type.entry(type_code).or_default().calls += 1;
            }
        }
        Ok(())
    }

    /// What of a table is not erased, with what it is about.
    fn about(&self, table: &str) -> Result<Vec<About>, StoreError> {
        let (case, at) = match table {
            "survey" => (r#""case""#, "day"),
            "question" => ("NULL", "asked_at"),
            _ => (r#""case""#, "planned_at"),
        };
        let query = format!(
            "SELECT id, call, {case}, {at} FROM {table}
             WHERE NOT EXISTS (SELECT 1 FROM erased WHERE subject = {table}.id) ORDER BY {at}, id"
        );
        let subject = |row: &Row<'_>, at| -> rusqlite::Result<Option<SubjectId>> {
            let id: Option<[u8; 16]> = row.get(at)?;
            Ok(id.map(SubjectId::from_bytes))
        };
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let at = if table == "survey" {
                let day: String = row.get(3)?;
                day.parse::<LocalDay>()
                    .map_or(i64::MAX, LocalDay::starts_at_ms)
            } else {
                row.get(3)?
            };
            all.push(About {
                id: SubjectId::from_bytes(row.get(0)?),
                call: subject(row, 1)?,
                case: subject(row, 2)?,
                at: Millis(at),
            });
        }
        Ok(all)
    }

    /// The persons who were added before the cut-off and whom nothing that stays is about, nor about anybody who is one
    /// with them.
    fn due_persons(
        &self,
        cutoff: Millis,
        now: Millis,
        calls: &BTreeSet<SubjectId>,
        cases: &BTreeSet<SubjectId>,
    ) -> Result<Vec<SubjectId>, StoreError> {
        let old = self.ids_oldest_first(
            "SELECT id FROM person
             WHERE added_at < ?1
               AND NOT EXISTS (SELECT 1 FROM erased WHERE subject = person.id)
               AND NOT EXISTS (SELECT 1 FROM person_flag WHERE person = person.id AND until > ?2)
             ORDER BY added_at, id",
            [cutoff.0, now.0],
        )?;
        if old.is_empty() {
            return Ok(old);
        }
        let (met, numbers) = self.met_by_what_stays(calls, cases)?;
        let mut numbers_of = self
            .connection
            .prepare_cached("SELECT number FROM person_number WHERE person = ?1")?;
        let is_met = |person: SubjectId,
                      statement: &mut rusqlite::CachedStatement<'_>|
         -> Result<bool, StoreError> {
            if met.contains(&person) {
                return Ok(true);
            }
            let mut rows = statement.query([person.to_bytes()])?;
            while let Some(row) = rows.next()? {
                if numbers.contains(&row.get::<_, String>(0)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let among: BTreeSet<SubjectId> = old.iter().copied().collect();
        let mut due = Vec::new();
        for person in old {
            let Component { persons, whole, .. } = self.component_of(person)?;
            let mut stays = !whole;
            for one in persons {
                stays = stays
                    || is_met(one, &mut numbers_of)?
                    || (!among.contains(&one) && self.erased(one)?.is_none());
            }
            if !stays {
                due.push(person);
            }
        }
        Ok(due)
    }

    /// The persons and the numbers that calls and cases that stay are about.
    fn met_by_what_stays(
        &self,
        calls: &BTreeSet<SubjectId>,
        cases: &BTreeSet<SubjectId>,
    ) -> Result<(BTreeSet<SubjectId>, BTreeSet<String>), StoreError> {
        let (mut met, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for (query, going) in [
            (
                "SELECT id, caller, patient, number_key FROM call
                 WHERE NOT EXISTS (SELECT 1 FROM erased WHERE subject = call.id)",
                calls,
            ),
            (
                r#"SELECT id, caller, patient, number FROM "case"
                   WHERE NOT EXISTS (SELECT 1 FROM erased WHERE subject = "case".id)"#,
                cases,
            ),
        ] {
            let mut statement = self.connection.prepare_cached(query)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if going.contains(&SubjectId::from_bytes(row.get(0)?)) {
                    continue;
                }
                for at in [1, 2] {
                    let person: Option<[u8; 16]> = row.get(at)?;
                    met.extend(person.map(SubjectId::from_bytes));
                }
                let number: String = row.get(3)?;
                if !number.is_empty() {
                    numbers.insert(number);
                }
            }
        }
        Ok((met, numbers))
    }

    fn ids_oldest_first(
        &self,
        query: &str,
        asked: impl Params,
    ) -> Result<Vec<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(query)?
            .query_map(asked, |row| row.get(0).map(SubjectId::from_bytes))?
            .collect::<Result<_, _>>()?)
    }
}

/// How a case stands.
struct CaseState {
    type_code: String,
    open: bool,
    held: bool,
    closed_at: Option<Millis>,
}

fn case_state(row: &Row<'_>) -> rusqlite::Result<CaseState> {
    Ok(CaseState {
        type_code: row.get(0)?,
        open: row.get(1)?,
        held: row.get(2)?,
        closed_at: row.get::<_, Option<i64>>(3)?.map(Millis),
    })
}

impl CaseState {
    fn is_old(&self, cutoffs: &Cutoffs) -> bool {
        !self.open
            && self
                .closed_at
                .is_some_and(|at| cutoffs.is_before(&self.type_code, at))
    }

    fn is_due(&self, cutoffs: &Cutoffs) -> bool {
        !self.held && self.is_old(cutoffs)
    }
}
