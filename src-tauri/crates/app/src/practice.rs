//! The practice store: a folder and a key of its own, filled with sample calls, never a real one's.
//! Nobody's words are in it, so its passphrase may stand here; only centres on this machine may be set.

use domain::id::UserId;
use domain::role::Role;
use store::{Cost, Folder, NewStore, OpenError, Store, Unlock};
use zeroize::Zeroizing;

use crate::dto::AppState;
use crate::fill::{Filling, fill};
use crate::session::Lock;
use crate::start::STATION_NAME;
use crate::{App, AppError, Result};

/// Folder of the practice store in the data folder.
const FOLDER: &str = "practice";
const PASSPHRASE: &str = "practice makes perfect";
/// Setting of a practice store that was filled to its end.
const FILLED: &str = "practice.filled";
/// Sample calls in a new practice store: some three working days.
const CALLS: u32 = 600;
/// Everybody practises on the same calls.
const SEED: u64 = 1;
const STATION: &str = "تدريب · Practice";

impl App {
    /// Opens the practice store, made and filled when it is not there yet. Nobody is signed in; a real
    /// store that is open stays so behind it, locked: whoever practises, by a PIN that everybody can read, is
    /// not led back into somebody's session.
    ///
    /// # Errors
    /// `Open(…)` when it cannot be made or opened.
    pub fn practice_enter(&self) -> Result<AppState> {
        // Two presses are one: the second finds the store open.
        let entering = self.entering_practice();
        if self.practice_desk().is_none() {
            let store = self.practice_store()?;
            if let Some(desk) = self.open_desk()
                && let Some(session) = desk.session()
            {
                let since = desk.clock.now();
                desk.lock(session.duty, Lock { since, pause: None });
            }
            self.set_practice(Some(self.open_desk_over(store, true)?));
        }
        drop(entering);
        self.app_state()
    }

    /// Returns to the real store, or to the first start where there is none.
    ///
    /// # Errors
    /// What the store says.
    pub fn practice_leave(&self) -> Result<AppState> {
        self.set_practice(None);
        self.importing.forget();
        self.app_state()
    }

    /// The practice store, filled. One that was broken off while it was being filled is thrown away and
    /// begun anew: nobody has worked in it yet, and half of its people and calls would be missing.
    fn practice_store(&self) -> Result<Store> {
        let folder = self.practice_folder();
        match Store::open(&folder, &Unlock::Passphrase(PASSPHRASE)) {
            Ok(store) if store.setting(FILLED)?.is_some() => Ok(store),
            Ok(store) => {
                drop(store);
                // Only ever this folder, and only after the practice passphrase has opened what is in it.
                std::fs::remove_dir_all(folder.path()).map_err(OpenError::from)?;
                self.make_practice(&folder)
            }
            Err(OpenError::NotThere) => self.make_practice(&folder),
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) fn practice_folder(&self) -> Folder {
        Folder::at(self.config().data_folder.join(FOLDER))
    }

    fn make_practice(&self, folder: &Folder) -> Result<Store> {
        let new = NewStore {
            passphrase: Zeroizing::new(PASSPHRASE.to_owned()),
            cost: Cost::PRACTICE_ONLY,
            code: None,
            settings: vec![(STATION_NAME.to_owned(), STATION.to_owned())],
        };
        let stamp = self.stamp(UserId::from(self.new_id()?), Role::Administrator)?;
        let (store, _) = Store::create_with(folder, &new, stamp, |_| Ok::<_, AppError>(()))?;
        let until = self.config().clock.now();
        fill(
            &store,
            Filling {
                seed: SEED,
                calls: CALLS,
                until,
            },
            |_| {},
        )?;
        // Last of all: without it the next entering begins anew.
        store.set_settings(vec![(FILLED.to_owned(), Some("yes".to_owned()))])?;
        Ok(store)
    }
}
