//! What the rows of each list are made of: by this they are read and written without a screen or a file for every list.
//!
//! A row lies in its file as JSON; whoever edits it sees values by the names of its fields, each as text (`resolve` of a
//! target: `days`, `10`). Never here: the labels of fields, what a row must keep beyond its form.

use serde_json::{Map, Value};

use super::{Coded, ListsError, NON_SERVICE, fault, over, shapes};

/// A list and the form of its rows.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub list: &'static str,
    /// The file that it lies in.
    pub file: &'static str,
    /// What it belongs to.
    pub part: Part,
    /// Rules and no codes of records: a pack replaces it whole, and its rows can go.
    pub whole: bool,
    /// The field that bears the code; empty where the list is one row.
    pub code: &'static str,
    /// The field beside the code by which a row is known; empty where the code alone is enough.
    pub beside: &'static str,
    /// Its fields in the order of a form.
    pub fields: &'static [Field],
}

/// What a list belongs to, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Services: types of call, their subjects, what they ask for, how long they may take.
    Services,
    /// Places and bodies.
    Places,
    /// Calls.
    Calls,
    /// Persons.
    Persons,
    /// Cases.
    Cases,
    /// The calendar.
    Calendar,
}

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the row; `sender/ar` lies within `sender`.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// It must be filled.
    pub needed: bool,
    /// Records were written by it: it never changes once the row is there.
    pub for_good: bool,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words in Arabic.
    Arabic,
    /// Words in English.
    English,
    /// A line in whatever language.
    Line,
    /// Several words.
    Words,
    /// One of these codes.
    OneOf(&'static [&'static str]),
    /// Some of these codes.
    SomeOf(&'static [&'static str]),
    /// A code of this list; of subjects, of the row's type.
    CodeOf(&'static str),
    /// Codes of this list; of subjects, of the row's type.
    CodesOf(&'static str),
    /// Yes or no.
    YesNo,
    /// A whole number up to this one.
    Number(u32),
    /// A time of day.
    Time,
    /// A day of the calendar.
    Day,
    /// Days of the week, from 0 for Sunday.
    Weekdays,
    /// One day of the week, from 0 for Sunday.
    Weekday,
    /// So many working days, or minutes.
    Span,
    /// Codes of its own with both labels.
    Options,
}

/// A row as whoever edits it sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowView {
    /// By what it is known in its list.
    pub key: String,
    /// Its code; empty where its list is one row.
    pub code: String,
    /// False when retired.
    pub active: bool,
    /// The fields that are filled, in their order.
    pub values: Vec<(&'static str, Vec<String>)>,
    /// Its own codes.
    pub options: Vec<Coded>,
}

impl Shape {
    /// Every list, those of one part side by side.
    pub const ALL: &'static [Self] = shapes::ALL;

    /// A list by its name.
    #[must_use]
    pub fn of(list: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|shape| shape.list == list)
    }

    /// Whether rows can be added.
    #[must_use]
    pub fn can_grow(&self) -> bool {
        !self.code.is_empty() && !over::is_labels_only(self.file)
    }

    /// Whether rows can be retired.
    #[must_use]
    pub fn can_retire(&self) -> bool {
        !self.whole && !over::is_labels_only(self.file)
    }

    /// Whether rows can go for good, since no record names them.
    #[must_use]
    pub const fn can_go(&self) -> bool {
        self.whole && !self.code.is_empty()
    }

    /// Whether a row stays in use, since the program relies on it.
    #[must_use]
    pub fn stays_in_use(&self, key: &str) -> bool {
        over::stays_in_use(self.file, key)
    }

    /// Whether a field of a row that is there can never change.
    #[must_use]
    pub fn is_fixed(&self, key: &str, field: &Field) -> bool {
        let labels = matches!(field.kind, FieldKind::Arabic | FieldKind::English);
        field.for_good
            || field.name == self.beside && !self.whole
            || (over::is_labels_only(self.file) && !labels)
            || (self.list == "types" && key == NON_SERVICE && field.name == "digit")
    }

    /// By what a row is known.
    #[must_use]
    pub fn key_of(&self, row: &Map<String, Value>) -> String {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        match (self.code, self.beside) {
            ("", _) => String::new(),
            (code, "") => text(code).to_owned(),
            // Subjects are known by type and code, holidays by occasion and first day.
            (code, "type") => format!("{}/{}", text("type"), text(code)),
            (code, beside) => format!("{}/{}", text(code), text(beside)),
        }
    }

    /// A row as whoever edits it sees it.
    #[must_use]
    pub fn view(&self, row: &Map<String, Value>) -> RowView {
        let values = self.fields.iter().filter_map(|field| {
            let values = field.kind.texts(at(row, field.name)?);
            (!values.is_empty()).then_some((field.name, values))
        });
        let options = row.get("options").and_then(Value::as_array);
        let options = options.into_iter().flatten().filter_map(Value::as_object);
        RowView {
            key: self.key_of(row),
            code: text_at(row, self.code),
            active: row.get("active") != Some(&Value::Bool(false)),
            values: values.collect(),
            options: options
                .map(|one| Coded {
                    code: text_at(one, "code"),
                    ar: text_at(one, "ar"),
                    en: text_at(one, "en"),
                    group: None,
                    active: one.get("active") != Some(&Value::Bool(false)),
                })
                .collect(),
        }
    }

    /// The row of what somebody edited.
    ///
    /// # Errors
    /// `Field` for a field that is not there, must be filled, or is not of its form.
    pub fn row(&self, view: &RowView) -> Result<Map<String, Value>, ListsError> {
        let wrong = |field| fault(self.file, &view.code, field);
        let mut row = Map::new();
        if !self.code.is_empty() {
            row.insert(self.code.to_owned(), view.code.clone().into());
        }
        if let Some((name, _)) = (view.values.iter())
            .find(|(name, _)| !self.fields.iter().any(|field| field.name == *name))
        {
            return Err(wrong(name));
        }
        for field in self.fields {
            let values = view.values.iter().find(|(name, _)| *name == field.name);
            let values = values.map_or(&[][..], |(_, values)| values.as_slice());
            let value = match field.kind {
                FieldKind::Options if view.options.is_empty() => Some(Value::Null),
                FieldKind::Options => Some(view.options.iter().map(option).collect()),
                kind => kind.value(values),
            };
            let value = value.ok_or_else(|| wrong(field.name))?;
            let is_empty = value.as_array().is_some_and(Vec::is_empty);
            if field.needed && (value.is_null() || is_empty) {
                return Err(wrong(field.name));
            }
            if !value.is_null() {
                put(&mut row, field.name, value);
            }
        }
        if !view.active {
            if !self.can_retire() {
                return Err(wrong("active"));
            }
            row.insert("active".to_owned(), false.into());
        }
        Ok(row)
    }
}

