//! Settings of this machine, by name. What a name means is its owner's: the application's or the
//! sync's. The centre's token lies here too: inside the encrypted store.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::StoreError;
use crate::opened::Store;
use crate::read::Reading;

pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![name, value])?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM setting WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

impl Reading<'_> {
    /// The setting of this name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        get(self.connection, name)
    }
}

impl Store {
    /// The setting of this name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read(|reading| reading.setting(name))
    }

    /// Changes settings, all or none; none as value removes one.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn set_settings(&self, settings: Vec<(String, Option<String>)>) -> Result<(), StoreError> {
        self.write(move |transaction| {
            settings.iter().try_for_each(|(name, value)| match value {
                Some(value) => set(transaction, name, value),
                None => remove(transaction, name),
            })
        })
    }
}
