//! A machine that starts without a person, and everything that can be in the way of it. Whatever it is,
//! the passphrase opens as ever, and nothing was deleted or written over.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use app::dto::{ChangedPassphrase, OpenStore, Phase, WayIn, WayToTry};
use app::{
    App, AppError, Config, ErrorCode, ErrorDto, Keyring, PolicyPlace, Ring, RingError, Rule,
};
use common::*;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A keyring in memory, in whatever state a test wants it.
#[derive(Default)]
struct FakeRing {
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    fault: Mutex<Option<RingError>>,
    hangs: Mutex<bool>,
    goes_on: Condvar,
    /// What keeping something says, though everything else works.
    keeps_not: Mutex<Option<RingError>>,
    /// Whether it says that it keeps something and does not.
    forgets: Mutex<bool>,
    /// How often something was kept, or is about to be; whoever keeps waits while `holds_back`.
    kept_times: Mutex<u32>,
    was_kept: Condvar,
    holds_back: Mutex<bool>,
    comes_free: Condvar,
}

impl FakeRing {
    fn stand(&self) -> Result<(), RingError> {
        let hanging = self.hangs.lock().unwrap();
        drop(self.goes_on.wait_while(hanging, |hangs| *hangs).unwrap());
        self.fault.lock().unwrap().map_or(Ok(()), Err)
    }

    fn fails(&self, with: Option<RingError>) {
        *self.fault.lock().unwrap() = with;
    }

    fn hang(&self, hangs: bool) {
        *self.hangs.lock().unwrap() = hangs;
        self.goes_on.notify_all();
    }

    fn hold_back(&self, holds: bool) {
        *self.holds_back.lock().unwrap() = holds;
        self.comes_free.notify_all();
    }

    /// Waits until something was kept this often.
    fn see_kept(&self, times: u32) {
        let kept = self.kept_times.lock().unwrap();
        drop(
            self.was_kept
                .wait_while(kept, |kept| *kept < times)
                .unwrap(),
        );
    }

    fn names(&self) -> Vec<String> {
        self.kept.lock().unwrap().keys().cloned().collect()
    }
}

impl Ring for FakeRing {
    fn get(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, RingError> {
        self.stand()?;
        let kept = self.kept.lock().unwrap().get(name).cloned();
        kept.map(Zeroizing::new).ok_or(RingError::Gone)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), RingError> {
        self.stand()?;
        if let Some(fault) = *self.keeps_not.lock().unwrap() {
            return Err(fault);
        }
        let waiting = self.holds_back.lock().unwrap();
        drop(self.comes_free.wait_while(waiting, |waits| *waits).unwrap());
        if !*self.forgets.lock().unwrap() {
            let kept = &mut *self.kept.lock().unwrap();
            kept.insert(name.into(), secret.to_vec());
        }
        *self.kept_times.lock().unwrap() += 1;
        self.was_kept.notify_all();
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), RingError> {
        self.stand()?;
        self.kept.lock().unwrap().remove(name);
        Ok(())
    }
}

/// A station whose data folder stays while the application is started again and again.
struct Station {
    folder: TempDir,
    ring: Arc<FakeRing>,
    clock: Arc<app::clock::SetClock>,
}

impl Station {
    /// After its first start, closed.
    fn new() -> Self {
        let Machine { folder, clock, app } = machine();
        drop(app);
        Self {
            folder,
            ring: Arc::default(),
            clock,
        }
    }

    fn config(&self) -> Config {
        let ring: Arc<dyn Ring> = Arc::<FakeRing>::clone(&self.ring);
        Config {
            // Only the keyring that hangs is waited for in full.
            keyring: Some(Keyring::new(ring).within(Duration::from_millis(300))),
            policy: Some(PolicyPlace {
                path: self.policy(),
                owner: fs::metadata(self.folder.path()).unwrap().uid(),
            }),
            ..config(self.folder.path(), Arc::clone(&self.clock))
        }
    }

    fn start(&self) -> App {
        App::start(self.config())
    }

    /// Started and opened as far as it goes without a person.
    fn started(&self) -> (App, Phase, Vec<ErrorCode>) {
        let app = self.start();
        let state = app.open_by_itself().unwrap();
        let told = state.unopened.iter().map(|told| told.code).collect();
        (app, state.phase, told)
    }

    /// Started and opened by a person, the administrator signed in.
    fn opened(&self) -> App {
        let app = self.start();
        open(&app);
        sign_in(&app);
        app
    }

