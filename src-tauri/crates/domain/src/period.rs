//! Periods of local days that figures are told for: by name, or from one day to another.
//!
//! A week begins on the day that the calendar in use says, as it comes on Sunday; the last week is the last one that is
//! complete (product, "Figures").
//! What has not ended yet (this week, this month …) goes up to today, so that nothing is held against days to come.
//!
//! Never here: a clock, working days (that is [`crate::calendar`]).

use thiserror::Error;

use crate::local_day::{DAY_MS, LocalDay};

/// The most days of a period: twenty years.
pub const PERIOD_DAYS_MAX: u32 = 7_305;

const WEEK_DAYS: i64 = 7;

/// Local days from the first to the last, both with it; never empty, never longer than [`PERIOD_DAYS_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: LocalDay,
    to: LocalDay,
}

/// Days that are no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAPeriod {
    /// It would end before it begins; so does "from the start of the year to the end of last week" in the first days
    /// of a year, before a week of it is complete.
    #[error("the period ends before it begins")]
    EndsBeforeItBegins,
    /// More days than [`PERIOD_DAYS_MAX`].
    #[error("the period is too long")]
    TooLong,
}

/// A period that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// From the day on which weeks begin to today.
    ThisWeek,
    /// The last complete week.
    LastWeek,
    /// From the first of the month to today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// From the first day of the quarter to today.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// From the first of January to today.
    ThisYear,
    /// The year before.
    LastYear,
    /// From the first of January to the end of the last complete week.
    YearToLastWeek,
}

impl Named {
    /// Every name, the shortest periods first.
    pub const ALL: [Self; 11] = [
        Self::Today,
        Self::Yesterday,
        Self::ThisWeek,
        Self::LastWeek,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisYear,
        Self::LastYear,
        Self::YearToLastWeek,
    ];

    /// The days that it means today. `week_starts`: the day of the week on which weeks begin, 0 for Sunday, as the
    /// calendar in use says.
    ///
    /// # Errors
    /// `EndsBeforeItBegins` for [`Named::YearToLastWeek`] before a week of the year is complete.
    pub fn on(self, today: LocalDay, week_starts: u32) -> Result<Period, NotAPeriod> {
        let into_week = (i64::from(today.weekday()) - i64::from(week_starts)).rem_euclid(WEEK_DAYS);
        let week = plus(today, -into_week);
        let month = first_of_month(today);
        let quarter = months_before(month, (today.month() - 1) % 3);
        let year = months_before(month, today.month() - 1);
        let (from, to) = match self {
            Self::Today => (today, today),
            Self::Yesterday => (today.previous(), today.previous()),
            Self::ThisWeek => (week, today),
            Self::LastWeek => (plus(week, -WEEK_DAYS), week.previous()),
            Self::ThisMonth => (month, today),
            Self::LastMonth => (months_before(month, 1), month.previous()),
            Self::ThisQuarter => (quarter, today),
            Self::LastQuarter => (months_before(quarter, 3), quarter.previous()),
            Self::ThisYear => (year, today),
            Self::LastYear => (months_before(year, 12), year.previous()),
            Self::YearToLastWeek => (year, week.previous()),
        };
        Period::new(from, to)
    }
}

impl Period {
    /// The days from one to another, both with it.
    ///
    /// # Errors
    /// [`NotAPeriod`] by what is wrong.
    pub fn new(from: LocalDay, to: LocalDay) -> Result<Self, NotAPeriod> {
        if to < from {
            return Err(NotAPeriod::EndsBeforeItBegins);
        }
        let period = Self { from, to };
        if period.days() > i64::from(PERIOD_DAYS_MAX) {
            return Err(NotAPeriod::TooLong);
        }
        Ok(period)
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> LocalDay {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn to(self) -> LocalDay {
        self.to
    }

    /// How many days, from 1.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.to.ends_at_ms() - self.from.starts_at_ms()).div_euclid(DAY_MS)
    }

    /// Its first instant, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn starts_at_ms(self) -> i64 {
        self.from.starts_at_ms()
    }

