//! People at this machine: signing in and out, the list to choose from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Digits, LocaleCode};

/// One person who can sign in here.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Id of the user.
    pub id: String,
    /// What they type to sign in.
    pub login: String,
    /// Name in Arabic, may be empty.
    pub name_ar: String,
    /// Name in English, may be empty.
    pub name_en: String,
    /// Role codes, highest first.
    pub roles: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
}

/// Name and secret as typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// The login name, letter case does not matter.
    pub login: String,
    /// PIN or password; Arabic-Indic digits count as Latin ones.
    pub secret: String,
}

/// The person at the machine, their duty and what they may do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// Their own language.
    pub locale: LocaleCode,
    /// Their own digits.
    pub digits: Digits,
    /// Id of the duty opened by signing in.
    pub duty: String,
    /// When the duty was opened.
    pub duty_opened_at: i64,
    /// Rights by code, so that screens offer only what is allowed; checked again at every command.
    pub rights: Vec<String>,
}

/// Language and digits of the person signed in, or of the station when nobody is.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// Language.
    pub locale: LocaleCode,
    /// Digits.
    pub digits: Digits,
}
