//! Answers of paper: every fault of a sheet named, brought in once whatever happens, counted, and taken out again.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;
mod paper;
mod sheets;

use app::dto::{
    FigureSurveysQuery, Figures, FiguresQuery, ImportMapping, ImportRun, ImportUndo, NewSurvey,
    SurveyInList, Surveys, SurveysQuery,
};
use app::{App, AppError, Rule};
use case_site::*;
use common::*;
use paper::{paper_sheet, with_matters};
use sheets::*;

/// Rows of the sheet, and faulty ones among them.
const ROWS: u32 = 600;
const FAULTY: u32 = 54;

fn year() -> FiguresQuery {
    FiguresQuery {
        named: None,
        from: "2026-01-01".into(),
        to: "2026-11-22".into(),
    }
}

/// Every survey of the year, as a list behind a figure tells it.
fn listed(app: &App) -> Vec<SurveyInList> {
    let mut listed = Vec::new();
    let mut query = FigureSurveysQuery {
        days: year(),
        ..FigureSurveysQuery::default()
    };
    loop {
        let page = app.figure_surveys(&query).unwrap();
        listed.extend(page.rows);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return listed,
        }
    }
}

fn of_case(app: &App, reference: &str) -> Surveys {
    let found = app.find_case(reference).unwrap();
    let case = Some(found.first().unwrap().id.clone());
    app.surveys(&SurveysQuery { call: None, case }).unwrap()
}

/// All that figures, lists and pages say.
#[derive(Debug, PartialEq)]
struct Told {
    figures: Figures,
    listed: Vec<SurveyInList>,
    of_case: Surveys,
    shifts: String,
}

/// The department's forms of a quarter lie in a sheet; what is lost or doubled on the way is in the rate that the ministry
/// is told.
#[test]
fn a_paper_sheet_comes_in_once_whatever_happens_and_goes_out_without_a_trace() {
    let machine = site();
    let matters = with_matters(&machine);
    let (bytes, planted, (satisfied, answers)) =
        paper_sheet(&matters, ROWS as usize, FAULTY as usize);
    let sheet = Sheet {
        kind: "surveys",
        bytes,
        planted,
        rows: ROWS,
        faulty: FAULTY,
        table: ("survey", 1),
    };
    let case = matters.cases[0].clone();
    let told = |app: &App| Told {
        figures: app.figures(&year()).unwrap(),
        listed: listed(app),
        of_case: of_case(app, &case),
        shifts: format!("{:?}", app.shifts().unwrap()),
    };
    let (before, with) = comes_in_once_and_goes_without_a_trace(machine, &sheet, told);
    let (was, is) = (&before.figures.satisfaction, &with.figures.satisfaction);
    assert_eq!((was.answers, is.answers), (1, 1 + answers));
    assert_eq!(was.rate, None, "one answer is no rate");
    let rate = is.rate.unwrap();
    assert_eq!(
        (rate.satisfied.part, rate.satisfied.of),
        (satisfied, 1 + answers),
        "the one before was not"
    );
    let response = |figures: &Figures| {
        let response = figures.satisfaction.response;
        (response.part, response.of)
    };
    assert_eq!(
        (response(&before.figures), response(&with.figures)),
        ((1, 1), (1, 2)),
        "who refused by telephone was asked; of how many sheets were laid out nobody knows"
    );
    let by_code = |codes: &[app::dto::CodeAnswers]| -> u32 {
        codes.iter().map(|row| row.answers).sum::<u32>()
    };
    assert_eq!(by_code(&is.types), is.answers, "each under a type or none");
    assert_eq!(by_code(&is.governorates), is.answers);
    assert_eq!(
        with.figures.calls, before.figures.calls,
        "they are no calls"
    );
    assert_eq!(with.figures.cases, before.figures.cases);
    assert_eq!(
        with.listed.len(),
        before.listed.len() + answers as usize + 1
    );

    let of_case = &with.of_case.rows[0];
    assert_eq!((of_case.mode.as_str(), of_case.imported), ("paper", true));
    assert_eq!(of_case.reference, "0", "the number of its form");
    assert!(
        !with.of_case.may_log,
        "one answer stands, whoever brought it"
    );
    let of_call = with
        .listed
        .iter()
        .find(|row| row.call.as_ref() == Some(&matters.call));
    assert!(of_call.is_some_and(|row| row.survey.imported));
    let of_nothing = with.listed.iter().filter(|row| row.survey.imported);
    let of_nothing = of_nothing.filter(|row| row.call.is_none() && row.case.is_none());
    assert_eq!(of_nothing.count(), answers as usize - 1);
}

