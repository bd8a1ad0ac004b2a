//! The quality score of a period: the mean over the calls that began in it and were scored.
//!
//! Of a call that was scored more than once the newest score counts that was not taken back; which one that is, the
//! record of the call says. What failed counts as zero in the mean and is told beside it. No call that was not scored
//! is guessed at, so the number of scored ones stands with it. Never here: anybody's rank.

use super::Share;

/// Counts scores.
#[derive(Debug, Default)]
pub struct QualityTally {
    sum: u64,
    failed: Share,
}

/// Figures of quality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QualityFigures {
    /// The mean in parts of a thousand, half a part rounded up; none where nothing was scored.
    pub mean: Option<u32>,
    /// Calls that failed by an auto-fail item, of all that were scored.
    pub failed: Share,
}

impl QualityTally {
    /// Counts the score of one call: what it came to in parts of a thousand, and whether something made it fail.
    pub fn add(&mut self, result: u32, is_failed: bool) {
        self.sum += u64::from(result);
        self.failed.count(is_failed);
    }

    /// What came of it.
    #[must_use]
    pub fn finish(&self) -> QualityFigures {
        let count = u64::from(self.failed.of);
        let mean = (count > 0).then(|| (self.sum * 2 + count) / (count.max(1) * 2));
        QualityFigures {
            mean: mean.and_then(|mean| u32::try_from(mean).ok()),
            failed: self.failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{QualityFigures, QualityTally};
    use crate::figures::Share;

    /// By hand: (1000 + 875 + 0 + 750) / 4 is 656.25.
    #[test]
    fn the_mean_counts_what_failed_as_zero() {
        let mut tally = QualityTally::default();
        assert_eq!(tally.finish().mean, None, "of nothing there is no mean");
        for (result, failed) in [(1_000, false), (875, false), (0, true), (750, false)] {
            tally.add(result, failed);
        }
        assert_eq!(
            tally.finish(),
            QualityFigures {
                mean: Some(656),
                failed: Share { part: 1, of: 4 },
            }
        );
        tally.add(0, false);
        tally.add(2, false);
        assert_eq!(tally.finish().mean, Some(438), "437.83 of six");
    }
}
