//! What can be exported, which part of it, and how a row is written: NDJSON for programs, CSV for spreadsheets.
//!
//! Calls, issues, cases and moves are what was folded; entries are what came in, byte for byte, with all that is
//! personal in it. CSV begins with a byte order mark, without which Excel takes Arabic for something else, and no
//! cell of it is taken for a formula: codes come from machines, and a spreadsheet runs what begins with `=`.
//!
//! Never here: SQL, a query, who may export.

mod cells;
mod part;
mod raw;
mod table;

use std::str::FromStr;

pub(crate) use cells::written;
pub(crate) use part::in_words;
pub use part::{After, BadAfter, BadPeriod, Period};
pub(crate) use raw::{Anew, Place, Standing};
pub(crate) use table::{DayOf, Table};

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
    /// Entries as they came in, with their places in the feed and in the chains of their machines.
    Entries,
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

impl What {
    /// All of it.
    pub const ALL: [Self; 5] = [
        Self::Calls,
        Self::Issues,
        Self::Cases,
        Self::Moves,
        Self::Entries,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Issues => "issues",
            Self::Cases => "cases",
            Self::Moves => "moves",
            Self::Entries => "entries",
        }
    }

    /// The table that was folded; none for entries.
    pub(crate) const fn table(self) -> Option<&'static Table> {
        match self {
            Self::Calls => Some(&Table::CALLS),
            Self::Issues => Some(&Table::ISSUES),
            Self::Cases => Some(&Table::CASES),
            Self::Moves => Some(&Table::MOVES),
            Self::Entries => None,
        }
    }
}

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
    pub(crate) fn heading(self, what: What) -> String {
        let names: Vec<_> = match (self, what.table()) {
            (Self::Ndjson, _) => return String::new(),
            (Self::Csv, Some(table)) => table.columns().map(|(name, _)| name).collect(),
            (Self::Csv, None) => raw::COLUMNS.to_vec(),
        };
        format!("\u{feff}{}\r\n", names.join(","))
    }
}

impl FromStr for Format {
    type Err = NotExported;

    fn from_str(name: &str) -> Result<Self, NotExported> {
        let mut all = [Self::Ndjson, Self::Csv].into_iter();
        all.find(|format| format.name() == name).ok_or(NotExported)
    }
}
