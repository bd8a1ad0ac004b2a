//! One field, several writes: which value stands.
//!
//! The *heads* of a field are the writes that no other write of it knows. One head: its value. More:
//! lists unite; else the safer value stays; else that of the higher role stamped in the entry
//! ([`Role::rank`]); else the later in order (architecture, "Concurrent"). What gave way with another
//! value is a [`Finding::Conflict`].
//!
//! Entries come in order and one can know only what comes before it, so it is enough to keep the heads
//! and to drop those that the next write knows. Cost: writes × heads, and there are at most as many
//! heads as chains that wrote the field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Fields, Finding, Part, Placed};
use crate::role::Role;

/// A write: the entry's place in the order, and the value.
struct Write {
    place: usize,
    value: Value,
}

/// The heads of one field, in order. The first lies apart, so that one alone costs no allocation.
struct Heads {
    first: Write,
    others: Vec<Write>,
}

/// All writes of one part so far.
#[derive(Default)]
pub(super) struct Writes(BTreeMap<String, Heads>);

impl Writes {
    /// Adds a write of the entry `by`, which stands right after `before` in the order.
    pub(super) fn add(&mut self, path: String, value: Value, by: &Placed, before: &[Placed]) {
        let write = Write {
            place: before.len(),
            value,
        };
        let known = |head: &Write| before.get(head.place).is_some_and(|entry| by.knows(entry));
        let Some(heads) = self.0.get_mut(&path) else {
            let others = Vec::new();
            self.0.insert(
                path,
                Heads {
                    first: write,
                    others,
                },
            );
            return;
        };
        heads.others.retain(|head| !known(head));
        if known(&heads.first) {
            heads.first = if heads.others.is_empty() {
                write
            } else {
                let first = heads.others.remove(0);
                heads.others.push(write);
                first
            };
        } else {
            heads.others.push(write);
        }
    }

    /// Settles every field. `entries` are all entries in order.
    pub(super) fn settle(
        self,
        part: Part,
        subject_kind: &str,
        entries: &[Placed],
        findings: &mut Vec<Finding>,
    ) -> Fields {
        self.0
            .into_iter()
            .filter_map(|(path, heads)| {
                let value = if heads.others.is_empty() {
                    heads.first.value
                } else {
                    let rule = Rule::of(part, subject_kind, &path);
                    heads.settle(part, &path, rule, entries, findings)
                };
                (!value.is_null()).then_some((path, value))
            })
            .collect()
    }
}

impl Heads {
    fn settle(
        self,
        part: Part,
        path: &str,
        rule: Rule,
        entries: &[Placed],
        findings: &mut Vec<Finding>,
    ) -> Value {
        let mut heads = self.others;
        heads.insert(0, self.first);
        if heads
            .iter()
            .all(|head| head.value.is_array() || head.value.is_null())
            && heads.iter().any(|head| head.value.is_array())
        {
            return unite(heads);
        }
        let weight = |head: &Write| {
            let entry = entries.get(head.place);
            let role = entry.and_then(|entry| entry.header.role.parse::<Role>().ok());
            (rule.safety(&head.value), role.map(Role::rank), head.place)
        };
        let Some(best) = (0..heads.len()).max_by_key(|at| heads.get(*at).map(weight)) else {
            return Value::Null;
        };
        let kept = heads.swap_remove(best);
        heads.sort_by_key(|head| head.place);
        for head in heads {
            let same = head.value == kept.value
                || (rule.safety(&head.value).is_some()
                    && rule.safety(&head.value) == rule.safety(&kept.value));
            let (Some(lost), Some(kept)) = (entries.get(head.place), entries.get(kept.place))
            else {
                continue;
            };
            if !same {
                findings.push(Finding::Conflict {
                    part,
                    field: path.to_owned(),
                    kept: kept.header.id,
                    lost: lost.header.id,
                });
            }
        }
        kept.value
    }
}

/// The members of all lists, each once, in the order in which they first come.
fn unite(heads: Vec<Write>) -> Value {
    let mut seen = BTreeSet::new();
    let mut members = Vec::new();
    for head in heads {
        if let Value::Array(list) = head.value {
            members.extend(
                list.into_iter()
                    .filter(|member| seen.insert(member.to_string())),
            );
        }
    }
    Value::Array(members)
}

/// Which of two values is the safer one to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Neither.
    Plain,
    /// Yes is safer: urgent, sensitive, legal hold.
    Yes,
    /// No is safer: a user whom one administrator locked out stays out.
    No,
    /// Higher is safer: severity 0–3.
    Severity,
    /// Sooner is safer: p1 before p4.
    Priority,
    /// Withdrawn is safer than unknown, unknown than given.
    Consent,
}

impl Rule {
    /// By the last name of the path: an issue's severity is as much a severity as a case's.
    fn of(part: Part, subject_kind: &str, path: &str) -> Self {
        if part == Part::Personal {
            return Self::Plain;
        }
        match path.rsplit('/').next().unwrap_or(path) {
            "urgent" | "sensitive" | "legal_hold" => Self::Yes,
            "active" if subject_kind == "user" => Self::No,
            "severity" => Self::Severity,
            "priority" => Self::Priority,
            "consent" => Self::Consent,
            _ => Self::Plain,
        }
    }

    /// How safe; the same for values that mean the same; none for what is not of the field's form.
    fn safety(self, value: &Value) -> Option<u8> {
        match (self, value) {
            (Self::Yes, Value::Bool(true)) | (Self::No, Value::Bool(false)) => Some(1),
            (Self::Yes, Value::Bool(false) | Value::Null)
            | (Self::No, Value::Bool(true) | Value::Null)
            | (Self::Severity | Self::Priority, Value::Null) => Some(0),
            (Self::Severity, value) => match value.as_u64() {
                Some(level @ 0..=3) => u8::try_from(level + 1).ok(),
                _ => None,
            },
            (Self::Priority, value) => match value.as_str() {
                Some("p1") => Some(4),
                Some("p2") => Some(3),
                Some("p3") => Some(2),
                Some("p4") => Some(1),
                _ => None,
            },
            (Self::Consent, Value::Bool(given)) => Some(if *given { 0 } else { 2 }),
            (Self::Consent, Value::Null) => Some(1),
            (Self::Consent, value) => match value.as_str() {
                Some("withdrawn") => Some(2),
                Some("given") => Some(0),
                _ => None,
            },
            _ => None,
        }
    }
}
