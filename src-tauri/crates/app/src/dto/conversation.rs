//! Conversations by message: what was logged before, what a log was added to, and how contacts are counted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallForm, CallerCase, PastCall};

/// Which conversation. Asked again at every change of handle or link, so it holds nothing but what is
/// typed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConversationQuery {
    /// Code of the channel.
    pub channel: String,
    /// What the writer is called by, as typed.
    pub handle: String,
    /// Link to the message, as typed.
    pub link: String,
    /// The local day of the log that is being typed, `YYYY-MM-DD`.
    pub day: String,
}

/// What is known of a conversation; empty where nothing is typed that would tell it from others.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// The log of that day, to which what comes in is added.
    pub today: Option<DayLog>,
    /// Logs of the conversation, newest first, at most five, that of the day with them.
    pub logs: Vec<PastCall>,
    /// Open cases that these logs belong to, newest first.
    pub cases: Vec<CallerCase>,
    /// Open cases that this person may not see.
    pub restricted_cases: u32,
}

/// The log of a conversation on a day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayLog {
    /// Id of the log.
    pub id: String,
    /// When it was begun.
    pub started_at: i64,
    /// Arabic name of who logged it.
    pub agent_ar: String,
    /// Their English name.
    pub agent_en: String,
    /// Code of its type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of its subject, may be empty.
    pub sub_category: String,
    /// Reference of the case that it opened or was added to.
    pub case_reference: Option<String>,
}

/// What was added to a log later the same day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallAddition {
    /// Id of the form it was typed in.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// Who, in English.
    pub by_en: String,
    /// When the message came in.
    pub received_at: Option<i64>,
    /// When it was answered.
    pub answered_at: Option<i64>,
    /// What was said.
    pub note: String,
    /// What was answered.
    pub answer: String,
    /// What was filled in otherwise than the log says; everything else is empty.
    pub otherwise: CallForm,
}

/// How contacts are counted: calls that came in, and everything else apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactCounts {
    /// Calls that came in.
    pub received: u32,
    /// Calls that were made from here.
    pub outgoing: u32,
    /// Messages.
    pub messages: u32,
    /// Visits.
    pub visits: u32,
    /// Letters.
    pub letters: u32,
}
