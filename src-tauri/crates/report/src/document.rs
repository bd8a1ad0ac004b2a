//! A document before it is a file: words as they are to be read, values as what they are.

use chrono::{NaiveDate, NaiveDateTime};
use i18n::{Digits, Locale};

/// A bulletin or another paper of tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its language, which is also its direction.
    pub locale: Locale,
    /// Digits of what is read; values in sheets are numbers and have none.
    pub digits: Digits,
    /// What it is.
    pub title: String,
    /// What stands below the title: the days, whose figures, up to where.
    pub lines: Vec<String>,
    /// Its tables; the first one stands on the first sheet, below title and lines.
    pub tables: Vec<Table>,
    /// Heading of what the figures count.
    pub notes_heading: String,
    /// Each figure, and what it counts.
    pub notes: Vec<(String, String)>,
    /// Words of the foot of a page.
    pub page: PageWords,
    /// When it was made, in the time of the ministry. It is written into the file and read from no clock.
    pub made_at: NaiveDateTime,
}

/// What stands around the number of a page: "page 2 of 7".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageWords {
    /// Before the number.
    pub before: String,
    /// Between the number and how many there are.
    pub of: String,
    /// The other side of the foot: who made it.
    pub by: String,
}

/// Rows of the same columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows; its sheet bears the name as far as sheets may.
    pub heading: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// The column whose whole numbers are shown as bars too, the longest for the highest, each from where lines begin.
    pub bars: Option<usize>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds, by which it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, which may break.
    Words,
    /// Values, below one another.
    Values,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// One for each column; what is missing is empty.
    pub cells: Vec<Cell>,
    /// It is a part of the row above it.
    pub below: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: there is no such value.
    Empty,
    /// Words, of the program or of people.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number in tenths.
    Tenths(i64),
    /// How many of how many; of none there is no share.
    Share {
        /// How many.
        part: u32,
        /// Of how many.
        of: u32,
    },
    /// A length in milliseconds.
    Length(i64),
    /// A day.
    Day(NaiveDate),
    /// A day and a time, in the time of the ministry.
    Moment(NaiveDateTime),
}

impl Table {
    /// How long the bar of each row is, from 0 to 1; none where there are no bars.
    pub(crate) fn bar_lengths(&self) -> Option<Vec<f64>> {
        let column = self.bars?;
        let whole = |row: &Line| match row.cells.get(column) {
            Some(Cell::Whole(value)) => (*value).max(0),
            _ => 0,
        };
        let highest = self.rows.iter().map(whole).max().unwrap_or(0).max(1);
        #[expect(
            clippy::cast_precision_loss,
            reason = "a length on paper; counts are far below 2^53"
        )]
        let length = |row: &Line| whole(row) as f64 / highest as f64;
        Some(self.rows.iter().map(length).collect())
    }
}

impl Cell {
    /// A text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// The share as a number from 0 to 1; none of none.
    pub(crate) fn share(part: u32, of: u32) -> Option<f64> {
        (of > 0).then(|| f64::from(part) / f64::from(of))
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            kind: Kind::Words,
        }
    }

    /// A column of values.
    #[must_use]
    pub fn values(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            kind: Kind::Values,
        }
    }
}
