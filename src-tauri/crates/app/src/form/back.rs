//! A saved call as a form again, for whoever puts it right: reading what comes out of here gives the call
//! that went in.
//!
//! A promise and a referral are no fields of a call: both are empty. Never here: who may see a call.

use std::collections::BTreeMap;

use domain::call::{Call, Custom, Issue};
use domain::id::{IssueId, Millis, SubjectId};
use domain::lists::{ChannelKind, Lists};
use domain::local_day::LocalDay;

use super::times::time_of;
use super::{Known, clock};
use crate::dto::{CallForm, CardTold, IssueForm};

/// The form that says what the call says.
pub(crate) fn form_of((lists, cards): Known<'_>, id: SubjectId, call: &Call) -> CallForm {
    let primary = call.primary_issue();
    let first = primary.map(|(id, _)| *id);
    let issue = primary.map_or_else(Issue::default, |(_, issue)| issue.clone());
    let own = IssueId::from_bytes(id.to_bytes());
    let started_at = call.started_at.unwrap_or(Millis(0));
    let (asked, custom) = said(lists, call);
    let happened = call.entered_late.then_some(started_at);
    // Of a letter the day is enough.
    let is_letter = lists
        .channel(&call.channel)
        .is_some_and(|channel| channel.kind == ChannelKind::Letter);
    let time = |at: Millis| match time_of(at) {
        begin if is_letter && begin == "00:00" => String::new(),
        time => time,
    };
    let count = |people: u32| match people {
        0 => String::new(),
        people => people.to_string(),
    };
    CallForm {
        id: id.to_string(),
        corrects: None,
        duty: String::new(),
        channel: call.channel.clone(),
        started_at: started_at.0,
        ended_at: call.ended_at.map(|at| at.0),
        holds: clock::holds_of(call),
        dropped: call.dropped,
        call_back_planned: String::new(),
        called_back_at: None,
        parent_call: text_of(call.parent_call),
        number: call.number_as_typed.clone(),
        handle: call.handle.clone(),
        message_link: call.message_link.clone(),
        received_day: call.received_at.map(day_of).unwrap_or_default(),
        received_time: call.received_at.map(time).unwrap_or_default(),
        answered_day: call.answered_at.map(day_of).unwrap_or_default(),
        answered_time: call.answered_at.map(time).unwrap_or_default(),
        anonymous: call.anonymous,
        caller_name: call.caller_name.clone(),
        caller: text_of(call.caller),
        language: call.language.clone(),
        verification: call.verification.clone(),
        notice_given: call.notice_given,
        relation: call.relation.clone(),
        patient: text_of(call.patient),
        patient_name: call.patient_name.clone(),
        patient_birth: count(call.patient_birth_year),
        patient_sex: call.patient_sex.clone(),
        file_number: call.file_number.clone(),
        affected_ill: count(call.affected.ill),
        affected_hospital: count(call.affected.hospital),
        affected_died: count(call.affected.died),
        link_case: String::new(),
        type_code: call.type_code.clone(),
        issue: first
            .filter(|first| *first != own)
            .map(|first| first.to_string())
            .unwrap_or_default(),
        sub_category: issue.sub_category,
        subject_text: String::new(),
        facility: issue.facility,
        facility_text: issue.facility_text,
        stage: issue.stage,
        staff_group: issue.staff_group,
        severity: severity(issue.severity),
        more_issues: issues(call)
            .into_iter()
            .filter(|(id, _)| Some(*id) != first)
            .map(|(_, issue)| issue)
            .collect(),
        governorate: call.governorate.clone(),
        wilayat: call.wilayat.clone(),
        place: call.place.clone(),
        note: call.note.clone(),
        answer: call.answer.clone(),
        outcome: call.outcome.clone(),
        urgent: call.urgent,
        urgent_said: true,
        asked,
        custom,
        promise_kind: String::new(),
        promise: String::new(),
        promise_day: String::new(),
        promise_time: String::new(),
        refer_to: String::new(),
        refer_text: String::new(),
        happened_day: happened.map(day_of).unwrap_or_default(),
        happened_time: happened.map(time_of).unwrap_or_default(),
        on_behalf_of: text_of(call.on_behalf_of),
        external_reference: call.external_reference.clone(),
        cards: call
            .cards
            .iter()
            // One of a pack that this machine never took: no form can name it, and the call keeps it.
            .filter(|(code, version)| cards.get(code, **version).is_some())
            .map(|(code, version)| CardTold {
                code: code.clone(),
                version: *version,
            })
            .collect(),
    }
}

fn day_of(at: Millis) -> String {
    LocalDay::of(at.0).to_string()
}

fn text_of(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn severity(level: Option<u8>) -> String {
    level.map(|level| level.to_string()).unwrap_or_default()
}

/// The issues of a call, the primary one among them, each with the type it is of.
pub(super) fn issues(call: &Call) -> BTreeMap<IssueId, IssueForm> {
    let form = |(id, issue): (&IssueId, &Issue)| (*id, issue_form(call, *id, issue));
    call.issues.iter().map(form).collect()
}

fn issue_form(call: &Call, id: IssueId, issue: &Issue) -> IssueForm {
    IssueForm {
        id: id.to_string(),
        type_code: match issue.type_code.as_str() {
            "" => call.type_code.clone(),
            own => own.to_owned(),
        },
        sub_category: issue.sub_category.clone(),
        subject_text: String::new(),
        facility: issue.facility.clone(),
        facility_text: issue.facility_text.clone(),
        stage: issue.stage.clone(),
        staff_group: issue.staff_group.clone(),
        severity: severity(issue.severity),
    }
}

/// The value of a custom field as the form has it.
pub(super) fn custom_text(value: &Custom) -> String {
    match value {
        Custom::Code(value) | Custom::Text(value) => value.clone(),
        Custom::Number(value) => value.to_string(),
        Custom::Flag(value) => value.to_string(),
    }
}

/// Answers in words lie among the custom fields and go back to their questions. What no list knows any
/// more, no form can show.
fn said(lists: &Lists, call: &Call) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let known = |(code, _): &(&String, &String)| lists.question(code).is_some();
    let mut asked: BTreeMap<String, String> = call
        .asked
        .iter()
        .filter(known)
        .map(|(code, answer)| (code.clone(), answer.clone()))
        .collect();
    let mut custom = BTreeMap::new();
    for (code, value) in &call.custom {
        let value = custom_text(value);
        if lists.question(code).is_some() {
            asked.insert(code.clone(), value);
        } else if lists.custom_field(code).is_some() {
            custom.insert(code.clone(), value);
        }
    }
    (asked, custom)
}
