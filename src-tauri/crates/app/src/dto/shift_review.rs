//! What a supervisor looks at of a shift, and signatures under it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CallRow, HandOverView, OpenMatters, ScoreMark};

/// A shift as it is reviewed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftReview {
    /// Key of the shift.
    pub shift: String,
    /// Calls to look at: what stands out first, by its gravest reason, then the samples. At most 500.
    pub looks: Vec<ShiftLook>,
    /// Calls to look at that are not among them.
    pub left_out: u32,
    /// How many calls of each agent are samples.
    pub samples_per_agent: u32,
    /// The scores that count of the shift's calls.
    pub scores: Vec<ScoreMark>,
    /// Digest of every entry about the calls of the shift: what a signature would be put under.
    pub digest: String,
    /// Calls that it covers, those that were taken out with them.
    pub calls: u32,
    /// Entries that it covers.
    pub entries: u32,
    /// How many of the calls whoever asks logged themselves.
    pub own_calls: u32,
    /// The machines of the shift, this one first, and how far each is synced.
    pub machines: Vec<ShiftMachine>,
    /// Signatures, oldest first.
    pub signatures: Vec<ShiftSignature>,
    /// Ids of the calls that came or changed after all of them; none where nobody has signed.
    pub after: Vec<String>,
    /// How many calls the last signature was put under that have left the shift since: by a correction of when they
    /// were, or with an import that was undone.
    pub gone: u32,
    /// Why the shift cannot be signed yet.
    pub hindrances: Hindrances,
    /// What a hand-over would pass on now.
    pub open: OpenMatters,
    /// Hand-overs of this shift, newest first, at most 50.
    pub hand_overs: Vec<HandOverView>,
    /// Hand-overs of whatever shift that wait for somebody to take them, newest first, at most 50.
    pub waiting: Vec<HandOverView>,
}

/// A call to look at.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftLook {
    /// Its row.
    pub row: CallRow,
    /// It stands out; else it is a sample.
    pub stands_out: bool,
    /// Why, the gravest first: `corrected`, `returned`, `urgent_without_action`, `promise_missed`, `reopened`,
    /// `no_facility`, `no_end`, `short`, `held`; `urgent`, `sample`.
    pub why: Vec<String>,
}

/// A machine of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftMachine {
    /// The last six digits of its id, which tell machines of a site apart.
    pub name: String,
    /// It is this one.
    pub this: bool,
    /// Entries of the shift that were made there, as far as they are here.
    pub entries: u32,
    /// When the last of them was made.
    pub last_at: Option<i64>,
    /// How many of them the centre has yet to take; of other machines nobody here can know.
    pub waiting: u32,
}

/// A signature under a shift.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftSignature {
    /// Its id.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who, in Arabic.
    pub by_ar: String,
    /// Who, in English.
    pub by_en: String,
    /// Calls that it covers.
    pub calls: u32,
    /// Entries that it covers.
    pub entries: u32,
    /// How many of the calls the signer logged themselves.
    pub own_calls: u32,
    /// How many calls of each agent were samples by the rule then in force; none where that was not kept.
    pub samples_per_agent: Option<u32>,
    /// Digest of the entries; empty where it could not be read.
    pub digest: String,
    /// The machines that it names.
    pub machines: Vec<ShiftMachine>,
}

/// Why a shift cannot be signed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hindrances {
    /// It has not ended.
    pub running: bool,
    /// Drafts of the shift that are open at this machine, oldest first, at most 400.
    pub drafts: Vec<ShiftDraft>,
    /// Calls that were returned and not corrected; they are the ones to look at by `returned`.
    pub returned: u32,
}

/// An open draft of a shift: type and age, and not a word of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShiftDraft {
    /// It is that of whoever asks.
    pub own: bool,
    /// Code of the type; empty where none was chosen.
    #[serde(rename = "type")]
    pub type_code: String,
    /// It corrects a saved call.
    pub correction: bool,
    /// When the form was opened.
    pub started_at: i64,
    /// Name in Arabic of whose it is; only for those who may take it over.
    pub owner_ar: String,
    /// The same in English.
    pub owner_en: String,
}

/// Signs a shift.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSignature {
    /// Id of the signature, made by the screen; sending twice gives one.
    pub id: String,
    /// Key of the shift.
    pub shift: String,
    /// The digest that was shown: another list than was seen is not signed.
    pub digest: String,
    /// The PIN or password of whoever signs.
    pub secret: String,
}
