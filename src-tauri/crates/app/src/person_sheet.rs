//! A person who was found: their numbers, what is open, what was called before.
//!
//! What the caller card keeps from those without the right is kept from them here in the same way: of a
//! sensitive case only that there is one, of its calls only when they were. Never here: writing anything,
//! identity documents.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::id::SubjectId;
use domain::phone;
use store::Reading;

use crate::caller::{Eye, past_call, told_apart};
use crate::dto::PersonSheet;
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

/// Calls that the sheet shows.
const CALLS_SHOWN: u32 = 10;

impl App {
    /// What is known of a person, and of everybody who is one with them by a merge.
    ///
    /// # Errors
    /// `Invalid` for an id that is none; `NotFound`, `SignedOut`, `NotAllowed`.
    pub fn person_sheet(&self, id: &str) -> Result<PersonSheet> {
        let asking = self.asking(Command::PersonSheet)?;
        let id = id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        let eye = Eye::of(&asking.session, asking.now());
        asking.store().read(|reading| sheet(reading, &eye, id))
    }
}

fn sheet(reading: &Reading<'_>, eye: &Eye, id: SubjectId) -> Result<PersonSheet> {
    let component = reading.component_of(id)?;
    let lead = reading.person_row(component.lead)?;
    let row = lead.ok_or(AppError::NotFound)?;
    let mut numbers = BTreeSet::new();
    for person in &component.persons {
        if let Some(whole) = reading.person(*person)? {
            numbers.extend(whole.numbers.into_iter().map(|(number, _)| number));
        }
    }
    let open = reading.open_cases_of("", &component.persons)?;
    let (mut seen, hidden) = told_apart(reading, eye.sight, open)?;
    seen.sort_by_key(|case| Reverse((case.received_at, case.id)));
    let calls = reading.calls_of_persons(&component.persons, None, CALLS_SHOWN)?;
    let ids: Vec<SubjectId> = calls.rows.iter().map(|call| call.id).collect();
    let kept_back = eye.sight.kept_back(reading, &ids)?;
    Ok(PersonSheet {
        id: row.id.to_string(),
        name_ar: row.name_ar,
        name_latin: row.name_latin,
        birth_year: row.birth_year,
        beneficiary: row.beneficiary,
        governorate: row.governorate,
        wilayat: row.wilayat,
        numbers: numbers
            .iter()
            .map(|number| phone::for_eye(number))
            .collect(),
        cases: seen.iter().map(|case| eye.case(case)).collect(),
        restricted_cases: u32::try_from(hidden.len()).unwrap_or(u32::MAX),
        calls: calls
            .rows
            .iter()
            .map(|call| past_call(call, kept_back.contains(&call.id)))
            .collect(),
        total_calls: calls.total,
        erased_at: reading.erased(component.lead)?.map(|erased| erased.at.0),
    })
}
