//! The recovery code: shown once, asked back, and only then what opens the store.
//!
//! It is made here and shown; whoever wrote it down proves it by typing two of its groups. Until then a
//! new store is not made and an old code goes on opening. Never here: a code on disk or in a log.

use domain::id::SubjectId;
use domain::machine::Machine;
use store::{OpenError, RecoveryCode, random};

use crate::dto::ShownCode;
use crate::rights::Command;
use crate::start::Place;
use crate::{App, AppError, Result, Rule};

/// A code that was shown and is not in force yet.
pub(crate) struct PendingCode {
    code: RecoveryCode,
    /// Numbers of the two groups that are asked back, from 0 on, the lower one first.
    asked: [usize; 2],
    /// The duty in which it was asked for; none before there is a store.
    duty: Option<SubjectId>,
}

impl PendingCode {
    fn fresh(duty: Option<SubjectId>) -> Result<Self> {
        let code = RecoveryCode::random()?;
        let [one, other] = random::<2>().map_err(OpenError::from)?;
        let first = usize::from(one) % RecoveryCode::GROUPS;
        // Any other group: a step of one to seven around the circle.
        let step = 1 + usize::from(other) % (RecoveryCode::GROUPS - 1);
        let second = (first + step) % RecoveryCode::GROUPS;
        Ok(Self {
            code,
            asked: [first.min(second), first.max(second)],
            duty,
        })
    }

    fn shown(&self) -> ShownCode {
        ShownCode {
            code: self.code.to_text().to_string(),
            asked: self
                .asked
                .iter()
                .filter_map(|at| u32::try_from(at + 1).ok())
                .collect(),
        }
    }

    /// The code, once its groups came back as they were written down.
    fn proved(&self, groups: &[String]) -> Result<&RecoveryCode> {
        let same = groups.len() == self.asked.len()
            && self
                .asked
                .iter()
                .zip(groups)
                .all(|(at, typed)| self.code.is_group(*at, typed));
        if same {
            Ok(&self.code)
        } else {
            Err(AppError::invalid("groups", Rule::Mismatch))
        }
    }
}

impl App {
    /// The recovery code that the first start will make the store with. Going back and forth shows the
    /// same one; a new start of the application another.
    ///
    /// # Errors
    /// `WrongStage` once there is a store.
    pub fn first_code(&self) -> Result<ShownCode> {
        if !matches!(*self.place(), Place::FirstStart) {
            return Err(AppError::WrongStage);
        }
        let mut pending = self.pending_code();
        let stands = pending.take().filter(|shown| shown.duty.is_none());
        let code = match stands {
            Some(code) => code,
            None => PendingCode::fresh(None)?,
        };
        Ok(pending.insert(code).shown())
    }

    /// The code that was shown, where these are its groups.
    pub(crate) fn proved_first_code(&self, groups: &[String]) -> Result<RecoveryCode> {
        let pending = self.pending_code();
        let shown = pending.as_ref().filter(|shown| shown.duty.is_none());
        let shown = shown.ok_or(AppError::WrongStage)?;
        shown.proved(groups).cloned()
    }

    pub(crate) fn forget_code(&self) {
        *self.pending_code() = None;
    }

    /// Shows a new recovery code to whoever looks after the machine, once they gave their own secret again.
    /// The one before opens until this one was confirmed.
    ///
    /// # Errors
    /// `WrongSecret`, `TooManyTries`, `NotAllowed`, `NotInPractice`.
    pub fn new_recovery_code(&self, secret: &str) -> Result<ShownCode> {
        let asking = self.asking(Command::NewRecoveryCode)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        self.prove_secret(&asking, secret)?;
        let code = PendingCode::fresh(Some(asking.session.duty))?;
        Ok(self.pending_code().insert(code).shown())
    }

    /// Puts the code that was shown in force; the one before opens nothing from then on. That it was
    /// renewed stays in the journal.
    ///
    /// # Errors
    /// `Invalid` where the groups are not the code's, `NotFound` where none was shown in this duty; what the
    /// store says. Where only the journal could not be written, the new code is in force all the same.
    pub fn confirm_recovery_code(&self, groups: &[String]) -> Result<()> {
        let asking = self.asking(Command::ConfirmRecoveryCode)?;
        if self.practice_desk().is_some() {
            return Err(AppError::NotInPractice);
        }
        let mut pending = self.pending_code();
        let duty = asking.session.duty;
        let shown = pending.as_ref().filter(|shown| shown.duty == Some(duty));
        let code = shown.ok_or(AppError::NotFound)?.proved(groups)?;
        asking
            .store()
            .set_recovery_code(code, self.config().store_cost)?;
        *pending = None;
        drop(pending);
        let now = asking.now();
        let machine = Machine::subject(asking.store().machine());
        asking.store().act(asking.stamp()?, move |acting| {
            acting.append(machine, Machine::code_renewed(now))?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }
}
