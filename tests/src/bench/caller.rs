//! The caller card: a number complete → everything that is known of it, on the big store, against the
//! newest calls of the number by one indexed query over the same calls, in turns; and the numbers that
//! cost most: a switchboard of thousands of calls, a number with hundreds of people, one nobody knows.

use std::sync::Arc;
use std::time::Instant;

use app::App;
use app::clock::SetClock;
use app::dto::{CallForm, CallerCard, CallerQuery};
use app::sample::SampleCalls;
use domain::id::Millis;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::ground::{self, Ground, at_work};
use super::plain::Plain;
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::Told;
use crate::machine::SUNDAY_TEN;

/// Seed of which numbers are asked for.
const SEED: u64 = 968;
/// One of so many calls is where a number may come from.
const ASKED_OF: usize = 89;
/// The longest that one of a hundred cards may take, in milliseconds.
const P99_MS: f64 = 5.0;
/// The number of a hospital's switchboard: so many calls, of nobody by name.
const SWITCHBOARD: (&str, u32) = ("24000001", 3_000);
/// A number on which as many people are known.
const SHARED: (&str, u32) = ("24000002", 300);

/// The times of everybody.
#[derive(Default)]
struct Times {
    card: Vec<f64>,
    chosen: Vec<f64>,
    plain: Vec<f64>,
}

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = at_work(&ground.big_store(), &clock)?;
    busy_numbers(ground, &app, &clock)?;
    let plain = Plain::fill(&ground.plain_store(), calls(ground.big)?)?;
    plain.index_numbers()?;
    let numbers = numbers(ground.big, if ground.quick { 60 } else { 600 })?;
    let times = times(&app, &plain, &numbers)?;
    let busy = busy(&app, if ground.quick { 5 } else { 50 })?;
    Ok(judged(ground, times, busy))
}

fn judged(ground: &Ground, times: Times, (busy, worst): (Spread, String)) -> Vec<Row> {
    let (card, chosen) = (Spread::of(times.card), Spread::of(times.chosen));
    let plain = Spread::of(times.plain);
    let n = card.count();
    vec![
        Row::bound(
            "caller-card-p99",
            (card.percentile(99), "ms"),
            ("≤ 5 ms", P99_MS),
            n,
        )
        .beside("one indexed query", plain.percentile(99))
        .noted(format!(
            "number complete to rows: people, cases, promises, calls, flags; of {} calls; {:.2} ms at the median, {:.2} ms the query; with a person chosen {:.2} and {:.2} ms of {}",
            ground.big,
            card.median(),
            plain.median(),
            chosen.median(),
            chosen.percentile(99),
            chosen.count()
        )),
        Row::bound(
            "caller-card-busy",
            (busy.percentile(99), "ms"),
            ("≤ 5 ms", P99_MS),
            busy.count(),
        )
        .noted(format!(
            "{} calls on a number, {} people on another, a number of nobody; the longest {:.2} ms, {worst}; {:.2} ms at the median",
            SWITCHBOARD.1,
            SHARED.1,
            busy.longest(),
            busy.median()
        )),
    ]
}

fn calls(count: u32) -> Told<SampleCalls> {
    Ok(SampleCalls::new(ground::SEED, count, Millis(SUNDAY_TEN))?)
}

/// Numbers as they were typed, of calls from all over the store.
fn numbers(of: u32, count: usize) -> Told<Vec<String>> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut candidates: Vec<String> = calls(of)?
        .step_by(ASKED_OF)
        .map(|call| call.form.number)
        .filter(|number| !number.is_empty())
        .collect();
    let mut numbers = Vec::with_capacity(count);
    while numbers.len() < count && !candidates.is_empty() {
        numbers.push(candidates.swap_remove(random.random_range(0..candidates.len())));
    }
    Ok(numbers)
}

/// Logs the calls of the numbers that cost most, once for stores that are kept.
fn busy_numbers(ground: &Ground, app: &App, clock: &SetClock) -> Told {
    if ask(app, SWITCHBOARD.0, "")?.1.total_calls > 0 {
        return Ok(());
    }
    let mut calls = ground.later_calls(SWITCHBOARD.1 + SHARED.1)?.into_iter();
    for (place, call) in calls.by_ref().enumerate() {
        clock.set(Millis(call.saved_at));
        let shared = place < SHARED.1 as usize;
        let form = CallForm {
            number: if shared { SHARED.0 } else { SWITCHBOARD.0 }.to_owned(),
            anonymous: false,
            caller: String::new(),
            caller_name: match shared {
                true => format!("{} {place}", call.form.caller_name),
                false => String::new(),
            },
            ..call.form
        };
        app.log_call(&form, call.save_as)?;
    }
    clock.set(Millis(SUNDAY_TEN));
    Ok(())
}

fn times(app: &App, plain: &Plain, numbers: &[String]) -> Told<Times> {
    let mut times = Times::default();
    // The first of everybody reads what all later ones find in memory.
    for number in numbers.iter().take(10) {
        ask(app, number, "")?;
        plain.find_of_number(number)?;
    }
    for (place, number) in numbers.iter().enumerate() {
        // Each goes first in turn.
        for turn in 0..2 {
            if (place + turn) % 2 == 0 {
                let (took, card) = ask(app, number, "")?;
                times.card.push(took);
                if let Some(person) = card.people.first() {
                    times.chosen.push(ask(app, number, &person.id)?.0);
                }
            } else {
                let begun = Instant::now();
                plain.find_of_number(number)?;
                times.plain.push(in_ms(begun.elapsed()));
            }
        }
    }
    Ok(times)
}

/// How long a card takes, and the card.
fn ask(app: &App, number: &str, person: &str) -> Told<(f64, CallerCard)> {
    let query = CallerQuery {
        number: number.to_owned(),
        person: person.to_owned(),
        linked_case: String::new(),
    };
    let begun = Instant::now();
    let card = app.caller_card(&query)?;
    Ok((in_ms(begun.elapsed()), card))
}

/// The numbers that cost most, each several times; which took longest.
fn busy(app: &App, rounds: usize) -> Told<(Spread, String)> {
    let mut times = Vec::new();
    let mut worst = (0.0, String::new());
    for _ in 0..rounds {
        for (name, number) in [
            ("a switchboard", SWITCHBOARD.0),
            ("a shared number", SHARED.0),
            ("a number of nobody", "24999999"),
            ("half a number", "2400"),
            ("words", "لا أعرف"),
        ] {
            let (took, _) = ask(app, number, "")?;
            if took > worst.0 {
                worst = (took, name.to_owned());
            }
            times.push(took);
        }
    }
    Ok((Spread::of(times), worst.1))
}
