//! A machine with its centre whose power fails, again and again.
//!
//! Each life of the machine is a process that is recorded once; the power is then cut at many moments of the
//! recording, and what each of these cuts leaves is opened and looked at. The next life goes on where this one
//! ended or was killed, or with what a cut at its last moment left.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use domain::id::EntryId;
use nida_tests::centre::Centre;
use nida_tests::file;
use nida_tests::machine::{PASSPHRASE, SUNDAY_TEN};
use nida_tests::victim::{Start, Task, Word};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use store::{Folder, Stage};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::cut::PowerCut;
use crate::disk::{Disk, Killed, Tree, fresh_folder, lay};
use crate::judge::Promised;
use crate::log::{self, Record};
use crate::recorder::{Recorder, Recording};

/// Time on the machine's clock from one life to the next.
const BETWEEN_MS: i64 = 5 * 60_000;
/// Most calls that are saved in one life.
const CALLS_MAX: u32 = 6;
/// Lives of a machine that is at work, in one world.
const LIVES: u32 = 6;
/// Tries of a first start or an enrolment.
const TRIES_MAX: u32 = 20;
/// A life that is killed has done no more than this.
const KILLED_WITHIN: usize = 1_500;

/// What befalls the machine.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    /// The power fails, at so many moments of each life.
    PowerCut { cuts: u32 },
    /// The process is killed, after every so manieth thing that it did.
    Kill { every: usize },
}

/// Whether a path is one of these; that of a folder ends in `/`.
pub(crate) type Leaves = fn(&str) -> bool;

/// At what it befell, and how often.
pub(crate) type Tally = BTreeMap<&'static str, u32>;

pub(crate) struct World<'a> {
    recorder: &'a Recorder,
    fault: Fault,
    seed: u64,
    pub(crate) random: ChaCha8Rng,
    /// The disk of the machine, which makes its data folder in it.
    pub(crate) place: TempDir,
    /// The same as far as it is certain.
    pub(crate) disk: Disk,
    /// The store is of the version before: it is migrated when it opens.
    pub(crate) aged: bool,
    runtime: Runtime,
    centre: Centre,
    pub(crate) promised: Promised,
    lives: u32,
    /// Somebody was erased, which the version before knows nothing of.
    has_erased: bool,
    /// How often it may befall the machine yet.
    left: u32,
    pub(crate) tally: Tally,
    /// Syncs of these files and folders are left out, as by a program that forgets them; the paths of folders end in `/`.
    leaves_out: Option<Leaves>,
}

impl<'a> World<'a> {
    pub(crate) fn new(recorder: &'a Recorder, fault: Fault, seed: u64) -> Self {
        let runtime = Runtime::new().unwrap();
        let mut centre = runtime.block_on(Centre::start()).unwrap();
        runtime.block_on(centre.switch_off());
        let place = fresh_folder();
        Self {
            recorder,
            fault,
            seed,
            random: ChaCha8Rng::seed_from_u64(seed),
            disk: Disk::of(place.path()),
            place,
            aged: false,
            runtime,
            centre,
            promised: Promised::default(),
            lives: 0,
            has_erased: false,
            left: 0,
            tally: Tally::new(),
            leaves_out: None,
        }
    }

    /// The same machine with a program that leaves these syncs out.
    pub(crate) fn leaving_out(self, leaves_out: Leaves) -> Self {
        Self {
            leaves_out: Some(leaves_out),
            ..self
        }
    }

    /// From the first start on, until it befell the machine so many times or the world has been long enough. What it
    /// befell, and how many calls were called saved.
    pub(crate) fn live_through(mut self, times: u32) -> (Tally, usize) {
        self.left = times;
        self.make();
        self.enrol();
        match self.fault {
            // Each of the steps that there are, once.
            Fault::Kill { .. } => {
                self.live(Task::Shift { calls: 3 });
                self.live(Task::Restore);
                self.age();
                self.live(Task::Shift { calls: 2 });
                self.live(Task::Erase);
                // Of a backup of before: the list beside it must say so.
                self.live(Task::Restore);
            }
            Fault::PowerCut { .. } => {
                for _ in 0..LIVES {
                    if self.left == 0 {
                        break;
                    }
                    if !self.aged && self.random.random_bool(0.3) {
                        self.live(Task::Restore);
                    }
                    if self.left == 0 {
                        break;
                    }
                    if !self.aged && self.random.random_bool(0.3) {
                        self.live(Task::Erase);
                    }
                    if self.left == 0 {
                        break;
                    }
                    if !self.has_erased && self.random.random_bool(0.4) {
                        self.age();
                    }
                    let calls = self.random.random_range(1..=CALLS_MAX);
                    self.live(Task::Shift { calls });
                }
            }
        }
        (self.tally, self.promised.calls.len())
    }

