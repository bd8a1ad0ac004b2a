//! When calls come, how long they last and who takes them: working days from Sunday to Thursday with
//! a peak before noon and a lower one after five, few calls by night and on Friday and Saturday.
//!
//! A day is planned whole, by the seed and the day alone. Never here: what is said in a call.

use domain::id::Millis;
use domain::local_day::{DAY_MS, OFFSET_MS};

use super::YEARS_MAX;
use super::draw::{Draw, For, Weighted};
use super::material::Material;
use super::people::{ACROSS, EARLY, LATE};

const HALF_HOUR_MS: i64 = 30 * 60_000;
const SLOTS: usize = 48;

/// No call begins in the last minutes of a local day and none is saved after it, so that the calls
/// of two days never have to be sorted into each other.
const LAST_START_MS: i64 = DAY_MS - 10 * 60_000;
const LAST_SAVE_MS: i64 = DAY_MS - 1_000;

/// Talk lasts at least a breath and at most this, in milliseconds.
const TALK_MS: (f64, f64) = (3_000.0, 50.0 * 60_000.0);
const TALK_SIGMA: f64 = 0.55;

/// From the end of the talk to the save, in milliseconds.
const WRAP_UP_MEDIAN_MS: f64 = 22_000.0;
const WRAP_UP_MS: (f64, f64) = (1_500.0, 20.0 * 60_000.0);
const WRAP_UP_SIGMA: f64 = 0.8;

/// Calls by the half hours of a working day; 94 of 100 fall between 07:30 and 21:30.
const WORKING: [u64; SLOTS] = [
    4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 2, 3, 4, 5, 9, // night, to 07:30
    30, 50, 60, 70, 75, 75, 70, 65, 60, // to 12:00
    50, 45, 40, 35, 30, 25, 20, 20, 25, 30, // to 17:00
    33, 33, 28, 25, 25, 25, 22, 20, 15, // to 21:30
    8, 6, 5, 4, 3,
];

/// The same for Friday and Saturday.
const WEEKEND: [u64; SLOTS] = [
    5, 4, 4, 3, 3, 3, 2, 2, 2, 2, 3, 4, 5, 5, 6, //
    8, 10, 12, 14, 15, 15, 14, 12, 10, //
    8, 8, 9, 10, 10, 10, 10, 11, 12, 13, //
    14, 14, 14, 13, 13, 12, 12, 11, 10, //
    9, 8, 7, 6, 5,
];

/// A local day by its number since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i64);

impl Day {
    /// The day of an instant in Asia/Muscat.
    pub(super) const fn of(at: Millis) -> Self {
        Self(at.0.saturating_add(OFFSET_MS).div_euclid(DAY_MS))
    }

    pub(super) const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    pub(super) const fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// Its number, which names it to a draw.
    pub(super) const fn number(self) -> i64 {
        self.0
    }

    const fn starts_at(self) -> i64 {
        self.0.saturating_mul(DAY_MS).saturating_sub(OFFSET_MS)
    }

    /// 0 for Sunday to 6 for Saturday; 1970-01-01 was a Thursday.
    const fn weekday(self) -> i64 {
        self.0.saturating_add(4).rem_euclid(7)
    }

    const fn is_working(self) -> bool {
        self.weekday() <= 4
    }
}

/// Calls on a working day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate(f64);

impl Rate {
    /// The rate asked for, raised where so many calls would not fit into [`YEARS_MAX`].
    pub(super) fn for_count(count: u32, calls_a_working_day: u32) -> Self {
        // A week has the calls of 5.42 working days, see `share`.
        let working_days = f64::from(YEARS_MAX) * 365.25 / 7.0 * 5.42;
        Self(
            f64::from(calls_a_working_day)
                .max(f64::from(count) / working_days)
                .max(1.0),
        )
    }

    /// Calls on a working day, rounded.
    pub(super) fn calls_a_day(self) -> u64 {
        self.0.round() as u64
    }
}

/// One call of a day's plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) day: Day,
    /// Its place among the calls of the day.
    pub(super) index: u64,
    pub(super) started_at: i64,
    pub(super) ended_at: i64,
    pub(super) saved_at: i64,
    /// Index of the type in [`Material::kinds`].
    pub(super) kind: usize,
    pub(super) agent: usize,
}

impl Moment {
    /// Whether the ministry's counters are open then: working days from 07:30 to 14:30.
    pub(super) fn counter_is_open(&self) -> bool {
        let minute = (self.started_at - self.day.starts_at()) / 60_000;
        self.day.is_working() && (450..870).contains(&minute)
    }
}

/// The share of a usual working day's calls that a weekday has, from Sunday. The first five are one
/// on average.
const fn share(weekday: i64) -> f64 {
    match weekday {
        0 => 1.12,
        1 => 1.04,
        2 => 1.0,
        3 => 0.97,
        4 => 0.87,
        5 => 0.16,
        _ => 0.26,
    }
}

