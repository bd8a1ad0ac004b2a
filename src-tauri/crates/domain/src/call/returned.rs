//! A return for correction: a supervisor gives a call back to its agent with a reason, and the call comes back.
//!
//! Each return is a member of its own, and so is each correction that followed it: a supervisor who takes a return
//! back while the agent corrects at another machine is no conflict, both did what they did. Never here: which fields
//! were corrected, which the call's amendments say.

use std::collections::BTreeMap;

use crate::fold::{Reader, Written};
use crate::id::{Millis, ReturnId, UserId};

/// A return of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Its id.
    pub id: ReturnId,
    /// Who returned the call.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Millis>,
    /// What is to be put right; empty when erased.
    pub text: String,
    /// When the call was corrected after it, and by whom.
    pub corrected: BTreeMap<Millis, Option<UserId>>,
    /// It was taken back: the call stands as it is.
    pub withdrawn: bool,
}

/// Where a return stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnState {
    /// Its agent has yet to correct the call.
    Open,
    /// The call came back corrected.
    Corrected,
    /// It was taken back.
    Withdrawn,
}

impl ReturnState {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Return {
    /// Where it stands. What was corrected stays corrected, whoever took the return back meanwhile.
    #[must_use]
    pub fn state(&self) -> ReturnState {
        if !self.corrected.is_empty() {
            ReturnState::Corrected
        } else if self.withdrawn {
            ReturnState::Withdrawn
        } else {
            ReturnState::Open
        }
    }

    pub(super) fn write(&self) -> Written {
        let path = format!("returns/{}", self.id);
        let mut written = Written::default();
        written.id(&format!("{path}/by"), self.by);
        written.instant(&format!("{path}/at"), self.at);
        written.words(&format!("{path}/text"), &self.text);
        written
    }

    pub(super) fn write_corrected(id: ReturnId, at: Millis, by: UserId) -> Written {
        let mut written = Written::default();
        written.id(&format!("returns/{id}/corrected/{}", at.0), Some(by));
        written
    }

    pub(super) fn write_withdrawn(id: ReturnId) -> Written {
        let mut written = Written::default();
        written.flag(&format!("returns/{id}/withdrawn"), true);
        written
    }

    /// All returns of a call, oldest first by the clock of whoever made them.
    pub(super) fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        let mut returns = Vec::new();
        for (id, path) in reader.ids_under("returns") {
            let mut corrected = BTreeMap::new();
            for (at, path) in reader.names_under(&format!("{path}/corrected")) {
                match at.parse() {
                    Ok(at) => drop(corrected.insert(Millis(at), reader.id(&path))),
                    Err(_) => reader.unreadable(crate::fold::Part::Facts, &path),
                }
            }
            returns.push(Self {
                id,
                by: reader.id(&format!("{path}/by")),
                at: reader.instant(&format!("{path}/at")),
                text: reader.words(&format!("{path}/text")),
                corrected,
                withdrawn: reader.flag(&format!("{path}/withdrawn")),
            });
        }
        returns.sort_by_key(|one| (one.at, one.id));
        returns
    }
}
