//! Everything that is recorded about a person: what an erasure of them takes, and what it must leave.
//!
//! * The person, with everybody who is one with them by merges.
//! * The calls in which they are caller or patient, and those from a number that is theirs alone and in which nobody was
//!   chosen. Calls without a choice from a number that others have too may be anybody's: they are told and stay.
//! * The cases that these calls opened or were added to, and that name them. One in which others called too is theirs
//!   as well: it is told and stays, without the calls of this person.
//! * The follow-ups, surveys and questions of those calls and cases, and the flags on numbers that are theirs alone.
//!
//! A case under legal hold, or one that is still open, stays whole: with its calls, and with the person, whom it needs.
//! Never here: erasing anything; who may.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::SALT_BYTES;
use domain::id::SubjectId;
use rusqlite::{Params, Row, params};
use serde_json::Value;

use super::component::Component;
use crate::error::StoreError;
use crate::read::Reading;

/// Bytes of a personal part that says nothing: its salt and an empty object.
const EMPTY_BYTES: usize = SALT_BYTES + 2;

/// Why a case stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyCaseStays {
    /// Retention is stopped by law.
    Held,
    /// It is not closed.
    Open,
    /// Others called in it too.
    Shared,
}

/// A case that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOfPerson {
    /// Its id.
    pub id: SubjectId,
    /// Its reference.
    pub reference: String,
    /// Why it stays.
    pub why: WhyCaseStays,
}

/// What is recorded about a person. Of what holds no words any more nothing stands here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonScope {
    /// The person, and who is one with them; empty where they stay.
    pub persons: Vec<SubjectId>,
    /// Calls.
    pub calls: Vec<SubjectId>,
    /// Cases.
    pub cases: Vec<SubjectId>,
    /// Follow-ups.
    pub follow_ups: Vec<SubjectId>,
    /// Surveys.
    pub surveys: Vec<SubjectId>,
    /// Questions that no card answered.
    pub questions: Vec<SubjectId>,
    /// Flags on numbers.
    pub flags: Vec<SubjectId>,
    /// Cases that stay.
    pub stay: Vec<CaseOfPerson>,
    /// Calls that stay with them.
    pub calls_that_stay: u32,
    /// Whether the person stays because a case needs them.
    pub person_stays: bool,
    /// Calls from numbers that others have too, in which nobody was chosen.
    pub calls_of_nobody: u32,
    /// Drafts of this machine that speak of any of it.
    pub drafts: u32,
    /// Whether these are all who are one with the person.
    pub whole: bool,
}

impl PersonScope {
    /// All subjects that are erased.
    pub fn subjects(&self) -> impl Iterator<Item = SubjectId> + '_ {
        let all = [
            &self.persons,
            &self.calls,
            &self.cases,
            &self.follow_ups,
            &self.surveys,
            &self.questions,
            &self.flags,
        ];
        all.into_iter().flatten().copied()
    }
}

/// Everything that is recorded about a person, whether any words of it are left or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRecords {
    /// The person, and who is one with them.
    pub persons: Vec<SubjectId>,
    /// Their calls.
    pub calls: Vec<SubjectId>,
    /// Their cases; of those in which others called too only that there are some: see [`PersonScope::stay`].
    pub cases: Vec<SubjectId>,
    /// Follow-ups of these.
    pub follow_ups: Vec<SubjectId>,
    /// Surveys of these.
    pub surveys: Vec<SubjectId>,
}

/// A case as it is looked at.
struct Looked {
    of: CaseOfPerson,
    open: bool,
    held: bool,
    /// Their calls in it.
    calls: BTreeSet<SubjectId>,
    /// Others called in it too.
    shared: bool,
}

impl Looked {
    const fn why_it_stays(&self) -> Option<WhyCaseStays> {
        if self.held {
            Some(WhyCaseStays::Held)
        } else if self.open {
            Some(WhyCaseStays::Open)
        } else if self.shared {
            Some(WhyCaseStays::Shared)
        } else {
            None
        }
    }
}

/// What a person is met by.
struct Met {
    component: Component,
    /// Numbers that are theirs alone, and those that others have too, as JSON.
    own: String,
    shared: String,
    calls: BTreeSet<SubjectId>,
    cases: Vec<Looked>,
}