    /// The first start, until there is a store.
    fn make(&mut self) {
        for _ in 0..TRIES_MAX {
            self.live(Task::Make);
            match Folder::at(self.data()).stage() {
                Stage::Closed => return,
                Stage::Empty => {}
                Stage::SlotsMissing => panic!("half a store"),
            }
        }
        panic!("a first start never ends");
    }

    /// The enrolment, until it was told of.
    fn enrol(&mut self) {
        for _ in 0..TRIES_MAX {
            let code = self.runtime.block_on(self.centre.enrolment_code()).unwrap();
            let address = self.centre.address();
            if self.live(Task::Enrol { address, code }) {
                return;
            }
        }
        panic!("a machine is never enrolled");
    }

    /// Puts the store back to the version before this one, as it was left there.
    pub(crate) fn age(&mut self) {
        file::age(&self.data(), PASSPHRASE).unwrap();
        self.aged = true;
        self.disk = Disk::of(self.place.path());
    }

    pub(crate) fn data(&self) -> PathBuf {
        // Without symbolic links: the recorder compares paths.
        self.place.path().canonicalize().unwrap().join("home/data")
    }

    /// One life, and everything that may befall it. Whether it came to its end.
    fn live(&mut self, task: Task) -> bool {
        self.has_erased |= task == Task::Erase;
        let is_killed =
            matches!(self.fault, Fault::PowerCut { .. }) && self.random.random_bool(0.3);
        let kill_after = is_killed.then(|| self.random.random_range(1..KILLED_WITHIN));
        let recording = self.record(&task, kill_after);
        let centre = self.runtime.block_on(self.centre.numbers()).unwrap();
        let words = log::words(&recording.records);
        let mut disk = recording.before.clone();
        let mut done = 0;
        for (at, seed) in self.moments(&recording) {
            for record in &recording.records[done..at] {
                if !self.is_left_out(&disk, record) {
                    disk.apply(record);
                }
            }
            done = at;
            let left = match self.fault {
                Fault::PowerCut { .. } => {
                    disk.left_by(&mut PowerCut::new(ChaCha8Rng::seed_from_u64(seed)))
                }
                Fault::Kill { .. } => disk.left_by(&mut Killed),
            };
            let what = self.what(&task, &words, at);
            *self.tally.entry(what).or_default() += 1;
            self.look(&left, what, &recording, (at, seed), &words, &centre);
        }
        let ended = words.last().is_some_and(|(_, word)| match task {
            Task::Make => *word == Word::Made,
            Task::Enrol { .. } => *word == Word::Enrolled,
            Task::Restore => words.iter().any(|(_, word)| *word == Word::Restored),
            Task::Erase => matches!(word, Word::Erased { .. }),
            Task::Work { .. } | Task::Import { .. } | Task::Shift { .. } => true,
        });
        self.end(&recording);
        if matches!(self.fault, Fault::PowerCut { .. }) && self.random.random_bool(0.5) {
            self.go_on_from_a_cut();
        }
        ended
    }

    /// What was told in a life holds for the next one, which goes on with its disk.
    pub(crate) fn end(&mut self, recording: &Recording) {
        let words = log::words(&recording.records);
        for (_, word) in &words {
            self.promised.hear(word, self.aged);
        }
        self.aged &= !words.iter().any(|(_, word)| *word == Word::Opened);
        self.disk = recording.after();
    }

    fn is_left_out(&self, disk: &Disk, record: &Record) -> bool {
        match (self.leaves_out, record) {
            (Some(leaves_out), Record::Synced { inode }) => {
                disk.path(*inode).is_some_and(|path| leaves_out(&path))
            }
            _ => false,
        }
    }

