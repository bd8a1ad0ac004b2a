//! The department's own numbers as a made-up year: what it told in public (some 15,700 calls in four months, about
//! 3,000 cases a year, 93 % satisfied in a first quarter), to the unit, with everything beside it that is easily counted
//! wrongly. The same seed gives the same acts, ids and all, so that they can be written at one machine or at several.
//!
//! Nobody in it is real. Never here: how a figure counts; whoever tests counts for themselves.

mod bait;
mod calls;
mod draw;
mod persons;
mod promises;
mod scores;
mod work;

use domain::fold::Change;
use domain::id::{ActId, Millis, SubjectId, UserId};
use domain::local_day::{DAY_MS, LocalDay};
use domain::role::Role;
use domain::user::User;
use store::{Stamp, Store, StoreError, random};

use crate::Told;
use calls::{Calls, Made};
use draw::Draw;

/// Acts in one transaction.
const BATCH: usize = 1_000;
/// People who take calls.
const AGENTS: u8 = 6;
const HOUR_MS: i64 = 3_600_000;

/// How much there is of what the department told.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Calls received from the start of the year to the end of the last week.
    pub received: usize,
    /// Cases of the year before.
    pub cases_before: usize,
    /// Answers of the first quarter.
    pub answers: usize,
    /// Those of them that are 4 or 5.
    pub satisfied: usize,
    /// What callers were told and by when, kept or not.
    pub promises: usize,
    /// Calls that were scored.
    pub scored: usize,
    /// Of each kind of bait.
    pub bait: usize,
}

/// What the department told.
pub const DEPARTMENT: Size = Size {
    received: 15_731,
    cases_before: 3_014,
    answers: 1_200,
    satisfied: 1_116,
    promises: 900,
    scored: 600,
    bait: 60,
};

/// The same kind of year, small enough to be sent back and forth.
pub const SMALL: Size = Size {
    received: 400,
    cases_before: 60,
    answers: 40,
    satisfied: 37,
    promises: 60,
    scored: 40,
    bait: 6,
};

/// What somebody did.
#[derive(Debug, Clone)]
pub struct Act {
    /// When.
    pub at: Millis,
    /// Who.
    pub actor: UserId,
    /// As what.
    pub role: Role,
    /// About what.
    pub subject: SubjectId,
    /// What they said of it.
    pub change: Change,
}

/// A made-up year and the one before, up to a Wednesday in May.
#[derive(Debug)]
pub struct SampleYear {
    /// In the order in which they were done.
    pub acts: Vec<Act>,
}

/// When it is looked at: Wednesday, 6 May 2026, 10:00 in Muscat.
#[must_use]
pub fn now() -> Millis {
    Millis(day(2026, 5, 6) + 10 * HOUR_MS)
}

/// The first instant of a local day, in milliseconds.
#[must_use]
pub fn day(year: i32, month: u32, day: u32) -> i64 {
    LocalDay::new(year, month, day).map_or(0, LocalDay::starts_at_ms)
}

impl SampleYear {
    /// Makes it up from a seed.
    ///
    /// # Errors
    /// The lists built in cannot be read.
    pub fn new(seed: u64, size: Size) -> Told<Self> {
        let mut making = Making::new(seed)?;
        making.people();
        persons::known(&mut making);
        let week_ends = day(2026, 5, 3);
        let (year, before) = (day(2026, 1, 1), day(2025, 1, 1));
        calls::received(&mut making, size.received, (year, week_ends));
        calls::cases(&mut making, size.cases_before, (before, year));
        bait::beside(&mut making, size.bait, (year, week_ends));
        bait::of_cases(&mut making, (before, year));
        work::duties(&mut making, (day(2025, 12, 29), now().0));
        work::surveys(&mut making, size);
        promises::given(&mut making, size.promises);
        scores::given(&mut making, size.scored);
        let mut acts = making.acts;
        acts.sort_by_key(|act| act.at);
        Ok(Self { acts })
    }

    /// Writes these acts into a store, each with its own stamp.
    ///
    /// # Errors
    /// What the store says.
    pub fn write(store: &Store, acts: &[Act]) -> Told {
        for batch in acts.chunks(BATCH) {
            let batch = batch.to_vec();
            let Some(first) = batch.first() else { continue };
            store.act(stamp(first)?, move |acting| {
                for act in batch {
                    acting.go_on_as(stamp(&act)?);
                    acting.append(act.subject, act.change)?;
                }
                Ok::<_, StoreError>(())
            })?;
        }
        Ok(())
    }
}

fn stamp(act: &Act) -> Result<Stamp, StoreError> {
    Ok(Stamp {
        act: ActId::new(act.at, random()?),
        actor: act.actor,
        role: act.role,
        at: act.at,
        zone_min: 240,
        since_start_ms: 0,
        skew_ms: None,
    })
}

/// A year on its way.
struct Making {
    draw: Draw,
    acts: Vec<Act>,
    calls: Calls,
}

impl Making {
    fn new(seed: u64) -> Told<Self> {
        Ok(Self {
            draw: Draw::new(seed),
            acts: Vec::new(),
            calls: Calls::new()?,
        })
    }

    fn id(&mut self, at: i64) -> SubjectId {
        SubjectId::new(Millis(at), self.draw.bytes())
    }

    fn act(&mut self, at: i64, actor: UserId, subject: SubjectId, change: Change) {
        self.acts.push(Act {
            at: Millis(at),
            actor,
            role: Role::Agent,
            subject,
            change,
        });
    }

    fn people(&mut self) {
        for number in 0..AGENTS {
            let who = agent(number);
            let user = User {
                login: format!("agent{number}"),
                name_ar: format!("موظف {number}"),
                name_en: format!("Agent {number}"),
                roles: vec![Role::Agent],
                languages: vec!["ar".into()],
                active: true,
                locale: "ar".into(),
                digits: "latn".into(),
            };
            self.act(day(2024, 12, 1), who, who.into(), user.added());
        }
    }

    /// So many of the calls received, from the first to the last as they were made up.
    fn some_received(&self, count: usize) -> Vec<Made> {
        let all = &self.calls.received;
        let places = (0..count).map(|place| place * all.len() / count.max(1));
        places.filter_map(|place| all.get(place)).cloned().collect()
    }

    fn agent(&mut self) -> UserId {
        agent(self.draw.below(u64::from(AGENTS)).try_into().unwrap_or(0))
    }

    /// A moment of a day between two: most fall into the working days.
    fn moment(&mut self, (from, until): (i64, i64)) -> i64 {
        loop {
            let days = (until - from).div_euclid(DAY_MS).unsigned_abs();
            let starts = from + self.draw.length(days) * DAY_MS;
            let weekend = LocalDay::of(starts).weekday() > 4;
            if weekend && self.draw.chance(70) {
                continue;
            }
            let length = if self.draw.chance(85) {
                7 * HOUR_MS + self.draw.length(15 * 3_600_000)
            } else {
                self.draw.length(86_400_000)
            };
            return (starts + length).min(until - 1);
        }
    }
}

fn agent(number: u8) -> UserId {
    UserId::from_bytes([0xa0 + number; 16])
}
