//! Answer cards, and questions that none of them answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LocaleCode;

/// What an agent looks for while the caller speaks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardQuery {
    /// The caller's words in either language, up to 200 characters; may be empty.
    pub words: String,
    /// The language of the rows.
    pub language: LocaleCode,
    /// Type chosen on the form, or empty.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Subject chosen on the form, or empty; its cards are lifted.
    pub sub_category: String,
}

/// A card in a list: always one that may be told today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardRow {
    /// The immutable code.
    pub code: String,
    /// The version; what is told is kept with it.
    pub version: u32,
    /// Type of the calls that it answers: what telling it sets.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Its topic: the subject that telling it sets.
    pub sub_category: String,
    /// Title in the language asked for.
    pub title: String,
    /// The first red flag in that language, or empty.
    pub red_flag: String,
    /// A sample that the ministry has not approved yet.
    pub sample: bool,
}

/// A card, whole.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardView {
    /// The immutable code.
    pub code: String,
    /// The version.
    pub version: u32,
    /// Type of the calls that it answers.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Its topic.
    pub sub_category: String,
    /// Code of whom it is for: `public`, `parents`, `women`, `couples`, `travellers`, `carers`.
    pub audience: String,
    /// What is read in Arabic.
    pub ar: CardText,
    /// What is read in English.
    pub en: CardText,
    /// Where its content comes from, in Arabic.
    pub source_ar: String,
    /// Where its content comes from, in English.
    pub source_en: String,
    /// Who approved it, in Arabic.
    pub approver_ar: String,
    /// Who approved it, in English.
    pub approver_en: String,
    /// Day of its approval, `YYYY-MM-DD`.
    pub approved_at: Option<String>,
    /// The last day on which it may be told.
    pub valid_until: Option<String>,
    /// `draft`, `review`, `approved`, `expired`, `withdrawn`.
    pub state: String,
    /// A sample that the ministry has not approved yet; said with the card.
    pub sample: bool,
    /// Whether it may be told today; an old version is shown, and never told again.
    pub may_be_told: bool,
}

/// A card in one language.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardText {
    /// Its title.
    pub title: String,
    /// What means danger and where to turn then; before all else.
    pub red_flags: Vec<String>,
    /// What to ask before answering.
    pub ask_first: Vec<String>,
    /// The answer, in paragraphs to be read out.
    pub answer: Vec<String>,
}

/// A card that the caller of a form was told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardTold {
    /// The immutable code.
    pub code: String,
    /// The version that was read out.
    pub version: u32,
}

/// A card that the caller of a saved call was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ToldCard {
    /// The immutable code.
    pub code: String,
    /// The version that was read out.
    pub version: u32,
    /// Its title in Arabic; empty where this machine does not know the card.
    pub title_ar: String,
    /// Its title in English; empty where this machine does not know the card.
    pub title_en: String,
    /// A sample that the ministry has not approved yet.
    pub sample: bool,
    /// Whether the same version may still be told today: else it was corrected, or its time is over.
    pub may_be_told: bool,
}

/// A question that no card answered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoCard {
    /// Id made by the screen; noting it twice gives one.
    pub id: String,
    /// Id of the call being typed, or empty.
    pub call: String,
    /// Type chosen on the form, or empty.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Subject chosen on the form, or empty.
    pub sub_category: String,
    /// Language spoken (ISO 639), or empty.
    pub language: String,
    /// What the caller asked, up to 2,000 characters.
    pub words: String,
}
