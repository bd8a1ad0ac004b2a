//! Stories of search as you type: what is found by which question, in which order, by whom.

use std::time::Duration;

use domain::call::Call;
use domain::case::Case;
use domain::id::SubjectId;
use domain::person::Person;
use domain::reference::Reference;
use serde::Deserialize;

use super::world::{Desk, at, call, fresh_subject};
use crate::search::{FoundPage, Question, Searches, Sight};
use crate::{FoundCall, FoundCursor};

pub(super) const ALL: Sight = Sight { sensitive: true };
/// Longer than any story takes, so that no answer depends on how busy the machine is.
pub(super) const LONG: Duration = Duration::from_secs(600);

pub(super) fn page(desk: &Desk, typed: &str, after: Option<FoundCursor>) -> FoundPage<FoundCall> {
    let searches = Searches::default();
    let turn = searches.begin().looking_for(LONG);
    desk.store()
        .read(|reading| reading.find_calls(&Question::read(typed), after, ALL, &turn))
        .unwrap()
        .unwrap()
}

pub(super) fn found(desk: &Desk, typed: &str) -> Vec<SubjectId> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = page(desk, typed, after);
        all.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

fn cases(desk: &Desk, typed: &str, sight: Sight) -> Vec<SubjectId> {
    let searches = Searches::default();
    let turn = searches.begin().looking_for(LONG);
    desk.store()
        .read(|reading| reading.find_cases(&Question::read(typed), None, sight, &turn))
        .unwrap()
        .unwrap()
        .rows
        .iter()
        .map(|case| case.id)
        .collect()
}

pub(super) fn noted(minute: i64, note: &str) -> Call {
    Call {
        number: String::new(),
        number_as_typed: String::new(),
        caller_name: String::new(),
        note: note.into(),
        ..call(minute, None)
    }
}

fn numbered(minute: i64, e164: &str, typed: &str) -> Call {
    Call {
        number: e164.into(),
        number_as_typed: typed.into(),
        ..noted(minute, "")
    }
}

#[derive(Deserialize)]
struct Vectors {
    meet: Vec<(String, String)>,
    begin: Vec<(String, String)>,
    apart: Vec<(String, String)>,
}

/// The pairs that the folding of letters is held to, through the real index: waiting and put in.
#[test]
fn spellings_meet_in_the_index() {
    let vectors: Vectors =
        serde_json::from_str(include_str!("../../../../../assets/vectors/arabic.json")).unwrap();
    let meet = vectors
        .meet
        .iter()
        .flat_map(|(one, other)| [(one, other, true), (other, one, true)]);
    // What asks nothing finds nothing here: a list of everything helps nobody.
    let begin = vectors
        .begin
        .iter()
        .filter(|(one, _)| !Question::read(one).asks_nothing())
        .map(|(one, other)| (one, other, true));
    let apart = vectors.apart.iter().map(|(one, other)| (one, other, false));
    let pairs: Vec<_> = meet.chain(begin).chain(apart).collect();
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (0..)
        .zip(&pairs)
        .map(|(minute, (_, text, _))| desk.log(minute, noted(minute, text)))
        .collect();
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for ((question, text, meets), id) in pairs.iter().zip(&ids) {
            assert_eq!(
                found(&desk, question).contains(id),
                *meets,
                "{question} and {text}, put in: {put_in}"
            );
        }
    }
}

#[test]
fn a_call_is_found_by_three_digits_of_its_number() {
    let desk = Desk::new();
    let one = desk.log(1, numbered(1, "+96899123456", "٩٩١٢٣٤٥٦"));
    let two = desk.log(2, numbered(2, "+96824601234", "2460 1234/91234567"));
    let short = desk.log(3, numbered(3, "", "1444"));
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        let check = |typed: &str, expected: &[SubjectId]| {
            assert_eq!(found(&desk, typed), expected, "{typed}, put in: {put_in}");
        };
        check("123", &[two, one]);
        check("1234", &[two, one]);
        check("12345", &[two, one]);
        check("123456", &[two, one]);
        check("23456 ", &[two, one]);
        check("991", &[one]);
        check("٣٤٥٦", &[two, one]);
        check("۹۹۱۲", &[one]);
        check("9912 3456", &[one]);
        check("+968-9912-3456", &[one]);
        check("00968 9912", &[one]);
        check("91234567", &[two]);
        check("6012", &[two]);
        check("444", &[short]);
        check("99124", &[]);
    }
}

