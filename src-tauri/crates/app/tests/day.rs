//! A working day at one machine: what an agent was told as saved is there, once, for whoever may see it.

#![expect(clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{AddedPerson, Digits, Kept, LocaleCode, OpenStore};
use app::dto::{NewComment, Phase, Preferences, SaveAs, SeenComments, ShiftQuery, SignIn};
use app::{App, AppError, Rule};
use common::*;

fn invalid<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (&'static str, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("a refusal of a field was promised, got {other:?}"),
    }
}

/// The promise of the product: what was answered as saved is in the log, the second save is the first.
#[test]
fn a_call_saved_twice_is_one_call() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = query_form(1);
    let kept = machine.app.draft_keep(&form).unwrap();
    assert_eq!(kept, Kept::Kept { at: SUNDAY_TEN });
    let first = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let second = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    assert!(
        !first.already && second.already,
        "the second save writes nothing"
    );
    assert_eq!(first.row, second.row);
    assert_eq!(first.case_reference, None, "health education opens no case");
    assert_eq!(first.row.number, "9912 3456");
    let log = machine.app.own_log(None).unwrap();
    assert_eq!((log.total, log.rows.len()), (1, 1));
    assert!(
        machine.app.drafts().unwrap().is_empty(),
        "the draft goes with the save"
    );

    assert_eq!(
        machine.app.draft_keep(&form).unwrap(),
        Kept::AlreadySaved,
        "what is typed into a saved call is not told as kept"
    );
    assert!(
        machine.app.drafts().unwrap().is_empty(),
        "a late keeping brings no draft back"
    );
}

/// No complaint is left without owner and clock; the second key does the opposite of the rule.
#[test]
fn the_type_decides_about_the_case() {
    let machine = machine();
    machine.sign_in("maryam");
    let save = |form, save_as| machine.app.log_call(&form, save_as).unwrap().case_reference;
    let first = save(complaint_form(1), SaveAs::ByRule).expect("a complaint opens a case");
    let second = save(complaint_form(2), SaveAs::ByRule).expect("a complaint opens a case");
    assert_ne!(first, second);
    assert!(first.starts_with("26-"), "{first}");
    assert_eq!(save(complaint_form(3), SaveAs::OtherWay), None);
    assert!(save(query_form(4), SaveAs::OtherWay).is_some());
    let rumour = app::dto::CallForm {
        type_code: "report".into(),
        sub_category: "rumour".into(),
        place: "السيب".into(),
        ..complaint_form(5)
    };
    assert_eq!(
        save(rumour, SaveAs::ByRule),
        None,
        "a rumour is never a case"
    );
    let outcomes: Vec<String> = machine
        .app
        .own_log(None)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.outcome)
        .collect();
    assert!(outcomes.contains(&"case_opened".to_owned()), "{outcomes:?}");
}

/// A wrong field is named where it arose and nothing is written; what can be kept is kept.
#[test]
fn a_form_is_refused_by_field() {
    let machine = machine();
    machine.sign_in("maryam");
    let good = complaint_form(1);
    let save = |change: &dyn Fn(&mut app::dto::CallForm)| {
        let mut form = good.clone();
        change(&mut form);
        machine.app.log_call(&form, SaveAs::ByRule)
    };
    assert_eq!(
        invalid(save(&|form| form.id = "7".into())),
        ("id", Rule::NotAnId)
    );
    assert_eq!(
        invalid(save(&|form| form.type_code = String::new())),
        ("type", Rule::Required)
    );
    assert_eq!(
        invalid(save(&|form| form.type_code = "gossip".into())),
        ("type", Rule::UnknownCode)
    );
    assert_eq!(
        invalid(save(&|form| form.sub_category = "vaccination".into())),
        ("subCategory", Rule::DoesNotBelong)
    );
    assert_eq!(
        invalid(save(&|form| form.facility_text = "  ".into())),
        ("facility", Rule::Required)
    );
    assert_eq!(
        invalid(save(&|form| form.note = "\n ".into())),
        ("note", Rule::Required)
    );
    assert_eq!(
        invalid(save(&|form| form.note = "ن".repeat(20_001))),
        ("note", Rule::TooLong)
    );
    assert_eq!(
        invalid(save(&|form| form.caller_name = "س".repeat(5_000))),
        ("callerName", Rule::TooLong)
    );
    assert_eq!(
        invalid(save(&|form| form.ended_at = Some(1))),
        ("endedAt", Rule::EndBeforeStart)
    );
    assert_eq!(
        invalid(save(&|form| form.wilayat = "nowhere".into())),
        ("wilayat", Rule::UnknownCode)
    );
    assert_eq!(
        machine.app.own_log(None).unwrap().total,
        0,
        "a refused form writes nothing"
    );

    let kept = save(&|form| {
        form.number = "داخلي 12#".into();
        form.note = "قال\0 \u{202e}<b>مرحبا</b>".into();
    })
    .unwrap();
    assert_eq!(
        kept.row.number, "داخلي 12#",
        "an unreadable number is kept as typed"
    );
    let view = machine.app.call(&kept.row.id).unwrap();
    assert!(
        view.note.contains("<b>مرحبا</b>"),
        "text is text: {}",
        view.note
    );
}

