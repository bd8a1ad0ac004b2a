//! Restoring the store: what there is to restore from, trying one, and putting it in the place of what lies there.
//!
//! It is done while no store is open, so nobody is signed in: what proves that somebody may is the station passphrase or
//! the recovery code, with which they could open the backup anywhere. Nothing is given up by it: what the store that
//! lies there still holds is carried over, and its files are kept. From the settings whoever looks after the machine
//! closes the store first, with their own secret.
//!
//! Never here: how it is done ([`store::Restore`]); the practice store.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use store::{BackupError, Folder, FoundBackup, PresentStore, Restore, RestoreFrom, find_backups};

use crate::backups::folder_of;
use crate::dto::{
    AppState, BackupProgress, Restorable, RestoreAsked, RestoreChoice, RestoreChoices,
    RestorePresent,
};
use crate::journal_check::fault;
use crate::rights::Command;
use crate::start::Place;
use crate::watch::Watch;
use crate::{App, AppError, ErrorCode, ErrorDto, Result};

/// How often it is looked whether the store that was closed has let go, and how many times: ten seconds.
const LOOK_EVERY: Duration = Duration::from_millis(50);
const LOOKS: u32 = 200;
/// Backups that are offered of one place at most.
const OFFERED: usize = 500;

/// A restore that is being tried, or that waits for a word.
#[derive(Debug, Default)]
pub(crate) struct Restoring {
    watch: Watch<BackupProgress>,
    ready: Mutex<Option<Restore>>,
}

impl Restoring {
    fn ready(&self) -> MutexGuard<'_, Option<Restore>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether one is being tried or waits: nobody opens the store meanwhile.
    pub(crate) fn is_under_way(&self) -> bool {
        self.watch.now().is_some() || self.ready().is_some()
    }
}

impl App {
    /// What the store can be restored from: the backups in the data folder, in that of the policy, and in a folder that
    /// somebody named.
    ///
    /// # Errors
    /// `WrongStage` while the store is open; `Backup` where the folder that was named cannot be looked into.
    pub fn restore_choices(&self, folder: Option<&str>) -> Result<RestoreChoices> {
        self.check_closed()?;
        let data = Folder::at(&self.config().data_folder);
        let mut found = find_backups(&data, &data.backups()).unwrap_or_default();
        if let Some(fixed) = &self.policy().backup_folder {
            // A stick that is away is no reason to keep the others back.
            found.extend(find_backups(&data, fixed).unwrap_or_default());
        }
        if let Some(typed) = folder {
            let folder = folder_of(typed)?;
            found.extend(find_backups(&data, &folder).map_err(BackupError::from)?);
        }
        found.sort_unstable_by(|one, other| {
            (other.at, other.sequence, &other.folder).cmp(&(one.at, one.sequence, &one.folder))
        });
        found.dedup_by(|one, other| one.folder == other.folder);
        found.truncate(OFFERED);
        Ok(RestoreChoices {
            backups: found.iter().map(choice).collect(),
            present: data.database().exists(),
        })
    }

    /// Makes a restored store ready beside what lies there, and says what it holds. It waits for
    /// [`App::restore_finish`].
    ///
    /// # Errors
    /// `WrongStage` while the store is open; `Open` with its cause, `WrongPassphrase` first of all; `Restore`.
    pub fn restore_try(&self, asked: &RestoreAsked) -> Result<Restorable> {
        self.check_closed()?;
        let under_way = self.restoring.watch.begin().ok_or(BackupError::Busy)?;
        // One that was tried before lets go of the lock.
        self.restoring.ready().take();
        let folder = Folder::at(&self.config().data_folder);
        let from = match &asked.backup {
            Some(backup) => RestoreFrom::Backup(PathBuf::from(backup)),
            None => RestoreFrom::Present,
        };
        let with = asked.opens.unlock();
        let restore = Restore::prepare(&folder, &from, &with, &|far| under_way.tell(far))?;
        let restorable = told(restore.restorable());
        *self.restoring.ready() = Some(restore);
        Ok(restorable)
    }

    /// How far the one is that is being tried; none while nothing is under way.
    ///
    /// # Errors
    /// None.
    pub fn restore_progress(&self) -> Result<Option<BackupProgress>> {
        Ok(self.restoring.watch.now())
    }

