//! Backups as a station has them: by themselves once a day, into two places that do not wait for each other, and told to
//! everybody.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use app::dto::{
    BackupAsked, BackupStanding, BackupStatus, BackupTo, Backups, OpenStore, SaveAs, SignIn,
};
use app::{App, AppError, ErrorCode, ErrorDto};
use common::*;

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;

/// A machine whose first person, who may do everything, has logged a call.
fn at_work() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    log(&machine, 1);
    machine
}

fn log(machine: &Machine, n: u8) {
    machine
        .app
        .log_call(&query_form(n), SaveAs::ByRule)
        .unwrap();
}

fn status(app: &App) -> BackupStatus {
    app.backup_status().unwrap()
}

fn chosen(app: &App) -> BackupStanding {
    status(app).chosen.unwrap()
}

fn counts(app: &App) -> (usize, Option<usize>) {
    let Backups { own, chosen } = app.backups().unwrap();
    (own.rows.len(), chosen.map(|list| list.rows.len()))
}

fn refused<T: std::fmt::Debug>(answer: app::Result<T>) -> ErrorCode {
    ErrorDto::from(&answer.unwrap_err()).code
}

fn text(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

fn only_folder_in(folder: &Path) -> PathBuf {
    let mut found = fs::read_dir(folder).unwrap();
    found.next().unwrap().unwrap().path()
}

/// Nobody has to think of it, and a day on which nothing came needs none.
#[test]
fn one_a_day_is_made_by_itself_where_something_came() {
    let machine = at_work();
    let app = &machine.app;
    assert!(status(app).own.due && status(app).own.last_at.is_none());
    app.back_up_when_due();
    let own = status(app).own;
    assert_eq!(
        (own.last_at, own.due, own.old),
        (Some(SUNDAY_TEN), false, false)
    );
    log(&machine, 2);
    app.back_up_when_due();
    assert_eq!(counts(app), (1, None), "once a day");

    machine.later(DAY_MS);
    app.back_up_when_due();
    assert_eq!(counts(app), (2, None));
    machine.later(5 * DAY_MS);
    app.back_up_when_due();
    let own = status(app).own;
    assert_eq!(
        (own.due, own.old),
        (false, false),
        "nothing is missing in it"
    );
    assert_eq!(counts(app), (2, None));
    log(&machine, 3);
    assert!(status(app).own.old);
    // Behind the lock and with nobody there too.
    app.sign_out().unwrap();
    app.back_up_when_due();
    machine.sign_in("maryam");
    assert_eq!(counts(app), (3, None));
    assert!(!status(app).own.old);
    let rows = app.backups().unwrap().own.rows;
    assert!(rows.iter().all(|row| row.own && row.reason == "daily"));
    assert_eq!(rows[0].at, SUNDAY_TEN + 6 * DAY_MS);
}

/// The program was closed over the night: what was made is known when it is opened again.
#[test]
fn what_was_made_is_known_after_a_start() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock));
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
    let (login, secret) = ("maryam".into(), PIN.into());
    app.sign_in(&SignIn { login, secret }).unwrap();
    assert_eq!(status(&app).own.last_at, Some(SUNDAY_TEN));
    app.back_up_when_due();
    assert_eq!(counts(&app), (1, None));
    // Somebody took them away meanwhile.
    fs::remove_dir_all(folder.path().join("backups")).unwrap();
    assert_eq!(counts(&app), (0, None));
    assert!(status(&app).own.due && status(&app).own.last_at.is_none());
    app.back_up_when_due();
    assert_eq!(counts(&app), (1, None));
}

