//! The rules that a field can fail, as they cross to the screen.

use serde::Serialize;
use ts_rs::TS;

/// The rule that a field did not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Must not be empty.
    Required,
    /// Longer than `limit` characters.
    TooLong,
    /// Shorter than `limit` characters.
    TooShort,
    /// Not a code of its list.
    UnknownCode,
    /// Does not belong to what was chosen beside it.
    DoesNotBelong,
    /// Not an id.
    NotAnId,
    /// Already taken.
    Taken,
    /// Too easily guessed.
    TooWeak,
    /// The end lies before the start.
    EndBeforeStart,
    /// The same person, or somebody they are one with already.
    SamePerson,
    /// An instant that must lie ahead and does not.
    NotAhead,
    /// An instant that must have been and is still to come.
    NotYet,
    /// Not what it is held against.
    Mismatch,
    /// The same as before.
    SameAsBefore,
    /// Less than `limit`, or far beyond what is meant.
    OutOfBounds,
    /// Only a case can have it, and none opens.
    NeedsCase,
    /// More of them than `limit`.
    TooMany,
    /// Neither a year of birth nor an age.
    NotABirth,
    /// Not a whole number up to `limit`.
    NotANumber,
    /// Not a day of the calendar.
    NotADay,
    /// Not a time of day.
    NotATime,
    /// Not an address on the web.
    NotALink,
    /// It was answered before it came in.
    AnsweredBefore,
    /// More than `limit` days ago.
    TooLongAgo,
    /// More than `limit` days ahead.
    TooFarAhead,
    /// Only `limit` more characters fit into the log of the day.
    LogFull,
    /// Holds characters that cannot be kept (NUL, lone surrogates).
    BadCharacters,
    /// Its time is over, or a corrected one has taken its place.
    NotValid,
}

impl Rule {
    /// Its code on the line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too_long",
            Self::TooShort => "too_short",
            Self::UnknownCode => "unknown_code",
            Self::DoesNotBelong => "does_not_belong",
            Self::NotAnId => "not_an_id",
            Self::Taken => "taken",
            Self::TooWeak => "too_weak",
            Self::EndBeforeStart => "end_before_start",
            Self::SamePerson => "same_person",
            Self::NotAhead => "not_ahead",
            Self::NotYet => "not_yet",
            Self::Mismatch => "mismatch",
            Self::SameAsBefore => "same_as_before",
            Self::OutOfBounds => "out_of_bounds",
            Self::NeedsCase => "needs_case",
            Self::TooMany => "too_many",
            Self::NotABirth => "not_a_birth",
            Self::NotANumber => "not_a_number",
            Self::NotADay => "not_a_day",
            Self::NotATime => "not_a_time",
            Self::AnsweredBefore => "answered_before",
            Self::NotALink => "not_a_link",
            Self::TooLongAgo => "too_long_ago",
            Self::TooFarAhead => "too_far_ahead",
            Self::LogFull => "log_full",
            Self::BadCharacters => "bad_characters",
            Self::NotValid => "not_valid",
        }
    }
}
