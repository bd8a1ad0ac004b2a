//! How a saved call came to be as it is: who logged, corrected, voided and restored it, and what changed.
//!
//! Told to whoever may read the call, whole: a call of a sensitive case that is not for these eyes cannot
//! be opened, and neither can its history. Never here: comments, which stand on the call itself.

use domain::call::{AMENDED, Call, CallFields, LOGGED, RESTORED, VOIDED};
use domain::erasure;
use domain::fold::Step;
use domain::id::SubjectId;
use store::Reading;

use crate::call_fields::changes;
use crate::calls::call_id;
use crate::dto::{CallHistory, CallStep, CallStepKind, CallVoid};
use crate::rights::Command;
use crate::sight::Sight;
use crate::{App, AppError, Result};

/// The most steps that are told; who needs more reads the journal.
const STEPS_MAX: usize = 100;

impl App {
    /// What was done to a call, the newest first.
    ///
    /// # Errors
    /// `NotFound`; `NotAllowed` for a call of a sensitive case which neither this person nor their role may
    /// read; `NotViewed`.
    pub fn call_history(&self, id: &str) -> Result<CallHistory> {
        let asking = self.asking(Command::CallHistory)?;
        let id = call_id(id)?;
        let sight = Sight::of(&asking.session);
        asking.store().read(|reading| {
            reading.call_row(id)?.ok_or(AppError::NotFound)?;
            sight.check_call(reading, id)?;
            told(reading, &reading.history(id)?)
        })
    }
}

fn told(rows: &Reading<'_>, steps: &[Step]) -> Result<CallHistory> {
    let mut stands = CallFields::default();
    let mut history = Vec::new();
    let total = steps.iter().filter(|step| kind(step).is_some()).count();
    let left_out = total.saturating_sub(STEPS_MAX);
    let mut met = 0;
    for step in steps {
        let before = stands.clone();
        for wrote in &step.wrote {
            stands.set(wrote.part, &wrote.path, wrote.new.as_ref());
        }
        let Some(what) = kind(step) else {
            continue;
        };
        met += 1;
        if met <= left_out {
            continue;
        }
        let by = rows.user(step.stamp.actor)?;
        let (by_ar, by_en) = by.map(|by| (by.name_ar, by.name_en)).unwrap_or_default();
        let after = stands.call();
        let fields = match what {
            CallStepKind::Corrected | CallStepKind::Decided => {
                changes(rows, &before.call(), &after)?
            }
            _ => Vec::new(),
        };
        history.push(CallStep {
            what,
            at: step.stamp.at.0,
            by_ar,
            by_en,
            reason: match what {
                CallStepKind::Voided => after.void_reason,
                _ => String::new(),
            },
            fields,
        });
    }
    history.reverse();
    Ok(CallHistory {
        steps: history,
        left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
    })
}

fn kind(step: &Step) -> Option<CallStepKind> {
    match step.kind.as_str() {
        LOGGED => Some(CallStepKind::Logged),
        AMENDED => Some(CallStepKind::Corrected),
        VOIDED => Some(CallStepKind::Voided),
        RESTORED => Some(CallStepKind::Restored),
        erasure::CALL => Some(CallStepKind::Erased),
        kind if domain::review::decides(kind) => Some(CallStepKind::Decided),
        _ => None,
    }
}

/// Who took a voided call out, when and why; none for one that stands.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn void_of(rows: &Reading<'_>, id: SubjectId, call: &Call) -> Result<Option<CallVoid>> {
    if !call.voided {
        return Ok(None);
    }
    let steps = rows.history(id)?;
    let last = steps.iter().rev().find(|step| step.kind == VOIDED);
    let by = match last {
        Some(step) => rows.user(step.stamp.actor)?,
        None => None,
    };
    let (by_ar, by_en) = by.map(|by| (by.name_ar, by.name_en)).unwrap_or_default();
    Ok(Some(CallVoid {
        at: last.map_or(0, |step| step.stamp.at.0),
        by_ar,
        by_en,
        reason: call.void_reason.clone(),
    }))
}
