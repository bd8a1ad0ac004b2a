//! A sheet of paper surveys is brought in at one desk of the site, or at two that cannot see each other. What the others do:
//! each desk counts its own pile, and the answers that both typed count twice.

use app::App;
use app::dto::{
    FigureSurveysQuery, FiguresQuery, ImportDone, ImportRun, ImportUndo, SatisfactionNumbers,
    SaveAs, SurveyInList,
};
use nida_tests::machine::{SUNDAY_TEN, checked_sheet, complaint_form, id};

use crate::desk::Desk;
use crate::line::Mood;
use crate::world::Centre;

/// Rows of a sheet that name nothing.
const ROWS: usize = 40;

/// What a desk tells of surveys: the figures of the year, and the rows behind them.
type Said = (SatisfactionNumbers, Vec<SurveyInList>);

fn said(app: &App) -> Said {
    let days = FiguresQuery {
        named: None,
        from: "2026-01-01".into(),
        to: "2026-11-22".into(),
    };
    let figures = app.figures(&days).unwrap();
    let rows = app.figure_surveys(&FigureSurveysQuery {
        days,
        ..FigureSurveysQuery::default()
    });
    (figures.satisfaction, rows.unwrap().rows)
}

/// Forms of a month; the first names a case.
fn sheet(month: u32, case: &str) -> String {
    let mut sheet = "رقم الاستمارة,التاريخ,الرضا,السهولة,المستشفى,رقم المعاملة,التعليق\n".to_owned();
    sheet += &format!("0,22/11/2026,٥,سهل,,{case},شكرًا\n");
    for row in 1..=ROWS {
        let (day, mark) = (row % 28 + 1, row % 5 + 1);
        sheet += &format!("{row},{day}/{month}/2026,{mark},,المستشفى السلطاني,,\n");
    }
    sheet
}

impl Desk {
    fn brings(&self, path: &str) -> ImportDone {
        let checked = checked_sheet(&self.app, "surveys", path).unwrap();
        assert_eq!(checked.faulty, 0, "{:?}", checked.page);
        let done = self.app.import_run(&ImportRun {
            look: checked.look,
            good_alone: false,
            doubles: false,
        });
        done.unwrap()
    }

    /// Waits until this desk tells what was promised.
    fn tells(&self, answers: usize) -> Said {
        self.wait("the answers are counted here too", |app| {
            let said = said(app);
            (usize::try_from(said.0.answers).unwrap() == answers).then_some(said)
        })
    }

    /// A case of this desk that has arrived at the other one; its reference.
    fn opens(&self, other: &Self, n: u8) -> String {
        let call = id(SUNDAY_TEN, [n; 10]);
        let form = complaint_form(call.clone(), SUNDAY_TEN);
        let logged = self.app.log_call(&form, SaveAs::ByRule).unwrap();
        self.sent();
        let reference = logged.case_reference.unwrap();
        other.wait("the case has arrived", |app| {
            let found = app.find_case(&reference).unwrap();
            (!found.is_empty()).then_some(())
        });
        reference
    }
}

/// What was brought in at Sohar is told at Muscat, row for row; what both bring in is there once; and what either undoes
/// is gone at both.
#[test]
fn a_paper_sheet_is_the_same_at_every_desk_whoever_brings_it() {
    let centre = Centre::start();
    let (muscat, sohar) = (Desk::at(&centre), Desk::at(&centre));
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, sheet: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, sheet).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let nothing = said(&muscat.app);

    let case = muscat.opens(&sohar, 1);
    let first = put("march.csv", &sheet(3, &case));
    let done = sohar.brings(&first);
    assert_eq!(done.imported as usize, ROWS + 1);
    sohar.sent();
    let at_muscat = muscat.tells(ROWS + 1);
    assert_eq!(at_muscat, said(&sohar.app), "each row as it was brought");
    let of_case = at_muscat.1.iter().find(|row| row.case.is_some());
    assert_eq!(of_case.unwrap().survey.comment, "شكرًا");
    // Muscat's own person handled the case and could not bring this row; it is there already.
    let again = checked_sheet(&muscat.app, "surveys", &first).unwrap();
    assert_eq!((again.good, again.already as usize), (0, ROWS + 1));

    // Both bring the forms of April while neither sees the other.
    let forms = sheet(4, "").replace("22/11/2026", "22/10/2026");
    let second = put("april.csv", &forms);
    for desk in [&muscat, &sohar] {
        desk.line.set(Mood::Refuses);
    }
    let (one, other) = (muscat.brings(&second), sohar.brings(&second));
    assert_eq!(
        (one.batch.id.as_str(), one.imported),
        (other.batch.id.as_str(), other.imported)
    );
    for desk in [&muscat, &sohar] {
        desk.line.set(Mood::Carries);
        desk.sent();
    }
    let all = 2 * (ROWS + 1);
    let at_muscat = muscat.tells(all);
    assert_eq!(at_muscat, sohar.tells(all), "each form once");
    for desk in [&muscat, &sohar] {
        let asked = desk.app.review_count().unwrap();
        assert_eq!(
            asked.total, 0,
            "and nobody is asked which of two equal ones stands"
        );
    }

    // Muscat undoes what Sohar brought; Sohar what both did.
    let undo = |desk: &Desk, batch: &str| {
        let undone = desk.app.import_undo(&ImportUndo {
            batch: batch.to_owned(),
            keep_worked_on: true,
        });
        assert_eq!(undone.unwrap().standing, 0);
        desk.sent();
    };
    undo(&muscat, &done.batch.id);
    sohar.tells(ROWS + 1);
    undo(&sohar, &other.batch.id);
    assert_eq!(muscat.tells(0), nothing, "as if no sheet had ever come");
    assert_eq!(said(&sohar.app).0, nothing.0);
    for desk in [&muscat, &sohar] {
        assert_eq!(desk.app.rebuild_tables().unwrap().differed, 0);
    }
}
