//! A supervisor reviews a shift: what to look at first, calls that go back to their agent, the signature.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::AppError;
use app::dto::{
    AddedPerson, NewComment, NewHandOver, NewReturn, NewSignature, ReturnBack, SaveAs, ShiftReview,
    TakenHandOver,
};
use common::*;

const SHIFT: &str = "2026-11-22/morning";
const HOUR: i64 = 3_600_000;

/// Maryam supervises, Said takes calls; Said sits at the machine.
fn at_work() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    let added = machine.add(&person("said", &["agent"]));
    assert!(matches!(added, AddedPerson::Added { .. }));
    change_to(&machine, "said");
    machine
}

fn change_to(machine: &Machine, login: &str) {
    machine.app.sign_out().unwrap();
    machine.sign_in(login);
}

fn log(machine: &Machine, form: &app::dto::CallForm) -> String {
    machine.app.log_call(form, SaveAs::ByRule).unwrap().row.id
}

fn review(machine: &Machine) -> ShiftReview {
    machine.app.shift_review(SHIFT).unwrap()
}

fn why(review: &ShiftReview) -> Vec<(&str, Vec<&str>)> {
    let looks = review.looks.iter();
    looks
        .map(|look| {
            let why = look.why.iter().map(String::as_str).collect();
            (look.row.id.as_str(), why)
        })
        .collect()
}

fn signature(n: u8, of: &ShiftReview) -> NewSignature {
    NewSignature {
        id: new_id(n),
        shift: of.shift.clone(),
        digest: of.digest.clone(),
        secret: PIN.into(),
    }
}

fn back(call: &str, n: u8) -> NewReturn {
    NewReturn {
        id: new_id(n),
        call: call.into(),
        text: "أضف اسم المستشفى.".into(),
    }
}

/// Whoever has ten minutes for a shift spends them on what went wrong, and on a fair sample of the rest.
#[test]
fn what_stands_out_comes_before_the_samples() {
    let machine = at_work();
    let plain: Vec<String> = (1..=5).map(|n| log(&machine, &query_form(n))).collect();
    let mut short = query_form(6);
    short.ended_at = Some(short.started_at + 19_999);
    let short = log(&machine, &short);
    let urgent = log(
        &machine,
        &app::dto::CallForm {
            urgent: true,
            ..complaint_form(7)
        },
    );
    change_to(&machine, "maryam");
    let review = review(&machine);
    let why = why(&review);
    assert_eq!(why[0].0, urgent, "urgent and untouched comes first");
    assert!(why[0].1.starts_with(&["urgent_without_action"]));
    assert_eq!((why[1].0, why[1].1[0]), (short.as_str(), "short"));
    assert!(review.looks[0].stands_out && review.looks[1].stands_out);
    let samples: Vec<&str> = why
        .iter()
        .filter(|(_, why)| why.contains(&"sample"))
        .map(|(call, _)| *call)
        .collect();
    assert_eq!(samples.len(), 3, "three of each agent");
    assert!(plain.iter().any(|call| samples.contains(&call.as_str())));
    assert_eq!(machine.app.shift_review("").unwrap().digest, review.digest);
    assert_eq!(
        machine.app.shift_review(SHIFT).unwrap().looks.len(),
        review.looks.len(),
        "asked again, the same"
    );
    assert_eq!((review.calls, review.own_calls), (7, 0));
    assert!(matches!(
        machine.app.shift_review("2026-11-22/noon"),
        Err(AppError::Invalid { field: "shift", .. })
    ));
}

/// A remark that is never acted on corrects nothing: the call goes back, is put right, and comes back.
#[test]
fn a_returned_call_is_corrected_by_its_agent_and_comes_back() {
    let machine = at_work();
    let call = log(&machine, &complaint_form(1));
    change_to(&machine, "maryam");
    let returns = machine.app.return_call(&back(&call, 8)).unwrap();
    assert_eq!(returns.len(), 1);
    let again = machine.app.return_call(&back(&call, 8)).unwrap();
    assert_eq!(again, returns, "sent twice is one");
    assert_eq!(
        why(&review(&machine))[0],
        (call.as_str(), vec!["returned", "sample"])
    );
    assert_eq!(review(&machine).hindrances.returned, 1);
    for text in ["", "  \n", &"ن".repeat(2_001)] {
        let wrong = NewReturn {
            text: text.into(),
            ..back(&call, 9)
        };
        let refused = machine.app.return_call(&wrong);
        assert!(matches!(
            refused,
            Err(AppError::Invalid { field: "text", .. })
        ));
    }

    // A duty later it still waits for its agent.
    machine.later(20 * HOUR);
    change_to(&machine, "said");
    let returned = machine.app.own_log(None).unwrap().returned;
    assert_eq!(returned.len(), 1);
    let view = machine.app.call(&call).unwrap();
    assert_eq!(
        (
            view.returns[0].text.as_str(),
            view.returns[0].state.as_str()
        ),
        ("أضف اسم المستشفى.", "open")
    );
    let mut form = correction(&machine, &call, 20);
    form.note = "لم يتوفر الدواء في مستشفى خولة منذ أسبوعين".into();
    corrected(&machine, &form);
    assert!(machine.app.own_log(None).unwrap().returned.is_empty());

    change_to(&machine, "maryam");
    let view = machine.app.call(&call).unwrap();
    assert_eq!(view.returns[0].state, "corrected");
    assert_eq!(view.returns[0].corrected_en, "Person said");
    assert_eq!(why(&review(&machine))[0].1[0], "corrected");
    assert_eq!(review(&machine).hindrances.returned, 0);
    // Taking it back now changes nothing of that.
    let late = ReturnBack {
        call: call.clone(),
        id: new_id(8),
    };
    assert_eq!(
        machine.app.take_back_return(&late).unwrap()[0].state,
        "corrected"
    );
}

