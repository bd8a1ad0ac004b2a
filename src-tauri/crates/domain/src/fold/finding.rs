//! What the fold could not apply, for the review list. Never a sentence, never a value: values are
//! read from the entries that are named.

use super::Part;
use crate::case::{CaseStatus, Missing};
use crate::id::{EntryId, Millis};
use crate::review;

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Two people wrote one field without knowing of each other, and one value had to give way. Gone
    /// as soon as somebody who has seen both writes the field again.
    Conflict {
        /// The part that the field lives in.
        part: Part,
        /// Path of the field.
        field: String,
        /// Whose value stands.
        kept: EntryId,
        /// Whose value gave way.
        lost: EntryId,
    },
    /// A case could not make this move from where it stood. Nothing of the entry was applied.
    Unlawful {
        /// The entry of the move.
        entry: EntryId,
        /// Where the case stood at this place of the order.
        from: CaseStatus,
        /// Where it was to go.
        to: CaseStatus,
    },
    /// A complaint or report stands closed without what its closing asks for.
    ClosedWithout {
        /// The entry that closed it.
        entry: EntryId,
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// A time that counts lay before the one before it in the order and was raised to it.
    Backwards {
        /// The entry that wrote it.
        entry: EntryId,
        /// Path of the field.
        field: String,
        /// As written.
        written: Millis,
        /// As it counts.
        counts: Millis,
    },
    /// A field is not of its form and was left at its default.
    Unreadable {
        /// The part that the field lives in.
        part: Part,
        /// Path of the field.
        field: String,
    },
    /// A whole part of an entry is not what it should be. Without its facts nothing of it was applied.
    UnreadableEntry {
        /// The entry.
        entry: EntryId,
        /// The part.
        part: Part,
    },
}

impl Finding {
    /// Its immutable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "conflict",
            Self::Unlawful { .. } => "unlawful",
            Self::ClosedWithout { .. } => "closed_without",
            Self::Backwards { .. } => "backwards",
            Self::Unreadable { .. } => "unreadable",
            Self::UnreadableEntry { .. } => "unreadable_entry",
        }
    }

    /// The entry it is about: of a conflict the one that gave way; none for a field as a whole.
    #[must_use]
    pub const fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Conflict { lost: entry, .. }
            | Self::Unlawful { entry, .. }
            | Self::ClosedWithout { entry, .. }
            | Self::Backwards { entry, .. }
            | Self::UnreadableEntry { entry, .. } => Some(*entry),
            Self::Unreadable { .. } => None,
        }
    }

    /// What it is decided under: findings of one subject with one topic are one question to a person. Fields
    /// that mean nothing apart are decided together.
    #[must_use]
    pub fn topic(&self, subject_kind: &str) -> String {
        match self {
            Self::Conflict { field, .. } => {
                format!("conflict {}", review::weighed_with(subject_kind, field))
            }
            Self::Unreadable { field, .. } => format!("unreadable {field}"),
            Self::Unlawful { entry, .. }
            | Self::ClosedWithout { entry, .. }
            | Self::Backwards { entry, .. }
            | Self::UnreadableEntry { entry, .. } => format!("{} {entry}", self.code()),
        }
    }

    /// The field it is about, if it is about one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Conflict { field, .. }
            | Self::Backwards { field, .. }
            | Self::Unreadable { field, .. } => Some(field),
            Self::Unlawful { .. } => Some("status"),
            Self::ClosedWithout { .. } | Self::UnreadableEntry { .. } => None,
        }
    }
}
