//! The code lists for the screen.

use domain::lists::{self as words, List};

use crate::dto::{CallType, CaseRule, Coded, Lists, SubCategory};
use crate::{App, AppError, Result};

impl App {
    /// All lists in both languages.
    ///
    /// # Errors
    /// `Internal` when the lists built in cannot be read.
    pub fn lists(&self) -> Result<Lists> {
        let lists = embedded()?;
        let coded = |list| lists.rows(list).iter().map(to_dto).collect();
        Ok(Lists {
            types: lists.types().iter().map(call_type).collect(),
            sub_categories: lists
                .sub_categories()
                .iter()
                .map(|row| subject(lists, row))
                .collect(),
            outcomes: coded(List::Outcomes),
            channels: coded(List::Channels),
            governorates: coded(List::Governorates),
            wilayats: coded(List::Wilayats),
            facilities: coded(List::Facilities),
            relations: coded(List::Relations),
            beneficiaries: coded(List::Beneficiaries),
            roles: coded(List::Roles),
            shifts: coded(List::Shifts),
            case_statuses: coded(List::CaseStatuses),
        })
    }
}

/// The lists built in.
pub(crate) fn embedded() -> Result<&'static words::Lists> {
    words::Lists::embedded().map_err(|_| AppError::Internal("code lists"))
}

fn to_dto(row: &words::Coded) -> Coded {
    Coded {
        code: row.code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        group: row.group.clone(),
        active: row.active,
    }
}

fn call_type(row: &words::CallType) -> CallType {
    CallType {
        code: row.code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        digit: row.digit,
        case_rule: case_rule(row.case_rule),
        default_outcome: row.default_outcome.clone().unwrap_or_default(),
        minimum: row
            .minimum
            .iter()
            .map(|field| crate::form::field_name(*field).to_owned())
            .collect(),
    }
}

fn subject(lists: &words::Lists, row: &words::SubCategory) -> SubCategory {
    let group = row
        .group
        .as_deref()
        .and_then(|code| lists.get(List::SubCategoryGroups, code));
    SubCategory {
        code: row.code.clone(),
        type_code: row.type_code.clone(),
        ar: row.ar.clone(),
        en: row.en.clone(),
        group_ar: group.map(|group| group.ar.clone()).unwrap_or_default(),
        group_en: group.map(|group| group.en.clone()).unwrap_or_default(),
        synonyms: row.synonyms.clone(),
        urgent: row.urgent,
        case_rule: row.case_rule.map(case_rule),
        active: row.active,
    }
}

const fn case_rule(rule: words::CaseRule) -> CaseRule {
    match rule {
        words::CaseRule::Always => CaseRule::Always,
        words::CaseRule::Ask => CaseRule::Ask,
        words::CaseRule::Never => CaseRule::Never,
    }
}
