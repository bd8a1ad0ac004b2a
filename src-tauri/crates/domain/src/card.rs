//! Answer cards: what an agent may read out on a health question, in both languages, versioned.
//!
//! Red flags stand on top. A card educates and directs to care; it never diagnoses. Only an approved one
//! that has not expired may be told (domain, "State machines"), and the call keeps which version was, so
//! that a corrected card can list who heard the old one. Built in are samples, each marked as such,
//! until a ministry publishes its own in a pack ([`crate::wire::Pack`]); both have one form, that of the files in
//! `assets/cards`.
//!
//! Never here: editing and approving, a clock, which language is shown.

mod load;
mod search;

use std::sync::{LazyLock, OnceLock};

pub use search::{CARDS_FOUND_MAX, CardQuestion};

use crate::lists::{Lists, ListsError, text_of};
use crate::local_day::LocalDay;
use search::Index;

/// The most characters of a paragraph: what an agent reads out in one breath or two.
pub const PARAGRAPH_CHARS_MAX: usize = 400;
/// The most paragraphs of an answer, red flags, or questions to ask first.
pub const PARAGRAPHS_MAX: usize = 8;
/// The most words that a card is found by, a language.
pub const WORDS_MAX: usize = 30;

/// The most cards of a pack, every version counted.
pub const CARDS_MAX: usize = 2_000;
/// The most characters of a card's code.
pub const CARD_CODE_CHARS_MAX: usize = 64;

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
    /// Made at the first search: what is only looked up needs none.
    index: OnceLock<Index>,
}

/// What the cards of a pack are called in faults.
const FILE: &str = "cards";

static EMBEDDED: LazyLock<Result<Cards, ListsError>> = LazyLock::new(|| load::load(&load::FILES));

impl Cards {
    /// The cards built into the program, read and checked once.
    ///
    /// # Errors
    /// The first fault of the data. A test holds that there is none, so that an error here means a
    /// broken build.
    pub fn embedded() -> Result<&'static Self, &'static ListsError> {
        EMBEDDED.as_ref()
    }

    /// The cards of a pack: JSON as in `assets/cards`, every rule of the cards built in kept. At least one card. Whether
    /// there is such a topic is not asked here: that is for the lists of the site to say ([`Cards::check_topics`]).
    ///
    /// # Errors
    /// The first fault; the file is called `cards` in it.
    pub fn read(content: &[u8]) -> Result<Self, ListsError> {
        let cards = load::load(&[(FILE, text_of(FILE, content)?)])?;
        if cards.all().is_empty() {
            return Err(ListsError::Unreadable {
                file: FILE,
                line: 1,
            });
        }
        Ok(cards)
    }

    /// That each card has a topic of these lists, retired or not.
    ///
    /// # Errors
    /// `Field` with the first card that has none.
    pub fn check_topics(&self, lists: &Lists) -> Result<(), ListsError> {
        let has_none =
            |card: &&Card| (lists.sub_category(&card.type_code, &card.sub_category)).is_none();
        match self.cards.iter().find(has_none) {
            Some(card) => Err(load::fault(FILE, &card.code, "sub_category")),
            None => Ok(()),
        }
    }

    /// The first card that says something else than these cards said under the same code and version. What was
    /// told under a version never changes; its state and days may.
    #[must_use]
    pub fn retold_of(&self, before: &Self) -> Option<&Card> {
        self.cards.iter().find(|card| {
            before
                .get(&card.code, card.version)
                .is_some_and(|known| !card.tells_as(known))
        })
    }

    fn new(cards: Vec<Card>) -> Self {
        Self {
            cards,
            index: OnceLock::new(),
        }
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

    /// Whether a card may be told that day: approved by then, not expired, and with no later version that was
    /// approved by then. One that was withdrawn or has expired since does not bring back what it corrected.
    #[must_use]
    pub fn may_be_told(&self, card: &Card, today: LocalDay) -> bool {
        card.is_valid(today)
            && !self.cards.iter().any(|other| {
                other.code == card.code && other.version > card.version && other.was_approved(today)
            })
    }

    /// The cards that answer a question and may be told today, best first, at most
    /// [`CARDS_FOUND_MAX`]. A question without words gets those of its topic, then the others.
    #[must_use]
    pub fn search(&self, question: &CardQuestion<'_>, today: LocalDay) -> Vec<&Card> {
        self.index
            .get_or_init(|| Index::of(&self.cards))
            .search(question)
            .filter_map(|at| self.cards.get(at))
            .filter(|card| self.may_be_told(card, today))
            .take(CARDS_FOUND_MAX)
            .collect()
    }
}

impl Card {
    /// Whether both are read out alike.
    fn tells_as(&self, other: &Self) -> bool {
        let told = |text: &CardText| {
            (
                text.title.clone(),
                text.red_flags.clone(),
                text.ask_first.clone(),
                text.answer.clone(),
            )
        };
        told(&self.ar) == told(&other.ar) && told(&self.en) == told(&other.en)
    }

    /// Approved by that day, whatever became of it since.
    fn was_approved(&self, today: LocalDay) -> bool {
        matches!(
            self.state,
            CardState::Approved | CardState::Expired | CardState::Withdrawn
        ) && self.approved_at.is_some_and(|first| first <= today)
    }

    /// Approved by that day, and its time not over.
    fn is_valid(&self, today: LocalDay) -> bool {
        self.state == CardState::Approved
            && self.was_approved(today)
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
