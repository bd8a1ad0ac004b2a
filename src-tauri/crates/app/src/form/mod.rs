//! The call form, read once at the edge: what leaves here keeps every rule.
//!
//! A field that does not keep its rule is refused by its name in [`CallForm`]; a number that cannot be
//! read is kept as typed. A call that is added to a case needs nothing but that case: without a type it
//! is a follow-up, and its outcome is that it was added. Never here: writing anything, asking a clock.

mod back;
mod channel;
mod clock;
mod correction;
mod issues;
mod people;
mod said;
mod stood;
mod times;

use std::collections::BTreeMap;

use domain::call::{Call, Issue};
use domain::id::{IssueId, Millis, SubjectId};
use domain::lists::{CallType, CaseRule, List, Lists, MinimumField};
use domain::local_day::LocalDay;
use domain::phone::{NUMBER_CHARS_MAX, Phone};
use domain::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, OUTSIDE_NUMBER_CHARS_MAX, PLACE_CHARS_MAX};

use crate::cards::CardsInUse;
use crate::dto::{CallForm, SaveAs};
use crate::text::{line, lines};
use crate::{AppError, Result, Rule};

pub(crate) use back::form_of;
pub(crate) use correction::{parse_correction, times_of};
pub(crate) use issues::ISSUES_MAX;
use stood::Stood;
pub(crate) use times::{Promise, time_of};

/// Longest draft in bytes of JSON. What was typed is kept beyond the bounds of the fields, so that a
/// paste gone wrong can be shortened instead of lost.
pub const MAX_DRAFT_BYTES: usize = 8 * 1024 * 1024;

/// Code of the type of a call that is added to a case and has none.
const FOLLOW_UP: &str = "follow_up";
/// Code of the outcome of a call that is added to a case.
const ADDED_TO_CASE: &str = "added_to_case";

/// Version of the form that calls are taken down with.
const FORM_VERSION: u32 = 3;

/// What a form is held against: the code lists and the answer cards in use. What is retired there was right when the
/// form was begun, and is taken.
pub(crate) type Known<'k> = (&'k Lists, &'k CardsInUse);

/// A form that keeps every rule.
#[derive(Debug)]
pub(crate) struct ParsedForm {
    /// Id of the call.
    pub(crate) id: SubjectId,
    /// The call, but for what only the moment of saving knows (duty, saved at, case).
    pub(crate) call: Call,
    /// Whether saving opens a case.
    pub(crate) opens_case: bool,
    /// The case that saving adds the call to instead.
    pub(crate) link: Option<SubjectId>,
    /// What the caller was promised.
    pub(crate) promise: Option<Promise>,
    /// Code of the entity that the case is to be referred to; empty where none was named.
    pub(crate) refer_to: String,
}

impl ParsedForm {
    /// The call as `form` says, which this was read from, and as it stands in all that the form has no field for.
    pub(crate) fn onto(&self, form: &CallForm, before: &Call) -> Call {
        // What was emptied on the screen stays in the form by its code. A code that is not there was never shown: the
        // lists by which the form was begun did not know it, whatever those of by now do.
        let was_shown =
            |code: &str| form.asked.contains_key(code) || form.custom.contains_key(code);
        let mut asked = before.asked.clone();
        asked.retain(|code, _| !was_shown(code));
        asked.extend(self.call.asked.clone());
        let mut custom = before.custom.clone();
        custom.retain(|code, _| !was_shown(code));
        custom.extend(self.call.custom.clone());
        Call {
            asked,
            custom,
            received_at: times::kept(before.received_at, self.call.received_at),
            answered_at: times::kept(before.answered_at, self.call.answered_at),
            holds: self.holds_after(before),
            saved_at: before.saved_at,
            import: before.import,
            taken_by: before.taken_by.clone(),
            duty: before.duty,
            // A form that names nobody says nothing about who was chosen.
            caller: self.call.caller.or(before.caller),
            patient: self.call.patient.or(before.patient),
            parent_call: self.call.parent_call.or(before.parent_call),
            // What a caller was told they have heard, whatever is written afterwards.
            cards: before
                .cards
                .clone()
                .into_iter()
                .chain(self.call.cards.clone())
                .collect(),
            case: before.case,
            voided: before.voided,
            void_reason: before.void_reason.clone(),
            additions: before.additions.clone(),
            comments: before.comments.clone(),
            ..self.call.clone()
        }
    }
}

