//! What the centre fixes for all machines of a site: it holds from the moment it was taken, for whoever sits there, and ends
//! when it is taken back; the administrator of a machine has the last word about it.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use app::dto::{AppState, Digits, LocaleCode, LockTimes, NoticeSetting, Preferences};
use app::{AppError, ErrorCode, ErrorDto, PolicyField, PolicyPlace};

use crate::desk::Desk;
use crate::world::Centre;

fn times(lock_min: u32, lock_in_call_min: u32) -> LockTimes {
    LockTimes {
        lock_min,
        lock_in_call_min,
    }
}

fn state(desk: &Desk) -> AppState {
    desk.app.app_state().unwrap()
}

fn lock_times(desk: &Desk) -> LockTimes {
    state(desk).signed_in.unwrap().lock_times
}

fn takes(desk: &Desk, centre: &Centre, policy: &str) {
    let version = centre.publish_policy(policy);
    desk.wait("the policy is taken", |app| {
        let packs = app.link_status().unwrap().packs;
        let policy = packs.into_iter().find(|pack| pack.kind == "policy")?;
        (u64::try_from(policy.version) == Ok(version)).then_some(())
    });
}

fn refused<T: std::fmt::Debug>(answer: Result<T, AppError>) -> Option<String> {
    let error = ErrorDto::from(&answer.expect_err("a refusal was promised"));
    assert_eq!(error.code, ErrorCode::SetByPolicy);
    error.args.get("field").cloned()
}

fn field(field: PolicyField) -> Option<String> {
    Some(field.code().to_owned())
}

/// A ministry shortens the time until a desk locks, in the middle of a working day: no restart, nobody signs in anew, and
/// no one at the desk can change it. What they chose themselves is there again when it ends.
#[test]
fn a_policy_of_the_centre_holds_at_once_and_ends_with_it() {
    let centre = Centre::start();
    let desk = Desk::at(&centre);
    desk.app.set_lock_times(times(4, 30)).unwrap();
    let chosen = |locale, digits| Preferences { locale, digits };
    let (arabic, english) = (LocaleCode::Ar, LocaleCode::En);
    assert!(state(&desk).policy.locked.is_empty());

    takes(
        &desk,
        &centre,
        r#"{"lockMin": 1, "language": "en", "digits": "arab", "notifications": false}"#,
    );
    let now = state(&desk);
    let signed_in = now.signed_in.unwrap();
    assert_eq!(signed_in.lock_times, times(1, 30));
    assert_eq!(
        (signed_in.locale, signed_in.digits),
        (english, Digits::Arab)
    );
    let all = [
        PolicyField::LockMin,
        PolicyField::Language,
        PolicyField::Digits,
        PolicyField::Notifications,
    ];
    assert_eq!(
        (
            now.policy.locked.as_slice(),
            now.policy.by_centre.as_slice()
        ),
        (&all[..], &all[..])
    );
    assert_eq!(
        refused(desk.app.set_lock_times(times(5, 30))),
        field(PolicyField::LockMin)
    );
    assert_eq!(
        refused(desk.app.set_preferences(chosen(arabic, Digits::Arab))),
        field(PolicyField::Language)
    );
    assert!(!desk.app.notice_setting().unwrap().shown);
    assert_eq!(
        refused(desk.app.set_notices(NoticeSetting { shown: true })),
        field(PolicyField::Notifications)
    );
    let set = desk.app.set_lock_times(times(1, 40)).unwrap();
    assert_eq!(
        set.lock_times,
        times(1, 40),
        "the other one is the machine's"
    );

    desk.app.sign_out().unwrap();
    let station = state(&desk);
    assert_eq!(
        (station.locale, station.digits),
        (english, Digits::Arab),
        "for whoever comes next too"
    );
    nida_tests::machine::sign_in(&desk.app).unwrap();
    assert_eq!(lock_times(&desk), times(1, 40));

    takes(&desk, &centre, r#"{"digits": "arab"}"#);
    assert_eq!(
        lock_times(&desk),
        times(4, 40),
        "each has its own choice again"
    );
    let now = state(&desk);
    assert_eq!(now.signed_in.unwrap().locale, arabic);
    assert_eq!(now.policy.locked, [PolicyField::Digits]);
    desk.app
        .set_preferences(chosen(english, Digits::Arab))
        .unwrap();
    takes(&desk, &centre, "{}");
    let now = state(&desk).signed_in.unwrap();
    assert_eq!((now.locale, now.digits), (english, Digits::Latn));
    assert!(
        desk.app
            .set_notices(NoticeSetting { shown: true })
            .unwrap()
            .shown
    );
}

fn write(folder: &Path, text: &str) -> PolicyPlace {
    let path = folder.join("policy.json");
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let owner = fs::metadata(&path).unwrap().uid();
    PolicyPlace { path, owner }
}

/// Who administers a machine knows what it stands for: their file counts, key by key, and the rest is the centre's.
#[test]
fn the_policy_file_of_a_machine_counts_before_the_centres() {
    let centre = Centre::start();
    let folder = tempfile::tempdir().unwrap();
    let place = write(folder.path(), r#"{"lockMin": 9, "language": "ar"}"#);
    let desk = Desk::under(&centre, place);
    assert_eq!(lock_times(&desk), times(9, 15));
    takes(
        &desk,
        &centre,
        r#"{"lockMin": 2, "lockInCallMin": 6, "language": "en", "digits": "arab"}"#,
    );
    assert_eq!(
        lock_times(&desk),
        times(9, 9),
        "never sooner in a call than without one"
    );
    let now = state(&desk);
    let signed_in = now.signed_in.unwrap();
    assert_eq!(
        (signed_in.locale, signed_in.digits),
        (LocaleCode::Ar, Digits::Arab)
    );
    assert_eq!(
        now.policy.by_centre,
        [PolicyField::LockInCallMin, PolicyField::Digits]
    );
    assert_eq!(now.policy.locked.len(), 4);
}
