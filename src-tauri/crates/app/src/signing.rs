//! Signing a shift: the PIN again, over the list of entries that was seen.
//!
//! The list is named by its digest. What came in between looking and signing is another list and is not signed unseen:
//! it is shown, and asked for again. A signature blocks nothing; what comes later is shown as after it, and whoever
//! signs again adds one. Never here: which list that is (`shift_review`).

use domain::id::SubjectId;
use domain::shift_paper::{Signature, unhex};

use crate::dto::{NewSignature, ShiftReview};
use crate::rights::Command;
use crate::shift_review::LookedAt;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Signs a shift and answers it as it stands then. The same signature twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field; `WrongSecret` or `TooManyTries`; `ShiftNotReady` while it runs, a draft of it is open at
    /// this machine or a returned call is not corrected; `ShiftChanged` where something came in since the list was
    /// shown; `NotAllowed`.
    pub fn sign_shift(&self, made: &NewSignature) -> Result<ShiftReview> {
        let asking = self.asking(Command::SignShift)?;
        let looked = LookedAt::of(&asking, &made.shift, self.samples_per_agent(&asking)?)?;
        let id: SubjectId = made
            .id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        let seen = unhex(&made.digest).ok_or(AppError::invalid("digest", Rule::Mismatch))?;
        self.prove_secret(&asking, &made.secret)?;
        asking.store().act(asking.stamp()?, move |acting| {
            if acting.subject_exists(id)? {
                return Ok(());
            }
            let reading = acting.rows()?;
            if !looked.is_ready(&reading)? {
                return Err(AppError::ShiftNotReady);
            }
            let under = looked.under(&reading)?;
            if under.digest != seen {
                return Err(AppError::ShiftChanged);
            }
            let signature = Signature {
                shift: looked.key.to_string(),
                calls: under.calls,
                entries: u32::try_from(under.entries.len()).unwrap_or(u32::MAX),
                own_calls: under.own_calls,
                samples: Some(looked.samples),
                digest: Some(under.digest),
                machines: under.machines,
            };
            acting.append(id, signature.signed())?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        self.shift_review(&made.shift)
    }
}
