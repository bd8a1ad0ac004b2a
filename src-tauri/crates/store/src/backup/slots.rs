//! The slots of backups follow those of the store.
//!
//! They wrap the key of the store itself: whoever may open the store no more must not find a copy of its slots that they
//! still open. Each copy keeps the salt of the file that it lies beside.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::place::{SLOTS_NAMES, file_name, listed, names};
use crate::error::OpenError;
use crate::folder::Folder;
use crate::keys::pages::FILE_SALT_BYTES;
use crate::keys::slots::Slots;

/// Puts these slots in the place of every copy of the slots of this store below the folder but those in
/// force: of backups, of one that broke off, of a store that was taken away and put back. What names
/// another store, or none, is left alone.
///
/// # Errors
/// `DiskFull`, else `BackupSlots`: some copies may have the new slots then.
pub(crate) fn renew_slots(folder: &Folder, slots: &Slots) -> Result<(), OpenError> {
    let places = [folder.path().to_owned(), folder.backups()];
    renew(&places, Some(&folder.slots()), slots).map_err(|error| match error {
        OpenError::DiskFull => error,
        other => OpenError::BackupSlots(Box::new(other)),
    })
}

/// The same for the backups of one place; false where there is no such place now.
///
/// # Errors
/// What the file system says: some copies may have the new slots then.
pub(super) fn renew_slots_at(place: &Path, slots: &Slots) -> Result<bool, OpenError> {
    if !place.is_dir() {
        return Ok(false);
    }
    renew(&[place.to_owned()], None, slots).map(|()| true)
}

fn renew(places: &[PathBuf], in_force: Option<&Path>, slots: &Slots) -> Result<(), OpenError> {
    for copy in copies(places, in_force, slots.store())? {
        let own = slots.beside(salt_beside(&copy));
        // What says so already is not written again: each place is looked through at every backup.
        if Slots::read(&copy).is_ok_and(|there| there == own) {
            continue;
        }
        own.write(&copy)?;
    }
    Ok(())
}

/// Files with slots of this store in these folders and in the folders of backups in the last of them.
fn copies(places: &[PathBuf], in_force: Option<&Path>, store: &str) -> io::Result<Vec<PathBuf>> {
    let backups = places.last().map_or(Ok(Vec::new()), |last| listed(last))?;
    let mut found = Vec::new();
    for place in places.iter().chain(&backups) {
        for path in listed(place)? {
            let is_one = file_name(&path).starts_with(SLOTS_NAMES);
            if is_one && in_force != Some(path.as_path()) && names(&path, store)? {
                found.push(path);
            }
        }
    }
    // One half replaced after the one it was for, whose own replacing goes by the same name.
    found.sort();
    Ok(found)
}

/// The salt of the database that a file with slots is for: of the one beside it, else what it says itself.
fn salt_beside(slots: &Path) -> Option<[u8; FILE_SALT_BYTES]> {
    let database = Folder::at(slots.parent()?).database();
    let beside = file_name(slots).starts_with("slots.json") && database.exists();
    let of_database = beside.then(|| salt_of(&database).ok()).flatten();
    // A first page that was damaged must not become what is held against it.
    let said = Slots::read(slots).ok().and_then(|slots| slots.file_salt());
    said.or(of_database)
}

/// The first bytes of a database.
pub(crate) fn salt_of(database: &Path) -> io::Result<[u8; FILE_SALT_BYTES]> {
    let mut salt = [0; FILE_SALT_BYTES];
    File::open(database)?.read_exact(&mut salt)?;
    Ok(salt)
}
