//! Shifts: the planned periods of a local day, and the one that an instant belongs to.
//!
//! A shift belongs to the local day on which it starts, also where it ends on the next one: what is
//! logged at two in the morning stands in the night shift of the day before. Its key is
//! `2026-11-22/night`. Never here: who works in it, hand-over, signature.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::local_day::{DAY_MS, LocalDay, OFFSET_MS};

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u16 = 1_440;

/// The most shifts of a day.
pub const SHIFTS_MAX: usize = 24;

/// The most shifts that were part of a plan once.
pub const RETIRED_SHIFTS_MAX: usize = 200;

/// One planned period of every day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedShift {
    /// Code of the list of shifts.
    pub code: String,
    /// Minute of the local day at which it starts, 0–1439.
    pub starts_minute: u16,
}

/// The shifts of a day. Each ends where the next one starts, so that every instant has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftPlan {
    /// By start, at least one, no two at the same minute.
    shifts: Vec<PlannedShift>,
    /// Those that no longer start, by start; what was logged in one keeps its times.
    retired: Vec<PlannedShift>,
}

/// The name of one shift of one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShiftKey {
    /// The local day on which it starts.
    pub day: LocalDay,
    /// Code of the list of shifts.
    pub code: String,
}

/// When a shift runs, in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShiftSpan {
    /// Its first instant.
    pub starts_at_ms: i64,
    /// The first instant of the next shift.
    pub ends_at_ms: i64,
}

/// Why a plan or a key is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShiftError {
    /// A plan without shifts, with too many, or with a minute or code that is used twice or is none.
    #[error("not a plan of shifts: {code}")]
    NotAPlan {
        /// Code of the shift that does not fit; empty where there are none or too many.
        code: String,
    },
    /// Not a key written as `YYYY-MM-DD/code`.
    #[error("not the key of a shift")]
    NotAKey,
}

impl ShiftPlan {
    /// A plan from shifts in any order.
    ///
    /// # Errors
    /// `NotAPlan` as said there.
    pub fn new(mut shifts: Vec<PlannedShift>) -> Result<Self, ShiftError> {
        let not_a_plan = |code: &str| ShiftError::NotAPlan {
            code: code.to_owned(),
        };
        if shifts.is_empty() || shifts.len() > SHIFTS_MAX {
            return Err(not_a_plan(""));
        }
        shifts.sort_by_key(|shift| shift.starts_minute);
        for (at, shift) in shifts.iter().enumerate() {
            let twice = shifts.iter().skip(at + 1).any(|other| {
                other.code == shift.code || other.starts_minute == shift.starts_minute
            });
            if twice
                || shift.starts_minute >= DAY_MINUTES
                || shift.code.is_empty()
                || shift.code.contains('/')
            {
                return Err(not_a_plan(&shift.code));
            }
        }
        Ok(Self {
            shifts,
            retired: Vec::new(),
        })
    }

    /// The same plan with shifts that were part of it once. They start no more, and calls that were logged in them
    /// are still looked up by them.
    ///
    /// # Errors
    /// `NotAPlan` where there are too many, or for a minute or code that is none, or a code that is used twice.
    pub fn with_retired(mut self, mut retired: Vec<PlannedShift>) -> Result<Self, ShiftError> {
        retired.sort_by_key(|shift| shift.starts_minute);
        let mut all = retired.iter().enumerate();
        let wrong = all.find(|(at, shift)| {
            let mut others = self.shifts.iter().chain(retired.iter().skip(at + 1));
            shift.starts_minute >= DAY_MINUTES
                || shift.code.is_empty()
                || shift.code.contains('/')
                || others.any(|other| other.code == shift.code)
        });
        if wrong.is_some() || retired.len() > RETIRED_SHIFTS_MAX {
            let code = wrong.map_or(String::new(), |(_, shift)| shift.code.clone());
            return Err(ShiftError::NotAPlan { code });
        }
        self.retired = retired;
        Ok(self)
    }

    /// The shifts by their start.
    #[must_use]
    pub fn shifts(&self) -> &[PlannedShift] {
        &self.shifts
    }