impl FieldKind {
    /// A value of a row as text.
    fn texts(self, value: &Value) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match (self, value) {
            (Self::Options, _) | (_, Value::Bool(false)) => Vec::new(),
            (_, Value::Bool(true)) => vec!["yes".to_owned()],
            (Self::Span, Value::Object(span)) => {
                let span = span.iter().next();
                let span = span.and_then(|(unit, count)| Some(vec![unit.clone(), text(count)?]));
                span.unwrap_or_default()
            }
            (_, Value::Array(all)) => all.iter().filter_map(text).collect(),
            (_, value) => text(value)
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect(),
        }
    }

    /// The value of a row from its texts: null where there is none; none where they are not of this form.
    fn value(self, texts: &[String]) -> Option<Value> {
        let number = |text: &String| text.parse::<u32>().ok();
        match (self, texts) {
            (Self::Words | Self::CodesOf(_), _) => Some(texts.iter().cloned().collect()),
            (Self::SomeOf(codes), _) => (texts.iter())
                .all(|text| codes.contains(&text.as_str()))
                .then(|| texts.iter().cloned().collect()),
            (Self::Weekdays, _) => {
                let days: Option<Vec<u32>> = texts.iter().map(number).collect();
                days.map(Value::from)
            }
            (_, []) => Some(Value::Null),
            (Self::Span, [unit, count]) => match unit.as_str() {
                "days" | "minutes" => {
                    let span = Map::from_iter([(unit.clone(), number(count)?.into())]);
                    Some(Value::Object(span))
                }
                _ => None,
            },
            (Self::YesNo, [one]) => match one.as_str() {
                "yes" => Some(true.into()),
                "no" => Some(Value::Null),
                _ => None,
            },
            (Self::Number(max), [one]) => {
                (number(one).filter(|number| *number <= max)).map(Value::from)
            }
            (Self::Weekday, [one]) => (number(one).filter(|day| *day < 7)).map(Value::from),
            (Self::OneOf(codes), [one]) => {
                (codes.contains(&one.as_str())).then(|| one.clone().into())
            }
            (
                Self::Arabic
                | Self::English
                | Self::Line
                | Self::CodeOf(_)
                | Self::Time
                | Self::Day,
                [one],
            ) => Some(one.clone().into()),
            _ => None,
        }
    }
}

fn option(one: &Coded) -> Value {
    let mut row = Map::new();
    row.insert("code".to_owned(), one.code.clone().into());
    row.insert("ar".to_owned(), one.ar.clone().into());
    row.insert("en".to_owned(), one.en.clone().into());
    if !one.active {
        row.insert("active".to_owned(), false.into());
    }
    Value::Object(row)
}

fn text_at(row: &Map<String, Value>, name: &str) -> String {
    let text = row.get(name).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn at<'r>(row: &'r Map<String, Value>, name: &str) -> Option<&'r Value> {
    match name.split_once('/') {
        None => row.get(name),
        Some((outer, inner)) => row.get(outer)?.get(inner),
    }
}

fn put(row: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('/') {
        None => {
            row.insert(name.to_owned(), value);
        }
        Some((outer, inner)) => {
            let outer = row
                .entry(outer)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(outer) = outer {
                outer.insert(inner.to_owned(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list that somebody adds and gives no form would be one that nobody can look after.
    #[test]
    fn every_list_has_a_form() {
        let parts = super::super::layers::built_in().unwrap();
        let known: Vec<&str> = Shape::ALL.iter().map(|shape| shape.file).collect();
        for (_, file, _) in &parts.coded {
            assert!(known.contains(file), "no form for the list {file}");
        }
        for shape in Shape::ALL {
            assert!(!parts.raw(shape).is_empty(), "{} has no row", shape.list);
        }
        assert_eq!(
            Shape::of(super::super::raw::PERIODS).unwrap().file,
            "calendar"
        );
    }

    /// What is shown and saved again without a change is the same row.
    #[test]
    fn every_row_built_in_comes_back_as_it_was() {
        let parts = super::super::layers::built_in().unwrap();
        for shape in Shape::ALL {
            for row in parts.raw(shape) {
                let view = shape.view(&row);
                let again = shape.row(&view);
                let again = again.unwrap_or_else(|fault| panic!("{}: {fault}", shape.list));
                assert_eq!(shape.view(&again), view, "{} {}", shape.list, view.key);
            }
        }
    }
}
