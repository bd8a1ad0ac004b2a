//! Quality forms as data: the one built in keeps the rules, and a ministry's takes its place under a version of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Lists, ListsError};
use crate::quality::Answer;

fn pack(rows: &[Value]) -> Vec<u8> {
    let forms = json!({"about": "", "rows": rows});
    json!({"about": "", "lists": {"quality_forms": forms}})
        .to_string()
        .into_bytes()
}

fn form(code: &str, version: u32, weight: u32) -> Value {
    json!({
        "code": code, "version": version, "ar": "نموذج", "en": "Form",
        "sections": [{"code": "all", "ar": "قسم", "en": "Section", "weight": weight, "items": [
            {"code": "greeting", "ar": "رحّب", "en": "Greeted", "answer": "yes_no"},
            {"code": "listened", "ar": "أصغى", "en": "Listened", "answer": "points", "max": 4},
        ]}],
        "auto_fail": [{"code": "breach", "ar": "أفشى", "en": "Breach"}],
    })
}

fn fault(code: &str, field: &'static str) -> Option<ListsError> {
    Some(ListsError::Field {
        file: "quality_forms",
        code: code.into(),
        field,
    })
}

/// The form of the first day: what the papers ask for is in it, its weights are shares of a hundred, and it can be scored.
#[test]
fn the_form_built_in_can_be_scored() {
    let lists = Lists::embedded().unwrap();
    let form = lists.quality_form("health_call").unwrap();
    let weights: u32 = form.sections.iter().map(|row| row.weight).sum();
    assert_eq!(weights, 100);
    let fails: Vec<&str> = form.auto_fail.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(
        fails,
        [
            "diagnosis",
            "privacy_breach",
            "red_flag_missed",
            "disrespect"
        ]
    );
    let best: BTreeMap<String, Answer> = form
        .items()
        .map(|item| {
            let best = item.points.map_or(Answer::Yes, Answer::Points);
            (item.code.clone(), best)
        })
        .collect();
    assert_eq!(form.score(&best, &BTreeSet::new()), Ok(1_000));
}

/// Scores name a version; what a version asked must not change behind them.
#[test]
fn a_version_says_one_thing_for_ever() {
    let first = Lists::read(&pack(&[form("own", 1, 10)])).unwrap();
    assert_eq!(first.quality_forms().len(), 2, "beside the one built in");
    let mut renamed = form("own", 1, 10);
    renamed["en"] = "Another name".into();
    let renamed = Lists::read(&pack(&[renamed])).unwrap();
    assert_eq!(renamed.turned_from(&first), None, "labels may change");
    let other = Lists::read(&pack(&[form("own", 1, 11)])).unwrap();
    let turned = ListsError::Fixed {
        file: "quality_forms",
        code: "own".into(),
        field: "version",
    };
    assert_eq!(other.turned_from(&first), Some(turned));
    let higher = Lists::read(&pack(&[form("own", 2, 11)])).unwrap();
    assert_eq!(higher.turned_from(&first), None);
    assert!(first.turned_from(&higher).is_some(), "and never back");
    // Over the one built in as well.
    let built_in = |version| Lists::read(&pack(&[form("health_call", version, 10)]));
    assert!(matches!(built_in(1), Err(ListsError::Fixed { .. })));
    let replaced = built_in(2).unwrap();
    assert_eq!(replaced.quality_form("health_call").unwrap().version, 2);
    let (named, rows) = Lists::named(&pack(&[form("own", 1, 10)])).unwrap();
    assert!(named.contains("quality_forms/own") && rows == 1);
}

/// A form that no answer fits would be met by a supervisor in the middle of a shift.
#[test]
fn what_keeps_no_rule_is_named() {
    let check = |change: &dyn Fn(&mut Value), code, field| {
        let mut of = form("own", 1, 10);
        change(&mut of);
        assert_eq!(Lists::read(&pack(&[of])).err(), fault(code, field));
    };
    check(&|form| form["version"] = 0.into(), "own", "version");
    check(&|form| form["sections"] = json!([]), "own", "sections");
    check(
        &|form| form["sections"][0]["weight"] = 0.into(),
        "own/all",
        "weight",
    );
    check(
        &|form| form["sections"][0]["items"] = json!([]),
        "own/all",
        "items",
    );
    let item = |form: &mut Value, name: &str, value: Value| {
        form["sections"][0]["items"][1][name] = value;
    };
    check(
        &|form| item(form, "max", 11.into()),
        "own/all/listened",
        "max",
    );
    check(
        &|form| item(form, "max", Value::Null),
        "own/all/listened",
        "max",
    );
    check(
        &|form| item(form, "answer", "yes_no".into()),
        "own/all/listened",
        "max",
    );
    let mut twice = form("own", 1, 10);
    twice["auto_fail"][0]["code"] = "greeting".into();
    assert!(matches!(
        Lists::read(&pack(&[twice])),
        Err(ListsError::Twice { file: "quality_forms", code }) if code == "greeting"
    ));
}
