//! Restoring as a station has it: the page that a store leads to which is gone, closing it from the settings, and that
//! nothing of it can be asked for while people work.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::fs;
use std::sync::Arc;

use app::dto::{BackupTo, OpenStore, Phase, RestoreAsked, RestorePresent, SaveAs};
use app::{App, ErrorCode, ErrorDto};
use common::*;

fn passphrase() -> OpenStore {
    OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    }
}

fn asked(backup: Option<String>) -> RestoreAsked {
    RestoreAsked {
        backup,
        opens: passphrase(),
    }
}

fn refused<T: std::fmt::Debug>(answer: app::Result<T>) -> ErrorCode {
    ErrorDto::from(&answer.unwrap_err()).code
}

fn log(app: &App, n: u8) {
    app.log_call(&query_form(n), SaveAs::ByRule).unwrap();
}

fn newest(app: &App) -> String {
    let choices = app.restore_choices(None).unwrap();
    choices.backups.into_iter().next().unwrap().folder
}

/// Both calls.
fn holds_both(app: &App) -> bool {
    [1, 2].into_iter().all(|n| app.call(&new_id(n)).is_ok())
}

/// A machine with a call, a backup, and another call.
fn backed_up() -> Machine {
    let machine = machine();
    machine.sign_in("maryam");
    log(&machine.app, 1);
    machine.app.make_backup(BackupTo::Own).unwrap();
    log(&machine.app, 2);
    machine
}

/// Somebody deleted the file. Nothing is begun anew over its backups: the page offers them, and whoever was there is
/// there again.
#[test]
fn a_store_that_is_gone_is_refused_and_restored() {
    let Machine { folder, clock, app } = backed_up();
    drop(app);
    fs::remove_file(folder.path().join("nida.db")).unwrap();
    let app = App::start(config(folder.path(), Arc::clone(&clock)));
    let state = app.app_state().unwrap();
    assert_eq!(state.phase, Phase::Refused);
    assert_eq!(state.refusal.unwrap().code, ErrorCode::StoreGone);
    let choices = app.restore_choices(None).unwrap();
    assert_eq!((choices.backups.len(), choices.present), (1, false));
    let backup = newest(&app);
    let found = app.restore_try(&asked(Some(backup))).unwrap();
    assert_eq!((found.present, found.carried), (RestorePresent::Missing, 0));
    assert_eq!(app.restore_finish().unwrap().phase, Phase::SignIn);
    let machine = Machine { folder, clock, app };
    machine.sign_in("maryam");
    assert_eq!(machine.app.own_log(None).unwrap().rows.len(), 1);
    log(&machine.app, 3);
    assert_eq!(machine.app.verify_journal().unwrap().fault, None);
}

/// From the settings: the data are closed with one's own secret, and what came after the backup is there afterwards.
#[test]
fn the_data_are_closed_by_whoever_looks_after_them() {
    let machine = backed_up();
    let app = &machine.app;
    machine.add(&person("said", &["agent"]));
    assert_eq!(
        refused(app.close_to_restore("000000")),
        ErrorCode::WrongSecret
    );
    assert_eq!(refused(app.restore_choices(None)), ErrorCode::WrongStage);
    assert_eq!(
        refused(app.restore_try(&asked(None))),
        ErrorCode::WrongStage
    );
    assert_eq!(refused(app.restore_finish()), ErrorCode::WrongStage);
    app.sign_out().unwrap();
    machine.sign_in("said");
    assert_eq!(refused(app.close_to_restore(PIN)), ErrorCode::NotAllowed);
    app.sign_out().unwrap();
    machine.sign_in("maryam");
    assert_eq!(app.close_to_restore(PIN).unwrap().phase, Phase::Closed);
    assert_eq!(refused(app.own_log(None)), ErrorCode::WrongStage);

    let backup = newest(app);
    let wrong = RestoreAsked {
        opens: OpenStore::Passphrase {
            passphrase: "سبع نخلات".into(),
        },
        ..asked(Some(backup.clone()))
    };
    assert_eq!(refused(app.restore_try(&wrong)), ErrorCode::WrongPassphrase);
    let found = app.restore_try(&asked(Some(backup))).unwrap();
    assert_eq!((found.present, found.unreadable), (RestorePresent::Read, 0));
    assert!(found.carried > 0);
    // While one waits nobody opens what lies there; given up, it is there as it was.
    assert_eq!(
        refused(app.open_store(&passphrase())),
        ErrorCode::WrongStage
    );
    app.restore_give_up().unwrap();
    app.open_store(&passphrase()).unwrap();
    machine.sign_in("maryam");
    assert!(holds_both(app));
    assert!(
        app.epochs_begun().unwrap().is_empty(),
        "nothing was changed"
    );

    app.close_to_restore(PIN).unwrap();
    app.restore_try(&asked(None)).unwrap();
    app.restore_finish().unwrap();
    machine.sign_in("maryam");
    assert!(holds_both(app));
    assert_eq!(
        app.epochs_begun().unwrap().len(),
        1,
        "whoever looks after the machine is told"
    );
}
