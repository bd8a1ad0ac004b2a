//! What a person decides about findings, at one machine or at two.

use serde_json::{Value, json};

use super::desk::{Desk, conflicts, fact, folded, numbered};
use crate::fold::{Change, Finding, Part, Placed, history};
use crate::review;

/// Two desks wrote the outcome of call 1 while apart; a third has seen both.
fn a_conflict() -> (Vec<Placed>, Desk, Desk) {
    let mut muscat = Desk::new(1);
    let logged = muscat.writes("call.logged", json!({"outcome": "answered"}), json!({}));
    let (mut sohar, mut salalah) = (Desk::new(2), Desk::new(3));
    sohar.pulled(1);
    let one = muscat.amends(json!({"outcome": "transferred"}));
    let two = sohar.amends(json!({"outcome": "info_sent"}));
    let entries = vec![numbered(logged, 1), numbered(one, 2), numbered(two, 3)];
    muscat.pulled(3);
    salalah.pulled(3);
    (entries, muscat, salalah)
}

fn outcome(value: Value) -> Change {
    let value = (!value.is_null()).then_some(value);
    review::decided("call", vec![(Part::Facts, "outcome".into(), value)]).unwrap()
}

/// Whichever value is chosen, also the one that stood already or none, the finding is gone.
#[test]
fn a_decided_conflict_is_gone() {
    for value in [
        json!("transferred"),
        json!("info_sent"),
        json!("other"),
        Value::Null,
    ] {
        let (mut entries, mut supervisor, _) = a_conflict();
        assert_eq!(conflicts(&folded(&entries)).len(), 1);
        entries.push(numbered(supervisor.makes(outcome(value.clone())), 4));
        let folded = folded(&entries);
        assert_eq!(fact(&folded, "outcome"), value);
        assert_eq!(folded.findings, []);
        assert_eq!(folded.unknown, 0);
    }
}

/// Two supervisors at two machines: one value stands, in whatever order it arrives; had they wanted different
/// ones, that is told.
#[test]
fn two_who_decide_while_apart_give_one_value() {
    for (one, two, told) in [
        ("transferred", "transferred", 0),
        ("transferred", "info_sent", 1),
    ] {
        let (entries, mut here, mut there) = a_conflict();
        let here = numbered(here.makes(outcome(json!(one))), 4);
        let there = numbered(there.makes(outcome(json!(two))), 5);
        let mut stands = Vec::new();
        for late in [[&here, &there], [&there, &here]] {
            let all: Vec<Placed> = entries.iter().chain(late).cloned().collect();
            let folded = folded(&all);
            assert_eq!(conflicts(&folded).len(), told);
            stands.push(fact(&folded, "outcome"));
        }
        assert_eq!(stands, [json!(two), json!(two)]);
    }
}

/// Undo: what was decided is open again, as if nobody had, and the history tells neither.
#[test]
fn a_decision_that_is_taken_back_was_never_made() {
    let (mut entries, mut supervisor, _) = a_conflict();
    let before = folded(&entries);
    let decision = numbered(supervisor.makes(outcome(json!("other"))), 4);
    let back = review::withdrawn("call", decision.header.id).unwrap();
    entries.push(decision);
    entries.push(numbered(supervisor.makes(back), 5));
    let after = folded(&entries);
    assert_eq!(after.record, before.record);
    assert_eq!(after.findings, before.findings);
    assert_eq!(history(entries).len(), 3);
}

/// A withdrawal that names what is no decision takes nothing back.
#[test]
fn only_decisions_are_taken_back() {
    let (mut entries, mut supervisor, _) = a_conflict();
    let before = folded(&entries);
    let back = review::withdrawn("call", entries[1].header.id).unwrap();
    entries.push(numbered(supervisor.makes(back), 4));
    assert_eq!(folded(&entries).record, before.record);
}

/// A move that could not be made is set aside once; the same again is told again.
#[test]
fn what_is_no_conflict_of_values_is_set_aside() {
    let mut muscat = Desk::new(1);
    let mut entries = vec![numbered(
        muscat.writes("case.opened", json!({"status": "new"}), json!({})),
        1,
    )];
    let reopened =
        |desk: &mut Desk| desk.writes("case.moved", json!({"status": "reopened"}), json!({}));
    entries.push(numbered(reopened(&mut muscat), 2));
    let [Finding::Unlawful { entry, .. }] = folded(&entries).findings[..] else {
        panic!("one finding");
    };
    let aside = review::set_aside("case", "unlawful", entry).unwrap();
    entries.push(numbered(muscat.makes(aside), 3));
    assert_eq!(folded(&entries).findings, []);
    entries.push(numbered(reopened(&mut muscat), 4));
    assert_eq!(folded(&entries).findings.len(), 1);
}