/// The stick was taken home. The data folder has its backup all the same, the stick is told to be missing, and has its
/// own again soon after it is back.
#[test]
fn a_stick_that_is_away_is_told_and_holds_nothing_up() {
    let machine = at_work();
    let app = &machine.app;
    let stick = tempfile::tempdir().unwrap();
    let chose = app.set_backup_place(Some(&text(stick.path()))).unwrap();
    assert!(chose.chosen.unwrap().due);
    app.back_up_when_due();
    assert_eq!(counts(app), (1, Some(1)));

    let (there, home) = (only_folder_in(stick.path()), stick.path().join("home"));
    fs::rename(&there, &home).unwrap();
    for day in 1..=4 {
        machine.later(DAY_MS);
        log(&machine, 1 + day);
        app.back_up_when_due();
    }
    assert!(!there.exists(), "nothing is written in its stead");
    let standing = chosen(app);
    assert_eq!(standing.last_at, Some(SUNDAY_TEN), "what it holds is known");
    assert!(standing.old);
    let problem = standing.problem.map(|problem| problem.code);
    assert_eq!(problem, Some(ErrorCode::BackupPlace));
    assert_eq!(standing.failed_at, Some(machine.now()));
    assert_eq!(status(app).own.problem, None);
    let lists = app.backups().unwrap();
    assert_eq!(lists.own.rows.len(), 5);
    assert!(lists.chosen.unwrap().problem.is_some());
    assert_eq!(
        refused(app.make_backup(BackupTo::Chosen)),
        ErrorCode::BackupPlace
    );

    fs::rename(&home, &there).unwrap();
    machine.later(14 * MINUTE_MS);
    app.back_up_when_due();
    assert!(chosen(app).problem.is_some(), "not at every look");
    machine.later(2 * MINUTE_MS);
    app.back_up_when_due();
    assert_eq!(counts(app), (5, Some(2)));
    let standing = chosen(app);
    assert_eq!((standing.problem, standing.old), (None, false));
}

/// Whoever wants to be sure has one made, and one read again.
#[test]
fn a_backup_is_made_and_read_again_on_demand() {
    let machine = at_work();
    let app = &machine.app;
    let made = app.make_backup(BackupTo::Own).unwrap();
    assert_eq!((made.sequence, made.at), (1, SUNDAY_TEN));
    assert_eq!(app.backup_progress().unwrap(), None, "it is over");
    let asked = BackupAsked {
        place: BackupTo::Own,
        sequence: 1,
    };
    let checked = app.check_backup(asked).unwrap();
    assert_eq!((checked.entries, checked.fault), (made.entries, None));
    // One that somebody asked for does not stand for that of the day, which is kept longer.
    assert!(status(app).own.due);
    app.back_up_when_due();
    assert_eq!(counts(app), (2, None));

    let file = machine.folder.path().join("backups");
    let file = file.join("000001-20261122T060000Z-asked/nida.db");
    let mut file = fs::File::options()
        .read(true)
        .write(true)
        .open(file)
        .unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(50_000)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(50_000)).unwrap();
    file.write_all(&[byte[0] ^ 1]).unwrap();
    let fault = app.check_backup(asked).unwrap().fault;
    assert_eq!(fault.map(|fault| fault.what).as_deref(), Some("page"));
    let none = BackupAsked {
        sequence: 9,
        ..asked
    };
    assert_eq!(refused(app.check_backup(none)), ErrorCode::NotFound);
}

#[test]
fn only_a_folder_that_serves_is_chosen() {
    let machine = at_work();
    let app = &machine.app;
    let stick = tempfile::tempdir().unwrap();
    for wrong in ["", "stick", &text(&stick.path().join("not there"))] {
        assert_eq!(
            refused(app.set_backup_place(Some(wrong))),
            ErrorCode::BackupPlace,
            "{wrong}"
        );
    }
    assert_eq!(status(app).chosen, None);
    assert_eq!(
        refused(app.make_backup(BackupTo::Chosen)),
        ErrorCode::BackupPlace
    );
    app.set_backup_place(Some(&text(stick.path()))).unwrap();
    app.make_backup(BackupTo::Chosen).unwrap();
    assert_eq!(counts(app), (0, Some(1)));
    assert_eq!(app.set_backup_place(None).unwrap().chosen, None);
    assert_eq!(counts(app), (0, None));
}

