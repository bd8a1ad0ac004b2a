//! The shift's log for a supervisor.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallPage, ContactCounts, Person};

/// A shift: a planned period of a local day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Shift {
    /// Key, e.g. `2026-11-22/morning`.
    pub key: String,
    /// Local day on which it starts, `YYYY-MM-DD`.
    pub day: String,
    /// Code of the list of shifts.
    pub code: String,
    /// Planned start.
    pub starts_at: i64,
    /// Planned end.
    pub ends_at: i64,
    /// Calls logged in it, contacts by other channels with them.
    pub calls: u32,
    /// True for the shift that runs now.
    pub running: bool,
}

/// What to show of a shift. Empty strings filter nothing.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShiftQuery {
    /// Key of the shift; empty means the running one.
    pub shift: String,
    /// Id of an agent.
    pub agent: String,
    /// Code of a type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of an outcome.
    pub outcome: String,
    /// Code of a channel.
    pub channel: String,
    /// How long it was: `short` (under 20 s), `up_to_3` (minutes), `up_to_10`, `longer`, `unknown`.
    pub length: String,
    /// A mark: `urgent`, `dropped`, `late`, `case`, `returned`, `commented`, `scored`, `unscored`, `held`.
    pub flag: String,
    /// The voided calls in place of those that stand.
    pub voided: bool,
    /// Words or digits: folded Arabic, every word must occur as the beginning of a word.
    pub text: String,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// A shift's log under the filters, with figures of the whole shift.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftLog {
    /// The shift.
    pub shift: Shift,
    /// Calls under the filters, newest first, 50 a page.
    pub page: CallPage,
    /// How the contacts of the whole shift are counted, filters left aside.
    pub counts: ContactCounts,
    /// Count by type over the whole shift, filters left aside, in the order of the types.
    pub by_type: Vec<TypeCount>,
    /// Cases opened in the shift.
    pub cases: u32,
    /// Urgent calls in the shift.
    pub urgent: u32,
    /// Calls of the shift that were taken out of it; they count in no other figure.
    pub voided: u32,
    /// Median of ended − started in milliseconds over calls by telephone whose end is known; none if there
    /// is none.
    pub median_talk_ms: Option<i64>,
    /// Calls by telephone whose end is known.
    pub end_known: u32,
    /// People who logged in the shift.
    pub agents: Vec<Person>,
    /// The pauses that fell into it, oldest first, at most 200.
    pub pauses: Vec<ShiftPause>,
}

/// A pause of somebody in a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftPause {
    /// Arabic name of whose it was.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Code of its reason.
    pub reason: String,
    /// When it began.
    pub from: i64,
    /// When it ended; none while it goes on.
    pub until: Option<i64>,
    /// How long such a pause usually is, in minutes; none where nothing is usual.
    pub usual_min: Option<u32>,
    /// It was, or is by now, longer than usual.
    pub long: bool,
}

/// How many calls of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TypeCount {
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Calls.
    pub calls: u32,
}

/// A comment on a call.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewComment {
    /// Id of the comment, made by the screen; sending twice gives one comment.
    pub id: String,
    /// Id of the call.
    pub call: String,
    /// 1–2,000 characters.
    pub text: String,
}
