//! The fields of a subject: one path, one value.
//!
//! An entry's object is flattened, so that two people who changed different things of one subject
//! never meet: `{"affected": {"ill": 2}}` writes the path `affected/ill`. Arrays and scalars are
//! values. A `/` or `~` inside a name is escaped as in JSON Pointer (RFC 6901), so no name can pass
//! for a path.
//!
//! Never here: what a field means.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde_json::{Map, Value};

/// How deep objects are taken apart. What lies deeper stays one value; version 1 needs three.
pub const MAX_DEPTH: usize = 8;

/// Which part of the entries a field lives in. The two live apart: an erasure takes one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Codes, times, ids, money.
    Facts,
    /// Names, numbers, free text.
    Personal,
}

/// Fields by path; a cleared field is absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(BTreeMap<String, Value>);

impl Fields {
    /// The value at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.0.get(path)
    }

    /// Every field in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(path, value)| (path.as_str(), value))
    }

    /// How many fields are set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The distinct names right below `parent`, in their order: the ids of `issues`, say.
    #[must_use]
    pub fn names_under(&self, parent: &str) -> Vec<&str> {
        let prefix = format!("{parent}/");
        let mut names: Vec<&str> = self
            .0
            .range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded))
            .map_while(|(path, _)| path.strip_prefix(&prefix))
            .map(|rest| rest.split_once('/').map_or(rest, |(name, _)| name))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(super) fn set(&mut self, path: String, value: Value) {
        self.0.insert(path, value);
    }
}

impl FromIterator<(String, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

/// Hands over every write of an object: a path and its value, null where it clears the field.
pub(crate) fn flatten(object: Map<String, Value>, write: &mut impl FnMut(String, Value)) {
    for (name, value) in object {
        let name = escape(name);
        match value {
            Value::Object(inner) => flatten_below(&name, inner, 1, write),
            value => write(name, value),
        }
    }
}

fn flatten_below(
    parent: &str,
    object: Map<String, Value>,
    depth: usize,
    write: &mut impl FnMut(String, Value),
) {
    for (name, value) in object {
        let path = format!("{parent}/{}", escape(name));
        match value {
            Value::Object(inner) if depth < MAX_DEPTH => {
                flatten_below(&path, inner, depth + 1, write)
            }
            value => write(path, value),
        }
    }
}

/// A name as one step of a path, whatever characters it has.
pub(crate) fn escape(name: String) -> String {
    if name.contains(['~', '/']) {
        name.replace('~', "~0").replace('/', "~1")
    } else {
        name
    }
}

/// The name that a step of a path stands for.
pub(crate) fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn flat(value: &Value) -> Vec<(String, Value)> {
        let mut writes = Vec::new();
        flatten(value.as_object().unwrap().clone(), &mut |path, value| {
            writes.push((path, value));
        });
        writes.sort_by(|one, two| one.0.cmp(&two.0));
        writes
    }

    #[test]
    fn objects_become_paths_and_nothing_else_does() {
        assert_eq!(
            flat(
                &json!({"urgent": true, "affected": {"ill": 2, "died": null}, "roles": [{"a": 1}], "none": {}})
            ),
            [
                ("affected/died".to_owned(), json!(null)),
                ("affected/ill".to_owned(), json!(2)),
                ("roles".to_owned(), json!([{"a": 1}])),
                ("urgent".to_owned(), json!(true)),
            ]
        );
    }

    /// A name with a slash must not be able to overwrite another subject's issue.
    #[test]
    fn a_slash_in_a_name_is_not_a_path() {
        let writes = flat(&json!({"affected/ill": 9, "affected": {"ill": 2, "~1": 3}}));
        let paths: Vec<&str> = writes.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["affected/ill", "affected/~01", "affected~1ill"]);
    }

    #[test]
    fn a_name_comes_back_from_its_step() {
        for name in ["", "plain", "99/12", "~", "~1", "~0/", "a~/b"] {
            let step = escape(name.to_owned());
            assert!(!step.contains('/'));
            assert_eq!(unescape(&step), name);
        }
    }

    #[test]
    fn names_below_a_parent_are_told_once() {
        let mut fields = Fields::default();
        for path in [
            "issues",
            "issues-old/z",
            "issues/a-b/x",
            "issues/a/x",
            "issues/a/y",
            "issues/c",
            "issuesx",
        ] {
            fields.set(path.to_owned(), json!(1));
        }
        assert_eq!(fields.names_under("issues"), ["a", "a-b", "c"]);
        assert!(fields.names_under("nothing").is_empty());
    }

    /// A hostile entry cannot make the fold descend without end: what lies too deep stays one value.
    #[test]
    fn depth_is_bounded() {
        let mut deep = json!(1);
        for _ in 0..100 {
            deep = json!({"a": deep});
        }
        let writes = flat(&deep);
        assert_eq!(writes.len(), 1);
        assert_eq!(writes[0].0.split('/').count(), MAX_DEPTH + 1);
        assert!(writes[0].1.is_object(), "the rest is kept whole");
    }
}
