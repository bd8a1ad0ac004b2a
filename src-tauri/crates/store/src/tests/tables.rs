//! What the schema holds, and how it is asked.

use std::collections::BTreeSet;

use domain::case::CaseStatus;
use rusqlite::params;

use super::hand_in;
use super::searching::noted;
use super::world::{Desk, SHIFT, call};
use crate::journal::outbox;
use crate::private::seen::commented_statement;
use crate::rows::call_addition::{
    LOGS_OF_THREAD, calls_of_thread_statement, open_cases_of_thread_statement,
};
use crate::rows::call_history::{
    HEARD_OF_PERSON, IN_SENSITIVE_CASES, calls_of_number_statement, calls_of_person_statement,
    heard_statement,
};
use crate::rows::call_parts::calls_told_statement;
use crate::rows::call_return::returned_statement;
use crate::rows::call_row::own_log_statement;
use crate::rows::call_score::{MARKS, QUALITY, scored_statement};
use crate::rows::case_row::{
    CaseFilter, CaseOrder, cases_statement, open_cases_of_calls_statement, open_cases_statement,
};
use crate::rows::case_whole::calls_of_case_statement;
use crate::rows::duty::PAUSES_BETWEEN;
use crate::rows::follow_up_row::{
    Whose, due_count_statement, due_for_statement, due_statement, of_one_statement,
};
use crate::rows::goes_on::GOES_ON_IN;
use crate::rows::merge::MERGES_OF;
use crate::rows::number_flag::LIVE_FLAGS;
use crate::rows::people::{MERGED_ON_NUMBER, NAMES, NAMES_ON_NUMBER, PEOPLE_ON_NUMBER, RARITY};
use crate::rows::problem;
use crate::rows::shift_log::shift_log_statement;
use crate::rows::shift_looks::{GLANCES, entries_statement};
use crate::search::NAME_BEGINS;
use crate::tables::{FOLDED_TABLES, INDEX_PREFIX, INDEX_TABLES, JOURNAL_TABLES, PRIVATE_TABLES};

