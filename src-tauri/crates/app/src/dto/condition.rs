//! The condition of a machine: what was found, by codes that monitoring may rely on.
//! Nobody's data.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::finding_code::FindingCode;
use crate::ErrorDto;

/// What was found of a machine; nothing of it is anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// The worst of the findings.
    pub level: FindingLevel,
    /// All data and the newest backups were read, and not only looked at.
    pub thorough: bool,
    /// In the order of the areas.
    pub findings: Vec<Finding>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What it is about.
    pub area: FindingArea,
    /// How bad it is.
    pub level: FindingLevel,
    /// What it is.
    pub code: FindingCode,
    /// Facts for the words; which ones is said at each code. `at` and whatever ends in `_at` is an instant, UTC in
    /// milliseconds since 1970.
    pub args: BTreeMap<String, String>,
    /// What went wrong, where that is an error as others are.
    pub problem: Option<ErrorDto>,
}

/// What findings are about, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingArea {
    /// The store and its folder.
    #[default]
    Store,
    /// The journal in it.
    Journal,
    /// What opens it.
    Slots,
    /// Its backups.
    Backups,
    /// The room on the disks.
    Disk,
    /// The clock.
    Clock,
    /// The centre.
    Centre,
    /// What the organisation fixes.
    Policy,
    /// The program and what it works with.
    Version,
}

/// How bad a finding is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingLevel {
    /// As it should be.
    Ok,
    /// Worth knowing; nothing has to be done.
    Note,
    /// Somebody should look after it.
    Warning,
    /// Something is wrong.
    Fault,
}

/// How far a thorough check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConditionProgress {
    /// What is being looked at.
    pub area: FindingArea,
    /// So much of it is done.
    pub done: u64,
    /// Of so much; 0 while that is not known.
    pub of: u64,
}
