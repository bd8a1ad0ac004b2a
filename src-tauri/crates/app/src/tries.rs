//! How long a person waits after wrong tries. Pure; the count lies in the store and is raised
//! **before** a secret is checked, so that a kill between the two gives no free try.

use domain::id::Millis;

/// Wrong tries before the first wait.
pub(crate) const FREE_TRIES: u32 = 5;
/// The first wait in seconds; each further wrong try doubles it.
const FIRST_WAIT_S: u64 = 30;
/// The longest wait in seconds.
const LONGEST_WAIT_S: u64 = 15 * 60;

/// Tries counted so far and when the last one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tries {
    pub(crate) count: u32,
    pub(crate) last_at: Option<Millis>,
}

impl Tries {
    /// Tries left before the next wait.
    pub(crate) const fn left(self) -> u32 {
        FREE_TRIES.saturating_sub(self.count)
    }

    /// Seconds to wait before another try is taken. A clock turned back does not shorten the wait:
    /// a last try in the future counts as now.
    pub(crate) fn wait_s(self, now: Millis) -> u64 {
        let Some(over) = self.count.checked_sub(FREE_TRIES) else {
            return 0;
        };
        let whole = FIRST_WAIT_S
            .saturating_mul(1 << over.min(10))
            .min(LONGEST_WAIT_S);
        let gone_ms = self.last_at.map_or(0, |last| now.0.saturating_sub(last.0));
        whole.saturating_sub(u64::try_from(gone_ms / 1000).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tries(count: u32) -> Tries {
        Tries {
            count,
            last_at: Some(Millis(1_000_000)),
        }
    }

    #[test]
    fn waits_grow_to_their_bound() {
        let now = Millis(1_000_000);
        let waits: Vec<u64> = [0, 4, 5, 6, 7, 12, 40]
            .map(|n| tries(n).wait_s(now))
            .to_vec();
        assert_eq!(waits, [0, 0, 30, 60, 120, 900, 900]);
        assert_eq!(tries(5).wait_s(Millis(1_012_000)), 18);
        assert_eq!(tries(5).wait_s(Millis(1_030_000)), 0);
    }

    #[test]
    fn turning_the_clock_back_does_not_help() {
        assert_eq!(tries(5).wait_s(Millis(0)), 30);
    }
}
