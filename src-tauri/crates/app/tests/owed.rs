//! What is owed about a call without a case: it can be ended like any other, is offered to whoever calls
//! back, and does not go with a person who has left.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::AppError;
use app::dto::{
    CallForm, CallerQuery, FollowUpEnd, FollowUpView, NewAttempt, PersonActive, Replanned, SaveAs,
};
use case_site::*;
use common::*;

const MINUTE_MS: i64 = 60_000;

/// An enquiry that dropped, with the call-back that was planned by itself.
fn dropped(machine: &Machine, n: u8) -> CallForm {
    let form = query_form(n);
    let times = machine.app.promise_times(false).unwrap();
    CallForm {
        dropped: true,
        call_back_planned: format!("{} {}", times.call_back_day, times.call_back_time),
        promise_day: times.call_back_day,
        promise_time: times.call_back_time,
        ..form
    }
}

fn save(machine: &Machine, form: &CallForm) -> Vec<FollowUpView> {
    let logged = machine.app.log_call(form, SaveAs::ByRule).unwrap();
    assert_eq!(logged.case_reference, None, "an enquiry opens no case");
    logged.call_backs
}

fn ended(follow_up: &FollowUpView, code: &str) -> FollowUpEnd {
    FollowUpEnd {
        follow_up: follow_up.id.clone(),
        code: code.into(),
    }
}

/// What the card of the caller says is owed to them.
fn owed_to_caller(machine: &Machine) -> usize {
    let query = CallerQuery {
        number: "99123456".into(),
        ..CallerQuery::default()
    };
    machine.app.caller_card(&query).unwrap().promises.len()
}

/// Every dropped line plans a call-back. One that could not be ended would stand in the status bar and on
/// the caller's card for ever.
#[test]
fn a_promise_about_a_call_without_a_case_is_ended() {
    let machine = site();
    let form = dropped(&machine, 1);
    save(&machine, &form);
    machine.later(15 * MINUTE_MS);
    assert_eq!(machine.app.due_count().unwrap().own, 1);
    let [due] = machine
        .app
        .due_follow_ups(machine.now())
        .unwrap()
        .own
        .rows
        .try_into()
        .unwrap();
    assert_eq!(
        (due.case.as_ref(), due.call.as_ref(), due.may_end),
        (None, Some(&form.id), true),
        "it leads to its call"
    );
    let view = machine.app.call(&form.id).unwrap();
    assert_eq!(
        view.follow_ups,
        std::slice::from_ref(&due),
        "and stands on its page"
    );
    assert!(view.may_follow_up);

    let tried = NewAttempt {
        id: new_id(9),
        follow_up: due.id.clone(),
        result: "no_answer".into(),
        ..NewAttempt::default()
    };
    assert_eq!(
        machine
            .app
            .attempt_follow_up(&tried)
            .unwrap()
            .attempts
            .len(),
        1
    );
    let later = Replanned {
        follow_up: due.id.clone(),
        due: machine.now() + 60 * MINUTE_MS,
    };
    machine.app.replan_follow_up(&later).unwrap();
    assert_eq!(machine.app.due_count().unwrap().own, 0);
    assert_eq!(owed_to_caller(&machine), 1, "it is owed all the same");

    // Whoever reads the call writes down that they tried; whose it is ends it.
    sit_down(&machine, "aisha");
    let hers = machine.app.call(&form.id).unwrap();
    assert!(hers.may_follow_up && !hers.follow_ups[0].may_end);
    let refused = machine.app.end_follow_up(&ended(&due, "reached"));
    assert!(matches!(refused, Err(AppError::NotOwner)), "{refused:?}");
    sit_down(&machine, "zahir");
    let read = machine.app.call(&form.id).unwrap();
    assert!(!read.may_follow_up, "an auditor only reads");

    sit_down(&machine, "salim");
    machine.app.end_follow_up(&ended(&due, "reached")).unwrap();
    machine.later(DAY_MS);
    assert_eq!(machine.app.due_count().unwrap().own, 0);
    assert_eq!(owed_to_caller(&machine), 0);
    let over = machine.app.call(&form.id).unwrap().follow_ups;
    assert_eq!(over[0].state, "done", "it stays to be seen");

    let second = dropped(&machine, 2);
    let second = CallForm {
        started_at: machine.now() - MINUTE_MS,
        ended_at: Some(machine.now()),
        ..second
    };
    save(&machine, &second);
    let planned = machine.app.call(&second.id).unwrap().follow_ups.remove(0);
    let cancel = ended(&planned, "by_mistake");
    machine.app.cancel_follow_up(&cancel).unwrap();
    assert_eq!(owed_to_caller(&machine), 0);
}

/// Only who called knows whether they reached anybody: a call-back that is saved is answered with what it
/// may have kept, and closes nothing by itself.
#[test]
fn a_call_back_offers_what_it_may_have_kept() {
    let machine = site();
    let form = dropped(&machine, 1);
    assert_eq!(save(&machine, &form), [], "it goes on with nothing");
    let again = |n: u8| CallForm {
        channel: "phone_out".into(),
        parent_call: form.id.clone(),
        ..query_form(n)
    };
    sit_down(&machine, "aisha");
    assert_eq!(save(&machine, &again(2)), [], "she owes him nothing");
    sit_down(&machine, "salim");
    let offered = save(&machine, &again(3));
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].state, "planned", "nothing is closed by itself");
    assert_eq!(
        save(&machine, &again(3)),
        offered,
        "saved twice is the same"
    );
    machine
        .app
        .end_follow_up(&ended(&offered[0], "reached"))
        .unwrap();
    assert_eq!(save(&machine, &again(4)), [], "it is kept by now");

    let told = CallForm {
        promise: "نبلغها بالنتيجة".into(),
        promise_kind: "tell_caller".into(),
        call_back_planned: String::new(),
        dropped: false,
        promise_day: "2026-11-23".into(),
        promise_time: "12:00".into(),
        ..query_form(5)
    };
    save(&machine, &told);
    let after = CallForm {
        parent_call: told.id.clone(),
        ..again(6)
    };
    assert_eq!(
        save(&machine, &after),
        [],
        "another promise is no call-back"
    );
}

/// Whoever leaves leaves promises behind; a caller does not mind whose they were.
#[test]
fn what_somebody_owed_who_left_is_for_whoever_comes_first() {
    let machine = site();
    let form = dropped(&machine, 1);
    save(&machine, &form);
    machine.later(15 * MINUTE_MS);
    let active = |active| {
        sit_down(&machine, "huda");
        let change = PersonActive {
            person: id_of(&machine, "salim"),
            active,
        };
        machine.app.set_person_active(&change).unwrap();
    };
    let counted = |login: &str| {
        sit_down(&machine, login);
        let count = machine.app.due_count().unwrap();
        let due = machine.app.due_follow_ups(machine.now()).unwrap();
        let listed = (due.own.rows.len(), due.anyones.rows.len());
        let counted = (count.own as usize, count.anyones as usize);
        assert_eq!(listed, counted, "what is counted is listed");
        counted
    };
    assert_eq!(counted("aisha"), (0, 0), "it is his");
    active(false);
    assert_eq!(counted("aisha"), (0, 1));
    active(true);
    assert_eq!(counted("aisha"), (0, 0));
    assert_eq!(counted("salim"), (1, 0), "his again");
    active(false);
    sit_down(&machine, "aisha");
    let left = machine.app.call(&form.id).unwrap().follow_ups.remove(0);
    assert!(left.may_end);
    machine.app.end_follow_up(&ended(&left, "reached")).unwrap();
    assert_eq!(counted("aisha"), (0, 0));
}
