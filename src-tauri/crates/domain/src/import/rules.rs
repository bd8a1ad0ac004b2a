//! What a row is read by, and what comes of it, whatever the rows of the sheet are.

use std::sync::Arc;

use super::call::CallRules;
use super::survey::SurveyRules;
use super::{Cell, Fault, Field, ReadSurvey, RowKind};
use crate::call::Call;
use crate::id::{Millis, SubjectId, UserId};
use crate::lists::Lists;

/// A user whom a sheet may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUser {
    /// Who.
    pub id: UserId,
    /// Login.
    pub login: String,
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in English.
    pub name_en: String,
}

/// What holds for rows whose sheet, or whose cell, says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// Code of the channel of a call.
    pub channel: String,
    /// Code of the mode of a survey.
    pub mode: String,
    /// Code of the language; may be empty.
    pub language: String,
    /// Code of the type; empty where each row says its own, or an answer counts under none.
    pub type_code: String,
    /// Time of day of a call in seconds; none where a row without one is a fault.
    pub time_s: Option<i64>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            channel: "phone_in".into(),
            mode: "paper".into(),
            language: "ar".into(),
            type_code: String::new(),
            time_s: Some(12 * 3_600),
        }
    }
}

/// What the rows of a sheet are read by.
#[derive(Debug)]
pub struct Rules(OfKind);

#[derive(Debug)]
enum OfKind {
    Calls(Box<CallRules>),
    Surveys(Box<SurveyRules>),
}

/// A row that can come in, but for its batch.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadRow {
    /// A call.
    Call(Box<Call>),
    /// What somebody said of a contact.
    Survey(Box<ReadSurvey>),
}

impl Rules {
    /// Rules for a sheet whose columns mean this; a field that two columns are said to mean is taken from the first.
    /// `moment`: now, and whether the sheet counts days from 1904.
    #[must_use]
    pub fn new(
        kind: RowKind,
        lists: Arc<Lists>,
        users: &[KnownUser],
        columns: Vec<Option<Field>>,
        defaults: Defaults,
        moment: (Millis, bool),
    ) -> Self {
        Self(match kind {
            RowKind::Calls => {
                let rules = CallRules::new(lists, users, columns, defaults, moment);
                OfKind::Calls(Box::new(rules))
            }
            RowKind::Surveys => {
                let rules = SurveyRules::new(lists, columns, defaults, moment);
                OfKind::Surveys(Box::new(rules))
            }
        })
    }

    /// Reads a row, whose subject has this id.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the fields.
    pub fn read(&mut self, id: SubjectId, cells: &[Cell]) -> Result<ReadRow, Vec<Fault>> {
        match &mut self.0 {
            OfKind::Calls(rules) => rules
                .read(id, cells)
                .map(|call| ReadRow::Call(Box::new(call))),
            OfKind::Surveys(rules) => rules
                .read(cells)
                .map(|read| ReadRow::Survey(Box::new(read))),
        }
    }
}