    /// Has it end; where nothing is under way, nothing happens.
    ///
    /// # Errors
    /// None.
    pub fn restore_stop(&self) -> Result<()> {
        self.restoring.watch.stop();
        Ok(())
    }

    /// Puts the one that waits in the place of what lies there, and opens it.
    ///
    /// # Errors
    /// `WrongStage` where none waits; `Restore`, after which the store is opened as on any morning.
    pub fn restore_finish(&self) -> Result<AppState> {
        let ready = self.restoring.ready().take();
        let restore = ready.ok_or(AppError::WrongStage)?;
        let mut place = self.place();
        let finished = restore.finish().map_err(AppError::from);
        match finished.and_then(|store| self.open_desk_over(store, false)) {
            Ok(desk) => {
                tracing::warn!("the store was restored");
                *place = Place::Open(desk);
                drop(place);
                self.unopened().clear();
                self.app_state()
            }
            Err(error) => {
                *place = self.look();
                Err(error)
            }
        }
    }

    /// Takes the one that waits away again. What lies there is as it was.
    ///
    /// # Errors
    /// What the store says of its state.
    pub fn restore_give_up(&self) -> Result<AppState> {
        self.restoring.ready().take();
        self.app_state()
    }

    /// Closes the open store, so that it can be restored: nobody is signed in afterwards, and what was half typed is
    /// kept as at every lock.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`; `WrongSecret` or `TooManyTries`; `StoreInUse` where something still reads from it
    /// after ten seconds: it is closed all the same as soon as that ends.
    pub fn close_to_restore(&self, secret: &str) -> Result<AppState> {
        let asking = self.asking(Command::CloseToRestore)?;
        self.check_real()?;
        self.prove_secret(&asking, secret)?;
        drop(asking);
        // What reads all of it holds the store open until it ends.
        self.condition_watch.stop();
        self.backing_up.watch.stop();
        let mut place = self.place();
        if let Place::Open(desk) = std::mem::replace(&mut *place, Place::Closed) {
            desk.set_session(None);
        }
        drop(place);
        let folder = Folder::at(&self.config().data_folder);
        for _ in 0..LOOKS {
            if !folder.is_in_use() {
                return self.app_state();
            }
            thread::sleep(LOOK_EVERY);
        }
        Err(store::OpenError::InUse.into())
    }

    fn check_closed(&self) -> Result<()> {
        match &*self.place() {
            Place::Open(_) | Place::Opening => Err(AppError::WrongStage),
            Place::FirstStart | Place::Closed | Place::Refused(_) => Ok(()),
        }
    }
}

/// What lies in a data folder without its database: the store was there, and its backups are.
pub(crate) fn gone(folder: &Folder) -> Option<ErrorDto> {
    let found = find_backups(folder, &folder.backups()).unwrap_or_default();
    (!found.is_empty()).then(|| ErrorDto::plain(ErrorCode::StoreGone))
}

fn choice(found: &FoundBackup) -> RestoreChoice {
    RestoreChoice {
        folder: found.folder.to_string_lossy().into_owned(),
        place: place_of(&found.folder),
        at: found.at.0,
        reason: found.reason.code().to_owned(),
        bytes: found.bytes,
        own: found.own,
    }
}

/// The folder in which a backup lies.
fn place_of(backup: &Path) -> String {
    let place = backup.parent().unwrap_or(backup);
    place.to_string_lossy().into_owned()
}

fn told(one: &store::Restorable) -> Restorable {
    let (made_at, reason) = one.backup.unzip();
    Restorable {
        made_at: made_at.map(|at| at.0),
        reason: reason.map(|reason| reason.code().to_owned()),
        entries: one.entries,
        newest_at: one.newest_at.map(|at| at.0),
        present: match one.present {
            PresentStore::Missing => RestorePresent::Missing,
            PresentStore::Unreadable => RestorePresent::Unreadable,
            PresentStore::Read => RestorePresent::Read,
        },
        carried: one.carried,
        drafts: one.drafts,
        unreadable: one.unreadable,
        fault: one.fault.as_ref().map(fault),
    }
}
