//! The code lists as the screen needs them: codes never change, labels may.

use serde::Serialize;
use ts_rs::TS;

use super::QualityForm;

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
    /// Channels, in the order of their digits.
    pub channels: Vec<Channel>,
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
    /// How fast a case must go.
    pub priorities: Vec<Coded>,
    /// How bad, in the order of their numbers 0–3.
    pub severities: Vec<Coded>,
    /// Bodies that cases are referred to; `group` is internal, external or partner.
    pub entities: Vec<Coded>,
    /// States of a referral; `group` is open or closed.
    pub referral_states: Vec<Coded>,
    /// What was found; `group` is the type it answers.
    pub findings: Vec<Coded>,
    /// What was done.
    pub actions_taken: Vec<Coded>,
    /// How a case was closed.
    pub closing_outcomes: Vec<Coded>,
    /// Whom a case is escalated to, lowest first.
    pub escalation_levels: Vec<Coded>,
    /// Why somebody receives no calls; `group` is break or work.
    pub pause_reasons: Vec<Coded>,
    /// Kinds of identity document.
    pub identity_documents: Vec<Coded>,
    /// How sure it is who called, weakest first.
    pub verification_levels: Vec<Coded>,
    /// Where on the way through care it happened.
    pub stages_of_care: Vec<Coded>,
    /// Whom it is about.
    pub staff_groups: Vec<Coded>,
    /// Why something was sent back; `group` is referral or call.
    pub return_reasons: Vec<Coded>,
    /// Why something was declined; `group` is request or survey.
    pub refusal_reasons: Vec<Coded>,
    /// Why a call was taken out of lists and figures.
    pub void_reasons: Vec<Coded>,
    /// Kinds of follow-up.
    pub follow_up_kinds: Vec<Coded>,
    /// What came of an attempt; `group` is done or again.
    pub follow_up_results: Vec<Coded>,
    /// How a caller was informed of the end of a case.
    pub informed_ways: Vec<Coded>,
    /// Languages that calls are held in (ISO 639).
    pub languages: Vec<Coded>,
    /// What is to be known of a person before answering.
    pub person_flags: Vec<Coded>,
    /// Why a supervisor took over somebody's draft.
    pub take_over_reasons: Vec<Coded>,
    /// Why a follow-up will not be done.
    pub cancel_reasons: Vec<Coded>,
    /// Why a number was flagged.
    pub flag_reasons: Vec<Coded>,
    /// Sex as documents say.
    pub sexes: Vec<Coded>,
    /// How a person would rather be reached.
    pub contact_ways: Vec<Coded>,
    /// When a person would rather be reached.
    pub contact_times: Vec<Coded>,
    /// How a survey is answered; `group` is `asked` where refusals are written down too, else `given`.
    pub survey_modes: Vec<Coded>,
    /// Guided questions of all subjects, each subject's in their order.
    pub questions: Vec<GuidedQuestion>,
    /// Custom fields of all types.
    pub custom_fields: Vec<CustomField>,
    /// From how many affected on a subject looks like another one.
    pub proposals: Vec<ProposalRule>,
    /// Forms by which calls are scored.
    pub quality_forms: Vec<QualityForm>,
    /// Days of the week that are worked, 0 for Sunday.
    pub working_days: Vec<u8>,
    /// The day on which the weeks of figures begin, 0 for Sunday.
    pub week_starts: u32,
    /// Official holidays of all years known, in the order of the data.
    pub holidays: Vec<Holiday>,
}

/// How a contact came or went, and what is asked of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// What kind of contact it brings.
    pub kind: ChannelKind,
    /// The contact was begun from here.
    pub outgoing: bool,
    /// What the writer is called by; none where that is not asked for.
    pub sender: Option<SenderLabel>,
    /// A message has an address on the web.
    pub has_link: bool,
    /// The messages of one conversation have one log a day.
    pub has_thread: bool,
    /// False when retired.
    pub active: bool,
}

/// What kind of contact a channel brings. Only the telephone has a clock, holds and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Somebody is on the line.
    Phone,
    /// Written, and answered at its own time.
    Message,
    /// Somebody stands at the counter.
    Visit,
    /// On paper.
    Letter,
}

/// What the writer of a message is called by.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SenderLabel {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// A short question that an agent asks about a subject.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GuidedQuestion {
    /// The immutable code, unique among all questions and custom fields.
    pub code: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Arabic, as it is asked.
    pub ar: String,
    /// English, as it is asked.
    pub en: String,
    /// What is answered.
    pub answer: ValueKind,
    /// What to do where the answer is yes; then urgent is proposed. None where yes is no danger.
    pub red_flag: Option<Advice>,
    /// False when retired.
    pub active: bool,
}

/// One sentence that says what to do.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// A field of the form for a type or some of its subjects.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// The immutable code, unique among all questions and custom fields.
    pub code: String,
    /// Code of the type.
    #[serde(rename = "type")]
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

/// What kind of value is asked for. Values are text in one form: Latin digits, days as `YYYY-MM-DD`.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ValueKind {
    /// `yes`, `no` or `unknown`.
    YesNo,
    /// One line of words.
    Text {
        /// The most characters.
        chars_max: u16,
    },
    /// A whole number.
    Number {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A day.
    Date,
    /// A code of these.
    Codes {
        /// The codes.
        options: Vec<Coded>,
    },
}

/// From how many affected on a subject looks like another one. Affected counts the highest of ill, in
/// hospital and died.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposalRule {
    /// The immutable code.
    pub code: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Codes of the subjects that it is about.
    pub sub_categories: Vec<String>,
    /// The fewest affected.
    pub affected_min: u32,
    /// Code of the subject that is proposed.
    pub proposed: String,
    /// Whether urgent is proposed.
    pub urgent: bool,
    /// Why, in Arabic.
    pub ar: String,
    /// Why, in English.
    pub en: String,
}

/// An official holiday of one year.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Holiday {
    /// Code of the occasion.
    pub occasion: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// First day, `YYYY-MM-DD` in Asia/Muscat.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Not announced yet; the sighting of the moon may move it.
    pub expected: bool,
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
    /// The digit of Alt+digit, 0–9; -1 without one.
    pub digit: i16,
    /// What plain Save does about a case.
    pub case_rule: CaseRule,
    /// Outcome set when the agent has chosen none; empty where the rule of the case decides.
    pub default_outcome: String,
    /// Form fields that must be filled (names of `CallForm`'s fields).
    pub minimum: Vec<String>,
    /// False when retired: shown on old calls, not offered for new ones.
    pub active: bool,
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
