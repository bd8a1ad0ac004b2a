//! Follow-ups of cases and calls: planned, tried, given a new due, done, cancelled; and what is due for a
//! person.
//!
//! Anyone who sees a case may plan one about it and write down that they tried: a chaser calls whoever is
//! free. Whose it is decides who ends it (`case_rows::Hand::may_end`).

use domain::follow_up::{Attempt, CALL_BACK, FollowUp, FollowUpState, NewDue};
use domain::id::{AttemptId, Millis, SubjectId};
use domain::lists::{List, Lists};
use store::{Acting, DueRows as Due, FollowUpRow, Reading};

use crate::case_moves::{SENTENCE_CHARS_MAX, known};
use crate::case_rows::{Hand, follow_up_view};
use crate::cases::case_id;
use crate::desk::Asking;
use crate::dto::{
    DueFollowUps, DueRows, FollowUpEnd, FollowUpView, NewAttempt, NewFollowUp, Replanned,
};
use crate::rights::Command;
use crate::text::line;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Plans a follow-up about a case. The same one twice is one.
    ///
    /// # Errors
    /// `NotFound` for a case that is not for this person, and for an id that something else bears; `Invalid`
    /// with the field.
    pub fn plan_follow_up(&self, new: &NewFollowUp) -> Result<FollowUpView> {
        let asking = self.asking(Command::PlanFollowUp)?;
        let (id, case) = (follow_up_id("id", &new.id)?, case_id(&new.case)?);
        if new.kind.is_empty() {
            return Err(AppError::invalid("kind", Rule::Required));
        }
        let lists = asking.lists()?;
        known("kind", &lists, List::FollowUpKinds, &new.kind)?;
        let due = ahead(new.due, asking.now())?;
        let promise = line("promise", &new.promise, SENTENCE_CHARS_MAX)?;
        if new.promised && promise.trim().is_empty() {
            return Err(AppError::invalid("promise", Rule::Required));
        }
        let hand = Hand::of(&asking);
        let planned = FollowUp {
            case: Some(case),
            kind: new.kind.clone(),
            due: Some(due),
            owner: (!new.for_anyone).then_some(hand.user),
            promised: new.promised,
            promise,
            ..FollowUp::default()
        };
        change(asking, id, move |acting| {
            {
                let rows = acting.rows()?;
                hand.sight.see(&rows, rows.case_row(case)?)?;
            }
            if acting.subject_exists(id)? {
                // What bears this id is answered: it must be of the case that was looked at.
                let known = acting.rows()?.follow_up(id)?;
                let is_of_case = known.is_some_and(|known| known.case == Some(case));
                return is_of_case.then_some(()).ok_or(AppError::NotFound);
            }
            acting.append(id, planned.planned())?;
            Ok(())
        })
    }

    /// Writes down an attempt, with a new due where one is given. The same attempt twice is one.
    ///
    /// # Errors
    /// `NotFound`, `FollowUpOver`; `NotOwner` for a new due of what somebody else has; `Invalid` with the
    /// field.
    pub fn attempt_follow_up(&self, new: &NewAttempt) -> Result<FollowUpView> {
        let asking = self.asking(Command::AttemptFollowUp)?;
        let id = follow_up_id("followUp", &new.follow_up)?;
        let result = result(asking.lists()?.as_ref(), &new.result)?;
        let attempt_id: AttemptId = new
            .id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        let now = asking.now();
        let due = new.due.map(|due| ahead(due, now)).transpose()?;
        let hand = Hand::of(&asking);
        let attempt = Attempt {
            id: attempt_id,
            at: Some(now),
            by: Some(hand.user),
            result,
            words: line("words", &new.words, SENTENCE_CHARS_MAX)?,
        };
        change(asking, id, move |acting| {
            let may_end = planned(&acting.rows()?, id, hand)?;
            let known = acting.rows()?.attempts_of(id)?;
            if known.iter().any(|one| one.id == attempt.id) {
                return Ok(());
            }
            if due.is_some() && !may_end {
                return Err(AppError::NotOwner);
            }
            acting.append(id, FollowUp::attempted(&attempt))?;
            match due {
                Some(due) => replan(acting, id, due, now),
                None => Ok(()),
            }
        })
    }

    /// Gives a follow-up a new due; the first one and how often it was moved stay to be seen.
    ///
    /// # Errors
    /// `NotFound`, `FollowUpOver`, `NotOwner`; `Invalid` for an instant that has passed.
    pub fn replan_follow_up(&self, new: &Replanned) -> Result<FollowUpView> {
        let asking = self.asking(Command::ReplanFollowUp)?;
        let id = follow_up_id("followUp", &new.follow_up)?;
        let now = asking.now();
        let due = ahead(new.due, now)?;
        let hand = Hand::of(&asking);
        change(asking, id, move |acting| {
            endable(acting, id, hand)?;
            replan(acting, id, due, now)
        })
    }

    /// Says that a follow-up was done, and what came of it.
    ///
    /// # Errors
    /// `NotFound`, `FollowUpOver`, `NotOwner`; `Invalid` with the field.
    pub fn end_follow_up(&self, end: &FollowUpEnd) -> Result<FollowUpView> {
        let asking = self.asking(Command::EndFollowUp)?;
        let id = follow_up_id("followUp", &end.follow_up)?;
        let result = result(asking.lists()?.as_ref(), &end.code)?;
        let (now, hand) = (asking.now(), Hand::of(&asking));
        change(asking, id, move |acting| {
            endable(acting, id, hand)?;
            acting.append(id, FollowUp::done(now, &result))?;
            Ok(())
        })
    }

    /// Says that a follow-up will not be done, and why.
    ///
    /// # Errors
    /// `NotFound`, `FollowUpOver`, `NotOwner`; `Invalid` with the field.
    pub fn cancel_follow_up(&self, end: &FollowUpEnd) -> Result<FollowUpView> {
        let asking = self.asking(Command::CancelFollowUp)?;
        let id = follow_up_id("followUp", &end.follow_up)?;
        if end.code.is_empty() {
            return Err(AppError::invalid("code", Rule::Required));
        }
        let lists = asking.lists()?;
        known("code", &lists, List::CancelReasons, &end.code)?;
        let (reason, hand) = (end.code.clone(), Hand::of(&asking));
        change(asking, id, move |acting| {
            endable(acting, id, hand)?;
            acting.append(id, FollowUp::cancelled(&reason))?;
            Ok(())
        })
    }

    /// What is due until then: the person's own and what is for whoever comes first, and their own that come
    /// due later; soonest first, at most 200 of each. Nothing of sensitive cases that are not for them.
    ///
    /// # Errors
    /// What the store says.
    pub fn due_follow_ups(&self, until: i64) -> Result<DueFollowUps> {
        let asking = self.asking(Command::DueFollowUps)?;
        let hand = Hand::of(&asking);
        asking.store().read(|reading| {
            let (own, anyones) =
                reading.follow_ups_due_for(hand.user, Millis(until), hand.sight.knows_of_all())?;
            let later = reading.follow_ups_later_for(
                hand.user,
                Millis(until),
                hand.sight.knows_of_all(),
            )?;
            Ok(DueFollowUps {
                own: due_rows(reading, &own, hand)?,
                anyones: due_rows(reading, &anyones, hand)?,
                later: due_rows(reading, &later, hand)?,
            })
        })
    }
}

