//! People at this machine.

use app::Result;
use app::dto::{
    AddedPerson, AppState, KeyBindings, NewLogin, NewPerson, NewSecret, Person, Preferences,
    SignIn, SignedIn,
};

use super::Nida;

#[tauri::command(async)]
pub(crate) fn sign_in(app: Nida<'_>, sign_in: SignIn) -> Result<SignedIn> {
    app.sign_in(&sign_in)
}

#[tauri::command(async)]
pub(crate) fn sign_out(app: Nida<'_>) -> Result<AppState> {
    app.sign_out()
}

#[tauri::command(async)]
pub(crate) fn set_preferences(app: Nida<'_>, preferences: Preferences) -> Result<AppState> {
    app.set_preferences(preferences)
}

#[tauri::command(async)]
pub(crate) fn people(app: Nida<'_>) -> Result<Vec<Person>> {
    app.people()
}

#[tauri::command(async)]
pub(crate) fn add_person(app: Nida<'_>, person: NewPerson) -> Result<AddedPerson> {
    app.add_person(&person)
}

#[tauri::command(async)]
pub(crate) fn key_bindings(app: Nida<'_>) -> Result<KeyBindings> {
    app.key_bindings()
}

#[tauri::command(async)]
pub(crate) fn set_key_bindings(app: Nida<'_>, bindings: KeyBindings) -> Result<()> {
    app.set_key_bindings(&bindings)
}

#[tauri::command(async)]
pub(crate) fn give_secret(app: Nida<'_>, given: NewSecret) -> Result<Person> {
    app.give_secret(&given)
}

#[tauri::command(async)]
pub(crate) fn change_login(app: Nida<'_>, change: NewLogin) -> Result<Person> {
    app.change_login(&change)
}
