//! What somebody said of a contact afterwards.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FiguresQuery;

/// What surveys are asked for: a call or a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SurveysQuery {
    /// Id of the call; null where it is a case.
    pub call: Option<String>,
    /// Id of the case; null where it is a call.
    pub case: Option<String>,
}

/// What was said, or that nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSurvey {
    /// Id of the survey, made by the screen; sending twice gives one.
    pub id: String,
    /// What it is about.
    pub about: SurveysQuery,
    /// Code of the mode.
    pub mode: String,
    /// Day of the answer as typed; empty for today.
    pub day: String,
    /// How satisfied, 1–5; null where it was refused.
    pub overall: Option<u8>,
    /// How easy it was, 1–5; null where it was not said.
    pub ease: Option<u8>,
    /// `yes`, `partly` or `no` to whether it was solved; empty where it was not said.
    pub solved: String,
    /// Code of the reason why nothing was said; empty where something was.
    pub refused: String,
    /// Code of the language; may be empty.
    pub language: String,
    /// What was said beside the marks, up to 2,000 characters.
    pub comment: String,
}

/// The surveys behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureSurveysQuery {
    /// Which days.
    pub days: FiguresQuery,
    /// Code of a type, empty for those without; null for every one.
    #[serde(rename = "type")]
    pub type_code: Option<String>,
    /// Code of a governorate, so too.
    pub governorate: Option<String>,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// A survey in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SurveyInList {
    /// What was said; of one that is restricted no more than its day, mode and marks.
    pub survey: SurveyView,
    /// Id of the call that it is about; none where there is none, or it is restricted.
    pub call: Option<String>,
    /// Id of the case that it is about; so too.
    pub case: Option<String>,
    /// It is about a sensitive case that is not for these eyes.
    pub restricted: bool,
}

/// One page of surveys, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SurveyPage {
    /// The rows, at most 50.
    pub rows: Vec<SurveyInList>,
    /// Cursor for the next page; none at the end.
    pub next: Option<String>,
    /// All that the question matches.
    pub total: u32,
}

/// The surveys about a call or a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Surveys {
    /// Those that stand, oldest first, at most 50.
    pub rows: Vec<SurveyView>,
    /// Whether whoever asks may write one down now.
    pub may_log: bool,
    /// They handled the matter themselves, and somebody else has to ask.
    pub own: bool,
}

/// A survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SurveyView {
    /// Its id.
    pub id: String,
    /// Day of the answer, `YYYY-MM-DD`.
    pub day: String,
    /// Code of the mode.
    pub mode: String,
    /// How satisfied, 1–5; none where it was refused.
    pub overall: Option<u8>,
    /// How easy it was, 1–5.
    pub ease: Option<u8>,
    /// `yes`, `partly`, `no`, or empty where it was not said.
    pub solved: String,
    /// Code of the reason why nothing was said; empty where something was.
    pub refused: String,
    /// Code of the language; may be empty.
    pub language: String,
    /// What was said beside the marks.
    pub comment: String,
    /// Number of the paper, or what else a sheet names in words; may be empty.
    pub reference: String,
    /// It came with a sheet.
    pub imported: bool,
    /// When it was written down.
    pub at: i64,
    /// By whom, in Arabic.
    pub by_ar: String,
    /// By whom, in English.
    pub by_en: String,
    /// Whether whoever asks may take it back.
    pub may_withdraw: bool,
}
