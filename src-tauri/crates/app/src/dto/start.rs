//! Opening the application: where it stands, the first start, the store's passphrase.

use serde::{Deserialize, Serialize};
use store::{Unlock, Way};
use ts_rs::TS;

use super::{Locked, PolicyState, SignedIn};
use crate::ErrorDto;

/// Where the application stands; decides which screen is shown.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// The stage reached.
    pub phase: Phase,
    /// Language of the station, until a person with their own has signed in.
    pub locale: LocaleCode,
    /// Digits of the station, until a person with their own has signed in.
    pub digits: Digits,
    /// True in the practice store: its banner stands on every screen.
    pub practice: bool,
    /// The PIN of every sample person; only in the practice store, where it protects nothing.
    pub practice_pin: Option<String>,
    /// Name of the station, empty before the first start.
    pub station: String,
    /// What the policy of the organisation fixes.
    pub policy: PolicyState,
    /// Why the store did not open by itself where it was to, each way with its reason.
    pub unopened: Vec<ErrorDto>,
    /// Why the store was refused; only with `Phase::Refused`.
    pub refusal: Option<ErrorDto>,
    /// Where the store lies, for the page that explains a refusal and for help.
    pub data_folder: String,
    /// Which program this is.
    pub about: About,
    /// The person at the machine; only with `Phase::Ready`.
    pub signed_in: Option<SignedIn>,
    /// Who locked the machine; only with `Phase::Locked`.
    pub locked: Option<Locked>,
}

/// The program itself, to be read out to whoever helps.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Its version.
    pub version: String,
    /// Its licence, as an SPDX expression.
    pub licence: String,
    /// For which system and processor it was built.
    pub system: String,
    /// It was built to be handed out, not to be worked on.
    pub release: bool,
}

impl About {
    /// What was built in.
    pub(crate) fn this() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            licence: env!("CARGO_PKG_LICENSE").to_owned(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            release: !cfg!(debug_assertions),
        }
    }
}

/// The stages between a double click and a usable desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// No store yet: language, station, passphrase, first person.
    FirstStart,
    /// A store is there and is to be opened without a person; `open_by_itself` does it.
    Opening,
    /// A store is there, its key is not: station passphrase or recovery code.
    Closed,
    /// Open; nobody is signed in.
    SignIn,
    /// Somebody is signed in and the machine is locked: their secret opens it, or somebody else signs in.
    Locked,
    /// Somebody is signed in.
    Ready,
    /// The store cannot be used: newer, damaged, in use by another copy, read-only. Untouched.
    Refused,
}

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LocaleCode {
    /// Arabic, right to left.
    Ar,
    /// English.
    En,
}

/// Which digits are shown, except in phones and references (always Latin).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// 0123456789, the default.
    Latn,
    /// ٠١٢٣٤٥٦٧٨٩.
    Arab,
}

/// Everything the first start asks for before there is a store; made into a store in one step or not at all.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirstStart {
    /// Language of the station.
    pub locale: LocaleCode,
    /// Name of the station as people call it, 1–80 characters.
    pub station: String,
    /// Station passphrase, at least 12 characters: opens the store after the machine starts.
    pub passphrase: String,
    /// The groups of the recovery code that were asked back, as typed, in their order.
    pub groups: Vec<String>,
    /// The first person: administrator, supervisor and agent until others are added.
    pub person: NewPerson,
}

/// A person to be added at this machine.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewPerson {
    /// What they type to sign in, 2–40 characters, no spaces.
    pub login: String,
    /// Name in Arabic, up to 200 characters; one of the two names is required.
    pub name_ar: String,
    /// Name in English, up to 200 characters.
    pub name_en: String,
    /// PIN (6 digits or more) or password (8 characters or more).
    pub secret: String,
    /// Role codes; ignored for the first person.
    pub roles: Vec<String>,
    /// Codes of the languages that they speak with callers; ignored for the first person.
    pub languages: Vec<String>,
}

/// A recovery code as it is shown, once.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownCode {
    /// In groups of five, with dashes; never stored.
    pub code: String,
    /// Numbers of the groups that are asked back, from 1 on, in their order.
    pub asked: Vec<u32>,
}

/// Settles the station before there is a store, so that a start that was broken off goes on here.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StationBegun {
    /// Language of the station.
    pub locale: LocaleCode,
    /// Its name, up to 80 characters; may be empty.
    pub station: String,
}

/// How a closed store is opened.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "with")]
pub enum OpenStore {
    /// By the station passphrase.
    #[serde(rename_all = "camelCase")]
    Passphrase {
        /// As typed.
        passphrase: String,
    },
    /// By the recovery code; spaces, dashes and letter case do not matter.
    #[serde(rename_all = "camelCase")]
    RecoveryCode {
        /// As typed.
        code: String,
    },
}

impl OpenStore {
    pub(crate) fn unlock(&self) -> Unlock<'_> {
        match self {
            Self::Passphrase { passphrase } => Unlock::Passphrase(passphrase),
            Self::RecoveryCode { code } => Unlock::RecoveryCode(code),
        }
    }

    pub(crate) const fn way(&self) -> Way {
        match self {
            Self::Passphrase { .. } => Way::Passphrase,
            Self::RecoveryCode { .. } => Way::RecoveryCode,
        }
    }
}
