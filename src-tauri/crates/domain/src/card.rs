//! Answer cards: what an agent may read out on a health question, in both languages, versioned.
//!
//! Red flags stand on top. A card educates and directs to care; it never diagnoses. Only an approved one
//! that has not expired may be told (domain, "State machines"), and the call keeps which version was, so
//! that a corrected card can list who heard the old one. Built in are samples, each marked as such,
//! until a ministry approves its own; data in `assets/cards`.
//!
//! Never here: editing and approving, a clock, which language is shown.

mod load;
mod search;

use std::sync::LazyLock;

pub use search::{CARDS_FOUND_MAX, CardQuestion};

use crate::lists::{Lists, ListsError};
use crate::local_day::LocalDay;
use search::Index;

/// The most characters of a paragraph: what an agent reads out in one breath or two.
pub const PARAGRAPH_CHARS_MAX: usize = 400;
/// The most paragraphs of an answer, red flags, or questions to ask first.
pub const PARAGRAPHS_MAX: usize = 8;
/// The most words that a card is found by, a language.
pub const WORDS_MAX: usize = 30;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Arabic.
    pub ar: String,
    /// English.
    pub en: String,
}

/// A version of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The immutable code, the same in every version.
    pub code: String,
    /// The version, from 1.
    pub version: u32,
    /// Code of the type of the calls that it answers.
    pub type_code: String,
    /// Its topic: code of the subject.
    pub sub_category: String,
    /// Code of whom it is for: `public`, `parents` …
    pub audience: String,
    /// What is read in Arabic.
    pub ar: CardText,
    /// What is read in English.
    pub en: CardText,
    /// Where its content comes from.
    pub source: Label,
    /// Who wrote it.
    pub author: Label,
    /// Who approved it.
    pub approver: Label,
    /// When it was approved; none before.
    pub approved_at: Option<LocalDay>,
    /// The last day on which it may be told; none before it is approved.
    pub valid_until: Option<LocalDay>,
    /// The version that it replaces.
    pub replaces: Option<u32>,
    /// How far it has come.
    pub state: CardState,
    /// A sample, not yet approved by the ministry, whatever its state says. Shown with the card.
    pub sample: bool,
}

/// A card in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardText {
    /// Its title.
    pub title: String,
    /// What means danger and where to turn then; read before all else.
    pub red_flags: Vec<String>,
    /// What to ask before answering.
    pub ask_first: Vec<String>,
    /// The answer, in paragraphs that can be read out.
    pub answer: Vec<String>,
    /// Words as callers say them, by which it is found beside its title and text.
    pub words: Vec<String>,
}

/// How far a card has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardState {
    /// Being written.
    Draft,
    /// Waits for approval.
    Review,
    /// May be told.
    Approved,
    /// Its time is over.
    Expired,
    /// Taken back.
    Withdrawn,
}

/// All cards, every version of each.
#[derive(Debug)]
pub struct Cards {
    cards: Vec<Card>,
    index: Index,
}

static EMBEDDED: LazyLock<Result<Cards, ListsError>> = LazyLock::new(|| {
    let lists = Lists::embedded().map_err(Clone::clone)?;
    load::load(&load::FILES, lists)
});

impl Cards {
    /// The cards built into the program, read and checked once.
    ///
    /// # Errors
    /// The first fault of the data. A test holds that there is none, so that an error here means a
    /// broken build.
    pub fn embedded() -> Result<&'static Self, &'static ListsError> {
        EMBEDDED.as_ref()
    }

    fn new(cards: Vec<Card>) -> Self {
        let index = Index::of(&cards);
        Self { cards, index }
    }

    /// Every version of every card, in the order of the data.
    #[must_use]
    pub fn all(&self) -> &[Card] {
        &self.cards
    }

    /// A version of a card, whatever its state: a call may have told it long ago.
    #[must_use]
    pub fn get(&self, code: &str, version: u32) -> Option<&Card> {
        self.cards
            .iter()
            .find(|card| card.code == code && card.version == version)
    }

    /// The version of a card that may be told today.
    #[must_use]
    pub fn told_today(&self, code: &str, today: LocalDay) -> Option<&Card> {
        self.cards
            .iter()
            .find(|card| card.code == code && self.may_be_told(card, today))
    }

    /// Whether a card may be told that day: approved by then, not expired, and not replaced by one that
    /// may be.
    #[must_use]
    pub fn may_be_told(&self, card: &Card, today: LocalDay) -> bool {
        card.is_valid(today)
            && !self.cards.iter().any(|other| {
                other.code == card.code && other.version > card.version && other.is_valid(today)
            })
    }

    /// The cards that answer a question and may be told today, best first, at most
    /// [`CARDS_FOUND_MAX`]. A question without words gets those of its topic, then the others.
    #[must_use]
    pub fn search(&self, question: &CardQuestion<'_>, today: LocalDay) -> Vec<&Card> {
        self.index
            .search(question)
            .filter_map(|at| self.cards.get(at))
            .filter(|card| self.may_be_told(card, today))
            .take(CARDS_FOUND_MAX)
            .collect()
    }
}

impl Card {
    /// Approved by that day, and its time not over.
    fn is_valid(&self, today: LocalDay) -> bool {
        self.state == CardState::Approved
            && self.approved_at.is_some_and(|first| first <= today)
            && self.valid_until.is_some_and(|last| today <= last)
    }
}

impl CardState {
    /// Every state, in their order.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Review,
        Self::Approved,
        Self::Expired,
        Self::Withdrawn,
    ];

    /// Its code in data.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether a card goes from this state to that one: draft → review → approved → expired or
    /// withdrawn; a reviewer may send it back. What is over stays over: another version follows.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        matches!(
            (self, to),
            (Self::Draft, Self::Review)
                | (Self::Review, Self::Approved | Self::Draft)
                | (Self::Approved, Self::Expired | Self::Withdrawn)
        )
    }
}

#[cfg(test)]
mod tests;
