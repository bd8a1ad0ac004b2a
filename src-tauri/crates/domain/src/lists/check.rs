//! What the lists must keep, checked whenever they are loaded.

use std::collections::HashSet;

use thiserror::Error;

use super::load::Parts;
use super::{CallType, Coded, List, MinimumField, SubCategory};

/// The most rows of a list.
pub const LIST_ROWS_MAX: usize = 2_000;
/// The most characters of a label, a question or a sentence of a list.
pub const LABEL_CHARS_MAX: usize = 200;
/// The most characters of a code.
pub const LIST_CODE_CHARS_MAX: usize = 64;

/// A fault of the data, by file and code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ListsError {
    /// Not the JSON that is expected there.
    #[error("list {file} cannot be read at line {line}")]
    Unreadable {
        /// Name of the file without its ending.
        file: &'static str,
        /// Line of the fault, from 1.
        line: usize,
    },
    /// A value of a row does not keep its rule.
    #[error("list {file}: {field} of {code:?} does not keep its rule")]
    Field {
        /// Name of the file without its ending.
        file: &'static str,
        /// Code of the row.
        code: String,
        /// Name of the value.
        field: &'static str,
    },
    /// A code stands there twice.
    #[error("list {file}: {code:?} stands there twice")]
    Twice {
        /// Name of the file without its ending.
        file: &'static str,
        /// The code.
        code: String,
    },
    /// A pack would change what the program has rules of its own about.
    #[error("list {file}: {field} of {code:?} cannot be changed by a pack")]
    Fixed {
        /// Name of the file without its ending.
        file: &'static str,
        /// Code of the row.
        code: String,
        /// Name of the value; `code` where the row itself is too many.
        field: &'static str,
    },
}

/// A value that does not keep its rule.
pub(super) fn fault(file: &'static str, code: &str, field: &'static str) -> ListsError {
    ListsError::Field {
        file,
        code: code.to_owned(),
        field,
    }
}

