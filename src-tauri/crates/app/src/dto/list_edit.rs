//! Lists as an administrator sees and changes them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::policy::PolicyField;

/// All lists, and what was changed of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListsOverview {
    /// The lists in their order.
    pub lists: Vec<ListSummary>,
    /// Version of the pack in use; none where the lists are those built in.
    pub pack: Option<u32>,
    /// Changes that count at this machine now or from a day on, and that no pack has.
    pub own: u32,
    /// Changes of this machine that gave way to a newer pack which says something else, the newest first.
    pub gave_way: Vec<ListChange>,
    /// Today at this machine, `YYYY-MM-DD`.
    pub today: String,
}

/// One list among all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListSummary {
    /// Its name.
    pub list: String,
    /// What it belongs to: `services`, `places`, `calls`, `persons`, `cases`, `calendar`.
    pub part: String,
    /// How many rows it has, the retired among them.
    pub rows: u32,
    /// How many of them were changed at this machine.
    pub changed: u32,
    /// How many of them change on a day to come.
    pub coming: u32,
    /// The program has rules about its codes: only labels change.
    pub labels_only: bool,
}

/// A list with the form of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListSheet {
    /// Its name.
    pub list: String,
    /// Its rows bear codes; else it is one row.
    pub coded: bool,
    /// Rows can be added.
    pub can_grow: bool,
    /// Rows can be retired.
    pub can_retire: bool,
    /// Rows can be taken out for good.
    pub can_go: bool,
    /// The fields of a row, in the order of its form.
    pub fields: Vec<ListField>,
    /// The rows in their order.
    pub rows: Vec<ListRow>,
}

/// A field of the rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListField {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ListFieldKind,
    /// The codes that can stand in it, or the list that they come from.
    pub of: Vec<String>,
    /// It must be filled.
    pub needed: bool,
    /// The fields of the rows within it.
    pub fields: Vec<Self>,
    /// The key by which the policy of the organisation fixes it now; none where nothing is fixed.
    pub locked: Option<PolicyField>,
}

/// What a field of a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListFieldKind {
    /// Words in Arabic.
    Arabic,
    /// Words in English.
    English,
    /// A line.
    Line,
    /// Several words.
    Words,
    /// One of the codes `of`.
    OneOf,
    /// Some of the codes `of`.
    SomeOf,
    /// A code of the list `of`.
    CodeOf,
    /// Codes of the list `of`.
    CodesOf,
    /// `yes`, or nothing.
    YesNo,
    /// A whole number.
    Number,
    /// `HH:MM`.
    Time,
    /// `YYYY-MM-DD`.
    Day,
    /// `0` for Sunday to `6`.
    Weekdays,
    /// One of these.
    Weekday,
    /// `days` or `minutes`, and how many.
    Span,
    /// Codes of its own.
    Options,
    /// A count that nobody types.
    Version,
    /// Rows of its own with `fields`.
    Rows,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListRow {
    /// By what it is known in its list.
    pub key: String,
    /// Its code.
    pub code: String,
    /// False when retired.
    pub active: bool,
    /// The fields that are filled.
    pub values: Vec<ListValue>,
    /// Its own codes.
    pub options: Vec<ListOption>,
    /// The rows within it.
    pub rows: Vec<ListInner>,
    /// The program relies on it: it stays in use.
    pub stays: bool,
    /// Fields that can never change.
    pub fixed: Vec<String>,
    /// It is as it was changed at this machine.
    pub changed: bool,
    /// The day on which it changes next; none where none is known.
    pub coming: Option<String>,
}

/// A field of a row that is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListValue {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub values: Vec<String>,
}

/// Rows to be changed at once, or none of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewListChange {
    /// The day from which they are in use, as people write it: `22/11/2026`, or `2026-11-22`.
    pub from: String,
    /// The rows, in the order in which new ones stand.
    pub rows: Vec<ListRowEdit>,
}

/// A row as it shall be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListRowEdit {
    /// Of which list.
    pub list: String,
    /// By what the row was known; empty for a new one.
    pub key: String,
    /// Its code.
    pub code: String,
    /// False when retired.
    pub active: bool,
    /// It is taken out for good.
    pub gone: bool,
    /// The fields that are filled.
    pub values: Vec<ListValue>,
    /// Its own codes.
    pub options: Vec<ListOption>,
    /// The rows within it.
    pub rows: Vec<ListInner>,
}

/// The rows within a field of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListInner {
    /// Name of the field.
    pub name: String,
    /// The rows, in their order.
    pub rows: Vec<ListInnerRow>,
}

/// A row within a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListInnerRow {
    /// Its code.
    pub code: String,
    /// The fields that are filled.
    pub values: Vec<ListValue>,
    /// The rows within it.
    pub rows: Vec<ListInner>,
}

/// A code of a row's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListOption {
    /// Its code.
    pub code: String,
    /// Arabic label.
    pub ar: String,
    /// English label.
    pub en: String,
    /// False when retired.
    pub active: bool,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListChange {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub at: i64,
    /// Who made it, in Arabic.
    pub by_ar: String,
    /// In English.
    pub by_en: String,
    /// The day from which it is in use.
    pub from: String,
    /// What became of it.
    pub state: ListChangeState,
    /// Its rows.
    pub rows: Vec<ListChangeRow>,
}

/// What became of a change of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListChangeState {
    /// It is in use at this machine.
    InUse,
    /// It will be, from its day on.
    Coming,
    /// A newer pack has taken its place.
    GaveWay,
    /// It was taken back.
    Withdrawn,
    /// It was made at another machine, where it is in use; here it is not.
    Elsewhere,
}

/// A row of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListChangeRow {
    /// Of which list.
    pub list: String,
    /// By what it is known there.
    pub key: String,
    /// Its Arabic label, where it has one.
    pub ar: String,
    /// Its English label.
    pub en: String,
    /// It was taken out for good.
    pub gone: bool,
    /// It was retired.
    pub retired: bool,
}

/// Changes of all machines of the site, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListChanges {
    /// The changes.
    pub changes: Vec<ListChange>,
    /// Behind what the next ones are; none where these were the last.
    pub next: Option<String>,
}

/// How many calls of the last year bear a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListUses {
    /// So many; none where calls are not counted by codes of this list.
    pub calls: Option<u32>,
    /// There may be more: counting ended there.
    pub at_least: bool,
}

/// The file for the centre lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListsFile {
    /// Its name.
    pub name: String,
    /// The folder has confirmed that it keeps the file.
    pub confirmed: bool,
    /// How many rows it names.
    pub rows: u32,
}
