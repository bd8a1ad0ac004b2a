//! The caller card, and the warning of the same problem: what is known while a number is typed.
//!
//! Choose, never guess. A number may belong to many, so the card names everybody on it and marks nobody;
//! only who was chosen, whether they are on it or not, brings their other numbers, relations, cases and
//! calls of other numbers with them. The cases of somebody who is alone on a number are offered too: that
//! decides nothing.
//!
//! The one sentence that may be told comes first. Of a sensitive case, those who neither have the right
//! (`SensitiveRead`) nor own it learn that there is one and nothing else: no reference, no subject, no
//! name, no promise, and of its calls only when they were.
//!
//! Never here: writing anything.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::id::{Millis, SubjectId};
use domain::phone::{self, NUMBER_CHARS_MAX, Phone};
use store::{CallRow, Candidate, CaseRow, FollowUpRow, Reading, SAME_PROBLEM_MS};

use crate::dto::{
    CallerCard, CallerCase, CallerFlag, CallerPerson, CallerPromise, CallerQuery, CallerRelation,
    ChosenPerson, PastCall, ProblemQuery, SameProblem,
};
use crate::form::optional_id;
use crate::rights::Command;
use crate::session::Session;
use crate::sight::Sight;
use crate::text::line;
use crate::{App, Result};

/// Calls that the card shows.
const CALLS_SHOWN: usize = 5;
/// Calls of a caller whose promises are looked for, and that are looked through for the same problem.
const CALLS_LOOKED_THROUGH: u32 = 50;
/// Cases that the warning of the same problem shows.
const CASES_SHOWN: usize = 3;

impl App {
    /// What is known of a number and of the person chosen on it.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn caller_card(&self, query: &CallerQuery) -> Result<CallerCard> {
        let asking = self.asking(Command::CallerCard)?;
        let number = line("number", &query.number, NUMBER_CHARS_MAX)?;
        let person = optional_id("person", &query.person)?;
        let linked = optional_id("linkedCase", &query.linked_case)?;
        let phone = Phone::read(&number);
        let key = phone::number_key(phone.e164.as_deref().unwrap_or_default(), &number);
        let eye = Eye::of(&asking.session, asking.now());
        asking.store().read(|reading| {
            let linked = match linked {
                Some(case) => reading.case_row(case)?,
                None => None,
            };
            let mut card = CallerCard {
                linked: match linked {
                    Some(row) if eye.sight.reads(reading, &row)? => Some(eye.case(&row)),
                    _ => None,
                },
                ..CallerCard::default()
            };
            if !key.is_empty() {
                card.number = phone.for_eye();
                fill(reading, &eye, &key, person, &mut card)?;
            }
            Ok(card)
        })
    }

    /// What came in within seven days about the same problem: the same type and subject at the same
    /// facility, or of the same number.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn same_problem(&self, query: &ProblemQuery) -> Result<SameProblem> {
        let asking = self.asking(Command::SameProblem)?;
        let number = line("number", &query.number, NUMBER_CHARS_MAX)?;
        if query.type_code.is_empty() || query.sub_category.is_empty() {
            return Ok(SameProblem::default());
        }
        let phone = Phone::read(&number);
        let key = phone::number_key(phone.e164.as_deref().unwrap_or_default(), &number);
        let eye = Eye::of(&asking.session, asking.now());
        let since = Millis(eye.now.0.saturating_sub(SAME_PROBLEM_MS));
        asking
            .store()
            .read(|reading| problem(reading, &eye, query, &key, since))
    }
}

/// Whoever looks, and when.
pub(crate) struct Eye {
    pub(crate) sight: Sight,
    now: Millis,
}

impl Eye {
    pub(crate) fn of(session: &Session, now: Millis) -> Self {
        Self {
            sight: Sight::of(session),
            now,
        }
    }

    pub(crate) fn case(&self, row: &CaseRow) -> CallerCase {
        CallerCase {
            id: row.id.to_string(),
            reference: row.reference.clone(),
            type_code: row.type_code.clone(),
            sub_category: row.sub_category.clone(),
            facility: row.facility.clone(),
            status: row.status.clone(),
            urgent: row.urgent,
            received_at: row.received_at.0,
            owner_ar: row.owner_ar.clone(),
            owner_en: row.owner_en.clone(),
            own: row.owner == Some(self.sight.user),
            due: row.due.map(|due| due.0),
            overdue: row.due.is_some_and(|due| due < self.now),
            tell_caller: row.tell_caller.clone(),
            tell_caller_at: row.tell_caller_at.map(|at| at.0),
            calls: row.calls,
        }
    }

