//! The condition of a machine: each thing that can be wrong is made so on a real store, and found.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::clock::{Clock, SetClock};
use app::dto::{
    ChangedPassphrase, Condition, Finding, FindingArea, FindingCode, FindingLevel, OpenStore,
    RecoveredSecret, SaveAs, SignIn,
};
use app::{App, Config, ErrorCode, ErrorDto};
use common::*;
use domain::id::Millis;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

fn at_work() -> Machine {
    let machine = machine();
    owners_alone(machine.folder.path());
    machine.sign_in("maryam");
    log(&machine, 1);
    machine
}

/// As the application makes its folder where there is none.
fn owners_alone(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
}

fn log(machine: &Machine, n: u8) {
    let logged = machine.app.log_call(&query_form(n), SaveAs::ByRule);
    logged.unwrap();
}

/// Closed, as it lies there when nobody has it open.
fn closed(machine: Machine) -> (tempfile::TempDir, App) {
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock));
    (folder, app)
}

fn passphrase() -> OpenStore {
    OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    }
}

fn maryam() -> SignIn {
    SignIn {
        login: "maryam".into(),
        secret: PIN.into(),
    }
}

fn look(app: &App) -> Condition {
    app.condition(None).unwrap()
}

fn codes(condition: &Condition) -> Vec<FindingCode> {
    condition.findings.iter().map(|one| one.code).collect()
}

fn found(condition: &Condition, code: FindingCode) -> Option<&Finding> {
    condition.findings.iter().find(|one| one.code == code)
}

/// What was found, which must be there.
fn must(condition: &Condition, code: FindingCode) -> &Finding {
    found(condition, code).unwrap_or_else(|| panic!("{code:?} is not among {condition:#?}"))
}

fn lacks(condition: &Condition, code: FindingCode) {
    assert!(found(condition, code).is_none(), "{condition:#?}");
}

fn arg<'a>(finding: &'a Finding, name: &str) -> &'a str {
    &finding.args[name]
}

fn only_folder_in(folder: &Path) -> PathBuf {
    let mut found = fs::read_dir(folder).unwrap();
    found.next().unwrap().unwrap().path()
}

fn beside(app: &App) -> Condition {
    app.condition_beside(Some(&passphrase())).unwrap()
}

fn deep(app: &App) -> Condition {
    let checked = app.check_condition_beside(&passphrase(), &maryam(), &|_| true);
    checked.unwrap().unwrap()
}

/// Turns over a byte of a file.
fn damage(path: &Path, at: u64) {
    let mut bytes = fs::read(path).unwrap();
    bytes[usize::try_from(at).unwrap()] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// Nobody is sent after a machine at which all is well.
#[test]
fn a_machine_at_which_all_is_well_is_told_so() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let condition = look(&machine.app);
    assert_eq!(condition.level, FindingLevel::Note, "{condition:#?}");
    for code in [
        FindingCode::StoreOpens,
        FindingCode::JournalHead,
        FindingCode::SlotsPassphrase,
        FindingCode::SlotsCode,
        FindingCode::SlotsBackupsSame,
        FindingCode::BackupsLast,
        FindingCode::BackupsSecondUnset,
        FindingCode::DiskRoom,
        FindingCode::ClockUnmeasured,
        FindingCode::ClockZone,
        FindingCode::CentreNone,
        FindingCode::PolicyNone,
        FindingCode::VersionProgram,
        FindingCode::VersionSchema,
        FindingCode::VersionDatabase,
        FindingCode::VersionFold,
        FindingCode::VersionBuiltIn,
    ] {
        must(&condition, code);
    }
    let webview = machine.app.condition(Some("2.50".into())).unwrap();
    let webview = must(&webview, FindingCode::VersionWebview);
    assert_eq!(arg(webview, "name"), "2.50");
}

