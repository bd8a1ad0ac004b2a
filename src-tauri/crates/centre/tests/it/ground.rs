//! What a centre of these tests stands on: a folder with its SQLite file.

use std::path::PathBuf;

use centre::StorageAt;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// The file in a centre's folder.
const FILE: &str = "centre.sqlite";

pub(crate) struct Ground {
    folder: TempDir,
}

/// A copy of the data.
pub(crate) struct Backup(PathBuf);

#[expect(
    clippy::unused_async,
    reason = "with a server behind it, all of this waits"
)]
impl Ground {
    pub(crate) async fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A folder that the centre has to make.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("made/at/first/start")
    }

    pub(crate) fn storage(&self) -> StorageAt {
        self.data().into()
    }

    /// How a command is told of it.
    pub(crate) fn arguments(&self) -> Vec<String> {
        vec!["--data".into(), self.data().to_str().unwrap().into()]
    }

    /// Changes rows by hand; answers how many.
    pub(crate) async fn change(&self, sql: &str) -> u64 {
        let connection = Connection::open(self.data().join(FILE)).unwrap();
        connection.execute(sql, []).unwrap() as u64
    }

    /// Makes it one of a version that did not count held places.
    pub(crate) async fn forget_held_places(&self) {
        let connection = Connection::open(self.data().join(FILE)).unwrap();
        let older = "DROP INDEX entry_by_subject; DROP INDEX entry_erasing; ALTER TABLE entry DROP COLUMN subject;
            ALTER TABLE export DROP COLUMN scope; DROP TABLE pack; DROP TABLE held_place; PRAGMA user_version = 5;
            DELETE FROM refinery_schema_history WHERE version >= 6;";
        connection.execute_batch(older).unwrap();
    }

    /// A number that a query gives.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let file = self.data().join(FILE);
        let connection = Connection::open_with_flags(file, flags).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Copies the data; nobody serves them.
    pub(crate) async fn back_up(&self) -> Backup {
        let backup = self.folder.path().join("backup");
        let connection = Connection::open(self.data().join(FILE)).unwrap();
        connection
            .execute("VACUUM INTO ?1", [backup.to_str().unwrap()])
            .unwrap();
        Backup(backup)
    }

    /// Puts a backup in the place of the data.
    pub(crate) async fn restore(&self, Backup(backup): &Backup) {
        for file in [FILE, "centre.sqlite-wal", "centre.sqlite-shm"] {
            let _absent = std::fs::remove_file(self.data().join(file));
        }
        std::fs::copy(backup, self.data().join(FILE)).unwrap();
    }
}
