//! Two people, one field: whose word stays, and what is told.

use serde_json::{Value, json};

use super::desk::{Desk, at_number, conflicts, fact, folded, id, numbered};
use crate::fold::{Finding, Part, Placed};

/// Three desks that all have the call as number 1 and nothing later of one another.
fn apart() -> (Placed, Desk, Desk, Desk) {
    let mut muscat = Desk::new(1);
    let logged = numbered(
        muscat.writes("call.logged", json!({"outcome": "answered"}), json!({})),
        1,
    );
    let (mut sohar, mut salalah) = (Desk::new(2), Desk::new(3));
    sohar.pulled(1);
    salalah.pulled(1);
    (logged, muscat, sohar, salalah)
}

/// What stands of one field that two desks wrote while apart, and whether something was told.
#[track_caller]
fn check(field: &str, one: Value, two: Value, stands: Value, told: bool) {
    let (logged, mut muscat, mut sohar, _) = apart();
    let (one, two) = (
        muscat.amends(json!({field: one})),
        sohar.amends(json!({field: two})),
    );
    for entries in [[&one, &two], [&two, &one]] {
        let entries = [&[&logged], &entries[..]].concat();
        let entries: Vec<Placed> = entries.into_iter().cloned().collect();
        let folded = folded(&entries);
        assert_eq!(fact(&folded, field), stands, "{field}");
        assert_eq!(
            conflicts(&folded).len(),
            usize::from(told),
            "{field}: {:?}",
            folded.findings
        );
    }
}

/// The safer value stays whoever wrote it and whichever came first.
#[test]
fn the_safer_value_stays() {
    check("urgent", json!(true), json!(false), json!(true), true);
    check("urgent", json!(null), json!(true), json!(true), true);
    check("sensitive", json!(false), json!(true), json!(true), true);
    check("legal_hold", json!(true), json!(null), json!(true), true);
    check("severity", json!(3), json!(1), json!(3), true);
    check("severity", json!(null), json!(0), json!(0), true);
    check("severity", json!("terrible"), json!(0), json!(0), true);
    check("priority", json!("p1"), json!("p4"), json!("p1"), true);
    check("consent", json!(true), json!(false), json!(false), true);
    check(
        "consent",
        json!("given"),
        json!("withdrawn"),
        json!("withdrawn"),
        true,
    );
    check("consent", json!("given"), json!(null), json!(null), true);
}

/// An administrator who locks a user out is not undone by one who changed them without knowing.
#[test]
fn a_user_locked_out_stays_out() {
    let (mut one, mut two) = (Desk::new(1).role("agent"), Desk::new(2).role("supervisor"));
    let entries = [
        one.writes("user.added", json!({"active": false}), json!({})),
        two.writes("user.changed", json!({"active": true}), json!({})),
    ];
    assert_eq!(fact(&folded(&entries), "active"), json!(false));
    let entries = [
        one.writes("call.logged", json!({"active": false}), json!({})),
        two.writes("call.amended", json!({"active": true}), json!({})),
    ];
    assert_eq!(
        fact(&folded(&entries), "active"),
        json!(true),
        "of users alone"
    );
}

#[test]
fn an_issues_severity_is_as_safe_as_a_cases() {
    let (logged, mut muscat, mut sohar, _) = apart();
    let entries = [
        logged,
        muscat.amends(json!({"issues": {"a": {"severity": 2, "facility": "royal"}}})),
        sohar.amends(json!({"issues": {"a": {"severity": 1, "stage": "ward"}}})),
    ];
    let folded = folded(&entries);
    assert_eq!(fact(&folded, "issues/a/severity"), json!(2));
    assert_eq!(
        fact(&folded, "issues/a/facility"),
        json!("royal"),
        "different fields both stay"
    );
    assert_eq!(fact(&folded, "issues/a/stage"), json!("ward"));
    assert_eq!(
        conflicts(&folded),
        [("issues/a/severity", id(1_000_002), id(2_000_001))]
    );
}

/// Else the higher role's word stays, even when it comes first.
#[test]
fn the_higher_role_is_heard() {
    let ranks = ["auditor", "agent", "senior", "administrator", "supervisor"];
    for pair in ranks.windows(2) {
        let (mut low, mut high) = (Desk::new(1).role(pair[0]), Desk::new(2).role(pair[1]));
        let (low, high) = (
            low.amends(json!({"type": "low"})),
            high.amends(json!({"type": "high"})),
        );
        for entries in [[&low, &high], [&high, &low]] {
            let folded = folded(&entries.map(Placed::clone));
            assert_eq!(fact(&folded, "type"), json!("high"), "{pair:?}");
            assert_eq!(
                conflicts(&folded),
                [("type", high.header.id, low.header.id)]
            );
        }
    }
    let (mut nobody, mut auditor) = (Desk::new(1).role("king"), Desk::new(2).role("auditor"));
    let entries = [
        auditor.amends(json!({"type": "known"})),
        nobody.amends(json!({"type": "unknown"})),
    ];
    assert_eq!(
        fact(&folded(&entries), "type"),
        json!("known"),
        "an unknown role ranks below all"
    );
}

