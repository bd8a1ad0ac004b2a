//! What is left to chance, drawn from one seed.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below one, which is 0 where that is 0.
    pub(super) fn below(&mut self, count: u64) -> u64 {
        if count == 0 {
            0
        } else {
            self.0.random_range(0..count)
        }
    }

    /// The same as a length.
    pub(super) fn length(&mut self, below: u64) -> i64 {
        i64::try_from(self.below(below)).unwrap_or(0)
    }

    /// Whether something happens that does so many times of a hundred.
    pub(super) fn chance(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }

    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = self.below(of.len() as u64);
        of.get(usize::try_from(place).ok()?)
    }

    pub(super) fn bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        for byte in &mut bytes {
            *byte = self.0.random_range(0..=u8::MAX);
        }
        bytes
    }
}
