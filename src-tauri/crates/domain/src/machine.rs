//! A machine as a subject: what was set or renewed at it and has to leave a trail.
//!
//! Its subject bears the machine's own id. Never here: a key, a code, a secret; only that there is
//! another one since then.

use crate::fold::{Change, Reader, Written};
use crate::id::{MachineId, Millis, SubjectId};

/// Kind of the entry that says that its recovery code was renewed: the one before opens nothing.
pub const CODE_RENEWED: &str = "machine.code_renewed";
/// Kind of the entry that sets after how long without a key it locks.
pub const LOCK_SET: &str = "machine.lock_set";

/// A machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Machine {
    /// When its recovery code was last renewed; none while the first one holds.
    pub code_renewed_at: Option<Millis>,
    /// Minutes without a key or mouse until it locks; zero where never set.
    pub lock_min: u32,
    /// The same while the clock of a call runs.
    pub lock_in_call_min: u32,
}

impl Machine {
    /// The subject that a machine is.
    #[must_use]
    pub const fn subject(machine: MachineId) -> SubjectId {
        SubjectId::from_bytes(machine.to_bytes())
    }

    /// Says that the recovery code was renewed.
    #[must_use]
    pub fn code_renewed(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("code_renewed_at", Some(at));
        written.into_change(CODE_RENEWED)
    }

    /// Sets after how many minutes it locks.
    #[must_use]
    pub fn lock_set(lock_min: u32, lock_in_call_min: u32) -> Change {
        let mut written = Written::default();
        written.count("lock/min", lock_min);
        written.count("lock/in_call_min", lock_in_call_min);
        written.into_change(LOCK_SET)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            code_renewed_at: reader.instant("code_renewed_at"),
            lock_min: reader.count("lock/min"),
            lock_in_call_min: reader.count("lock/in_call_min"),
        }
    }
}