/// A paste gone wrong is kept as a draft, so that it can be shortened instead of lost.
#[test]
fn a_megabyte_in_the_note_is_kept_as_draft() {
    let machine = machine();
    machine.sign_in("maryam");
    let mut form = query_form(1);
    form.note = "ن".repeat(1_000_000);
    machine.app.draft_keep(&form).unwrap();
    assert_eq!(machine.app.drafts().unwrap()[0].form, form);
    assert_eq!(
        invalid(machine.app.log_call(&form, SaveAs::ByRule)),
        ("note", Rule::TooLong)
    );
    assert_eq!(
        machine.app.drafts().unwrap().len(),
        1,
        "the refused draft is still there"
    );
}

/// Words typed for the subject while the caller is still explaining are in the draft; no call is made of
/// them, since they would be gone with it.
#[test]
fn a_subject_typed_by_half_is_kept_as_draft_and_not_saved_away() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = app::dto::CallForm {
        sub_category: String::new(),
        subject_text: "تأخر مو".into(),
        ..query_form(1)
    };
    machine.app.draft_keep(&form).unwrap();
    assert_eq!(machine.app.drafts().unwrap()[0].form, form);
    assert_eq!(
        invalid(machine.app.log_call(&form, SaveAs::ByRule)),
        ("subCategory", Rule::UnknownCode)
    );
    assert_eq!(machine.app.drafts().unwrap()[0].form, form);
}

/// Closing the application with drafts open loses none; each belongs to its person alone.
#[test]
fn drafts_survive_and_stay_private() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("said", &["agent"]));
    let Machine { folder, clock, app } = machine;
    for n in 1..=3 {
        app.draft_keep(&query_form(n)).unwrap();
    }
    drop(app);

    let app = App::start(config(folder.path(), clock));
    assert_eq!(app.app_state().unwrap().phase, Phase::Closed);
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    app.sign_in(&SignIn {
        login: "SAID ".into(),
        secret: "٢٤٦٨١٣".into(),
    })
    .unwrap();
    assert!(
        app.drafts().unwrap().is_empty(),
        "another's drafts are not listed"
    );
    assert!(matches!(
        app.draft_keep(&query_form(1)),
        Err(AppError::NotFound)
    ));
    assert!(matches!(
        app.draft_discard(&new_id(1)),
        Err(AppError::NotFound)
    ));
    app.sign_out().unwrap();
    app.sign_in(&SignIn {
        login: "maryam".into(),
        secret: PIN.into(),
    })
    .unwrap();
    assert_eq!(app.drafts().unwrap().len(), 3, "every open draft is there");
    app.draft_discard(&new_id(2)).unwrap();
    assert_eq!(app.drafts().unwrap().len(), 2);
    assert_eq!(
        app.draft_restore(&new_id(2)).unwrap().form,
        query_form(2),
        "discarding can be undone"
    );
}