/// A supervisor who sees that the agent was right needs a way out that leaves the call as it is.
#[test]
fn a_return_can_be_taken_back() {
    let machine = at_work();
    let call = log(&machine, &complaint_form(1));
    let taken_out = log(&machine, &query_form(2));
    machine.app.void_call(&taken_out, "duplicate").unwrap();
    change_to(&machine, "maryam");
    machine.app.return_call(&back(&call, 8)).unwrap();
    let undo = ReturnBack {
        call: call.clone(),
        id: new_id(8),
    };
    assert_eq!(
        machine.app.take_back_return(&undo).unwrap()[0].state,
        "withdrawn"
    );
    machine.app.take_back_return(&undo).unwrap();
    let unknown = ReturnBack {
        id: new_id(9),
        ..undo
    };
    assert!(matches!(
        machine.app.take_back_return(&unknown),
        Err(AppError::NotFound)
    ));
    assert!(matches!(
        machine.app.return_call(&back(&taken_out, 10)),
        Err(AppError::CallVoided)
    ));
    change_to(&machine, "said");
    assert!(machine.app.own_log(None).unwrap().returned.is_empty());
    assert_eq!(
        machine.app.call(&call).unwrap().returns.len(),
        1,
        "it is told all the same"
    );
}

/// A signature is put under what was seen, by the person who saw it, once nothing of the shift is open.
#[test]
fn a_shift_is_signed_over_what_was_seen() {
    let machine = at_work();
    let call = log(&machine, &query_form(1));
    machine.app.draft_keep(&query_form(2)).unwrap();
    change_to(&machine, "maryam");
    let sign = |signature: &NewSignature| machine.app.sign_shift(signature);
    let running = review(&machine);
    assert!(running.hindrances.running);
    assert!(matches!(
        sign(&signature(30, &running)),
        Err(AppError::ShiftNotReady)
    ));

    machine.later(6 * HOUR);
    let open = review(&machine);
    assert!(!open.hindrances.running);
    assert_eq!(open.hindrances.drafts.len(), 1);
    let draft = &open.hindrances.drafts[0];
    assert_eq!((draft.own, draft.type_code.as_str()), (false, "health_ed"));
    assert_eq!(
        draft.owner_en, "Person said",
        "whoever may take it over is told whose it is"
    );
    assert!(matches!(
        sign(&signature(30, &open)),
        Err(AppError::ShiftNotReady)
    ));

    change_to(&machine, "said");
    let second = log(&machine, &query_form(2));
    change_to(&machine, "maryam");
    let stale = signature(30, &open);
    assert!(
        matches!(sign(&stale), Err(AppError::ShiftChanged)),
        "another list than was seen"
    );
    let seen = review(&machine);
    let wrong = NewSignature {
        secret: "000000".into(),
        ..signature(30, &seen)
    };
    assert!(matches!(sign(&wrong), Err(AppError::WrongSecret { .. })));
    assert!(review(&machine).signatures.is_empty());
    let signed = sign(&signature(30, &seen)).unwrap();
    sign(&signature(30, &seen)).unwrap();
    assert_eq!(review(&machine).signatures.len(), 1, "sent twice is one");
    let one = &signed.signatures[0];
    assert_eq!((one.calls, one.entries, one.own_calls), (2, 2, 0));
    assert_eq!(
        (one.by_en.as_str(), one.digest.as_str()),
        ("Person maryam", seen.digest.as_str())
    );
    assert!(one.machines[0].this && one.machines[0].waiting == 2);
    assert!(signed.after.is_empty());

    // Words about a call change nothing that was signed; a correction does, and nothing keeps anybody from it.
    let comment = NewComment {
        id: new_id(40),
        call: call.clone(),
        text: "أحسنت".into(),
    };
    machine.app.comment_call(&comment).unwrap();
    machine.app.return_call(&back(&call, 41)).unwrap();
    assert!(review(&machine).after.is_empty());
    change_to(&machine, "said");
    let mut form = correction(&machine, &call, 42);
    form.note = "سألت عن مواعيد التطعيم وأجرته".into();
    corrected(&machine, &form);
    machine.app.void_call(&second, "duplicate").unwrap();
    change_to(&machine, "maryam");
    machine.later(60_000);
    let later = review(&machine);
    let mut after = later.after.clone();
    after.sort();
    let mut expected = vec![call, second];
    expected.sort();
    assert_eq!(after, expected);
    let again = sign(&signature(43, &later)).unwrap();
    assert_eq!((again.signatures.len(), again.after.len()), (2, 0));
    assert_eq!(
        again.signatures[0].digest, one.digest,
        "the first one stands as it was"
    );
}

