//! What a person does with a case: moves it, takes it, gives it away, says what may be told, changes it.
//!
//! Only whoever has a case moves it, and a supervisor (product, "Caller"). A move that the state machine
//! does not know is refused with a code of its own; one that lacks what closing asks for is refused at
//! the field that is missing. What two machines did while apart is not refused here: it becomes a finding
//! that stands on the case.

use domain::case::{Case, CaseStatus, Missing, NewMove, ToTell};
use domain::erasure;
use domain::fold::Record;
use domain::id::{Millis, SubjectId, UserId};
use domain::lists::{List, Lists};
use domain::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, PLACE_CHARS_MAX};
use store::{Acting, Reading};

use crate::case_rows::{Hand, may_reopen};
use crate::cases::{case_id, whole};
use crate::desk::Asking;
use crate::dto::{CaseAmended, CaseGiven, CaseHeld, CaseTold, CaseView, NewCaseMove};
use crate::rights::{Command, Right};
use crate::text::{line, lines};
use crate::{App, AppError, Result, Rule};

/// The most characters of a sentence for a caller, and of words about a follow-up.
pub(crate) const SENTENCE_CHARS_MAX: usize = PLACE_CHARS_MAX;
/// The highest severity of a case.
const SEVERITY_MAX: u8 = 3;

/// A move whose codes are those of the lists.
struct ParsedMove {
    case: SubjectId,
    from: CaseStatus,
    new: NewMove,
}

impl App {
    /// Moves a case, with what is said about it at the same time.
    ///
    /// # Errors
    /// `NotFound`, `NotOwner`; `UnlawfulMove` where it cannot go there from where it stands, or stands
    /// elsewhere than the person saw; `Invalid` with the field that is wrong, or that closing lacks.
    pub fn move_case(&self, new: &NewCaseMove) -> Result<CaseView> {
        let asking = self.asking(Command::MoveCase)?;
        let lists = asking.lists()?;
        let parsed = parse(&lists, new, asking.now())?;
        let (id, hand) = (parsed.case, Hand::of(&asking));
        change(asking, id, move |acting| {
            let row = own(acting, id, hand)?;
            let case = record(&acting.rows()?, id)?;
            check_finding(&lists, &row.type_code, &parsed.new.finding)?;
            check_move(&case, &parsed)?;
            acting.append(id, parsed.new.moved())?;
            Ok(())
        })
    }

    /// Takes a case that nobody has; a supervisor takes any.
    ///
    /// # Errors
    /// `NotFound`, `NotOwner` where somebody has it.
    pub fn take_case(&self, id: &str) -> Result<CaseView> {
        let asking = self.asking(Command::TakeCase)?;
        let (id, hand) = (case_id(id)?, Hand::of(&asking));
        change(asking, id, move |acting| {
            let row = seen(acting, id, hand)?;
            if row.owner == Some(hand.user) {
                return Ok(());
            }
            if !hand.may_take(row.owner) {
                return Err(AppError::NotOwner);
            }
            own_by(acting, id, hand.user)
        })
    }

    /// Gives a case to somebody who works on cases.
    ///
    /// # Errors
    /// `NotFound`, `NotOwner`; `Invalid` for a person who cannot have it.
    pub fn give_case(&self, given: &CaseGiven) -> Result<CaseView> {
        let asking = self.asking(Command::GiveCase)?;
        let (id, hand) = (case_id(&given.case)?, Hand::of(&asking));
        let owner: UserId = given
            .owner
            .parse()
            .map_err(|_| AppError::invalid("owner", Rule::NotAnId))?;
        change(asking, id, move |acting| {
            own(acting, id, hand)?;
            let found = acting.rows()?.user(owner)?;
            let can = found.is_some_and(|user| {
                user.active && Right::CaseWork.role_among(&user.roles).is_some()
            });
            if !can {
                return Err(AppError::invalid("owner", Rule::DoesNotBelong));
            }
            own_by(acting, id, owner)
        })
    }

    /// Says what anyone may tell a caller who asks; empty takes back what was there.
    ///
    /// # Errors
    /// `NotFound`, `NotOwner`; `Invalid` for a text that is too long.
    pub fn tell_case(&self, told: &CaseTold) -> Result<CaseView> {
        let asking = self.asking(Command::TellCase)?;
        let (id, hand) = (case_id(&told.case)?, Hand::of(&asking));
        let to_tell = ToTell {
            text: line("text", &told.text, SENTENCE_CHARS_MAX)?,
            at: asking.now(),
            by: hand.user,
        };
        change(asking, id, move |acting| {
            let row = own(acting, id, hand)?;
            if row.tell_caller != to_tell.text {
                acting.append(id, Case::told(&to_tell))?;
            }
            Ok(())
        })
    }

