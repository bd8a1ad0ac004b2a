//! Restoring a store: from a backup, or from what can still be read of a damaged one.
//!
//! It is a repair and never a way back. What a backup holds becomes the base; whatever the store that lies there has
//! recorded since, and can still be read, is carried over ([`carry`]): entries, the own chain as far as it goes on
//! without a gap, drafts, credentials, settings. The rest comes back from the centre, since the cursor of its feed stays
//! that of the base. A new epoch begins, in which everything that the centre may not have is linked anew: nothing is
//! lost that was legible, and nothing is counted twice.
//!
//! All of it is made in a folder of its own, `being-restored`, out of which nothing is opened. Only when it is whole and
//! on the disk it is called `restored`: from that moment on it *is* the store, and whoever opens it next finishes the
//! move ([`place`]), also after a kill or a power cut. The files that lay there are moved to `backups/replaced-<n>`,
//! never deleted, where their slots follow those of the store.
//!
//! It is done on a closed store, under its lock. Never here: who may, and what is said to people.

mod base;
mod carry;
mod find;
pub(crate) mod place;
mod private;
mod read;
mod walk;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use domain::id::Millis;
use rusqlite::{Connection, TransactionBehavior};

pub use find::{FoundBackup, find_backups};

use crate::backup::{BackupFar, BackupReason, salt_of};
use crate::erasure::beside::ErasedList;
use crate::error::{Fault, OpenError, StoreError};
use crate::folder::{Folder, sync_folder};
use crate::journal::epoch::{NewEpoch, begin_epoch_in};
use crate::journal::{unfolded, verify};
use crate::keys::Key;
use crate::keys::slots::{Slots, Unlock};
use crate::open::migrate::Migrations;
use crate::opened::{Store, now};
use carry::Carried;
use read::Present;

/// Subjects that are folded in one transaction.
const FOLDED_AT_ONCE: u32 = 256;

/// Why a store was not restored. What lies there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// No backup lies there.
    #[error("there is no such backup")]
    NotThere,
    /// The backup is not what was written: a page of it, or all of it.
    #[error("the backup is damaged")]
    NotSound,
    /// The backup is of another store than the one that lies here.
    #[error("the backup is another store's")]
    OfAnother,
    /// The present store does not even say which machine it is of: nothing of it can be gone on with.
    #[error("the store cannot be read at all")]
    Unreadable,
    /// Too little room beside what lies there; nothing was begun.
    #[error("no room to restore: {needed} bytes are needed, {free} are free")]
    NoRoom {
        /// What the new store takes, with a margin, in bytes.
        needed: u64,
        /// What is free there, in bytes.
        free: u64,
    },
    /// Somebody wanted it to end.
    #[error("restoring was stopped")]
    Stopped,
    /// The store could not be opened, made or written: its own causes.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[source] io::Error),
}

impl From<io::Error> for RestoreError {
    fn from(error: io::Error) -> Self {
        match Fault::of_io(&error) {
            Fault::DiskFull => OpenError::DiskFull.into(),
            Fault::ReadOnly => OpenError::ReadOnly.into(),
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for RestoreError {
    fn from(error: rusqlite::Error) -> Self {
        OpenError::from(error).into()
    }
}

impl From<StoreError> for RestoreError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => OpenError::DiskFull.into(),
            StoreError::ReadOnly => OpenError::ReadOnly.into(),
            error => OpenError::Store(error).into(),
        }
    }
}

/// What a store is restored from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreFrom {
    /// The backup in this folder.
    Backup(PathBuf),
    /// What can still be read of the store that lies there.
    Present,
}

/// What it goes through, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Copying,
    Checking,
    Verifying,
    Carrying,
    Folding,
}

/// Tells whoever waits how far it is.
struct Far<'a>(&'a dyn Fn(BackupFar) -> bool);

