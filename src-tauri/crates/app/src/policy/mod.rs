//! The policy of the organisation: what a file of the machine's administrator fixes for everybody there, and a pack of
//! the centre for everybody at the machines of a site. The machine's own word counts, key by key.
//!
//! The file is read once, at the start; the pack is in force from the moment the store is open, and another one as soon
//! as it was taken. What is fixed cannot be changed here: the screen shows the value and
//! says why, and the command refuses. A file that is wrong in any place is not taken at all and is told
//! on every first page: half a policy would look like a whole one. Calls must be logged, so everything
//! else goes on with what is built in; only keyring and key file are left alone then, since the file may
//! have forbidden them.
//!
//! Never here: writing the file; a key that nothing honours.

mod in_force;
mod read;
pub(crate) mod trust;

use std::path::PathBuf;

use domain::policy::{Fixed, PolicyError, PolicyKey};
use serde::Serialize;
use sync::Address;
use ts_rs::TS;

pub(crate) use in_force::InForce;

use crate::dto::{LocaleCode, PolicyState};
use crate::{AppError, ErrorCode, ErrorDto, Result};

/// Where a policy lies, and whose it must be to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyPlace {
    /// The file; may not exist, which is the usual case.
    pub path: PathBuf,
    /// The account that must own it and every key file it names (Unix): root's is 0.
    pub owner: u32,
}

impl PolicyPlace {
    /// `/etc/nida/policy.json`, root's; on Windows `%ProgramData%\Nida\policy.json`, where who may write
    /// is left to whoever installs, since an owner cannot be asked for there without unsafe code.
    #[must_use]
    pub fn of_the_system() -> Option<Self> {
        let path = if cfg!(windows) {
            PathBuf::from(std::env::var_os("ProgramData")?).join("Nida")
        } else {
            PathBuf::from("/etc/nida")
        };
        Some(Self {
            path: path.join("policy.json"),
            owner: ROOT,
        })
    }
}

/// The account of a Unix system's administrator.
const ROOT: u32 = 0;

/// A key of the file; its code is the key itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PolicyField {
    /// Minutes without a hand on the machine until it locks.
    LockMin,
    /// The same during a call.
    LockInCallMin,
    /// Language of the screen.
    Language,
    /// Digits of the screen.
    Digits,
    /// Address of the centre.
    CentreAddress,
    /// A key file that opens the store.
    KeyFile,
    /// Whether the keyring of the operating system may open the store.
    Keyring,
    /// Whether notifications of the desktop may be shown.
    Notifications,
    /// How many calls of each agent a supervisor looks at as samples.
    SamplesPerAgent,
    /// The folder that backups go to beside those in the data folder.
    BackupFolder,
    /// How many daily backups are kept in a place.
    BackupDaily,
    /// Of how many weeks before these one is kept.
    BackupWeekly,
    /// After how many days the last good backup is old.
    BackupWarnDays,
    /// For how many months the words of what was logged are kept, by type.
    KeepMonths,
}

impl PolicyField {
    /// Every key.
    pub const ALL: [Self; 14] = [
        Self::LockMin,
        Self::LockInCallMin,
        Self::Language,
        Self::Digits,
        Self::CentreAddress,
        Self::KeyFile,
        Self::Keyring,
        Self::Notifications,
        Self::SamplesPerAgent,
        Self::BackupFolder,
        Self::BackupDaily,
        Self::BackupWeekly,
        Self::BackupWarnDays,
        Self::KeepMonths,
    ];

    /// The key as it stands in the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.key().code()
    }

    pub(crate) const fn key(self) -> PolicyKey {
        match self {
            Self::LockMin => PolicyKey::LockMin,
            Self::LockInCallMin => PolicyKey::LockInCallMin,
            Self::Language => PolicyKey::Language,
            Self::Digits => PolicyKey::Digits,
            Self::CentreAddress => PolicyKey::CentreAddress,
            Self::KeyFile => PolicyKey::KeyFile,
            Self::Keyring => PolicyKey::Keyring,
            Self::Notifications => PolicyKey::Notifications,
            Self::SamplesPerAgent => PolicyKey::SamplesPerAgent,
            Self::BackupFolder => PolicyKey::BackupFolder,
            Self::BackupDaily => PolicyKey::BackupDaily,
            Self::BackupWeekly => PolicyKey::BackupWeekly,
            Self::BackupWarnDays => PolicyKey::BackupWarnDays,
            Self::KeepMonths => PolicyKey::KeepMonths,
        }
    }
}

