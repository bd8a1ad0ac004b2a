//! What a restored store begins with: a backup that was checked, or an empty store of the same machine.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;

use domain::id::Millis;
use rusqlite::{Connection, params};

use super::read::Present;
use super::{Far, RestoreError, Stage};
use crate::backup::{BackupReason, Name, NoRoom, file_name, room_lacking};
use crate::error::{OpenError, StoreError};
use crate::folder::{Folder, make_private_file};
use crate::journal::verify;
use crate::keys::Key;
use crate::keys::pages::{PAGE_BYTES, each_fits};
use crate::open::connect::{APPLICATION_ID, Access, connect};
use crate::open::migrate::{Migrations, schema_version};
use crate::read::Reading;

/// Bytes copied at a step.
const STEP_BYTES: usize = 1024 * 1024;

/// A base that was made.
pub(super) struct Base {
    pub(super) connection: Connection,
    /// The first thing that is wrong in its journal.
    pub(super) fault: Option<verify::Fault>,
}

/// When and why a backup was made, by the name of its folder.
pub(super) fn name_of(backup: &Path) -> Option<(Millis, BackupReason)> {
    Name::parse(&file_name(backup)).map(|name| (name.at, name.reason))
}

/// A copy of a backup: of its database alone, whatever lies beside it. Every page and every entry is looked at in the
/// copy, which is brought to the version of this program then.
pub(super) fn of_backup(
    backup: &Folder,
    made: &Folder,
    key: &Key,
    migrations: &Migrations,
    far: &Far<'_>,
) -> Result<Base, RestoreError> {
    let bytes = match fs::metadata(backup.database()) {
        Ok(metadata) => metadata.len(),
        Err(_) => return Err(RestoreError::NotThere),
    };
    let parent = made.path().parent().unwrap_or(made.path());
    if let Some(NoRoom { needed, free }) = room_lacking(parent, bytes / PAGE_BYTES as u64)? {
        return Err(RestoreError::NoRoom { needed, free });
    }
    made.make()?;
    copy(backup, made, bytes, far)?;
    let pages = bytes / PAGE_BYTES as u64;
    let fits = each_fits(&made.database(), key, |page| {
        far.tell(Stage::Checking, page, pages)
    })?;
    if !fits {
        return Err(RestoreError::NotSound);
    }
    let mut connection = connect(&made.database(), key, Access::Write).map_err(not_sound)?;
    check_version(&connection, migrations)?;
    let reading = Reading {
        connection: &connection,
    };
    let verified = reading.verify_telling(&|done, of| {
        // That somebody wants it to end is asked for between the stages: this one goes through the file once.
        let _ = far.tell(Stage::Verifying, done, of);
    })?;
    far.tell(Stage::Verifying, 1, 1)?;
    migrations.apply(&mut connection)?;
    Ok(Base {
        connection,
        fault: verified.fault,
    })
}

fn copy(backup: &Folder, made: &Folder, bytes: u64, far: &Far<'_>) -> Result<(), RestoreError> {
    let mut from = File::open(backup.database())?;
    let mut to = make_private_file(&made.database())?;
    let mut step = vec![0; STEP_BYTES];
    let mut done = 0;
    loop {
        let read = from.read(&mut step)?;
        let Some(read) = step.get(..read).filter(|read| !read.is_empty()) else {
            break;
        };
        to.write_all(read)?;
        done += read.len() as u64;
        far.tell(Stage::Copying, done, bytes)?;
    }
    Ok(to.sync_all()?)
}

fn check_version(connection: &Connection, migrations: &Migrations) -> Result<(), RestoreError> {
    let mark: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let (found, known) = (schema_version(connection)?, migrations.latest());
    if found > known {
        return Err(OpenError::Newer { found, known }.into());
    }
    if mark != APPLICATION_ID || found == 0 {
        return Err(RestoreError::NotSound);
    }
    Ok(())
}

fn not_sound(error: rusqlite::Error) -> RestoreError {
    match OpenError::from(error) {
        OpenError::Damaged => RestoreError::NotSound,
        error => error.into(),
    }
}

/// An empty store of the machine that the present one is of.
pub(super) fn of_present(
    present: &mut Present,
    made: &Folder,
    key: &Key,
    migrations: &Migrations,
) -> Result<Connection, RestoreError> {
    let machine = present.ask(|connection| {
        connection.query_row("SELECT id, seed FROM machine", [], |row| {
            Ok((
                row.get::<_, [u8; 16]>(0)?,
                row.get::<_, [u8; 32]>(1).map(zeroize::Zeroizing::new)?,
            ))
        })
    });
    let (id, seed) = machine.map_err(|_| RestoreError::Unreadable)?;
    made.make()?;
    make_private_file(&made.database())?;
    let mut connection = connect(&made.database(), key, Access::Create)?;
    migrations.apply(&mut connection)?;
    connection
        .execute(
            "INSERT INTO machine (one, id, seed) VALUES (1, ?1, ?2)",
            params![id, seed.as_ref()],
        )
        .map_err(StoreError::from)?;
    Ok(connection)
}
