//! A life that is killed and begun again before the power fails.
//!
//! What a killed process did is there for the one that begins again, which may take it for certain: a folder that
//! exists need not be on the disk.

use nida_tests::victim::Task;
use rand::RngExt as _;
use store::{Folder, Stage};

use crate::cut::PowerCut;
use crate::disk::tree_of;
use crate::log;
use crate::world::World;

impl World<'_> {
    /// The first start, a restore, a start that migrates, an erasure: each killed at so many of its steps and begun again.
    pub(crate) fn begin_again(mut self, steps: usize) -> u32 {
        self.begin_again_with(&Task::Make, steps);
        let shift = Task::Shift { calls: 1 };
        let whole = self.record(&shift, None);
        self.end(&whole);
        self.begin_again_with(&Task::Restore, steps);
        self.age();
        self.begin_again_with(&shift, steps);
        self.begin_again_with(&Task::Erase, steps);
        self.tally.values().sum()
    }

    fn begin_again_with(&mut self, task: &Task, steps: usize) {
        let before = (tree_of(self.place.path()), self.promised.clone(), self.aged);
        let whole = self.record(task, None);
        // After something was made, named, synced or said; what was only written is not looked at by its size.
        let turns: Vec<usize> = (0..whole.records.len())
            .filter(|at| whole.turns(*at))
            .map(|at| at + 1)
            .collect();
        let every = turns.len().div_ceil(steps);
        // The first one always: it makes the folder that all the rest lies in.
        let others = 1 + self.random.random_range(0..every);
        let others = turns.iter().skip(others).step_by(every);
        for at in turns.iter().take(1).chain(others).copied() {
            self.go_on_with(&before.0);
            (self.promised, self.aged) = (before.1.clone(), before.2);
            let killed = self.record(task, Some(at));
            self.end(&killed);
            let mut last = killed;
            if *task != Task::Make || Folder::at(self.data()).stage() == Stage::Empty {
                last = self.record(task, None);
                self.end(&last);
            }
            let left = self.disk.left_by(&mut PowerCut::of_all_that_is_uncertain());
            let what = "begun again after a kill";
            *self.tally.entry(what).or_default() += 1;
            let moment = (last.records.len(), u64::try_from(at).unwrap());
            let words = log::words(&last.records);
            let centre = std::collections::BTreeMap::new();
            self.look(&left, what, &last, moment, &words, &centre);
        }
    }
}
