//! Hand-overs of shifts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hands a shift over.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewHandOver {
    /// Id of the hand-over, made by the screen; sending twice gives one.
    pub id: String,
    /// Key of the shift.
    pub shift: String,
    /// What the figures do not say, up to 2,000 characters; may be empty.
    pub notes: String,
}

/// Takes a shift that was handed over.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakenHandOver {
    /// Id of the hand-over.
    pub id: String,
    /// Key of the shift that is shown, whose review is answered.
    pub shift: String,
}

/// What is open, as far as this machine knows; each counted up to 10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenMatters {
    /// Drafts that are open at the machine.
    pub drafts: u32,
    /// What is to be done by the end of the day, what is late with it.
    pub due_today: u32,
    /// Promises to callers among these.
    pub promises: u32,
    /// Urgent cases that are open.
    pub urgent_cases: u32,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOverView {
    /// Its id.
    pub id: String,
    /// Code of the shift.
    pub code: String,
    /// When the shift began.
    pub starts_at: i64,
    /// When it was handed over.
    pub at: i64,
    /// Arabic name of who gave it.
    pub by_ar: String,
    /// Their English name.
    pub by_en: String,
    /// What was open.
    pub open: OpenMatters,
    /// The notes.
    pub notes: String,
    /// When it was first confirmed; none while it waits.
    pub confirmed_at: Option<i64>,
    /// Arabic name of who did.
    pub confirmed_ar: String,
    /// Their English name.
    pub confirmed_en: String,
    /// Whoever asks may confirm it.
    pub may_confirm: bool,
}
