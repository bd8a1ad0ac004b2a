//! Search as you type.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SearchIn {
    /// Calls.
    Calls,
    /// Cases.
    Cases,
    /// Persons.
    Persons,
}

/// A question, as it is typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchQuery {
    /// Beginnings of words, or three or more digits of a number or of a reference, in any order: all
    /// must be there. Of a longer text the first 200 characters.
    pub text: String,
    /// Where to go on with the same question; none for a new one, which ends the one before.
    pub go_on: Option<SearchOn>,
}

/// Where a question goes on.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SearchOn {
    /// In which list alone.
    pub within: SearchIn,
    /// Its cursor.
    pub after: String,
}

/// What was found, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchAnswer {
    /// Nobody waits for it any more: a newer question came. Nothing in it counts.
    pub outdated: bool,
    /// Calls, at most 50.
    pub calls: FoundCalls,
    /// Cases, at most 10.
    pub cases: FoundCases,
    /// Persons, the latest added first, at most 10. Of persons who are one by a merge, each.
    pub persons: FoundPersons,
}

/// Calls that were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCalls {
    /// The rows.
    pub rows: Vec<FoundCall>,
    /// Where to go on; none when there is nothing more.
    pub next: Option<String>,
    /// Looking was ended by time: there may be more behind the cursor, or nothing.
    pub unfinished: bool,
}

/// A call that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCall {
    /// Id of the call.
    pub id: String,
    /// When it began.
    pub started_at: i64,
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of the subject that it counts under, may be empty.
    pub sub_category: String,
    /// The number for the eye, else as it was typed.
    pub number: String,
    /// The beginning of the note, at most 140 characters.
    pub note_start: String,
    /// It is sensitive and was not opened by whoever looks: what it says is left out.
    pub restricted: bool,
}

/// Cases that were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCases {
    /// The rows.
    pub rows: Vec<FoundCase>,
    /// Where to go on; none when there is nothing more.
    pub next: Option<String>,
    /// Looking was ended by time: there may be more behind the cursor, or nothing.
    pub unfinished: bool,
}

/// Persons that were found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundPersons {
    /// The rows.
    pub rows: Vec<FoundPerson>,
    /// Where to go on; none when there is nothing more.
    pub next: Option<String>,
    /// Looking was ended by time: there may be more behind the cursor, or nothing.
    pub unfinished: bool,
}

/// A person that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundPerson {
    /// Id of the person.
    pub id: String,
    /// Name in Arabic, may be empty.
    pub name_ar: String,
    /// Name in Latin letters, may be empty.
    pub name_latin: String,
    /// Year of birth; zero when not known.
    pub birth_year: u32,
    /// Code of the governorate, may be empty.
    pub governorate: String,
    /// Code of the wilayat, may be empty.
    pub wilayat: String,
    /// The last digits of their numbers, two at most: what tells namesakes apart.
    pub number_ends: Vec<String>,
}

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCase {
    /// Id of the case.
    pub id: String,
    /// Its reference, with dashes.
    pub reference: String,
    /// Code of its status.
    pub status: String,
    /// Code of its type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of its subject, may be empty.
    pub sub_category: String,
    /// Urgent.
    pub urgent: bool,
    /// When it was received, where that is known.
    pub received_at: Option<i64>,
    /// Its title, may be empty.
    pub title: String,
    /// It is sensitive and was not opened by whoever looks: what it says is left out.
    pub restricted: bool,
}
