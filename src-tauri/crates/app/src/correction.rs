//! Changing the fields of a saved call: a form of its own kind, held against what was seen.
//!
//! A correction writes only what its person changed against the call as it stood when they opened it; what
//! others changed meanwhile stays, and what both changed is told before anything is written. A call that
//! was returned to its agent comes back with it (`returns`). It opens and closes no case; what is promised now is one promise more. Never here: taking a call out (`correct`).

use domain::call::{Call, CallFields, Clash as StoredClash, Decision};
use domain::fold::{Step, Wrote};
use domain::follow_up::FollowUp;
use domain::id::{EntryId, SubjectId, UserId};
use store::{Acting, Reading};

use crate::call_fields::changes;
use crate::calls::call_id;
use crate::cards::check_told;
use crate::correct::{Corrector, PLANNED_BY_MISTAKE, row_of};
use crate::dto::{
    Amendment, CallForm, Clash, Corrected, Decided, FieldChange, TakeBack, TakenBack,
};
use crate::form;
use crate::rights::Command;
use crate::{App, AppError, Result, Rule, returns};

impl App {
    /// A saved call as the form that corrects it. Its id is the screen's to give, since a correction is a
    /// draft of its own.
    ///
    /// # Errors
    /// `NotFound`; `CallVoided`; `NotAllowed` for another person's call, and for one of a sensitive case
    /// which neither this person nor their role may read.
    pub fn call_form(&self, id: &str) -> Result<CallForm> {
        let asking = self.asking(Command::CallForm)?;
        let id = call_id(id)?;
        let who = Corrector::of(&asking);
        let lists = asking.lists()?;
        let opened_at = asking.now().0;
        let cards = asking.cards()?;
        asking.store().read(|reading| {
            let call = who.call_in(reading, id)?;
            if call.voided {
                return Err(AppError::CallVoided);
            }
            let row = reading.call_row(id)?.ok_or(AppError::NotFound)?;
            let (day, start, end) = form::times_of(&call);
            let corrected = Corrected {
                call: id.to_string(),
                agent: row.agent.to_string(),
                agent_ar: row.agent_ar,
                agent_en: row.agent_en,
                opened_at,
                in_case: call.case.is_none() && row.case_reference.is_some(),
                day,
                start,
                end,
                seen: call.fields().to_text(),
                decided: Vec::new(),
            };
            Ok(CallForm {
                id: String::new(),
                corrects: Some(Box::new(corrected)),
                ..form::form_of((&lists, &cards), id, &call)
            })
        })
    }

    /// Saves a correction as `call_form` gave it and a person changed it: what they changed, and nothing
    /// else. Saving it again finds nothing left to write. The draft goes in the same act.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound`; `CallVoided` where it was taken out meanwhile; `NotAllowed` as
    /// for `call_form`; `SignedOut` for a form of a duty that is over.
    pub fn amend_call(&self, form: &CallForm) -> Result<Amendment> {
        let asking = self.asking(Command::AmendCall)?;
        asking.check_duty(form)?;
        let draft = form::call_id(form)?;
        let corrected = form
            .corrects
            .as_deref()
            .ok_or(AppError::invalid("corrects", Rule::Required))?;
        let id = call_id(&corrected.call)?;
        let base = CallFields::from_text(&corrected.seen)
            .ok_or(AppError::invalid("corrects", Rule::UnknownCode))?;
        let lists = asking.lists()?;
        let now = asking.now();
        let seen = base.call();
        let cards = asking.cards()?;
        let (parsed, mine) =
            form::parse_correction((&lists, &cards), form, (id, &seen), corrected, now)?;
        let decided: Vec<Decision> = corrected.decided.iter().map(decision).collect();
        let who = Corrector::of(&asking);
        let answer = asking.store().act(asking.stamp()?, move |acting| {
            let before = who.call(acting, id)?;
            if before.voided {
                return Err(AppError::CallVoided);
            }
            check_chosen(acting, &seen, &mine)?;
            let mut new = mine.cards.clone();
            new.retain(|code, version| before.cards.get(code) != Some(version));
            check_told(&cards, &new, mine.started_at, now)?;
            let merged = before.merged(&base, &mine.fields(), &decided);
            if !merged.clashes.is_empty() {
                let clashes = told(&acting.rows()?, id, &before, &merged.clashes)?;
                return Ok(Amendment::Differs { clashes });
            }
            // Held against what was seen, so that a second save tells the same; but for what was decided to stay.
            let left = changes(&acting.rows()?, &merged.call, &mine)?;
            let mut fields = changes(&acting.rows()?, &seen, &mine)?;
            fields.retain(|own| {
                let same = |one: &FieldChange| (&one.field, &one.of) == (&own.field, &own.of);
                !left.iter().any(same)
            });
            let entry = match before.amended(&merged.call) {
                Some(change) => Some(acting.append(id, change)?.to_string()),
                None => None,
            };
            if entry.is_some() {
                returns::note_corrected(acting, id, now, who.user)?;
            }
            let mut made = None;
            if let Some(promise) = parsed.promise.clone() {
                // It bears the id of the correction, so that saving twice makes one.
                if !acting.subject_exists(draft)? {
                    let due = promise.due.0;
                    let planned = promise.planned(id, before.case, who.user);
                    acting.append(draft, planned.planned())?;
                    made = Some(due);
                }
            }
            acting.remove_draft(draft)?;
            Ok(Amendment::Saved {
                row: Box::new(row_of(acting, id)?),
                fields,
                entry,
                promise: made.map(|_| draft.to_string()),
                promised_due: made,
            })
        })?;
        asking.desk.syncer.wake();
        Ok(answer)
    }

