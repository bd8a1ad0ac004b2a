//! Saving a call, and reading calls back.

use std::sync::Arc;

use domain::call::Call;
use domain::case::{Case, is_sensitive};
use domain::comment::Comment;
use domain::fold::Record;
use domain::id::{CommentId, Millis, SubjectId, UserId};
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::phone::number_key;
use domain::reference::Reference;
use domain::text::COMMENT_CHARS_MAX;
use store::Acting;

use crate::call_history::void_of;
use crate::cards::{CardsInUse, check_told};
use crate::case_rows::Hand;
use crate::conversation::{self, contact_counts};
use crate::correct::Corrector;
use crate::desk::Asking;
use crate::dto::{
    CallComment, CallForm, CallView, Logged, NewComment, OwnLog, SaveAs, SeenComments,
};
use crate::follow_ups::owed_call_backs;
use crate::form::{self, ParsedForm};
use crate::persons::{caller_of, patient_of};
use crate::rights::Command;
use crate::rows::{call_row, call_view, read_cursor, row_for, rows_for};
use crate::sight::Sight;
use crate::text::lines;
use crate::{App, AppError, Result, Rule, scores};

/// Calls on a page of a log.
pub const PAGE: u32 = 50;
/// Most comments that are marked as seen at once.
const SEEN_AT_ONCE: usize = 1_000;

impl App {
    /// Saves the call of this form, with a case where one opens, or as a call of the case it is added to:
    /// any agent of the site may do that to a case that is not sensitive. Saving it again answers what the
    /// first time wrote and writes nothing, as far as this person may read it.
    ///
    /// # Errors
    /// `Invalid` with the field; `NotFound` when the person chosen or the case that it is added to is not
    /// there; `SignedOut`, `NotAllowed`; of the store `DiskFull` and the like: then nothing was written
    /// and the draft is still there.
    pub fn log_call(&self, form: &CallForm, save_as: SaveAs) -> Result<Logged> {
        let asking = self.asking(Command::LogCall)?;
        asking.check_duty(form)?;
        let now = asking.now();
        let saving = saving(&asking, now)?;
        let parsed = form::parse(saving.known(), form, save_as, now)?;
        let (user, parent) = (asking.session.user, parsed.call.parent_call);
        let mut logged = asking.store().act(asking.stamp()?, move |acting| {
            write(acting, parsed, &saving, user)
        })?;
        asking.desk.syncer.wake();
        if let Some(parent) = parent {
            let hand = Hand::of(&asking);
            match (asking.store()).read(|reading| owed_call_backs(reading, parent, hand)) {
                Ok(owed) => logged.call_backs = owed,
                // The call is saved, and what is owed stands in the list of what is due all the same.
                Err(error) => tracing::warn!(%error, "owed call-backs could not be read"),
            }
        }
        Ok(logged)
    }

    /// The calls of the person's own duty, newest first, those of sensitive cases that passed on to others
    /// without what was said; and of earlier ones those that bear a comment
    /// which they have not seen, and those that were returned to them. A duty ends with signing out, and a supervisor often reads a call only
    /// after that: what they say must still meet its agent.
    ///
    /// # Errors
    /// `Invalid` for a cursor that is none.
    pub fn own_log(&self, after: Option<&str>) -> Result<OwnLog> {
        let asking = self.asking(Command::OwnLog)?;
        let lists = asking.lists()?;
        let after = read_cursor(after)?;
        let (duty, user) = (asking.session.duty, asking.session.user);
        let sight = Sight::of(&asking.session);
        asking.store().read(|reading| {
            let commented = match after {
                None => reading.calls_with_unseen_comments(user, duty, PAGE)?,
                Some(_) => Vec::new(),
            };
            // What was said about a call that they may no longer open could not be read, nor put away.
            let mut commented = rows_for(reading, sight, &commented)?;
            commented.retain(|row| !row.restricted);
            let returned = match after {
                None => reading.calls_returned_to(user, PAGE)?,
                Some(_) => Vec::new(),
            };
            let mut returned = rows_for(reading, sight, &returned)?;
            returned.retain(|row| !row.restricted);
            let scored = match after {
                None => reading.calls_with_unseen_scores(user, PAGE)?,
                Some(_) => Vec::new(),
            };
            let mut scored = rows_for(reading, sight, &scored)?;
            scored.retain(|row| !row.restricted);
            let page = reading.own_log(duty, after, PAGE)?;
            let by_channel = reading.own_log_channels(duty)?;
            Ok(OwnLog {
                counts: contact_counts(&lists, &by_channel),
                rows: rows_for(reading, sight, &page.rows)?,
                next: page.next.map(|cursor| cursor.to_string()),
                total: page.total,
                commented,
                returned,
                scored,
            })
        })
    }