impl ParsedForm {
    /// Nobody types the moments of a hold. A call that began at another time had none of these, and one that
    /// ended earlier, or was no call at all, has those that the form still has room for.
    fn holds_after(&self, before: &Call) -> BTreeMap<Millis, Option<Millis>> {
        if self.call.started_at != before.started_at {
            BTreeMap::new()
        } else if (self.call.ended_at, &self.call.channel) == (before.ended_at, &before.channel) {
            before.holds.clone()
        } else {
            self.call.holds.clone()
        }
    }
}

/// Reads the form as it is saved at `now`: the clock of a call that nobody has ended ends with that.
///
/// # Errors
/// `Invalid` with the first field that does not keep its rule, in the order of the form.
pub(crate) fn parse(
    known: Known<'_>,
    form: &CallForm,
    save_as: SaveAs,
    now: Millis,
) -> Result<ParsedForm> {
    let mut parsed = parse_as(known, form, &Stood::default(), save_as, now, false)?;
    parsed.call.ended_at = clock::end(known.0, &parsed.call, now);
    Ok(parsed)
}

/// Reads a form that is added to the log of its conversation: what that is about, the log says.
///
/// # Errors
/// As [`parse`], but nothing is asked for that the log can say.
pub(crate) fn parse_added(
    known: Known<'_>,
    form: &CallForm,
    save_as: SaveAs,
    now: Millis,
) -> Result<ParsedForm> {
    parse_as(known, form, &Stood::default(), save_as, now, true)
}

/// Whatever is in the form as it `stood` passes: it was right by the lists of then, and nobody has touched it.
fn parse_as(
    (lists, cards): Known<'_>,
    form: &CallForm,
    stood: &Stood,
    save_as: SaveAs,
    now: Millis,
    added: bool,
) -> Result<ParsedForm> {
    let id = call_id(form)?;
    let began = times::began(form, now)?;
    let parent_call = clock::parent(form, id)?;
    let number = line("number", &form.number, NUMBER_CHARS_MAX)?;
    let caller = optional_id("caller", &form.caller)?;
    let link = optional_id("linkCase", &form.link_case)?;
    let caller_name = line("callerName", &form.caller_name, NAME_CHARS_MAX)?;
    known_or_stood(
        "language",
        lists,
        List::Languages,
        (&form.language, &stood.form.language),
    )?;
    known_or_stood(
        "verification",
        lists,
        List::VerificationLevels,
        (&form.verification, &stood.form.verification),
    )?;
    let patient = people::patient(lists, form, &stood.form, now)?;
    let contact = channel::contact(lists, form, &stood.form, now)?;
    let holds = clock::holds(form, &began, contact.has_clock)?;
    let type_code = type_code(lists, form, &stood.form, added || link.is_some())?;
    // None only where the call has its type already, and the lists in use do not know it.
    let call_type = lists.call_type(type_code);
    let issues = issues::read(lists, form, stood, id)?;
    let affected = said::affected(form)?;
    let (asked, custom) = said::said(lists, form, &stood.call)?;
    check_place(lists, form, &stood.form)?;
    let place = line("place", &form.place, PLACE_CHARS_MAX)?;
    let note = lines("note", &form.note, NOTE_CHARS_MAX)?;
    let cards = crate::cards::told(cards, &form.cards)?;
    let answer = lines("answer", &form.answer, NOTE_CHARS_MAX)?;
    let opens_case = link.is_none() && opens_case(lists, type_code, &issues, save_as);
    let outcome = match link {
        Some(_) if form.outcome.is_empty() => ADDED_TO_CASE.into(),
        _ => outcome(lists, call_type, opens_case, (form, &stood.form))?,
    };
    let refer_to = refer_to(lists, form, opens_case)?;
    let promise = times::promise(lists, form, now)?;
    // What a call that is added to a case is about, the case says.
    if let Some(call_type) = call_type
        && link.is_none()
        && !added
        && !correction::asks_nothing(form)
    {
        check_minimum(call_type, form, &stood.form)?;
    }
    let on_behalf_of = match form.on_behalf_of.as_str() {
        "" => None,
        user => Some(
            user.parse()
                .map_err(|_| AppError::invalid("onBehalfOf", Rule::NotAnId))?,
        ),
    };

    let phone = Phone::read(&number);
    let call = Call {
        channel: form.channel.clone(),
        direction: contact.direction.into(),
        received_at: contact.received_at,
        answered_at: contact.answered_at,
        started_at: Some(began.at),
        // What the clock said before the channel was changed is no length of a message.
        ended_at: began.ended_at.filter(|_| contact.has_clock),
        holds,
        dropped: form.dropped && contact.has_clock,
        parent_call,
        entered_late: began.late,
        on_behalf_of,
        shift: lists.shift_plan().shift_at(began.at.0).to_string(),
        local_day: LocalDay::of(began.at.0).to_string(),
        caller,
        patient: patient.id,
        anonymous: form.anonymous,
        verification: form.verification.clone(),
        notice_given: form.notice_given,
        language: form.language.clone(),
        relation: form.relation.clone(),
        patient_sex: form.patient_sex.clone(),
        patient_birth_year: patient.birth_year,
        governorate: form.governorate.clone(),
        wilayat: form.wilayat.clone(),
        affected,
        type_code: type_code.to_owned(),
        outcome,
        urgent: form.urgent,
        issues,
        asked,
        custom,
        form_version: FORM_VERSION,
        number: phone.e164.clone().unwrap_or_default(),
        number_as_typed: phone.as_typed,
        handle: contact.handle,
        message_link: contact.link,
        thread: contact.thread,
        caller_name,
        patient_name: patient.name,
        file_number: patient.file_number,
        external_reference: line(
            "externalReference",
            &form.external_reference,
            OUTSIDE_NUMBER_CHARS_MAX,
        )?,
        place,
        note,
        cards,
        answer,
        ..Call::default()
    };
    Ok(ParsedForm {
        id,
        call,
        opens_case,
        link,
        promise,
        refer_to,
    })
}

