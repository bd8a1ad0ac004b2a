//! The lists that supervisors and agents open: a shift's log, cases, what is due, on the big store, the
//! newest 50 of each under every filter.

use std::sync::Arc;
use std::time::Instant;

use app::App;
use app::clock::SetClock;
use app::dto::{CaseFilter, CaseOrder, CaseQuery, ShiftQuery};
use domain::id::Millis;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::ground::{Ground, at_work};
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::Told;
use crate::machine::SUNDAY_TEN;

/// Seed of which shifts are opened.
const SEED: u64 = 96;
/// The longest that one of a hundred lists may take, in milliseconds.
const P99_MS: f64 = 10.0;

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = at_work(&ground.big_store(), &clock)?;
    let rounds = if ground.quick { 3 } else { 30 };
    Ok(vec![
        judged("shift-log-p99", shifts(&app, rounds)?),
        judged("case-list-p99", cases(&app, rounds)?),
        judged("due-list-p99", due(&app, rounds)?),
    ])
}

/// The times of a list by what it was asked.
type Times = Vec<(String, f64)>;

fn judged(name: &'static str, times: Times) -> Row {
    let longest = times.iter().max_by(|one, other| one.1.total_cmp(&other.1));
    let worst = longest.map(|(what, _)| what.clone()).unwrap_or_default();
    let spread = Spread::of(times.into_iter().map(|(_, took)| took).collect());
    Row::bound(
        name,
        (spread.percentile(99), "ms"),
        ("≤ 10 ms", P99_MS),
        spread.count(),
    )
    .noted(format!(
        "{:.2} ms at the median, the longest {:.2} ms, {worst}",
        spread.median(),
        spread.longest()
    ))
}

fn timed<T>(what: String, times: &mut Times, ask: impl FnOnce() -> app::Result<T>) -> Told<T> {
    let begun = Instant::now();
    let answer = ask()?;
    times.push((what, in_ms(begun.elapsed())));
    Ok(answer)
}

/// Shifts of the last months, each whole and under its filters.
fn shifts(app: &App, rounds: usize) -> Told<Times> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let offered = app.shifts()?;
    let mut times = Times::new();
    for round in 0..=rounds {
        if round == 1 {
            // The first of all reads what later ones find in memory.
            times.clear();
        }
        let Some(shift) = offered.get(random.random_range(0..offered.len().max(1))) else {
            break;
        };
        let whole = ShiftQuery {
            shift: shift.key.clone(),
            ..ShiftQuery::default()
        };
        for (what, query) in [
            ("a shift", whole.clone()),
            (
                "a type",
                ShiftQuery {
                    type_code: "complaint".into(),
                    ..whole.clone()
                },
            ),
            (
                "a word",
                ShiftQuery {
                    text: "دواء".into(),
                    ..whole.clone()
                },
            ),
            (
                "a word of none",
                ShiftQuery {
                    text: "زقطرمون".into(),
                    ..whole.clone()
                },
            ),
        ] {
            timed(what.to_owned(), &mut times, || app.shift_log(&query))?;
        }
    }
    Ok(times)
}

fn cases(app: &App, rounds: usize) -> Told<Times> {
    let mut times = Times::new();
    for round in 0..=rounds {
        if round == 1 {
            times.clear();
        }
        for filter in [
            CaseFilter::Mine,
            CaseFilter::Open,
            CaseFilter::Overdue,
            CaseFilter::Waiting,
            CaseFilter::Closed,
            CaseFilter::All,
        ] {
            for (order, type_code, urgent) in [
                (CaseOrder::Newest, "", false),
                (CaseOrder::Newest, "complaint", false),
                (CaseOrder::Newest, "", true),
                (CaseOrder::Due, "", false),
            ] {
                let query = CaseQuery {
                    filter,
                    type_code: type_code.into(),
                    urgent,
                    order,
                    ..CaseQuery::default()
                };
                let what = format!("{filter:?} {order:?} {type_code} urgent {urgent}");
                let page = timed(what.clone(), &mut times, || app.cases(&query))?;
                if let Some(after) = page.next {
                    let query = CaseQuery {
                        after: Some(after),
                        ..query
                    };
                    timed(format!("{what}, second page"), &mut times, || {
                        app.cases(&query)
                    })?;
                }
            }
        }
    }
    Ok(times)
}

fn due(app: &App, rounds: usize) -> Told<Times> {
    let mut times = Times::new();
    for round in 0..=rounds {
        if round == 1 {
            times.clear();
        }
        timed("what is due".to_owned(), &mut times, || {
            app.due_follow_ups(SUNDAY_TEN)
        })?;
        timed("the own log".to_owned(), &mut times, || app.own_log(None))?;
    }
    Ok(times)
}
