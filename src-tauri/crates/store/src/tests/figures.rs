//! What figures are counted from: filled in by the migration as it is folded, and read from its indexes alone.

use domain::case::{Case, CaseStatus, NewMove};
use domain::id::{Millis, SubjectId};
use rusqlite::{Connection, params};

use super::hand_in;
use super::tables::plan;
use super::world::{Desk, at, fresh_subject};
use crate::rows::export::LOG;
use crate::rows::figure_rows::{FigureCases, figure_calls_statement, figure_cases_statement};
use crate::rows::figures::{CONTACTS, DUTIES, PROMISES, SPANS, surveys_statement};
use crate::rows::figures_beside::{BY_BENEFICIARY, BY_FACILITY};
use crate::rows::survey::{of_call_statement, of_case_statement};

const MIGRATION: &str = include_str!("../../migrations/V20__figures.sql");

fn spans(connection: &Connection) -> Vec<String> {
    let mut statement = connection
        .prepare(
            r#"SELECT hex("case") || ' ' || place || ' ' || from_at || ' ' || coalesce(until, '-') || ' ' || closed
                      || ' ' || coalesce(again_at, '-') || ' ' || received_at || ' ' || coalesce(due, '-')
               FROM case_span ORDER BY "case", place"#,
        )
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// A store of years is filled in once, by SQL; what it were to count otherwise than the fold would stand in every
/// bulletin until each of its cases is touched.
#[test]
fn the_times_a_case_was_open_are_filled_in_as_they_are_folded() {
    let desk = Desk::new();
    let courses: [&[CaseStatus]; 4] = [
        &[],
        &[
            CaseStatus::InProgress,
            CaseStatus::Resolved,
            CaseStatus::Closed,
        ],
        &[
            CaseStatus::Resolved,
            CaseStatus::Closed,
            CaseStatus::Reopened,
            CaseStatus::Cancelled,
        ],
        &[
            CaseStatus::Resolved,
            CaseStatus::Closed,
            CaseStatus::Reopened,
            CaseStatus::Resolved,
            CaseStatus::Closed,
            CaseStatus::Reopened,
        ],
    ];
    for (n, course) in (0..).zip(courses) {
        let subject: SubjectId = fresh_subject(n);
        desk.store()
            .act(desk.stamp(n), move |acting| {
                let case = Case {
                    received_at: Some(at(n)),
                    due: Some(Millis(at(n).0 + 1)),
                    ..Case::default()
                };
                acting.append(subject, case.opened()).map(|_| ())
            })
            .unwrap();
        for (minute, to) in (10..).zip(course.iter().copied()) {
            desk.store()
                .act(desk.stamp(minute), move |acting| {
                    let moved = NewMove::new(to, at(minute)).moved();
                    acting.append(subject, moved).map(|_| ())
                })
                .unwrap();
        }
    }
    let hand = hand_in(desk.store());
    let folded = spans(&hand);
    assert_eq!(folded.len(), 1 + 1 + 2 + 3, "{folded:#?}");
    hand.execute_batch("DELETE FROM case_span").unwrap();
    let (_, fill) = MIGRATION.split_once("WITH turn AS").unwrap();
    let (fill, _) = fill.split_once(';').unwrap();
    hand.execute_batch(&format!("WITH turn AS {fill}")).unwrap();
    assert_eq!(spans(&hand), folded);
}

/// At a million calls a year of them is fifty thousand rows, and whoever waits for it waits for each page of the file.
#[test]
fn figures_are_read_from_their_indexes_alone() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    for (plan, expected) in [
        (
            plan(&desk, CONTACTS, params![0, 1, none, "[]"]),
            "SEARCH call USING COVERING INDEX call_by_time (started_at>? AND started_at<?)",
        ),
        (
            plan(&desk, SPANS[0], params![0, 1, none]),
            "SEARCH case_span USING COVERING INDEX case_span_by_end (until=? AND from_at<?)",
        ),
        (
            plan(&desk, SPANS[1], params![0, 1, none]),
            "SEARCH case_span USING COVERING INDEX case_span_by_end (until>?)",
        ),
        (
            plan(&desk, PROMISES, params![0, 1, none]),
            "SEARCH follow_up USING COVERING INDEX follow_up_promised (due>? AND due<?)",
        ),
        (
            plan(
                &desk,
                &surveys_statement(),
                params!["2026-01-01", "2026-12-31", none, "[]"],
            ),
            "SEARCH survey USING COVERING INDEX survey_by_day (day>? AND day<?)",
        ),
        (
            plan(&desk, DUTIES, params![0, 1, none, "[]"]),
            "SEARCH duty USING COVERING INDEX duty_by_time (opened_at>? AND opened_at<?)",
        ),
        (
            plan(&desk, &of_call_statement(), params![none, 50]),
            "SEARCH survey USING INDEX survey_of_call (call=?)",
        ),
        (
            plan(&desk, &of_case_statement(), params![none, 50]),
            "SEARCH survey USING INDEX survey_of_case (case=?)",
        ),
    ] {
        assert!(plan.contains(expected), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
    for (statement, values, expected) in [
        (
            BY_FACILITY,
            params![0, 1],
            "SEARCH call USING COVERING INDEX call_by_facility (started_at>? AND started_at<?)",
        ),
        (
            BY_BENEFICIARY,
            params![0, 1],
            "SEARCH call USING COVERING INDEX call_by_time (started_at>? AND started_at<?)",
        ),
        (
            LOG,
            params![0, none, 50],
            "SEARCH one USING INDEX export_by_time",
        ),
    ] {
        let plan = plan(&desk, statement, values);
        assert!(plan.contains(expected), "{plan}");
    }
    let calls = plan(
        &desk,
        &figure_calls_statement(),
        params![0, 1, none, "[]", true, "", "", "", "", false, 0, none, 50],
    );
    assert!(
        calls.contains("SEARCH call USING COVERING INDEX call_by_time"),
        "{calls}"
    );
    let cases = plan(
        &desk,
        &figure_cases_statement(FigureCases::Closed),
        params![0, 1, 1, 1, none, none, 0, none, 50],
    );
    assert!(
        cases.contains("case_span USING COVERING INDEX case_span_by_end"),
        "{cases}"
    );
}

/// The answers of years lie behind one number, and whoever opens it sees the newest fifty.
#[test]
fn the_surveys_behind_a_figure_are_read_from_their_index() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let surveys = plan(
        &desk,
        &crate::rows::survey::figure_surveys_statement(),
        params!["2026-01-01", "2026-12-31", none, "", "", "", none, 50],
    );
    assert!(
        surveys.contains("SEARCH survey USING COVERING INDEX survey_by_day"),
        "{surveys}"
    );
}

/// Whoever undoes a sheet waits for the rows of the sheet, not for those of all years; so does who checks one.
#[test]
fn the_rows_of_a_sheet_are_read_from_their_indexes() {
    let desk = Desk::new();
    let none = [0_u8; 16];
    let rows = plan(
        &desk,
        crate::rows::import_batch::rows_of_import_statement(),
        params![none, none, 500],
    );
    for expected in [
        "SEARCH call USING COVERING INDEX call_by_import (import=? AND id>?)",
        "SEARCH survey USING COVERING INDEX survey_of_batch (batch=? AND id>?)",
    ] {
        assert!(rows.contains(expected), "{rows}");
    }
    assert!(!rows.contains("TEMP B-TREE"), "{rows}");
    let day = plan(
        &desk,
        &crate::rows::survey::of_day_statement(),
        params!["2026-11-22", none],
    );
    assert!(
        day.contains("SEARCH survey USING INDEX survey_by_day (day=?)"),
        "{day}"
    );
}
