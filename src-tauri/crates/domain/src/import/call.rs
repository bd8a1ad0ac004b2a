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
use super::{Cell, Fault, Field, What};
use crate::arabic;
use crate::call::{Call, Issue};
use crate::id::{IssueId, Millis, SubjectId, UserId};
use crate::lists::{List, Lists};
use crate::local_day::LocalDay;
use crate::phone::{NUMBER_CHARS_MAX, Phone};
use crate::text::{
    FACILITY_CHARS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, OUTSIDE_NUMBER_CHARS_MAX, PLACE_CHARS_MAX,
    Text, TooLong, line, lines,
};
use crate::thread::HANDLE_CHARS_MAX;

/// The most characters of a cell, as the sheets of every maker have it.
pub(super) const CELL_CHARS_MAX: usize = 32_767;
/// The first year of which a call is taken.
const FIRST_YEAR: i32 = 1_990;
const MS_A_SECOND: i64 = 1_000;

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
    /// Code of the channel.
    pub channel: String,
    /// Code of the language; may be empty.
    pub language: String,
    /// Code of the type; empty where each row says its own.
    pub type_code: String,
    /// Time of day in seconds; none where a row without one is a fault.
    pub time_s: Option<i64>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            channel: "phone_in".into(),
            language: "ar".into(),
            type_code: String::new(),
            time_s: Some(12 * 3_600),
        }
    }
}

/// What rows are read by.
#[derive(Debug)]
pub struct CallRules {
    lists: Arc<Lists>,
    columns: Vec<Option<Field>>,
    defaults: Defaults,
    now: Millis,
    is_1904: bool,
    codes: BTreeMap<Field, Codes>,
    /// Subjects by their type, and all of them with `type/code` as code.
    subjects: BTreeMap<String, Codes>,
    all_subjects: Codes,
    users: Codes,
}

/// A row that can come in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadCall {
    /// The call, but for its batch.
    pub call: Call,
}

/// The row that is being read.
struct Row<'c> {
    cells: &'c [Cell],
    faults: Vec<Fault>,
}

