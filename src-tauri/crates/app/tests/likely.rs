//! One person, many numbers: who calls from a new one is offered by their name, chosen, and known there from
//! then on.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::Rule;
use app::dto::{CallForm, CallerCard, CallerQuery, LikelyPerson, LikelyQuery, SaveAs};
use common::*;
use domain::id::Millis;

const OLD: &str = "99123456";
const NEW: &str = "9555 1234";

fn call(n: u8, number: &str, name: &str, caller: &str) -> CallForm {
    CallForm {
        number: number.into(),
        caller_name: name.into(),
        caller: caller.into(),
        ..query_form(n)
    }
}

fn likely(machine: &Machine, name: &str, number: &str) -> Vec<LikelyPerson> {
    let query = LikelyQuery {
        name: name.into(),
        number: number.into(),
    };
    machine.app.likely_persons(&query).unwrap()
}

fn card(machine: &Machine, number: &str, person: &str) -> CallerCard {
    let query = CallerQuery {
        number: number.into(),
        person: person.into(),
        linked_case: String::new(),
    };
    machine.app.caller_card(&query).unwrap()
}

fn known_by_an_old_number() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for (n, number, name) in [
        (1, OLD, "أحمد بن سالم الحارثي"),
        (2, "99000001", "أحمد بن ناصر الحارثي"),
        (3, "99000002", "شيخة بنت حمد البلوشية"),
    ] {
        let form = call(n, number, name, "");
        machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    }
    machine
}

/// Spelt otherwise and without the بن they are the same name; a shorter name is like several.
#[test]
fn who_calls_from_a_new_number_is_offered_by_name_with_the_score() {
    let machine = known_by_an_old_number();
    let same = likely(&machine, "احمد سالم الحارثى", NEW);
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].score, 100, "the same name, spelt otherwise");
    assert_eq!(same[0].numbers, ["9912 3456"]);
    assert_eq!(same[0].person.calls, 1);
    let shorter = likely(&machine, "أحمد الحارثي", NEW);
    assert_eq!(shorter.len(), 2, "both are like it");
    assert!(shorter.iter().all(|one| one.score < 100 && one.score > 0));
    let here = likely(&machine, "أحمد بن سالم الحارثي", OLD);
    assert!(here.is_empty(), "who is on the number stands on its card");
    for nobody in ["", "أحمد", "بن", "خميس بن جمعة", "؟؟ !!"] {
        assert!(likely(&machine, nobody, NEW).is_empty(), "{nobody:?}");
    }
}

/// Chosen from another number, they bring what is known of them; saved, the new number is theirs too, and
/// nobody was made a second time.
#[test]
fn who_was_chosen_is_known_on_the_new_number_from_then_on() {
    let machine = known_by_an_old_number();
    let ahmed = likely(&machine, "أحمد سالم الحارثي", NEW)[0]
        .person
        .id
        .clone();
    let before = card(&machine, NEW, &ahmed);
    let chosen = before.chosen.expect("chosen from another number");
    assert_eq!(chosen.other_numbers, ["9912 3456"]);
    assert_eq!(before.people.len(), 1);
    assert_eq!(before.calls.len(), 1, "their calls of the other number");
    assert!(card(&machine, NEW, "").people.is_empty());
    let form = call(4, NEW, "أحمد سالم الحارثي", &ahmed);
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let after = card(&machine, NEW, "");
    assert_eq!(after.people.len(), 1);
    assert_eq!(
        (after.people[0].id.as_str(), after.people[0].calls),
        (ahmed.as_str(), 2)
    );
    assert!(
        after.chosen.is_none(),
        "being on the number decides nothing"
    );
    let old = card(&machine, OLD, &ahmed);
    assert_eq!(old.chosen.unwrap().other_numbers, ["9555 1234"]);
    assert!(likely(&machine, "أحمد سالم الحارثي", NEW).is_empty());
}

