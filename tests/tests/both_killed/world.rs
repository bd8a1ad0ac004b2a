//! A site of two machines and a centre, and whoever kills them.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use centre::{Clock as _, SystemClock, issue_code};
use nida_tests::file;
use nida_tests::machine::{PASSPHRASE, SUNDAY_TEN};
use nida_tests::victim::{Start, Task, Word};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use store::{Folder, Stage};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::Tally;
use crate::ground::Ground;
use crate::judge::{Told, come_to_rest};
use crate::process::{Ended, Process};

/// How long anything that was promised may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longest that a moment drawn by words is waited for.
const WORDS_AT_MOST: Duration = Duration::from_millis(1_500);
/// Everything is looked at after so many rounds.
const LOOK_EVERY: u32 = 8;
/// Most calls that a machine saves in one life.
const CALLS_MAX: u32 = 30;
/// Time on the machines' clocks from one life to the next.
const BETWEEN_MS: i64 = 5 * 60_000;
/// Tries of a first start or an enrolment.
const TRIES_MAX: u32 = 200;
/// Beyond what the system gives out by itself: the address stays the centre's while it is dead.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

struct Machine {
    folder: TempDir,
    process: Option<Process>,
    /// Its store is of the schema before: it is migrated at the next start that lasts.
    aged: bool,
}

pub(crate) struct World {
    ground: Ground,
    runtime: Runtime,
    address: String,
    centre: Option<Process>,
    machines: [Machine; 2],
    random: ChaCha8Rng,
    told: Told,
    tally: Tally,
    left: u32,
    lives: i64,
}

/// Who is killed.
#[derive(Clone, Copy)]
enum Who {
    Machine(usize),
    Centre,
    /// All at once, as when the current fails in a building.
    All,
}

impl World {
    pub(crate) fn new(ground: Ground, seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let address = loop {
            let port = random.random_range(PORTS);
            if TcpListener::bind(("127.0.0.1", port)).is_ok() {
                break format!("127.0.0.1:{port}");
            }
        };
        let machine = || Machine {
            folder: TempDir::new().unwrap(),
            process: None,
            aged: false,
        };
        Self {
            ground,
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .unwrap(),
            address,
            centre: None,
            machines: [machine(), machine()],
            random,
            told: Told::default(),
            tally: Tally::new(),
            left: 0,
            lives: 0,
        }
    }

    pub(crate) fn into_tally(self) -> Tally {
        self.tally
    }

    /// So many kills from the first start on, then rest. How many calls were called saved.
    pub(crate) fn live_through(&mut self, kills: u32) -> usize {
        self.left = kills;
        for at in [0, 1] {
            self.make(at);
            self.enrol(at);
        }
        let mut rounds = 0;
        while self.left > 0 {
            rounds += 1;
            self.round();
            if rounds % LOOK_EVERY == 0 {
                self.look();
            }
        }
        self.look();
        self.serve();
        come_to_rest(
            self.machines.each_ref().map(|one| one.folder.path()),
            &self.runtime,
            &self.ground.storage(),
        );
        self.told.saved.iter().map(|saved| saved.len()).sum()
    }

    /// The first start, killed until there is a store.
    fn make(&mut self, at: usize) {
        for _ in 0..TRIES_MAX {
            let process = self.begin(at, Task::Make);
            if self.left > 0 && self.random.random_bool(0.6) {
                self.pass(0..200_000);
                self.mourn(at, process.kill());
            } else {
                process.wait_for_end();
            }
            match Folder::at(self.folder(at)).stage() {
                Stage::Closed => return,
                Stage::Empty => {}
                Stage::SlotsMissing => panic!("half a store"),
            }
        }
        panic!("a first start is killed every time");
    }

