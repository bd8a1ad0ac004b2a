//! What a store holds at one moment, in the few facts by which a copy of it is told from any other.

use rusqlite::Connection;

use super::BackupError;
use crate::error::StoreError;
use crate::int::from_sql;
use crate::open::migrate::schema_version;
use crate::read::Reading;

/// The end of a stretch of the own chain: the stretch by its local number, the last place in it, its hash.
type Head = (i64, i64, [u8; 32]);

/// What a store holds. By the columns of the first schema: it is also asked of stores that are yet to be migrated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) schema: u32,
    /// Of the file.
    pub(super) pages: u64,
    pub(super) entries: u64,
    pub(super) grown_to: u64,
    heads: Vec<Head>,
}

impl Snapshot {
    pub(super) fn of(connection: &Connection) -> Result<Self, BackupError> {
        Self::read(connection).map_err(BackupError::of_store)
    }

    fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let entries = connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0))?;
        let pages = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let mut heads = connection.prepare(
            "SELECT link.epoch, link.seq, link.hash FROM link
             JOIN (SELECT epoch, max(seq) AS seq FROM link GROUP BY epoch) AS head
               ON head.epoch = link.epoch AND head.seq = link.seq
             ORDER BY link.epoch",
        )?;
        let heads = heads.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Self {
            schema: schema_version(connection)?,
            pages: from_sql(pages),
            entries: from_sql(entries),
            grown_to: grown_to(connection)?,
            heads: heads.collect::<rusqlite::Result<_>>()?,
        })
    }
}

fn grown_to(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT coalesce(max(local), 0) FROM entry")?
        .query_row([], |row| row.get(0).map(from_sql))
}

impl Reading<'_> {
    /// A number that grows with every entry that this machine comes to hold, cheap to ask for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn grown_to(&self) -> Result<u64, StoreError> {
        Ok(grown_to(self.connection)?)
    }
}
