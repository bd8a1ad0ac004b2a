//! A sheet with planted faults on its way in and out again, whatever its rows are.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::fmt::Debug;
use std::fs;

use app::App;
use app::dto::{
    ImportChecked, ImportDone, ImportFaults, ImportMapping, ImportOpen, ImportRun, ImportSheet,
    ImportUndo, OpenStore,
};
use app::{AppError, ImportFault};

use super::common::*;

/// Number of a row, letters of a column, what is wrong there.
pub(crate) type Planted = (u32, String, String);

/// A sheet of which everything is known.
pub(crate) struct Sheet {
    /// What its rows are.
    pub(crate) kind: &'static str,
    /// As text.
    pub(crate) bytes: Vec<u8>,
    /// Its faults.
    pub(crate) planted: Vec<Planted>,
    /// Rows of it.
    pub(crate) rows: u32,
    /// Faulty rows among them.
    pub(crate) faulty: u32,
    /// The table of its rows, and how many stood in it before.
    pub(crate) table: (&'static str, u64),
}

pub(crate) fn put(machine: &Machine, name: &str, bytes: &[u8]) -> String {
    let path = machine.folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

pub(crate) fn open(app: &App, kind: &str, path: &str) -> app::Result<ImportSheet> {
    app.import_open(&ImportOpen {
        path: path.into(),
        kind: kind.into(),
    })
}

pub(crate) fn mapping(sheet: &ImportSheet) -> ImportMapping {
    ImportMapping {
        look: sheet.look,
        columns: sheet.columns.iter().map(|one| one.field.clone()).collect(),
        defaults: sheet.defaults.clone(),
    }
}

pub(crate) fn check(app: &App, kind: &str, path: &str) -> ImportChecked {
    let sheet = open(app, kind, path).unwrap();
    app.import_check(&mapping(&sheet)).unwrap()
}

pub(crate) fn run(app: &App, checked: &ImportChecked) -> app::Result<ImportDone> {
    app.import_run(&ImportRun {
        look: checked.look,
        good_alone: true,
        doubles: false,
    })
}

/// Every fault that was named: row, column, what.
pub(crate) fn named(app: &App, checked: &ImportChecked) -> Vec<Planted> {
    let mut found = Vec::new();
    let mut page: ImportFaults = checked.page.clone();
    loop {
        for row in &page.rows {
            for fault in &row.faults {
                found.push((row.row, fault.letters.clone(), fault.what.clone()));
            }
        }
        match page.next {
            Some(next) => page = app.import_faults(checked.look, next).unwrap(),
            None => return found,
        }
    }
}

/// Muna brings the sheet in: nothing comes before it is told to, every fault is named, it is stopped in the middle, the
/// machine is gone, it goes on, is pressed twice and another day, and is undone. What `told` says of the machine is the same
/// before and after, with a rebuild in between. Answers what it said before, and while the rows stood.
pub(crate) fn comes_in_once_and_goes_without_a_trace<T: PartialEq + Debug>(
    machine: Machine,
    sheet: &Sheet,
    told: impl Fn(&App) -> T,
) -> (T, T) {
    let kind = sheet.kind;
    let good = sheet.rows - sheet.faulty;
    let path = put(&machine, "old.csv", &sheet.bytes);
    let before = told(&machine.app);

    let checked = check(&machine.app, kind, &path);
    assert_eq!(
        named(&machine.app, &checked),
        sheet.planted,
        "every fault and no other"
    );
    assert_eq!((checked.rows, checked.faulty), (sheet.rows, sheet.faulty));
    assert_eq!(
        (checked.good, checked.doubles, checked.already),
        (good, 0, 0)
    );
    assert_eq!(told(&machine.app), before, "nothing was written");

    let refused = machine.app.import_run(&ImportRun {
        look: checked.look,
        good_alone: false,
        doubles: false,
    });
    assert!(
        matches!(refused, Err(AppError::Import(ImportFault::Faulty))),
        "nothing until all are right"
    );
    assert_eq!(told(&machine.app), before);

    // Stopped in the middle, and the machine is gone.
    let stopped = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(&machine.app, &checked));
        while !running.is_finished()
            && (machine.app.import_progress().unwrap())
                .is_none_or(|told| told.done < sheet.rows / 4)
        {
            std::thread::yield_now();
        }
        machine.app.import_stop().unwrap();
        running.join().unwrap().unwrap()
    });
    assert!(stopped.stopped && stopped.batch.done_at.is_none());
    let came = stopped.imported;
    // It may have been the last slice that the stop met, where the machine is busy.
    assert!((1..=good).contains(&came));
    let (folder, clock) = (machine.folder, machine.clock);
    drop(machine.app);

    let app = App::start(config(folder.path(), clock.clone()));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("muna");
    let opened = open(&machine.app, kind, &path).unwrap();
    let known = opened.known.clone().unwrap();
    assert_eq!(
        (known.done_at, known.standing, opened.remembered),
        (None, came, true)
    );
    let checked = machine.app.import_check(&mapping(&opened)).unwrap();
    assert_eq!(
        (checked.already, named(&machine.app, &checked)),
        (came, sheet.planted.clone()),
        "what came is no fault of what did not"
    );
    let rest = run(&machine.app, &checked).unwrap();
    assert_eq!((rest.imported, rest.stopped), (good - came, false));
    assert_eq!((rest.batch.imported, &rest.batch.id), (good, &known.id));
    let twice = run(&machine.app, &checked).unwrap();
    assert_eq!(
        (twice.imported, twice.changed, twice.batch.standing),
        (0, 0, good),
        "pressed twice"
    );
    let again = check(&machine.app, kind, &path);
    assert_eq!((again.good, again.already), (0, good), "nor another day");
    let with = told(&machine.app);

    let look = machine.app.import_undo_look(&rest.batch.id).unwrap();
    assert_eq!((look.worked_on, look.batch.standing), (0, good));
    let undone = machine
        .app
        .import_undo(&ImportUndo {
            batch: rest.batch.id.clone(),
            keep_worked_on: true,
        })
        .unwrap();
    assert_eq!((undone.standing, undone.kept), (0, 0));
    assert!(undone.undone_at.is_some());
    assert_eq!(told(&machine.app), before, "without a trace");
    machine.app.sign_out().unwrap();
    machine.sign_in("maryam");
    let rebuilt = machine.app.rebuild_tables().unwrap();
    let (table, stood) = sheet.table;
    assert_eq!(
        (rebuilt.differed, rebuilt.rows.get(table)),
        (0, Some(&stood))
    );
    machine.app.sign_out().unwrap();
    machine.sign_in("muna");
    assert_eq!(
        told(&machine.app),
        before,
        "nor one that a rebuild would bring back"
    );

    // What was undone can come again, as another round.
    let checked = check(&machine.app, kind, &path);
    assert_eq!((checked.good, checked.already), (good, 0));
    (before, with)
}
