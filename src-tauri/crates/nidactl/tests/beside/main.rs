//! The command line beside the open application, each a process of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod doctor;
mod station;

use std::path::Path;
use std::process::{Command, Output};

use app::dto::OpenStore;
use station::{PASSPHRASE, PIN, application, at_work, log_call, said, sign_in};

fn nidactl(folder: &Path, task: &str, login: &str, secret: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nidactl"))
        .args([task, "--login", login, "--data"])
        .arg(folder)
        .env("NIDA_PASSPHRASE", PASSPHRASE)
        .env("NIDA_SECRET", secret)
        .output()
        .unwrap()
}

fn import(data: &Path, sheet: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nidactl"))
        .arg("import")
        .arg(sheet)
        .args(["--login", "maryam", "--data"])
        .arg(data)
        .args(more)
        .env("NIDA_PASSPHRASE", PASSPHRASE)
        .env("NIDA_SECRET", PIN)
        .output()
        .unwrap()
}

/// A supervisor wants to know whether the journal is whole, in the middle of a shift: nobody has to
/// close the window for it, and nothing is written beside the application.
#[test]
fn the_journal_is_checked_beside_the_open_window() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    let checked = nidactl(folder.path(), "verify", "maryam", PIN);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(said(&checked).contains("The journal is whole."));

    log_call(&app, 2);
    let before = app.verify_journal().unwrap();
    let again = nidactl(folder.path(), "verify", "maryam", PIN);
    assert!(
        said(&again).starts_with(&format!("{} entries", before.entries)),
        "what was saved a moment ago is read too: {}",
        said(&again)
    );
    assert_eq!(
        app.verify_journal().unwrap(),
        before,
        "the check opened no duty"
    );
    let refused = nidactl(folder.path(), "rebuild", "maryam", PIN);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("store_in_use"),
        "{}",
        said(&refused)
    );
    log_call(&app, 3);
}

/// The check passes the same table of rights, and takes nobody's tries from them.
#[test]
fn who_checks_must_be_allowed_to() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    for _ in 0..6 {
        let wrong = nidactl(folder.path(), "verify", "maryam", "111222");
        assert_eq!(wrong.status.code(), Some(1));
        assert!(said(&wrong).contains("wrong_secret"), "{}", said(&wrong));
    }
    let agent = nidactl(folder.path(), "verify", "said", PIN);
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    app.sign_out().unwrap();
    sign_in(&app, "maryam");
}

/// The window is closed: the check runs all the same.
#[test]
fn the_journal_is_checked_with_the_window_closed() {
    let folder = tempfile::tempdir().unwrap();
    drop(at_work(folder.path()));
    let checked = nidactl(folder.path(), "verify", "maryam", PIN);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let rebuilt = nidactl(folder.path(), "rebuild", "maryam", PIN);
    assert_eq!(rebuilt.status.code(), Some(0), "{}", said(&rebuilt));
}

/// An agent may not rebuild, and is refused: the duty that asking opened does not go on behind their back.
#[test]
fn a_rebuild_that_is_refused_leaves_no_duty_open() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    let before = app.verify_journal().unwrap().entries;
    drop(app);
    let refused = nidactl(folder.path(), "rebuild", "said", PIN);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("not_allowed"), "{}", said(&refused));

    let app = application(folder.path());
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    sign_in(&app, "maryam");
    assert_eq!(
        app.verify_journal().unwrap().entries,
        before + 2,
        "a duty was opened and closed; hers goes on"
    );
}

/// An administrator makes the key file by which the machine will start; an agent, or a second time, does not.
#[test]
fn a_key_file_is_made_once_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    drop(at_work(folder.path()));
    let keys = tempfile::tempdir().unwrap();
    let out = keys.path().join("key");
    let make = |login: &str| {
        Command::new(env!("CARGO_BIN_EXE_nidactl"))
            .args(["key-file", "--login", login, "--out"])
            .arg(&out)
            .arg("--data")
            .arg(folder.path())
            .env("NIDA_PASSPHRASE", PASSPHRASE)
            .env("NIDA_SECRET", PIN)
            .output()
            .unwrap()
    };
    let agent = make("said");
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    assert!(!out.exists());
    let made = make("maryam");
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let key = std::fs::read_to_string(&out).unwrap();
    assert_eq!(key.trim().len(), 64);
    assert!(!said(&made).contains(key.trim()), "the key is not shown");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&out).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = make("maryam");
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("key_file_there"), "{}", said(&again));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), key);
}

