//! What a person decides about the findings of the fold: an entry like any other, so that it is sent, ordered
//! and folded alike everywhere.
//!
//! A conflict is decided by writing its fields again, knowing both: whichever value it is, the two that met
//! have given way to it, and the finding is gone ([`Finding::Conflict`]). What is no conflict of values (a move
//! that could not be made, a time that was raised) is set aside by a mark that names the entry and the code, so
//! that the same thing happening again is told again. Two who decide one finding at two machines are two writes
//! of one field like any others: one value stands everywhere, and where they wanted different ones that is a
//! finding of its own.
//!
//! A decision that is taken back counts as never made: the fold leaves its writes out, and what it had decided
//! is told again. Never here: who may decide, and which values were offered.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::fold::{Change, Fields, Finding, Part, Placed, Written, below, understands};
use crate::id::EntryId;

/// Kinds of subject whose findings can be decided, with the kinds of entry that decide and take back.
pub const DECIDABLE: [(&str, &str, &str); 6] = [
    ("call", "call.decided", "call.decision_withdrawn"),
    ("case", "case.decided", "case.decision_withdrawn"),
    ("person", "person.decided", "person.decision_withdrawn"),
    (
        "follow_up",
        "follow_up.decided",
        "follow_up.decision_withdrawn",
    ),
    ("flag", "flag.decided", "flag.decision_withdrawn"),
    ("user", "user.decided", "user.decision_withdrawn"),
];

/// Where the marks of what was set aside lie.
const SET_ASIDE: &str = "set_aside";
/// Where a withdrawal names the decisions that it takes back.
const WITHDRAWN: &str = "withdrawn";

/// A field, and what it is to be; none clears it.
pub type Decided = (Part, String, Option<Value>);

/// Writes fields of a subject of this kind again. None for a kind that is not decided.
#[must_use]
pub fn decided(subject_kind: &str, fields: Vec<Decided>) -> Option<Change> {
    let (_, kind, _) = of(subject_kind)?;
    let mut written = Written::default();
    for (part, path, value) in fields {
        written.put(part, &path, value.unwrap_or(Value::Null));
    }
    Some(written.into_change(kind))
}

/// Sets aside what is no conflict of values: a finding of this code about this entry. None for a kind that is
/// not decided.
#[must_use]
pub fn set_aside(subject_kind: &str, code: &str, entry: EntryId) -> Option<Change> {
    let (_, kind, _) = of(subject_kind)?;
    let mut written = Written::default();
    written.flag(&format!("{}/{entry}", below(SET_ASIDE, code)), true);
    Some(written.into_change(kind))
}

/// Takes a decision back. None for a kind that is not decided.
#[must_use]
pub fn withdrawn(subject_kind: &str, decision: EntryId) -> Option<Change> {
    let (_, _, kind) = of(subject_kind)?;
    let mut written = Written::default();
    written.flag(&format!("{WITHDRAWN}/{decision}"), true);
    Some(written.into_change(kind))
}

/// Whether an entry of this kind decides.
#[must_use]
pub fn decides(kind: &str) -> bool {
    DECIDABLE.iter().any(|(_, decides, _)| *decides == kind)
}

/// The decisions among these entries of one subject that were taken back.
#[must_use]
pub fn taken_back(entries: &[Placed]) -> BTreeSet<EntryId> {
    entries
        .iter()
        .filter(|entry| withdraws(&entry.header.kind))
        // What this version cannot fold takes nothing back either, until it can.
        .filter(|entry| understands(&entry.header.kind, entry.header.version))
        .filter_map(|entry| entry.facts.get(WITHDRAWN)?.as_object())
        .flatten()
        .filter(|(_, back)| **back == Value::Bool(true))
        .filter_map(|(id, _)| id.parse().ok())
        .collect()
}

/// Whether a subject's facts say that this decision was taken back.
#[must_use]
pub fn is_taken_back(facts: &Fields, decision: EntryId) -> bool {
    facts.get(&format!("{WITHDRAWN}/{decision}")) == Some(&Value::Bool(true))
}

/// Whether an entry of this kind takes a decision back.
#[must_use]
pub fn withdraws(kind: &str) -> bool {
    DECIDABLE.iter().any(|(_, _, withdraws)| *withdraws == kind)
}

/// What an object of an entry writes, path by path.
#[must_use]
pub fn writes(object: Map<String, Value>) -> Vec<(String, Value)> {
    let mut writes = Vec::new();
    crate::fold::flatten(object, &mut |path, value| writes.push((path, value)));
    writes
}

/// What a field of a subject of this kind is weighed with: fields that mean nothing apart have one name.
pub(crate) fn weighed_with(subject_kind: &str, path: &str) -> String {
    let whole = match (subject_kind, path) {
        ("call", path) => return crate::call::weighed_with(path),
        ("case", "tell_caller" | "tell_caller_at" | "tell_caller_by") => "tell_caller",
        ("case", "caller_informed_at" | "caller_informed_how") => "caller_informed_at",
        ("case", "type" | "sub_category") => "type",
        ("case", "due" | "acknowledge_due" | "target") => "due",
        ("follow_up", "done_at" | "result") => "done_at",
        ("follow_up", "cancelled" | "cancel_reason") => "cancelled",
        ("person", "governorate" | "wilayat") => "governorate",
        ("person", "id_type" | "id_number") => "id_number",
        (_, path) => path,
    };
    whole.to_owned()
}

/// Whether somebody has set this finding aside, as far as `is_set` knows the marks.
pub(crate) fn is_set_aside(finding: &Finding, is_set: impl Fn(&str) -> bool) -> bool {
    let Some(entry) = finding.entry() else {
        return false;
    };
    !matches!(finding, Finding::Conflict { .. })
        && is_set(&format!("{}/{entry}", below(SET_ASIDE, finding.code())))
}

fn of(subject_kind: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    DECIDABLE
        .iter()
        .find(|(subject, _, _)| *subject == subject_kind)
}
