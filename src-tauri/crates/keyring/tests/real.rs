//! A real Secret Service: a session bus of its own with GNOME's daemon on it, in a process of its own.
//!
//! The story runs in this same test program, started once more below `dbus-run-session`, since what is the
//! bus of a process stands in its environment.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use app::clock::SystemClock;
use app::dto::{AppState, FirstStart, LocaleCode, NewPerson, OpenStore, Phase, SignIn, WayIn};
use app::{App, Config, ErrorCode, SecretCost, StoreCost};
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;

/// Set for the process inside; its value is the folder of the store.
const INSIDE: &str = "NIDA_TEST_RING_FOLDER";
const PASSPHRASE: &str = "سبع نخلات عند الفلج";
const PIN: &str = "246813";

fn start(folder: &Path) -> App {
    App::start(Config {
        data_folder: folder.to_owned(),
        policy: None,
        keyring: keyring::of_the_system(),
        clock: Arc::new(SystemClock::default()),
        store_cost: StoreCost::PRACTICE_ONLY,
        secret_cost: SecretCost::Least,
        on_link: Arc::new(|_| {}),
        on_pop: Arc::new(|| {}),
        notifier: Arc::new(app::NoNotices),
        on_close: Arc::new(|_| {}),
    })
}

fn first_start(app: &App) {
    let shown = app.first_code().unwrap();
    let group = |at: &u32| shown.code.split('-').nth(*at as usize - 1).unwrap();
    let asked = shown.asked.iter().map(|at| group(at).to_owned());
    app.first_start(&FirstStart {
        locale: LocaleCode::Ar,
        station: "مسقط ١".into(),
        passphrase: PASSPHRASE.into(),
        groups: asked.collect(),
        person: NewPerson {
            login: "maryam".into(),
            name_ar: "مريم".into(),
            name_en: String::new(),
            secret: PIN.into(),
            roles: Vec::new(),
            languages: Vec::new(),
        },
    })
    .unwrap();
}

fn sign_in(app: &App) {
    app.sign_in(&SignIn {
        login: "maryam".into(),
        secret: PIN.into(),
    })
    .unwrap();
}

/// What is told on the passphrase page, and that the passphrase opens all the same.
fn see_passphrase_page(app: &App, told: ErrorCode) {
    let AppState {
        phase, unopened, ..
    } = app.open_by_itself().unwrap();
    let codes: Vec<ErrorCode> = unopened.iter().map(|told| told.code).collect();
    assert_eq!((phase, codes), (Phase::Closed, vec![told]));
    let passphrase = PASSPHRASE.into();
    let opened = app.open_store(&OpenStore::Passphrase { passphrase });
    assert_eq!(opened.unwrap().phase, Phase::SignIn);
}

/// A machine that starts by itself, until somebody clears or locks the keyring of its account.
fn story(folder: &Path) {
    let app = start(folder);
    first_start(&app);
    sign_in(&app);
    assert!(app.add_keyring(PIN).unwrap().keyring);
    drop(app);

    let app = start(folder);
    assert_eq!(app.app_state().unwrap().phase, Phase::Opening);
    let opened = app.open_by_itself().unwrap();
    assert_eq!((opened.phase, opened.unopened.len()), (Phase::SignIn, 0));
    drop(app);

    let service = SecretService::connect(EncryptionType::Dh).unwrap();
    leave_an_older_one(&service);
    let app = start(folder);
    assert_eq!(app.open_by_itself().unwrap().phase, Phase::SignIn);
    sign_in(&app);
    assert!(app.add_keyring(PIN).unwrap().keyring);
    drop(app);
    let found = service.search_items(ours()).unwrap();
    assert_eq!(found.unlocked.len(), 1, "and the older one is gone");

    let collection = service.get_default_collection().unwrap();
    collection.lock().unwrap();
    let app = start(folder);
    see_passphrase_page(&app, ErrorCode::KeyringLocked);
    sign_in(&app);
    let refused = app.add_keyring(PIN).unwrap_err();
    assert_eq!(app::ErrorDto::from(&refused).code, ErrorCode::KeyringLocked);
    drop(app);
}

fn ours() -> HashMap<&'static str, &'static str> {
    HashMap::from([("application", "om.gov.moh.nida")])
}

