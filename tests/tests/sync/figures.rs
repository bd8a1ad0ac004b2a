//! The figures of a site are those of its calls, wherever each was logged: two machines that have each other's entries tell
//! what one would that has logged them all. What others do: each counts its own, and somebody adds them up.

use domain::figures::{
    CallFigures, CallTally, CaseFigures, CaseTally, Instants, Series, SurveyFigures, SurveyTally,
    TimeTally,
};
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::period::Period;
use nida_tests::sample_year::{self, Act, SMALL, SampleYear};
use store::{Store, StoreError};

use crate::world::{Centre, Machine};

const SEED: u64 = 31;

type Told = (CallFigures, CaseFigures, SurveyFigures, i64);

fn told(store: &Store, from: &str, to: &str) -> Told {
    let day = |text: &str| -> LocalDay { text.parse().unwrap() };
    let period = Period::new(day(from), day(to)).unwrap();
    let lists = Lists::embedded().unwrap();
    let series = Series::of(period, 0);
    let now = sample_year::now().0;
    let instants = Instants {
        from: period.starts_at_ms(),
        until: period.ends_at_ms(),
        seen_at: period.ends_at_ms().min(now),
        reopen_window_ms: 30 * 86_400_000,
    };
    let codes = |codes: &[&str]| -> Vec<String> { codes.iter().map(|&code| code.into()).collect() };
    let read = store.read(|reading| {
        let mut calls = CallTally::new(lists, &series);
        reading.tally_calls(&mut calls, period, None)?;
        let mut cases = CaseTally::new(lists.calendar(), instants, &series);
        reading.tally_cases(&mut cases, &instants, None)?;
        let mut surveys = SurveyTally::default();
        reading.tally_surveys(&mut surveys, period, &codes(&["phone"]), None)?;
        let mut time = TimeTally::new(instants.from, instants.until, now);
        reading.tally_time(&mut time, &codes(&["prayer", "rest", "meal"]), None)?;
        Ok::<_, StoreError>((
            calls.finish(),
            cases.finish(),
            surveys.finish(),
            time.finish(),
        ))
    });
    read.unwrap()
}

/// One of two machines has a subject; after the first half of the year the other one goes on with it.
fn of_machine(acts: &[Act], machine: u8) -> Vec<Act> {
    let acts = acts.iter();
    let own = acts.filter(|act| act.subject.to_bytes()[15] % 2 == machine);
    own.cloned().collect()
}

/// A supervisor at either desk tells the ministry the same numbers.
#[test]
fn two_synced_machines_tell_the_figures_of_one_with_all_calls() {
    let year = SampleYear::new(SEED, SMALL).unwrap();
    let one = Machine::new();
    SampleYear::write(&one.store, &year.acts).unwrap();

    let centre = Centre::start();
    let machines = [Machine::new(), Machine::new()];
    for machine in &machines {
        (machine.syncer.enrol(&centre.url(), &centre.code())).unwrap();
    }
    let (first, second) = year.acts.split_at(year.acts.len() / 2);
    for (half, swapped) in [(first, 0), (second, 1)] {
        for (machine, number) in machines.iter().zip([0, 1]) {
            let own = of_machine(half, number ^ swapped);
            SampleYear::write(&machine.store, &own).unwrap();
            machine.wait_all_in();
        }
        let all = u64::try_from(centre.count()).unwrap();
        for machine in &machines {
            machine.wait_pulled_to(all);
        }
    }
    for (from, to) in [
        ("2026-01-01", "2026-05-02"),
        ("2025-01-01", "2025-12-31"),
        ("2026-03-01", "2026-03-31"),
    ] {
        let expected = told(&one.store, from, to);
        assert!(expected.0.logged() > 0, "there is something to count");
        for machine in &machines {
            assert_eq!(told(&machine.store, from, to), expected, "{from} {to}");
        }
    }
}
