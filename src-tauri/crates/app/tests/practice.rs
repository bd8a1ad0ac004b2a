//! Practising: made whole or begun anew, and nothing of it touches the real store or its window.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use std::path::Path;
use std::sync::{Arc, Mutex};

use app::clock::SetClock;
use app::dto::{Digits, LinkStatus, LocaleCode, Preferences, SignIn};
use app::{App, Config, Filling, StoreCost};
use common::*;
use domain::id::{ActId, Millis, UserId};
use domain::role::Role;
use store::{Folder, NewStore, Stamp, Store, random};

const PRACTICE_PASSPHRASE: &str = "practice makes perfect";
const ENGLISH: Preferences = Preferences {
    locale: LocaleCode::En,
    digits: Digits::Latn,
};

/// A practice store as a power cut leaves it while it is being filled.
fn half_filled(folder: &Path) {
    let new = NewStore {
        passphrase: PRACTICE_PASSPHRASE.to_owned().into(),
        cost: StoreCost::PRACTICE_ONLY,
        code: None,
        settings: vec![],
    };
    let stamp = Stamp {
        act: ActId::new(Millis(SUNDAY_TEN), random().unwrap()),
        actor: UserId::from_bytes([1; 16]),
        role: Role::Administrator,
        at: Millis(SUNDAY_TEN),
        zone_min: 240,
        since_start_ms: 0,
        skew_ms: None,
    };
    let place = Folder::at(folder.join("practice"));
    let made = Store::create_with(&place, &new, stamp, |_| Ok::<_, app::AppError>(()));
    let (store, _) = made.unwrap();
    let filling = Filling {
        seed: 1,
        calls: 7,
        until: Millis(SUNDAY_TEN),
    };
    app::fill(&store, filling, |_| {}).unwrap();
}

fn sign_in_to_practice(app: &App) {
    app.sign_in(&SignIn {
        login: "hilal".into(),
        secret: app.app_state().unwrap().practice_pin.unwrap(),
    })
    .unwrap();
}

fn calls_to_practise_on(app: &App) -> u32 {
    sign_in_to_practice(app);
    let calls = app.shifts().unwrap().iter().map(|shift| shift.calls).sum();
    app.sign_out().unwrap();
    calls
}

/// A power cut while the samples are written must not leave half a practice store for good; and what
/// is thrown away for it is the practice folder and nothing beside it.
#[test]
fn a_practice_store_that_was_broken_off_is_begun_anew() {
    let machine = machine();
    machine.sign_in("maryam");
    let call = machine
        .app
        .log_call(&query_form(1), app::dto::SaveAs::ByRule)
        .unwrap();
    half_filled(machine.folder.path());
    std::fs::write(machine.folder.path().join("practice.txt"), "mine").unwrap();

    machine.app.practice_enter().unwrap();
    assert!(
        calls_to_practise_on(&machine.app) > 500,
        "there is all of it to practise on"
    );
    machine.app.practice_leave().unwrap();
    assert!(machine.folder.path().join("practice.txt").exists());
    machine.sign_in("maryam");
    assert!(
        machine.app.call(&call.row.id).is_ok(),
        "the real store stands"
    );

    // Filled to its end it is opened and not made anew: what was practised is still there.
    machine.app.practice_enter().unwrap();
    sign_in_to_practice(&machine.app);
    machine
        .app
        .log_call(&query_form(2), app::dto::SaveAs::ByRule)
        .unwrap();
    machine.app.practice_leave().unwrap();
    machine.app.practice_enter().unwrap();
    sign_in_to_practice(&machine.app);
    assert!(machine.app.call(&new_id(2)).is_ok());
}

/// The button is pressed twice while the samples are being written.
#[test]
fn entering_twice_at_once_is_entering_once() {
    let machine = machine();
    std::thread::scope(|scope| {
        let presses: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| machine.app.practice_enter()))
            .collect();
        for press in presses {
            assert!(press.join().unwrap().unwrap().practice);
        }
    });
    assert!(calls_to_practise_on(&machine.app) > 500);
}

/// The PIN of the practice people stands on their page: whoever knows it must not be led back into the session
/// of somebody who has the right to read calls.
#[test]
fn whoever_leaves_practice_meets_a_locked_machine() {
    let machine = machine();
    machine.sign_in("maryam");
    machine.app.practice_enter().unwrap();
    sign_in_to_practice(&machine.app);
    let state = machine.app.practice_leave().unwrap();
    assert!(state.signed_in.is_none() && state.locked.is_some());
    assert!(machine.app.shifts().is_err());
    machine.sign_in("maryam");
    machine.app.shifts().unwrap();
}

/// Whoever tries the other language out changes nothing for the colleagues at the real station.
#[test]
fn the_language_of_practice_is_not_the_stations() {
    let machine = machine();
    machine.app.practice_enter().unwrap();
    let state = machine.app.set_preferences(ENGLISH).unwrap();
    assert_eq!(state.locale, LocaleCode::En);
    assert_eq!(state.station, "مسقط ١");
    let state = machine.app.practice_leave().unwrap();
    assert_eq!(state.locale, LocaleCode::Ar, "the station is as it was");
    let state = machine.app.practice_enter().unwrap();
    assert_eq!(state.locale, LocaleCode::En, "practice is as it was, too");
}

/// The real store goes on sending behind the practice one; the one window shows one state.
#[test]
fn only_the_store_in_use_tells_its_link() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let told: Arc<Mutex<Vec<LinkStatus>>> = Arc::default();
    let hears = Arc::clone(&told);
    let app = App::start(Config {
        on_link: Arc::new(move |status| hears.lock().unwrap().push(status)),
        ..config(folder.path(), clock)
    });
    start_first(&app, first_start()).unwrap();
    app.practice_enter().unwrap();
    let practising = app.link_status().unwrap();
    assert!(practising.waiting > 600, "{practising:?}");
    assert_eq!(
        told.lock().unwrap().last(),
        Some(&practising),
        "going over tells the state of the store that is used now"
    );
    app.practice_leave().unwrap();
    let real = app.link_status().unwrap();
    assert!(real.waiting < 10, "{real:?}");
    assert_eq!(told.lock().unwrap().last(), Some(&real));
}

/// Whoever practises may be anybody who walks by: they see no number of a real caller, and cannot put a
/// call away that somebody waits for.
#[test]
fn a_call_that_waits_is_no_exercise() {
    let machine = machine();
    let app = &machine.app;
    app.pop_screen("99123456");
    app.practice_enter().unwrap();
    sign_in_to_practice(app);
    assert_eq!(app.screen_pops().unwrap(), [], "it is not shown");
    app.pop_screen("99110011");
    assert_eq!(
        app.screen_pops().unwrap(),
        [],
        "nor one that comes meanwhile"
    );
    for id in 1..=3 {
        assert_eq!(app.end_screen_pop(id).unwrap(), []);
    }

    app.practice_leave().unwrap();
    machine.sign_in("maryam");
    let waiting = app.screen_pops().unwrap();
    let numbers: Vec<&str> = waiting.iter().map(|pop| pop.number.as_str()).collect();
    assert_eq!(numbers, ["99110011", "99123456"], "both went on waiting");
    assert_eq!(app.end_screen_pop(waiting[0].id).unwrap().len(), 1);
}
