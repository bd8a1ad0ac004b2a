//! What leaves the program as files: what is asked for, what came of it, and the log of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::figures::{FigureCallsQuery, FiguresQuery};
use super::shift::ShiftQuery;
use super::start::{Digits, LocaleCode};
use crate::ErrorDto;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// Text with separators.
    Csv,
    /// Pages.
    Pdf,
}

/// A bulletin that is wanted as files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BulletinOrder {
    /// Which days.
    pub days: FiguresQuery,
    /// In which forms; at least one.
    pub formats: Vec<ExportFormat>,
    /// In which languages; at least one.
    pub languages: Vec<LocaleCode>,
    /// The folder, whole path.
    pub folder: String,
}

/// The calls behind a figure, wanted as files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowsOrder {
    /// Which calls; where a page went on counts for nothing.
    pub calls: FigureCallsQuery,
    /// As workbook or as text.
    pub format: ExportFormat,
    /// In which language its heads and labels are.
    pub language: LocaleCode,
    /// The folder, whole path.
    pub folder: String,
}

/// A shift's log, wanted as a file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShiftLogOrder {
    /// Which shift, under which filters; where a page went on counts for nothing.
    pub log: ShiftQuery,
    /// As workbook or as text.
    pub format: ExportFormat,
    /// In which language its heads and labels are.
    pub language: LocaleCode,
    /// The folder, whole path.
    pub folder: String,
}

/// The chain of this machine, wanted as a file that anybody can check.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChainOrder {
    /// The folder, whole path.
    pub folder: String,
    /// The PIN or password of whoever takes it out.
    pub secret: String,
}

/// What came of an export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// The files that lie in the folder now, by name. A name that was taken got a number behind it.
    pub files: Vec<String>,
    /// What was not written, and why.
    pub failed: Vec<ExportFailure>,
    /// Rows in each file.
    pub rows: u32,
    /// There was nothing to tell: nothing was logged in the days, or no call is one of those that were wanted.
    pub empty: bool,
}

/// A file that was not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportFailure {
    /// The name that it would have.
    pub name: String,
    /// Why.
    pub problem: ErrorDto,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportProgress {
    /// Files or rows that are done.
    pub done: u32,
    /// Of how many.
    pub of: u32,
}

/// An export that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportMade {
    /// Its id.
    pub id: String,
    /// When.
    pub at: i64,
    /// Who: their name in Arabic.
    pub by_ar: String,
    /// And in English.
    pub by_en: String,
    /// It was made at this machine.
    pub here: bool,
    /// Code of what: `bulletin`, `calls`, `shift_log`, `person_data`, `chain`.
    pub what: String,
    /// Code of how it came about: `window`, `schedule`, `command_line`.
    pub way: String,
    /// First day of its period, `YYYY-MM-DD`; empty without one.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Codes of its formats.
    pub formats: Vec<String>,
    /// Codes of its languages.
    pub languages: Vec<String>,
    /// How many rows.
    pub rows: u32,
    /// Name of the folder, without the way to it.
    pub folder: String,
    /// Code of why nothing came of it: `stopped`, `folder`, `no_room`, `too_many`, `failed`; empty where something did.
    pub failed: String,
}

/// A page of the log of exports, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportLog {
    /// The exports.
    pub rows: Vec<ExportMade>,
    /// Cursor of the next page; null at the end.
    pub next: Option<String>,
    /// All of the log.
    pub total: u32,
}

/// How often a bulletin is made by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BulletinRhythm {
    /// Every day, of the day before.
    Daily,
    /// Every week, of the last complete one.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every week, from the start of the year to its end.
    YearToLastWeek,
}

/// Which bulletins this machine makes by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BulletinSchedule {
    /// How often; none: it makes none.
    pub rhythms: Vec<BulletinRhythm>,
    /// In which forms.
    pub formats: Vec<ExportFormat>,
    /// In which languages.
    pub languages: Vec<LocaleCode>,
    /// Digits of what is read.
    pub digits: Digits,
    /// The folder, whole path.
    pub folder: String,
}

/// The schedule, and how it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleState {
    /// What was settled; null where nothing was.
    pub schedule: Option<BulletinSchedule>,
    /// In whose name, in Arabic.
    pub by_ar: String,
    /// And in English.
    pub by_en: String,
    /// Up to which day each was made.
    pub made: Vec<ScheduleMade>,
    /// What keeps the next one from being made; it is tried again and again.
    pub problem: Option<ErrorDto>,
}

/// How far one rhythm is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleMade {
    /// Which.
    pub rhythm: BulletinRhythm,
    /// First day of the last period that was made.
    pub from: String,
    /// Its last day.
    pub to: String,
}
