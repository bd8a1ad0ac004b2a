//! The clock of a call: holds and a dropped line, from the draft on the disk to what is read of the saved
//! call and counted of the shift.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::App;
use app::dto::{
    CallForm, CallView, CallerQuery, HoldForm, LockFor, OpenStore, SaveAs, ShiftQuery, SignIn,
};
use common::*;

const MINUTE_MS: i64 = 60_000;

fn hold(from: i64, until: Option<i64>) -> HoldForm {
    HoldForm { from, until }
}

/// The first caller, who has been on hold since the second one rang.
fn held_form(n: u8) -> CallForm {
    CallForm {
        started_at: SUNDAY_TEN - 9 * MINUTE_MS,
        ended_at: None,
        holds: vec![
            hold(SUNDAY_TEN - 8 * MINUTE_MS, Some(SUNDAY_TEN - 6 * MINUTE_MS)),
            hold(SUNDAY_TEN - MINUTE_MS, None),
        ],
        ..query_form(n)
    }
}

fn saved(app: &App, form: &CallForm) -> CallView {
    app.log_call(form, SaveAs::ByRule).unwrap();
    app.call(&form.id).unwrap()
}

/// The power goes while somebody waits: since when they have been waiting is known afterwards.
#[test]
fn a_hold_outlives_the_power_and_reaches_the_saved_call() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = held_form(1);
    machine.app.draft_keep(&form).unwrap();
    let lock = LockFor {
        reason: String::new(),
    };
    machine.app.lock(&lock).unwrap();
    machine.sign_in("maryam");
    drop(machine.app);
    let app = App::start(config(machine.folder.path(), machine.clock));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    app.sign_in(&SignIn {
        login: "maryam".into(),
        secret: PIN.into(),
    })
    .unwrap();
    let [kept] = app.drafts().unwrap().try_into().unwrap();
    assert_eq!(kept.form, form);

    // Saved on hold: the call ends with its saving, the hold has no end of its own.
    let view = saved(&app, &kept.form);
    assert_eq!(
        (view.row.ended_at, &view.form.holds),
        (Some(SUNDAY_TEN), &form.holds)
    );
    // A word is put right afterwards; how long she waited stays.
    let amended = CallForm {
        id: new_id(2),
        note: "سألت عن تطعيم الحصبة".into(),
        ..app.call_form(&form.id).unwrap()
    };
    app.amend_call(&amended).unwrap();
    assert_eq!(app.call(&form.id).unwrap().form.holds, form.holds);
}

/// A call that was at another time, ended sooner or was no call at all cannot have kept somebody waiting when
/// it says.
#[test]
fn holds_follow_what_is_corrected_about_their_call() {
    let machine = machine();
    machine.sign_in("maryam");
    let ended = CallForm {
        ended_at: Some(SUNDAY_TEN),
        ..held_form(1)
    };
    let before = saved(&machine.app, &ended).form.holds;
    assert_eq!(before.len(), 2);
    let corrected = |n: u8, change: fn(&mut CallForm)| {
        let mut form = correction(&machine, &ended.id, n);
        change(&mut form);
        corrected(&machine, &form);
        machine.app.call(&ended.id).unwrap().form.holds
    };
    let sooner = corrected(2, |form| {
        form.corrects.as_mut().unwrap().end = "09:55".into();
    });
    let end = SUNDAY_TEN - 5 * MINUTE_MS;
    assert_eq!(sooner.first(), before.first());
    assert!(sooner.iter().all(|hold| hold.from <= end), "{sooner:?}");
    let elsewhen = corrected(3, |form| {
        form.corrects.as_mut().unwrap().start = "09:30".into();
    });
    assert_eq!(elsewhen, [], "these moments were not its own");
}

/// Another body sets the clock of the machine back by an hour in the middle of a call: it is saved, and the
/// time on hold that was counted before stands.
#[test]
fn a_clock_set_back_during_a_call_loses_nothing_and_refuses_nothing() {
    let machine = machine();
    machine.sign_in("maryam");
    let began = SUNDAY_TEN - 9 * MINUTE_MS;
    machine.later(-60 * MINUTE_MS);
    let form = CallForm {
        started_at: began,
        // As the screen says it: never before the last moment that was.
        ended_at: Some(began + 4 * MINUTE_MS),
        holds: vec![
            hold(began + MINUTE_MS, Some(began + 4 * MINUTE_MS)),
            hold(began - 56 * MINUTE_MS, Some(began - 55 * MINUTE_MS)),
        ],
        ..query_form(1)
    };
    machine.app.draft_keep(&form).unwrap();
    let view = saved(&machine.app, &form);
    let holds = &view.form.holds;
    let (four, lasted) = (began + 4 * MINUTE_MS, 3 * MINUTE_MS);
    assert_eq!(
        *holds,
        [hold(four - lasted, Some(four)), hold(four, Some(four))]
    );
}

