//! How often a bulletin is made, and which periods are due by a day.
//!
//! Only what is complete is due. Never here: a clock, what was made already.

use crate::local_day::LocalDay;
use crate::period::{Named, Period};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rhythm {
    /// Every day.
    Daily,
    /// Every week, from the day on which a week begins.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every week, from the start of the year.
    YearToLastWeek,
}

impl Rhythm {
    /// Every rhythm, the most frequent first.
    pub const ALL: [Self; 5] = [
        Self::Daily,
        Self::Weekly,
        Self::Monthly,
        Self::Quarterly,
        Self::YearToLastWeek,
    ];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::YearToLastWeek => "year_to_last_week",
        }
    }

    /// The rhythm of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code)
    }

    /// Which rhythm a period looks like: a day, a whole week, a month, a quarter, a year up to the end of a week; none
    /// for other days. `week_starts`: on which day a week begins, 0 for Sunday.
    #[must_use]
    pub fn shown_by(period: Period, week_starts: u32) -> Option<Self> {
        let past = period.to().next();
        Self::ALL
            .into_iter()
            .find(|rhythm| rhythm.complete(past, week_starts) == Some(period))
    }

    /// The last period that is complete on a day; none of the year before a week of it is.
    #[must_use]
    pub fn complete(self, today: LocalDay, week_starts: u32) -> Option<Period> {
        let named = match self {
            Self::Daily => Named::Yesterday,
            Self::Weekly => Named::LastWeek,
            Self::Monthly => Named::LastMonth,
            Self::Quarterly => Named::LastQuarter,
            Self::YearToLastWeek => Named::YearToLastWeek,
        };
        named.on(today, week_starts).ok()
    }

    /// The periods that are due on a day, the oldest first, at most `most` and of more the newest: those that ended
    /// after `done`, the last day that was made before; without it only the last complete one. What grows from the
    /// start of the year is due once, up to its newest week.
    #[must_use]
    pub fn due(
        self,
        done: Option<LocalDay>,
        today: LocalDay,
        week_starts: u32,
        most: usize,
    ) -> Vec<Period> {
        let mut due = Vec::new();
        let mut looked_at = today;
        while due.len() < most {
            let Some(period) = self.complete(looked_at, week_starts) else {
                break;
            };
            let is_done = done.is_some_and(|done| period.to() <= done);
            // Where the years begin there is no day before.
            if is_done || period.to() >= looked_at {
                break;
            }
            due.push(period);
            if done.is_none() || self == Self::YearToLastWeek {
                break;
            }
            // On its last day this one was not complete yet, the one before was.
            looked_at = period.to();
        }
        due.reverse();
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> LocalDay {
        text.parse().unwrap()
    }

    fn due(rhythm: Rhythm, done: &str, today: &str) -> String {
        let done = (!done.is_empty()).then(|| day(done));
        let due = rhythm.due(done, day(today), 0, 31);
        let told = due
            .iter()
            .map(|one| format!("{}..{}", one.from(), one.to()));
        told.collect::<Vec<_>>().join(" ")
    }

    /// A bulletin that comes twice is doubted, one that never comes is missed.
    #[test]
    fn every_complete_period_is_due_once() {
        use Rhythm::{Daily, Monthly, Quarterly, Weekly, YearToLastWeek};
        // 2026-11-25 is a Wednesday.
        assert_eq!(due(Daily, "", "2026-11-25"), "2026-11-24..2026-11-24");
        assert_eq!(due(Daily, "2026-11-24", "2026-11-25"), "");
        assert_eq!(
            due(Daily, "2026-11-22", "2026-11-25"),
            "2026-11-23..2026-11-23 2026-11-24..2026-11-24",
            "what was missed comes, the oldest first"
        );
        assert_eq!(
            due(Weekly, "2026-11-14", "2026-11-25"),
            "2026-11-15..2026-11-21"
        );
        assert_eq!(due(Weekly, "2026-11-21", "2026-11-28"), "");
        assert_eq!(
            due(Weekly, "2026-11-21", "2026-11-29"),
            "2026-11-22..2026-11-28"
        );
        assert_eq!(
            due(Monthly, "2026-08-31", "2026-11-01"),
            "2026-09-01..2026-09-30 2026-10-01..2026-10-31"
        );
        assert_eq!(
            due(Quarterly, "2026-06-30", "2026-11-25"),
            "2026-07-01..2026-09-30"
        );
        assert_eq!(
            due(YearToLastWeek, "2026-08-01", "2026-11-25"),
            "2026-01-01..2026-11-21",
            "it holds the weeks that were missed"
        );
        assert_eq!(due(YearToLastWeek, "2026-11-21", "2026-11-25"), "");
        assert_eq!(due(YearToLastWeek, "", "2026-01-02"), "");
    }

    /// A bulletin bears the name that its readers know it by.
    #[test]
    fn days_are_named_by_what_they_are() {
        let check = |from: &str, to: &str, expected| {
            let period = Period::new(day(from), day(to)).unwrap();
            assert_eq!(Rhythm::shown_by(period, 0), expected, "{from} {to}");
        };
        check("2026-11-24", "2026-11-24", Some(Rhythm::Daily));
        check("2026-11-15", "2026-11-21", Some(Rhythm::Weekly));
        check("2026-11-16", "2026-11-22", None);
        check("2026-02-01", "2026-02-28", Some(Rhythm::Monthly));
        check("2026-07-01", "2026-09-30", Some(Rhythm::Quarterly));
        check("2026-01-01", "2026-05-02", Some(Rhythm::YearToLastWeek));
        check("2026-01-01", "2026-05-03", None);
    }

    /// A machine that was put away for years does not write a thousand files.
    #[test]
    fn of_very_many_the_newest_are_due() {
        let due = Rhythm::Daily.due(Some(day("2020-01-01")), day("2026-11-25"), 0, 31);
        assert_eq!(due.len(), 31);
        assert_eq!(due.last().unwrap().to(), day("2026-11-24"));
        // A clock that was set back makes nothing due.
        assert!(
            Rhythm::Daily
                .due(Some(day("2026-11-24")), day("2020-01-01"), 0, 31)
                .is_empty()
        );
    }
}
