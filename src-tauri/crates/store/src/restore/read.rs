//! Reading a store that may be damaged: a connection that is opened anew after each failure.
//!
//! After one bad page SQLCipher refuses every other page of a connection too. The file is not written, and what lies
//! beside it stays; where the WAL is another's the file is read alone.

use std::path::PathBuf;

use rusqlite::Connection;

use super::PresentStore;
use crate::folder::Folder;
use crate::keys::Key;
use crate::keys::pages::{FILE_SALT_BYTES, Fit};
use crate::open::connect::{Access, connect};
use crate::open::generation;

/// The store that lies there.
pub(super) struct Present {
    database: PathBuf,
    key: Key,
    access: Access,
    connection: Option<Connection>,
}

/// What was asked for cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

impl Present {
    /// Opens it, if anything of it can be read.
    pub(super) fn of(
        folder: &Folder,
        key: &Key,
        salt: Option<[u8; FILE_SALT_BYTES]>,
    ) -> Result<Self, PresentStore> {
        let database = folder.database();
        if !database.is_file() {
            return Err(PresentStore::Missing);
        }
        // A file of another key is not this store.
        let fit = Fit::of(&database, &folder.wal(), key, salt);
        if fit.is_ok_and(|fit| fit.fitting == 0) {
            return Err(PresentStore::Missing);
        }
        let with_wal = connect(&database, key, Access::Read);
        let is_of_another = match &with_wal {
            Ok(connection) => {
                folder.wal().exists() && generation::is_of_another(folder, key, connection)
            }
            Err(error) => generation::fits_nothing(folder, key, error),
        };
        let access = if is_of_another {
            Access::Untouched
        } else {
            Access::Read
        };
        let mut present = Self {
            database,
            key: key.clone(),
            access,
            connection: with_wal.ok().filter(|_| !is_of_another),
        };
        present
            .ask(|connection| connection.query_row("SELECT count(*) FROM epoch", [], |_| Ok(())))
            .map_err(|Unreadable| PresentStore::Unreadable)?;
        Ok(present)
    }

    /// Asks; a failure costs the connection, and the next question opens another.
    pub(super) fn ask<T>(
        &mut self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Unreadable> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.database, &self.key, self.access).map_err(|_| Unreadable)?,
        };
        let answer = ask(&connection).map_err(|_| Unreadable)?;
        self.connection = Some(connection);
        Ok(answer)
    }
}
