//! Search as you type, as the screen asks for it.

mod common;

use app::dto::{SaveAs, SearchIn, SearchOn, SearchQuery};
use app::{AppError, Right};
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
    assert_eq!(answer.calls.rows, std::slice::from_ref(&saved.row));
    assert_eq!((answer.calls.next, answer.calls.unfinished), (None, false));
    assert!(!answer.outdated);
    for digits in ["٩٩١٢", "234", "00968 9912"] {
        let answer = machine.app.search(&asked(digits)).unwrap();
        assert_eq!(
            answer.calls.rows,
            std::slice::from_ref(&saved.row),
            "{digits}"
        );
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
    machine
        .app
        .add_person(&person("nasser", &["administrator"]))
        .unwrap();
    machine.app.sign_out().unwrap();
    machine.sign_in("nasser");
    let refused = machine.app.search(&asked(&query_form(1).note));
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::CallRead))
    ));
}
