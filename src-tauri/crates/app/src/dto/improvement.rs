//! What comes in more often than it did, and what was recommended because of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Days;

/// What comes in far more often than it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Spikes {
    /// The days that were looked at, today with them.
    pub days: Days,
    /// With how many weeks before them they were held.
    pub weeks: u32,
    /// Over how many times the mean of those is told.
    pub times: u32,
    /// The fewest contacts that are told.
    pub fewest: u32,
    /// There are calls of all these weeks; before, nothing can be told.
    pub known: bool,
    /// The steepest first, at most 50.
    pub spikes: Vec<SpikeOf>,
}

/// A subject in a place that comes in far more often than it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpikeOf {
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Code of the governorate; empty where none was named.
    pub governorate: String,
    /// Contacts in the days that were looked at.
    pub contacts: u32,
    /// In all of the weeks before.
    pub before: u32,
    /// A recommendation about it waits for an answer.
    pub recommended: bool,
}

/// A recommendation to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewImprovement {
    /// Made by the form, so that pressing twice makes one.
    pub id: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Code of the governorate; empty where none was named.
    pub governorate: String,
    /// Code of the body that it goes to.
    pub entity: String,
    /// What is recommended, and why; at most 2,000 characters.
    pub text: String,
}

/// What came of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImprovementOutcome {
    /// The body did it.
    Done,
    /// The body did not, and will not.
    NotDone,
}

/// A recommendation answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImprovementAnswer {
    /// The recommendation.
    pub id: String,
    /// What came of it.
    pub outcome: ImprovementOutcome,
    /// What was done, or why it was not; at most 2,000 characters.
    pub answer: String,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImprovementView {
    /// Its id.
    pub id: String,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Code of the governorate; empty where none was named.
    pub governorate: String,
    /// Code of the body that it went to.
    pub entity: String,
    /// What is recommended, and why.
    pub text: String,
    /// The days by which it was noticed.
    pub days: Days,
    /// Contacts in them.
    pub contacts: u32,
    /// In the weeks before them.
    pub before: u32,
    /// When it was made.
    pub at: i64,
    /// Name in Arabic of who made it.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// What came of it; none while nobody has said.
    pub outcome: Option<ImprovementOutcome>,
    /// When that was said.
    pub answered_at: Option<i64>,
    /// What was done, or why it was not.
    pub answer: String,
    /// Name in Arabic of who said so.
    pub answered_ar: String,
    /// Their name in English.
    pub answered_en: String,
}

/// A page of recommendations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImprovementPage {
    /// The newest first, at most 50.
    pub rows: Vec<ImprovementView>,
    /// Where the next page begins; none behind the last one.
    pub next: Option<String>,
    /// How many there are.
    pub total: u32,
    /// Whoever asks may recommend, and say what came of it.
    pub may_change: bool,
}

/// What a recommendation did: how often its matter came in before it was made, and after it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImprovementEffect {
    /// The four weeks up to the day on which it was made.
    pub before: ContactsIn,
    /// The four weeks behind the day on which it was done, as far as they have come; none where none of them has, or
    /// where it was not done.
    pub after: Option<ContactsIn>,
}

/// Contacts in some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactsIn {
    /// The days.
    pub days: Days,
    /// How many days those are.
    pub length: u32,
    /// Contacts in them.
    pub contacts: u32,
}
