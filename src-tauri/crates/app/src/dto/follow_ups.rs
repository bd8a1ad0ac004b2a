//! Follow-ups: what is to be done about a case or a call by when, and what was promised to a caller.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A follow-up with its attempts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FollowUpView {
    /// Its id.
    pub id: String,
    /// Id of the case it is about, if it is about one.
    pub case: Option<String>,
    /// Reference of that case; empty without one.
    pub case_reference: String,
    /// Id of the call it is about, if it is about one.
    pub call: Option<String>,
    /// Code of what is to be done.
    pub kind: String,
    /// By when.
    pub due: i64,
    /// By when it was first to be done.
    pub first_due: i64,
    /// How often it was given a new due.
    pub replans: u32,
    /// Id of who does it; none while it is for whoever comes first.
    pub owner: Option<String>,
    /// Their Arabic name.
    pub owner_ar: String,
    /// Their English name.
    pub owner_en: String,
    /// The caller was told that it will be done by then.
    pub promised: bool,
    /// What the caller was told.
    pub promise: String,
    /// Code of its state: planned, done or cancelled.
    pub state: String,
    /// When it was done.
    pub done_at: Option<i64>,
    /// Code of what came of it.
    pub result: String,
    /// Number to call, for the eye; may be empty.
    pub number: String,
    /// Who that is; may be empty.
    pub caller_name: String,
    /// Attempts, oldest first, at most 200.
    pub attempts: Vec<AttemptView>,
    /// Whether this person may give it a new due, say that it is done, or cancel it.
    pub may_end: bool,
    /// It is of a sensitive case that was not opened by whoever looks: promise, number, name and attempts are left out.
    pub restricted: bool,
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// Its id.
    pub id: String,
    /// When.
    pub at: i64,
    /// Arabic name of who tried.
    pub by_ar: String,
    /// English name.
    pub by_en: String,
    /// Code of what came of it.
    pub result: String,
    /// In words, may be empty.
    pub words: String,
}

/// What is due for a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueFollowUps {
    /// Their own.
    pub own: DueRows,
    /// What is for whoever comes first: nobody has it, or somebody whose account was deactivated.
    pub anyones: DueRows,
    /// Their own that come due after that.
    pub later: DueRows,
}

/// What is due of one kind.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueRows {
    /// Soonest due first, at most 200.
    pub rows: Vec<FollowUpView>,
    /// How many there are, counted up to 10,000.
    pub total: u32,
}

/// How much is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueCount {
    /// The person's own follow-ups whose time has come, counted up to 10,000.
    pub own: u32,
    /// The same of what is for whoever comes first.
    pub anyones: u32,
    /// The person's own that come due later, counted up to 10,000.
    pub later: u32,
}

/// A follow-up to be planned.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewFollowUp {
    /// Its id, made by the screen: planning twice is planning once.
    pub id: String,
    /// Id of the case.
    pub case: String,
    /// Code of what is to be done.
    pub kind: String,
    /// By when, in the future.
    pub due: i64,
    /// The caller was told that it will be done by then.
    pub promised: bool,
    /// What the caller was told, up to 500 characters; needed where it was promised.
    pub promise: String,
    /// For whoever comes first; else for the person who plans it.
    pub for_anyone: bool,
}

/// An attempt to be written down.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAttempt {
    /// Its id, made by the screen: sending twice gives one attempt.
    pub id: String,
    /// Id of the follow-up.
    pub follow_up: String,
    /// Code of what came of it.
    pub result: String,
    /// In words, up to 500 characters.
    pub words: String,
    /// A new due, in the future; none leaves the one that stands.
    pub due: Option<i64>,
}

/// A new due.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replanned {
    /// Id of the follow-up.
    pub follow_up: String,
    /// By when now, in the future.
    pub due: i64,
}

/// How a follow-up ends.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FollowUpEnd {
    /// Id of the follow-up.
    pub follow_up: String,
    /// Done: code of what came of it. Cancelled: code of the reason.
    pub code: String,
}
