//! A person's own keys: kept at this machine, for them alone.

mod common;

use app::dto::{KeyBindings, KeyChord};
use common::*;

fn f4() -> KeyBindings {
    let chord = KeyChord {
        code: "F4".into(),
        ctrl: false,
        alt: false,
        shift: false,
    };
    KeyBindings {
        actions: [("call.new".to_owned(), vec![chord])].into(),
    }
}

/// Who works with a laptop's keys must find them again tomorrow, and nobody else gets them.
#[test]
fn keys_are_kept_for_the_person_who_chose_them() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.app.set_key_bindings(&f4()).unwrap();
    machine.add(&person("hilal", &["agent"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("hilal");
    assert_eq!(
        machine.app.key_bindings().unwrap(),
        KeyBindings::default(),
        "another person has the application's own keys"
    );
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    assert_eq!(machine.app.key_bindings().unwrap(), f4(), "hers are there");
    machine
        .app
        .set_key_bindings(&KeyBindings::default())
        .unwrap();
    assert_eq!(
        machine.app.key_bindings().unwrap(),
        KeyBindings::default(),
        "and can be given back"
    );
}

/// More than a keyboard has is a mistake, not a wish.
#[test]
fn keys_are_bounded() {
    let machine = machine();
    machine.sign_in("maryam");
    let chord = f4().actions["call.new"][0].clone();
    let many = KeyBindings {
        actions: (0..201)
            .map(|n| (format!("action.{n}"), vec![chord.clone()]))
            .collect(),
    };
    assert!(
        machine.app.set_key_bindings(&many).is_err(),
        "too many actions"
    );
    let long = KeyBindings {
        actions: [("call.new".to_owned(), vec![chord; 4])].into(),
    };
    assert!(
        machine.app.set_key_bindings(&long).is_err(),
        "too many chords"
    );
    assert_eq!(
        machine.app.key_bindings().unwrap(),
        KeyBindings::default(),
        "nothing of them is kept"
    );
}