/// An entry for this store in another collection, as from when another one was the default.
fn leave_an_older_one(service: &SecretService<'_>) {
    let found = service.search_items(ours()).unwrap();
    let attributes = found.unlocked.first().unwrap().get_attributes().unwrap();
    let name = attributes.get("store").unwrap();
    let older = HashMap::from([("application", "om.gov.moh.nida"), ("store", name.as_str())]);
    let collection = service.get_collection_by_alias("session").unwrap();
    collection
        .create_item("older", older, &[7; 32], false, "application/octet-stream")
        .unwrap();
}

/// What can be done once the daemon was started anew and unlocked.
fn story_of_the_next_day(folder: &Path) {
    let app = start(folder);
    assert_eq!(app.open_by_itself().unwrap().phase, Phase::SignIn);
    drop(app);
    let service = SecretService::connect(EncryptionType::Dh).unwrap();
    let found = service.search_items(ours()).unwrap();
    assert_eq!(found.unlocked.len(), 1, "one entry for one store");
    found.unlocked.first().unwrap().delete().unwrap();
    let app = start(folder);
    see_passphrase_page(&app, ErrorCode::KeyringGone);
    sign_in(&app);
    assert!(app.add_keyring(PIN).unwrap().unopened.is_empty(), "renewed");
    drop(app);

    let app = start(folder);
    assert_eq!(app.open_by_itself().unwrap().phase, Phase::SignIn);
    sign_in(&app);
    assert!(!app.remove_way(WayIn::Keyring).unwrap().keyring);
    let left = service.search_items(ours()).unwrap();
    assert!(
        left.unlocked.is_empty(),
        "turned off, nothing is left in it"
    );
    drop(app);
    assert_eq!(start(folder).app_state().unwrap().phase, Phase::Closed);
}

/// This test once more, with its own bus where there is to be one.
fn inside(test: &str, home: &Path, with_bus: bool) -> Command {
    let program = std::env::current_exe().unwrap();
    let run = format!("\"$0\" --exact {test} --nocapture");
    let daemon = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
    let mut command = if with_bus {
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", &format!("{daemon} && {run}")]);
        command
    } else {
        let mut command = Command::new("sh");
        command
            .args(["-c", &run])
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    };
    command
        .arg(program)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("share"))
        .env("XDG_RUNTIME_DIR", home)
        .env(INSIDE, home.join("nida"))
        .env_remove("DISPLAY");
    command
}

fn passes(mut command: Command) {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    // A name that no test bears any more would run nothing, and that passes too.
    assert!(
        output.status.success() && told.contains(" 1 passed"),
        "{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The entry is kept over a restart, a locked ring is told as locked.
#[test]
fn a_keyring_opens_until_it_is_locked() {
    if let Some(folder) = std::env::var_os(INSIDE) {
        return story(Path::new(&folder));
    }
    let home = tempfile::tempdir().unwrap();
    passes(inside(
        "a_keyring_opens_until_it_is_locked",
        home.path(),
        true,
    ));
}

/// A daemon that was started anew knows the entry; one that lost it says so; the slot is renewed and goes.
#[test]
fn a_lost_entry_is_told_and_made_anew() {
    if let Some(folder) = std::env::var_os(INSIDE) {
        return story_of_the_next_day(Path::new(&folder));
    }
    let home = tempfile::tempdir().unwrap();
    passes(inside(
        "a_keyring_opens_until_it_is_locked",
        home.path(),
        true,
    ));
    passes(inside(
        "a_lost_entry_is_told_and_made_anew",
        home.path(),
        true,
    ));
}

/// No bus, no daemon: the page of the passphrase comes at once and says so.
#[test]
fn without_a_bus_the_passphrase_opens() {
    if let Some(folder) = std::env::var_os(INSIDE) {
        return see_passphrase_page(&start(Path::new(&folder)), ErrorCode::KeyringAbsent);
    }
    let home = tempfile::tempdir().unwrap();
    passes(inside(
        "a_keyring_opens_until_it_is_locked",
        home.path(),
        true,
    ));
    passes(inside(
        "without_a_bus_the_passphrase_opens",
        home.path(),
        false,
    ));
}
