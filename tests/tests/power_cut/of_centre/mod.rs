//! A centre that keeps its data in a folder, and whose power fails.
//!
//! Each life of it is a process that is recorded: a command that prints a code, or one that serves two desks which
//! enrol, send, read and renew their tokens over HTTP. What it answers is part of the recording, so that each cut
//! knows what had been answered by then.

mod answers;
mod desk;
mod judge;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::cut::PowerCut;
use crate::disk::{Disk, Killed, Tree, fresh_folder, lay};
use crate::recorder::{Recorder, Recording};
use crate::world::{Fault, Leaves, Tally};
use answers::Answer;
use desk::Desk;
use judge::Promised;

/// Lives of one centre.
const LIVES: u32 = 8;
/// Most things that desks ask for in one life.
const ASKED_MAX: u32 = 14;
/// A life that is killed has done no more than this.
const KILLED_WITHIN: usize = 900;
/// Desks of the site.
const DESKS: u8 = 2;

/// Puts the file back to the schema before the newest one.
const AGE: &str = "DROP INDEX entry_by_subject;
    DROP INDEX entry_erasing;
    ALTER TABLE entry DROP COLUMN subject;
    DELETE FROM refinery_schema_history WHERE version = 9;
    PRAGMA user_version = 8;";
/// The backup that its migration makes.
const BACKUP: &str = "centre.before-schema-9.sqlite";

/// What a process is started for.
#[derive(Clone, Copy, PartialEq)]
enum Task {
    /// It prints a code that lets a desk in.
    Code,
    /// It serves, and so many things are asked of it.
    Serve { asked: u32 },
}

pub(crate) struct World<'a> {
    recorder: &'a Recorder,
    fault: Fault,
    seed: u64,
    random: ChaCha8Rng,
    /// Its disk, in which it makes its folder.
    place: TempDir,
    /// The same as far as it is certain.
    disk: Disk,
    /// The file is of the schema before.
    aged: bool,
    desks: Vec<Desk>,
    promised: Promised,
    lives: u32,
    left: u32,
    tally: Tally,
    leaves_out: Option<Leaves>,
}

impl<'a> World<'a> {
    pub(crate) fn new(recorder: &'a Recorder, fault: Fault, seed: u64) -> Self {
        let place = fresh_folder();
        Self {
            recorder,
            fault,
            seed,
            random: ChaCha8Rng::seed_from_u64(seed),
            disk: Disk::of(place.path()),
            place,
            aged: false,
            desks: (1..=DESKS).map(Desk::new).collect(),
            promised: Promised::default(),
            lives: 0,
            left: 0,
            tally: Tally::new(),
            leaves_out: None,
        }
    }

    /// The same centre with a program that leaves these syncs out.
    pub(crate) fn leaving_out(self, leaves_out: Leaves) -> Self {
        Self {
            leaves_out: Some(leaves_out),
            ..self
        }
    }

    /// From the first start on. What befell it, and how many entries had been answered as taken.
    pub(crate) fn live_through(mut self, times: u32) -> (Tally, usize) {
        self.left = times;
        self.live(Task::Code);
        if let Fault::Kill { .. } = self.fault {
            self.live(Task::Serve { asked: 8 });
            self.age();
            self.live(Task::Serve { asked: 3 });
            return (self.tally, self.promised.taken());
        }
        for _ in 0..LIVES {
            if self.left == 0 {
                break;
            }
            if self.lives > 2 && self.random.random_bool(0.3) {
                self.age();
            }
            let task = if self.random.random_bool(0.2) {
                Task::Code
            } else {
                Task::Serve {
                    asked: self.random.random_range(1..=ASKED_MAX),
                }
            };
            self.live(task);
        }
        (self.tally, self.promised.taken())
    }

    fn data(&self) -> PathBuf {
        // Without symbolic links: the recorder compares paths.
        self.place.path().canonicalize().unwrap().join("srv/centre")
    }

    /// Puts the file back to the version before this one, as it was left there.
    fn age(&mut self) {
        let data = self.data();
        if self.aged || !data.join("centre.sqlite").exists() {
            return;
        }
        let file = Connection::open(data.join("centre.sqlite")).unwrap();
        let made = "SELECT count(*) FROM refinery_schema_history WHERE version = 9";
        let made: rusqlite::Result<u32> = file.query_row(made, [], |row| row.get(0));
        // One that was killed at its first start may have no tables yet.
        if made == Ok(1) {
            file.execute_batch(AGE).unwrap();
            let _none = std::fs::remove_file(data.join(BACKUP));
            self.aged = true;
        }
        // Closing brings the WAL into the file.
        drop(file);
        self.disk = Disk::of(self.place.path());
    }

