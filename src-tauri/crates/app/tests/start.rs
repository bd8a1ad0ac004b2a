//! The first start and everything that can be in the way of opening a store.

#![expect(clippy::expect_used, reason = "a test may stop at once")]

mod common;

use app::dto::{OpenStore, Phase, SignIn};
use app::{App, AppError, ErrorCode, ErrorDto, Rule};
use common::*;
use std::sync::Arc;

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    ErrorDto::from(&answer.expect_err("a refusal was promised")).code
}

#[test]
fn a_first_start_is_made_whole_or_not_at_all() {
    let machine = empty_machine();
    assert_eq!(machine.app.app_state().unwrap().phase, Phase::FirstStart);
    let try_with = |change: &dyn Fn(&mut app::dto::FirstStart)| {
        let mut first = first_start();
        change(&mut first);
        match start_first(&machine.app, first) {
            Err(AppError::Invalid { field, rule, .. }) => (field, rule),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        try_with(&|first| first.station = " ".into()),
        ("station", Rule::Required)
    );
    assert_eq!(
        try_with(&|first| first.passphrase = "short".into()),
        ("passphrase", Rule::TooShort)
    );
    assert_eq!(
        try_with(&|first| first.passphrase = "aaaaaaaaaaaa".into()),
        ("passphrase", Rule::TooWeak)
    );
    assert_eq!(
        try_with(&|first| first.person.secret = "123456".into()),
        ("secret", Rule::TooWeak)
    );
    assert_eq!(
        try_with(&|first| first.person.login = "a b".into()),
        ("login", Rule::BadCharacters)
    );
    assert_eq!(
        machine.app.app_state().unwrap().phase,
        Phase::FirstStart,
        "nothing was made"
    );

    let code_shown = start_first(&machine.app, first_start()).unwrap();
    let state = machine.app.app_state().unwrap();
    assert_eq!(state.phase, Phase::SignIn);
    assert_eq!(state.station, "مسقط ١");
    assert!(matches!(
        machine.app.first_start(&first_start()),
        Err(AppError::WrongStage)
    ));

    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock));
    let wrong = OpenStore::Passphrase {
        passphrase: "not this one at all".into(),
    };
    assert_eq!(code(app.open_store(&wrong)), ErrorCode::WrongPassphrase);
    assert_eq!(
        app.app_state().unwrap().phase,
        Phase::Closed,
        "a wrong passphrase is no damage"
    );
    let recovery = OpenStore::RecoveryCode {
        code: code_shown.to_lowercase(),
    };
    assert_eq!(app.open_store(&recovery).unwrap().phase, Phase::SignIn);
}

/// Two copies on one store would write over one another, and nobody is asked for a passphrase in vain.
#[test]
fn a_second_copy_is_refused() {
    let machine = machine();
    let second = App::start(config(machine.folder.path(), Arc::clone(&machine.clock)));
    let state = second.app_state().unwrap();
    assert_eq!(
        (state.phase, state.refusal.unwrap().code),
        (Phase::Refused, ErrorCode::StoreInUse),
        "said before anything is asked"
    );
    let open = OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    };
    assert_eq!(code(second.open_store(&open)), ErrorCode::StoreInUse);
    let state = second.app_state().unwrap();
    assert_eq!(
        (state.phase, state.refusal.unwrap().code),
        (Phase::Refused, ErrorCode::StoreInUse)
    );
    drop(machine.app);
    assert_eq!(second.look_again().unwrap().phase, Phase::Closed);
    assert_eq!(
        second.open_store(&open).unwrap().phase,
        Phase::SignIn,
        "trying again is enough"
    );
}

/// Whoever puts the missing key slots back must get on without starting the machine anew, and looking
/// must change nothing where nothing was refused.
#[test]
fn a_refused_store_is_looked_at_again() {
    let Machine { folder, clock, app } = machine();
    drop(app);
    let (slots, away) = (
        folder.path().join("slots.json"),
        folder.path().join("away.json"),
    );
    std::fs::rename(&slots, &away).unwrap();
    let app = App::start(config(folder.path(), clock));
    assert_eq!(app.app_state().unwrap().phase, Phase::Refused);
    assert_eq!(app.look_again().unwrap().phase, Phase::Refused);
    std::fs::rename(&away, &slots).unwrap();
    assert_eq!(
        app.app_state().unwrap().phase,
        Phase::Refused,
        "only a person who asks is answered by a new look"
    );
    assert_eq!(app.look_again().unwrap().phase, Phase::Closed);
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    assert_eq!(
        app.look_again().unwrap().phase,
        Phase::SignIn,
        "an open store stays open"
    );
}

#[test]
fn a_damaged_store_is_told_and_left_untouched() {
    let Machine { folder, clock, app } = machine();
    drop(app);
    let path = folder.path().join("nida.db");
    let mut bytes = std::fs::read(&path).unwrap();
    for byte in &mut bytes[100..3_000] {
        *byte ^= 0x5a;
    }
    std::fs::write(&path, &bytes).unwrap();
    let app = App::start(config(folder.path(), clock));
    let open = OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    };
    assert_eq!(code(app.open_store(&open)), ErrorCode::StoreDamaged);
    assert_eq!(
        std::fs::read(&path).unwrap(),
        bytes,
        "what was refused lies there as before"
    );
}

