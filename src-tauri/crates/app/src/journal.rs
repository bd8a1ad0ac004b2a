//! Checking the journal and making the tables anew; asked for from the command line.

use domain::id::Millis;
use store::{Folder, ReadOnlyStore, Reading, Rebuilt, UserRow, Verified};

use crate::dto::{OpenStore, SignIn};
use crate::people::login_key;
use crate::rights::Command;
use crate::secret;
use crate::start::Place;
use crate::tries::Tries;
use crate::{App, AppError, Need, Result};

impl App {
    /// Checks the whole journal: hashes, gaps, digests, numbers.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says; a fault found is an answer and no error.
    pub fn verify_journal(&self) -> Result<Verified> {
        let asking = self.asking(Command::VerifyJournal)?;
        Ok(asking.store().verify()?)
    }

    /// The same beside another process that has the store open, and without writing anything: no duty is
    /// opened and no try is counted. A wait that was counted is kept, and whoever asks has the station's
    /// passphrase, with which the hashes could be read anyway.
    ///
    /// Never from the process that has the store open: closing a second handle on the file there would
    /// take away the locks that SQLite holds on it (POSIX, fcntl).
    ///
    /// # Errors
    /// `WrongStage` where this application has the store open itself; `Open(…)` with its cause;
    /// `WrongSecret`, `TooManyTries`, `NotAllowed`. A fault found is an answer and no error.
    pub fn verify_beside(&self, open: &OpenStore, sign_in: &SignIn) -> Result<Verified> {
        let place = self.place();
        if matches!(*place, Place::Open(_)) {
            return Err(AppError::WrongStage);
        }
        let folder = Folder::at(&self.config().data_folder);
        let store = ReadOnlyStore::open(&folder, &open.unlock())?;
        let now = self.config().clock.now();
        let user = store.read(|reading| Self::whose_beside(reading, sign_in, now))?;
        if let Need::Right(right) = Command::VerifyJournal.need() {
            right
                .role_among(&user.roles)
                .ok_or(AppError::NotAllowed(right))?;
        }
        Ok(store.read(|reading| reading.verify())?)
    }

    /// Whose login and secret these are, as far as it can be told without writing.
    pub(crate) fn whose_beside(
        rows: &Reading<'_>,
        sign_in: &SignIn,
        now: Millis,
    ) -> Result<UserRow> {
        let mut refused = AppError::WrongSecret { left: 0 };
        for user in rows.users_by_login(&login_key(&sign_in.login))? {
            let Some(hash) = rows.credential(user.id)?.filter(|_| user.active) else {
                continue;
            };
            let counted = rows.attempts(&user.id.to_string())?;
            let tries = counted.map_or_else(Tries::default, |found| Tries {
                count: found.failures,
                last_at: Some(found.last_at),
            });
            match tries.wait_s(now) {
                0 if secret::is_secret(&sign_in.secret, &hash) => return Ok(user),
                0 => {}
                wait_s => refused = AppError::TooManyTries { wait_s },
            }
        }
        Err(refused)
    }

    /// Makes the folded tables anew from the journal and says whether anything differed.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says; then the tables are as they were.
    pub fn rebuild_tables(&self) -> Result<Rebuilt> {
        let asking = self.asking(Command::RebuildTables)?;
        Ok(asking.store().rebuild()?)
    }
}