    /// Writes down that the person has seen these comments. Private to this machine and no entry: at
    /// another one they are shown once more.
    ///
    /// # Errors
    /// `Invalid` with the field.
    pub fn mark_comments_seen(&self, seen: &SeenComments) -> Result<()> {
        let asking = self.asking(Command::MarkCommentsSeen)?;
        let call = call_id(&seen.call)?;
        if seen.comments.len() > SEEN_AT_ONCE {
            return Err(AppError::Invalid {
                field: "comments",
                rule: Rule::TooLong,
                limit: Some(SEEN_AT_ONCE),
            });
        }
        let comments = seen.comments.iter().map(|id| {
            id.parse()
                .map_err(|_| AppError::invalid("comments", Rule::NotAnId))
        });
        let comments = comments.collect::<Result<Vec<CommentId>>>()?;
        let user = asking.session.user;
        Ok(asking.store().mark_comments_seen(user, call, comments)?)
    }

    /// One call, whole, with its comments and what the person may do about it.
    ///
    /// # Errors
    /// `NotFound`; `NotAllowed` for a call of a sensitive case which neither this person nor their role may
    /// read; `NotViewed` where they have to open the case first.
    pub fn call(&self, id: &str) -> Result<CallView> {
        let asking = self.asking(Command::Call)?;
        let lists = asking.lists()?;
        let id = call_id(id)?;
        let sight = Sight::of(&asking.session);
        let cards = asking.cards()?;
        asking.store().read(|reading| {
            // What was added to a log is found there.
            let id = reading.log_of_addition(id)?.unwrap_or(id);
            let found = reading.call(id)?.ok_or(AppError::NotFound)?;
            sight.check_call(reading, id)?;
            let folded = reading.folded(id)?.ok_or(AppError::NotFound)?;
            let Record::Call(call) = folded.record else {
                return Err(AppError::NotFound);
            };
            let form = form::form_of((&lists, &cards), id, &call);
            let void = void_of(reading, id, &call)?;
            let may = Corrector::of(&asking).may(found.row.agent, call.voided);
            let hand = Hand::of(&asking);
            let of_call = (id, found.row.agent, call.voided);
            let (scores, may_score) = scores::seen_by(&asking, reading, of_call, &found.scores)?;
            let view = call_view(reading, &cards, &found, form, (void, may), hand)?;
            Ok(CallView {
                scores,
                may_score,
                imported: call.import.is_some(),
                taken_by: call.taken_by,
                ..view
            })
        })
    }

    /// Leaves a comment on a call; its agent sees it. The same comment twice is one.
    ///
    /// # Errors
    /// `Invalid` with the field, `NotFound`, `NotAllowed`.
    pub fn comment_call(&self, comment: &NewComment) -> Result<CallComment> {
        let asking = self.asking(Command::CommentCall)?;
        let text = lines("text", &comment.text, COMMENT_CHARS_MAX)?;
        if text.trim().is_empty() {
            return Err(AppError::invalid("text", Rule::Required));
        }
        let call = call_id(&comment.call)?;
        let id: CommentId = comment
            .id
            .parse()
            .map_err(|_| AppError::invalid("id", Rule::NotAnId))?;
        let at = asking.now();
        let made = Comment {
            id,
            by: Some(asking.session.user),
            at: Some(at),
            text: text.clone(),
        };
        asking.store().act(asking.stamp()?, move |acting| {
            let found = acting.rows()?.call(call)?.ok_or(AppError::NotFound)?;
            if !found.comments.iter().any(|known| known.id == id) {
                acting.append(call, Call::commented(&made))?;
            }
            Ok::<_, AppError>(())
        })?;
        asking.desk.syncer.wake();
        let person = asking.session.person;
        Ok(CallComment {
            id: id.to_string(),
            at: at.0,
            by_ar: person.name_ar,
            by_en: person.name_en,
            text,
        })
    }
}

/// What only the moment of saving knows.
pub(crate) struct Saving {
    pub(crate) saved_at: Millis,
    pub(crate) duty: SubjectId,
    /// Id of the case, should one open.
    pub(crate) case: SubjectId,
    /// Id of the caller's person, should one be made.
    pub(crate) person: SubjectId,
    /// Id of the patient's person, should one be made.
    pub(crate) patient: SubjectId,
    /// Id of the follow-up, should something be promised.
    pub(crate) promise: SubjectId,
    /// What whoever saves sees of sensitive cases: to those they may add calls.
    pub(crate) sight: Sight,
    /// The code lists as they stand now.
    pub(crate) lists: Arc<Lists>,
    /// The answer cards as they stand now.
    pub(crate) cards: Arc<CardsInUse>,
}

impl Saving {
    /// What a form is held against.
    pub(crate) fn known(&self) -> form::Known<'_> {
        (&self.lists, &self.cards)
    }
}

/// What saving now by whoever asks knows.
pub(crate) fn saving(asking: &Asking, now: Millis) -> Result<Saving> {
    Ok(Saving {
        saved_at: now,
        duty: asking.session.duty,
        case: asking.desk.new_id()?,
        person: asking.desk.new_id()?,
        patient: asking.desk.new_id()?,
        promise: asking.desk.new_id()?,
        sight: Sight::of(&asking.session),
        lists: asking.lists()?,
        cards: asking.cards()?,
    })
}

