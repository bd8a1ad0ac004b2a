//! Random numbers for spreading tries. From a seed, so that a whole fleet can be replayed from one;
//! good enough to keep machines apart, never for a secret.

/// A source of spread (SplitMix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The source that this seed gives.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `most`, both included.
    pub const fn up_to(&mut self, most: u64) -> u64 {
        // The bias of the remainder is below one in 2⁴⁰ for every wait that is asked for here.
        match most.checked_add(1) {
            Some(count) => self.next() % count,
            None => self.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A run that cannot be replayed cannot be examined.
    #[test]
    fn one_seed_one_sequence() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..100).map(|_| random.up_to(9)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        for value in 0..=9 {
            assert!(draw(7).contains(&value), "{value} never came");
        }
        assert!(draw(7).iter().all(|&value| value <= 9));
        assert_eq!(Random::new(1).up_to(0), 0);
    }
}