impl Far<'_> {
    const PARTS: u64 = 1_000;
    const STAGES: u64 = Stage::Folding as u64 + 1;

    /// Tells of `done` of `of` pieces of a stage.
    fn tell(&self, stage: Stage, done: u64, of: u64) -> Result<(), RestoreError> {
        let part = (Self::PARTS * done.min(of))
            .checked_div(of)
            .unwrap_or(Self::PARTS);
        let far = BackupFar {
            done: stage as u64 * Self::PARTS + part,
            of: Self::STAGES * Self::PARTS,
        };
        if (self.0)(far) {
            Ok(())
        } else {
            Err(RestoreError::Stopped)
        }
    }
}

/// How the store that lay there stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PresentStore {
    /// There was none, or not the file that its slots are for.
    #[default]
    Missing,
    /// Nothing of it could be read.
    Unreadable,
    /// It was read, as far as it could be.
    Read,
}

/// What a restored store holds, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restorable {
    /// When its backup was made, by the machine's wall clock, and why; none of one that is made of the present store.
    pub backup: Option<(Millis, BackupReason)>,
    /// Entries in it, those that were carried over included.
    pub entries: u64,
    /// When its newest entry was made, by the clock of its machine.
    pub newest_at: Option<Millis>,
    /// How the present store stood.
    pub present: PresentStore,
    /// Entries that only the present store held.
    pub carried: u64,
    /// Drafts that were carried over.
    pub drafts: u64,
    /// Places of the present journal that could not be read or did not hold what was written; each stood for an entry.
    pub unreadable: u64,
    /// The first thing that is wrong in the journal of the backup; none when all is whole.
    pub fault: Option<verify::Fault>,
}

/// A store that was made ready in `being-restored`. Nothing is changed until [`Restore::finish`]; dropped, it is taken
/// away again.
#[derive(Debug)]
pub struct Restore {
    folder: Folder,
    key: Key,
    lock: Option<File>,
    restorable: Restorable,
}

impl Restore {
    /// Makes ready what would be put in the place of the store in the folder. `tell` hears how far it is and ends it by
    /// false.
    ///
    /// # Errors
    /// Each cause is its own variant; what lies there is as it was.
    pub fn prepare(
        folder: &Folder,
        from: &RestoreFrom,
        with: &Unlock<'_>,
        tell: &dyn Fn(BackupFar) -> bool,
    ) -> Result<Self, RestoreError> {
        folder.make()?;
        let lock = folder.lock()?;
        place::finish_move(folder)?;
        place::clear(folder)?;
        let migrations = Migrations::known()?;
        let (slots, key) = unlocked(folder, from, with)?;
        let mut restore = Self {
            folder: folder.clone(),
            key,
            lock: Some(lock),
            restorable: Restorable::default(),
        };
        restore.make(from, &slots, &migrations, &Far(tell))?;
        Ok(restore)
    }

    /// What it holds.
    #[must_use]
    pub const fn restorable(&self) -> &Restorable {
        &self.restorable
    }

    /// Puts it in the place of what lies there, and opens it.
    ///
    /// # Errors
    /// What the file system says. Where it was called `restored` by then, whoever opens the store next goes on.
    pub fn finish(mut self) -> Result<Store, RestoreError> {
        place::call_it_restored(&self.folder)?;
        place::finish_move(&self.folder)?;
        let lock = self.lock.take().ok_or(OpenError::InUse)?;
        let store =
            Store::open_restored(&self.folder, self.key.clone(), lock, &Migrations::known()?)?;
        Ok(store)
    }

