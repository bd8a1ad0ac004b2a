//! The fold is total: whatever arrives, it answers, and what it answers keeps its promises.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

use super::desk::{centre, epoch, id};
use crate::case::Missing;
use crate::entry::{Entry, Header, Numbered};
use crate::fold::{Finding, KINDS, Part, Placed, Record, fold};
use crate::id::{ActId, Millis, SubjectId, UserId};
use crate::link::ChainPoint;

/// Names that mean something, names that look like it, and names that mean harm.
const NAMES: [&str; 45] = [
    "status",
    "at",
    "closed_at",
    "received_at",
    "opened_at",
    "finding",
    "action",
    "anonymous",
    "type",
    "urgent",
    "severity",
    "roles",
    "issues",
    "comments",
    "returns",
    "corrected",
    "scores",
    "answers",
    "failed",
    "replies",
    "machines",
    "confirmed",
    "shift",
    "calls",
    "affected",
    "ill",
    "by",
    "text",
    "holds",
    "1795000000000",
    "cards",
    "asked",
    "custom",
    "numbers",
    "relations",
    "flags",
    "attempts",
    "replans",
    "consent",
    "due",
    "done_at",
    "undone",
    "issues/x",
    "~",
    "",
];

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => (0..3_u8).prop_map(|n| SubjectId::from_bytes([n; 16]).to_string()),
        1 => any::<String>(),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let words = vec![
        "new",
        "in_progress",
        "awaiting_entity",
        "resolved",
        "closed",
        "reopened",
        "cancelled",
        "complaint",
        "p1",
        "",
    ];
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (0..5_i64).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        4 => select(words).prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names(), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn objects() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((names(), values()), 0..6).prop_map(|fields| fields.into_iter().collect())
}

fn numbers() -> impl Strategy<Value = Option<Numbered>> {
    let edge = select(vec![0, 1, 2, 3, u64::MAX]);
    prop::option::of((1..3_u32, edge).prop_map(|(ordinal, number)| Numbered {
        centre: centre(ordinal),
        number,
    }))
}

fn chains() -> impl Strategy<Value = Vec<ChainPoint>> {
    let seq = select(vec![0, 1, 2, u64::MAX]);
    prop::collection::vec(
        (1..4_u64, seq).prop_map(|(name, seq)| ChainPoint {
            epoch: epoch(name),
            seq,
        }),
        0..3,
    )
}

prop_compose! {
    fn entries()(
        kind in prop_oneof![8 => select(KINDS.to_vec()).prop_map(str::to_owned), 1 => any::<String>()],
        version in prop_oneof![8 => Just(1_u32), 1 => any::<u32>()],
        subject in prop_oneof![8 => Just(7_u8), 1 => Just(8_u8)],
        role in prop_oneof![select(vec!["agent", "supervisor"]).prop_map(str::to_owned), any::<String>()],
        at in prop_oneof![Just(0), any::<i64>()],
        facts in objects(),
        personal in objects(),
        chain in chains(),
        seen in numbers(),
        number in numbers(),
        announced in numbers(),
    ) -> Placed {
        let header = Header {
            id: id(0), subject: SubjectId::from_bytes([subject; 16]), kind, version, role,
            act: ActId::from_bytes([9; 16]), actor: UserId::from_bytes([1; 16]), at: Millis(at), zone_min: 240,
            skew_ms: None, since_start_ms: 0, seen, erasures: vec![],
        };
        Placed { number, announced, ..Placed::new(header, facts, personal, chain) }
    }
}