/// Guessing is counted on the disk before a guess is checked: a restart gives no new tries.
#[test]
fn guesses_are_counted_over_restarts() {
    let Machine { folder, clock, app } = machine();
    let guess = |app: &App, secret: &str| {
        code(app.sign_in(&SignIn {
            login: "maryam".into(),
            secret: secret.into(),
        }))
    };
    for n in 0..4 {
        assert_eq!(guess(&app, &format!("35791{n}")), ErrorCode::WrongSecret);
    }
    drop(app);
    let app = App::start(config(folder.path(), Arc::clone(&clock)));
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    assert_eq!(guess(&app, "357919"), ErrorCode::WrongSecret);
    assert_eq!(
        guess(&app, PIN),
        ErrorCode::TooManyTries,
        "even the right one has to wait now"
    );
    let machine = Machine { folder, clock, app };
    machine.later(-3_600_000);
    assert_eq!(
        guess(&machine.app, PIN),
        ErrorCode::TooManyTries,
        "turning the clock does not help"
    );
    machine.later(3_600_000 + 31_000);
    machine.sign_in("maryam");
    assert_eq!(
        code(machine.app.sign_in(&SignIn {
            login: "nobody".into(),
            secret: PIN.into()
        })),
        ErrorCode::WrongSecret,
        "an unknown login is not told apart"
    );
}

/// Whoever tries Nida out finds people, calls and the PIN to get in with, and nothing of it is real.
#[test]
fn the_practice_store_stands_apart() {
    let machine = machine();
    let state = machine.app.practice_enter().unwrap();
    assert!(state.practice);
    assert_eq!(state.phase, Phase::SignIn);
    let pin = state.practice_pin.expect("the PIN is told");
    let supervisor = SignIn {
        login: "hilal".into(),
        secret: pin,
    };
    machine.app.sign_in(&supervisor).unwrap();
    let shifts = machine.app.shifts().unwrap();
    let calls: u32 = shifts.iter().map(|shift| shift.calls).sum();
    assert!(calls > 100, "there is something to practise on: {calls}");
    assert!(machine.app.verify_journal().unwrap().fault.is_none());

    let state = machine.app.practice_leave().unwrap();
    assert!(!state.practice && state.practice_pin.is_none());
    machine.sign_in("maryam");
    let log = machine
        .app
        .shift_log(&app::dto::ShiftQuery::default())
        .unwrap();
    assert_eq!(log.page.total, 0, "a real store never holds a sample entry");
}

/// A clock that was years ahead must not lock a person out until that day comes.
#[test]
fn a_clock_put_right_costs_one_wait() {
    let machine = machine();
    let guess = |secret: &str| {
        code(machine.app.sign_in(&SignIn {
            login: "maryam".into(),
            secret: secret.into(),
        }))
    };
    machine.later(4 * 365 * 24 * 3_600_000);
    for n in 0..5 {
        assert_eq!(guess(&format!("35791{n}")), ErrorCode::WrongSecret);
    }
    machine.later(-4 * 365 * 24 * 3_600_000);
    assert_eq!(guess(PIN), ErrorCode::TooManyTries);
    machine.later(16 * 60_000);
    machine.sign_in("maryam");
}

/// The name of the station stands in a plain file that can be lost; the store knows it too.
#[test]
fn a_lost_station_file_costs_no_name() {
    let machine = machine();
    std::fs::remove_file(machine.folder.path().join("station.json")).unwrap();
    assert_eq!(machine.app.app_state().unwrap().station, "مسقط ١");
}

/// What is asked for at another stage is told as that, and not as if somebody had signed out.
#[test]
fn another_stage_is_told_as_that() {
    let machine = empty_machine();
    assert_eq!(code(machine.app.link_status()), ErrorCode::WrongStage);
    assert_eq!(code(machine.app.drafts()), ErrorCode::WrongStage);
    start_first(&machine.app, first_start()).unwrap();
    assert_eq!(
        code(machine.app.first_start(&first_start())),
        ErrorCode::WrongStage
    );
    assert_eq!(code(machine.app.drafts()), ErrorCode::SignedOut);
}

/// Other accounts of the machine must not even list what lies here, from the first moment on.
#[cfg(unix)]
#[test]
fn every_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("share/nida");
    let clock = Arc::new(app::clock::SetClock::at(domain::id::Millis(SUNDAY_TEN)));
    let app = App::start(config(&data, clock));
    let mode =
        |folder: &std::path::Path| std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
    // The language is chosen before there is a store.
    app.set_preferences(app::dto::Preferences {
        locale: app::dto::LocaleCode::En,
        digits: app::dto::Digits::Latn,
    })
    .unwrap();
    assert_eq!(mode(&data), 0o700, "made for the language");
    app.practice_enter().unwrap();
    assert_eq!(mode(&data.join("practice")), 0o700);
    app.practice_leave().unwrap();
    start_first(&app, first_start()).unwrap();
    assert_eq!(mode(&data), 0o700);
}

