//! A locked machine, pauses, and what others may see of a draft meanwhile.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{AppState, ChangedSecret, LockFor, LockTimes, Phase, SignIn, TakeDraft};
use app::{App, AppError, ErrorCode, ErrorDto, Rule};
use common::*;

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    ErrorDto::from(&answer.unwrap_err()).code
}

fn lock(app: &App, reason: &str) -> AppState {
    app.lock(&LockFor {
        reason: reason.into(),
    })
    .unwrap()
}

/// A machine with an administrator, two agents and a supervisor; nobody signed in.
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

/// Somebody else sits down for a moment: the first one's draft, duty and log are there afterwards, and
/// neither sees what the other types.
#[test]
fn another_person_in_between_changes_nothing() {
    let machine = crew();
    let app = &machine.app;
    machine.sign_in("salim");
    let salim = app.app_state().unwrap().signed_in.unwrap();
    app.draft_keep(&query_form(1)).unwrap();

    let state = lock(app, "");
    assert_eq!(state.phase, Phase::Locked);
    assert!(state.signed_in.is_none());
    assert_eq!(state.locked.unwrap().person.login, "salim");
    assert_eq!(code(app.drafts()), ErrorCode::Locked);
    assert_eq!(
        code(app.draft_keep(&query_form(2))),
        ErrorCode::Locked,
        "what was still on its way is refused and not lost: the window keeps it before it locks"
    );

    machine.sign_in("noor");
    assert_eq!(app.drafts().unwrap().len(), 0);
    app.draft_keep(&query_form(3)).unwrap();
    assert_eq!(code(app.draft_keep(&query_form(1))), ErrorCode::NotFound);
    lock(app, "");

    machine.sign_in("salim");
    let back = app.app_state().unwrap().signed_in.unwrap();
    assert_eq!(back.duty, salim.duty, "their duty went on");
    let drafts = app.drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].form.note, query_form(1).note);
}

/// Guessing at a locked desk is guessing all the same.
#[test]
fn wrong_secrets_count_at_the_lock_too() {
    let machine = crew();
    machine.sign_in("salim");
    lock(&machine.app, "");
    let guess = |secret: &str| {
        machine.app.sign_in(&SignIn {
            login: "salim".into(),
            secret: secret.into(),
        })
    };
    for n in 0..5 {
        assert_eq!(code(guess(&format!("35791{n}"))), ErrorCode::WrongSecret);
    }
    assert_eq!(code(guess(PIN)), ErrorCode::TooManyTries);
    assert_eq!(machine.app.app_state().unwrap().phase, Phase::Locked);
    machine.later(31_000);
    guess(PIN).unwrap();
    assert_eq!(machine.app.app_state().unwrap().phase, Phase::Ready);
}

/// Before anybody is back the list of people is that of the sign-in, and the language the station's.
#[test]
fn a_locked_machine_tells_no_more_than_a_sign_in() {
    let machine = crew();
    machine.sign_in("salim");
    lock(&machine.app, "");
    let people = machine.app.people().unwrap();
    assert!(people.iter().all(|person| person.signs_in_here));
    let state = serde_json::to_value(machine.app.app_state().unwrap()).unwrap();
    assert!(state["signedIn"].is_null());
    assert!(state["locked"]["duty"].is_null(), "{state}");
}

fn pauses(machine: &Machine, login: &str) -> Vec<(String, i64)> {
    // What the journal says, read as whoever computes figures will read it.
    let signed_in = machine.app.app_state().unwrap().signed_in.unwrap();
    assert_eq!(signed_in.person.login, login);
    signed_in
        .pauses
        .into_iter()
        .map(|pause| {
            (
                pause.reason,
                pause.until.map_or(-1, |until| until - pause.from),
            )
        })
        .collect()
}

/// A break lasts until its person is back, whatever happens in between; no timer ends it.
#[test]
fn a_break_lasts_until_its_person_is_back() {
    let machine = crew();
    let app = &machine.app;
    machine.sign_in("salim");
    let refused = app.lock(&LockFor {
        reason: "holiday".into(),
    });
    assert!(matches!(
        refused,
        Err(AppError::Invalid {
            field: "reason",
            rule: Rule::UnknownCode,
            ..
        })
    ));
    assert_eq!(app.app_state().unwrap().phase, Phase::Ready);

    let locked = lock(app, "meal").locked.unwrap();
    let pause = locked.pause.unwrap();
    assert_eq!((pause.reason.as_str(), pause.usual_min), ("meal", Some(30)));
    machine.later(40 * 60_000);
    machine.sign_in("noor");
    assert_eq!(pauses(&machine, "noor"), []);
    app.sign_out().unwrap();
    machine.later(5 * 60_000);
    machine.sign_in("salim");
    assert_eq!(
        pauses(&machine, "salim"),
        [("meal".to_owned(), 45 * 60_000)]
    );
    lock(app, "prayer");
    // The machine is started anew meanwhile: the pause is in the journal.
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock.clone()));
    app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    let machine = Machine { folder, clock, app };
    machine.later(7 * 60_000);
    machine.sign_in("salim");
    assert_eq!(
        pauses(&machine, "salim"),
        [
            ("meal".to_owned(), 45 * 60_000),
            ("prayer".to_owned(), 7 * 60_000)
        ]
    );
}