/// How many calls a day has, at least one.
pub(super) fn count(seed: u64, day: Day, rate: Rate) -> u64 {
    let mut draw = Draw::new(seed, For::Count, day.number(), 0);
    let noise = (1.0 + 0.07 * draw.normal()).clamp(0.7, 1.3);
    ((rate.0 * share(day.weekday()) * noise).round() as u64).max(1)
}

/// The calls of a day in the order in which they are saved.
pub(super) fn plan(material: &Material, seed: u64, day: Day, rate: Rate) -> Vec<Moment> {
    let mut draw = Draw::new(seed, For::Times, day.number(), 0);
    let slots = if day.is_working() { &WORKING } else { &WEEKEND };
    let slots = Weighted::new((0_i64..).zip(slots.iter().copied()).collect());
    let mut starts: Vec<i64> = (0..count(seed, day, rate))
        .map(|_| {
            let slot = slots.pick(&mut draw).copied().unwrap_or(0);
            let within = draw.below(HALF_HOUR_MS.unsigned_abs()).cast_signed();
            (slot * HALF_HOUR_MS + within).min(LAST_START_MS)
        })
        .collect();
    starts.sort_unstable();

    let mut free_at = [0_i64; ACROSS + 1];
    let mut moments: Vec<Moment> = starts
        .into_iter()
        .map(|start| {
            let kind = material.kinds.index(&mut draw).unwrap_or(0);
            let median_s = material.kinds.get(kind).map_or(60.0, |kind| kind.talk_s);
            let talk = lasting(&mut draw, median_s * 1_000.0, TALK_SIGMA, TALK_MS);
            let wrap_up = lasting(&mut draw, WRAP_UP_MEDIAN_MS, WRAP_UP_SIGMA, WRAP_UP_MS);
            let saved = (start + talk + wrap_up).min(LAST_SAVE_MS);
            let ended = (start + talk).min(saved);
            let agent = agent(&mut draw, day, start, &free_at);
            if let Some(free_at) = free_at.get_mut(agent) {
                *free_at = saved;
            }
            let at = |within: i64| day.starts_at().saturating_add(within);
            Moment {
                day,
                index: 0,
                started_at: at(start),
                ended_at: at(ended),
                saved_at: at(saved),
                kind,
                agent,
            }
        })
        .collect();
    moments.sort_by_key(|moment| moment.saved_at);
    let mut last = i64::MIN;
    for (index, moment) in (0..).zip(&mut moments) {
        moment.index = index;
        moment.saved_at = moment.saved_at.max(last.saturating_add(1));
        last = moment.saved_at;
    }
    moments
}

/// The calls of a day that were saved by then.
pub(super) fn until(
    material: &Material,
    seed: u64,
    day: Day,
    rate: Rate,
    end: Millis,
) -> Vec<Moment> {
    let mut moments = plan(material, seed, day, rate);
    moments.truncate(moments.partition_point(|moment| moment.saved_at <= end.0));
    moments
}

fn lasting(draw: &mut Draw, median_ms: f64, sigma: f64, (least, most): (f64, f64)) -> i64 {
    draw.log_normal(median_ms, sigma).clamp(least, most) as i64
}

/// Who takes a call: somebody on duty who is free, else who is free first.
fn agent(draw: &mut Draw, day: Day, start: i64, free_at: &[i64; ACROSS + 1]) -> usize {
    let minute = start / 60_000;
    let week = day.number().saturating_add(4).div_euclid(7);
    let (early, late) = if week.rem_euclid(2) == 0 {
        (EARLY, LATE)
    } else {
        (LATE, EARLY)
    };
    let first_turn = day.number().rem_euclid(2) == 0;
    let in_turn = |[one, other]: [usize; 2]| if first_turn { one } else { other };
    let by_night = in_turn(if week.rem_euclid(4) > 1 { LATE } else { EARLY });
    let on_duty = match minute {
        450..870 => early,
        870..1_290 => late,
        _ => [by_night, by_night],
    };
    let [one, other] = on_duty;
    // At weekends one person sits there; on working days a third comes from ten to six.
    let candidates = if !day.is_working() {
        let alone = in_turn(on_duty);
        [alone, alone, alone]
    } else if (600..1_080).contains(&minute) {
        [one, other, ACROSS]
    } else {
        [one, other, one]
    };
    let free: Vec<usize> = candidates
        .into_iter()
        .filter(|agent| free_at.get(*agent).is_some_and(|at| *at <= start))
        .collect();
    draw.pick(&free).copied().unwrap_or_else(|| {
        candidates
            .into_iter()
            .min_by_key(|agent| free_at.get(*agent).copied())
            .unwrap_or(ACROSS)
    })
}
