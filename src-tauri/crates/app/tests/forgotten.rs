//! A forgotten PIN, and people who go: there is a way on for everybody, and no way around anybody.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

mod common;

use app::dto::{LockFor, NewSecret, Person, PersonActive, RecoveredSecret, RenewedSecret, SignIn};
use app::{App, AppError, ErrorCode, ErrorDto, Rule};
use common::*;

const GIVEN: &str = "864209";
const OWN: &str = "975318";

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    ErrorDto::from(&answer.unwrap_err()).code
}

fn rule<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (&'static str, Rule) {
    let Err(AppError::Invalid { field, rule, .. }) = answer else {
        return ("none", Rule::Mismatch);
    };
    (field, rule)
}

/// A machine with two administrators and an agent, and the recovery code of its station.
fn crew() -> (Machine, String) {
    let machine = empty_machine();
    let recovery_code = start_first(&machine.app, first_start()).unwrap();
    machine.sign_in("maryam");
    for (login, role) in [("salim", "agent"), ("huda", "administrator")] {
        machine.add(&person(login, &[role]));
    }
    machine.app.sign_out().unwrap();
    (machine, recovery_code)
}

fn known(app: &App, login: &str) -> Person {
    let people = app.people().unwrap();
    people.into_iter().find(|one| one.login == login).unwrap()
}

fn try_in(app: &App, login: &str, secret: &str) -> Result<(), AppError> {
    let sign_in = SignIn {
        login: login.into(),
        secret: secret.into(),
    };
    app.sign_in(&sign_in).map(drop)
}

fn give(app: &App, login: &str, secret: &str) -> Result<Person, AppError> {
    app.replace_secret(&NewSecret {
        person: known(app, login).id,
        secret: secret.into(),
    })
}

fn renew(app: &App, old: &str, secret: &str) -> Result<(), AppError> {
    app.renew_secret(&RenewedSecret {
        login: "salim".into(),
        old: old.into(),
        secret: secret.into(),
    })
}

/// Somebody stands at the desk and cannot come in: a colleague gives them a PIN, which opens nothing but the
/// way to one that only they know.
#[test]
fn a_forgotten_pin_is_replaced_by_a_colleague() {
    let (machine, _) = crew();
    let app = &machine.app;
    for n in 0..5 {
        code(try_in(app, "salim", &format!("35791{n}")));
    }
    assert_eq!(code(try_in(app, "salim", PIN)), ErrorCode::TooManyTries);

    machine.sign_in("huda");
    assert_eq!(
        rule(give(app, "huda", GIVEN)),
        ("person", Rule::SamePerson),
        "one's own asks for the old one"
    );
    assert_eq!(
        rule(give(app, "salim", "123456")),
        ("secret", Rule::TooWeak)
    );
    give(app, "salim", GIVEN).unwrap();
    app.sign_out().unwrap();

    assert_eq!(code(try_in(app, "salim", PIN)), ErrorCode::WrongSecret);
    assert_eq!(
        code(try_in(app, "salim", GIVEN)),
        ErrorCode::MustChange,
        "no wait is left, and nobody is signed in by a PIN that two know"
    );
    assert!(app.app_state().unwrap().signed_in.is_none());
    assert_eq!(code(renew(app, PIN, OWN)), ErrorCode::WrongSecret);
    assert_eq!(
        rule(renew(app, GIVEN, GIVEN)),
        ("secret", Rule::SameAsBefore)
    );
    assert_eq!(rule(renew(app, GIVEN, "111111")), ("secret", Rule::TooWeak));
    renew(app, GIVEN, OWN).unwrap();
    assert_eq!(code(renew(app, OWN, GIVEN)), ErrorCode::WrongStage, "once");
    assert_eq!(code(try_in(app, "salim", GIVEN)), ErrorCode::WrongSecret);
    try_in(app, "salim", OWN).unwrap();
    assert_eq!(code(give(app, "huda", GIVEN)), ErrorCode::NotAllowed);
}

/// Whoever adds a colleague knows the first PIN of theirs: it signs nobody in either.
#[test]
fn a_first_pin_is_changed_like_a_given_one() {
    let machine = machine();
    machine.sign_in("maryam");
    let app = &machine.app;
    let mut salim = person("salim", &["agent"]);
    salim.secret = GIVEN.into();
    app.add_person(&salim).unwrap();
    app.sign_out().unwrap();
    assert_eq!(code(try_in(app, "salim", GIVEN)), ErrorCode::MustChange);
    renew(app, GIVEN, OWN).unwrap();
    try_in(app, "salim", OWN).unwrap();
}

