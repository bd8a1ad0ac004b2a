//! Search as you type, as the screen asks for it.

#[expect(dead_code, reason = "of the site its people and how a case is opened")]
mod case_site;
mod common;

use app::dto::{CallForm, SaveAs, SearchIn, SearchOn, SearchQuery};
use app::{AppError, Right};
use case_site::{opened, sit_down, site};
use common::*;

fn asked(text: &str) -> SearchQuery {
    SearchQuery {
        text: text.into(),
        go_on: None,
    }
}

#[test]
fn a_call_and_its_case_are_found_as_soon_as_they_are_saved() {
    let machine = machine();
    machine.sign_in("maryam");
    let mut form = query_form(1);
    form.number = "9912 3456".into();
    form.note = "تأخر موعد في المستشفى".into();
    let saved = machine.app.log_call(&form, SaveAs::OtherWay).unwrap();
    let reference = saved.case_reference.unwrap();
    let answer = machine.app.search(&asked("مستش موع")).unwrap();
    let [found] = answer.calls.rows.as_slice() else {
        panic!("one call: {:?}", answer.calls.rows)
    };
    let row = &saved.row;
    assert_eq!((&found.id, found.started_at), (&row.id, row.started_at));
    assert_eq!(
        (&found.type_code, &found.sub_category),
        (&row.type_code, &row.sub_category)
    );
    assert_eq!(
        (&found.number, &found.note_start),
        (&row.number, &row.note_start)
    );
    let found = answer.calls.rows.clone();
    assert_eq!((answer.calls.next, answer.calls.unfinished), (None, false));
    assert!(!answer.outdated);
    for digits in ["٩٩١٢", "234", "00968 9912"] {
        let answer = machine.app.search(&asked(digits)).unwrap();
        assert_eq!(answer.calls.rows, found, "{digits}");
    }
    let answer = machine.app.search(&asked(&reference)).unwrap();
    let found: Vec<&str> = answer
        .cases
        .rows
        .iter()
        .map(|case| case.reference.as_str())
        .collect();
    assert_eq!(found, [reference.as_str()]);
    assert_eq!(answer.calls.rows, []);
}

#[test]
fn a_list_goes_on_from_its_cursor() {
    let machine = machine();
    machine.sign_in("maryam");
    for count in 0..60 {
        machine.later(60_000);
        machine
            .app
            .log_call(&query_form(count), SaveAs::ByRule)
            .unwrap();
    }
    let text = query_form(0).note;
    let first = machine.app.search(&asked(&text)).unwrap();
    assert_eq!(first.calls.rows.len(), 50);
    let on = SearchQuery {
        text: text.clone(),
        go_on: Some(SearchOn {
            within: SearchIn::Calls,
            after: first.calls.next.unwrap(),
        }),
    };
    let second = machine.app.search(&on).unwrap();
    assert_eq!((second.calls.rows.len(), second.calls.next), (10, None));
    let refused = machine.app.search(&SearchQuery {
        go_on: Some(SearchOn {
            within: SearchIn::Calls,
            after: "x".into(),
        }),
        text,
    });
    assert!(matches!(
        refused,
        Err(AppError::Invalid { field: "after", .. })
    ));
}

#[test]
fn a_long_paste_is_a_question_like_any_other() {
    let machine = machine();
    machine.sign_in("maryam");
    let answer = machine
        .app
        .search(&asked(&"\u{0}\"ب ".repeat(500_000)))
        .unwrap();
    assert_eq!(answer.calls.rows, []);
}

/// Who looks after the machine reads no calls, by no way.
#[test]
fn an_administrator_finds_nothing() {
    let machine = machine();
    machine.sign_in("maryam");
    machine
        .app
        .log_call(&query_form(1), SaveAs::ByRule)
        .unwrap();
    machine.add(&person("nasser", &["administrator"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("nasser");
    let refused = machine.app.search(&asked(&query_form(1).note));
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::CallRead))
    ));
}