/// A code that nobody wrote down would be found out on the day it is needed.
#[test]
fn no_store_is_made_until_the_recovery_code_was_written_down() {
    let machine = empty_machine();
    let app = &machine.app;
    assert!(matches!(
        app.first_start(&first_start()),
        Err(AppError::WrongStage)
    ));
    let shown = app.first_code().unwrap();
    assert_eq!(shown.asked.len(), 2);
    assert_eq!(
        app.first_code().unwrap().code,
        shown.code,
        "going back changes nothing"
    );
    let mut first = first_start();
    first.groups = vec!["00000".into(), "00000".into()];
    assert!(matches!(
        app.first_start(&first),
        Err(AppError::Invalid {
            field: "groups",
            rule: Rule::Mismatch,
            ..
        })
    ));
    assert_eq!(app.app_state().unwrap().phase, Phase::FirstStart);
    first.groups = written_down(&shown);
    assert_eq!(app.first_start(&first).unwrap().phase, Phase::SignIn);
    assert!(matches!(app.first_code(), Err(AppError::WrongStage)));
}

/// The window was closed in the middle: language and name are there, and no half of a store.
#[test]
fn a_first_start_that_was_broken_off_goes_on() {
    let Machine { folder, clock, app } = empty_machine();
    let begun = app::dto::StationBegun {
        locale: app::dto::LocaleCode::En,
        station: " Office 3 ".into(),
    };
    app.begin_station(&begun).unwrap();
    let before = app.first_code().unwrap().code;
    drop(app);
    let app = App::start(config(folder.path(), clock));
    let state = app.app_state().unwrap();
    assert_eq!(
        (state.phase, state.station.as_str()),
        (Phase::FirstStart, "Office 3")
    );
    assert_eq!(state.locale, app::dto::LocaleCode::En);
    assert_ne!(
        app.first_code().unwrap().code,
        before,
        "a code is shown once"
    );
    start_first(&app, first_start()).unwrap();
    assert!(matches!(
        app.begin_station(&begun),
        Err(AppError::WrongStage)
    ));
}

/// Whoever lost the paper makes another one; until it was written down the old one opens.
#[test]
fn a_lost_recovery_code_is_made_anew() {
    let Machine { folder, clock, app } = empty_machine();
    let old = start_first(&app, first_start()).unwrap();
    let machine = Machine { folder, clock, app };
    let app = &machine.app;
    machine.sign_in("maryam");
    assert_eq!(
        code(app.new_recovery_code("111111")),
        ErrorCode::WrongSecret
    );
    assert_eq!(code(app.confirm_recovery_code(&[])), ErrorCode::NotFound);
    let shown = app.new_recovery_code(PIN).unwrap();
    assert_eq!(code(app.confirm_recovery_code(&[])), ErrorCode::Invalid);
    let opens = |machine: Machine, code: &str, expect: bool| {
        let Machine { folder, clock, app } = machine;
        drop(app);
        let app = App::start(config(folder.path(), Arc::clone(&clock)));
        let opened = app.open_store(&OpenStore::RecoveryCode { code: code.into() });
        assert_eq!(opened.is_ok(), expect);
        Machine { folder, clock, app }
    };
    let machine = opens(machine, &old, true);
    machine.sign_in("maryam");
    assert_eq!(
        code(machine.app.confirm_recovery_code(&written_down(&shown))),
        ErrorCode::NotFound,
        "what was shown before a restart is void"
    );
    let shown = machine.app.new_recovery_code(PIN).unwrap();
    machine
        .app
        .confirm_recovery_code(&written_down(&shown))
        .unwrap();
    let machine = opens(machine, &old, false);
    let machine = opens(machine, &shown.code, true);
    assert!(machine.app.app_state().unwrap().phase == Phase::SignIn);
}

/// Guesses that are made all at once are no more than guesses one after the other: what was looked at before
/// each was counted must not let them all pass.
#[test]
fn guesses_at_once_count_like_guesses_in_turn() {
    let machine = machine();
    let all_there = std::sync::Barrier::new(24);
    let told: Vec<ErrorCode> = std::thread::scope(|threads| {
        let guesses: Vec<_> = (0..24)
            .map(|n| {
                let (app, all_there) = (&machine.app, &all_there);
                threads.spawn(move || {
                    let (login, secret) = ("maryam".into(), format!("3579{n:02}"));
                    all_there.wait();
                    code(app.sign_in(&SignIn { login, secret }))
                })
            })
            .collect();
        guesses.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let of = |code: ErrorCode| told.iter().filter(|told| **told == code).count();
    assert_eq!(
        (of(ErrorCode::WrongSecret), of(ErrorCode::TooManyTries)),
        (5, 19)
    );
}

/// Whoever helps asks first which program it is, and gets nobody's data with the answer.
#[test]
fn the_program_says_what_it_is() {
    let about = machine().app.app_state().unwrap().about;
    assert_eq!(about.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(about.licence, "MIT OR Apache-2.0");
    assert!(
        about.system.contains(std::env::consts::ARCH),
        "{}",
        about.system
    );
    assert_eq!(about.release, !cfg!(debug_assertions));
}
