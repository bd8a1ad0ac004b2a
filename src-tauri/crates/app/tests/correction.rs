//! A saved call is put right: nothing that somebody else wrote is overwritten, nothing that was typed is lost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{
    Amendment, CallForm, CallRow, CaseGiven, Clash, Decided, FieldChange, Kept, LockFor, SaveAs,
    TakeBack, TakenBack,
};
use app::{App, AppError, Right, Rule};
use common::*;

const BY_MISTAKE: &str = "by_mistake";

/// Aisha takes calls, muna supervises; aisha sits at the machine.
fn site() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for (login, role) in [
        ("aisha", "agent"),
        ("hilal", "agent"),
        ("muna", "supervisor"),
    ] {
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

/// Muna changes a call while somebody else is at correcting it.
fn muna_changes(machine: &Machine, call: &str, n: u8, change: impl FnOnce(&mut CallForm)) {
    let back = machine.app.app_state().unwrap().signed_in.unwrap();
    sit_down(machine, "muna");
    let mut form = correction(machine, call, n);
    change(&mut form);
    corrected(machine, &form);
    sit_down(machine, &back.person.login);
}

fn clashes(app: &App, form: &CallForm) -> Vec<Clash> {
    match app.amend_call(form).unwrap() {
        Amendment::Differs { clashes } => clashes,
        saved @ Amendment::Saved { .. } => panic!("{saved:?}"),
    }
}

fn saved(app: &App, form: &CallForm) -> (Vec<FieldChange>, Option<String>, Option<String>) {
    match app.amend_call(form).unwrap() {
        Amendment::Saved {
            fields,
            entry,
            promise,
            ..
        } => (fields, entry, promise),
        differs @ Amendment::Differs { .. } => panic!("{differs:?}"),
    }
}

fn take_back(app: &App, call: &str, entry: &str, promise: &str) -> app::Result<TakenBack> {
    app.take_back_correction(&TakeBack {
        call: call.into(),
        entry: entry.into(),
        promise: promise.into(),
    })
}

fn names(fields: &[FieldChange]) -> Vec<&str> {
    fields.iter().map(|change| change.field.as_str()).collect()
}

/// How often something was done to a call.
fn steps(machine: &Machine, call: &str) -> usize {
    machine.app.call_history(call).unwrap().steps.len()
}

/// The chain holds; a supervisor may ask.
fn verify(machine: &Machine) {
    sit_down(machine, "muna");
    assert_eq!(machine.app.verify_journal().unwrap().fault, None);
}

/// A word put right must not unmake what else is known of the call, and says what it changed.
#[test]
fn only_what_was_changed_is_written() {
    let machine = site();
    let before = logged(&machine, &query_form(1));
    machine.later(60_000);
    let form = CallForm {
        sub_category: "diabetes".into(),
        note: "سألت عن الإنسولين".into(),
        ..correction(&machine, &before.id, 9)
    };
    let (row, fields) = corrected(&machine, &form);
    assert_eq!(names(&fields), ["note", "subject"]);
    assert_eq!(fields[1].old, "health_ed/vaccination");
    assert_eq!(fields[1].new, "health_ed/diabetes");
    assert_eq!(
        (row.sub_category.as_str(), row.saved_at),
        ("diabetes", before.saved_at)
    );
    assert_eq!(
        (row.started_at, row.ended_at),
        (before.started_at, before.ended_at)
    );
    let log = machine.app.own_log(None).unwrap().rows;
    assert_eq!(
        log[0].sub_category, "diabetes",
        "the own log says so at once"
    );
    let bad = CallForm {
        sub_category: "none_such".into(),
        ..correction(&machine, &before.id, 10)
    };
    assert!(
        matches!(
            machine.app.amend_call(&bad),
            Err(AppError::Invalid {
                field: "subCategory",
                rule: Rule::UnknownCode,
                ..
            })
        ),
        "the same rules as for a new call"
    );
    verify(&machine);
}

/// A colleague's word on another field must not be undone by a form that was opened before it.
#[test]
fn a_colleagues_amendment_survives() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let form = CallForm {
        note: "سألت عن الجرعة الثانية".into(),
        ..correction(&machine, &call.id, 9)
    };
    muna_changes(&machine, &call.id, 10, |form| form.place = "الخوير".into());
    let (_, fields) = corrected(&machine, &form);
    assert_eq!(names(&fields), ["note"], "what this person changed");
    let shown = machine.app.call(&call.id).unwrap();
    assert_eq!(shown.note, form.note);
    assert_eq!(shown.place, "الخوير", "hers stays");
}

