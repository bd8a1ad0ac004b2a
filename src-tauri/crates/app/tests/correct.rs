//! What was saved by mistake can be taken back, and nothing of it is lost.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{CallForm, CallRow, SaveAs};
use app::{AppError, Rule};
use common::*;

const BY_MISTAKE: &str = "by_mistake";

/// A call that is in the log.
fn logged(machine: &Machine, n: u8) -> CallRow {
    machine
        .app
        .log_call(&query_form(n), SaveAs::ByRule)
        .unwrap()
        .row
}

fn own_log(machine: &Machine) -> Vec<String> {
    let page = machine.app.own_log(None).unwrap();
    page.rows.into_iter().map(|row| row.id).collect()
}

/// A silent call saved by two presses must be as easily taken back.
#[test]
fn a_call_goes_out_of_the_log_and_comes_back() {
    let machine = machine();
    machine.sign_in("maryam");
    let call = logged(&machine, 1);
    for _ in 0..2 {
        machine.app.void_call(&call.id, BY_MISTAKE).unwrap();
    }
    assert_eq!(own_log(&machine), [""; 0], "out of the log");
    let again = machine
        .app
        .log_call(&query_form(1), SaveAs::ByRule)
        .unwrap();
    assert!(again.already, "a late save does not bring it back");
    assert_eq!(own_log(&machine), [""; 0]);
    for _ in 0..2 {
        machine.app.restore_call(&call.id).unwrap();
    }
    assert_eq!(own_log(&machine), [call.id], "and back, once");
    machine.app.verify_journal().unwrap();
}

/// A case without its call would be followed for nothing; one that somebody works on is not thrown away.
#[test]
fn the_case_goes_with_its_call_unless_it_has_gone_on() {
    let machine = machine();
    machine.sign_in("maryam");
    let logged = machine
        .app
        .log_call(&complaint_form(1), SaveAs::ByRule)
        .unwrap();
    assert!(logged.case_reference.is_some());
    machine.app.void_call(&logged.row.id, BY_MISTAKE).unwrap();
    let back = machine.app.restore_call(&logged.row.id).unwrap();
    assert_eq!(
        back.case_reference, logged.case_reference,
        "the same case, with the number that was read out"
    );
    // It can go once more, since nobody has touched it but us.
    machine.app.void_call(&logged.row.id, BY_MISTAKE).unwrap();
}

/// A call that dropped joins the case of its call-back by the save of that one; taken back by one key, neither
/// may keep the case of the other alive.
#[test]
fn a_case_goes_with_its_call_once_those_that_joined_it_are_gone() {
    let machine = machine();
    machine.sign_in("maryam");
    let back = machine
        .app
        .log_call(&complaint_form(1), SaveAs::ByRule)
        .unwrap();
    let reference = back.case_reference.unwrap();
    let case = machine.app.find_case(&reference).unwrap().remove(0);
    let dropped = CallForm {
        link_case: case.id,
        ..complaint_form(2)
    };
    machine.app.log_call(&dropped, SaveAs::ByRule).unwrap();
    let refused = machine.app.void_call(&back.row.id, BY_MISTAKE);
    assert!(matches!(refused, Err(AppError::CaseUnderWay)));
    machine.app.void_call(&dropped.id, BY_MISTAKE).unwrap();
    machine.app.void_call(&back.row.id, BY_MISTAKE).unwrap();
    let case = machine.app.find_case(&reference).unwrap().remove(0);
    assert_eq!(case.status, "cancelled");
}

/// An agent corrects what is theirs; a supervisor what is anybody's.
#[test]
fn calls_of_others_are_a_supervisors_to_correct() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("hilal", &["agent"]));
    let call = logged(&machine, 1);
    machine.app.sign_out().unwrap();
    machine.sign_in("hilal");
    for refused in [
        machine.app.void_call(&call.id, BY_MISTAKE).err(),
        machine.app.call_form(&call.id).err(),
        machine.app.restore_call(&call.id).err(),
    ] {
        assert!(
            matches!(refused, Some(AppError::NotAllowed(_))),
            "{refused:?}"
        );
    }
    let own = logged(&machine, 2);
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    machine.app.void_call(&own.id, BY_MISTAKE).unwrap();
}

/// A code that no list has says nothing to whoever reads the journal.
#[test]
fn a_reason_is_one_of_the_list() {
    let machine = machine();
    machine.sign_in("maryam");
    let call = logged(&machine, 1);
    let refused = machine.app.void_call(&call.id, "because");
    assert!(matches!(
        refused,
        Err(AppError::Invalid {
            field: "reason",
            rule: Rule::UnknownCode,
            ..
        })
    ));
    assert_eq!(own_log(&machine), [call.id], "it stays");
}
