//! A fleet of machines and a centre from one seed, in one thread and virtual time: a storm of lost,
//! doubled, late and wrong answers, full disks, restarts and a centre restored from its backup; then
//! calm, in which all must come to rest with everything at the centre once.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::id::{EntryId, SiteId};
use domain::wire::{EntriesAnswer, Hex32, ProblemType};
use sync::engine::{Answer, Event, Failure, Moment, Random};
use sync::{JournalError, LinkState};

use crate::centre::{Centre, problem};
use crate::desk::{Call, Desk};
use crate::memory::Fate;

/// Runs of the test; each one is another world.
const SEEDS: u64 = 200;
const MACHINES: u8 = 3;
const STORM: Duration = Duration::from_secs(2 * 3600);
const CALM: Duration = Duration::from_secs(2 * 3600);

/// What is to happen at a moment.
#[derive(Debug)]
enum Due {
    /// A call reaches the centre.
    Reach(usize, Call, u32),
    /// An event comes to a machine of this life.
    Arrive(usize, Event, u32),
    Save(usize),
    Crash(usize),
    DiskFull(usize),
    DiskFree(usize),
    BackUp,
    Restore,
    Forget(usize),
    Wish(usize, bool),
}

struct Fleet {
    random: Random,
    centre: Centre,
    desks: Vec<Desk>,
    /// How often each machine has started: what was under way before is nobody's any more.
    lives: Vec<u32>,
    due: BTreeMap<(Moment, u64), Due>,
    count: u64,
    now: Moment,
    storm: bool,
    /// An answer of long ago, to be given to somebody else.
    stale: Option<EntriesAnswer>,
    calls: usize,
}