impl From<PolicyKey> for PolicyField {
    fn from(key: PolicyKey) -> Self {
        match key {
            PolicyKey::LockMin => Self::LockMin,
            PolicyKey::LockInCallMin => Self::LockInCallMin,
            PolicyKey::Language => Self::Language,
            PolicyKey::Digits => Self::Digits,
            PolicyKey::CentreAddress => Self::CentreAddress,
            PolicyKey::KeyFile => Self::KeyFile,
            PolicyKey::Keyring => Self::Keyring,
            PolicyKey::Notifications => Self::Notifications,
            PolicyKey::SamplesPerAgent => Self::SamplesPerAgent,
            PolicyKey::BackupFolder => Self::BackupFolder,
            PolicyKey::BackupDaily => Self::BackupDaily,
            PolicyKey::BackupWeekly => Self::BackupWeekly,
            PolicyKey::BackupWarnDays => Self::BackupWarnDays,
            PolicyKey::KeepMonths => Self::KeepMonths,
        }
    }
}

/// Why a policy was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// It is there and cannot be read, or is no plain file.
    #[error("the policy cannot be read")]
    Unreadable,
    /// It belongs to somebody else than the machine's administrator.
    #[error("the policy belongs to another account")]
    NotRoots,
    /// Others than its owner can write it.
    #[error("others can write the policy")]
    Writable,
    /// Longer than a policy can be.
    #[error("the policy is too long")]
    TooLong,
    /// Not JSON, or not one object.
    #[error("the policy is no JSON object: line {line}, column {column}")]
    Syntax {
        /// From 1 on.
        line: usize,
        /// From 1 on.
        column: usize,
    },
    /// A key that nobody knows; often a letter is wrong.
    #[error("the policy has a key that is not known: line {line}")]
    UnknownKey {
        /// As it stands there, shortened.
        key: String,
        /// From 1 on.
        line: usize,
    },
    /// A key that stands there before already.
    #[error("the policy has a key twice: line {line}")]
    Twice {
        /// Which one.
        field: PolicyField,
        /// From 1 on.
        line: usize,
    },
    /// A value that the key cannot have.
    #[error("a value of the policy cannot be used: line {line}")]
    Value {
        /// Whose.
        field: PolicyField,
        /// From 1 on.
        line: usize,
    },
}

impl From<PolicyError> for PolicyFault {
    fn from(error: PolicyError) -> Self {
        match error {
            PolicyError::Syntax { line, column } => Self::Syntax { line, column },
            PolicyError::UnknownKey { key, line } => Self::UnknownKey { key, line },
            PolicyError::Twice { key, line } => Self::Twice {
                field: key.into(),
                line,
            },
            PolicyError::Value { key, line } | PolicyError::MachinesOwn { key, line } => {
                Self::Value {
                    field: key.into(),
                    line,
                }
            }
        }
    }
}

impl From<&PolicyFault> for ErrorDto {
    fn from(fault: &PolicyFault) -> Self {
        let mut dto = Self::plain(match fault {
            PolicyFault::Unreadable => ErrorCode::PolicyUnreadable,
            PolicyFault::NotRoots => ErrorCode::PolicyOwner,
            PolicyFault::Writable => ErrorCode::PolicyWritable,
            PolicyFault::TooLong => ErrorCode::PolicyTooLong,
            PolicyFault::Syntax { .. } => ErrorCode::PolicySyntax,
            PolicyFault::UnknownKey { .. } => ErrorCode::PolicyUnknownKey,
            PolicyFault::Twice { .. } => ErrorCode::PolicyTwice,
            PolicyFault::Value { .. } => ErrorCode::PolicyValue,
        });
        let mut arg = |name: &str, value: String| drop(dto.args.insert(name.into(), value));
        match fault {
            PolicyFault::Syntax { line, column } => {
                arg("line", line.to_string());
                arg("column", column.to_string());
            }
            PolicyFault::UnknownKey { key, line } => {
                arg("key", key.clone());
                arg("line", line.to_string());
            }
            PolicyFault::Twice { field, line } | PolicyFault::Value { field, line } => {
                arg("key", field.code().into());
                arg("line", line.to_string());
            }
            PolicyFault::TooLong => arg("limit", (read::MAX_BYTES / 1024).to_string()),
            PolicyFault::Unreadable | PolicyFault::NotRoots | PolicyFault::Writable => {}
        }
        dto
    }
}

