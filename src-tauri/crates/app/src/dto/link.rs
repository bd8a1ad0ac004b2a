//! The link to the centre as the status bar and its panel show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorDto;

/// State of the link and of what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkStatus {
    /// State of the connection.
    pub state: LinkState,
    /// Address of the centre, empty when none is set.
    pub address: String,
    /// Name of the site at the centre, empty until enrolled.
    pub site: String,
    /// Entries not yet acknowledged, held ones apart.
    pub waiting: u32,
    /// When the oldest waiting entry was made.
    pub oldest_at: Option<i64>,
    /// Entries that the centre could not accept.
    pub held: u32,
    /// When the centre last answered.
    pub last_contact_at: Option<i64>,
    /// By how many minutes, rounded, this machine's clock was ahead of the centre's, negative where it was behind; null
    /// while nobody knows.
    pub clock_ahead_min: Option<i64>,
    /// Why the last try failed.
    pub problem: Option<ErrorDto>,
}

/// State of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// No centre has been set: everything stays on this machine.
    NotSet,
    /// Connected.
    Connected,
    /// Sending right now.
    Sending,
    /// Not reachable; tried again by itself.
    Unreachable,
    /// The centre refuses this machine.
    Refused,
}

/// Enrolment at a centre.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectCentre {
    /// `https://…`; plain `http://` only for this machine itself (loopback).
    pub address: String,
    /// The enrolment code that `centre enrol` printed.
    pub code: String,
}

/// One entry that the centre could not accept.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldEntry {
    /// Id of the entry.
    pub entry: String,
    /// Kind of the entry.
    pub kind: String,
    /// Id of its subject.
    pub subject: String,
    /// When it was made.
    pub at: i64,
    /// The centre's reason code.
    pub reason: String,
}

/// An epoch that was begun because the one before it could not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EpochBegun {
    /// When.
    pub at: i64,
    /// Code of why: `behind` (the store is an older copy of itself) or `fork` (it runs elsewhere too).
    pub why: String,
}