type CodedFile = (List, &'static str, Vec<Coded>);

/// That no list is longer than screens and checks are made for.
pub(super) fn check_counts(parts: &Parts) -> Result<(), ListsError> {
    let coded = parts.coded.iter();
    let coded = coded.map(|(_, file, rows)| (*file, rows.len()));
    let own = [
        ("types", parts.types.len()),
        ("sub_categories", parts.sub_categories.len()),
        ("shifts", parts.shifts.len()),
        ("calendar", parts.calendar.periods.len()),
        ("holidays", parts.holidays.len()),
        ("targets", parts.targets.len()),
        ("questions", parts.questions.len()),
        ("custom_fields", parts.custom_fields.len()),
        ("proposals", parts.proposals.len()),
        ("channels", parts.channels.len()),
        ("quality_forms", parts.quality_forms.len()),
        ("sampling", parts.sampling.len()),
    ];
    let mut all = own.into_iter().chain(coded);
    all.find(|(_, count)| *count > LIST_ROWS_MAX)
        .map_or(Ok(()), |(file, _)| Err(fault(file, "", "rows")))
}

pub(super) fn check(
    types: &[CallType],
    sub_categories: &[SubCategory],
    coded: &[CodedFile],
) -> Result<(), ListsError> {
    check_types(types, rows(coded, List::Outcomes))?;
    check_sub_categories(sub_categories, types, rows(coded, List::SubCategoryGroups))?;
    for (list, file, rows) in coded {
        check_coded(*list, file, rows)?;
        check_groups(*list, file, rows, types, coded)?;
    }
    Ok(())
}

fn check_types(types: &[CallType], outcomes: &[Coded]) -> Result<(), ListsError> {
    const FILE: &str = "types";
    unique(FILE, types.iter().map(|row| row.code.clone()))?;
    // A retired one is chosen by nobody and keeps its digit from none.
    let offered = types.iter().filter(|row| row.active);
    unique(
        FILE,
        offered.filter_map(|row| row.digit.map(|digit| digit.to_string())),
    )?;
    for row in types {
        check_labels(FILE, &row.code, &row.ar, &row.en)?;
        let outcome_is_known = row
            .default_outcome
            .as_ref()
            .is_none_or(|code| outcomes.iter().any(|outcome| &outcome.code == code));
        let rules = [
            (is_code(&row.code), "code"),
            (row.digit.is_none_or(|digit| digit <= 9), "digit"),
            (outcome_is_known, "default_outcome"),
            (row.minimum.contains(&MinimumField::Type), "minimum"),
        ];
        check_rules(FILE, &row.code, &rules)?;
    }
    Ok(())
}

fn check_sub_categories(
    sub_categories: &[SubCategory],
    types: &[CallType],
    groups: &[Coded],
) -> Result<(), ListsError> {
    const FILE: &str = "sub_categories";
    let full_code = |row: &SubCategory| format!("{}/{}", row.type_code, row.code);
    unique(FILE, sub_categories.iter().map(full_code))?;
    for row in sub_categories {
        let code = full_code(row);
        check_labels(FILE, &code, &row.ar, &row.en)?;
        let type_is_known = types.iter().any(|known| known.code == row.type_code);
        // Where a type has groups, each of its subjects stands in one of them.
        let own_groups = || {
            groups
                .iter()
                .filter(|group| group.group.as_ref() == Some(&row.type_code))
        };
        let group_fits = match &row.group {
            Some(code) => own_groups().any(|group| &group.code == code),
            None => own_groups().next().is_none(),
        };
        let rules = [
            (is_code(&row.code), "code"),
            (type_is_known, "type"),
            (group_fits, "group"),
            (row.synonyms.iter().all(|word| is_label(word)), "synonyms"),
        ];
        check_rules(FILE, &code, &rules)?;
    }
    // A type that asks for a subject and offers none could not be saved.
    let offers = |code: &str| {
        let mut of_type = sub_categories.iter().filter(|row| row.type_code == code);
        of_type.any(|row| row.active)
    };
    for row in types.iter().filter(|row| row.active) {
        let asks = row.minimum.contains(&MinimumField::SubCategory);
        check_rules(
            "types",
            &row.code,
            &[(!asks || offers(&row.code), "minimum")],
        )?;
    }
    Ok(())
}

fn check_coded(list: List, file: &'static str, rows: &[Coded]) -> Result<(), ListsError> {
    if rows.is_empty() {
        return Err(fault(file, "", "rows"));
    }
    unique(file, rows.iter().map(|row| row.code.clone()))?;
    for row in rows {
        check_labels(file, &row.code, &row.ar, &row.en)?;
        let code_fits = match list {
            List::Governorates => is_governorate(&row.code),
            _ => is_code(&row.code),
        };
        check_rules(file, &row.code, &[(code_fits, "code")])?;
    }
    Ok(())
}

fn check_groups(
    list: List,
    file: &'static str,
    rows_of_list: &[Coded],
    types: &[CallType],
    coded: &[CodedFile],
) -> Result<(), ListsError> {
    for row in rows_of_list {
        let group = row.group.as_deref();
        let one_of = |codes: &[&str]| group.is_some_and(|group| codes.contains(&group));
        let fits = match list {
            List::Wilayats | List::Facilities => rows(coded, List::Governorates)
                .iter()
                .any(|governorate| Some(governorate.code.as_str()) == group),
            List::SubCategoryGroups | List::Findings => {
                types.iter().any(|known| Some(known.code.as_str()) == group)
            }
            List::Entities => one_of(&["internal", "external", "partner"]),
            List::CaseStatuses => one_of(&["open", "waiting", "resolved", "closed"]),
            List::ReferralStates => one_of(&["open", "closed"]),
            // Checked with the rest of what a channel is: `channel`.
            List::Channels => true,
            List::PauseReasons => one_of(&["break", "work"]),
            List::ReturnReasons => one_of(&["referral", "call"]),
            List::RefusalReasons => one_of(&["request", "survey"]),
            List::FollowUpResults => one_of(&["done", "again"]),
            List::SurveyModes => one_of(&["asked", "given"]),
            _ => group.is_none(),
        };
        check_rules(file, &row.code, &[(fits, "group")])?;
    }
    Ok(())
}

fn rows(coded: &[CodedFile], list: List) -> &[Coded] {
    coded
        .iter()
        .find(|(name, _, _)| *name == list)
        .map_or(&[], |(_, _, rows)| rows)
}

pub(super) fn unique(
    file: &'static str,
    codes: impl Iterator<Item = String>,
) -> Result<(), ListsError> {
    let mut seen = HashSet::new();
    for code in codes {
        if !seen.insert(code.clone()) {
            return Err(ListsError::Twice { file, code });
        }
    }
    Ok(())
}

pub(super) fn check_labels(
    file: &'static str,
    code: &str,
    ar: &str,
    en: &str,
) -> Result<(), ListsError> {
    let is_arabic = ar.chars().any(|c| matches!(c, 'ء'..='ي'));
    let is_latin = !en.chars().any(|c| matches!(c, 'ء'..='ي'));
    let is_short = |text: &str| text.chars().count() <= LABEL_CHARS_MAX;
    check_rules(
        file,
        code,
        &[
            (is_label(ar) && is_arabic && is_short(ar), "ar"),
            (is_label(en) && is_latin && is_short(en), "en"),
        ],
    )
}

pub(super) fn check_rules(
    file: &'static str,
    code: &str,
    rules: &[(bool, &'static str)],
) -> Result<(), ListsError> {
    rules
        .iter()
        .find(|(kept, _)| !kept)
        .map_or(Ok(()), |(_, field)| Err(fault(file, code, field)))
}

/// Something to read, without space at its ends or signs that cannot be seen.
pub(crate) fn is_label(text: &str) -> bool {
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    !text.is_empty() && text.trim() == text && !text.contains(invisible)
}

/// A code of a list.
pub(super) fn is_code(code: &str) -> bool {
    is_snake_case(code) && code.len() <= LIST_CODE_CHARS_MAX
}

pub(crate) fn is_snake_case(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_lowercase())
        && !code.ends_with('_')
        && !code.contains("__")
        && code
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// ISO 3166-2 of Oman: OM- and two capitals.
fn is_governorate(code: &str) -> bool {
    code.strip_prefix("OM-")
        .is_some_and(|rest| rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_uppercase()))
}