/// The id of the call that a form is for.
pub(crate) fn call_id(form: &CallForm) -> Result<SubjectId> {
    form.id
        .parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}

/// The issue that a case of this call is about, with its type: the primary one where a case opens by its
/// rule, else the first one that has such a rule, else the primary one after all.
pub(crate) fn issue_of_case(lists: &Lists, call: &Call) -> (String, Issue) {
    let type_of = |issue: &Issue| match issue.type_code.as_str() {
        "" => call.type_code.clone(),
        own => own.to_owned(),
    };
    let opens = |issue: &&Issue| {
        lists.case_rule(&type_of(issue), &issue.sub_category) == Some(CaseRule::Always)
    };
    let primary = call.primary_issue().map(|(_, issue)| issue);
    let about = primary
        .filter(opens)
        .or_else(|| call.issues.values().find(opens))
        .or(primary);
    about.map_or_else(
        || (call.type_code.clone(), Issue::default()),
        |issue| (type_of(issue), issue.clone()),
    )
}

/// A code of a list, where there is one.
fn known(field: &'static str, lists: &Lists, list: List, code: &str) -> Result<()> {
    if code.is_empty() || lists.get(list, code).is_some() {
        return Ok(());
    }
    Err(AppError::invalid(field, Rule::UnknownCode))
}

/// A code of a list, or the one that stood there.
fn known_or_stood(
    field: &'static str,
    lists: &Lists,
    list: List,
    (code, stood): (&str, &str),
) -> Result<()> {
    if code == stood {
        return Ok(());
    }
    known(field, lists, list, code)
}

/// An id where there is one.
pub(crate) fn optional_id(field: &'static str, id: &str) -> Result<Option<SubjectId>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = id.parse();
    id.map(Some)
        .map_err(|_| AppError::invalid(field, Rule::NotAnId))
}

/// The type chosen; of a call that is added to a case, without one, that of a follow-up.
fn type_code<'f>(
    lists: &Lists,
    form: &'f CallForm,
    stood: &CallForm,
    linked: bool,
) -> Result<&'f str> {
    let code = match form.type_code.as_str() {
        "" if linked => FOLLOW_UP,
        "" => return Err(AppError::invalid("type", Rule::Required)),
        code => code,
    };
    if code == stood.type_code || lists.call_type(code).is_some() {
        return Ok(code);
    }
    Err(AppError::invalid("type", Rule::UnknownCode))
}