/// All data and the newest backup are read, and what is found says so.
#[test]
fn a_thorough_check_says_that_all_is_whole() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let condition = machine.app.check_condition(None).unwrap().unwrap();
    assert!(condition.thorough);
    for code in [
        FindingCode::StorePagesWhole,
        FindingCode::JournalWhole,
        FindingCode::BackupsWhole,
    ] {
        must(&condition, code);
    }
    assert_eq!(
        machine.app.condition_progress().unwrap(),
        None,
        "it is over"
    );
    assert!(!look(&machine.app).thorough);

    // An auditor has the journal checked; backups are for those who make them.
    machine.add(&person("audits", &["auditor"]));
    machine.app.sign_out().unwrap();
    machine.sign_in("audits");
    let condition = machine.app.check_condition(None).unwrap().unwrap();
    must(&condition, FindingCode::JournalWhole);
    must(&condition, FindingCode::BackupsNotRead);
    lacks(&condition, FindingCode::BackupsWhole);
}

/// Whoever wants it to end does not wait for all of it.
#[test]
fn a_thorough_check_ends_where_it_is_wanted() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let (_folder, app) = closed(machine);
    let stopped = app.check_condition_beside(&passphrase(), &maryam(), &|_| false);
    assert_eq!(stopped.unwrap(), None);
    let backups = |far: app::dto::ConditionProgress| far.area != FindingArea::Backups;
    let stopped = app.check_condition_beside(&passphrase(), &maryam(), &backups);
    assert_eq!(stopped.unwrap(), None, "also among the backups");
}

/// On a machine of many accounts the folder is its owner's alone.
#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let machine = at_work();
    lacks(&look(&machine.app), FindingCode::StoreOpenToOthers);
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = machine.folder.path();
    open(folder, 0o755);
    open(&folder.join("slots.json"), 0o644);
    let condition = look(&machine.app);
    let told = must(&condition, FindingCode::StoreOpenToOthers);
    assert_eq!((arg(told, "count"), arg(told, "name")), ("2", "folder"));
    assert_eq!(condition.level, FindingLevel::Warning);
}

/// What is left of something that broke off is told apart from what somebody put there, and from what a store of before
/// left.
#[test]
fn what_lies_beside_the_store_is_told() {
    let machine = at_work();
    let folder = machine.folder.path();
    for name in [
        "nida.db-wal.aside-1",
        "slots-kept-1.json",
        "slots.json.new",
        "restored",
        "photo.jpg",
    ] {
        fs::write(folder.join(name), "x").unwrap();
    }
    fs::create_dir(folder.join("being-made")).unwrap();
    fs::create_dir_all(folder.join("backups/replaced-1")).unwrap();
    let condition = look(&machine.app);
    for (code, level) in [
        (FindingCode::StoreWalAside, FindingLevel::Warning),
        (FindingCode::StoreSlotsAside, FindingLevel::Note),
        (FindingCode::StoreHalfReplaced, FindingLevel::Note),
        (FindingCode::StoreHalfMade, FindingLevel::Note),
        (FindingCode::StoreBeingRestored, FindingLevel::Note),
        (FindingCode::StoreSetAside, FindingLevel::Note),
        (FindingCode::StoreStrange, FindingLevel::Note),
    ] {
        let told = must(&condition, code);
        assert_eq!((told.level, arg(told, "count")), (level, "1"), "{code:?}");
    }
}

/// Nobody has the passphrase at hand, or the store does not open: what can be seen is told all the same.
#[test]
fn a_closed_store_is_told_of_as_far_as_it_can_be_seen() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let (folder, app) = closed(machine);
    let outside = app.condition_beside(None).unwrap();
    for code in [
        FindingCode::StoreClosed,
        FindingCode::SlotsPassphrase,
        FindingCode::SlotsBackupsSame,
        FindingCode::BackupsLast,
        FindingCode::DiskRoom,
    ] {
        must(&outside, code);
    }
    assert!(
        outside
            .findings
            .iter()
            .all(|one| !matches!(one.area, FindingArea::Journal | FindingArea::Centre)),
        "{outside:#?}"
    );
    let within = beside(&app);
    must(&within, FindingCode::StoreOpens);
    must(&within, FindingCode::JournalHead);
    let wrong = OpenStore::Passphrase {
        passphrase: "another one altogether".into(),
    };
    let wrong = ErrorDto::from(&app.condition_beside(Some(&wrong)).unwrap_err());
    assert_eq!(wrong.code, ErrorCode::WrongPassphrase);

    fs::rename(folder.path().join("slots.json"), folder.path().join("gone")).unwrap();
    let condition = app.condition_beside(Some(&passphrase())).unwrap();
    must(&condition, FindingCode::SlotsUnreadable);
    must(&condition, FindingCode::BackupsLast);
    assert_eq!(condition.level, FindingLevel::Fault);

    let nowhere = App::start(Config {
        data_folder: folder.path().join("nowhere"),
        ..config(folder.path(), Arc::new(SetClock::at(Millis(SUNDAY_TEN))))
    });
    let condition = nowhere.condition_beside(None).unwrap();
    must(&condition, FindingCode::StoreFolderUnreadable);
}

