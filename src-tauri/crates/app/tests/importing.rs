//! A sheet of old calls: checked, every fault of it named, brought in once whatever happens, and taken out again.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;
mod planted;
mod sheets;

use std::fs;
use std::path::Path;

use app::dto::{
    FigureCallsQuery, Figures, FiguresQuery, ImportMapping, ImportRun, ImportUndo, SaveAs,
    SearchQuery,
};
use app::{App, AppError, ImportFault, Right, Rule};
use common::*;
use planted::old_sheet;
use sheets::*;

/// Rows of the sheet, where `NIDA_IMPORT_ROWS` does not name another number (`cargo xtask import`).
const ROWS: u32 = 2_000;

/// Rows of the sheet, and faulty ones among them.
fn size() -> (u32, u32) {
    let named = std::env::var("NIDA_IMPORT_ROWS").ok();
    let rows = named.and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    (rows, (rows / 200).max(60))
}

fn station() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    machine.add(&person("muna", &["supervisor"]));
    machine.add(&person("aisha", &["agent"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("muna");
    machine
}

/// All that lists, figures and search say.
#[derive(Debug, PartialEq)]
struct Told {
    figures: Figures,
    rows: Vec<String>,
    found: usize,
    shifts: String,
    own: u32,
}

fn told(app: &App) -> Told {
    let days = FiguresQuery {
        named: None,
        from: "2019-01-01".into(),
        to: "2026-11-22".into(),
    };
    let rows = app
        .figure_calls(&FigureCallsQuery {
            days: days.clone(),
            ..FigureCallsQuery::default()
        })
        .unwrap();
    let found = app
        .search(&SearchQuery {
            text: "موعد".into(),
            go_on: None,
        })
        .unwrap();
    Told {
        figures: app.figures(&days).unwrap(),
        rows: rows.rows.into_iter().map(|row| row.id).collect(),
        found: found.calls.rows.len(),
        shifts: format!("{:?}", app.shifts().unwrap()),
        own: app.own_log(None).unwrap().total,
    }
}

/// The department has its calls of years in sheets; what is lost or doubled on the way is in every figure afterwards.
#[test]
fn a_sheet_comes_in_once_whatever_happens_and_goes_out_without_a_trace() {
    let (rows, faulty) = size();
    let good = rows - faulty;
    let (bytes, planted) = old_sheet(rows as usize, faulty as usize);
    let sheet = Sheet {
        kind: "calls",
        bytes,
        planted,
        rows,
        faulty,
        table: ("call", 0),
    };
    let (before, with) = comes_in_once_and_goes_without_a_trace(station(), &sheet, told);
    assert_eq!(
        with.figures.calls.logged,
        before.figures.calls.logged + good
    );
    assert_eq!(
        with.figures.calls.handling_ms, before.figures.calls.handling_ms,
        "no length of a call is made up"
    );
    assert_eq!(
        with.figures.calls.log_delay_ms,
        before.figures.calls.log_delay_ms
    );
    assert_eq!(with.figures.cases, before.figures.cases, "and no case");
    assert_eq!(with.own, 0, "they are not of this duty");
}

/// A sheet of the faulty rows goes back to whoever knows what was meant.
#[test]
fn faulty_rows_are_written_out_to_be_corrected_and_come_in_then() {
    let machine = station();
    let (bytes, planted) = old_sheet(200, 20);
    let path = put(&machine, "old.csv", &bytes);
    let checked = check(&machine.app, "calls", &path);
    let folder = machine.folder.path().join("out");
    fs::create_dir(&folder).unwrap();
    let to = folder.to_str().unwrap();
    let file = machine.app.import_faulty_file(checked.look, to).unwrap();
    assert_eq!((file.name.as_str(), file.rows), ("nida-import-1.csv", 20));
    let second = machine.app.import_faulty_file(checked.look, to).unwrap();
    assert_eq!(second.name, "nida-import-2.csv", "over no other");
    let text = fs::read_to_string(folder.join(&file.name)).unwrap();
    assert!(text.contains("الصف 7 في الجدول السابق"), "{text}");
    assert!(
        !text.lines().any(|line| line.contains(",=")),
        "no formula: {text}"
    );

    let written = folder.join(&file.name);
    let again = check(&machine.app, "calls", written.to_str().unwrap());
    let whats = |of: &[Planted]| -> Vec<(String, String)> {
        of.iter()
            .map(|(_, letters, what)| (letters.clone(), what.clone()))
            .collect()
    };
    let read = named(&machine.app, &again);
    assert_eq!(whats(&read), whats(&planted), "as they were");

    // Corrected: what was faulty becomes what it should have been.
    let corrected = planted::corrected(&text, 20);
    fs::write(&written, corrected).unwrap();
    let checked = check(&machine.app, "calls", written.to_str().unwrap());
    assert_eq!(
        (checked.good, checked.faulty),
        (20, 0),
        "{:?}",
        checked.page
    );
    let done = run(&machine.app, &checked).unwrap();
    assert_eq!(done.imported, 20);
}

/// The same call stands in the sheet of the day and in that of the month.
#[test]
fn likely_doubles_are_told_and_come_only_when_wanted() {
    let machine = station();
    machine
        .app
        .log_call(&query_form(1), SaveAs::ByRule)
        .unwrap();
    let sheet = "التاريخ,الوقت,النوع,رقم الهاتف\n\
                 22/11/2026,9:59,استفسار,99123456\n\
                 22/11/2026,9:58,استفسار,99123456\n\
                 22/11/2026,9:58,شكوى,+968 9912 3456\n\
                 22/11/2026,9:58,استفسار,\n\
                 22/11/2026,9:58,استفسار,\n";
    let path = put(&machine, "day.csv", sheet.as_bytes());
    let checked = check(&machine.app, "calls", &path);
    assert_eq!(
        (checked.good, checked.doubles),
        (5, 2),
        "one of the desk, one of the sheet"
    );
    let done = run(&machine.app, &checked).unwrap();
    assert_eq!((done.imported, done.batch.rows), (3, 3));
    let checked = check(&machine.app, "calls", &path);
    let all = ImportRun {
        look: checked.look,
        good_alone: true,
        doubles: true,
    };
    assert_eq!(machine.app.import_run(&all).unwrap().imported, 2);
}

/// A caller's complaint that was put right by hand must not vanish with the sheet that it came from.
#[test]
fn calls_that_were_worked_on_are_named_and_kept_where_that_is_wanted() {
    let machine = station();
    let sheet = "التاريخ,الوقت,النوع,الموضوع,الملاحظات,الموظف\n\
                 5/3/2024,10:20,شكوى,نقص أو عدم توفر دواء,لم يجد الدواء,موظف سابق\n\
                 6/3/2024,10:20,استفسار,حجز موعد,سأل عن موعد,aisha\n";
    let path = put(&machine, "old.csv", sheet.as_bytes());
    let checked = check(&machine.app, "calls", &path);
    let done = run(&machine.app, &checked).unwrap();
    let days = FiguresQuery {
        named: None,
        from: "2024-03-01".into(),
        to: "2024-03-31".into(),
    };
    let calls = FigureCallsQuery {
        days,
        ..FigureCallsQuery::default()
    };
    let rows = machine.app.figure_calls(&calls).unwrap().rows;
    let complaint = rows
        .iter()
        .find(|row| row.type_code == "complaint")
        .unwrap();
    let view = machine.app.call(&complaint.id).unwrap();
    assert!(view.imported && view.row.case_reference.is_none());
    assert_eq!(
        view.taken_by, "موظف سابق",
        "nobody known here: the words stay"
    );
    let other = rows.iter().find(|row| row.type_code == "inquiry").unwrap();
    assert_eq!(other.behalf_en, "Person aisha", "a login of this machine");

    let mut form = correction(&machine, &complaint.id, 9);
    form.note = "لم يجد الدواء في الصيدلية".into();
    corrected(&machine, &form);
    let view = machine.app.call(&complaint.id).unwrap();
    assert!(
        view.imported && view.taken_by == "موظف سابق",
        "a correction leaves them"
    );

    let look = machine.app.import_undo_look(&done.batch.id).unwrap();
    assert_eq!(
        (look.worked_on, look.rows[0].id.as_str()),
        (1, complaint.id.as_str())
    );
    let undo = |keep_worked_on| {
        machine.app.import_undo(&ImportUndo {
            batch: done.batch.id.clone(),
            keep_worked_on,
        })
    };
    let kept = undo(true).unwrap();
    assert_eq!((kept.standing, kept.kept), (1, 1));
    assert!(matches!(
        machine.app.call(&other.id),
        Err(AppError::NotFound)
    ));
    assert!(machine.app.call(&complaint.id).is_ok());
    assert_eq!(undo(false).unwrap().standing, 0);
    assert!(matches!(
        machine.app.call(&complaint.id),
        Err(AppError::NotFound)
    ));
}

/// What a live call of its kind would lie behind a case for that only few may open does not lie open because it came with a
/// sheet.
#[test]
fn a_sheet_brings_no_words_about_what_only_few_may_read() {
    let machine = station();
    let sheet = "التاريخ,الوقت,النوع,الموضوع,رقم الهاتف,اسم المتصل,الملاحظات\n\
                 5/3/2024,10:20,طلب مساعدة إنسانية,,99887766,سالم المزروع,لا يجد ثمن العلاج\n\
                 6/3/2024,10:20,استفسار,حجز موعد,99776655,سعيد المزروع,سأل عن موعد\n";
    let path = put(&machine, "old.csv", sheet.as_bytes());
    let checked = check(&machine.app, &path);
    assert_eq!(
        (checked.good, checked.kept_back),
        (2, 1),
        "{:?}",
        checked.page
    );
    let done = run(&machine.app, &checked).unwrap();
    assert_eq!(done.imported, 2, "it counts");
    let found = |text: &str| {
        let query = SearchQuery {
            text: text.into(),
            go_on: None,
        };
        machine.app.search(&query).unwrap().calls.rows.len()
    };
    for (kept, open) in [("سالم", "سعيد"), ("99887766", "99776655"), ("ثمن", "موعد")]
    {
        assert_eq!((found(kept), found(open)), (0, 1), "{kept}");
    }
}

/// Undoing says how many calls somebody worked on; to whom calls may not be shown it shows none.
#[test]
fn who_reads_no_calls_sees_none_by_undoing() {
    let machine = station();
    let sheet = "التاريخ,النوع,الموضوع\n6/3/2024,استفسار,حجز موعد\n7/3/2024,استفسار,حجز موعد\n";
    let path = put(&machine, "old.csv", sheet.as_bytes());
    let done = run(&machine.app, &check(&machine.app, &path)).unwrap();
    let days = FiguresQuery {
        named: None,
        from: "2024-03-01".into(),
        to: "2024-03-31".into(),
    };
    let calls = FigureCallsQuery {
        days,
        ..FigureCallsQuery::default()
    };
    let call = machine.app.figure_calls(&calls).unwrap().rows[0].id.clone();
    let mut form = correction(&machine, &call, 9);
    form.note = "صُحح الموعد".into();
    corrected(&machine, &form);
    let seen = machine.app.import_undo_look(&done.batch.id).unwrap();
    assert_eq!((seen.worked_on, seen.rows.len()), (1, 1));
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    machine.add(&person("huda", &["administrator"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("huda");
    let seen = machine.app.import_undo_look(&done.batch.id).unwrap();
    assert_eq!((seen.worked_on, seen.rows.len()), (1, 0));

    // What was left where it is does not come a second time.
    let undone = machine
        .app
        .import_undo(&ImportUndo {
            batch: done.batch.id,
            keep_worked_on: true,
        })
        .unwrap();
    assert_eq!((undone.standing, undone.kept), (1, 1));
    let again = check(&machine.app, &path);
    assert_eq!((again.good, again.already), (1, 1));
    assert_eq!(run(&machine.app, &again).unwrap().imported, 1);
}

/// Nothing is taken for another's, and nothing without what it needs.
#[test]
fn what_a_mapping_lacks_is_said_and_a_sheet_is_its_openers() {
    let machine = station();
    let path = put(
        &machine,
        "old.csv",
        "التاريخ,النوع\n5/3/2024,شكوى\n".as_bytes(),
    );
    let app = &machine.app;
    let sheet = open(app, "calls", &path).unwrap();
    let refused = |change: &dyn Fn(&mut ImportMapping)| {
        let mut wanted = mapping(&sheet);
        change(&mut wanted);
        match app.import_check(&wanted) {
            Err(AppError::Invalid { field, rule, .. }) => (field, rule),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        refused(&|wanted| wanted.columns[0].clear()),
        ("day", Rule::Required)
    );
    assert_eq!(
        refused(&|wanted| wanted.columns[1].clear()),
        ("type", Rule::Required)
    );
    assert_eq!(
        refused(&|wanted| wanted.columns[1] = "day".into()),
        ("columns", Rule::Taken)
    );
    assert_eq!(
        refused(&|wanted| wanted.columns[1] = "case".into()),
        ("columns", Rule::UnknownCode)
    );
    assert_eq!(
        refused(&|wanted| wanted.defaults.time = "noon".into()),
        ("time", Rule::NotATime)
    );
    assert_eq!(
        refused(&|wanted| wanted.defaults.channel = "pigeon".into()),
        ("channel", Rule::UnknownCode)
    );
    let look = mapping(&sheet);
    app.sign_out().unwrap();
    machine.sign_in("muna");
    let gone = app.import_check(&look);
    assert!(
        matches!(gone, Err(AppError::Import(ImportFault::Gone))),
        "another duty"
    );
    app.sign_out().unwrap();
    machine.sign_in("aisha");
    let agent = open(app, "calls", &path);
    assert!(matches!(agent, Err(AppError::NotAllowed(Right::Import))));
}

/// Each is told apart, so that whoever brought it knows what to do.
#[test]
fn what_is_no_sheet_is_refused_by_name() {
    let machine = station();
    let app = &machine.app;
    let fault = |name: &str, bytes: &[u8]| match open(app, "calls", &put(&machine, name, bytes)) {
        Err(AppError::Import(fault)) => fault,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(fault("empty.csv", b""), ImportFault::Nothing);
    assert_eq!(fault("blank.csv", b"\n\n , ,\n"), ImportFault::Nothing);
    assert_eq!(
        fault("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."),
        ImportFault::OldOrLocked
    );
    assert_eq!(
        fault("cut.xlsx", b"PK\x03\x04\x14\0\0\0"),
        ImportFault::Damaged
    );
    assert_eq!(
        fault("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"),
        ImportFault::NotASheet
    );
    assert_eq!(
        fault("wide.csv", ",x".repeat(16_384).as_bytes()),
        ImportFault::TooManyColumns
    );
    for path in ["/nowhere/old.csv", "old.csv", "/"] {
        let refused = open(app, "calls", path);
        assert!(
            matches!(
                refused,
                Err(AppError::Import(
                    ImportFault::Unreadable | ImportFault::NotASheet
                ))
            ),
            "{path}"
        );
    }
    assert!(Path::new("/").is_dir());
}