    /// The passphrase page stands there with these words, opens, and everything lies there as before.
    fn see_passphrase_page(&self, told: &[ErrorCode]) {
        let slots = fs::read(self.folder.path().join("slots.json")).unwrap();
        let names = self.ring.names();
        let (app, phase, found) = self.started();
        assert_eq!((phase, found.as_slice()), (Phase::Closed, told));
        open(&app);
        let text = app.diagnostics().unwrap();
        for code in told {
            let code = serde_json::to_value(code).unwrap();
            assert!(text.contains(code.as_str().unwrap()), "{text}");
        }
        drop(app);
        assert_eq!(
            fs::read(self.folder.path().join("slots.json")).unwrap(),
            slots
        );
        assert_eq!(self.ring.names(), names, "nothing was deleted");
    }

    fn policy(&self) -> PathBuf {
        self.folder.path().join("policy.json")
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("station.key")
    }

    fn set_policy(&self, text: &str) {
        fs::write(self.policy(), text).unwrap();
        mode(&self.policy(), 0o644);
    }
}

fn open(app: &App) {
    let passphrase = PASSPHRASE.into();
    let opened = app.open_store(&OpenStore::Passphrase { passphrase });
    assert_eq!(opened.unwrap().phase, Phase::SignIn);
}

fn sign_in(app: &App) {
    let (login, secret) = ("maryam".into(), PIN.into());
    app.sign_in(&app::dto::SignIn { login, secret }).unwrap();
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    ErrorDto::from(&answer.expect_err("a refusal was promised")).code
}

/// The kinds of entries that this journal holds of its machine.
fn trail(app: &App) -> usize {
    let verified = app.verify_journal().unwrap();
    assert!(verified.fault.is_none());
    verified.entries as usize
}

/// After a power cut at night the machine is at its sign-in page in the morning, and sending.
#[test]
fn a_machine_with_a_keyring_starts_by_itself() {
    let station = Station::new();
    assert_eq!(station.start().app_state().unwrap().phase, Phase::Closed);
    let app = station.opened();
    let before = trail(&app);
    assert_eq!(code(app.add_keyring("111111")), ErrorCode::WrongSecret);
    assert!(
        station.ring.names().is_empty(),
        "not without one's own secret"
    );
    let ways = app.add_keyring(PIN).unwrap();
    assert!(ways.keyring && ways.passphrase && ways.recovery_code && !ways.key_file);
    assert_eq!(trail(&app), before + 1, "it leaves a trail");
    drop(app);

    let app = station.start();
    assert_eq!(app.app_state().unwrap().phase, Phase::Opening);
    // The window and the start ask for the same.
    assert_eq!(app.open_by_itself().unwrap().phase, Phase::SignIn);
    assert_eq!(app.open_by_itself().unwrap().phase, Phase::SignIn);
    sign_in(&app);
    let ways = app.remove_way(WayIn::Keyring).unwrap();
    assert!(!ways.keyring && ways.unopened.is_empty());
    assert!(
        station.ring.names().is_empty(),
        "the entry is gone with the slot"
    );
    assert_eq!(trail(&app), before + 2, "turning it off too");
    drop(app);
    assert_eq!(station.start().app_state().unwrap().phase, Phase::Closed);
}

/// Each thing that can be wrong with a keyring is told by its name; none of them is damage.
#[test]
fn a_keyring_that_does_not_serve_is_told_and_the_passphrase_opens() {
    let station = Station::new();
    drop(station.opened().add_keyring(PIN).unwrap());
    for (fault, told) in [
        (RingError::Locked, ErrorCode::KeyringLocked),
        (RingError::Absent, ErrorCode::KeyringAbsent),
        (RingError::Failed, ErrorCode::KeyringFailed),
    ] {
        station.ring.fails(Some(fault));
        station.see_passphrase_page(&[told]);
    }
    station.ring.fails(None);
    station.ring.hang(true);
    station.see_passphrase_page(&[ErrorCode::KeyringSlow]);
    station.ring.hang(false);

    let name = station.ring.names().remove(0);
    let kept = station.ring.kept.lock().unwrap().clone();
    for wrong in [vec![7; 32], vec![7; 31], Vec::new()] {
        station
            .ring
            .kept
            .lock()
            .unwrap()
            .insert(name.clone(), wrong);
        station.see_passphrase_page(&[ErrorCode::KeyringWrong]);
    }
    // Another ring has it not: a new account, a profile made anew, KWallet after GNOME.
    station.ring.kept.lock().unwrap().clear();
    station.see_passphrase_page(&[ErrorCode::KeyringGone]);

    let (app, _, told) = station.started();
    assert_eq!(told, [ErrorCode::KeyringGone]);
    open(&app);
    sign_in(&app);
    assert_eq!(
        app.ways_in().unwrap().unopened.len(),
        1,
        "Settings say it too"
    );
    let ways = app.add_keyring(PIN).unwrap();
    assert!(ways.keyring && ways.unopened.is_empty(), "made anew");
    drop(app);
    assert_ne!(
        *station.ring.kept.lock().unwrap(),
        kept,
        "with another secret"
    );
    assert_eq!(station.started().1, Phase::SignIn);
}

/// How many slots of the keyring there are.
fn slots_of_keyring(station: &Station) -> usize {
    let slots = fs::read_to_string(station.folder.path().join("slots.json")).unwrap();
    slots.matches(r#""kind": "keyring""#).count()
}

/// A secret is to be renewed, and the keyring fails at it: the machine starts by itself tomorrow as it did
/// today, since nothing was said to have changed.
#[test]
fn a_keyring_that_worked_works_after_a_renewal_that_failed() {
    let station = Station::new();
    drop(station.opened().add_keyring(PIN).unwrap());
    let ring = &station.ring;
    let kept = ring.kept.lock().unwrap().clone();
    let app = station.opened();
    *ring.keeps_not.lock().unwrap() = Some(RingError::Failed);
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::KeyringFailed);
    *ring.keeps_not.lock().unwrap() = None;
    *ring.forgets.lock().unwrap() = true;
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::KeyringFailed);
    *ring.forgets.lock().unwrap() = false;
    ring.fails(Some(RingError::Locked));
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::KeyringLocked);
    ring.fails(None);
    drop(app);
    assert_eq!(*ring.kept.lock().unwrap(), kept);
    assert_eq!(slots_of_keyring(&station), 1, "nothing has changed");
    assert_eq!(station.started().1, Phase::SignIn);
}

