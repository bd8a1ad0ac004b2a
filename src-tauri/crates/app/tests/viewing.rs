//! Opening a sensitive case: what people told in confidence is read by nobody who did not say why, and who looked stands
//! in the journal for good.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::AppError;
use app::dto::{CallForm, CaseView, JournalQuery, JournalRow, LockFor, ViewingOrder};
use case_site::*;
use common::*;
use domain::id::Millis;

fn in_need(n: u8) -> CallForm {
    CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(n)
    }
}

fn order(subject: &str, reason: &str) -> ViewingOrder {
    ViewingOrder {
        subject: subject.into(),
        reason: reason.into(),
    }
}

/// Who opened something, as whoever reads the journal sees it.
fn viewings(machine: &Machine) -> Vec<JournalRow> {
    let asked = JournalQuery {
        what: "viewings".into(),
        ..JournalQuery::default()
    };
    machine.app.journal_page(&asked).unwrap().rows
}

fn case_of(machine: &Machine) -> CaseView {
    let case = opened(machine, &in_need(1));
    assert!(case.row.sensitive);
    case
}

/// Nobody looks unseen: without a reason nothing opens, and with one the journal and the case say who, when and why.
#[test]
fn who_opens_it_says_why_and_everybody_on_the_case_sees_that() {
    let machine = site();
    let case = case_of(&machine);
    let id = case.row.id.as_str();
    sit_down(&machine, "muna");
    for none in ["", "   ", "ok"] {
        let refused = machine.app.view_sensitive(&order(id, none));
        assert!(
            matches!(
                refused,
                Err(AppError::Invalid {
                    field: "reason",
                    ..
                })
            ),
            "{none:?}: {refused:?}"
        );
    }
    assert!(matches!(machine.app.case(id), Err(AppError::NotViewed)));
    assert_eq!(viewings(&machine).len(), 0);

    machine
        .app
        .view_sensitive(&order(id, "شكوى من طريقة المعالجة"))
        .unwrap();
    let seen = machine.app.case(id).unwrap();
    let [viewing] = seen.viewings.as_slice() else {
        panic!("one opening")
    };
    assert_eq!(viewing.reason, "شكوى من طريقة المعالجة");
    assert!(!viewing.by_ar.is_empty() && viewing.at > 0);
    let rows = viewings(&machine);
    assert_eq!((rows.len(), rows[0].subject.as_str()), (1, id));

    sit_down(&machine, "salim");
    let owners = machine.app.case(id).unwrap();
    assert_eq!(owners.viewings, seen.viewings, "its owner sees who looked");
}

/// A case is opened for the work of one shift, not for ever; pressing twice tells nobody that somebody looked twice.
#[test]
fn it_stays_open_until_sign_out_and_is_written_once() {
    let machine = site();
    let case = case_of(&machine);
    let id = case.row.id.as_str();
    sit_down(&machine, "muna");
    open_sensitive(&machine, id);
    open_sensitive(&machine, id);
    let lock = LockFor {
        reason: String::new(),
    };
    machine.app.lock(&lock).unwrap();
    machine.sign_in("muna");
    assert!(machine.app.case(id).is_ok(), "behind a lock it stays open");
    assert_eq!(viewings(&machine).len(), 1);

    machine.clock.set(Millis(SUNDAY_TEN + 1_000));
    sit_down(&machine, "muna");
    assert!(matches!(machine.app.case(id), Err(AppError::NotViewed)));
    sit_down(&machine, "zahir");
    assert!(
        matches!(machine.app.case(id), Err(AppError::NotViewed)),
        "that somebody else looked opens nothing"
    );
    open_sensitive(&machine, id);
    assert_eq!(
        viewings(&machine).len(),
        2,
        "an auditor is written down too"
    );
}

/// Whoever works on it needs no leave, an agent without the right gets none, and what is not sensitive has no door.
#[test]
fn the_owner_needs_none_and_others_get_none() {
    let machine = site();
    let case = case_of(&machine);
    let plain = opened(&machine, &complaint_form(2));
    let id = case.row.id.as_str();
    assert!(matches!(
        machine.app.view_sensitive(&order(id, "أريد أن أعرف")),
        Err(AppError::NotAllowed(_))
    ));
    sit_down(&machine, "muna");
    open_sensitive(&machine, &plain.row.id);
    open_sensitive(&machine, &plain.calls[0].id);
    let nobodys = machine.app.view_sensitive(&order(&new_id(99), "مراجعة"));
    assert!(matches!(nobodys, Err(AppError::NotFound)));
    assert_eq!(viewings(&machine).len(), 0, "nothing was closed");
}

/// A supervisor meets a kept call in the log of a shift, not by its case: opening the call opens what it belongs to.
#[test]
fn opening_a_call_opens_its_case() {
    let machine = site();
    let case = case_of(&machine);
    let call = case.calls[0].id.as_str();
    sit_down(&machine, "muna");
    assert!(matches!(machine.app.call(call), Err(AppError::NotViewed)));
    open_sensitive(&machine, call);
    assert!(!machine.app.call(call).unwrap().row.restricted);
    assert!(machine.app.case(&case.row.id).is_ok());
    let rows = viewings(&machine);
    assert_eq!(
        (rows.len(), rows[0].subject.as_str()),
        (1, case.row.id.as_str())
    );
}
