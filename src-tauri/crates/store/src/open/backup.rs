//! The backup that precedes a migration.
//!
//! SQLite's online backup into a file under the same key, with a copy of the slots beside it. It is
//! opened and read whole before anything is migrated; one that does not hold stops the migration.
//!
//! Its slots wrap the key of the store itself, so they follow those of the store: whoever may open the
//! store no more must not find a copy of its slots that they still open.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connect::{Access, connect};
use super::migrate::schema_version;
use crate::error::OpenError;
use crate::folder::{Folder, make_private_file, make_private_folder, sync_folder};
use crate::keys::Key;
use crate::keys::slots::{MAX_FILE_BYTES, Slots};

/// Pages copied at a step.
const PAGES_A_STEP: i32 = 1024;
/// Most backups made before a migration from one version that are kept.
const KEPT: u32 = 1_000;

/// Makes `backups/before-V<n>…` of a store of schema `found`, and checks it.
pub(crate) fn before_migration(
    folder: &Folder,
    slots: &Slots,
    connection: &Connection,
    key: &Key,
    found: u32,
) -> Result<(), OpenError> {
    write(folder, slots, connection, key, found).map_err(|error| match error {
        OpenError::DiskFull | OpenError::ReadOnly => error,
        other => OpenError::Backup(Box::new(other)),
    })
}

/// Puts these slots in the place of every copy of the slots of this store below the folder but those in
/// force: of backups, of one that broke off, of a store that was taken away and put back. What names
/// another store, or none, is left alone.
///
/// # Errors
/// `DiskFull`, else `BackupSlots`: some copies may have the new slots then.
pub(crate) fn renew_slots(folder: &Folder, slots: &Slots) -> Result<(), OpenError> {
    let renewed = copies(folder, slots.store()).map_err(OpenError::from);
    let renewed = renewed.and_then(|copies| copies.iter().try_for_each(|copy| slots.write(copy)));
    renewed.map_err(|error| match error {
        OpenError::DiskFull => error,
        other => OpenError::BackupSlots(Box::new(other)),
    })
}

/// How the names of files with slots begin, also of those kept aside and of one half replaced.
const SLOTS_NAMES: &str = "slots";

fn copies(folder: &Folder, store: &str) -> io::Result<Vec<PathBuf>> {
    let backups = listed(&folder.backups())?;
    let places = [folder.path().to_owned(), folder.backups()];
    let mut found = Vec::new();
    for place in places.into_iter().chain(backups) {
        for path in listed(&place)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let in_force = path == folder.slots();
            if name.starts_with(SLOTS_NAMES) && !in_force && names(&path, store)? {
                found.push(path);
            }
        }
    }
    // One half replaced after the one it was for, whose own replacing goes by the same name.
    found.sort();
    Ok(found)
}

/// What lies in a folder; nothing where there is none, or no folder.
fn listed(place: &Path) -> io::Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(place) {
        Err(error) if is_nothing(&error) => return Ok(Vec::new()),
        listed => listed?,
    };
    listed
        .map(|entry| entry.map(|entry| entry.path()))
        .collect()
}

/// Whether there is nothing to look into: what is there and cannot be looked into is an error.
fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Whether a file names this store. Asked of its bytes: what is left of a damaged one may still hold a slot.
fn names(path: &Path, store: &str) -> io::Result<bool> {
    let metadata = match fs::metadata(path) {
        Err(error) if is_nothing(&error) => return Ok(false),
        metadata => metadata?,
    };
    if store.is_empty() || !metadata.is_file() {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_FILE_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes
        .windows(store.len())
        .any(|window| window == store.as_bytes()))
}

fn write(
    folder: &Folder,
    slots: &Slots,
    connection: &Connection,
    key: &Key,
    found: u32,
) -> Result<(), OpenError> {
    make_private_folder(&folder.backups())?;
    let place = (1..=KEPT)
        .map(|count| {
            folder
                .backups()
                .join(format!("from-schema-{found}-{count}"))
        })
        .find(|path| !path.exists())
        .ok_or(OpenError::AlreadyThere)?;
    let mut name = place.clone().into_os_string();
    name.push(".new");
    let beside = Folder::at(name);
    match fs::remove_dir_all(beside.path()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    beside.make()?;
    make_private_file(&beside.database())?;
    copy(connection, &beside, key)?;
    check(&beside, key, found)?;
    slots.write(&beside.slots())?;
    File::options()
        .write(true)
        .open(beside.database())?
        .sync_all()?;
    beside.sync()?;
    // A folder of this name is a backup that was checked, never one that broke off.
    fs::rename(beside.path(), &place)?;
    Ok(sync_folder(&folder.backups())?)
}

fn copy(connection: &Connection, beside: &Folder, key: &Key) -> Result<(), OpenError> {
    let mut copied = Connection::open(beside.database())?;
    copied.execute_batch(&key.pragma())?;
    let backup = Backup::new(connection, &mut copied)?;
    loop {
        match backup.step(PAGES_A_STEP)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // Nobody else has the store open while it is migrated.
            _ => return Err(OpenError::InUse),
        }
    }
}

fn check(beside: &Folder, key: &Key, found: u32) -> Result<(), OpenError> {
    let copied = connect(&beside.database(), key, Access::Untouched)?;
    let broken = copied
        .prepare("PRAGMA cipher_integrity_check")?
        .exists([])?;
    let sound: String = copied.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if broken || sound != "ok" || schema_version(&copied)? != found {
        return Err(OpenError::Damaged);
    }
    Ok(())
}
