//! Backups of the store: made while people work, read again before they count, kept by a rotation.
//!
//! A backup is a folder (`name.rs` says how it is called) with an encrypted copy of the database under the store's own
//! key and the slots that open it: a store, which opens by whatever opens this one. It lies in a place: `backups/` of
//! the data folder, or in a folder that somebody chose, on a stick or in the network, where each machine keeps its own
//! in a subfolder named by its id, so that several may share it. That subfolder is made once, when the place is chosen:
//! where it is missing the stick is, and nothing is written onto the disk that shows in its stead.
//!
//! Every backup is made in one way ([`make`]), the one before a migration too. A folder ends in `.new` until its copy
//! was read and is on the disk, and in `.gone` while it is being removed; so a name without either stands for a backup
//! that was whole. Never here: when one is due, a timer, who may; putting one back.

mod erased;
mod keep;
mod made;
mod make;
mod name;
mod place;
mod slots;
mod snapshot;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::TryLockError;

use domain::id::{MachineId, Millis};
use rusqlite::Connection;

pub(crate) use erased::{apply_erased, write_erased};
pub use keep::Keep;
pub use made::BackupMade;
pub(crate) use made::all as backups_noted;
pub(crate) use make::{NoRoom, room_lacking};
pub use name::BackupReason;
pub(crate) use name::Name;
pub use place::BackupRow;
pub(crate) use place::{
    file_name, is_unfinished as unfinished, list as rows_of, listed, look_at,
    names_in as listed_names,
};
pub(crate) use slots::{renew_slots, salt_of};

use crate::condition::PlacedBackup;
use crate::error::{Fault, OpenError, StoreError};
use crate::folder::{Folder, make_private_folder};
use crate::journal::verify;
use crate::journal::verify::{FaultKind, Verified};
use crate::keys::Key;
use crate::keys::pages::{PAGE_BYTES, each_fits};
use crate::keys::slots::Slots;
use crate::open::connect::{Access, connect};
use crate::opened::{ReadOnlyStore, Store};
use crate::read::Reading;
use make::{Made, Making};

