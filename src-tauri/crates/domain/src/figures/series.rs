//! A period in parts, for figures that are told over time: days, weeks, months or years, as many as can be looked at.
//!
//! The first and the last part are cut where the period is: a part is never more than the period, and together they are
//! the period. Never here: what is counted in a part.

use crate::local_day::LocalDay;
use crate::period::Period;

/// The most days of a period that is told by days: a month.
const BY_DAY_MAX: i64 = 31;
/// The most days of one that is told by weeks: half a year.
const BY_WEEK_MAX: i64 = 184;
/// The most days of one that is told by months: five years.
const BY_MONTH_MAX: i64 = 1_827;

/// How long a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week, from the day on which weeks begin.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Step {
    /// Its code for the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn of(period: Period) -> Self {
        let days = period.days();
        if days <= BY_DAY_MAX {
            Self::Day
        } else if days <= BY_WEEK_MAX {
            Self::Week
        } else if days <= BY_MONTH_MAX {
            Self::Month
        } else {
            Self::Year
        }
    }

    /// Whether a part begins on this day.
    fn begins(self, day: LocalDay, week_starts: u32) -> bool {
        match self {
            Self::Day => true,
            Self::Week => day.weekday() == week_starts,
            Self::Month => day.day() == 1,
            Self::Year => (day.month(), day.day()) == (1, 1),
        }
    }
}

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its days.
    pub days: Period,
    /// Its first instant, in milliseconds since 1970 UTC.
    pub starts_at: i64,
    /// The first instant behind it.
    pub ends_at: i64,
}

/// A period in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// How long each is.
    pub step: Step,
    /// In their order; never empty.
    pub parts: Vec<Part>,
}

impl Series {
    /// The parts of a period; `week_starts`: the day of the week on which weeks begin, 0 for Sunday.
    #[must_use]
    pub fn of(period: Period, week_starts: u32) -> Self {
        let step = Step::of(period);
        let mut parts = Vec::new();
        let mut from = period.from();
        while from <= period.to() {
            let mut to = from;
            while to < period.to() && !step.begins(to.next(), week_starts) {
                to = to.next();
            }
            if let Ok(days) = Period::new(from, to) {
                parts.push(Part {
                    days,
                    starts_at: days.starts_at_ms(),
                    ends_at: days.ends_at_ms(),
                });
            }
            if to.next() == to {
                break;
            }
            from = to.next();
        }
        Self { step, parts }
    }

    /// The first instant behind its last part.
    #[must_use]
    pub fn ends_at(&self) -> i64 {
        self.parts.last().map_or(i64::MIN, |part| part.ends_at)
    }

    /// The place of the part that holds an instant; none outside the period.
    #[must_use]
    pub fn place_of(&self, at: i64) -> Option<usize> {
        let behind = self.parts.partition_point(|part| part.ends_at <= at);
        let part = self.parts.get(behind)?;
        (part.starts_at <= at).then_some(behind)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    fn told(from: &str, to: &str, week_starts: u32) -> (Step, Vec<String>) {
        let series = Series::of(period(from, to), week_starts);
        let part = |part: &Part| format!("{} {}", part.days.from(), part.days.to());
        (series.step, series.parts.iter().map(part).collect())
    }

    /// A bar that stands for half a week beside whole ones is one that says so by its days.
    #[test]
    fn a_period_is_cut_where_weeks_and_months_begin() {
        let (step, days) = told("2026-11-01", "2026-11-30", 0);
        assert_eq!((step, days.len()), (Step::Day, 30));
        let (step, weeks) = told("2026-10-01", "2026-11-25", 0);
        assert_eq!(step, Step::Week);
        assert_eq!(
            (
                weeks[0].as_str(),
                weeks[1].as_str(),
                weeks.last().unwrap().as_str()
            ),
            (
                "2026-10-01 2026-10-03",
                "2026-10-04 2026-10-10",
                "2026-11-22 2026-11-25"
            )
        );
        let (_, from_monday) = told("2026-10-01", "2026-11-25", 1);
        assert_eq!(from_monday[0], "2026-10-01 2026-10-04");
        let (step, months) = told("2026-01-01", "2026-11-21", 0);
        assert_eq!((step, months.len()), (Step::Month, 11));
        assert_eq!(months[10], "2026-11-01 2026-11-21");
        let (step, years) = told("2010-06-01", "2026-11-21", 0);
        assert_eq!((step, years.len()), (Step::Year, 17));
    }

    proptest! {
        #[test]
        fn the_parts_are_the_period(at_ms in 0_i64..3_000_000_000_000, days in 0_i64..7_000, week_starts in 0_u32..7) {
            let from = LocalDay::of(at_ms);
            let to = LocalDay::of(from.starts_at_ms() + days * crate::local_day::DAY_MS);
            let period = Period::new(from, to).unwrap();
            let series = Series::of(period, week_starts);
            let mut at = period.starts_at_ms();
            for (place, part) in series.parts.iter().enumerate() {
                prop_assert_eq!(part.starts_at, at);
                prop_assert_eq!(series.place_of(part.starts_at), Some(place));
                prop_assert_eq!(series.place_of(part.ends_at - 1), Some(place));
                at = part.ends_at;
            }
            prop_assert_eq!(at, period.ends_at_ms());
            prop_assert_eq!(series.place_of(at), None);
            prop_assert!(series.parts.len() <= 61);
        }
    }
}
