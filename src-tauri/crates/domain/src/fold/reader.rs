//! Reads typed fields, leniently: what is not of its form is told and left at its default.

use std::str::FromStr;

use serde_json::Value;

use super::fields::unescape;
use super::{Fields, Finding, Part};
use crate::id::Millis;

/// Longest path that a finding repeats, in bytes; a hostile name can be as long as an entry.
const MAX_TOLD_PATH_BYTES: usize = 200;

/// Reads the fields of one subject.
pub(crate) struct Reader<'a> {
    /// Codes, times, ids, money.
    pub(crate) facts: &'a Fields,
    /// Names, numbers, free text.
    pub(crate) personal: &'a Fields,
    /// Where what cannot be read is told.
    pub(crate) findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    /// A fact read by a rule of its own; what the rule cannot read is told.
    pub(crate) fn fact<T>(&mut self, path: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.facts.get(path)?;
        let value = read(value);
        if value.is_none() {
            self.unreadable(Part::Facts, path);
        }
        value
    }

    /// Tells that a field cannot be read.
    pub(crate) fn unreadable(&mut self, part: Part, path: &str) {
        let field = path.chars().take(MAX_TOLD_PATH_BYTES).collect();
        self.findings.push(Finding::Unreadable { part, field });
    }

    /// A code or key; empty when absent.
    pub(crate) fn code(&mut self, path: &str) -> String {
        self.fact(path, |value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// A flag; false when absent.
    pub(crate) fn flag(&mut self, path: &str) -> bool {
        self.fact(path, Value::as_bool).unwrap_or_default()
    }

    /// A number of people or the like; zero when absent.
    pub(crate) fn count(&mut self, path: &str) -> u32 {
        self.fact(path, |value| u32::try_from(value.as_u64()?).ok())
            .unwrap_or_default()
    }

    /// A level from 0 to `highest`.
    pub(crate) fn level(&mut self, path: &str, highest: u8) -> Option<u8> {
        self.fact(path, |value| {
            u8::try_from(value.as_u64()?)
                .ok()
                .filter(|level| *level <= highest)
        })
    }

    /// An instant in milliseconds.
    pub(crate) fn instant(&mut self, path: &str) -> Option<Millis> {
        self.fact(path, |value| value.as_i64().map(Millis))
    }

    /// An id, or anything else that is read from text.
    pub(crate) fn id<T: FromStr>(&mut self, path: &str) -> Option<T> {
        self.fact(path, |value| value.as_str()?.parse().ok())
    }

    /// A list of codes; those that cannot be read are told once and left out.
    pub(crate) fn list<T: FromStr>(&mut self, path: &str) -> Vec<T> {
        let Some(members) = self.fact(path, |value| value.as_array().cloned()) else {
            return Vec::new();
        };
        let all = members.len();
        let read: Vec<T> = members
            .iter()
            .filter_map(|member| member.as_str()?.parse().ok())
            .collect();
        if read.len() < all {
            self.unreadable(Part::Facts, path);
        }
        read
    }

    /// Words of the personal part; empty when absent or erased.
    pub(crate) fn words(&mut self, path: &str) -> String {
        match self.personal.get(path) {
            None => String::new(),
            Some(Value::String(words)) => words.clone(),
            Some(_) => {
                self.unreadable(Part::Personal, path);
                String::new()
            }
        }
    }

    /// The names right below `parent` in the facts, as they were written, each with its path.
    pub(crate) fn names_under(&self, parent: &str) -> Vec<(String, String)> {
        named(self.facts, parent)
    }

    /// The same in the personal part.
    pub(crate) fn said_under(&self, parent: &str) -> Vec<(String, String)> {
        named(self.personal, parent)
    }

    /// The ids right below `parent` in the facts. Words whose facts are missing belong to nothing.
    pub(crate) fn ids_under<T: FromStr>(&mut self, parent: &str) -> Vec<(T, String)> {
        let facts = self.facts;
        let mut ids = Vec::new();
        for name in facts.names_under(parent) {
            let path = format!("{parent}/{name}");
            match name.parse() {
                Ok(id) => ids.push((id, path)),
                Err(_) => self.unreadable(Part::Facts, &path),
            }
        }
        ids
    }
}

fn named(fields: &Fields, parent: &str) -> Vec<(String, String)> {
    fields
        .names_under(parent)
        .into_iter()
        .map(|step| (unescape(step), format!("{parent}/{step}")))
        .collect()
}