/// A server room makes last week's bulletin at night: by the same rights, and the journal knows of it. While the window
/// is open nothing leaves beside it.
#[test]
fn a_bulletin_is_written_without_a_window_and_stands_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    let out = tempfile::tempdir().unwrap();
    let report = |login: &str, period: &str| {
        Command::new(env!("CARGO_BIN_EXE_nidactl"))
            .args(["report", "--login", login, "--period", period])
            .args(["--format", "csv,xlsx,pdf", "--language", "ar,en", "--out"])
            .arg(out.path())
            .arg("--data")
            .arg(folder.path())
            .env("NIDA_PASSPHRASE", PASSPHRASE)
            .env("NIDA_SECRET", PIN)
            .output()
            .unwrap()
    };
    let files = || out.path().read_dir().unwrap().count();
    let beside = report("maryam", "last-week");
    assert!(said(&beside).contains("store_in_use"), "{}", said(&beside));
    drop(app);
    let agent = report("said", "last-week");
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    let wrong = report("maryam", "some-day");
    assert!(
        said(&wrong).contains("year-to-last-week"),
        "{}",
        said(&wrong)
    );
    for (period, words) in [
        ("2026-11-22..2026-11-21", "ends before it begins"),
        ("2026-11-22..amss", "FROM and TO are days"),
        ("1990-01-01..2026-11-22", "longer than twenty years"),
        ("2999-01-01..2999-01-31", "still to come"),
    ] {
        let refused = report("maryam", period);
        assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
    assert_eq!(files(), 0);
    let empty = report("maryam", "2020-01-01..2020-01-31");
    assert_eq!(empty.status.code(), Some(0), "{}", said(&empty));
    assert!(
        said(&empty).contains("Nothing was logged in this period"),
        "{}",
        said(&empty)
    );
    assert_eq!(files(), 6);
    let done = report("maryam", "2026-11-22..2026-11-22");
    assert!(!said(&done).contains("Nothing was logged"));
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(files(), 12);
    let text = out
        .path()
        .join("nida-bulletin-2026-11-22--2026-11-22-en.csv");
    let text = std::fs::read_to_string(text).unwrap();
    assert!(text.contains("Calls received,1,"), "{text}");

    let app = application(folder.path());
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    sign_in(&app, "maryam");
    let log = app.export_log(None).unwrap();
    assert_eq!(log.total, 2, "what was refused was none");
    assert_eq!(log.rows[0].way, "command_line");
}

/// An auditor who has only a line to the machine takes the chain out, and checks it with a program that is none of ours.
#[test]
fn the_chain_is_taken_out_without_a_window_and_checked_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    let out = tempfile::tempdir().unwrap();
    let export = |login: &str| {
        Command::new(env!("CARGO_BIN_EXE_nidactl"))
            .args(["export-chain", "--login", login])
            .arg(out.path())
            .arg("--data")
            .arg(folder.path())
            .env("NIDA_PASSPHRASE", PASSPHRASE)
            .env("NIDA_SECRET", PIN)
            .output()
            .unwrap()
    };
    let beside = export("maryam");
    assert!(said(&beside).contains("store_in_use"), "{}", said(&beside));
    drop(app);
    let agent = export("said");
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    let files = || out.path().read_dir().unwrap().map(Result::unwrap);
    assert_eq!(files().count(), 0);
    let done = export("maryam");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let file = files().next().unwrap();
    assert!(
        said(&done).contains(file.file_name().to_str().unwrap()),
        "{}",
        said(&done)
    );
    let checker =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/chain-check/check.py");
    let checked = Command::new("python3")
        .arg(checker)
        .arg(file.path())
        .output();
    let checked = checked.expect("python3 is there: cargo xtask setup installs it");
    assert!(
        said(&checked).contains("The chain is whole."),
        "{}",
        said(&checked)
    );

    let app = application(folder.path());
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    sign_in(&app, "maryam");
    let log = app.export_log(None).unwrap();
    let told: Vec<_> = log
        .rows
        .iter()
        .map(|one| (one.what.as_str(), one.way.as_str()))
        .collect();
    assert_eq!(
        told,
        [("chain", "command_line")],
        "what was refused was none"
    );
}

/// An old sheet of many months is brought in over night by whoever has only a line to the machine.
#[test]
fn a_sheet_is_checked_and_brought_in_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(at_work(&data));
    let sheet = folder.path().join("old.csv");
    let rows = "التاريخ,النوع,س\n5/3/2024,استفسار,1\n5/3/24,استفسار,2\n";
    std::fs::write(&sheet, rows).unwrap();
    let import = |more: &[&str]| import(&data, &sheet, more);
    let dry = import(&["--dry-run", "--map", "C=reference"]);
    assert_eq!(dry.status.code(), Some(3), "{}", said(&dry));
    assert!(said(&dry).contains("2 rows: 1 good"), "{}", said(&dry));
    assert!(
        said(&dry).contains("row 3, A day: short_year"),
        "{}",
        said(&dry)
    );
    let refused = import(&[]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(
        said(&refused).contains("import_faulty"),
        "{}",
        said(&refused)
    );
    let done = import(&["--good-alone"]);
    assert!(said(&done).contains("1 rows came in."), "{}", said(&done));
    let again = import(&["--good-alone"]);
    assert!(said(&again).contains("0 rows came in."), "{}", said(&again));
}