/// What was signed must not go away unseen, neither into another shift nor back.
#[test]
fn a_call_that_leaves_a_signed_shift_is_told() {
    let machine = at_work();
    let call = log(&machine, &query_form(1));
    log(&machine, &query_form(2));
    change_to(&machine, "maryam");
    machine.later(12 * HOUR);
    let seen = review(&machine);
    machine.app.sign_shift(&signature(30, &seen)).unwrap();
    assert_eq!(review(&machine).gone, 0);

    let moved = |n: u8, (start, end): (&str, &str)| {
        let mut form = correction(&machine, &call, n);
        let times = form.corrects.as_mut().unwrap();
        (times.start, times.end) = (start.into(), end.into());
        corrected(&machine, &form);
        machine.later(60_000);
        review(&machine)
    };
    let after = moved(42, ("05:30", "05:31"));
    assert_eq!((after.calls, after.gone), (1, 1), "told, not only missing");
    let back = moved(43, ("09:59", "09:59"));
    assert_eq!((back.calls, back.gone), (2, 0));
    assert_eq!(
        back.after.as_slice(),
        std::slice::from_ref(&call),
        "changed after the signature"
    );
}

/// The signer of a shift is not one of its agents where that can be avoided; where they are, it shows for good.
#[test]
fn whoever_signs_what_they_logged_is_told_and_it_stays_told() {
    let machine = at_work();
    change_to(&machine, "maryam");
    log(&machine, &query_form(1));
    machine.later(6 * HOUR);
    let seen = review(&machine);
    assert_eq!(seen.own_calls, 1);
    let signed = machine.app.sign_shift(&signature(30, &seen)).unwrap();
    assert_eq!(signed.signatures[0].own_calls, 1);
}

/// What waits must not fall between two shifts: somebody else says that they know.
#[test]
fn a_shift_is_handed_over_and_taken_by_somebody_else() {
    let machine = at_work();
    log(
        &machine,
        &app::dto::CallForm {
            urgent: true,
            ..complaint_form(1)
        },
    );
    machine.app.draft_keep(&query_form(2)).unwrap();
    change_to(&machine, "maryam");
    machine.add(&person("huda", &["supervisor"]));
    let given = NewHandOver {
        id: new_id(50),
        shift: SHIFT.into(),
        notes: " والدة المريض تنتظر اتصالًا قبل الخامسة. ".into(),
    };
    let long = NewHandOver {
        notes: "ن".repeat(2_001),
        ..given.clone()
    };
    assert!(matches!(
        machine.app.hand_over(&long),
        Err(AppError::Invalid { field: "notes", .. })
    ));
    machine.app.hand_over(&given).unwrap();
    let own = machine.app.hand_over(&given).unwrap();
    assert_eq!(
        (own.hand_overs.len(), own.waiting.len()),
        (1, 1),
        "sent twice is one"
    );
    let told = &own.hand_overs[0];
    assert_eq!((told.open.drafts, told.open.urgent_cases), (1, 1));
    assert_eq!(told.notes, "والدة المريض تنتظر اتصالًا قبل الخامسة.");
    assert!(!told.may_confirm, "whoever gives it does not take it");
    let taken = TakenHandOver {
        id: told.id.clone(),
        shift: SHIFT.into(),
    };
    assert!(matches!(
        machine.app.confirm_hand_over(&taken),
        Err(AppError::Invalid { field: "id", .. })
    ));

    machine.later(6 * HOUR);
    change_to(&machine, "huda");
    let waiting = machine.app.shift_review("").unwrap().waiting;
    assert!(
        waiting[0].may_confirm,
        "it waits whichever shift is looked at"
    );
    machine.app.confirm_hand_over(&taken).unwrap();
    machine.later(60_000);
    let done = machine.app.confirm_hand_over(&taken).unwrap();
    assert!(done.waiting.is_empty());
    let one = &done.hand_overs[0];
    assert_eq!(one.confirmed_en, "Person huda");
    assert_eq!(one.confirmed_at, Some(machine.now() - 60_000), "taken once");
    assert!(!one.may_confirm);
}
