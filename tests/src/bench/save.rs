//! Saving a call: on the big store, on the small one, and the bare commit, in turns.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use app::clock::SetClock;
use app::sample::SampleCall;
use domain::id::Millis;

use super::bare::Bare;
use super::ground::{Ground, at_work};
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::SUNDAY_TEN;
use crate::{Failure, Told};

/// Saves after which everybody is left alone for a moment, as between two callers: the store brings its
/// WAL into the file when nobody has anything to do.
const UNTIL_QUIET: usize = 25;
/// That moment; a little longer than the store's own idea of quiet.
const QUIET: Duration = Duration::from_millis(400);
/// Saves before the first that counts.
const WARM_UP: usize = 50;
/// The longest that any save may take, in milliseconds.
const LONGEST_MS: f64 = 30.0;

/// The times of everybody.
#[derive(Default)]
struct Times {
    big: Vec<f64>,
    small: Vec<f64>,
    bare: Vec<f64>,
}

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let count = if ground.quick { 500 } else { 3_000 };
    let times = times(ground, count)?;
    let (big, small, bare) = (
        Spread::of(times.big),
        Spread::of(times.small),
        Spread::of(times.bare),
    );
    let n = big.count();
    let on = format!(
        "on {} calls, with its draft, journal, link and fold, the number of a case where one opens; the bare one is one row and its FTS5 words in an empty file",
        ground.big
    );
    Ok(vec![
        Row::ratio(
            "save-p50",
            (big.median(), "ms"),
            ("bare commit", bare.median()),
            ("≤ 1.5 ×", 1.5),
            n,
        )
        .noted(on),
        Row::ratio(
            "save-p99",
            (big.percentile(99), "ms"),
            ("bare commit", bare.percentile(99)),
            ("≤ 2 ×", 2.0),
            n,
        ),
        Row::bound(
            "save-longest",
            (big.longest(), "ms"),
            ("≤ 30 ms on a quiet machine", LONGEST_MS),
            n,
        )
        .noted(format!(
            "{} of {n} above {LONGEST_MS} ms; of the bare commits {}, longest {:.1} ms",
            big.above(LONGEST_MS),
            bare.above(LONGEST_MS),
            bare.longest()
        ))
        .because("the disk, where the bare commits wait as long"),
        Row::ratio(
            "save-growth",
            (big.median(), "ms"),
            ("smaller store", small.median()),
            ("≤ 1.15 ×", 1.15),
            n,
        )
        .noted(format!(
            "{} calls against {}; at P99 {:.2} ms against {:.2} ms",
            ground.big,
            ground.small,
            big.percentile(99),
            small.percentile(99)
        )),
    ])
}

fn times(ground: &Ground, count: usize) -> Told<Times> {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let big = at_work(&ground.big_store(), &clock)?;
    let small = at_work(&ground.small_store(), &clock)?;
    let mut bare = Bare::make(&ground.bare_store())?;
    let calls = ground.later_calls(u32::try_from(WARM_UP + count)?)?;
    let mut times = Times::default();
    for (place, call) in calls.iter().enumerate() {
        clock.set(Millis(call.saved_at));
        // Each goes first in turn, so that none has the disk to itself more often.
        for turn in 0..3 {
            match (place + turn) % 3 {
                0 => times.big.push(logged(&big, call)?),
                1 => times.small.push(logged(&small, call)?),
                _ => {
                    let begun = Instant::now();
                    bare.save(&call.form)?;
                    times.bare.push(in_ms(begun.elapsed()));
                }
            }
        }
        if place % UNTIL_QUIET == UNTIL_QUIET - 1 {
            std::thread::sleep(QUIET);
        }
        if place + 1 == WARM_UP {
            times = Times::default();
        }
    }
    Ok(times)
}

/// How long the save of a call takes whose draft has been kept, as every call's has.
fn logged(app: &App, call: &SampleCall) -> Told<f64> {
    app.draft_keep(&call.form)?;
    let begun = Instant::now();
    let logged = app.log_call(&call.form, call.save_as)?;
    let took = in_ms(begun.elapsed());
    if logged.already {
        return Err(Failure::new("a call was there before it was saved"));
    }
    Ok(took)
}
