//! What somebody gets out of a folder that they took along.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use app::dto::{OpenStore, SaveAs};
use app::{App, ErrorCode, ErrorDto};
use common::*;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for one in fs::read_dir(from).unwrap() {
        let path = one.unwrap().path();
        let beside = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &beside);
        } else {
            fs::copy(&path, beside).unwrap();
        }
    }
}

/// A PIN of six digits is guessed in no time, and is no key: a copied folder, and a backup in it, open by the passphrase and by
/// the code on paper alone.
#[test]
fn a_copied_folder_opens_by_no_pin() {
    let machine = machine();
    machine.sign_in("maryam");
    let logged = machine.app.log_call(&query_form(1), SaveAs::ByRule);
    logged.unwrap();
    machine.app.back_up_when_due();
    let taken = tempfile::tempdir().unwrap();
    copy(machine.folder.path(), taken.path());
    let mut backups = fs::read_dir(taken.path().join("backups")).unwrap();
    let backup = backups.next().unwrap().unwrap().path();
    for folder in [taken.path(), &backup] {
        let app = App::start(config(folder, Arc::clone(&machine.clock)));
        let typed = |passphrase: &str| OpenStore::Passphrase {
            passphrase: passphrase.into(),
        };
        let code = PIN.to_owned();
        for open in [typed(PIN), typed(""), OpenStore::RecoveryCode { code }] {
            let refused = ErrorDto::from(&app.open_store(&open).unwrap_err());
            assert_eq!(refused.code, ErrorCode::WrongPassphrase);
        }
        app.open_store(&typed(PASSPHRASE)).unwrap();
    }
}
