//! Surveys: who may write down what was said of a contact, what an answer must hold, and that it can be taken back.

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::dto::{
    CallForm, CaseGiven, FigureSurveysQuery, FiguresQuery, NamedPeriod, NewSurvey, SaveAs, Surveys,
    SurveysQuery,
};
use app::{AppError, Right, Rule};
use case_site::*;
use common::*;

fn of_call(call: &str) -> SurveysQuery {
    SurveysQuery {
        call: Some(call.into()),
        case: None,
    }
}

fn of_case(case: &str) -> SurveysQuery {
    SurveysQuery {
        call: None,
        case: Some(case.into()),
    }
}

fn answer(number: u8, about: SurveysQuery, overall: u8) -> NewSurvey {
    NewSurvey {
        id: new_id(number),
        about,
        mode: "phone".into(),
        overall: Some(overall),
        ease: Some(4),
        solved: "yes".into(),
        language: "ar".into(),
        comment: " شكرًا لكم ".into(),
        ..NewSurvey::default()
    }
}

/// Who logs a call of Salim's; answers its id.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn call_of_salim(machine: &Machine) -> String {
    sit_down(machine, "salim");
    let logged = machine.app.log_call(&query_form(1), SaveAs::ByRule);
    logged.unwrap().row.id
}

/// Nobody says to the face of who helped them that they did not.
#[test]
fn who_handled_a_call_does_not_ask_about_it() {
    let machine = site();
    let call = call_of_salim(&machine);
    let own = machine.app.surveys(&of_call(&call)).unwrap();
    assert!(own.own && !own.may_log, "the page does not offer it");
    let refused = machine.app.log_survey(&answer(20, of_call(&call), 5));
    assert!(matches!(refused, Err(AppError::OwnContact)), "{refused:?}");
    sit_down(&machine, "aisha");
    assert!(machine.app.surveys(&of_call(&call)).unwrap().may_log);
    let said = machine.app.log_survey(&answer(20, of_call(&call), 5));
    let said: Surveys = said.unwrap();
    let row = &said.rows[0];
    assert_eq!((row.overall, row.ease), (Some(5), Some(4)));
    assert_eq!((row.solved.as_str(), row.mode.as_str()), ("yes", "phone"));
    assert_eq!(row.comment, "شكرًا لكم");
    assert!(row.may_withdraw && !said.may_log, "one answer stands");
    let again = machine.app.log_survey(&answer(20, of_call(&call), 5));
    assert_eq!(again.unwrap(), said, "sent twice is said once");
    let second = machine.app.log_survey(&answer(21, of_call(&call), 1));
    assert!(matches!(second, Err(AppError::SurveyAnswered)));
    sit_down(&machine, "salim");
    let read = machine.app.surveys(&of_call(&call)).unwrap();
    assert_eq!(read.rows.len(), 1, "they read what was said of them");
    assert!(!read.rows[0].may_withdraw);
    let withdrawn = machine.app.withdraw_survey(&new_id(20));
    assert!(matches!(withdrawn, Err(AppError::OwnContact)));
}

/// A wrong key is put right by whoever pressed it, or a supervisor; a colleague does not touch it.
#[test]
fn an_answer_is_taken_back_by_its_writer_or_a_supervisor() {
    let machine = site();
    let call = call_of_salim(&machine);
    sit_down(&machine, "aisha");
    machine
        .app
        .log_survey(&answer(20, of_call(&call), 2))
        .unwrap();
    sit_down(&machine, "badr");
    let refused = machine.app.withdraw_survey(&new_id(20));
    assert!(matches!(refused, Err(AppError::NotOwner)));
    sit_down(&machine, "aisha");
    let left = machine.app.withdraw_survey(&new_id(20)).unwrap();
    assert!(left.rows.is_empty() && left.may_log);
    machine
        .app
        .log_survey(&answer(21, of_call(&call), 4))
        .unwrap();
    sit_down(&machine, "muna");
    assert!(
        machine
            .app
            .withdraw_survey(&new_id(21))
            .unwrap()
            .rows
            .is_empty()
    );
    sit_down(&machine, "zahir");
    let read = machine.app.surveys(&of_call(&call)).unwrap();
    assert!(!read.may_log, "an auditor reads and writes nothing");
    let refused = machine.app.log_survey(&answer(22, of_call(&call), 4));
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::SurveyLog))
    ));
}

/// A call that was logged twice is one contact: what was said of the one that was taken out counts no more, and what is
/// then said of the other is the one answer.
#[test]
fn an_answer_about_a_call_that_was_taken_out_counts_while_it_is_not() {
    let machine = site();
    let call = call_of_salim(&machine);
    sit_down(&machine, "aisha");
    machine
        .app
        .log_survey(&answer(20, of_call(&call), 2))
        .unwrap();
    sit_down(&machine, "muna");
    let today = FiguresQuery {
        named: Some(NamedPeriod::Today),
        ..FiguresQuery::default()
    };
    let behind = FigureSurveysQuery {
        days: today.clone(),
        ..FigureSurveysQuery::default()
    };
    let counted = || {
        let answers = machine.app.figures(&today).unwrap().satisfaction.answers;
        let rows = machine.app.figure_surveys(&behind).unwrap();
        assert_eq!(rows.total, answers, "as many as there are rows behind it");
        answers
    };
    assert_eq!(counted(), 1);
    machine.app.void_call(&call, "duplicate").unwrap();
    assert_eq!(counted(), 0);
    machine.app.restore_call(&call).unwrap();
    assert_eq!(counted(), 1);
}

