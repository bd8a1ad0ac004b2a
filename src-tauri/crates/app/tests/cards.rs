//! Answer cards at the desk.

mod common;

use app::dto::{CardQuery, LocaleCode, NoCard};
use app::{AppError, Rule};
use common::*;

fn query(words: &str) -> CardQuery {
    CardQuery {
        words: words.into(),
        language: LocaleCode::Ar,
        type_code: String::new(),
        sub_category: String::new(),
    }
}

fn no_card(n: u8, words: &str) -> NoCard {
    NoCard {
        id: new_id(n),
        call: new_id(2),
        type_code: "health_ed".into(),
        sub_category: "nutrition".into(),
        language: "ar".into(),
        words: words.into(),
    }
}

/// The answer must be on the screen while the caller still speaks, in the caller's language.
#[test]
fn a_card_is_found_and_read_in_both_languages() {
    let machine = machine();
    machine.sign_in("maryam");
    let app = &machine.app;
    let rows = app.search_cards(&query("نزل سكره")).unwrap();
    assert_eq!(rows[0].code, "low_sugar");
    assert_eq!(
        (rows[0].type_code.as_str(), rows[0].sub_category.as_str()),
        ("health_ed", "diabetes")
    );
    assert!(
        rows[0].red_flag.contains("9999"),
        "the danger stands on top"
    );
    let english = app
        .search_cards(&CardQuery {
            language: LocaleCode::En,
            ..query("نزل سكره")
        })
        .unwrap();
    assert_eq!(english[0].title, "Low blood sugar: what to do now");

    let card = app.card("low_sugar", None).unwrap();
    assert_eq!(card.version, rows[0].version);
    assert!(card.may_be_told && card.sample);
    assert_eq!(card.ar.answer.len(), card.en.answer.len());
    assert_eq!(app.card("low_sugar", Some(1)).unwrap().version, 1);
    assert!(matches!(
        app.card("low_sugar", Some(99)),
        Err(AppError::NotFound)
    ));
    assert!(matches!(app.card("nothing", None), Err(AppError::NotFound)));
    assert!(matches!(
        app.search_cards(&query(&"س".repeat(201))),
        Err(AppError::Invalid {
            field: "words",
            rule: Rule::TooLong,
            ..
        })
    ));
}

/// What is past its day is shown where it was told, and never offered again.
#[test]
fn an_expired_card_is_not_offered() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.later(3 * 365 * 86_400_000);
    assert!(machine.app.search_cards(&query("")).unwrap().is_empty());
    assert!(matches!(
        machine.app.card("low_sugar", None),
        Err(AppError::NotFound)
    ));
    let old = machine.app.card("low_sugar", Some(1)).unwrap();
    assert!(!old.may_be_told);
}

/// A question that no card answers must reach the educators, once.
#[test]
fn a_question_without_a_card_is_noted_once() {
    let machine = machine();
    machine.sign_in("maryam");
    let app = &machine.app;
    let asked = no_card(9, "هل الحلبة ترفع الهيموجلوبين؟");
    let entries = || app.verify_journal().unwrap().entries;
    let before = entries();
    app.no_card(&asked).unwrap();
    app.no_card(&asked).unwrap();
    assert_eq!(
        entries(),
        before + 1,
        "one entry, however often it is noted"
    );
    assert_eq!(app.rebuild_tables().unwrap().rows["question"], 1);
    let refused = |asked: &NoCard, field: &str| match app.no_card(asked) {
        Err(AppError::Invalid { field: found, .. }) => assert_eq!(found, field),
        other => panic!("{other:?}"),
    };
    refused(&no_card(10, "  "), "words");
    refused(&no_card(10, &"س".repeat(2_001)), "words");
    refused(
        &NoCard {
            id: "x".into(),
            ..asked.clone()
        },
        "id",
    );
    refused(
        &NoCard {
            call: "x".into(),
            ..asked.clone()
        },
        "call",
    );
    refused(
        &NoCard {
            sub_category: "conduct".into(),
            ..asked.clone()
        },
        "subCategory",
    );
    refused(
        &NoCard {
            language: "tlh".into(),
            ..asked
        },
        "language",
    );
}