/// What is planned, or was, about a call: of a case only what this person may see.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn of_call(
    reading: &Reading<'_>,
    call: SubjectId,
    hand: Hand,
) -> Result<Vec<FollowUpView>> {
    let mut seen = Vec::new();
    for row in reading.follow_ups_of_call(call)? {
        if hand.sight.reads_planned(reading, &row)? {
            seen.push(view(reading, &row, hand)?);
        }
    }
    Ok(seen)
}

/// The call-backs about a call that are still owed, by this person or by whoever comes first: what a call
/// that goes on with it may have been. What else was promised no telephone call keeps.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn owed_call_backs(
    reading: &Reading<'_>,
    call: SubjectId,
    hand: Hand,
) -> Result<Vec<FollowUpView>> {
    let mut owed = Vec::new();
    for row in reading.follow_ups_of_call(call)? {
        let theirs = row.doer().is_none_or(|doer| doer == hand.user);
        let planned = row.kind == CALL_BACK && row.state == FollowUpState::Planned.code();
        if theirs && planned && hand.sight.reads_planned(reading, &row)? {
            owed.push(view(reading, &row, hand)?);
        }
    }
    Ok(owed)
}

fn due_rows(reading: &Reading<'_>, due: &Due, hand: Hand) -> Result<DueRows> {
    let rows = due.rows.iter().map(|row| view(reading, row, hand));
    Ok(DueRows {
        rows: rows.collect::<Result<_>>()?,
        total: due.total,
    })
}

