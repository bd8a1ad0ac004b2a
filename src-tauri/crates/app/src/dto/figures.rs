//! Figures of a period, and which of them somebody wants to see the rows of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A period that has a name; what has not ended goes up to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NamedPeriod {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// From the day on which weeks begin to today.
    ThisWeek,
    /// The last complete week.
    LastWeek,
    /// From the first of the month to today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// From the first day of the quarter to today.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// From the first of January to today.
    ThisYear,
    /// The year before.
    LastYear,
    /// From the first of January to the end of the last complete week.
    YearToLastWeek,
}

/// Which days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FiguresQuery {
    /// By name; null where the days are given.
    pub named: Option<NamedPeriod>,
    /// First day as typed, `2026-11-22` or `22/11/2026`; empty where it has a name.
    pub from: String,
    /// Last day, with it.
    pub to: String,
}

/// Days from the first to the last, both with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Days {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// The figures of a period.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Its days.
    pub days: Days,
    /// What it is held against: as many whole months, or else days, right before it.
    pub previous: Days,
    /// The same days a year before.
    pub year_before: Days,
    /// Only what this person logged and moves themselves.
    pub own: bool,
    /// What they were computed from.
    pub scope: FigureScope,
    /// Calls and other contacts.
    pub calls: CallNumbers,
    /// Cases.
    pub cases: CaseNumbers,
    /// Promises done by their due, of those that were due.
    pub promises: PartOf,
    /// Time worked, and calls per hour of it.
    pub work: WorkNumbers,
    /// What people said of contacts afterwards.
    pub satisfaction: SatisfactionNumbers,
    /// The period in parts.
    pub series: FigureSeries,
    /// Quality scores.
    pub quality: QualityNumbers,
}

/// Time signed in without breaks, of everybody whose figures these are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkNumbers {
    /// How long, in milliseconds.
    pub worked_ms: i64,
    /// Received service calls that were taken in them: one that was typed up later without an end is none.
    pub calls: u32,
    /// Those calls by hours worked; none of less than an hour.
    pub per_hour: Option<f64>,
}

/// What people said of contacts. Of fewer than `needed` answers there is no rate.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SatisfactionNumbers {
    /// Answers.
    pub answers: u32,
    /// How many a rate needs.
    pub needed: u32,
    /// Their rate; none of too few.
    pub rate: Option<RateOf>,
    /// Answers of all askings, where whoever would not answer is written down too.
    pub response: PartOf,
    /// By type, in the order of the types.
    pub types: Vec<CodeAnswers>,
    /// By governorate, the most answers first.
    pub governorates: Vec<CodeAnswers>,
}

/// Answers by a code.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeAnswers {
    /// The code; empty for what has none.
    pub code: String,
    /// Answers.
    pub answers: u32,
    /// Their rate; none of too few.
    pub rate: Option<RateOf>,
}

/// The rate of enough answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RateOf {
    /// Answers of 4 or 5 of all answers.
    pub satisfied: PartOf,
    /// From where the rate of everybody lies with a likelihood of 95 %, 0–1.
    pub low: f64,
    /// To where.
    pub high: f64,
}

/// A period in parts, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureSeries {
    /// How long a part is: `day`, `week`, `month` or `year`; the first and the last may be cut.
    pub step: String,
    /// The parts.
    pub parts: Vec<SeriesPart>,
}

/// A part of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeriesPart {
    /// Its days.
    pub days: Days,
    /// Calls received.
    pub received: u32,
    /// Cases open at its end; none where it is still to come.
    pub open: Option<u32>,
}

/// What figures were computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FigureScope {
    /// The machine is enrolled: all machines of the site, as far as their entries are here. Else this machine alone.
    pub site: bool,
    /// The centre's number up to which the entries of the site are here; none before the first.
    pub number: Option<i64>,
    /// When the centre last answered.
    pub last_contact_at: Option<i64>,
    /// Other machines of the site at which nobody was seen for more than a day, the longest silent first; at most 50.
    pub silent: Vec<SilentMachine>,
}

/// A machine of which nothing was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SilentMachine {
    /// Name of its station; empty where nobody was ever seen at it.
    pub station: String,
    /// When somebody was last seen to sign in at it.
    pub at: Option<i64>,
}

