//! The figures of a site are those of its calls, wherever each was logged: two machines that have each other's entries tell
//! what one would that has logged them all. What others do: each counts its own, and somebody adds them up.

use std::env;
use std::sync::Arc;

use app::App;
use app::clock::SetClock;
use app::dto::{FigureScope, Figures, FiguresQuery};
use nida_tests::machine::{first_start, open, sign_in, start};
use nida_tests::sample_year::{self, Act, DEPARTMENT, SMALL, SampleYear};
use tempfile::TempDir;

use crate::world::{Centre, Machine};

const SEED: u64 = 31;
/// Set: the department's whole year instead of a small one (`cargo xtask figures`).
const WHOLE: &str = "NIDA_WHOLE_YEAR";
/// How often the machines change places.
const TURNS: usize = 2;
/// Most that is done at both between two exchanges, which a slow machine has to keep up with.
const ACTS_MAX: usize = 8_000;

const PERIODS: [(&str, &str); 4] = [
    ("2026-01-01", "2026-05-02"),
    ("2025-01-01", "2025-12-31"),
    ("2026-03-01", "2026-03-31"),
    ("2026-05-06", "2026-05-06"),
];

/// The application on the data of a machine.
fn app_on(folder: &TempDir) -> App {
    let clock = Arc::new(SetClock::at(sample_year::now()));
    start(&folder.path().join("data"), clock)
}

/// A machine with its first person.
fn machine() -> Machine {
    let folder = TempDir::new().unwrap();
    first_start(&app_on(&folder)).unwrap();
    Machine::from_copy(folder)
}

/// What whoever is in charge reads at a machine.
fn told(machine: Machine) -> Vec<Figures> {
    let folder = machine.close();
    let app = app_on(&folder);
    open(&app).unwrap();
    sign_in(&app).unwrap();
    let figures = |(from, to): (&str, &str)| {
        let query = FiguresQuery {
            named: None,
            from: from.into(),
            to: to.into(),
        };
        app.figures(&query).unwrap()
    };
    PERIODS.into_iter().map(figures).collect()
}

/// One of two machines has a subject; with the next turn the other one goes on with it.
fn of_machine(acts: &[Act], machine: u8) -> Vec<Act> {
    let acts = acts.iter();
    let own = acts.filter(|act| act.subject.to_bytes()[15] % 2 == machine);
    own.cloned().collect()
}

/// A supervisor at either desk tells the ministry the same numbers.
#[test]
fn two_synced_machines_tell_the_figures_of_one_with_all_calls() {
    let size = if env::var_os(WHOLE).is_some() {
        DEPARTMENT
    } else {
        SMALL
    };
    let year = SampleYear::new(SEED, size).unwrap();
    let one = machine();
    SampleYear::write(&one.store, &year.acts).unwrap();

    let centre = Centre::start();
    let machines = [machine(), machine()];
    for machine in &machines {
        (machine.syncer.enrol(&centre.url(), &centre.code())).unwrap();
    }
    let at_once = (year.acts.len() / TURNS + 1).min(ACTS_MAX);
    for (turn, acts) in (0_u8..).zip(year.acts.chunks(at_once)) {
        for (machine, number) in machines.iter().zip([0, 1]) {
            let own = of_machine(acts, (number + turn) % 2);
            SampleYear::write(&machine.store, &own).unwrap();
            machine.wait_all_in();
        }
        let all = u64::try_from(centre.count()).unwrap();
        for machine in &machines {
            machine.wait_pulled_to(all);
        }
    }
    let expected = told(one);
    let received: u32 = expected.iter().map(|of| of.calls.received).sum();
    println!(
        "{} acts, {received} calls received in the periods, at two machines as at one",
        year.acts.len()
    );
    let [this_year, ..] = &expected[..] else {
        panic!("nothing was asked for");
    };
    assert_eq!(
        usize::try_from(this_year.calls.received),
        Ok(size.received),
        "what the year was made of"
    );
    for machine in machines {
        for (figures, expected) in told(machine).into_iter().zip(&expected) {
            let FigureScope {
                site,
                number,
                last_contact_at: _,
                silent: _,
            } = &figures.scope;
            assert!(*site && number.is_some(), "all machines, up to a number");
            // Which machines were heard is what differs; nothing else may.
            let counted = Figures {
                scope: expected.scope.clone(),
                ..figures
            };
            assert_eq!(counted, *expected);
        }
    }
}
