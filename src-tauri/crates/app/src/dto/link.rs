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
    /// What this machine has of each kind of pack; none before it is enrolled.
    pub packs: Vec<PackStatus>,
}

/// What this machine has of one kind of pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackStatus {
    /// What it holds: `cards` or `lists`.
    pub kind: String,
    /// The version in use; 0 while none was taken.
    pub version: i64,
    /// When that was published, by the centre's clock.
    pub published_at: Option<i64>,
    /// This version of the program cannot read it: what is built in is used in its place.
    pub unreadable: bool,
    /// The last one that was refused, if nothing newer was taken since.
    pub refused: Option<PackRefused>,
}

/// A pack that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackRefused {
    /// Its version.
    pub version: i64,
    /// Code of why: `other_centre`, `other_site`, `other_kind`, `not_newer`, `too_long`, `signature`; of a signed
    /// content `unreadable`, `field`, `twice`, `fixed`.
    pub reason: String,
    /// The line that cannot be read, or the code of the card or of the row of a list; may be empty.
    pub at: String,
    /// The part of it; may be empty.
    pub field: String,
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
