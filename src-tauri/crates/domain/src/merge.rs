//! A merge: two persons are one. A subject of its own, so that undoing it is one entry and touches
//! neither person.
//!
//! Persons who are one are the connected component of the merges that stand (architecture, "The
//! fold"). Whichever way merges point, and whatever two machines say at once, a component is a
//! component: no merge can close a circle, and nothing has to be followed to its end. A person merged
//! with itself is refused here; that is the one merge that means nothing.

use crate::fold::{Change, Reader, Written};
use crate::id::SubjectId;

/// Kind of the entry that merges two persons.
pub const MADE: &str = "merge.made";
/// Kind of the entry that takes it back, for good: who merges them again makes another.
pub const UNDONE: &str = "merge.undone";

/// A merge. None where a person could not be read: such a merge joins nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// The one whose names are shown.
    pub kept: Option<SubjectId>,
    /// The other.
    pub merged: Option<SubjectId>,
    /// Taken back.
    pub undone: bool,
}

/// A person cannot be merged with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a person merged with itself")]
pub struct SamePerson;

impl Merge {
    /// A merge of two persons.
    ///
    /// # Errors
    /// `SamePerson` when they are one already by their id.
    pub fn of(kept: SubjectId, merged: SubjectId) -> Result<Self, SamePerson> {
        if kept == merged {
            return Err(SamePerson);
        }
        Ok(Self {
            kept: Some(kept),
            merged: Some(merged),
            undone: false,
        })
    }

    /// Makes the merge.
    #[must_use]
    pub fn made(&self) -> Change {
        let mut written = Written::default();
        written.id("kept", self.kept);
        written.id("merged", self.merged);
        written.into_change(MADE)
    }

    /// Takes a merge back.
    #[must_use]
    pub fn undone() -> Change {
        let mut written = Written::default();
        written.flag("undone", true);
        written.into_change(UNDONE)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            kept: reader.id("kept"),
            merged: reader.id("merged"),
            undone: reader.flag("undone"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Merge, SamePerson};
    use crate::id::SubjectId;

    #[test]
    fn nobody_is_merged_with_themselves() {
        let (one, other) = (
            SubjectId::from_bytes([1; 16]),
            SubjectId::from_bytes([2; 16]),
        );
        assert_eq!(Merge::of(one, one), Err(SamePerson));
        assert!(Merge::of(one, other).is_ok_and(|merge| merge.kept == Some(one)));
    }
}
