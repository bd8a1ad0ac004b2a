//! The condition of a machine that has a centre: whether it answers, what waits, whose clock is right; in the window, and at
//! a command line beside it.

use std::path::Path;
use std::sync::Arc;

use app::ErrorCode;
use app::clock::SetClock;
use app::dto::{Condition, Finding, FindingCode, OpenStore, SaveAs};
use domain::id::Millis;
use nida_tests::machine::{PASSPHRASE, SUNDAY_TEN, id, query_form, start};

use crate::desk::Desk;
use crate::line::Mood;
use crate::world::Centre;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

fn log(desk: &Desk, n: u8) {
    let form = query_form(id(SUNDAY_TEN, [n; 10]), SUNDAY_TEN);
    desk.app.log_call(&form, SaveAs::ByRule).unwrap();
}

fn found(condition: &Condition, code: FindingCode) -> Option<Finding> {
    let mut findings = condition.findings.iter();
    findings.find(|one| one.code == code).cloned()
}

/// Waits until that is found.
fn until(desk: &Desk, code: FindingCode) -> Finding {
    desk.wait("it is found", |app| {
        found(&app.condition(None).unwrap(), code)
    })
}

/// As the command line looks at a machine whose window was closed, by a clock that shows that instant.
fn closed(folder: &Path, now: i64) -> Condition {
    let other = start(folder, Arc::new(SetClock::at(Millis(now))));
    let passphrase = PASSPHRASE.to_owned();
    let open = OpenStore::Passphrase { passphrase };
    other.condition_beside(Some(&open)).unwrap()
}

/// A centre that answers, one that is away for days, and one that has cut the machine off.
#[test]
fn how_it_stands_with_the_centre_is_told() {
    let centre = Centre::start();
    centre.clock.forward(2 * HOUR_MS);
    let desk = Desk::at(&centre);
    log(&desk, 1);
    desk.sent();
    for code in [
        FindingCode::CentreConnected,
        FindingCode::CentreLast,
        FindingCode::JournalSent,
        FindingCode::JournalAgrees,
    ] {
        until(&desk, code);
    }
    let behind = until(&desk, FindingCode::ClockBehind);
    assert!(["119", "120"].contains(&behind.args["minutes"].as_str()));

    desk.line.set(Mood::Refuses);
    log(&desk, 2);
    until(&desk, FindingCode::CentreAway);
    let waits = until(&desk, FindingCode::JournalWaits);
    assert_eq!(waits.args["count"], "1");

    let Desk { app, line, folder } = desk;
    drop(app);
    let away = closed(folder.path(), SUNDAY_TEN + 2 * DAY_MS);
    for code in [FindingCode::CentreAway, FindingCode::JournalWaitsLong] {
        assert!(found(&away, code).is_some(), "{code:?}: {away:#?}");
    }
    line.set(Mood::Carries);
    let there = closed(folder.path(), SUNDAY_TEN);
    for code in [
        FindingCode::CentreConnected,
        FindingCode::ClockBehind,
        FindingCode::JournalAgrees,
    ] {
        assert!(found(&there, code).is_some(), "{code:?}: {there:#?}");
    }
    // Nobody has the window open for a day: what could not be asked is said, and nothing is renewed.
    centre.clock.forward(centre::TOKEN_LIFE_MS + HOUR_MS);
    let old = closed(folder.path(), SUNDAY_TEN);
    assert!(
        found(&old, FindingCode::CentreTokenOld).is_some(),
        "{old:#?}"
    );
}

/// A machine that was cut off keeps everything, and somebody has to do something about it.
#[test]
fn a_machine_that_was_cut_off_is_told_so() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    desk.sent();
    let machine = centre.machines()[0].id;
    centre.revoke(machine);
    log(&desk, 1);
    let refuses = until(&desk, FindingCode::CentreRefuses);
    let problem = refuses.problem.unwrap();
    assert_eq!(problem.code, ErrorCode::CentreRefused);
    let Desk { app, folder, .. } = desk;
    drop(app);
    let seen = closed(folder.path(), SUNDAY_TEN);
    assert!(
        found(&seen, FindingCode::CentreRefuses).is_some(),
        "{seen:#?}"
    );
}
