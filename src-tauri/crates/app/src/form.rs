//! The call form, read once at the edge: what leaves here keeps every rule.
//!
//! A field that does not keep its rule is refused by its name in [`CallForm`]; a number that cannot be
//! read is kept as typed. A call that is added to a case needs nothing but that case: without a type it
//! is a follow-up, and its outcome is that it was added. Never here: writing anything, asking a clock.

use std::collections::BTreeMap;

use domain::call::{Call, Issue};
use domain::id::{IssueId, Millis, SubjectId};
use domain::lists::{CallType, CaseRule, List, Lists, MinimumField};
use domain::local_day::LocalDay;
use domain::phone::{NUMBER_CHARS_MAX, Phone};
use domain::text::{FACILITY_CHARS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, PLACE_CHARS_MAX};

use crate::dto::{CallForm, SaveAs};
use crate::text::{line, lines};
use crate::{AppError, Result, Rule};

/// Longest draft in bytes of JSON. What was typed is kept beyond the bounds of the fields, so that a
/// paste gone wrong can be shortened instead of lost.
pub const MAX_DRAFT_BYTES: usize = 8 * 1024 * 1024;

/// Code of the type of a call that is added to a case and has none.
const FOLLOW_UP: &str = "follow_up";
/// Code of the outcome of a call that is added to a case.
const ADDED_TO_CASE: &str = "added_to_case";

/// Version of the form that calls are taken down with.
const FORM_VERSION: u32 = 1;

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
}

impl ParsedForm {
    /// The call as the form says, and as it stands in all that this form has no field for.
    pub(crate) fn onto(&self, before: &Call) -> Call {
        let form = self.call.clone();
        let mut issues = before.issues.clone();
        for (id, said) in form.issues {
            let stands = issues.remove(&id).unwrap_or_default();
            let issue = Issue {
                sub_category: said.sub_category,
                facility: said.facility,
                facility_text: said.facility_text,
                primary: said.primary,
                ..stands
            };
            issues.insert(id, issue);
        }
        Call {
            channel: form.channel,
            direction: form.direction,
            started_at: form.started_at,
            ended_at: form.ended_at,
            shift: form.shift,
            local_day: form.local_day,
            // A form that names nobody says nothing about who was chosen.
            caller: form.caller.or(before.caller),
            anonymous: form.anonymous,
            governorate: form.governorate,
            wilayat: form.wilayat,
            type_code: form.type_code,
            outcome: form.outcome,
            urgent: form.urgent,
            issues,
            form_version: form.form_version,
            number: form.number,
            number_as_typed: form.number_as_typed,
            caller_name: form.caller_name,
            place: form.place,
            note: form.note,
            // What a caller was told they have heard, whatever is written afterwards.
            cards: before.cards.clone().into_iter().chain(form.cards).collect(),
            ..before.clone()
        }
    }
}

/// Reads the form.
///
/// # Errors
/// `Invalid` with the first field that does not keep its rule, in the order of the form.
pub(crate) fn parse(form: &CallForm, save_as: SaveAs) -> Result<ParsedForm> {
    let lists = crate::lists::embedded()?;
    let id = call_id(form)?;
    let number = line("number", &form.number, NUMBER_CHARS_MAX)?;
    let caller = optional_id("caller", &form.caller)?;
    let link = optional_id("linkCase", &form.link_case)?;
    let caller_name = line("callerName", &form.caller_name, NAME_CHARS_MAX)?;
    known("channel", lists, List::Channels, &form.channel)?;
    let call_type = call_type(lists, form, link.is_some())?;
    check_subject(lists, form)?;
    let facility_text = line("facilityText", &form.facility_text, FACILITY_CHARS_MAX)?;
    check_place(lists, form)?;
    let place = line("place", &form.place, PLACE_CHARS_MAX)?;
    let note = lines("note", &form.note, NOTE_CHARS_MAX)?;
    let cards = crate::cards::told(&form.cards)?;
    let opens_case = link.is_none() && opens_case(lists, form, save_as);
    let outcome = match link {
        Some(_) if form.outcome.is_empty() => ADDED_TO_CASE.into(),
        _ => outcome(lists, call_type, opens_case, form)?,
    };
    // What a call that is added to a case is about, the case says.
    if link.is_none() {
        check_minimum(call_type, form)?;
    }
    if form.ended_at.is_some_and(|ended| ended < form.started_at) {
        return Err(AppError::invalid("endedAt", Rule::EndBeforeStart));
    }

    let started_at = Millis(form.started_at);
    let phone = Phone::read(&number);
    let issue = Issue {
        sub_category: form.sub_category.clone(),
        facility: form.facility.clone(),
        facility_text,
        primary: true,
        ..Issue::default()
    };
    let call = Call {
        channel: form.channel.clone(),
        direction: if form.channel == "phone_out" {
            "out"
        } else {
            "in"
        }
        .into(),
        started_at: Some(started_at),
        ended_at: form.ended_at.map(Millis),
        shift: lists.shift_plan().shift_at(started_at.0).to_string(),
        local_day: LocalDay::of(started_at.0).to_string(),
        caller,
        anonymous: form.anonymous,
        governorate: form.governorate.clone(),
        wilayat: form.wilayat.clone(),
        type_code: call_type.code.clone(),
        outcome,
        urgent: form.urgent,
        // The first issue of a call bears the call's own bytes, so that saving twice writes the same.
        issues: BTreeMap::from([(IssueId::from_bytes(id.to_bytes()), issue)]),
        form_version: FORM_VERSION,
        number: phone.e164.clone().unwrap_or_default(),
        number_as_typed: phone.as_typed,
        caller_name,
        place,
        note,
        cards,
        ..Call::default()
    };
    Ok(ParsedForm {
        id,
        call,
        opens_case,
        link,
    })
}

