//! What differs between two states of a call, in the names that its form has: for a confirmation, for two
//! who changed the same, for its history.
//!
//! Codes stay codes, the screen has their labels; persons are told by their names. What only follows from
//! another field (shift, local day, the number in E.164) is not told beside it. Never here: who may see it.

use std::collections::BTreeSet;

use domain::call::{Call, Custom, Issue};
use domain::id::{IssueId, Millis, SubjectId, UserId};
use store::Reading;

use crate::Result;
use crate::dto::FieldChange;

/// Longest value that is told; the call itself has the whole of it.
const VALUE_CHARS_MAX: usize = 1_000;

/// What leads from one state to the other, in the order of the form.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn changes(rows: &Reading<'_>, old: &Call, new: &Call) -> Result<Vec<FieldChange>> {
    let mut told = Told(Vec::new());
    for (field, read) in PLAIN {
        told.tell(field, "", read(old), read(new));
    }
    // Whoever was chosen without another word is told by the name they have.
    if old.caller != new.caller && old.caller_name == new.caller_name {
        let (old, new) = (person(rows, old.caller)?, person(rows, new.caller)?);
        told.tell("caller", "", old, new);
    }
    if old.patient != new.patient && old.patient_name == new.patient_name {
        let (old, new) = (person(rows, old.patient)?, person(rows, new.patient)?);
        told.tell("patient", "", old, new);
    }
    if old.on_behalf_of != new.on_behalf_of {
        let (old, new) = (user(rows, old.on_behalf_of)?, user(rows, new.on_behalf_of)?);
        told.tell("onBehalfOf", "", old, new);
    }
    issues(&mut told, old, new);
    each(&mut told, "asked", &old.asked, &new.asked, String::clone);
    each(&mut told, "custom", &old.custom, &new.custom, custom);
    each(&mut told, "card", &old.cards, &new.cards, u32::to_string);
    if told.0.is_empty() && old != new && old.amended(new).is_some() {
        told.0.push(FieldChange {
            field: "other".into(),
            of: String::new(),
            old: String::new(),
            new: String::new(),
        });
    }
    Ok(told.0)
}

type Read = fn(&Call) -> String;
type ReadIssue = fn(&Issue) -> String;

/// The fields that are told as they are.
const PLAIN: &[(&str, Read)] = &[
    ("channel", |call| call.channel.clone()),
    ("startedAt", |call| instant(call.started_at)),
    ("endedAt", |call| instant(call.ended_at)),
    ("receivedAt", |call| instant(call.received_at)),
    ("answeredAt", |call| instant(call.answered_at)),
    ("dropped", |call| flag(call.dropped)),
    ("number", |call| call.number_as_typed.clone()),
    ("callerName", |call| call.caller_name.clone()),
    ("anonymous", |call| flag(call.anonymous)),
    ("relation", |call| call.relation.clone()),
    ("patientName", |call| call.patient_name.clone()),
    ("patientBirth", |call| count(call.patient_birth_year)),
    ("patientSex", |call| call.patient_sex.clone()),
    ("fileNumber", |call| call.file_number.clone()),
    ("affectedIll", |call| count(call.affected.ill)),
    ("affectedHospital", |call| count(call.affected.hospital)),
    ("affectedDied", |call| count(call.affected.died)),
    ("governorate", |call| call.governorate.clone()),
    ("wilayat", |call| call.wilayat.clone()),
    ("place", |call| call.place.clone()),
    ("note", |call| call.note.clone()),
    ("answer", |call| call.answer.clone()),
    ("outcome", |call| call.outcome.clone()),
    ("urgent", |call| flag(call.urgent)),
    ("language", |call| call.language.clone()),
    ("verification", |call| call.verification.clone()),
    ("noticeGiven", |call| flag(call.notice_given)),
    ("externalReference", |call| call.external_reference.clone()),
    ("handle", |call| call.handle.clone()),
    ("messageLink", |call| call.message_link.clone()),
];

struct Told(Vec<FieldChange>);

impl Told {
    fn tell(&mut self, field: &str, of: &str, old: String, new: String) {
        if old != new {
            self.0.push(FieldChange {
                field: field.to_owned(),
                of: of.to_owned(),
                old: short(old),
                new: short(new),
            });
        }
    }
}

/// The issues: the primary one without a number, the others by their place among all.
fn issues(told: &mut Told, old: &Call, new: &Call) {
    let first = |call: &Call| call.primary_issue().map(|(id, _)| *id);
    let ids: BTreeSet<IssueId> = old
        .issues
        .keys()
        .chain(new.issues.keys())
        .copied()
        .collect();
    let mut place = 1;
    for id in ids {
        let of = if first(new).or(first(old)) == Some(id) {
            String::new()
        } else {
            place += 1;
            place.to_string()
        };
        let (before, after) = (old.issues.get(&id), new.issues.get(&id));
        told.tell("subject", &of, subject(old, before), subject(new, after));
        for (field, read) in OF_ISSUE {
            let text = |issue: Option<&Issue>| issue.map(read).unwrap_or_default();
            told.tell(field, &of, text(before), text(after));
        }
    }
}

const OF_ISSUE: &[(&str, ReadIssue)] = &[
    ("facility", |issue| match issue.facility.as_str() {
        "" => issue.facility_text.clone(),
        code => code.to_owned(),
    }),
    ("severity", |issue| {
        issue
            .severity
            .map(|level| level.to_string())
            .unwrap_or_default()
    }),
    ("stage", |issue| issue.stage.clone()),
    ("staffGroup", |issue| issue.staff_group.clone()),
];

fn subject(call: &Call, issue: Option<&Issue>) -> String {
    issue.map_or_else(String::new, |issue| {
        let type_code = match issue.type_code.as_str() {
            "" => &call.type_code,
            own => own,
        };
        format!("{type_code}/{}", issue.sub_category)
    })
}

fn each<T: PartialEq>(
    told: &mut Told,
    field: &str,
    old: &std::collections::BTreeMap<String, T>,
    new: &std::collections::BTreeMap<String, T>,
    text: impl Fn(&T) -> String,
) {
    let codes: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for code in codes {
        let value = |of: Option<&T>| of.map(&text).unwrap_or_default();
        told.tell(field, code, value(old.get(code)), value(new.get(code)));
    }
}

fn custom(value: &Custom) -> String {
    match value {
        Custom::Code(text) | Custom::Text(text) => text.clone(),
        Custom::Number(number) => number.to_string(),
        Custom::Flag(flag) => flag.to_string(),
    }
}

fn person(rows: &Reading<'_>, id: Option<SubjectId>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let row = rows.person_row(id)?;
    Ok(
        row.map_or_else(String::new, |row| match row.name_ar.as_str() {
            "" => row.name_latin,
            _ => row.name_ar,
        }),
    )
}

fn user(rows: &Reading<'_>, id: Option<UserId>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let row = rows.user(id)?;
    Ok(
        row.map_or_else(String::new, |row| match row.name_ar.as_str() {
            "" => row.name_en,
            _ => row.name_ar,
        }),
    )
}

fn instant(at: Option<Millis>) -> String {
    at.map(|at| at.0.to_string()).unwrap_or_default()
}

fn flag(set: bool) -> String {
    if set { "true".into() } else { String::new() }
}

fn count(people: u32) -> String {
    match people {
        0 => String::new(),
        people => people.to_string(),
    }
}

fn short(value: String) -> String {
    match value.char_indices().nth(VALUE_CHARS_MAX) {
        None => value,
        Some((at, _)) => {
            let mut cut = value;
            cut.truncate(at);
            cut.push('…');
            cut
        }
    }
}
