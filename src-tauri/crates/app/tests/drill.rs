//! A way in is tried before it is needed: the paper in the safe, the passphrase that nobody types any more. Nothing is
//! changed by it, and nobody guesses by it in peace.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use app::dto::{
    ChangedPassphrase, FindingCode, FindingLevel, OpenStore, RecoveredSecret, WayToTry, WaysIn,
};
use app::{App, ErrorCode, ErrorDto};
use common::*;
use serde_json::Value;

const DAY_MS: i64 = 86_400_000;
const WRONG: &str = "00000-00000-00000-00000-00000-00000-00000-00000";

/// A machine at which its administrator sits, and what stands on the paper.
fn with_paper() -> (Machine, String) {
    let machine = empty_machine();
    let paper = start_first(&machine.app, first_start()).unwrap();
    machine.sign_in("maryam");
    (machine, paper)
}

fn try_code(app: &App, code: &str) -> app::Result<WaysIn> {
    app.try_way(&WayToTry::RecoveryCode { code: code.into() })
}

fn try_passphrase(app: &App, passphrase: &str) -> app::Result<WaysIn> {
    app.try_way(&WayToTry::Passphrase {
        passphrase: passphrase.into(),
    })
}

fn refused<T: std::fmt::Debug>(answer: app::Result<T>) -> ErrorCode {
    ErrorDto::from(&answer.unwrap_err()).code
}

fn open(app: &App) {
    let passphrase = PASSPHRASE.into();
    app.open_store(&OpenStore::Passphrase { passphrase })
        .unwrap();
}

/// Closed, started again and opened by its passphrase; nobody signed in.
fn again(machine: Machine) -> Machine {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), Arc::clone(&clock)));
    open(&app);
    Machine { folder, clock, app }
}

/// What `doctor` says of the code: its code and how many days it tells.
fn told(app: &App) -> Vec<(FindingCode, Option<String>)> {
    let condition = app.condition(None).unwrap();
    let of_code = condition.findings.into_iter().filter(|one| {
        matches!(
            one.code,
            FindingCode::SlotsCodeUntested
                | FindingCode::SlotsCodeTestedLongAgo
                | FindingCode::SlotsCodeTried
        )
    });
    of_code
        .map(|one| (one.code, one.args.get("days").cloned()))
        .collect()
}

/// Changes the slot of a kind where it lies.
fn change_slot(folder: &Path, kind: &str, change: impl FnOnce(&mut Value)) {
    let path = folder.join("slots.json");
    let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let slots = file["slots"].as_array_mut().unwrap();
    change(slots.iter_mut().find(|slot| slot["kind"] == kind).unwrap());
    fs::write(&path, file.to_string()).unwrap();
}

/// Turns over one digit of a text.
fn damage(text: &mut Value) {
    let mut bytes = text.as_str().unwrap().to_owned().into_bytes();
    bytes[3] = if bytes[3] == b'0' { b'1' } else { b'0' };
    *text = String::from_utf8(bytes).unwrap().into();
}

