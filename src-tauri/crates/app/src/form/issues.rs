//! What a call is about: the primary issue from the fields of the form, the others from its list.
//!
//! An issue that was added and left empty is none. Never here: which one a case is about.

use std::collections::BTreeMap;

use domain::call::{Issue, MAX_SEVERITY};
use domain::id::{IssueId, SubjectId};
use domain::lists::{List, Lists, MinimumField};
use domain::text::FACILITY_CHARS_MAX;

use super::known_or_stood;
use super::stood::Stood;
use crate::dto::{CallForm, IssueForm};
use crate::text::line;
use crate::{AppError, Result, Rule};

/// The most issues of a call.
pub(crate) const ISSUES_MAX: usize = 5;

/// The names of the fields of one issue, as the screen calls them.
struct Fields {
    id: &'static str,
    type_code: &'static str,
    sub_category: &'static str,
    facility: &'static str,
    facility_text: &'static str,
    severity: &'static str,
    stage: &'static str,
    staff_group: &'static str,
}

const PRIMARY: Fields = Fields {
    id: "issue",
    type_code: "type",
    sub_category: "subCategory",
    facility: "facility",
    facility_text: "facilityText",
    severity: "severity",
    stage: "stage",
    staff_group: "staffGroup",
};

/// Of the others in their order.
const MORE: [Fields; ISSUES_MAX - 1] = [
    Fields {
        id: "issue2",
        type_code: "issue2Type",
        sub_category: "issue2SubCategory",
        facility: "issue2Facility",
        facility_text: "issue2Facility",
        severity: "issue2Severity",
        stage: "issue2Stage",
        staff_group: "issue2StaffGroup",
    },
    Fields {
        id: "issue3",
        type_code: "issue3Type",
        sub_category: "issue3SubCategory",
        facility: "issue3Facility",
        facility_text: "issue3Facility",
        severity: "issue3Severity",
        stage: "issue3Stage",
        staff_group: "issue3StaffGroup",
    },
    Fields {
        id: "issue4",
        type_code: "issue4Type",
        sub_category: "issue4SubCategory",
        facility: "issue4Facility",
        facility_text: "issue4Facility",
        severity: "issue4Severity",
        stage: "issue4Stage",
        staff_group: "issue4StaffGroup",
    },
    Fields {
        id: "issue5",
        type_code: "issue5Type",
        sub_category: "issue5SubCategory",
        facility: "issue5Facility",
        facility_text: "issue5Facility",
        severity: "issue5Severity",
        stage: "issue5Stage",
        staff_group: "issue5StaffGroup",
    },
];

/// All issues of a form.
pub(super) fn read(
    lists: &Lists,
    form: &CallForm,
    stood: &Stood,
    call: SubjectId,
) -> Result<BTreeMap<IssueId, Issue>> {
    let none = IssueForm::default();
    let before = |id: IssueId| stood.issues.get(&id).unwrap_or(&none);
    let primary = IssueForm {
        id: form.issue.clone(),
        type_code: form.type_code.clone(),
        sub_category: form.sub_category.clone(),
        subject_text: form.subject_text.clone(),
        facility: form.facility.clone(),
        facility_text: form.facility_text.clone(),
        stage: form.stage.clone(),
        staff_group: form.staff_group.clone(),
        severity: form.severity.clone(),
    };
    // The first issue of a call bears the call's own bytes, so that saving twice writes the same.
    let first = match form.issue.as_str() {
        "" => IssueId::from_bytes(call.to_bytes()),
        id => id
            .parse()
            .map_err(|_| AppError::invalid(PRIMARY.id, Rule::NotAnId))?,
    };
    let mut read = one(lists, &primary, before(first), &PRIMARY)?;
    read.primary = true;
    let mut issues = BTreeMap::from([(first, read)]);
    for (at, more) in form.more_issues.iter().enumerate() {
        let Some(fields) = MORE.get(at) else {
            return Err(AppError::Invalid {
                field: "moreIssues",
                rule: Rule::TooMany,
                limit: Some(ISSUES_MAX),
            });
        };
        let empty = IssueForm {
            id: more.id.clone(),
            ..IssueForm::default()
        };
        if *more == empty {
            continue;
        }
        let id = more
            .id
            .parse()
            .map_err(|_| AppError::invalid(fields.id, Rule::NotAnId))?;
        let mut issue = one(lists, more, before(id), fields)?;
        check_minimum(lists, more, before(id), fields)?;
        issue.type_code = if more.type_code == form.type_code {
            String::new()
        } else {
            more.type_code.clone()
        };
        if issues.insert(id, issue).is_some() {
            return Err(AppError::invalid(fields.id, Rule::Taken));
        }
    }
    Ok(issues)
}

