//! What can be told of the condition of a store: what lies in its folder, who else may read it, how its slots and those of
//! its backups stand to each other, how much room there is; and of one that is open, what it says of itself.
//!
//! Everything here only looks. Never here: a judgement, or what to do about it; those are the application's. Never a look
//! at a file of an open store from the process that has it open, beside SQLite: closing the handle would take away the
//! locks that SQLite holds on it.

mod lying;
mod place;
mod privacy;
mod within;

use std::io;
use std::path::Path;

pub use lying::Lying;
pub use place::{BackupSlots, PlaceLook, PlacedBackup};
pub use within::Standing;

use crate::folder::{Folder, Stage};
use crate::keys::ways::WaysIn;
use crate::reserve;

/// What can be seen of a folder without opening the store in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderLook {
    /// What lies in it.
    pub stage: Stage,
    /// In which ways the store opens; none where the slots cannot be read.
    pub ways: Option<WaysIn>,
    /// Length of the database in bytes; 0 without one.
    pub database_bytes: u64,
    /// What lies there beside the store, and how many of it.
    pub lying: Vec<(Lying, u32)>,
    /// Names of what others than its owner may read or write, of the folder itself `folder`; always empty where the system
    /// has no such modes.
    pub open_to_others: Vec<String>,
    /// Bytes that are free for it; none where the file system does not say.
    pub free: Option<u64>,
    /// Bytes that are kept for saving when nothing else is free.
    pub reserve_bytes: u64,
}

impl Folder {
    /// Looks. `known` are names of what the application keeps in the folder beside the store.
    ///
    /// # Errors
    /// Where there is no such folder, or it cannot be read.
    pub fn look(&self, known: &[&str]) -> io::Result<FolderLook> {
        let database = std::fs::metadata(self.database());
        Ok(FolderLook {
            stage: self.stage(),
            ways: WaysIn::of(self).ok(),
            database_bytes: database.map_or(0, |metadata| metadata.len()),
            lying: lying::of(self, known)?,
            open_to_others: privacy::open_to_others(self)?,
            free: free(self.path())?,
            reserve_bytes: reserve::bytes(self),
        })
    }
}

/// Bytes that are free in a folder; none where its file system does not say.
pub(crate) fn free(folder: &Path) -> io::Result<Option<u64>> {
    match fs4::available_space(folder) {
        Ok(free) => Ok(Some(free)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error),
    }
}
