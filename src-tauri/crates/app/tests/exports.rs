//! Bulletins and rows as files: what stands in them, who may have them, and that each stands in the journal.

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;
mod exported;

use std::fs;
use std::path::Path;

use app::dto::{
    BulletinOrder, BulletinRhythm, BulletinSchedule, CallForm, Digits, ExportFormat,
    FigureCallsQuery, FiguresQuery, LocaleCode, NamedPeriod, OpenStore, PersonActive, RowsOrder,
    SaveAs,
};
use app::{App, AppError, ErrorCode, ExportFault, Right, Rule};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use case_site::*;
use common::*;
use exported::*;
use store::{Folder, Store, Unlock};
use tempfile::TempDir;

const ALL: [ExportFormat; 3] = [ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf];

#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("تقارير-")
        .tempdir()
        .unwrap()
}

fn today() -> FiguresQuery {
    FiguresQuery {
        named: Some(NamedPeriod::Today),
        ..FiguresQuery::default()
    }
}

fn order(folder: &Path) -> BulletinOrder {
    BulletinOrder {
        days: today(),
        formats: ALL.to_vec(),
        languages: vec![LocaleCode::Ar, LocaleCode::En],
        folder: folder.to_string_lossy().into_owned(),
    }
}

fn rows_order(folder: &Path, format: ExportFormat) -> RowsOrder {
    RowsOrder {
        calls: FigureCallsQuery {
            days: today(),
            ..FigureCallsQuery::default()
        },
        format,
        language: LocaleCode::Ar,
        folder: folder.to_string_lossy().into_owned(),
    }
}

#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn save(machine: &Machine, form: &CallForm) {
    machine.app.log_call(form, SaveAs::ByRule).unwrap();
}

/// What a minister is handed must be what the window showed, in each form and language, and the journal knows of it.
#[test]
fn a_bulletin_says_what_the_figures_say_and_stands_in_the_journal() {
    let (machine, out) = (site(), folder());
    save(&machine, &query_form(1));
    save(&machine, &complaint_form(2));
    sit_down(&machine, "muna");
    let figures = machine.app.figures(&today()).unwrap();
    let done = machine.app.write_bulletin(&order(out.path())).unwrap();
    assert_eq!(done.failed, []);
    let mut expected: Vec<String> = Vec::new();
    for language in ["ar", "en"] {
        for ending in ["csv", "pdf", "xlsx"] {
            expected.push(format!(
                "nida-bulletin-2026-11-22--2026-11-22-{language}.{ending}"
            ));
        }
    }
    assert_eq!(
        names(out.path()),
        expected,
        "and nothing half written beside them"
    );

    let sheet = out
        .path()
        .join("nida-bulletin-2026-11-22--2026-11-22-ar.xlsx");
    let mut book: Xlsx<_> = open_workbook(&sheet).unwrap();
    let find = |book: &mut Xlsx<_>, sheet: &str, label: &str| {
        let range = book.worksheet_range(sheet).unwrap();
        let row = range
            .rows()
            .find(|row| row[0] == Data::String(label.into()));
        row.unwrap_or_else(|| panic!("{label} is not in {sheet}"))[1].clone()
    };
    let number = |count: u32| Data::Float(f64::from(count));
    assert_eq!(
        find(&mut book, "المؤشرات الرئيسة", "المكالمات الواردة"),
        number(figures.calls.received)
    );
    assert_eq!(
        find(&mut book, "المؤشرات الرئيسة", "مكالمات فُتحت لها معاملات"),
        Data::Float(0.5)
    );
    assert_eq!(find(&mut book, "بحسب النوع والموضوع", "شكوى"), number(1));
    assert_eq!(
        find(&mut book, "بحسب المؤسسة الصحية", "لم تُذكر أو كُتبت بالاسم"),
        number(2)
    );
    assert_eq!(
        find(&mut book, "ميزان المعاملات", "جديدة"),
        number(figures.cases.new)
    );

    let text = out
        .path()
        .join("nida-bulletin-2026-11-22--2026-11-22-en.csv");
    let text = fs::read_to_string(text).unwrap();
    assert!(text.contains("Calls received,2,"), "{text}");
    let pages = out
        .path()
        .join("nida-bulletin-2026-11-22--2026-11-22-ar.pdf");
    assert!(fs::read(pages).unwrap().starts_with(b"%PDF-"));

    let made = log(&machine.app);
    assert_eq!(made.len(), 1, "one act, one line");
    let one = &made[0];
    assert_eq!(
        (one.what.as_str(), one.way.as_str()),
        ("bulletin", "window")
    );
    assert_eq!(one.by_en, "Person muna");
    assert_eq!(
        (one.from.as_str(), one.to.as_str()),
        ("2026-11-22", "2026-11-22")
    );
    assert_eq!(one.formats, ["xlsx", "csv", "pdf"]);
    assert_eq!(one.languages, ["ar", "en"]);
    assert_eq!(one.rows, done.rows);
    assert!(one.folder.starts_with("تقارير-") && !one.folder.contains('/'));
    assert!(one.failed.is_empty() && one.here);
}

