//! What saving a call answers, drafts, and calls as rows. The form itself is in `form`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CallAddition, CallForm, CallLink, CallMay, CallReturn, CallScore, CallVoid, ContactCounts,
    FollowUpView, ScoreMay, ToldCard,
};

/// Whether to follow the rule of the type or do the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SaveAs {
    /// By the rule of its type and sub-category (Ctrl+Enter).
    ByRule,
    /// The other way (Ctrl+Shift+Enter, Alt+Enter).
    OtherWay,
}

/// What a save answers.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Logged {
    /// The call as a row of the own log.
    pub row: CallRow,
    /// Reference of the case that was opened, to read out, or that the call was added to; none where
    /// there is none.
    pub case_reference: Option<String>,
    /// By when the caller was promised something in this call; none where nothing was.
    pub promised_due: Option<i64>,
    /// Where it goes on with an earlier call: the call-backs that are still owed about that one, by this
    /// person or by whoever comes first. Whether this call was one of them its person says.
    pub call_backs: Vec<FollowUpView>,
    /// True when this call had been saved before and nothing was written now.
    pub already: bool,
    /// True when it was added to the log of its conversation: then `row` is that log, whoever began it.
    pub added: bool,
}

/// What became of a draft that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Kept {
    /// It is on the disk.
    Kept {
        /// When it was kept.
        at: i64,
    },
    /// Its call has been saved meanwhile: the draft was not brought back, and the screen throws its
    /// own away.
    AlreadySaved,
}

/// A draft on disk.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The form as last kept.
    pub form: CallForm,
    /// When it was last kept.
    pub kept_at: i64,
}

/// A call in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallRow {
    /// Id of the call.
    pub id: String,
    /// When it started.
    pub started_at: i64,
    /// When it ended, where that is known.
    pub ended_at: Option<i64>,
    /// When it was saved.
    pub saved_at: i64,
    /// Code of the channel.
    pub channel: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the primary subject, may be empty.
    pub sub_category: String,
    /// Code of the outcome.
    pub outcome: String,
    /// Urgent.
    pub urgent: bool,
    /// Number for the eye: E.164 where it could be read, else as typed.
    pub number: String,
    /// What the writer of a message is called by; empty where nobody wrote.
    pub handle: String,
    /// Login id of the agent.
    pub agent: String,
    /// The agent's Arabic name.
    pub agent_ar: String,
    /// The agent's English name.
    pub agent_en: String,
    /// Facility: code of the list, or words.
    pub facility: String,
    /// The beginning of the note, at most 140 characters.
    pub note_start: String,
    /// Reference of the case it opened or was added to, if any.
    pub case_reference: Option<String>,
    /// How many comments a supervisor has left on it.
    pub comments: u32,
    /// Set when the centre could not accept one of its entries.
    pub held: bool,
    /// Arabic name of the colleague whose call it was and whom it was entered for; empty where it was the
    /// agent's own.
    pub behalf_ar: String,
    /// Their English name.
    pub behalf_en: String,
    /// Taken out of lists and figures.
    pub voided: bool,
    /// When its words were erased.
    pub erased_at: Option<i64>,
    /// Set for a call of a sensitive case that is not for these eyes: subject, number, handle, facility,
    /// note and case are empty then.
    pub restricted: bool,
}

/// One page of calls, newest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallPage {
    /// The rows.
    pub rows: Vec<CallRow>,
    /// Cursor for the next page; none at the end.
    pub next: Option<String>,
    /// All calls that the question matches.
    pub total: u32,
}

/// The own log: the calls of the running duty, and what was said about earlier ones since.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnLog {
    /// The calls of the running duty, newest first.
    pub rows: Vec<CallRow>,
    /// Cursor for the next page; none at the end.
    pub next: Option<String>,
    /// All calls of the running duty, contacts by other channels with them.
    pub total: u32,
    /// How they are counted.
    pub counts: ContactCounts,
    /// Calls of this person's earlier duties with a comment that they have not seen, newest first, at
    /// most 50; on the first page only. Gone from here with `mark_comments_seen`.
    pub commented: Vec<CallRow>,
    /// Calls of this person, of whatever duty, that a supervisor returned and that wait for their correction, newest
    /// first, at most 50; on the first page only.
    pub returned: Vec<CallRow>,
    /// Calls of this person, of whatever duty, with a quality score that they have not seen, newest first, at most 50; on
    /// the first page only. Gone from here with `mark_comments_seen`, which takes the ids of scores too.
    pub scored: Vec<CallRow>,
}

/// Comments that the person has had before their eyes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeenComments {
    /// Id of the call.
    pub call: String,
    /// Ids of the comments and scores that were shown, at most 1,000. Named one by one: what came while they were
    /// being read has not been seen.
    pub comments: Vec<String>,
}

/// A call, whole.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallView {
    /// Its row.
    pub row: CallRow,
    /// The caller's name as said.
    pub caller_name: String,
    /// The caller would not say who they are.
    pub anonymous: bool,
    /// Governorate.
    pub governorate: String,
    /// Wilayat.
    pub wilayat: String,
    /// Place in words.
    pub place: String,
    /// The whole note.
    pub note: String,
    /// Answer cards that the caller was told, by their codes.
    pub cards: Vec<ToldCard>,
    /// When a message or a letter came in.
    pub received_at: Option<i64>,
    /// When the conversation was last answered.
    pub answered_at: Option<i64>,
    /// What was added later the same day, in the order in which it was.
    pub additions: Vec<CallAddition>,
    /// All that its form holds; a promise and a referral are no part of a call.
    pub form: CallForm,
    /// The call that it goes on with; none too where that one is not here, though the form names it.
    pub goes_on_from: Option<CallLink>,
    /// The calls that go on with it, oldest first, at most 20.
    pub goes_on_in: Vec<CallLink>,
    /// Who took it out of lists and figures, when and why; none for a call that stands.
    pub void: Option<CallVoid>,
    /// What whoever asked may do about it.
    pub may: CallMay,
    /// What is planned about it, those to be done first, then the newest, at most 200.
    pub follow_ups: Vec<FollowUpView>,
    /// Whether whoever asked may write down what came of those.
    pub may_follow_up: bool,
    /// Comments, oldest first.
    pub comments: Vec<CallComment>,
    /// Returns for correction, oldest first.
    pub returns: Vec<CallReturn>,
    /// Quality scores, oldest first; none for whoever is neither its agent nor reads shifts.
    pub scores: Vec<CallScore>,
    /// What whoever asked may do about those.
    pub may_score: ScoreMay,
    /// It came in with a sheet.
    pub imported: bool,
    /// Who took it by the words of that sheet.
    pub taken_by: String,
}

/// What a supervisor said about a call; its agent sees it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallComment {
    /// Id of the comment.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// Who, in English.
    pub by_en: String,
    /// What, up to 2,000 characters.
    pub text: String,
}