impl CallRules {
    /// Rules for a sheet whose columns mean this; a field that two columns are said to mean is taken from the first.
    #[must_use]
    pub fn new(
        lists: Arc<Lists>,
        users: &[KnownUser],
        columns: Vec<Option<Field>>,
        defaults: Defaults,
        (now, is_1904): (Millis, bool),
    ) -> Self {
        let plain = [
            (Field::Channel, List::Channels),
            (Field::Language, List::Languages),
            (Field::Governorate, List::Governorates),
            (Field::Wilayat, List::Wilayats),
            (Field::Facility, List::Facilities),
            (Field::Relation, List::Relations),
            (Field::Outcome, List::Outcomes),
        ];
        let mut codes: BTreeMap<Field, Codes> = plain
            .into_iter()
            .map(|(field, list)| (field, Codes::of(lists.rows(list))))
            .collect();
        let mut types = Codes::default();
        for row in lists.types() {
            types.add(&row.code, (&row.ar, &row.en), &[]);
        }
        codes.insert(Field::Type, types);
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
        Self {
            lists,
            columns,
            defaults,
            now,
            is_1904,
            codes,
            subjects,
            all_subjects,
            users: known,
        }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the fields.
    pub fn read(&mut self, id: SubjectId, cells: &[Cell]) -> Result<ReadCall, Vec<Fault>> {
        let mut row = Row {
            cells,
            faults: Vec::new(),
        };
        self.check_width(&mut row);
        let started_at = self.started_at(&mut row);
        let channel = self.code(&mut row, Field::Channel);
        let channel = if channel.is_empty() {
            self.defaults.channel.clone()
        } else {
            channel
        };
        let (type_code, sub_category) = self.subject(&mut row);
        let (governorate, wilayat) = self.place(&mut row);
        let (facility, facility_text) = self.facility(&mut row);
        let language = match self.code(&mut row, Field::Language) {
            code if code.is_empty() => self.defaults.language.clone(),
            code => code,
        };
        let number = self.number(&mut row);
        let (on_behalf_of, taken_by) = self.agent(&mut row);
        let urgent = self.yes(&mut row, Field::Urgent);
        let outcome = match self.code(&mut row, Field::Outcome) {
            code if code.is_empty() => self
                .lists
                .call_type(&type_code)
                .and_then(|own| own.default_outcome.clone())
                .unwrap_or_default(),
            code => code,
        };
        let issue = Issue {
            sub_category,
            facility,
            facility_text,
            primary: true,
            ..Issue::default()
        };
        let phone = Phone::read(&number);
        let way = self.lists.channel(&channel);
        let is_received = way.is_some_and(|way| way.kind.is_received());
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
            shift: self.lists.shift_plan().shift_at(at).to_string(),
            local_day: LocalDay::of(at).to_string(),
            language,
            relation: self.code(&mut row, Field::Relation),
            governorate,
            wilayat,
            type_code,
            outcome,
            urgent,
            // As the first issue of any call: it bears the call's own bytes.
            issues: BTreeMap::from([(IssueId::from_bytes(id.to_bytes()), issue)]),
            number: phone.e164.unwrap_or_default(),
            number_as_typed: phone.as_typed,
            caller_name: self.words(&mut row, Field::CallerName, line, NAME_CHARS_MAX),
            patient_name: self.words(&mut row, Field::PatientName, line, NAME_CHARS_MAX),
            file_number: self.words(&mut row, Field::FileNumber, line, OUTSIDE_NUMBER_CHARS_MAX),
            handle: self.words(&mut row, Field::Handle, line, HANDLE_CHARS_MAX),
            external_reference: self.words(
                &mut row,
                Field::Reference,
                line,
                OUTSIDE_NUMBER_CHARS_MAX,
            ),
            place: self.words(&mut row, Field::Place, line, PLACE_CHARS_MAX),
            note: self.words(&mut row, Field::Note, lines, NOTE_CHARS_MAX),
            answer: self.words(&mut row, Field::Answer, lines, NOTE_CHARS_MAX),
            ..Call::default()
        };
        if row.faults.is_empty() {
            Ok(ReadCall { call })
        } else {
            row.faults.sort_by_key(|fault| fault.field);
            Err(row.faults)
        }
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| *column == Some(field))
    }

    fn cell<'c>(&self, row: &Row<'c>, field: Field) -> &'c Cell {
        self.column(field)
            .and_then(|at| row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    fn fault(&self, row: &mut Row<'_>, field: Field, what: What) {
        let column = self.column(field);
        row.faults.push(Fault {
            field,
            column,
            what,
        });
    }

    /// A comma that nobody put in quotes moves every value behind it into the next column.
    fn check_width(&self, row: &mut Row<'_>) {
        let beyond = row.cells.get(self.columns.len()..).unwrap_or_default();
        if let Some(at) = beyond.iter().position(|cell| !cell.is_empty()) {
            row.faults.push(Fault {
                field: Field::Note,
                column: Some(self.columns.len() + at),
                what: What::MoreCells,
            });
        }
    }

    fn started_at(&self, row: &mut Row<'_>) -> Option<Millis> {
        let day = Moment::read(self.cell(row, Field::Day), self.is_1904);
        let time = moment::time(self.cell(row, Field::Time));
        if let Err(what) = &time {
            self.fault(row, Field::Time, what.clone());
        }
        let moment = match day {
            Ok(moment) => moment,
            Err(what) => {
                self.fault(row, Field::Day, what);
                return None;
            }
        };
        if moment.day.year() < FIRST_YEAR {
            self.fault(row, Field::Day, What::TooLongAgo);
            return None;
        }
        if moment.day > LocalDay::of(self.now.0) {
            self.fault(row, Field::Day, What::Ahead);
            return None;
        }
        let Some(seconds) = time.ok()?.or(moment.time_s).or(self.defaults.time_s) else {
            self.fault(row, Field::Time, What::Missing);
            return None;
        };
        let at = moment.day.starts_at_ms() + seconds * MS_A_SECOND;
        if at > self.now.0 {
            // A day alone that is today is not ahead at its noon.
            if time_is_said(moment, self.cell(row, Field::Time)) {
                self.fault(row, Field::Time, What::Ahead);
                return None;
            }
            return Some(Millis(moment.day.starts_at_ms()));
        }
        Some(Millis(at))
    }

    /// The text of a cell that stands for a code or for words.
    fn text(&self, row: &mut Row<'_>, field: Field) -> String {
        match self.cell(row, field) {
            Cell::Bad(bad, _) => {
                let what = bad.what();
                self.fault(row, field, what);
                String::new()
            }
            cell => cell.shown(),
        }
    }

    fn code(&mut self, row: &mut Row<'_>, field: Field) -> String {
        let text = self.text(row, field);
        if text.is_empty() {
            return text;
        }
        let found = self.codes.entry(field).or_default().one(&text);
        found.unwrap_or_else(|what| {
            self.fault(row, field, what);
            String::new()
        })
    }

    /// Type and subject: the subject gives the type where it is the only one of its name.
    fn subject(&mut self, row: &mut Row<'_>) -> (String, String) {
        let met = row.faults.len();
        let mut type_code = self.code(row, Field::Type);
        let type_is_faulty = row.faults.len() > met;
        let subject = self.text(row, Field::SubCategory);
        if type_code.is_empty() && !type_is_faulty && subject.is_empty() {
            type_code.clone_from(&self.defaults.type_code);
            if type_code.is_empty() && row.faults.len() == met {
                self.fault(row, Field::Type, What::Missing);
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
                    self.fault(row, Field::SubCategory, what);
                    (type_code, String::new())
                }
            };
        }
        if !type_code.is_empty() {
            // A type without subjects.
            self.fault(row, Field::SubCategory, What::DoesNotBelong);
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
                self.fault(row, Field::SubCategory, what);
                (String::new(), String::new())
            }
        }
    }

    /// Governorate and wilayat: the wilayat gives the governorate where none is said.
    fn place(&mut self, row: &mut Row<'_>) -> (String, String) {
        let met = row.faults.len();
        let governorate = self.code(row, Field::Governorate);
        let is_faulty = row.faults.len() > met;
        let text = self.text(row, Field::Wilayat);
        if text.is_empty() {
            return (governorate, text);
        }
        let group = |code: &str| {
            self.lists
                .get(List::Wilayats, code)
                .and_then(|row| row.group.clone())
        };
        let codes = self.codes.entry(Field::Wilayat).or_default();
        let all = codes.all(&text);
        if !governorate.is_empty() {
            let within = all
                .iter()
                .find(|code| group(code).as_deref() == Some(governorate.as_str()));
            if let Some(code) = within {
                return (governorate, code.clone());
            }
            if !all.is_empty() {
                self.fault(row, Field::Wilayat, What::DoesNotBelong);
                return (governorate, String::new());
            }
        }
        match codes.one(&text) {
            Ok(code) if is_faulty => (String::new(), code),
            Ok(code) => (group(&code).unwrap_or_default(), code),
            Err(what) => {
                self.fault(row, Field::Wilayat, what);
                (governorate, String::new())
            }
        }
    }

    /// A facility of the list, else its words: as an agent may write one that is in no list.
    fn facility(&mut self, row: &mut Row<'_>) -> (String, String) {
        let words = self.words(row, Field::Facility, line, FACILITY_CHARS_MAX);
        match self.codes.entry(Field::Facility).or_default().all(&words) {
            [code] => (code.clone(), String::new()),
            _ => (String::new(), words),
        }
    }

    fn number(&self, row: &mut Row<'_>) -> String {
        let text = self.text(row, Field::Number);
        // ="0096899123456" is how a sheet is told to keep zeros.
        let text = text
            .strip_prefix("=\"")
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(&text);
        if is_cut_number(text) {
            self.fault(row, Field::Number, What::CutNumber);
            return String::new();
        }
        self.kept(row, Field::Number, line(text, NUMBER_CHARS_MAX))
    }

    fn agent(&mut self, row: &mut Row<'_>) -> (Option<UserId>, String) {
        let words = self.words(row, Field::Agent, line, NAME_CHARS_MAX);
        match self.users.all(&words) {
            [user] => match user.parse() {
                Ok(user) => (Some(user), String::new()),
                Err(_) => (None, words),
            },
            _ => (None, words),
        }
    }

    fn yes(&self, row: &mut Row<'_>, field: Field) -> bool {
        match self.cell(row, field) {
            Cell::Flag(flag) => return *flag,
            Cell::Empty => return false,
            _ => {}
        }
        let text = self.text(row, field);
        match arabic::fold(&text).as_str() {
            "نعم" | "عاجل" | "عاجله" | "صح" | "yes" | "y" | "true" | "1" | "urgent" | "x" => {
                true
            }
            "لا" | "عادي" | "عاديه" | "غير عاجل" | "خطا" | "no" | "n" | "false" | "0" | "normal"
            | "-" | "" => false,
            _ => {
                if row.faults.iter().all(|fault| fault.field != field) {
                    self.fault(row, field, What::NotYesNo);
                }
                false
            }
        }
    }

    fn words(
        &self,
        row: &mut Row<'_>,
        field: Field,
        keep: fn(&str, usize) -> Result<Text, TooLong>,
        limit: usize,
    ) -> String {
        let text = self.text(row, field);
        self.kept(row, field, keep(&text, limit))
    }

    fn kept(&self, row: &mut Row<'_>, field: Field, kept: Result<Text, TooLong>) -> String {
        match kept {
            Ok(Text {
                text, replaced: 0, ..
            }) => text,
            Ok(_) => {
                self.fault(row, field, What::Control);
                String::new()
            }
            Err(TooLong { limit, .. }) => {
                self.fault(row, field, What::TooLong(limit));
                String::new()
            }
        }
    }
}

fn time_is_said(moment: Moment, time: &Cell) -> bool {
    moment.time_s.is_some() || !time.is_empty()
}

/// `9.68E+11`: the digits that a sheet left out are nowhere any more.
fn is_cut_number(text: &str) -> bool {
    let text = arabic::fold(text);
    text.split_once('e').is_some_and(|(digits, exponent)| {
        digits.parse::<f64>().is_ok()
            && exponent
                .strip_prefix('+')
                .is_some_and(|exponent| exponent.parse::<u32>().is_ok())
    })
}