/// A name of five thousand characters is refused by its field, not cut in silence.
#[test]
fn a_name_beyond_the_bound_is_said() {
    let machine = known_by_an_old_number();
    let query = LikelyQuery {
        name: "ا ".repeat(2_500),
        number: NEW.into(),
    };
    let refused = machine.app.likely_persons(&query).unwrap_err();
    let app::AppError::Invalid { field, rule, .. } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((field, rule), ("name", Rule::TooLong));
}

/// A works camp or a hospital ward shares one number: the card offers those added last, tells how many more
/// there are, finds the others by name, and nobody is made a second time however many came after them.
#[test]
fn on_a_number_that_many_share_everybody_is_found_and_nobody_is_doubled() {
    let machine = machine();
    machine.sign_in("maryam");
    let ordinals = ["أول", "ثان", "ثالث", "رابع", "خامس", "سادس"];
    let names: Vec<String> = ["ناصر", "خميس", "جمعة", "راشد"]
        .iter()
        .flat_map(|name| ordinals.map(|family| format!("{name} بن {family} المسكري")))
        .collect();
    for (n, name) in (1..).zip(&names) {
        machine.clock.set(Millis(SUNDAY_TEN + i64::from(n)));
        machine
            .app
            .log_call(&call(n, OLD, name, ""), SaveAs::ByRule)
            .unwrap();
    }
    let first = card(&machine, OLD, "");
    let offered: Vec<&str> = first.people.iter().map(|one| &*one.name_ar).collect();
    assert_eq!(offered, names[15..], "those added last, in their order");
    assert_eq!(first.more_people, 15);

    let form = call(25, OLD, &names[0], "");
    machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    let again = card(&machine, OLD, "");
    assert_eq!(again.more_people, 15, "the first caller called again");

    let found = likely(&machine, &names[0], OLD);
    let known = found.iter().find(|one| one.score == 100);
    let known = known.expect("who is on the number and not offered is found by name");
    assert_eq!(known.person.calls, 1, "a name alone chooses nobody");
    let chosen = card(&machine, OLD, &known.person.id);
    assert_eq!(chosen.people.len(), 10, "behind those offered");
    assert_eq!(chosen.people[9].id, known.person.id);
    assert_eq!(chosen.more_people, 14);
    assert!(chosen.chosen.is_some());
}

/// Two records of one person are one of the people on a number, whether they are offered or not: nobody is looked for
/// who is there already.
#[test]
fn people_who_are_one_are_counted_once() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("senior", &["senior"]));
    let first_names = [
        "أحمد", "بدر", "تركي", "ثامر", "جابر", "حمد", "خالد", "داود", "راشد", "زاهر", "سالم",
        "شهاب",
    ];
    let names = first_names.map(|name| format!("{name} بن سالم المسكري"));
    for (n, name) in (1..).zip(&names) {
        machine.clock.set(Millis(SUNDAY_TEN + i64::from(n)));
        let form = call(n, OLD, name, "");
        machine.app.log_call(&form, SaveAs::ByRule).unwrap();
    }
    let people = |expected: (usize, u32)| {
        let card = card(&machine, OLD, "");
        assert_eq!((card.people.len(), card.more_people), expected);
        card.people
    };
    let offered = people((9, 3));
    let known = |name: &str| {
        let found = likely(&machine, name, OLD);
        found
            .into_iter()
            .find(|one| one.score == 100)
            .unwrap()
            .person
            .id
    };
    let not_offered = [known(&names[0]), known(&names[1])];
    machine.app.sign_out().unwrap();
    machine.sign_in("senior");
    let merge = |one: &str, other: &str| machine.app.merge_persons(one, other).unwrap();
    merge(&not_offered[0], &not_offered[1]);
    people((9, 2));
    merge(&offered[0].id, &offered[1].id);
    people((8, 2));
    merge(&offered[2].id, &not_offered[0]);
    people((8, 1));
}