    /// The first instant behind it, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn ends_at_ms(self) -> i64 {
        self.to.ends_at_ms()
    }

    /// What it is held against: as many whole months right before whole months, else as many days right before.
    #[must_use]
    pub fn previous(self) -> Self {
        let from = match self.whole_months() {
            Some(months) => months_before(self.from, months),
            None => plus(self.from, -self.days()),
        };
        let to = self.from.previous();
        // Only where the years begin is there no day before.
        Self {
            from: from.min(to),
            to,
        }
    }

    /// The same days a year before. Whole months stay whole; the 29th of February becomes the 28th.
    #[must_use]
    pub fn year_before(self) -> Self {
        let from = year_before(self.from);
        let to = if self.whole_months().is_some() {
            months_before(first_of_month(self.to.next()), 12).previous()
        } else {
            year_before(self.to)
        };
        Self {
            from: from.min(to),
            to,
        }
    }

    /// How many whole calendar months it is; none where it is not made of such.
    fn whole_months(self) -> Option<u32> {
        let past = self.to.next();
        if self.from.day() != 1 || past.day() != 1 {
            return None;
        }
        let months = |day: LocalDay| i64::from(day.year()) * 12 + i64::from(day.month());
        u32::try_from(months(past) - months(self.from)).ok()
    }
}

fn plus(day: LocalDay, days: i64) -> LocalDay {
    LocalDay::of(
        day.starts_at_ms()
            .saturating_add(days.saturating_mul(DAY_MS)),
    )
}

fn first_of_month(day: LocalDay) -> LocalDay {
    plus(day, 1 - i64::from(day.day()))
}

/// The first of the month so many months before that of a day.
fn months_before(day: LocalDay, months: u32) -> LocalDay {
    (0..months).fold(first_of_month(day), |first, _| {
        first_of_month(first.previous())
    })
}