/// Everybody may know that there is no good backup; whose folders there are is for those who look after them. A stick
/// that was away while the passphrase was changed is told.
#[test]
fn everybody_sees_how_it_stands() {
    let machine = at_work();
    let app = &machine.app;
    machine.add(&person("said", &["agent"]));
    machine.add(&person("huda", &["supervisor"]));
    let sticks = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for stick in &sticks {
        app.set_backup_place(Some(&text(stick.path()))).unwrap();
        app.make_backup(BackupTo::Chosen).unwrap();
        fs::rename(only_folder_in(stick.path()), stick.path().join("home")).unwrap();
    }
    app.change_passphrase(&app::dto::ChangedPassphrase {
        old: PASSPHRASE.into(),
        passphrase: "نافذة خضراء على البحر".into(),
    })
    .unwrap();
    app.sign_out().unwrap();
    machine.sign_in("said");
    let seen = status(app);
    assert!(seen.chosen.unwrap().ways_behind);
    assert_eq!((seen.behind_elsewhere, seen.under_way), (1, false));
    for forbidden in [
        app.make_backup(BackupTo::Own).map(drop),
        app.backups().map(drop),
        app.backup_stop(),
    ] {
        assert!(matches!(forbidden, Err(AppError::NotAllowed(_))));
    }
    app.sign_out().unwrap();
    machine.sign_in("huda");
    app.make_backup(BackupTo::Own).unwrap();
    let place = app.set_backup_place(None);
    assert!(matches!(place, Err(AppError::NotAllowed(_))));
}

#[test]
fn practice_is_not_backed_up() {
    let machine = at_work();
    let app = &machine.app;
    app.practice_enter().unwrap();
    let people = app.people().unwrap();
    assert!(!people.is_empty());
    // Beside it the real store has its own.
    app.back_up_when_due();
    app.practice_leave().unwrap();
    machine.sign_in("maryam");
    assert_eq!(counts(app), (1, None));
    assert!(!machine.folder.path().join("practice/backups").exists());
}

#[cfg(unix)]
mod under_a_policy {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    use app::{Config, PolicyField, PolicyPlace};

    use super::*;

    /// Where backups go, and how many are kept, is the organisation's to say.
    #[test]
    fn the_policy_says_where_and_how_many() {
        let machine = at_work();
        let Machine { folder, clock, app } = machine;
        drop(app);
        let (stick, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let place = PolicyPlace {
            path: folder.path().join("policy.json"),
            owner: fs::metadata(folder.path()).unwrap().uid(),
        };
        let policy = format!(
            r#"{{"backupFolder": {:?}, "backupDaily": 2, "backupWeekly": 0, "backupWarnDays": 1}}"#,
            text(stick.path())
        );
        fs::write(&place.path, policy).unwrap();
        fs::set_permissions(&place.path, fs::Permissions::from_mode(0o644)).unwrap();
        let app = App::start(Config {
            policy: Some(place),
            ..config(folder.path(), clock.clone())
        });
        let passphrase = PASSPHRASE.into();
        app.open_store(&OpenStore::Passphrase { passphrase })
            .unwrap();
        let machine = Machine { folder, clock, app };
        machine.sign_in("maryam");
        let app = &machine.app;
        let elsewhere = text(other.path());
        for refused in [
            app.set_backup_place(Some(&elsewhere)).map(drop),
            app.set_backup_place(None).map(drop),
            app.make_backup_at(Some(&elsewhere)).map(drop),
        ] {
            assert!(matches!(
                refused,
                Err(AppError::SetByPolicy(PolicyField::BackupFolder))
            ));
        }
        app.set_backup_place(Some(&text(stick.path()))).unwrap();
        for day in 1..=4 {
            app.back_up_when_due();
            machine.later(DAY_MS);
            log(&machine, 1 + day);
        }
        assert_eq!(counts(app), (2, Some(2)));
        assert!(!status(app).own.old);
        machine.later(DAY_MS);
        assert!(status(app).own.old);
    }
}