/// A number of something by its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CodeCount {
    /// The code; empty for what has none.
    pub code: String,
    /// How many.
    pub count: u32,
}

/// Contacts of a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TypeNumbers {
    /// Code of the type.
    #[serde(rename = "type")]
    pub type_code: String,
    /// How many.
    pub count: u32,
    /// By subject, the most first.
    pub subjects: Vec<CodeCount>,
}

/// Quality scores of the calls that began in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QualityNumbers {
    /// The mean in parts of a thousand; none where nothing was scored.
    pub mean: Option<u32>,
    /// Calls that failed by an auto-fail item, of all that were scored.
    pub failed: PartOf,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartOf {
    /// How many.
    pub part: u32,
    /// Of how many.
    pub of: u32,
}

/// How lengths lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpreadOf {
    /// How many there are.
    pub count: u32,
    /// Their mean.
    pub mean: i64,
    /// Their median.
    pub median: i64,
    /// Their 90th percentile.
    pub p90: i64,
}

/// Figures of calls and other contacts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallNumbers {
    /// Calls received: service and non-service together.
    pub received: u32,
    /// Everything that was logged.
    pub logged: u32,
    /// By how they are counted: `service`, `non_service`, `test`, `outgoing`, `message`, `visit`, `letter`, all of them.
    pub groups: Vec<CodeCount>,
    /// Of everything that was logged by type, in the order of the types.
    pub types: Vec<TypeNumbers>,
    /// By channel, the most first.
    pub channels: Vec<CodeCount>,
    /// By governorate, the most first.
    pub governorates: Vec<CodeCount>,
    /// Handling time in milliseconds; none where no call has one.
    pub handling_ms: Option<SpreadOf>,
    /// From the end to the saving, in milliseconds.
    pub log_delay_ms: Option<SpreadOf>,
    /// Saved on a later day than they ended.
    pub saved_later: PartOf,
    /// Resolved at the first contact.
    pub resolved: PartOf,
    /// Opened a case.
    pub opened_case: PartOf,
}

/// Figures of cases. Opening + new + reopened − closed = closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseNumbers {
    /// Open when the period began.
    pub opening: u32,
    /// Opened in it.
    pub new: u32,
    /// Opened again in it.
    pub reopened: u32,
    /// Ended in it.
    pub closed: u32,
    /// Open when it ended.
    pub closing: u32,
    /// Closed by their due.
    pub in_time: PartOf,
    /// Open at its end and past their due.
    pub overdue: u32,
    /// Ended and opened again within the window.
    pub opened_again: PartOf,
    /// Age of what was open at its end, in working days.
    pub age_days: Option<SpreadOf>,
    /// How many of that by age: 0–2, 3–5, 6–10, 11–20, more than 20 working days.
    pub by_age: Vec<u32>,
}

/// The calls behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureCallsQuery {
    /// Which days.
    pub days: FiguresQuery,
    /// How they are counted: `received`, `incoming` (who came in about something), or one of the groups; empty for everything that was logged.
    pub group: String,
    /// Code of a type; null for every one. So it is with those below, whose empty code means those without.
    #[serde(rename = "type")]
    pub type_code: Option<String>,
    /// Code of a subject.
    pub sub_category: Option<String>,
    /// Code of a channel.
    pub channel: Option<String>,
    /// Code of a governorate.
    pub governorate: Option<String>,
    /// Only those that opened a case.
    pub opened_case: bool,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// Which cases of a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FigureCaseSet {
    /// Open when it began.
    Opening,
    /// Opened in it.
    #[default]
    New,
    /// Opened again in it.
    Reopened,
    /// Ended in it.
    Closed,
    /// Open when it ended.
    Closing,
    /// Open when it ended and past their due.
    Overdue,
    /// Closed in it after their due.
    Late,
    /// Ended in it and opened again within the window.
    OpenedAgain,
}

/// The cases behind a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigureCasesQuery {
    /// Which days.
    pub days: FiguresQuery,
    /// Which of them.
    pub set: FigureCaseSet,
    /// Cursor of the page before.
    pub after: Option<String>,
}
