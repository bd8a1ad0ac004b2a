//! Returns of calls for correction.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Returns a call to its agent.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewReturn {
    /// Id of the return, made by the screen; sending twice gives one.
    pub id: String,
    /// Id of the call.
    pub call: String,
    /// What is to be put right, 1–2,000 characters.
    pub text: String,
}

/// Takes a return back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnBack {
    /// Id of the call.
    pub call: String,
    /// Id of the return.
    pub id: String,
}

/// A return of a call; its agent sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallReturn {
    /// Id of the return.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// Who, in English.
    pub by_en: String,
    /// What is to be put right.
    pub text: String,
    /// `open`, `corrected` or `withdrawn`.
    pub state: String,
    /// When the call was last corrected after it.
    pub corrected_at: Option<i64>,
    /// Arabic name of who did.
    pub corrected_ar: String,
    /// Their English name.
    pub corrected_en: String,
}
