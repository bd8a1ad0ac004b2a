//! Makes one backup: copies, reads the copy, gives it slots and its name, and lets old ones go.
//!
//! The connection holds one read transaction all the while: in WAL mode a copy that lets go between two steps is begun
//! anew by SQLite whenever another connection has saved. Nobody waits for it; the WAL grows meanwhile. The copy is made
//! without journal and without a sync, and brought to the disk once, before it is read: what is checked is what the disk
//! gives back, as far as the system lets go of what it remembers. Its pages are held against their HMACs here and not by
//! SQLCipher, which would neither tell how far it is nor end where somebody wants it to.
//!
//! Whatever fails leaves no folder with a backup's name, and takes back what it began, where it still can.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use domain::id::Millis;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, ffi};

use super::keep::Keep;
use super::name::{BackupReason, Name};
use super::place::{NEW, clear, next_sequence, remove_all, rotate};
use super::slots::{renew_slots_at, salt_of};
use super::snapshot::Snapshot;
use super::{BackupError, BackupFar};
use crate::error::StoreError;
use crate::folder::{Folder, make_private_file, sync_folder};
use crate::keys::Key;
use crate::keys::pages::{PAGE_BYTES, each_fits};
use crate::keys::slots::Slots;
use crate::open::connect::{Access, connect};
use crate::read::Reading;

/// Pages copied at a step: a MiB, so that whoever wants it to end waits for no more, on a slow stick too.
const PAGES_A_STEP: i32 = 256;
/// Room that is asked for beside the copy: slots, folders, and what a file system takes for itself.
const MARGIN_BYTES: u64 = 2 * 1024 * 1024;
/// Of so many bytes of the copy, the file system may take one more.
const MARGIN_PART: u64 = 64;
/// How often a file that somebody else holds is tried again, and after how long.
const HELD_TRIES: u32 = 100;
const HELD_WAIT: Duration = Duration::from_millis(50);

/// What a backup is made from, and where.
pub(super) struct Making<'a> {
    /// Sees the store as it stands when it is first asked.
    pub(super) connection: &'a Connection,
    pub(super) folder: &'a Folder,
    pub(super) key: &'a Key,
    /// Where backups of this store lie.
    pub(super) place: &'a Path,
    /// Held by whoever changes the ways into the store; none where nobody can.
    pub(super) changing: Option<&'a Mutex<()>>,
    /// Says how far it is; false ends it.
    pub(super) tell: &'a dyn Fn(BackupFar) -> bool,
}

/// One that was made.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) name: Name,
    pub(super) bytes: u64,
    pub(super) snapshot: Snapshot,
    /// The backups beside it open in the ways in force too.
    pub(super) followed: bool,
}

