//! The same thing from several sides in one moment.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

use app::App;
use app::dto::{CallForm, Logged, SaveAs};
use nida_tests::machine::{SUNDAY_TEN, complaint_form, id, query_form, signed_in};

/// Threads that save.
const THREADS: usize = 8;

/// Saves each form in a thread of its own, all let go in one moment.
fn save_at_once(app: &App, forms: &[CallForm]) -> Vec<Logged> {
    let start = Barrier::new(forms.len());
    thread::scope(|scope| {
        let saves: Vec<_> = forms
            .iter()
            .map(|form| {
                scope.spawn(|| {
                    start.wait();
                    app.log_call(form, SaveAs::ByRule).unwrap()
                })
            })
            .collect();
        saves.into_iter().map(|save| save.join().unwrap()).collect()
    })
}

/// An impatient Ctrl+Enter, a key that hangs, a screen that asks again: the caller has one case and one
/// number.
#[test]
fn one_form_saved_by_eight_at_once_is_one_call_and_one_case() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for round in 0..20 {
        let form = complaint_form(id(SUNDAY_TEN, [round; 10]), SUNDAY_TEN);
        app.draft_keep(&form).unwrap();
        let answers = save_at_once(&app, &vec![form; THREADS]);
        let wrote = answers.iter().filter(|logged| !logged.already).count();
        assert_eq!(wrote, 1, "one of them wrote, the others saw it");
        for logged in &answers {
            assert_eq!(logged.row, answers[0].row, "all are told the same");
        }
        assert!(
            answers[0].case_reference.is_some(),
            "a complaint has a case"
        );
        assert!(app.drafts().unwrap().is_empty(), "the draft went with it");
    }
    let page = app.own_log(None).unwrap();
    let references: BTreeSet<_> = page.rows.iter().map(|row| &row.case_reference).collect();
    assert_eq!((page.total, references.len()), (20, 20));
    assert_eq!(app.shift_log(&Default::default()).unwrap().cases, 20);
}

/// Different calls at the same moment: each has a number of its own, none is skipped.
#[test]
fn eight_cases_at_once_have_eight_numbers_in_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    let forms: Vec<CallForm> = (0..8)
        .map(|n| complaint_form(id(SUNDAY_TEN, [n; 10]), SUNDAY_TEN))
        .collect();
    let mut sequences: Vec<u32> = save_at_once(&app, &forms)
        .into_iter()
        .map(|logged| sequence(&logged.case_reference.unwrap()))
        .collect();
    sequences.sort_unstable();
    assert_eq!(sequences, (1..=8).collect::<Vec<_>>());
}

/// `26-4170-0038-5`: the third part.
fn sequence(reference: &str) -> u32 {
    reference.split('-').nth(2).unwrap().parse().unwrap()
}

/// A keeping that is under way when its call is saved must not bring the draft back, however often.
#[test]
fn keeping_and_saving_at_once_leave_a_call_and_no_draft() {
    let folder = tempfile::tempdir().unwrap();
    let app = signed_in(folder.path()).unwrap();
    for round in 0..40 {
        let form = query_form(id(SUNDAY_TEN, [round; 10]), SUNDAY_TEN);
        let start = Barrier::new(2);
        thread::scope(|scope| {
            scope.spawn(|| {
                start.wait();
                for _ in 0..4 {
                    app.draft_keep(&form).unwrap();
                }
            });
            start.wait();
            app.log_call(&form, SaveAs::ByRule).unwrap();
        });
        assert!(app.drafts().unwrap().is_empty(), "round {round}");
    }
    assert_eq!(app.own_log(None).unwrap().total, 40);
}
