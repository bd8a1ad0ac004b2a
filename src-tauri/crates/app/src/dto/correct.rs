//! Correcting a saved call: the draft's own part, what saving it answers, and how a call came to be as it
//! is.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CallRow;

/// What makes a form the correction of a saved call. It is kept with the draft, so that a kill forgets
/// nothing of what was seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Corrected {
    /// Id of the call.
    pub call: String,
    /// Id of whoever logged it.
    pub agent: String,
    /// Their Arabic name.
    pub agent_ar: String,
    /// The same in English.
    pub agent_en: String,
    /// When the correction was opened.
    pub opened_at: i64,
    /// It was added to a case: what it is about the case says, and nothing is asked for.
    pub in_case: bool,
    /// The day in Muscat on which the call began, `22/11/2026` or `2026-11-22`.
    pub day: String,
    /// The time of that day.
    pub start: String,
    /// When it ended, a time of that day or of the next; empty where that is not known.
    pub end: String,
    /// How the call stood when the correction was opened, for `amend_call` alone to read.
    pub seen: String,
    /// What this person decided about fields that somebody else changed meanwhile.
    pub decided: Vec<Decided>,
}

/// Of fields that two have changed: whose stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Decided {
    /// The fields, as `Clash` names them.
    pub group: String,
    /// How they stood by the other's hand, as `Clash` says.
    pub theirs: String,
    /// This person's are written; else the other's stay.
    pub mine: bool,
}

/// What came of saving a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Amendment {
    /// It is in the journal.
    #[serde(rename_all = "camelCase")]
    Saved {
        /// The call as it stands now.
        row: Box<CallRow>,
        /// What was changed; empty where nothing was.
        fields: Vec<FieldChange>,
        /// Id of the entry, for whoever takes it back; none where nothing was left to write.
        entry: Option<String>,
        /// Id of the promise that was made with it.
        promise: Option<String>,
        /// By when the caller was promised something in this correction.
        promised_due: Option<i64>,
    },
    /// Somebody changed the same fields meanwhile: nothing was written, and a person decides.
    #[serde(rename_all = "camelCase")]
    Differs {
        /// What both changed.
        clashes: Vec<Clash>,
    },
}

/// Fields that this person and somebody else have changed to different ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Clash {
    /// Names them for `Decided`.
    pub group: String,
    /// How they stand now, for `Decided`.
    pub theirs: String,
    /// Arabic name of who changed them last.
    pub by_ar: String,
    /// The same in English.
    pub by_en: String,
    /// When.
    pub at: i64,
    /// What stands there as `old`, what this person wants as `new`.
    pub fields: Vec<FieldChange>,
}

/// One field of a call, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// Its name as in `CallForm`; `subject` (type and subject, `complaint/clean`), `card`; `other` for what
    /// this version has no name for.
    pub field: String,
    /// Which of several: the number of a further issue from 2 on, the code of a question, custom field or
    /// card; else empty.
    pub of: String,
    /// What stood there: a code, text, a number, `true`, or an instant in milliseconds; empty for nothing. At
    /// most 1,000 characters.
    pub old: String,
    /// What stands there since.
    pub new: String,
}

/// Takes a correction back.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeBack {
    /// Id of the call.
    pub call: String,
    /// Id of the entry that corrected it; empty where nothing but a promise was made.
    pub entry: String,
    /// Id of the promise that was made with it; empty where there was none.
    pub promise: String,
}

/// What came of taking a correction back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakenBack {
    /// The call as it stands now.
    pub row: CallRow,
    /// What somebody changed again since: it stays.
    pub stayed: Vec<FieldChange>,
}

/// What may be done about a saved call by whoever asked for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallMay {
    /// Correct its fields.
    pub correct: bool,
    /// Take it out of lists and figures.
    pub void: bool,
    /// Bring it back.
    pub restore: bool,
}

/// That a call was taken out of lists and figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallVoid {
    /// When.
    pub at: i64,
    /// Arabic name of who did it.
    pub by_ar: String,
    /// The same in English.
    pub by_en: String,
    /// Code of the reason.
    pub reason: String,
}

/// How a call came to be as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallHistory {
    /// The newest step first, at most 100.
    pub steps: Vec<CallStep>,
    /// How many older ones are not told.
    pub left_out: u32,
}

/// One thing that was done to a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallStep {
    /// What.
    pub what: CallStepKind,
    /// When.
    pub at: i64,
    /// Arabic name of who did it.
    pub by_ar: String,
    /// The same in English.
    pub by_en: String,
    /// Of a voiding: code of the reason.
    pub reason: String,
    /// Of a correction: what it changed.
    pub fields: Vec<FieldChange>,
}

/// What is done to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallStepKind {
    /// It was logged.
    Logged,
    /// Fields of it were changed.
    Corrected,
    /// It was taken out of lists and figures.
    Voided,
    /// It was brought back.
    Restored,
    /// Somebody decided what stands of two values.
    Decided,
    /// Its words were erased.
    Erased,
}