impl Fleet {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut fleet = Self {
            centre: Centre::new(),
            desks: (1..=MACHINES)
                .map(|name| Desk::new(name, random.next()))
                .collect(),
            lives: vec![0; MACHINES.into()],
            due: BTreeMap::new(),
            count: 0,
            now: Moment(0),
            storm: true,
            stale: None,
            calls: 0,
            random,
        };
        fleet.centre.feed_items = 1 + fleet.below(40);
        fleet.centre.links = 1 + fleet.below(60);
        for machine in 0..fleet.desks.len() {
            fleet.start(machine);
            for _ in 0..fleet.below(60) {
                fleet.some_time(Due::Save(machine));
            }
            for _ in 0..fleet.below(3) {
                fleet.some_time(Due::Crash(machine));
                fleet.some_time(Due::DiskFull(machine));
                fleet.some_time(Due::DiskFree(machine));
                fleet.some_time(Due::Forget(machine));
                fleet.some_time(Due::Wish(machine, true));
                fleet.some_time(Due::Wish(machine, false));
            }
        }
        for _ in 0..fleet.below(3) {
            fleet.some_time(Due::BackUp);
            fleet.some_time(Due::Restore);
        }
        fleet
    }

    fn below(&mut self, count: u64) -> usize {
        usize::try_from(self.random.up_to(count - 1)).unwrap()
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.storm && self.random.up_to(99) < percent
    }

    fn at(&mut self, moment: Moment, due: Due) {
        self.count += 1;
        self.due.insert((moment, self.count), due);
    }

    fn some_time(&mut self, due: Due) {
        let at = Moment(self.random.up_to(u64::try_from(STORM.as_millis()).unwrap()));
        self.at(at, due);
    }

    fn soon(&mut self, most: Duration, due: Due) {
        let wait = self.random.up_to(u64::try_from(most.as_millis()).unwrap());
        self.at(self.now + Duration::from_millis(wait), due);
    }

    fn start(&mut self, machine: usize) {
        self.lives[machine] += 1;
        let seed = self.random.next();
        let calls = self.desks[machine].restart(seed, self.now);
        self.carry(machine, calls);
    }

    fn tell(&mut self, machine: usize, event: Event) {
        let calls = self.desks[machine].step(event, self.now);
        self.carry(machine, calls);
    }

    /// Puts calls on the line, which may lose them.
    fn carry(&mut self, machine: usize, calls: Vec<Call>) {
        let life = self.lives[machine];
        for call in calls {
            self.calls += 1;
            assert!(self.calls < 60_000, "the fleet never comes to rest");
            let ask = call.ask();
            if self.chance(10) {
                let failure = self.line_failure();
                let failed = Event::Failed { ask, failure };
                self.soon(Duration::from_secs(40), Due::Arrive(machine, failed, life));
                continue;
            }
            let most = if self.storm { 3_000 } else { 100 };
            self.soon(Duration::from_millis(most), Due::Reach(machine, call, life));
        }
    }

    fn line_failure(&mut self) -> Failure {
        match self.below(8) {
            0 => Failure::Stall,
            1 => Failure::NotACentre,
            2 => Failure::Certificate,
            3 => problem(ProblemType::Internal),
            4 => problem(ProblemType::TooMany),
            5 => problem(ProblemType::TooLarge),
            6 => Failure::Problem {
                status: 503,
                kind: None,
                retry_after: Some(Duration::from_secs(90)),
            },
            _ => Failure::Network,
        }
    }

    /// The centre hears a call and answers; the answer goes its own way.
    fn reach(&mut self, machine: usize, call: Call, life: u32) {
        let ask = call.ask();
        let event = self.desks[machine].reach(&mut self.centre, call);
        self.assert_prefix(machine);
        if self.chance(10) {
            // Given up first; the answer may come all the same, when nobody waits for it.
            let failed = Event::Failed {
                ask,
                failure: self.line_failure(),
            };
            self.soon(Duration::from_secs(40), Due::Arrive(machine, failed, life));
            self.soon(Duration::from_secs(120), Due::Arrive(machine, event, life));
            return;
        }
        if self.chance(5) {
            self.soon(
                Duration::from_secs(60),
                Due::Arrive(machine, event.clone(), life),
            );
        }
        let event = self.meddled(event);
        let most = if self.storm { 3_000 } else { 100 };
        self.soon(
            Duration::from_millis(most),
            Due::Arrive(machine, event, life),
        );
    }

    /// An answer to a batch that says something else than the centre did.
    fn meddled(&mut self, event: Event) -> Event {
        let Event::Answered {
            ask,
            answer: Answer::Entries(answer),
        } = event
        else {
            return event;
        };
        let mut answer = answer;
        if self.chance(10) {
            let kept = answer.clone();
            match self.below(5) {
                0 => answer.site = SiteId::from_bytes([0xbb; 16]),
                1 => answer.results.truncate(answer.results.len() / 2),
                2 => answer.results.reverse(),
                3 => answer
                    .results
                    .iter_mut()
                    .for_each(|result| result.hash = Hex32([0xbb; 32])),
                _ => {
                    if let Some(stale) = self.stale.take() {
                        answer = stale;
                    }
                }
            }
            self.stale = Some(kept);
        }
        Event::Answered {
            ask,
            answer: Answer::Entries(answer),
        }
    }

    fn happen(&mut self, due: Due) {
        match due {
            Due::Reach(machine, call, life) => self.reach(machine, call, life),
            Due::Arrive(machine, event, life) => {
                // What was asked by a process that has died has no one to come to.
                if self.lives[machine] == life {
                    self.tell(machine, event);
                }
            }
            Due::Save(machine) => {
                let id = self.desks[machine].journal.save();
                match self.below(40) {
                    0 => drop(self.centre.poison.insert(id)),
                    1 => drop(self.centre.unwanted.insert(id)),
                    _ => {}
                }
                self.tell(machine, Event::NewEntry);
            }
            Due::Crash(machine) => self.start(machine),
            Due::DiskFull(machine) => self.desks[machine].journal.fail(Some(JournalError::NoRoom)),
            Due::DiskFree(machine) => self.desks[machine].journal.fail(None),
            Due::BackUp => self.centre.back_up(),
            Due::Restore => self.centre.restore(),
            Due::Forget(machine) => {
                let machine = self.desks[machine].machine();
                self.centre.forgotten.insert(machine);
            }
            Due::Wish(machine, true) => self.tell(machine, Event::SyncNow),
            Due::Wish(machine, false) => self.tell(machine, Event::LineChanged),
        }
    }

    fn run(&mut self, until: Moment) {
        loop {
            let timers = self.desks.iter().enumerate();
            let timer = timers
                .filter_map(|(machine, desk)| Some((desk.timer?, machine)))
                .min();
            let next = self.due.keys().next().copied();
            match (timer, next) {
                (Some((at, machine)), next)
                    if at <= until && next.is_none_or(|(due, _)| at <= due) =>
                {
                    self.desks[machine].timer = None;
                    self.now = self.now.max(at);
                    self.tell(machine, Event::Timer);
                }
                (_, Some((at, count))) if at <= until => {
                    self.now = self.now.max(at);
                    if let Some(due) = self.due.remove(&(at, count)) {
                        self.happen(due);
                    }
                }
                _ => break,
            }
        }
        self.now = self.now.max(until);
    }

    /// What must hold at every moment, in the worst of the storm.
    fn assert_prefix(&self, machine: usize) {
        let desk = &self.desks[machine];
        let chain = self.centre.chain(desk.machine());
        let kept = desk.journal.kept();
        let alike = chain.iter().zip(&kept.chain);
        assert!(
            alike
                .into_iter()
                .all(|(there, here)| *there == here.link.hash)
                && chain.len() <= kept.chain.len(),
            "the centre's chain is a prefix of the machine's"
        );
    }

    /// What must hold when all is quiet.
    fn assert_at_rest(&self) {
        let at_centre = self.centre.entries();
        let mut made: BTreeMap<EntryId, ()> = BTreeMap::new();
        for desk in &self.desks {
            let kept = desk.journal.kept();
            made.extend(kept.chain.iter().map(|own| (own.id, ())));
            let waiting = kept
                .chain
                .iter()
                .filter(|own| own.fate == Fate::Waiting)
                .count();
            assert_eq!(waiting, 0, "nothing waits");
            for own in &kept.chain {
                let held = at_centre.get(&own.id).is_none_or(|(_, held)| *held);
                assert_eq!(
                    matches!(own.fate, Fate::Held(_)),
                    held,
                    "both know what is held"
                );
            }
            assert_eq!(
                self.centre.chain(desk.machine()).len(),
                kept.chain.len(),
                "the chain is whole"
            );
            let cursor = kept.cursors.first().map_or(0, |cursor| cursor.number);
            assert_eq!(cursor, self.centre.last(), "the feed is pulled to its end");
            assert_eq!(
                (desk.state, desk.problem),
                (LinkState::Connected, None),
                "and it says so"
            );
        }
        assert!(
            at_centre.values().all(|(times, _)| *times == 1),
            "none is there twice"
        );
        let there: Vec<_> = at_centre.keys().collect();
        assert_eq!(there, made.keys().collect::<Vec<_>>(), "all are there");
        for desk in &self.desks {
            let kept = desk.journal.kept();
            let taken = at_centre
                .iter()
                .filter(|(id, (_, held))| !held && !kept.chain.iter().any(|own| own.id == **id));
            for (id, _) in taken {
                assert!(
                    kept.others.contains_key(id),
                    "every machine has what the others made"
                );
            }
        }
    }
}

fn simulate(seed: u64) {
    let mut fleet = Fleet::new(seed);
    fleet.run(Moment(0) + STORM);
    fleet.storm = false;
    for desk in &fleet.desks {
        desk.journal.fail(None);
    }
    let until = fleet.now + CALM;
    fleet.run(until);
    fleet.assert_at_rest();
    // At rest it costs a greeting a minute and nothing else.
    let calls = fleet.calls;
    let until = fleet.now + Duration::from_secs(600);
    fleet.run(until);
    let spent = fleet.calls - calls;
    assert!(
        spent <= usize::from(MACHINES) * 13,
        "{spent} calls in ten quiet minutes"
    );
}

/// The promise of the whole: after any storm everything is at the centre, once.
#[test]
fn every_storm_ends_with_everything_there_once() {
    for seed in 0..SEEDS {
        let run = std::panic::catch_unwind(|| simulate(seed));
        assert!(run.is_ok(), "seed {seed} breaks a property");
    }
}