    /// The shift of an instant in milliseconds since 1970 UTC.
    #[must_use]
    pub fn shift_at(&self, at_ms: i64) -> ShiftKey {
        let day = LocalDay::of(at_ms);
        let minute = at_ms
            .saturating_sub(day.starts_at_ms())
            .div_euclid(MINUTE_MS);
        let started = self
            .shifts
            .iter()
            .rev()
            .find(|shift| i64::from(shift.starts_minute) <= minute);
        match (started, self.shifts.last()) {
            (Some(shift), _) => key(day, shift),
            // Before the first shift of the day the last one of the day before still runs.
            (None, Some(last)) => key(day.previous(), last),
            // A plan holds at least one shift.
            (None, None) => ShiftKey {
                day,
                code: String::new(),
            },
        }
    }

    /// When a shift runs by this plan; none where the plan has no such shift. A retired one ran until the next one of
    /// today's starts.
    #[must_use]
    pub fn span(&self, key: &ShiftKey) -> Option<ShiftSpan> {
        if let Some(shift) = self.retired.iter().find(|shift| shift.code == key.code) {
            let starts_at_ms = key.day.starts_at_ms() + i64::from(shift.starts_minute) * MINUTE_MS;
            let running = self.shift_at(starts_at_ms);
            return self.span(&running).map(|span| ShiftSpan {
                starts_at_ms,
                ends_at_ms: span.ends_at_ms,
            });
        }
        let at = self
            .shifts
            .iter()
            .position(|shift| shift.code == key.code)?;
        let starts = |day: LocalDay, shift: &PlannedShift| {
            day.starts_at_ms() + i64::from(shift.starts_minute) * MINUTE_MS
        };
        let starts_at_ms = starts(key.day, self.shifts.get(at)?);
        let ends_at_ms = match self.shifts.get(at + 1) {
            Some(next) => starts(key.day, next),
            None => starts(key.day, self.shifts.first()?) + DAY_MS,
        };
        Some(ShiftSpan {
            starts_at_ms,
            ends_at_ms,
        })
    }

    /// The shift that follows; none where the plan has no such shift.
    #[must_use]
    pub fn next(&self, key: &ShiftKey) -> Option<ShiftKey> {
        self.span(key).map(|span| self.shift_at(span.ends_at_ms))
    }

    /// The shift before; none where the plan has no such shift.
    #[must_use]
    pub fn previous(&self, key: &ShiftKey) -> Option<ShiftKey> {
        self.span(key)
            .map(|span| self.shift_at(span.starts_at_ms - 1))
    }

    /// The shifts of a day that no longer start, by their start.
    pub fn retired_on(&self, day: LocalDay) -> impl Iterator<Item = ShiftKey> {
        self.retired.iter().map(move |shift| key(day, shift))
    }
}

/// The minute of the local day of an instant, 0–1439.
#[must_use]
pub fn minute_of_day(at_ms: i64) -> u16 {
    let minute = at_ms
        .saturating_add(OFFSET_MS)
        .rem_euclid(DAY_MS)
        .div_euclid(MINUTE_MS);
    u16::try_from(minute).unwrap_or_default()
}

fn key(day: LocalDay, shift: &PlannedShift) -> ShiftKey {
    ShiftKey {
        day,
        code: shift.code.clone(),
    }
}

impl fmt::Display for ShiftKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.day, self.code)
    }
}

