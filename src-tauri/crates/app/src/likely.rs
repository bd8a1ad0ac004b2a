//! Who it may be by the name that is typed: people of that name whom the card of the number does not
//! offer.
//!
//! The same person calls from a new number, and without this they would be made anew each time. A likeness
//! is an offer with its score beside it; people choose. Names are compared folded (`domain::arabic`), so
//! that بن, ابن, ال and the spellings of a name do not part anybody from themselves.
//!
//! Never here: choosing, merging, or anything about calls and cases.

use domain::arabic;
use domain::phone::{self, NUMBER_CHARS_MAX, Phone};
use domain::text::NAME_CHARS_MAX;
use store::{Candidate, Reading};

use crate::caller::caller_person;
use crate::dto::{LikelyPerson, LikelyQuery};
use crate::rights::Command;
use crate::text::line;
use crate::{App, Result};

/// People that are offered.
const LIKELY_SHOWN: usize = 3;
/// People of the name that are looked at: those on the number are left out of them.
const LIKELY_LOOKED_AT: usize = 20;
/// A single word is no name to know anybody by.
const NAME_WORDS_MIN: usize = 2;

impl App {
    /// People of this name whom the card of the number does not offer already, the likest first, at most
    /// three. Nobody for a single word.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn likely_persons(&self, query: &LikelyQuery) -> Result<Vec<LikelyPerson>> {
        let asking = self.asking(Command::LikelyPersons)?;
        let name = line("name", &query.name, NAME_CHARS_MAX)?;
        let number = line("number", &query.number, NUMBER_CHARS_MAX)?;
        if arabic::name_key(&name).split(' ').count() < NAME_WORDS_MIN {
            return Ok(Vec::new());
        }
        let phone = Phone::read(&number);
        let key = phone::number_key(phone.e164.as_deref().unwrap_or_default(), &number);
        asking.store().read(|reading| {
            let here = reading.people_on_number(&key)?;
            let on_it = |one: &Candidate| {
                let mut persons = here.iter().flat_map(|other| &other.persons);
                persons.any(|person| one.persons.contains(person))
            };
            let mut found = reading.persons_by_name(&name, LIKELY_LOOKED_AT)?;
            found.retain(|one| !on_it(one));
            found.truncate(LIKELY_SHOWN);
            found.iter().map(|one| likely(reading, one)).collect()
        })
    }
}

fn likely(reading: &Reading<'_>, one: &Candidate) -> Result<LikelyPerson> {
    let mut numbers = Vec::new();
    for person in &one.persons {
        if let Some(whole) = reading.person(*person)? {
            numbers.extend(whole.numbers.iter().map(|(key, _)| phone::for_eye(key)));
        }
    }
    numbers.sort();
    numbers.dedup();
    Ok(LikelyPerson {
        person: caller_person(reading, one)?,
        score: one.score,
        numbers,
        birth_year: one.row.birth_year,
    })
}