/// Writes the call, the person where one is made, and the case where one opens or that the call is added
/// to, in the act that is going on. The call that a case gathers does not name it: only a case that it
/// opened is its own, and goes with it when it is taken back.
pub(crate) fn write(
    acting: &mut Acting<'_>,
    parsed: ParsedForm,
    saving: &Saving,
    owner: UserId,
) -> Result<Logged> {
    let ParsedForm {
        id,
        mut call,
        opens_case,
        link,
        promise,
        refer_to,
    } = parsed;
    if let Some(log) = acting.rows()?.log_of_addition(id)? {
        return conversation::logged(acting, log, link, true, saving.sight);
    }
    let already = acting.subject_exists(id)?;
    let (mut of_case, mut promised_due) = (None, None);
    if !already {
        conversation::check_day(acting, &call, saving.sight)?;
        check_told(&saving.cards, &call.cards, call.started_at, saving.saved_at)?;
        call.saved_at = Some(saving.saved_at);
        call.duty = Some(saving.duty);
        check_on_behalf_of(acting, &call)?;
        call.caller = caller_of(acting, &call, saving.person)?;
        call.patient = patient_of(acting, &call, saving.patient)?;
        if opens_case {
            call.case = Some(saving.case);
            let mut case = new_case(acting, id, &call, saving, owner)?;
            case.refer_to = refer_to;
            of_case = Some(case.reference.clone());
            acting.append(saving.case, case.opened())?;
        }
        acting.append(id, call.logged())?;
        if let Some(case) = link {
            let found = acting.rows()?.case_row(case)?;
            let found = found.ok_or(AppError::NotFound)?;
            if !saving.sight.reads(&acting.rows()?, &found)? {
                return Err(saving.sight.refusal());
            }
            acting.append(case, Case::call_linked(id))?;
            of_case = of_case.or(Some(found.reference));
        }
        if let Some(promise) = promise {
            let planned = promise.planned(id, link.or(call.case), owner);
            promised_due = planned.due.map(|due| due.0);
            acting.append(saving.promise, planned.planned())?;
        }
        acting.remove_draft(id)?;
    }
    // Told from the row that is there, of this save or of one before: which may have been anybody's, and of a
    // case that has passed on.
    let found = acting.call_row(id)?.ok_or(AppError::NotFound)?;
    if acting.do_rows_follow() && !already {
        // It is saved, and its row lies on a bad page: told by what was saved just now.
        return Ok(Logged {
            case_reference: of_case,
            promised_due,
            call_backs: Vec::new(),
            row: call_row(&found),
            already,
            added: false,
        });
    }
    let reading = acting.rows()?;
    let row = if already {
        row_for(&reading, saving.sight, &found)?
    } else {
        call_row(&found)
    };
    let promises = if row.restricted {
        Vec::new()
    } else {
        reading.promises_of(&[], &[id])?
    };
    Ok(Logged {
        case_reference: row.case_reference.clone(),
        promised_due: promises.iter().map(|promise| promise.due.0).min(),
        call_backs: Vec::new(),
        row,
        already,
        added: false,
    })
}

/// A call on behalf of somebody is that of a person whom this machine knows.
fn check_on_behalf_of(acting: &mut Acting<'_>, call: &Call) -> Result<()> {
    match call.on_behalf_of {
        Some(user) if acting.rows()?.user(user)?.is_none() => {
            Err(AppError::invalid("onBehalfOf", Rule::UnknownCode))
        }
        _ => Ok(()),
    }
}

pub(crate) fn new_case(
    acting: &mut Acting<'_>,
    id: SubjectId,
    call: &Call,
    saving: &Saving,
    owner: UserId,
) -> Result<Case> {
    let year = LocalDay::of(saving.saved_at.0).year();
    let (station, sequence) = acting.next_case_sequence(year)?;
    let reference = Reference::new(year, station, sequence)
        .map_err(|_| AppError::Internal("the series of references has ended"))?;
    let lists = saving.lists.as_ref();
    let (type_code, issue) = form::issue_of_case(lists, call);
    let sub_category = issue.sub_category;
    // Starting priorities: urgent ones are p2, the rest p3, until somebody decides otherwise.
    let priority = if call.urgent { "p2" } else { "p3" };
    let target = lists
        .targets()
        .target_for(&type_code, &sub_category, call.urgent, priority);
    let received_at = call.started_at.unwrap_or(saving.saved_at);
    let due = target.due(received_at, lists.calendar());
    Ok(Case {
        reference: reference.to_string(),
        sensitive: is_sensitive(&type_code, &sub_category),
        type_code,
        calls: [id].into(),
        priority: priority.into(),
        urgent: call.urgent,
        severity: issue.severity,
        sub_category,
        anonymous: call.anonymous,
        received_at: call.started_at,
        acknowledge_due: due.acknowledge,
        due: due.resolve,
        owner: Some(owner),
        caller: call.caller,
        patient: call.patient,
        number: number_key(&call.number, &call.number_as_typed),
        facility: issue.facility,
        ..Case::default()
    })
}

pub(crate) fn call_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("call", Rule::NotAnId))
}
