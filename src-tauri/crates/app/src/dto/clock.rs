//! The clock of a call beside its start and end: holds, and the calls that go on with one another.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A time in which the caller was on hold. Nobody types these moments: they are those of the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct HoldForm {
    /// When it began.
    pub from: i64,
    /// When it ended; none while it goes on, and where the call ended on hold.
    pub until: Option<i64>,
}

/// A call that goes on with another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallLink {
    /// Id of the call.
    pub id: String,
    /// When it started.
    pub started_at: i64,
}
