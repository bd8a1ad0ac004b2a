//! What was done to one subject, entry by entry, with what stood there before: for whoever asks how it
//! came to be as it is.
//!
//! In the order of the fold. An entry's old values are those of the entries before it in that order, also
//! where it did not know of them: which of two writes stands, the fold alone decides. Never here: who may
//! see it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Part, Placed, Stamp, flatten, order, understands};
use crate::review;

/// One entry of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Who, when, in which role.
    pub stamp: Stamp,
    /// Kind of the entry.
    pub kind: String,
    /// The fields that it changed.
    pub wrote: Vec<Wrote>,
}

/// A field that an entry changed; none where it is not set.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrote {
    /// The part that it lives in.
    pub part: Part,
    /// Its path.
    pub path: String,
    /// What stood there before.
    pub old: Option<Value>,
    /// What stands there since.
    pub new: Option<Value>,
}

/// The entries of one subject as steps, the oldest first. Those that this version does not understand, or
/// cannot read, are left out, and so is a decision that was taken back, with what took it back.
#[must_use]
pub fn history(mut entries: Vec<Placed>) -> Vec<Step> {
    order(&mut entries);
    let taken_back = review::taken_back(&entries);
    let mut met = BTreeSet::new();
    let mut stands: BTreeMap<(Part, String), Value> = BTreeMap::new();
    let mut steps = Vec::new();
    for entry in entries {
        let header = &entry.header;
        if !met.insert(header.id)
            || !understands(&header.kind, header.version)
            || entry.unreadable == Some(Part::Facts)
            || taken_back.contains(&header.id) && review::decides(&header.kind)
            || review::withdraws(&header.kind)
        {
            continue;
        }
        let (stamp, kind) = (Stamp::of(header), header.kind.clone());
        let mut wrote = Vec::new();
        for (part, object) in [(Part::Facts, entry.facts), (Part::Personal, entry.personal)] {
            flatten(object, &mut |path, value| {
                let key = (part, path.clone());
                let new = (!value.is_null()).then_some(value);
                let old = match &new {
                    Some(value) => stands.insert(key, value.clone()),
                    None => stands.remove(&key),
                };
                if old != new {
                    wrote.push(Wrote {
                        part,
                        path,
                        old,
                        new,
                    });
                }
            });
        }
        steps.push(Step { stamp, kind, wrote });
    }
    steps
}
