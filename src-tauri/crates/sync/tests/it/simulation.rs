//! A fleet of machines and a centre from one seed, in one thread and virtual time: a storm of lost,
//! doubled, late and wrong answers, full disks, restarts, machines restored from backups, disk images
//! started twice, machines cut off, and a centre restored from its own backup; then calm, in which all must
//! come to rest with everything at the centre once.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::id::{EntryId, SiteId};
use domain::wire::{EntriesAnswer, Hex32, PackKind, ProblemType};
use sync::engine::{Answer, Event, Failure, Moment, Random};
use sync::{JournalError, LinkProblem, LinkState};

use crate::centre::{Centre, key, problem};
use crate::desk::{Call, Desk};
use crate::memory::{Fate, Kept, OwnLink};

/// Runs of the test; each one is another world.
const SEEDS: u64 = 500;
/// Names how many to run instead.
const SEEDS_ASKED: &str = "NIDA_SEEDS";
/// Names the first of them.
const FIRST_ASKED: &str = "NIDA_FIRST_SEED";
/// Lives of machines at most, copies included.
const LIVES_MAX: usize = 8;
const MACHINES: u8 = 3;
const STORM: Duration = Duration::from_secs(2 * 3600);
/// Longer than any answer of the storm is on its way.
const LATE: Duration = Duration::from_secs(3 * 60);
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
    Revoke(usize),
    /// The store is copied: a backup, a disk image.
    Copy(usize),
    /// The newest copy takes the store's place.
    GoBack(usize),
    /// The newest copy is started beside it.
    Clone(usize),
    Wish(usize, bool),
    /// The centre's people publish answer cards, lists or a policy; badly: whose signature does not hold.
    Publish(PackKind, bool),
    /// The centre learns to take what it could not, and somebody offers again what is held.
    Learn(usize),
}