fn year_before(day: LocalDay) -> LocalDay {
    let year = day.year() - 1;
    LocalDay::new(year, day.month(), day.day())
        .or_else(|_| LocalDay::new(year, day.month(), 28))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> LocalDay {
        text.parse().unwrap()
    }

    fn told(period: Period) -> String {
        format!("{} {}", period.from(), period.to())
    }

    /// The bulletin asks for these by name; a week that is off by a day makes every figure of it wrong.
    #[test]
    fn names_mean_days() {
        // A Wednesday.
        let today = day("2026-11-25");
        for (named, expected) in [
            (Named::Today, "2026-11-25 2026-11-25"),
            (Named::Yesterday, "2026-11-24 2026-11-24"),
            (Named::ThisWeek, "2026-11-22 2026-11-25"),
            (Named::LastWeek, "2026-11-15 2026-11-21"),
            (Named::ThisMonth, "2026-11-01 2026-11-25"),
            (Named::LastMonth, "2026-10-01 2026-10-31"),
            (Named::ThisQuarter, "2026-10-01 2026-11-25"),
            (Named::LastQuarter, "2026-07-01 2026-09-30"),
            (Named::ThisYear, "2026-01-01 2026-11-25"),
            (Named::LastYear, "2025-01-01 2025-12-31"),
            (Named::YearToLastWeek, "2026-01-01 2026-11-21"),
        ] {
            assert_eq!(told(named.on(today, 0).unwrap()), expected, "{named:?}");
        }
        let sunday = day("2026-11-22");
        assert_eq!(
            told(Named::ThisWeek.on(sunday, 0).unwrap()),
            "2026-11-22 2026-11-22"
        );
        assert_eq!(
            told(Named::LastWeek.on(sunday, 0).unwrap()),
            "2026-11-15 2026-11-21"
        );
        let saturday = day("2026-11-21");
        assert_eq!(
            told(Named::LastWeek.on(saturday, 0).unwrap()),
            "2026-11-08 2026-11-14",
            "a week is complete when its Saturday is over"
        );
        assert_eq!(
            told(Named::LastWeek.on(sunday, 1).unwrap()),
            "2026-11-09 2026-11-15",
            "where weeks begin on Monday this Sunday is still of the week before"
        );
        assert_eq!(
            told(Named::ThisWeek.on(sunday, 6).unwrap()),
            "2026-11-21 2026-11-22"
        );
    }

    /// In the first days of a year no week of it is complete: an empty period would pass for a year without calls.
    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        assert_eq!(
            Named::YearToLastWeek.on(day("2027-01-02"), 0),
            Err(NotAPeriod::EndsBeforeItBegins)
        );
        assert_eq!(
            told(Named::YearToLastWeek.on(day("2027-01-03"), 0).unwrap()),
            "2027-01-01 2027-01-02"
        );
        assert_eq!(
            Period::new(day("2026-11-25"), day("2026-11-24")),
            Err(NotAPeriod::EndsBeforeItBegins)
        );
        assert_eq!(
            Period::new(day("2000-01-01"), day("2026-11-24")),
            Err(NotAPeriod::TooLong)
        );
    }

    /// February against January is a month against a month, not 28 days against 28.
    #[test]
    fn whole_months_are_held_against_whole_months() {
        let check = |from, to, previous: &str, before: &str| {
            let period = Period::new(day(from), day(to)).unwrap();
            assert_eq!(told(period.previous()), previous);
            assert_eq!(told(period.year_before()), before);
        };
        check(
            "2027-02-01",
            "2027-02-28",
            "2027-01-01 2027-01-31",
            "2026-02-01 2026-02-28",
        );
        check(
            "2029-02-01",
            "2029-02-28",
            "2029-01-01 2029-01-31",
            "2028-02-01 2028-02-29",
        );
        check(
            "2026-04-01",
            "2026-06-30",
            "2026-01-01 2026-03-31",
            "2025-04-01 2025-06-30",
        );
        check(
            "2026-01-01",
            "2026-12-31",
            "2025-01-01 2025-12-31",
            "2025-01-01 2025-12-31",
        );
        check(
            "2026-11-01",
            "2026-11-25",
            "2026-10-07 2026-10-31",
            "2025-11-01 2025-11-25",
        );
        check(
            "2028-02-29",
            "2028-02-29",
            "2028-02-28 2028-02-28",
            "2027-02-28 2027-02-28",
        );
    }

    proptest! {
        #[test]
        fn a_named_period_is_never_in_the_future_and_is_whole(at_ms in 0_i64..4_000_000_000_000, week_starts in 0_u32..7) {
            let today = LocalDay::of(at_ms);
            for named in Named::ALL {
                let Ok(period) = named.on(today, week_starts) else {
                    prop_assert!(named == Named::YearToLastWeek && today.month() == 1 && today.day() < 8);
                    continue;
                };
                prop_assert!(period.from() <= period.to() && period.to() <= today);
                prop_assert!(period.days() <= 366);
                if named == Named::LastWeek {
                    prop_assert_eq!((period.days(), period.from().weekday()), (7, week_starts));
                    prop_assert!((1..=7).contains(&((today.starts_at_ms() - period.to().starts_at_ms()) / DAY_MS)));
                }
            }
        }

        #[test]
        fn the_period_before_ends_right_before_it(at_ms in 1_000_000_000_000_i64..4_000_000_000_000, more in 0_i64..800) {
            let from = LocalDay::of(at_ms);
            let period = Period::new(from, plus(from, more)).unwrap();
            let previous = period.previous();
            prop_assert_eq!(previous.ends_at_ms(), period.starts_at_ms());
            if period.whole_months().is_none() {
                prop_assert_eq!(previous.days(), period.days());
            } else {
                prop_assert_eq!(previous.whole_months(), period.whole_months());
            }
            let before = period.year_before();
            prop_assert!((before.days() - period.days()).abs() <= 1);
            prop_assert!((364..=367).contains(&((period.starts_at_ms() - before.starts_at_ms()) / DAY_MS)));
        }
    }
}
