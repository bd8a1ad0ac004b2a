//! The backup that precedes a migration.
//!
//! SQLite's online backup into a file under the same key, with a copy of the slots beside it. It is
//! opened and read whole before anything is migrated; one that does not hold stops the migration.

use std::fs;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connect::{Access, connect};
use super::migrate::schema_version;
use crate::error::OpenError;
use crate::folder::{Folder, make_private_file, make_private_folder, sync_folder};
use crate::keys::Key;
use crate::keys::slots::Slots;

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
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    beside.make()?;
    make_private_file(&beside.database())?;
    copy(connection, &beside, key)?;
    check(&beside, key, found)?;
    slots.write(&beside.slots())?;
    fs::File::options()
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
