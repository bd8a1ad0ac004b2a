//! The local day of an instant: the calendar day in Asia/Muscat, which is UTC+4 all year round.
//!
//! Stored beside every time that is reported on. Never here: working days, holidays, Hijri dates.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime};
use thiserror::Error;

/// Milliseconds of a day. The zone has no daylight saving time, so that every day has as many.
pub const DAY_MS: i64 = 86_400_000;

/// Asia/Muscat is four hours ahead of UTC, without daylight saving time, since 1920 (IANA tz).
pub const OFFSET_MS: i64 = 4 * 3_600_000;

/// A calendar day in Asia/Muscat, between the years 0 and 9999. Written `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDay(NaiveDate);

/// Not a day written as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a local day")]
pub struct NotALocalDay;

impl LocalDay {
    /// The day of an instant in milliseconds since 1970 UTC. Total: an instant outside the years
    /// 0–9999, which only a broken clock gives, falls on the first or last of their days.
    #[must_use]
    pub fn of(at_ms: i64) -> Self {
        let local = DateTime::from_timestamp_millis(at_ms.saturating_add(OFFSET_MS));
        let day = local.map(|instant| instant.date_naive());
        let nearest = if at_ms < 0 {
            Self::first()
        } else {
            Self::last()
        };
        Self(day.unwrap_or(nearest.0)).clamp(Self::first(), Self::last())
    }

    /// The day by its parts.
    ///
    /// # Errors
    /// `NotALocalDay` where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, NotALocalDay> {
        NaiveDate::from_ymd_opt(year, month, day)
            .map(Self)
            .filter(|day| (Self::first()..=Self::last()).contains(day))
            .ok_or(NotALocalDay)
    }

    /// Its first instant, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn starts_at_ms(self) -> i64 {
        self.0.and_time(NaiveTime::MIN).and_utc().timestamp_millis() - OFFSET_MS
    }

    /// The first instant of the day after, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn ends_at_ms(self) -> i64 {
        self.starts_at_ms() + DAY_MS
    }

    /// The day after; the last of all days stays.
    #[must_use]
    pub fn next(self) -> Self {
        self.0
            .checked_add_days(Days::new(1))
            .map_or(self, Self)
            .min(Self::last())
    }

    /// The day before; the first of all days stays.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0
            .checked_sub_days(Days::new(1))
            .map_or(self, Self)
            .max(Self::first())
    }

    /// The day so many months before, on the last day of its month where that has no such day; the first of all days
    /// stays.
    #[must_use]
    pub fn months_before(self, months: u32) -> Self {
        self.0
            .checked_sub_months(Months::new(months))
            .map_or(Self::first(), Self)
            .max(Self::first())
    }

    /// The calendar year, for references of cases.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day of the week, 0 for Sunday, on which the working week begins.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_sunday()
    }

    fn first() -> Self {
        Self(NaiveDate::from_ymd_opt(0, 1, 1).unwrap_or_default())
    }

    fn last() -> Self {
        Self(NaiveDate::from_ymd_opt(9_999, 12, 31).unwrap_or_default())
    }
}

impl fmt::Display for LocalDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl FromStr for LocalDay {
    type Err = NotALocalDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            parts
                .next()
                .filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|part| part.parse::<u32>().ok())
                .ok_or(NotALocalDay)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(NotALocalDay);
        }
        Self::new(i32::try_from(year).map_err(|_| NotALocalDay)?, month, day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DAY_MS, LocalDay};

    /// 2026-11-22T00:00:00+04:00.
    const MIDNIGHT: i64 = 1_795_291_200_000;

    #[test]
    fn a_day_begins_at_midnight_in_muscat() {
        assert_eq!(LocalDay::of(MIDNIGHT - 1).to_string(), "2026-11-21");
        assert_eq!(LocalDay::of(MIDNIGHT).to_string(), "2026-11-22");
        assert_eq!(
            LocalDay::of(MIDNIGHT + DAY_MS - 1).to_string(),
            "2026-11-22"
        );
        assert_eq!(LocalDay::of(MIDNIGHT).starts_at_ms(), MIDNIGHT);
        assert_eq!(LocalDay::of(MIDNIGHT).weekday(), 0, "a Sunday");
    }

    #[test]
    fn years_turn_at_midnight_in_muscat_too() {
        // 2026-12-31T20:00:00Z is the new year in Muscat.
        let new_year = 1_798_747_200_000;
        assert_eq!(LocalDay::of(new_year - 1).to_string(), "2026-12-31");
        assert_eq!(LocalDay::of(new_year).to_string(), "2027-01-01");
        assert_eq!(LocalDay::of(new_year).year(), 2027);
        assert_eq!(LocalDay::of(new_year).previous().to_string(), "2026-12-31");
        assert_eq!(LocalDay::of(new_year - 1).next().to_string(), "2027-01-01");
    }

    #[test]
    fn leap_days_are_days() {
        assert_eq!(
            "2028-02-28".parse::<LocalDay>().unwrap().next().to_string(),
            "2028-02-29"
        );
        assert!("2027-02-29".parse::<LocalDay>().is_err());
    }

    #[test]
    fn broken_clocks_give_a_day() {
        assert_eq!(LocalDay::of(i64::MAX).to_string(), "9999-12-31");
        assert_eq!(LocalDay::of(i64::MIN).to_string(), "0000-01-01");
        assert_eq!(LocalDay::of(i64::MAX).next().to_string(), "9999-12-31");
        assert_eq!(LocalDay::of(0).to_string(), "1970-01-01");
    }

    #[test]
    fn other_writing_is_refused() {
        for text in [
            "",
            "2026-11",
            "2026-11-22-1",
            "26-11-22",
            "2026/11/22",
            "2026-13-01",
            "٢٠٢٦-١١-٢٢",
            "+026-11-22",
        ] {
            assert!(text.parse::<LocalDay>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_its_day(at_ms in -2_000_000_000_000_i64..5_000_000_000_000) {
            let day = LocalDay::of(at_ms);
            prop_assert!(day.starts_at_ms() <= at_ms && at_ms < day.ends_at_ms());
            prop_assert_eq!(day.next().starts_at_ms(), day.ends_at_ms());
            prop_assert_eq!(day.to_string().parse::<LocalDay>().unwrap(), day);
        }

        #[test]
        fn any_instant_has_a_day_of_ten_characters(at_ms in any::<i64>()) {
            prop_assert_eq!(LocalDay::of(at_ms).to_string().len(), 10);
        }
    }
}
