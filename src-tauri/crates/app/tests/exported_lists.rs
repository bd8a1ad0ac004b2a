//! A shift's log as a file, and exports that are stopped: what is left of them, and what the log of exports says.

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;
mod exported;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use app::dto::{
    BulletinOrder, CallForm, ExportFormat, Exported, FigureCallsQuery, FiguresQuery, LocaleCode,
    NamedPeriod, NewComment, OpenStore, RowsOrder, SaveAs, ShiftLogOrder, ShiftQuery,
};
use app::{App, AppError, ExportFault, Filling, Right, Rule};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use case_site::*;
use common::*;
use domain::id::Millis;
use exported::*;
use store::{Folder, Store, Unlock};

const STEM: &str = "nida-shift-2026-11-22-morning";
/// Enough for several pages.
const CALLS: u32 = 1_500;
/// A stop that comes when everything is done already is one that comes too late, and is tried again.
const TRIES: usize = 50;

fn shift_order(folder: &Path, format: ExportFormat, log: ShiftQuery) -> ShiftLogOrder {
    ShiftLogOrder {
        log,
        format,
        language: LocaleCode::Ar,
        folder: folder.to_string_lossy().into_owned(),
    }
}

/// A supervisor sends the shift's log on: what the screen lists under its filters, with what each call is looked at for,
/// and that it left stands in the journal.
#[test]
fn a_shifts_log_comes_out_as_it_is_filtered() {
    let (machine, out) = (site(), tempfile::tempdir().unwrap());
    let save = |form: &CallForm| machine.app.log_call(form, SaveAs::ByRule).unwrap();
    save(&query_form(1));
    save(&CallForm {
        ended_at: Some(SUNDAY_TEN - 55_000),
        note: "=HYPERLINK(\"http://x\")".into(),
        ..complaint_form(2)
    });
    save(&CallForm {
        type_code: "non_service".into(),
        sub_category: "silent".into(),
        note: String::new(),
        ..query_form(3)
    });
    machine.app.void_call(&new_id(3), "by_mistake").unwrap();
    sit_down(&machine, "muna");
    let comment = NewComment {
        id: new_id(9),
        call: new_id(1),
        text: "أحسنت".into(),
    };
    machine.app.comment_call(&comment).unwrap();

    let write = |format, log| {
        machine
            .app
            .write_shift_log(&shift_order(out.path(), format, log))
    };
    let all = write(ExportFormat::Csv, ShiftQuery::default()).unwrap();
    assert_eq!((all.files, all.rows), (vec![format!("{STEM}-ar.csv")], 2));
    let text = fs::read_to_string(out.path().join(format!("{STEM}-ar.csv"))).unwrap();
    assert!(text.starts_with('\u{FEFF}') && text.contains("\"'=HYPERLINK"));
    let line = |word: &str| text.lines().find(|line| line.contains(word)).unwrap();
    assert!(line("تثقيف صحي").contains("عيّنة · ملاحظة"), "{text}");
    assert!(line("شكوى").contains("أقل من 20 ثانية"), "{text}");
    assert!(line("شكوى").contains("0:00:05"), "how long it was");

    let complaints = ShiftQuery {
        shift: "2026-11-22/morning".into(),
        type_code: "complaint".into(),
        ..ShiftQuery::default()
    };
    let filtered = write(ExportFormat::Xlsx, complaints).unwrap();
    assert_eq!(filtered.rows, 1);
    let mut book: Xlsx<_> = open_workbook(out.path().join(&filtered.files[0])).unwrap();
    let rows = book.worksheet_range("سجل المناوبة").unwrap();
    assert_eq!(rows.height(), 2);
    assert!(matches!(rows.get_value((1, 0)), Some(Data::DateTime(_))));
    assert!(
        matches!(rows.get_value((1, 2)), Some(Data::DateTime(_))),
        "a real length"
    );

    let voided = ShiftQuery {
        voided: true,
        ..ShiftQuery::default()
    };
    let voided = write(ExportFormat::Csv, voided).unwrap();
    assert_eq!(
        (voided.files, voided.rows),
        (vec![format!("{STEM}-ar-2.csv")], 1)
    );
    let nothing = ShiftQuery {
        type_code: "report".into(),
        ..ShiftQuery::default()
    };
    assert!(write(ExportFormat::Csv, nothing).unwrap().empty);

    let made = log(&machine.app);
    let mut told: Vec<(&str, u32)> = made
        .iter()
        .map(|one| (one.what.as_str(), one.rows))
        .collect();
    // All within one moment of the clock.
    told.sort_unstable();
    let [empty, taken_out, complaints, whole] = [0, 1, 1, 2].map(|rows| ("shift_log", rows));
    assert_eq!(told, [empty, taken_out, complaints, whole]);
    let one = &made[0];
    assert_eq!(
        (one.from.as_str(), one.to.as_str()),
        ("2026-11-22", "2026-11-22")
    );
    assert!(one.failed.is_empty() && one.way == "window" && one.by_en == "Person muna");
}

