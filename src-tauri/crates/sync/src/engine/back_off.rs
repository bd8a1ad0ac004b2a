//! How long to wait after a failure: twice as long each time up to a cap, then a random part of it
//! ("full jitter"), so that a thousand machines that lost their centre at once do not come back at once.

use std::time::Duration;

use super::moment::millis;
use super::random::Random;

/// What the first wait is drawn from.
pub const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The most that any wait is drawn from.
pub const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// The least wait, so that a draw near nothing is no burst.
pub const SHORTEST_WAIT: Duration = Duration::from_millis(500);
/// The longest `Retry-After` that is obeyed; more than this is taken for a mistake.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60 * 60);

/// Failures in a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct BackOff {
    failures: u32,
}

impl BackOff {
    /// Something went well.
    pub(crate) fn reset(&mut self) {
        self.failures = 0;
    }

    /// Whether something failed since the last success.
    pub(crate) const fn is_failing(&self) -> bool {
        self.failures > 0
    }

    /// The wait after one more failure. What the centre asked for is kept, and some is put on top.
    pub(crate) fn wait(&mut self, retry_after: Option<Duration>, random: &mut Random) -> Duration {
        self.wait_up_to(LONGEST_WAIT, retry_after, random)
    }

    /// The same, drawn from this at the most.
    pub(crate) fn wait_up_to(
        &mut self,
        longest: Duration,
        retry_after: Option<Duration>,
        random: &mut Random,
    ) -> Duration {
        let doubled = 1_u32.checked_shl(self.failures).unwrap_or(u32::MAX);
        self.failures = self.failures.saturating_add(1).min(31);
        // The jitter comes after the cap: before it, all late tries would fall on the cap together.
        let capped = FIRST_WAIT.saturating_mul(doubled).min(longest);
        let drawn = spread(capped, random).max(SHORTEST_WAIT);
        match retry_after.map(|asked| asked.min(LONGEST_RETRY_AFTER)) {
            Some(asked) => (asked + spread(asked / 4 + FIRST_WAIT, random)).max(drawn),
            None => drawn,
        }
    }
}

/// A random part of a wait.
pub(crate) fn spread(most: Duration, random: &mut Random) -> Duration {
    Duration::from_millis(random.up_to(millis(most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wait beyond a quarter of an hour would be felt as "it does not work"; one near nothing
    /// would be a flood.
    #[test]
    fn waits_stay_within_their_bounds() {
        for seed in 0..200 {
            let (mut random, mut back_off) = (Random::new(seed), BackOff::default());
            for failure in 0..60 {
                let wait = back_off.wait(None, &mut random);
                assert!(wait >= SHORTEST_WAIT, "{failure}: {wait:?}");
                assert!(wait <= LONGEST_WAIT, "{failure}: {wait:?}");
                if failure == 0 {
                    assert!(wait <= FIRST_WAIT, "the first is short: {wait:?}");
                }
            }
        }
    }

    /// Machines that fail together must not try together: late waits fill the whole range.
    #[test]
    fn late_waits_are_spread_below_the_cap() {
        let late = |seed| {
            let (mut random, mut back_off) = (Random::new(seed), BackOff::default());
            (0..20).fold(Duration::ZERO, |_, _| back_off.wait(None, &mut random))
        };
        let waits: Vec<_> = (0..400).map(late).collect();
        for quarter in 0..4 {
            let (from, to) = (LONGEST_WAIT / 4 * quarter, LONGEST_WAIT / 4 * (quarter + 1));
            let count = waits
                .iter()
                .filter(|&&wait| wait >= from && wait < to)
                .count();
            assert!(count > 50, "{count} of 400 in quarter {quarter}");
        }
    }

    #[test]
    fn what_the_centre_asks_for_is_kept_and_some_more() {
        for seed in 0..200 {
            let (mut random, mut back_off) = (Random::new(seed), BackOff::default());
            let asked = Duration::from_secs(100);
            let wait = back_off.wait(Some(asked), &mut random);
            assert!(
                wait >= asked && wait <= asked + asked / 4 + FIRST_WAIT,
                "{wait:?}"
            );
            let absurd = back_off.wait(Some(Duration::from_secs(u64::MAX)), &mut random);
            assert!(absurd <= LONGEST_RETRY_AFTER * 2, "{absurd:?}");
        }
    }
}
