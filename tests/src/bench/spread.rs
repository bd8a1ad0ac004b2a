//! How a measured time is spread.

use std::time::Duration;

/// Measured times.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread {
    sorted_ms: Vec<f64>,
}

impl Spread {
    /// Of these, in whatever order.
    pub(super) fn of(mut times_ms: Vec<f64>) -> Self {
        times_ms.sort_by(f64::total_cmp);
        Self {
            sorted_ms: times_ms,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.sorted_ms.len()
    }

    pub(super) fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// The smallest of the times that so many of a hundred do not exceed (nearest rank); 0 of none.
    pub(super) fn percentile(&self, of_hundred: usize) -> f64 {
        let rank = (self.sorted_ms.len() * of_hundred).div_ceil(100);
        let found = self.sorted_ms.get(rank.saturating_sub(1));
        found.copied().unwrap_or(0.0)
    }

    pub(super) fn longest(&self) -> f64 {
        self.sorted_ms.last().copied().unwrap_or(0.0)
    }

    /// How many took longer than this.
    pub(super) fn above(&self, ms: f64) -> usize {
        self.sorted_ms.iter().filter(|time| **time > ms).count()
    }
}

pub(super) fn in_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let spread = Spread::of((1..=200).rev().map(f64::from).collect());
        assert_eq!(
            (spread.median(), spread.percentile(99), spread.longest()),
            (100.0, 198.0, 200.0)
        );
        assert_eq!((spread.above(198.0), spread.count()), (2, 200));
        let one = Spread::of(vec![7.0]);
        assert_eq!((one.median(), one.percentile(99)), (7.0, 7.0));
        assert_eq!(Spread::default().median(), 0.0);
    }
}
