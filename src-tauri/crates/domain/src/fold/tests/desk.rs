//! Desks that make entries, with the knowledge that a real machine would stamp on them.

use serde_json::{Map, Value, json};

use crate::entry::{CentreEpoch, Header, Numbered};
use crate::fold::{Change, Finding, Folded, Placed, fold};
use crate::id::{ActId, EntryId, Epoch, Millis, SubjectId, UserId};
use crate::link::ChainPoint;

pub(super) const START: Millis = Millis(1_795_000_000_000);

pub(super) fn id(n: u64) -> EntryId {
    EntryId::from_bytes(u128::from(n).to_be_bytes())
}

pub(super) fn epoch(n: u64) -> Epoch {
    Epoch::from_bytes(u128::from(n).to_be_bytes())
}

pub(super) fn centre(ordinal: u32) -> CentreEpoch {
    CentreEpoch {
        ordinal,
        id: epoch(1000 + u64::from(ordinal)),
    }
}

pub(super) fn at_number(number: u64) -> Option<Numbered> {
    Some(Numbered {
        centre: centre(1),
        number,
    })
}

pub(super) fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A machine of one user and one role, whose chain grows with every entry.
pub(super) struct Desk {
    name: u64,
    role: &'static str,
    seen: Option<Numbered>,
    epoch: Epoch,
    seq: u64,
    lineage: Vec<ChainPoint>,
}

impl Desk {
    pub(super) fn new(name: u64) -> Self {
        Self {
            name,
            role: "agent",
            seen: None,
            epoch: epoch(name),
            seq: 0,
            lineage: Vec::new(),
        }
    }

    pub(super) fn role(mut self, role: &'static str) -> Self {
        self.role = role;
        self
    }

    /// From now on this desk has folded all up to this number.
    pub(super) fn pulled(&mut self, number: u64) {
        self.seen = at_number(number);
    }

    /// Begins a new epoch that follows the chain up to `seq`.
    pub(super) fn new_epoch(&mut self, name: u64, seq: u64) {
        self.lineage.insert(
            0,
            ChainPoint {
                epoch: self.epoch,
                seq,
            },
        );
        self.epoch = epoch(name);
        self.seq = 0;
    }

    /// The next entry of this desk.
    pub(super) fn makes(&mut self, change: Change) -> Placed {
        self.writes(
            change.kind,
            Value::Object(change.facts),
            Value::Object(change.personal),
        )
    }

    /// The next entry of this desk, of any kind and content.
    pub(super) fn writes(&mut self, kind: &str, facts: Value, personal: Value) -> Placed {
        self.seq += 1;
        let n = self.name * 1_000_000 + self.lineage.len() as u64 * 1_000 + self.seq;
        let header = Header {
            id: id(n),
            subject: SubjectId::from_bytes([7; 16]),
            kind: kind.to_owned(),
            version: 1,
            act: ActId::from_bytes([9; 16]),
            actor: UserId::from_bytes(u128::from(self.name).to_be_bytes()),
            role: self.role.to_owned(),
            at: START,
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 1,
            seen: self.seen,
            erasures: vec![],
        };
        let mut chain = vec![ChainPoint {
            epoch: self.epoch,
            seq: self.seq,
        }];
        chain.extend(&self.lineage);
        Placed::new(header, object(facts), object(personal), chain)
    }

    /// An amendment of a call's facts.
    pub(super) fn amends(&mut self, facts: Value) -> Placed {
        self.writes("call.amended", facts, json!({}))
    }
}

pub(super) fn numbered(mut entry: Placed, number: u64) -> Placed {
    entry.number = at_number(number);
    entry
}

pub(super) fn folded(entries: &[Placed]) -> Folded {
    fold(entries.to_vec()).expect("entries were handed in")
}

/// The value of a fact, null when absent.
pub(super) fn fact(folded: &Folded, path: &str) -> Value {
    folded.facts.get(path).cloned().unwrap_or(Value::Null)
}

/// The conflicts as (field, kept, lost).
pub(super) fn conflicts(folded: &Folded) -> Vec<(&str, EntryId, EntryId)> {
    folded
        .findings
        .iter()
        .filter_map(|finding| match finding {
            Finding::Conflict {
                field, kept, lost, ..
            } => Some((field.as_str(), *kept, *lost)),
            _ => None,
        })
        .collect()
}