/// Before the first start there is nothing that could be wrong.
#[test]
fn a_machine_that_was_never_started_has_no_store() {
    let machine = empty_machine();
    owners_alone(machine.folder.path());
    let condition = look(&machine.app);
    must(&condition, FindingCode::StoreNone);
    assert_eq!(condition.level, FindingLevel::Note, "{condition:#?}");
}

/// A disk that rots is met by whoever reads all of it; a look, which reads pages here and there, may not see it.
#[test]
fn a_damaged_page_is_found_by_a_thorough_check() {
    let machine = at_work();
    let (folder, app) = closed(machine);
    let file = folder.path().join("nida.db");
    let pages = fs::metadata(&file).unwrap().len() / 4096;
    assert!(
        pages > 130,
        "{pages}: some are not looked at when it is opened"
    );
    let is_looked_at = |page: u64| (0..64).any(|at| at * (pages - 1) / 63 == page);
    // From the end, where no page lies that everybody reads.
    let hidden = (0..pages - 1).rev().find(|page| !is_looked_at(*page));
    damage(&file, hidden.unwrap() * 4096 + 1000);
    let condition = deep(&app);
    must(&condition, FindingCode::StorePagesDamaged);
    lacks(&condition, FindingCode::JournalWhole);
    assert_eq!(condition.level, FindingLevel::Fault);

    let looked_at = (1..pages).rev().find(|page| is_looked_at(*page));
    damage(&file, looked_at.unwrap() * 4096 + 1000);
    let condition = beside(&app);
    let refused = must(&condition, FindingCode::StoreRefused);
    let problem = refused.problem.as_ref().unwrap();
    assert_eq!(problem.code, ErrorCode::StoreDamaged);
}

/// A week in which the machine stood in a cupboard, and one in which nothing was logged.
#[test]
fn an_old_backup_is_told_where_something_came_since() {
    let machine = at_work();
    must(&look(&machine.app), FindingCode::BackupsNone);
    machine.app.back_up_when_due();
    machine.later(5 * DAY_MS);
    must(&look(&machine.app), FindingCode::BackupsLast);
    log(&machine, 2);
    let condition = look(&machine.app);
    let old = must(&condition, FindingCode::BackupsOld);
    assert_eq!(arg(old, "days"), "5");
    assert_eq!(arg(old, "at"), SUNDAY_TEN.to_string());
    let (_folder, app) = closed(machine);
    must(&beside(&app), FindingCode::BackupsOld);
}

