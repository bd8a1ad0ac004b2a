//! Names and roles of people changed by an administrator: at their next sign-in they are what they were made, and nobody
//! is left without somebody who looks after people.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod common;

use app::dto::{
    ChangedPerson, ListRowEdit, ListValue, NewListChange, NewPerson, Person, ShiftQuery,
};
use app::{AppError, Right, Rule};
use common::*;

fn change(person: &Person, name_en: &str, roles: &[&str]) -> ChangedPerson {
    ChangedPerson {
        person: person.id.clone(),
        name_ar: person.name_ar.clone(),
        name_en: name_en.into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        languages: person.languages.clone(),
    }
}

fn named(machine: &Machine, login: &str) -> Person {
    let people = machine.app.people().unwrap();
    let person = people.into_iter().find(|person| person.login == login);
    person.unwrap_or_else(|| panic!("{login} is there"))
}

/// An agent becomes a supervisor: what they may do changes with their next sign-in, and what they logged stays theirs.
#[test]
fn roles_change_with_the_next_sign_in() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("salma", &["agent"]));
    machine.sign_in("salma");
    let refused = machine.app.shift_log(&ShiftQuery::default());
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::ShiftRead))
    ));
    machine.sign_in("maryam");
    let salma = named(&machine, "salma");
    let changed = change(&salma, "Salma Al Balushi", &["agent", "supervisor"]);
    let changed = machine.app.change_person(&changed).unwrap();
    assert_eq!(changed.name_en, "Salma Al Balushi");
    assert_eq!(changed.id, salma.id);
    machine.sign_in("salma");
    assert!(machine.app.shift_log(&ShiftQuery::default()).is_ok());
}

/// Who speaks what is known at every machine; a language that is offered to nobody any more stays with whoever speaks it.
#[test]
fn a_person_speaks_languages_of_the_list() {
    let machine = machine();
    machine.sign_in("maryam");
    let spoken = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let salma = NewPerson {
        languages: spoken(&["ur", "ar", "ar"]),
        ..person("salma", &["agent"])
    };
    machine.add(&salma);
    let salma = named(&machine, "salma");
    assert_eq!(salma.languages, ["ar", "ur"], "in the order of the list");
    let speaking = |codes: &[&str]| ChangedPerson {
        languages: spoken(codes),
        ..change(&salma, "Salma", &["agent"])
    };
    let unknown = machine.app.change_person(&speaking(&["ar", "xx"]));
    assert!(matches!(
        unknown,
        Err(AppError::Invalid {
            field: "languages",
            rule: Rule::UnknownCode,
            ..
        })
    ));
    let retired = ListRowEdit {
        list: "languages".into(),
        key: "ur".into(),
        code: "ur".into(),
        values: [("ar", "الأردية"), ("en", "Urdu")]
            .map(|(name, text)| ListValue {
                name: name.into(),
                values: vec![text.into()],
            })
            .into(),
        ..ListRowEdit::default()
    };
    let from = "2026-11-22".into();
    let change = NewListChange {
        from,
        rows: vec![retired],
    };
    machine.app.change_lists(&change).unwrap();
    machine.app.change_person(&speaking(&["ur", "sw"])).unwrap();
    assert_eq!(named(&machine, "salma").languages, ["ur", "sw"]);
    let huda = NewPerson {
        languages: spoken(&["ur"]),
        ..person("huda", &["agent"])
    };
    assert!(machine.app.add_person(&huda).is_err(), "nobody new");
    machine.app.change_person(&speaking(&[])).unwrap();
    assert!(named(&machine, "salma").languages.is_empty());
}

/// Nobody locks the door behind themselves, and nothing that is no name or role is written.
#[test]
fn an_administrator_stays_one_and_faults_are_told_by_field() {
    let machine = machine();
    machine.sign_in("maryam");
    let maryam = named(&machine, "maryam");
    let invalid = |changed: &ChangedPerson, field: &str, rule: Rule| {
        let answer = machine.app.change_person(changed);
        assert!(
            matches!(&answer, Err(AppError::Invalid { field: of, rule: why, .. }) if *of == field && *why == rule),
            "{field}: {answer:?}"
        );
    };
    invalid(
        &change(&maryam, "Maryam", &["agent"]),
        "roles",
        Rule::SamePerson,
    );
    invalid(&change(&maryam, "Maryam", &[]), "roles", Rule::Required);
    invalid(
        &change(&maryam, "Maryam", &["owner"]),
        "roles",
        Rule::UnknownCode,
    );
    let nameless = ChangedPerson {
        name_ar: " ".into(),
        ..change(&maryam, "", &["administrator"])
    };
    invalid(&nameless, "nameAr", Rule::Required);
    assert_eq!(
        named(&machine, "maryam").roles,
        maryam.roles,
        "nothing was written"
    );
    let nobody = ChangedPerson {
        person: new_id(7),
        ..change(&maryam, "Maryam", &["agent"])
    };
    assert!(matches!(
        machine.app.change_person(&nobody),
        Err(AppError::NotFound)
    ));
}
