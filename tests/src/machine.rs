//! A machine without its window: the application on a folder, with a clock that is set.
//!
//! What unlocks it and what proves its person costs next to nothing here; nothing else differs from
//! what the shell starts. Never here: a rule about calls.

use std::path::Path;
use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{
    CallForm, FirstStart, ImportChecked, ImportMapping, ImportOpen, LinkStatus, LocaleCode,
    NewPerson, OpenStore, ShownCode, SignIn,
};
use app::{App, Config, ErrorCode, ErrorDto, PolicyPlace, SecretCost, StoreCost};
use domain::id::{Millis, SubjectId};

use crate::{Failure, Told};

/// Sunday, 2026-11-22, 10:00 in Muscat, UTC in milliseconds.
pub const SUNDAY_TEN: i64 = 1_795_327_200_000;
/// The station's passphrase.
pub const PASSPHRASE: &str = "سبع نخلات عند الفلج";
/// What the first person signs in with.
pub const LOGIN: &str = "maryam";
/// Their PIN.
pub const PIN: &str = "246813";

/// The application on this folder; nothing is opened yet.
#[must_use]
pub fn start(data_folder: &Path, clock: Arc<SetClock>) -> App {
    start_told(data_folder, clock, |_| {})
}

/// The same, telling of each change of the link to the centre.
#[must_use]
pub fn start_told(
    data_folder: &Path,
    clock: Arc<SetClock>,
    on_link: impl Fn(LinkStatus) + Send + Sync + 'static,
) -> App {
    start_under(None, data_folder, clock, on_link)
}

fn start_under(
    policy: Option<PolicyPlace>,
    data_folder: &Path,
    clock: Arc<SetClock>,
    on_link: impl Fn(LinkStatus) + Send + Sync + 'static,
) -> App {
    App::start(Config {
        data_folder: data_folder.to_owned(),
        policy,
        keyring: None,
        clock,
        store_cost: StoreCost::PRACTICE_ONLY,
        secret_cost: SecretCost::Least,
        on_link: Arc::new(on_link),
        on_pop: Arc::new(|| {}),
        notifier: Arc::new(app::NoNotices),
        on_close: Arc::new(|_| {}),
    })
}

/// Makes the store with its first person; nobody is signed in afterwards.
///
/// # Errors
/// What the application answers.
pub fn first_start(app: &App) -> Told {
    app.first_start(&FirstStart {
        groups: from_paper(&app.first_code()?),
        locale: LocaleCode::Ar,
        station: "مسقط ١".into(),
        passphrase: PASSPHRASE.into(),
        person: NewPerson {
            login: LOGIN.into(),
            name_ar: "مريم بنت سالم".into(),
            name_en: "Maryam".into(),
            secret: PIN.into(),
            roles: Vec::new(),
            languages: Vec::new(),
        },
    })?;
    Ok(())
}

/// The groups of a recovery code that are asked back from paper.
#[must_use]
pub fn from_paper(shown: &ShownCode) -> Vec<String> {
    let groups: Vec<&str> = shown.code.split('-').collect();
    let asked = shown.asked.iter().filter_map(|at| {
        let at = usize::try_from(*at).ok()?.checked_sub(1)?;
        groups.get(at).map(|group| (*group).to_owned())
    });
    asked.collect()
}

/// Opens the closed store.
///
/// # Errors
/// What the application answers.
pub fn open(app: &App) -> Told {
    app.open_store(&OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    })?;
    Ok(())
}

/// Signs the first person in.
///
/// # Errors
/// What the application answers.
pub fn sign_in(app: &App) -> Told {
    app.sign_in(&SignIn {
        login: LOGIN.into(),
        secret: PIN.into(),
    })?;
    Ok(())
}

/// A machine at which the first person has signed in for the first time.
///
/// # Errors
/// What the application answers.
pub fn signed_in(data_folder: &Path) -> Told<App> {
    signed_in_under(None, data_folder)
}

/// The same under a policy of its own.
///
/// # Errors
/// What the application answers.
pub fn signed_in_under(policy: Option<PolicyPlace>, data_folder: &Path) -> Told<App> {
    let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN)));
    let app = start_under(policy, data_folder, clock, |_| {});
    first_start(&app)?;
    sign_in(&app)?;
    Ok(app)
}

/// The code with which the application refused.
///
/// # Errors
/// It did not refuse.
pub fn refusal<T>(answer: app::Result<T>) -> Told<ErrorCode> {
    match answer {
        Ok(_) => Err(Failure::new("a refusal was promised and none came")),
        Err(error) => Ok(ErrorDto::from(&error).code),
    }
}

/// An id of this moment that nothing else bears.
#[must_use]
pub fn id(at: i64, random: [u8; 10]) -> String {
    SubjectId::new(Millis(at), random).to_string()
}

/// A query that can be saved as it is; it opens no case.
#[must_use]
pub fn query_form(id: String, started_at: i64) -> CallForm {
    CallForm {
        id,
        channel: "phone_in".into(),
        started_at,
        number: "٩٩١٢ ٣٤٥٦".into(),
        type_code: "health_ed".into(),
        sub_category: "vaccination".into(),
        note: "سألت عن مواعيد تطعيم الأطفال".into(),
        ..CallForm::default()
    }
}

/// A complaint that can be saved as it is; by its type it opens a case.
#[must_use]
pub fn complaint_form(id: String, started_at: i64) -> CallForm {
    CallForm {
        type_code: "complaint".into(),
        sub_category: "med_shortage".into(),
        facility_text: "مجمع صحي".into(),
        note: "لم يتوفر الدواء منذ أسبوعين".into(),
        ..query_form(id, started_at)
    }
}

/// Opens a sheet whose rows are of this kind, takes its columns for what is proposed, and checks it.
///
/// # Errors
/// It is none, or a column that is needed is not known by its header.
pub fn checked_sheet(app: &App, kind: &str, path: &str) -> Told<ImportChecked> {
    let sheet = app.import_open(&ImportOpen {
        path: path.to_owned(),
        kind: kind.to_owned(),
    })?;
    let columns = sheet.columns.into_iter().map(|column| column.field);
    Ok(app.import_check(&ImportMapping {
        look: sheet.look,
        columns: columns.collect(),
        defaults: sheet.defaults,
    })?)
}