/// A keyring that was given up may take the secret after all: whichever it holds opens.
#[test]
fn a_keyring_that_takes_a_secret_too_late_opens_all_the_same() {
    let station = Station::new();
    drop(station.opened().add_keyring(PIN).unwrap());
    let ring = &station.ring;
    let kept = ring.kept.lock().unwrap().clone();
    let app = station.opened();
    ring.hold_back(true);
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::KeyringSlow);
    drop(app);
    assert_eq!(station.started().1, Phase::SignIn, "it holds the old one");
    ring.hold_back(false);
    ring.see_kept(2);
    assert_ne!(*ring.kept.lock().unwrap(), kept);
    assert_eq!(station.started().1, Phase::SignIn, "it holds the new one");

    let ways = station.opened().add_keyring(PIN).unwrap();
    assert!(ways.keyring);
    assert_eq!(slots_of_keyring(&station), 1, "one way, one slot");
    assert_eq!(station.started().1, Phase::SignIn);
}

/// A person who comes while the keyring is waited for is quicker than it.
#[test]
fn a_person_does_not_wait_for_a_keyring() {
    let station = Station::new();
    drop(station.opened().add_keyring(PIN).unwrap());
    station.ring.hang(true);
    let app = Arc::new(station.start());
    let other = Arc::clone(&app);
    let waiting = std::thread::spawn(move || other.open_by_itself().unwrap().phase);
    open(&app);
    station.ring.hang(false);
    assert_eq!(
        waiting.join().unwrap(),
        Phase::SignIn,
        "one store, opened once"
    );
}

