//! An import killed at any moment, again and again: every row comes once.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{FiguresQuery, ImportRun};
use domain::id::Millis;
use nida_tests::machine::{self, SUNDAY_TEN};
use nida_tests::victim::{Start, Task, Word};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Rows of the sheet.
const ROWS: u32 = 1_500;
/// Kills of the machine that brings it in.
const KILLS: u32 = 8;
/// Most answers about how far it is that a machine lives for.
const ANSWERS_MAX: u32 = 12;

fn sheet() -> String {
    let mut sheet = "التاريخ,الوقت,النوع,الموضوع,رقم الهاتف,الملاحظات\n".to_owned();
    for row in 0..ROWS {
        let (day, minute) = (row % 28 + 1, row % 60);
        let number = 92_000_000 + row;
        writeln!(
            sheet,
            "{day}/3/2024,10:{minute:02},استفسار,حجز موعد,{number},سأل عن موعد"
        )
        .unwrap();
    }
    sheet
}

/// Power fails in the middle of an hour's import, and whoever comes back presses the button again.
#[test]
fn an_import_killed_at_any_moment_goes_on_and_doubles_nothing() {
    let seed = u64::from_le_bytes(store::random().unwrap());
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("old.csv");
    std::fs::write(&path, sheet()).unwrap();
    let path = path.to_str().unwrap();
    let start = |task| Start {
        folder: home.path().join("data"),
        seed,
        at: SUNDAY_TEN,
        task,
    };
    let child = |task| {
        Command::new(env!("CARGO_BIN_EXE_victim"))
            .args(start(task).arguments())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    assert!(child(Task::Make).wait().unwrap().success());
    for _ in 0..KILLS {
        let mut child = child(Task::Import {
            sheet: path.to_owned(),
        });
        let answers = random.random_range(0..ANSWERS_MAX);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let came = lines
            .map(|line| line.unwrap().parse::<Word>().unwrap())
            .filter(|word| matches!(word, Word::Came { .. }));
        let _heard = came.take(answers as usize).count();
        // It may have come to its end before that.
        let _ = child.kill();
        child.wait().unwrap();
    }
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = machine::start(&home.path().join("data"), clock);
    machine::open(&app).unwrap();
    machine::sign_in(&app).unwrap();
    let checked = machine::checked_sheet(&app, "calls", path).unwrap();
    assert_eq!(
        (checked.good + checked.already, checked.faulty),
        (ROWS, 0),
        "seed {seed}"
    );
    let rest = app.import_run(&ImportRun {
        look: checked.look,
        good_alone: true,
        doubles: true,
    });
    let rest = rest.unwrap();
    assert_eq!(
        (rest.imported, rest.batch.standing),
        (checked.good, ROWS),
        "seed {seed}"
    );
    let figures = app.figures(&FiguresQuery {
        named: None,
        from: "2024-03-01".into(),
        to: "2024-03-31".into(),
    });
    assert_eq!(
        figures.unwrap().calls.logged,
        ROWS,
        "once each; seed {seed}"
    );
    assert_eq!(app.rebuild_tables().unwrap().differed, 0, "seed {seed}");
}