/// Why a backup was not made, or a place of backups could not be looked into. What was begun is taken back, and no
/// older backup is gone.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The place has too little room; nothing was begun. Older backups are never removed for it.
    #[error("no room for a backup: {needed} bytes are needed, {free} are free")]
    NoRoom {
        /// What the copy takes, with a margin, in bytes.
        needed: u64,
        /// What is free there, in bytes.
        free: u64,
    },
    /// The disk of the place became full meanwhile.
    #[error("the disk of the backup is full")]
    DiskFull,
    /// The place cannot be written.
    #[error("the place of the backup cannot be written")]
    ReadOnly,
    /// The place is not there: the stick was taken out, the network is away.
    #[error("the place of the backups is not there")]
    Gone,
    /// Somebody wanted it to end.
    #[error("the backup was stopped")]
    Stopped,
    /// Another one is being made.
    #[error("another backup is under way")]
    Busy,
    /// No backup of this store bears this number there.
    #[error("there is no such backup")]
    NotThere,
    /// What was read again is not what was copied.
    #[error("the backup did not read back whole")]
    NotSound,
    /// The slots could not be read, or not be written beside the copy.
    #[error("the slots of the backup could not be written")]
    Slots(#[source] Box<OpenError>),
    /// The store itself could not be read.
    #[error("the store could not be read for a backup")]
    Store(#[source] StoreError),
    /// The file system failed.
    #[error("the file system of the backup failed")]
    Io(#[source] io::Error),
    /// The database failed in another way.
    #[error("the database of the backup failed")]
    Sqlite(#[source] rusqlite::Error),
}

impl BackupError {
    pub(crate) fn slots(error: OpenError) -> Self {
        match error {
            OpenError::DiskFull => Self::DiskFull,
            OpenError::ReadOnly => Self::ReadOnly,
            other => Self::Slots(Box::new(other)),
        }
    }

    fn of_store(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }

    /// Whether a place that went away may be behind it.
    const fn is_of_place(&self) -> bool {
        matches!(
            self,
            Self::NoRoom { .. }
                | Self::DiskFull
                | Self::ReadOnly
                | Self::NotSound
                | Self::Slots(_)
                | Self::Io(_)
                | Self::Sqlite(_)
        )
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        match Fault::of_sqlite(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            // A copy that is only written has no page that could be wrong: it is the store's.
            Fault::NotADatabase | Fault::Damaged => Self::Store(StoreError::Damaged),
            Fault::Other => Self::Sqlite(error),
        }
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        match Fault::of_io(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

/// Where backups lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupPlace {
    /// In the data folder.
    Own,
    /// In a folder that was chosen, below which each machine has its own.
    At(PathBuf),
}

impl BackupPlace {
    /// As it stands in [`BackupMade`].
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Own => String::new(),
            Self::At(folder) => folder.to_string_lossy().into_owned(),
        }
    }

    pub(crate) fn folder(&self, store: &Folder, machine: MachineId) -> PathBuf {
        match self {
            Self::Own => store.backups(),
            Self::At(chosen) => chosen.join(machine.to_string()),
        }
    }
}

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct BackupOrder {
    /// Now, by the machine's wall clock.
    pub at: Millis,
    /// Why.
    pub reason: BackupReason,
    /// What is kept in the place once it was made.
    pub keep: Keep,
}

/// How far one is, in pages: each is copied and then looked at again; of a restore, in thousandths of its stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupFar {
    /// So many are done.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

impl Store {
    /// Makes a backup beside whoever works, and waits for it. `tell` hears how far it is and ends it by false.
    ///
    /// # Errors
    /// Each cause is its own variant; nothing of it is left then.
    pub fn back_up(
        &self,
        to: &BackupPlace,
        order: &BackupOrder,
        tell: &dyn Fn(BackupFar) -> bool,
    ) -> Result<BackupMade, BackupError> {
        let _turn = match self.backing_up().try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(BackupError::Busy),
        };
        let place = to.folder(self.folder(), self.machine());
        match to {
            BackupPlace::Own => make_private_folder(&place)?,
            BackupPlace::At(_) if !place.is_dir() => return Err(BackupError::Gone),
            BackupPlace::At(_) => {}
        }
        let database = self.folder().database();
        let connection =
            connect(&database, self.key(), Access::Read).map_err(BackupError::of_store)?;
        // Older ones there may hold what was erased while the place was out of reach.
        erased::write_at(self.folder(), &connection, self.key(), &place)?;
        let making = Making {
            connection: &connection,
            folder: self.folder(),
            key: self.key(),
            place: &place,
            changing: Some(self.changing()),
            tell,
        };
        let made = making.make(order.at, order.reason, order.keep)?.told(to);
        let noted = made.clone();
        if let Err(error) = self.write(move |transaction| made::note(transaction, &noted)) {
            // It lies there all the same, and whoever looks into the place finds it.
            tracing::warn!(%error, "a backup that was made could not be noted");
        }
        Ok(made)
    }

    /// The backups in a place, newest first, also those of other stores.
    ///
    /// # Errors
    /// `Gone`, `ReadOnly` where it may not be looked into, `Slots` where the store's own cannot be read, `Io`.
    pub fn backups(&self, at: &BackupPlace) -> Result<Vec<BackupRow>, BackupError> {
        let place = at.folder(self.folder(), self.machine());
        if *at != BackupPlace::Own && !place.is_dir() {
            return Err(BackupError::Gone);
        }
        let slots = Slots::read(&self.folder().slots()).map_err(BackupError::slots)?;
        Ok(place::list(&place, slots.store())?)
    }

    /// Reads a backup of this store again: every page, every index, every entry and the chain.
    ///
    /// # Errors
    /// `NotThere`, `Gone`, `Stopped`, or why the file cannot be read at all; what is found is an answer and no error.
    pub fn check_backup(
        &self,
        at: &BackupPlace,
        sequence: u64,
        tell: &dyn Fn(BackupFar) -> bool,
    ) -> Result<Verified, BackupError> {
        let rows = self.backups(at)?;
        let row = rows.iter().find(|row| row.own && row.sequence == sequence);
        let row = row.ok_or(BackupError::NotThere)?;
        let place = at.folder(self.folder(), self.machine());
        let checked = check(
            &Folder::at(place.join(row.folder())),
            self.key(),
            row.bytes,
            tell,
        );
        checked.map_err(|error| match error {
            error if error.is_of_place() && !place.is_dir() => BackupError::Gone,
            error => error,
        })
    }

    /// Makes a folder that was chosen a place of backups: its own subfolder for this machine, which can be written.
    ///
    /// # Errors
    /// `Gone` where there is no such folder, `ReadOnly`, `DiskFull`, `Io`.
    pub fn make_backup_place(&self, folder: &Path) -> Result<(), BackupError> {
        if !folder.is_dir() {
            return Err(BackupError::Gone);
        }
        let own = BackupPlace::At(folder.to_owned()).folder(self.folder(), self.machine());
        make_private_folder(&own)?;
        Ok(Folder::at(own).probe()?)
    }

    /// The last backup of each place, as far as the store knows, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn backups_made(&self) -> Result<Vec<BackupMade>, StoreError> {
        self.read(|reading| made::all(reading.connection))
    }

    /// Has the backups in places that were chosen follow the slots, where these are within reach; the others are noted.
    pub(crate) fn renew_slots_elsewhere(&self, slots: &Slots) -> Result<(), OpenError> {
        let elsewhere = self.backups_made()?.into_iter().map(|made| made.place);
        let behind: Vec<String> = elsewhere
            .filter(|place| !place.is_empty())
            .filter(|place| {
                let folder = BackupPlace::At(place.into()).folder(self.folder(), self.machine());
                // A stick that cannot be written is as one that is away: whoever left must be shut out all the same.
                !slots::renew_slots_at(&folder, slots).unwrap_or(false)
            })
            .collect();
        if !behind.is_empty() {
            self.write(move |transaction| made::note_behind(transaction, &behind))?;
        }
        Ok(())
    }
}

impl ReadOnlyStore {
    /// As [`Store::check_backup`], beside whoever has the store open.
    ///
    /// # Errors
    /// As there.
    pub fn check_backup(
        &self,
        at: &BackupPlace,
        machine: MachineId,
        row: &PlacedBackup,
        tell: &dyn Fn(BackupFar) -> bool,
    ) -> Result<Verified, BackupError> {
        let place = at.folder(self.folder(), machine);
        let backup = Folder::at(place.join(row.folder()));
        check(&backup, self.key(), row.bytes, tell)
    }
}

/// Makes the backup of a store that is about to be migrated; nobody else has it open.
pub(crate) fn before_migration(
    folder: &Folder,
    connection: &Connection,
    key: &Key,
    at: Millis,
) -> Result<BackupMade, OpenError> {
    let make = || {
        let place = folder.backups();
        make_private_folder(&place)?;
        let making = Making {
            connection,
            folder,
            key,
            place: &place,
            changing: None,
            tell: &|_| true,
        };
        let made = making.make(at, BackupReason::Migration, Keep::all_daily())?;
        Ok(made.told(&BackupPlace::Own))
    };
    make().map_err(|error: BackupError| match error {
        BackupError::NoRoom { .. } | BackupError::DiskFull => OpenError::DiskFull,
        BackupError::ReadOnly => OpenError::ReadOnly,
        other => OpenError::Backup(Box::new(other)),
    })
}

/// Notes what was made before a migration.
pub(crate) fn note_before_migration(connection: &Connection, made: &BackupMade) {
    if let Err(error) = made::note(connection, made) {
        tracing::warn!(%error, "a backup that was made could not be noted");
    }
}

impl Made {
    fn told(self, to: &BackupPlace) -> BackupMade {
        BackupMade {
            place: to.name(),
            at: self.name.at.0,
            sequence: self.name.sequence,
            reason: self.name.reason.code().to_owned(),
            bytes: self.bytes,
            entries: self.snapshot.entries,
            grown_to: self.snapshot.grown_to,
            slots_behind: !self.followed,
        }
    }
}

fn check(
    backup: &Folder,
    key: &Key,
    bytes: u64,
    tell: &dyn Fn(BackupFar) -> bool,
) -> Result<Verified, BackupError> {
    let pages = (bytes / PAGE_BYTES as u64).max(1);
    let tell = |done: u64| {
        tell(BackupFar {
            done: done.min(2 * pages),
            of: 2 * pages,
        })
    };
    let broken = Verified {
        fault: Some(verify::Fault {
            what: FaultKind::Page,
            entry: None,
            point: None,
        }),
        ..Verified::default()
    };
    let fits = each_fits(&backup.database(), key, |page| match tell(page) {
        true => Ok(()),
        false => Err(BackupError::Stopped),
    })?;
    if !fits {
        return Ok(broken);
    }
    let verified = connect(&backup.database(), key, Access::Untouched).and_then(|copied| {
        let sound: String = copied.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
        Ok((copied, sound == "ok"))
    });
    match verified.map_err(BackupError::from) {
        Err(BackupError::Store(_)) | Ok((_, false)) => Ok(broken),
        Err(error) => Err(error),
        Ok((copied, true)) => {
            let reading = Reading {
                connection: &copied,
            };
            let verified = reading.verify_telling(&|done, of| {
                tell(pages + done * pages / of.max(1));
            });
            verified.map_err(BackupError::Store)
        }
    }
}
