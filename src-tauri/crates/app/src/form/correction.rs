//! A form that corrects a saved call: its times as text, and the call that the form would make of it.
//!
//! Times are typed by day and time of day; unchanged text keeps the moments to the millisecond. A case is
//! neither opened nor closed by a correction. Never here: what changed meanwhile, and who may.

use domain::arabic;
use domain::call::Call;
use domain::id::{Millis, SubjectId};
use domain::lists::{BadValue, ValueKind};
use domain::local_day::{DAY_MS, LocalDay};

use super::times::{instant, time_of};
use super::{Known, ParsedForm, Stood, parse_as};
use crate::dto::{CallForm, Corrected, SaveAs};
use crate::{AppError, Result, Rule};

/// How long before its saving a call may have begun: what is entered late must lie as near.
const BEGAN_DAYS_MAX: i64 = 31;
const MINUTE_MS: i64 = 60_000;
/// A call that ends before it began, by the times of day, ended on the next day if it lasted no longer.
const OVER_MIDNIGHT_MS_MAX: i64 = 12 * 60 * 60 * 1_000;

/// The times of a call as text: day, start and end.
pub(crate) fn times_of(call: &Call) -> (String, String, String) {
    let day = call.started_at.map(|at| day_text(LocalDay::of(at.0)));
    (
        day.unwrap_or_default(),
        call.started_at.map(time_of).unwrap_or_default(),
        call.ended_at.map(time_of).unwrap_or_default(),
    )
}

/// Whether nothing is asked of a call: it was added to a case, and what it is about the case says.
pub(super) fn asks_nothing(form: &CallForm) -> bool {
    form.corrects.as_ref().is_some_and(|one| one.in_case)
}

/// Reads the form as what it would make of `base`, the call `id` as it was seen.
///
/// # Errors
/// `Invalid` with the field.
pub(crate) fn parse_correction(
    (lists, cards): Known<'_>,
    form: &CallForm,
    (id, base): (SubjectId, &Call),
    corrected: &Corrected,
    now: Millis,
) -> Result<(ParsedForm, Call)> {
    let (started_at, ended_at) = began(corrected, base, now)?;
    // It is the call's own form from here on: neither a case nor a late entry is made by it.
    let form = CallForm {
        id: id.to_string(),
        started_at: started_at.0,
        ended_at: ended_at.map(|at| at.0),
        link_case: String::new(),
        refer_to: String::new(),
        refer_text: String::new(),
        happened_day: String::new(),
        happened_time: String::new(),
        ..form.clone()
    };
    // Correcting ends no clock: an end that nobody knows stays unknown.
    let stood = Stood::of((lists, cards), id, base);
    let parsed = parse_as((lists, cards), &form, &stood, SaveAs::ByRule, now, false)?;
    let mut call = parsed.onto(&form, base);
    // A form opened from the call names who was chosen: nobody is nobody.
    call.caller = parsed.call.caller;
    call.patient = parsed.call.patient;
    call.entered_late = base.entered_late;
    call.form_version = base.form_version;
    if form.channel == base.channel {
        call.direction.clone_from(&base.direction);
        // Lists may hold the messages of a channel together in another way by now; those of before stay as they were.
        if (&call.handle, &call.message_link) == (&base.handle, &base.message_link) {
            call.thread.clone_from(&base.thread);
        }
    }
    if call.started_at == base.started_at {
        call.shift.clone_from(&base.shift);
        call.local_day.clone_from(&base.local_day);
    }
    if (&form.outcome, &call.type_code) == (&base.outcome, &base.type_code) {
        call.outcome.clone_from(&base.outcome);
    } else if form.outcome.is_empty() && base.case.is_none() {
        let own = lists.call_type(&call.type_code);
        call.outcome = own
            .and_then(|own| own.default_outcome.clone())
            .unwrap_or_default();
    }
    Ok((parsed, call))
}

/// When the call was, by the times as typed. A minute that was not changed keeps its seconds.
fn began(typed: &Corrected, base: &Call, now: Millis) -> Result<(Millis, Option<Millis>)> {
    let (day, start, end) = times_of(base);
    let started_at = match base.started_at {
        Some(at) if typed.day == day && typed.start == start => at,
        before => {
            let day = day_of(&typed.day)?;
            let at = instant("correctDay", &day, "correctStart", &typed.start)?;
            before
                .filter(|before| is_same_minute(*before, at))
                .unwrap_or(at)
        }
    };
    if Some(started_at) != base.started_at {
        let saved_at = base.saved_at.unwrap_or(now);
        if started_at > saved_at {
            return Err(AppError::invalid("correctStart", Rule::NotYet));
        }
        if started_at.0 < saved_at.0.saturating_sub(BEGAN_DAYS_MAX * DAY_MS) {
            return Err(AppError::Invalid {
                field: "correctDay",
                rule: Rule::TooLongAgo,
                limit: usize::try_from(BEGAN_DAYS_MAX).ok(),
            });
        }
    } else if typed.end == end {
        return Ok((started_at, base.ended_at));
    }
    if arabic::fold(&typed.end).is_empty() {
        return Ok((started_at, None));
    }
    let day = LocalDay::of(started_at.0).to_string();
    let at = instant("correctEnd", &day, "correctEnd", &typed.end)?;
    let ended_at = if at >= started_at || is_same_minute(at, started_at) {
        at.max(started_at)
    } else if at.0 + DAY_MS - started_at.0 <= OVER_MIDNIGHT_MS_MAX {
        Millis(at.0 + DAY_MS)
    } else {
        return Err(AppError::invalid("correctEnd", Rule::EndBeforeStart));
    };
    let before = base.ended_at.filter(|before| *before >= started_at);
    let ended_at = before
        .filter(|before| is_same_minute(*before, ended_at))
        .unwrap_or(ended_at);
    if ended_at > now {
        return Err(AppError::invalid("correctEnd", Rule::NotYet));
    }
    Ok((started_at, Some(ended_at)))
}

/// A day as people write it here.
fn day_text(day: LocalDay) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// The day that was typed, in the form that is kept; empty where nothing was.
fn day_of(typed: &str) -> Result<String> {
    match ValueKind::Date.read(typed) {
        Err(BadValue::Empty) => Ok(String::new()),
        read => read.map_err(|_| AppError::invalid("correctDay", Rule::NotADay)),
    }
}

fn is_same_minute(one: Millis, other: Millis) -> bool {
    one.0.div_euclid(MINUTE_MS) == other.0.div_euclid(MINUTE_MS)
}

#[cfg(test)]
mod tests;
