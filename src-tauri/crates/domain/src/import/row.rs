//! Reading a row field by field: what every kind of row has in common.
//!
//! Each field is read once and every fault is kept with its column, so that a row is told whole. Never here: which fields
//! a kind of row has, and what they mean together (`call`, `survey`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::codes::Codes;
use super::moment::Moment;
use super::{Cell, Fault, Field, What};
use crate::arabic;
use crate::id::Millis;
use crate::lists::{Coded, List, Lists};
use crate::local_day::LocalDay;
use crate::phone::NUMBER_CHARS_MAX;
use crate::text::{Text, TooLong, line};

/// The first year of which a row is taken.
const FIRST_YEAR: i32 = 1_990;

/// What rows of any kind are read by.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) lists: Arc<Lists>,
    pub(super) now: Millis,
    columns: Vec<Option<Field>>,
    is_1904: bool,
    codes: BTreeMap<Field, Codes>,
}

/// The row that is being read.
pub(super) struct Row<'c> {
    pub(super) cells: &'c [Cell],
    pub(super) faults: Vec<Fault>,
}

impl Row<'_> {
    /// What was read, if nothing is wrong with the row; else its faults in the order of the fields.
    pub(super) fn finish<T>(mut self, read: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() {
            return Ok(read);
        }
        self.faults.sort_by_key(|fault| fault.field);
        Err(self.faults)
    }

    /// Whether something is wrong with this field already.
    pub(super) fn is_faulty(&self, field: Field) -> bool {
        self.faults.iter().any(|fault| fault.field == field)
    }
}

impl Reader {
    /// For a sheet whose columns mean this; a field that two columns are said to mean is taken from the first. Types, and
    /// these lists, are read as codes.
    pub(super) fn new(
        lists: Arc<Lists>,
        columns: Vec<Option<Field>>,
        coded: &[(Field, List)],
        (now, is_1904): (Millis, bool),
    ) -> Self {
        let mut types = Codes::default();
        for row in lists.types() {
            types.add(&row.code, (&row.ar, &row.en), &[]);
        }
        let mut codes = BTreeMap::from([(Field::Type, types)]);
        for (field, list) in coded {
            codes.insert(*field, Codes::of(lists.rows(*list)));
        }
        Self {
            lists,
            now,
            columns,
            is_1904,
            codes,
        }
    }

    /// These codes are those of the field.
    pub(super) fn codes_of(&mut self, field: Field, codes: Codes) {
        self.codes.insert(field, codes);
    }

    /// Begins a row. A comma that nobody put in quotes moves every value behind it into the next column.
    pub(super) fn row<'c>(&self, cells: &'c [Cell]) -> Row<'c> {
        let beyond = cells.get(self.columns.len()..).unwrap_or_default();
        let moved = beyond.iter().position(|cell| !cell.is_empty());
        let faults = moved.map(|at| Fault {
            field: Field::Note,
            column: Some(self.columns.len() + at),
            what: What::MoreCells,
        });
        Row {
            cells,
            faults: faults.into_iter().collect(),
        }
    }

    /// Place of the column that means the field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| *column == Some(field))
    }

    pub(super) fn cell<'c>(&self, row: &Row<'c>, field: Field) -> &'c Cell {
        self.column(field)
            .and_then(|at| row.cells.get(at))
            .unwrap_or(&Cell::Empty)
    }

    pub(super) fn fault(&self, row: &mut Row<'_>, field: Field, what: What) {
        let column = self.column(field);
        row.faults.push(Fault {
            field,
            column,
            what,
        });
    }

    /// The day, which a row must have, with the time of day where one stands with it.
    pub(super) fn day(&self, row: &mut Row<'_>) -> Option<Moment> {
        let what = match Moment::read(self.cell(row, Field::Day), self.is_1904) {
            Ok(moment) if moment.day.year() < FIRST_YEAR => What::TooLongAgo,
            Ok(moment) if moment.day > LocalDay::of(self.now.0) => What::Ahead,
            Ok(moment) => return Some(moment),
            Err(what) => what,
        };
        self.fault(row, Field::Day, what);
        None
    }

    /// The text of a cell that stands for a code or for words.
    pub(super) fn text(&self, row: &mut Row<'_>, field: Field) -> String {
        match self.cell(row, field) {
            Cell::Bad(bad, _) => {
                let what = bad.what();
                self.fault(row, field, what);
                String::new()
            }
            cell => cell.shown(),
        }
    }

    /// The code of a cell; empty where nothing stands there, or nothing that is one.
    pub(super) fn code(&mut self, row: &mut Row<'_>, field: Field) -> String {
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

    /// The code of a cell, or this one where nothing stands there.
    pub(super) fn code_or(&mut self, row: &mut Row<'_>, field: Field, other: &str) -> String {
        match self.code(row, field) {
            code if code.is_empty() && !row.is_faulty(field) => other.to_owned(),
            code => code,
        }
    }

    /// All codes that a text could be.
    pub(super) fn all(&self, field: Field, text: &str) -> &[String] {
        self.codes.get(&field).map_or(&[], |codes| codes.all(text))
    }

    /// Governorate and wilayat: the wilayat gives the governorate where none is said.
    pub(super) fn place(&mut self, row: &mut Row<'_>) -> (String, String) {
        let governorate = self.code(row, Field::Governorate);
        let text = self.text(row, Field::Wilayat);
        if text.is_empty() {
            return (governorate, text);
        }
        let all = self.all(Field::Wilayat, &text);
        if !governorate.is_empty() {
            let within = all.iter().find(|code| {
                self.group(List::Wilayats, code).as_deref() == Some(governorate.as_str())
            });
            if let Some(code) = within {
                return (governorate, code.clone());
            }
            if !all.is_empty() {
                self.fault(row, Field::Wilayat, What::DoesNotBelong);
                return (governorate, String::new());
            }
        }
        let found = self.code(row, Field::Wilayat);
        if found.is_empty() || row.is_faulty(Field::Governorate) {
            return (governorate, found);
        }
        let group = self.group(List::Wilayats, &found);
        (group.unwrap_or_default(), found)
    }

    /// What a row of a list belongs to.
    pub(super) fn group(&self, list: List, code: &str) -> Option<String> {
        let row: Option<&Coded> = self.lists.get(list, code);
        row.and_then(|row| row.group.clone())
    }

    /// A number in digits as it stands, of which a sheet may have made a number.
    pub(super) fn digits(&self, row: &mut Row<'_>, field: Field) -> String {
        let text = self.text(row, field);
        // ="0096899123456" is how a sheet is told to keep zeros.
        let text = text
            .strip_prefix("=\"")
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(&text);
        if is_cut_number(text) {
            self.fault(row, field, What::CutNumber);
            return String::new();
        }
        text.to_owned()
    }

    /// A caller's number. A mere dash says that there was none; words say something else.
    pub(super) fn number(&self, row: &mut Row<'_>) -> String {
        let digits = self.digits(row, Field::Number);
        if !digits.chars().any(char::is_numeric) {
            if digits.chars().any(char::is_alphabetic) {
                self.fault(row, Field::Number, What::NotAPhone);
            }
            return String::new();
        }
        self.kept(row, Field::Number, line(&digits, NUMBER_CHARS_MAX))
    }

    /// What was answered; where it is no answer that is the fault of its field.
    pub(super) fn answered<T>(
        &self,
        row: &mut Row<'_>,
        field: Field,
        read: Result<Option<T>, What>,
    ) -> Option<T> {
        read.unwrap_or_else(|what| {
            self.fault(row, field, what);
            None
        })
    }

    pub(super) fn words(
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