/// The stick was away when somebody's passphrase was taken from them; and then it is back.
#[test]
fn a_second_place_is_told_of_while_it_is_away_and_once_it_is_back() {
    let machine = at_work();
    let app = &machine.app;
    let stick = tempfile::tempdir().unwrap();
    let path = stick.path().to_string_lossy().into_owned();
    app.set_backup_place(Some(&path)).unwrap();
    must(&look(app), FindingCode::BackupsSecondNone);
    app.back_up_when_due();
    let condition = look(app);
    must(&condition, FindingCode::BackupsSecondLast);
    must(&condition, FindingCode::DiskSecondRoom);

    let (there, home) = (only_folder_in(stick.path()), stick.path().join("home"));
    fs::rename(&there, &home).unwrap();
    log(&machine, 2);
    machine.later(DAY_MS);
    app.back_up_when_due();
    app.change_passphrase(&ChangedPassphrase {
        old: PASSPHRASE.into(),
        passphrase: "ثماني نخلات خلف الحصن".into(),
    })
    .unwrap();
    let condition = look(app);
    let unseen = must(&condition, FindingCode::BackupsSecondUnseen);
    assert_eq!(
        unseen.problem.as_ref().map(|problem| problem.code),
        Some(ErrorCode::BackupPlace)
    );
    must(&condition, FindingCode::BackupsSecondFailed);
    fs::rename(&home, &there).unwrap();
    let condition = look(app);
    let behind = must(&condition, FindingCode::SlotsBackupsBehind);
    assert_eq!(arg(behind, "count"), "1");

    // Another place is chosen, and the stick lies in a drawer.
    let other = tempfile::tempdir().unwrap();
    app.set_backup_place(Some(&other.path().to_string_lossy()))
        .unwrap();
    must(&look(app), FindingCode::SlotsAwayBehind);
    machine.later(5 * DAY_MS);
    log(&machine, 3);
    app.set_backup_place(Some(&path)).unwrap();
    must(&look(app), FindingCode::BackupsSecondOld);
}

/// What lies there and is no backup of these data, or opens by nothing.
#[test]
fn backups_that_are_no_help_are_told_apart() {
    let machine = at_work();
    machine.app.back_up_when_due();
    machine.later(DAY_MS);
    log(&machine, 2);
    machine.app.back_up_when_due();
    let place = machine.folder.path().join("backups");
    let mut folders: Vec<PathBuf> = fs::read_dir(&place)
        .unwrap()
        .map(|one| one.unwrap().path())
        .collect();
    folders.sort();
    fs::write(folders[1].join("slots.json"), "nonsense").unwrap();
    fs::create_dir(place.join("000009-20261122T060000Z-daily.new")).unwrap();
    let condition = look(&machine.app);
    let unreadable = must(&condition, FindingCode::SlotsBackupsUnreadable);
    assert_eq!(unreadable.level, FindingLevel::Fault);
    must(&condition, FindingCode::BackupsUnfinished);
    let last = must(&condition, FindingCode::BackupsLast);
    assert_eq!(
        arg(last, "days"),
        "1",
        "the one before it is the last that opens"
    );

    let other = at_work();
    other.app.back_up_when_due();
    let foreign = only_folder_in(&other.folder.path().join("backups"));
    fs::copy(foreign.join("slots.json"), folders[1].join("slots.json")).unwrap();
    must(&look(&machine.app), FindingCode::BackupsForeign);
}

/// A backup is worth what can be read of it.
#[test]
fn a_backup_that_rots_is_found_by_a_thorough_check() {
    let machine = at_work();
    machine.app.back_up_when_due();
    let backup = only_folder_in(&machine.folder.path().join("backups"));
    damage(&backup.join("nida.db"), 40 * 4096 + 9);
    must(&look(&machine.app), FindingCode::BackupsLast);
    let condition = machine.app.check_condition(None).unwrap().unwrap();
    let broken = must(&condition, FindingCode::BackupsBroken);
    assert_eq!(arg(broken, "what"), "page");
    must(&condition, FindingCode::JournalWhole);
    let (_folder, app) = closed(machine);
    must(&deep(&app), FindingCode::BackupsBroken);
}

/// A clock of before: a battery that is empty, a summer time that Oman has not got.
#[test]
fn a_clock_that_cannot_be_right_is_told() {
    struct Elsewhere;
    impl Clock for Elsewhere {
        fn now(&self) -> Millis {
            Millis(SUNDAY_TEN)
        }
        fn zone_min(&self) -> i32 {
            -300
        }
        fn since_start_ms(&self) -> u64 {
            0
        }
    }
    let machine = at_work();
    lacks(&look(&machine.app), FindingCode::ClockBeforeNewest);
    machine.later(-HOUR_MS);
    let condition = look(&machine.app);
    let before = must(&condition, FindingCode::ClockBeforeNewest);
    assert_eq!(arg(before, "at"), SUNDAY_TEN.to_string());

    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(Config {
        clock: Arc::new(Elsewhere),
        ..config(folder.path(), clock)
    });
    let condition = app.condition_beside(None).unwrap();
    let zone = must(&condition, FindingCode::ClockOtherZone);
    assert_eq!(arg(zone, "minutes"), "-300");
}

