//! What an addition and its log say, brought together: gaps are filled, what differs stands with the
//! addition, subjects unite. Never here: reading or writing anything.

use domain::call::{Addition, Call, Issue};
use domain::id::IssueId;
use domain::phone::number_key;
use domain::thread;

use crate::form::ISSUES_MAX;
use crate::{AppError, Result, Rule};

type TextOf = fn(&mut Call) -> &mut String;

/// Texts and codes that hang on nothing but themselves, by the names of their fields.
const TEXTS: [(&str, TextOf); 10] = [
    ("messageLink", |call| &mut call.message_link),
    ("language", |call| &mut call.language),
    ("verification", |call| &mut call.verification),
    ("relation", |call| &mut call.relation),
    ("patientSex", |call| &mut call.patient_sex),
    ("callerName", |call| &mut call.caller_name),
    ("patientName", |call| &mut call.patient_name),
    ("fileNumber", |call| &mut call.file_number),
    ("externalReference", |call| &mut call.external_reference),
    ("place", |call| &mut call.place),
];

/// Fills what the log does not say; what it says otherwise stands with the addition.
pub(super) fn fill(log: &mut Call, typed: &Call, addition: &mut Addition) {
    let mut said = typed.clone();
    let otherwise = &mut addition.otherwise;
    let mut put = |field: &str, there: &mut String, said: &str| {
        if there.is_empty() {
            said.clone_into(there);
        } else if !said.is_empty() && there != said {
            otherwise.insert(field.to_owned(), said.to_owned());
        }
    };
    for (field, of) in TEXTS {
        let said = of(&mut said).clone();
        put(field, of(log), &said);
    }
    if !thread::is_same_sender(&log.handle, &typed.handle) {
        put("handle", &mut log.handle, &typed.handle);
    }
    // A wilayat means nothing apart from its governorate.
    if log.governorate.is_empty() || log.governorate == typed.governorate {
        log.governorate.clone_from(&typed.governorate);
        put("wilayat", &mut log.wilayat, &typed.wilayat);
    } else {
        put("governorate", &mut log.governorate, &typed.governorate);
        if !typed.wilayat.is_empty() {
            otherwise.insert("wilayat".to_owned(), typed.wilayat.clone());
        }
    }
    if log.number_as_typed.is_empty() {
        log.number.clone_from(&typed.number);
        log.number_as_typed.clone_from(&typed.number_as_typed);
    } else if !typed.number_as_typed.is_empty()
        && number_key(&log.number, &log.number_as_typed)
            != number_key(&typed.number, &typed.number_as_typed)
    {
        otherwise.insert("number".to_owned(), typed.number_as_typed.clone());
    }
    for (there, said) in [
        (&mut log.patient_birth_year, typed.patient_birth_year),
        (&mut log.affected.ill, typed.affected.ill),
        (&mut log.affected.hospital, typed.affected.hospital),
        (&mut log.affected.died, typed.affected.died),
    ] {
        if *there == 0 {
            *there = said;
        }
    }
    log.caller = log.caller.or(typed.caller);
    log.patient = log.patient.or(typed.patient);
    log.on_behalf_of = log.on_behalf_of.or(typed.on_behalf_of);
    log.anonymous |= typed.anonymous && log.caller_name.is_empty();
    log.notice_given |= typed.notice_given;
    log.urgent |= typed.urgent;
    log.cards.extend(typed.cards.clone());
}

/// Adds issues that the log does not have; the ids of those that are new.
pub(super) fn unite_issues(log: &mut Call, typed: &Call) -> Result<Vec<IssueId>> {
    let mut new = Vec::new();
    for (id, issue) in &typed.issues {
        // A form without a subject and without a facility is about what the log is about.
        if issue.sub_category.is_empty()
            && issue.facility.is_empty()
            && issue.facility_text.is_empty()
            && issue.severity.is_none()
            && issue.stage.is_empty()
            && issue.staff_group.is_empty()
        {
            continue;
        }
        let type_code = match issue.type_code.as_str() {
            "" => typed.type_code.clone(),
            own => own.to_owned(),
        };
        let log_type = log.type_code.clone();
        let same = log.issues.values_mut().find(|one| {
            let of = match one.type_code.as_str() {
                "" => &log_type,
                own => own,
            };
            let subject = one.sub_category == issue.sub_category
                || one.sub_category.is_empty()
                || issue.sub_category.is_empty();
            of == type_code && subject && is_same_but_for_gaps(one, issue)
        });
        match same {
            Some(one) => fill_issue(one, issue),
            None => {
                let added = Issue {
                    type_code: if type_code == log.type_code {
                        String::new()
                    } else {
                        type_code
                    },
                    primary: false,
                    ..issue.clone()
                };
                log.issues.insert(*id, added);
                new.push(*id);
            }
        }
    }
    if log.issues.len() > ISSUES_MAX {
        return Err(AppError::Invalid {
            field: "moreIssues",
            rule: Rule::TooMany,
            limit: Some(ISSUES_MAX),
        });
    }
    Ok(new)
}

/// Whether the two say nothing against each other; the more severe stays, so that says nothing against it.
fn is_same_but_for_gaps(one: &Issue, other: &Issue) -> bool {
    [
        (&one.facility, &other.facility),
        (&one.facility_text, &other.facility_text),
        (&one.stage, &other.stage),
        (&one.staff_group, &other.staff_group),
    ]
    .into_iter()
    .all(|(one, other)| one.is_empty() || other.is_empty() || one == other)
}

fn fill_issue(one: &mut Issue, other: &Issue) {
    for (there, said) in [
        (&mut one.sub_category, &other.sub_category),
        (&mut one.facility, &other.facility),
        (&mut one.facility_text, &other.facility_text),
        (&mut one.stage, &other.stage),
        (&mut one.staff_group, &other.staff_group),
    ] {
        if there.is_empty() {
            there.clone_from(said);
        }
    }
    one.severity = one.severity.max(other.severity);
}
