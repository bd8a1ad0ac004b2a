//! The person at the machine: who, in which roles, since when; and whether the machine is locked.

use domain::id::{Millis, SubjectId, UserId};
use domain::role::Role;

use crate::dto::{Digits, DutyPause, LocaleCode, LockTimes, Locked, PauseView, Person, SignedIn};
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
    /// Without a key or mouse until the screen locks.
    pub(crate) lock_times: LockTimes,
    /// The pauses of the duty up to its sign-in or unlocking; a lock ends what is told of it.
    pub(crate) pauses: Vec<DutyPause>,
    /// Set while the machine is locked: nothing is done for this person until their secret was given.
    pub(crate) lock: Option<Lock>,
}

/// The machine is locked.
#[derive(Debug, Clone)]
pub(crate) struct Lock {
    pub(crate) since: Millis,
    /// The pause that began with it.
    pub(crate) pause: Option<PauseView>,
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
            pauses: self.pauses.clone(),
            lock_times: self.lock_times,
            rights: rights.map(|right| right.code().to_owned()).collect(),
        }
    }

    /// What a locked machine shows; none where it is not locked.
    pub(crate) fn locked_dto(&self) -> Option<Locked> {
        let lock = self.lock.as_ref()?;
        Some(Locked {
            person: self.person.clone(),
            since: lock.since.0,
            pause: lock.pause.clone(),
        })
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