impl FromStr for ShiftKey {
    type Err = ShiftError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (day, code) = text.split_once('/').ok_or(ShiftError::NotAKey)?;
        if code.is_empty()
            || !code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        {
            return Err(ShiftError::NotAKey);
        }
        Ok(Self {
            day: day.parse().map_err(|_| ShiftError::NotAKey)?,
            code: code.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PlannedShift, ShiftError, ShiftKey, ShiftPlan, minute_of_day};
    use crate::local_day::LocalDay;

    const HOUR_MS: i64 = 3_600_000;

    fn plan() -> ShiftPlan {
        let shift = |code: &str, hour: u16, minute: u16| PlannedShift {
            code: code.to_owned(),
            starts_minute: hour * 60 + minute,
        };
        ShiftPlan::new(vec![
            shift("night", 21, 30),
            shift("morning", 7, 30),
            shift("evening", 14, 30),
        ])
        .unwrap()
    }

    fn at(day: &str, hour: i64, minute: i64) -> i64 {
        day.parse::<LocalDay>().unwrap().starts_at_ms() + hour * HOUR_MS + minute * 60_000
    }

    #[test]
    fn a_shift_belongs_to_the_day_on_which_it_starts() {
        let check = |day: &str, hour: i64, minute: i64, expected: &str| {
            assert_eq!(
                plan().shift_at(at(day, hour, minute)).to_string(),
                expected,
                "{day} {hour}:{minute}"
            );
        };
        check("2026-11-22", 7, 29, "2026-11-21/night");
        check("2026-11-22", 7, 30, "2026-11-22/morning");
        check("2026-11-22", 14, 29, "2026-11-22/morning");
        check("2026-11-22", 14, 30, "2026-11-22/evening");
        check("2026-11-22", 21, 30, "2026-11-22/night");
        check("2026-11-22", 23, 59, "2026-11-22/night");
        check("2026-11-23", 0, 0, "2026-11-22/night");
        check("2026-11-23", 2, 0, "2026-11-22/night");
        check("2027-01-01", 0, 0, "2026-12-31/night");
        check("2028-03-01", 3, 0, "2028-02-29/night");
    }

    #[test]
    fn a_night_ends_on_the_next_day() {
        let span = plan().span(&"2026-12-31/night".parse().unwrap()).unwrap();
        assert_eq!(span.starts_at_ms, at("2026-12-31", 21, 30));
        assert_eq!(span.ends_at_ms, at("2027-01-01", 7, 30));
    }

    #[test]
    fn shifts_follow_one_another() {
        let night: ShiftKey = "2026-12-31/night".parse().unwrap();
        assert_eq!(
            plan().next(&night).unwrap().to_string(),
            "2027-01-01/morning"
        );
        assert_eq!(
            plan().previous(&night).unwrap().to_string(),
            "2026-12-31/evening"
        );
        let unknown: ShiftKey = "2026-12-31/noon".parse().unwrap();
        assert_eq!((plan().span(&unknown), plan().next(&unknown)), (None, None));
    }

    #[test]
    fn one_shift_a_day_is_a_plan() {
        let plan = ShiftPlan::new(vec![PlannedShift {
            code: "day".into(),
            starts_minute: 480,
        }])
        .unwrap();
        assert_eq!(
            plan.shift_at(at("2026-11-22", 7, 59)).to_string(),
            "2026-11-21/day"
        );
        let span = plan.span(&"2026-11-22/day".parse().unwrap()).unwrap();
        assert_eq!(span.ends_at_ms - span.starts_at_ms, 24 * HOUR_MS);
    }

    #[test]
    fn what_is_no_plan_is_refused() {
        let shift = |code: &str, starts_minute| PlannedShift {
            code: code.to_owned(),
            starts_minute,
        };
        for shifts in [
            vec![],
            vec![shift("a", 1), shift("a", 2)],
            vec![shift("a", 1), shift("b", 1)],
            vec![shift("a", 1_440)],
            vec![shift("", 1)],
            vec![shift("a/b", 1)],
        ] {
            assert!(
                matches!(
                    ShiftPlan::new(shifts.clone()),
                    Err(ShiftError::NotAPlan { .. })
                ),
                "{shifts:?}"
            );
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22/",
            "/night",
            "2026-11-31/night",
            "2026-11-22/Night",
            "2026-11-22/night/1",
        ] {
            assert_eq!(
                text.parse::<ShiftKey>(),
                Err(ShiftError::NotAKey),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn an_instant_lies_in_its_shift(at_ms in 0_i64..5_000_000_000_000) {
            let key = plan().shift_at(at_ms);
            let span = plan().span(&key).unwrap();
            prop_assert!(span.starts_at_ms <= at_ms && at_ms < span.ends_at_ms);
            prop_assert_eq!(key.to_string().parse::<ShiftKey>().unwrap(), key);
        }

        #[test]
        fn any_instant_has_a_shift_and_a_minute(at_ms in any::<i64>()) {
            prop_assert!(!plan().shift_at(at_ms).code.is_empty());
            prop_assert!(minute_of_day(at_ms) < 1_440);
        }
    }
}
