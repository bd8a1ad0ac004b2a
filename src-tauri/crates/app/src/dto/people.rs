//! People at this machine: signing in and out, the list to choose from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Digits, LocaleCode};

/// A person of the site.
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
    /// Codes of the languages that they speak with callers.
    pub languages: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Whether they have a secret at this machine. Others are of the site's other machines.
    pub signs_in_here: bool,
    /// Whether somebody else of the site bears the same login; one of them should get another.
    pub login_shared: bool,
}

/// What became of a person who was to be added.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum AddedPerson {
    /// They were added and can sign in here.
    Added {
        /// The new person.
        person: Person,
    },
    /// Nothing was written: people of the site bear this login and have no secret here. If it is one of
    /// them, `give_secret` lets them in; if not, the new one needs another login.
    KnownInSite {
        /// Who bears it.
        people: Vec<Person>,
    },
}

/// A first secret at this machine for a person of the site.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSecret {
    /// Id of the person.
    pub person: String,
    /// PIN (6 digits or more) or password (8 characters or more).
    pub secret: String,
}

/// Whether a person may sign in.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonActive {
    /// Id of the person.
    pub person: String,
    /// They may.
    pub active: bool,
}

/// One's own secret in place of the one that somebody gave.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewedSecret {
    /// The login name.
    pub login: String,
    /// The one that was given.
    pub old: String,
    /// The new one: PIN (6 digits or more) or password (8 characters or more).
    pub secret: String,
}

/// An administrator's new secret, by the recovery code of the station.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecoveredSecret {
    /// The login name.
    pub login: String,
    /// The recovery code; spaces, dashes and letter case do not matter.
    pub code: String,
    /// The new one: PIN (6 digits or more) or password (8 characters or more).
    pub secret: String,
}

/// Other names, roles or languages of a person.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangedPerson {
    /// Id of the person.
    pub person: String,
    /// Name in Arabic; one of the two may be empty.
    pub name_ar: String,
    /// Name in English.
    pub name_en: String,
    /// Codes of their roles, at least one.
    pub roles: Vec<String>,
    /// Codes of the languages that they speak with callers.
    pub languages: Vec<String>,
}

/// Another login for a person.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewLogin {
    /// Id of the person.
    pub person: String,
    /// What they type to sign in from now on, 2–40 characters, no spaces.
    pub login: String,
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
    /// The pauses of the duty so far, oldest first.
    pub pauses: Vec<DutyPause>,
    /// Without a key or mouse until the screen locks.
    pub lock_times: LockTimes,
    /// Rights by code, so that screens offer only what is allowed; checked again at every command.
    pub rights: Vec<String>,
}

/// After how long without a key or mouse a machine locks. Settings of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockTimes {
    /// Minutes, 1 to 30.
    pub lock_min: u32,
    /// Minutes while the clock of a call runs, `lock_min` to 120.
    pub lock_in_call_min: u32,
}

/// Whether a machine shows notices of the desktop. A setting of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeSetting {
    /// They are shown.
    pub shown: bool,
}

/// Why the machine is locked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockFor {
    /// Code of the pause that begins; empty where none does.
    pub reason: String,
}

/// A locked machine.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Locked {
    /// Whose secret opens it again; somebody else may sign in instead.
    pub person: Person,
    /// Since when.
    pub since: i64,
    /// The pause that began with it.
    pub pause: Option<PauseView>,
}

/// A pause that goes on.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PauseView {
    /// Code of its reason.
    pub reason: String,
    /// When it began.
    pub from: i64,
    /// How long one usually is, in minutes; none where nothing is usual. Nothing ends it then.
    pub usual_min: Option<u32>,
}

/// A pause of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DutyPause {
    /// Code of its reason.
    pub reason: String,
    /// When it began.
    pub from: i64,
    /// When it ended; none while it goes on.
    pub until: Option<i64>,
}

/// Another secret for oneself.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangedSecret {
    /// The one that holds.
    pub old: String,
    /// The new one: PIN (6 digits or more) or password (8 characters or more).
    pub secret: String,
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
