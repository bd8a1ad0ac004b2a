//! Opening the file: folder, lock, schema, pragmas that are read back, and what a new centre begins with.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::id::{EntryId, Millis};
use domain::wire::{FEED_ROOT, HELD_ROOT, held_hash};
use refinery::{Migration, Runner};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::values::from_column;
use crate::folder::{make_private, sync};
use crate::storage::OpenError;
use crate::storage::beginning::{Beginning, FIRST_SITE};
use crate::storage::error::{MOVED, MOVING};

const FILE: &str = "centre.sqlite";
/// Held while the schema is looked at, so that `serve` and `enrol` do not make it at once.
const LOCK: &str = "centre.lock";
/// Held by all who use the folder, together; by whoever moves it, alone.
const USE: &str = "centre.use";
/// `nidc`, in the header of the file.
const APPLICATION_ID: i32 = 0x6e69_6463;
/// How long one process waits for the write of another.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const CACHE_KIB: i32 = 16 * 1024;
/// Statements that a connection keeps: more than the appending and the folding have together.
const STATEMENTS: usize = 64;

const MIGRATIONS: &[(&str, &str)] = &[
    (
        "V1__centre",
        include_str!("../../../migrations/sqlite/V1__centre.sql"),
    ),
    (
        "V2__report",
        include_str!("../../../migrations/sqlite/V2__report.sql"),
    ),
    (
        "V3__report_views",
        include_str!("../../../migrations/sqlite/V3__report_views.sql"),
    ),
    (
        "V4__export",
        include_str!("../../../migrations/sqlite/V4__export.sql"),
    ),
    (
        "V5__seen",
        include_str!("../../../migrations/sqlite/V5__seen.sql"),
    ),
    (
        "V6__held_places",
        include_str!("../../../migrations/sqlite/V6__held_places.sql"),
    ),
    (
        "V7__packs",
        include_str!("../../../migrations/sqlite/V7__packs.sql"),
    ),
    (
        "V8__export_scope",
        include_str!("../../../migrations/sqlite/V8__export_scope.sql"),
    ),
    (
        "V9__erasures",
        include_str!("../../../migrations/sqlite/V9__erasures.sql"),
    ),
];

/// Makes folder, file, schema and first rows where they are not there; answers the file.
pub(super) fn prepare(folder: &Path, now: Millis) -> Result<PathBuf, OpenError> {
    prepare_with(folder, now, MIGRATIONS)
}