struct Fleet {
    random: Random,
    centre: Centre,
    desks: Vec<Desk>,
    /// The newest copy of each machine's store.
    copies: Vec<Option<Kept>>,
    /// The centre lost something once.
    restored: bool,
    /// Lives with a past of another, so far.
    twists: u8,
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
            copies: vec![None; MACHINES.into()],
            restored: false,
            twists: 0,
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
                fleet.some_time(Due::Copy(machine));
                fleet.some_time(Due::Wish(machine, true));
                fleet.some_time(Due::Wish(machine, false));
                fleet.some_time(Due::Learn(machine));
            }
        }
        for _ in 0..fleet.below(4) {
            let well = fleet.below(4) > 0;
            let kind = PackKind::ALL[fleet.below(PackKind::ALL.len() as u64)];
            fleet.some_time(Due::Publish(kind, well));
        }
        for _ in 0..fleet.below(3) {
            fleet.some_time(Due::BackUp);
            fleet.some_time(Due::Restore);
        }
        for _ in 0..fleet.below(3) {
            let machine = fleet.below(MACHINES.into());
            fleet.some_time(Due::GoBack(machine));
            let machine = fleet.below(MACHINES.into());
            fleet.some_time(Due::Clone(machine));
        }
        if fleet.below(4) == 0 {
            let machine = fleet.below(MACHINES.into());
            fleet.some_time(Due::Revoke(machine));
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

    fn with_past(&mut self, machine: usize, past: Kept) -> Desk {
        self.twists += 1;
        Desk::with_past(self.desks[machine].machine(), past, self.twists)
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
            Due::Publish(kind, well) => drop(self.centre.publish_of(kind, well)),
            Due::BackUp => self.centre.back_up(),
            Due::Restore => {
                self.restored = true;
                self.centre.restore();
            }
            Due::Forget(machine) => {
                let machine = self.desks[machine].machine();
                self.centre.forgotten.insert(machine);
            }
            Due::Revoke(machine) => {
                let machine = self.desks[machine].machine();
                self.centre.revoked.insert(machine);
            }
            Due::Copy(machine) => {
                self.copies[machine] = Some(self.desks[machine].journal.kept().clone());
            }
            Due::GoBack(machine) => {
                if let Some(past) = self.copies[machine].clone() {
                    self.desks[machine] = self.with_past(machine, past);
                    self.start(machine);
                }
            }
            Due::Clone(machine) => {
                if self.desks.len() < LIVES_MAX
                    && let Some(past) = self.copies[machine].clone()
                {
                    let twin = self.with_past(machine, past);
                    self.desks.push(twin);
                    self.copies.push(None);
                    self.lives.push(0);
                    self.start(self.desks.len() - 1);
                    for _ in 0..self.below(20) {
                        self.some_time(Due::Save(self.desks.len() - 1));
                    }
                }
            }
            Due::Learn(machine) => {
                self.centre.unwanted.clear();
                self.desks[machine].journal.offer_again();
                self.tell(machine, Event::NewEntry);
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
        let kept = desk.journal.kept();
        // A centre that lost a link may meanwhile have taken that of a copy in its place.
        let named = |own: &&OwnLink| own.fate.is_named() && !(self.restored && self.twists > 0);
        for own in kept.chain.iter().filter(named) {
            let point = own.link.point;
            let chain = self.centre.chain(desk.machine(), point.epoch);
            let place = usize::try_from(point.seq).unwrap() - 1;
            assert!(
                chain.get(place).is_none_or(|there| *there == own.link.hash),
                "what the centre has named stands there as it stands here"
            );
        }
        if self.twists > 0 {
            return;
        }
        let chain = self.centre.chain(desk.machine(), kept.epoch);
        let mut alike = chain.iter().zip(&kept.chain);
        assert!(
            alike.all(|(there, here)| *there == here.link.hash) && chain.len() <= kept.chain.len(),
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
            assert_eq!(
                waiting, 0,
                "nothing waits: {:?} {:?}",
                desk.state, desk.problem
            );
            for own in kept.chain.iter().filter(|own| own.fate.is_named()) {
                let held = at_centre.get(&own.id).is_none_or(|(_, held)| *held);
                assert_eq!(
                    matches!(own.fate, Fate::Held(_)),
                    held,
                    "both know what is held"
                );
            }
            let of_epoch = |own: &&OwnLink| own.link.point.epoch == kept.epoch;
            assert_eq!(
                self.centre.chain(desk.machine(), kept.epoch).len(),
                kept.chain.iter().filter(of_epoch).count(),
                "the chain is whole"
            );
            let cursor = kept.cursors.first().map_or(0, |cursor| cursor.number);
            assert_eq!(cursor, self.centre.last(), "the feed is pulled to its end");
            assert_eq!(
                (desk.state, desk.problem),
                (LinkState::Connected, None),
                "and it says so"
            );
            drop(kept);
            for kind in PackKind::ALL {
                self.assert_has_newest_pack(desk, kind);
            }
        }
        assert!(
            at_centre.values().all(|(times, _)| *times == 1),
            "none is there twice"
        );
        let all_are_there = made.keys().all(|id| at_centre.contains_key(id));
        assert!(all_are_there, "all are there");
        if self.twists == 0 {
            assert_eq!(at_centre.len(), made.len(), "and nothing else");
        }
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

impl Fleet {
    /// Every machine has the newest pack, or one that the centre has lost since; one that is not to be believed is
    /// refused and never taken.
    fn assert_has_newest_pack(&self, desk: &Desk, kind: PackKind) {
        let Ok(newest) = self.centre.pack(desk.machine(), kind) else {
            return;
        };
        let kept = desk.journal.kept();
        let key = Hex32(key().verifying_key().to_bytes());
        let pack = kept.packs.get(&kind);
        if let Some(pack) = pack {
            assert_eq!(pack.verify(&key), Ok(()), "what was taken is signed");
        }
        let has = pack.map_or(0, |pack| pack.version);
        let refused = kept.refused.get(&kind).map(|(version, _)| *version);
        match newest.verify(&key) {
            Ok(()) => assert!(has >= newest.version, "{has}, not {}", newest.version),
            Err(_) => assert!(
                has > newest.version || refused == Some(newest.version),
                "{refused:?}, not {}",
                newest.version
            ),
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
    // A machine may hear late that it was cut off.
    let until = fleet.now + LATE;
    fleet.run(until);
    fleet.centre.revoked.clear();
    for machine in 0..fleet.desks.len() {
        // Whoever was cut off is enrolled again.
        if fleet.desks[machine].problem == Some(LinkProblem::Revoked) {
            let parties = fleet.desks[machine].parties();
            fleet.tell(machine, Event::CentreSet(parties));
        }
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
        spent <= fleet.desks.len() * 13,
        "{spent} calls in ten quiet minutes"
    );
}

/// The promise of the whole: after any storm everything is at the centre, once.
#[test]
fn every_storm_ends_with_everything_there_once() {
    let asked = |name| {
        std::env::var(name)
            .ok()
            .and_then(|count| count.parse::<u64>().ok())
    };
    let first = asked(FIRST_ASKED).unwrap_or(0);
    let seeds = asked(SEEDS_ASKED).unwrap_or(SEEDS);
    let begun = std::time::Instant::now();
    for seed in first..first + seeds {
        let run = std::panic::catch_unwind(|| simulate(seed));
        assert!(run.is_ok(), "seed {seed} breaks a property");
    }
    println!("{seeds} seeds from {first} on, {:.1?}", begun.elapsed());
}
