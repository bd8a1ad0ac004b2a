//! Search as you type, over calls, cases and persons.
//!
//! A new question ends the one before it, which nobody waits for any more; what takes long is answered
//! in pieces. Cards and actions are few and are searched on the screen.

use domain::id::SubjectId;
use store::{FoundCursor, FoundPage, Question, Reading};

use crate::dto::{
    FoundCall, FoundCalls, FoundCase, FoundCases, FoundPerson, FoundPersons, SearchAnswer,
    SearchIn, SearchQuery,
};
use crate::rights::Command;
use crate::sight::Sight;
use crate::{App, AppError, Result, Rule};

/// Numbers of a person that a row tells of.
const NUMBERS_SHOWN: u32 = 2;
/// Digits of each.
const END_DIGITS: usize = 4;

impl App {
    /// Calls, cases and persons that answer a question, newest first.
    ///
    /// # Errors
    /// `Invalid` for a cursor that is none; `SignedOut`, `NotAllowed`.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchAnswer> {
        let asking = self.asking(Command::Search)?;
        let eye = Sight::of(&asking.session);
        let sight = store::Sight {
            sensitive: eye.knows_of_all(),
        };
        let question = Question::read(&query.text);
        let searches = &asking.desk.searches;
        let (turn, after) = match &query.go_on {
            None => (searches.begin(), None),
            Some(on) => (searches.go_on(), Some((on.within, cursor(&on.after)?))),
        };
        let only = after.map(|(within, _)| within);
        let asks = |within| only.is_none_or(|only| only == within);
        let after = after.map(|(_, cursor)| cursor);
        asking.store().read(|reading| {
            let mut answer = SearchAnswer::default();
            if asks(SearchIn::Cases) {
                match reading.find_cases(&question, after, sight, &turn)? {
                    Some(page) => answer.cases = found_cases(reading, eye, &page)?,
                    None => return Ok(outdated()),
                }
            }
            if asks(SearchIn::Persons) {
                match reading.find_persons(&question, after, &turn)? {
                    Some(page) => answer.persons = found_persons(reading, &page)?,
                    None => return Ok(outdated()),
                }
            }
            if asks(SearchIn::Calls) {
                match reading.find_calls(&question, after, sight, &turn)? {
                    Some(page) => answer.calls = found_calls(reading, eye, &page)?,
                    None => return Ok(outdated()),
                }
            }
            Ok(answer)
        })
    }
}

fn cursor(text: &str) -> Result<FoundCursor> {
    text.parse()
        .map_err(|_| AppError::invalid("after", Rule::NotAnId))
}

fn outdated() -> SearchAnswer {
    SearchAnswer {
        outdated: true,
        ..SearchAnswer::default()
    }
}

fn found_calls(
    reading: &Reading<'_>,
    eye: Sight,
    page: &FoundPage<store::FoundCall>,
) -> Result<FoundCalls> {
    let ids: Vec<SubjectId> = page.rows.iter().map(|call| call.id).collect();
    let kept_back = eye.kept_back(reading, &ids)?;
    let rows = page.rows.iter().map(|call| {
        let restricted = kept_back.contains(&call.id);
        let told = |text: &str| {
            if restricted {
                String::new()
            } else {
                text.to_owned()
            }
        };
        FoundCall {
            id: call.id.to_string(),
            started_at: call.started_at.0,
            type_code: call.type_code.clone(),
            sub_category: told(&call.sub_category),
            number: told(&domain::phone::for_eye(&call.number)),
            note_start: told(&call.note_start),
            restricted,
        }
    });
    Ok(FoundCalls {
        rows: rows.collect(),
        next: page.next.map(|cursor| cursor.to_string()),
        unfinished: page.unfinished,
    })
}

fn found_cases(
    reading: &Reading<'_>,
    eye: Sight,
    page: &FoundPage<store::FoundCase>,
) -> Result<FoundCases> {
    let mut rows = Vec::with_capacity(page.rows.len());
    for case in &page.rows {
        let found = reading.case_row(case.id)?;
        let read = found.map(|row| eye.reads(reading, &row)).transpose()?;
        let restricted = !read.unwrap_or(true);
        let told = |text: &str| {
            if restricted {
                String::new()
            } else {
                text.to_owned()
            }
        };
        rows.push(FoundCase {
            id: case.id.to_string(),
            reference: case.reference.clone(),
            status: case.status.clone(),
            type_code: case.type_code.clone(),
            sub_category: told(&case.sub_category),
            urgent: case.urgent,
            received_at: case.received_at.map(|at| at.0),
            title: told(&case.title),
            restricted,
        });
    }
    Ok(FoundCases {
        rows,
        next: page.next.map(|cursor| cursor.to_string()),
        unfinished: page.unfinished,
    })
}

fn found_persons(
    reading: &Reading<'_>,
    page: &FoundPage<store::PersonRow>,
) -> Result<FoundPersons> {
    let rows = page.rows.iter().map(|person| {
        let numbers = reading.numbers_of(person.id, NUMBERS_SHOWN)?;
        Ok(FoundPerson {
            id: person.id.to_string(),
            name_ar: person.name_ar.clone(),
            name_latin: person.name_latin.clone(),
            birth_year: person.birth_year,
            governorate: person.governorate.clone(),
            wilayat: person.wilayat.clone(),
            number_ends: numbers.iter().map(|number| end_of(number)).collect(),
        })
    });
    Ok(FoundPersons {
        rows: rows.collect::<Result<_>>()?,
        next: page.next.map(|cursor| cursor.to_string()),
        unfinished: page.unfinished,
    })
}

/// The last digits of a number: enough to tell namesakes apart in a list that anybody may be looking at.
fn end_of(number: &str) -> String {
    let skipped = number.chars().count().saturating_sub(END_DIGITS);
    number.chars().skip(skipped).collect()
}