fn prepare_with(
    folder: &Path,
    now: Millis,
    migrations: &[(&str, &str)],
) -> Result<PathBuf, OpenError> {
    make_private(folder)?;
    let lock = lock_file(folder, LOCK)?;
    lock.lock()?;
    let file = folder.join(FILE);
    let mut connection = Connection::open(&file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let found = refuse_foreign(&connection, known)?;
    set(&connection)?;
    if (1..known).contains(&found) {
        back_up(&connection, folder, found)?;
    }
    let migrations = migrations
        .iter()
        .map(|(name, sql)| Migration::unapplied(name, sql))
        .collect::<Result<Vec<_>, _>>()?;
    Runner::new(&migrations)
        .set_grouped(true)
        .run(&mut connection)?;
    hash_held_places(&mut connection)?;
    begin(&mut connection, now)?;
    Ok(file)
}

/// Whether there is a centre in this folder.
pub(super) fn is_there(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

/// Takes part in using the folder, which is made if need be.
pub(super) fn share(folder: &Path) -> Result<File, OpenError> {
    make_private(folder)?;
    let in_use = lock_file(folder, USE)?;
    match in_use.try_lock_shared() {
        Ok(()) if folder.join(MOVED).exists() => Err(OpenError::Moved),
        Ok(()) if folder.join(MOVING).exists() => Err(OpenError::MoveUnheard),
        Ok(()) => Ok(in_use),
        Err(TryLockError::WouldBlock) => Err(OpenError::Moving),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Why a folder cannot be had alone.
pub(in crate::storage) enum InUse {
    /// There is no centre in it.
    NoCentre,
    /// Somebody serves it, or moves it.
    Served,
}

/// Takes a folder alone, for as long as the file is kept, and opens it for reading.
pub(in crate::storage) fn take_alone(
    folder: &Path,
    now: Millis,
) -> Result<Result<(Connection, File), InUse>, OpenError> {
    if !is_there(folder) {
        return Ok(Err(InUse::NoCentre));
    }
    let alone = lock_file(folder, USE)?;
    match alone.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Err(InUse::Served)),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    let file = prepare(folder, now)?;
    Ok(Ok((connect_for_reading(&file)?, alone)))
}

/// Writes down that the folder's centre has moved: it is not opened any more.
pub(in crate::storage) fn mark_moved(folder: &Path) -> io::Result<()> {
    File::create(folder.join(MOVED))?.sync_all()?;
    sync(folder)?;
    mark_here(folder)
}

/// Writes down that the folder's centre may be in the database from now on: it is not opened until that is known.
pub(in crate::storage) fn mark_moving(folder: &Path) -> io::Result<()> {
    File::create(folder.join(MOVING))?.sync_all()?;
    sync(folder)
}

/// Whether a move was broken off at its very end.
pub(in crate::storage) fn is_moving(folder: &Path) -> bool {
    folder.join(MOVING).exists()
}

/// Takes that mark away: it is known where the centre is.
pub(in crate::storage) fn mark_here(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(MOVING)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync(folder),
    }
}

fn lock_file(folder: &Path, name: &str) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.open(folder.join(name))
}

/// A connection that may write.
pub(super) fn connect(file: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    set(&connection)?;
    keep_statements(&connection)?;
    Ok(connection)
}

/// A connection that cannot write.
pub(super) fn connect_for_reading(file: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    keep_statements(&connection)?;
    Ok(connection)
}

/// A statement is parsed and planned once. SQLite, which is built to look at samples of the values (STAT4), would
/// parse it anew each time that another value is bound: a sixth of an append.
fn keep_statements(connection: &Connection) -> Result<(), OpenError> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    if connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)? {
        Ok(())
    } else {
        Err(OpenError::Setting("qpsg"))
    }
}

/// The number of the schema that is there, 0 for none.
fn refuse_foreign(connection: &Connection, known: u32) -> Result<u32, OpenError> {
    // The list of migrations is made before the first of them: a start that ended in between has nothing else.
    let tables: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'refinery_schema_history'",
        [],
        |row| row.get(0),
    )?;
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if tables > 0 && id != APPLICATION_ID {
        return Err(OpenError::Foreign);
    }
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    Ok(found)
}

/// The data as they are before a migration, beside them. One that is there already was made before a
/// migration that did not come about, from the same data or older ones: it is kept.
fn back_up(connection: &Connection, folder: &Path, schema: u32) -> Result<(), OpenError> {
    let backup = folder.join(format!("centre.before-schema-{}.sqlite", schema + 1));
    if backup.exists() {
        // Whoever named it may have been killed right after.
        return Ok(sync(folder)?);
    }
    // Written under another name first, so that a kill leaves no half backup that looks whole.
    let unfinished = backup.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_file(&unfinished)?;
    }
    let name = unfinished.to_string_lossy();
    connection.execute("VACUUM INTO ?1", [name.as_ref()])?;
    File::open(&unfinished)?.sync_all()?;
    fs::rename(&unfinished, &backup)?;
    sync(folder)?;
    Ok(())
}

/// What the promises rest on; SQLite is silent about a setting that it does not take.
fn set(connection: &Connection) -> Result<(), OpenError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    let foreign_keys: bool =
        connection.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    let secure_delete: bool =
        connection.pragma_query_value(None, "secure_delete", |row| row.get(0))?;
    if mode != "wal" {
        return Err(OpenError::Setting("journal_mode"));
    }
    if synchronous != 2 {
        return Err(OpenError::Setting("synchronous"));
    }
    if !foreign_keys {
        return Err(OpenError::Setting("foreign_keys"));
    }
    if !secure_delete {
        return Err(OpenError::Setting("secure_delete"));
    }
    Ok(())
}

