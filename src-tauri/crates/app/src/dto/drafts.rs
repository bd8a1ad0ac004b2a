//! Drafts of others: what may be seen of them, and taking one over.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A draft of somebody else: its type and its age, and nothing that was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeftDraft {
    /// Id of the call that it will be.
    pub id: String,
    /// Code of the type, empty where none was chosen.
    #[serde(rename = "type")]
    pub type_code: String,
    /// It corrects a saved call.
    pub correction: bool,
    /// When the form was opened.
    pub started_at: i64,
    /// When it was last kept.
    pub kept_at: i64,
    /// Name in Arabic of whose it is; only for those who may take it over.
    pub owner_ar: String,
    /// The same in English.
    pub owner_en: String,
}

/// Takes a draft over.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeDraft {
    /// Id of the draft.
    pub id: String,
    /// Code of the reason.
    pub reason: String,
}

/// A draft of the person that somebody else took over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenDraft {
    /// Id of the takeover.
    pub id: String,
    /// When.
    pub at: i64,
    /// Code of the type, empty where none was chosen.
    #[serde(rename = "type")]
    pub type_code: String,
    /// When the call of the draft began.
    pub started_at: i64,
    /// Code of the reason.
    pub reason: String,
    /// Name in Arabic of who took it.
    pub by_ar: String,
    /// The same in English.
    pub by_en: String,
}
