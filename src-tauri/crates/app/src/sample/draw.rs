//! Draws from a seeded stream. What is drawn depends on the seed and on what it is drawn for, never
//! on what was drawn before for something else: so any call can be made without those before it.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// What a stream is for; the same numbers never serve two ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum For {
    /// How many calls a day has.
    Count,
    /// When they come and who takes them.
    Times,
    /// What one of them says.
    Call,
    /// A household and its people.
    Household,
}

/// One stream of draws.
#[derive(Debug)]
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of a seed for the thing that two numbers name.
    pub(super) fn new(seed: u64, what: For, one: i64, two: u64) -> Self {
        let parts = [
            seed.to_le_bytes(),
            one.to_le_bytes(),
            two.to_le_bytes(),
            (what as u64).to_le_bytes(),
        ];
        let mut key = [0; 32];
        for (place, byte) in key.iter_mut().zip(parts.into_iter().flatten()) {
            *place = byte;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Ten random bytes, as an id takes them.
    pub(super) fn ten_bytes(&mut self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below this bound; 0 where the bound is 0. The bias is under 2⁻³² for the bounds here.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.0.next_u64()) * u128::from(bound);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// True in so many of a thousand cases.
    pub(super) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1_000) < per_mille
    }

    /// One of these, each as likely as the others.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(from.len() as u64);
        from.get(usize::try_from(at).ok()?)
    }

    /// One of these texts; empty where there is none.
    pub(super) fn text<'a>(&mut self, from: &'a [Box<str>]) -> &'a str {
        self.pick(from).map_or("", |text| text)
    }

    /// A fraction from 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        // 53 bits are all that a double holds.
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normally distributed, mean 0 and deviation 1 (Box and Muller).
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Log-normally distributed: `median` times e to a normal draw of deviation `sigma`.
    pub(super) fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        median * (sigma * self.normal()).exp()
    }
}

/// Things of which some are likelier than others.
#[derive(Debug)]
pub(super) struct Weighted<T> {
    items: Vec<(T, u64)>,
    total: u64,
}

impl<T> Weighted<T> {
    /// These things with their weights; only the ratio of weights counts.
    pub(super) fn new(items: Vec<(T, u64)>) -> Self {
        let total = items.iter().map(|(_, weight)| weight).sum();
        Self { items, total }
    }

    /// One of them. None where there is none or every weight is 0.
    pub(super) fn pick(&self, draw: &mut Draw) -> Option<&T> {
        self.index(draw).and_then(|at| self.get(at))
    }

    /// The place of one of them.
    pub(super) fn index(&self, draw: &mut Draw) -> Option<usize> {
        let mut left = draw.below(self.total);
        self.items.iter().position(|(_, weight)| {
            let is_it = left < *weight;
            left = left.saturating_sub(*weight);
            is_it
        })
    }

    /// The thing at a place.
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.items.get(at).map(|(item, _)| item)
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(item, _)| item)
    }
}
