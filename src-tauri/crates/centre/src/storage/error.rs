//! What can go wrong with the storage, by what the caller can do about it.

use std::error::Error;
use std::io;

/// The storage could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Too much is waiting for it, it is not there just now, or it is being stopped: try again later.
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
    Failed(#[source] Box<dyn Error + Send + Sync>),
    /// What it holds cannot be: a person has to look.
    #[error("the storage is damaged: {0}")]
    Damaged(&'static str),
}

impl StorageError {
    /// A word for it, among few.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::NoRoom => "no_room",
            Self::NoSite | Self::Failed(_) => "failed",
            Self::Damaged(_) => "damaged",
        }
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DiskFull) => Self::NoRoom,
            _ => Self::Failed(Box::new(error)),
        }
    }
}

/// Says in a folder that its centre has been moved.
pub(super) const MOVED: &str = "centre.moved";

/// Says in a folder that its centre may be in a database already: the move that was to bring it there has not said
/// its last word.
pub(super) const MOVING: &str = "centre.moving";

/// The centre's data cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it cannot be made or used.
    #[error("the data folder cannot be used")]
    Folder(#[from] io::Error),
    /// What is there is something else's.
    #[error("what is there is not the data of a centre")]
    Foreign,
    /// A newer version has written it; it is left as it is.
    #[error("the data were written by a newer version (schema {found}, this one knows {known})")]
    Newer {
        /// Number of its schema.
        found: u32,
        /// Number of the newest that this version knows.
        known: u32,
    },
    /// The schema could not be brought up to date.
    #[error("the schema cannot be brought up to date")]
    Migration(#[from] refinery::Error),
    /// SQLite refuses it.
    #[error("SQLite refuses the file")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL cannot be reached, or refuses.
    #[error("PostgreSQL cannot be used")]
    Postgres(#[from] tokio_postgres::Error),
    /// PostgreSQL did not answer in time.
    #[error("PostgreSQL does not answer")]
    NoAnswer,
    /// No pool of connections can be made.
    #[error("no pool of connections can be made")]
    Pool(#[from] deadpool_postgres::BuildError),
    /// A setting that the promises rest on is another.
    #[error("the database does not hold to the setting {0}")]
    Setting(&'static str),
    /// The centre of this folder has been moved into a database.
    #[error(
        "this centre has been moved into a database and is served from there; whoever wants the folder \
         back as it was then removes {MOVED} from it"
    )]
    Moved,
    /// A move broke off at its very end: nobody knows here whether the database has the centre.
    #[error(
        "a move of this centre into a database broke off just at its end, and the database may have it already: \
         the same `centre move` again brings it to its end. Whoever wants the folder instead makes sure that the \
         database is empty, and removes {MOVING} from the folder"
    )]
    MoveUnheard,
    /// The centre of this folder is just being moved into a database.
    #[error("this centre is just being moved into a database")]
    Moving,
    /// The system gives no random.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
}
