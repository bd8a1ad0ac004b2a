//! What was done to a subject is told entry by entry, with what stood before.

use serde_json::json;

use super::desk::{Desk, numbered};
use crate::fold::{Part, history};

/// Whoever asks why a call says what it says must get each hand once, in the order that counts.
#[test]
fn each_entry_tells_what_it_found_and_what_it_left() {
    let (mut alice, mut bob) = (Desk::new(1), Desk::new(2));
    let logged = alice.writes(
        "call.logged",
        json!({"type": "inquiry", "affected": {"ill": 2}}),
        json!({"note": "one"}),
    );
    let amended = bob.writes(
        "call.amended",
        json!({"affected": {"ill": null}}),
        json!({"note": "two"}),
    );
    let unknown = bob.writes("call.sung", json!({"type": "song"}), json!({}));
    let (logged, amended) = (numbered(logged, 1), numbered(amended, 2));
    let steps = history(vec![
        amended.clone(),
        numbered(unknown, 3),
        logged.clone(),
        amended.clone(),
    ]);
    let told: Vec<&str> = steps.iter().map(|step| step.kind.as_str()).collect();
    assert_eq!(told, ["call.logged", "call.amended"], "each once, in order");
    assert_eq!(steps[1].stamp.entry, amended.header.id);
    let wrote: Vec<_> = steps[1]
        .wrote
        .iter()
        .map(|one| {
            (
                one.part,
                one.path.as_str(),
                one.old.clone(),
                one.new.clone(),
            )
        })
        .collect();
    assert_eq!(
        wrote,
        [
            (Part::Facts, "affected/ill", Some(json!(2)), None),
            (
                Part::Personal,
                "note",
                Some(json!("one")),
                Some(json!("two"))
            ),
        ]
    );
}

/// What says again what stands there already has changed nothing.
#[test]
fn the_same_again_is_no_change() {
    let mut alice = Desk::new(1);
    let logged = alice.writes("call.logged", json!({"urgent": true}), json!({}));
    let again = alice.amends(json!({"urgent": true}));
    let steps = history(vec![logged, again]);
    assert_eq!((steps[0].wrote.len(), steps[1].wrote.len()), (1, 0));
}
