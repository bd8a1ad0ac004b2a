//! Search as you type: the words by which calls, cases and persons are found, and the questions asked
//! of them.
//!
//! Words are folded Arabic without the article ([`words`]); a question is a few beginnings of words,
//! all of which must be there ([`question`]). Calls and cases lie in the order of when they began
//! ([`moment`]), so that what FTS5 names is a row, one page of the file; its words lie in a table beside it
//! and in an FTS5 table for its months ([`part`]). A save only notes the words as waiting; FTS5 is told when
//! it is quiet ([`tend`]), so that no save pays for its segments. Until then the few waiting rows are looked through one by one ([`find`]).
//!
//! All of it is derived: a rebuild makes it anew. Never here: ranking, spelling, rights.

mod find;
mod index;
mod moment;
mod part;
mod question;
mod rows;
pub(crate) mod tend;
mod turn;
mod words;

#[cfg(test)]
pub(crate) use find::NAME_BEGINS;
pub use find::{FoundCursor, Sight};
pub(crate) use index::{place, put, remove_orphans, standing, take_away, words_of};
pub use question::{QUESTION_CHARS_MAX, Question};
#[cfg(test)]
pub(crate) use rows::{CASE_FOUND, PERSON_FOUND, calls_found};
pub use rows::{FoundCall, FoundCase, FoundPage};
pub use turn::{Searches, Turn};
pub(crate) use words::{of_call, of_case, of_person};

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Calls, by what was said and by the caller's number.
    Calls,
    /// Cases, by reference, title and summary.
    Cases,
    /// Persons, by name and number.
    Persons,
}

#[cfg(test)]
pub(crate) fn words_of_calls_statement() -> String {
    find::words_statement(Section::Calls)
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 3] = [Self::Calls, Self::Cases, Self::Persons];

    /// Rows of an answer at most. Each is a page of the file or two, most of what a question costs, and all
    /// sections answer at once: of cases and persons, of whom a name has many, fewer come at a time.
    #[must_use]
    pub const fn page_rows(self) -> usize {
        match self {
            Self::Calls => 50,
            Self::Cases | Self::Persons => 10,
        }
    }

    /// Its name in the tables of the index.
    const fn code(self) -> &'static str {
        match self {
            Self::Calls => "call",
            Self::Cases => "case",
            Self::Persons => "person",
        }
    }

    /// The table whose rows lie by their moments.
    const fn placed(self) -> &'static str {
        match self {
            Self::Calls => "call",
            Self::Cases => r#""case""#,
            Self::Persons => "person_found",
        }
    }

    /// The table whose rows name their moments, by their ids.
    const fn named(self) -> &'static str {
        match self {
            Self::Calls => "call",
            Self::Cases => r#""case""#,
            Self::Persons => "person",
        }
    }

    /// The table of the words that FTS5 was given.
    const fn indexed(self) -> &'static str {
        match self {
            Self::Calls => "call_indexed",
            Self::Cases => "case_indexed",
            Self::Persons => "person_indexed",
        }
    }

    /// The view of the words by their moments, waiting or not.
    const fn words(self) -> &'static str {
        match self {
            Self::Calls => "call_words",
            Self::Cases => "case_words",
            Self::Persons => "person_words",
        }
    }
}