/// Whoever took the call is told by their own figures what people said of it, on paper as by telephone.
#[test]
fn an_answer_counts_for_who_handled_what_it_names() {
    let machine = site();
    let matters = with_matters(&machine);
    let sheet = format!(
        "Date,Satisfaction,Case number,Phone number\n\
         22/11/2026,4,{},\n22/11/2026,1,,91110003\n22/11/2026,5,,\n",
        matters.cases[0]
    );
    let path = put(&machine, "paper.csv", sheet.as_bytes());
    let checked = check(&machine.app, "surveys", &path);
    assert_eq!(checked.good, 3, "{:?}", checked.page);
    run(&machine.app, &checked).unwrap();
    sit_down(&machine, "salim");
    let own = listed(&machine.app);
    let marks: Vec<Option<u8>> = own.iter().map(|row| row.survey.overall).collect();
    assert_eq!(own.len(), 3, "two of the sheet, one of before: {marks:?}");
    let refused = machine.app.withdraw_survey(&own[0].survey.id);
    assert!(matches!(refused, Err(AppError::OwnContact)));
    sit_down(&machine, "aisha");
    assert!(listed(&machine.app).is_empty());
}

/// A form that was typed twice, or stands in the sheet of the day and in that of the month.
#[test]
fn likely_doubles_are_told_and_come_only_when_wanted() {
    let machine = site();
    sit_down(&machine, "muna");
    let words = "انتظرت أكثر من ساعتين ولم يسأل عني أحد";
    let sheet = format!(
        "رقم الاستمارة,التاريخ,الرضا,التعليق\n\
         117,1/11/2026,5,\n117,1/11/2026,5,\n117,2/11/2026,5,\n\
         ,1/11/2026,1,{words}\n,1/11/2026,1,{words}\n,1/11/2026,2,{words}\n\
         ,1/11/2026,5,شكرًا\n,1/11/2026,5,شكرًا\n,1/11/2026,5,\n,1/11/2026,5,\n"
    );
    let path = put(&machine, "day.csv", sheet.as_bytes());
    let checked = check(&machine.app, "surveys", &path);
    assert_eq!(
        (checked.good, checked.doubles),
        (10, 2),
        "marks and short thanks are everybody's"
    );
    assert_eq!(run(&machine.app, &checked).unwrap().imported, 8);
    let month = format!("{sheet}118,1/11/2026,4,\n");
    let month = put(&machine, "month.csv", month.as_bytes());
    let checked = check(&machine.app, "surveys", &month);
    assert_eq!(
        (checked.good, checked.doubles),
        (11, 6),
        "of another sheet too"
    );
    let all = ImportRun {
        look: checked.look,
        good_alone: true,
        doubles: true,
    };
    assert_eq!(machine.app.import_run(&all).unwrap().imported, 11);
}

/// Somebody is asked by telephone while the sheet of the day is being looked at.
#[test]
fn what_was_answered_since_the_check_does_not_come_twice() {
    let machine = site();
    let matters = with_matters(&machine);
    let sheet = format!(
        "Date,Satisfaction,Case number\n22/11/2026,4,{}\n22/11/2026,5,\n",
        matters.cases[0]
    );
    let path = put(&machine, "paper.csv", sheet.as_bytes());
    let checked = check(&machine.app, "surveys", &path);
    assert_eq!(checked.good, 2);
    let found = machine.app.find_case(&matters.cases[0]).unwrap();
    let case = found.first().unwrap().id.clone();
    let said = machine.app.log_survey(&NewSurvey {
        id: new_id(90),
        about: SurveysQuery {
            call: None,
            case: Some(case),
        },
        mode: "phone".into(),
        overall: Some(1),
        ..NewSurvey::default()
    });
    assert_eq!(said.unwrap().rows.len(), 1);
    let done = run(&machine.app, &checked).unwrap();
    assert_eq!((done.imported, done.changed), (1, 1));
    assert_eq!(of_case(&machine.app, &matters.cases[0]).rows.len(), 1);
    let again = check(&machine.app, "surveys", &path);
    assert_eq!((again.already, again.faulty), (1, 1));
    assert_eq!(
        named(&machine.app, &again),
        [(2, "C".into(), "answered".into())]
    );
}