/// What was given waits for its person over a restart, and wrong guesses at it count.
#[test]
fn a_given_pin_is_guessed_at_no_better() {
    let (machine, _) = crew();
    machine.sign_in("huda");
    give(&machine.app, "salim", GIVEN).unwrap();
    let Machine { folder, clock, app } = machine;
    drop(app);
    let app = App::start(config(folder.path(), clock.clone()));
    app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })
    .unwrap();
    for n in 0..5 {
        assert_eq!(
            code(renew(&app, &format!("35791{n}"), OWN)),
            ErrorCode::WrongSecret
        );
    }
    assert_eq!(code(renew(&app, GIVEN, OWN)), ErrorCode::TooManyTries);
    let machine = Machine { folder, clock, app };
    machine.later(31_000);
    assert_eq!(
        code(try_in(&machine.app, "salim", GIVEN)),
        ErrorCode::MustChange
    );
}

/// The only administrator has forgotten theirs: the paper in the safe lets them in, and nothing else does.
#[test]
fn an_administrator_who_is_alone_has_the_recovery_code() {
    let (machine, recovery_code) = crew();
    let app = &machine.app;
    let recover = |login: &str, code: &str, secret: &str| {
        app.recover_secret(&RecoveredSecret {
            login: login.into(),
            code: code.into(),
            secret: secret.into(),
        })
    };
    assert_eq!(
        rule(recover("maryam", &recovery_code, "12345")),
        ("secret", Rule::TooShort)
    );
    let wrong = "00000-00000-00000-00000-00000-00000-00000-00000";
    for guess in [wrong, "", PASSPHRASE, PIN] {
        assert_eq!(code(recover("maryam", guess, OWN)), ErrorCode::WrongCode);
    }
    // Behind a lock too: it is what comes before signing in.
    machine.sign_in("salim");
    app.lock(&LockFor {
        reason: String::new(),
    })
    .unwrap();
    assert_eq!(code(recover("nobody", wrong, OWN)), ErrorCode::WrongCode);
    assert_eq!(
        code(recover("maryam", &recovery_code, OWN)),
        ErrorCode::TooManyTries,
        "guesses are waited for, whoever they are made for"
    );
    machine.later(31_000);
    for login in ["salim", "nobody"] {
        assert_eq!(
            code(recover(login, &recovery_code, OWN)),
            ErrorCode::NotAllowed,
            "{login} is helped by an administrator"
        );
    }
    for n in 0..5 {
        code(try_in(app, "maryam", &format!("35791{n}")));
    }
    let typed = recovery_code.to_lowercase().replace('-', " ");
    assert_eq!(recover("Maryam", &typed, OWN).unwrap().login, "maryam");
    assert_eq!(code(try_in(app, "maryam", PIN)), ErrorCode::WrongSecret);
    try_in(app, "maryam", OWN).unwrap();
    assert!(known(app, "maryam").active);
    app.practice_enter().unwrap();
    assert_eq!(
        code(recover("maryam", &recovery_code, GIVEN)),
        ErrorCode::NotInPractice
    );
}

/// Whoever goes is not deleted: what they logged names them. Nobody shuts themselves out, and with it the
/// last who could let anybody in.
#[test]
fn people_go_and_come_back() {
    let (machine, _) = crew();
    let app = &machine.app;
    machine.sign_in("salim");
    app.draft_keep(&query_form(1)).unwrap();
    let duty = app.app_state().unwrap().signed_in.unwrap().duty;
    app.lock(&LockFor {
        reason: String::new(),
    })
    .unwrap();

    machine.sign_in("huda");
    let set = |login: &str, active: bool| {
        app.set_person_active(&PersonActive {
            person: known(app, login).id,
            active,
        })
    };
    assert_eq!(rule(set("huda", false)), ("person", Rule::SamePerson));
    assert!(!set("salim", false).unwrap().active);
    set("salim", false).unwrap();
    assert!(!set("maryam", false).unwrap().active);
    assert_eq!(known(app, "salim").name_en, "Person salim", "still known");
    app.sign_out().unwrap();
    assert_eq!(code(try_in(app, "salim", PIN)), ErrorCode::WrongSecret);
    let offered: Vec<String> = app.people().unwrap().into_iter().map(|p| p.login).collect();
    assert_eq!(offered, ["huda"]);

    machine.sign_in("huda");
    machine.later(60_000);
    set("salim", true).unwrap();
    set("maryam", true).unwrap();
    app.sign_out().unwrap();
    machine.sign_in("salim");
    let back = app.app_state().unwrap().signed_in.unwrap();
    assert_ne!(back.duty, duty, "the duty behind the lock had ended");
    assert_eq!(app.drafts().unwrap().len(), 1, "their draft waited");
}
