//! How the backups of a place stand to the store: whose they are, and whether they open in the same ways.

use std::path::Path;

use domain::id::{MachineId, Millis};

use super::free;
use crate::backup::{BackupError, BackupPlace, BackupReason, listed_names, rows_of, unfinished};
use crate::folder::Folder;
use crate::keys::slots::Slots;

/// What can be seen of a place of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLook {
    /// The backups there, newest first.
    pub backups: Vec<PlacedBackup>,
    /// What was begun and has no name of a backup, or has lost it.
    pub unfinished: u32,
    /// Bytes that are free there; none where the file system does not say.
    pub free: Option<u64>,
}

/// A backup that lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedBackup {
    /// Its number in the place.
    pub sequence: u64,
    /// When it was made, by the machine's wall clock.
    pub at: Millis,
    /// Why.
    pub reason: BackupReason,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Its slots beside those of the store.
    pub slots: BackupSlots,
    name: String,
}

impl PlacedBackup {
    /// Name of its folder.
    pub(crate) fn folder(&self) -> &str {
        &self.name
    }
}

/// How the slots of a backup stand to those of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupSlots {
    /// It opens in the same ways.
    Same,
    /// It opens in ways of before, or not in all that are there now.
    Behind,
    /// It is another store's.
    Foreign,
    /// They cannot be read: nothing opens it by itself.
    Unreadable,
    /// They can be read, and those of the store cannot.
    Unknown,
}

impl Folder {
    /// Looks at the backups in the data folder.
    ///
    /// # Errors
    /// `ReadOnly` where they may not be looked at, `Io`.
    pub fn look_at_backups(&self) -> Result<PlaceLook, BackupError> {
        let place = self.backups();
        if place.is_dir() {
            return look(self, &place);
        }
        Ok(PlaceLook {
            backups: Vec::new(),
            unfinished: 0,
            free: free(self.path())?,
        })
    }

    /// Looks at the backups of this machine in a folder that was chosen.
    ///
    /// # Errors
    /// `Gone` where the place is not there, `ReadOnly` where it may not be looked into, `Io`.
    pub fn look_at_place(
        &self,
        chosen: &Path,
        machine: MachineId,
    ) -> Result<PlaceLook, BackupError> {
        let place = BackupPlace::At(chosen.to_owned()).folder(self, machine);
        if place.is_dir() {
            look(self, &place)
        } else {
            Err(BackupError::Gone)
        }
    }
}

fn look(store: &Folder, place: &Path) -> Result<PlaceLook, BackupError> {
    let slots = Slots::read(&store.slots()).ok();
    let rows = rows_of(place, slots.as_ref().map_or("", Slots::store))?;
    let backups = rows.into_iter().map(|row| PlacedBackup {
        sequence: row.sequence,
        at: row.at,
        reason: row.reason,
        bytes: row.bytes,
        name: row.folder(),
        slots: beside(slots.as_ref(), &Folder::at(place.join(row.folder()))),
    });
    let names = listed_names(place)?;
    let unfinished = names.iter().filter(|name| unfinished(name)).count();
    Ok(PlaceLook {
        backups: backups.collect(),
        unfinished: u32::try_from(unfinished).unwrap_or(u32::MAX),
        free: free(place)?,
    })
}

fn beside(slots: Option<&Slots>, backup: &Folder) -> BackupSlots {
    let (there, slots) = match (Slots::read(&backup.slots()), slots) {
        (Err(_), _) => return BackupSlots::Unreadable,
        (Ok(_), None) => return BackupSlots::Unknown,
        (Ok(there), Some(slots)) => (there, slots),
    };
    if there.store() != slots.store() {
        BackupSlots::Foreign
    } else if there == slots.beside(there.file_salt()) {
        BackupSlots::Same
    } else {
        BackupSlots::Behind
    }
}
