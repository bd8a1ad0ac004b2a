//! The application killed as by a power cut of the process: at any moment, again and again.
//!
//! What it had answered before must be there afterwards, once, whatever it was doing when it died.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::App;
use app::clock::SetClock;
use app::dto::{CallRow, Phase};
use domain::id::Millis;
use nida_tests::machine::{self, PASSPHRASE, SUNDAY_TEN};
use nida_tests::victim::{PACE_MS, Start, Task, Word};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use store::{Folder, Store, Unlock};

/// Kills of a machine that is being worked at.
const KILLS: u32 = 100;
/// Kills of a machine at its first start.
const KILLS_AT_FIRST_START: u32 = 20;
/// Most answers that a child lives for.
const ANSWERS_MAX: u32 = 40;
/// Everything is read back after so many kills.
const LOOK_EVERY: u32 = 10;
/// Time on the machine's clock from one child to the next: more than one of them lives for, and
/// together less than a duty is resumed for.
const BETWEEN_MS: i64 = 5 * 60_000;

/// A process that is being started holds, until it runs its program, a copy of every lock of this
/// one: two tests that start some and open stores at the same time would find stores in use.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The seed of this run: said when something fails, and taken from `NIDA_SEED` to run it again.
fn seed() -> u64 {
    std::env::var("NIDA_SEED").map_or_else(
        |_| u64::from_le_bytes(store::random().unwrap()),
        |seed| seed.parse().unwrap(),
    )
}

/// A child that is killed, at the latest when this is dropped.
struct Victim {
    child: Child,
}

impl Victim {
    fn start(start: &Start) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_victim"))
            .args(start.arguments())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self { child }
    }

    /// Kills it a while after so many answers, and gives all that it said.
    fn kill_after(mut self, answers: u32, wait: Duration) -> Vec<Word> {
        let mut lines = BufReader::new(self.child.stdout.take().unwrap());
        let mut words = Vec::new();
        let mut line = String::new();
        let mut killed = answers == 0 && self.kill_in(wait);
        // What was said before the kill is still in the pipe behind it.
        while lines.read_line(&mut line).unwrap() > 0 {
            if let Some(whole) = line.strip_suffix('\n') {
                words.push(whole.parse().unwrap());
            }
            line.clear();
            if !killed && words.len() >= answers as usize {
                killed = self.kill_in(wait);
            }
        }
        let status = self.child.wait().unwrap();
        assert!(
            killed || status.success(),
            "the child ended by itself: {status}, after {words:?}"
        );
        words
    }

    /// The moment is part of the trial: a busy wait, since a sleep is no finer than a scheduler's tick.
    fn kill_in(&mut self, wait: Duration) -> bool {
        let end = Instant::now() + wait;
        while Instant::now() < end {
            std::hint::spin_loop();
        }
        self.child.kill().unwrap();
        true
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the machine has answered so far.
#[derive(Default)]
struct Promised {
    /// Drafts with their last keeping and its instant.
    drafts: BTreeMap<String, (u32, i64)>,
    /// Calls with the reference of their case.
    calls: BTreeMap<String, Option<String>>,
    /// Instant of the last keeping of all, or of the start of a child that has not answered one yet.
    last_at: i64,
    /// Drafts that were gone after a kill: their save was under way, so the call is there.
    saved_unheard: BTreeSet<String>,
}

impl Promised {
    fn hear(&mut self, words: &[Word], started_at: i64) {
        let mut found = BTreeMap::new();
        for word in words {
            match word {
                // Nobody corrects, enrols, erases, sends a courier or renews a code here.
                Word::Made
                | Word::Opened
                | Word::Corrected { .. }
                | Word::Shown { .. }
                | Word::Code { .. }
                | Word::Written { .. }
                | Word::BackedUp { .. }
                | Word::Restored
                | Word::Erased { .. }
                | Word::Enrolled
                | Word::Came { .. }
                | Word::Line { .. } => {}
                Word::Found { id, keeping, at } => {
                    found.insert(id.clone(), (*keeping, *at));
                }
                Word::Ready => {
                    self.compare(std::mem::take(&mut found));
                    self.last_at = started_at;
                }
                Word::Kept { id, keeping, at } => {
                    self.last_at = *at;
                    if !self.calls.contains_key(id) {
                        self.drafts.insert(id.clone(), (*keeping, *at));
                    }
                }
                Word::Saved { id, reference } => {
                    self.drafts.remove(id);
                    let before = self.calls.insert(id.clone(), reference.clone());
                    assert!(
                        before.is_none_or(|before| before == *reference),
                        "{id}: a second save answers the reference of the first"
                    );
                }
            }
        }
    }

    /// Drafts after a kill: each as it was last answered, or one keeping further.
    fn compare(&mut self, found: BTreeMap<String, (u32, i64)>) {
        for (id, (keeping, at)) in &self.drafts {
            match found.get(id) {
                Some((later, kept_at)) => {
                    assert!(
                        later == keeping || *later == keeping + 1,
                        "{id}: keeping {keeping} was answered, {later} lies there"
                    );
                    let instants = if later == keeping {
                        *at..=*at
                    } else {
                        at + 1..=self.last_at + PACE_MS
                    };
                    assert!(
                        instants.contains(kept_at),
                        "{id}: the draft of {at} was answered, that of {kept_at} lies there"
                    );
                }
                None => drop(self.saved_unheard.insert(id.clone())),
            }
        }
        for id in found.keys() {
            assert!(
                !self.calls.contains_key(id),
                "{id}: the draft went with the save of its call"
            );
        }
        self.drafts = found;
    }

    /// Reads all of it back through the application.
    fn look(&mut self, folder: &Path, now: i64) {
        let app = opened(folder, now);
        let found = app.drafts().unwrap().into_iter().map(|draft| {
            let keeping = draft.form.note.rsplit(' ').next().unwrap().parse().unwrap();
            (draft.form.id, (keeping, draft.kept_at))
        });
        self.compare(found.collect());

        let rows = own_log(&app);
        let mut references = BTreeSet::new();
        let mut logged = BTreeMap::new();
        for row in rows {
            if let Some(reference) = &row.case_reference {
                assert!(
                    references.insert(reference.clone()),
                    "{reference} was given twice"
                );
            }
            let twice = logged.insert(row.id.clone(), row);
            assert!(twice.is_none(), "a call stands in the log twice");
        }
        for (id, reference) in &self.calls {
            let row = logged
                .get(id)
                .unwrap_or_else(|| panic!("{id} was answered as saved and is not there"));
            assert_eq!(row.case_reference, *reference, "{id}: its reference");
        }
        for id in &self.saved_unheard {
            assert!(
                logged.contains_key(id),
                "{id}: neither draft nor call is there"
            );
        }
    }
}

fn opened(folder: &Path, now: i64) -> App {
    let app = machine::start(folder, Arc::new(SetClock::at(Millis(now))));
    machine::open(&app).unwrap();
    machine::sign_in(&app).unwrap();
    app
}

/// Every page of the own log.
fn own_log(app: &App) -> Vec<CallRow> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = app.own_log(after.as_deref()).unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            assert_eq!(rows.len(), page.total as usize, "the pages hold them all");
            return rows;
        }
    }
}

