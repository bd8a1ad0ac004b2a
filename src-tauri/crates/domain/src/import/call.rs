//! A row as a call, or everything that is wrong with it.
//!
//! What a row must have: when it was, and a type, or a subject that only one type has. All else may be missing, also
//! what its type asks an agent for: nobody can ask the caller any more. An imported call is a late entry of its batch
//! with no end, no duty, no person and no case: an old sheet says nothing that handling times, an own log or a queue could
//! use, and persons made of its names could not be taken out again. Whose call it was is a user where the sheet names
//! one by login or name, else the words of the sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codes::Codes;
use super::moment::{self, Moment};
use super::row::{Reader, Row};
use super::{Cell, Defaults, Fault, Field, KnownUser, What};
use crate::arabic;
use crate::call::{Call, Issue};
use crate::case::is_sensitive;
use crate::id::{IssueId, Millis, SubjectId, UserId};
use crate::lists::{List, Lists};
use crate::local_day::LocalDay;
use crate::phone::Phone;
use crate::text::{
    FACILITY_CHARS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, OUTSIDE_NUMBER_CHARS_MAX, PLACE_CHARS_MAX,
    line, lines,
};
use crate::thread::HANDLE_CHARS_MAX;

const MS_A_SECOND: i64 = 1_000;

/// What rows are read by.
#[derive(Debug)]
pub(super) struct CallRules {
    reader: Reader,
    defaults: Defaults,
    /// Subjects by their type, and all of them with `type/code` as code.
    subjects: BTreeMap<String, Codes>,
    all_subjects: Codes,
    users: Codes,
}

impl CallRules {
    /// Rules for a sheet whose columns mean this.
    pub(super) fn new(
        lists: Arc<Lists>,
        users: &[KnownUser],
        columns: Vec<Option<Field>>,
        defaults: Defaults,
        moment: (Millis, bool),
    ) -> Self {
        let mut subjects: BTreeMap<String, Codes> = BTreeMap::new();
        let mut all_subjects = Codes::default();
        for row in lists.sub_categories() {
            let labels = (row.ar.as_str(), row.en.as_str());
            let of_type = subjects.entry(row.type_code.clone()).or_default();
            of_type.add(&row.code, labels, &[]);
            let own = [row.code.clone()];
            all_subjects.add(&format!("{}/{}", row.type_code, row.code), labels, &own);
        }
        let mut known = Codes::default();
        for user in users {
            let login = [user.login.clone()];
            known.add(&user.id.to_string(), (&user.name_ar, &user.name_en), &login);
        }
        let coded = [
            (Field::Channel, List::Channels),
            (Field::Language, List::Languages),
            (Field::Governorate, List::Governorates),
            (Field::Wilayat, List::Wilayats),
            (Field::Facility, List::Facilities),
            (Field::Relation, List::Relations),
            (Field::Outcome, List::Outcomes),
        ];
        Self {
            reader: Reader::new(lists, columns, &coded, moment),
            defaults,
            subjects,
            all_subjects,
            users: known,
        }
    }

