//! What the server's errors mean for whoever asked.

use std::fmt;

use tokio_postgres::error::SqlState;

use crate::storage::StorageError;

/// An operation did not come about.
#[derive(Debug)]
pub(in crate::storage) enum Fault {
    /// The server, or the connection to it.
    Server(tokio_postgres::Error),
    /// What was found there.
    Storage(StorageError),
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Fault {
    /// Whether the server has certainly undone it and it may come about when it is begun again. A
    /// connection that broke off does not count: its commit may have come through.
    pub(super) fn is_undone(&self) -> bool {
        let again = [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
        ];
        matches!(self, Self::Server(error) if error.code().is_some_and(|code| again.contains(code)))
    }

    /// For whoever asked.
    pub(in crate::storage) fn told(self) -> StorageError {
        let error = match self {
            Self::Storage(error) => return error,
            Self::Server(error) => error,
        };
        let told = match error.code() {
            Some(code) if is_full(code) => StorageError::NoRoom,
            Some(code) if is_passing(code) => StorageError::Busy,
            Some(_) => return StorageError::Failed(Box::new(ServerError::from(&error))),
            // Without the server's word only the connection can have failed, or a value is of another
            // type than it must be.
            None if is_connection(&error) => StorageError::Busy,
            None => return StorageError::Failed(Box::new(error)),
        };
        tracing::warn!(error = %ServerError::from(&error), "the database could not do it now");
        told
    }
}

fn is_full(code: &SqlState) -> bool {
    *code == SqlState::DISK_FULL
}

/// What passes by itself, or with a restart of the server: it has undone what was begun.
fn is_passing(code: &SqlState) -> bool {
    let passing = [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        // A standby, or a server that was told to take nothing: another may take over.
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
    ];
    // 08: connections. 53: the server is short of something other than disk.
    let classes = ["08", "53"];
    passing.contains(code) || classes.iter().any(|class| code.code().starts_with(class))
}

fn is_connection(error: &tokio_postgres::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        if source.is::<std::io::Error>() {
            return true;
        }
        cause = source.source();
    }
    error.is_closed()
}

/// What of the server's error may stand in a log: its own words may hold a whole row.
#[derive(Debug)]
struct ServerError {
    code: Option<String>,
    constraint: Option<String>,
}

impl From<&tokio_postgres::Error> for ServerError {
    fn from(error: &tokio_postgres::Error) -> Self {
        let told = error.as_db_error();
        Self {
            code: error.code().map(|code| code.code().to_owned()),
            constraint: told.and_then(|told| told.constraint().map(str::to_owned)),
        }
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.constraint) {
            (Some(code), Some(constraint)) => write!(out, "SQLSTATE {code} ({constraint})"),
            (Some(code), None) => write!(out, "SQLSTATE {code}"),
            (None, _) => out.write_str("the connection broke off"),
        }
    }
}

impl std::error::Error for ServerError {}
