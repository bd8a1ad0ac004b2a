//! The whole form, from the screen to what others find: the patient, what was promised, what is noted for
//! the case, a number that is flagged.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{CallForm, CallerQuery, FollowUpEnd, NewFlag, SaveAs};
use app::{AppError, Rule};
use common::*;

fn card(machine: &Machine, person: &str) -> app::dto::CallerCard {
    let query = CallerQuery {
        number: "99123456".into(),
        person: person.into(),
        linked_case: String::new(),
    };
    machine.app.caller_card(&query).unwrap()
}

/// A father calls about his daughter: next time both are on the number, with what they are to each other.
#[test]
fn the_patient_is_known_the_next_time() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = CallForm {
        caller_name: "سالم بن حمد الحارثي".into(),
        relation: "parent".into(),
        patient_name: "مريم بنت سالم".into(),
        patient_birth: "9".into(),
        patient_sex: "female".into(),
        ..complaint_form(1)
    };
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let people = card(&machine, "").people;
    assert_eq!(people.len(), 2, "{people:?}");
    let named = |name: &str| people.iter().find(|one| one.name_ar == name).unwrap();
    let father = &named("سالم بن حمد الحارثي").id;
    named("مريم بنت سالم");
    let chosen = card(&machine, father).chosen.unwrap();
    let relation = chosen.relations.first().unwrap();
    assert_eq!(
        (
            relation.name_ar.as_str(),
            relation.relation.as_str(),
            relation.from_here
        ),
        ("مريم بنت سالم", "parent", true)
    );
    // The same said again makes nobody anew.
    let again = CallForm {
        id: new_id(2),
        ..form
    };
    machine.app.log_call(&again, SaveAs::ByRule).unwrap();
    assert_eq!(card(&machine, "").people.len(), 2);
}

/// Whoever calls for themselves is one person, and nobody anonymous becomes one.
#[test]
fn nobody_is_made_twice_or_against_their_will() {
    let machine = machine();
    machine.sign_in("maryam");
    let own = CallForm {
        caller_name: "زهراء".into(),
        patient_birth: "1990".into(),
        patient_sex: "female".into(),
        ..query_form(1)
    };
    machine.app.log_call(&own, SaveAs::ByRule).unwrap();
    assert_eq!(card(&machine, "").people.len(), 1);
    let hidden = CallForm {
        anonymous: true,
        relation: "parent".into(),
        patient_name: "طفل".into(),
        ..query_form(2)
    };
    machine.app.log_call(&hidden, SaveAs::ByRule).unwrap();
    assert_eq!(card(&machine, "").people.len(), 1, "words, and no record");
}

/// What a caller was told is owed from the moment of saving, and shown to whoever answers next.
#[test]
fn a_promise_is_owed_until_it_is_kept() {
    let machine = machine();
    machine.sign_in("maryam");
    let times = machine.app.promise_times(false).unwrap();
    assert_eq!(
        (times.day.as_str(), times.time.as_str()),
        ("2026-11-22", "12:00"),
        "two working hours from ten"
    );
    let form = CallForm {
        promise: "نعاود الاتصال بنتيجة البحث عن الدواء".into(),
        promise_day: times.day,
        promise_time: times.time,
        ..complaint_form(1)
    };
    let logged = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let noon = SUNDAY_TEN + 2 * 3_600_000;
    assert_eq!(logged.promised_due, Some(noon));
    let again = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    assert!(again.already);
    let owed = card(&machine, "").promises;
    assert_eq!(owed.len(), 1, "saving twice promises once");
    let promise = owed.first().unwrap();
    assert_eq!((promise.due, promise.kind.as_str()), (noon, "call_back"));
    assert_eq!(
        Some(&promise.case_reference),
        logged.case_reference.as_ref(),
        "it goes with the case"
    );
    let due = machine.app.due_follow_ups(noon).unwrap().own.rows;
    assert_eq!(due.len(), 1, "on the list of whoever promised");
    machine
        .app
        .end_follow_up(&FollowUpEnd {
            follow_up: promise.id.clone(),
            code: "reached".into(),
        })
        .unwrap();
    assert!(card(&machine, "").promises.is_empty());
}

/// A call taken back leaves nobody waiting for what was promised in it.
#[test]
fn a_promise_goes_with_its_call() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = CallForm {
        promise_day: "2026-11-23".into(),
        promise_time: "9".into(),
        ..query_form(1)
    };
    let logged = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    assert_eq!(card(&machine, "").promises.len(), 1);
    machine.app.void_call(&logged.row.id, "by_mistake").unwrap();
    assert!(card(&machine, "").promises.is_empty());
    machine.app.verify_journal().unwrap();
}

/// What an agent noted for the referral is there when somebody opens the case.
#[test]
fn the_case_knows_where_it_is_to_go() {
    let machine = machine();
    machine.sign_in("maryam");
    let lists = machine.app.lists().unwrap();
    let entity = lists.entities.first().unwrap().code.clone();
    let form = CallForm {
        refer_to: entity.clone(),
        severity: "2".into(),
        ..complaint_form(1)
    };
    let logged = machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let found = machine
        .app
        .find_case(&logged.case_reference.unwrap())
        .unwrap();
    let view = machine.app.case(&found.first().unwrap().id).unwrap();
    assert_eq!(view.refer_to, entity);
}