    /// Reads a row: the call, but for its batch.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the fields.
    pub(super) fn read(&mut self, id: SubjectId, cells: &[Cell]) -> Result<Call, Vec<Fault>> {
        let mut row = self.reader.row(cells);
        let started_at = self.started_at(&mut row);
        let channel = &self.defaults.channel;
        let channel = self.reader.code_or(&mut row, Field::Channel, channel);
        let (type_code, sub_category) = self.subject(&mut row);
        let (mut governorate, wilayat) = self.reader.place(&mut row);
        let (facility, facility_text) = self.facility(&mut row);
        if governorate.is_empty() {
            // As the form fills it in when a facility is chosen.
            let of_facility = self.reader.group(List::Facilities, &facility);
            governorate = of_facility.unwrap_or_default();
        }
        let language = &self.defaults.language;
        let language = self.reader.code_or(&mut row, Field::Language, language);
        let number = self.reader.number(&mut row);
        let (on_behalf_of, taken_by) = self.agent(&mut row);
        let urgent = self.yes(&mut row, Field::Urgent);
        let of_type = self.reader.lists.call_type(&type_code);
        let own = of_type.and_then(|own| own.default_outcome.clone());
        let own = own.unwrap_or_default();
        let outcome = self.reader.code_or(&mut row, Field::Outcome, &own);
        let issue = Issue {
            sub_category,
            facility,
            facility_text,
            primary: true,
            ..Issue::default()
        };
        let phone = Phone::read(&number);
        let reader = &mut self.reader;
        let way = reader.lists.channel(&channel).cloned();
        let is_received = way.as_ref().is_some_and(|way| way.kind.is_received());
        let at = started_at.map_or(0, |at| at.0);
        let call = Call {
            direction: way
                .map_or("", |way| if way.outgoing { "out" } else { "in" })
                .into(),
            channel,
            received_at: started_at.filter(|_| is_received),
            started_at,
            entered_late: true,
            on_behalf_of,
            taken_by,
            shift: reader.lists.shift_plan().shift_at(at).to_string(),
            local_day: LocalDay::of(at).to_string(),
            language,
            relation: reader.code(&mut row, Field::Relation),
            governorate,
            wilayat,
            type_code,
            outcome,
            urgent,
            // As the first issue of any call: it bears the call's own bytes.
            issues: BTreeMap::from([(IssueId::from_bytes(id.to_bytes()), issue)]),
            number: phone.e164.unwrap_or_default(),
            number_as_typed: phone.as_typed,
            caller_name: reader.words(&mut row, Field::CallerName, line, NAME_CHARS_MAX),
            patient_name: reader.words(&mut row, Field::PatientName, line, NAME_CHARS_MAX),
            file_number: reader.words(&mut row, Field::FileNumber, line, OUTSIDE_NUMBER_CHARS_MAX),
            handle: reader.words(&mut row, Field::Handle, line, HANDLE_CHARS_MAX),
            external_reference: reader.words(
                &mut row,
                Field::Reference,
                line,
                OUTSIDE_NUMBER_CHARS_MAX,
            ),
            place: reader.words(&mut row, Field::Place, line, PLACE_CHARS_MAX),
            note: reader.words(&mut row, Field::Note, lines, NOTE_CHARS_MAX),
            answer: reader.words(&mut row, Field::Answer, lines, NOTE_CHARS_MAX),
            ..Call::default()
        };
        row.finish(call)
    }

    fn started_at(&self, row: &mut Row<'_>) -> Option<Millis> {
        let time = moment::time(self.reader.cell(row, Field::Time));
        if let Err(what) = &time {
            self.reader.fault(row, Field::Time, what.clone());
        }
        let moment = self.reader.day(row)?;
        let Some(seconds) = time.ok()?.or(moment.time_s).or(self.defaults.time_s) else {
            self.reader.fault(row, Field::Time, What::Missing);
            return None;
        };
        let at = moment.day.starts_at_ms() + seconds * MS_A_SECOND;
        if at > self.reader.now.0 {
            // A day alone that is today is not ahead at its noon.
            if time_is_said(moment, self.reader.cell(row, Field::Time)) {
                self.reader.fault(row, Field::Time, What::Ahead);
                return None;
            }
            return Some(Millis(moment.day.starts_at_ms()));
        }
        Some(Millis(at))
    }

