//! `nidactl doctor` as a server room asks it every hour, and as a person does: beside the open window, and with it closed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::station::{PASSPHRASE, PIN, at_work, log_call, said};

/// Nobody is there to be asked: what is not in the environment is not known.
fn doctor(folder: &Path, more: &[&str], passphrase: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nidactl"));
    command
        .arg("doctor")
        .args(more)
        .arg("--data")
        .arg(folder)
        .env_remove("NIDA_PASSPHRASE")
        .env("NIDA_SECRET", PIN)
        .stdin(std::process::Stdio::null());
    if let Some(passphrase) = passphrase {
        command.env("NIDA_PASSPHRASE", passphrase);
    }
    command.output().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)))
}

fn has(found: &serde_json::Value, code: &str) -> bool {
    let findings = found["findings"].as_array().unwrap();
    findings.iter().any(|finding| finding["code"] == code)
}

/// The window stands open all day: monitoring looks beside it, and what is found decides how it ends.
#[test]
fn what_is_found_decides_how_it_ends() {
    let place = tempfile::tempdir().unwrap();
    // Made where there was none, it is its owner's alone.
    let folder = place.path().join("data");
    let app = at_work(&folder);
    let before = app.verify_journal().unwrap();

    let outside = doctor(&folder, &["--json"], None);
    let found = json(&outside);
    assert!(has(&found, "store_in_use") && has(&found, "store_closed"));
    assert!(!has(&found, "journal_head"), "{found:#}");
    assert_eq!(found["level"], "warning", "{found:#}");
    assert_eq!(outside.status.code(), Some(1), "no backup was made yet");

    app.make_backup(app::dto::BackupTo::Own).unwrap();
    let within = doctor(&folder, &["--json"], Some(PASSPHRASE));
    let found = json(&within);
    assert!(has(&found, "store_opens") && has(&found, "journal_head"));
    assert!(has(&found, "version_webview_unknown") && has(&found, "backups_last"));
    assert_eq!(found["thorough"], false);
    // A machine of developers may stand in another zone.
    let zone = has(&found, "clock_other_zone");
    assert_eq!(within.status.code(), Some(i32::from(zone)), "{found:#}");
    log_call(&app, 2);
    assert_eq!(
        app.verify_journal().unwrap().links,
        before.links + 1,
        "looking wrote nothing"
    );

    drop(app);
    fs::rename(folder.join("slots.json"), folder.join("away")).unwrap();
    let faulty = doctor(&folder, &["--json"], Some(PASSPHRASE));
    assert_eq!(faulty.status.code(), Some(2), "{}", said(&faulty));
    assert!(has(&json(&faulty), "slots_unreadable"));
}

/// All is read for whoever may have the journal checked, and for nobody else.
#[test]
fn a_thorough_look_asks_who_wants_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = at_work(folder.path());
    app.make_backup(app::dto::BackupTo::Own).unwrap();
    let deep = |login: &str| {
        let more = ["--deep", "--json", "--login", login];
        doctor(folder.path(), &more, Some(PASSPHRASE))
    };
    let found = json(&deep("maryam"));
    for code in ["store_pages_whole", "journal_whole", "backups_whole"] {
        assert!(has(&found, code), "{code}: {found:#}");
    }
    assert_eq!(found["thorough"], true);
    let agent = deep("said");
    assert_eq!(agent.status.code(), Some(4), "{}", said(&agent));
    assert!(said(&agent).contains("not_allowed"), "{}", said(&agent));
    let wrong = doctor(folder.path(), &[], Some("not the passphrase"));
    assert_eq!(wrong.status.code(), Some(4), "{}", said(&wrong));
    assert!(said(&wrong).contains("wrong_passphrase"));
}

/// A person reads it in the language of the station, with what to do; a script reads the codes in the same line.
#[test]
fn it_is_told_in_the_language_of_the_station() {
    let folder = tempfile::tempdir().unwrap();
    drop(at_work(folder.path()));
    let told = said(&doctor(folder.path(), &[], Some(PASSPHRASE)));
    for words in [
        "البيانات تُفتح",
        "(store_opens)",
        "المطلوب:",
        "ثمة ما يحتاج إلى متابعة",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let station = folder.path().join("station.json");
    let english = fs::read_to_string(&station)
        .unwrap()
        .replace("\"ar\"", "\"en\"");
    fs::write(&station, english).unwrap();
    let told = said(&doctor(folder.path(), &[], Some(PASSPHRASE)));
    for words in [
        "The data open.",
        "(store_opens)",
        "What to do:",
        "Something needs to be looked after",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// Monitoring must not take a mistake in its own line for a finding.
#[test]
fn what_is_asked_wrongly_is_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = doctor(folder.path(), &["--deeper"], None);
    assert_eq!(wrong.status.code(), Some(64), "{}", said(&wrong));
    let help = doctor(folder.path(), &["--help"], None);
    assert_eq!(help.status.code(), Some(0));
    assert!(said(&help).contains("Ends with 0 when all is well"));
}