    /// Changes fields of a case; writes nothing where none differs.
    ///
    /// # Errors
    /// `NotFound`, `NotOwner`; `Invalid` with the field.
    pub fn amend_case(&self, amended: &CaseAmended) -> Result<CaseView> {
        let asking = self.asking(Command::AmendCase)?;
        let (id, hand) = (case_id(&amended.case)?, Hand::of(&asking));
        let lists = asking.lists()?;
        if amended.severity.is_some_and(|level| level > SEVERITY_MAX) {
            return Err(AppError::invalid("severity", Rule::UnknownCode));
        }
        let title = line("title", &amended.title, NAME_CHARS_MAX)?;
        let summary = lines("summary", &amended.summary, NOTE_CHARS_MAX)?;
        let amended = amended.clone();
        change(asking, id, move |acting| {
            own(acting, id, hand)?;
            let before = record(&acting.rows()?, id)?;
            check_changed(&lists, &before, &amended)?;
            let after = Case {
                title,
                summary,
                priority: amended.priority,
                severity: amended.severity,
                facility: amended.facility,
                refer_to: amended.refer_to,
                ..before.clone()
            };
            if let Some(change) = before.amended(&after) {
                acting.append(id, change)?;
            }
            Ok(())
        })
    }

    /// Puts a case under legal hold, so that nothing of it is erased, or ends that.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` for `file`, which a hold needs and which is the number of a file and no name.
    pub fn hold_case(&self, held: &CaseHeld) -> Result<CaseView> {
        let asking = self.asking(Command::HoldCase)?;
        let (id, hand) = (case_id(&held.case)?, Hand::of(&asking));
        let file = line("file", &held.file, erasure::REQUEST_CHARS_MAX)?;
        if held.held && file.is_empty() {
            return Err(AppError::invalid("file", Rule::Required));
        }
        // It stands in what every machine keeps for ever.
        if !erasure::is_file_number(&file) {
            return Err(AppError::invalid("file", Rule::BadCharacters));
        }
        let (legal_hold, hold_file) = if held.held {
            (true, file)
        } else {
            (false, String::new())
        };
        change(asking, id, move |acting| {
            seen(acting, id, hand)?;
            let before = record(&acting.rows()?, id)?;
            let after = Case {
                legal_hold,
                hold_file,
                ..before.clone()
            };
            if let Some(change) = before.amended(&after) {
                acting.append(id, change)?;
            }
            Ok(())
        })
    }
}

/// The codes that are others than those of the case. A form of a case brings all of them, and one that nobody touched
/// may be of lists that this machine has not taken.
fn check_changed(lists: &Lists, before: &Case, amended: &CaseAmended) -> Result<()> {
    for (field, list, old, new) in [
        (
            "priority",
            List::Priorities,
            &before.priority,
            &amended.priority,
        ),
        (
            "facility",
            List::Facilities,
            &before.facility,
            &amended.facility,
        ),
        (
            "referTo",
            List::Entities,
            &before.refer_to,
            &amended.refer_to,
        ),
    ] {
        if new != old {
            known(field, lists, list, new)?;
        }
    }
    Ok(())
}