/// What is known of a person, as somebody looks them up by the beginning of their name.
#[test]
fn a_person_who_was_found_is_shown_with_numbers_calls_and_open_cases() {
    let machine = site();
    let mut form = complaint_form(1);
    form.caller_name = "سالم بن حمد الحارثي".into();
    let case = opened(&machine, &form);
    let mut again = query_form(2);
    again.caller = machine.app.search(&asked("سالم")).unwrap().persons.rows[0]
        .id
        .clone();
    machine.app.log_call(&again, SaveAs::ByRule).unwrap();

    let sheet = machine.app.person_sheet(&again.caller).unwrap();
    assert_eq!(sheet.name_ar, form.caller_name);
    assert_eq!(sheet.numbers, ["9912 3456"]);
    let cases: Vec<&str> = sheet.cases.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(cases, [case.row.id.as_str()]);
    assert_eq!((sheet.calls.len(), sheet.total_calls), (2, 2));
    assert!(sheet.calls.iter().all(|call| !call.restricted));
    assert!(matches!(
        machine.app.person_sheet(&new_id(99)),
        Err(AppError::NotFound)
    ));
    assert!(matches!(
        machine.app.person_sheet("x"),
        Err(AppError::Invalid { field: "id", .. })
    ));
}

/// Three people of one name stand below one another: whoever looks must see which is which before opening one.
#[test]
fn namesakes_are_told_apart_by_the_ends_of_their_numbers() {
    let machine = site();
    for (n, number) in (1..).zip(["99123456", "92001177", ""]) {
        let form = CallForm {
            number: number.into(),
            caller_name: "محمد بن سعيد البلوشي".into(),
            ..complaint_form(n)
        };
        machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    }
    let found = machine.app.search(&asked("محمد سعيد")).unwrap().persons;
    let mut ends: Vec<_> = found.rows.iter().map(|one| &one.number_ends).collect();
    ends.sort();
    assert_eq!(ends, [&["1177".to_owned()], &["3456".to_owned()]]);
}

/// What was said of violence at home must not be found by a colleague who types the number.
#[test]
fn what_is_sensitive_is_found_by_those_with_the_right_alone() {
    let machine = site();
    let mut form = complaint_form(1);
    form.type_code = "report".into();
    form.sub_category = "abuse".into();
    form.caller_name = "ليلى بنت سالم".into();
    form.note = "جارتها تتعرض للضرب".into();
    let case = opened(&machine, &form);
    assert!(case.row.sensitive);

    sit_down(&machine, "aisha");
    let person = machine.app.search(&asked("ليلى")).unwrap().persons.rows[0]
        .id
        .clone();
    for text in ["991", "جارتها", "ليلى", case.row.reference.as_str()] {
        let answer = machine.app.search(&asked(text)).unwrap();
        assert_eq!(answer.calls.rows, [], "{text}");
        assert_eq!(answer.cases.rows, [], "{text}");
    }
    let sheet = machine.app.person_sheet(&person).unwrap();
    assert_eq!((sheet.cases.len(), sheet.restricted_cases), (0, 1));
    let call = &sheet.calls[0];
    assert!(call.restricted && call.id.is_empty() && call.sub_category.is_empty());

    sit_down(&machine, "muna");
    for text in ["991", "جارتها"] {
        let answer = machine.app.search(&asked(text)).unwrap();
        assert_eq!(answer.calls.rows.len(), 1, "{text}");
        let [call] = answer.calls.rows.as_slice() else {
            panic!("one call")
        };
        assert!(call.restricted && call.number.is_empty() && call.note_start.is_empty());
    }
    let sheet = machine.app.person_sheet(&person).unwrap();
    assert_eq!((sheet.cases.len(), sheet.restricted_cases), (0, 1));
    open_sensitive(&machine, &case.row.id);
    let sheet = machine.app.person_sheet(&person).unwrap();
    assert_eq!((sheet.cases.len(), sheet.restricted_cases), (1, 0));
    assert_eq!(sheet.calls[0].sub_category, "abuse");
}