/// What the file fixes; nothing without one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Policy {
    /// What a centre can fix as well.
    pub(crate) fixed: Fixed,
    pub(crate) centre_address: Option<Address>,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) keyring: Option<bool>,
    pub(crate) backup_folder: Option<PathBuf>,
    /// Why the file fixes nothing, where there is one that cannot be taken.
    pub(crate) fault: Option<PolicyFault>,
    /// Whose the files of the administrator are.
    pub(crate) owner: u32,
}

impl Policy {
    /// Reads the file of this place, once and for the whole run.
    pub(crate) fn at(place: Option<&PolicyPlace>) -> Self {
        let Some(place) = place else {
            return Self::default();
        };
        match read::read(place) {
            Ok(policy) => Self {
                owner: place.owner,
                ..policy
            },
            Err(fault) => {
                tracing::warn!(%fault, "the policy was not taken");
                Self {
                    fault: Some(fault),
                    owner: place.owner,
                    ..Self::default()
                }
            }
        }
    }

    pub(crate) fn fixes(&self, field: PolicyField) -> bool {
        match field {
            PolicyField::CentreAddress => self.centre_address.is_some(),
            PolicyField::KeyFile => self.key_file.is_some(),
            PolicyField::Keyring => self.keyring.is_some(),
            PolicyField::BackupFolder => self.backup_folder.is_some(),
            PolicyField::LockMin
            | PolicyField::LockInCallMin
            | PolicyField::Language
            | PolicyField::Digits
            | PolicyField::Notifications
            | PolicyField::SamplesPerAgent
            | PolicyField::BackupDaily
            | PolicyField::BackupWeekly
            | PolicyField::BackupWarnDays
            | PolicyField::KeepMonths => self.fixed.fixes(field.key()),
        }
    }

    /// The language that it fixes.
    pub(crate) fn language(&self) -> Option<LocaleCode> {
        self.fixed.language.map(in_force::locale)
    }

    /// With what the centre fixes for the site.
    pub(crate) fn with(&self, site: &Fixed) -> InForce {
        let keys = PolicyField::ALL.into_iter();
        InForce {
            fixed: self.fixed.over(site),
            by_centre: keys
                .filter(|field| site.fixes(field.key()) && !self.fixes(*field))
                .collect(),
        }
    }

    /// Refuses what would change a fixed value; choosing what is fixed changes nothing.
    pub(crate) fn allow<T: PartialEq>(
        field: PolicyField,
        fixed: Option<&T>,
        wanted: &T,
    ) -> Result<()> {
        match fixed {
            Some(fixed) if fixed != wanted => Err(AppError::SetByPolicy(field)),
            _ => Ok(()),
        }
    }

    /// Whether a keyring may open the store.
    ///
    /// # Errors
    /// `Policy` where the file cannot be taken: it may forbid it. `SetByPolicy` where it does.
    pub(crate) fn allow_keyring(&self) -> Result<()> {
        if let Some(fault) = &self.fault {
            return Err(AppError::Policy(fault.clone()));
        }
        match self.keyring {
            Some(false) => Err(AppError::SetByPolicy(PolicyField::Keyring)),
            _ => Ok(()),
        }
    }

    pub(crate) fn to_dto(&self, in_force: &InForce) -> PolicyState {
        let is_fixed =
            |field: &PolicyField| self.fixes(*field) || in_force.by_centre.contains(field);
        PolicyState {
            locked: PolicyField::ALL.into_iter().filter(is_fixed).collect(),
            by_centre: in_force.by_centre.clone(),
            problem: self.fault.as_ref().map(ErrorDto::from),
            centre_address: self.centre_address.as_ref().map(ToString::to_string),
        }
    }
}