#[test]
fn else_the_later_in_order_stays() {
    let (logged, mut muscat, mut sohar, mut salalah) = apart();
    let entries = [
        logged,
        numbered(sohar.amends(json!({"outcome": "transferred"})), 3),
        numbered(muscat.amends(json!({"outcome": "answered"})), 2),
        salalah.amends(json!({"outcome": "call_back"})),
    ];
    let folded = folded(&entries);
    assert_eq!(
        fact(&folded, "outcome"),
        json!("call_back"),
        "those without a number come last"
    );
    assert_eq!(
        conflicts(&folded),
        [
            ("outcome", id(3_000_001), id(1_000_002)),
            ("outcome", id(3_000_001), id(2_000_001)),
        ],
        "each that gave way is told"
    );
}

#[test]
fn lists_unite() {
    check("roles", json!(["a"]), json!(["a"]), json!(["a"]), false);
    let (logged, mut muscat, mut sohar, mut salalah) = apart();
    let entries = [
        logged,
        numbered(muscat.amends(json!({"roles": ["a", "b", "a"]})), 2),
        numbered(sohar.amends(json!({"roles": ["c", "b"]})), 3),
        numbered(salalah.amends(json!({"roles": null})), 4),
    ];
    let folded = folded(&entries);
    assert_eq!(fact(&folded, "roles"), json!(["a", "b", "c"]));
    assert_eq!(folded.findings, []);
}

/// Writing one thing while apart is agreement.
#[test]
fn the_same_value_is_no_conflict() {
    check(
        "outcome",
        json!("transferred"),
        json!("transferred"),
        json!("transferred"),
        false,
    );
    let (logged, mut muscat, mut sohar, _) = apart();
    let entries = [
        logged,
        muscat.amends(json!({"urgent": null})),
        sohar.amends(json!({"urgent": false})),
    ];
    assert_eq!(
        folded(&entries).findings,
        [],
        "not urgent in two ways of saying it"
    );
}

/// Personal fields follow the same rules but live apart: no name in one part touches the other.
#[test]
fn the_two_parts_live_apart() {
    let (mut muscat, mut sohar) = (Desk::new(1), Desk::new(2));
    let entries = [
        muscat.writes(
            "call.amended",
            json!({"place": "code"}),
            json!({"place": "الخوير", "urgent": true}),
        ),
        sohar.writes(
            "call.amended",
            json!({}),
            json!({"place": "السيب", "urgent": false}),
        ),
    ];
    let folded = folded(&entries);
    assert_eq!(fact(&folded, "place"), json!("code"));
    assert_eq!(folded.personal.get("place"), Some(&json!("السيب")));
    assert_eq!(
        folded.personal.get("urgent"),
        Some(&json!(false)),
        "no safety among words"
    );
    assert_eq!(
        folded.findings[0],
        Finding::Conflict {
            part: Part::Personal,
            field: "place".into(),
            kept: id(2_000_001),
            lost: id(1_000_001)
        }
    );
}

/// A machine's own later entry replaces its earlier one although neither has a number: without its own
/// chain every correction of a colleague's slip would stand as a conflict.
#[test]
fn a_desk_knows_its_own_earlier_entries() {
    let mut desk = Desk::new(1).role("supervisor");
    let entries = [
        desk.amends(json!({"urgent": true})),
        desk.amends(json!({"urgent": false})),
    ];
    let folded = folded(&entries);
    assert_eq!(
        (fact(&folded, "urgent"), conflicts(&folded).len()),
        (json!(false), 0)
    );
}

/// After a restore the chain goes on in a new epoch, which follows only what the backup held.
#[test]
fn a_new_epoch_knows_what_it_follows_and_no_more() {
    let mut desk = Desk::new(1);
    let (one, two) = (
        desk.amends(json!({"type": "a"})),
        desk.amends(json!({"type": "b"})),
    );
    desk.new_epoch(50, 1);
    let three = desk.amends(json!({"type": "c"}));
    desk.new_epoch(51, 1);
    let four = desk.amends(json!({"type": "d"}));
    assert!(three.knows(&one) && !three.knows(&two));
    assert!(four.knows(&three) && four.knows(&one) && !four.knows(&two));
    assert_eq!(
        conflicts(&folded(&[one.clone(), two.clone(), three])),
        [("type", id(1_001_001), two.header.id)]
    );
    assert_eq!(
        conflicts(&folded(&[one, two.clone(), four])),
        [("type", id(1_002_001), two.header.id)]
    );
}