/// Hashes the held places that a version before numbered: all or none, and once.
fn hash_held_places(connection: &mut Connection) -> Result<(), OpenError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let empty = "SELECT 1 FROM held_place WHERE hash = x''";
    if transaction.prepare(empty)?.exists([])? {
        let mut places = transaction.prepare(
            "SELECT held_place.site, held_place.number, entry.id
             FROM held_place
             JOIN feed ON feed.site = held_place.site AND feed.number = held_place.number
             JOIN entry ON entry.row = feed.entry
             ORDER BY held_place.site, held_place.number",
        )?;
        let places: Vec<([u8; 16], i64, [u8; 16])> = places
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut before = None;
        for (site, number, id) in places {
            let hash = match before {
                Some((of, hash)) if of == site => hash,
                _ => HELD_ROOT,
            };
            let hash = held_hash(&hash, from_column(number), EntryId::from_bytes(id));
            transaction.execute(
                "UPDATE held_place SET hash = ?3 WHERE site = ?1 AND number = ?2",
                (site, number, hash),
            )?;
            before = Some((site, hash));
        }
    }
    transaction.commit()?;
    Ok(())
}

/// A new centre: its id, its first counting, its first site.
fn begin(connection: &mut Connection, now: Millis) -> Result<(), OpenError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let begun: i64 = transaction.query_row("SELECT count(*) FROM centre", [], |row| row.get(0))?;
    if begun == 0 {
        let new = Beginning::new(now)?;
        transaction.execute(
            "INSERT INTO centre (one, id, secret) VALUES (1, ?1, ?2)",
            (new.centre.to_bytes(), new.secret),
        )?;
        transaction.execute(
            "INSERT INTO counting (ordinal, id, opened_at) VALUES (1, ?1, ?2)",
            (new.counting.to_bytes(), now.0),
        )?;
        transaction.execute(
            "INSERT INTO site (id, name, last_number, feed_hash) VALUES (?1, ?2, 0, ?3)",
            (new.site.to_bytes(), FIRST_SITE, FEED_ROOT),
        )?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: usize = MIGRATIONS.len();

    /// A migration behind those that there are.
    fn next(name: &str, sql: &str) -> (String, String) {
        let number = KNOWN + 1;
        let name = format!("V{number}__{name}");
        (name, format!("{sql}; PRAGMA user_version = {number};"))
    }

    /// Opens with one more migration.
    fn prepare_more(
        folder: &Path,
        at: Millis,
        more: &(String, String),
    ) -> Result<PathBuf, OpenError> {
        let more = (more.0.as_str(), more.1.as_str());
        prepare_with(folder, at, &[MIGRATIONS, &[more]].concat())
    }

    /// A migration that turns out wrong must not take the calls of a ministry with it.
    #[test]
    fn a_backup_is_made_before_a_migration() {
        let folder = tempfile::tempdir().unwrap();
        let backup = format!("centre.before-schema-{}.sqlite", KNOWN + 1);
        let backup = folder.path().join(backup);
        let file = prepare(folder.path(), Millis(1)).unwrap();
        assert!(!backup.exists(), "a new centre has nothing to back up");
        let sites = |file: &Path| -> i64 {
            let connection = Connection::open(file).unwrap();
            let count = "SELECT count(*) FROM site";
            connection.query_row(count, [], |row| row.get(0)).unwrap()
        };
        let more = next("next", "CREATE TABLE next (x INTEGER) STRICT");
        prepare_more(folder.path(), Millis(2), &more).unwrap();
        assert_eq!(sites(&backup), 1, "what was there before");
        assert_eq!(sites(&file), 1, "what is there now");
        let later = prepare(folder.path(), Millis(3));
        let newer = |found: u32, known: u32| found == known + 1 && known as usize == KNOWN;
        assert!(
            matches!(later, Err(OpenError::Newer { found, known }) if newer(found, known)),
            "the older version leaves it alone"
        );
    }

    /// A migration that fails leaves the data as they were, to be opened by the version before.
    #[test]
    fn a_failed_migration_leaves_the_data() {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path(), Millis(1)).unwrap();
        let wrong = next("wrong", "CREATE TABLE half (x INTEGER) STRICT; nonsense");
        let failed = prepare_more(folder.path(), Millis(2), &wrong);
        assert!(matches!(failed, Err(OpenError::Migration(_))));
        prepare(folder.path(), Millis(3)).unwrap();
    }
}
