//! What the rows of each list are made of: by this they are read and written without a screen or a file for every list.
//!
//! A row lies in its file as JSON; whoever edits it sees values by the names of its fields, each as text (`resolve` of a
//! target: `days`, `10`). Never here: the labels of fields, what a row must keep beyond its form.

use serde_json::{Map, Value};

use super::{Coded, ListsError, NON_SERVICE, fault, over, shapes};
use crate::policy::PolicyKey;

/// What the field of a code is called where rows lie within a row.
const CODE: &str = "code";

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
    /// The key by which a policy says otherwise.
    pub policy: Option<PolicyKey>,
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
    /// Yes or no, where a row that says nothing means yes: no is written.
    YesUnlessSaid,
    /// A count of what the row asks for, from 1: nobody types it, another content raises it ([`Shape::set_version`]).
    Version,
    /// Rows of its own, each with a code and these fields, which may hold rows again.
    Rows(&'static [Field]),
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
    /// The rows within it, by the names of their fields.
    pub rows: Vec<(&'static str, Vec<InnerRow>)>,
}

/// A row within a row as whoever edits it sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InnerRow {
    /// Its code.
    pub code: String,
    /// The fields that are filled, in their order.
    pub values: Vec<(&'static str, Vec<String>)>,
    /// The rows within it.
    pub rows: Vec<(&'static str, Vec<Self>)>,
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
            || field.kind == FieldKind::Version
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
        let (values, rows) = seen(self.fields, row);
        let options = row.get("options").and_then(Value::as_array);
        let options = options.into_iter().flatten().filter_map(Value::as_object);
        RowView {
            key: self.key_of(row),
            code: text_at(row, self.code),
            active: row.get("active") != Some(&Value::Bool(false)),
            values,
            rows,
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
        let mut row = Map::new();
        if !self.code.is_empty() {
            row.insert(self.code.to_owned(), view.code.clone().into());
        }
        let inner = (view.values.as_slice(), view.rows.as_slice());
        write(self.fields, inner, &view.options, &mut row)
            .map_err(|(place, field)| fault(self.file, &format!("{}{place}", view.code), field))?;
        if !view.active {
            if !self.can_retire() {
                return Err(fault(self.file, &view.code, "active"));
            }
            row.insert("active".to_owned(), false.into());
        }
        Ok(row)
    }

    /// Whether its rows have versions.
    #[must_use]
    pub fn has_versions(&self) -> bool {
        self.version().is_some()
    }

    fn version(&self) -> Option<&Field> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.kind == FieldKind::Version)
    }

    /// Sets the version of a row, where this list has one: that of the row before while it asks for the same, else one
    /// more than any that this code ever had. Labels ask for nothing.
    pub fn set_version(&self, view: &mut RowView, before: Option<&RowView>, ever: &[RowView]) {
        let Some(field) = self.version() else {
            return;
        };
        let version = |view: &RowView| {
            let mut values = view.values.iter();
            let found = values.find(|(name, _)| *name == field.name);
            let text = found.and_then(|(_, values)| values.first());
            text.and_then(|text| text.parse::<u32>().ok()).unwrap_or(0)
        };
        let asked = |view: &RowView| {
            let values = unlabelled(self.fields, &view.values);
            (values, within(self.fields, &view.rows))
        };
        let version = match before {
            Some(before) if asked(before) == asked(view) => version(before),
            _ => {
                let known = before.into_iter().chain(ever).map(version);
                known.max().unwrap_or(0).saturating_add(1)
            }
        };
        view.values.retain(|(name, _)| *name != field.name);
        view.values.push((field.name, vec![version.to_string()]));
        let place = |name: &str| self.fields.iter().position(|field| field.name == name);
        view.values.sort_by_key(|(name, _)| place(name));
    }
}

