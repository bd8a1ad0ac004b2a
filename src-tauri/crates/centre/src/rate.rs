//! How many requests are taken from whom: a bucket each for machines and for tokens, one for all who come without a
//! token, one for tokens of which nothing can be said, one for all who try codes. Bounded in memory, and kept by each process for itself: several
//! processes behind one address allow that much more.

use std::collections::HashMap;
use std::hash::Hash;

/// Buckets that are kept at most.
const MAX_BUCKETS: usize = 8_192;

/// What a bucket allows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    /// Requests at once after a pause.
    pub(crate) burst: u64,
    /// Requests a second in the long run.
    pub(crate) per_second: u64,
}

/// Buckets by whom they are for.
#[derive(Debug)]
pub(crate) struct Buckets<K> {
    allowance: Allowance,
    buckets: HashMap<K, Bucket>,
}

/// One request.
const REQUEST: u64 = 1_000;

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// In thousandths of a request, of which a rate of one a second brings one each millisecond.
    left: u64,
    at_ms: u64,
}

impl<K: Eq + Hash + Copy> Buckets<K> {
    pub(crate) fn new(allowance: Allowance) -> Self {
        Self {
            allowance,
            buckets: HashMap::new(),
        }
    }

    /// Takes one request. `now_ms` never runs backwards.
    ///
    /// # Errors
    /// Milliseconds to wait when there is none left.
    pub(crate) fn take(&mut self, whose: K, now_ms: u64) -> Result<(), u64> {
        if self.buckets.len() >= MAX_BUCKETS && !self.buckets.contains_key(&whose) {
            self.make_room(now_ms);
        }
        let allowance = self.allowance;
        let full = Bucket {
            left: allowance.burst * REQUEST,
            at_ms: now_ms,
        };
        let bucket = self.buckets.entry(whose).or_insert(full);
        *bucket = bucket.refilled(allowance, now_ms);
        match bucket.left.checked_sub(REQUEST) {
            Some(left) => {
                bucket.left = left;
                Ok(())
            }
            None => Err((REQUEST - bucket.left).div_ceil(allowance.per_second)),
        }
    }

    /// Gives one back that was taken for nothing.
    pub(crate) fn give_back(&mut self, whose: K) {
        let full = self.allowance.burst * REQUEST;
        if let Some(bucket) = self.buckets.get_mut(&whose) {
            bucket.left = bucket.left.saturating_add(REQUEST).min(full);
        }
    }

    /// Drops the buckets that are full again, which changes nothing for anyone; if there is none, all.
    fn make_room(&mut self, now_ms: u64) {
        let allowance = self.allowance;
        self.buckets.retain(|_, bucket| {
            bucket.refilled(allowance, now_ms).left < allowance.burst * REQUEST
        });
        if self.buckets.len() >= MAX_BUCKETS {
            self.buckets.clear();
        }
    }
}

impl Bucket {
    fn refilled(self, allowance: Allowance, now_ms: u64) -> Self {
        let come = now_ms
            .saturating_sub(self.at_ms)
            .saturating_mul(allowance.per_second);
        Self {
            left: self
                .left
                .saturating_add(come)
                .min(allowance.burst * REQUEST),
            at_ms: now_ms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWANCE: Allowance = Allowance {
        burst: 3,
        per_second: 2,
    };

    #[test]
    fn who_asks_too_much_waits_and_nobody_else() {
        let mut buckets = Buckets::new(ALLOWANCE);
        for _ in 0..3 {
            assert_eq!(buckets.take(1, 0), Ok(()));
        }
        assert_eq!(
            buckets.take(1, 0),
            Err(500),
            "one comes back every half second"
        );
        assert_eq!(
            buckets.take(2, 0),
            Ok(()),
            "another has a bucket of its own"
        );
        assert_eq!(buckets.take(1, 499), Err(1));
        assert_eq!(buckets.take(1, 500), Ok(()));
        assert_eq!(buckets.take(1, 500), Err(500));
    }

    #[test]
    fn what_was_taken_for_nothing_comes_back() {
        let mut buckets = Buckets::new(ALLOWANCE);
        buckets.give_back(1);
        for _ in 0..10 {
            assert_eq!(buckets.take(1, 0), Ok(()));
            buckets.give_back(1);
            buckets.give_back(1);
        }
        for _ in 0..3 {
            assert_eq!(buckets.take(1, 0), Ok(()));
        }
        assert_eq!(
            buckets.take(1, 0),
            Err(500),
            "and never more than there was"
        );
    }

    /// Whoever comes under ever new names must not fill the memory.
    #[test]
    fn memory_is_bounded() {
        let mut buckets = Buckets::new(ALLOWANCE);
        for whose in 0..(MAX_BUCKETS * 3) {
            assert_eq!(buckets.take(whose, 0), Ok(()));
            assert!(buckets.buckets.len() <= MAX_BUCKETS);
        }
    }
}
