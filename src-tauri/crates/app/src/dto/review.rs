//! The review list: what two machines did apart and a person decides.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallRow, CaseRow, FieldChange};

/// Where a page of the review list goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewCursor {
    /// Id of the subject.
    pub subject: String,
    /// What is asked about it.
    pub topic: String,
}

/// How much waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewCount {
    /// Questions, counted to 1,000.
    pub total: u32,
}

/// A page of the review list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewPage {
    /// The questions, those about the newest subjects first; at most 20.
    pub items: Vec<ReviewItem>,
    /// How many there are in all, counted to 1,000.
    pub total: u32,
    /// Where to go on; none at the end.
    pub next: Option<ReviewCursor>,
}

/// One question to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewItem {
    /// Id of the subject.
    pub subject: String,
    /// Kind of the subject: `call`, `case` …
    pub kind: String,
    /// What is asked about it, for the decision.
    pub topic: String,
    /// How it stands, for the decision: what came in since asks again.
    pub seen: String,
    /// Code of what happened: conflict, unlawful, closed_without, backwards, unreadable, unreadable_entry.
    pub code: String,
    /// What it is about.
    pub about: ReviewAbout,
    /// Of a conflict, whose value stands.
    pub stands: Option<ReviewHand>,
    /// Of a conflict, what gave way; else the entry it is about, if there is one.
    pub others: Vec<ReviewOther>,
    /// Of an unlawful move, codes of the status where the case stood and where it was to go.
    pub from: String,
    /// The same: where it was to go.
    pub to: String,
    /// The most characters of a third value; zero where none is written here but on the page of the subject.
    pub text_limit: u32,
    /// The text that stands, whole, to write a third value from.
    pub text: String,
    /// Whether this person may decide it.
    pub may_decide: bool,
}

/// What a question is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewAbout {
    /// The call.
    pub call: Option<CallRow>,
    /// The case, or that of a follow-up.
    pub kase: Option<CaseRow>,
    /// Code of the kind of a follow-up or flag.
    pub code: String,
    /// Arabic name of a person; the number of a flag.
    pub name_ar: String,
    /// The name in Latin letters.
    pub name_en: String,
}

/// Who wrote something, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewHand {
    /// Arabic name.
    pub by_ar: String,
    /// The same in English.
    pub by_en: String,
    /// Code of the role they acted in.
    pub role: String,
    /// When, by their machine's clock.
    pub at: i64,
}

/// What gave way, or could not be applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewOther {
    /// Id of the entry, for the decision.
    pub entry: String,
    /// Who wrote it.
    pub hand: ReviewHand,
    /// What stands as `old`, what this entry wrote as `new`. A field of another kind of subject than a call is
    /// named `case.owner`.
    pub fields: Vec<FieldChange>,
}

/// What a person decides.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewDecision {
    /// Id of the subject.
    pub subject: String,
    /// What is decided, as `ReviewItem` named it.
    pub topic: String,
    /// How it stood, as `ReviewItem` said.
    pub seen: String,
    /// What is to stand.
    pub choice: ReviewChoice,
}

/// What is to stand.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum ReviewChoice {
    /// What stands already.
    Stands,
    /// What this entry wrote.
    Other {
        /// Its id.
        entry: String,
    },
    /// A third value.
    Text {
        /// The text.
        text: String,
    },
    /// Nothing is to change: somebody has looked at it.
    SetAside,
}

/// A decision in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewDecided {
    /// Id of the subject.
    pub subject: String,
    /// Id of the entry, for whoever takes it back.
    pub entry: String,
}