/// A bulletin that was put right by hand stays; pressing again makes a second one that says so by its name.
#[test]
fn a_second_bulletin_stands_beside_the_first() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    let mut order = order(out.path());
    order.formats = vec![ExportFormat::Csv];
    order.languages = vec![LocaleCode::Ar];
    let first = machine.app.write_bulletin(&order).unwrap().files;
    let path = out.path().join(&first[0]);
    fs::write(&path, "put right by hand").unwrap();
    let second = machine.app.write_bulletin(&order).unwrap().files;
    assert_eq!(second, ["nida-bulletin-2026-11-22--2026-11-22-ar-2.csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "put right by hand");
    assert_eq!(log(&machine.app).len(), 2);
}

/// What was asked for wrongly, or of a folder that is gone, leaves neither a file nor a line in the log.
#[test]
fn what_cannot_be_written_is_told_and_is_no_export() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    let write = |order: &BulletinOrder| machine.app.write_bulletin(order).map(drop);
    for folder in ["/there/is/none", "reports"] {
        let order = BulletinOrder {
            folder: folder.into(),
            ..order(out.path())
        };
        assert!(matches!(
            write(&order),
            Err(AppError::Export(ExportFault::Folder))
        ));
    }
    let mut none = order(out.path());
    none.formats.clear();
    assert_eq!(refused_at(write(&none)), ("formats", Rule::Required));
    none = order(out.path());
    none.languages.clear();
    assert_eq!(refused_at(write(&none)), ("languages", Rule::Required));
    none = order(out.path());
    none.folder = " ".into();
    assert_eq!(refused_at(write(&none)), ("folder", Rule::Required));
    let pages = rows_order(out.path(), ExportFormat::Pdf);
    let refused = machine.app.write_rows(&pages).map(drop);
    assert_eq!(refused_at(refused), ("format", Rule::UnknownCode));
    assert_eq!(names(out.path()), Vec::<String>::new());
    assert_eq!(log(&machine.app), []);
}

/// A minister who is handed zeros takes them for a figure: of days to come there is none, and a day without a call or one
/// that is not over says so in the file.
#[test]
fn days_to_come_have_no_bulletin_and_empty_ones_say_so() {
    let (machine, out) = (site(), folder());
    save(&machine, &query_form(1));
    sit_down(&machine, "muna");
    let write = |from: &str, to: &str| {
        machine.app.write_bulletin(&BulletinOrder {
            days: FiguresQuery {
                named: None,
                from: from.into(),
                to: to.into(),
            },
            formats: vec![ExportFormat::Csv],
            languages: vec![LocaleCode::En],
            ..order(out.path())
        })
    };
    let to_come = write("23/11/2026", "30/11/2026").map(drop);
    assert_eq!(refused_at(to_come), ("from", Rule::NotYet));
    let turned = write("22/11/2026", "21/11/2026").map(drop);
    assert_eq!(refused_at(turned), ("to", Rule::EndBeforeStart));
    assert_eq!((names(out.path()), log(&machine.app)), (vec![], vec![]));

    let read = |file: &str| fs::read_to_string(out.path().join(file)).unwrap();
    let empty = write("1/11/2026", "21/11/2026").unwrap();
    assert!(empty.empty);
    let told = read(&empty.files[0]);
    assert!(
        told.contains("Nothing was logged in this period."),
        "{told}"
    );
    let begun = write("22/11/2026", "30/11/2026").unwrap();
    assert!(!begun.empty);
    let told = read(&begun.files[0]);
    let until = "The period is not over: it is counted up to 22/11/2026 10:00.";
    assert!(told.contains(until), "{told}");
    assert!(!told.contains("Nothing was logged"), "{told}");
    assert_eq!(log(&machine.app).len(), 2);
}