/// The own log is that of the duty: it does not empty at midnight, nor by a restart.
#[test]
fn the_duty_goes_on_over_midnight_and_restart() {
    let machine = machine();
    machine.later(13 * 3_600_000);
    machine.sign_in("maryam");
    machine
        .app
        .log_call(&query_form(1), SaveAs::ByRule)
        .unwrap();
    let Machine { folder, clock, app } = machine;
    drop(app);
    let machine = Machine {
        app: App::start(config(folder.path(), clock.clone())),
        folder,
        clock,
    };
    machine.later(2 * 3_600_000);
    let open = OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    };
    machine.app.open_store(&open).unwrap();
    machine.sign_in("maryam");
    assert_eq!(
        machine.app.own_log(None).unwrap().total,
        1,
        "the duty was resumed"
    );
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    assert_eq!(
        machine.app.own_log(None).unwrap().total,
        0,
        "after signing out a new one begins"
    );
}

/// A supervisor sees who logged what, filters it, and the agent sees the comment.
#[test]
fn the_shift_is_reviewed_on_the_same_machine() {
    let machine = machine();
    machine.sign_in("maryam");
    let said = match machine.add(&person("said", &["agent"])) {
        AddedPerson::Added { person } => person,
        other => panic!("he was to be added: {other:?}"),
    };
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    let complaint = machine
        .app
        .log_call(&complaint_form(1), SaveAs::ByRule)
        .unwrap();
    machine
        .app
        .log_call(&query_form(2), SaveAs::ByRule)
        .unwrap();
    let refused = machine.app.shift_log(&ShiftQuery::default());
    assert!(
        matches!(refused, Err(AppError::NotAllowed(_))),
        "an agent reads no shift"
    );
    machine.app.sign_out().unwrap();

    machine.sign_in("maryam");
    machine
        .app
        .log_call(&query_form(3), SaveAs::ByRule)
        .unwrap();
    let log = |query: ShiftQuery| machine.app.shift_log(&query).unwrap();
    let all = log(ShiftQuery::default());
    assert_eq!((all.page.total, all.cases, all.end_known), (3, 1, 3));
    assert_eq!(all.shift.key, "2026-11-22/morning");
    assert_eq!(all.median_talk_ms, Some(50_000));
    let counts: Vec<u32> = all.by_type.iter().map(|count| count.calls).collect();
    assert_eq!(counts.iter().sum::<u32>(), 3);
    assert_eq!(all.agents.len(), 2);
    let total = |query: ShiftQuery| log(query).page.total;
    let none = ShiftQuery::default;
    assert_eq!(
        total(ShiftQuery {
            agent: said.id.clone(),
            ..none()
        }),
        2
    );
    assert_eq!(
        total(ShiftQuery {
            type_code: "complaint".into(),
            ..none()
        }),
        1
    );
    assert_eq!(
        total(ShiftQuery {
            outcome: "answered".into(),
            ..none()
        }),
        2
    );
    assert_eq!(
        total(ShiftQuery {
            text: "الدوا".into(),
            ..none()
        }),
        1,
        "by the beginning of a word"
    );
    assert_eq!(
        total(ShiftQuery {
            text: "تطعيم اطفال".into(),
            ..none()
        }),
        2,
        "folded"
    );
    assert_eq!(
        total(ShiftQuery {
            text: "99123".into(),
            ..none()
        }),
        3,
        "by number"
    );
    assert_eq!(machine.app.shifts().unwrap().len(), 1);

    let comment = NewComment {
        id: new_id(9),
        call: complaint.row.id.clone(),
        text: "أحيليها اليوم".into(),
    };
    machine.app.comment_call(&comment).unwrap();
    machine.app.comment_call(&comment).unwrap();
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    let seen = machine.app.call(&complaint.row.id).unwrap();
    assert_eq!(seen.comments.len(), 1, "sent twice is one comment");
    assert_eq!(seen.comments[0].text, "أحيليها اليوم");
    assert_eq!(seen.comments[0].by_en, "Person maryam");
}

/// Language is the person's; the station's until somebody has signed in.
#[test]
fn each_person_keeps_their_language() {
    let machine = machine();
    let english = Preferences {
        locale: LocaleCode::En,
        digits: Digits::Arab,
    };
    let state = machine.app.set_preferences(english).unwrap();
    assert_eq!((state.locale, state.digits), (LocaleCode::En, Digits::Arab));
    machine.sign_in("maryam");
    let own = machine.app.app_state().unwrap().signed_in.unwrap();
    assert_eq!(
        own.locale,
        LocaleCode::Ar,
        "the station's language does not change hers"
    );
    machine.app.set_preferences(english).unwrap();
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    assert_eq!(
        machine.app.app_state().unwrap().signed_in.unwrap().locale,
        LocaleCode::En
    );
}

