//! Somebody has forgotten their PIN or password: an administrator gives them one that holds for one
//! sign-in, and an administrator who is alone comes in again by the recovery code of the station.
//!
//! There is no other way in. Wrong recovery codes are counted and waited for as wrong PINs are. Never here:
//! one's own secret while one knows it ([`crate::own_secret`]); a secret in an entry.

use domain::role::Role;
use domain::user::User;
use store::{Unlock, UserRow, Way};

use crate::desk::Desk;
use crate::drill;
use crate::dto::{NewSecret, Person, RecoveredSecret, RenewedSecret};
use crate::people::{bearers, to_dto, user_id};
use crate::rights::{Command, Right};
use crate::{App, AppError, Result, Rule, secret};

/// Under which name wrong recovery codes are counted.
pub(crate) const RECOVERY_CODE: &str = "recovery code";

impl App {
    /// Gives a person who signs in here another secret, in place of one that was forgotten. It holds for one
    /// sign-in, at which they choose their own; tries that were counted are forgotten. That it was given
    /// stays in the journal.
    ///
    /// # Errors
    /// `Invalid` with the field: `person` is `SamePerson` for oneself, whose old secret is asked; `NotFound`
    /// for somebody who has none here; `NotAllowed`, `NotInPractice`.
    pub fn replace_secret(&self, given: &NewSecret) -> Result<Person> {
        let asking = self.asking(Command::ReplaceSecret)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        let id = user_id(&given.person)?;
        if id == asking.session.user {
            return Err(AppError::invalid("person", Rule::SamePerson));
        }
        secret::check_rule("secret", &given.secret)?;
        let found = asking.store().read(|reading| {
            let has_one = reading.credential(id)?.is_some();
            Ok::<_, AppError>(reading.user(id)?.filter(|_| has_one))
        })?;
        let user = found.ok_or(AppError::NotFound)?;
        let hash = self.config().secret_cost.hash(&given.secret)?;
        let now = asking.now();
        asking.store().act(asking.stamp()?, move |acting| {
            acting.append(id.into(), User::secret_given(now))?;
            acting.give_credential(id, &hash)?;
            Ok::<_, AppError>(())
        })?;
        asking.store().clear_attempts(&id.to_string())?;
        asking.desk.syncer.wake();
        Ok(to_dto(&user, true))
    }

    /// Puts a secret of one's own in place of the one that was given, before signing in with it.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongSecret` or `TooManyTries` for the given one; `WrongStage` where none
    /// was given.
    pub fn renew_secret(&self, renewed: &RenewedSecret) -> Result<()> {
        let desk = self.desk()?;
        desk.check(Command::RenewSecret)?;
        secret::check_rule("secret", &renewed.secret)?;
        if secret::is_same(&renewed.old, &renewed.secret) {
            return Err(AppError::invalid("secret", Rule::SameAsBefore));
        }
        let user = self.whose(&desk, &renewed.login, &renewed.old)?;
        if !desk.store.read(|reading| reading.must_change(user.id))? {
            return Err(AppError::WrongStage);
        }
        let change = User::secret_changed(desk.clock.now());
        self.set_own(&desk, &user, &renewed.secret, change)
    }

    /// Gives an administrator another secret by the recovery code of the station, for when nobody else can.
    /// They sign in with it afterwards.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongCode` or `TooManyTries`; `NotAllowed` for whoever is no administrator
    /// who signs in here: an administrator can help them. `NotInPractice`.
    pub fn recover_secret(&self, recovered: &RecoveredSecret) -> Result<Person> {
        let desk = self.desk()?;
        desk.check(Command::RecoverSecret)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        secret::check_rule("secret", &recovered.secret)?;
        // The code first: without it nobody learns who is an administrator here.
        let code = Unlock::RecoveryCode(&recovered.code);
        drill::typed(&desk, RECOVERY_CODE, &code).map_err(drill::of_code)?;
        drill::note_opened(&desk.store, Way::RecoveryCode, desk.clock.now());
        let mut found = bearers(&desk, &recovered.login)?;
        found.retain(|(user, signs_in_here)| *signs_in_here && is_administrator(user));
        let mut found = found.into_iter();
        let Some((user, _)) = found.next() else {
            return Err(AppError::NotAllowed(Right::PeopleManage));
        };
        if found.next().is_some() {
            return Err(AppError::invalid("login", Rule::Taken));
        }
        let change = User::secret_recovered(desk.clock.now());
        self.set_own(&desk, &user, &recovered.secret, change)?;
        desk.store.clear_attempts(&user.id.to_string())?;
        Ok(to_dto(&user, true))
    }

    /// Sets a secret that its person has chosen, with the entry that says so.
    fn set_own(
        &self,
        desk: &Desk,
        user: &UserRow,
        secret: &str,
        change: domain::fold::Change,
    ) -> Result<()> {
        let role = user.roles.first().copied().ok_or(AppError::SignedOut)?;
        let hash = self.config().secret_cost.hash(secret)?;
        let id = user.id;
        desk.store.act(desk.stamp(id, role)?, move |acting| {
            acting.append(id.into(), change)?;
            acting.set_credential(id, &hash)?;
            Ok::<_, AppError>(())
        })?;
        desk.syncer.wake();
        Ok(())
    }
}

/// Whether somebody looks after the people of this site.
pub(crate) fn is_administrator(user: &UserRow) -> bool {
    user.active && user.roles.contains(&Role::Administrator)
}
