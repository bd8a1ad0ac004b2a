//! What a policy fixes for whoever works at a machine. Never here: how its text is read, what follows from it.

use serde_json::Value;

use super::{KeptMonths, PolicyError, PolicyKey, ScreenDigits, ScreenLanguage, Wrong, walk};

/// The longest time without a call until a machine locks, in minutes.
pub const LOCK_MIN_MAX: u32 = 30;
/// The longest time in a call, in minutes.
pub const LOCK_IN_CALL_MIN_MAX: u32 = 120;
/// The most samples of each agent.
pub const SAMPLES_MAX: u32 = 20;
/// The most daily backups that are kept in a place.
pub const BACKUPS_DAILY_MAX: u32 = 60;
/// The most weeks before these of which one is kept.
pub const BACKUPS_WEEKLY_MAX: u32 = 60;
/// The most days until the last good backup is old.
pub const BACKUP_WARN_DAYS_MAX: u32 = 30;

/// What is fixed for whoever works at a machine; nothing where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixed {
    /// Minutes without a hand on the machine until it locks, 1 to [`LOCK_MIN_MAX`].
    pub lock_min: Option<u32>,
    /// The same during a call, 1 to [`LOCK_IN_CALL_MIN_MAX`], never less than without one.
    pub lock_in_call_min: Option<u32>,
    /// Language of the screen.
    pub language: Option<ScreenLanguage>,
    /// Digits of the screen.
    pub digits: Option<ScreenDigits>,
    /// Whether notifications of the desktop may be shown.
    pub notifications: Option<bool>,
    /// How many calls of each agent a supervisor looks at as samples, 0 to [`SAMPLES_MAX`].
    pub samples_per_agent: Option<u32>,
    /// How many daily backups are kept in a place, 1 to [`BACKUPS_DAILY_MAX`].
    pub backup_daily: Option<u32>,
    /// Of how many weeks before these one is kept, 0 to [`BACKUPS_WEEKLY_MAX`].
    pub backup_weekly: Option<u32>,
    /// After how many days the last good backup is old, 1 to [`BACKUP_WARN_DAYS_MAX`].
    pub backup_warn_days: Option<u32>,
    /// For how many months the words of what was logged are kept, by type.
    pub kept_months: Option<KeptMonths>,
}

impl Fixed {
    /// What the pack of a site fixes.
    ///
    /// # Errors
    /// The first mistake; [`PolicyError::MachinesOwn`] for what is for each machine's administrator to say.
    pub fn read(content: &[u8]) -> Result<Self, PolicyError> {
        let mut fixed = Self::default();
        walk(content, &mut |key, value| fixed.take(key, value))?;
        Ok(fixed)
    }

    /// Takes a value over.
    ///
    /// # Errors
    /// [`Wrong`]: the key cannot have it, or is no key of this.
    pub fn take(&mut self, key: PolicyKey, value: &Value) -> Result<(), Wrong> {
        match key {
            PolicyKey::LockMin => self.lock_min = Some(within(value, 1, LOCK_MIN_MAX)?),
            PolicyKey::LockInCallMin => {
                self.lock_in_call_min = Some(within(value, 1, LOCK_IN_CALL_MIN_MAX)?);
            }
            PolicyKey::SamplesPerAgent => {
                self.samples_per_agent = Some(within(value, 0, SAMPLES_MAX)?);
            }
            PolicyKey::BackupDaily => {
                self.backup_daily = Some(within(value, 1, BACKUPS_DAILY_MAX)?);
            }
            PolicyKey::BackupWeekly => {
                self.backup_weekly = Some(within(value, 0, BACKUPS_WEEKLY_MAX)?);
            }
            PolicyKey::BackupWarnDays => {
                self.backup_warn_days = Some(within(value, 1, BACKUP_WARN_DAYS_MAX)?);
            }
            PolicyKey::KeepMonths => self.kept_months = Some(KeptMonths::read(value)?),
            PolicyKey::Language => {
                self.language = Some(match value.as_str() {
                    Some("ar") => ScreenLanguage::Ar,
                    Some("en") => ScreenLanguage::En,
                    _ => return Err(Wrong::Value),
                });
            }
            PolicyKey::Digits => {
                self.digits = Some(match value.as_str() {
                    Some("latn") => ScreenDigits::Latn,
                    Some("arab") => ScreenDigits::Arab,
                    _ => return Err(Wrong::Value),
                });
            }
            PolicyKey::Notifications => {
                self.notifications = Some(value.as_bool().ok_or(Wrong::Value)?);
            }
            PolicyKey::CentreAddress
            | PolicyKey::KeyFile
            | PolicyKey::Keyring
            | PolicyKey::BackupFolder => {
                return Err(Wrong::MachinesOwn);
            }
        }
        // During a call a machine never locks sooner than without one.
        match (self.lock_min, self.lock_in_call_min) {
            (Some(free), Some(in_call)) if in_call < free => Err(Wrong::Value),
            _ => Ok(()),
        }
    }

