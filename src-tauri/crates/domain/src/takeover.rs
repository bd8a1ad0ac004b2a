//! A takeover: a supervisor goes on with a draft that somebody else left.
//!
//! The draft itself is private to its machine and no entry; that it changed hands, and why, is one, so
//! that its first owner can be told. Never here: a word of what was typed.

use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, SubjectId, UserId};

/// Kind of the entry that takes a draft over.
pub const TAKEN: &str = "takeover.made";

/// A takeover. Who took the draft is who made the entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Takeover {
    /// Id of the call that the draft will be.
    pub draft: Option<SubjectId>,
    /// Whose it was.
    pub owner: Option<UserId>,
    /// Code of the type chosen by then; empty where none was.
    pub type_code: String,
    /// When the call of the draft began.
    pub started_at: Option<Millis>,
    /// Code of the reason.
    pub reason: String,
}

impl Takeover {
    /// Makes it.
    #[must_use]
    pub fn made(&self) -> Change {
        let mut written = Written::default();
        written.id("draft", self.draft);
        written.id("owner", self.owner);
        written.code("type", &self.type_code);
        written.instant("started_at", self.started_at);
        written.code("reason", &self.reason);
        written.into_change(TAKEN)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            draft: reader.id("draft"),
            owner: reader.id("owner"),
            type_code: reader.code("type"),
            started_at: reader.instant("started_at"),
            reason: reader.code("reason"),
        }
    }
}