/// Who may not read the log of others takes none out, and what is asked for wrongly is no export.
#[test]
fn a_shifts_log_leaves_by_whoever_may_read_and_export_it() {
    let (machine, out) = (site(), tempfile::tempdir().unwrap());
    let write = |order: &ShiftLogOrder| machine.app.write_shift_log(order).map(drop);
    let order = shift_order(out.path(), ExportFormat::Csv, ShiftQuery::default());
    for login in ["salim", "badr", "huda"] {
        sit_down(&machine, login);
        let refused = write(&order);
        assert!(
            matches!(refused, Err(AppError::NotAllowed(Right::ExportMake))),
            "{login}"
        );
    }
    sit_down(&machine, "muna");
    for (shift, folder, format, expected) in [
        (
            "yesterday",
            out.path(),
            ExportFormat::Csv,
            ("shift", Rule::UnknownCode),
        ),
        (
            "",
            Path::new(" "),
            ExportFormat::Csv,
            ("folder", Rule::Required),
        ),
        (
            "",
            out.path(),
            ExportFormat::Pdf,
            ("format", Rule::UnknownCode),
        ),
    ] {
        let log = ShiftQuery {
            shift: shift.into(),
            ..ShiftQuery::default()
        };
        let refused = write(&shift_order(folder, format, log));
        assert_eq!(refused_at(refused), expected);
    }
    assert_eq!((names(out.path()), log(&machine.app)), (vec![], vec![]));
    sit_down(&machine, "zahir");
    assert!(write(&order).is_ok(), "an auditor");
}

/// A machine with so many calls that nobody wants to wait for them, its supervisor at it.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn with_many_calls() -> Machine {
    let Machine { folder, clock, app } = site();
    drop(app);
    let store = Store::open(&Folder::at(folder.path()), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    let filling = Filling {
        seed: 5,
        calls: CALLS,
        until: Millis(SUNDAY_TEN),
    };
    app::fill(&store, filling, |_| {}).unwrap();
    drop(store);
    let app = App::start(config(folder.path(), clock.clone()));
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("muna");
    machine
}

/// Stops an export once it is seen to go; what came of it.
#[expect(clippy::unwrap_used, reason = "a test may stop at once")]
fn stopped(app: &App, write: impl Fn(&App) -> Result<Exported, AppError>) -> Result<(), AppError> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let stop = scope.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                if app.export_progress().unwrap().is_some() {
                    app.export_stop().unwrap();
                    return;
                }
            }
        });
        let answer = write(app).map(drop);
        over.store(true, Ordering::SeqCst);
        stop.join().unwrap();
        answer
    })
}

/// Half a file of callers' words in a shared folder is worse than none, and one that was given up without a line in the
/// log is one that nobody can ask after.
#[test]
fn an_export_that_is_stopped_leaves_no_file_and_no_half_record() {
    let (machine, out) = (with_many_calls(), tempfile::tempdir().unwrap());
    let folder = out.path().to_string_lossy().into_owned();
    let year = FiguresQuery {
        named: Some(NamedPeriod::ThisYear),
        ..FiguresQuery::default()
    };
    let rows = |format| RowsOrder {
        calls: FigureCallsQuery {
            days: year.clone(),
            ..FigureCallsQuery::default()
        },
        format,
        language: LocaleCode::Ar,
        folder: folder.clone(),
    };
    let bulletin = BulletinOrder {
        days: year.clone(),
        formats: vec![ExportFormat::Pdf, ExportFormat::Xlsx],
        languages: vec![LocaleCode::Ar, LocaleCode::En],
        folder: folder.clone(),
    };
    let is_stopped = |write: &dyn Fn(&App) -> Result<Exported, AppError>| {
        (0..TRIES).any(|_| match stopped(&machine.app, write) {
            Err(AppError::Export(ExportFault::Stopped)) => true,
            Ok(()) => {
                for name in names(out.path()) {
                    fs::remove_file(out.path().join(name)).unwrap();
                }
                false
            }
            Err(error) => panic!("{error}"),
        })
    };
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        assert!(is_stopped(&|app| app.write_rows(&rows(format))));
        assert_eq!(
            names(out.path()),
            Vec::<String>::new(),
            "neither whole nor half"
        );
        let newest = &log(&machine.app)[0];
        assert_eq!(
            (newest.what.as_str(), newest.failed.as_str()),
            ("calls", "stopped"),
            "rows of people had begun to leave"
        );
    }
    let before = log(&machine.app).len();
    assert!(is_stopped(&|app| app.write_bulletin(&bulletin)));
    assert_eq!(names(out.path()), Vec::<String>::new());
    let after = log(&machine.app);
    let whole = after.iter().take(after.len() - before);
    assert!(
        whole.into_iter().all(|one| one.failed.is_empty()),
        "a bulletin that was stopped before it was one is none"
    );
    // A stop is of one export and of no other, and with none under way it is of none.
    machine.app.export_stop().unwrap();
    let done = machine.app.write_rows(&rows(ExportFormat::Csv)).unwrap();
    assert_eq!(
        (done.rows, names(out.path()).len()),
        (log(&machine.app)[0].rows, 1)
    );
    assert_eq!(machine.app.export_progress().unwrap(), None);
}
