//! Opening the store without a person: by the key file that a policy names, or by the keyring of the
//! operating system.
//!
//! It is tried once after a start, bounded in time. Whatever does not work is told on the passphrase page,
//! which stands there as ever; nothing is deleted or written over. A secret that does not open is no damage.
//!
//! Never here: the practice store; the command line, which always asks.

use store::{Folder, OpenError, SlotSecret, Stage, Store, Unlock, Way, WaysIn};

use crate::drill;
use crate::dto::AppState;
use crate::key_file::{self, KeyFileFault};
use crate::policy::Policy;
use crate::ring::Keyring;
use crate::start::Place;
use crate::{App, AppError, ErrorCode, ErrorDto, Result};

/// The ways that may be tried at this start, in their order.
fn plan(policy: &Policy, keyring: Option<&Keyring>, ways: &WaysIn) -> Vec<Way> {
    // A policy that cannot be taken may forbid either.
    if policy.fault.is_some() {
        return Vec::new();
    }
    let by_file = policy.key_file.is_some().then_some(Way::KeyFile);
    let by_ring = (keyring.is_some() && ways.has(Way::Keyring)).then_some(Way::Keyring);
    by_file.into_iter().chain(by_ring).collect()
}

/// Whether a store that is closed is to be opened without a person.
pub(crate) fn is_planned(policy: &Policy, keyring: Option<&Keyring>, folder: &Folder) -> bool {
    folder.stage() == Stage::Closed
        && WaysIn::of(folder).is_ok_and(|ways| !plan(policy, keyring, &ways).is_empty())
}

impl App {
    /// Opens the store without a person, where that was settled for it. Does nothing once it was tried; a
    /// second one who asks meanwhile waits for the same answer.
    ///
    /// # Errors
    /// What the store says of its state; that the store was not opened is part of the answer.
    pub fn open_by_itself(&self) -> Result<AppState> {
        let turn = self.opening_by_itself();
        if matches!(*self.place(), Place::Opening) {
            let folder = Folder::at(&self.config().data_folder);
            if let Ok(ways) = WaysIn::of(&folder) {
                for way in plan(self.policy(), self.config().keyring.as_ref(), &ways) {
                    if let Err(error) = self.open_in(way, &folder, &ways) {
                        tracing::warn!(%error, way = way.code(), "the store was not opened by itself");
                        self.note_unopened(ErrorDto::from(&error));
                    }
                }
            }
            // Nobody else leads out of it but a person who was quicker.
            let mut place = self.place();
            if matches!(*place, Place::Opening) {
                *place = Place::Closed;
            }
        }
        drop(turn);
        self.app_state()
    }

    /// Tries one way. A store that cannot be used is refused as if a person had opened it.
    fn open_in(&self, way: Way, folder: &Folder, ways: &WaysIn) -> Result<()> {
        if !matches!(*self.place(), Place::Opening) {
            return Ok(());
        }
        // Nothing is held while a keyring takes its time.
        let secret = self.secret_of(way, ways)?;
        let with = match way {
            Way::KeyFile => Unlock::KeyFile(&secret),
            _ => Unlock::Keyring(&secret),
        };
        let mut place = self.place();
        if !matches!(*place, Place::Opening) {
            return Ok(());
        }
        match Store::open(folder, &with) {
            Ok(store) => {
                drill::note_opened(&store, way, self.config().clock.now());
                *place = Place::Open(self.open_desk_over(store, false)?);
                Ok(())
            }
            Err(OpenError::WrongPassphrase) => Err(match way {
                Way::KeyFile => KeyFileFault::Wrong.into(),
                _ => AppError::KeyringWrong,
            }),
            Err(error) => {
                // Told on a page of its own, and no fault of the way it was opened in.
                tracing::warn!(%error, "the store was refused");
                *place = Place::Refused(ErrorDto::from(&AppError::from(error)));
                Ok(())
            }
        }
    }

    pub(crate) fn secret_of(&self, way: Way, ways: &WaysIn) -> Result<SlotSecret> {
        let policy = self.policy();
        if way == Way::KeyFile {
            let path = policy.key_file.as_ref().ok_or(KeyFileFault::NotSet)?;
            if !ways.has(Way::KeyFile) {
                return Err(KeyFileFault::NotSet.into());
            }
            return Ok(key_file::read(path, policy.owner)?);
        }
        policy.allow_keyring()?;
        let kept = self.keyring()?.get(&ways.store)?;
        SlotSecret::from_bytes(&kept).map_err(|_| AppError::KeyringWrong)
    }

    /// Forgets what was said of a way that has been put right, or is not wanted any more.
    pub(crate) fn forget_unopened(&self, way: Way) {
        let is_of = |code: ErrorCode| match way {
            Way::Keyring => code.is_of_keyring(),
            Way::KeyFile => code.is_of_key_file(),
            Way::Passphrase | Way::RecoveryCode => false,
        };
        self.unopened().retain(|told| !is_of(told.code));
    }
}