    /// Type and subject: the subject gives the type where it is the only one of its name.
    fn subject(&mut self, row: &mut Row<'_>) -> (String, String) {
        let met = row.faults.len();
        let mut type_code = self.reader.code(row, Field::Type);
        let type_is_faulty = row.faults.len() > met;
        let subject = self.reader.text(row, Field::SubCategory);
        if type_code.is_empty() && !type_is_faulty && subject.is_empty() {
            type_code.clone_from(&self.defaults.type_code);
            if type_code.is_empty() && row.faults.len() == met {
                self.reader.fault(row, Field::Type, What::Missing);
            }
        }
        if subject.is_empty() || type_is_faulty {
            return (type_code, String::new());
        }
        if let Some(of_type) = self.subjects.get_mut(&type_code) {
            return match of_type.one(&subject) {
                Ok(code) => (type_code, code),
                Err(what) => {
                    let elsewhere = !self.all_subjects.all(&subject).is_empty();
                    let what = if elsewhere { What::DoesNotBelong } else { what };
                    self.reader.fault(row, Field::SubCategory, what);
                    (type_code, String::new())
                }
            };
        }
        if !type_code.is_empty() {
            // A type without subjects.
            self.reader
                .fault(row, Field::SubCategory, What::DoesNotBelong);
            return (type_code, String::new());
        }
        let found = match self.all_subjects.one(&subject) {
            // The type that holds for all decides between those of one name.
            Err(What::Several) if !self.defaults.type_code.is_empty() => {
                let of_type = self.subjects.entry(self.defaults.type_code.clone());
                let code = of_type.or_default().one(&subject);
                code.map(|code| format!("{}/{code}", self.defaults.type_code))
            }
            found => found,
        };
        match found {
            Ok(found) => {
                let (type_code, code) = found.split_once('/').unwrap_or_default();
                (type_code.to_owned(), code.to_owned())
            }
            Err(what) => {
                self.reader.fault(row, Field::SubCategory, what);
                (String::new(), String::new())
            }
        }
    }

    /// A facility of the list, else its words: as an agent may write one that is in no list.
    fn facility(&self, row: &mut Row<'_>) -> (String, String) {
        let words = self
            .reader
            .words(row, Field::Facility, line, FACILITY_CHARS_MAX);
        match self.reader.all(Field::Facility, &words) {
            [code] => (code.clone(), String::new()),
            _ => (String::new(), words),
        }
    }

    fn agent(&self, row: &mut Row<'_>) -> (Option<UserId>, String) {
        let words = self.reader.words(row, Field::Agent, line, NAME_CHARS_MAX);
        match self.users.all(&words) {
            [user] => match user.parse() {
                Ok(user) => (Some(user), String::new()),
                Err(_) => (None, words),
            },
            _ => (None, words),
        }
    }

    fn yes(&self, row: &mut Row<'_>, field: Field) -> bool {
        match self.reader.cell(row, field) {
            Cell::Flag(flag) => return *flag,
            Cell::Empty => return false,
            _ => {}
        }
        let text = self.reader.text(row, field);
        match arabic::fold(&text).as_str() {
            "نعم" | "عاجل" | "عاجله" | "صح" | "yes" | "y" | "true" | "1" | "urgent" | "x" => {
                true
            }
            "لا" | "عادي" | "عاديه" | "غير عاجل" | "خطا" | "no" | "n" | "false" | "0" | "normal"
            | "-" | "" => false,
            _ => {
                if !row.is_faulty(field) {
                    self.reader.fault(row, field, What::NotYesNo);
                }
                false
            }
        }
    }
}

/// Whether a call is about what only few may read. One that is taken down opens a case, which keeps it from everybody
/// else; an imported one opens none.
#[must_use]
pub fn is_kept_back(call: &Call) -> bool {
    let mut issues = call.issues.values();
    is_sensitive(&call.type_code, "")
        || issues.any(|issue| is_sensitive(&call.type_code, &issue.sub_category))
}

/// The call with nothing by which somebody could be known: it counts, and tells nothing.
#[must_use]
pub fn without_words(call: Call) -> Call {
    let issues = call.issues.into_iter().map(|(id, issue)| {
        let facility_text = String::new();
        let issue = Issue {
            facility_text,
            ..issue
        };
        (id, issue)
    });
    Call {
        issues: issues.collect(),
        number: String::new(),
        number_as_typed: String::new(),
        caller_name: String::new(),
        patient_name: String::new(),
        file_number: String::new(),
        handle: String::new(),
        external_reference: String::new(),
        place: String::new(),
        note: String::new(),
        answer: String::new(),
        ..call
    }
}

fn time_is_said(moment: Moment, time: &Cell) -> bool {
    moment.time_s.is_some() || !time.is_empty()
}