impl Making<'_> {
    pub(super) fn make(
        &self,
        at: Millis,
        reason: BackupReason,
        keep: Keep,
    ) -> Result<Made, BackupError> {
        let made = self.begin(at, reason);
        let made = made.map_err(|error| match error {
            // Whatever the file system says of a place that went away, that is what happened.
            error if error.is_of_place() && !self.place.is_dir() => BackupError::Gone,
            // SQLCipher hands a page that it cannot read on to the copy without a word.
            BackupError::NotSound if self.is_store_damaged() => {
                BackupError::Store(StoreError::Damaged)
            }
            error => error,
        })?;
        let store = Slots::read(&self.folder.slots()).map_err(BackupError::slots)?;
        if let Err(error) = rotate(self.place, store.store(), keep) {
            // What was made is there; the next one tries again.
            tracing::warn!(kind = ?error.kind(), "an old backup could not be removed");
        }
        Ok(made)
    }

    fn begin(&self, at: Millis, reason: BackupReason) -> Result<Made, BackupError> {
        let reading = self
            .connection
            .unchecked_transaction()
            .map_err(BackupError::of_store)?;
        let snapshot = Snapshot::of(&reading)?;
        let slots = Slots::read(&self.folder.slots()).map_err(BackupError::slots)?;
        let name = Name::new(next_sequence(self.place)?, at, reason);
        clear(self.place, slots.store())?;
        if let Some(NoRoom { needed, free }) = room_lacking(self.place, snapshot.pages)? {
            return Err(BackupError::NoRoom { needed, free });
        }
        let beside = Folder::at(self.place.join(format!("{name}{NEW}")));
        let made = self
            .write(&beside, &snapshot)
            .and_then(|bytes| Ok((bytes, self.put_in_place(&beside, &name)?)));
        match made {
            Ok((bytes, followed)) => Ok(Made {
                name,
                bytes,
                snapshot,
                followed,
            }),
            Err(error) => {
                // Of this one: what cannot be removed now is by the next.
                let _ = remove_all(beside.path());
                Err(error)
            }
        }
    }

    /// The copy, on the disk and read again.
    fn write(&self, beside: &Folder, snapshot: &Snapshot) -> Result<u64, BackupError> {
        beside.make()?;
        drop(make_private_file(&beside.database())?);
        self.copy(&beside.database(), snapshot)?;
        let file = File::options()
            .read(true)
            .write(true)
            .open(beside.database())?;
        file.sync_all()?;
        forget_what_was_written(&file);
        let bytes = file.metadata()?.len();
        drop(file);
        self.check(&beside.database(), snapshot)?;
        Ok(bytes)
    }

    fn copy(&self, to: &Path, snapshot: &Snapshot) -> Result<(), BackupError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copied = Connection::open_with_flags(to, flags)?;
        copied.execute_batch(&self.key.pragma())?;
        // What breaks off is removed as a whole.
        copied.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;",
        )?;
        let backup = Backup::new(self.connection, &mut copied)?;
        let mut held = 0;
        loop {
            match backup.step(PAGES_A_STEP)? {
                StepResult::Done => break,
                StepResult::More => held = 0,
                _ if held < HELD_TRIES => {
                    held += 1;
                    thread::sleep(HELD_WAIT);
                }
                _ => {
                    let error = ffi::Error::new(ffi::SQLITE_BUSY);
                    return Err(rusqlite::Error::SqliteFailure(error, None).into());
                }
            }
            let left = u64::try_from(backup.progress().remaining).unwrap_or(0);
            self.tell(snapshot.pages.saturating_sub(left), snapshot)?;
        }
        drop(backup);
        copied.close().map_err(|(_, error)| error.into())
    }

    fn check(&self, database: &Path, snapshot: &Snapshot) -> Result<(), BackupError> {
        let fits = each_fits(database, self.key, |page| {
            self.tell(snapshot.pages + page, snapshot)
        })?;
        if !fits {
            return Err(BackupError::NotSound);
        }
        let unsound = |error: rusqlite::Error| match BackupError::from(error) {
            BackupError::Store(_) => BackupError::NotSound,
            error => error,
        };
        let copied = connect(database, self.key, Access::Untouched).map_err(unsound)?;
        let sound: String = copied
            .pragma_query_value(None, "integrity_check", |row| row.get(0))
            .map_err(unsound)?;
        let there = Snapshot::of(&copied).map_err(|error| match error {
            BackupError::Store(_) => BackupError::NotSound,
            error => error,
        })?;
        if sound != "ok" || there != *snapshot {
            return Err(BackupError::NotSound);
        }
        self.tell(2 * snapshot.pages, snapshot)
    }

    /// Gives it the slots in force and its name. Nobody changes the ways into the store in between: whoever does so
    /// later finds it with the others. Whether these open in the same ways.
    fn put_in_place(&self, beside: &Folder, name: &Name) -> Result<bool, BackupError> {
        let changing = self.changing.map(Mutex::lock);
        let _turn = changing.map(|turn| turn.unwrap_or_else(PoisonError::into_inner));
        let slots = Slots::read(&self.folder.slots()).map_err(BackupError::slots)?;
        let own = slots.beside(Some(salt_of(&beside.database())?));
        own.write(&beside.slots()).map_err(BackupError::slots)?;
        if Slots::read(&beside.slots()).map_err(BackupError::slots)? != own {
            return Err(BackupError::NotSound);
        }
        beside.sync()?;
        // A folder of this name is a backup that was checked, never one that broke off.
        fs::rename(beside.path(), self.place.join(name.to_string()))?;
        sync_folder(self.place)?;
        // Those that were out of reach when the ways were changed.
        let followed = renew_slots_at(self.place, &slots);
        if let Err(error) = &followed {
            tracing::warn!(%error, "the slots of an older backup could not be replaced");
        }
        Ok(followed.unwrap_or(false))
    }

    fn is_store_damaged(&self) -> bool {
        // The connection that met a bad page says so of every other one too.
        let connection = connect(&self.folder.database(), self.key, Access::Read);
        connection.is_ok_and(|connection| {
            let reading = Reading {
                connection: &connection,
            };
            reading.is_every_page_whole().is_ok_and(|whole| !whole)
        })
    }

    fn tell(&self, done: u64, snapshot: &Snapshot) -> Result<(), BackupError> {
        let of = 2 * snapshot.pages;
        let done = done.min(of);
        if (self.tell)(BackupFar { done, of }) {
            Ok(())
        } else {
            Err(BackupError::Stopped)
        }
    }
}

/// The room that a copy lacks in its place.
pub(crate) struct NoRoom {
    pub(crate) needed: u64,
    pub(crate) free: u64,
}

/// Whether a copy of so many pages has room in a place; none where it has. Older ones are never removed for it.
pub(crate) fn room_lacking(place: &Path, pages: u64) -> io::Result<Option<NoRoom>> {
    let bytes = pages * PAGE_BYTES as u64;
    let needed = bytes + bytes / MARGIN_PART + MARGIN_BYTES;
    let free = match fs4::available_space(place) {
        Ok(free) => free,
        // A file system that cannot say how much is free is tried.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok((free < needed).then_some(NoRoom { needed, free }))
}

#[cfg(target_os = "linux")]
fn forget_what_was_written(file: &File) {
    // Where it cannot be, less is proved of the disk and as much of the copy.
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(target_os = "linux"))]
const fn forget_what_was_written(_: &File) {}