/// What happened yesterday is counted with yesterday, whenever it is entered, and both times stay.
#[test]
fn a_late_entry_keeps_both_times() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("hilal", &["agent"]));
    let people = machine.app.people().unwrap();
    let hilal = people.iter().find(|one| one.login == "hilal").unwrap();
    let form = CallForm {
        happened_day: "2026-11-21".into(),
        happened_time: "23:15".into(),
        on_behalf_of: hilal.id.clone(),
        ..query_form(1)
    };
    let row = machine.app.log_call(&form, SaveAs::ByRule).unwrap().row;
    assert_eq!(row.started_at, SUNDAY_TEN - (10 * 60 + 45) * 60_000);
    assert_eq!(row.ended_at, None, "no clock ran");
    assert_eq!(row.saved_at, SUNDAY_TEN);
    let again = machine.app.call_form(&row.id).unwrap();
    assert_eq!(again.on_behalf_of, hilal.id);
    assert_eq!(again.happened_time, "23:15");
    let stranger = CallForm {
        id: new_id(2),
        on_behalf_of: new_id(9),
        ..form
    };
    assert!(matches!(
        machine.app.log_call(&stranger, SaveAs::ByRule),
        Err(AppError::Invalid {
            field: "onBehalfOf",
            rule: Rule::UnknownCode,
            ..
        })
    ));
}

/// A word put right through the form leaves the answers, the second issue and the patient where they are.
#[test]
fn a_saved_call_is_put_right_as_a_form() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = CallForm {
        relation: "spouse".into(),
        patient_name: "أمينة".into(),
        answer: "شُرح لها البديل".into(),
        custom: [("medicine_name".to_owned(), "أدول".to_owned())].into(),
        more_issues: vec![app::dto::IssueForm {
            id: new_id(5),
            type_code: "complaint".into(),
            sub_category: "conduct".into(),
            facility: "royal_hospital".into(),
            ..app::dto::IssueForm::default()
        }],
        ..complaint_form(1)
    };
    let row = machine.app.log_call(&form, SaveAs::ByRule).unwrap().row;
    let saved = correction(&machine, &row.id, 9);
    assert_eq!(saved.answer, form.answer);
    assert_eq!(saved.more_issues, form.more_issues);
    machine.later(60_000);
    let amended = CallForm {
        note: "لم يتوفر الدواء منذ ثلاثة أسابيع".into(),
        ..saved.clone()
    };
    corrected(&machine, &amended);
    let shown = machine.app.call(&row.id).unwrap().form;
    let wanted = CallForm {
        id: row.id,
        corrects: None,
        ..amended
    };
    assert_eq!(shown, wanted, "one word more, nothing less");
}

/// A number known for silent calls is said to be; a caller in need from it is heard all the same.
#[test]
fn a_flag_warns_ends_and_hides_nothing() {
    let machine = machine();
    machine.sign_in("maryam");
    let flag = NewFlag {
        id: new_id(3),
        number: "٩٩١٢٣٤٥٦".into(),
        reason: "silent_calls".into(),
        days: 30,
    };
    for _ in 0..2 {
        machine.app.flag_number(&flag).unwrap();
    }
    let flags = card(&machine, "").flags;
    let raised = flags.first().unwrap();
    assert_eq!(flags.len(), 1, "the same flag twice is one");
    assert_eq!(raised.until, SUNDAY_TEN + 30 * 24 * 3_600_000);
    let emergency = CallForm {
        type_code: "report".into(),
        sub_category: "pt_danger".into(),
        urgent: true,
        place: "الخوير".into(),
        ..query_form(1)
    };
    let logged = machine.app.log_call(&emergency, SaveAs::ByRule).unwrap();
    assert!(logged.case_reference.is_some() && logged.row.urgent);
    assert_eq!(
        card(&machine, "").cases.len(),
        1,
        "on the card like any other"
    );
    for _ in 0..2 {
        machine.app.lift_flag(&raised.id).unwrap();
    }
    assert!(card(&machine, "").flags.is_empty());

    machine
        .app
        .flag_number(&NewFlag {
            id: new_id(4),
            ..flag.clone()
        })
        .unwrap();
    machine.later(30 * 24 * 3_600_000 + 1);
    assert!(card(&machine, "").flags.is_empty(), "numbers change hands");
    let bad = |change: NewFlag, field: &str| match machine.app.flag_number(&change) {
        Err(AppError::Invalid { field: named, .. }) => assert_eq!(named, field),
        other => panic!("{other:?}"),
    };
    let new = NewFlag {
        id: new_id(5),
        ..flag
    };
    let with = |change: &dyn Fn(&mut NewFlag)| {
        let mut flag = new.clone();
        change(&mut flag);
        flag
    };
    bad(with(&|flag| flag.number = "؟".into()), "number");
    bad(with(&|flag| flag.reason = "rude".into()), "reason");
    bad(with(&|flag| flag.days = 181), "days");
    bad(with(&|flag| flag.days = 0), "days");
}
