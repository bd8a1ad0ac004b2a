//! What is wrong with a row.

use super::Field;

/// A fault of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field that could not be filled.
    pub field: Field,
    /// Place of the column in the row, from 0; none where no column is meant to fill the field.
    pub column: Option<usize>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Nothing stands there, and a row needs it.
    Missing,
    /// Cannot be read as a day.
    NotADay,
    /// A day that no calendar has, or one outside the years that are taken.
    NoSuchDay,
    /// The year has two digits.
    ShortYear,
    /// The year is that of one calendar, the mark beside it that of the other.
    OtherCalendar,
    /// Cannot be read as a time of day.
    NotATime,
    /// It has not been yet.
    Ahead,
    /// So long ago that it must be a slip.
    TooLongAgo,
    /// No code or label of the list; the nearest label in Arabic and in English, where one is near.
    Unknown(Option<(String, String)>),
    /// Could be several codes of the list.
    Several,
    /// Belongs to another type, or another governorate.
    DoesNotBelong,
    /// Neither yes nor no.
    NotYesNo,
    /// A number that a sheet cut short: `9.68E+11`.
    CutNumber,
    /// Not a whole number of the scale.
    NotOnScale,
    /// Longer than so many characters.
    TooLong(usize),
    /// Holds characters that cannot be kept.
    Control,
    /// Bytes that are none of the encoding.
    Undecodable,
    /// A formula without a result.
    NoResult,
    /// A formula that ended in an error.
    FormulaError,
    /// The row has more cells than there are columns.
    MoreCells,
}

impl What {
    /// Its code for the screen.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotADay => "not_a_day",
            Self::NoSuchDay => "no_such_day",
            Self::ShortYear => "short_year",
            Self::OtherCalendar => "other_calendar",
            Self::NotATime => "not_a_time",
            Self::Ahead => "ahead",
            Self::TooLongAgo => "too_long_ago",
            Self::Unknown(_) => "unknown",
            Self::Several => "several",
            Self::DoesNotBelong => "does_not_belong",
            Self::NotYesNo => "not_yes_no",
            Self::CutNumber => "cut_number",
            Self::NotOnScale => "not_on_scale",
            Self::TooLong(_) => "too_long",
            Self::Control => "control",
            Self::Undecodable => "undecodable",
            Self::NoResult => "no_result",
            Self::FormulaError => "formula_error",
            Self::MoreCells => "more_cells",
        }
    }
}
