//! What a supervisor sees of pauses, and of calls that somebody entered for a colleague.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{CallForm, LockFor, SaveAs, ShiftPause, ShiftQuery};
use common::*;

const MINUTE_MS: i64 = 60_000;

/// Two agents and a supervisor; nobody signed in.
fn crew() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for (login, role) in [
        ("salim", "agent"),
        ("noor", "agent"),
        ("hilal", "supervisor"),
    ] {
        machine.add(&person(login, &[role]));
    }
    machine.app.sign_out().unwrap();
    machine
}

fn pause(machine: &Machine, login: &str, reason: &str, minutes: i64) {
    machine.sign_in(login);
    let why = LockFor {
        reason: reason.into(),
    };
    machine.app.lock(&why).unwrap();
    machine.later(minutes * MINUTE_MS);
}

fn listed(machine: &Machine, shift: &str) -> Vec<ShiftPause> {
    machine.sign_in("hilal");
    let query = ShiftQuery {
        shift: shift.into(),
        ..ShiftQuery::default()
    };
    let log = machine.app.shift_log(&query).unwrap();
    machine.app.sign_out().unwrap();
    log.pauses
}

fn told(pauses: &[ShiftPause]) -> Vec<(&str, &str, Option<i64>, bool)> {
    let lasted = |pause: &ShiftPause| pause.until.map(|until| (until - pause.from) / MINUTE_MS);
    pauses
        .iter()
        .map(|pause| {
            (
                pause.name_en.as_str(),
                pause.reason.as_str(),
                lasted(pause),
                pause.long,
            )
        })
        .collect()
}

/// Who was away, why and how long: longer than usual is said, and nothing comes of it.
#[test]
fn a_supervisor_sees_the_pauses_of_the_shift() {
    let machine = crew();
    assert_eq!(listed(&machine, ""), []);
    pause(&machine, "salim", "prayer", 10);
    pause(&machine, "noor", "meal", 40);
    // Both are back, and one leaves again: that pause goes on, and its duty ends without a word.
    machine.sign_in("salim");
    machine.app.sign_out().unwrap();
    pause(&machine, "noor", "prayer", 5);
    let pauses = listed(&machine, "");
    assert_eq!(
        told(&pauses),
        [
            ("Person salim", "prayer", Some(50), true),
            ("Person noor", "meal", Some(40), true),
            ("Person noor", "prayer", None, false),
        ]
    );
    assert_eq!(pauses[1].usual_min, Some(30));
    machine.later(20 * MINUTE_MS);
    assert!(listed(&machine, "")[2].long, "by now");
    assert_eq!(
        listed(&machine, "2026-11-21/morning"),
        [],
        "those of another shift are not told in this one"
    );
}

/// A pause that runs over the end of a shift fell into both.
#[test]
fn a_pause_belongs_to_each_shift_that_it_touches() {
    let machine = crew();
    machine.sign_in("hilal");
    let ends_at = machine.app.shifts().unwrap()[0].ends_at;
    let first = machine.app.shifts().unwrap()[0].key.clone();
    machine.app.sign_out().unwrap();
    machine.later(ends_at - machine.now() - 5 * MINUTE_MS);
    pause(&machine, "salim", "meal", 15);
    assert_eq!(listed(&machine, &first).len(), 1);
    assert_eq!(listed(&machine, "").len(), 1);
    machine.sign_in("salim");
    assert_eq!(
        told(&listed_of(&machine)),
        [("Person salim", "meal", Some(15), false)]
    );
}

fn listed_of(machine: &Machine) -> Vec<ShiftPause> {
    machine.app.sign_out().unwrap();
    listed(machine, "")
}

/// A call that was written down for a colleague says so wherever it is read.
#[test]
fn whose_call_it_was_is_told() {
    let machine = crew();
    machine.sign_in("hilal");
    let noor = machine.app.people().unwrap();
    let noor = noor.into_iter().find(|one| one.login == "noor").unwrap();
    let form = CallForm {
        on_behalf_of: noor.id,
        ..query_form(1)
    };
    let logged = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let own = machine
        .app
        .log_call(&query_form(2), SaveAs::ByRule)
        .unwrap();
    assert_eq!(
        (logged.row.agent_en.as_str(), logged.row.behalf_en.as_str()),
        ("Person hilal", "Person noor")
    );
    assert_eq!(own.row.behalf_en, "");
    let view = machine.app.call(&new_id(1)).unwrap();
    assert_eq!(view.row.behalf_ar, "موظف noor");
    let log = machine.app.shift_log(&ShiftQuery::default()).unwrap();
    let behalf: Vec<&str> = log
        .page
        .rows
        .iter()
        .map(|row| row.behalf_en.as_str())
        .collect();
    assert!(behalf.contains(&"Person noor"), "{behalf:?}");
}