/// The next person learns that a caller waits, and nothing of what was typed; a supervisor goes on with
/// it, and whose it was is told.
#[test]
fn a_draft_that_was_left_is_taken_over_with_a_reason() {
    let machine = crew();
    let app = &machine.app;
    machine.sign_in("salim");
    app.draft_keep(&complaint_form(1)).unwrap();
    lock(app, "");

    machine.sign_in("noor");
    let left = app.others_drafts().unwrap();
    let seen = serde_json::to_string(&left).unwrap();
    for typed in ["9912", "٩٩١٢", "مجمع", "الدواء", "salim"] {
        assert!(!seen.contains(typed), "{typed} in {seen}");
    }
    assert_eq!(left[0].type_code, "complaint");
    assert_eq!(left[0].started_at, complaint_form(1).started_at);
    let take = |reason: &str| {
        app.take_draft(&TakeDraft {
            id: new_id(1),
            reason: reason.into(),
        })
    };
    assert_eq!(code(take("urgent")), ErrorCode::NotAllowed);
    lock(app, "");

    machine.sign_in("hilal");
    let left = app.others_drafts().unwrap();
    assert_eq!(left[0].owner_en, "Person salim");
    assert_eq!(code(take("because")), ErrorCode::Invalid);
    let taken = take("shift_ended").unwrap();
    assert_eq!(taken.form.note, complaint_form(1).note);
    assert_eq!(app.others_drafts().unwrap(), []);
    assert_eq!(
        code(take("shift_ended")),
        ErrorCode::NotFound,
        "it is theirs now"
    );
    assert_eq!(app.drafts().unwrap().len(), 1);
    app.log_call(&complaint_form(1), app::dto::SaveAs::ByRule)
        .unwrap();
    lock(app, "");

    machine.sign_in("salim");
    assert_eq!(app.drafts().unwrap().len(), 0);
    let told = app.taken_drafts().unwrap();
    assert_eq!(
        (
            told[0].type_code.as_str(),
            told[0].reason.as_str(),
            told[0].by_en.as_str()
        ),
        ("complaint", "shift_ended", "Person hilal")
    );
    let told = [told[0].id.clone()];
    app.mark_taken_told(&told).unwrap();
    app.mark_taken_told(&told).unwrap();
    assert_eq!(app.taken_drafts().unwrap(), [], "told once");
}

/// Times are a setting of the machine, and what was set holds for whoever signs in next.
#[test]
fn the_lock_has_its_times() {
    let machine = crew();
    let app = &machine.app;
    machine.sign_in("maryam");
    let times = |lock_min, lock_in_call_min| LockTimes {
        lock_min,
        lock_in_call_min,
    };
    let signed_in = app.app_state().unwrap().signed_in.unwrap();
    assert_eq!(signed_in.lock_times, times(2, 15));
    for bad in [times(0, 15), times(31, 60), times(5, 4), times(5, 121)] {
        assert_eq!(code(app.set_lock_times(bad)), ErrorCode::Invalid, "{bad:?}");
    }
    assert_eq!(
        app.set_lock_times(times(3, 20)).unwrap().lock_times,
        times(3, 20)
    );
    app.sign_out().unwrap();
    machine.sign_in("salim");
    let signed_in = app.app_state().unwrap().signed_in.unwrap();
    assert_eq!(signed_in.lock_times, times(3, 20));
    assert_eq!(
        code(app.set_lock_times(times(2, 15))),
        ErrorCode::NotAllowed
    );
}

/// Whoever sits down at an open desk must not make it theirs.
#[test]
fn a_secret_is_changed_by_who_knows_it() {
    let machine = crew();
    let app = &machine.app;
    machine.sign_in("salim");
    let change = |old: &str, secret: &str| {
        app.change_secret(&ChangedSecret {
            old: old.into(),
            secret: secret.into(),
        })
    };
    assert_eq!(code(change("111111", "975318")), ErrorCode::WrongSecret);
    for weak in ["123456", "12345", "٢٤٦٨١٣"] {
        assert_eq!(code(change(PIN, weak)), ErrorCode::Invalid, "{weak}");
    }
    change(PIN, "975318").unwrap();
    app.sign_out().unwrap();
    let sign_in = |secret: &str| {
        app.sign_in(&SignIn {
            login: "salim".into(),
            secret: secret.into(),
        })
    };
    assert_eq!(code(sign_in(PIN)), ErrorCode::WrongSecret);
    sign_in("975318").unwrap();
    let pin = app.practice_enter().unwrap().practice_pin.unwrap();
    app.sign_in(&SignIn {
        login: "hilal".into(),
        secret: pin.clone(),
    })
    .unwrap();
    assert_eq!(
        code(change(&pin, "975318")),
        ErrorCode::NotInPractice,
        "everybody practises with the same"
    );
}
