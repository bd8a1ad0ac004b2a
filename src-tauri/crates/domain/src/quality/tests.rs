//! A score that nobody can follow by hand is believed by nobody.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Answer, AutoFail, NoScore, QualityForm, QualityItem, QualitySection, SCORE_MAX};

fn item(code: &str, points: Option<u32>) -> QualityItem {
    QualityItem {
        code: code.into(),
        ar: "ب".into(),
        en: "I".into(),
        points,
        may_not_apply: true,
    }
}

fn section(code: &str, weight: u32, items: Vec<QualityItem>) -> QualitySection {
    QualitySection {
        code: code.into(),
        ar: "ق".into(),
        en: "S".into(),
        weight,
        items,
    }
}

fn form(sections: Vec<QualitySection>) -> QualityForm {
    QualityForm {
        code: "form".into(),
        version: 1,
        ar: "ن".into(),
        en: "F".into(),
        sections,
        auto_fail: vec![AutoFail {
            code: "breach".into(),
            ar: "خ".into(),
            en: "Breach".into(),
        }],
        active: true,
    }
}

fn small() -> QualityForm {
    form(vec![
        section("first", 30, vec![item("a", None), item("b", Some(4))]),
        section("second", 70, vec![item("c", None)]),
    ])
}

fn answers(of: &[(&str, Answer)]) -> BTreeMap<String, Answer> {
    of.iter()
        .map(|(code, answer)| ((*code).to_owned(), *answer))
        .collect()
}

fn breach() -> BTreeSet<String> {
    BTreeSet::from(["breach".to_owned()])
}

/// By hand: the first section reaches (1 + 3/4) / 2 of its 30, the second all of its 70.
#[test]
fn sections_count_by_their_weight_and_items_alike() {
    use Answer::{No, NotApplicable, Points, Yes};
    let check = |of: &[(&str, Answer)], expected: Result<u32, NoScore>| {
        assert_eq!(
            small().score(&answers(of), &BTreeSet::new()),
            expected,
            "{of:?}"
        );
    };
    check(
        &[("a", Yes), ("b", Points(3)), ("c", Yes)],
        Ok(963), // 96.25 of a hundred
    );
    check(&[("a", Yes), ("b", Points(4)), ("c", Yes)], Ok(1_000));
    check(&[("a", No), ("b", Points(0)), ("c", No)], Ok(0));
    check(&[("a", No), ("b", Points(0)), ("c", Yes)], Ok(700));
    // What does not apply leaves its section, and a whole section its weight.
    check(
        &[("a", NotApplicable), ("b", Points(1)), ("c", Yes)],
        Ok(775),
    );
    check(
        &[("a", Yes), ("b", Points(2)), ("c", NotApplicable)],
        Ok(750),
    );
    check(
        &[
            ("a", NotApplicable),
            ("b", NotApplicable),
            ("c", NotApplicable),
        ],
        Err(NoScore::NothingApplies),
    );
}

#[test]
fn what_is_no_answer_is_named() {
    use Answer::{Points, Yes};
    let check = |of: &[(&str, Answer)], expected: NoScore| {
        assert_eq!(
            small().score(&answers(of), &BTreeSet::new()),
            Err(expected),
            "{of:?}"
        );
    };
    check(
        &[("a", Yes), ("c", Yes)],
        NoScore::Unanswered("b".to_owned()),
    );
    check(
        &[("a", Yes), ("b", Points(5)), ("c", Yes)],
        NoScore::NotAnAnswer("b".to_owned()),
    );
    check(
        &[("a", Points(1)), ("b", Points(1)), ("c", Yes)],
        NoScore::NotAnAnswer("a".to_owned()),
    );
    check(
        &[("a", Yes), ("b", Points(1)), ("c", Yes), ("d", Yes)],
        NoScore::NotAnAnswer("d".to_owned()),
    );
    let mut strict = small();
    strict.sections[0].items[0].may_not_apply = false;
    let of = answers(&[("a", Answer::NotApplicable), ("b", Points(1)), ("c", Yes)]);
    assert_eq!(
        strict.score(&of, &BTreeSet::new()),
        Err(NoScore::NotAnAnswer("a".to_owned())),
        "what always applies cannot be said not to"
    );
}

/// A breach of privacy behind a friendly greeting is a breach of privacy.
#[test]
fn one_auto_fail_makes_it_zero_and_asks_for_nothing_else() {
    let all = answers(&[
        ("a", Answer::Yes),
        ("b", Answer::Points(4)),
        ("c", Answer::Yes),
    ]);
    assert_eq!(small().score(&all, &breach()), Ok(0));
    assert_eq!(small().score(&BTreeMap::new(), &breach()), Ok(0));
    let strange = BTreeSet::from(["a".to_owned()]);
    assert_eq!(
        small().score(&all, &strange),
        Err(NoScore::NotAnAnswer("a".to_owned()))
    );
}