/// Somebody sat at the first page and tried codes.
#[test]
fn wrong_recovery_codes_are_told() {
    let machine = at_work();
    machine.app.sign_out().unwrap();
    for _ in 0..2 {
        let tried = machine.app.recover_secret(&RecoveredSecret {
            login: "maryam".into(),
            code: "0000".into(),
            secret: PIN.into(),
        });
        tried.unwrap_err();
    }
    let condition = look(&machine.app);
    let tried = must(&condition, FindingCode::SlotsCodeTried);
    assert_eq!(arg(tried, "count"), "2");
}

/// A policy holds, or it does not and everybody should know.
#[cfg(unix)]
#[test]
fn a_policy_is_told_of_whether_it_holds_or_not() {
    use std::os::unix::fs::MetadataExt as _;

    use app::PolicyPlace;

    let Machine { folder, clock, app } = at_work();
    drop(app);
    let path = folder.path().join("policy.json");
    let condition = |text: &str| {
        fs::write(&path, text).unwrap();
        let app = App::start(Config {
            policy: Some(PolicyPlace {
                path: path.clone(),
                owner: fs::metadata(folder.path()).unwrap().uid(),
            }),
            ..config(folder.path(), Arc::clone(&clock))
        });
        app.condition_beside(None).unwrap()
    };
    let holds = condition("{ \"lockMin\": 3, \"language\": \"ar\" }");
    let holds = must(&holds, FindingCode::PolicyInForce).clone();
    assert_eq!(arg(&holds, "count"), "2");
    let broken = condition("{ \"lockMinutes\": 3 }");
    let broken = must(&broken, FindingCode::PolicyNotTaken);
    let problem = broken.problem.as_ref().unwrap();
    assert_eq!(problem.code, ErrorCode::PolicyUnknownKey);
}

/// It is copied into letters and monitoring: nobody is in it.
#[test]
fn nothing_of_anybody_is_in_it() {
    let machine = at_work();
    let texts = [
        format!("{:?}", look(&machine.app)),
        machine.app.condition_in_words(&look(&machine.app)),
        machine.app.diagnostics().unwrap(),
    ];
    let folder = machine.folder.path().to_string_lossy().into_owned();
    for text in texts {
        for planted in ["maryam", "موظف", "9912", "٩٩١٢", "تطعيم", "مسقط", &folder]
        {
            assert!(!text.contains(planted), "{planted} in {text}");
        }
    }
    assert!(codes(&look(&machine.app)).len() > 15);
}

/// What opens the data is told by its ways, also one that only a later program knows.
#[test]
fn the_ways_in_are_told() {
    let machine = at_work();
    let keys = tempfile::tempdir().unwrap();
    machine.app.make_key_file(&keys.path().join("key")).unwrap();
    let condition = look(&machine.app);
    for code in [
        FindingCode::SlotsPassphrase,
        FindingCode::SlotsCode,
        FindingCode::SlotsKeyFile,
    ] {
        must(&condition, code);
    }
    let (folder, app) = closed(machine);
    let path = folder.path().join("slots.json");
    let slots = fs::read_to_string(&path).unwrap();
    let kind = |of: &str, to: &str| {
        let changed = slots.replace(&format!("\"{of}\""), &format!("\"{to}\""));
        assert_ne!(changed, slots);
        fs::write(&path, changed).unwrap();
        app.condition_beside(None).unwrap()
    };
    let without = kind("recovery_code", "smart_card");
    must(&without, FindingCode::SlotsNoCode);
    let unknown = must(&without, FindingCode::SlotsUnknown);
    assert_eq!(arg(unknown, "count"), "1");
    must(&kind("passphrase", "other"), FindingCode::SlotsNoPassphrase);
    must(&kind("key_file", "keyring"), FindingCode::SlotsKeyring);
}