/// A write that was under way when its person signed out must not land with the next one.
#[test]
fn what_comes_late_from_another_duty_is_refused() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("said", &["agent"]));
    let duty = machine.app.app_state().unwrap().signed_in.unwrap().duty;
    let form = app::dto::CallForm {
        duty,
        ..query_form(1)
    };
    machine.app.draft_keep(&form).unwrap();
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    let late = app::dto::CallForm {
        id: new_id(2),
        ..form
    };
    assert!(matches!(
        machine.app.draft_keep(&late),
        Err(AppError::SignedOut)
    ));
    assert!(matches!(
        machine.app.log_call(&late, SaveAs::ByRule),
        Err(AppError::SignedOut)
    ));
    assert!(
        machine.app.drafts().unwrap().is_empty(),
        "nothing of hers is with him"
    );
}

/// On one machine the agent has signed out when the supervisor sits down: what she says about a call
/// must meet the agent in the next duty, until it was seen, and no longer.
#[test]
fn a_comment_meets_its_agent_in_the_next_duty() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("said", &["agent"]));
    machine.add(&person("noor", &["agent"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    let call = machine
        .app
        .log_call(&complaint_form(1), SaveAs::ByRule)
        .unwrap()
        .row
        .id;
    machine
        .app
        .log_call(&query_form(2), SaveAs::ByRule)
        .unwrap();
    machine.app.sign_out().unwrap();

    machine.sign_in("maryam");
    let comment = |n: u8, text: &str| NewComment {
        id: new_id(n),
        call: call.clone(),
        text: text.into(),
    };
    machine.app.comment_call(&comment(8, "أحيليها")).unwrap();
    let own = machine.app.own_log(None).unwrap();
    assert!(own.commented.is_empty(), "it is not her call");
    machine.app.sign_out().unwrap();

    machine.sign_in("said");
    let commented = || {
        let own = machine.app.own_log(None).unwrap();
        assert_eq!(own.total, 0, "the new duty has no calls yet");
        own.commented
            .into_iter()
            .map(|row| row.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        commented(),
        std::slice::from_ref(&call),
        "the one of two that bears one"
    );
    let seen = |comments: Vec<String>| SeenComments {
        call: call.clone(),
        comments,
    };
    let mark = |comments| machine.app.mark_comments_seen(&seen(comments));
    mark(vec![new_id(9)]).unwrap();
    assert_eq!(commented().len(), 1, "another's id marks nothing");
    assert_eq!(invalid(mark(vec!["7".into()])), ("comments", Rule::NotAnId));
    assert_eq!(
        invalid(mark(vec![new_id(8); 1_001])),
        ("comments", Rule::TooLong)
    );
    mark(vec![new_id(8)]).unwrap();
    mark(vec![new_id(8)]).unwrap();
    assert!(commented().is_empty(), "seen once is enough");
    machine.app.sign_out().unwrap();

    machine.sign_in("maryam");
    machine.app.comment_call(&comment(9, "شكرًا")).unwrap();
    machine.app.sign_out().unwrap();
    machine.sign_in("noor");
    assert!(commented().is_empty(), "nobody else's business");
    machine.app.sign_out().unwrap();
    machine.sign_in("said");
    assert_eq!(commented().len(), 1, "a new comment is news again");
}

/// What is copied for whoever helps from afar says how the machine stands, and nothing of anybody.
#[test]
fn diagnostics_hold_nobody() {
    let before = empty_machine();
    let told = before.app.diagnostics().unwrap();
    assert!(told.contains("phase: first_start"), "{told}");
    let machine = machine();
    machine.sign_in("maryam");
    machine
        .app
        .log_call(&complaint_form(1), SaveAs::ByRule)
        .unwrap();
    let told = machine.app.diagnostics().unwrap();
    for fact in ["phase: ready", "link: NotSet", "held: 0", "refusal: none"] {
        assert!(told.contains(fact), "{fact}: {told}");
    }
    let folder = machine.folder.path().to_string_lossy().into_owned();
    for secret in ["99123456", "maryam", "مسقط", "الدواء", PIN, folder.as_str()] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
}
