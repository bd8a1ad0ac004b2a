//! Fields of what is no call, two states of them, in names and values that the screen can put into words.
//!
//! A field is named by its subject and its first step (`case.owner`); what is below it comes apart. People are
//! told by their names. Never here: fields of calls, which have the names of their form (`call_fields`).

use std::collections::BTreeMap;

use domain::fold::Part;
use serde_json::Value;
use store::Reading;

use crate::Result;
use crate::dto::FieldChange;

/// Fields by part and path; none where one is not set.
pub(crate) type Values = BTreeMap<(Part, String), Option<Value>>;

/// Longest value that is told.
const VALUE_CHARS_MAX: usize = 1_000;
/// What only goes along with another field and says nothing to a person.
const GO_ALONG: &[&str] = &[
    "tell_caller_at",
    "tell_caller_by",
    "target",
    "acknowledge_due",
];

/// What leads from one state to the other.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn plain_changes(
    rows: &Reading<'_>,
    kind: &str,
    old: &Values,
    new: &Values,
) -> Result<Vec<FieldChange>> {
    let mut told = Vec::new();
    for ((part, path), value) in new {
        let before = old.get(&(*part, path.clone())).cloned().flatten();
        if before == *value || GO_ALONG.contains(&path.as_str()) {
            continue;
        }
        let (name, of) = path.split_once('/').unwrap_or((path, ""));
        told.push(FieldChange {
            field: format!("{kind}.{name}"),
            of: of.to_owned(),
            old: text(rows, name, before.as_ref())?,
            new: text(rows, name, value.as_ref())?,
        });
    }
    Ok(told)
}

fn text(rows: &Reading<'_>, name: &str, value: Option<&Value>) -> Result<String> {
    Ok(match (name, value) {
        (_, None | Some(Value::Bool(false))) => String::new(),
        (_, Some(Value::Bool(true))) => "true".into(),
        ("owner" | "user", Some(Value::String(id))) => match id.parse() {
            Ok(user) => rows
                .user(user)?
                .map_or_else(String::new, |user| either(user.name_ar, user.name_en)),
            Err(_) => String::new(),
        },
        ("caller" | "patient", Some(Value::String(id))) => match id.parse() {
            Ok(person) => rows
                .person_row(person)?
                .map_or_else(String::new, |row| either(row.name_ar, row.name_latin)),
            Err(_) => String::new(),
        },
        (_, Some(Value::String(text))) => text.chars().take(VALUE_CHARS_MAX).collect(),
        (_, Some(value)) => value.to_string().chars().take(VALUE_CHARS_MAX).collect(),
    })
}

fn either(arabic: String, latin: String) -> String {
    if arabic.is_empty() { latin } else { arabic }
}
