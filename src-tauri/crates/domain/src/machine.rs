//! A machine as a subject: what was set or renewed at it and has to leave a trail.
//!
//! Its subject bears the machine's own id. Never here: a key, a code, a secret; only that there is
//! another one since then.

use crate::fold::{Change, Reader, Written};
use crate::id::{MachineId, Millis, SubjectId};

/// Kind of the entry that says that its recovery code was renewed: the one before opens nothing.
pub const CODE_RENEWED: &str = "machine.code_renewed";
/// Kind of the entry that says that its station passphrase was changed.
pub const PASSPHRASE_CHANGED: &str = "machine.passphrase_changed";
/// Kind of the entry that says that the keyring of its operating system opens its store since then, or
/// opens it with another secret.
pub const KEYRING_ADDED: &str = "machine.keyring_added";
/// Kind of the entry that says that it does so no more.
pub const KEYRING_REMOVED: &str = "machine.keyring_removed";
/// Kind of the entry that says that a key file opens its store since then.
pub const KEY_FILE_ADDED: &str = "machine.key_file_added";
/// Kind of the entry that says that none does any more.
pub const KEY_FILE_REMOVED: &str = "machine.key_file_removed";
/// Kind of the entry that sets after how long without a key it locks.
pub const LOCK_SET: &str = "machine.lock_set";

/// A machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Machine {
    /// When its recovery code was last renewed; none while the first one holds.
    pub code_renewed_at: Option<Millis>,
    /// When its station passphrase was last changed; none while the first one holds.
    pub passphrase_changed_at: Option<Millis>,
    /// Since when a keyring opens its store; none where none does.
    pub keyring_since: Option<Millis>,
    /// Since when a key file opens its store; none where none does.
    pub key_file_since: Option<Millis>,
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

    /// Says that the station passphrase was changed.
    #[must_use]
    pub fn passphrase_changed(at: Millis) -> Change {
        let mut written = Written::default();
        written.instant("passphrase_changed_at", Some(at));
        written.into_change(PASSPHRASE_CHANGED)
    }

    /// Says since when a keyring opens the store, or that none does any more.
    #[must_use]
    pub fn keyring_set(since: Option<Millis>) -> Change {
        let mut written = Written::default();
        written.fact("keyring_since", since.map(|Millis(at)| at));
        let kind = since.map_or(KEYRING_REMOVED, |_| KEYRING_ADDED);
        written.into_change(kind)
    }

    /// Says since when a key file opens the store, or that none does any more.
    #[must_use]
    pub fn key_file_set(since: Option<Millis>) -> Change {
        let mut written = Written::default();
        written.fact("key_file_since", since.map(|Millis(at)| at));
        let kind = since.map_or(KEY_FILE_REMOVED, |_| KEY_FILE_ADDED);
        written.into_change(kind)
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
            passphrase_changed_at: reader.instant("passphrase_changed_at"),
            keyring_since: reader.instant("keyring_since"),
            key_file_since: reader.instant("key_file_since"),
            lock_min: reader.count("lock/min"),
            lock_in_call_min: reader.count("lock/in_call_min"),
        }
    }
}
