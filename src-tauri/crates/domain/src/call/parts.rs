//! What a call has several of beside its issues: holds, cards told, guided questions, custom fields.
//!
//! Each member is a path of its own, so that two people who add different ones both keep theirs.
//! Never here: what a code means.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fold::{Reader, Written, below};
use crate::id::Millis;

/// What a custom field of a call says. Its form is what its definition in the lists says: a choice, a
/// number, a date or a yes are facts, words are personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Custom {
    /// Code of a choice, or a local day as `YYYY-MM-DD`.
    Code(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Words; personal.
    Text(String),
}

impl Custom {
    pub(super) fn write_all(custom: &BTreeMap<String, Self>, written: &mut Written) {
        for (code, value) in custom {
            let path = below("custom", code);
            match value {
                Self::Code(code) => written.code(&path, code),
                Self::Number(number) => written.fact(&path, *number),
                Self::Flag(flag) => written.fact(&path, *flag),
                Self::Text(text) => written.words(&path, text),
            }
        }
    }

    /// Of a field that was a fact once and words later, the fact is read: a field keeps its form.
    pub(super) fn read_all(reader: &mut Reader<'_>) -> BTreeMap<String, Self> {
        let mut custom = BTreeMap::new();
        for (code, path) in reader.said_under("custom") {
            let text = reader.words(&path);
            if !text.is_empty() {
                custom.insert(code, Self::Text(text));
            }
        }
        for (code, path) in reader.names_under("custom") {
            let value = reader.fact(&path, |value| match value {
                Value::String(code) => Some(Self::Code(code.clone())),
                Value::Number(number) => number.as_i64().map(Self::Number),
                Value::Bool(flag) => Some(Self::Flag(*flag)),
                _ => None,
            });
            if let Some(value) = value {
                custom.insert(code, value);
            }
        }
        custom
    }
}

/// A hold that has not ended is written as true: null would say that there was none.
pub(super) fn write_holds(holds: &BTreeMap<Millis, Option<Millis>>, written: &mut Written) {
    for (from, until) in holds {
        let path = format!("holds/{}", from.0);
        match until {
            Some(until) => written.fact(&path, until.0),
            None => written.fact(&path, true),
        }
    }
}

pub(super) fn read_holds(reader: &mut Reader<'_>) -> BTreeMap<Millis, Option<Millis>> {
    let mut holds = BTreeMap::new();
    for (from, path) in reader.ids_under::<i64>("holds") {
        let until = reader.fact(&path, |value| match value {
            Value::Bool(true) => Some(None),
            value => value.as_i64().map(|until| Some(Millis(until))),
        });
        if let Some(until) = until {
            holds.insert(Millis(from), until);
        }
    }
    holds
}

pub(super) fn write_cards(cards: &BTreeMap<String, u32>, written: &mut Written) {
    for (code, version) in cards {
        written.fact(&below("cards", code), *version);
    }
}

pub(super) fn read_cards(reader: &mut Reader<'_>) -> BTreeMap<String, u32> {
    let mut cards = BTreeMap::new();
    for (code, path) in reader.names_under("cards") {
        let version = reader.fact(&path, |value| u32::try_from(value.as_u64()?).ok());
        if let Some(version) = version {
            cards.insert(code, version);
        }
    }
    cards
}

pub(super) fn write_asked(asked: &BTreeMap<String, String>, written: &mut Written) {
    for (question, answer) in asked {
        written.fact(&below("asked", question), answer.as_str());
    }
}

pub(super) fn read_asked(reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    for (question, path) in reader.names_under("asked") {
        if let Some(answer) = reader.fact(&path, |value| value.as_str().map(str::to_owned)) {
            asked.insert(question, answer);
        }
    }
    asked
}