/// An issue, and as it stood before; empty where it is new.
fn one(lists: &Lists, form: &IssueForm, stood: &IssueForm, fields: &Fields) -> Result<Issue> {
    // Words that no subject was picked for would be gone with the draft.
    if !form.subject_text.trim().is_empty() {
        return Err(AppError::invalid(fields.sub_category, Rule::UnknownCode));
    }
    check_subject(lists, form, stood, fields)?;
    known_or_stood(
        fields.facility,
        lists,
        List::Facilities,
        (&form.facility, &stood.facility),
    )?;
    known_or_stood(
        fields.stage,
        lists,
        List::StagesOfCare,
        (&form.stage, &stood.stage),
    )?;
    known_or_stood(
        fields.staff_group,
        lists,
        List::StaffGroups,
        (&form.staff_group, &stood.staff_group),
    )?;
    let severity = match form.severity.as_str() {
        "" => None,
        level => Some(
            level
                .parse()
                .ok()
                .filter(|level| *level <= MAX_SEVERITY)
                .ok_or(AppError::invalid(fields.severity, Rule::UnknownCode))?,
        ),
    };
    Ok(Issue {
        type_code: String::new(),
        sub_category: form.sub_category.clone(),
        facility: form.facility.clone(),
        facility_text: line(
            fields.facility_text,
            &form.facility_text,
            FACILITY_CHARS_MAX,
        )?,
        severity,
        stage: form.stage.clone(),
        staff_group: form.staff_group.clone(),
        primary: false,
    })
}

fn check_subject(
    lists: &Lists,
    form: &IssueForm,
    stood: &IssueForm,
    fields: &Fields,
) -> Result<()> {
    let code = &form.sub_category;
    let same = (&form.type_code, code) == (&stood.type_code, &stood.sub_category);
    if same || code.is_empty() || lists.sub_category(&form.type_code, code).is_some() {
        return Ok(());
    }
    let is_known = lists.sub_categories().iter().any(|row| row.code == *code);
    let rule = if is_known {
        Rule::DoesNotBelong
    } else {
        Rule::UnknownCode
    };
    Err(AppError::invalid(fields.sub_category, rule))
}

/// Of a further issue what its type asks of one, unless it lacked that before: what is asked of a call, the call has.
fn check_minimum(
    lists: &Lists,
    form: &IssueForm,
    stood: &IssueForm,
    fields: &Fields,
) -> Result<()> {
    let same_type = form.type_code == stood.type_code;
    let call_type = match form.type_code.as_str() {
        "" => return Err(AppError::invalid(fields.type_code, Rule::Required)),
        code => lists.call_type(code),
    };
    let Some(call_type) = call_type else {
        return if same_type {
            Ok(())
        } else {
            Err(AppError::invalid(fields.type_code, Rule::UnknownCode))
        };
    };
    for field in &call_type.minimum {
        let lacked = same_type && lacks(*field, stood, fields).is_some();
        if let Some(field) = lacks(*field, form, fields).filter(|_| !lacked) {
            return Err(AppError::invalid(field, Rule::Required));
        }
    }
    Ok(())
}

/// The field that is empty of what is asked.
fn lacks(field: MinimumField, form: &IssueForm, fields: &Fields) -> Option<&'static str> {
    let facility = !form.facility.is_empty() || !form.facility_text.trim().is_empty();
    match field {
        MinimumField::SubCategory => form.sub_category.is_empty().then_some(fields.sub_category),
        MinimumField::Facility => (!facility).then_some(fields.facility),
        MinimumField::Type | MinimumField::Place | MinimumField::Note => None,
    }
}
