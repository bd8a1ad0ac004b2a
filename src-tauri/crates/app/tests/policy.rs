//! The policy of the organisation: what it fixes holds for everybody, and a mistake in it is seen by all.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

mod common;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::sync::Arc;

use app::dto::{
    AppState, ConnectCentre, Digits, ListRowEdit, ListValue, LocaleCode, LockTimes, NewListChange,
    NewSignature, Phase, Preferences, SaveAs,
};
use app::{App, AppError, Config, ErrorCode, ErrorDto, PolicyField, PolicyPlace};
use common::*;
use tempfile::TempDir;

/// A machine that was set up before there was a policy, and its policy.
struct Station {
    folder: TempDir,
    clock: Arc<app::clock::SetClock>,
}

impl Station {
    fn new() -> Self {
        let Machine { folder, clock, app } = machine();
        drop(app);
        Self { folder, clock }
    }

    fn place(&self) -> PolicyPlace {
        PolicyPlace {
            path: self.folder.path().join("policy.json"),
            owner: fs::metadata(self.folder.path()).unwrap().uid(),
        }
    }

    fn write(&self, text: &str) {
        fs::write(self.place().path, text).unwrap();
        self.mode(0o644);
    }

    fn mode(&self, mode: u32) {
        fs::set_permissions(self.place().path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn start_at(&self, place: PolicyPlace) -> App {
        App::start(Config {
            policy: Some(place),
            ..config(self.folder.path(), Arc::clone(&self.clock))
        })
    }

    /// Started under its policy and opened, nobody signed in.
    fn opened(&self) -> App {
        let app = self.start_at(self.place());
        let passphrase = PASSPHRASE.into();
        app.open_store(&app::dto::OpenStore::Passphrase { passphrase })
            .unwrap();
        app
    }
}

fn sign_in(app: &App) -> app::dto::SignedIn {
    let (login, secret) = ("maryam".into(), PIN.into());
    app.sign_in(&app::dto::SignIn { login, secret }).unwrap()
}

fn told<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (ErrorCode, Option<String>) {
    let ErrorDto { code, mut args } = ErrorDto::from(&answer.expect_err("a refusal was promised"));
    (code, args.remove("field"))
}

fn fixed(field: PolicyField) -> (ErrorCode, Option<String>) {
    (ErrorCode::SetByPolicy, Some(field.code().into()))
}

fn times(lock_min: u32, lock_in_call_min: u32) -> LockTimes {
    LockTimes {
        lock_min,
        lock_in_call_min,
    }
}

fn chosen(locale: LocaleCode, digits: Digits) -> Preferences {
    Preferences { locale, digits }
}

/// Without a file nothing is fixed and nothing is said.
#[test]
fn a_machine_without_a_policy_is_as_ever() {
    let station = Station::new();
    let state = station.opened().app_state().unwrap();
    assert!(state.policy.locked.is_empty() && state.policy.problem.is_none());
}

/// The organisation's time holds at once; the machine's own choice comes back with the policy's end.
#[test]
fn fixed_times_of_the_lock_cannot_be_changed() {
    let station = Station::new();
    let app = station.opened();
    sign_in(&app);
    app.set_lock_times(times(4, 30)).unwrap();
    drop(app);

    station.write(r#"{"lockMin": 6}"#);
    let app = station.opened();
    assert_eq!(sign_in(&app).lock_times, times(6, 30));
    let refused = told(app.set_lock_times(times(5, 30)));
    assert_eq!(refused, fixed(PolicyField::LockMin));
    assert_eq!(
        app.set_lock_times(times(6, 40)).unwrap().lock_times,
        times(6, 40),
        "the other one is the machine's"
    );
    drop(app);

    station.write(r#"{"lockInCallMin": 3}"#);
    let app = station.opened();
    assert_eq!(
        sign_in(&app).lock_times,
        times(3, 3),
        "never later than in a call"
    );
    let refused = told(app.set_lock_times(times(3, 4)));
    assert_eq!(refused, fixed(PolicyField::LockInCallMin));
    drop(app);

    station.write("{}");
    assert_eq!(sign_in(&station.opened()).lock_times, times(4, 40));
}

/// Language and digits are fixed for the station and for everybody, also before anybody is signed in.
#[test]
fn a_fixed_language_cannot_be_changed() {
    let station = Station::new();
    station.write(r#"{"language": "en", "digits": "arab"}"#);
    let app = station.opened();
    let AppState {
        locale,
        digits,
        policy,
        ..
    } = app.app_state().unwrap();
    assert_eq!((locale, digits), (LocaleCode::En, Digits::Arab));
    assert_eq!(policy.locked, [PolicyField::Language, PolicyField::Digits]);
    let signed_in = |app: &App| {
        let signed_in = sign_in(app);
        (signed_in.locale, signed_in.digits)
    };
    let refuses = |app: &App| {
        let language = app.set_preferences(chosen(LocaleCode::Ar, Digits::Arab));
        assert_eq!(told(language), fixed(PolicyField::Language));
        let digits = app.set_preferences(chosen(LocaleCode::En, Digits::Latn));
        assert_eq!(told(digits), fixed(PolicyField::Digits));
        app.set_preferences(chosen(LocaleCode::En, Digits::Arab))
            .unwrap();
    };
    refuses(&app);
    assert_eq!(signed_in(&app), (LocaleCode::En, Digits::Arab));
    refuses(&app);
    drop(app);

    // The digits are everybody's own again, the language is not.
    station.write(r#"{"language": "en"}"#);
    let app = station.opened();
    assert_eq!(signed_in(&app), (LocaleCode::En, Digits::Latn));
    app.set_preferences(chosen(LocaleCode::En, Digits::Arab))
        .unwrap();
    drop(app);
    fs::remove_file(station.place().path).unwrap();
    let app = station.opened();
    assert_eq!(app.app_state().unwrap().locale, LocaleCode::Ar);
    assert_eq!(
        signed_in(&app),
        (LocaleCode::Ar, Digits::Arab),
        "whoever chose Arabic once finds it again"
    );
}

/// A first start under a policy sets the station up in its language.
#[test]
fn a_first_start_keeps_to_the_policy() {
    let folder = tempfile::tempdir().unwrap();
    let station = Station {
        folder,
        clock: Arc::new(app::clock::SetClock::at(domain::id::Millis(SUNDAY_TEN))),
    };
    station.write(r#"{"language": "en"}"#);
    let app = station.start_at(station.place());
    assert_eq!(app.app_state().unwrap().locale, LocaleCode::En);
    start_first(&app, first_start()).unwrap();
    assert_eq!(app.app_state().unwrap().locale, LocaleCode::En);
    assert_eq!(sign_in(&app).locale, LocaleCode::En);
}

/// A machine must not be enrolled at somebody else's centre.
#[test]
fn a_fixed_centre_is_the_only_one() {
    let station = Station::new();
    station.write(r#"{"centreAddress": "http://127.0.0.1:1/"}"#);
    let app = station.opened();
    sign_in(&app);
    let policy = app.app_state().unwrap().policy;
    assert_eq!(policy.centre_address.as_deref(), Some("http://127.0.0.1:1"));
    let connect = |address: &str| {
        app.connect_centre(&ConnectCentre {
            address: address.into(),
            code: "none".into(),
        })
    };
    for other in [
        "https://elsewhere.example",
        "http://127.0.0.1:2",
        "",
        "rubbish ://",
    ] {
        assert_eq!(told(connect(other)), fixed(PolicyField::CentreAddress));
    }
    let (code, _) = told(connect(" 127.0.0.1:1 "));
    assert_eq!(code, ErrorCode::EnrolmentCode, "this one is asked");
}

/// Where notices are forbidden nobody switches them on, and the machine's own choice stays for later.
#[test]
fn forbidden_notices_cannot_be_switched_on() {
    let station = Station::new();
    station.write(r#"{"notifications": false}"#);
    let app = station.opened();
    sign_in(&app);
    assert_eq!(
        app.app_state().unwrap().policy.locked,
        [PolicyField::Notifications]
    );
    let setting = |shown| app::dto::NoticeSetting { shown };
    assert!(!app.notice_setting().unwrap().shown);
    assert_eq!(
        told(app.set_notices(setting(true))),
        fixed(PolicyField::Notifications)
    );
    assert!(!app.set_notices(setting(false)).unwrap().shown);
}

/// A file with a mistake fixes nothing, is told on every page, and keeps nobody from logging calls.
#[test]
fn a_broken_policy_is_shown_and_calls_are_logged() {
    let station = Station::new();
    station.write("{\n  \"lockMin\": 20,\n  \"langauge\": \"en\"\n}");
    let app = station.start_at(station.place());
    let see = |app: &App, phase: Phase| {
        let state = app.app_state().unwrap();
        assert_eq!(state.phase, phase);
        let problem = state.policy.problem.expect("told on every page");
        assert_eq!(problem.code, ErrorCode::PolicyUnknownKey);
        assert_eq!(problem.args["key"], "langauge");
        assert_eq!(problem.args["line"], "3");
        assert!(state.policy.locked.is_empty(), "no half of it holds");
    };
    see(&app, Phase::Closed);
    drop(app);
    let app = station.opened();
    see(&app, Phase::SignIn);
    assert_eq!(sign_in(&app).lock_times, times(2, 15), "what is built in");
    see(&app, Phase::Ready);
    app.log_call(&query_form(1), SaveAs::ByRule).unwrap();
    let text = app.diagnostics().unwrap();
    let line = "policy: policy_unknown_key key=langauge line=3";
    assert!(text.contains(line), "{text}");

    // It is read at the start alone.
    station.write(r#"{"language": "en"}"#);
    see(&app, Phase::Ready);
    drop(app);
    assert!(
        station
            .opened()
            .app_state()
            .unwrap()
            .policy
            .problem
            .is_none()
    );
}

/// Whoever could write the file could write the policy.
#[test]
fn a_policy_counts_only_as_its_owners() {
    let station = Station::new();
    station.write(r#"{"language": "en"}"#);
    let problem = |place: PolicyPlace| {
        let policy = station.start_at(place).app_state().unwrap().policy;
        (
            policy.problem.map(|problem| problem.code),
            policy.locked.len(),
        )
    };
    assert_eq!(problem(station.place()), (None, 1));
    let others = PolicyPlace {
        owner: station.place().owner + 1,
        ..station.place()
    };
    assert_eq!(problem(others), (Some(ErrorCode::PolicyOwner), 0));
    for mode in [0o664, 0o646] {
        station.mode(mode);
        assert_eq!(
            problem(station.place()),
            (Some(ErrorCode::PolicyWritable), 0)
        );
    }
    station.write(&format!("{{}}{}", " ".repeat(70_000)));
    assert_eq!(
        problem(station.place()),
        (Some(ErrorCode::PolicyTooLong), 0)
    );
    fs::remove_file(station.place().path).unwrap();
    fs::create_dir(station.place().path).unwrap();
    assert_eq!(
        problem(station.place()),
        (Some(ErrorCode::PolicyUnreadable), 0)
    );
}

/// Another number of samples from today on.
fn samples_of(number: u32) -> NewListChange {
    let row = ListRowEdit {
        list: "sampling".into(),
        active: true,
        values: vec![ListValue {
            name: "per_agent".into(),
            values: vec![number.to_string()],
        }],
        ..ListRowEdit::default()
    };
    NewListChange {
        from: "2026-11-22".into(),
        rows: vec![row],
    }
}

/// All machines of a site must look at the same samples, so the rule is the organisation's; what was in force when a shift
/// was signed stands with the signature.
#[test]
fn the_number_of_samples_is_the_policys_and_stays_with_the_signature() {
    let station = Station::new();
    let app = station.opened();
    sign_in(&app);
    for n in 1..=5 {
        app.log_call(&query_form(n), SaveAs::ByRule).unwrap();
    }
    let samples = |app: &App| {
        let review = app.shift_review("2026-11-22/morning").unwrap();
        let is_sample = |look: &&app::dto::ShiftLook| look.why.iter().any(|why| why == "sample");
        (
            review.samples_per_agent,
            review.looks.iter().filter(is_sample).count(),
        )
    };
    assert_eq!(samples(&app), (3, 3), "where nothing is said");
    app.change_lists(&samples_of(2)).unwrap();
    assert_eq!(samples(&app), (2, 2), "an administrator's word");
    for wrong in [21, u32::MAX] {
        assert_eq!(
            told(app.change_lists(&samples_of(wrong))),
            (ErrorCode::ListField, Some("per_agent".into()))
        );
    }
    assert_eq!(app.list_sheet("sampling").unwrap().fields[0].locked, None);
    drop(app);
    station.write(r#"{"samplesPerAgent": 4}"#);
    station
        .clock
        .set(domain::id::Millis(SUNDAY_TEN + 6 * 3_600_000));
    let app = station.opened();
    sign_in(&app);
    assert_eq!(samples(&app), (4, 4));
    let review = app.shift_review("2026-11-22/morning").unwrap();
    let signature = NewSignature {
        id: new_id(90),
        shift: review.shift,
        digest: review.digest,
        secret: PIN.into(),
    };
    app.sign_shift(&signature).unwrap();
    drop(app);
    station.write(r#"{"samplesPerAgent": 0}"#);
    let app = station.opened();
    sign_in(&app);
    assert_eq!(samples(&app), (0, 0), "none is a rule too");
    let review = app.shift_review("2026-11-22/morning").unwrap();
    assert_eq!(review.signatures[0].samples_per_agent, Some(4));
    let refused = told(app.change_lists(&samples_of(5)));
    assert_eq!(refused, fixed(PolicyField::SamplesPerAgent));
    let sheet = app.list_sheet("sampling").unwrap();
    assert_eq!(sheet.fields[0].locked, Some(PolicyField::SamplesPerAgent));
    assert_eq!(sheet.rows[0].values[0].values, ["0"], "as it holds");
    drop(app);
    station.write(r#"{"samplesPerAgent": 21}"#);
    assert!(
        station
            .opened()
            .app_state()
            .unwrap()
            .policy
            .problem
            .is_some()
    );
}
