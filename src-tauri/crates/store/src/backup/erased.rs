//! Where the lists of what was erased lie (`erasure::beside`): in each place of backups.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{BackupError, BackupPlace, made};
use crate::erasure::beside::{self, ErasedList};
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::keys::Key;
use crate::keys::slots::Slots;
use crate::open::generation;
use crate::private::machine::id;

/// Brings the list in one place up to what the store has erased.
pub(super) fn write_at(
    folder: &Folder,
    connection: &Connection,
    key: &Key,
    place: &Path,
) -> Result<(), BackupError> {
    let slots = Slots::read(&folder.slots()).map_err(BackupError::slots)?;
    match beside::write(connection, key, slots.store(), place) {
        Err(StoreError::Io(error)) => Err(error.into()),
        Err(StoreError::DiskFull) => Err(BackupError::DiskFull),
        Err(StoreError::ReadOnly) => Err(BackupError::ReadOnly),
        written => written.map_err(BackupError::Store),
    }
}

/// The same in the data folder and in every place that was chosen and is within reach: the others follow with the next
/// backup there.
pub(crate) fn write_erased(
    folder: &Folder,
    connection: &Connection,
    key: &Key,
) -> Result<(), StoreError> {
    let store = match Slots::read(&folder.slots()) {
        Ok(slots) => slots.store().to_owned(),
        Err(OpenError::Io(error)) => return Err(StoreError::Io(error)),
        Err(_) => return Err(StoreError::NotFound),
    };
    beside::write(connection, key, &store, &folder.backups())?;
    let machine = id(connection)?;
    for made in made::all(connection)? {
        if made.place.is_empty() {
            continue;
        }
        let place = BackupPlace::At(PathBuf::from(made.place)).folder(folder, machine);
        if !place.is_dir() {
            continue;
        }
        // A stick that cannot be written is as one that is away.
        if let Err(error) = beside::write(connection, key, &store, &place) {
            tracing::warn!(%error, "the list of what was erased could not be written beside backups");
        }
    }
    Ok(())
}

/// Takes out of a store that is being opened what the list beside its own backups says was erased; whether anything
/// was. The file may be one that somebody put there by hand. `wal`: whether one lay beside it, which bears its mark.
pub(crate) fn apply_erased(
    folder: &Folder,
    connection: &mut Connection,
    key: &Key,
    wal: bool,
) -> Result<bool, OpenError> {
    let slots = Slots::read(&folder.slots())?;
    let list = ErasedList::read(&[folder.backups()], connection, key, slots.store())?;
    let transaction = connection.transaction()?;
    let lacking = list.apply(&transaction)?;
    if lacking > 0 {
        tracing::warn!(
            lacking,
            "this store is an older copy of itself: what was erased since was erased again"
        );
        if !wal {
            generation::draw(&transaction)?;
        }
    }
    transaction.commit()?;
    Ok(lacking > 0)
}
