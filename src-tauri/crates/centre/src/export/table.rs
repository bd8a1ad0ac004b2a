//! The tables that are folded for reporting, as the views `report_v1_…` have them: columns, keys, days, rows.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Format;
use super::cells::{instant as written, push_cell};

/// A table that is exported.
#[derive(Debug)]
pub(crate) struct Table {
    /// The view that holds it.
    pub(crate) view: &'static str,
    /// The columns that tell a row from the others of its site; the first is an id, a second one an id or
    /// a number.
    pub(crate) key: (&'static str, Option<&'static str>),
    /// What says on which day a row counts.
    pub(crate) day: DayOf,
    columns: &'static [Column],
}

/// The column that says on which day in Asia/Muscat a row counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum DayOf {
    /// It is the day.
    Day(&'static str),
    /// It is an instant.
    Instant(&'static str),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Flag,
    Instant,
}

use Kind::{Flag, Instant, Number, Text};

type Column = (&'static str, Kind);

const fn text(name: &'static str) -> Column {
    (name, Text)
}
const fn number(name: &'static str) -> Column {
    (name, Number)
}
const fn flag(name: &'static str) -> Column {
    (name, Flag)
}
const fn instant(name: &'static str) -> Column {
    (name, Instant)
}

impl Table {
    pub(super) const CALLS: Self = Self {
        view: "report_v1_calls",
        key: ("id", None),
        day: DayOf::Day("local_day"),
        columns: CALLS_COLUMNS,
    };
    pub(super) const ISSUES: Self = Self {
        view: "report_v1_issues",
        key: ("call", Some("id")),
        day: DayOf::Day("local_day"),
        columns: ISSUES_COLUMNS,
    };
    /// By the day on which they were opened.
    pub(super) const CASES: Self = Self {
        view: "report_v1_cases",
        key: ("id", None),
        day: DayOf::Instant("opened_at"),
        columns: CASES_COLUMNS,
    };
    pub(super) const MOVES: Self = Self {
        view: "report_v1_moves",
        key: ("case", Some("place")),
        day: DayOf::Instant("at"),
        columns: MOVES_COLUMNS,
    };

    /// Its columns, in the order in which they are written.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Column> + use<> {
        self.columns.iter().copied()
    }

    /// Adds a row, of which `row` holds the columns as a database gives them.
    pub(crate) fn write(&self, format: Format, row: &Value, out: &mut String) {
        match format {
            Format::Ndjson => {
                out.push('{');
                for (at, (name, kind)) in self.columns().enumerate() {
                    let value = cell(kind, row.get(name));
                    let comma = if at == 0 { "" } else { "," };
                    // A String takes whatever is written to it.
                    let _written = write!(out, "{comma}\"{name}\":{value}");
                }
                out.push_str("}\n");
            }
            Format::Csv => {
                for (at, (name, kind)) in self.columns().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    match cell(kind, row.get(name)) {
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

const CALLS_COLUMNS: &[Column] = &[
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

const ISSUES_COLUMNS: &[Column] = &[
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

const CASES_COLUMNS: &[Column] = &[
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

const MOVES_COLUMNS: &[Column] = &[
    text("site"),
    text("case"),
    number("place"),
    text("from_status"),
    text("to_status"),
    instant("at"),
];

/// A value in the same writing whichever database it came from.
fn cell(kind: Kind, value: Option<&Value>) -> Value {
    let Some(value) = value else {
        return Value::Null;
    };
    match (kind, value) {
        (Flag, Value::Number(number)) => Value::Bool(number.as_i64() != Some(0)),
        (Instant, Value::String(text)) => match DateTime::parse_from_rfc3339(text) {
            Ok(at) => Value::String(written(at.with_timezone(&Utc))),
            Err(_) => Value::Null,
        },
        (_, value) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(format: Format, row: &Value) -> String {
        let mut out = String::new();
        Table::MOVES.write(format, row, &mut out);
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
            assert_eq!(cell(Flag, flag), json!(true));
        }
        assert_eq!(cell(Flag, Some(&json!(0))), json!(false));
    }

    /// Arabic opens as Arabic, and a code that a machine made up runs nothing.
    #[test]
    fn a_spreadsheet_takes_it_for_text() {
        assert!(
            Format::Csv
                .heading(crate::export::What::Calls)
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
