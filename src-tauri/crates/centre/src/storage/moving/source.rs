//! The folder that is moved: found, taken from whoever would serve it, read as it is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use domain::entry::Digest;
use domain::id::{CentreId, Millis};
use rusqlite::{Connection, Statement};

use super::MoveError;
use super::tables::TABLES;
use crate::storage::sqlite::{self, InUse};

/// A machine's epoch at a site.
pub(super) type EpochOf = ([u8; 16], [u8; 16], [u8; 16]);

/// A centre in a folder that nobody serves meanwhile.
pub(super) struct Source {
    connection: Connection,
    folder: PathBuf,
    /// Locked as long as it is moved.
    _alone: File,
}

impl Source {
    pub(super) fn open(folder: &Path, now: Millis) -> Result<Self, MoveError> {
        let opened = sqlite::take_alone(folder, now).map_err(MoveError::From)?;
        match opened {
            Ok((connection, alone)) => Ok(Self {
                connection,
                folder: folder.to_owned(),
                _alone: alone,
            }),
            Err(InUse::NoCentre) => Err(MoveError::NoCentre),
            Err(InUse::Served) => Err(MoveError::InUse),
        }
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<Statement<'_>, MoveError> {
        Ok(self.connection.prepare(sql)?)
    }

    /// Rows of a table.
    pub(super) fn count(&self, table: &str) -> Result<u64, MoveError> {
        let known = TABLES.iter().any(|known| known.name == table);
        debug_assert!(known, "a name of ours");
        let sql = format!("SELECT count(*) FROM {table}");
        let count: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    pub(super) fn id(&self) -> Result<CentreId, MoveError> {
        let id = "SELECT id FROM centre";
        let id = self.connection.query_row(id, [], |row| row.get(0))?;
        Ok(CentreId::from_bytes(id))
    }

    /// The last number and the running hash of each site's feed.
    pub(super) fn ends(&self) -> Result<BTreeMap<[u8; 16], (i64, Digest)>, MoveError> {
        let mut ends = self.prepare("SELECT id, last_number, feed_hash FROM site")?;
        let ends = ends.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(ends.collect::<Result<_, _>>()?)
    }

    /// The last place of each machine's epochs, with its hash.
    pub(super) fn heads(&self) -> Result<BTreeMap<EpochOf, (i64, Digest)>, MoveError> {
        let heads = "SELECT site, machine, epoch, head_seq, head_hash FROM epoch";
        let mut heads = self.prepare(heads)?;
        let heads = heads.query_map([], |row| {
            let of = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((of, (row.get(3)?, row.get(4)?)))
        })?;
        Ok(heads.collect::<Result<_, _>>()?)
    }

    /// Writes down in the folder that its centre may be in the database from now on.
    pub(super) fn mark_moving(&self) -> io::Result<()> {
        sqlite::mark_moving(&self.folder)
    }

    /// Whether an earlier move was broken off at its very end.
    pub(super) fn is_moving(&self) -> bool {
        sqlite::is_moving(&self.folder)
    }

    /// Writes down in the folder that its centre is here.
    pub(super) fn mark_here(&self) -> io::Result<()> {
        sqlite::mark_here(&self.folder)
    }

    /// Writes down in the folder that its centre has moved.
    pub(super) fn mark(&self) -> io::Result<()> {
        sqlite::mark_moved(&self.folder)
    }
}
