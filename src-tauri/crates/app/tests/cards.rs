//! Answer cards at the desk.

mod common;

use app::dto::{CallForm, CardQuery, CardTold, LocaleCode, NoCard, SaveAs};
use app::{AppError, Rule};
use common::*;

const DAY_MS: i64 = 86_400_000;

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
    machine.later(3 * 365 * DAY_MS);
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

fn told(code: &str, version: u32) -> CardTold {
    CardTold {
        code: code.into(),
        version,
    }
}

fn query_told(n: u8, cards: Vec<CardTold>) -> CallForm {
    CallForm {
        cards,
        ..query_form(n)
    }
}

/// Who heard a card that is corrected later must be found: the call keeps what was read out.
#[test]
fn what_was_told_is_seen_on_the_saved_call() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = query_told(1, vec![told("low_sugar", 1), told("child_vaccines", 1)]);
    machine.app.draft_keep(&form).unwrap();
    assert_eq!(
        machine.app.drafts().unwrap()[0].form.cards,
        form.cards,
        "the draft keeps them, in the order in which they were told"
    );
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let seen = machine.app.call(&form.id).unwrap().cards;
    let codes: Vec<(&str, u32)> = seen
        .iter()
        .map(|card| (card.code.as_str(), card.version))
        .collect();
    assert_eq!(codes, [("child_vaccines", 1), ("low_sugar", 1)]);
    assert!(
        seen.iter()
            .all(|card| !card.title_ar.is_empty() && !card.title_en.is_empty())
    );
    assert!(seen.iter().all(|card| card.may_be_told && card.sample));
    machine.later(3 * 365 * DAY_MS);
    machine.sign_in("maryam");
    let later = machine.app.call(&form.id).unwrap().cards;
    assert!(
        later.iter().all(|card| !card.may_be_told),
        "the call says what is no longer valid"
    );
}

/// A correction of the words must not take away what the caller has heard.
#[test]
fn an_amendment_adds_what_was_told_and_takes_nothing_away() {
    let machine = machine();
    machine.sign_in("maryam");
    let form = query_told(1, vec![told("low_sugar", 1)]);
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let amended = CallForm {
        cards: vec![told("child_vaccines", 1)],
        ..correction(&machine, &form.id, 9)
    };
    corrected(&machine, &amended);
    let seen = machine.app.call(&form.id).unwrap().cards;
    let codes: Vec<&str> = seen.iter().map(|card| card.code.as_str()).collect();
    assert_eq!(codes, ["child_vaccines", "low_sugar"]);
}

/// A card that is over must not stand on a call as an answer of the ministry's.
#[test]
fn only_what_may_be_told_is_kept_as_told() {
    let machine = machine();
    machine.sign_in("maryam");
    let refused = |cards: Vec<CardTold>, rule: Rule| match machine
        .app
        .log_call(&query_told(1, cards), SaveAs::ByRule)
    {
        Err(AppError::Invalid {
            field, rule: found, ..
        }) => assert_eq!((field, found), ("cards", rule)),
        other => panic!("{other:?}"),
    };
    refused(vec![told("nothing", 1)], Rule::UnknownCode);
    refused(vec![told("low_sugar", 99)], Rule::UnknownCode);
    refused(
        vec![told("low_sugar", 1), told("low_sugar", 1)],
        Rule::Taken,
    );
    refused(vec![told("low_sugar", 1); 21], Rule::TooLong);
    // Valid to 2028-09-30: a call that began on that day and is saved on the next is one of that day.
    let last_day = SUNDAY_TEN + 678 * DAY_MS;
    machine.later(last_day + DAY_MS - SUNDAY_TEN);
    machine.sign_in("maryam");
    let mut form = query_told(2, vec![told("low_sugar", 1)]);
    form.started_at = last_day;
    form.ended_at = None;
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    machine.later(DAY_MS);
    machine.sign_in("maryam");
    assert!(
        machine.app.log_call(&form, SaveAs::ByRule).unwrap().already,
        "what is saved is answered as saved, also when the card is over by now"
    );
    let mut next = query_told(3, vec![told("low_sugar", 1)]);
    next.started_at = machine.now();
    next.ended_at = None;
    assert!(matches!(
        machine.app.log_call(&next, SaveAs::ByRule),
        Err(AppError::Invalid {
            field: "cards",
            rule: Rule::NotValid,
            ..
        })
    ));
}
