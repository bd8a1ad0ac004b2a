//! Making and opening a store.
//!
//! A refused file stays byte for byte as it was, with no file added beside it: the key is proved on
//! the bytes of the pages, and the schema's version is read without lock or WAL, before anything is
//! opened for writing. A new store is made in a folder of its own and moved into place when all of it
//! is on the disk: it is there whole or not at all.

pub(crate) mod connect;
pub(crate) mod generation;
pub(crate) mod migrate;

use std::fs::{self, File, OpenOptions};
use std::io;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::backup::{before_migration, note_before_migration};
use crate::error::OpenError;
use crate::folder::{Folder, Stage, make_private_file};
use crate::keys::Key;
use crate::keys::code::RecoveryCode;
use crate::keys::cost::Cost;
use crate::keys::pages::{FILE_SALT_BYTES, Fit, PAGE_BYTES};
use crate::keys::slots::{Slots, Unlock};
use crate::opened::now;
use crate::restore::place;
use connect::{APPLICATION_ID, Access, connect};
use migrate::{Migrations, schema_version};

/// A store that was opened: the lock is held as long as `lock` lives.
pub(crate) struct Opened {
    pub(crate) connection: Connection,
    pub(crate) key: Key,
    pub(crate) lock: File,
    /// Something of before lay in its WAL.
    pub(crate) wal: bool,
}

/// Opens the store in the folder for writing.
pub(crate) fn open(
    folder: &Folder,
    with: &Unlock<'_>,
    migrations: &Migrations,
) -> Result<Opened, OpenError> {
    let (slots, lock) = stand_before(folder)?;
    let key = slots.open(with)?;
    writable(folder)?;
    prove(folder, &slots, &key)?;
    open_keyed(folder, key, lock, migrations)
}

/// Unlocks a store to be read only, beside whoever has it open.
pub(crate) fn unlock_to_read(
    folder: &Folder,
    with: &Unlock<'_>,
    migrations: &Migrations,
) -> Result<Key, OpenError> {
    finish_where_nobody_is(folder)?;
    let slots = slots_of(folder)?;
    let key = slots.open(with)?;
    prove(folder, &slots, &key)?;
    let connection = connect(&folder.database(), &key, Access::Read)?;
    check_version(&connection, migrations)?;
    Ok(key)
}

/// Opens a store whose key is known, under the lock.
pub(crate) fn open_keyed(
    folder: &Folder,
    key: Key,
    lock: File,
    migrations: &Migrations,
) -> Result<Opened, OpenError> {
    let (connection, wal) = open_proved(folder, &key, migrations)?;
    Ok(Opened {
        connection,
        key,
        lock,
        wal,
    })
}

/// Beside an open store nothing is on its way; a kill may have left it so with nobody there since.
fn finish_where_nobody_is(folder: &Folder) -> Result<(), OpenError> {
    if !place::is_under_way(folder) {
        return Ok(());
    }
    match folder.lock() {
        Ok(_lock) => Ok(place::finish_move(folder)?),
        Err(OpenError::InUse) => Ok(()),
        Err(error) => Err(error),
    }
}

fn slots_of(folder: &Folder) -> Result<Slots, OpenError> {
    match folder.stage() {
        Stage::Empty => Err(OpenError::NotThere),
        Stage::SlotsMissing => Err(OpenError::SlotsMissing),
        Stage::Closed => Slots::read(&folder.slots()),
    }
}

fn stand_before(folder: &Folder) -> Result<(Slots, File), OpenError> {
    if folder.stage() == Stage::Empty {
        return Err(OpenError::NotThere);
    }
    let lock = folder.lock()?;
    place::finish_move(folder)?;
    place::clear(folder)?;
    Ok((slots_of(folder)?, lock))
}

