//! A machine on a temporary folder with a clock that is set.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]
#![expect(dead_code, reason = "each test file uses its part")]

use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{
    AddedPerson, Amendment, CallForm, CallRow, FieldChange, FirstStart, LocaleCode, NewPerson,
    RenewedSecret, ShownCode, SignIn, ViewingOrder,
};
use app::{App, Config, SecretCost, StoreCost};
use domain::id::{Millis, SubjectId};
use tempfile::TempDir;

/// Sunday, 2026-11-22, 10:00 in Muscat.
pub(crate) const SUNDAY_TEN: i64 = 1_795_327_200_000;
pub(crate) const PASSPHRASE: &str = "سبع نخلات عند الفلج";
pub(crate) const PIN: &str = "246813";
/// What somebody is added with; they choose their own when they first sign in.
pub(crate) const FIRST_PIN: &str = "791346";

pub(crate) struct Machine {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) app: App,
}

pub(crate) fn config(folder: &std::path::Path, clock: Arc<SetClock>) -> Config {
    Config {
        data_folder: folder.to_owned(),
        policy: None,
        keyring: None,
        clock,
        store_cost: StoreCost::PRACTICE_ONLY,
        secret_cost: SecretCost::Least,
        on_link: Arc::new(|_| {}),
        on_pop: Arc::new(|| {}),
        notifier: Arc::new(app::NoNotices),
        on_close: Arc::new(|_| {}),
    }
}

pub(crate) fn person(login: &str, roles: &[&str]) -> NewPerson {
    NewPerson {
        login: login.into(),
        name_ar: format!("موظف {login}"),
        name_en: format!("Person {login}"),
        secret: PIN.into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        languages: Vec::new(),
    }
}

pub(crate) fn first_start() -> FirstStart {
    FirstStart {
        locale: LocaleCode::Ar,
        station: "مسقط ١".into(),
        passphrase: PASSPHRASE.into(),
        groups: Vec::new(),
        person: person("maryam", &[]),
    }
}

/// What a person types who wrote the code down: the groups that were asked back.
pub(crate) fn written_down(shown: &ShownCode) -> Vec<String> {
    let group = |at: &u32| shown.code.split('-').nth(*at as usize - 1).unwrap();
    let asked = shown.asked.iter().map(group);
    asked.map(str::to_lowercase).collect()
}

/// The first start as a person goes through it; the recovery code that was shown.
pub(crate) fn start_first(app: &App, first: FirstStart) -> app::Result<String> {
    let shown = app.first_code()?;
    app.first_start(&FirstStart {
        groups: written_down(&shown),
        ..first
    })?;
    Ok(shown.code)
}

/// A machine that has never been started.
pub(crate) fn empty_machine() -> Machine {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = App::start(config(folder.path(), Arc::clone(&clock)));
    Machine { folder, clock, app }
}

/// A machine with its first person, nobody signed in.
pub(crate) fn machine() -> Machine {
    let machine = empty_machine();
    start_first(&machine.app, first_start()).unwrap();
    machine
}

impl Machine {
    pub(crate) fn sign_in(&self, login: &str) {
        self.app
            .sign_in(&SignIn {
                login: login.into(),
                secret: PIN.into(),
            })
            .unwrap();
    }

    /// Adds a person, who then chooses the secret that stands in `new`.
    pub(crate) fn add(&self, new: &NewPerson) -> AddedPerson {
        let given = NewPerson {
            secret: FIRST_PIN.into(),
            ..new.clone()
        };
        let added = self.app.add_person(&given).unwrap();
        self.choose_secret(&new.login, FIRST_PIN, &new.secret);
        added
    }

    /// Whoever was given a secret chooses their own.
    pub(crate) fn choose_secret(&self, login: &str, given: &str, own: &str) {
        self.app
            .renew_secret(&RenewedSecret {
                login: login.into(),
                old: given.into(),
                secret: own.into(),
            })
            .unwrap();
    }

    pub(crate) fn later(&self, ms: i64) {
        use app::clock::Clock as _;
        self.clock.set(Millis(self.clock.now().0 + ms));
    }

    pub(crate) fn now(&self) -> i64 {
        use app::clock::Clock as _;
        self.clock.now().0
    }
}

pub(crate) fn new_id(n: u8) -> String {
    SubjectId::new(Millis(SUNDAY_TEN), [n; 10]).to_string()
}

/// The correction of a saved call as the screen opens it: a draft of its own.
pub(crate) fn correction(machine: &Machine, call: &str, n: u8) -> CallForm {
    CallForm {
        id: new_id(n),
        ..machine.app.call_form(call).unwrap()
    }
}

/// Saves a correction that meets nobody else's; the call's row and what was changed.
pub(crate) fn corrected(machine: &Machine, form: &CallForm) -> (CallRow, Vec<FieldChange>) {
    match machine.app.amend_call(form).unwrap() {
        Amendment::Saved { row, fields, .. } => (*row, fields),
        Amendment::Differs { clashes } => panic!("{clashes:?}"),
    }
}

/// A query that can be saved as it is.
pub(crate) fn query_form(n: u8) -> CallForm {
    CallForm {
        id: new_id(n),
        channel: "phone_in".into(),
        started_at: SUNDAY_TEN - 60_000,
        ended_at: Some(SUNDAY_TEN - 10_000),
        number: "٩٩١٢ ٣٤٥٦".into(),
        type_code: "health_ed".into(),
        sub_category: "vaccination".into(),
        note: "سألت عن مواعيد تطعيم الأطفال".into(),
        ..CallForm::default()
    }
}

/// A complaint that can be saved as it is; by its type it opens a case.
pub(crate) fn complaint_form(n: u8) -> CallForm {
    CallForm {
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility_text: "مجمع صحي".into(),
        note: "لم يتوفر الدواء منذ أسبوعين".into(),
        ..query_form(n)
    }
}

/// Opens a sensitive case, or that of a call, as whoever has the right does before reading it.
pub(crate) fn open_sensitive(machine: &Machine, subject: &str) {
    machine
        .app
        .view_sensitive(&ViewingOrder {
            subject: subject.to_owned(),
            reason: "مراجعة المناوبة".into(),
        })
        .unwrap();
}
