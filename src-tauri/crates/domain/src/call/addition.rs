//! What was added to the log of a conversation later the same day: a further message, its answer.
//!
//! Each is a member of its own, like a comment: two people who add to one log at two machines both keep
//! every word, and what the log said before stays as it was. Never here: whether there is a log to add to.

use std::collections::BTreeMap;

use super::Call;
use crate::fold::{Change, Reader, Written, below};
use crate::id::{Millis, SubjectId, UserId};

/// The most that one log can be added to: far more than a conversation has in a day.
pub const ADDITIONS_MAX: usize = 200;

/// What one person added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addition {
    /// Who added it.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Millis>,
    /// When the message came in.
    pub received_at: Option<Millis>,
    /// When it was answered.
    pub answered_at: Option<Millis>,
    /// What was said; empty when erased.
    pub note: String,
    /// What was answered.
    pub answer: String,
    /// What was filled in otherwise than the log says, by the name of the field on the form. Nobody's
    /// words are overwritten by an addition, and none are lost.
    pub otherwise: BTreeMap<String, String>,
}

impl Addition {
    fn write(&self, id: SubjectId, written: &mut Written) {
        let path = format!("added/{id}");
        // Written even when nothing else is: that something was added must still be there.
        written.fact(&format!("{path}/at"), self.at.map_or(0, |at| at.0));
        written.id(&format!("{path}/by"), self.by);
        written.instant(&format!("{path}/received_at"), self.received_at);
        written.instant(&format!("{path}/answered_at"), self.answered_at);
        written.words(&format!("{path}/note"), &self.note);
        written.words(&format!("{path}/answer"), &self.answer);
        for (field, value) in &self.otherwise {
            written.words(&below(&format!("{path}/otherwise"), field), value);
        }
    }

    /// All that was added, by the id of the form it was typed in.
    pub(super) fn read_all(reader: &mut Reader<'_>) -> BTreeMap<SubjectId, Self> {
        let mut added = BTreeMap::new();
        for (id, path) in reader.ids_under::<SubjectId>("added") {
            let mut otherwise = BTreeMap::new();
            for (field, path) in reader.said_under(&format!("{path}/otherwise")) {
                let value = reader.words(&path);
                if !value.is_empty() {
                    otherwise.insert(field, value);
                }
            }
            let addition = Self {
                by: reader.id(&format!("{path}/by")),
                at: reader.instant(&format!("{path}/at")),
                received_at: reader.instant(&format!("{path}/received_at")),
                answered_at: reader.instant(&format!("{path}/answered_at")),
                note: reader.words(&format!("{path}/note")),
                answer: reader.words(&format!("{path}/answer")),
                otherwise,
            };
            added.insert(id, addition);
        }
        added
    }
}

impl Call {
    /// Adds to the log of a conversation. `filled` is the log with what the addition fills that was
    /// empty, and what only grows: urgent, cards, issues.
    #[must_use]
    pub fn added(&self, filled: &Self, id: SubjectId, addition: &Addition) -> Change {
        let mut change = Change::between(super::ADDED, self.write(), filled.write())
            .unwrap_or_else(|| Written::default().into_change(super::ADDED));
        let mut written = Written::default();
        addition.write(id, &mut written);
        let said = written.into_change(super::ADDED);
        change.facts.extend(said.facts);
        change.personal.extend(said.personal);
        change
    }

    /// What was added, in the order in which it was.
    #[must_use]
    pub fn additions_in_order(&self) -> Vec<(SubjectId, &Addition)> {
        let mut added: Vec<_> = self
            .additions
            .iter()
            .map(|(id, addition)| (*id, addition))
            .collect();
        added.sort_by_key(|(id, addition)| (addition.at, *id));
        added
    }

    /// When the conversation was last answered.
    #[must_use]
    pub fn last_answered_at(&self) -> Option<Millis> {
        let added = self.additions.values().filter_map(|one| one.answered_at);
        added.chain(self.answered_at).max()
    }
}
