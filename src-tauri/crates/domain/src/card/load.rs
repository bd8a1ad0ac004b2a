//! Reads and checks the cards.

use std::collections::HashSet;

use serde::Deserialize;

use super::{
    CARD_CODE_CHARS_MAX, CARDS_MAX, Card, CardState, CardText, Cards, Label, PARAGRAPH_CHARS_MAX,
    PARAGRAPHS_MAX, WORDS_MAX,
};
use crate::lists::{ListsError, is_label, is_snake_case, parse_list};
use crate::local_day::LocalDay;

/// Name and text of a file.
pub(super) type File<'t> = (&'static str, &'t str);

macro_rules! file {
    ($name:literal) => {
        (
            concat!("cards/", $name),
            include_str!(concat!("../../../../../assets/cards/", $name, ".json")),
        )
    };
}

pub(super) const FILES: [File<'static>; 14] = [
    file!("first_aid"),
    file!("vaccination"),
    file!("infectious"),
    file!("diabetes"),
    file!("heart"),
    file!("mother_child"),
    file!("nutrition"),
    file!("mental"),
    file!("medicine_use"),
    file!("quit_smoking"),
    file!("screening"),
    file!("travel"),
    file!("elderly"),
    file!("enquiries"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardRow {
    code: String,
    version: u32,
    #[serde(rename = "type")]
    type_code: String,
    sub_category: String,
    audience: String,
    ar: TextRow,
    en: TextRow,
    source: LabelRow,
    author: LabelRow,
    approver: LabelRow,
    approved_at: Option<String>,
    valid_until: Option<String>,
    replaces: Option<u32>,
    state: String,
    sample: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextRow {
    title: String,
    red_flags: Vec<String>,
    ask_first: Vec<String>,
    answer: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelRow {
    ar: String,
    en: String,
}

pub(super) fn load(files: &[File<'_>]) -> Result<Cards, ListsError> {
    let mut cards = Vec::new();
    let mut met = HashSet::new();
    for (file, text) in files {
        for row in parse_list::<CardRow>(file, text)? {
            let card = row.read(file)?;
            let code = format!("{}/{}", card.code, card.version);
            if !met.insert(code.clone()) {
                return Err(ListsError::Twice { file, code });
            }
            check(file, &card)?;
            if cards.len() == CARDS_MAX {
                return Err(fault(file, &card.code, "rows"));
            }
            cards.push(card);
        }
    }
    // A version must name the one before it, and that must be there: calls keep which one they told.
    for card in &cards {
        let before = card.replaces.is_none_or(|version| {
            version < card.version
                && cards
                    .iter()
                    .any(|other| other.code == card.code && other.version == version)
        });
        if !before || (card.version > 1) != card.replaces.is_some() {
            return Err(fault("cards", &card.code, "replaces"));
        }
    }
    Ok(Cards::new(cards))
}

fn check(file: &'static str, card: &Card) -> Result<(), ListsError> {
    let approved = card.approved_at.is_some() && card.approved_at <= card.valid_until;
    let was_approved = !matches!(card.state, CardState::Draft | CardState::Review);
    let labels = [&card.source, &card.author, &card.approver];
    let is_bounded = |text: &str| is_label(text) && text.chars().count() <= PARAGRAPH_CHARS_MAX;
    let is_code = |code: &str| is_snake_case(code) && code.len() <= CARD_CODE_CHARS_MAX;
    let both_ask_the_same = |count: fn(&CardText) -> usize| count(&card.ar) == count(&card.en);
    let rules = [
        (is_code(&card.code), "code"),
        (card.version > 0, "version"),
        (is_code(&card.type_code), "type"),
        (is_code(&card.sub_category), "sub_category"),
        (is_code(&card.audience), "audience"),
        (is_text(&card.ar, is_arabic), "ar"),
        (is_text(&card.en, |text| !is_arabic(text)), "en"),
        (
            both_ask_the_same(|text| text.red_flags.len())
                && both_ask_the_same(|text| text.ask_first.len())
                && both_ask_the_same(|text| text.answer.len()),
            "en",
        ),
        (
            labels
                .iter()
                .all(|label| is_bounded(&label.ar) && is_bounded(&label.en)),
            "source",
        ),
        (approved == was_approved, "approved_at"),
    ];
    match rules.iter().find(|(kept, _)| !kept) {
        Some((_, field)) => Err(fault(file, &card.code, field)),
        None => Ok(()),
    }
}

/// A text within its bounds, each part of it in its language.
fn is_text(text: &CardText, is_language: impl Fn(&str) -> bool) -> bool {
    let paragraphs = [&text.red_flags, &text.ask_first, &text.answer];
    let is_one = |part: &String| is_label(part) && part.chars().count() <= PARAGRAPH_CHARS_MAX;
    is_one(&text.title)
        && is_language(&text.title)
        && !text.answer.is_empty()
        && paragraphs.iter().all(|parts| {
            parts.len() <= PARAGRAPHS_MAX
                && parts.iter().all(|part| is_one(part) && is_language(part))
        })
        && !text.words.is_empty()
        && text.words.len() <= WORDS_MAX
        && text.words.iter().all(is_one)
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ء'..='ي'))
}

pub(super) fn fault(file: &'static str, code: &str, field: &'static str) -> ListsError {
    ListsError::Field {
        file,
        code: code.to_owned(),
        field,
    }
}

impl CardRow {
    fn read(self, file: &'static str) -> Result<Card, ListsError> {
        let code = self.code.clone();
        let day = |text: Option<String>, field: &'static str| {
            text.map(|text| text.parse::<LocalDay>())
                .transpose()
                .map_err(|_| fault(file, &code, field))
        };
        let state = CardState::ALL
            .into_iter()
            .find(|state| state.code() == self.state)
            .ok_or_else(|| fault(file, &code, "state"))?;
        Ok(Card {
            approved_at: day(self.approved_at, "approved_at")?,
            valid_until: day(self.valid_until, "valid_until")?,
            code: self.code,
            version: self.version,
            type_code: self.type_code,
            sub_category: self.sub_category,
            audience: self.audience,
            ar: self.ar.into(),
            en: self.en.into(),
            source: self.source.into(),
            author: self.author.into(),
            approver: self.approver.into(),
            replaces: self.replaces,
            state,
            sample: self.sample,
        })
    }
}

impl From<TextRow> for CardText {
    fn from(row: TextRow) -> Self {
        Self {
            title: row.title,
            red_flags: row.red_flags,
            ask_first: row.ask_first,
            answer: row.answer,
            words: row.words,
        }
    }
}

impl From<LabelRow> for Label {
    fn from(row: LabelRow) -> Self {
        Self {
            ar: row.ar,
            en: row.en,
        }
    }
}