/// Calls with numbers and notes leave the program only by whoever may, and the log is read by those who look after it.
#[test]
fn who_may_export_and_who_reads_the_log() {
    let (machine, out) = (site(), folder());
    let refused = machine.app.write_bulletin(&order(out.path())).map(drop);
    assert!(
        matches!(refused, Err(AppError::NotAllowed(Right::ExportMake))),
        "an agent"
    );
    sit_down(&machine, "huda");
    let refused = machine.app.write_bulletin(&order(out.path())).map(drop);
    assert!(matches!(
        refused,
        Err(AppError::NotAllowed(Right::ExportMake))
    ));
    assert_eq!(log(&machine.app), [], "an administrator reads the log");
    for login in ["muna", "zahir"] {
        sit_down(&machine, login);
        assert!(
            machine.app.write_bulletin(&order(out.path())).is_ok(),
            "{login}"
        );
    }
    assert_eq!(log(&machine.app).len(), 2);
}

/// A list of calls is what the screen shows: real times, text that runs nowhere, and no more of anybody than is shown.
#[test]
fn the_rows_behind_a_figure_come_out_as_they_are_shown() {
    let (machine, out) = (site(), folder());
    for n in 1..=3 {
        let note = if n == 2 {
            "=HYPERLINK(\"http://x\")"
        } else {
            "سأل عن الموعد"
        };
        save(
            &machine,
            &CallForm {
                note: note.into(),
                ..query_form(n)
            },
        );
    }
    sit_down(&machine, "muna");
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        let done = machine
            .app
            .write_rows(&rows_order(out.path(), format))
            .unwrap();
        assert_eq!(done.rows, 3);
    }
    let stem = "nida-calls-2026-11-22--2026-11-22-ar";
    assert_eq!(
        names(out.path()),
        [format!("{stem}.csv"), format!("{stem}.xlsx")]
    );
    let text = fs::read_to_string(out.path().join(format!("{stem}.csv"))).unwrap();
    assert!(
        text.starts_with('\u{FEFF}') && text.contains("\"'=HYPERLINK"),
        "{text}"
    );
    assert!(text.contains("2026-11-22 09:59") && text.contains("تثقيف صحي"));
    let mut book: Xlsx<_> = open_workbook(out.path().join(format!("{stem}.xlsx"))).unwrap();
    let rows = book.worksheet_range("المكالمات").unwrap();
    assert_eq!(rows.height(), 4);
    assert!(
        matches!(rows.get_value((1, 0)), Some(Data::DateTime(_))),
        "a real time"
    );
    let made = log(&machine.app);
    assert_eq!(
        (made[0].what.as_str(), made[0].rows, made.len()),
        ("calls", 3, 2)
    );
}

fn schedule(folder: &Path) -> BulletinSchedule {
    BulletinSchedule {
        rhythms: vec![BulletinRhythm::Daily, BulletinRhythm::Weekly],
        formats: vec![ExportFormat::Csv],
        languages: vec![LocaleCode::Ar],
        digits: Digits::Latn,
        folder: folder.to_string_lossy().into_owned(),
    }
}

/// Nobody reads a folder to find out that a week is missing, or that one is there twice.
#[test]
fn each_complete_period_is_made_once_also_what_was_missed() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    let state = machine
        .app
        .set_bulletin_schedule(&schedule(out.path()))
        .unwrap();
    assert_eq!(state.problem, None);
    assert_eq!(state.made.len(), 2, "the last complete ones come at once");
    let file = |from: &str, to: &str| format!("nida-bulletin-{from}--{to}-ar.csv");
    let first = vec![
        file("2026-11-15", "2026-11-21"),
        file("2026-11-21", "2026-11-21"),
    ];
    assert_eq!(names(out.path()), first);
    machine.app.write_what_is_scheduled();
    assert_eq!(names(out.path()), first, "none twice");
    // Nobody needs to be there, and three days pass in which the application is closed.
    machine.app.sign_out().unwrap();
    machine.later(3 * DAY_MS);
    machine.app.write_what_is_scheduled();
    let mut now = first.clone();
    now.extend(["2026-11-22", "2026-11-23", "2026-11-24"].map(|day| file(day, day)));
    now.sort();
    assert_eq!(names(out.path()), now);
    machine.sign_in("muna");
    let made = log(&machine.app);
    assert_eq!(
        made.len(),
        5,
        "each in the journal, in the name of who settled it"
    );
    assert!(
        made.iter()
            .all(|one| one.way == "schedule" && one.by_en == "Person muna")
    );
}