fn check_place(lists: &Lists, form: &CallForm, stood: &CallForm) -> Result<()> {
    let place = |of: &CallForm| (of.governorate.clone(), of.wilayat.clone());
    if place(form) == place(stood) {
        return Ok(());
    }
    known_or_stood(
        "governorate",
        lists,
        List::Governorates,
        (&form.governorate, &stood.governorate),
    )?;
    if form.wilayat.is_empty() {
        return Ok(());
    }
    match lists.get(List::Wilayats, &form.wilayat) {
        None => Err(AppError::invalid("wilayat", Rule::UnknownCode)),
        Some(found) if found.group.as_deref() == Some(form.governorate.as_str()) => Ok(()),
        Some(_) => Err(AppError::invalid("wilayat", Rule::DoesNotBelong)),
    }
}

/// By the rules of the subjects, else of their types: one issue that needs a case is enough. The second
/// save key does the opposite.
fn opens_case(
    lists: &Lists,
    type_code: &str,
    issues: &BTreeMap<IssueId, Issue>,
    save_as: SaveAs,
) -> bool {
    let by_rule = issues.values().any(|issue| {
        let of = match issue.type_code.as_str() {
            "" => type_code,
            own => own,
        };
        lists.case_rule(of, &issue.sub_category) == Some(CaseRule::Always)
    });
    match save_as {
        SaveAs::ByRule => by_rule,
        SaveAs::OtherWay => !by_rule,
    }
}

/// The outcome chosen; else that a case was opened, where one is; else the type's own.
fn outcome(
    lists: &Lists,
    call_type: Option<&CallType>,
    opens_case: bool,
    (form, stood): (&CallForm, &CallForm),
) -> Result<String> {
    known_or_stood(
        "outcome",
        lists,
        List::Outcomes,
        (&form.outcome, &stood.outcome),
    )?;
    if !form.outcome.is_empty() {
        return Ok(form.outcome.clone());
    }
    Ok(if opens_case {
        "case_opened".into()
    } else {
        (call_type.and_then(|own| own.default_outcome.clone())).unwrap_or_default()
    })
}

/// Where the case is to be referred to: only a case that opens now can be.
fn refer_to(lists: &Lists, form: &CallForm, opens_case: bool) -> Result<String> {
    // Words that no entity was picked for would be gone with the draft.
    if !form.refer_text.trim().is_empty() {
        return Err(AppError::invalid("referTo", Rule::UnknownCode));
    }
    known("referTo", lists, List::Entities, &form.refer_to)?;
    if !form.refer_to.is_empty() && !opens_case {
        return Err(AppError::invalid("referTo", Rule::NeedsCase));
    }
    Ok(form.refer_to.clone())
}

/// The fields that the type asks for. One that the call of this type was saved without is not asked for now: its type
/// did not ask then, and whoever puts a word right does not know.
fn check_minimum(call_type: &CallType, form: &CallForm, stood: &CallForm) -> Result<()> {
    let same_type = form.type_code == stood.type_code;
    for field in &call_type.minimum {
        let was_empty = same_type && !is_filled(*field, stood);
        if !was_empty && !is_filled(*field, form) {
            return Err(AppError::invalid(field_name(*field), Rule::Required));
        }
    }
    Ok(())
}

/// A facility and a place are named by any field that can name one.
fn is_filled(field: MinimumField, form: &CallForm) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    let facility = said(&form.facility) || said(&form.facility_text);
    match field {
        MinimumField::Type => said(&form.type_code),
        MinimumField::SubCategory => said(&form.sub_category),
        MinimumField::Facility => facility,
        MinimumField::Place => {
            facility || said(&form.place) || said(&form.governorate) || said(&form.wilayat)
        }
        MinimumField::Note => said(&form.note),
    }
}

/// The field of [`CallForm`] at which a part of the minimum is asked for.
pub(crate) const fn field_name(field: MinimumField) -> &'static str {
    match field {
        MinimumField::Type => "type",
        MinimumField::SubCategory => "subCategory",
        MinimumField::Facility => "facility",
        MinimumField::Place => "place",
        MinimumField::Note => "note",
    }
}

#[cfg(test)]
mod tests;
