//! A row as what somebody said of a contact, or everything that is wrong with it.
//!
//! What a row must have is what the form asks for: the day, and a mark, or why there is none. What it is about is named by
//! the number of a case, or by the number of a caller; a sheet that was laid out in a hospital names neither, and its answer
//! counts under the type and the governorate that the row says. A wilayat or a facility says its governorate and is not
//! kept itself, since a survey has none.
//!
//! Never here: whether there is such a case or call, and whether it was answered for already: that is asked of the store.

use std::sync::Arc;

use super::answers::Answers;
use super::codes::Codes;
use super::row::{Reader, Row};
use super::{Cell, Defaults, Fault, Field, What};
use crate::id::Millis;
use crate::lists::{List, Lists};
use crate::phone::{Phone, number_key};
use crate::reference::{Reference, ReferenceError};
use crate::survey::{Flaw, OF_SURVEYS, Survey};
use crate::text::{COMMENT_CHARS_MAX, OUTSIDE_NUMBER_CHARS_MAX, line, lines};

/// What a row says that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The case of this reference.
    Case(Reference),
    /// The call from the number of this key (`phone::number_key`).
    Number(String),
}

/// A row that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSurvey {
    /// What was said; of its type and governorate what the row says itself, where it names what it is about.
    pub survey: Survey,
    /// What it is about.
    pub about: Option<Named>,
}

/// What rows are read by.
#[derive(Debug)]
pub(super) struct SurveyRules {
    reader: Reader,
    defaults: Defaults,
    answers: Answers,
}

impl SurveyRules {
    /// Rules for a sheet whose columns mean this.
    pub(super) fn new(
        lists: Arc<Lists>,
        columns: Vec<Option<Field>>,
        defaults: Defaults,
        moment: (Millis, bool),
    ) -> Self {
        let coded = [
            (Field::Mode, List::SurveyModes),
            (Field::Language, List::Languages),
            (Field::Governorate, List::Governorates),
            (Field::Wilayat, List::Wilayats),
            (Field::Facility, List::Facilities),
        ];
        let reasons = lists.rows(List::RefusalReasons).iter();
        let reasons = reasons.filter(|row| row.group.as_deref() == Some(OF_SURVEYS));
        let reasons = Codes::of(&reasons.cloned().collect::<Vec<_>>());
        let mut reader = Reader::new(lists, columns, &coded, moment);
        reader.codes_of(Field::Refused, reasons);
        Self {
            reader,
            defaults,
            answers: Answers::new(),
        }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the fields.
    pub(super) fn read(&mut self, cells: &[Cell]) -> Result<ReadSurvey, Vec<Fault>> {
        let mut row = self.reader.row(cells);
        let about = self.about(&mut row);
        let of_type = if about.is_some() {
            ""
        } else {
            &self.defaults.type_code
        };
        let answers = &self.answers;
        let reader = &mut self.reader;
        let type_code = reader.code_or(&mut row, Field::Type, of_type);
        let overall = answers.overall(reader.cell(&row, Field::Overall));
        let ease = answers.ease(reader.cell(&row, Field::Ease));
        let solved = answers.solved(reader.cell(&row, Field::Solved));
        let comment = reader.words(&mut row, Field::Comment, lines, COMMENT_CHARS_MAX);
        let survey = Survey {
            day: reader.day(&mut row).map(|moment| moment.day),
            mode: reader.code_or(&mut row, Field::Mode, &self.defaults.mode),
            type_code,
            governorate: governorate(reader, &mut row),
            overall: reader.answered(&mut row, Field::Overall, overall),
            ease: reader.answered(&mut row, Field::Ease, ease),
            solved: reader.answered(&mut row, Field::Solved, solved),
            refused: reader.code(&mut row, Field::Refused),
            language: reader.code_or(&mut row, Field::Language, &self.defaults.language),
            reference: reader.words(&mut row, Field::Reference, line, OUTSIDE_NUMBER_CHARS_MAX),
            comment: comment.trim().to_owned(),
            ..Survey::default()
        };
        // A value that could not be read is no answer left out.
        let (flawed, what) = match survey.flaw() {
            Some(Flaw::NoMark) => (Field::Overall, What::Missing),
            Some(Flaw::MarksBesideRefusal) => (Field::Refused, What::DoesNotBelong),
            None => return row.finish(ReadSurvey { survey, about }),
        };
        if !row.is_faulty(Field::Overall) && !row.is_faulty(Field::Refused) {
            self.reader.fault(&mut row, flawed, what);
        }
        row.finish(ReadSurvey { survey, about })
    }

    /// The case that the row names, else the number that the call came from.
    fn about(&self, row: &mut Row<'_>) -> Option<Named> {
        let case = self.reader.digits(row, Field::About);
        let number = self.reader.number(row);
        if !case.trim().is_empty() {
            let what = match Reference::parse(&case) {
                Ok(reference) => return Some(Named::Case(reference)),
                Err(ReferenceError::CheckDigit) => What::CheckDigit,
                Err(ReferenceError::NotAReference) => What::NotAReference,
            };
            self.reader.fault(row, Field::About, what);
            return None;
        }
        if number.trim().is_empty() {
            return None;
        }
        let phone = Phone::read(&number);
        let key = number_key(&phone.e164.unwrap_or_default(), &phone.as_typed);
        Some(Named::Number(key))
    }
}

/// The governorate that a row says, or that of its wilayat or facility. A facility that is in no list says nothing that is
/// kept: only where the governorate hangs on it is that a fault.
fn governorate(reader: &mut Reader, row: &mut Row<'_>) -> String {
    let (governorate, _) = reader.place(row);
    let text = reader.text(row, Field::Facility);
    if text.is_empty() {
        return governorate;
    }
    let known = reader.all(Field::Facility, &text);
    let groups: Vec<Option<String>> = known
        .iter()
        .map(|code| reader.group(List::Facilities, code))
        .collect();
    if governorate.is_empty() {
        let code = reader.code(row, Field::Facility);
        return reader.group(List::Facilities, &code).unwrap_or_default();
    }
    let elsewhere = |group: &Option<String>| group.as_deref() != Some(governorate.as_str());
    if !groups.is_empty() && groups.iter().all(elsewhere) {
        reader.fault(row, Field::Facility, What::DoesNotBelong);
    }
    governorate
}