/// Of two values for one field neither may go in silence: both are shown, and a person decides.
#[test]
fn the_same_field_changed_by_two_is_decided_by_a_person() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let mut form = CallForm {
        note: "من عائشة".into(),
        place: "السيب".into(),
        ..correction(&machine, &call.id, 9)
    };
    muna_changes(&machine, &call.id, 10, |form| form.note = "من منى".into());
    let before = steps(&machine, &call.id);
    let told = clashes(&machine.app, &form);
    assert_eq!(
        steps(&machine, &call.id),
        before,
        "nothing is written meanwhile"
    );
    assert_eq!(told.len(), 1, "the place is nobody else's");
    let clash = &told[0];
    assert_eq!(names(&clash.fields), ["note"]);
    assert_eq!(
        (clash.fields[0].old.as_str(), clash.fields[0].new.as_str()),
        ("من منى", "من عائشة")
    );
    assert_eq!(clash.by_en, "Person muna");
    let decide = |form: &mut CallForm, clash: &Clash, mine: bool| {
        form.corrects.as_mut().unwrap().decided = vec![Decided {
            group: clash.group.clone(),
            theirs: clash.theirs.clone(),
            mine,
        }];
    };
    // Decided, and she has written once more since: asked again.
    decide(&mut form, clash, true);
    muna_changes(&machine, &call.id, 11, |form| {
        form.note = "من منى ثانية".into()
    });
    let again = clashes(&machine.app, &form);
    assert_eq!(again[0].fields[0].old, "من منى ثانية");
    decide(&mut form, &again[0], false);
    let (fields, ..) = saved(&machine.app, &form);
    assert_eq!(names(&fields), ["place"], "the note was left to her");
    let shown = machine.app.call(&call.id).unwrap();
    assert_eq!(
        (shown.note.as_str(), shown.place.as_str()),
        ("من منى ثانية", "السيب")
    );
    let mut mine = CallForm {
        note: "من عائشة أخيرًا".into(),
        ..correction(&machine, &call.id, 12)
    };
    muna_changes(&machine, &call.id, 13, |form| form.note = "لا".into());
    let last = clashes(&machine.app, &mine);
    decide(&mut mine, &last[0], true);
    corrected(&machine, &mine);
    assert_eq!(machine.app.call(&call.id).unwrap().note, "من عائشة أخيرًا");
    verify(&machine);
}

/// An answer that got lost makes people press again.
#[test]
fn saving_twice_writes_once() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let form = CallForm {
        note: "مرة واحدة".into(),
        promise_day: "2026-11-23".into(),
        promise_time: "12:00".into(),
        ..correction(&machine, &call.id, 9)
    };
    let (fields, entry, promise) = saved(&machine.app, &form);
    assert!(entry.is_some() && promise.is_some());
    let written = steps(&machine, &call.id);
    let (again, no_entry, no_promise) = saved(&machine.app, &form);
    assert_eq!(again, fields, "told in the same words");
    assert_eq!((no_entry, no_promise), (None, None));
    assert_eq!(steps(&machine, &call.id), written);
    assert!(
        matches!(machine.app.draft_keep(&form).unwrap(), Kept::AlreadySaved),
        "a keeping that comes late brings nothing back"
    );
}

