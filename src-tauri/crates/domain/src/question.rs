//! A question that no card answered: what a caller asked, for the educators to write a card on.
//!
//! Agents note it with one key while the caller speaks. What was asked is people's own words and
//! personal; the topic and the call are facts. Never here: the answer, which is a card.

use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, SubjectId};

/// Kind of the entry that asks.
pub const ASKED: &str = "question.asked";

/// A question. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// When it was asked.
    pub asked_at: Option<Millis>,
    /// The call in which; it may never have been saved.
    pub call: Option<SubjectId>,
    /// Code of the type chosen by then.
    pub type_code: String,
    /// Code of the subject chosen by then.
    pub sub_category: String,
    /// Code of the language spoken.
    pub language: String,
    /// What was asked.
    pub words: String,
}

impl Question {
    /// Asks it.
    #[must_use]
    pub fn asked(&self) -> Change {
        let mut written = Written::default();
        written.instant("asked_at", self.asked_at);
        written.id("call", self.call);
        written.code("type", &self.type_code);
        written.code("sub_category", &self.sub_category);
        written.code("language", &self.language);
        written.words("words", &self.words);
        written.into_change(ASKED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            asked_at: reader.instant("asked_at"),
            call: reader.id("call"),
            type_code: reader.code("type"),
            sub_category: reader.code("sub_category"),
            language: reader.code("language"),
            words: reader.words("words"),
        }
    }
}