/// Does something to a follow-up in one act and answers it as it stands then.
fn change(
    asking: Asking,
    id: SubjectId,
    what: impl FnOnce(&mut Acting<'_>) -> Result<()> + Send + 'static,
) -> Result<FollowUpView> {
    let hand = Hand::of(&asking);
    asking.store().act(asking.stamp()?, what)?;
    asking.desk.syncer.wake();
    asking.store().read(|reading| {
        let row = reading.follow_up(id)?.ok_or(AppError::NotFound)?;
        view(reading, &row, hand)
    })
}

fn view(reading: &Reading<'_>, row: &FollowUpRow, hand: Hand) -> Result<FollowUpView> {
    let attempts = reading.attempts_of(row.id)?;
    let may_end = hand.may_end(row.doer(), case_owner(reading, row)?);
    let whole = follow_up_view(row, &attempts, may_end);
    Ok(if hand.sight.reads_planned(reading, row)? {
        whole
    } else {
        masked(whole)
    })
}

/// That something is planned, when and by whom: what for, and of whom, is behind the opening of its case.
fn masked(whole: FollowUpView) -> FollowUpView {
    FollowUpView {
        promise: String::new(),
        number: String::new(),
        caller_name: String::new(),
        attempts: Vec::new(),
        may_end: false,
        restricted: true,
        ..whole
    }
}

fn case_owner(reading: &Reading<'_>, row: &FollowUpRow) -> Result<Option<domain::id::UserId>> {
    let case = match row.case {
        Some(case) => reading.case_row(case)?,
        None => None,
    };
    Ok(case.and_then(|case| case.owner))
}

/// Whether this person may end a follow-up that is still to be done.
fn planned(reading: &Reading<'_>, id: SubjectId, hand: Hand) -> Result<bool> {
    let row = reading.follow_up(id)?.ok_or(AppError::NotFound)?;
    let owner = case_owner(reading, &row)?;
    if !hand.sight.knows(row.sensitive, owner) {
        return Err(AppError::NotFound);
    }
    if !hand.sight.reads_planned(reading, &row)? {
        return Err(AppError::NotViewed);
    }
    if row.state != FollowUpState::Planned.code() {
        return Err(AppError::FollowUpOver);
    }
    Ok(hand.may_end(row.doer(), owner))
}

fn endable(acting: &mut Acting<'_>, id: SubjectId, hand: Hand) -> Result<()> {
    if planned(&acting.rows()?, id, hand)? {
        Ok(())
    } else {
        Err(AppError::NotOwner)
    }
}

fn replan(acting: &mut Acting<'_>, id: SubjectId, due: Millis, now: Millis) -> Result<()> {
    let new = NewDue {
        at: now,
        due,
        owner: None,
    };
    acting.append(id, FollowUp::replanned(&new))?;
    Ok(())
}

fn follow_up_id(field: &'static str, id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid(field, Rule::NotAnId))
}

fn result(lists: &Lists, code: &str) -> Result<String> {
    if code.is_empty() {
        return Err(AppError::invalid("result", Rule::Required));
    }
    known("result", lists, List::FollowUpResults, code)?;
    Ok(code.to_owned())
}

/// A due lies ahead: what is to be done by yesterday is no plan.
fn ahead(due: i64, now: Millis) -> Result<Millis> {
    if due > now.0 {
        Ok(Millis(due))
    } else {
        Err(AppError::invalid("due", Rule::NotAhead))
    }
}
