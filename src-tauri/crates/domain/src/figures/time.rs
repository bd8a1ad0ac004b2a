//! Time worked: time signed in without breaks, of which calls per hour are a share.
//!
//! - **Time worked**: of each person the time in which they were signed in at some machine and on no break there, once,
//!   though they were signed in at two. What lies outside the period is cut off; a duty and a break that go on count up
//!   to now. Pauses that are no breaks (training, a meeting, a fault) are work.
//! - A duty counts for [`DUTY_MAX_MS`] at most: nobody knows when one that was never closed ended.
//! - **Calls per hour**: received service calls by hours worked; none of less than an hour.

use std::collections::BTreeMap;

use crate::duty::DUTY_MAX_MS;

const HOUR_MS: f64 = 3_600_000.0;

/// A time from an instant up to another, in milliseconds since 1970 UTC.
type Time = (i64, i64);

/// A duty as its row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Whose; a duty of nobody that can be told counts as one person's.
    pub user: Option<[u8; 16]>,
    /// When it began.
    pub from: i64,
    /// When it ended; none while it goes on.
    pub until: Option<i64>,
    /// Its breaks: when each began, and ended if it did.
    pub breaks: Vec<(i64, Option<i64>)>,
}

/// Adds up the time worked in a period.
#[derive(Debug)]
pub struct TimeTally {
    from: i64,
    until: i64,
    now: i64,
    worked: BTreeMap<Option<[u8; 16]>, Vec<Time>>,
}

impl TimeTally {
    /// From the first instant of a period up to the first behind it, looked at now.
    #[must_use]
    pub const fn new(from: i64, until: i64, now: i64) -> Self {
        Self {
            from,
            until,
            now,
            worked: BTreeMap::new(),
        }
    }

    /// From where up to where time counts.
    #[must_use]
    pub const fn between(&self) -> (i64, i64) {
        (self.from, self.until)
    }

    /// Adds one more duty, in any order. One that has nothing to do with the period counts nowhere.
    pub fn add(&mut self, watch: &Watch) {
        let end = watch.until.unwrap_or(self.now).min(self.now);
        let end = end.min(watch.from.saturating_add(DUTY_MAX_MS));
        let (from, until) = (watch.from.max(self.from), end.min(self.until));
        if from >= until {
            return;
        }
        let mut breaks: Vec<Time> = watch
            .breaks
            .iter()
            .map(|(from, until)| (*from, until.unwrap_or(end)))
            .collect();
        breaks.sort_unstable();
        let worked = self.worked.entry(watch.user).or_default();
        let mut at = from;
        for (begins, ends) in breaks {
            if begins > at {
                worked.push((at, begins.min(until)));
            }
            at = at.max(ends);
            if at >= until {
                return;
            }
        }
        worked.push((at, until));
    }

    /// The time worked, in milliseconds.
    #[must_use]
    pub fn finish(self) -> i64 {
        self.worked.into_values().map(once).sum()
    }
}

/// How long these times are together, what lies in two of them once.
fn once(mut times: Vec<Time>) -> i64 {
    times.sort_unstable();
    let mut counted_to = i64::MIN;
    let mut sum = 0;
    for (from, until) in times {
        let from = from.max(counted_to);
        if until > from {
            sum += until - from;
            counted_to = until;
        }
    }
    sum
}

