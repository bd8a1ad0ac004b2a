//! A comment: what a supervisor said about a call, and its agent sees.

use crate::fold::{Reader, Written};
use crate::id::{CommentId, Millis, UserId};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who said it.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Millis>,
    /// What; empty when erased.
    pub text: String,
}

impl Comment {
    pub(crate) fn write(&self) -> Written {
        self.write_below("comments")
    }

    /// Writes it as a member of this list.
    pub(crate) fn write_below(&self, list: &str) -> Written {
        let path = format!("{list}/{}", self.id);
        let mut written = Written::default();
        written.id(&format!("{path}/by"), self.by);
        written.instant(&format!("{path}/at"), self.at);
        written.words(&format!("{path}/text"), &self.text);
        written
    }

    /// All comments on a subject, oldest first by the clock of whoever made them.
    pub(crate) fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        Self::read_below(reader, "comments")
    }

    /// The same of this list.
    pub(crate) fn read_below(reader: &mut Reader<'_>, list: &str) -> Vec<Self> {
        let mut comments: Vec<Self> = reader
            .ids_under(list)
            .into_iter()
            .map(|(id, path)| Self {
                id,
                by: reader.id(&format!("{path}/by")),
                at: reader.instant(&format!("{path}/at")),
                text: reader.words(&format!("{path}/text")),
            })
            .collect();
        comments.sort_by_key(|comment| (comment.at, comment.id));
        comments
    }
}