/// A share that is gone for a night must not cost the bulletin of that night.
#[test]
fn a_folder_that_is_gone_is_told_and_tried_again() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    machine
        .app
        .set_bulletin_schedule(&schedule(out.path()))
        .unwrap();
    let away = out.path().with_extension("away");
    fs::rename(out.path(), &away).unwrap();
    machine.later(DAY_MS);
    machine.app.write_what_is_scheduled();
    let state = machine.app.bulletin_schedule().unwrap();
    assert_eq!(
        state.problem.map(|problem| problem.code),
        Some(ErrorCode::ExportFolder)
    );
    fs::rename(&away, out.path()).unwrap();
    let before = names(out.path()).len();
    machine.app.write_what_is_scheduled();
    assert_eq!(names(out.path()).len(), before, "not at every look");
    machine.later(6 * 60_000);
    machine.app.write_what_is_scheduled();
    assert_eq!(names(out.path()).len(), before + 1);
    let state = machine.app.bulletin_schedule().unwrap();
    assert_eq!(state.problem, None);
}

/// The machine as it stands after a kill between the names of the files and the mark that all are there.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn killed_before_it_was_whole(machine: Machine) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let made = store.setting("bulletin.made").unwrap().unwrap();
    let begun = made.replace("true", "false");
    assert_ne!(begun, made);
    let setting = ("bulletin.made".to_owned(), Some(begun));
    store.set_settings(vec![setting]).unwrap();
    drop(store);
    let app = App::start(config(folder.path(), clock.clone()));
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    app.write_what_is_scheduled();
    let machine = Machine { folder, clock, app };
    machine.sign_in("muna");
    machine
}

/// A machine that was killed between the journal and the folder owes a file, and nobody else knows.
#[test]
fn what_was_begun_before_a_kill_is_gone_on_with() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    let mut both = schedule(out.path());
    both.rhythms = vec![BulletinRhythm::Weekly];
    both.formats = vec![ExportFormat::Csv, ExportFormat::Pdf];
    machine.app.set_bulletin_schedule(&both).unwrap();
    let whole = names(out.path());
    assert_eq!(whole.len(), 2);
    let before = log(&machine.app).len();
    fs::remove_file(out.path().join(&whole[1])).unwrap();
    let machine = killed_before_it_was_whole(machine);
    assert_eq!(
        names(out.path()),
        whole,
        "what was missing is there, what was there once"
    );
    assert_eq!(log(&machine.app).len(), before + 1, "a file has left");
    let machine = killed_before_it_was_whole(machine);
    assert_eq!(names(out.path()), whole);
    assert_eq!(log(&machine.app).len(), before + 1, "and now none has");
}

/// What leaves the program in somebody's name ends with their task.
#[test]
fn nothing_leaves_in_the_name_of_who_has_gone() {
    let (machine, out) = (site(), folder());
    sit_down(&machine, "muna");
    machine
        .app
        .set_bulletin_schedule(&schedule(out.path()))
        .unwrap();
    let muna = id_of(&machine, "muna");
    sit_down(&machine, "huda");
    let gone = PersonActive {
        person: muna,
        active: false,
    };
    machine.app.set_person_active(&gone).unwrap();
    machine.later(DAY_MS);
    let before = names(out.path());
    machine.app.write_what_is_scheduled();
    assert_eq!(names(out.path()), before);
    sit_down(&machine, "maryam");
    let state = machine.app.bulletin_schedule().unwrap();
    assert_eq!(
        state.problem.map(|problem| problem.code),
        Some(ErrorCode::ExportNobody)
    );
    // Whoever is here now takes it over, and what was missed comes.
    machine
        .app
        .set_bulletin_schedule(&schedule(out.path()))
        .unwrap();
    assert_eq!(names(out.path()).len(), before.len() + 1);
    let mut none = schedule(out.path());
    none.rhythms.clear();
    let state = machine.app.set_bulletin_schedule(&none).unwrap();
    assert_eq!((state.schedule, state.made.len()), (None, 0));
}