/// Half a year after the first start somebody takes the paper out of the safe: it is good, that is remembered, and nothing
/// else about the machine is another than before.
#[test]
fn the_paper_is_tried_before_it_is_needed() {
    let (machine, paper) = with_paper();
    let app = &machine.app;
    let ways = app.ways_in().unwrap();
    assert_eq!(ways.tried.recovery_code, None, "never seen to open");
    assert_eq!(told(app), [(FindingCode::SlotsCodeUntested, None)]);
    assert_eq!(FindingCode::SlotsCodeUntested.level(), FindingLevel::Note);
    let slots = fs::read(machine.folder.path().join("slots.json")).unwrap();
    let entries = app.verify_journal().unwrap().entries;

    machine.later(3 * DAY_MS);
    let typed = paper.to_lowercase().replace('-', " ");
    let ways = try_code(app, &typed).unwrap();
    assert_eq!(ways.tried.recovery_code, Some(machine.now()));
    assert_eq!(ways.tried.passphrase, None, "of the others it says nothing");
    assert_eq!(told(app), []);
    assert_eq!(
        fs::read(machine.folder.path().join("slots.json")).unwrap(),
        slots,
        "nothing was changed"
    );
    assert_eq!(app.verify_journal().unwrap().entries, entries);

    machine.later(179 * DAY_MS);
    assert_eq!(told(app), []);
    machine.later(DAY_MS);
    let long_ago = (FindingCode::SlotsCodeTestedLongAgo, Some("180".to_owned()));
    assert_eq!(told(app), std::slice::from_ref(&long_ago));
    let machine = again(machine);
    assert_eq!(told(&machine.app), [long_ago], "a restart forgets nothing");
    let tried = OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    };
    let Machine { folder, clock, app } = machine;
    drop(app);
    let beside = App::start(config(folder.path(), clock));
    let condition = beside.condition_beside(Some(&tried)).unwrap();
    let mut codes = condition.findings.iter().map(|one| one.code);
    assert!(
        codes.any(|code| code == FindingCode::SlotsCodeTestedLongAgo),
        "the command line says the same"
    );
}

/// What was seen of the paper before says nothing of the new one.
#[test]
fn a_new_code_was_never_tried() {
    let (machine, paper) = with_paper();
    let app = &machine.app;
    try_code(app, &paper).unwrap();
    let shown = app.new_recovery_code(PIN).unwrap();
    try_code(app, &paper).unwrap();
    app.confirm_recovery_code(&written_down(&shown)).unwrap();
    assert_eq!(app.ways_in().unwrap().tried.recovery_code, None);
    assert_eq!(told(app), [(FindingCode::SlotsCodeUntested, None)]);
    assert_eq!(
        refused(try_code(app, &paper)),
        ErrorCode::WrongCode,
        "the one before opens nothing"
    );
    let ways = try_code(app, &shown.code).unwrap();
    assert_eq!(ways.tried.recovery_code, Some(machine.now()));
}

/// Somebody at an administrator's open desk guesses: each guess counts, with those made where a PIN was forgotten, and
/// ending the program brings no new ones.
#[test]
fn guesses_are_counted_over_a_restart() {
    let (machine, paper) = with_paper();
    let app = &machine.app;
    let cut: String = paper.chars().skip(1).collect();
    for guess in [WRONG, "", &cut] {
        assert_eq!(refused(try_code(app, guess)), ErrorCode::WrongCode);
    }
    let recovered = app.recover_secret(&RecoveredSecret {
        login: "maryam".into(),
        code: WRONG.into(),
        secret: "864213".into(),
    });
    assert_eq!(refused(recovered), ErrorCode::WrongCode);
    assert_eq!(refused(try_code(app, WRONG)), ErrorCode::WrongCode);
    let machine = again(machine);
    machine.sign_in("maryam");
    let app = &machine.app;
    assert_eq!(refused(try_code(app, &paper)), ErrorCode::TooManyTries);
    assert!(told(app).contains(&(FindingCode::SlotsCodeTried, None)));
    machine.later(31_000);
    let ways = try_code(app, &paper).unwrap();
    assert_eq!(ways.tried.recovery_code, Some(machine.now()));
    assert_eq!(told(app), [], "and the count is gone");
}

