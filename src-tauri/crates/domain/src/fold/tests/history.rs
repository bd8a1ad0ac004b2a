//! What can happen in a world: edits, uploads, pulls of a part of the feed, backups and restores of a
//! machine (new epoch, unacknowledged entries linked anew), a centre restored from a backup (new
//! counting, later numbers dropped, machines notice when they next speak to it), entries that are held
//! at first and announced later.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// Machines of the world.
pub(super) const MACHINES: usize = 3;

/// One thing that happens.
#[derive(Debug, Clone)]
pub(super) enum Happens {
    /// A machine makes an entry about the call.
    Edit {
        machine: usize,
        role: &'static str,
        facts: Value,
        personal: Value,
    },
    /// A machine makes an entry about something else, which takes a place in its chain.
    Aside { machine: usize },
    /// A machine sends entries in the order of its chain.
    Push { machine: usize, most: usize },
    /// A machine sends one entry that the centre holds for now.
    PushHeld { machine: usize },
    /// The centre takes the parts of the entry that it has held longest.
    Announce,
    /// A machine pulls the feed.
    Pull { machine: usize, most: usize },
    /// A machine's store is backed up.
    Backup { machine: usize },
    /// A machine's store is lost and restored from its last backup.
    Restore { machine: usize },
    /// The centre is restored from a backup that holds this share of its numbers, in tenths.
    CentreRestore { tenths: usize },
}

/// Everything that may happen, edits and pulls most often.
pub(super) fn histories() -> impl Strategy<Value = Vec<Happens>> {
    let machine = 0..MACHINES;
    let happens = prop_oneof![
        10 => (machine.clone(), roles(), facts(), personal())
            .prop_map(|(machine, role, facts, personal)| Happens::Edit { machine, role, facts, personal }),
        1 => machine.clone().prop_map(|machine| Happens::Aside { machine }),
        5 => (machine.clone(), 1..4_usize).prop_map(|(machine, most)| Happens::Push { machine, most }),
        1 => machine.clone().prop_map(|machine| Happens::PushHeld { machine }),
        1 => Just(Happens::Announce),
        5 => (machine.clone(), 1..6_usize).prop_map(|(machine, most)| Happens::Pull { machine, most }),
        1 => machine.clone().prop_map(|machine| Happens::Backup { machine }),
        1 => machine.prop_map(|machine| Happens::Restore { machine }),
        1 => (0..10_usize).prop_map(|tenths| Happens::CentreRestore { tenths }),
    ];
    prop::collection::vec(happens, 1..45)
}

fn roles() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("agent"), 1 => select(vec!["senior", "supervisor", "administrator"])]
}

fn facts() -> impl Strategy<Value = Value> {
    let field = prop_oneof![
        select(vec![json!(true), json!(false), json!(null)]).prop_map(|value| ("urgent", value)),
        select(vec![json!(0), json!(2), json!(3), json!(null)])
            .prop_map(|value| ("severity", value)),
        select(vec![json!("a"), json!("b"), json!("c"), json!(null)])
            .prop_map(|value| ("type", value)),
        select(vec![
            json!(["a"]),
            json!(["b", "a"]),
            json!([]),
            json!(null)
        ])
        .prop_map(|value| ("list", value)),
    ];
    prop::collection::vec(field, 0..3).prop_map(|fields| fields.into_iter().collect())
}

fn personal() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(json!({})),
        1 => select(vec!["x", "y"]).prop_map(|note| json!({"note": note})),
    ]
}