    /// The enrolment, killed at either end until it is said to be.
    fn enrol(&mut self, at: usize) {
        for _ in 0..TRIES_MAX {
            self.serve();
            let code = self.runtime.block_on(async {
                let storage = self.ground.storage().open(SystemClock.now()).await.unwrap();
                let issued = issue_code(storage.as_ref(), None, SystemClock.now()).await;
                issued.unwrap().code.to_string()
            });
            let task = Task::Enrol {
                address: format!("http://{}", self.address),
                code,
            };
            let process = self.begin(at, task);
            let ended = match self.random.random_range(0..3) {
                0 if self.left > 0 => {
                    self.pass_over_an_enrolment(&process);
                    process.kill()
                }
                1 if self.left > 0 => {
                    self.pass_over_an_enrolment(&process);
                    self.kill_centre("the centre, while a machine enrols");
                    process.wait_for_end()
                }
                _ => process.wait_for_end(),
            };
            let enrolled = ended.lines.iter().any(|line| line == "enrolled");
            self.mourn(at, ended);
            if enrolled {
                return;
            }
        }
        panic!("a machine is never enrolled");
    }

    /// Enrolment begins when the store is open.
    fn pass_over_an_enrolment(&mut self, process: &Process) {
        if self.random.random_bool(0.8) {
            process.wait(PATIENCE, |lines| lines.iter().any(|line| line == "opened"));
        }
        self.pass(0..150_000);
    }

    /// One choice of whom to kill and when.
    fn round(&mut self) {
        let begun = self.start_missing();
        if let Some(at) = self.machines.iter().position(|machine| machine.aged)
            && self.random.random_bool(0.8)
        {
            self.pass(0..250_000);
            self.kill(Who::Machine(at));
            return;
        }
        let watched = self.random.random_range(0..2);
        let who = match self.random.random_range(0..10) {
            0..3 => Who::Machine(0),
            3..6 => Who::Machine(1),
            6..9 => Who::Centre,
            _ => Who::All,
        };
        match self.random.random_range(0..10) {
            // Right after its start, again and again.
            0..3 if !begun.is_empty() => {
                let who = begun[self.random.random_range(0..begun.len())];
                let longest = if self.random.random_bool(0.5) {
                    20_000
                } else {
                    500_000
                };
                self.pass(0..longest);
                self.kill(who);
                return;
            }
            // After so many answers to the agent.
            0..6 => {
                let more = self.random.random_range(1..60);
                self.hear(watched, more, |_| true);
                self.pass(0..3_000);
            }
            // At a change of the line: a batch goes out, an answer is written down, a page is read.
            _ => {
                let (more, begins) = if self.random.random_bool(0.5) {
                    (self.random.random_range(1..8), "line")
                } else {
                    (self.random.random_range(1..4), "line true")
                };
                self.hear(watched, more, |line| line.starts_with(begins));
                let longest = if self.random.random_bool(0.5) {
                    3_000
                } else {
                    40_000
                };
                self.pass(0..longest);
            }
        }
        self.kill(who);
    }

    /// Waits until the machine has said so many more of these.
    fn hear(&self, at: usize, more: usize, of: impl Fn(&str) -> bool) {
        let Some(process) = &self.machines[at].process else {
            return;
        };
        let count = |lines: &[String]| lines.iter().filter(|line| of(line)).count();
        let enough = count(&process.lines()) + more;
        process.wait(WORDS_AT_MOST, |lines| count(lines) >= enough);
    }

    /// The moment is the trial: a while of so many microseconds.
    fn pass(&mut self, micros: std::ops::Range<u64>) {
        let while_ = self.random.random_range(micros);
        std::thread::sleep(Duration::from_micros(while_));
    }

    /// Starts whoever is dead; who that was.
    fn start_missing(&mut self) -> Vec<Who> {
        let mut begun = Vec::new();
        if self.centre.is_none() {
            self.start_centre();
            begun.push(Who::Centre);
        }
        for at in [0, 1] {
            if self.machines[at].process.is_none() {
                if self.random.random_bool(0.1) {
                    age(self.machines[at].folder.path());
                    self.machines[at].aged = true;
                }
                let calls = self.random.random_range(0..CALLS_MAX);
                let process = self.begin(at, Task::Work { calls });
                self.machines[at].process = Some(process);
                begun.push(Who::Machine(at));
            }
        }
        begun
    }

    fn kill(&mut self, who: Who) {
        match who {
            Who::Machine(at) => self.kill_machine(at),
            Who::Centre => self.kill_centre("the centre, between requests"),
            Who::All => {
                self.kill_machine(0);
                self.kill_centre("the centre, between requests");
                self.kill_machine(1);
            }
        }
    }