/// An answer that was taken back by hand is gone, and undoing its sheet has nothing to say about it.
#[test]
fn an_answer_that_was_taken_back_leaves_its_sheet() {
    let machine = site();
    let matters = with_matters(&machine);
    let sheet = format!(
        "Date,Satisfaction,Case number\n22/11/2026,4,{}\n22/11/2026,5,\n",
        matters.cases[0]
    );
    let path = put(&machine, "paper.csv", sheet.as_bytes());
    let checked = check(&machine.app, "surveys", &path);
    let done = run(&machine.app, &checked).unwrap();
    let survey = of_case(&machine.app, &matters.cases[0]).rows[0].clone();
    assert!(survey.may_withdraw);
    let left = machine.app.withdraw_survey(&survey.id).unwrap();
    assert!(left.rows.is_empty() && left.may_log);
    let again = check(&machine.app, "surveys", &path);
    assert_eq!(
        (again.good, again.already),
        (0, 2),
        "it does not come back by itself"
    );
    let look = machine.app.import_undo_look(&done.batch.id).unwrap();
    assert_eq!((look.worked_on, look.batch.standing), (0, 1));
    let undone = machine.app.import_undo(&ImportUndo {
        batch: done.batch.id,
        keep_worked_on: true,
    });
    assert_eq!(undone.unwrap().standing, 0);
    assert_eq!(listed(&machine.app).len(), 1, "that of before");
}

/// A sheet of faulty rows goes back to whoever has the paper.
#[test]
fn faulty_rows_are_written_out_to_be_corrected_and_come_in_then() {
    let machine = site();
    sit_down(&machine, "muna");
    let sheet = "التاريخ,الرضا,السهولة\n1/11/2026,ممتاز,٥\n1/11/2026,5,9\n1/11/2026,4,\n";
    let path = put(&machine, "paper.csv", sheet.as_bytes());
    let checked = check(&machine.app, "surveys", &path);
    let folder = machine.folder.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let file = machine
        .app
        .import_faulty_file(checked.look, folder.to_str().unwrap())
        .unwrap();
    assert_eq!(file.rows, 2);
    let written = folder.join(&file.name);
    let text = std::fs::read_to_string(&written).unwrap();
    assert!(
        text.contains("الرضا: ليست درجة"),
        "what to do is said: {text}"
    );
    let corrected = text.replace("ممتاز", "راضٍ جدًا").replace(",9,", ",3,");
    std::fs::write(&written, corrected).unwrap();
    let checked = check(&machine.app, "surveys", written.to_str().unwrap());
    assert_eq!((checked.good, checked.faulty), (2, 0), "{:?}", checked.page);
    assert_eq!(run(&machine.app, &checked).unwrap().imported, 2);
}

/// Nothing is taken for a mark that nobody said is one; and a sheet of calls stays one.
#[test]
fn what_a_mapping_lacks_is_said() {
    let machine = site();
    sit_down(&machine, "muna");
    let app = &machine.app;
    let path = put(
        &machine,
        "paper.csv",
        "التاريخ,الرضا\n1/11/2026,5\n".as_bytes(),
    );
    let sheet = open(app, "surveys", &path).unwrap();
    assert_eq!(sheet.kind, "surveys");
    assert_eq!(sheet.defaults.mode, "paper");
    let refused = |change: &dyn Fn(&mut ImportMapping)| {
        let mut wanted = mapping(&sheet);
        change(&mut wanted);
        refused_at(app.import_check(&wanted))
    };
    assert_eq!(
        refused(&|wanted| wanted.columns[0].clear()),
        ("day", Rule::Required)
    );
    assert_eq!(
        refused(&|wanted| wanted.columns[1].clear()),
        ("overall", Rule::Required)
    );
    assert_eq!(
        refused(&|wanted| wanted.columns[1] = "channel".into()),
        ("columns", Rule::UnknownCode)
    );
    assert_eq!(
        refused(&|wanted| wanted.defaults.mode = "pigeon".into()),
        ("mode", Rule::UnknownCode)
    );
    let other = open(app, "letters", &path);
    assert_eq!(refused_at(other), ("kind", Rule::UnknownCode));
    let of_calls = open(app, "calls", &path).unwrap();
    let refused = app.import_check(&mapping(&of_calls));
    assert_eq!(refused_at(refused), ("type", Rule::Required));
}
