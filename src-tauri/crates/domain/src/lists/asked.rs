//! What a subject asks for beyond the form: guided questions, custom fields, and what the numbers
//! affected propose. Their rows, their reading and their rules.
//!
//! Never here: where answers are kept, which of them must be given: an agent may always save.

use serde::{Deserialize, Serialize};

use super::check::{check_labels, check_rules, is_code, unique};
use super::{Coded, ListsError, SubCategory, ValueKind, fault};
use crate::call::Affected;

/// The most guided questions of one subject.
pub const QUESTIONS_MAX: usize = 5;
/// The most custom fields of one subject, those of its type with them.
pub const CUSTOM_FIELDS_MAX: usize = 8;
/// The most characters of an answer in words.
pub const ANSWER_CHARS_MAX: u16 = 200;

/// A short question that an agent asks about a subject, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidedQuestion {
    /// The immutable code, unique among all questions.
    pub code: String,
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Arabic, as it is asked.
    pub ar: String,
    /// English, as it is asked.
    pub en: String,
    /// What is answered.
    pub answer: ValueKind,
    /// Set where yes means danger: proposes urgent, and says what to do.
    pub red_flag: Option<Advice>,
    /// False when retired.
    pub active: bool,
}

/// One sentence that says what to do. It directs and never diagnoses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// A field of the form that a ministry added for a type or a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    /// The immutable code, unique among all fields.
    pub code: String,
    /// Code of the type.
    pub type_code: String,
    /// Codes of subjects of that type; empty for all.
    pub sub_categories: Vec<String>,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// What is filled in.
    pub kind: ValueKind,
    /// False when retired.
    pub active: bool,
}

/// From how many affected on a subject looks like another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRule {
    /// The immutable code.
    pub code: String,
    /// Code of the type.
    pub type_code: String,
    /// Codes of the subjects that it is about.
    pub sub_categories: Vec<String>,
    /// The fewest affected.
    pub affected_min: u32,
    /// What is proposed then.
    pub proposal: Proposal,
}

/// What is proposed to the agent, who decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Code of the subject, of the same type.
    pub sub_category: String,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Why, in Arabic.
    pub ar: String,
    /// Why, in English.
    pub en: String,
}

impl Affected {
    /// How many people are affected at least. Whoever is in hospital or died was mostly counted among
    /// the ill, so the numbers are not added: one child in hospital is one.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.ill.max(self.hospital).max(self.died)
    }
}

impl ProposalRule {
    pub(super) fn fits(&self, type_code: &str, sub_category: &str, affected: Affected) -> bool {
        self.type_code == type_code
            && self.sub_categories.iter().any(|code| code == sub_category)
            && affected.people() >= self.affected_min
    }
}

impl CustomField {
    pub(super) fn belongs_to(&self, type_code: &str, sub_category: &str) -> bool {
        self.type_code == type_code
            && (self.sub_categories.is_empty()
                || self.sub_categories.iter().any(|code| code == sub_category))
    }
}

const QUESTIONS: &str = "questions";
const CUSTOM_FIELDS: &str = "custom_fields";
const PROPOSALS: &str = "proposals";