    /// Whether it fixes this.
    #[must_use]
    pub const fn fixes(&self, key: PolicyKey) -> bool {
        match key {
            PolicyKey::LockMin => self.lock_min.is_some(),
            PolicyKey::LockInCallMin => self.lock_in_call_min.is_some(),
            PolicyKey::Language => self.language.is_some(),
            PolicyKey::Digits => self.digits.is_some(),
            PolicyKey::Notifications => self.notifications.is_some(),
            PolicyKey::SamplesPerAgent => self.samples_per_agent.is_some(),
            PolicyKey::BackupDaily => self.backup_daily.is_some(),
            PolicyKey::BackupWeekly => self.backup_weekly.is_some(),
            PolicyKey::BackupWarnDays => self.backup_warn_days.is_some(),
            PolicyKey::KeepMonths => self.kept_months.is_some(),
            PolicyKey::CentreAddress
            | PolicyKey::KeyFile
            | PolicyKey::Keyring
            | PolicyKey::BackupFolder => false,
        }
    }

    /// The number that it fixes; none for what is no number.
    #[must_use]
    pub const fn number(&self, key: PolicyKey) -> Option<u32> {
        match key {
            PolicyKey::LockMin => self.lock_min,
            PolicyKey::LockInCallMin => self.lock_in_call_min,
            PolicyKey::SamplesPerAgent => self.samples_per_agent,
            PolicyKey::BackupDaily => self.backup_daily,
            PolicyKey::BackupWeekly => self.backup_weekly,
            PolicyKey::BackupWarnDays => self.backup_warn_days,
            _ => None,
        }
    }

    /// What is in force where both say something: this, key by key, else the other one. Of the two times of the lock
    /// the other's gives way where they do not fit.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        let at_most = |minutes: u32| {
            self.lock_in_call_min
                .map_or(minutes, |own| minutes.min(own))
        };
        let at_least = |minutes: u32| self.lock_min.map_or(minutes, |own| minutes.max(own));
        Self {
            lock_min: self.lock_min.or(other.lock_min.map(at_most)),
            lock_in_call_min: self
                .lock_in_call_min
                .or(other.lock_in_call_min.map(at_least)),
            language: self.language.or(other.language),
            digits: self.digits.or(other.digits),
            notifications: self.notifications.or(other.notifications),
            samples_per_agent: self.samples_per_agent.or(other.samples_per_agent),
            backup_daily: self.backup_daily.or(other.backup_daily),
            backup_weekly: self.backup_weekly.or(other.backup_weekly),
            backup_warn_days: self.backup_warn_days.or(other.backup_warn_days),
            kept_months: self
                .kept_months
                .clone()
                .or_else(|| other.kept_months.clone()),
        }
    }
}

pub(super) fn within(value: &Value, least: u32, most: u32) -> Result<u32, Wrong> {
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or(Wrong::Value)
}
