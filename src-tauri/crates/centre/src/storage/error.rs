//! What can go wrong with the storage, by what the caller can do about it.

/// The storage could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Too much is waiting for it, or it is being stopped: try again later.
    #[error("the storage is busy")]
    Busy,
    /// Its disk is full.
    #[error("the storage has no room left")]
    NoRoom,
    /// No site of this name or id.
    #[error("there is no such site")]
    NoSite,
    /// It failed; only a person can help.
    #[error("the storage failed")]
    Failed(#[source] rusqlite::Error),
    /// What it holds cannot be: a person has to look.
    #[error("the storage is damaged: {0}")]
    Damaged(&'static str),
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DiskFull) => Self::NoRoom,
            _ => Self::Failed(error),
        }
    }
}
