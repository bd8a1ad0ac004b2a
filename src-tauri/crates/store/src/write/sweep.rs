//! Sweeping out what erasures left in the pages of the file and of its WAL (`erasure::residue`).
//!
//! Making the file anew takes as long as writing all of it, in which nobody else could write: so it is done when nobody
//! is near, or when whoever erased waits for it, and it is broken off as soon as a person wants to write.

use std::thread;
use std::time::{Duration, Instant};

use super::Desk;
use crate::backup;
use crate::erasure::residue::{self, Residue};
use crate::error::StoreError;

/// How often the WAL is tried while a reader holds it, for whoever waits.
const TRIES: u32 = 20;
/// Between two of them.
const APART: Duration = Duration::from_millis(50);
/// After a failure it is left for so long.
const AFTER_FAILURE: Duration = Duration::from_secs(600);
/// After a try that a reader kept from its end.
const AFTER_BUSY: Duration = Duration::from_secs(5);

impl Desk {
    /// What is to be done when nothing else is: bringing the WAL in, and sweeping.
    pub(super) fn settle(&mut self) {
        let left = residue::of(&self.connection).unwrap_or(Residue::Nowhere);
        let later = self.sweep_not_before;
        let is_time = later.is_none_or(|at| Instant::now() >= at);
        if left == Residue::Nowhere || !is_time || self.is_somebody_near() {
            self.checkpoint();
            // Looked at again, for as long as something is left.
            self.dirty |= left != Residue::Nowhere;
            return;
        }
        let again = match self.sweep(1) {
            Ok(true) => None,
            Ok(false) => Some(AFTER_BUSY),
            Err(error) => {
                tracing::warn!(%error, "what was erased could not be swept out yet");
                Some(AFTER_FAILURE)
            }
        };
        self.sweep_not_before = again.map(|after| Instant::now() + after);
        self.dirty = true;
    }

    /// The same for whoever waits for it.
    pub(super) fn sweep_now(&mut self) -> Result<bool, StoreError> {
        self.sweep(TRIES)
    }

    /// Whether nothing is left.
    fn sweep(&mut self, tries: u32) -> Result<bool, StoreError> {
        let left = residue::of(&self.connection)?;
        if left == Residue::Nowhere {
            return Ok(true);
        }
        backup::write_erased(&self.folder, &self.connection, &self.key)?;
        if left == Residue::Pages {
            if !self.make_anew()? {
                return Ok(false);
            }
            self.transact(|transaction| residue::note_in_wal(transaction))?;
        }
        for tried in 0..tries {
            if tried > 0 {
                thread::sleep(APART);
            }
            if self.cut_wal()? {
                self.transact(|transaction| residue::note_none(transaction))?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes the file anew from its rows; false where a person wanted to write meanwhile.
    fn make_anew(&mut self) -> Result<bool, StoreError> {
        self.queues
            .let_persons_interrupt(Some(self.connection.get_interrupt_handle()));
        // Who came before that is waited for by nobody.
        if self.queues.does_a_person_wait() {
            self.queues.let_persons_interrupt(None);
            return Ok(false);
        }
        let made = self.connection.execute_batch("VACUUM");
        self.queues.let_persons_interrupt(None);
        match made {
            Ok(()) => Ok(true),
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) =>
            {
                Ok(false)
            }
            Err(error) => {
                self.heal();
                Err(error.into())
            }
        }
    }

    /// Brings the whole WAL into the file and cuts it to nothing; false while somebody reads from it.
    fn cut_wal(&mut self) -> Result<bool, StoreError> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let cut = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            });
        self.connection.busy_timeout(super::BUSY_TIMEOUT)?;
        let cut = match cut {
            Ok(busy) => busy == 0,
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                false
            }
            Err(error) => return Err(error.into()),
        };
        if cut {
            self.generation.brought_in();
        }
        Ok(cut)
    }
}
