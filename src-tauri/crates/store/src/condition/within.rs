//! What a store says of itself once it is open.

use std::cell::Cell;

use domain::id::{MachineId, Millis};
use rusqlite::OptionalExtension as _;

use crate::backup::{BackupMade, backups_noted};
use crate::error::StoreError;
use crate::journal::verify::Verified;
use crate::open::migrate::{Migrations, schema_version};
use crate::private::machine;
use crate::read::Reading;

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose it is.
    pub machine: MachineId,
    /// Version of its schema.
    pub schema: u32,
    /// Highest version that this program knows: at the next opening to write it is brought there.
    pub schema_known: u32,
    /// Version of SQLite.
    pub sqlite: String,
    /// Version of SQLCipher.
    pub sqlcipher: String,
    /// When this machine's newest entry was made, by its wall clock of then.
    pub newest_at: Option<Millis>,
    /// The last backup of each place, as far as the store knows, newest first.
    pub backups_made: Vec<BackupMade>,
}

impl Reading<'_> {
    /// What the store says of itself.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn standing(&self) -> Result<Standing, StoreError> {
        let own = machine::own_epoch(self.connection)?;
        let newest = self
            .connection
            .prepare_cached(
                "SELECT entry.at FROM link JOIN entry ON entry.local = link.entry
                 WHERE link.epoch = ?1 ORDER BY link.seq DESC LIMIT 1",
            )?
            .query_row([own.local], |row| row.get(0))
            .optional()?;
        let known = Migrations::known().map_err(|_| StoreError::Damaged)?;
        Ok(Standing {
            machine: machine::id(self.connection)?,
            schema: schema_version(self.connection)?,
            schema_known: known.latest(),
            sqlite: rusqlite::version().to_owned(),
            sqlcipher: self
                .connection
                .pragma_query_value(None, "cipher_version", |row| row.get(0))?,
            newest_at: newest.map(Millis),
            backups_made: backups_noted(self.connection)?,
        })
    }

    /// Checks the whole journal for as long as `tell`, which hears how far it is, wants it to go on. None where it did not
    /// want that.
    ///
    /// # Errors
    /// As [`Reading::verify`].
    pub fn verify_while(
        &self,
        tell: &dyn Fn(u64, u64) -> bool,
    ) -> Result<Option<Verified>, StoreError> {
        // A walk over rows has no way out of its own: the statement that is being walked is told to end.
        let end = self.connection.get_interrupt_handle();
        let stopped = Cell::new(!tell(0, 0));
        if stopped.get() {
            return Ok(None);
        }
        let found = self.verify_telling(&|done, of| {
            if !tell(done, of) {
                stopped.set(true);
                end.interrupt();
            }
        });
        if stopped.get() {
            return Ok(None);
        }
        found.map(Some)
    }
}
