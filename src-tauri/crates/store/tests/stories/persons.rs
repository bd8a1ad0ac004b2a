//! Stories of the people on a number: who it may be, who is one with whom, what to mind about it.

use domain::flag::NumberFlag;
use domain::id::SubjectId;
use domain::merge::Merge;
use domain::person::Person;
use store::Candidate;

use crate::world::{Desk, at, fresh_subject};

const NUMBER: &str = "+96899123456";

fn named(name: &str, numbers: &[&str]) -> Person {
    Person {
        name_ar: name.into(),
        numbers: numbers
            .iter()
            .map(|number| ((*number).to_owned(), "mobile".to_owned()))
            .collect(),
        ..Person::default()
    }
}

fn add(desk: &Desk, minute: i64, person: Person) -> SubjectId {
    let id = fresh_subject(minute);
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            acting.append(id, person.added())
        })
        .unwrap();
    id
}

fn merge(desk: &Desk, minute: i64, kept: SubjectId, merged: SubjectId) -> SubjectId {
    let id = fresh_subject(minute);
    let made = Merge::of(kept, merged).unwrap().made();
    desk.store()
        .act(desk.stamp(minute), move |acting| acting.append(id, made))
        .unwrap();
    id
}

fn undo(desk: &Desk, minute: i64, merge: SubjectId) {
    desk.store()
        .act(desk.stamp(minute), move |acting| {
            acting.append(merge, Merge::undone())
        })
        .unwrap();
}

fn on_number(desk: &Desk) -> Vec<Candidate> {
    desk.store()
        .read(|reading| reading.people_on_number(NUMBER))
        .unwrap()
}

fn by_name(desk: &Desk, asked: &str) -> Vec<(SubjectId, u8)> {
    desk.store()
        .read(|reading| reading.persons_by_name(asked, 20))
        .unwrap()
        .into_iter()
        .map(|candidate| (candidate.row.id, candidate.score))
        .collect()
}

/// A family shares a number and the father has two: all are offered, nobody is chosen.
#[test]
fn a_number_may_belong_to_many_and_a_person_have_many() {
    let desk = Desk::new();
    let father = add(
        &desk,
        1,
        named("سعيد بن خلفان العبري", &[NUMBER, "+96824567890"]),
    );
    let mother = add(&desk, 2, named("شيخة بنت حمد العبرية", &[NUMBER]));
    add(&desk, 3, named("ناصر", &["+96895555555"]));
    let ids: Vec<SubjectId> = on_number(&desk).iter().map(|one| one.row.id).collect();
    assert_eq!(ids, [father, mother]);
    let whole = desk
        .store()
        .read(|reading| reading.person(father))
        .unwrap()
        .unwrap();
    assert_eq!(whole.numbers.len(), 2);
    let nobody = desk.store().read(|reading| reading.people_on_number(""));
    assert_eq!(nobody.unwrap(), []);
}

/// One person entered twice is offered once, under the names of the one that was kept; undoing it
/// offers both again.
#[test]
fn who_was_merged_is_offered_once_until_it_is_undone() {
    let desk = Desk::new();
    let first = add(&desk, 1, named("سعيد العبري", &[NUMBER]));
    let second = add(&desk, 2, named("سعيد بن خلفان العبري", &[NUMBER]));
    let merged = merge(&desk, 3, second, first);
    let offered = on_number(&desk);
    assert_eq!(offered.len(), 1);
    assert_eq!(
        offered[0].row.id, second,
        "the names of the one that was kept"
    );
    assert_eq!(offered[0].persons, [first, second]);
    let standing = desk
        .store()
        .read(|reading| reading.merges_of(first))
        .unwrap();
    assert_eq!(standing.len(), 1);
    assert_eq!((standing[0].id, standing[0].made_by), (merged, desk.person));
    undo(&desk, 4, merged);
    assert_eq!(on_number(&desk).len(), 2);
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}

/// Each of three is merged into the next, the last into the first: still three who are one, and an end.
#[test]
fn merges_in_a_ring_are_a_component() {
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (1..=3)
        .map(|minute| add(&desk, minute, named("سالم", &[])))
        .collect();
    for at in 0..3 {
        merge(&desk, 10, ids[(at + 1) % 3], ids[at]);
    }
    let component = desk
        .store()
        .read(|reading| reading.component_of(ids[1]))
        .unwrap();
    assert_eq!((component.persons, component.lead), (ids.clone(), ids[0]));
    assert!(component.whole);
}

