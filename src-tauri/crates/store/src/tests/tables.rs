//! What the schema holds, and how it is asked.

use std::collections::BTreeSet;

use rusqlite::params;

use super::hand_in;
use super::world::{Desk, SHIFT};
use crate::journal::outbox;
use crate::private::seen::commented_statement;
use crate::rows::call_history::{
    CALL_OF_THREAD, calls_of_number_statement, calls_of_person_statement,
};
use crate::rows::call_parts::calls_told_statement;
use crate::rows::call_row::own_log_statement;
use crate::rows::shift_log::shift_log_statement;
use crate::tables::{FOLDED_TABLES, JOURNAL_TABLES, PRIVATE_TABLES};

/// A table that is in no list would be neither rebuilt nor known to be private.
#[test]
fn every_table_is_journal_folded_or_private() {
    let desk = Desk::new();
    let connection = hand_in(desk.store());
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let found: BTreeSet<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let listed: Vec<&str> = [JOURNAL_TABLES, FOLDED_TABLES, PRIVATE_TABLES].concat();
    assert_eq!(listed.len(), found.len(), "none twice");
    assert_eq!(
        listed
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>(),
        found
    );
}

/// A column without a type or a table without a check lets a slip of the program into the data.
#[test]
fn our_tables_are_strict() {
    let desk = Desk::new();
    let connection = hand_in(desk.store());
    let mut loose = connection
        .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'")
        .unwrap();
    let loose: Vec<String> = loose
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let ours = |name: &&String| !name.starts_with("sqlite_") && *name != "refinery_schema_history";
    assert_eq!(loose.iter().find(ours), None);
}

fn plan(desk: &Desk, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> String {
    let connection = hand_in(desk.store());
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {query}"))
        .unwrap();
    let lines = statement
        .query_map(parameters, |row| row.get::<_, String>(3))
        .unwrap();
    lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

/// At a million calls a scan or a sort would be felt at every key press.
#[test]
fn the_logs_are_read_from_their_index_in_order() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let own = plan(&desk, &own_log_statement(), params![none, 0, none, 50]);
    let shift = plan(
        &desk,
        &shift_log_statement(),
        params![SHIFT, none, "complaint", "", "[]", 0, none, 50],
    );
    let commented = plan(&desk, &commented_statement(), params![none, none, 50]);
    for (plan, index) in [
        (commented, "call_commented (agent=?)"),
        (own, "call_by_duty (duty=? AND (started_at,id)<(?,?))"),
        (shift, "call_by_shift (shift=? AND (started_at,id)<(?,?))"),
    ] {
        assert!(
            plan.contains(&format!("SEARCH call USING INDEX {index}")),
            "{plan}"
        );
        assert!(
            !plan.contains("SCAN call") && !plan.contains("TEMP B-TREE"),
            "{plan}"
        );
    }
}

/// Each is asked while a number is typed, or a thread opened: from its own index, in its order.
#[test]
fn the_history_of_a_caller_is_read_from_its_index_in_order() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let checks = [
        (
            plan(
                &desk,
                &calls_of_number_statement(),
                params!["9", 0, none, 50],
            ),
            "SEARCH call USING INDEX call_by_number (number_key=? AND (started_at,id)<(?,?))",
        ),
        (
            plan(
                &desk,
                &calls_of_person_statement(),
                params![none, 0, none, 50],
            ),
            "SEARCH call USING INDEX call_by_caller (caller=? AND (started_at,id)<(?,?))",
        ),
        (
            plan(&desk, CALL_OF_THREAD, params!["email", "t", "2026-11-22"]),
            "SEARCH call USING COVERING INDEX call_by_thread (channel=? AND thread=? AND local_day=?)",
        ),
        (
            plan(
                &desk,
                &calls_told_statement(),
                params!["fever", 0, none, 9, 50],
            ),
            "SEARCH call_card USING COVERING INDEX call_card_by_card (card=? AND (started_at,call)<(?,?))",
        ),
    ];
    for (plan, expected) in checks {
        assert!(plan.contains(expected), "{plan}");
        assert!(
            !plan.contains("SCAN call") && !plan.contains("TEMP B-TREE"),
            "{plan}"
        );
    }
}

/// Counted after every save: the links that the centre has named must not be walked for it.
#[test]
fn what_waits_and_what_is_held_is_counted_in_its_own_index() {
    let desk = Desk::new();
    for (query, index) in [
        (outbox::WAITING, "link_waiting"),
        (outbox::HELD, "link_held"),
    ] {
        let plan = plan(&desk, query, &[]);
        assert!(
            plan.contains(&format!("SCAN link USING COVERING INDEX {index}")),
            "{plan}"
        );
    }
}