#[test]
fn answers_are_text_and_back() {
    for answer in [
        Answer::Yes,
        Answer::No,
        Answer::NotApplicable,
        Answer::Points(0),
        Answer::Points(10),
    ] {
        assert_eq!(Answer::from_text(&answer.to_text()), Some(answer));
    }
    for wrong in ["", "maybe", "-1", "+1", "100", "١"] {
        assert_eq!(Answer::from_text(wrong), None, "{wrong:?}");
    }
}

/// Another name of an item is the same form; another weight is another one and needs another version.
#[test]
fn forms_are_told_apart_by_what_they_count() {
    let mut renamed = small();
    renamed.sections[0].items[0].en = "Other words".into();
    assert!(small().is_alike(&renamed));
    let mut heavier = small();
    heavier.sections[0].weight = 31;
    assert!(!small().is_alike(&heavier));
    let mut milder = small();
    milder.auto_fail.clear();
    assert!(!small().is_alike(&milder));
}

/// A form of any shape, with an answer to each item.
fn scored() -> impl Strategy<Value = (QualityForm, BTreeMap<String, Answer>)> {
    let item = (
        prop::option::of(1..=super::POINTS_MAX),
        0..=100_u32,
        0..5_u8,
    );
    let section = (1..=super::WEIGHT_MAX, prop::collection::vec(item, 1..6));
    prop::collection::vec(section, 1..6).prop_map(|sections| {
        let mut given = BTreeMap::new();
        let sections = sections
            .into_iter()
            .enumerate()
            .map(|(at, (weight, items))| {
                let items = items
                    .into_iter()
                    .enumerate()
                    .map(|(nth, (points, of, say))| {
                        let code = format!("i{at}_{nth}");
                        let answer = match (say, points) {
                            (0, _) => Answer::NotApplicable,
                            (_, Some(most)) => Answer::Points(of % (most + 1)),
                            (1 | 2, None) => Answer::No,
                            (_, None) => Answer::Yes,
                        };
                        given.insert(code.clone(), answer);
                        self::item(&code, points)
                    });
                let items = items.collect();
                self::section(&format!("s{at}"), weight, items)
            });
        let sections = sections.collect();
        (form(sections), given)
    })
}

proptest! {
    /// The score is the weighed mean, within the rounding of one part in a thousand.
    #[test]
    fn the_score_is_the_weighed_mean((form, given) in scored()) {
        let (mut sum, mut weighed) = (0.0, 0.0);
        for section in &form.sections {
            let worth: Vec<f64> = section.items.iter().filter_map(|item| match given[&item.code] {
                Answer::NotApplicable => None,
                Answer::Yes => Some(1.0),
                Answer::No => Some(0.0),
                Answer::Points(points) => Some(f64::from(points) / f64::from(item.points.unwrap())),
            }).collect();
            if !worth.is_empty() {
                let count = f64::from(u32::try_from(worth.len()).unwrap());
                sum += f64::from(section.weight) * worth.iter().sum::<f64>() / count;
                weighed += f64::from(section.weight);
            }
        }
        match form.score(&given, &BTreeSet::new()) {
            Ok(score) => {
                let expected = sum / weighed * f64::from(SCORE_MAX);
                prop_assert!((f64::from(score) - expected).abs() <= 0.500_1, "{score} for {expected}");
            }
            Err(error) => {
                prop_assert_eq!(error, NoScore::NothingApplies);
                prop_assert!(weighed == 0.0);
            }
        }
    }

    /// Doing one thing better never costs anything, and one auto-fail always costs all.
    #[test]
    fn better_is_never_worse((form, given) in scored(), nth in any::<prop::sample::Index>()) {
        let Ok(before) = form.score(&given, &BTreeSet::new()) else { return Ok(()) };
        let codes: Vec<String> = given.keys().cloned().collect();
        let code = nth.get(&codes);
        let points = form.items().find(|item| &item.code == code).unwrap().points;
        let mut better = given.clone();
        if given[code] != Answer::NotApplicable {
            better.insert(code.clone(), points.map_or(Answer::Yes, Answer::Points));
            prop_assert!(form.score(&better, &BTreeSet::new()).unwrap() >= before);
        }
        prop_assert!(before <= SCORE_MAX);
        prop_assert_eq!(form.score(&given, &breach()), Ok(0));
    }
}