/// A mistake in an import that makes hundreds one must not stop the caller card.
#[test]
fn a_component_has_a_bound() {
    let desk = Desk::new();
    let ids: Vec<SubjectId> = (1..=100).map(fresh_subject).collect();
    for pair in ids.windows(2) {
        merge(&desk, 200, pair[0], pair[1]);
    }
    let component = desk
        .store()
        .read(|reading| reading.component_of(ids[0]))
        .unwrap();
    assert_eq!(component.persons.len(), store::COMPONENT_MAX);
    assert!(!component.whole, "and it is told");
}

/// However the name is written, and in either script; the better the answer the higher it stands.
#[test]
fn people_are_found_by_name() {
    let desk = Desk::new();
    let full = add(
        &desk,
        1,
        Person {
            name_latin: "Ahmed Al Harthy".into(),
            ..named("أحمد بن سالم بن ناصر الحارثي", &[])
        },
    );
    let short = add(&desk, 2, named("احمد الحارثى", &[]));
    add(&desk, 3, named("أحمد البلوشي", &[]));
    assert_eq!(by_name(&desk, "أحمد الحارثي"), [(short, 100), (full, 49)]);
    assert_eq!(by_name(&desk, "احمد بن سالم الحارثي")[0].0, full);
    assert_eq!(by_name(&desk, "harthy"), [(full, 49)]);
    assert_eq!(by_name(&desk, "أحم").len(), 3);
    assert_eq!(by_name(&desk, "زيد"), []);
    assert_eq!(by_name(&desk, "  "), [], "nothing asked, nobody offered");
    assert_eq!(
        by_name(&desk, "أحمد 100%_\"'"),
        [],
        "no pattern, no statement"
    );
    merge(&desk, 4, full, short);
    assert_eq!(
        by_name(&desk, "أحمد الحارثي"),
        [(full, 100)],
        "one person, one row"
    );
}

/// A relation is seen from both ends.
#[test]
fn relations_are_seen_from_both_sides() {
    let desk = Desk::new();
    let mother = add(&desk, 1, named("شيخة", &[]));
    let child = add(
        &desk,
        2,
        Person {
            relations: [(mother, "child".into())].into(),
            ..named("مريم", &[])
        },
    );
    let relations = |id| {
        let person = desk.store().read(|reading| reading.person(id)).unwrap();
        let relations = person.unwrap().relations;
        relations
            .into_iter()
            .map(|one| (one.other, one.other_ar, one.relation, one.from_here))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        relations(child),
        [(mother, "شيخة".into(), "child".into(), true)]
    );
    assert_eq!(
        relations(mother),
        [(child, "مريم".into(), "child".into(), false)]
    );
}

/// A flag counts until its end or until it is lifted, and for its number alone.
#[test]
fn a_flag_on_a_number_ends() {
    let desk = Desk::new();
    let raise = |minute, until, number: &str| {
        let id = fresh_subject(minute);
        let flag = NumberFlag {
            code: "nuisance".into(),
            until: Some(at(until)),
            reason: "repeated_silent".into(),
            number: number.into(),
            ..NumberFlag::default()
        };
        desk.store()
            .act(desk.stamp(minute), move |acting| {
                acting.append(id, flag.raised())
            })
            .unwrap();
        id
    };
    let (short, long) = (raise(1, 10, NUMBER), raise(2, 20, NUMBER));
    raise(3, 20, "+96895555555");
    let live = |minute| -> Vec<SubjectId> {
        desk.store()
            .read(|reading| reading.live_flags(NUMBER, at(minute)))
            .unwrap()
            .into_iter()
            .map(|flag| flag.id)
            .collect()
    };
    assert_eq!(live(9), [long, short]);
    assert_eq!(live(10), [long], "at its end it no longer counts");
    desk.store()
        .act(desk.stamp(11), move |acting| {
            acting.append(long, NumberFlag::lifted())
        })
        .unwrap();
    assert_eq!(live(11), []);
    assert_eq!(desk.store().rebuild().unwrap().differed, 0);
}