/// Does something to a case in one act and answers it as it stands then.
fn change(
    asking: Asking,
    id: SubjectId,
    what: impl FnOnce(&mut Acting<'_>) -> Result<()> + Send + 'static,
) -> Result<CaseView> {
    let hand = Hand::of(&asking);
    asking.store().act(asking.stamp()?, what)?;
    asking.desk.syncer.wake();
    asking.store().read(|reading| {
        // Given away, a sensitive case is not for the giver any more; then there is nothing to show.
        whole(reading, id, hand)
    })
}

/// The case, where this person reads it.
fn seen(acting: &mut Acting<'_>, id: SubjectId, hand: Hand) -> Result<store::CaseRow> {
    let rows = acting.rows()?;
    let found = rows.case_row(id)?;
    hand.sight.see(&rows, found)
}

/// The case, where this person may move it.
fn own(acting: &mut Acting<'_>, id: SubjectId, hand: Hand) -> Result<store::CaseRow> {
    let row = seen(acting, id, hand)?;
    if hand.may_move(row.owner) {
        Ok(row)
    } else {
        Err(AppError::NotOwner)
    }
}

fn own_by(acting: &mut Acting<'_>, id: SubjectId, owner: UserId) -> Result<()> {
    let before = record(&acting.rows()?, id)?;
    let after = Case {
        owner: Some(owner),
        ..before.clone()
    };
    if let Some(change) = before.amended(&after) {
        acting.append(id, change)?;
    }
    Ok(())
}

fn record(reading: &Reading<'_>, id: SubjectId) -> Result<Case> {
    match reading.folded(id)?.map(|folded| folded.record) {
        Some(Record::Case(case)) => Ok(*case),
        _ => Err(AppError::NotFound),
    }
}

fn parse(lists: &Lists, new: &NewCaseMove, now: Millis) -> Result<ParsedMove> {
    let status = |field, code: &str| {
        code.parse::<CaseStatus>()
            .map_err(|_| AppError::invalid(field, Rule::UnknownCode))
    };
    known("finding", lists, List::Findings, &new.finding)?;
    known("action", lists, List::ActionsTaken, &new.action)?;
    known(
        "closingOutcome",
        lists,
        List::ClosingOutcomes,
        &new.closing_outcome,
    )?;
    known(
        "callerInformedHow",
        lists,
        List::InformedWays,
        &new.caller_informed_how,
    )?;
    let informed_at = new.caller_informed_at.map(Millis);
    if informed_at.is_some_and(|at| at > now) {
        return Err(AppError::invalid("callerInformedAt", Rule::NotYet));
    }
    if informed_at.is_some() == new.caller_informed_how.is_empty() {
        let field = if informed_at.is_some() {
            "callerInformedHow"
        } else {
            "callerInformedAt"
        };
        return Err(AppError::invalid(field, Rule::Required));
    }
    Ok(ParsedMove {
        case: case_id(&new.case)?,
        from: status("from", &new.from)?,
        new: NewMove {
            to: status("to", &new.to)?,
            at: now,
            finding: new.finding.clone(),
            action: new.action.clone(),
            closing_outcome: new.closing_outcome.clone(),
            caller_informed_at: informed_at,
            caller_informed_how: new.caller_informed_how.clone(),
        },
    })
}

/// A finding answers the type of its case: a complaint is upheld or not, a suggestion is adopted or not.
fn check_finding(lists: &Lists, type_code: &str, finding: &str) -> Result<()> {
    let belongs = |found: &domain::lists::Coded| found.group.as_deref() == Some(type_code);
    if finding.is_empty() || lists.get(List::Findings, finding).is_some_and(belongs) {
        return Ok(());
    }
    Err(AppError::invalid("finding", Rule::DoesNotBelong))
}

fn check_move(case: &Case, parsed: &ParsedMove) -> Result<()> {
    let from = case.status().ok_or(AppError::NotFound)?;
    let new = &parsed.new;
    let too_late = new.to == CaseStatus::Reopened && !may_reopen(case.closed_at(), new.at);
    if from != parsed.from || !from.may_become(new.to) || too_late {
        return Err(AppError::UnlawfulMove { from, to: new.to });
    }
    if new.to != CaseStatus::Closed {
        return Ok(());
    }
    let said = |new: &str, old: &str| if new.is_empty() { old } else { new }.to_owned();
    let then = Case {
        type_code: case.type_code.clone(),
        anonymous: case.anonymous,
        finding: said(&new.finding, &case.finding),
        action: said(&new.action, &case.action),
        caller_informed_at: new.caller_informed_at.or(case.caller_informed_at),
        ..Case::default()
    };
    match then.lacks_to_close().first() {
        None => Ok(()),
        Some(missing) => Err(AppError::invalid(
            match missing {
                Missing::Finding => "finding",
                Missing::Action => "action",
                Missing::CallerInformed => "callerInformedAt",
            },
            Rule::Required,
        )),
    }
}

/// A code of a list, or nothing.
pub(crate) fn known(field: &'static str, lists: &Lists, list: List, code: &str) -> Result<()> {
    if code.is_empty() || lists.get(list, code).is_some() {
        return Ok(());
    }
    Err(AppError::invalid(field, Rule::UnknownCode))
}

#[cfg(test)]
mod tests;
