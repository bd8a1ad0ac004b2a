//! The moment at which the power fails: by a seed, what of everything that no sync had made certain is there.

use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::disk::{Change, Fate};

/// What a disk does with what it was handed and not yet told to keep.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Habit {
    /// It had written nothing of it.
    Nothing,
    /// It had written all of it.
    Everything,
    /// It writes in the order in which it was handed: names as far as one, each file as far as one.
    InOrder,
    /// It writes in any order; each with this probability.
    AnyOrder(f64),
}

/// One failure of the power.
pub(crate) struct PowerCut {
    random: ChaCha8Rng,
    habit: Habit,
    sector: usize,
}

impl PowerCut {
    pub(crate) fn new(mut random: ChaCha8Rng) -> Self {
        let habit = match random.random_range(0..10) {
            0 => Habit::Nothing,
            1 => Habit::Everything,
            2..5 => Habit::InOrder,
            _ => Habit::AnyOrder([0.1, 0.5, 0.9][random.random_range(0..3)]),
        };
        let sector = if random.random_bool(0.5) { 512 } else { 4096 };
        Self {
            random,
            habit,
            sector,
        }
    }

    /// The one that leaves what was synced and nothing else.
    pub(crate) fn of_all_that_is_uncertain() -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(0),
            habit: Habit::Nothing,
            sector: 512,
        }
    }

    /// A write of which each sector is there or not.
    fn tear(&mut self, content: &mut Vec<u8>, at: usize, bytes: &[u8], whole: f64) {
        let (mut from, end) = (at, at + bytes.len());
        while from < end {
            let to = end.min((from / self.sector + 1) * self.sector);
            if self.random.random_bool(whole) {
                self.grow(content, to);
                content[from..to].copy_from_slice(&bytes[from - at..to - at]);
            }
            from = to;
        }
        // The size may be there without what it was for.
        if self.random.random_bool(0.25) {
            self.grow(content, end);
        }
    }

    fn grow(&mut self, content: &mut Vec<u8>, size: usize) {
        let before = content.len();
        if size > before {
            content.resize(size, 0);
            if self.random.random_bool(0.5) {
                self.random.fill_bytes(&mut content[before..]);
            }
        }
    }

    fn half(&mut self, change: &Change, content: &mut Vec<u8>) {
        if let Change::Write { at, bytes } = change {
            self.tear(content, *at, bytes, 0.5);
        }
    }
}

impl Fate for PowerCut {
    fn steps(&mut self, count: usize) -> Vec<bool> {
        match self.habit {
            Habit::Nothing => vec![false; count],
            Habit::Everything => vec![true; count],
            Habit::InOrder => {
                let kept = self.random.random_range(0..=count);
                (0..count).map(|at| at < kept).collect()
            }
            Habit::AnyOrder(each) => (0..count).map(|_| self.random.random_bool(each)).collect(),
        }
    }

    fn content(&mut self, synced: &[u8], since: &[Change]) -> Vec<u8> {
        let mut content = synced.to_vec();
        match self.habit {
            Habit::Nothing => {}
            Habit::Everything => since.iter().for_each(|change| change.apply(&mut content)),
            Habit::InOrder => {
                let kept = self.random.random_range(0..=since.len());
                let (kept, lost) = since.split_at(kept);
                kept.iter().for_each(|change| change.apply(&mut content));
                if let Some(first) = lost.first() {
                    self.half(first, &mut content);
                }
            }
            Habit::AnyOrder(each) => {
                for change in since {
                    if self.random.random_bool(each) {
                        match change {
                            // Not by zeros alone, where an earlier write that is lost leaves a gap.
                            Change::Write { at, bytes } => self.tear(&mut content, *at, bytes, 1.0),
                            Change::Size(_) => change.apply(&mut content),
                        }
                    } else if self.random.random_bool(0.3) {
                        self.half(change, &mut content);
                    }
                }
            }
        }
        content
    }

    fn shared_memory(&mut self, bytes: usize) -> Option<Vec<u8>> {
        let mut content = vec![0; bytes];
        match self.random.random_range(0..3) {
            0 => return None,
            1 => {}
            _ => self.random.fill_bytes(&mut content),
        }
        Some(content)
    }
}