/// Two entries at one point are a fork: one store ran twice, and neither had the other.
#[test]
fn two_entries_at_one_point_know_nothing_of_each_other() {
    let (mut one, mut copy) = (Desk::new(1), Desk::new(1));
    let entry = one.amends(json!({"type": "a"}));
    let mut other = copy.amends(json!({"type": "b"}));
    other.header.id = id(77);
    assert_eq!(entry.chain, other.chain);
    assert!(!entry.knows(&other) && !other.knows(&entry));
    assert_eq!(
        conflicts(&folded(&[entry.clone(), other])),
        [("type", id(77), entry.header.id)]
    );
}

/// Findings stand in the order of the entries, so that a list that is written anew stays as it was.
#[test]
fn findings_stand_in_the_order_of_the_entries() {
    let supervisor = Desk::new(1)
        .role("supervisor")
        .amends(json!({"type": "kept"}));
    let mut entries = vec![supervisor];
    entries.extend((2..6).map(|desk| Desk::new(desk).amends(json!({"type": desk}))));
    let folded = folded(&entries);
    let lost: Vec<_> = conflicts(&folded)
        .into_iter()
        .map(|(_, _, lost)| lost)
        .collect();
    assert_eq!(
        lost,
        [id(2_000_001), id(3_000_001), id(4_000_001), id(5_000_001)]
    );
}

/// What was seen counts up to the number and under a counting that is still the centre's.
#[test]
fn what_was_seen_depends_on_the_counting() {
    let (mut one, mut two) = (Desk::new(1), Desk::new(2));
    let seen = numbered(one.amends(json!({})), 5);
    two.pulled(5);
    assert!(two.amends(json!({})).knows(&seen));
    two.pulled(4);
    assert!(!two.amends(json!({})).knows(&seen));
    two.pulled(9);
    let mut by = two.amends(json!({}));
    let mut known = |ordinal: u32, other_id: bool| {
        let seen = by.header.seen.as_mut().unwrap();
        seen.centre = super::desk::centre(ordinal);
        if other_id {
            seen.centre.id = super::desk::epoch(7);
        }
        by.knows(&seen_at_two(&one_entry()))
    };
    assert!(known(2, false), "the same counting");
    assert!(known(3, false), "a later one keeps the earlier's numbers");
    assert!(
        !known(1, false),
        "a number given after a restore was not the one seen before"
    );
    assert!(!known(2, true), "two restores of one backup count apart");
}

fn one_entry() -> Placed {
    Desk::new(1).amends(json!({}))
}

fn seen_at_two(entry: &Placed) -> Placed {
    let mut entry = entry.clone();
    entry.number = at_number(5);
    if let Some(number) = &mut entry.number {
        number.centre = super::desk::centre(2);
    }
    entry
}

/// An entry that the centre held keeps its number, but nobody had it when they passed that number.
#[test]
fn a_held_entry_is_known_from_where_it_was_announced() {
    let (mut one, mut two) = (Desk::new(1), Desk::new(2));
    let mut held = numbered(one.amends(json!({})), 5);
    held.announced = at_number(8);
    two.pulled(7);
    assert!(!two.amends(json!({})).knows(&held));
    two.pulled(8);
    assert!(two.amends(json!({})).knows(&held));
}

/// A conflict is settled by whoever has seen both and writes the field.
#[test]
fn a_conflict_is_settled_by_one_who_has_seen_both() {
    let (logged, mut muscat, mut sohar, mut salalah) = apart();
    let mut entries = vec![
        logged,
        numbered(
            muscat.amends(json!({"outcome": "answered", "type": "a"})),
            2,
        ),
        numbered(
            sohar.amends(json!({"outcome": "transferred", "type": "b"})),
            3,
        ),
    ];
    assert_eq!(conflicts(&folded(&entries)).len(), 2);
    salalah.pulled(3);
    entries.push(numbered(salalah.amends(json!({"outcome": "answered"})), 4));
    let folded = folded(&entries);
    assert_eq!(
        conflicts(&folded),
        [("type", id(2_000_001), id(1_000_002))],
        "the other field still waits"
    );
}

/// Clearing a field is a word like any other.
#[test]
fn a_cleared_field_is_absent() {
    let mut desk = Desk::new(1);
    let entries = [
        desk.amends(json!({"type": "a"})),
        desk.amends(json!({"type": null})),
    ];
    assert_eq!(folded(&entries).facts.get("type"), None);
    check("type", json!(null), json!(null), json!(null), false);
}

/// Resending is ordinary: the second copy changes nothing.
#[test]
fn an_entry_handed_in_twice_counts_once() {
    let (logged, mut muscat, mut sohar, _) = apart();
    let entries = [
        logged,
        muscat.amends(json!({"type": "a"})),
        sohar.amends(json!({"type": "b"})),
    ];
    let once = folded(&entries);
    let twice = folded(&[&entries[..], &entries[..]].concat());
    assert_eq!(once, twice);
}