/// The journal is whole, and the tables are what it says, row for row.
fn check_journal(folder: &Path) {
    let store = Store::open(&Folder::at(folder), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(store.verify().unwrap().fault, None, "the journal is whole");
    let rebuilt = store.rebuild().unwrap();
    assert_eq!(
        (rebuilt.differed, rebuilt.named),
        (0, vec![]),
        "the tables are what the journal says"
    );
}

/// A call answered as saved while somebody was on the phone must outlive whatever the machine does.
#[test]
fn what_was_answered_outlives_a_hundred_kills() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let seed = seed();
    eprintln!("NIDA_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let app = machine::start(folder.path(), Arc::new(SetClock::at(Millis(SUNDAY_TEN))));
    machine::first_start(&app).unwrap();
    drop(app);

    let mut promised = Promised::default();
    for kill in 1..=KILLS {
        let at = SUNDAY_TEN + i64::from(kill) * BETWEEN_MS;
        let start = Start {
            folder: folder.path().to_owned(),
            seed: random.random(),
            at,
            task: Task::WORK_ON,
        };
        let answers = random.random_range(0..ANSWERS_MAX);
        let wait = Duration::from_micros(random.random_range(0..3_000));
        let words = Victim::start(&start).kill_after(answers, wait);
        promised.hear(&words, at);
        if kill % LOOK_EVERY == 0 {
            promised.look(folder.path(), at + BETWEEN_MS / 2);
            check_journal(folder.path());
        }
    }
    assert!(
        promised.calls.len() > KILLS as usize,
        "the children did save: {}",
        promised.calls.len()
    );
}

fn first(folder: &Path) -> Start {
    Start {
        folder: folder.to_owned(),
        seed: 0,
        at: SUNDAY_TEN,
        task: Task::Make,
    }
}

/// A first start that is cut off leaves a whole store or none; both can be gone on from.
#[test]
fn a_first_start_that_is_killed_leaves_a_whole_store_or_none() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let seed = seed();
    eprintln!("NIDA_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut whole, mut none) = (0, 0);
    let begun = Instant::now();
    let unharmed = tempfile::tempdir().unwrap();
    let words = Victim::start(&first(unharmed.path())).kill_after(2, Duration::ZERO);
    assert_eq!(
        words,
        [Word::Made],
        "left alone, it makes the store and ends"
    );
    let whole_time = begun.elapsed();
    for _ in 0..KILLS_AT_FIRST_START {
        let folder = tempfile::tempdir().unwrap();
        let wait = whole_time.mul_f64(random.random_range(0.1..2.0));
        let words = Victim::start(&first(folder.path())).kill_after(0, wait);
        let app = machine::start(
            folder.path(),
            Arc::new(SetClock::at(Millis(SUNDAY_TEN + 1_000))),
        );
        match app.app_state().unwrap().phase {
            Phase::FirstStart => {
                assert_eq!(words, [], "a store that was answered as made is there");
                machine::first_start(&app).unwrap();
                none += 1;
            }
            Phase::Closed => {
                machine::open(&app).unwrap();
                whole += 1;
            }
            other => panic!("after a killed first start the machine stands at {other:?}"),
        }
        machine::sign_in(&app).unwrap();
        drop(app);
        check_journal(folder.path());
    }
    eprintln!("killed first starts: {whole} left a store, {none} none");
}
