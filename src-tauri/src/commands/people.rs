//! People at this machine.

use app::Result;
use app::dto::{
    AddedPerson, AppState, ChangedPerson, ChangedSecret, KeyBindings, LockFor, LockTimes, NewLogin,
    NewPerson, NewSecret, NoticeSetting, Person, PersonActive, Preferences, RecoveredSecret,
    RenewedSecret, SignIn, SignedIn,
};

use super::{Nida, ask};

#[tauri::command(async)]
pub(crate) async fn sign_in(app: Nida<'_>, sign_in: SignIn) -> Result<SignedIn> {
    ask(app, move |app| app.sign_in(&sign_in)).await
}

#[tauri::command(async)]
pub(crate) async fn sign_out(app: Nida<'_>) -> Result<AppState> {
    ask(app, move |app| app.sign_out()).await
}

#[tauri::command(async)]
pub(crate) async fn set_preferences(app: Nida<'_>, preferences: Preferences) -> Result<AppState> {
    ask(app, move |app| app.set_preferences(preferences)).await
}

#[tauri::command(async)]
pub(crate) async fn people(app: Nida<'_>) -> Result<Vec<Person>> {
    ask(app, move |app| app.people()).await
}

#[tauri::command(async)]
pub(crate) async fn add_person(app: Nida<'_>, person: NewPerson) -> Result<AddedPerson> {
    ask(app, move |app| app.add_person(&person)).await
}

#[tauri::command(async)]
pub(crate) async fn key_bindings(app: Nida<'_>) -> Result<KeyBindings> {
    ask(app, move |app| app.key_bindings()).await
}

#[tauri::command(async)]
pub(crate) async fn set_key_bindings(app: Nida<'_>, bindings: KeyBindings) -> Result<()> {
    ask(app, move |app| app.set_key_bindings(&bindings)).await
}

#[tauri::command(async)]
pub(crate) async fn give_secret(app: Nida<'_>, given: NewSecret) -> Result<Person> {
    ask(app, move |app| app.give_secret(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn replace_secret(app: Nida<'_>, given: NewSecret) -> Result<Person> {
    ask(app, move |app| app.replace_secret(&given)).await
}

#[tauri::command(async)]
pub(crate) async fn renew_secret(app: Nida<'_>, renewed: RenewedSecret) -> Result<()> {
    ask(app, move |app| app.renew_secret(&renewed)).await
}

#[tauri::command(async)]
pub(crate) async fn recover_secret(app: Nida<'_>, recovered: RecoveredSecret) -> Result<Person> {
    ask(app, move |app| app.recover_secret(&recovered)).await
}

#[tauri::command(async)]
pub(crate) async fn set_person_active(app: Nida<'_>, change: PersonActive) -> Result<Person> {
    ask(app, move |app| app.set_person_active(&change)).await
}

#[tauri::command(async)]
pub(crate) async fn change_login(app: Nida<'_>, change: NewLogin) -> Result<Person> {
    ask(app, move |app| app.change_login(&change)).await
}

#[tauri::command(async)]
pub(crate) async fn change_person(app: Nida<'_>, change: ChangedPerson) -> Result<Person> {
    ask(app, move |app| app.change_person(&change)).await
}

#[tauri::command(async)]
pub(crate) async fn lock(app: Nida<'_>, why: LockFor) -> Result<AppState> {
    ask(app, move |app| app.lock(&why)).await
}

#[tauri::command(async)]
pub(crate) async fn set_lock_times(app: Nida<'_>, times: LockTimes) -> Result<SignedIn> {
    ask(app, move |app| app.set_lock_times(times)).await
}

#[tauri::command(async)]
pub(crate) async fn notice_setting(app: Nida<'_>) -> Result<NoticeSetting> {
    ask(app, move |app| app.notice_setting()).await
}

#[tauri::command(async)]
pub(crate) async fn set_notices(app: Nida<'_>, setting: NoticeSetting) -> Result<NoticeSetting> {
    ask(app, move |app| app.set_notices(setting)).await
}

#[tauri::command(async)]
pub(crate) async fn change_secret(app: Nida<'_>, change: ChangedSecret) -> Result<()> {
    ask(app, move |app| app.change_secret(&change)).await
}
