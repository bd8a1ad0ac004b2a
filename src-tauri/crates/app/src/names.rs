//! People by their name, while one is typed for somebody who may not be on the caller's number: the
//! patient. It offers and decides nothing.
//!
//! `likely` asks the same index something else: who a whole name may be that was typed for a caller, on other
//! numbers alone, with how like it is and their numbers. One command for both would be two behind a switch.

use domain::text::NAME_CHARS_MAX;

use crate::caller::caller_person;
use crate::dto::CallerPerson;
use crate::rights::Command;
use crate::text::line;
use crate::{App, Result};

/// People that are offered at most: more are not looked through while somebody speaks.
const OFFERED_MAX: usize = 8;
/// With fewer letters than this a name says nothing.
const LETTERS_MIN: usize = 2;

impl App {
    /// The people whose name answers what is typed, the likest first, at most eight; nobody for less than
    /// two letters.
    ///
    /// # Errors
    /// `Invalid` with the field; `SignedOut`, `NotAllowed`.
    pub fn people_by_name(&self, name: &str) -> Result<Vec<CallerPerson>> {
        let asking = self.asking(Command::PeopleByName)?;
        let name = line("name", name, NAME_CHARS_MAX)?;
        if name.chars().filter(|c| c.is_alphabetic()).count() < LETTERS_MIN {
            return Ok(Vec::new());
        }
        asking.store().read(|reading| {
            let found = reading.persons_by_name(&name, OFFERED_MAX)?;
            found
                .iter()
                .map(|one| caller_person(reading, one))
                .collect()
        })
    }
}
