//! Search as you type: the words by which calls, cases and persons are found, and the questions asked
//! of them.
//!
//! Words are folded Arabic without the article ([`words`]); a question is a few beginnings of words,
//! all of which must be there ([`question`]). A row's words lie in the table of its section, newest
//! last, and in an FTS5 table for its months ([`part`]). A save only writes the row and notes it as
//! waiting; FTS5 is told when it is quiet ([`tend`]), so that no save pays for its segments. Until then
//! the few waiting rows are looked through one by one ([`find`]).
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
pub use find::{FOUND_ROWS, FoundCursor, Sight};
pub(crate) use index::{put, remove_orphans, take_away, words_of};
pub use question::{QUESTION_CHARS_MAX, Question};
pub use rows::{FoundCase, FoundPage};
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
pub(crate) fn row_statement_of_calls() -> String {
    find::row_statement(Section::Calls)
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 3] = [Self::Calls, Self::Cases, Self::Persons];

    /// Its name in the tables of the index.
    const fn code(self) -> &'static str {
        match self {
            Self::Calls => "call",
            Self::Cases => "case",
            Self::Persons => "person",
        }
    }

    /// The table of its rows.
    const fn table(self) -> &'static str {
        match self {
            Self::Calls => "call_found",
            Self::Cases => "case_found",
            Self::Persons => "person_found",
        }
    }
}