/// The same with the passphrase, also where it is changed: the two are guessed at together.
#[test]
fn a_passphrase_is_guessed_at_no_better() {
    let (machine, _) = with_paper();
    let app = &machine.app;
    let change = |old: &str| {
        app.change_passphrase(&ChangedPassphrase {
            old: old.into(),
            passphrase: "باب أزرق ونافذة خضراء".into(),
        })
    };
    for _ in 0..3 {
        assert_eq!(
            refused(try_passphrase(app, "سبع نخلات")),
            ErrorCode::WrongPassphrase
        );
    }
    for _ in 0..2 {
        assert_eq!(refused(change("سبع نخلات")), ErrorCode::Invalid);
    }
    assert_eq!(refused(change(PASSPHRASE)), ErrorCode::TooManyTries);
    assert_eq!(
        refused(try_passphrase(app, PASSPHRASE)),
        ErrorCode::TooManyTries
    );
    machine.later(31_000);
    let ways = try_passphrase(app, PASSPHRASE).unwrap();
    assert_eq!(ways.tried.passphrase, Some(machine.now()));
    change(PASSPHRASE).unwrap();
    assert_eq!(app.ways_in().unwrap().tried.passphrase, None);
}

/// A disk that rots: whoever holds the right paper is told that the slot is gone, and not that the paper is.
#[test]
fn a_damaged_slot_is_told_apart_from_a_wrong_code() {
    let (machine, paper) = with_paper();
    let app = &machine.app;
    let slots = machine.folder.path().join("slots.json");
    let whole = fs::read(&slots).unwrap();
    for part in ["wrapped", "nonce"] {
        change_slot(machine.folder.path(), "recovery_code", |slot| {
            damage(&mut slot[part]);
        });
        for typed in [paper.as_str(), WRONG] {
            assert_eq!(refused(try_code(app, typed)), ErrorCode::SlotDamaged);
        }
        try_passphrase(app, PASSPHRASE).unwrap();
        fs::write(&slots, &whole).unwrap();
    }
    assert_eq!(
        told(app),
        [(FindingCode::SlotsCodeUntested, None)],
        "nobody guessed"
    );
    change_slot(machine.folder.path(), "recovery_code", |slot| {
        slot["kind"] = "smart_card".into();
    });
    assert_eq!(refused(try_code(app, &paper)), ErrorCode::StoreSlotsMissing);
    fs::write(&slots, "nonsense").unwrap();
    assert_eq!(refused(try_code(app, &paper)), ErrorCode::StoreSlotsMissing);
    fs::write(&slots, &whole).unwrap();
    // What is made anew heals it, as the page says.
    change_slot(machine.folder.path(), "recovery_code", |slot| {
        damage(&mut slot["wrapped"]);
    });
    let shown = app.new_recovery_code(PIN).unwrap();
    app.confirm_recovery_code(&written_down(&shown)).unwrap();
    try_code(app, &shown.code).unwrap();
}

/// A start says as much as a drill: what opened the data this morning is known to open them.
#[test]
fn what_opened_the_data_counts_as_tried() {
    let (machine, paper) = with_paper();
    machine.later(DAY_MS);
    let machine = again(machine);
    machine.sign_in("maryam");
    let opened_at = machine.now();
    let tried = machine.app.ways_in().unwrap().tried;
    assert_eq!(
        (tried.passphrase, tried.recovery_code),
        (Some(opened_at), None)
    );
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), Arc::clone(&clock)));
    app.open_store(&OpenStore::RecoveryCode { code: paper })
        .unwrap();
    let machine = Machine { folder, clock, app };
    machine.sign_in("maryam");
    let tried = machine.app.ways_in().unwrap().tried;
    assert_eq!(tried.recovery_code, Some(machine.now()));
    assert_eq!(told(&machine.app), []);
}

/// Whoever does not look after the machine tries nothing, and there is no keyring where none was set.
#[test]
fn it_takes_the_right() {
    let (machine, paper) = with_paper();
    let app = &machine.app;
    for way in [WayToTry::Keyring, WayToTry::KeyFile] {
        assert_eq!(refused(app.try_way(&way)), ErrorCode::StoreSlotsMissing);
    }
    machine.add(&person("hilal", &["agent"]));
    app.sign_out().unwrap();
    machine.sign_in("hilal");
    assert_eq!(refused(try_code(app, &paper)), ErrorCode::NotAllowed);
}
