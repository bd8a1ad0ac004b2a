//! A call that was taken out is found again, and every call tells what was done to it.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{CallForm, CallRow, CallStepKind, SaveAs, ShiftQuery};
use common::*;

/// Aisha takes calls, muna supervises; aisha sits at the machine.
fn site() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for (login, role) in [("aisha", "agent"), ("muna", "supervisor")] {
        machine.add(&person(login, &[role]));
    }
    sit_down(&machine, "aisha");
    machine
}

fn sit_down(machine: &Machine, login: &str) {
    machine.app.sign_out().unwrap();
    machine.sign_in(login);
}

fn logged(machine: &Machine, form: &CallForm) -> CallRow {
    machine.app.log_call(form, SaveAs::ByRule).unwrap().row
}

/// A voided call must be found again after the offer to undo is gone, with who and why, and come back.
#[test]
fn a_voided_call_is_found_and_brought_back() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let other = logged(&machine, &query_form(2));
    sit_down(&machine, "muna");
    machine.app.void_call(&call.id, "test_call").unwrap();
    let ask = |voided: bool| {
        let query = ShiftQuery {
            voided,
            ..ShiftQuery::default()
        };
        let log = machine.app.shift_log(&query).unwrap();
        let ids: Vec<String> = log.page.rows.iter().map(|row| row.id.clone()).collect();
        (ids, log.voided, log.shift.calls)
    };
    assert_eq!(ask(false), (vec![other.id.clone()], 1, 1));
    assert_eq!(ask(true), (vec![call.id.clone()], 1, 1));
    let view = machine.app.call(&call.id).unwrap();
    let void = view.void.unwrap();
    assert_eq!(
        (void.reason.as_str(), void.by_en.as_str()),
        ("test_call", "Person muna")
    );
    assert!(view.row.voided && view.may.restore && !view.may.correct && !view.may.void);
    machine.app.restore_call(&call.id).unwrap();
    assert_eq!(ask(true), (vec![], 0, 2));
    assert_eq!(machine.app.call(&call.id).unwrap().void, None);
}

/// Whoever asks how a call came to be as it is gets every hand, and what it changed.
#[test]
fn the_history_names_every_hand() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    machine.later(60_000);
    let form = CallForm {
        note: "غير ذلك".into(),
        ..correction(&machine, &call.id, 9)
    };
    corrected(&machine, &form);
    sit_down(&machine, "muna");
    machine.app.void_call(&call.id, "duplicate").unwrap();
    machine.app.restore_call(&call.id).unwrap();
    let history = machine.app.call_history(&call.id).unwrap();
    let kinds: Vec<CallStepKind> = history.steps.iter().map(|step| step.what).collect();
    assert_eq!(
        kinds,
        [
            CallStepKind::Restored,
            CallStepKind::Voided,
            CallStepKind::Corrected,
            CallStepKind::Logged
        ]
    );
    let [restored, voided, corrected, logged] = history.steps.as_slice() else {
        panic!("{history:?}");
    };
    assert_eq!(
        (restored.by_en.as_str(), voided.reason.as_str()),
        ("Person muna", "duplicate")
    );
    assert_eq!(
        (corrected.by_en.as_str(), corrected.at),
        ("Person aisha", SUNDAY_TEN + 60_000)
    );
    assert_eq!(corrected.fields[0].field, "note");
    assert_eq!(corrected.fields[0].old, query_form(1).note);
    assert_eq!(corrected.fields[0].new, "غير ذلك");
    assert_eq!(
        (logged.at, logged.fields.len(), history.left_out),
        (SUNDAY_TEN, 0, 0)
    );
}
