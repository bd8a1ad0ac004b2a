//! Returning a call to its agent for correction, and its coming back.
//!
//! A return is an entry with its reason. Its agent finds the call on their desk and corrects it as they would any
//! other; the save of the correction says in the same act that the return was followed. A supervisor who corrects it
//! themselves answers it too, and may take a return back. Never here: the correction (`correction`).

use domain::call::{Call, Return, ReturnState};
use domain::id::{Millis, ReturnId, SubjectId, UserId};
use domain::text::COMMENT_CHARS_MAX;
use store::{Acting, ReturnRow};

use crate::calls::call_id;
use crate::dto::{CallReturn, NewReturn, ReturnBack};
use crate::rights::Command;
use crate::text::lines;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Returns a call to its agent with what is to be put right; answers all its returns. The same return twice is
    /// one.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `CallVoided` for a call that was taken out; `NotAllowed`.
    pub fn return_call(&self, made: &NewReturn) -> Result<Vec<CallReturn>> {
        let asking = self.asking(Command::ReturnCall)?;
        let text = lines("text", &made.text, COMMENT_CHARS_MAX)?;
        if text.trim().is_empty() {
            return Err(AppError::invalid("text", Rule::Required));
        }
        let (call, id) = (call_id(&made.call)?, return_id(&made.id)?);
        let returned = Return {
            id,
            by: Some(asking.session.user),
            at: Some(asking.now()),
            text,
            corrected: [].into(),
            withdrawn: false,
        };
        let returns = asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.call(call)?.ok_or(AppError::NotFound)?;
            if found.returns.iter().any(|known| known.id == id) {
                return Ok(found.returns);
            }
            if found.row.voided {
                return Err(AppError::CallVoided);
            }
            acting.append(call, Call::returned(&returned))?;
            Ok::<_, AppError>(acting.rows()?.returns(call)?)
        })?;
        asking.desk.syncer.wake();
        Ok(returns.iter().map(to_dto).collect())
    }

    /// Takes a return back: the call stands as it is. One that was followed by a correction, or taken back before,
    /// stays what it is; answers all returns of the call.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `NotAllowed`.
    pub fn take_back_return(&self, back: &ReturnBack) -> Result<Vec<CallReturn>> {
        let asking = self.asking(Command::TakeBackReturn)?;
        let (call, id) = (call_id(&back.call)?, return_id(&back.id)?);
        let returns = asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.returns(call)?;
            let known = found.iter().find(|known| known.id == id);
            if known.ok_or(AppError::NotFound)?.state == ReturnState::Open.code() {
                acting.append(call, Call::return_withdrawn(id))?;
            }
            Ok::<_, AppError>(acting.rows()?.returns(call)?)
        })?;
        asking.desk.syncer.wake();
        Ok(returns.iter().map(to_dto).collect())
    }
}

/// Says of every return of a call that waits that the call was corrected now, in the act of the correction.
///
/// # Errors
/// When the store cannot be written.
pub(crate) fn note_corrected(
    acting: &mut Acting<'_>,
    call: SubjectId,
    at: Millis,
    by: UserId,
) -> Result<()> {
    for id in acting.rows()?.open_returns(call)? {
        acting.append(call, Call::return_corrected(id, at, by))?;
    }
    Ok(())
}

pub(crate) fn to_dto(row: &ReturnRow) -> CallReturn {
    CallReturn {
        id: row.id.to_string(),
        at: row.at.map_or(0, |at| at.0),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        text: row.text.clone(),
        state: row.state.clone(),
        corrected_at: row.corrected_at.map(|at| at.0),
        corrected_ar: row.corrected_ar.clone(),
        corrected_en: row.corrected_en.clone(),
    }
}

fn return_id(id: &str) -> Result<ReturnId> {
    id.parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}
