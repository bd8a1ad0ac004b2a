//! Adding to the log of a conversation what came in later the same day.
//!
//! Any agent may, as they may add a call to a case; a log of a sensitive case only those who may read it.
//! What is added, rule by rule:
//! * What was said and answered is a paragraph of its own, with its times and whoever wrote it. The log
//!   and all that was added hold together what one note holds; beyond that it is refused, never cut.
//! * What the log does not say yet is filled in; where it says otherwise it stays, and what was filled in
//!   stands with the addition. So nobody's words are overwritten, and none are lost.
//! * Urgent only ever becomes so; cards told are united; the more severe stays.
//! * Another subject, or the same at another facility, is a further issue. The one that the log counts
//!   under stays.
//! * A case opens by the same rule as for a call, unless the log belongs to one that is open: its owner
//!   hears of the same conversation there. One that was chosen gets the log; what was promised is owed
//!   about the log.
//!
//! Never here: looking a conversation up.

mod unite;

use domain::call::{ADDITIONS_MAX, Addition, Call};
use domain::case::Case;
use domain::fold::Record;
use domain::id::{SubjectId, UserId};
use domain::text::NOTE_CHARS_MAX;
use store::Acting;

use unite::{fill, unite_issues};

use crate::calls::{Saving, call_id, new_case, saving};
use crate::cards::check_told;
use crate::conversation::{ASKED, CUSTOM, logged};
use crate::dto::{CallForm, Logged, SaveAs};
use crate::form::{self, ParsedForm, form_of};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Adds what this form says to the log of its conversation. Adding it again answers the log and writes
    /// nothing.
    ///
    /// # Errors
    /// `Invalid` with the field: `handle` with the rule `Mismatch` where the log is of another
    /// conversation or day, `note` and `answer` with `LogFull` where the log would hold more than it can.
    /// `NotFound` when the log, or the case that it is to be added to, is not there or was taken out;
    /// `NotAllowed` for a log of a sensitive case; else as [`App::log_call`].
    pub fn add_to_log(&self, form: &CallForm, log: &str, save_as: SaveAs) -> Result<Logged> {
        let asking = self.asking(Command::AddToLog)?;
        asking.check_duty(form)?;
        let log = call_id(log)?;
        let now = asking.now();
        let saving = saving(&asking, now)?;
        let parsed = form::parse_added(saving.known(), form, save_as, now)?;
        let adding = Adding {
            log,
            saving,
            typed: form.clone(),
        };
        let user = asking.session.user;
        let logged = asking.store().act(asking.stamp()?, move |acting| {
            adding.write(acting, parsed, user)
        })?;
        asking.desk.syncer.wake();
        Ok(logged)
    }
}

struct Adding {
    log: SubjectId,
    saving: Saving,
    /// The form as it was typed: what was left empty in it says nothing.
    typed: CallForm,
}

impl Adding {
    fn write(&self, acting: &mut Acting<'_>, parsed: ParsedForm, user: UserId) -> Result<Logged> {
        let (log, id) = (self.log, parsed.id);
        if let Some(there) = acting.rows()?.log_of_addition(id)? {
            return logged(acting, there, None, true, self.saving.sight);
        }
        let before = self.before(acting, &parsed.call)?;
        check_told(
            &self.saving.cards,
            &parsed.call.cards,
            parsed.call.started_at,
            self.saving.saved_at,
        )?;
        check_room(&before, &parsed.call)?;
        let mut addition = Addition {
            by: Some(user),
            at: Some(self.saving.saved_at),
            received_at: parsed.call.received_at,
            answered_at: parsed.call.answered_at,
            note: parsed.call.note.clone(),
            answer: parsed.call.answer.clone(),
            ..Addition::default()
        };
        let mut filled = before.clone();
        fill(&mut filled, &parsed.call, &mut addition);
        self.fill_said(id, &before, &mut filled, &parsed.call, &mut addition);
        let new_issues = unite_issues(&mut filled, &parsed.call)?;

        let open = acting.rows()?.open_cases_of_call(log)?;
        let opens = parsed.opens_case && open.is_empty();
        if !parsed.refer_to.is_empty() && !opens {
            return Err(AppError::invalid("referTo", Rule::NeedsCase));
        }
        let mut of = parsed.link.or_else(|| open.first().map(|case| case.id));
        if opens {
            let mut about = filled.clone();
            about.started_at = parsed.call.received_at.or(parsed.call.started_at);
            if !new_issues.is_empty() {
                about.issues.retain(|issue, _| new_issues.contains(issue));
            }
            let mut case = new_case(acting, log, &about, &self.saving, user)?;
            case.refer_to = parsed.refer_to;
            acting.append(self.saving.case, case.opened())?;
            filled.case = filled.case.or(Some(self.saving.case));
            if self.typed.outcome.is_empty() {
                "case_opened".clone_into(&mut filled.outcome);
            }
            of = Some(self.saving.case);
        }
        acting.append(log, before.added(&filled, id, &addition))?;
        if let Some(case) = parsed.link {
            let found = acting.rows()?.case_row(case)?.ok_or(AppError::NotFound)?;
            if !self.saving.sight.reads(&acting.rows()?, &found)? {
                return Err(self.saving.sight.refusal());
            }
            if !open.iter().any(|one| one.id == case) {
                acting.append(case, Case::call_linked(log))?;
            }
        }
        let due = parsed.promise.as_ref().map(|promise| promise.due.0);
        if let Some(promise) = parsed.promise {
            let planned = promise.planned(log, of, user);
            acting.append(self.saving.promise, planned.planned())?;
        }
        acting.remove_draft(id)?;
        Ok(Logged {
            promised_due: due,
            ..logged(acting, log, of, false, self.saving.sight)?
        })
    }

