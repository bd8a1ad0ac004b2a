//! Quality forms, scores of calls by them, and the replies of agents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CallComment;

/// A form by which calls are scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualityForm {
    /// The immutable code.
    pub code: String,
    /// Its version: another content is a higher one.
    pub version: u32,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// Its sections, in their order.
    pub sections: Vec<QualitySection>,
    /// What makes the score zero whatever else was right.
    pub auto_fail: Vec<QualityFail>,
    /// False when retired.
    pub active: bool,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualitySection {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// How much it weighs beside the others.
    pub weight: u32,
    /// Its items, in their order.
    pub items: Vec<QualityItem>,
}

/// An item of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualityItem {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// The most points; none where it is answered by yes or no.
    pub points: Option<u32>,
    /// It can be said not to apply.
    pub may_not_apply: bool,
}

/// What makes the score zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualityFail {
    /// The immutable code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
}

/// Answers to a form, whole or not yet.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScoreAnswers {
    /// Code of the form.
    pub form: String,
    /// The version that was answered: a form that changed meanwhile is answered anew.
    pub version: u32,
    /// By the codes of the items: `yes`, `no`, `na` or a number of points.
    pub answers: BTreeMap<String, String>,
    /// Codes of the auto-fail items that hold.
    pub failed: Vec<String>,
}

/// What answers come to so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScoreSoFar {
    /// In parts of a thousand; none while something is unanswered or nothing applies.
    pub result: Option<u32>,
    /// Items without an answer.
    pub unanswered: u32,
}

/// Scores a call.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewScore {
    /// Id of the score, made by the screen; sending twice gives one.
    pub id: String,
    /// Id of the call.
    pub call: String,
    /// How its form was answered.
    pub answers: ScoreAnswers,
    /// What the agent should know with it, up to 2,000 characters; may be empty.
    pub text: String,
}

/// Takes a score back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScoreBack {
    /// Id of the call.
    pub call: String,
    /// Id of the score.
    pub id: String,
}

/// Replies to a score of one's own call, once.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewScoreReply {
    /// Id of the reply, made by the screen; sending twice gives one.
    pub id: String,
    /// Id of the call.
    pub call: String,
    /// Id of the score.
    pub score: String,
    /// 1–2,000 characters.
    pub text: String,
}

/// A score of a call: for its agent and for whoever reviews shifts.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallScore {
    /// Id of the score.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// Who, in English.
    pub by_en: String,
    /// Code of the form.
    pub form: String,
    /// Version of the form.
    pub version: u32,
    /// In parts of a thousand.
    pub result: u32,
    /// By the codes of the items: `yes`, `no`, `na` or a number of points.
    pub answers: BTreeMap<String, String>,
    /// Codes of the auto-fail items that held.
    pub failed: Vec<String>,
    /// What was said with it.
    pub text: String,
    /// It was taken back and counts no more.
    pub withdrawn: bool,
    /// It is the one that figures count.
    pub counts: bool,
    /// What its agent replied.
    pub replies: Vec<CallComment>,
}

/// What whoever asked may do about the scores of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScoreMay {
    /// Score it, and take scores back: never of one's own call.
    pub score: bool,
    /// Reply to a score: of one's own call, once each.
    pub reply: bool,
}

/// The score of a call as a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScoreMark {
    /// Id of the call.
    pub call: String,
    /// In parts of a thousand.
    pub result: u32,
    /// An auto-fail item held.
    pub failed: bool,
    /// Its agent replied.
    pub replied: bool,
}