/// What stands in a field, by its name.
type OfField<T> = (&'static str, Vec<T>);
type Values = Vec<OfField<String>>;
type Inner = Vec<OfField<InnerRow>>;

/// What stands in these fields of a row.
fn seen(fields: &[Field], row: &Map<String, Value>) -> (Values, Inner) {
    let (mut values, mut rows) = (Vec::new(), Vec::new());
    for field in fields {
        let Some(value) = at(row, field.name) else {
            continue;
        };
        if let FieldKind::Rows(fields) = field.kind {
            let all = value.as_array().into_iter().flatten();
            let all = all.filter_map(Value::as_object).map(|row| {
                let (values, rows) = seen(fields, row);
                InnerRow {
                    code: text_at(row, CODE),
                    values,
                    rows,
                }
            });
            rows.push((field.name, all.collect()));
            continue;
        }
        let texts = field.kind.texts(value);
        if !texts.is_empty() {
            values.push((field.name, texts));
        }
    }
    rows.retain(|(_, rows): &(_, Vec<InnerRow>)| !rows.is_empty());
    (values, rows)
}

/// Writes what stands in these fields into a row; else the codes of the rows that lead to the fault, each behind a
/// stroke, and its field.
fn write(
    fields: &[Field],
    (values, rows): (&[OfField<String>], &[OfField<InnerRow>]),
    options: &[Coded],
    row: &mut Map<String, Value>,
) -> Result<(), (String, &'static str)> {
    let names = values.iter().map(|(name, _)| *name);
    let names = names.chain(rows.iter().map(|(name, _)| *name));
    for name in names {
        if !fields.iter().any(|field| field.name == name) {
            return Err((String::new(), name));
        }
    }
    for field in fields {
        let wrong = || (String::new(), field.name);
        let texts = values.iter().find(|(name, _)| *name == field.name);
        let texts = texts.map_or(&[][..], |(_, texts)| texts.as_slice());
        let value = match field.kind {
            FieldKind::Rows(fields) => {
                let inner = rows.iter().find(|(name, _)| *name == field.name);
                let mut all = Vec::new();
                for one in inner.into_iter().flat_map(|(_, rows)| rows) {
                    let mut row = Map::new();
                    row.insert(CODE.to_owned(), one.code.clone().into());
                    write(fields, (&one.values, &one.rows), &[], &mut row)
                        .map_err(|(place, field)| (format!("/{}{place}", one.code), field))?;
                    all.push(Value::Object(row));
                }
                Value::Array(all)
            }
            FieldKind::Options if options.is_empty() => Value::Null,
            FieldKind::Options => options.iter().map(option).collect(),
            kind => kind.value(texts).ok_or_else(wrong)?,
        };
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if field.needed && (value.is_null() || is_empty) {
            return Err(wrong());
        }
        if !value.is_null() {
            put(row, field.name, value);
        }
    }
    Ok(())
}

/// What stands in fields that are more than labels; the count of it is not among them.
fn unlabelled(fields: &[Field], values: &[OfField<String>]) -> Values {
    let is_asked = |name: &str| {
        fields.iter().any(|field| {
            let is_label = matches!(
                field.kind,
                FieldKind::Arabic | FieldKind::English | FieldKind::Version
            );
            field.name == name && !is_label
        })
    };
    let values = values.iter().filter(|(name, _)| is_asked(name));
    values.cloned().collect()
}

/// The same of the rows within a row.
fn within(fields: &[Field], rows: &[OfField<InnerRow>]) -> Inner {
    let of = |name: &str| {
        let field = fields.iter().find(|field| field.name == name);
        match field.map(|field| field.kind) {
            Some(FieldKind::Rows(fields)) => fields,
            _ => &[],
        }
    };
    let rows = rows.iter().map(|(name, all)| {
        let fields = of(name);
        let all = all.iter().map(|one| InnerRow {
            code: one.code.clone(),
            values: unlabelled(fields, &one.values),
            rows: within(fields, &one.rows),
        });
        (*name, all.collect())
    });
    rows.collect()
}

/// The place of a row within another in the words of a fault: `health_call/opening/greeting`.
pub(super) fn below(code: &str, inner: &str) -> String {
    format!("{code}/{inner}")
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
            (Self::Options | Self::Rows(_), _) | (_, Value::Bool(false)) => Vec::new(),
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
            (Self::YesUnlessSaid, []) => Some(false.into()),
            (_, []) => Some(Value::Null),
            (Self::YesUnlessSaid, [one]) => (one == "yes").then(|| true.into()),
            (Self::Version, [one]) => number(one).map(Value::from),
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
