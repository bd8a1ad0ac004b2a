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
    /// Words where a telephone number is.
    NotAPhone,
    /// Neither a whole number of the scale nor a word for one.
    NotOnScale,
    /// Neither yes, in part nor no.
    NotAnAnswer,
    /// Not of the form of a case's number.
    NotAReference,
    /// Of that form, with a digit that is wrong.
    CheckDigit,
    /// No case of that number is here.
    NoSuchCase,
    /// Nobody called from that number up to that day.
    NoSuchCall,
    /// Several calls came from that number, or several cases bear that one.
    SeveralMatters,
    /// Whoever brings the sheet handled what it is about.
    OwnContact,
    /// What it is about was answered for already, or further up in the sheet.
    Answered,
    /// It was answered before what it is about began.
    AnsweredBefore,
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
            Self::NotAPhone => "not_a_phone",
            Self::NotOnScale => "not_on_scale",
            Self::NotAnAnswer => "not_an_answer",
            Self::NotAReference => "not_a_reference",
            Self::CheckDigit => "check_digit",
            Self::NoSuchCase => "no_such_case",
            Self::NoSuchCall => "no_such_call",
            Self::SeveralMatters => "several_matters",
            Self::OwnContact => "own_contact",
            Self::Answered => "answered",
            Self::AnsweredBefore => "answered_before",
            Self::TooLong(_) => "too_long",
            Self::Control => "control",
            Self::Undecodable => "undecodable",
            Self::NoResult => "no_result",
            Self::FormulaError => "formula_error",
            Self::MoreCells => "more_cells",
        }
    }
}
