//! A flag on a number: it is known for nuisance calls. A subject of its own, since a number is nobody's
//! record, and with an end, since numbers change hands.
//!
//! Never here: what a flag hides. It hides nothing; an emergency comes from any number.

use crate::fold::{Change, Reader, Written};
use crate::id::Millis;

/// Kind of the entry that raises a flag.
pub const RAISED: &str = "flag.raised";
/// Kind of the entry that lifts it before its end, for good: who flags the number again raises another.
pub const LIFTED: &str = "flag.lifted";

/// A flag on a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberFlag {
    /// Code of the flag, e.g. `nuisance`.
    pub code: String,
    /// Until when it counts. Without an end that can be read it never counts.
    pub until: Option<Millis>,
    /// Code of the reason.
    pub reason: String,
    /// Taken off before its end.
    pub lifted: bool,
    /// The number's key (`phone::number_key`).
    pub number: String,
}

impl NumberFlag {
    /// Raises the flag.
    #[must_use]
    pub fn raised(&self) -> Change {
        let mut written = Written::default();
        written.code("code", &self.code);
        written.instant("until", self.until);
        written.code("reason", &self.reason);
        written.words("number", &self.number);
        written.into_change(RAISED)
    }

    /// Lifts a flag.
    #[must_use]
    pub fn lifted() -> Change {
        let mut written = Written::default();
        written.flag("lifted", true);
        written.into_change(LIFTED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            code: reader.code("code"),
            until: reader.instant("until"),
            reason: reader.code("reason"),
            lifted: reader.flag("lifted"),
            number: reader.words("number"),
        }
    }
}
