//! A station with two people and a call, whose application runs in the process of the test.

use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use app::clock::SystemClock;
use app::dto::{CallForm, FirstStart, LocaleCode, NewPerson, RenewedSecret, SaveAs, SignIn};
use app::{App, Config, SecretCost, StoreCost};

pub(crate) const PASSPHRASE: &str = "سبع نخلات عند الفلج";
pub(crate) const PIN: &str = "246813";
/// Sunday, 2026-11-22, 10:00 in Muscat.
const SUNDAY_TEN: i64 = 1_795_327_200_000;

pub(crate) fn application(folder: &Path) -> App {
    App::start(Config {
        data_folder: folder.to_owned(),
        policy: None,
        keyring: None,
        clock: Arc::new(SystemClock::default()),
        store_cost: StoreCost::PRACTICE_ONLY,
        secret_cost: SecretCost::Least,
        on_link: Arc::new(|_| {}),
        on_pop: Arc::new(|| {}),
        notifier: Arc::new(app::NoNotices),
        on_close: Arc::new(|_| {}),
    })
}

fn person(login: &str, role: &str) -> NewPerson {
    NewPerson {
        login: login.into(),
        name_ar: "مريم".into(),
        name_en: String::new(),
        secret: PIN.into(),
        roles: vec![role.into()],
        languages: Vec::new(),
    }
}

pub(crate) fn sign_in(app: &App, login: &str) {
    let (login, secret) = (login.into(), PIN.into());
    app.sign_in(&SignIn { login, secret }).unwrap();
}

pub(crate) fn log_call(app: &App, n: u8) {
    let form = CallForm {
        id: format!("019aa000-0000-7000-8000-0000000000{n:02}"),
        channel: "phone_in".into(),
        started_at: SUNDAY_TEN,
        type_code: "health_ed".into(),
        sub_category: "vaccination".into(),
        note: "سألت عن مواعيد التطعيم".into(),
        ..CallForm::default()
    };
    app.log_call(&form, SaveAs::ByRule).unwrap();
}

/// An application with a store, two people and a call.
pub(crate) fn at_work(folder: &Path) -> App {
    let app = application(folder);
    // Written down, as a person does.
    let shown = app.first_code().unwrap();
    let group = |at: &u32| shown.code.split('-').nth(*at as usize - 1).unwrap();
    let asked = shown.asked.iter().map(|at| group(at).into());
    app.first_start(&FirstStart {
        locale: LocaleCode::Ar,
        station: "مسقط ١".into(),
        passphrase: PASSPHRASE.into(),
        groups: asked.collect(),
        person: person("maryam", ""),
    })
    .unwrap();
    sign_in(&app, "maryam");
    let mut said = person("said", "agent");
    said.secret = "791346".into();
    app.add_person(&said).unwrap();
    // Who is added chooses their own.
    app.renew_secret(&RenewedSecret {
        login: said.login,
        old: said.secret,
        secret: PIN.into(),
    })
    .unwrap();
    log_call(&app, 1);
    app
}

pub(crate) fn said(output: &Output) -> String {
    let told = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(told).unwrap()
}
