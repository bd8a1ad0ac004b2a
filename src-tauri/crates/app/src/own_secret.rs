//! A person gives themselves another PIN or password at this machine.
//!
//! The old one is asked for, and wrong tries count as they do at sign-in: whoever sits down at an open
//! desk must not make it theirs. Never here: somebody else's secret, and one's
//! own that was forgotten ([`crate::forgotten_secret`]).

use domain::user::User;

use crate::dto::ChangedSecret;
use crate::rights::Command;
use crate::{App, AppError, Result, Rule, secret};

impl App {
    /// Gives the person at the machine another secret; that it was changed stays in the journal.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongSecret` or `TooManyTries` for the old one; `NotInPractice`, where
    /// everybody has the same.
    pub fn change_secret(&self, change: &ChangedSecret) -> Result<()> {
        let asking = self.asking(Command::ChangeSecret)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        secret::check_rule("secret", &change.secret)?;
        if secret::is_same(&change.old, &change.secret) {
            return Err(AppError::invalid("secret", Rule::SameAsBefore));
        }
        self.prove_secret(&asking, &change.old)?;
        let hash = self.config().secret_cost.hash(&change.secret)?;
        let (user, now) = (asking.session.user, asking.now());
        asking.store().act(asking.stamp()?, move |acting| {
            acting.append(user.into(), User::secret_changed(now))?;
            acting.set_credential(user, &hash)?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }

    /// That the person at the machine is who they were when they signed in. Counts as a try.
    pub(crate) fn prove_secret(&self, asking: &crate::desk::Asking, said: &str) -> Result<()> {
        let user = asking.session.user;
        let row = asking.store().read(|reading| reading.user(user))?;
        let subject = user.to_string();
        self.try_secret(&asking.desk, &subject, row.as_ref(), said)?;
        asking.store().clear_attempts(&subject)?;
        Ok(())
    }
}
