//! The person at the machine: who, in which roles, since when.

use domain::id::{Millis, SubjectId, UserId};
use domain::role::Role;

use crate::dto::{Digits, LocaleCode, Person, SignedIn};
use crate::rights::{Command, Need, Right};
use crate::{AppError, Result};

/// Somebody signed in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) user: UserId,
    pub(crate) person: Person,
    pub(crate) roles: Vec<Role>,
    pub(crate) duty: SubjectId,
    pub(crate) duty_opened_at: Millis,
    pub(crate) locale: LocaleCode,
    pub(crate) digits: Digits,
}

impl Session {
    pub(crate) fn to_dto(&self) -> SignedIn {
        let rights = Right::ALL.iter().filter(|right| self.may(**right));
        SignedIn {
            person: self.person.clone(),
            locale: self.locale,
            digits: self.digits,
            duty: self.duty.to_string(),
            duty_opened_at: self.duty_opened_at.0,
            rights: rights.map(|right| right.code().to_owned()).collect(),
        }
    }

    /// Whether one of this person's roles has the right.
    pub(crate) fn may(&self, right: Right) -> bool {
        right.role_among(&self.roles).is_some()
    }

    /// The role in which this person may do this.
    ///
    /// # Errors
    /// `NotAllowed` when none of their roles has the right.
    pub(crate) fn role_for(&self, command: Command) -> Result<Role> {
        match command.need() {
            Need::Right(right) => right
                .role_among(&self.roles)
                .ok_or(AppError::NotAllowed(right)),
            Need::Nothing | Need::SignedIn => {
                self.roles.first().copied().ok_or(AppError::SignedOut)
            }
        }
    }
}