pub(super) fn check_questions(
    questions: &[GuidedQuestion],
    subjects: &[SubCategory],
) -> Result<(), ListsError> {
    unique(QUESTIONS, questions.iter().map(|row| row.code.clone()))?;
    for (at, row) in questions.iter().enumerate() {
        check_labels(QUESTIONS, &row.code, &row.ar, &row.en)?;
        if let Some(say) = &row.red_flag {
            check_labels(QUESTIONS, &row.code, &say.ar, &say.en)?;
        }
        let of_subject = |other: &&GuidedQuestion| {
            other.type_code == row.type_code && other.sub_category == row.sub_category
        };
        // Whoever listens to one answer must not hear of the danger only in the third.
        let red_flag_is_late = row.red_flag.is_some()
            && questions
                .iter()
                .take(at)
                .filter(of_subject)
                .any(|earlier| earlier.red_flag.is_none());
        let yes_is_a_danger = row.red_flag.is_none() || row.answer == ValueKind::YesNo;
        let answer_fits = match &row.answer {
            ValueKind::YesNo | ValueKind::Number { .. } => true,
            ValueKind::Text { chars_max } => *chars_max <= ANSWER_CHARS_MAX,
            ValueKind::Date | ValueKind::Codes(_) => false,
        };
        let rules = [
            (is_code(&row.code), "code"),
            (
                is_subject(subjects, &row.type_code, &row.sub_category),
                "sub_category",
            ),
            (answer_fits && is_bounded(&row.answer), "answer"),
            (yes_is_a_danger && !red_flag_is_late, "red_flag"),
            (
                questions.iter().filter(of_subject).count() <= QUESTIONS_MAX,
                "sub_category",
            ),
        ];
        check_rules(QUESTIONS, &row.code, &rules)?;
    }
    Ok(())
}

pub(super) fn check_custom_fields(
    fields: &[CustomField],
    questions: &[GuidedQuestion],
    subjects: &[SubCategory],
) -> Result<(), ListsError> {
    // Answers in words and custom fields are kept side by side, so none may bear the other's code.
    let codes = fields.iter().map(|row| row.code.clone());
    let answers = questions.iter().map(|row| row.code.clone());
    unique(CUSTOM_FIELDS, codes.chain(answers))?;
    for row in fields {
        check_labels(CUSTOM_FIELDS, &row.code, &row.ar, &row.en)?;
        if let ValueKind::Codes(codes) = &row.kind {
            unique(CUSTOM_FIELDS, codes.iter().map(|code| code.code.clone()))?;
            for code in codes {
                check_labels(CUSTOM_FIELDS, &code.code, &code.ar, &code.en)?;
                check_rules(
                    CUSTOM_FIELDS,
                    &row.code,
                    &[(is_code(&code.code), "options")],
                )?;
            }
        }
        let type_is_known = subjects
            .iter()
            .any(|known| known.type_code == row.type_code);
        let subjects_are_known = row
            .sub_categories
            .iter()
            .all(|code| is_subject(subjects, &row.type_code, code));
        let count = |sub_category: &str| {
            fields
                .iter()
                .filter(|other| other.belongs_to(&row.type_code, sub_category))
                .count()
        };
        let few = if row.sub_categories.is_empty() {
            count("") <= CUSTOM_FIELDS_MAX
        } else {
            row.sub_categories
                .iter()
                .all(|code| count(code) <= CUSTOM_FIELDS_MAX)
        };
        let rules = [
            (is_code(&row.code), "code"),
            (type_is_known, "type"),
            (subjects_are_known && few, "sub_categories"),
            (
                row.kind != ValueKind::YesNo && is_bounded(&row.kind),
                "kind",
            ),
        ];
        check_rules(CUSTOM_FIELDS, &row.code, &rules)?;
    }
    Ok(())
}

pub(super) fn check_proposals(
    rules: &[ProposalRule],
    subjects: &[SubCategory],
) -> Result<(), ListsError> {
    unique(PROPOSALS, rules.iter().map(|row| row.code.clone()))?;
    for row in rules {
        check_labels(PROPOSALS, &row.code, &row.proposal.ar, &row.proposal.en)?;
        let about = !row.sub_categories.is_empty()
            && row
                .sub_categories
                .iter()
                .all(|code| is_subject(subjects, &row.type_code, code));
        let proposed = &row.proposal.sub_category;
        let leads_on = is_subject(subjects, &row.type_code, proposed)
            && !row.sub_categories.contains(proposed);
        let kept = [
            (is_code(&row.code), "code"),
            (about, "sub_categories"),
            (leads_on, "propose"),
            (row.affected_min > 0, "affected_min"),
        ];
        check_rules(PROPOSALS, &row.code, &kept)?;
    }
    Ok(())
}