/// Subjects of one kind mostly, so that their entries meet.
fn subjects() -> impl Strategy<Value = Vec<Placed>> {
    let kind = select(vec!["call.", "case.", "user.", "duty.", ""]);
    (kind, prop::collection::vec(entries(), 1..8)).prop_map(|(kind, mut entries)| {
        entries.retain(|entry| entry.header.kind.starts_with(kind));
        for (n, entry) in entries.iter_mut().enumerate() {
            entry.header.id = id(n as u64 + 1);
        }
        entries
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever JSON arrives: an answer, and the same for any order of arrival of what has a number.
    #[test]
    fn any_json_is_folded(entries in subjects(), keys in prop::collection::vec(any::<u32>(), 8)) {
        let told = fold(entries.clone());
        prop_assert_eq!(told.is_some(), !entries.is_empty());
        let mut twice = entries.clone();
        twice.extend(entries.clone());
        prop_assert_eq!(&fold(twice), &told);
        let (with, without): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.number.is_some());
        let mut shuffled: Vec<_> = keys.into_iter().zip(with).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let arrival = without.into_iter().chain(shuffled.into_iter().map(|(_, entry)| entry)).collect();
        prop_assert_eq!(&fold(arrival), &told);
    }

    /// A case that was folded made lawful moves at times that never run backwards, and every move that
    /// it did not make is told, unless it only repeats that work goes on.
    #[test]
    fn a_case_makes_lawful_moves_whatever_arrives(entries in subjects()) {
        let Some(folded) = fold(entries) else { return Ok(()) };
        let Record::Case(case) = &folded.record else { return Ok(()) };
        for pair in case.moves.windows(2) {
            prop_assert_eq!(Some(pair[0].to), pair[1].from);
            prop_assert!(pair[0].to.may_become(pair[1].to));
            prop_assert!(pair[0].at <= pair[1].at);
        }
        let status = folded.facts.get("status").and_then(Value::as_str);
        prop_assert_eq!(status, case.status().map(|status| status.code()));
        for finding in &folded.findings {
            match finding {
                Finding::Unlawful { entry, from, to } => {
                    prop_assert!(!from.may_become(*to));
                    prop_assert!(case.moves.iter().all(|one| one.entry != *entry));
                }
                Finding::ClosedWithout { entry, missing } => {
                    prop_assert_eq!(case.moves.last().map(|last| last.entry), Some(*entry));
                    prop_assert_eq!(missing.contains(&Missing::Finding), case.finding.is_empty());
                }
                _ => {}
            }
        }
    }

    /// Whatever bytes arrive as parts: read or told, never refused once there is a header.
    #[test]
    fn any_bytes_are_folded(
        entry in entries(),
        facts in prop::collection::vec(any::<u8>(), 0..40),
        personal in prop::option::of(prop::collection::vec(any::<u8>(), 0..40)),
        header in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let bytes = Entry { header: serde_json::to_vec(&entry.header).unwrap(), facts, personal };
        let placed = Placed::read(&bytes, entry.chain, entry.number).unwrap();
        prop_assert_eq!(placed.unreadable.is_some(), bytes.read_facts().is_err() || bytes.read_personal().is_err());
        prop_assert!(fold(vec![placed]).is_some());
        let headless = Entry { header, ..bytes };
        prop_assert!(Placed::read(&headless, Vec::new(), None).is_err(), "forty bytes are no header");
    }
}

/// JSON nested without end is told as unreadable.
#[test]
fn endless_nesting_is_survived() {
    let facts = "{\"a\":".repeat(5_000) + "1" + &"}".repeat(5_000);
    let header = super::desk::Desk::new(1)
        .amends(Value::Object(Map::new()))
        .header;
    let entry = Entry {
        header: serde_json::to_vec(&header).unwrap(),
        facts: facts.into_bytes(),
        personal: None,
    };
    let placed = Placed::read(&entry, Vec::new(), None).unwrap();
    let folded = fold(vec![placed]).unwrap();
    let told = Finding::UnreadableEntry {
        entry: header.id,
        part: Part::Facts,
    };
    assert_eq!(folded.findings, [told]);
}

#[test]
fn nothing_folds_to_nothing() {
    assert_eq!(fold(Vec::new()), None);
}
