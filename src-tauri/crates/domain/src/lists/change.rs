//! A changed row of a list, as it is kept in an entry: the list, and the row as it is in its file, or the key of one that
//! goes.
//!
//! Only rows of lists that are replaced whole can go (a holiday that was called off); codes are retired, never removed.
//! Never here: what a row must keep, when the change is in use.

use serde_json::{Map, Value, json};

use super::over::FILE;
use super::shape::Shape;
use super::{ListsError, fault};

/// A changed row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    shape: &'static Shape,
    key: String,
    row: Option<Map<String, Value>>,
}

impl RowChange {
    /// A row that is new, or takes the place of the one of its key.
    #[must_use]
    pub fn put(shape: &'static Shape, row: Map<String, Value>) -> Self {
        Self {
            shape,
            key: shape.key_of(&row),
            row: Some(row),
        }
    }

    /// A row that goes; none where rows of this list do not go.
    #[must_use]
    pub fn gone(shape: &'static Shape, key: String) -> Option<Self> {
        shape.can_go().then_some(Self {
            shape,
            key,
            row: None,
        })
    }

    /// Of which list.
    #[must_use]
    pub const fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// The key by which its row is known in the list.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The row; none where it goes.
    #[must_use]
    pub const fn row(&self) -> Option<&Map<String, Value>> {
        self.row.as_ref()
    }

    /// Changes as the text of an entry.
    #[must_use]
    pub fn write(changes: &[Self]) -> String {
        let changes = changes.iter().map(|change| match &change.row {
            Some(row) => json!({"list": change.shape.list, "row": row}),
            None => json!({"list": change.shape.list, "gone": change.key}),
        });
        Value::Array(changes.collect()).to_string()
    }

    /// Changes from the text of an entry.
    ///
    /// # Errors
    /// `Unreadable`, or `Field` with the name of a list that this version of the program does not know.
    pub fn read(text: &str) -> Result<Vec<Self>, ListsError> {
        let unreadable = || ListsError::Unreadable {
            file: FILE,
            line: 0,
        };
        let all: Vec<Map<String, Value>> = serde_json::from_str(text).map_err(|_| unreadable())?;
        let mut changes = Vec::with_capacity(all.len());
        for mut one in all {
            let list = one.get("list").and_then(Value::as_str).unwrap_or_default();
            let shape = Shape::of(list).ok_or_else(|| fault(FILE, list, "lists"))?;
            let change = match (one.remove("row"), one.get("gone").and_then(Value::as_str)) {
                (Some(Value::Object(row)), _) => Some(Self::put(shape, row)),
                (_, Some(key)) => Self::gone(shape, key.to_owned()),
                _ => None,
            };
            changes.push(change.ok_or_else(unreadable)?);
        }
        Ok(changes)
    }
}