/// A file that cannot be written is refused before SQLite gets it, which would leave its own beside it.
fn writable(folder: &Folder) -> Result<(), OpenError> {
    OpenOptions::new().write(true).open(folder.database())?;
    for beside in [folder.wal(), folder.shared_memory()] {
        match OpenOptions::new().write(true).open(beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Proves by the pages themselves that the key is the file's and that the pages looked at are whole.
fn prove(folder: &Folder, slots: &Slots, key: &Key) -> Result<(), OpenError> {
    let file = folder.database();
    if fs::metadata(&file)?.len() < PAGE_BYTES as u64 {
        // Not even one page: nothing in it could fit any key.
        return Err(OpenError::Damaged);
    }
    let fit = Fit::of(&file, &folder.wal(), key, slots.file_salt())?;
    match (fit.fitting, fit.broken) {
        (0, _) => Err(OpenError::KeyedWrongly),
        (_, 1..) if !fit.wal => Err(OpenError::Damaged),
        _ => Ok(()),
    }
}

fn open_proved(
    folder: &Folder,
    key: &Key,
    migrations: &Migrations,
) -> Result<(Connection, bool), OpenError> {
    let file = folder.database();
    let mut wal = fs::metadata(folder.wal()).is_ok_and(|wal| wal.len() > 0);
    if !wal {
        let looked = connect(&file, key, Access::Untouched)?;
        check_version(&looked, migrations)?;
    }
    let shared_memory = folder.shared_memory().exists();
    let connection = match connect_kept(&file, key) {
        Ok(connection) if wal && generation::is_of_another(folder, key, &connection) => None,
        Ok(connection) => Some(connection),
        Err(error) if wal && generation::fits_nothing(folder, key, &error) => None,
        Err(error) => return Err(error.into()),
    };
    let mut connection = if let Some(connection) = connection {
        connection
    } else {
        // A newer version's store is refused as it lies: the WAL beside it is for that version to judge.
        let alone = connect(&file, key, Access::Untouched).map_err(OpenError::from);
        if let Err(error) = alone.and_then(|alone| check_version(&alone, migrations)) {
            forget_looking(folder, shared_memory);
            return Err(error);
        }
        generation::put_aside(folder)?;
        wal = false;
        connect_kept(&file, key)?
    };
    let found = match check_version(&connection, migrations) {
        Ok(found) => found,
        Err(error) => {
            drop(connection);
            forget_looking(folder, shared_memory);
            return Err(error);
        }
    };
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    if found < migrations.latest() {
        let made = before_migration(folder, &connection, key, now())?;
        if !wal {
            // Before what it writes, and by itself: a WAL that holds a migration alone bears a mark as well.
            let marking = connection.transaction()?;
            generation::draw(&marking)?;
            marking.commit()?;
            wal = true;
        }
        migrations.apply(&mut connection)?;
        if schema_version(&connection)? != migrations.latest() {
            return Err(OpenError::Damaged);
        }
        note_before_migration(&connection, &made);
    }
    Ok((connection, wal))
}

/// A store that is refused keeps no trace of having been looked at.
fn forget_looking(folder: &Folder, shared_memory: bool) {
    if !shared_memory {
        let _ = fs::remove_file(folder.shared_memory());
    }
}

/// A connection that leaves the WAL as it found it, should the store turn out to be refused.
fn connect_kept(file: &std::path::Path, key: &Key) -> rusqlite::Result<Connection> {
    let connection = connect(file, key, Access::Write)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// The schema's version, if this version of the program can go on from it.
fn check_version(connection: &Connection, migrations: &Migrations) -> Result<u32, OpenError> {
    let mark: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let (found, known) = (schema_version(connection)?, migrations.latest());
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    if mark != APPLICATION_ID || found == 0 {
        return Err(OpenError::Damaged);
    }
    Ok(found)
}

/// What a new store is to be opened with.
pub(crate) struct Keys<'a> {
    /// As typed.
    pub(crate) passphrase: &'a str,
    /// The recovery code that was shown already; a fresh one without.
    pub(crate) code: Option<RecoveryCode>,
    /// What a guess costs.
    pub(crate) cost: Cost,
}

/// Makes a store: the schema, then what `fill` writes, then its slots, then all of it into place.
pub(crate) fn create<T, E: From<OpenError>>(
    folder: &Folder,
    keys: &Keys<'_>,
    migrations: &Migrations,
    fill: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<(Opened, RecoveryCode, T), E> {
    let place = prepare(folder)?;
    let made = folder.being_made();
    let key = Key::random().map_err(OpenError::from)?;
    let mut connection = make_file(&made, &key, migrations)?;
    let filled = fill(&mut connection)?;
    let code = finish(folder, &made, connection, &key, keys)?;
    let connection = connect(&folder.database(), &key, Access::Write).map_err(OpenError::from)?;
    Ok((
        Opened {
            connection,
            key,
            lock: place,
            wal: false,
        },
        code,
        filled,
    ))
}

/// The folder and its lock; what an attempt that broke off left behind is cleared away.
fn prepare(folder: &Folder) -> Result<File, OpenError> {
    folder.make()?;
    let lock = folder.lock()?;
    if folder.stage() != Stage::Empty {
        return Err(OpenError::AlreadyThere);
    }
    let made = folder.being_made();
    match fs::remove_dir_all(made.path()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    made.make()?;
    Ok(lock)
}

fn make_file(made: &Folder, key: &Key, migrations: &Migrations) -> Result<Connection, OpenError> {
    make_private_file(&made.database())?;
    let mut connection = connect(&made.database(), key, Access::Create)?;
    migrations.apply(&mut connection)?;
    if schema_version(&connection)? != migrations.latest() {
        return Err(OpenError::Damaged);
    }
    Ok(connection)
}

fn finish(
    folder: &Folder,
    made: &Folder,
    connection: Connection,
    key: &Key,
    keys: &Keys<'_>,
) -> Result<RecoveryCode, OpenError> {
    // The last connection brings the WAL into the file and removes it.
    connection
        .close()
        .map_err(|(_, error)| OpenError::from(error))?;
    let file = File::options()
        .read(true)
        .write(true)
        .open(made.database())?;
    file.sync_all()?;
    let mut salt = [0; FILE_SALT_BYTES];
    io::Read::read_exact(&mut &file, &mut salt)?;
    let mut store = [0; 16];
    getrandom::fill(&mut store)?;
    let code = match &keys.code {
        Some(shown) => shown.clone(),
        None => RecoveryCode::random()?,
    };
    Slots::new(key, store, salt, keys.passphrase, &code, keys.cost)?.write(&made.slots())?;
    // Slots without a database are no store, so they may come first; those of a database that was
    // taken away are kept aside, since they may be the only way into it.
    keep_aside(folder)?;
    fs::rename(made.slots(), folder.slots())?;
    folder.sync()?;
    fs::rename(made.database(), folder.database())?;
    folder.sync()?;
    let _ = fs::remove_dir_all(made.path());
    Ok(code)
}

/// Most slot files that are kept aside in one folder.
const KEPT_ASIDE: u32 = 1_000;

fn keep_aside(folder: &Folder) -> Result<(), OpenError> {
    if !folder.slots().exists() {
        return Ok(());
    }
    let free = (1..=KEPT_ASIDE)
        .map(|count| folder.path().join(format!("slots-kept-{count}.json")))
        .find(|path| !path.exists());
    match free {
        Some(path) => Ok(fs::rename(folder.slots(), path)?),
        None => Err(OpenError::AlreadyThere),
    }
}