    pub(crate) fn record(&mut self, task: &Task, kill_after: Option<usize>) -> Recording {
        self.lives += 1;
        let start = Start {
            folder: self.data(),
            seed: self.random.random(),
            at: SUNDAY_TEN + i64::from(self.lives) * BETWEEN_MS,
            task: task.clone(),
        };
        self.runtime.block_on(self.centre.switch_on()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_victim"));
        let recording = self.recorder.record(
            &self.place.path().canonicalize().unwrap(),
            self.disk.clone(),
            command.args(start.arguments()),
            kill_after,
        );
        // Whoever looks at what a cut left must not send it: the machine goes on from elsewhere.
        self.runtime.block_on(self.centre.switch_off());
        recording
    }

    /// After how many records, in order, each with a seed of its own.
    fn moments(&mut self, recording: &Recording) -> Vec<(usize, u64)> {
        let count = recording.records.len();
        let at: Vec<usize> = match self.fault {
            Fault::Kill { every } => {
                let first = self.random.random_range(0..every);
                (first..=count).step_by(every).collect()
            }
            Fault::PowerCut { cuts } => {
                let turns: Vec<usize> = (0..count).filter(|at| recording.turns(*at)).collect();
                let mut at: Vec<usize> = (0..cuts.min(self.left))
                    .map(|_| {
                        // Right before or after something was synced, named or said, or anywhere.
                        if turns.is_empty() || self.random.random_bool(0.5) {
                            self.random.random_range(0..=count)
                        } else {
                            let turn = turns[self.random.random_range(0..turns.len())];
                            turn + usize::from(self.random.random_bool(0.5))
                        }
                    })
                    .collect();
                at.sort_unstable();
                self.left -= u32::try_from(at.len()).unwrap();
                at
            }
        };
        at.into_iter()
            .map(|at| (at, self.random.random()))
            .collect()
    }

    /// What it was doing then.
    fn what(&self, task: &Task, words: &[(usize, Word)], at: usize) -> &'static str {
        let opened = words
            .iter()
            .any(|(said, word)| *said <= at && *word == Word::Opened);
        match task {
            Task::Make => "at its first start",
            Task::Enrol { .. } => "enrolling",
            Task::Restore => "restoring",
            Task::Erase => "erasing",
            _ if !opened && self.aged => "backing up and migrating",
            _ if !opened => "opening",
            _ if words.last().is_some_and(|(last, _)| *last <= at) => "sending and closing",
            _ => "at work",
        }
    }

    /// Lays what is left into a folder of its own and asks for everything that was promised by then.
    pub(crate) fn look(
        &self,
        left: &Tree,
        what: &'static str,
        recording: &Recording,
        (at, seed): (usize, u64),
        words: &[(usize, Word)],
        centre: &BTreeMap<EntryId, u64>,
    ) {
        let folder = fresh_folder();
        lay(left, folder.path());
        let mut promised = self.promised.clone();
        for (_, word) in words.iter().filter(|(said, _)| *said <= at) {
            promised.hear(word, self.aged);
        }
        let scene = Scene {
            told: format!(
                "world {}, life {}, {what}: after {at} of {} records, seed {seed}; around it {}",
                self.seed,
                self.lives,
                recording.records.len(),
                recording.around(at)
            ),
            folder: Some(folder),
            kept: self.leaves_out.is_none(),
        };
        promised.look(&scene.data(), centre);
    }

    /// The power fails at the last moment, and the machine starts with what is there.
    fn go_on_from_a_cut(&mut self) {
        let cut = ChaCha8Rng::seed_from_u64(self.random.random());
        let left = self.disk.left_by(&mut PowerCut::new(cut));
        self.go_on_with(&left);
    }

    /// The machine has this disk now, all of it certain.
    pub(crate) fn go_on_with(&mut self, tree: &Tree) {
        self.place = fresh_folder();
        lay(tree, self.place.path());
        self.disk = Disk::of(self.place.path());
    }
}

/// A look at what was left: where it ends the test, this says where it was, and keeps what lies there.
struct Scene {
    told: String,
    folder: Option<TempDir>,
    kept: bool,
}

impl Scene {
    fn data(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().join("home/data")
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        if std::thread::panicking() && self.kept {
            let kept = self.folder.take().map(TempDir::keep);
            eprintln!("{}; kept in {kept:?}", self.told);
        }
    }
}