fn is_subject(subjects: &[SubCategory], type_code: &str, code: &str) -> bool {
    subjects
        .iter()
        .any(|row| row.type_code == type_code && row.code == code)
}

/// Whether a kind of value holds anything.
fn is_bounded(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::YesNo | ValueKind::Date => true,
        ValueKind::Text { chars_max } => *chars_max > 0,
        ValueKind::Number { min, max } => min < max,
        ValueKind::Codes(codes) => codes.len() > 1,
    }
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionRow {
    #[serde(rename = "type")]
    pub(super) type_code: String,
    sub_category: String,
    pub(super) code: String,
    ar: String,
    en: String,
    pub(super) answer: String,
    #[serde(default)]
    max: Option<u32>,
    #[serde(default)]
    red_flag: Option<AdviceRow>,
    #[serde(default = "super::load::active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AdviceRow {
    ar: String,
    en: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomFieldRow {
    #[serde(rename = "type")]
    type_code: String,
    #[serde(default)]
    sub_categories: Vec<String>,
    pub(super) code: String,
    ar: String,
    en: String,
    pub(super) kind: String,
    #[serde(default)]
    min: Option<u32>,
    #[serde(default)]
    max: Option<u32>,
    #[serde(default)]
    pub(super) options: Vec<super::load::CodedRow>,
    #[serde(default = "super::load::active")]
    pub(super) active: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalRow {
    pub(super) code: String,
    #[serde(rename = "type")]
    type_code: String,
    sub_categories: Vec<String>,
    affected_min: u32,
    propose: ProposedRow,
    ar: String,
    en: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ProposedRow {
    sub_category: String,
    #[serde(default)]
    urgent: bool,
}

impl QuestionRow {
    pub(super) fn read(self) -> Result<GuidedQuestion, ListsError> {
        let answer = kind(&self.answer, None, self.max, Vec::new())
            .ok_or_else(|| fault(QUESTIONS, &self.code, "answer"))?;
        Ok(GuidedQuestion {
            code: self.code,
            type_code: self.type_code,
            sub_category: self.sub_category,
            ar: self.ar,
            en: self.en,
            answer,
            red_flag: self.red_flag.map(|say| Advice {
                ar: say.ar,
                en: say.en,
            }),
            active: self.active,
        })
    }
}

impl CustomFieldRow {
    pub(super) fn read(self) -> Result<CustomField, ListsError> {
        let options = self.options.into_iter().map(Coded::from).collect();
        let kind = kind(&self.kind, self.min, self.max, options)
            .ok_or_else(|| fault(CUSTOM_FIELDS, &self.code, "kind"))?;
        Ok(CustomField {
            code: self.code,
            type_code: self.type_code,
            sub_categories: self.sub_categories,
            ar: self.ar,
            en: self.en,
            kind,
            active: self.active,
        })
    }
}

impl From<ProposalRow> for ProposalRule {
    fn from(row: ProposalRow) -> Self {
        Self {
            code: row.code,
            type_code: row.type_code,
            sub_categories: row.sub_categories,
            affected_min: row.affected_min,
            proposal: Proposal {
                sub_category: row.propose.sub_category,
                urgent: row.propose.urgent,
                ar: row.ar,
                en: row.en,
            },
        }
    }
}

/// The kind of value of this name; none where the name is unknown or a bound is missing.
fn kind(name: &str, min: Option<u32>, max: Option<u32>, options: Vec<Coded>) -> Option<ValueKind> {
    match name {
        "yes_no" => Some(ValueKind::YesNo),
        "text" => Some(ValueKind::Text {
            chars_max: u16::try_from(max.unwrap_or(u32::from(ANSWER_CHARS_MAX))).ok()?,
        }),
        "number" => Some(ValueKind::Number {
            min: min.unwrap_or_default(),
            max: max?,
        }),
        "date" => Some(ValueKind::Date),
        "codes" => Some(ValueKind::Codes(options)),
        _ => None,
    }
}
