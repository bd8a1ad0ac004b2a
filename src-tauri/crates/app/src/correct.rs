//! Taking a saved call out of lists and figures, and bringing it back.
//!
//! Always new entries: what stood before stays in the journal. A person corrects their own calls, and
//! who has the right (`CallCorrect`) those of others too. Never here: erasing anything; fields
//! (`correction`).

use domain::call::Call;
use domain::case::{Case, CaseStatus, NewMove};
use domain::fold::{Folded, Record};
use domain::follow_up::FollowUp;
use domain::id::{Millis, SubjectId, UserId};
use domain::lists::List;
use store::{Acting, Reading};

use crate::calls::call_id;
use crate::desk::Asking;
use crate::dto::{CallMay, CallRow};
use crate::rights::{Command, Right};
use crate::rows::call_row;
use crate::sight::Sight;
use crate::{App, AppError, Result, Rule};

/// Code of the reason for which a promise of a call that is taken out is cancelled.
pub(crate) const PLANNED_BY_MISTAKE: &str = "by_mistake";

impl App {
    /// Takes a call out of lists and figures, for the reason of this code. A case that it opened and
    /// that nobody has touched since is cancelled with it. Voiding twice is voiding once.
    ///
    /// # Errors
    /// `Invalid` with the field, `NotFound`, `NotAllowed` for another person's call and for one of a
    /// sensitive case which neither this person nor their role may read, `CaseUnderWay` where the case has
    /// gone on: then the call stays.
    pub fn void_call(&self, id: &str, reason: &str) -> Result<()> {
        let asking = self.asking(Command::VoidCall)?;
        let id = call_id(id)?;
        if (asking.lists()?.get(List::VoidReasons, reason)).is_none() {
            return Err(AppError::invalid("reason", Rule::UnknownCode));
        }
        let reason = reason.to_owned();
        let (who, at) = (Corrector::of(&asking), asking.now());
        asking.store().act(asking.stamp()?, move |acting| {
            let call = who.call(acting, id)?;
            if call.voided {
                return Ok(());
            }
            cancel_case(acting, &call, id, at)?;
            cancel_promises(acting, id)?;
            acting.append(id, Call::voided(&reason))?;
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        Ok(())
    }

    /// Brings a voided call back, and the case that was cancelled with it.
    ///
    /// # Errors
    /// `NotFound`, `NotAllowed` as for taking it out.
    pub fn restore_call(&self, id: &str) -> Result<CallRow> {
        let asking = self.asking(Command::RestoreCall)?;
        let id = call_id(id)?;
        let (who, at) = (Corrector::of(&asking), asking.now());
        let row = asking.store().act(asking.stamp()?, move |acting| {
            let call = who.call(acting, id)?;
            if call.voided {
                reopen_case(acting, &call, id, at)?;
                acting.append(id, Call::restored())?;
            }
            row_of(acting, id)
        })?;
        asking.desk.syncer.wake();
        Ok(row)
    }
}

/// Who corrects, and whether they may correct what others logged.
#[derive(Clone, Copy)]
pub(crate) struct Corrector {
    pub(crate) user: UserId,
    /// Logs calls at all.
    logs: bool,
    others: bool,
    sight: Sight,
}

impl Corrector {
    pub(crate) fn of(asking: &Asking) -> Self {
        Self {
            user: asking.session.user,
            logs: asking.session.may(Right::CallLog),
            others: asking.session.may(Right::CallCorrect),
            sight: Sight::of(&asking.session),
        }
    }

    /// What this person may do about a call that they can read.
    pub(crate) fn may(self, agent: UserId, voided: bool) -> CallMay {
        let theirs = self.logs && (agent == self.user || self.others);
        CallMay {
            correct: theirs && !voided,
            void: theirs && !voided,
            restore: theirs && voided,
        }
    }

    /// The call as it stands, if it is this person's to correct.
    pub(crate) fn call(self, acting: &mut Acting<'_>, id: SubjectId) -> Result<Call> {
        self.call_in(&acting.rows()?, id)
    }

    pub(crate) fn call_in(self, rows: &Reading<'_>, id: SubjectId) -> Result<Call> {
        let found = rows.folded(id)?.ok_or(AppError::NotFound)?;
        let Folded { first, record, .. } = found;
        let Record::Call(call) = record else {
            return Err(AppError::NotFound);
        };
        self.sight.check_call(rows, id)?;
        if first.actor != self.user && !self.others {
            return Err(AppError::NotAllowed(Right::CallCorrect));
        }
        Ok(*call)
    }
}

pub(crate) fn row_of(acting: &mut Acting<'_>, id: SubjectId) -> Result<CallRow> {
    let row = acting.rows()?.call_row(id)?.ok_or(AppError::NotFound)?;
    Ok(call_row(&row))
}

/// What was promised in a call that is taken out is nobody's to keep. The call that is saved in its place
/// brings its promise along; one that is brought back does not, and says so by having none.
fn cancel_promises(acting: &mut Acting<'_>, call: SubjectId) -> Result<()> {
    for promise in acting.rows()?.promises_of(&[], &[call])? {
        acting.append(promise.id, FollowUp::cancelled(PLANNED_BY_MISTAKE))?;
    }
    Ok(())
}

/// The case that this call opened.
fn own_case(
    acting: &mut Acting<'_>,
    call: &Call,
    id: SubjectId,
) -> Result<Option<(SubjectId, Case)>> {
    let Some(case) = call.case else {
        return Ok(None);
    };
    let found = acting.rows()?.folded(case)?;
    Ok(match found.map(|folded| folded.record) {
        Some(Record::Case(record)) if record.calls.contains(&id) => Some((case, *record)),
        _ => None,
    })
}

fn cancel_case(acting: &mut Acting<'_>, call: &Call, id: SubjectId, at: Millis) -> Result<()> {
    let Some((case, record)) = own_case(acting, call, id)? else {
        return Ok(());
    };
    match record.status() {
        Some(CaseStatus::Cancelled) => Ok(()),
        Some(CaseStatus::New | CaseStatus::Reopened) if !has_others(acting, &record, id)? => {
            acting.append(case, NewMove::new(CaseStatus::Cancelled, at).moved())?;
            Ok(())
        }
        _ => Err(AppError::CaseUnderWay),
    }
}

/// A call other than this one stands in the case. One that was itself taken out does not: a dropped call and
/// its call-back are saved, and taken back, by one key.
fn has_others(acting: &mut Acting<'_>, case: &Case, id: SubjectId) -> Result<bool> {
    let rows = acting.rows()?;
    for call in case.calls.iter().filter(|call| **call != id) {
        if rows.call_row(*call)?.is_none_or(|row| !row.voided) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn reopen_case(acting: &mut Acting<'_>, call: &Call, id: SubjectId, at: Millis) -> Result<()> {
    if let Some((case, record)) = own_case(acting, call, id)?
        && record.status() == Some(CaseStatus::Cancelled)
    {
        acting.append(case, NewMove::new(CaseStatus::Reopened, at).moved())?;
    }
    Ok(())
}
