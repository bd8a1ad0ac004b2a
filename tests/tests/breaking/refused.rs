//! Stores that must not be opened: each is told by its own code, stays byte for byte as it was, and
//! opens once the cause is gone.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{OpenStore, Phase, SaveAs};
use app::{App, ErrorCode, ErrorDto};
use domain::id::Millis;
use nida_tests::file;
use nida_tests::machine::{
    self, PASSPHRASE, SUNDAY_TEN, first_start, id, open, query_form, refusal, sign_in, signed_in,
};
use nida_tests::victim::{Start, Task};

use super::alone;

fn started(folder: &Path) -> App {
    machine::start(folder, Arc::new(SetClock::at(Millis(SUNDAY_TEN + 1_000))))
}

fn passphrase(text: &str) -> OpenStore {
    OpenStore::Passphrase {
        passphrase: text.into(),
    }
}

/// A machine that has been worked at and closed.
fn closed(folder: &Path) {
    let app = signed_in(folder).unwrap();
    for n in 0..20 {
        let form = query_form(id(SUNDAY_TEN, [n; 10]), SUNDAY_TEN);
        app.log_call(&form, SaveAs::ByRule).unwrap();
    }
}

/// Every file of the folder with its bytes; the lock alone comes and goes.
fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Opens, expects this refusal on the page behind it too, and sees that nothing was touched.
fn check_refused(folder: &Path, expected: ErrorCode) -> ErrorDto {
    let before = bytes_of(folder);
    let app = started(folder);
    let code = match app.app_state().unwrap().phase {
        Phase::Refused => None,
        _ => Some(refusal(app.open_store(&passphrase(PASSPHRASE))).unwrap()),
    };
    assert!(code.is_none_or(|code| code == expected), "{code:?}");
    let state = app.app_state().unwrap();
    assert_eq!(state.phase, Phase::Refused);
    let told = state.refusal.unwrap();
    assert_eq!(told.code, expected);
    assert_eq!(
        refusal(sign_in_answer(&app)).unwrap(),
        ErrorCode::WrongStage
    );
    drop(app);
    assert!(
        before == bytes_of(folder),
        "{expected:?}: the files are as they were"
    );
    told
}

fn sign_in_answer(app: &App) -> app::Result<app::dto::SignedIn> {
    app.sign_in(&app::dto::SignIn {
        login: machine::LOGIN.into(),
        secret: machine::PIN.into(),
    })
}

fn opens_with_twenty_calls(folder: &Path) {
    let app = started(folder);
    open(&app).unwrap();
    sign_in(&app).unwrap();
    assert_eq!(app.own_log(None).unwrap().total, 20);
}

/// After a step back to an older version of the program the newer store must not be written.
#[test]
fn a_store_of_a_newer_version_is_refused_untouched() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let set = |version: u32| {
        let connection = file::open(folder.path(), PASSPHRASE).unwrap();
        let before: u32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        connection
            .pragma_update(None, "user_version", version)
            .unwrap();
        before
    };
    let known = set(4_711);
    let told = check_refused(folder.path(), ErrorCode::StoreNewer);
    assert_eq!(told.args["found"], "4711");
    assert_eq!(told.args["known"], known.to_string());
    set(known);
    opens_with_twenty_calls(folder.path());
}

/// Changed bytes are damage, another store's slots are a wrong key, no slots are missing slots: people
/// are sent after the right thing.
#[test]
fn damage_a_wrong_key_and_missing_slots_are_told_apart() {
    let _alone = alone();
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    closed(folder.path());
    closed(other.path());
    let whole = bytes_of(folder.path());
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();

    let mut database = whole["nida.db"].clone();
    // A byte of every page but the first: which pages opening reads is no promise.
    for page in database.chunks_mut(4_096).skip(1) {
        page[2_048] ^= 0x40;
    }
    put("nida.db", &database);
    check_refused(folder.path(), ErrorCode::StoreDamaged);
    put("nida.db", &whole["nida.db"]);

    put("slots.json", &bytes_of(other.path())["slots.json"]);
    check_refused(folder.path(), ErrorCode::StoreKeyedWrongly);
    put("slots.json", b"{}");
    check_refused(folder.path(), ErrorCode::StoreSlotsMissing);
    fs::remove_file(folder.path().join("slots.json")).unwrap();
    check_refused(folder.path(), ErrorCode::StoreSlotsMissing);
    put("slots.json", &whole["slots.json"]);
    opens_with_twenty_calls(folder.path());
}

/// A wrong passphrase is no refusal of the store: the page asks again.
#[test]
fn a_wrong_passphrase_is_asked_again() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let app = started(folder.path());
    for wrong in ["", "سبع نخلات", "\0", "' OR 1=1 --", &"ن".repeat(1_000_000)] {
        let answer = app.open_store(&passphrase(wrong));
        assert_eq!(refusal(answer).unwrap(), ErrorCode::WrongPassphrase);
        assert_eq!(app.app_state().unwrap().phase, Phase::Closed);
    }
    open(&app).unwrap();
}

/// Two copies on one store would make two chains of one machine: the second is refused, the first goes
/// on, and the second opens when the first has gone.
#[test]
fn a_second_copy_is_refused_and_the_first_goes_on() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let (first, late) = (started(folder.path()), started(folder.path()));
    first_start(&first).unwrap();
    sign_in(&first).unwrap();
    assert!(first_start(&late).is_err(), "a store is there by now");

    let second = started(folder.path());
    assert_eq!(second.app_state().unwrap().phase, Phase::Refused);
    let answer = second.open_store(&passphrase(PASSPHRASE));
    assert_eq!(refusal(answer).unwrap(), ErrorCode::StoreInUse);
    let form = query_form(id(SUNDAY_TEN, [1; 10]), SUNDAY_TEN);
    first.log_call(&form, SaveAs::ByRule).unwrap();
    drop(first);
    open(&second).unwrap();
    sign_in(&second).unwrap();
    assert_eq!(second.own_log(None).unwrap().total, 1);
}

/// The lock holds between processes too, and goes with its process however that ends.
#[test]
fn another_process_holds_the_store_until_it_is_killed() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let start = Start {
        folder: folder.path().to_owned(),
        seed: 1,
        at: SUNDAY_TEN + 1_000,
        task: Task::WORK_ON,
    };
    let mut other = Command::new(env!("CARGO_BIN_EXE_victim"))
        .args(start.arguments())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(other.stdout.as_mut().unwrap())
        .read_line(&mut said)
        .unwrap();
    assert_eq!(said, "opened\n");
    let app = started(folder.path());
    let answer = app.open_store(&passphrase(PASSPHRASE));
    assert_eq!(refusal(answer).unwrap(), ErrorCode::StoreInUse);
    other.kill().unwrap();
    other.wait().unwrap();
    open(&app).unwrap();
    sign_in(&app).unwrap();
    assert!(app.own_log(None).unwrap().total >= 20);
}
