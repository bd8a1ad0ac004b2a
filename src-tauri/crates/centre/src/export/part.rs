//! Which part of it is asked for: a period, and what is there already.

use std::fmt::{self, Write as _};

use domain::id::{IssueId, Millis, SubjectId};
use domain::local_day::LocalDay;

use super::What;

/// Days in Asia/Muscat, from the first to before the last; where one is left out, without that end. Calls and
/// issues count on their local day, cases on the day on which they were opened, moves on that of the move, and
/// entries on that on which the centre first received them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    from: Option<LocalDay>,
    to: Option<LocalDay>,
}

/// A period without a day in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period does not end after it begins; its end is the first day that is not in it")]
pub struct BadPeriod;

impl Period {
    /// From the first day to before the last.
    ///
    /// # Errors
    /// When it does not end after it begins.
    pub fn new(from: Option<LocalDay>, to: Option<LocalDay>) -> Result<Self, BadPeriod> {
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            return Err(BadPeriod);
        }
        Ok(Self { from, to })
    }

    pub(crate) const fn is_all(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Its days, where it has such ends.
    pub(crate) const fn days(self) -> (Option<LocalDay>, Option<LocalDay>) {
        (self.from, self.to)
    }

    /// Its first instant, and the first one behind it.
    pub(crate) fn instants(self) -> (Option<Millis>, Option<Millis>) {
        let start = |day: LocalDay| Millis(day.starts_at_ms());
        (self.from.map(start), self.to.map(start))
    }

    pub(crate) fn has(self, at: Millis) -> bool {
        let (from, to) = self.instants();
        from.is_none_or(|from| from <= at) && to.is_none_or(|to| at < to)
    }
}

/// The last row that is there already: an export goes on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// The key of a row of a table.
    Row(Vec<String>),
    /// The number of a place of the feed.
    Number(u64),
}

/// Numbers that every reader of JSON keeps exactly.
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// It names no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it names no row: an id for calls and cases, CALL.ID for issues, CASE.PLACE for moves, a number for entries"
)]
pub struct BadAfter;

impl After {
    /// Reads what names a row of this.
    ///
    /// # Errors
    /// When it cannot name one.
    pub fn read(what: What, text: &str) -> Result<Self, BadAfter> {
        let id = |text: &str| {
            let id: Result<SubjectId, _> = text.parse();
            id.map(|id| id.to_string()).map_err(|_| BadAfter)
        };
        let number = |text: &str| {
            let number: Result<u64, _> = text.parse();
            number
                .ok()
                .filter(|&number| number <= MAX_NUMBER)
                .ok_or(BadAfter)
        };
        let pair = || text.split_once('.').ok_or(BadAfter);
        Ok(match what {
            What::Calls | What::Cases => Self::Row(vec![id(text)?]),
            What::Issues => {
                let (call, issue) = pair()?;
                let issue: IssueId = issue.parse().map_err(|_| BadAfter)?;
                Self::Row(vec![id(call)?, issue.to_string()])
            }
            What::Moves => {
                let (case, place) = pair()?;
                Self::Row(vec![id(case)?, number(place)?.to_string()])
            }
            What::Entries => Self::Number(number(text)?),
        })
    }
}

impl fmt::Display for After {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(key) => out.write_str(&key.join(".")),
            Self::Number(number) => number.fmt(out),
        }
    }
}

/// Both in words, for the record; empty for all of it.
pub(crate) fn in_words(period: Period, after: Option<&After>) -> String {
    let mut words = String::new();
    let (from, to) = period.days();
    for (word, day) in [("from", from), ("to", to)] {
        if let Some(day) = day {
            // A String takes whatever is written to it.
            let _written = write!(words, " {word} {day}");
        }
    }
    if let Some(after) = after {
        let _written = write!(words, " after {after}");
    }
    words.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<LocalDay> {
        Some(text.parse().unwrap())
    }

    /// A month that ends before it begins would be an empty file, which looks like a quiet month.
    #[test]
    fn a_period_has_a_day_in_it() {
        let (first, second) = (day("2026-11-01"), day("2026-12-01"));
        assert_eq!(Period::new(second, first), Err(BadPeriod));
        assert_eq!(Period::new(first, first), Err(BadPeriod));
        let november = Period::new(first, second).unwrap();
        let midnight = Millis(first.unwrap().starts_at_ms());
        let next = Millis(second.unwrap().starts_at_ms());
        assert!(november.has(midnight) && !november.has(Millis(midnight.0 - 1)));
        assert!(november.has(Millis(next.0 - 1)) && !november.has(next));
        for open in [Period::new(first, None), Period::new(None, second)] {
            assert!(open.is_ok_and(|open| open.has(midnight) && !open.is_all()));
        }
    }

    #[test]
    fn what_goes_on_names_a_row() {
        let id = "11111111-1111-1111-1111-111111111111";
        for (what, text) in [
            (What::Calls, id.to_owned()),
            (What::Cases, id.to_owned()),
            (What::Issues, format!("{id}.{id}")),
            (What::Moves, format!("{id}.7")),
            (What::Entries, MAX_NUMBER.to_string()),
        ] {
            let after = After::read(what, &text).unwrap();
            assert_eq!(after.to_string(), text);
            assert_eq!(
                in_words(Period::default(), Some(&after)),
                format!("after {text}")
            );
        }
        for (what, text) in [
            (What::Calls, "7"),
            (What::Cases, ""),
            (What::Issues, id),
            (What::Moves, &format!("{id}.{id}")),
            (What::Entries, id),
            (What::Entries, "-1"),
            (What::Entries, "9007199254740992"),
        ] {
            assert_eq!(After::read(what, text), Err(BadAfter), "{what:?} {text}");
        }
        assert_eq!(in_words(Period::default(), None), "");
        let march = Period::new(day("2026-03-01"), day("2026-04-01")).unwrap();
        assert_eq!(in_words(march, None), "from 2026-03-01 to 2026-04-01");
    }
}
