//! The journal as it stands, for whoever reads what was done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which entries are wanted; what is empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct JournalQuery {
    /// A group of kinds (`exports`, `erasures`, `people` …), or one kind (`case.moved`).
    pub what: String,
    /// Id of the person who acted.
    pub actor: String,
    /// Id of the machine.
    pub machine: String,
    /// First day, as it is typed.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Reference of a case, or the id of a subject or of an entry about it.
    pub about: String,
    /// Where the page before ended.
    pub after: String,
}

/// A page of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalPage {
    /// The entries, the newest first by the clocks of their machines.
    pub rows: Vec<JournalRow>,
    /// Cursor of the next page; null at the end.
    pub next: Option<String>,
    /// The machines of which entries lie here.
    pub machines: Vec<JournalMachine>,
}

/// A machine of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalMachine {
    /// Its id.
    pub id: String,
    /// Name of its station when somebody was last at it; empty where that is not known here.
    pub station: String,
    /// It is this one.
    pub here: bool,
}

/// An entry in the list: that something was done, never what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalRow {
    /// Its id.
    pub id: String,
    /// When, by the clock of its machine.
    pub at: i64,
    /// Code of its kind.
    pub kind: String,
    /// Arabic name of whoever did it; both empty where they are not known here.
    pub by_ar: String,
    /// Their English name.
    pub by_en: String,
    /// Their id.
    pub actor: String,
    /// Code of the role they did it in; empty where the header cannot be read.
    pub role: String,
    /// Id of what it is about.
    pub subject: String,
    /// Reference of the case that it is about; empty where it is about none, or one that is not for these eyes.
    pub reference: String,
    /// Id of the machine.
    pub machine: String,
    /// Stretch of that machine's chain.
    pub epoch: String,
    /// Its place there.
    pub seq: u64,
    /// Its words were erased.
    pub erased: bool,
}

/// An entry, opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalEntry {
    /// As in the list.
    pub row: JournalRow,
    /// Id of the act that it belongs to; empty where the header cannot be read.
    pub act: String,
    /// Version of its kind's fields.
    pub version: u32,
    /// How far the clock was known to be ahead of the centre's, in milliseconds.
    pub skew_ms: Option<i64>,
    /// The facts: codes, times, ids. Empty where they are kept back.
    pub facts: Vec<JournalFact>,
    /// There are more than are shown.
    pub more_facts: bool,
    /// The facts are of a caller's matter, and whoever asks reads none.
    pub kept_back: bool,
    /// Digest of the header, in hexadecimal.
    pub header_digest: String,
    /// Digest of the facts.
    pub facts_digest: String,
    /// Digest of the personal part.
    pub personal_digest: String,
    /// Hash that its link follows; empty where another machine has the link.
    pub prev: String,
    /// Hash of its link.
    pub hash: String,
    /// Code of how it stands with the centre: `waiting`, `acknowledged`, `held`, `replaced`; empty as above.
    pub state: String,
    /// The centre's number; null where it has none.
    pub number: Option<u64>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalFact {
    /// Its path, with `/` in between.
    pub name: String,
    /// What stands there.
    pub value: String,
}
