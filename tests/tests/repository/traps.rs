//! The traps that others fell into, each with the test that keeps us out of it.
//!
//! What is tested is told by file and name; a test that is renamed or goes must be told here too. A trap
//! without a test stands in `NOT_YET`, with what it waits for.

use super::tree::read;

/// Trap, file of its test, name of the test.
const TRAPS: &[(&str, &str, &str)] = &[
    (
        "shortcuts by letter die on an Arabic layout",
        "tests/tests/window/shortcuts.rs",
        "every_shortcut_of_the_desk_works_on_an_arabic_layout",
    ),
    (
        "the switch of layouts swallows a part of a chord",
        "tests/tests/window/layouts.rs",
        "ctrl_shift_enter_never_saves_by_the_rule",
    ),
    (
        "a wrap-up timer closed the call",
        "tests/tests/window/traps.rs",
        "a_call_that_has_ended_waits_for_hours",
    ),
    (
        "one draft kept, the others forgotten",
        "tests/tests/window/three_drafts.rs",
        "three_drafts_outlive_a_power_cut",
    ),
    (
        "a slow network made duplicates",
        "src-tauri/crates/sync/tests/it/stories.rs",
        "a_lost_answer_doubles_nothing",
    ),
    (
        "silent last-write-wins",
        "src-tauri/crates/domain/src/fold/tests/merging.rs",
        "a_conflict_is_settled_by_one_who_has_seen_both",
    ),
    (
        "sync failed, without saying which",
        "src-tauri/crates/store/src/tests/taking.rs",
        "a_held_entry_is_seen_and_comes_later",
    ),
    (
        "a changed code broke old records",
        "src-tauri/crates/domain/src/lists/tests.rs",
        "retired_and_unknown_codes_are_told_apart",
    ),
    (
        "resync blocked the screen",
        "src-tauri/crates/store/src/tests/taking.rs",
        "a_long_feed_is_taken_in_slices",
    ),
    (
        "letters that look alike split the search",
        "src-tauri/crates/domain/src/arabic/vectors.rs",
        "there_are_as_many_pairs_as_promised",
    ),
    (
        "bidi marks leaked out of the screen",
        "src-tauri/crates/i18n/src/messages.rs",
        "marks_of_isolation_are_for_screens_alone",
    ),
    (
        "an ISO date reversed inside Arabic text",
        "ui/tests/text.test.ts",
        "isolate what is put into a sentence",
    ),
    (
        "holiday arithmetic wrong",
        "src-tauri/crates/domain/src/calendar/tests.rs",
        "a_due_day_is_worked",
    ),
    (
        "a number with slash, spaces, 00968 or Arabic digits not matched",
        "src-tauri/crates/domain/src/phone.rs",
        "numbers_are_read_however_they_are_typed",
    ),
    (
        "a number shared by a family taken for one person",
        "tests/tests/window/caller.rs",
        "a_shared_number_waits_for_a_choice",
    ),
    (
        "lists died at some thousand records",
        "src-tauri/crates/store/src/tests/tables.rs",
        "the_logs_are_read_from_their_index_in_order",
    ),
    (
        "only a D-Bus lock kept two copies apart",
        "src-tauri/crates/store/tests/stories/opening.rs",
        "a_second_copy_is_refused_here_and_in_another_process",
    ),
    (
        "a deep link with rubbish",
        "src-tauri/crates/app/src/screen_pop.rs",
        "rubbish_is_no_number",
    ),
    (
        "a paste beyond the bound cut in silence",
        "ui/tests/journeys.test.ts",
        "says how far a paste is beyond the bound and cuts nothing",
    ),
    (
        "a name of 5,000 characters, cut in silence",
        "tests/tests/window/traps.rs",
        "a_name_beyond_the_bound_is_said",
    ),
    (
        "a person merged with itself",
        "src-tauri/crates/domain/src/merge.rs",
        "nobody_is_merged_with_themselves",
    ),
    (
        "a clock that jumps during a call",
        "tests/tests/window/traps.rs",
        "a_clock_that_jumps_in_a_call_costs_nothing",
    ),
    (
        "planted names in files that were left",
        "tests/tests/window/planted.rs",
        "nothing_that_a_caller_said_is_in_any_file_after_a_day",
    ),
];

/// Traps that nobody can fall into yet: what they are about is not built.
const NOT_YET: &[(&str, &str)] = &[(
    "CSV in Arabic garbled, formulas injected",
    "there is no export yet",
)];

/// The traps whose test is not where the list says.
fn untested(traps: &[(&str, &str, &str)], read: impl Fn(&str) -> String) -> Vec<String> {
    let has_test = |file: &str, name: &str| {
        let text = read(file);
        text.contains(&format!("fn {name}(")) || text.contains(&format!("it('{name}'"))
    };
    let without = traps.iter().filter(|(_, file, name)| !has_test(file, name));
    without
        .map(|(trap, file, name)| format!("{trap}: no {name} in {file}"))
        .collect()
}

/// A trap whose test has gone is open again, and nobody would know.
#[test]
fn every_trap_has_its_test() {
    assert_eq!(untested(TRAPS, read), Vec::<String>::new());
    assert!(NOT_YET.iter().all(|(_, waits_for)| !waits_for.is_empty()));
    let gone = [("a trap", "a.rs", "a_test")];
    assert_eq!(
        untested(&gone, |_| "fn a_test_of_another_name() {}".to_owned()),
        ["a trap: no a_test in a.rs"],
        "a test that went is missed"
    );
}