/// Half a minute later it must be exactly as it was, and what others did since must stay.
#[test]
fn taking_it_back_restores_exactly_those_fields() {
    let machine = site();
    let call = logged(&machine, &complaint_form(1));
    let before = machine.app.call(&call.id).unwrap();
    let form = CallForm {
        note: "غير ذلك".into(),
        sub_category: "conduct".into(),
        facility_text: String::new(),
        facility: "royal_hospital".into(),
        promise_day: "2026-11-23".into(),
        promise_time: "12:00".into(),
        ..correction(&machine, &call.id, 9)
    };
    let (_, entry, promise) = saved(&machine.app, &form);
    let (entry, promise) = (entry.unwrap(), promise.unwrap());
    let taken = take_back(&machine.app, &call.id, &entry, &promise).unwrap();
    assert_eq!(taken.stayed, []);
    let after = machine.app.call(&call.id).unwrap();
    assert_eq!(after.form, before.form, "exactly as it was");
    assert!(
        machine
            .app
            .due_follow_ups(i64::MAX)
            .unwrap()
            .own
            .rows
            .is_empty(),
        "the promise goes with it"
    );
    let written = steps(&machine, &call.id);
    take_back(&machine.app, &call.id, &entry, &promise).unwrap();
    assert_eq!(steps(&machine, &call.id), written, "twice is once");

    let form = CallForm {
        note: "من عائشة".into(),
        place: "السيب".into(),
        ..correction(&machine, &call.id, 10)
    };
    let (_, entry, _) = saved(&machine.app, &form);
    muna_changes(&machine, &call.id, 11, |form| form.note = "من منى".into());
    let taken = take_back(&machine.app, &call.id, &entry.unwrap(), "").unwrap();
    assert_eq!(
        names(&taken.stayed),
        ["note"],
        "hers stays, and that is said"
    );
    let shown = machine.app.call(&call.id).unwrap();
    assert_eq!((shown.note.as_str(), shown.place.as_str()), ("من منى", ""));
    let strange = take_back(&machine.app, &call.id, &new_id(77), "");
    assert!(matches!(strange, Err(AppError::NotFound)));
    verify(&machine);
}

/// Wrong times make wrong figures; the clock of a saved call can be put right too.
#[test]
fn times_are_corrected_as_text() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let with = |n: u8, change: &dyn Fn(&mut app::dto::Corrected)| {
        let mut form = correction(&machine, &call.id, n);
        change(form.corrects.as_mut().unwrap());
        form
    };
    let opened = with(9, &|_| ());
    let times = opened.corrects.as_deref().unwrap();
    assert_eq!(
        (times.day.as_str(), times.start.as_str(), times.end.as_str()),
        ("22/11/2026", "09:59", "09:59")
    );
    let later = with(9, &|one| one.end = "٩:٥٩".into());
    let (row, fields) = corrected(&machine, &later);
    assert_eq!(
        (row.ended_at, fields),
        (call.ended_at, vec![]),
        "the same minute keeps its seconds"
    );
    let (row, fields) = corrected(
        &machine,
        &with(10, &|one| {
            one.start = "23:50".into();
            one.day = "٢١/١١/٢٠٢٦".into();
            one.end = "0010".into();
        }),
    );
    assert_eq!(names(&fields), ["startedAt", "endedAt"]);
    assert_eq!(
        row.ended_at.unwrap() - row.started_at,
        20 * 60_000,
        "over midnight"
    );
    let unknown = with(11, &|one| one.end = String::new());
    assert_eq!(corrected(&machine, &unknown).0.ended_at, None);
    let refused = |form: CallForm| match machine.app.amend_call(&form) {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("{other:?}"),
    };
    let bad = |n: u8, day: &str, start: &str, end: &str| {
        refused(with(n, &|one| {
            one.day = day.into();
            one.start = start.into();
            one.end = end.into();
        }))
    };
    assert_eq!(
        bad(12, "2026-11-22", "9:61", ""),
        ("correctStart", Rule::NotATime)
    );
    assert_eq!(bad(13, "22/11", "9:00", ""), ("correctDay", Rule::NotADay));
    assert_eq!(
        bad(14, "2026-11-22", "23:00", ""),
        ("correctStart", Rule::NotYet)
    );
    assert_eq!(
        bad(15, "2026-10-01", "9:00", ""),
        ("correctDay", Rule::TooLongAgo)
    );
    assert_eq!(
        bad(16, "2026-11-22", "9:00", "8:00"),
        ("correctEnd", Rule::EndBeforeStart)
    );
    assert_eq!(
        bad(17, "2026-11-22", "9:00", "12:00"),
        ("correctEnd", Rule::NotYet)
    );
}

/// What a person was at must be there again after a kill, with what they had seen.
#[test]
fn a_correction_survives_a_kill_with_what_was_seen() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let form = CallForm {
        note: "قبل انقطاع الكهرباء".into(),
        ..correction(&machine, &call.id, 9)
    };
    assert!(matches!(
        machine.app.draft_keep(&form).unwrap(),
        Kept::Kept { .. }
    ));
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), std::sync::Arc::clone(&clock)));
    app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("aisha");
    muna_changes(&machine, &call.id, 10, |form| form.note = "من منى".into());
    let kept = machine.app.drafts().unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        kept[0]
            .form
            .corrects
            .as_deref()
            .map(|one| one.agent.as_str()),
        Some(call.agent.as_str())
    );
    assert_eq!(
        clashes(&machine.app, &kept[0].form)[0].fields[0].old,
        "من منى",
        "it still knows what it was held against"
    );
    // Others see that it is a correction, and nothing of it.
    sit_down(&machine, "hilal");
    let left = machine.app.others_drafts().unwrap();
    assert!(left[0].correction);
}

