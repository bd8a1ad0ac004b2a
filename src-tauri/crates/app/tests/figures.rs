//! Figures: whose they are, of which days, and what of them is not for everybody's eyes. That each is counted rightly
//! stands in the tests of the whole, by hand.

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::dto::{
    CallForm, CaseGiven, FigureCallsQuery, FigureCaseSet, FigureCasesQuery, Figures, FiguresQuery,
    NamedPeriod, SaveAs,
};
use app::{App, AppError, Right, Rule};
use case_site::*;
use common::*;

fn named(named: NamedPeriod) -> FiguresQuery {
    FiguresQuery {
        named: Some(named),
        ..FiguresQuery::default()
    }
}

fn days(from: &str, to: &str) -> FiguresQuery {
    FiguresQuery {
        named: None,
        from: from.into(),
        to: to.into(),
    }
}

#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn today(app: &App) -> Figures {
    app.figures(&named(NamedPeriod::Today)).unwrap()
}

fn calls_of_today() -> FigureCallsQuery {
    FigureCallsQuery {
        days: named(NamedPeriod::Today),
        ..FigureCallsQuery::default()
    }
}

fn new_today() -> FigureCasesQuery {
    FigureCasesQuery {
        days: named(NamedPeriod::Today),
        set: FigureCaseSet::New,
        after: None,
    }
}

/// A ranking of agents by how many calls they took makes short calls and not helped callers.
#[test]
fn an_agent_sees_their_own_figures_and_a_supervisor_those_of_everybody() {
    let machine = site();
    let log = |form: &CallForm| machine.app.log_call(form, SaveAs::ByRule).unwrap();
    log(&query_form(1));
    sit_down(&machine, "aisha");
    log(&query_form(2));
    log(&complaint_form(3));
    let own = today(&machine.app);
    assert!(own.own);
    assert_eq!((own.calls.received, own.cases.new), (2, 1));
    let rows = machine.app.figure_calls(&calls_of_today()).unwrap();
    assert_eq!(rows.total, 2, "nor do the rows tell of others");
    sit_down(&machine, "salim");
    let own = today(&machine.app);
    assert_eq!((own.calls.received, own.cases.new), (1, 0));
    assert_eq!(machine.app.figure_cases(&new_today()).unwrap().total, 0);
    for login in ["muna", "zahir"] {
        sit_down(&machine, login);
        let all = today(&machine.app);
        assert!(!all.own);
        assert_eq!((all.calls.received, all.cases.new), (3, 1), "{login}");
        assert!(!all.scope.site, "this machine alone");
    }
    sit_down(&machine, "huda");
    let refused = machine.app.figures(&named(NamedPeriod::Today));
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::FiguresRead))
    ));
}

/// What passed on to somebody else is counted for whoever took it, and no more told to them.
#[test]
fn a_sensitive_call_counts_and_says_no_more() {
    let machine = site();
    let form = CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(1)
    };
    let case = opened(&machine, &form);
    assert!(case.row.sensitive);
    let aisha = id_of(&machine, "aisha");
    sit_down(&machine, "muna");
    open_sensitive(&machine, &case.row.id);
    machine
        .app
        .give_case(&CaseGiven {
            case: case.row.id.clone(),
            owner: aisha,
        })
        .unwrap();
    assert_eq!(machine.app.figure_cases(&new_today()).unwrap().total, 1);
    sit_down(&machine, "salim");
    assert_eq!(today(&machine.app).calls.received, 1);
    let rows = machine.app.figure_calls(&calls_of_today()).unwrap().rows;
    assert!(rows[0].restricted && rows[0].note_start.is_empty());
    assert_eq!(machine.app.figure_cases(&new_today()).unwrap().total, 0);
}

/// An empty table for days that are none would pass for days without calls.
#[test]
fn days_that_are_none_are_refused_in_words() {
    let machine = site();
    let figures = |query: &FiguresQuery| machine.app.figures(query).map(drop);
    for (query, expected) in [
        (days("", "22/11/2026"), ("from", Rule::Required)),
        (days("1/1/2026", "amss"), ("to", Rule::NotADay)),
        (
            days("22/11/2026", "21/11/2026"),
            ("to", Rule::EndBeforeStart),
        ),
        (days("1/1/1990", "22/11/2026"), ("to", Rule::OutOfBounds)),
    ] {
        assert_eq!(refused_at(figures(&query)), expected);
    }
    assert!(figures(&days("٢٢/١١/٢٠٢٦", "2026-11-22")).is_ok());
    // Friday, the first of January 2027: no week of the year is complete yet.
    machine.later(40 * DAY_MS);
    assert_eq!(
        refused_at(figures(&named(NamedPeriod::YearToLastWeek))),
        ("named", Rule::EndBeforeStart)
    );
    let group = FigureCallsQuery {
        group: "everything".into(),
        ..calls_of_today()
    };
    assert_eq!(
        refused_at(machine.app.figure_calls(&group).map(drop)),
        ("group", Rule::UnknownCode)
    );
}