    /// One life, and everything that may befall it.
    fn live(&mut self, task: Task) {
        let cuts = matches!(self.fault, Fault::PowerCut { .. });
        let kill_after = (cuts && self.random.random_bool(0.3))
            .then(|| self.random.random_range(1..KILLED_WITHIN));
        let recording = self.record(task, kill_after);
        let answers = answers::read(&recording.records);
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
            let begun = answers.iter().any(|(said, _)| *said <= at);
            let what = match (task, begun) {
                (Task::Code, _) => "making a code",
                (_, false) if self.aged => "backing up and migrating",
                (_, false) => "opening",
                (_, true) => "answering",
            };
            *self.tally.entry(what).or_default() += 1;
            self.look(&left, what, &recording, (at, seed), &answers);
        }
        for (_, answer) in &answers {
            self.promised.hear(answer);
        }
        // It says that it listens, or prints the code, only once it has opened.
        self.aged &= answers.is_empty();
        self.disk = recording.after();
        if cuts && self.random.random_bool(0.5) {
            let cut = ChaCha8Rng::seed_from_u64(self.random.random());
            let left = self.disk.left_by(&mut PowerCut::new(cut));
            self.place = fresh_folder();
            lay(&left, self.place.path());
            self.disk = Disk::of(self.place.path());
        }
    }

    fn record(&mut self, task: Task, kill_after: Option<usize>) -> Recording {
        self.lives += 1;
        let watched = self.place.path().canonicalize().unwrap();
        let (data, before) = (self.data(), self.disk.clone());
        let mut command = Command::new(env!("CARGO_BIN_EXE_centre_to_kill"));
        let Task::Serve { asked } = task else {
            command
                .stderr(Stdio::null())
                .arg("enrol")
                .arg("--data")
                .arg(data);
            return self
                .recorder
                .record(&watched, before, &mut command, kill_after);
        };
        command
            .stderr(Stdio::null())
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data);
        let mut random = ChaCha8Rng::seed_from_u64(self.random.random());
        let codes = self.promised.codes.clone();
        let desks = &mut self.desks;
        let ask = |address: &str| {
            for _ in 0..asked {
                let desk = random.random_range(0..desks.len());
                if desks[desk].ask(address, &codes, &mut random).is_none() {
                    // It was killed.
                    return;
                }
            }
        };
        self.recorder
            .record_serving(&watched, before, &mut command, kill_after, ask)
    }

    fn is_left_out(&self, disk: &Disk, record: &crate::log::Record) -> bool {
        match (self.leaves_out, record) {
            (Some(leaves_out), crate::log::Record::Synced { inode }) => {
                disk.path(*inode).is_some_and(|path| leaves_out(&path))
            }
            _ => false,
        }
    }

    /// After how many records, in order, each with a seed of its own.
    fn moments(&mut self, recording: &Recording) -> BTreeMap<usize, u64> {
        let count = recording.records.len();
        let mut moments = BTreeMap::new();
        match self.fault {
            Fault::Kill { every } => {
                let first = self.random.random_range(0..every);
                for at in (first..=count).step_by(every) {
                    moments.insert(at, 0);
                }
            }
            Fault::PowerCut { cuts } => {
                let turns: Vec<usize> = (0..count).filter(|at| recording.turns(*at)).collect();
                for _ in 0..cuts.min(self.left) {
                    // Right before or after something was synced, named or answered, or anywhere.
                    let at = if turns.is_empty() || self.random.random_bool(0.4) {
                        self.random.random_range(0..=count)
                    } else {
                        let turn = turns[self.random.random_range(0..turns.len())];
                        turn + usize::from(self.random.random_bool(0.5))
                    };
                    moments.insert(at, self.random.random());
                }
                self.left -= u32::try_from(moments.len()).unwrap();
            }
        }
        moments
    }

    /// Lays what is left into a folder of its own and asks for everything that was answered by then.
    fn look(
        &self,
        left: &Tree,
        what: &'static str,
        recording: &Recording,
        (at, seed): (usize, u64),
        answers: &[(usize, Answer)],
    ) {
        let folder = fresh_folder();
        lay(left, folder.path());
        let before = self.promised.taken();
        let mut promised = self.promised.clone();
        let mut opened = false;
        for (_, answer) in answers.iter().filter(|(said, _)| *said <= at) {
            promised.hear(answer);
            opened = true;
        }
        let mut scene = Scene {
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
        let data = scene.folder.as_mut().unwrap().path().join("srv/centre");
        if self.aged && opened {
            judge::look_for_backup(&data.join(BACKUP), before);
        }
        promised.look(&data, &self.desks);
    }
}

/// A look at what was left: where it ends the test, this says where it was, and keeps what lies there.
struct Scene {
    told: String,
    folder: Option<TempDir>,
    kept: bool,
}

impl Drop for Scene {
    fn drop(&mut self) {
        if std::thread::panicking() && self.kept {
            let kept = self.folder.take().map(TempDir::keep);
            eprintln!("{}; kept in {kept:?}", self.told);
        }
    }
}
