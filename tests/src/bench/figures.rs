//! The figures of a month, a quarter and a year on the big store, held against what they would take with no index for
//! them: a GROUP BY over the table.

use std::sync::Arc;
use std::time::Instant;

use app::App;
use app::clock::SetClock;
use app::dto::FiguresQuery;
use domain::id::Millis;
use domain::local_day::{DAY_MS, LocalDay};
use rusqlite::Connection;

use super::ground::{Ground, at_work};
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::{PASSPHRASE, SUNDAY_TEN};
use crate::{Told, file};

/// The longest that one of a hundred may take, in milliseconds.
const P99_MS: f64 = 150.0;

/// What a bulletin would ask of the table itself.
const OVER_THE_TABLE: &str = r#"
    SELECT channel, type, sub_category, governorate, count(*), count("case"), sum(ended_at - started_at)
    FROM call NOT INDEXED
    WHERE voided = 0 AND local_day >= ?1 AND local_day < ?2
    GROUP BY channel, type, sub_category, governorate"#;

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let store = ground.big_store();
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let rounds = if ground.quick { 3 } else { 100 };
    let app = at_work(&store, &clock)?;
    let mut rows = Vec::new();
    for (name, days) in [
        ("figures-month-p99", 30),
        ("figures-quarter-p99", 91),
        ("figures-year-p99", 365),
    ] {
        let spread = times(&app, days, rounds)?;
        rows.push((name, days, spread));
    }
    let spikes = spikes(&app, rounds)?;
    drop(app);
    // Nobody else may have the file open while it is read past the program.
    let hand = file::open(&store, PASSPHRASE)?;
    let mut told: Vec<Row> = rows
        .into_iter()
        .map(|(name, days, spread)| {
            let table = over_the_table(&hand, days)?;
            let n = spread.count();
            Ok(Row::bound(
                name,
                (spread.percentile(99), "ms"),
                ("≤ 150 ms", P99_MS),
                n,
            )
            .noted(format!(
                "{:.1} ms at the median, the longest {:.1} ms, on {} calls; GROUP BY over the table {table:.0} ms",
                spread.median(),
                spread.longest(),
                ground.big
            )))
        })
        .collect::<Told<_>>()?;
    told.push(
        Row::bound(
            "spikes-p99",
            (spikes.percentile(99), "ms"),
            ("≤ 150 ms", P99_MS),
            spikes.count(),
        )
        .noted(format!(
            "{:.1} ms at the median; what is counted anew when the figures are opened",
            spikes.median()
        )),
    );
    Ok(told)
}

/// What stands out against the weeks before.
fn spikes(app: &App, rounds: i64) -> Told<Spread> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        let begun = Instant::now();
        app.spikes()?;
        times.push(in_ms(begun.elapsed()));
    }
    Ok(Spread::of(times))
}

/// Periods of so many days, each another one of the last two years.
fn times(app: &App, days: i64, rounds: i64) -> Told<Spread> {
    let mut times = Vec::new();
    for round in 0..=rounds {
        let back = round * 7 % 730;
        let to = LocalDay::of(SUNDAY_TEN - back * DAY_MS);
        let from = LocalDay::of(SUNDAY_TEN - (back + days - 1) * DAY_MS);
        let query = FiguresQuery {
            named: None,
            from: from.to_string(),
            to: to.to_string(),
        };
        let begun = Instant::now();
        app.figures(&query)?;
        if round > 0 {
            // The first of all reads what later ones find in memory.
            times.push(in_ms(begun.elapsed()));
        }
    }
    Ok(Spread::of(times))
}

/// The median of three.
fn over_the_table(hand: &Connection, days: i64) -> Told<f64> {
    let mut times = Vec::new();
    for _ in 0..3 {
        let begun = Instant::now();
        let mut statement = hand.prepare(OVER_THE_TABLE)?;
        let from = LocalDay::of(SUNDAY_TEN - (days - 1) * DAY_MS).to_string();
        let until = LocalDay::of(SUNDAY_TEN + DAY_MS).to_string();
        let mut rows = statement.query([from, until])?;
        while rows.next()?.is_some() {}
        times.push(in_ms(begun.elapsed()));
    }
    Ok(Spread::of(times).median())
}