/// The id of the call that a form is for.
pub(crate) fn call_id(form: &CallForm) -> Result<SubjectId> {
    form.id
        .parse()
        .map_err(|_| AppError::invalid("id", Rule::NotAnId))
}

fn known(field: &'static str, lists: &Lists, list: List, code: &str) -> Result<()> {
    match lists.get(list, code) {
        Some(_) => Ok(()),
        None => Err(AppError::invalid(field, Rule::UnknownCode)),
    }
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
fn call_type<'l>(lists: &'l Lists, form: &CallForm, linked: bool) -> Result<&'l CallType> {
    let code = match form.type_code.as_str() {
        "" if linked => FOLLOW_UP,
        "" => return Err(AppError::invalid("type", Rule::Required)),
        code => code,
    };
    lists
        .call_type(code)
        .ok_or(AppError::invalid("type", Rule::UnknownCode))
}

fn check_subject(lists: &Lists, form: &CallForm) -> Result<()> {
    // Words that no subject was picked for would be gone with the draft.
    if !form.subject_text.trim().is_empty() {
        return Err(AppError::invalid("subCategory", Rule::UnknownCode));
    }
    let code = &form.sub_category;
    if code.is_empty() || lists.sub_category(&form.type_code, code).is_some() {
        return Ok(());
    }
    let is_known = lists.sub_categories().iter().any(|row| row.code == *code);
    let rule = if is_known {
        Rule::DoesNotBelong
    } else {
        Rule::UnknownCode
    };
    Err(AppError::invalid("subCategory", rule))
}

fn check_place(lists: &Lists, form: &CallForm) -> Result<()> {
    if !form.facility.is_empty() {
        known("facility", lists, List::Facilities, &form.facility)?;
    }
    if !form.governorate.is_empty() {
        known("governorate", lists, List::Governorates, &form.governorate)?;
    }
    if form.wilayat.is_empty() {
        return Ok(());
    }
    match lists.get(List::Wilayats, &form.wilayat) {
        None => Err(AppError::invalid("wilayat", Rule::UnknownCode)),
        Some(found) if found.group.as_deref() == Some(form.governorate.as_str()) => Ok(()),
        Some(_) => Err(AppError::invalid("wilayat", Rule::DoesNotBelong)),
    }
}

/// By the rule of the subject, else of the type; the second save key does the opposite.
fn opens_case(lists: &Lists, form: &CallForm, save_as: SaveAs) -> bool {
    let rule = lists.case_rule(&form.type_code, &form.sub_category);
    let by_rule = rule == Some(CaseRule::Always);
    match save_as {
        SaveAs::ByRule => by_rule,
        SaveAs::OtherWay => !by_rule,
    }
}

/// The outcome chosen; else that a case was opened, where one is; else the type's own.
fn outcome(
    lists: &Lists,
    call_type: &CallType,
    opens_case: bool,
    form: &CallForm,
) -> Result<String> {
    if !form.outcome.is_empty() {
        known("outcome", lists, List::Outcomes, &form.outcome)?;
        return Ok(form.outcome.clone());
    }
    Ok(if opens_case {
        "case_opened".into()
    } else {
        call_type.default_outcome.clone().unwrap_or_default()
    })
}

/// The fields that the type asks for; a facility and a place are named by any field that can name one.
fn check_minimum(call_type: &CallType, form: &CallForm) -> Result<()> {
    let said = |text: &str| !text.trim().is_empty();
    let facility = said(&form.facility) || said(&form.facility_text);
    for field in &call_type.minimum {
        let filled = match field {
            MinimumField::Type => said(&form.type_code),
            MinimumField::SubCategory => said(&form.sub_category),
            MinimumField::Facility => facility,
            MinimumField::Place => {
                facility || said(&form.place) || said(&form.governorate) || said(&form.wilayat)
            }
            MinimumField::Note => said(&form.note),
        };
        if !filled {
            return Err(AppError::invalid(field_name(*field), Rule::Required));
        }
    }
    Ok(())
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
mod tests {
    use super::*;

    /// A word put right must not take the cards that were told, or a second issue, out of the call.
    #[test]
    fn an_amendment_leaves_alone_what_the_form_has_no_field_for() {
        let form = CallForm {
            id: SubjectId::from_bytes([7; 16]).to_string(),
            channel: "phone_in".into(),
            type_code: "health_ed".into(),
            sub_category: "diabetes".into(),
            note: "سألت عن الإنسولين".into(),
            ..CallForm::default()
        };
        let parsed = parse(&form, SaveAs::ByRule).unwrap();
        let own = IssueId::from_bytes([7; 16]);
        let other = IssueId::from_bytes([8; 16]);
        let assessed = Issue {
            sub_category: "vaccination".into(),
            severity: Some(2),
            primary: true,
            ..Issue::default()
        };
        let before = Call {
            cards: [("hajj_vaccines".to_owned(), 3)].into(),
            patient_name: "أمها".into(),
            saved_at: Some(Millis(5)),
            note: "سألت".into(),
            issues: [(own, assessed.clone()), (other, Issue::default())].into(),
            ..Call::default()
        };
        let after = parsed.onto(&before);
        assert_eq!(after.note, "سألت عن الإنسولين", "what the form says");
        assert_eq!(
            after.issues.get(&own),
            Some(&Issue {
                sub_category: "diabetes".into(),
                ..assessed
            }),
            "of its issue what it says, and how bad it was stays"
        );
        assert!(after.issues.contains_key(&other), "the second issue");
        assert_eq!(
            (after.cards, after.patient_name, after.saved_at),
            (before.cards, before.patient_name, before.saved_at),
            "and the rest"
        );
    }
}
