//! The code lists as the screen needs them: codes never change, labels may.

use serde::Serialize;
use ts_rs::TS;

/// All lists in both languages.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Lists {
    /// Types of call in the order of their digits.
    pub types: Vec<CallType>,
    /// Sub-categories of all types, in the order of the lists.
    pub sub_categories: Vec<SubCategory>,
    /// Outcomes of a call.
    pub outcomes: Vec<Coded>,
    /// Channels.
    pub channels: Vec<Coded>,
    /// Governorates (ISO 3166-2).
    pub governorates: Vec<Coded>,
    /// Wilayats; `group` is their governorate.
    pub wilayats: Vec<Coded>,
    /// Health facilities; `group` is their governorate.
    pub facilities: Vec<Coded>,
    /// Relations of the caller to the patient.
    pub relations: Vec<Coded>,
    /// Kinds of beneficiary.
    pub beneficiaries: Vec<Coded>,
    /// Roles.
    pub roles: Vec<Coded>,
    /// Shifts of the day.
    pub shifts: Vec<Coded>,
    /// Statuses of a case.
    pub case_statuses: Vec<Coded>,
}

/// One code with both labels.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Coded {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Code of what it belongs to, where the list is grouped.
    pub group: Option<String>,
    /// False when retired: shown in old records, not offered for new ones.
    pub active: bool,
}

/// A type of call and its rules.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallType {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// The digit of Alt+digit, 0–9.
    pub digit: u8,
    /// What plain Save does about a case.
    pub case_rule: CaseRule,
    /// Outcome set when the agent has chosen none; empty where the rule of the case decides.
    pub default_outcome: String,
    /// Form fields that must be filled (names of `CallForm`'s fields).
    pub minimum: Vec<String>,
}

/// Whether a call of a type opens a case when saved plainly. A sub-category may differ from its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseRule {
    /// Always opens one.
    Always,
    /// Opens none; the second save key does.
    Ask,
    /// Never.
    Never,
}

/// A subject that a call can be about.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SubCategory {
    /// The immutable code, unique within its type: a sub-category is named by type and code.
    pub code: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Arabic label of its group, empty where the type has none.
    pub group_ar: String,
    /// English label of its group.
    pub group_en: String,
    /// Further words it is found by.
    pub synonyms: Vec<String>,
    /// Urgent unless the agent says otherwise.
    pub urgent: bool,
    /// Its own rule about a case, else that of the type.
    pub case_rule: Option<CaseRule>,
    /// False when retired.
    pub active: bool,
}
