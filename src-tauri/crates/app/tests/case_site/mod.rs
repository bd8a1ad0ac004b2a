//! Cases for the stories: a site of people with one role each, and the short ways of doing things.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at once"
)]

use app::dto::{CallForm, CaseFilter, CaseQuery, CaseView, NewCaseMove, SaveAs};
use app::{AppError, Rule};
use domain::case::CaseStatus;

use super::common::*;

pub(crate) const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Maryam, who has every role, has added these; whoever is asked for sits there.
pub(crate) fn site() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    for (login, role) in [
        ("salim", "agent"),
        ("aisha", "agent"),
        ("badr", "senior"),
        ("muna", "supervisor"),
        ("zahir", "auditor"),
        ("huda", "administrator"),
        ("rima", "educator"),
        ("said", "partner_desk"),
    ] {
        machine.add(&person(login, &[role]));
    }
    sit_down(&machine, "salim");
    machine
}

pub(crate) fn sit_down(machine: &Machine, login: &str) {
    machine.app.sign_out().unwrap();
    machine.sign_in(login);
}

pub(crate) fn id_of(machine: &Machine, login: &str) -> String {
    let people = machine.app.people().unwrap();
    let found = people.into_iter().find(|person| person.login == login);
    found.unwrap().id
}

pub(crate) fn query(filter: CaseFilter) -> CaseQuery {
    CaseQuery {
        filter,
        ..CaseQuery::default()
    }
}

pub(crate) fn listed(machine: &Machine, filter: CaseFilter) -> Vec<String> {
    let page = machine.app.cases(&query(filter)).unwrap();
    assert_eq!(
        page.total as usize,
        page.rows.len(),
        "the total is what is listed"
    );
    page.rows.into_iter().map(|row| row.id).collect()
}

/// The case of a call that whoever sits there logs.
pub(crate) fn opened(machine: &Machine, form: &CallForm) -> CaseView {
    let logged = machine.app.log_call(form, SaveAs::ByRule).unwrap();
    let reference = logged.case_reference.expect("it opens a case");
    let found = machine.app.find_case(&reference).unwrap();
    machine.app.case(&found.first().unwrap().id).unwrap()
}

pub(crate) fn to(case: &CaseView, status: CaseStatus) -> NewCaseMove {
    NewCaseMove {
        case: case.row.id.clone(),
        from: case.row.status.clone(),
        to: status.code().into(),
        ..NewCaseMove::default()
    }
}

pub(crate) fn refused_at<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (&'static str, Rule) {
    match answer {
        Err(AppError::Invalid { field, rule, .. }) => (field, rule),
        other => panic!("a refusal of a field was promised, got {other:?}"),
    }
}