    /// The log as it stands, if what was typed belongs to it and this person may add to it.
    fn before(&self, acting: &mut Acting<'_>, typed: &Call) -> Result<Call> {
        let reading = acting.rows()?;
        let found = reading.folded(self.log)?.map(|folded| folded.record);
        let Some(Record::Call(before)) = found else {
            return Err(AppError::NotFound);
        };
        if before.voided {
            return Err(AppError::NotFound);
        }
        self.saving.sight.check_call(&reading, self.log)?;
        let same = !typed.thread.is_empty()
            && (&typed.channel, &typed.thread, &typed.local_day)
                == (&before.channel, &before.thread, &before.local_day);
        if !same {
            return Err(AppError::invalid("handle", Rule::Mismatch));
        }
        Ok(*before)
    }

    /// Answers, custom fields and what the form words in its own way.
    fn fill_said(
        &self,
        id: SubjectId,
        before: &Call,
        filled: &mut Call,
        typed: &Call,
        addition: &mut Addition,
    ) {
        let said = form_of(self.saving.known(), id, typed);
        let log = form_of(self.saving.known(), self.log, before);
        let mut differs = |field: String, said: &str, log: Option<&String>| {
            if log.is_some_and(|log| !log.is_empty() && log != said) && !said.is_empty() {
                addition.otherwise.insert(field, said.to_owned());
            }
        };
        for (code, value) in &said.asked {
            differs(format!("{ASKED}{code}"), value, log.asked.get(code));
        }
        for (code, value) in &said.custom {
            differs(format!("{CUSTOM}{code}"), value, log.custom.get(code));
        }
        for (field, value, log) in [
            ("patientBirth", &said.patient_birth, &log.patient_birth),
            ("affectedIll", &said.affected_ill, &log.affected_ill),
            (
                "affectedHospital",
                &said.affected_hospital,
                &log.affected_hospital,
            ),
            ("affectedDied", &said.affected_died, &log.affected_died),
            ("onBehalfOf", &said.on_behalf_of, &log.on_behalf_of),
            ("outcome", &self.typed.outcome, &log.outcome),
        ] {
            differs(field.to_owned(), value, Some(log));
        }
        if typed.entered_late {
            for (field, value) in [
                ("happenedDay", said.happened_day),
                ("happenedTime", said.happened_time),
            ] {
                addition.otherwise.insert(field.to_owned(), value);
            }
        }
        let mut asked = typed.asked.clone();
        asked.extend(std::mem::take(&mut filled.asked));
        filled.asked = asked;
        let mut custom = typed.custom.clone();
        custom.extend(std::mem::take(&mut filled.custom));
        filled.custom = custom;
        if filled.outcome.is_empty() {
            filled.outcome.clone_from(&self.typed.outcome);
        }
    }
}

/// The log with all that was added holds what one note holds: it is read as one.
fn check_room(before: &Call, typed: &Call) -> Result<()> {
    if before.additions.len() >= ADDITIONS_MAX {
        return Err(AppError::Invalid {
            field: "note",
            rule: Rule::TooMany,
            limit: Some(ADDITIONS_MAX),
        });
    }
    let count = |text: &str| text.chars().count();
    let added = || before.additions.values();
    let note: usize = added().map(|one| count(&one.note)).sum();
    let answer: usize = added().map(|one| count(&one.answer)).sum();
    for (field, there, said) in [
        ("note", count(&before.note) + note, count(&typed.note)),
        (
            "answer",
            count(&before.answer) + answer,
            count(&typed.answer),
        ),
    ] {
        if said > 0 && there + said > NOTE_CHARS_MAX {
            return Err(AppError::Invalid {
                field,
                rule: Rule::LogFull,
                limit: Some(NOTE_CHARS_MAX.saturating_sub(there)),
            });
        }
    }
    Ok(())
}