/// A ring that was reset and a file that was put back from elsewhere are found by one press, before the night on which the
/// machine starts by itself.
#[test]
fn keyring_and_key_file_are_tried_with_one_press() {
    let station = Station::new();
    let path = station.key_file();
    station.set_policy(&format!(r#"{{"keyFile": "{}"}}"#, path.display()));
    let app = station.opened();
    app.add_keyring(PIN).unwrap();
    app.make_key_file(&path).unwrap();
    let now = Some(SUNDAY_TEN);
    assert_eq!(app.ways_in().unwrap().tried.keyring, None);
    assert_eq!(app.try_way(&WayToTry::Keyring).unwrap().tried.keyring, now);
    let ways = app.try_way(&WayToTry::KeyFile).unwrap();
    assert_eq!(ways.tried.key_file, now);

    station.ring.fails(Some(RingError::Locked));
    let tried = app.try_way(&WayToTry::Keyring);
    assert_eq!(code(tried), ErrorCode::KeyringLocked);
    station.ring.fails(None);
    let name = station.ring.names().remove(0);
    station.ring.kept.lock().unwrap().insert(name, vec![7; 32]);
    let tried = app.try_way(&WayToTry::Keyring);
    assert_eq!(code(tried), ErrorCode::KeyringWrong);
    fs::write(&path, "0".repeat(64)).unwrap();
    assert_eq!(
        code(app.try_way(&WayToTry::KeyFile)),
        ErrorCode::KeyFileWrong
    );
    fs::remove_file(&path).unwrap();
    let tried = app.try_way(&WayToTry::KeyFile);
    assert_eq!(code(tried), ErrorCode::KeyFileAbsent);
    let ways = app.ways_in().unwrap();
    assert_eq!(ways.tried.keyring, now, "the last time that it was good");
}

/// A second copy is not told apart from damage by a keyring either.
#[test]
fn a_store_in_use_is_refused_as_ever() {
    let station = Station::new();
    let app = station.opened();
    app.add_keyring(PIN).unwrap();
    let (second, phase, _) = station.started();
    assert_eq!(phase, Phase::Refused);
    drop(app);
    assert_eq!(second.look_again().unwrap().phase, Phase::Opening);
    assert_eq!(second.open_by_itself().unwrap().phase, Phase::SignIn);
}

/// Practising must not touch what opens the real data.
#[test]
fn practice_never_uses_a_keyring() {
    let station = Station::new();
    let app = station.opened();
    app.practice_enter().unwrap();
    let secret = app.app_state().unwrap().practice_pin.unwrap();
    let login = "hilal".into();
    app.sign_in(&app::dto::SignIn { login, secret }).unwrap();
    for answer in [
        app.ways_in().map(drop),
        app.add_keyring(PIN).map(drop),
        app.remove_way(WayIn::Keyring).map(drop),
        app.try_way(&WayToTry::Keyring).map(drop),
        app.make_key_file(&station.key_file()),
    ] {
        let told = code(answer);
        assert!(matches!(
            told,
            ErrorCode::NotInPractice | ErrorCode::NotAllowed
        ));
    }
    assert!(station.ring.names().is_empty() && !station.key_file().exists());
}

/// The organisation names a file of root's; the machine starts by it as long as it is only root's.
#[test]
fn a_machine_starts_by_the_key_file_that_its_policy_names() {
    let station = Station::new();
    let path = station.key_file();
    station.set_policy(&format!(r#"{{"keyFile": "{}"}}"#, path.display()));
    station.see_passphrase_page(&[ErrorCode::KeyFileNotSet]);

    let app = station.opened();
    let before = trail(&app);
    app.make_key_file(&path).unwrap();
    assert_eq!(trail(&app), before + 1, "it leaves a trail");
    assert_eq!(code(app.make_key_file(&path)), ErrorCode::KeyFileThere);
    let nowhere = station.folder.path().join("no/such/folder");
    assert_eq!(
        code(app.make_key_file(&nowhere)),
        ErrorCode::KeyFileUnwritten
    );
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!(metadata.mode() & 0o777, 0o600, "its writer's alone");
    assert_eq!(metadata.len(), 65);
    drop(app);
    assert_eq!(station.started().1, Phase::SignIn);

    for (open_to, told) in [
        (0o644, ErrorCode::KeyFileOpen),
        (0o604, ErrorCode::KeyFileOpen),
        (0o660, ErrorCode::KeyFileOpen),
    ] {
        mode(&path, open_to);
        station.see_passphrase_page(&[told]);
    }
    mode(&path, 0o640);
    assert_eq!(station.started().1, Phase::SignIn, "a group may read it");

    let right = fs::read(&path).unwrap();
    for (text, told) in [
        ("", ErrorCode::KeyFileNotOne),
        ("no key at all", ErrorCode::KeyFileNotOne),
        ("0".repeat(64).as_str(), ErrorCode::KeyFileWrong),
        ("0".repeat(640).as_str(), ErrorCode::KeyFileNotOne),
    ] {
        fs::write(&path, text).unwrap();
        station.see_passphrase_page(&[told]);
    }
    fs::remove_file(&path).unwrap();
    station.see_passphrase_page(&[ErrorCode::KeyFileAbsent]);
    fs::create_dir(&path).unwrap();
    station.see_passphrase_page(&[ErrorCode::KeyFileUnreadable]);
    fs::remove_dir(&path).unwrap();
    fs::write(&path, right).unwrap();
    mode(&path, 0o600);
    let (app, phase, _) = station.started();
    assert_eq!(phase, Phase::SignIn);
    sign_in(&app);
    assert!(!app.remove_way(WayIn::KeyFile).unwrap().key_file);
    assert!(path.exists(), "the administrator's file stays");
}

/// Another account's file could have been put there by anybody.
#[test]
fn a_key_file_of_another_account_is_refused() {
    let station = Station::new();
    let path = station.key_file();
    station.opened().make_key_file(&path).unwrap();
    if std::os::unix::fs::chown(&path, Some(65_534), None).is_err() {
        // Only root gives files away; the mode is judged the same (`policy::trust`).
        return;
    }
    station.set_policy(&format!(r#"{{"keyFile": "{}"}}"#, path.display()));
    station.see_passphrase_page(&[ErrorCode::KeyFileOwner]);
}

/// Where the key file does not serve the keyring is asked, and both are told where neither does.
#[test]
fn the_key_file_comes_before_the_keyring() {
    let station = Station::new();
    station.opened().add_keyring(PIN).unwrap();
    let path = station.key_file();
    station.set_policy(&format!(r#"{{"keyFile": "{}"}}"#, path.display()));
    let (app, phase, told) = station.started();
    assert_eq!(
        (phase, told),
        (Phase::SignIn, vec![ErrorCode::KeyFileNotSet])
    );
    drop(app);
    station.ring.fails(Some(RingError::Locked));
    station.see_passphrase_page(&[ErrorCode::KeyFileNotSet, ErrorCode::KeyringLocked]);
}

/// What the organisation forbids is not asked, and a policy that cannot be read may have forbidden it.
#[test]
fn a_policy_that_forbids_or_is_broken_leaves_the_keyring_alone() {
    let station = Station::new();
    station.opened().add_keyring(PIN).unwrap();
    station.set_policy(r#"{"keyring": false}"#);
    station.see_passphrase_page(&[ErrorCode::SetByPolicy]);
    let app = station.opened();
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::SetByPolicy);
    drop(app);
    station.set_policy(r#"{"keyring": true"#);
    station.see_passphrase_page(&[]);
    let app = station.opened();
    assert_eq!(code(app.add_keyring(PIN)), ErrorCode::PolicySyntax);
    drop(app);
    station.set_policy(r#"{"keyring": true}"#);
    assert_eq!(station.started().1, Phase::SignIn);
}

/// The passphrase was heard by somebody who left: another one opens, the one before nothing.
#[test]
fn the_passphrase_is_changed_in_the_window() {
    let station = Station::new();
    let app = station.opened();
    let before = trail(&app);
    let change = |old: &str, passphrase: &str| {
        let (old, passphrase) = (old.into(), passphrase.into());
        match app.change_passphrase(&ChangedPassphrase { old, passphrase }) {
            Ok(()) => None,
            Err(AppError::Invalid { field, rule, .. }) => Some((field, rule)),
            Err(other) => panic!("{other}"),
        }
    };
    let new = "باب أزرق ونافذة خضراء";
    assert_eq!(change("wrong one", new), Some(("old", Rule::Mismatch)));
    let short = Some(("passphrase", Rule::TooShort));
    assert_eq!(change(PASSPHRASE, "short"), short);
    let same = Some(("passphrase", Rule::SameAsBefore));
    assert_eq!(change(PASSPHRASE, PASSPHRASE), same);
    assert_eq!(trail(&app), before);
    assert_eq!(change(PASSPHRASE, new), None);
    assert_eq!(trail(&app), before + 1, "it leaves a trail");
    drop(app);

    let app = station.start();
    let old = OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    };
    assert_eq!(code(app.open_store(&old)), ErrorCode::WrongPassphrase);
    let new = OpenStore::Passphrase {
        passphrase: new.into(),
    };
    assert_eq!(app.open_store(&new).unwrap().phase, Phase::SignIn);
}