    fn promise(&self, row: &FollowUpRow) -> CallerPromise {
        CallerPromise {
            id: row.id.to_string(),
            kind: row.kind.clone(),
            promise: row.promise.clone(),
            due: row.due.0,
            overdue: row.due < self.now,
            case: row.case.map(|case| case.to_string()),
            case_reference: row.case_reference.clone(),
            call: row.call.map(|call| call.to_string()),
            owner_ar: row.owner_ar.clone(),
            owner_en: row.owner_en.clone(),
        }
    }
}

/// Cases that may be read, and those that are only there.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn told_apart(
    reading: &Reading<'_>,
    sight: Sight,
    cases: Vec<CaseRow>,
) -> Result<(Vec<CaseRow>, Vec<CaseRow>)> {
    let (mut seen, mut kept) = (Vec::new(), Vec::new());
    for case in cases {
        if sight.reads(reading, &case)? {
            seen.push(case);
        } else {
            kept.push(case);
        }
    }
    Ok((seen, kept))
}

fn fill(
    reading: &Reading<'_>,
    eye: &Eye,
    key: &str,
    person: Option<SubjectId>,
    card: &mut CallerCard,
) -> Result<()> {
    let mut people = reading.people_on_number(key)?;
    // Who is one by merges is one of the people, however many of them were added last.
    let offered = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let on_it = reading.count_people_on_number(key)?;
    card.more_people = on_it.saturating_sub(offered);
    let alone = people.len() == 1 && card.more_people == 0;
    // People call from others' numbers, and get new ones.
    if let Some(id) = person
        && !people.iter().any(|one| one.persons.contains(&id))
    {
        people.extend(reading.candidate(id)?);
        if card.more_people > 0 && reading.is_on_number(id, key)? {
            card.more_people -= 1;
        }
    }
    let chosen = person.and_then(|id| people.iter().find(|one| one.persons.contains(&id)));
    let persons = chosen.map_or(&[][..], |one| one.persons.as_slice());
    for one in &people {
        card.people.push(caller_person(reading, one)?);
    }
    card.chosen = match chosen {
        Some(one) => Some(chosen_person(reading, one, key)?),
        None => None,
    };

    // Offered, not decided: who is alone on the number may be meant.
    let whose = match people.as_slice() {
        [only, ..] if alone && chosen.is_none() => only.persons.as_slice(),
        _ => persons,
    };
    let (mut seen, hidden) = told_apart(reading, eye.sight, reading.open_cases_of(key, whose)?)?;
    card.restricted_cases = u32::try_from(hidden.len()).unwrap_or(u32::MAX);
    seen.sort_by_key(|case| {
        (
            case.tell_caller.is_empty(),
            Reverse((case.received_at, case.id)),
        )
    });
    card.cases = seen.iter().map(|case| eye.case(case)).collect();

    let (heard, total) = reading.calls_of_caller(key, persons, CALLS_LOOKED_THROUGH)?;
    let ids: Vec<SubjectId> = heard.iter().map(|call| call.id).collect();
    card.total_calls = total;
    let kept_back = eye.sight.kept_back(reading, &ids)?;
    let shown = heard.get(..CALLS_SHOWN).unwrap_or(&heard);
    card.calls = reading
        .call_rows(shown)?
        .iter()
        .map(|call| past_call(call, kept_back.contains(&call.id)))
        .collect();

    let cases: Vec<SubjectId> = seen.iter().map(|case| case.id).collect();
    let visible: BTreeSet<SubjectId> = cases.iter().copied().collect();
    let open: Vec<SubjectId> = ids
        .into_iter()
        .filter(|call| !kept_back.contains(call))
        .collect();
    let promises = reading.promises_of(&cases, &open)?;
    card.promises = promises
        .iter()
        .filter(|row| !row.sensitive || row.case.is_some_and(|case| visible.contains(&case)))
        .map(|row| eye.promise(row))
        .collect();
    let flags = reading.live_flags(key, eye.now)?;
    card.flags = flags
        .into_iter()
        .map(|flag| CallerFlag {
            id: flag.id.to_string(),
            code: flag.code,
            reason: flag.reason,
            until: flag.until.0,
        })
        .collect();
    Ok(())
}