impl Reading<'_> {
    /// What an erasure of a person takes, and what it must leave. Reads all calls of the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn person_scope(&self, person: SubjectId) -> Result<PersonScope, StoreError> {
        let met = self.met_by(person)?;
        let calls_of_nobody = self.ids(
            "SELECT id FROM call
             WHERE caller IS NULL AND patient IS NULL AND number_key <> ''
               AND number_key IN (SELECT value FROM json_each(?1))",
            [&met.shared],
        )?;
        let mut calls = met.calls;
        let mut cases = BTreeSet::new();
        let mut stay = Vec::new();
        let mut calls_that_stay = BTreeSet::new();
        for looked in met.cases {
            let Some(why) = looked.why_it_stays() else {
                cases.insert(looked.of.id);
                continue;
            };
            if why != WhyCaseStays::Shared {
                calls_that_stay.extend(looked.calls);
            }
            stay.push(CaseOfPerson { why, ..looked.of });
        }
        calls.retain(|call| !calls_that_stay.contains(call));
        let person_stays = stay.iter().any(|case| case.why != WhyCaseStays::Shared);
        let questions = self.ids(
            "SELECT id FROM question WHERE call IN (SELECT unhex(value) FROM json_each(?1))",
            [json(&calls)],
        )?;
        // What a case that stays needs stays with it, also where it names a call that goes.
        let whole = stay.iter().filter(|case| case.why != WhyCaseStays::Shared);
        let whole = json(whole.map(|case| &case.id));
        let about = [&json(&calls), &json(&cases), &whole];
        let (persons, flags) = if person_stays {
            (BTreeSet::new(), BTreeSet::new())
        } else {
            let flags = self.ids(
                "SELECT id FROM number_flag
                 WHERE number <> '' AND number IN (SELECT value FROM json_each(?1))",
                [&met.own],
            )?;
            (met.component.persons.iter().copied().collect(), flags)
        };
        let mut scope = PersonScope {
            persons: self.with_words(persons)?,
            follow_ups: self.with_words(self.ids(&of("follow_up"), about)?)?,
            surveys: self.with_words(self.ids(&of("survey"), about)?)?,
            calls: self.with_words(calls)?,
            cases: self.with_words(cases)?,
            questions: self.with_words(questions)?,
            flags: self.with_words(flags)?,
            stay,
            calls_that_stay: count(calls_that_stay.len()),
            person_stays,
            calls_of_nobody: count(calls_of_nobody.len()),
            drafts: 0,
            whole: met.component.whole,
        };
        scope.drafts = self.drafts_about(&scope)?;
        Ok(scope)
    }

    /// Everything that is recorded about a person, for whoever asks for their own data. Reads all calls of the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn person_records(&self, person: SubjectId) -> Result<PersonRecords, StoreError> {
        let met = self.met_by(person)?;
        let theirs = met.cases.iter().filter(|case| !case.shared);
        let cases: BTreeSet<SubjectId> = theirs.map(|case| case.of.id).collect();
        let about = [&json(&met.calls), &json(&cases), &json([])];
        Ok(PersonRecords {
            follow_ups: self.ids(&of("follow_up"), about)?.into_iter().collect(),
            surveys: self.ids(&of("survey"), about)?.into_iter().collect(),
            persons: met.component.persons,
            calls: met.calls.into_iter().collect(),
            cases: cases.into_iter().collect(),
        })
    }

    fn met_by(&self, person: SubjectId) -> Result<Met, StoreError> {
        let component = self.component_of(person)?;
        let persons = json(&component.persons);
        let (own, shared) = self.numbers_by_whose(&persons)?;
        let calls = self.ids(
            "SELECT id FROM call
             WHERE caller IN (SELECT unhex(value) FROM json_each(?1))
                OR patient IN (SELECT unhex(value) FROM json_each(?1))
                OR (caller IS NULL AND patient IS NULL AND number_key <> ''
                    AND number_key IN (SELECT value FROM json_each(?2)))",
            [&persons, &own],
        )?;
        let mut cases = self.cases_of(&persons, &own, &calls)?;
        let mut calls_of = self.calls_of(&cases)?;
        for looked in &mut cases {
            let of_case = calls_of.remove(&looked.of.id).unwrap_or_default();
            looked.shared = self.has_others(&of_case, &calls)?;
            looked.calls = of_case.intersection(&calls).copied().collect();
        }
        Ok(Met {
            component,
            own,
            shared,
            calls,
            cases,
        })
    }

    /// The calls of these cases: those that were added, and the one that opened each.
    fn calls_of(
        &self,
        cases: &[Looked],
    ) -> Result<BTreeMap<SubjectId, BTreeSet<SubjectId>>, StoreError> {
        let cases = json(cases.iter().map(|looked| &looked.of.id));
        let mut statement = self.connection.prepare_cached(
            r#"SELECT "case", call FROM case_call WHERE "case" IN (SELECT unhex(value) FROM json_each(?1))
               UNION ALL
               SELECT "case", id FROM call WHERE "case" IN (SELECT unhex(value) FROM json_each(?1))"#,
        )?;
        let mut calls_of: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for row in statement.query_map([cases], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (case, call) = row?;
            let calls = calls_of.entry(SubjectId::from_bytes(case)).or_default();
            calls.insert(SubjectId::from_bytes(call));
        }
        Ok(calls_of)
    }

    /// The numbers of these persons as JSON: those that are theirs alone, and those that others have too.
    fn numbers_by_whose(&self, persons: &str) -> Result<(String, String), StoreError> {
        let mut numbers: BTreeMap<String, bool> = BTreeMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT mine.number,
                    EXISTS (SELECT 1 FROM person_number AS theirs
                            WHERE theirs.number = mine.number
                              AND theirs.person NOT IN (SELECT unhex(value) FROM json_each(?1)))
             FROM person_number AS mine
             WHERE mine.number <> '' AND mine.person IN (SELECT unhex(value) FROM json_each(?1))",
        )?;
        for row in statement.query_map([persons], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (number, is_shared) = row?;
            numbers.insert(number, is_shared);
        }
        let (shared, own): (Vec<_>, Vec<_>) = numbers.into_iter().partition(|(_, shared)| *shared);
        let text = |numbers: Vec<(String, bool)>| {
            Value::from_iter(numbers.into_iter().map(|(number, _)| number)).to_string()
        };
        Ok((text(own), text(shared)))
    }

    fn cases_of(
        &self,
        persons: &str,
        own: &str,
        calls: &BTreeSet<SubjectId>,
    ) -> Result<Vec<Looked>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            r#"SELECT id, reference, open, legal_hold FROM "case"
               WHERE caller IN (SELECT unhex(value) FROM json_each(?1))
                  OR patient IN (SELECT unhex(value) FROM json_each(?1))
                  OR (caller IS NULL AND patient IS NULL AND number <> ''
                      AND number IN (SELECT value FROM json_each(?2)))
                  OR id IN (SELECT "case" FROM case_call
                            WHERE call IN (SELECT unhex(value) FROM json_each(?3)))
                  OR id IN (SELECT "case" FROM call
                            WHERE id IN (SELECT unhex(value) FROM json_each(?3)))
               ORDER BY received_at, id"#,
        )?;
        let looked = |row: &Row<'_>| {
            Ok(Looked {
                of: CaseOfPerson {
                    id: SubjectId::from_bytes(row.get(0)?),
                    reference: row.get(1)?,
                    why: WhyCaseStays::Shared,
                },
                open: row.get(2)?,
                held: row.get(3)?,
                calls: BTreeSet::new(),
                shared: false,
            })
        };
        Ok(statement
            .query_map(params![persons, own, json(calls)], looked)?
            .collect::<Result<_, _>>()?)
    }

    /// Whether calls of others are among these: calls that are here and are not this person's.
    fn has_others(
        &self,
        of_case: &BTreeSet<SubjectId>,
        calls: &BTreeSet<SubjectId>,
    ) -> Result<bool, StoreError> {
        let mut is_here = self
            .connection
            .prepare_cached("SELECT 1 FROM call WHERE id = ?1")?;
        for other in of_case.difference(calls) {
            if is_here.exists([other.to_bytes()])? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Those of which some words are left.
    fn with_words(&self, subjects: BTreeSet<SubjectId>) -> Result<Vec<SubjectId>, StoreError> {
        let mut left = self.connection.prepare_cached(
            "SELECT 1 FROM entry WHERE subject = ?1 AND length(personal) > ?2 LIMIT 1",
        )?;
        let mut kept = Vec::new();
        for subject in subjects {
            if left.exists(params![subject.to_bytes(), count(EMPTY_BYTES)])? {
                kept.push(subject);
            }
        }
        Ok(kept)
    }

    fn drafts_about(&self, scope: &PersonScope) -> Result<u32, StoreError> {
        let ids = scope.subjects().map(|subject| subject.to_string());
        let ids = Value::from_iter(ids).to_string();
        Ok(self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM draft
                 WHERE EXISTS (SELECT 1 FROM json_each(?1) AS about WHERE instr(form, about.value) > 0)",
            )?
            .query_row([ids], |row| row.get(0))?)
    }

    fn ids(&self, query: &str, asked: impl Params) -> Result<BTreeSet<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(query)?
            .query_map(asked, |row| row.get(0).map(SubjectId::from_bytes))?
            .collect::<Result<_, _>>()?)
    }
}

/// Those of a table that are about these calls or cases, and about none of the third.
fn of(table: &str) -> String {
    format!(
        r#"SELECT id FROM {table}
           WHERE (call IN (SELECT unhex(value) FROM json_each(?1))
                  OR "case" IN (SELECT unhex(value) FROM json_each(?2)))
             AND ("case" IS NULL OR "case" NOT IN (SELECT unhex(value) FROM json_each(?3)))"#
    )
}

fn hex(id: SubjectId) -> String {
    crate::keys::hex(&id.to_bytes())
}

/// Ids as JSON, in hexadecimal: JSON knows no bytes.
fn json<'s>(ids: impl IntoIterator<Item = &'s SubjectId>) -> String {
    Value::from_iter(ids.into_iter().map(|id| hex(*id))).to_string()
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