/// What was taken out, is not mine, or belongs to a sensitive case, is refused by its own code.
#[test]
fn what_cannot_be_corrected_says_why() {
    let machine = site();
    let call = logged(&machine, &query_form(1));
    let form = CallForm {
        note: "متأخرة".into(),
        ..correction(&machine, &call.id, 9)
    };
    machine.app.draft_keep(&form).unwrap();
    machine.app.void_call(&call.id, BY_MISTAKE).unwrap();
    assert!(matches!(
        machine.app.amend_call(&form),
        Err(AppError::CallVoided)
    ));
    assert!(matches!(
        machine.app.call_form(&call.id),
        Err(AppError::CallVoided)
    ));
    assert_eq!(
        machine.app.drafts().unwrap().len(),
        1,
        "what was typed is still there"
    );
    machine.app.restore_call(&call.id).unwrap();
    corrected(&machine, &form);
    assert!(
        machine.app.drafts().unwrap().is_empty(),
        "and goes with its save"
    );

    let theirs = correction(&machine, &call.id, 10);
    sit_down(&machine, "hilal");
    assert!(matches!(
        machine.app.amend_call(&theirs),
        Err(AppError::NotAllowed(Right::CallCorrect))
    ));
    let may = machine.app.call(&call.id).unwrap().may;
    assert!(
        !may.correct && !may.void && !may.restore,
        "and nothing is offered"
    );
    sit_down(&machine, "muna");
    let may = machine.app.call(&call.id).unwrap().may;
    assert!(may.correct && may.void && !may.restore, "a supervisor may");

    // A form of a duty that is over must not land with whoever sits here now.
    let old = CallForm {
        duty: new_id(55),
        ..theirs
    };
    assert!(matches!(
        machine.app.amend_call(&old),
        Err(AppError::SignedOut)
    ));
    machine
        .app
        .lock(&LockFor {
            reason: String::new(),
        })
        .unwrap();
    assert!(matches!(
        machine.app.amend_call(&form),
        Err(AppError::Locked)
    ));
}

/// A case that passed on takes its calls along: who took the call may not even correct it any more.
#[test]
fn a_call_of_a_sensitive_case_is_kept_back() {
    let machine = site();
    let form = CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(1)
    };
    let call = logged(&machine, &form);
    let open = correction(&machine, &call.id, 9);
    let case = machine
        .app
        .cases(&Default::default())
        .unwrap()
        .rows
        .remove(0);
    let people = machine.app.people().unwrap();
    let hilal = people.iter().find(|one| one.login == "hilal").unwrap();
    let given = CaseGiven {
        case: case.id,
        owner: hilal.id.clone(),
    };
    drop(machine.app.give_case(&given));
    for refused in [
        machine.app.amend_call(&open).err(),
        machine.app.call_history(&call.id).err(),
        machine.app.void_call(&call.id, BY_MISTAKE).err(),
    ] {
        assert!(
            matches!(refused, Some(AppError::NotAllowed(Right::SensitiveRead))),
            "{refused:?}"
        );
    }
}

/// A call that was added to a case needs nothing but that case, also when it is put right.
#[test]
fn a_call_of_a_case_is_corrected_without_what_the_case_says() {
    let machine = site();
    logged(&machine, &complaint_form(1));
    let case = machine
        .app
        .cases(&Default::default())
        .unwrap()
        .rows
        .remove(0);
    let added = CallForm {
        type_code: String::new(),
        sub_category: String::new(),
        note: String::new(),
        link_case: case.id,
        ..query_form(2)
    };
    let call = logged(&machine, &added);
    let form = CallForm {
        note: "يسأل عن معاملته".into(),
        ..correction(&machine, &call.id, 9)
    };
    assert!(form.corrects.as_deref().is_some_and(|one| one.in_case));
    let (_, fields) = corrected(&machine, &form);
    assert_eq!(names(&fields), ["note"]);
}
