//! A cell as it was read.

/// The most characters of a cell, as the sheets of every maker have it.
pub(super) const CELL_CHARS_MAX: usize = 32_767;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing but space.
    Empty,
    /// Text as it stands.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// A number that the sheet shows as a date or a time: days since 1899-12-30, whatever the sheet counts from.
    Moment(f64),
    /// Yes or no.
    Flag(bool),
    /// What could not be read, with what is left of it.
    Bad(BadCell, Box<str>),
}

/// Why a cell could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCell {
    /// Bytes that are none of the encoding.
    Undecodable,
    /// A formula of which the sheet holds no result.
    NoResult,
    /// A formula that ended in an error: `#REF!`.
    Error,
    /// Longer than a cell can be.
    TooLong,
}

impl Cell {
    /// A cell of this text; empty where that is nothing but space. What could not be decoded stands in it as
    /// `U+FFFD`, also where an earlier program put it there.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.contains('\u{fffd}') {
            Self::Bad(BadCell::Undecodable, text.into())
        } else if text.trim().is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// As it is shown to whoever corrects it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Bad(_, text) => text.to_string(),
            Self::Number(number) => number_text(*number),
            Self::Moment(serial) => super::moment::shown(*serial),
            Self::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }
}

/// A number without an exponent: a telephone number or a file number that a sheet took for a number.
pub(super) fn number_text(number: f64) -> String {
    format!("{number}")
}
