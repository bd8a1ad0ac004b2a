//! The working calendar: which days are worked, when they close, and counting in working days.
//!
//! Time zone Asia/Muscat, working week Sunday–Thursday, special periods (Ramadan) with hours of their
//! own, official holidays by year (product, "Figures: definitions"). Which days these are is data, in
//! `assets/lists/calendar.json` and `holidays.json`; this module only counts.
//!
//! Day 0 of a target is the day of receipt where that came before the close of a working day, else the
//! next working day. A day that is not worked is never a due day.
//!
//! Never here: a clock, what is due (that is [`crate::target`]), Hijri arithmetic.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::local_day::{DAY_MS, LocalDay};

/// The most days without work on end. A calendar with more is not one.
pub const REST_DAYS_MAX: u32 = 31;

/// Most days looked at for the next working day: a run of rest, and the days of a week before it.
const LOOKED_AT_MAX: u32 = REST_DAYS_MAX + 7;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u16 = 1_440;

/// When a working day opens and closes, in minutes of the local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Minute at which it opens, 0–1439.
    pub opens_minute: u16,
    /// Minute at which it closes, after it opens, at most 1440.
    pub closes_minute: u16,
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// As announced for that year.
    Observed,
    /// By decree or computed; the announcement or the sighting of the moon may move it.
    Expected,
}

/// A stretch of days with hours of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// First day.
    pub from: LocalDay,
    /// Last day.
    pub to: LocalDay,
    /// The hours of its working days.
    pub hours: Hours,
    /// How sure its days are.
    pub certainty: Certainty,
    /// Where the days and hours come from.
    pub source: String,
}

/// An official holiday of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Code of the occasion; the same every year.
    pub occasion: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// First day.
    pub from: LocalDay,
    /// Last day.
    pub to: LocalDay,
    /// How sure its days are.
    pub certainty: Certainty,
    /// Where the days come from.
    pub source: String,
}

/// What makes a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Whether a day of the week is worked, Sunday first.
    pub worked: [bool; 7],
    /// The usual hours.
    pub hours: Hours,
    /// The day on which weeks begin that figures are told of, 0 Sunday to 6 Saturday.
    pub starts: u32,
}

/// A calendar that keeps its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    week: Week,
    periods: Vec<Period>,
    holidays: Vec<Holiday>,
    /// Days of a holiday, with its place in `holidays`. Where two meet, the first counts.
    rest: BTreeMap<LocalDay, usize>,
}

/// Why something is not a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// No day of the week is worked, or the usual hours are none.
    #[error("the week has no working day or no hours")]
    Week,
    /// A period without hours or days, or one that meets another.
    #[error("the period {code:?} has no hours or days, or meets another")]
    Period {
        /// Its code.
        code: String,
    },
    /// A holiday that ends before it begins, or with which more than [`REST_DAYS_MAX`] days are
    /// without work on end.
    #[error("the holiday {occasion:?} has no days or too many")]
    Holiday {
        /// Code of its occasion.
        occasion: String,
    },
}

impl Hours {
    const fn is_one(self) -> bool {
        self.opens_minute < self.closes_minute && self.closes_minute <= DAY_MINUTES
    }
}

impl Calendar {
    /// A calendar of these parts.
    ///
    /// # Errors
    /// The first part that does not keep its rule, as said at [`CalendarError`].
    pub fn new(
        week: Week,
        periods: Vec<Period>,
        holidays: Vec<Holiday>,
    ) -> Result<Self, CalendarError> {
        if !week.worked.contains(&true) || !week.hours.is_one() {
            return Err(CalendarError::Week);
        }
        for (at, period) in periods.iter().enumerate() {
            let meets = |other: &Period| period.from <= other.to && other.from <= period.to;
            if !period.hours.is_one()
                || period.to < period.from
                || periods.iter().skip(at + 1).any(meets)
            {
                let code = period.code.clone();
                return Err(CalendarError::Period { code });
            }
        }
        let mut rest = BTreeMap::new();
        for (at, holiday) in holidays.iter().enumerate() {
            let days = days_between(holiday.from, holiday.to);
            if !(0..i64::from(REST_DAYS_MAX)).contains(&days) {
                let occasion = holiday.occasion.clone();
                return Err(CalendarError::Holiday { occasion });
            }
            for day in 0..=days {
                rest.entry(plus_days(holiday.from, day)).or_insert(at);
            }
        }
        let calendar = Self {
            week,
            periods,
            holidays,
            rest,
        };
        // Holidays that touch each other make one run of rest: it is counted where each begins.
        for holiday in &calendar.holidays {
            let mut days = (0..=i64::from(REST_DAYS_MAX)).map(|day| plus_days(holiday.from, day));
            if !days.any(|day| calendar.is_working_day(day)) {
                let occasion = holiday.occasion.clone();
                return Err(CalendarError::Holiday { occasion });
            }
        }
        Ok(calendar)
    }

    /// The working week.
    #[must_use]
    pub const fn week(&self) -> &Week {
        &self.week
    }

