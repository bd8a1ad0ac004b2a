//! What can be exported, and how a row is written: NDJSON for programs, CSV for spreadsheets.
//!
//! CSV begins with a byte order mark, without which Excel takes Arabic for something else, and no cell of it
//! is taken for a formula: codes come from machines, and a spreadsheet runs what begins with `=`.
//!
//! Never here: SQL, a query, who may export.

use std::fmt::Write as _;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

/// Rows that are read, written and sent at once.
pub(crate) const ROWS_AT_ONCE: usize = 500;

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Calls.
    Calls,
    /// Issues of calls.
    Issues,
    /// Cases.
    Cases,
    /// Moves of cases.
    Moves,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line.
    Ndjson,
    /// Comma-separated values with a heading.
    Csv,
}

/// Nothing of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing of this name can be exported")]
pub struct NotExported;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Flag,
    Instant,
}

use Kind::{Flag, Instant, Number, Text};

/// A column.
pub(crate) type Column = (&'static str, KindOf);

/// The kind of a column, which is this module's to know.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KindOf(Kind);

const fn text(name: &'static str) -> Column {
    (name, KindOf(Text))
}
const fn number(name: &'static str) -> Column {
    (name, KindOf(Number))
}
const fn flag(name: &'static str) -> Column {
    (name, KindOf(Flag))
}
const fn instant(name: &'static str) -> Column {
    (name, KindOf(Instant))
}

impl What {
    /// All of it.
    pub const ALL: [Self; 4] = [Self::Calls, Self::Issues, Self::Cases, Self::Moves];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Issues => "issues",
            Self::Cases => "cases",
            Self::Moves => "moves",
        }
    }

    /// The view that holds it.
    pub(crate) const fn view(self) -> &'static str {
        match self {
            Self::Calls => "report_v1_calls",
            Self::Issues => "report_v1_issues",
            Self::Cases => "report_v1_cases",
            Self::Moves => "report_v1_moves",
        }
    }

    /// The columns that tell a row from the others of its site; the first is an id, a second one an id or
    /// a number.
    pub(crate) const fn key(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Calls | Self::Cases => ("id", None),
            Self::Issues => ("call", Some("id")),
            Self::Moves => ("case", Some("place")),
        }
    }

    /// Its columns, in the order in which they are written.
    pub(crate) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Calls => CALLS,
            Self::Issues => ISSUES,
            Self::Cases => CASES,
            Self::Moves => MOVES,
        }
    }
}

const CALLS: &[Column] = &[
    text("site"),
    text("id"),
    text("machine"),
    text("channel"),
    text("direction"),
    text("local_day"),
    text("shift"),
    instant("received_at"),
    instant("answered_at"),
    instant("started_at"),
    instant("ended_at"),
    instant("saved_at"),
    flag("entered_late"),
    flag("anonymous"),
    text("governorate"),
    text("wilayat"),
    number("ill"),
    number("hospital"),
    number("died"),
    text("type"),
    text("outcome"),
    flag("urgent"),
    flag("dropped"),
    text("case"),
    flag("sensitive"),
];

const ISSUES: &[Column] = &[
    text("site"),
    text("call"),
    text("id"),
    text("local_day"),
    flag("counts"),
    text("type"),
    text("sub_category"),
    text("facility"),
    number("severity"),
    text("stage"),
    text("staff_group"),
    flag("sensitive"),
];

const CASES: &[Column] = &[
    text("site"),
    text("id"),
    text("machine"),
    text("reference"),
    text("type"),
    text("sub_category"),
    text("facility"),
    text("priority"),
    number("severity"),
    flag("urgent"),
    flag("sensitive"),
    instant("received_at"),
    instant("acknowledge_due"),
    instant("due"),
    text("status"),
    text("category"),
    instant("opened_at"),
    instant("closed_at"),
    number("reopened"),
    text("escalation"),
    text("refer_to"),
    text("finding"),
    text("action"),
    text("closing_outcome"),
    instant("caller_informed_at"),
    number("calls"),
];

const MOVES: &[Column] = &[
    text("site"),
    text("case"),
    number("place"),
    text("from_status"),
    text("to_status"),
    instant("at"),
];

impl FromStr for What {
    type Err = NotExported;

    fn from_str(name: &str) -> Result<Self, NotExported> {
        let mut all = Self::ALL.into_iter();
        all.find(|what| what.name() == name).ok_or(NotExported)
    }
}