/// A table that is in no list would be neither rebuilt nor known to be private.
#[test]
fn every_table_is_journal_folded_index_or_private() {
    let desk = Desk::new();
    desk.log(1, call(1, None));
    desk.store().tend_index().unwrap();
    let connection = hand_in(desk.store());
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let (parts, found): (BTreeSet<String>, BTreeSet<String>) = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .partition(|name: &String| name.starts_with(INDEX_PREFIX));
    assert!(!parts.is_empty(), "the index has a part");
    let listed: Vec<&str> = [JOURNAL_TABLES, FOLDED_TABLES, INDEX_TABLES, PRIVATE_TABLES].concat();
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

pub(super) fn plan(desk: &Desk, query: &str, parameters: &[&dyn rusqlite::ToSql]) -> String {
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
    let shift = |voided| {
        plan(
            &desk,
            &shift_log_statement(voided),
            params![
                SHIFT,
                none,
                "complaint",
                "",
                "[]",
                "phone_in",
                "short",
                0,
                20,
                "[]",
                "scored",
                0,
                none,
                50
            ],
        )
    };
    let commented = plan(&desk, &commented_statement(), params![none, none, 50]);
    let pauses = plan(&desk, PAUSES_BETWEEN, params![0, 0, 0, 50]);
    assert!(
        pauses.contains("duty_pause_by_time (from_at>? AND from_at<?)"),
        "{pauses}"
    );
    assert!(!pauses.contains("TEMP B-TREE"), "{pauses}");
    for (plan, index) in [
        (commented, "call_commented (agent=?)"),
        (own, "call_by_duty (duty=? AND (started_at,id)<(?,?))"),
        (
            shift(false),
            "call_by_shift (shift=? AND (started_at,id)<(?,?))",
        ),
        (
            shift(true),
            "call_voided (shift=? AND (started_at,id)<(?,?))",
        ),
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

/// A review is asked anew with every change of a shift, and the returned calls with every look at the desk.
#[test]
fn a_review_reads_no_other_shift_than_its_own() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let glances = plan(&desk, GLANCES, params![SHIFT, 0, 50]);
    assert!(
        glances.contains("INDEX call_by_shift (shift=?)"),
        "{glances}"
    );
    for voided in [false, true] {
        let entries = plan(&desk, &entries_statement(voided), params![SHIFT, 50]);
        assert!(
            entries.contains("(shift=?)")
                && entries.contains("SEARCH entry USING INDEX entry_by_subject (subject=?)"),
            "{entries}"
        );
    }
    let returned = plan(&desk, &returned_statement(), params![none, 50]);
    assert!(returned.contains("call_return_open"), "{returned}");
    let scored = plan(&desk, &scored_statement(), params![none, 50]);
    assert!(scored.contains("call_score_of_agent (agent=?)"), "{scored}");
    let marks = plan(&desk, MARKS, params![SHIFT, 50]);
    assert!(marks.contains("INDEX call_by_shift (shift=?)"), "{marks}");
    let quality = plan(&desk, QUALITY, params![0, 1, none]);
    assert!(
        quality.contains("USING COVERING INDEX call_score_by_time"),
        "{quality}"
    );
    for plan in [glances, returned, scored, marks] {
        assert!(
            !plan.contains("SCAN call\n") && !plan.contains("SCAN follow_up"),
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
            plan(&desk, &heard_statement("number_key"), params!["9", 50]),
            "SEARCH call USING COVERING INDEX call_by_number (number_key=?)",
        ),
        (
            plan(&desk, &heard_statement("caller"), params![none, 50]),
            "SEARCH call USING COVERING INDEX call_by_caller (caller=?)",
        ),
        (
            plan(&desk, HEARD_OF_PERSON, params![none, 50]),
            "SEARCH call USING COVERING INDEX call_by_caller (caller=?)",
        ),
        (
            plan(
                &desk,
                LOGS_OF_THREAD,
                params!["email", "t", "2026-11-22", 20],
            ),
            "SEARCH call USING COVERING INDEX call_by_thread (channel=? AND thread=? AND local_day=?)",
        ),
        (
            plan(&desk, GOES_ON_IN, params![none, 20]),
            "SEARCH call USING COVERING INDEX call_by_parent (parent_call=?)",
        ),
        (
            plan(
                &desk,
                &calls_of_thread_statement(),
                params!["email", "t", 5],
            ),
            "SEARCH call USING INDEX call_by_thread (channel=? AND thread=?)",
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

/// What the caller card and the lists of cases ask: each from the index that was made for it, in its
/// order, and from nothing else.
#[test]
fn cases_and_follow_ups_are_read_from_their_index_in_order() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let list = |filter: CaseFilter| {
        let (owner, status) = (filter.owner.map(|owner| owner.to_bytes()), "");
        let parameters = params![owner, status, 0, none, "", "", "", 0, "", none, 0, none, 50];
        plan(&desk, &cases_statement(&filter), parameters)
    };
    let owner = Some(desk.person);
    let filter = CaseFilter::default;
    let of_thread = plan(
        &desk,
        &open_cases_of_thread_statement(),
        params!["email", "t", 5],
    );
    assert!(
        of_thread.contains("SEARCH call USING COVERING INDEX call_by_thread")
            && of_thread.contains("SEARCH case_call USING")
            && !of_thread.contains("SCAN call"),
        "{of_thread}"
    );
    let newest = "(received_at,id)<(?,?)";
    let problem = params!["royal", "complaint", "conduct", 0, 5];
    let problem_cases = params!["royal", "complaint", "conduct", 0, 5, true];
    for (plan, expected) in [
        (list(filter()), format!("case_by_received ({newest})")),
        (
            list(CaseFilter {
                open: true,
                ..filter()
            }),
            format!("case_by_open ({newest})"),
        ),
        (
            list(CaseFilter {
                owner,
                open: true,
                ..filter()
            }),
            format!("case_by_owner (owner=? AND {newest})"),
        ),
        (
            list(CaseFilter {
                status: Some(CaseStatus::New),
                ..filter()
            }),
            format!("case_by_status (status=? AND {newest})"),
        ),
        (
            list(CaseFilter {
                order: CaseOrder::Due,
                owner,
                ..filter()
            }),
            "case_by_due ((due,id)>(?,?))".to_owned(),
        ),
        (
            plan(&desk, &open_cases_statement("number"), params!["9", 50]),
            "case_by_number (number=?)".to_owned(),
        ),
        (
            plan(&desk, &open_cases_statement("caller"), params![none, 50]),
            "case_by_caller (caller=?)".to_owned(),
        ),
        (
            plan(&desk, &open_cases_statement("patient"), params![none, 50]),
            "case_by_patient (patient=?)".to_owned(),
        ),
        (
            plan(&desk, &problem::cases_statement(), problem_cases),
            "case_by_problem (facility=? AND type=? AND sub_category=? AND received_at>?)"
                .to_owned(),
        ),
        (
            plan(&desk, &problem::calls_statement(), problem),
            "call_by_problem (facility=? AND type=? AND sub_category=? AND started_at>?)"
                .to_owned(),
        ),
        (
            plan(&desk, IN_SENSITIVE_CASES, params![r#"["00"]"#, none, 0]),
            "case_call_by_call (call=?)".to_owned(),
        ),
        (
            plan(&desk, &due_statement(true), params![none, 0, 0, none, 50]),
            "follow_up_by_owner (owner=? AND (due,id)>(?,?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_statement(false),
                params![None::<i64>, 0, 0, none, 50],
            ),
            "follow_up_by_due (state=? AND (due,id)>(?,?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_for_statement(Whose::Own),
                params![none, 0, 1, 0, 50],
            ),
            "follow_up_by_owner (owner=? AND due>? AND due<?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_for_statement(Whose::Nobodys),
                params![none, 0, 1, 0, 50],
            ),
            "follow_up_by_nobody (due>? AND due<?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_count_statement(Whose::Own),
                params![none, 0, 1, 0, 50],
            ),
            "follow_up_by_owner (owner=? AND due>? AND due<?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_count_statement(Whose::Nobodys),
                params![none, 0, 1, 0, 50],
            ),
            "follow_up_by_nobody (due>? AND due<?)".to_owned(),
        ),
        (
            plan(
                &desk,
                &due_count_statement(Whose::OfGone),
                params![none, 0, 1, 0, 50],
            ),
            "follow_up_by_owner (owner=? AND due>? AND due<?)".to_owned(),
        ),
        (
            plan(&desk, &of_one_statement("case", true), params![none, 50]),
            "follow_up_by_case (case=? AND state=?)".to_owned(),
        ),
        (
            plan(&desk, &of_one_statement("call", true), params![none, 50]),
            "follow_up_by_call (call=? AND state=?)".to_owned(),
        ),
        (
            plan(&desk, &of_one_statement("case", false), params![none, 50]),
            "follow_up_by_case (case=?)".to_owned(),
        ),
    ] {
        assert!(plan.contains(&expected), "{expected}\n{plan}");
        for table in ["kase", "call", "task"] {
            assert!(!plan.contains(&format!("SCAN {table}")), "{plan}");
        }
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

/// What has to put a few found ones in order still finds them by an index.
#[test]
fn people_are_looked_up_by_index() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    for (plan, expected) in [
        (
            plan(&desk, PEOPLE_ON_NUMBER, params!["9", 50]),
            "SEARCH person_number USING COVERING INDEX person_by_number (number=?)",
        ),
        (
            plan(&desk, NAMES_ON_NUMBER, params!["9", 50]),
            "SEARCH on_it USING COVERING INDEX person_by_number (number=?)",
        ),
        (
            plan(&desk, MERGED_ON_NUMBER, params!["9", 50]),
            "SEARCH person_number USING COVERING INDEX person_by_number (number=?)",
        ),
        (
            plan(&desk, MERGED_ON_NUMBER, params!["9", 50]),
            "SEARCH merge USING COVERING INDEX merge_by_kept (kept=?)",
        ),
        (
            plan(&desk, NAME_BEGINS, params!["a", "b"]),
            "SEARCH person_word USING COVERING INDEX person_by_word (word>? AND word<?)",
        ),
        (
            plan(&desk, RARITY, params!["a", "b", 9]),
            "SEARCH person_word USING COVERING INDEX person_by_word (word>? AND word<?)",
        ),
        (
            plan(&desk, NAMES, params!["a", "b", "[]", 9]),
            "SEARCH found USING COVERING INDEX person_by_word (word>? AND word<?)",
        ),
        (
            plan(&desk, NAMES, params!["a", "b", "[]", 9]),
            "SEARCH other USING PRIMARY KEY (person=?)",
        ),
        (
            plan(&desk, MERGES_OF, params![none, 9]),
            "SEARCH merge USING INDEX merge_by_kept (kept=? AND merged>?)",
        ),
        (
            plan(&desk, MERGES_OF, params![none, 9]),
            "SEARCH merge USING INDEX merge_by_merged (merged=? AND kept>?)",
        ),
        (
            plan(&desk, LIVE_FLAGS, params!["9", 0, 9]),
            "SEARCH number_flag USING INDEX number_flag_by_number (number=? AND until>?)",
        ),
        (
            plan(&desk, &open_cases_of_calls_statement(), params!["9", 9, 9]),
            "SEARCH call USING COVERING INDEX call_by_number (number_key=?)",
        ),
        (
            plan(&desk, &open_cases_of_calls_statement(), params!["9", 9, 9]),
            "SEARCH case_call USING COVERING INDEX case_call_by_call (call=?)",
        ),
        (
            plan(&desk, &calls_of_case_statement(), params![none, 9]),
            "SEARCH case_call USING PRIMARY KEY (case=?)",
        ),
    ] {
        assert!(plan.contains(expected), "{plan}");
        for table in ["call", "person_word", "merge", "kase", "found"] {
            assert!(!plan.contains(&format!("SCAN {table}\n")), "{plan}");
        }
    }
}

/// Counted after every save: the links that the centre has named must not be walked for it.
#[test]
fn what_waits_and_what_is_held_is_counted_in_its_own_index() {
    let desk = Desk::new();
    for (query, parameters, expected) in [
        (
            outbox::WAITING,
            params![9] as &[&dyn rusqlite::ToSql],
            "SCAN link USING COVERING INDEX link_waiting",
        ),
        (
            outbox::STRETCHES,
            params![],
            "SEARCH link USING COVERING INDEX link_waiting (epoch=?)",
        ),
        (
            outbox::HELD,
            params![],
            "SCAN link USING COVERING INDEX link_held",
        ),
    ] {
        let plan = plan(&desk, query, parameters);
        assert!(plan.contains(expected), "{plan}");
        assert!(!plan.contains("SCAN link\n"), "{plan}");
    }
}

/// A machine without a centre has every link waiting: that many are told without being counted one by one.
#[test]
fn what_waits_is_told_however_much_it_is() {
    let desk = Desk::new();
    for minute in 0..20 {
        desk.log(minute, call(minute, None));
    }
    let counted = |most| {
        desk.store()
            .read(|reading| reading.link_state_counted(most))
            .unwrap()
            .waiting
    };
    let all = counted(u32::MAX);
    assert!(all >= 20, "{all}");
    for most in [1, 7, all, all + 1] {
        assert_eq!(counted(most), all, "counted up to {most}");
    }
}

/// SQLCipher keeps a part of every page for itself. A piece of a segment that does not fit into the rest
/// costs two pages each time it is read.
#[test]
fn a_piece_of_the_index_is_one_page() {
    let desk = Desk::new();
    for minute in 0..300 {
        let words: Vec<String> = (0..8)
            .map(|place| format!("كلمة{}", minute * 8 + place))
            .collect();
        desk.log(minute, noted(minute, &words.join(" ")));
    }
    desk.store().tend_index().unwrap();
    let connection = hand_in(desk.store());
    let pages = |kind: &str| {
        connection
            .query_row(
                "SELECT count(*) FROM dbstat WHERE name GLOB 'found_words_*_data' AND pagetype = ?1",
                [kind],
                |row| row.get::<_, i64>(0),
            )
            .unwrap()
    };
    assert!(pages("leaf") > 3, "there is an index to speak of");
    assert_eq!(pages("overflow"), 0);
}