/// The forms of a year are brought in as the old calls are; what they are has to be said.
#[test]
fn answers_of_paper_are_brought_in_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    drop(at_work(&data));
    let sheet = folder.path().join("forms.csv");
    let rows = "التاريخ,الرضا,رقم المعاملة\n5/3/2024,راضٍ جدًا,\n6/3/2024,ممتاز,\n7/3/2024,4,26-4170-0038-4\n";
    std::fs::write(&sheet, rows).unwrap();
    let import = |more: &[&str]| import(&data, &sheet, more);
    let as_calls = import(&["--dry-run"]);
    assert_eq!(as_calls.status.code(), Some(1), "{}", said(&as_calls));
    let dry = import(&["--holds", "surveys", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(3), "{}", said(&dry));
    for told in [
        "B=overall",
        "3 rows: 1 good",
        "row 3, B overall: not_on_scale",
        "row 4, C about: no_such_case",
    ] {
        assert!(said(&dry).contains(told), "{told}: {}", said(&dry));
    }
    let done = import(&["--holds", "surveys", "--good-alone"]);
    assert!(said(&done).contains("1 rows came in."), "{}", said(&done));

    let app = application(&data);
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    sign_in(&app, "maryam");
    let figures = app.figures(&app::dto::FiguresQuery {
        named: None,
        from: "2024-03-01".into(),
        to: "2024-03-31".into(),
    });
    assert_eq!(figures.unwrap().satisfaction.answers, 1);
}

/// A server room makes a backup onto a stick at night, and looks at what lies there.
#[test]
fn a_backup_is_made_without_a_window_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    let stick = tempfile::tempdir().unwrap();
    let run = |login: &str, task: &str, more: &str| {
        Command::new(env!("CARGO_BIN_EXE_nidactl"))
            .args([task, "--login", login, more])
            .arg(stick.path())
            .arg("--data")
            .arg(folder.path())
            .env("NIDA_PASSPHRASE", PASSPHRASE)
            .env("NIDA_SECRET", PIN)
            .output()
            .unwrap()
    };
    let beside = run("maryam", "backup", "--to");
    assert!(said(&beside).contains("store_in_use"), "{}", said(&beside));
    drop(app);
    let agent = run("said", "backup", "--to");
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    assert_eq!(stick.path().read_dir().unwrap().count(), 0);
    for task in ["backup", "backup"] {
        let made = run("maryam", task, "--to");
        assert_eq!(made.status.code(), Some(0), "{}", said(&made));
        assert!(said(&made).contains("is whole."), "{}", said(&made));
    }
    let own = nidactl(folder.path(), "backup", "maryam", PIN);
    assert!(said(&own).contains("Backup 1 holds"), "{}", said(&own));
    let listed = run("maryam", "backups", "--from");
    assert_eq!(listed.status.code(), Some(0), "{}", said(&listed));
    let lines: Vec<String> = said(&listed).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("asked")), "{lines:?}");
    let own = nidactl(folder.path(), "backups", "maryam", PIN);
    assert_eq!(said(&own).lines().count(), 1, "{}", said(&own));
}

/// The disk failed in its first megabyte. From the command line alone: what there is, what one holds, and only with a word
/// of its own it takes its place; nobody has to sign in to a store that does not open.
#[test]
fn a_damaged_store_is_restored_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    app.make_backup(app::dto::BackupTo::Own).unwrap();
    let entries = app.verify_journal().unwrap().entries;
    drop(app);
    let restore = |passphrase: &str, more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_nidactl"))
            .arg("restore")
            .args(more)
            .arg("--data")
            .arg(folder.path())
            .env("NIDA_PASSPHRASE", passphrase)
            .output()
            .unwrap()
    };
    let file = folder.path().join("nida.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[100] ^= 0x40;
    std::fs::write(&file, &bytes).unwrap();
    let refused = nidactl(folder.path(), "verify", "maryam", PIN);
    assert!(!refused.status.success(), "{}", said(&refused));

    let listed = restore(PASSPHRASE, &[]);
    let backup = said(&listed);
    let backup = backup.split_whitespace().last().unwrap();
    assert!(backup.ends_with("-asked"), "{}", said(&listed));
    let wrong = restore("another passphrase", &[backup, "--yes"]);
    assert!(!wrong.status.success(), "{}", said(&wrong));
    let tried = restore(PASSPHRASE, &[backup]);
    assert!(
        said(&tried).contains(&format!("{entries} entries")),
        "{}",
        said(&tried)
    );
    assert!(
        said(&tried).contains("Nothing was changed."),
        "{}",
        said(&tried)
    );
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let done = restore(PASSPHRASE, &[backup, "--yes"]);
    assert!(
        done.status.success() && said(&done).contains("Restored."),
        "{}",
        said(&done)
    );
    assert_eq!(
        std::fs::read(folder.path().join("backups/replaced-1/nida.db")).unwrap(),
        bytes
    );
    let checked = nidactl(folder.path(), "verify", "maryam", PIN);
    assert!(
        said(&checked).contains("The journal is whole."),
        "{}",
        said(&checked)
    );
}
