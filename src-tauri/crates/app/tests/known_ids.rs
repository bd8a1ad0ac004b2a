//! An id is no key: whoever names what is there already gets no more of it than they may read anyway.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::dto::{CallForm, CaseGiven, Logged, NewFollowUp, SaveAs};
use app::{App, AppError};
use case_site::*;
use common::*;

/// Of somebody in need, who is spoken of to nobody else.
fn sensitive_form(n: u8) -> CallForm {
    CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(n)
    }
}

fn asked(app: &App, form: &CallForm) -> Logged {
    app.log_call(form, SaveAs::ByRule).unwrap()
}

fn see_nothing_of(shown: &Logged, secrets: &[&str]) {
    assert!(shown.already && shown.row.restricted);
    assert_eq!(
        (shown.case_reference.as_ref(), shown.promised_due),
        (None, None)
    );
    let shown = format!("{shown:?}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} is shown");
    }
}

/// Saving twice is answered with what is there: to an agent without the right, and to the one who saved it
/// when the case has passed on, without a word of it.
#[test]
fn saving_what_is_there_tells_nothing_that_is_kept_back() {
    let machine = site();
    let app = &machine.app;
    let case = opened(&machine, &sensitive_form(1));
    assert!(case.row.sensitive);
    let again = asked(app, &sensitive_form(1));
    assert!(
        again.already && !again.row.restricted,
        "as long as it is theirs"
    );
    assert_eq!(again.case_reference.as_ref(), Some(&case.row.reference));
    let secrets = [
        case.row.reference.as_str(),
        "treatment_cost",
        "لم يتوفر",
        again.row.number.as_str(),
    ];

    sit_down(&machine, "aisha");
    see_nothing_of(&asked(app, &query_form(1)), &secrets);
    sit_down(&machine, "muna");
    see_nothing_of(&asked(app, &query_form(1)), &secrets);
    open_sensitive(&machine, &case.row.id);
    let seen = asked(app, &query_form(1));
    assert!(!seen.row.restricted, "who may read it gets it whole");
    sit_down(&machine, "salim");
    let given = CaseGiven {
        case: case.row.id.clone(),
        owner: id_of(&machine, "badr"),
    };
    assert!(matches!(app.give_case(&given), Err(AppError::NotFound)));
    see_nothing_of(&asked(app, &sensitive_form(1)), &secrets);
}

/// The same of what was added to a log, and of the case that is named beside it.
#[test]
fn adding_what_is_there_tells_nothing_that_is_kept_back() {
    let machine = site();
    let app = &machine.app;
    let message = |n: u8, form: CallForm| CallForm {
        channel: "x_direct".into(),
        number: String::new(),
        ended_at: None,
        handle: "salim_h".into(),
        received_day: "2026-11-22".into(),
        received_time: "9:30".into(),
        answered_day: "2026-11-22".into(),
        answered_time: "9:50".into(),
        id: new_id(n),
        ..form
    };
    let log = asked(app, &message(1, sensitive_form(1)));
    let reference = log.case_reference.unwrap();
    let added = message(2, query_form(2));
    let first = app.add_to_log(&added, &log.row.id, SaveAs::ByRule);
    assert!(!first.unwrap().row.restricted);
    let secrets = [reference.as_str(), "treatment_cost", "لم يتوفر", "salim_h"];

    let case = app.find_case(&reference).unwrap().remove(0);
    let guess = CallForm {
        link_case: case.id,
        ..query_form(2)
    };
    sit_down(&machine, "aisha");
    see_nothing_of(&asked(app, &guess), &secrets);
    let known = app.add_to_log(&added, &new_id(9), SaveAs::ByRule).unwrap();
    see_nothing_of(&known, &secrets);
}

/// A plan is answered with the follow-up that bears its id, which must be of the case that was looked at.
#[test]
fn planning_what_is_there_tells_nothing_of_another_case() {
    let machine = site();
    let app = &machine.app;
    let hidden = opened(&machine, &sensitive_form(1));
    let plan = |case: &str| NewFollowUp {
        id: new_id(60),
        case: case.to_owned(),
        kind: "check".into(),
        due: SUNDAY_TEN + DAY_MS,
        for_anyone: true,
        ..NewFollowUp::default()
    };
    let planned = app.plan_follow_up(&plan(&hidden.row.id)).unwrap();
    sit_down(&machine, "aisha");
    let own = opened(&machine, &complaint_form(2));
    for case in [&own.row.id, &hidden.row.id] {
        let told = app.plan_follow_up(&plan(case));
        assert!(matches!(told, Err(AppError::NotFound)), "{told:?}");
    }
    let taken = NewFollowUp {
        id: own.row.id.clone(),
        ..plan(&own.row.id)
    };
    let told = app.plan_follow_up(&taken);
    assert!(
        matches!(told, Err(AppError::NotFound)),
        "no follow-up: {told:?}"
    );
    sit_down(&machine, "salim");
    assert_eq!(app.plan_follow_up(&plan(&hidden.row.id)).unwrap(), planned);
}
