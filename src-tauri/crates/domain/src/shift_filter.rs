//! By what a supervisor asks for calls of a shift beyond who, what and how it ended: how long, and its marks.
//!
//! Never here: reading calls, what a filter is called.

use crate::shift_review::SHORT_MS;

const MINUTE_MS: i64 = 60_000;

/// How long a call was. Bands touch and leave nothing out; a message has no length and is in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthBand {
    /// Under 20 seconds.
    Short,
    /// From 20 seconds to under 3 minutes.
    UpTo3,
    /// From 3 to under 10 minutes.
    UpTo10,
    /// From 10 minutes.
    Longer,
    /// Nobody knows when it ended.
    Unknown,
}

impl LengthBand {
    /// Every band, in their order.
    pub const ALL: [Self; 5] = [
        Self::Short,
        Self::UpTo3,
        Self::UpTo10,
        Self::Longer,
        Self::Unknown,
    ];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::UpTo3 => "up_to_3",
            Self::UpTo10 => "up_to_10",
            Self::Longer => "longer",
            Self::Unknown => "unknown",
        }
    }

    /// The band of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.code() == code)
    }

    /// From how many milliseconds to under how many; none where the length is not known.
    #[must_use]
    pub const fn range_ms(self) -> Option<(i64, i64)> {
        match self {
            // An end before the beginning is a clock that was set, and no long call.
            Self::Short => Some((i64::MIN, SHORT_MS)),
            Self::UpTo3 => Some((SHORT_MS, 3 * MINUTE_MS)),
            Self::UpTo10 => Some((3 * MINUTE_MS, 10 * MINUTE_MS)),
            Self::Longer => Some((10 * MINUTE_MS, i64::MAX)),
            Self::Unknown => None,
        }
    }
}

/// A mark that a call bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftFlag {
    /// Urgent.
    Urgent,
    /// The line dropped.
    Dropped,
    /// Entered after the fact.
    Late,
    /// It opened a case or was added to one.
    Case,
    /// Returned for correction, corrected since or not.
    Returned,
    /// A supervisor said something about it.
    Commented,
    /// Scored.
    Scored,
    /// Not scored.
    Unscored,
    /// The centre could not accept one of its entries.
    Held,
}

impl ShiftFlag {
    /// Every mark.
    pub const ALL: [Self; 9] = [
        Self::Urgent,
        Self::Dropped,
        Self::Late,
        Self::Case,
        Self::Returned,
        Self::Commented,
        Self::Scored,
        Self::Unscored,
        Self::Held,
    ];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Dropped => "dropped",
            Self::Late => "late",
            Self::Case => "case",
            Self::Returned => "returned",
            Self::Commented => "commented",
            Self::Scored => "scored",
            Self::Unscored => "unscored",
            Self::Held => "held",
        }
    }

    /// The mark of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::{LengthBand, ShiftFlag};

    /// A call between two bands would be found under none.
    #[test]
    fn bands_touch_and_leave_nothing_out() {
        let ranges: Vec<_> = LengthBand::ALL
            .iter()
            .filter_map(|band| band.range_ms())
            .collect();
        assert_eq!(ranges.first().map(|(from, _)| *from), Some(i64::MIN));
        assert_eq!(ranges.last().map(|(_, until)| *until), Some(i64::MAX));
        for pair in ranges.windows(2) {
            assert_eq!(pair[0].1, pair[1].0);
        }
    }

    #[test]
    fn codes_lead_back() {
        for band in LengthBand::ALL {
            assert_eq!(LengthBand::of_code(band.code()), Some(band));
        }
        for flag in ShiftFlag::ALL {
            assert_eq!(ShiftFlag::of_code(flag.code()), Some(flag));
        }
        assert_eq!(ShiftFlag::of_code(""), None);
    }
}