    fn make(
        &mut self,
        from: &RestoreFrom,
        slots: &Slots,
        migrations: &Migrations,
        far: &Far<'_>,
    ) -> Result<(), RestoreError> {
        let made = place::being_restored(&self.folder);
        let mut present = Present::of(&self.folder, &self.key, slots.file_salt());
        let mut connection = match from {
            RestoreFrom::Backup(backup) => {
                let based =
                    base::of_backup(&Folder::at(backup), &made, &self.key, migrations, far)?;
                self.restorable.backup = base::name_of(backup);
                self.restorable.fault = based.fault;
                based.connection
            }
            RestoreFrom::Present => {
                let present = present.as_mut().map_err(|_| RestoreError::Unreadable)?;
                base::of_present(present, &made, &self.key, migrations)?
            }
        };
        self.restorable.present = match &present {
            Ok(_) => PresentStore::Read,
            Err(standing) => *standing,
        };
        let carried = match &mut present {
            Ok(present) => match carry::over(present, &mut connection, far) {
                // Not even where its entries stood: the backup is what there is.
                Err(RestoreError::Unreadable) if *from != RestoreFrom::Present => {
                    self.restorable.present = PresentStore::Unreadable;
                    Carried::default()
                }
                carried => carried?,
            },
            Err(_) => Carried::default(),
        };
        drop(present);
        self.restorable.carried = carried.entries;
        self.restorable.drafts = carried.drafts;
        self.restorable.unreadable = carried.unreadable;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // What the list beside the backup says is erased in it before anybody reads it.
        let mut places = vec![self.folder.backups()];
        if let RestoreFrom::Backup(backup) = from {
            places.extend(backup.parent().map(Path::to_owned));
        }
        ErasedList::read(&places, &transaction, &self.key, slots.store())?.apply(&transaction)?;
        begin_epoch_in(&transaction, NewEpoch::Restored, now())?;
        carry::link_the_unlinked(&transaction)?;
        transaction.commit()?;
        fold_all(&mut connection, far)?;
        (self.restorable.entries, self.restorable.newest_at) = held(&connection)?;
        self.bring_to_the_disk(connection, &made, slots)
    }

    /// The last connection brings the WAL into the file and removes it.
    fn bring_to_the_disk(
        &self,
        connection: Connection,
        made: &Folder,
        slots: &Slots,
    ) -> Result<(), RestoreError> {
        connection.close().map_err(|(_, error)| error)?;
        File::options()
            .read(true)
            .write(true)
            .open(made.database())?
            .sync_all()?;
        let salt = salt_of(&made.database())?;
        slots.beside(Some(salt)).write(&made.slots())?;
        Ok(sync_folder(made.path())?)
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        // Under the lock, and only while it is not called `restored`.
        if self.lock.is_some() {
            let _ = place::clear(&self.folder);
        }
    }
}

/// The slots that the restored store gets, and the key that is in them. Those in force count before those of a backup:
/// whoever may open the store no more must not get back in with it.
fn unlocked(
    folder: &Folder,
    from: &RestoreFrom,
    with: &Unlock<'_>,
) -> Result<(Slots, Key), RestoreError> {
    let present = Slots::read(&folder.slots());
    let slots = match (from, present) {
        (RestoreFrom::Present, present) => present?,
        (RestoreFrom::Backup(backup), present) => {
            let backup = Folder::at(backup);
            if !backup.database().is_file() {
                return Err(RestoreError::NotThere);
            }
            match (present, Slots::read(&backup.slots())) {
                (Ok(present), Ok(kept)) if present.store() != kept.store() => {
                    return Err(RestoreError::OfAnother);
                }
                (Ok(present), _) => present,
                (Err(_), kept) => kept?,
            }
        }
    };
    let key = slots.open(with)?;
    Ok((slots, key))
}

/// Folds what was carried over before anybody sees it: among it are the people who are to sign in.
fn fold_all(connection: &mut Connection, far: &Far<'_>) -> Result<(), RestoreError> {
    unfolded::try_again(connection)?;
    let (mut done, of) = (0, unfolded::how_many(connection)?);
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let folded = unfolded::fold_up_to(&transaction, FOLDED_AT_ONCE)?;
        transaction.commit()?;
        done += folded;
        far.tell(Stage::Folding, done, of)?;
        if folded == 0 {
            return Ok(());
        }
    }
}

fn held(connection: &Connection) -> Result<(u64, Option<Millis>), RestoreError> {
    let held = connection.query_row("SELECT count(*), max(at) FROM entry", [], |row| {
        Ok((
            row.get(0).map(crate::int::from_sql)?,
            row.get::<_, Option<i64>>(1)?,
        ))
    })?;
    Ok((held.0, held.1.map(Millis)))
}