/// Calls per hour worked; none of less than an hour.
#[must_use]
pub fn per_hour(calls: u32, worked_ms: i64) -> Option<f64> {
    // Twenty years of a hundred people are far below 2^53 milliseconds.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let hours = worked_ms as f64 / HOUR_MS;
    (hours >= 1.0).then(|| f64::from(calls) / hours)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 3_600_000;

    fn watch(user: u8, from: i64, until: Option<i64>, breaks: &[(i64, Option<i64>)]) -> Watch {
        Watch {
            user: Some([user; 16]),
            from,
            until,
            breaks: breaks.to_vec(),
        }
    }

    fn worked(watches: &[Watch], from: i64, until: i64, now: i64) -> i64 {
        let mut tally = TimeTally::new(from, until, now);
        for watch in watches {
            tally.add(watch);
        }
        tally.finish()
    }

    /// A night shift belongs to two days, and no minute of it to both.
    #[test]
    fn a_duty_over_midnight_is_cut() {
        let night = [watch(1, 22 * HOUR, Some(30 * HOUR), &[])];
        assert_eq!(worked(&night, 0, 24 * HOUR, 100 * HOUR), 2 * HOUR);
        assert_eq!(worked(&night, 24 * HOUR, 48 * HOUR, 100 * HOUR), 6 * HOUR);
        assert_eq!(worked(&night, 48 * HOUR, 72 * HOUR, 100 * HOUR), 0);
    }

    /// A break that goes on, or reaches over the edge of the period, is no work on either side.
    #[test]
    fn breaks_are_taken_off() {
        let day = |breaks: &[(i64, Option<i64>)]| {
            worked(&[watch(1, 8 * HOUR, None, breaks)], 0, 24 * HOUR, 16 * HOUR)
        };
        assert_eq!(day(&[]), 8 * HOUR, "a duty that goes on counts up to now");
        assert_eq!(day(&[(10 * HOUR, Some(11 * HOUR))]), 7 * HOUR);
        assert_eq!(day(&[(15 * HOUR, None)]), 7 * HOUR);
        let overlapping = [(10 * HOUR, Some(12 * HOUR)), (11 * HOUR, Some(13 * HOUR))];
        assert_eq!(day(&overlapping), 5 * HOUR);
        assert_eq!(day(&[(7 * HOUR, Some(9 * HOUR))]), 7 * HOUR);
    }

    /// Who forgot to sign out at one desk and sits at another works once; a duty that nobody closed is not worked on
    /// for a week.
    #[test]
    fn nobody_works_twice_or_for_days() {
        let two = [
            watch(1, 8 * HOUR, Some(12 * HOUR), &[]),
            watch(
                1,
                10 * HOUR,
                Some(14 * HOUR),
                &[(11 * HOUR, Some(12 * HOUR))],
            ),
        ];
        assert_eq!(worked(&two, 0, 24 * HOUR, 100 * HOUR), 6 * HOUR);
        let others = [
            watch(1, 8 * HOUR, Some(12 * HOUR), &[]),
            watch(2, 10 * HOUR, Some(14 * HOUR), &[]),
        ];
        assert_eq!(worked(&others, 0, 24 * HOUR, 100 * HOUR), 8 * HOUR);
        let forgotten = [watch(1, 8 * HOUR, Some(90 * HOUR), &[])];
        assert_eq!(worked(&forgotten, 0, 200 * HOUR, 200 * HOUR), DUTY_MAX_MS);
    }

    #[test]
    fn less_than_an_hour_has_no_calls_per_hour() {
        assert_eq!(per_hour(3, HOUR - 1), None);
        assert_eq!(per_hour(3, 2 * HOUR), Some(1.5));
        assert_eq!(per_hour(0, HOUR), Some(0.0));
    }

    proptest! {
        /// Cutting a period in two changes nothing of its time, and nobody works longer than it lasts.
        #[test]
        fn the_parts_of_a_period_are_the_whole(
            duties in proptest::collection::vec((0_u8..3, 0_i64..90, 0_i64..12, 0_i64..12, 0_i64..4), 0..12),
            cut in 0_i64..100,
        ) {
            let watches: Vec<Watch> = duties
                .iter()
                .map(|(user, from, long, after, rest)| {
                    let breaks = [(from + after, Some(from + after + rest))];
                    watch(*user, *from, Some(from + long), &breaks)
                })
                .collect();
            let whole = worked(&watches, 0, 100, 1_000);
            let parts = worked(&watches, 0, cut, 1_000) + worked(&watches, cut, 100, 1_000);
            prop_assert_eq!(whole, parts);
            prop_assert!((0..=300).contains(&whole));
        }
    }
}
