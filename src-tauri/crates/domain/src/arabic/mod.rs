//! Folding: what makes أحمد, احمد and أَحْمَد one word, and عبد الله one name with عبدالله.
//!
//! Everything that people search or compare (names, notes, labels of the lists) passes through
//! [`fold`] on both sides, so that a caller is found whoever typed the name. The screen does the same
//! in TypeScript (`ui/src/lib/arabic/fold.ts`); both are held to `assets/vectors/arabic.json`.
//!
//! Three steps, each with its own module: letters ([`fold`]), words of a text for the index
//! ([`words`]), words of a question ([`query`]). A text is found when every word of the question
//! has one of its prefixes at the beginning of one of the text's words ([`matches`]).
//!
//! Never here: showing text (folded text is for comparing alone and is never shown or exported),
//! ranking, guessing at spelling.

mod article;
mod fold;
mod names;
mod words;

pub use fold::fold;
pub use names::name_key;
pub use words::{QUERY_WORDS_MAX, QueryWord, matches, matches_words, query, words};

#[cfg(test)]
mod vectors;