#[test]
fn a_case_is_found_by_its_sequence_and_by_its_title() {
    let desk = Desk::new();
    let reference = Reference::new(2026, 4170, 38).unwrap();
    let open = |minute: i64, reference: &str, title: &str, sensitive: bool| {
        let id = fresh_subject(minute);
        let case = Case {
            reference: reference.to_owned(),
            title: title.to_owned(),
            received_at: Some(at(minute)),
            sensitive,
            ..Case::default()
        };
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                acting.append(id, case.opened())
            })
            .unwrap();
        id
    };
    let one = open(1, &reference.compact(), "نقص دواء السكري", false);
    let other = Reference::new(2026, 8_812, 7_140).unwrap();
    let hidden = open(2, &other.compact(), "شكوى دواء", true);
    let check = reference.search_digits();
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for typed in [
            "038",
            "0038",
            &check,
            check.get(1..).unwrap(),
            "26-4170-0038",
            &reference.to_string(),
        ] {
            assert_eq!(cases(&desk, typed, ALL), [one], "{typed}");
        }
        assert_eq!(cases(&desk, "٧١٤", ALL), [hidden]);
        assert_eq!(cases(&desk, "دوا", ALL), [hidden, one]);
        let blind = Sight { sensitive: false };
        assert_eq!(
            cases(&desk, "دوا", blind),
            [one],
            "kept from whoever has not the right"
        );
        assert_eq!(cases(&desk, "714", blind), []);
        assert_eq!(
            cases(&desk, "170", ALL),
            [],
            "the station's digits are not the sequence's"
        );
    }
}

#[test]
fn a_person_is_found_by_either_name_and_any_number() {
    let desk = Desk::new();
    let add = |minute: i64, name_ar: &str, name_latin: &str, number: &str| {
        let id = fresh_subject(minute);
        let person = Person {
            name_ar: name_ar.into(),
            name_latin: name_latin.into(),
            id_number: "73519264".into(),
            numbers: [(number.to_owned(), String::new())].into(),
            ..Person::default()
        };
        let stamp = desk.stamp(minute);
        desk.store()
            .act(stamp, move |acting| acting.append(id, person.added()))
            .unwrap();
        id
    };
    let one = add(
        1,
        "عبد الله بن سالم الحارثي",
        "Abdullah Al-Harthy",
        "+96899123456",
    );
    let two = add(2, "سالم الحارثي", "Salim", "+96892223333");
    for put_in in [false, true] {
        if put_in {
            desk.store().tend_index().unwrap();
        }
        for (typed, expected) in [
            ("سالم حارث", vec![two, one]),
            ("عبدالله", vec![one]),
            ("abdul", vec![one]),
            ("harth", vec![one]),
            ("222", vec![two]),
            ("٩٩١٢", vec![one]),
            ("735", vec![]),
            ("س ح", vec![two, one]),
            ("سالم 9689", vec![two, one]),
            ("حار 222", vec![two]),
            // Words of calls, beside a name and alone: nobody is called so.
            ("سالم دوا", vec![]),
            ("دواء", vec![]),
            ("222 دوا", vec![]),
        ] {
            let searches = Searches::default();
            let turn = searches.begin().looking_for(LONG);
            let found = desk
                .store()
                .read(|reading| reading.find_persons(&Question::read(typed), None, &turn));
            let rows = found.unwrap().unwrap().rows;
            let ids: Vec<SubjectId> = rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, expected, "{typed}, put in: {put_in}");
        }
    }
}

/// A call that belongs to a sensitive case says as much as the case.
#[test]
fn calls_of_a_sensitive_case_are_kept_back_with_it() {
    let desk = Desk::new();
    let plain = desk.log(1, noted(1, "اشتباه"));
    let gathered = desk.log(2, noted(2, "اشتباه"));
    let id = fresh_subject(3);
    let opened_it = desk.log(
        3,
        Call {
            case: Some(id),
            ..noted(3, "اشتباه")
        },
    );
    let case = Case {
        calls: [gathered].into(),
        sensitive: true,
        ..Case::default()
    };
    desk.store()
        .act(desk.stamp(4), move |acting| {
            acting.append(id, case.opened())
        })
        .unwrap();
    let calls = |sensitive| {
        let searches = Searches::default();
        let turn = searches.begin().looking_for(LONG);
        let question = Question::read("اشتباه");
        let found = desk
            .store()
            .read(|reading| reading.find_calls(&question, None, Sight { sensitive }, &turn));
        let rows = found.unwrap().unwrap().rows;
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(calls(false), [plain]);
    assert_eq!(calls(true), [opened_it, gathered, plain]);
}
