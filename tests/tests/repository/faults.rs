//! The tables of faults and properties (`tests/faults.md`) and of threats (`tests/threats.md`) name tests that are there.

use super::tree;

/// The tables, and how many tests each names at least.
const TABLES: [(&str, usize); 2] = [("tests/faults.md", 60), ("tests/threats.md", 70)];

/// The tests that a text names: `path::name` in backticks.
fn named(text: &str) -> Vec<(&str, &str)> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|quoted| quoted.split_once("::"))
        .collect()
}

/// The rows that name no test and do not say so either.
fn without_a_test(text: &str) -> Vec<&str> {
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.ends_with("| tests |"));
    rows.filter(|row| !row.contains(".rs::") && !row.ends_with("| not yet |"))
        .collect()
}

/// Whether the function of this name is a test itself: its attributes stand directly above it.
fn has_test(source: &str, name: &str) -> bool {
    let start = format!("fn {name}(");
    let mut is_test = false;
    for line in source.lines().map(str::trim_start) {
        if line.trim_start_matches("async ").starts_with(&start) {
            return is_test;
        }
        is_test = line.starts_with("#[test]")
            || line.starts_with("#[tokio::test")
            || (is_test && line.starts_with("#["));
    }
    false
}

/// Whoever reads that a fault is survived, or a threat answered, must find the test that says so.
#[test]
fn every_test_that_a_table_names_is_there() {
    for (path_of_table, least) in TABLES {
        let table = tree::read(path_of_table);
        let named = named(&table);
        assert!(
            named.len() > least,
            "{path_of_table}: {} tests",
            named.len()
        );
        for (path, name) in named {
            assert!(
                has_test(&tree::read(path), name),
                "{path_of_table} names {name}, which is not in {path}"
            );
        }
        let bare = without_a_test(&table);
        assert!(bare.is_empty(), "{bare:?} name no test");
    }
}

#[test]
fn a_test_that_is_gone_and_a_row_without_one_are_found() {
    let source =
        "fn helper() {}\n#[test]\nfn one() {}\n#[tokio::test]\nasync fn two() {}\nfn below() {}\n";
    assert!(has_test(source, "one") && has_test(source, "two"));
    for none in ["three", "helper", "below"] {
        assert!(!has_test(source, none), "{none}");
    }
    let aside = "#[test]\n#[cfg(unix)]\nfn one() {}\n";
    assert!(has_test(aside, "one"));
    let table = "| a | b | tests |\n|---|---|---|\n| cut | 1 | `x.rs::one` |\n| fire | 2 |  |\n| flood | 3 | not yet |\n";
    assert_eq!(named(table), [("x.rs", "one")]);
    assert_eq!(without_a_test(table), ["| fire | 2 |  |"]);
}
