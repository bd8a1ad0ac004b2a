//! Connections to the encrypted file, all made the same way.
//!
//! The key comes first and nothing about ciphers follows it. Every pragma is read back: one that
//! SQLite ignored in silence would be a promise broken in silence.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, MAIN_DB, OpenFlags, ffi};

use crate::keys::Key;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Makes the file; it must not be there.
    Create,
    /// Reads and writes.
    Write,
    /// Reads, beside a writer.
    Read,
    /// Reads the file alone, without its WAL and without a lock; leaves no trace beside it. Only for
    /// a file that nobody writes.
    Untouched,
}

/// `nida` as a number: the mark of our files in the database header.
pub(crate) const APPLICATION_ID: i64 = 0x6e69_6461;

/// How long a statement waits for another connection's lock, in milliseconds.
pub(crate) const BUSY_TIMEOUT_MS: i64 = 5_000;
/// Page cache of the connection that writes, in KiB.
const CACHE_KIB: i64 = 8 * 1024;
/// Page cache of one that reads. A page that is not in it is decrypted and its HMAC checked, most of what
/// a question costs; letter by letter the same pages are asked for, until somebody saves: then SQLite
/// forgets all of them.
const READ_CACHE_KIB: i64 = 24 * 1024;
/// Frames after which SQLite itself checkpoints within a save; the writer does it earlier, when idle.
const AUTO_CHECKPOINT_FRAMES: i64 = 10_000;
/// Bytes to which the WAL is cut back after a checkpoint.
const WAL_KEPT_BYTES: i64 = 32 * 1024 * 1024;

/// Prepared statements kept by a connection.
const STATEMENTS: usize = 128;

/// A pragma did not take its value.
fn refused(pragma: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidParameterName(format!("pragma {pragma} did not take its value"))
}

/// Opens the file with the key. A wrong key shows at the first read, which is done here.
pub(crate) fn connect(file: &Path, key: &Key, access: Access) -> rusqlite::Result<Connection> {
    let base = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match access {
        Access::Create => Connection::open_with_flags(
            file,
            base | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?,
        Access::Write => {
            Connection::open_with_flags(file, base | OpenFlags::SQLITE_OPEN_READ_WRITE)?
        }
        Access::Read => Connection::open_with_flags(file, base | OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        Access::Untouched => Connection::open_with_flags(
            immutable_uri(file),
            base | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )?,
    };
    // Should anything fail here, closing must not bring into the file what lies in a WAL that is not its own.
    set_config(
        &connection,
        DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
        true,
    )?;
    connection.execute_batch(&key.pragma())?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    for (config, on) in [
        // A plan never hangs on what is bound: else SQLite, which is built to look at samples of the values
        // (STAT4), parses a statement anew each time that another value is bound.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        set_config(&connection, config, on)?;
    }
    set(
        &connection,
        "busy_timeout",
        BUSY_TIMEOUT_MS,
        BUSY_TIMEOUT_MS,
    )?;
    // The first read: whoever has the wrong key stops here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    if matches!(access, Access::Create | Access::Write) {
        // A file that may not be written is opened all the same, to be read: whoever wants to write must not go on
        // with that when the file may be written again.
        if connection.is_readonly(MAIN_DB)? {
            let error = ffi::Error::new(ffi::SQLITE_READONLY);
            return Err(rusqlite::Error::SqliteFailure(error, None));
        }
        set(&connection, "journal_mode", "WAL", "wal".to_owned())?;
        set(
            &connection,
            "wal_autocheckpoint",
            AUTO_CHECKPOINT_FRAMES,
            AUTO_CHECKPOINT_FRAMES,
        )?;
        set(
            &connection,
            "journal_size_limit",
            WAL_KEPT_BYTES,
            WAL_KEPT_BYTES,
        )?;
    }
    let cache_kib = match access {
        Access::Read => READ_CACHE_KIB,
        Access::Create | Access::Write | Access::Untouched => CACHE_KIB,
    };
    for (pragma, value, expected) in [
        ("synchronous", Value::from("FULL".to_owned()), 2),
        ("foreign_keys", Value::from("ON".to_owned()), 1),
        ("secure_delete", Value::from("ON".to_owned()), 1),
        ("temp_store", Value::from("MEMORY".to_owned()), 2),
        ("cell_size_check", Value::from("ON".to_owned()), 1),
        ("trusted_schema", Value::from("OFF".to_owned()), 0),
        ("cache_size", Value::from(-cache_kib), -cache_kib),
    ] {
        set(&connection, pragma, value, expected)?;
    }
    if matches!(access, Access::Read | Access::Untouched) {
        set(&connection, "query_only", "ON", 1)?;
    }
    no_memory_map(&connection)?;
    set_config(
        &connection,
        DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
        false,
    )?;
    Ok(connection)
}

fn set_config(connection: &Connection, config: DbConfig, on: bool) -> rusqlite::Result<()> {
    if connection.set_db_config(config, on)? == on {
        Ok(())
    } else {
        Err(refused("of the configuration"))
    }
}

fn set(
    connection: &Connection,
    pragma: &str,
    value: impl rusqlite::ToSql,
    expected: impl Into<Value>,
) -> rusqlite::Result<()> {
    connection.pragma_update(None, pragma, value)?;
    let read: Value = connection.pragma_query_value(None, pragma, |row| row.get(0))?;
    if read == expected.into() {
        Ok(())
    } else {
        Err(refused(pragma))
    }
}

/// Nothing maps the file into memory. SQLCipher is built without; then the pragma answers nothing.
fn no_memory_map(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "mmap_size", 0)?;
    let mut mapped = 0_i64;
    connection.pragma_query(None, "mmap_size", |row| {
        mapped = row.get(0)?;
        Ok(())
    })?;
    if mapped == 0 {
        Ok(())
    } else {
        Err(refused("mmap_size"))
    }
}

/// `file:` URI of a path, for a file that nobody writes.
fn immutable_uri(file: &Path) -> String {
    let mut uri = String::from("file:");
    let text = file.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') && text.contains(':') {
        // C:/… of Windows
        uri.push('/');
    }
    for letter in text.chars() {
        match letter {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            other => uri.push(other),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pragma that is set and not read back may have been ignored.
    #[test]
    fn a_new_file_has_every_pragma_and_no_plain_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a?b#c%d.db");
        let key = Key::random().unwrap();
        let made = connect(&file, &key, Access::Create).unwrap();
        made.execute_batch("CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO note (text) VALUES ('planted words')").unwrap();
        let cipher: String = made
            .pragma_query_value(None, "cipher_version", |row| row.get(0))
            .unwrap();
        assert!(cipher.starts_with("4."), "SQLCipher, not SQLite: {cipher}");
        drop(made);
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(7).any(|window| window == b"planted"),
            "nothing lies there in clear"
        );
        assert!(!bytes.starts_with(b"SQLite format 3"));

        let before = std::fs::read_dir(folder.path()).unwrap().count();
        let read = connect(&file, &key, Access::Untouched).unwrap();
        let text: String = read
            .query_row("SELECT text FROM note", [], |row| row.get(0))
            .unwrap();
        assert_eq!(text, "planted words");
        assert!(
            read.execute("INSERT INTO note (text) VALUES ('x')", [])
                .is_err()
        );
        drop(read);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            before,
            "no file beside it"
        );

        let wrong = connect(&file, &Key::random().unwrap(), Access::Untouched).unwrap_err();
        assert_eq!(
            wrong.sqlite_error_code(),
            Some(rusqlite::ErrorCode::NotADatabase)
        );
    }
}
