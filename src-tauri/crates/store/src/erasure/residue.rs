//! What an erasure leaves in the pages of the file, until it is swept out: a mark among the settings.
//!
//! SQLite overwrites what is deleted (`secure_delete`), but not the copies that it leaves where a page was split or
//! joined, nor the pages of before in the WAL. So behind an erasure the list beside the backups is written, the file is
//! made anew from its rows (`VACUUM`), and the WAL is brought into it and cut to nothing. The mark is set in the
//! transaction that erases and is taken away once all of that is done: what a kill or a reader keeps from being done is
//! due at the next quiet moment.

use rusqlite::Connection;

use crate::error::StoreError;
use crate::opened::Store;
use crate::private::settings;
use crate::read::Reading;

const RESIDUE: &str = "erasure.residue";
const IN_PAGES: &str = "pages";
const IN_WAL: &str = "wal";

/// Where words may still lie that were erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Residue {
    /// Nowhere.
    Nowhere,
    /// In the WAL alone.
    Wal,
    /// In pages of the file as well.
    Pages,
}

/// Notes that words were taken away in this transaction.
pub(crate) fn note(connection: &Connection) -> Result<(), StoreError> {
    settings::set(connection, RESIDUE, IN_PAGES)
}

/// Notes that the file holds none any more.
pub(crate) fn note_in_wal(connection: &Connection) -> Result<(), StoreError> {
    settings::set(connection, RESIDUE, IN_WAL)
}

/// Notes that nothing does.
pub(crate) fn note_none(connection: &Connection) -> Result<(), StoreError> {
    settings::remove(connection, RESIDUE)
}

/// What is noted.
pub(crate) fn of(connection: &Connection) -> Result<Residue, StoreError> {
    Ok(match settings::get(connection, RESIDUE)?.as_deref() {
        None => Residue::Nowhere,
        Some(IN_WAL) => Residue::Wal,
        Some(_) => Residue::Pages,
    })
}

impl Store {
    /// Sweeps out now what erasures left, and waits for it; false where a reader, or somebody who wrote meanwhile, kept
    /// it from being done: then it is done when it is quiet.
    ///
    /// # Errors
    /// When the store, or the list beside its backups, cannot be written; then too it is done later.
    pub fn sweep_erased(&self) -> Result<bool, StoreError> {
        self.sweep()
    }

    /// As [`Reading::is_residue_left`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_residue_left(&self) -> Result<bool, StoreError> {
        self.read(|reading| reading.is_residue_left())
    }
}

impl Reading<'_> {
    /// Whether something that was erased may still lie in the pages of a file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_residue_left(&self) -> Result<bool, StoreError> {
        Ok(of(self.connection)? != Residue::Nowhere)
    }
}
