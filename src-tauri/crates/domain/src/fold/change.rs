//! What an entry is to say: a kind and its two objects, as the records of the kinds make them.
//!
//! Fields at their default are left out: absent and default are the same to whoever reads. A change of
//! a record writes only what differs, so that two people who changed different things both keep theirs.
//!
//! Never here: ids, clocks, links; the journal adds them.

use std::fmt::Display;

use serde_json::{Map, Value};

use super::fields::{Part, escape, unescape};
use crate::id::Millis;

/// Version of the fields of every kind so far.
pub const VERSION: u32 = 1;

/// The content of an entry to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Kind of the entry.
    pub kind: &'static str,
    /// Version of the kind's fields.
    pub version: u32,
    /// Codes, times, ids, money.
    pub facts: Map<String, Value>,
    /// Names, numbers, free text.
    pub personal: Map<String, Value>,
}

impl Change {
    /// What leads from one to the other: only what differs, null where a field is cleared. None when
    /// they are the same.
    pub(crate) fn between(kind: &'static str, old: Written, new: Written) -> Option<Self> {
        let change = Self {
            kind,
            version: VERSION,
            facts: difference(old.facts, new.facts),
            personal: difference(old.personal, new.personal),
        };
        (!change.facts.is_empty() || !change.personal.is_empty()).then_some(change)
    }
}

fn difference(mut old: Map<String, Value>, new: Map<String, Value>) -> Map<String, Value> {
    let mut changed = Map::new();
    for (name, new) in new {
        match (old.remove(&name), new) {
            (Some(Value::Object(old)), Value::Object(new)) => {
                let inner = difference(old, new);
                if !inner.is_empty() {
                    changed.insert(name, Value::Object(inner));
                }
            }
            (Some(old), new) if old == new => {}
            (_, new) => {
                changed.insert(name, new);
            }
        }
    }
    for (name, old) in old {
        let cleared = match old {
            Value::Object(old) => Value::Object(difference(old, Map::new())),
            _ => Value::Null,
        };
        changed.insert(name, cleared);
    }
    changed
}

/// A record on its way into an entry.
#[derive(Debug, Default)]
pub(crate) struct Written {
    facts: Map<String, Value>,
    personal: Map<String, Value>,
}

impl Written {
    /// Writes a fact whatever it is, at its path.
    pub(crate) fn fact(&mut self, path: &str, value: impl Into<Value>) {
        put(&mut self.facts, path, value.into());
    }

    /// Writes a code; an empty one is left out.
    pub(crate) fn code(&mut self, path: &str, code: &str) {
        if !code.is_empty() {
            self.fact(path, code);
        }
    }

    /// Writes a flag; false is left out.
    pub(crate) fn flag(&mut self, path: &str, flag: bool) {
        if flag {
            self.fact(path, true);
        }
    }

    /// Writes a number; zero is left out.
    pub(crate) fn count(&mut self, path: &str, count: u32) {
        if count != 0 {
            self.fact(path, count);
        }
    }

    /// Writes an instant in milliseconds.
    pub(crate) fn instant(&mut self, path: &str, at: Option<Millis>) {
        if let Some(at) = at {
            self.fact(path, at.0);
        }
    }

    /// Writes an id.
    pub(crate) fn id(&mut self, path: &str, id: Option<impl Display>) {
        if let Some(id) = id {
            self.fact(path, id.to_string());
        }
    }

    /// Writes words of the personal part; empty ones are left out.
    pub(crate) fn words(&mut self, path: &str, words: &str) {
        if !words.is_empty() {
            put(&mut self.personal, path, words.into());
        }
    }

    /// Writes words even when they are empty: that there are such words says something by itself.
    pub(crate) fn said(&mut self, path: &str, words: &str) {
        put(&mut self.personal, path, words.into());
    }

    /// Writes a field of either part whatever it is.
    pub(crate) fn put(&mut self, part: Part, path: &str, value: Value) {
        let object = match part {
            Part::Facts => &mut self.facts,
            Part::Personal => &mut self.personal,
        };
        put(object, path, value);
    }

    /// The change that writes all of it.
    pub(crate) fn into_change(self, kind: &'static str) -> Change {
        Change {
            kind,
            version: VERSION,
            facts: self.facts,
            personal: self.personal,
        }
    }
}

/// The path of a name below `parent`: a code or a number that may hold any character.
pub(crate) fn below(parent: &str, name: &str) -> String {
    format!("{parent}/{}", escape(name.to_owned()))
}

fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('/') {
        None => {
            object.insert(unescape(path), value);
        }
        Some((name, rest)) => {
            let inner = object
                .entry(unescape(name))
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn a_change_says_only_what_differs() {
        let check = |old: Value, new: Value, expected: Value| {
            assert_eq!(
                Value::Object(difference(object(old), object(new))),
                expected
            );
        };
        check(
            json!({"a": 1, "b": 2}),
            json!({"a": 1, "b": 3}),
            json!({"b": 3}),
        );
        check(json!({"a": 1}), json!({}), json!({"a": null}));
        check(json!({}), json!({"a": {"b": 1}}), json!({"a": {"b": 1}}));
        check(
            json!({"i": {"x": {"s": 1, "f": 2}, "y": {"s": 1}}}),
            json!({"i": {"x": {"s": 1, "f": 3}}}),
            json!({"i": {"x": {"f": 3}, "y": {"s": null}}}),
        );
        check(json!({"i": {"x": 1}}), json!({"i": {"x": 1}}), json!({}));
    }

    /// A code with a slash is one name, and comes back as one.
    #[test]
    fn a_name_below_a_parent_may_hold_anything() {
        let mut written = Written::default();
        written.words(&below("custom", "99/12~1"), "x");
        assert_eq!(
            written.into_change("call.logged").personal,
            object(json!({"custom": {"99/12~1": "x"}}))
        );
    }

    #[test]
    fn paths_become_objects() {
        let mut written = Written::default();
        written.fact("issues/7/primary", true);
        written.code("issues/7/facility", "royal");
        written.code("language", "");
        written.words("issues/7/facility_text", "مستشفى");
        let change = written.into_change("call.logged");
        assert_eq!(
            change.facts,
            object(json!({"issues": {"7": {"primary": true, "facility": "royal"}}}))
        );
        assert_eq!(
            change.personal,
            object(json!({"issues": {"7": {"facility_text": "مستشفى"}}}))
        );
    }
}