/// Somebody who would not answer can be asked once more; what they then say is the one answer.
#[test]
fn a_refusal_is_no_answer() {
    let machine = site();
    let call = call_of_salim(&machine);
    sit_down(&machine, "aisha");
    let refusal = |number| NewSurvey {
        id: new_id(number),
        about: of_call(&call),
        mode: "phone".into(),
        refused: "no_answer".into(),
        ..NewSurvey::default()
    };
    let said = machine.app.log_survey(&refusal(20)).unwrap();
    assert_eq!((said.rows[0].overall, said.may_log), (None, true));
    machine.app.log_survey(&refusal(21)).unwrap();
    let said = machine.app.log_survey(&answer(22, of_call(&call), 3));
    assert_eq!(said.unwrap().rows.len(), 3);
}

/// What a form can get wrong is said at its field.
#[test]
fn a_form_is_refused_at_its_field() {
    let machine = site();
    let call = call_of_salim(&machine);
    sit_down(&machine, "aisha");
    let check = |made: NewSurvey, field, rule| {
        assert_eq!(refused_at(machine.app.log_survey(&made)), (field, rule));
    };
    let good = || answer(20, of_call(&call), 4);
    let nothing = NewSurvey {
        overall: None,
        ..good()
    };
    check(nothing, "overall", Rule::Required);
    let high = NewSurvey {
        overall: Some(6),
        ..good()
    };
    check(high, "overall", Rule::OutOfBounds);
    let none = NewSurvey {
        ease: Some(0),
        ..good()
    };
    check(none, "ease", Rule::OutOfBounds);
    let both = NewSurvey {
        refused: "no_time".into(),
        ..good()
    };
    check(both, "refused", Rule::DoesNotBelong);
    let of_requests = NewSurvey {
        overall: None,
        ease: None,
        solved: String::new(),
        refused: "no_funds".into(),
        ..good()
    };
    check(of_requests, "refused", Rule::UnknownCode);
    let mode = |mode: &str| NewSurvey {
        mode: mode.into(),
        ..good()
    };
    check(mode(""), "mode", Rule::Required);
    check(mode("pigeon"), "mode", Rule::UnknownCode);
    let day = |day: &str| NewSurvey {
        day: day.into(),
        ..good()
    };
    check(day("soon"), "day", Rule::NotADay);
    check(day("2999-01-01"), "day", Rule::NotYet);
    check(day("2001-01-01"), "day", Rule::AnsweredBefore);
    let nobodys = NewSurvey {
        about: SurveysQuery::default(),
        ..good()
    };
    check(nobodys, "about", Rule::Required);
}

/// A sensitive case is asked about by those who may read it, and its being there is told to nobody else.
#[test]
fn a_sensitive_case_is_asked_about_by_who_may_read_it() {
    let machine = site();
    let needy = CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        ..complaint_form(3)
    };
    let case = opened(&machine, &needy);
    let call = case.calls[0].id.clone();
    sit_down(&machine, "aisha");
    for about in [of_call(&call), of_case(&case.row.id)] {
        let read = machine.app.surveys(&about);
        assert!(
            matches!(read, Err(AppError::NotFound | AppError::NotAllowed(_))),
            "{read:?}"
        );
        let made = machine.app.log_survey(&answer(20, about, 5));
        assert!(matches!(
            made,
            Err(AppError::NotFound | AppError::NotAllowed(_))
        ));
    }
    sit_down(&machine, "muna");
    let closed = machine.app.surveys(&of_case(&case.row.id));
    assert!(matches!(closed, Err(AppError::NotViewed)), "{closed:?}");
    open_sensitive(&machine, &case.row.id);
    let said = machine.app.log_survey(&answer(21, of_call(&call), 5));
    assert_eq!(said.unwrap().rows.len(), 1);
    let of_its_case = machine.app.surveys(&of_case(&case.row.id)).unwrap();
    assert_eq!(of_its_case.rows.len(), 1, "it stands on the case too");
    assert!(
        of_its_case.may_log,
        "what was said of the call is no answer about the case"
    );
    let said = machine
        .app
        .log_survey(&answer(22, of_case(&case.row.id), 2));
    assert_eq!(said.unwrap().rows.len(), 2);

    // Behind the figure of whoever handled it, who has the case no more, stand the marks and nothing else.
    let today = FigureSurveysQuery {
        days: FiguresQuery {
            named: Some(NamedPeriod::Today),
            ..FiguresQuery::default()
        },
        ..FigureSurveysQuery::default()
    };
    let all = machine.app.figure_surveys(&today).unwrap();
    assert_eq!((all.total, all.rows.len()), (2, 2));
    assert!(
        all.rows
            .iter()
            .all(|row| !row.restricted && row.case.is_some())
    );
    let given = CaseGiven {
        case: case.row.id.clone(),
        owner: id_of(&machine, "aisha"),
    };
    machine.app.give_case(&given).unwrap();
    sit_down(&machine, "salim");
    let own = machine.app.figure_surveys(&today).unwrap();
    assert_eq!(own.total, 2, "of what they handled");
    for row in &own.rows {
        assert!(row.restricted && row.call.is_none() && row.case.is_none());
        assert!(row.survey.comment.is_empty() && row.survey.overall.is_some());
    }
    sit_down(&machine, "aisha");
    assert_eq!(machine.app.figure_surveys(&today).unwrap().total, 0);
}

/// A call that was taken out counts nowhere; an answer about it would.
#[test]
fn a_call_that_was_taken_out_is_not_asked_about() {
    let machine = site();
    let call = call_of_salim(&machine);
    machine.app.void_call(&call, "by_mistake").unwrap();
    sit_down(&machine, "aisha");
    assert!(!machine.app.surveys(&of_call(&call)).unwrap().may_log);
    let refused = machine.app.log_survey(&answer(20, of_call(&call), 5));
    assert!(matches!(refused, Err(AppError::CallVoided)));
}
