//! The department's own numbers: what it told in public comes out of a year in which everything lies beside them that is
//! easily counted wrongly, and every figure is what plain SQL counts in the entries.

use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{Figures, FiguresQuery, NamedPeriod};
use nida_tests::file;
use nida_tests::machine::{PASSPHRASE, first_start, open, sign_in, start};
use nida_tests::sample_year::{self, DEPARTMENT, SampleYear};
use store::{Folder, Store, Unlock};

use crate::{by_journal, days};

const SEED: u64 = 20_260_502;

/// Periods that end where something lies on the edge, in parts of every length.
const PERIODS: [(&str, &str); 7] = [
    ("2026-01-01", "2026-05-02"),
    ("2026-01-01", "2026-03-31"),
    ("2025-01-01", "2025-12-31"),
    ("2026-05-03", "2026-05-06"),
    ("2025-12-31", "2025-12-31"),
    ("2026-01-01", "2026-01-01"),
    ("2020-01-01", "2026-12-31"),
];

/// The bulletin of the ministry rests on these.
#[test]
fn the_departments_own_numbers_come_out_of_a_year_with_bait() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SetClock::at(sample_year::now()));
    let app = start(folder.path(), Arc::clone(&clock));
    first_start(&app).unwrap();
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let year = SampleYear::new(SEED, DEPARTMENT).unwrap();
    SampleYear::write(&store, &year.acts).unwrap();
    drop(store);

    let app = start(folder.path(), Arc::clone(&clock));
    open(&app).unwrap();
    sign_in(&app).unwrap();
    let named = |named| {
        let query = FiguresQuery {
            named: Some(named),
            ..FiguresQuery::default()
        };
        app.figures(&query).unwrap()
    };
    let this_year = named(NamedPeriod::YearToLastWeek);
    assert_eq!(
        (this_year.days.from.as_str(), this_year.days.to.as_str()),
        ("2026-01-01", "2026-05-02"),
        "to the end of the last complete week"
    );
    assert_eq!(this_year.calls.received, 15_731);
    let year_before = named(NamedPeriod::LastYear);
    assert_eq!(year_before.cases.new, 3_014, "about 3,000 cases a year");
    let quarter = app.figures(&days("2026-01-01", "2026-03-31")).unwrap();
    let rate = quarter.satisfaction.rate.unwrap();
    assert_eq!(
        (rate.satisfied.part * 100, rate.satisfied.of),
        (93 * 1_200, 1_200)
    );
    assert!(rate.low < 0.93 && rate.high > 0.93 && rate.high - rate.low < 0.04);
    let early = app.figures(&days("2025-01-01", "2025-03-31")).unwrap();
    assert_eq!(early.satisfaction.rate, None, "a dozen answers are no rate");
    assert!(early.satisfaction.answers > 0);

    let told: Vec<Figures> = PERIODS
        .iter()
        .map(|(from, to)| app.figures(&days(from, to)).unwrap())
        .collect();
    drop(app);
    let hand = file::open(folder.path(), PASSPHRASE).unwrap();
    by_journal::read(&hand);
    for (days, told) in PERIODS.iter().zip(&told) {
        by_journal::check(&hand, *days, sample_year::now().0, told);
    }
    let steps: Vec<&str> = told.iter().map(|of| of.series.step.as_str()).collect();
    assert_eq!(
        steps,
        ["week", "week", "month", "day", "day", "day", "year"]
    );
}
