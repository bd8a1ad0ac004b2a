//! Checking the journal and making the tables anew; asked for from the command line.

use store::{Rebuilt, Verified};

use crate::rights::Command;
use crate::{App, Result};

impl App {
    /// Checks the whole journal: hashes, gaps, digests, numbers.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says; a fault found is an answer and no error.
    pub fn verify_journal(&self) -> Result<Verified> {
        let asking = self.asking(Command::VerifyJournal)?;
        Ok(asking.store().verify()?)
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
