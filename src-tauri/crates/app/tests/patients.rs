//! The patient is chosen as the caller is: from the people on the number, or by name wherever they are.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{CallForm, CallerCard, CallerQuery, SaveAs};
use app::{AppError, Rule};
use common::*;

fn card(machine: &Machine, number: &str, person: &str) -> CallerCard {
    let query = CallerQuery {
        number: number.into(),
        person: person.into(),
        linked_case: String::new(),
    };
    machine.app.caller_card(&query).unwrap()
}

fn on_number(machine: &Machine, number: &str, name: &str) -> String {
    let people = card(machine, number, "").people;
    let found = people.into_iter().find(|one| one.name_ar == name);
    found.unwrap().id
}

/// A mother who is known from her own telephone is ill, and her son calls from his: she stays one person, and
/// the record says who they are to each other.
#[test]
fn a_patient_of_another_number_is_found_by_name() {
    let machine = machine();
    machine.sign_in("maryam");
    let app = &machine.app;
    let mother = CallForm {
        caller_name: "شيخة بنت حمد العبرية".into(),
        ..query_form(1)
    };
    app.log_call(&mother, SaveAs::ByRule).unwrap();
    let mother = on_number(&machine, "99123456", "شيخة بنت حمد العبرية");
    let son = CallForm {
        number: "92001100".into(),
        caller_name: "سالم".into(),
        ..query_form(2)
    };
    app.log_call(&son, SaveAs::ByRule).unwrap();
    let son = on_number(&machine, "92001100", "سالم");

    for nothing in ["", "ش", "  ", "١٢"] {
        assert_eq!(app.people_by_name(nothing).unwrap(), [], "{nothing:?}");
    }
    let found = app.people_by_name("شيخه العبري").unwrap();
    assert_eq!(found.len(), 1, "found as it is spoken: {found:?}");
    assert_eq!((found[0].id.as_str(), found[0].calls), (mother.as_str(), 1));

    let call = CallForm {
        number: "92001100".into(),
        caller: son.clone(),
        caller_name: "سالم".into(),
        patient: mother.clone(),
        patient_name: "شيخة بنت حمد العبرية".into(),
        patient_birth: "1958".into(),
        ..complaint_form(3)
    };
    let refused = app.log_call(&call, SaveAs::ByRule);
    assert!(
        matches!(
            refused,
            Err(AppError::Invalid {
                field: "relation",
                rule: Rule::Required,
                ..
            })
        ),
        "somebody else was chosen: {refused:?}"
    );
    let call = CallForm {
        relation: "child".into(),
        ..call
    };
    app.log_call(&call, SaveAs::ByRule).unwrap();
    assert_eq!(
        app.people_by_name("شيخة").unwrap().len(),
        1,
        "nobody is made"
    );
    assert_eq!(card(&machine, "92001100", "").people.len(), 1);
    let chosen = card(&machine, "92001100", &son).chosen.unwrap();
    let relation = chosen.relations.first().unwrap();
    assert_eq!(
        (relation.name_ar.as_str(), relation.relation.as_str()),
        ("شيخة بنت حمد العبرية", "child")
    );
    assert_eq!(app.call_form(&new_id(3)).unwrap().patient, mother);
}

/// Whoever calls for themselves stays the patient without a word, chosen or not.
#[test]
fn the_caller_is_the_patient_unless_somebody_says_otherwise() {
    let machine = machine();
    machine.sign_in("maryam");
    let app = &machine.app;
    let first = CallForm {
        caller_name: "زهراء".into(),
        ..query_form(1)
    };
    app.log_call(&first, SaveAs::ByRule).unwrap();
    let known = on_number(&machine, "99123456", "زهراء");
    let again = CallForm {
        caller: known.clone(),
        patient: known.clone(),
        ..query_form(2)
    };
    app.log_call(&again, SaveAs::ByRule).unwrap();
    let plain = CallForm {
        caller: known.clone(),
        ..query_form(3)
    };
    app.log_call(&plain, SaveAs::ByRule).unwrap();
    for n in [2, 3] {
        assert_eq!(app.call_form(&new_id(n)).unwrap().patient, known, "{n}");
    }
    let nobody = CallForm {
        patient: new_id(77),
        relation: "child".into(),
        ..query_form(4)
    };
    assert!(matches!(
        app.log_call(&nobody, SaveAs::ByRule),
        Err(AppError::NotFound)
    ));
}
