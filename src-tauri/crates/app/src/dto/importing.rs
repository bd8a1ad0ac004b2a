//! A sheet that somebody brings in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CallRow;

/// A file to be looked at.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportOpen {
    /// Where it lies, whole.
    pub path: String,
    /// What its rows are: `calls` or `surveys`.
    pub kind: String,
}

/// How a file that was opened is to be looked at.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportLook {
    /// Which look it was: another one may have been taken since.
    pub look: u32,
    /// Which sheet, from 0.
    pub sheet: u32,
    /// Number of the row in which the header stands; none for what is likely.
    pub header_row: Option<u32>,
    /// Code of the encoding of a text; none for what is likely.
    pub encoding: Option<String>,
}

/// A sheet as it is offered.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportSheet {
    /// Names this look at it.
    pub look: u32,
    /// What its rows are.
    pub kind: String,
    /// `xlsx` or `csv`.
    pub format: String,
    /// Code of the encoding of a text.
    pub encoding: Option<String>,
    /// Nothing in the file says so.
    pub encoding_assumed: bool,
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// Which one is looked at.
    pub sheet: u32,
    /// How many rows stand below the header.
    pub rows: u32,
    /// Number of the row of the header.
    pub header_row: u32,
    /// Rows among which it can be chosen.
    pub header_rows: Vec<ImportHeaderRow>,
    /// The columns.
    pub columns: Vec<ImportColumn>,
    /// Codes of the fields that a column can mean, in the order in which they are offered.
    pub fields: Vec<String>,
    /// What the columns mean was chosen before for a sheet with this header.
    pub remembered: bool,
    /// What holds where the sheet says nothing.
    pub defaults: ImportDefaults,
    /// The batch in which this sheet came in before, and that was not undone.
    pub known: Option<ImportBatch>,
}

/// A row that may be the header.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportHeaderRow {
    /// Its number.
    pub number: u32,
    /// How it begins.
    pub text: String,
}

/// A column.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportColumn {
    /// Its letters.
    pub letters: String,
    /// Its header.
    pub header: String,
    /// The first values that stand in it.
    pub samples: Vec<String>,
    /// Code of the field that it is taken for; empty for none.
    pub field: String,
}

/// What holds where a sheet says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportDefaults {
    /// Code of the channel of calls.
    pub channel: String,
    /// Code of the mode of surveys.
    #[serde(default)]
    pub mode: String,
    /// Code of the language; may be empty.
    pub language: String,
    /// Code of the type; may be empty.
    pub type_code: String,
    /// Time of day of calls, as typed; empty where a row without a time is faulty.
    pub time: String,
}

/// What the columns are to mean.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportMapping {
    /// Which look it was.
    pub look: u32,
    /// Code of the field of each column; empty for none.
    pub columns: Vec<String>,
    /// What holds where the sheet says nothing.
    pub defaults: ImportDefaults,
}

/// What would come of a sheet. Nothing was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportChecked {
    /// Names this look at it.
    pub look: u32,
    /// Rows of the sheet.
    pub rows: u32,
    /// Rows that can come, likely doubles among them.
    pub good: u32,
    /// Rows that cannot.
    pub faulty: u32,
    /// What is wrong with them, all together.
    pub faults: u32,
    /// Good rows that are likely known, or stand further up in the sheet: a call of the same number and minute; a survey
    /// of the same day with the same number of the paper or, without one, the same marks and words.
    pub doubles: u32,
    /// Rows that came in before.
    pub already: u32,
    /// Good rows about what only few may read, as suspected abuse: they come in without a name, a number or words.
    pub kept_back: u32,
    /// The faulty rows.
    pub page: ImportFaults,
}

/// A page of faulty rows.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFaults {
    /// The rows.
    pub rows: Vec<ImportFaultRow>,
    /// Where the next page goes on.
    pub next: Option<u32>,
}

/// A faulty row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFaultRow {
    /// Its number in the sheet.
    pub row: u32,
    /// What is wrong with it.
    pub faults: Vec<ImportFault>,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFault {
    /// Code of the field.
    pub field: String,
    /// Letters of the column; empty where none is taken for the field.
    pub letters: String,
    /// Header of the column.
    pub header: String,
    /// How the value begins.
    pub value: String,
    /// What is wrong.
    pub what: String,
    /// The bound, where there is one.
    pub limit: Option<u32>,
    /// The nearest label in Arabic; empty where none is near.
    pub near_ar: String,
    /// In English.
    pub near_en: String,
}

/// What was decided about a sheet that was checked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportRun {
    /// Which look it was.
    pub look: u32,
    /// Faulty rows are left out; without it nothing comes while there is one.
    pub good_alone: bool,
    /// Likely doubles come too.
    pub doubles: bool,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportDone {
    /// The batch.
    pub batch: ImportBatch,
    /// Rows that came now.
    pub imported: u32,
    /// Rows that were good when they were checked and are no more, since what they are about has changed.
    pub changed: u32,
    /// It was stopped before the end; the rest comes when it is begun again.
    pub stopped: bool,
}

/// A batch.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportBatch {
    /// Its id.
    pub id: String,
    /// What its rows are.
    pub kind: String,
    /// Name in Arabic of who began it.
    pub by_ar: String,
    /// In English.
    pub by_en: String,
    /// When.
    pub began_at: i64,
    /// Rows that were to come.
    pub rows: u32,
    /// Rows that came, once all had.
    pub imported: u32,
    /// Rows of it that stand now.
    pub standing: u32,
    /// When all were in; none while it is under way or where it broke off.
    pub done_at: Option<i64>,
    /// When it was undone.
    pub undone_at: Option<i64>,
    /// Rows that were kept then, since somebody had worked on them.
    pub kept: u32,
}

/// Batches, the newest first.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportBatches {
    /// The batches.
    pub batches: Vec<ImportBatch>,
    /// Where the next page goes on.
    pub next: Option<String>,
}

/// What undoing a batch would meet.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportUndoLook {
    /// The batch.
    pub batch: ImportBatch,
    /// Calls that somebody has worked on since: corrected, commented, put into a case. Nobody works on a survey.
    pub worked_on: u32,
    /// The first of them.
    pub rows: Vec<CallRow>,
}

/// A batch that is to be undone.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportUndo {
    /// Its id.
    pub batch: String,
    /// What somebody has worked on is kept.
    pub keep_worked_on: bool,
}

/// The sheet of faulty rows that was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportFaultyFile {
    /// Its name.
    pub name: String,
    /// How many rows it holds.
    pub rows: u32,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportProgress {
    /// Rows done.
    pub done: u32,
    /// Of so many.
    pub of: u32,
}