pub(crate) fn caller_person(reading: &Reading<'_>, one: &Candidate) -> Result<CallerPerson> {
    let (calls, last) = reading.heard_of_persons(&one.persons)?;
    Ok(CallerPerson {
        id: one.row.id.to_string(),
        name_ar: one.row.name_ar.clone(),
        name_latin: one.row.name_latin.clone(),
        beneficiary: one.row.beneficiary.clone(),
        governorate: one.row.governorate.clone(),
        wilayat: one.row.wilayat.clone(),
        calls,
        last_call_at: last.map(|at| at.0),
    })
}

fn chosen_person(reading: &Reading<'_>, one: &Candidate, key: &str) -> Result<ChosenPerson> {
    let mut numbers = BTreeSet::new();
    let mut relations = Vec::new();
    let mut merges = BTreeSet::new();
    for person in &one.persons {
        if let Some(whole) = reading.person(*person)? {
            numbers.extend(whole.numbers.into_iter().map(|(number, _)| number));
            // Among persons who are one nobody is related to anybody.
            let others = whole.relations.into_iter();
            relations.extend(others.filter(|to| !one.persons.contains(&to.other)));
        }
        let made = reading.merges_of(*person)?;
        merges.extend(
            made.into_iter()
                .map(|merge| Reverse((merge.made_at, merge.id))),
        );
    }
    numbers.remove(key);
    Ok(ChosenPerson {
        id: one.row.id.to_string(),
        other_numbers: numbers
            .iter()
            .map(|number| phone::for_eye(number))
            .collect(),
        relations: relations
            .into_iter()
            .map(|to| CallerRelation {
                name_ar: to.other_ar,
                name_latin: to.other_latin,
                relation: to.relation,
                from_here: to.from_here,
            })
            .collect(),
        merges: merges
            .into_iter()
            .map(|Reverse((_, id))| id.to_string())
            .collect(),
    })
}

pub(crate) fn past_call(row: &CallRow, restricted: bool) -> PastCall {
    if restricted {
        return PastCall {
            id: String::new(),
            started_at: row.started_at.0,
            restricted,
            type_code: String::new(),
            sub_category: String::new(),
            outcome: String::new(),
            case_reference: None,
        };
    }
    PastCall {
        id: row.id.to_string(),
        started_at: row.started_at.0,
        restricted,
        type_code: row.type_code.clone(),
        sub_category: row.sub_category.clone(),
        outcome: row.outcome.clone(),
        case_reference: row.case_reference.clone(),
    }
}

fn problem(
    reading: &Reading<'_>,
    eye: &Eye,
    query: &ProblemQuery,
    key: &str,
    since: Millis,
) -> Result<SameProblem> {
    let ProblemQuery {
        facility,
        type_code,
        sub_category,
        ..
    } = query;
    let there = reading.same_problem(
        facility,
        type_code,
        sub_category,
        since,
        eye.sight.knows_of_all(),
    )?;
    let (newest_there, _) = told_apart(reading, eye.sight, there.newest_cases)?;
    // What the same number said of another facility, or before one was named, is the same problem too.
    let elsewhere = |of: &str| facility.is_empty() || of != facility;
    let calls = reading
        .calls_of_number(key, None, CALLS_LOOKED_THROUGH)?
        .rows;
    let own_calls = calls.iter().filter(|call| {
        call.started_at >= since
            && call.type_code == *type_code
            && call.sub_category == *sub_category
            && elsewhere(&call.facility)
    });
    let own_cases: Vec<CaseRow> = reading
        .open_cases_of(key, &[])?
        .into_iter()
        .filter(|case| {
            case.received_at >= since
                && case.type_code == *type_code
                && case.sub_category == *sub_category
                && elsewhere(&case.facility)
        })
        .collect();
    let (own_cases, _) = told_apart(reading, eye.sight, own_cases)?;
    let count = |more: usize| u32::try_from(more).unwrap_or(u32::MAX);
    let mut newest: Vec<&CaseRow> = newest_there.iter().chain(&own_cases).collect();
    newest.sort_by_key(|case| Reverse((case.received_at, case.id)));
    Ok(SameProblem {
        calls: there.calls.saturating_add(count(own_calls.count())),
        cases: there.cases.saturating_add(count(own_cases.len())),
        newest_cases: newest
            .into_iter()
            .take(CASES_SHOWN)
            .map(|case| eye.case(case))
            .collect(),
    })
}