    /// Takes a correction back by another one: the fields that its entry changed become what they were
    /// before it, unless somebody changed them again since. Taking it back twice is once.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound` where the call has no such correction; `CallVoided`;
    /// `NotAllowed` as for `call_form`.
    pub fn take_back_correction(&self, back: &TakeBack) -> Result<TakenBack> {
        let asking = self.asking(Command::TakeBackCorrection)?;
        let id = call_id(&back.call)?;
        let entry: Option<EntryId> = match back.entry.as_str() {
            "" => None,
            entry => Some(
                entry
                    .parse()
                    .map_err(|_| AppError::invalid("entry", Rule::NotAnId))?,
            ),
        };
        let promise = form::optional_id("promise", &back.promise)?;
        let who = Corrector::of(&asking);
        let taken = asking.store().act(asking.stamp()?, move |acting| {
            let now = who.call(acting, id)?;
            if now.voided {
                return Err(AppError::CallVoided);
            }
            let mut clashes = Vec::new();
            if let Some(entry) = entry {
                let steps = acting.rows()?.history(id)?;
                let (before, after) = around(&steps, entry).ok_or(AppError::NotFound)?;
                let merged = now.merged(&after, &before, &[]);
                if let Some(change) = now.amended(&merged.call) {
                    acting.append(id, change)?;
                }
                clashes = merged.clashes;
            }
            if let Some(promise) = promise {
                cancel_promise(acting, (id, who.user), promise)?;
            }
            let stayed = told(&acting.rows()?, id, &now, &clashes)?;
            Ok(TakenBack {
                row: row_of(acting, id)?,
                stayed: stayed.into_iter().flat_map(|clash| clash.fields).collect(),
            })
        })?;
        asking.desk.syncer.wake();
        Ok(taken)
    }
}

fn decision(decided: &Decided) -> Decision {
    Decision {
        group: decided.group.clone(),
        theirs: decided.theirs.clone(),
        mine: decided.mine,
    }
}

/// Whoever was chosen anew must be there.
fn check_chosen(acting: &mut Acting<'_>, seen: &Call, mine: &Call) -> Result<()> {
    let rows = acting.rows()?;
    for (before, chosen) in [(seen.caller, mine.caller), (seen.patient, mine.patient)] {
        if let Some(person) = chosen.filter(|_| chosen != before) {
            rows.person_row(person)?.ok_or(AppError::NotFound)?;
        }
    }
    match mine
        .on_behalf_of
        .filter(|_| mine.on_behalf_of != seen.on_behalf_of)
    {
        Some(user) if rows.user(user)?.is_none() => {
            Err(AppError::invalid("onBehalfOf", Rule::UnknownCode))
        }
        _ => Ok(()),
    }
}

/// What two have changed, in words' places: what stands there, what was wanted, and who was there last.
fn told(
    rows: &Reading<'_>,
    id: SubjectId,
    now: &Call,
    clashes: &[StoredClash],
) -> Result<Vec<Clash>> {
    let steps = if clashes.is_empty() {
        Vec::new()
    } else {
        rows.history(id)?
    };
    let mut told = Vec::new();
    for clash in clashes {
        let wrote = |wrote: &Wrote| clash.paths.contains(&(wrote.part, wrote.path.clone()));
        let last = steps.iter().rev().find(|step| step.wrote.iter().any(wrote));
        let by = match last {
            Some(step) => rows.user(step.stamp.actor)?,
            None => None,
        };
        let (by_ar, by_en) = by.map(|by| (by.name_ar, by.name_en)).unwrap_or_default();
        told.push(Clash {
            group: clash.group.clone(),
            theirs: clash.theirs.clone(),
            by_ar,
            by_en,
            at: last.map_or(0, |step| step.stamp.at.0),
            fields: changes(rows, now, &clash.mine)?,
        });
    }
    Ok(told)
}

/// The call before and after this correction of it.
fn around(steps: &[Step], entry: EntryId) -> Option<(CallFields, CallFields)> {
    let mut stands = CallFields::default();
    for step in steps {
        let before = stands.clone();
        for wrote in &step.wrote {
            stands.set(wrote.part, &wrote.path, wrote.new.as_ref());
        }
        if step.stamp.entry == entry {
            return (step.kind == domain::call::AMENDED).then_some((before, stands));
        }
    }
    None
}

/// The promise that was made with a correction, unless it is over or is another call's.
fn cancel_promise(
    acting: &mut Acting<'_>,
    (call, user): (SubjectId, UserId),
    promise: SubjectId,
) -> Result<()> {
    let open = acting.rows()?.promises_of(&[], &[call])?;
    // What somebody else planned is not theirs to take back with a correction.
    let made = acting.rows()?.folded(promise)?.map(|made| made.first.actor);
    if made == Some(user) && open.iter().any(|one| one.id == promise) {
        acting.append(promise, FollowUp::cancelled(PLANNED_BY_MISTAKE))?;
    }
    Ok(())
}
