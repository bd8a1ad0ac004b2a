//! The ways into the store, and what the organisation's policy fixes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorDto;
use crate::policy::PolicyField;

/// What the policy of the organisation says, on every page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyState {
    /// What is fixed and cannot be changed here.
    pub locked: Vec<PolicyField>,
    /// What of it the policy of the centre fixes for all machines of the site; the rest is this machine's own.
    pub by_centre: Vec<PolicyField>,
    /// Why the file was not taken, where one is there; then it fixes nothing.
    pub problem: Option<ErrorDto>,
    /// The address of the centre, where it is fixed.
    pub centre_address: Option<String>,
}

/// In which ways the store opens.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaysIn {
    /// By the station passphrase.
    pub passphrase: bool,
    /// By the recovery code.
    pub recovery_code: bool,
    /// By the keyring of the operating system, without a person.
    pub keyring: bool,
    /// By a key file that the policy names, without a person.
    pub key_file: bool,
    /// How many ways there are that this version does not know.
    pub unknown: u32,
    /// Whether keyring and key file can be taken away: a passphrase or a recovery code opens as well.
    pub removable: bool,
    /// Whether this system has a keyring that could be asked.
    pub keyring_there: bool,
    /// Whether the policy lets a keyring open the store; one that cannot be taken does not.
    pub keyring_allowed: bool,
    /// Whether the policy names a key file.
    pub key_file_named: bool,
    /// Why the store did not open by itself at this start, each way with its reason.
    pub unopened: Vec<ErrorDto>,
    /// When each way was last seen to open it.
    pub tried: WaysTried,
}

/// When each way last opened the store, in milliseconds since 1970; null where that was never seen of the secret that it
/// has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaysTried {
    /// The station passphrase.
    pub passphrase: Option<i64>,
    /// The recovery code.
    pub recovery_code: Option<i64>,
    /// What the keyring holds.
    pub keyring: Option<i64>,
    /// The key file.
    pub key_file: Option<i64>,
}

/// A way that is tried without changing anything.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "way", deny_unknown_fields)]
pub enum WayToTry {
    /// The station passphrase.
    #[serde(rename_all = "camelCase")]
    Passphrase {
        /// As typed.
        passphrase: String,
    },
    /// The recovery code; spaces, dashes and letter case do not matter.
    #[serde(rename_all = "camelCase")]
    RecoveryCode {
        /// As typed off the paper.
        code: String,
    },
    /// What the keyring of the operating system holds.
    Keyring,
    /// The key file that the policy names.
    KeyFile,
}

/// A way that opens without a person and can be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayIn {
    /// The keyring of the operating system.
    Keyring,
    /// A key file.
    KeyFile,
}

/// Another passphrase for the station.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangedPassphrase {
    /// The one that holds, as typed.
    pub old: String,
    /// The new one, 12 characters or more.
    pub passphrase: String,
}