/// The line drops, the agent calls back and saves that call first: whoever reads either of the two finds
/// the other one, and the call-back that was planned is owed under the number.
#[test]
fn a_dropped_call_and_its_call_back_find_each_other() {
    let machine = machine();
    machine.sign_in("maryam");
    let times = machine.app.promise_times(false).unwrap();
    assert_eq!(
        (times.call_back_day.as_str(), times.call_back_time.as_str()),
        ("2026-11-22", "10:10"),
        "ten minutes from ten"
    );
    machine.later(1);
    let times = machine.app.promise_times(true).unwrap();
    assert_eq!(
        times.call_back_time, "10:15",
        "whole five minutes, never less than ten"
    );
    let dropped = CallForm {
        dropped: true,
        call_back_planned: format!("{} {}", times.call_back_day, times.call_back_time),
        promise_day: times.call_back_day,
        promise_time: times.call_back_time,
        ..query_form(1)
    };
    machine.app.draft_keep(&dropped).unwrap();
    let back = CallForm {
        channel: "phone_out".into(),
        parent_call: dropped.id.clone(),
        started_at: SUNDAY_TEN + 5 * MINUTE_MS,
        ended_at: None,
        ..query_form(2)
    };
    machine.later(20 * MINUTE_MS);
    let view = saved(&machine.app, &back);
    assert_eq!(view.form.parent_call, dropped.id);
    assert_eq!(view.goes_on_from, None, "the dropped one is a draft still");
    assert_eq!(machine.app.drafts().unwrap().len(), 1, "and stays one");

    let before = saved(&machine.app, &dropped);
    assert!(before.form.dropped);
    let [link] = before.goes_on_in.try_into().unwrap();
    assert_eq!(
        (link.id, link.started_at),
        (back.id.clone(), back.started_at)
    );
    let after = machine.app.call(&back.id).unwrap();
    assert_eq!(after.goes_on_from.unwrap().id, dropped.id);
    assert_eq!(after.goes_on_in, []);

    let query = CallerQuery {
        number: "99123456".into(),
        person: String::new(),
        linked_case: String::new(),
    };
    let owed = machine.app.caller_card(&query).unwrap().promises;
    let [promise] = owed.try_into().unwrap();
    assert_eq!(
        (promise.kind.as_str(), promise.due),
        ("call_back", SUNDAY_TEN + 15 * MINUTE_MS),
        "owed although its time has passed"
    );

    // What is taken out of the log is gone on with no more.
    machine.app.void_call(&back.id, "by_mistake").unwrap();
    assert_eq!(machine.app.call(&dropped.id).unwrap().goes_on_in, []);
}

/// What is counted of a shift knows the end of a call or leaves it out; time on hold belongs to the length
/// of a call, and a dropped one ended when it dropped.
#[test]
fn figures_of_the_shift_count_only_known_ends() {
    let machine = machine();
    machine.sign_in("maryam");
    let ended = CallForm {
        ended_at: Some(SUNDAY_TEN - MINUTE_MS),
        ..held_form(1)
    };
    let dropped = CallForm {
        dropped: true,
        ended_at: Some(SUNDAY_TEN - 3 * MINUTE_MS),
        holds: vec![],
        ..held_form(2)
    };
    let late = CallForm {
        happened_day: "2026-11-22".into(),
        happened_time: "9:15".into(),
        ..held_form(3)
    };
    for form in [&ended, &dropped, &late] {
        saved(&machine.app, form);
    }
    let log = machine.app.shift_log(&ShiftQuery::default()).unwrap();
    assert_eq!((log.page.total, log.end_known), (3, 2));
    assert_eq!(
        log.median_talk_ms,
        Some(7 * MINUTE_MS),
        "of eight and six minutes"
    );
}

/// Most calls are saved while the caller says goodbye, without the key of the end: their length is known, and
/// the shift's figures would be those of a few without them.
#[test]
fn saving_a_call_that_nobody_ended_ends_its_clock() {
    let machine = machine();
    machine.sign_in("maryam");
    let spoken = CallForm {
        started_at: SUNDAY_TEN - 3 * MINUTE_MS,
        ended_at: None,
        holds: vec![],
        ..query_form(1)
    };
    let row = saved(&machine.app, &spoken).row;
    assert_eq!((row.ended_at, row.saved_at), (Some(SUNDAY_TEN), SUNDAY_TEN));

    // The clock was set back by an hour meanwhile: the last moment that it has seen counts.
    machine.later(-60 * MINUTE_MS);
    let on_hold = saved(&machine.app, &held_form(2));
    assert_eq!(on_hold.row.ended_at, Some(SUNDAY_TEN - MINUTE_MS));
    assert_eq!(on_hold.form.holds, held_form(2).holds, "it ended on hold");

    machine.later(60 * MINUTE_MS);
    let log = machine.app.shift_log(&ShiftQuery::default()).unwrap();
    assert_eq!((log.page.total, log.end_known), (2, 2));

    // Nobody is on the telephone for four hours: it was left open, and when it ended is not known.
    let left_open = CallForm {
        started_at: SUNDAY_TEN - 4 * 60 * MINUTE_MS,
        ended_at: None,
        ..query_form(3)
    };
    assert_eq!(saved(&machine.app, &left_open).row.ended_at, None);
}
