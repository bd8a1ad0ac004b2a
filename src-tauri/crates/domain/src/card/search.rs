//! Finding a card by what the caller says, among all of them in memory.
//!
//! Words are folded as everywhere ([`crate::arabic`]). A word in the title counts more than one in the
//! words that callers use, that more than one in the text; a whole word more than a beginning. One or two
//! words are all asked for. Callers say more than a card knows (عندي ولدي حرارة من أمس): of three words
//! and more one is enough that stands in a title or among the callers' words. The topic chosen on the
//! form lifts its own cards.
//!
//! Never here: guessing at spelling, which cards may be told.

use super::{Card, CardText};
use crate::arabic::{self, QueryWord};

/// The most cards of one answer.
pub const CARDS_FOUND_MAX: usize = 12;

/// Up to so many words all of them must be found.
const ALL_OF: usize = 2;

/// The fewest letters of a beginning, unless it is the word that is being typed: من would begin منزل.
const BEGINNING_CHARS_MIN: usize = 3;

/// Words that say nothing about a topic, folded; left out beside others.
const FILLERS: [&str; 44] = [
    "في",
    "من",
    "عن",
    "علي",
    "مع",
    "هل",
    "ما",
    "ماذا",
    "شو",
    "ايش",
    "كيف",
    "متي",
    "هذا",
    "هذه",
    "هو",
    "هي",
    "انا",
    "عند",
    "عندي",
    "عنده",
    "عندها",
    "فيه",
    "فيها",
    "لي",
    "له",
    "بعد",
    "قبل",
    "او",
    "the",
    "a",
    "an",
    "of",
    "in",
    "to",
    "my",
    "is",
    "has",
    "have",
    "and",
    "for",
    "with",
    "what",
    "how",
    "do",
];

const IN_TITLE: u32 = 24;
const IN_WORDS: u32 = 12;
const IN_TEXT: u32 = 3;
/// Of the topic that was chosen: enough to lift a word above the text, not above a title.
const OF_TOPIC: u32 = 10;

/// What is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CardQuestion<'q> {
    /// What the caller says, in either language; may be empty.
    pub words: &'q str,
    /// Code of the type chosen on the form; may be empty.
    pub type_code: &'q str,
    /// Code of the subject chosen on the form; may be empty.
    pub sub_category: &'q str,
}

/// The words of every card.
#[derive(Debug)]
pub(super) struct Index {
    cards: Vec<Indexed>,
}

#[derive(Debug)]
struct Indexed {
    type_code: String,
    sub_category: String,
    title: Vec<String>,
    words: Vec<String>,
    text: Vec<String>,
}

impl Index {
    pub(super) fn of(cards: &[Card]) -> Self {
        Self {
            cards: cards.iter().map(Indexed::of).collect(),
        }
    }

    /// Places of the cards that answer, best first.
    pub(super) fn search(&self, question: &CardQuestion<'_>) -> impl Iterator<Item = usize> {
        let asked = asked(question.words);
        let mut found: Vec<(u32, usize)> = self
            .cards
            .iter()
            .enumerate()
            .filter_map(|(at, card)| Some((card.answers(&asked, question)?, at)))
            .collect();
        found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        found.into_iter().map(|(_, at)| at)
    }
}

/// A word that is asked for.
struct Asked {
    word: QueryWord,
    /// The last one, of which more letters may come.
    is_being_typed: bool,
}

fn asked(words: &str) -> Vec<Asked> {
    let all = arabic::query(words);
    let last = all.len().saturating_sub(1);
    let is_filler = |word: &QueryWord| {
        let mut prefixes = word.prefixes.iter();
        prefixes.any(|prefix| FILLERS.contains(&prefix.as_str()))
    };
    let only_fillers = all.iter().all(is_filler);
    all.into_iter()
        .enumerate()
        .filter(|(_, word)| only_fillers || !is_filler(word))
        .map(|(at, word)| Asked {
            word,
            is_being_typed: at == last,
        })
        .collect()
}

impl Indexed {
    fn of(card: &Card) -> Self {
        let both = |part: fn(&CardText) -> String| {
            let mut words = arabic::words(&part(&card.ar));
            words.extend(arabic::words(&part(&card.en)));
            words
        };
        Self {
            type_code: card.type_code.clone(),
            sub_category: card.sub_category.clone(),
            title: both(|text| text.title.clone()),
            words: both(|text| text.words.join(" ، ")),
            text: both(|text| {
                let parts = [&text.red_flags, &text.ask_first, &text.answer];
                parts.map(|parts| parts.join(" ")).join(" ")
            }),
        }
    }

    fn is_of(&self, question: &CardQuestion<'_>) -> bool {
        self.type_code == question.type_code && self.sub_category == question.sub_category
    }

    /// What this card is worth as an answer; none where it is none.
    fn answers(&self, asked: &[Asked], question: &CardQuestion<'_>) -> Option<u32> {
        let scores: Vec<u32> = asked.iter().map(|word| self.score(word)).collect();
        let is_answer = if asked.len() <= ALL_OF {
            scores.iter().all(|score| *score > 0)
        } else {
            scores.iter().any(|score| *score >= IN_WORDS)
        };
        let topic = u32::from(self.is_of(question)) * OF_TOPIC;
        is_answer.then(|| scores.iter().sum::<u32>() + topic)
    }

    /// What a word of the question is worth here: of each place the best, nothing where it is not found.
    fn score(&self, asked: &Asked) -> u32 {
        let places = [
            (&self.title, IN_TITLE),
            (&self.words, IN_WORDS),
            (&self.text, IN_TEXT),
        ];
        let best = |words: &[String], worth: u32| {
            let worths = words.iter().filter_map(|word| asked.found_in(word, worth));
            worths.max().unwrap_or_default()
        };
        places
            .iter()
            .map(|(words, worth)| best(words, *worth))
            .sum()
    }
}

impl Asked {
    /// What it is worth that this word of a card begins with it; a whole word half as much again.
    fn found_in(&self, word: &str, worth: u32) -> Option<u32> {
        let found = self.word.prefixes.iter().filter_map(|prefix| {
            if word == prefix {
                return Some(worth + worth / 2);
            }
            let long_enough = self.is_being_typed || prefix.chars().count() >= BEGINNING_CHARS_MIN;
            (long_enough && word.starts_with(prefix.as_str())).then_some(worth)
        });
        found.max()
    }
}
