//! Erasing what is recorded about a person, and giving it to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ExportFormat, LocaleCode};

/// How much of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureCounts {
    /// Records of the person: of persons who are one by merges, all.
    pub persons: u32,
    /// Calls and other contacts.
    pub calls: u32,
    /// Cases.
    pub cases: u32,
    /// Follow-ups.
    pub follow_ups: u32,
    /// Surveys.
    pub surveys: u32,
    /// Questions that no card answered.
    pub questions: u32,
    /// Flags on numbers.
    pub flags: u32,
}

/// Why a case stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseStays {
    /// Retention is stopped by law.
    Held,
    /// It is not closed.
    Open,
    /// Others called in it too.
    Shared,
}

/// A case that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseLeft {
    /// Its id.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// Why.
    pub why: CaseStays,
}

/// What an erasure of a person would take, and what it would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasurePreview {
    /// What it would take.
    pub counts: ErasureCounts,
    /// The cases that would stay, the oldest first.
    pub cases_left: Vec<CaseLeft>,
    /// Calls that would stay with them.
    pub calls_left: u32,
    /// Whether the record of the person would stay, since such a case needs it.
    pub person_left: bool,
    /// Calls from numbers that others have too, in which nobody was chosen: they may be anybody's, and would stay.
    pub calls_of_nobody: u32,
    /// Drafts at this machine that speak of any of it; they would go.
    pub drafts: u32,
    /// Whether all that is one with the person by merges could be looked at; else it cannot be erased as one.
    pub whole: bool,
}

/// What is to be erased.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EraseOrder {
    /// Id of the person.
    pub person: String,
    /// The number under which the request is filed, without names; may be empty.
    pub request: String,
    /// Cases that are open may stay.
    pub except_open: bool,
    /// The PIN or password of whoever erases.
    pub secret: String,
}

/// Whose data are to be written, and where to.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonDataOrder {
    /// Id of the person.
    pub person: String,
    /// As workbook, as text, as pages.
    pub format: ExportFormat,
    /// In which language its heads and labels are.
    pub language: LocaleCode,
    /// The folder, whole path.
    pub folder: String,
}

/// What was erased, without saying what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureCertificate {
    /// Id of the act.
    pub act: String,
    /// When.
    pub at: i64,
    /// Arabic name of whoever did it.
    pub by_ar: String,
    /// Their English name.
    pub by_en: String,
    /// Whether it was because of its age, and not because a person asked.
    pub by_age: bool,
    /// The number under which the request is filed; may be empty.
    pub request: String,
    /// Id of the machine at which it was done.
    pub machine: String,
    /// Name of its station; empty where that is not known here.
    pub station: String,
    /// How much of each kind.
    pub counts: ErasureCounts,
    /// The stretch of that machine's chain in which its last entry stands, and its place there.
    pub epoch: String,
    /// Its place there.
    pub seq: u64,
    /// The hash of its link; empty where another machine has it.
    pub hash: String,
    /// Whether nothing of it lies in the files of this machine any more; else that is done when it is quiet.
    pub swept: bool,
}

/// For how long what is of one type is kept, and what of it is older.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OldOfType {
    /// Code of the type.
    pub code: String,
    /// For how many months; none: for ever.
    pub months: Option<u32>,
    /// The local day before which it is too old, YYYY-MM-DD; none: for ever.
    pub before: Option<String>,
    /// Calls that are due.
    pub calls: u32,
    /// Cases that are due.
    pub cases: u32,
}

/// What is older than it may be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetentionPreview {
    /// Whether the organisation's policy says for how long anything is kept.
    pub has_rules: bool,
    /// Every type that the lists or the rules know.
    pub types: Vec<OldOfType>,
    /// What is due.
    pub counts: ErasureCounts,
    /// How many records that are.
    pub all: u32,
    /// How many of them one run erases.
    pub at_once: u32,
    /// References of cases that are old enough and stay under legal hold, at most 100.
    pub held: Vec<String>,
    /// Cases that came in long enough ago and are open still: they stay.
    pub open: u32,
}

/// What is older than it may be kept is to be erased.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EraseOldOrder {
    /// The PIN or password of whoever erases.
    pub secret: String,
}

/// How far an erasure is, in records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasingProgress {
    /// Done.
    pub done: u64,
    /// Of how many.
    pub of: u64,
}
