//! How much a slice takes of work whose length is seen only once it is on the disk.
//!
//! Entries of the feed are put in within moments; their rows, words and pages follow at the end of the slice and take
//! several times as long. So a slice is measured whole, and the next takes as much as would have fitted.

use std::time::Duration;

use super::Slice;

/// Longest slice while somebody is at work: their saves wait no longer than one.
const LONGEST: Duration = Duration::from_millis(2);
/// Fewest pieces of a slice, on a disk however slow.
const LEAST: usize = 2;
/// Most pieces of a slice. While nobody is at work each takes as many: every slice costs a commit of its own.
const MOST: usize = 200;

/// Of one piece of background work.
#[derive(Debug)]
pub(crate) struct Pace {
    pieces: usize,
    /// The slice before was of these pieces.
    is_measured: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            pieces: LEAST,
            is_measured: false,
        }
    }
}

impl Pace {
    /// How many pieces the slice that begins may take, by how long the one before took for as many as it might.
    pub(crate) fn pieces(&mut self, slice: &Slice<'_>) -> usize {
        let is_measured = std::mem::replace(&mut self.is_measured, slice.is_somebody_near);
        if !slice.is_somebody_near {
            return MOST;
        }
        if let Some(before) = slice.before.filter(|_| is_measured) {
            let pieces = u128::try_from(self.pieces).unwrap_or(u128::MAX);
            let fitted = pieces * LONGEST.as_micros() / before.as_micros().max(1);
            let fitted = usize::try_from(fitted).unwrap_or(MOST);
            self.pieces = fitted.min(self.pieces * 2).clamp(LEAST, MOST);
        }
        self.pieces
    }

    /// The slice is for something else, and tells nothing of the pieces.
    pub(crate) const fn pass(&mut self) {
        self.is_measured = false;
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;
    use std::time::Instant;

    use super::*;

    /// Pieces after slices that took so many milliseconds each.
    fn pieces(is_somebody_near: bool, slices: &[u64]) -> usize {
        let mut connection = Connection::open_in_memory().unwrap();
        let transaction = connection.transaction().unwrap();
        let mut pace = Pace::default();
        let mut slice = Slice {
            transaction: &transaction,
            began: Instant::now(),
            before: None,
            is_somebody_near,
        };
        let mut pieces = pace.pieces(&slice);
        for before in slices {
            slice.before = Some(Duration::from_millis(*before));
            pieces = pace.pieces(&slice);
        }
        pieces
    }

    /// Whoever types waits for a slice; whoever has gone home waits for none, and the feed is to come in.
    #[test]
    fn slices_are_short_beside_a_person_and_long_without() {
        assert_eq!(pieces(true, &[]), LEAST);
        assert_eq!(pieces(true, &[1; 20]), MOST, "as long as they fit");
        assert_eq!(
            pieces(true, &[1, 1, 1, 8]),
            4,
            "a quarter where they took four times as long"
        );
        assert_eq!(pieces(true, &[500; 9]), LEAST, "on a slow disk it goes on");
        assert_eq!(pieces(false, &[500]), MOST);
    }

    /// A slice that made room for words says nothing of how long entries take.
    #[test]
    fn another_slice_in_between_changes_no_pace() {
        let mut connection = Connection::open_in_memory().unwrap();
        let transaction = connection.transaction().unwrap();
        let slice = Slice {
            transaction: &transaction,
            began: Instant::now(),
            before: Some(Duration::from_millis(1)),
            is_somebody_near: true,
        };
        let mut pace = Pace::default();
        pace.pieces(&slice);
        let before = pace.pieces(&slice);
        pace.pass();
        assert_eq!(pace.pieces(&slice), before);
        assert_eq!(pace.pieces(&slice), 2 * before);
    }
}
