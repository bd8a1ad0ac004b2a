//! What can go wrong, by what the caller can do about it.
//!
//! No error carries a name, a number or a note of a person: a failing statement is named by its
//! result code, never by its values.

use std::io;

use domain::entry::BadEntry;
use rusqlite::ffi;

use crate::backup::BackupError;

/// Why a store was not opened or not made. Whatever was refused lies on the disk byte for byte as before.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another copy of the application has it open.
    #[error("the store is in use by another copy")]
    InUse,
    /// It was written by a newer version.
    #[error("the store has schema {found}, this version knows up to {known}")]
    Newer {
        /// Schema version of the store.
        found: u32,
        /// Highest schema version known here.
        known: u32,
    },
    /// The key is right, the file is not whole.
    #[error("the store's file is damaged")]
    Damaged,
    /// The key that the slots hold is not the key of this file.
    #[error("the key is not this store's")]
    KeyedWrongly,
    /// The folder or a file in it cannot be written.
    #[error("the store cannot be written")]
    ReadOnly,
    /// The file with the key slots is missing, unreadable, or has no slot of the kind asked for.
    #[error("the key slots are missing")]
    SlotsMissing,
    /// Neither this passphrase nor this code, nor what a keyring or a key file held, opens a slot.
    #[error("the slot does not open with this")]
    WrongPassphrase,
    /// No slot of the kind asked for is as it was written: whatever is typed, it opens nothing.
    #[error("the slot is damaged")]
    SlotDamaged,
    /// Without this slot neither a passphrase nor a recovery code would open the store.
    #[error("no lasting slot would be left")]
    LastSlot,
    /// No room on the disk.
    #[error("no room on the disk")]
    DiskFull,
    /// There is no store in this folder.
    #[error("there is no store here")]
    NotThere,
    /// A store is to be made where one lies already.
    #[error("a store lies here already")]
    AlreadyThere,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    NoRandom,
    /// The backup that must precede a migration could not be made or did not read back whole.
    #[error("the backup before the migration did not hold")]
    Backup(#[source] Box<BackupError>),
    /// A backup could not be given the ways in that the store was to have; those of the store stay.
    #[error("the slots of a backup could not be replaced")]
    BackupSlots(#[source] Box<OpenError>),
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[source] io::Error),
    /// The database failed in another way.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
    /// The migrations do not fit what the store says was applied.
    #[error("the migrations do not fit")]
    Migration(#[source] Box<refinery::Error>),
    /// What was to be written with the new store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a read or a write of an open store failed. Nothing of a failed write stays.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk; the store goes on when there is room again.
    #[error("no room on the disk")]
    DiskFull,
    /// The file cannot be written (any more).
    #[error("the store cannot be written")]
    ReadOnly,
    /// A page or a row is not what was written.
    #[error("the store is damaged")]
    Damaged,
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
    /// The job on the writer's thread stopped half-way by an error of the program; nothing was written.
    #[error("a job of the writer broke off")]
    BrokeOff,
    /// An entry could not be made or read.
    #[error(transparent)]
    Entry(#[from] BadEntry),
    /// What was asked for is not there.
    #[error("not there")]
    NotFound,
    /// An entry arrived under an id that is known with other digests.
    #[error("an entry is known with other content")]
    Mismatch,
    /// What the feed brought does not follow the cursor.
    #[error("the feed left out a number")]
    FeedGap,
    /// A counter has reached its end.
    #[error("a counter has reached its end")]
    CounterFull,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    NoRandom,
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[source] io::Error),
    /// The database failed in another way.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Whether a page is at fault: not what was written, or not given back by the disk. What does not lie on it goes
    /// on, once the file is opened again.
    #[must_use]
    pub fn is_of_a_page(&self) -> bool {
        match self {
            Self::Damaged => true,
            Self::Sqlite(error) => error.sqlite_error().is_some_and(|failure| {
                matches!(
                    failure.extended_code,
                    ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ
                )
            }),
            _ => false,
        }
    }

    /// Whether the same thing may go well later without anybody changing it here.
    #[must_use]
    pub const fn may_retry(&self) -> bool {
        matches!(
            self,
            Self::DiskFull | Self::ReadOnly | Self::Io(_) | Self::NoRandom
        )
    }
}

/// What a failure of SQLite or of the file system means to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    DiskFull,
    ReadOnly,
    /// Error 26: a wrong key or a damaged file.
    NotADatabase,
    Damaged,
    Other,
}

impl Fault {
    pub(crate) fn of_sqlite(error: &rusqlite::Error) -> Self {
        let Some(failure) = error.sqlite_error() else {
            return Self::Other;
        };
        match failure.code {
            ffi::ErrorCode::DiskFull => Self::DiskFull,
            ffi::ErrorCode::ReadOnly
            | ffi::ErrorCode::PermissionDenied
            | ffi::ErrorCode::CannotOpen => Self::ReadOnly,
            ffi::ErrorCode::NotADatabase => Self::NotADatabase,
            ffi::ErrorCode::DatabaseCorrupt => Self::Damaged,
            // The shared memory beside the WAL could not grow: the disk is full, says its only cause.
            ffi::ErrorCode::SystemIoFailure
                if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE =>
            {
                Self::DiskFull
            }
            _ => Self::Other,
        }
    }

    pub(crate) fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match Fault::of_sqlite(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            Fault::NotADatabase | Fault::Damaged => Self::Damaged,
            Fault::Other => match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
                // A column holds what no statement of this crate writes there.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Damaged,
                other => Self::Sqlite(other),
            },
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match Fault::of_io(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<getrandom::Error> for StoreError {
    fn from(_: getrandom::Error) -> Self {
        Self::NoRandom
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match Fault::of_sqlite(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            Fault::NotADatabase | Fault::Damaged => Self::Damaged,
            Fault::Other => Self::Sqlite(error),
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match Fault::of_io(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

impl From<getrandom::Error> for OpenError {
    fn from(_: getrandom::Error) -> Self {
        Self::NoRandom
    }
}
