//! Persons who are one: the connected component of the merges that stand.
//!
//! Nothing is followed to an end, so nothing can go round in a circle: from a person all that merges
//! name are met, each once. Whatever two machines merged while apart gives the same component here.

use std::collections::{BTreeSet, VecDeque};

use domain::id::SubjectId;

use crate::error::StoreError;
use crate::read::Reading;

/// The most persons of one component that are met. More are no person but a mistake, which is told.
pub const COMPONENT_MAX: usize = 64;

/// Persons who are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The one whose names are shown: whom no merge of the component gave up, of several the one added
    /// first. Two merges that point at each other gave up both; then the one added first of all.
    pub lead: SubjectId,
    /// All of them, in the order in which they were added; at most [`COMPONENT_MAX`].
    pub persons: Vec<SubjectId>,
    /// Whether these are all.
    pub whole: bool,
}

impl Reading<'_> {
    /// Who is one with this person, the person included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn component_of(&self, person: SubjectId) -> Result<Component, StoreError> {
        let mut met = BTreeSet::from([person]);
        let mut given_up = BTreeSet::new();
        let mut next = VecDeque::from([person]);
        let mut whole = true;
        while let Some(person) = next.pop_front() {
            let merges = self.merges_of(person)?;
            whole &= merges.len() < super::merge::MERGES_MAX as usize;
            for merge in merges {
                given_up.insert(merge.merged);
                for other in [merge.kept, merge.merged] {
                    if met.contains(&other) {
                        continue;
                    }
                    if met.len() >= COMPONENT_MAX {
                        whole = false;
                        continue;
                    }
                    met.insert(other);
                    next.push_back(other);
                }
            }
        }
        let stays = met.iter().find(|person| !given_up.contains(person));
        let lead = stays.or(met.first()).copied().unwrap_or(person);
        Ok(Component {
            lead,
            persons: met.into_iter().collect(),
            whole,
        })
    }
}
