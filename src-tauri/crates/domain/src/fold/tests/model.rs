//! The merge as the paper says it, written without regard to cost: every pair of writes is asked who had
//! whom before them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::desk::id;
use super::world::World;
use crate::fold::{Finding, Folded, Part};
use crate::id::EntryId;

/// What the model says of a call: its fields and its conflicts, and the same of what was folded.
#[derive(Debug, PartialEq)]
pub(super) struct Outcome {
    fields: BTreeMap<(Part, String), Value>,
    conflicts: Vec<(Part, String, EntryId, EntryId)>,
}

impl Outcome {
    /// Of the fold.
    pub(super) fn of(folded: &Folded) -> Self {
        let facts = folded.facts.iter().map(|field| (Part::Facts, field));
        let personal = folded.personal.iter().map(|field| (Part::Personal, field));
        let fields = facts
            .chain(personal)
            .map(|(part, (path, value))| ((part, path.to_owned()), value.clone()))
            .collect();
        let mut conflicts: Vec<_> = folded
            .findings
            .iter()
            .filter_map(|finding| match finding {
                Finding::Conflict {
                    part,
                    field,
                    kept,
                    lost,
                } => Some((*part, field.clone(), *kept, *lost)),
                _ => None,
            })
            .collect();
        conflicts.sort();
        Self { fields, conflicts }
    }

    /// Of the model.
    pub(super) fn expected(world: &World) -> Self {
        let mut entries: Vec<usize> = world.entries().collect();
        entries.sort_by_key(|entry| (world.number(*entry).unwrap_or(u64::MAX), *entry));
        let mut writes: BTreeMap<(Part, String), Vec<usize>> = BTreeMap::new();
        for entry in &entries {
            let (_, facts, personal) = world.says(*entry);
            for (part, object) in [(Part::Facts, facts), (Part::Personal, personal)] {
                for field in object.as_object().unwrap().keys() {
                    writes
                        .entry((part, field.clone()))
                        .or_default()
                        .push(*entry);
                }
            }
        }
        let mut outcome = Self {
            fields: BTreeMap::new(),
            conflicts: Vec::new(),
        };
        for ((part, field), writers) in writes {
            let heads: Vec<usize> = writers
                .iter()
                .copied()
                .filter(|one| {
                    !writers
                        .iter()
                        .any(|other| world.happened_before(*one, *other))
                })
                .collect();
            outcome.settle(world, part, field, &heads);
        }
        outcome.conflicts.sort();
        outcome
    }

    /// `heads` in the order of the fold.
    fn settle(&mut self, world: &World, part: Part, field: String, heads: &[usize]) {
        let value = |entry: usize| {
            let (_, facts, personal) = world.says(entry);
            let object = if part == Part::Facts { facts } else { personal };
            object[&field].clone()
        };
        let mut stands = *heads.first().expect("somebody wrote last");
        for head in &heads[1..] {
            if gives_way(
                world,
                &field,
                (stands, &value(stands)),
                (*head, &value(*head)),
            ) {
                stands = *head;
            }
        }
        let mut result = value(stands);
        if field == "list" {
            let lists: Vec<Value> = heads
                .iter()
                .filter_map(|head| value(*head).as_array().cloned())
                .flatten()
                .collect();
            let mut united: Vec<Value> = Vec::new();
            for member in lists {
                if !united.contains(&member) {
                    united.push(member);
                }
            }
            if heads.iter().any(|head| value(*head).is_array()) {
                result = Value::Array(united);
            }
        } else {
            for head in heads {
                if meaning(&field, &value(*head)) != meaning(&field, &result) {
                    let ids = (id(stands as u64 + 1), id(*head as u64 + 1));
                    self.conflicts.push((part, field.clone(), ids.0, ids.1));
                }
            }
        }
        if !result.is_null() {
            self.fields.insert((part, field), result);
        }
    }
}

/// Not urgent and not said to be urgent mean the same.
fn meaning(field: &str, value: &Value) -> Value {
    if field == "urgent" && value.is_null() {
        Value::Bool(false)
    } else {
        value.clone()
    }
}

/// Whether what stands gives way to another head that comes later in the order.
fn gives_way(world: &World, field: &str, stands: (usize, &Value), other: (usize, &Value)) -> bool {
    let danger = |value: &Value| match field {
        "urgent" => i64::from(value == &Value::Bool(true)),
        "severity" => value.as_i64().unwrap_or(-1),
        _ => 0,
    };
    let height = |entry: usize| match world.says(entry).0.role.as_str() {
        "supervisor" => 3,
        "administrator" => 2,
        "senior" => 1,
        _ => 0,
    };
    if danger(stands.1) != danger(other.1) {
        return danger(stands.1) < danger(other.1);
    }
    height(stands.0) <= height(other.0)
}
