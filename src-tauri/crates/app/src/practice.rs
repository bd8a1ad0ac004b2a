//! The practice store: a folder and a key of its own, filled with sample calls, never a real one's.
//! Nobody's words are in it, so its passphrase may stand here; only centres on this machine may be set.

use domain::id::UserId;
use domain::role::Role;
use store::{Cost, Folder, NewStore, OpenError, Store, Unlock};
use zeroize::Zeroizing;

use crate::dto::AppState;
use crate::fill::{Filling, fill};
use crate::start::STATION_NAME;
use crate::{App, AppError, Result};

/// Folder of the practice store in the data folder.
const FOLDER: &str = "practice";
const PASSPHRASE: &str = "practice makes perfect";
/// Sample calls in a new practice store: some three working days.
const CALLS: u32 = 600;
/// Everybody practises on the same calls.
const SEED: u64 = 1;
const STATION: &str = "تدريب · Practice";

impl App {
    /// Opens the practice store, made and filled when it is not there yet. Nobody is signed in; a real
    /// store that is open stays so behind it.
    ///
    /// # Errors
    /// `Open(…)` when it cannot be made or opened.
    pub fn practice_enter(&self) -> Result<AppState> {
        if self.practice_desk().is_none() {
            let folder = Folder::at(self.config().data_folder.join(FOLDER));
            let store = match Store::open(&folder, &Unlock::Passphrase(PASSPHRASE)) {
                Ok(store) => store,
                Err(OpenError::NotThere) => self.make_practice(&folder)?,
                Err(error) => return Err(error.into()),
            };
            self.set_practice(Some(self.open_desk_over(store, true)?));
        }
        self.app_state()
    }

    /// Returns to the real store, or to the first start where there is none.
    ///
    /// # Errors
    /// What the store says.
    pub fn practice_leave(&self) -> Result<AppState> {
        self.set_practice(None);
        self.app_state()
    }

    fn make_practice(&self, folder: &Folder) -> Result<Store> {
        let new = NewStore {
            passphrase: Zeroizing::new(PASSPHRASE.to_owned()),
            cost: Cost::PRACTICE_ONLY,
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
        Ok(store)
    }
}
