//! A call that a softphone has announced.

use serde::Serialize;
use ts_rs::TS;

/// What is known of the caller who is ringing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PopKind {
    /// Their number.
    Number,
    /// They do not show it.
    Withheld,
    /// What was handed over could not be read.
    Unreadable,
}

/// A call that waits to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScreenPop {
    /// Its name while it waits.
    pub id: u32,
    /// When it was announced.
    pub at: i64,
    /// What is known.
    pub kind: PopKind,
    /// The number as it was announced, for the form; empty where there is none.
    pub number: String,
    /// The same for the eye.
    pub shown: String,
}