    fn kill_machine(&mut self, at: usize) {
        if let Some(process) = self.machines[at].process.take() {
            let ended = process.kill();
            assert!(ended.killed, "it ended by itself, after {:?}", ended.lines);
            self.mourn(at, ended);
        }
    }

    fn kill_centre(&mut self, otherwise: &'static str) {
        let Some(process) = self.centre.take() else {
            return;
        };
        let sends = self.machines.iter().any(|machine| {
            let process = machine.process.as_ref();
            process.is_some_and(|process| is_sending(&process.lines()))
        });
        let ended = process.kill();
        assert!(ended.killed, "the centre ended by itself");
        self.count(if ended.lines.is_empty() {
            "the centre, opening"
        } else if sends {
            "the centre, while a machine sends or reads"
        } else {
            otherwise
        });
    }

    /// Writes down what a machine said and where it was killed.
    fn mourn(&mut self, at: usize, ended: Ended) {
        let words: Vec<Word> = ended
            .lines
            .iter()
            .map(|line| line.parse().unwrap())
            .collect();
        let saved = words.iter().filter_map(|word| match word {
            Word::Saved { id, .. } => Some(id.clone()),
            _ => None,
        });
        self.told.saved[at].extend(saved);
        let opened = words.contains(&Word::Opened);
        let aged = std::mem::replace(&mut self.machines[at].aged, false);
        self.machines[at].aged = aged && !opened;
        if !ended.killed {
            return;
        }
        let made = Folder::at(self.folder(at)).stage() == Stage::Closed;
        self.count(if words.contains(&Word::Ready) {
            if is_sending(&ended.lines) {
                "a machine, while it sends, settles or reads"
            } else {
                "a machine, while it drafts and saves"
            }
        } else if opened {
            "a machine, signing in or enrolling"
        } else if aged {
            "a machine, opening and migrating"
        } else if made {
            "a machine, opening"
        } else {
            "a machine, at its first start"
        });
    }

    fn count(&mut self, what: &'static str) {
        // What is killed to look at it, once all kills are used up, is no kill of the count.
        if self.left > 0 {
            self.left -= 1;
            *self.tally.entry(what).or_default() += 1;
        }
    }

    /// Kills all that lives and looks at what lies there.
    fn look(&mut self) {
        self.kill(Who::All);
        let folders = self.machines.each_ref().map(|one| one.folder.path());
        self.told
            .look(folders, &self.runtime, &self.ground.storage());
    }

    fn folder(&self, at: usize) -> &Path {
        self.machines[at].folder.path()
    }

    fn begin(&mut self, at: usize, task: Task) -> Process {
        self.lives += 1;
        let start = Start {
            folder: self.folder(at).to_owned(),
            seed: self.random.random(),
            at: SUNDAY_TEN + self.lives * BETWEEN_MS,
            task,
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_victim"));
        Process::start(command.args(start.arguments()))
    }

    fn start_centre(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_centre_to_kill"));
        command
            .arg("serve")
            .args(self.ground.arguments())
            .args(["--listen", &self.address]);
        self.centre = Some(Process::start(&mut command));
    }

    /// The centre is there and listens.
    fn serve(&mut self) {
        if self.centre.is_none() {
            self.start_centre();
        }
        let centre = self.centre.as_ref().unwrap();
        assert!(
            centre.wait(PATIENCE, |lines| !lines.is_empty()),
            "the centre listens"
        );
    }
}

fn is_sending(lines: &[String]) -> bool {
    let last = lines.iter().rev().find(|line| line.starts_with("line"));
    last.is_some_and(|line| line.starts_with("line true"))
}

/// Puts a store back to the schema before the last, as the version before this one left it.
fn age(folder: &Path) {
    let file = file::open(folder, PASSPHRASE).unwrap();
    let found: u32 = file
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert!(found <= 18, "undo the last migration here, not this one");
    if found < 18 {
        return;
    }
    file.execute_batch(
        "BEGIN;
         DROP TABLE pack;
         DROP TABLE pack_refused;
         DELETE FROM refinery_schema_history WHERE version = 18;
         PRAGMA user_version = 17; COMMIT",
    )
    .unwrap();
}
