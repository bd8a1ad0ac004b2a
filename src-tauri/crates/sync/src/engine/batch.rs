//! How many links go into one batch: few at first, twice as many after each quick success, half after a
//! stall or a refusal for size. So a bad line gets small pieces and a good one is used.

use std::time::Duration;

use domain::wire::MAX_BATCH_LINKS;

/// Links in the first batch: what a machine has kept back in an hour or a shift goes in one, also when all come back at
/// once and each request costs the centre as much as its links do; some 30 KB, seconds on the slowest of lines.
pub const FIRST_BATCH: usize = 100;
/// An answer within this time lets the next batch grow.
pub const QUICK: Duration = Duration::from_secs(2);

/// The present size of a batch.
#[derive(Debug, Clone)]
pub(crate) struct BatchSize {
    size: usize,
    limit: usize,
}

impl Default for BatchSize {
    fn default() -> Self {
        Self {
            size: FIRST_BATCH,
            limit: MAX_BATCH_LINKS,
        }
    }
}

impl BatchSize {
    /// Most links in the next batch, at least 1.
    pub(crate) const fn get(&self) -> usize {
        self.size
    }

    /// The centre named its limit. One of nothing at all is taken for one link.
    pub(crate) fn set_limit(&mut self, links: usize) {
        self.limit = links.clamp(1, MAX_BATCH_LINKS);
        self.size = self.size.min(self.limit);
    }

    /// A batch of `sent` links was answered. Only one that was full says that more would do.
    pub(crate) fn answered(&mut self, sent: usize, took: Duration) {
        if took <= QUICK && sent >= self.size {
            self.size = self.size.saturating_mul(2).min(self.limit);
        }
    }

    /// A batch of `sent` links stalled or was too large. False when there is nothing to halve.
    pub(crate) fn halve(&mut self, sent: usize) -> bool {
        self.size = (sent.min(self.size) / 2).max(1);
        sent > 1
    }

    /// Begins anew with a small one.
    pub(crate) fn restart(&mut self) {
        self.size = FIRST_BATCH.min(self.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_while_the_line_is_quick() {
        let mut size = BatchSize::default();
        size.set_limit(600);
        let mut sizes = vec![];
        for _ in 0..5 {
            sizes.push(size.get());
            size.answered(size.get(), Duration::from_millis(100));
        }
        assert_eq!(sizes, [100, 200, 400, 500, 500]);
        size.answered(500, QUICK * 2);
        assert_eq!(size.get(), 500, "slow success neither grows nor shrinks");
        size.restart();
        size.answered(3, Duration::ZERO);
        assert_eq!(
            size.get(),
            FIRST_BATCH,
            "a batch that was not full says nothing"
        );
    }

    #[test]
    fn it_halves_down_to_one() {
        let mut size = BatchSize::default();
        let mut halvings = 0;
        while size.halve(size.get()) {
            halvings += 1;
        }
        assert_eq!((size.get(), halvings), (1, 6));
        size.answered(1, Duration::ZERO);
        assert_eq!(size.get(), 2);
    }

    /// A centre that names nonsense must neither stop the machine nor flood it.
    #[test]
    fn nonsense_limits_are_bounded() {
        let mut size = BatchSize::default();
        size.set_limit(usize::MAX);
        for _ in 0..20 {
            size.answered(size.get(), Duration::ZERO);
        }
        assert_eq!(size.get(), MAX_BATCH_LINKS);
        size.set_limit(0);
        assert_eq!(size.get(), 1);
    }
}