    /// The periods with hours of their own.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The official holidays, in the order of the data.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The holiday that a day belongs to.
    #[must_use]
    pub fn holiday(&self, day: LocalDay) -> Option<&Holiday> {
        self.holidays.get(*self.rest.get(&day)?)
    }

    /// Whether a day is worked: a working day of the week that is no holiday.
    #[must_use]
    pub fn is_working_day(&self, day: LocalDay) -> bool {
        self.is_worked_weekday(day) && !self.rest.contains_key(&day)
    }

    /// The hours of a day; none where it is not worked.
    #[must_use]
    pub fn hours(&self, day: LocalDay) -> Option<Hours> {
        let own = self
            .periods
            .iter()
            .find(|period| (period.from..=period.to).contains(&day));
        self.is_working_day(day)
            .then(|| own.map_or(self.week.hours, |period| period.hours))
    }

    /// When a day opens, in milliseconds since 1970 UTC; none where it is not worked.
    #[must_use]
    pub fn opens_at_ms(&self, day: LocalDay) -> Option<i64> {
        let hours = self.hours(day)?;
        Some(day.starts_at_ms() + i64::from(hours.opens_minute) * MINUTE_MS)
    }

    /// When a day closes, in milliseconds since 1970 UTC; none where it is not worked.
    #[must_use]
    pub fn closes_at_ms(&self, day: LocalDay) -> Option<i64> {
        let hours = self.hours(day)?;
        Some(day.starts_at_ms() + i64::from(hours.closes_minute) * MINUTE_MS)
    }

    /// Day 0 of an instant in milliseconds since 1970 UTC: its day where it came before the close of a
    /// working day, else the next working day.
    #[must_use]
    pub fn day_zero(&self, at_ms: i64) -> LocalDay {
        let day = LocalDay::of(at_ms);
        match self.closes_at_ms(day) {
            Some(closes) if at_ms < closes => day,
            _ => self.next_working_day(day),
        }
    }

    /// The first working day after a day.
    #[must_use]
    pub fn next_working_day(&self, day: LocalDay) -> LocalDay {
        let mut next = day.next();
        // The bound is reached only where the years end.
        for _ in 0..LOOKED_AT_MAX {
            if self.is_working_day(next) {
                break;
            }
            next = next.next();
        }
        next
    }

    /// The day that lies `days` working days after a day; the day itself for none.
    #[must_use]
    pub fn add_working_days(&self, day: LocalDay, days: u16) -> LocalDay {
        (0..days).fold(day, |day, _| self.next_working_day(day))
    }

    /// The day on which something is due that was received then and may take so many working days.
    #[must_use]
    pub fn due_day(&self, received_ms: i64, days: u16) -> LocalDay {
        self.add_working_days(self.day_zero(received_ms), days)
    }

    /// When it is due, in milliseconds since 1970 UTC: the close of its due day.
    #[must_use]
    pub fn due_at_ms(&self, received_ms: i64, days: u16) -> i64 {
        let day = self.due_day(received_ms, days);
        self.closes_at_ms(day).unwrap_or_else(|| day.ends_at_ms())
    }

    /// Working days after `from`, up to `to` with it; negative where `to` lies before.
    #[must_use]
    pub fn working_days(&self, from: LocalDay, to: LocalDay) -> i64 {
        if to < from {
            return -self.working_days(to, from);
        }
        let days = days_between(from, to);
        let (first, past) = (from.next(), plus_days(from, days + 1));
        let per_week = self.week.worked.iter().filter(|worked| **worked).count();
        let whole_weeks = days.div_euclid(7) * i64::try_from(per_week).unwrap_or_default();
        let rest_of_week = (days - days.rem_euclid(7) + 1..=days)
            .filter(|day| self.is_worked_weekday(plus_days(from, *day)))
            .count();
        let holidays = if first < past {
            self.rest
                .range(first..past)
                .filter(|(day, _)| self.is_worked_weekday(**day))
                .count()
        } else {
            0
        };
        let count = |many: usize| i64::try_from(many).unwrap_or_default();
        whole_weeks + count(rest_of_week) - count(holidays)
    }

    /// Working days that passed between two instants in milliseconds since 1970 UTC, each counted from
    /// its own day 0: what came after the close counts with the day after.
    #[must_use]
    pub fn working_days_between(&self, from_ms: i64, to_ms: i64) -> i64 {
        self.working_days(self.day_zero(from_ms), self.day_zero(to_ms))
    }

    fn is_worked_weekday(&self, day: LocalDay) -> bool {
        usize::try_from(day.weekday())
            .ok()
            .and_then(|weekday| self.week.worked.get(weekday))
            .copied()
            .unwrap_or_default()
    }
}

impl Certainty {
    /// Its code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Expected => "expected",
        }
    }
}

/// The day `days` after a day, or before where they are negative.
fn plus_days(day: LocalDay, days: i64) -> LocalDay {
    LocalDay::of(
        day.starts_at_ms()
            .saturating_add(days.saturating_mul(DAY_MS)),
    )
}

/// Days from one day to another; none for the same.
fn days_between(from: LocalDay, to: LocalDay) -> i64 {
    (to.starts_at_ms() - from.starts_at_ms()).div_euclid(DAY_MS)
}

#[cfg(test)]
mod tests;