impl Format {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
        }
    }

    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// What stands before the first row.
    #[must_use]
    pub fn heading(self, what: What) -> String {
        match self {
            Self::Ndjson => String::new(),
            Self::Csv => {
                let names: Vec<_> = what.columns().iter().map(|(name, _)| *name).collect();
                format!("\u{feff}{}\r\n", names.join(","))
            }
        }
    }

    /// Adds a row, of which `row` holds the columns as a database gives them.
    pub(crate) fn write(self, what: What, row: &Value, out: &mut String) {
        match self {
            Self::Ndjson => {
                out.push('{');
                for (at, (name, kind)) in what.columns().iter().enumerate() {
                    let value = cell(*kind, row.get(name));
                    let comma = if at == 0 { "" } else { "," };
                    // A String takes whatever is written to it.
                    let _written = write!(out, "{comma}\"{name}\":{value}");
                }
                out.push_str("}\n");
            }
            Self::Csv => {
                for (at, (name, kind)) in what.columns().iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    match cell(*kind, row.get(name)) {
                        Value::Null => {}
                        Value::String(text) => push_cell(&text, out),
                        other => out.push_str(&other.to_string()),
                    }
                }
                out.push_str("\r\n");
            }
        }
    }
}

impl FromStr for Format {
    type Err = NotExported;

    fn from_str(name: &str) -> Result<Self, NotExported> {
        let mut all = [Self::Ndjson, Self::Csv].into_iter();
        all.find(|format| format.name() == name).ok_or(NotExported)
    }
}

/// A value in the same writing whichever database it came from.
fn cell(KindOf(kind): KindOf, value: Option<&Value>) -> Value {
    let Some(value) = value else {
        return Value::Null;
    };
    match (kind, value) {
        (Flag, Value::Number(number)) => Value::Bool(number.as_i64() != Some(0)),
        (Instant, Value::String(text)) => match DateTime::parse_from_rfc3339(text) {
            Ok(at) => {
                let at = at.with_timezone(&Utc);
                Value::String(at.to_rfc3339_opts(SecondsFormat::Millis, true))
            }
            Err(_) => Value::Null,
        },
        (_, value) => value.clone(),
    }
}

/// A cell of CSV: quoted where it must be, and no formula.
fn push_cell(text: &str, out: &mut String) {
    let guarded = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let quoted = guarded || text.contains([',', '"', '\r', '\n', '\'']);
    if !quoted {
        out.push_str(text);
        return;
    }
    out.push('"');
    if guarded {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(format: Format, row: &Value) -> String {
        let mut out = String::new();
        format.write(What::Moves, row, &mut out);
        out
    }

    /// SQLite knows no flags and no instants, PostgreSQL writes them its own way: a report must not.
    #[test]
    fn both_databases_are_written_alike() {
        let sqlite = json!({ "urgent": 1, "at": "2026-11-22T04:00:00.000Z" });
        let postgres = json!({ "urgent": true, "at": "2026-11-22T08:00:00+04:00" });
        for (row, flag) in [
            (&sqlite, sqlite.get("urgent")),
            (&postgres, postgres.get("urgent")),
        ] {
            assert_eq!(
                written(Format::Ndjson, row),
                "{\"site\":null,\"case\":null,\"place\":null,\"from_status\":null,\
                 \"to_status\":null,\"at\":\"2026-11-22T04:00:00.000Z\"}\n"
            );
            assert_eq!(cell(KindOf(Flag), flag), json!(true));
        }
        assert_eq!(cell(KindOf(Flag), Some(&json!(0))), json!(false));
    }

    /// Arabic opens as Arabic, and a code that a machine made up runs nothing.
    #[test]
    fn a_spreadsheet_takes_it_for_text() {
        assert!(
            Format::Csv
                .heading(What::Calls)
                .starts_with("\u{feff}site,id,machine,")
        );
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+968", "\"'+968\""),
            ("-1", "\"'-1\""),
            ("@x", "\"'@x\""),
            ("\tx", "\"'\tx\""),
            ("a,b", "\"a,b\""),
            ("ولاية", "ولاية"),
            ("two\nlines", "\"two\nlines\""),
        ] {
            let row = json!({ "to_status": text, "place": 3 });
            assert_eq!(
                written(Format::Csv, &row),
                format!(",,3,,{cell},\r\n"),
                "{text:?}"
            );
        }
    }
}
