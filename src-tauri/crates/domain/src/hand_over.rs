//! The hand-over of a shift: what the leaving supervisor passes on, and that the next one took it.
//!
//! What is open at that moment is kept as figures, since it stands in its own lists and goes on changing there; what
//! they do not say stands in the notes. A subject of its own, like a signature. Each confirmation is a member of its
//! own: two who confirm apart have both taken it. Never here: who may confirm.

use std::collections::BTreeMap;

use crate::fold::{Change, Reader, Written};
use crate::id::{Millis, UserId};

/// Kind of the entry that hands a shift over.
pub const HANDED_OVER: &str = "shift.handed_over";
/// Kind of the entry that says that it was taken.
pub const CONFIRMED: &str = "shift.handover_confirmed";

/// A hand-over. Who gave it, and when, is the header of its entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOver {
    /// Key of the shift that is handed over, e.g. `2026-11-22/morning`.
    pub shift: String,
    /// What was open.
    pub open: OpenMatters,
    /// What the figures do not say; empty when erased or when there was nothing to add.
    pub notes: String,
    /// When it was confirmed, and by whom.
    pub confirmed: BTreeMap<Millis, Option<UserId>>,
}

/// What is open when a shift is handed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenMatters {
    /// Drafts that are open at the machine.
    pub drafts: u32,
    /// What is to be done by the end of the day, what is late with it.
    pub due_today: u32,
    /// Promises to callers among these.
    pub promises: u32,
    /// Urgent cases that are open.
    pub urgent_cases: u32,
}

impl HandOver {
    /// Hands the shift over.
    #[must_use]
    pub fn handed_over(&self) -> Change {
        let mut written = Written::default();
        written.code("shift", &self.shift);
        written.count("drafts", self.open.drafts);
        written.count("due_today", self.open.due_today);
        written.count("promises", self.open.promises);
        written.count("urgent_cases", self.open.urgent_cases);
        written.words("notes", &self.notes);
        written.into_change(HANDED_OVER)
    }

    /// Confirms it.
    #[must_use]
    pub fn confirmed(at: Millis, by: UserId) -> Change {
        let mut written = Written::default();
        written.id(&format!("confirmed/{}", at.0), Some(by));
        written.into_change(CONFIRMED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        let mut confirmed = BTreeMap::new();
        for (at, path) in reader.names_under("confirmed") {
            match at.parse() {
                Ok(at) => drop(confirmed.insert(Millis(at), reader.id(&path))),
                Err(_) => reader.unreadable(crate::fold::Part::Facts, &path),
            }
        }
        Self {
            shift: reader.code("shift"),
            open: OpenMatters {
                drafts: reader.count("drafts"),
                due_today: reader.count("due_today"),
                promises: reader.count("promises"),
                urgent_cases: reader.count("urgent_cases"),
            },
            notes: reader.words("notes"),
            confirmed,
        }
    }
}
