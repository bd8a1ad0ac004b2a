//! A change of the lists that was made at one machine: which rows, from which day on, and upon which pack.
//!
//! It takes effect at the machine where it was made; others have it for the trail alone and are changed by packs of the
//! centre. All rows of one save are one change: it is in use as a whole, or not. Lists hold no words of people, so all of
//! it is facts. Never here: what a row is ([`crate::lists`]), whether the change counts still.

use crate::fold::{Change, Reader, Written};

/// Kind of the entry that changes the lists.
pub const CHANGED: &str = "lists.changed";
/// Kind of the entry that takes a change back.
pub const WITHDRAWN: &str = "lists.change_withdrawn";

/// A change of the lists. Who made it, when and at which machine is the header of its entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListChange {
    /// The local day from which it is in use, `YYYY-MM-DD`.
    pub from: String,
    /// The pack of lists that was in use when it was made, as its machine names it; empty where none was.
    pub upon: String,
    /// The rows ([`crate::lists::RowChange::write`]).
    pub rows: String,
    /// It was taken back.
    pub withdrawn: bool,
}

impl ListChange {
    /// Makes it.
    #[must_use]
    pub fn changed(&self) -> Change {
        let mut written = Written::default();
        written.code("from", &self.from);
        written.code("upon", &self.upon);
        written.code("rows", &self.rows);
        written.into_change(CHANGED)
    }

    /// Takes it back.
    #[must_use]
    pub fn withdrawn() -> Change {
        let mut written = Written::default();
        written.flag("withdrawn", true);
        written.into_change(WITHDRAWN)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            from: reader.code("from"),
            upon: reader.code("upon"),
            rows: reader.code("rows"),
            withdrawn: reader.flag("withdrawn"),
        }
    }
}
