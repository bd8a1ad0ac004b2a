//! Sweeping out what erasures left in the pages of the file and of its WAL (`erasure::residue`).
//!
//! Making the file anew takes as long as writing all of it, in which nobody else could write: so it is done when nobody
//! is near, or when whoever erased waits for it, and it is broken off as soon as a person wants to write.

use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use super::{Desk, SOMEBODY_NEAR};
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
    /// What is to be done when nothing else is: bringing the WAL in, keeping room, and sweeping.
    pub(super) fn settle(&mut self) {
        if self.dirty {
            self.checkpoint();
        }
        let queues = &self.queues;
        self.reserve.keep(&|| queues.is_wanted());
        let now = Instant::now();
        self.sweeps_at = match residue::of(&self.connection) {
            Ok(Residue::Nowhere) => None,
            Ok(_) if self.is_somebody_near() => Some(now + SOMEBODY_NEAR),
            Ok(_) if self.sweeps_at.is_some_and(|at| now < at) => self.sweeps_at,
            Ok(_) => match self.sweep(1) {
                Ok(true) => None,
                Ok(false) => Some(now + AFTER_BUSY),
                Err(error) => {
                    tracing::warn!(%error, "what was erased could not be swept out yet");
                    Some(now + AFTER_FAILURE)
                }
            },
            Err(error) => {
                tracing::warn!(%error, "whether something is to be swept out could not be read");
                self.heal();
                Some(now + AFTER_FAILURE)
            }
        };
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
            if self.queues.is_wanted() {
                return Ok(false);
            }
            if self.cut_wal()? {
                self.transact(|transaction| residue::note_none(transaction))?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes the file anew from its rows; false where somebody wanted the writer meanwhile.
    fn make_anew(&mut self) -> Result<bool, StoreError> {
        let made = self.interruptibly(|connection| connection.execute_batch("VACUUM"))?;
        Ok(made.is_some())
    }

    /// Brings the whole WAL into the file and cuts it to nothing; false while somebody reads from it, or wants the writer.
    fn cut_wal(&mut self) -> Result<bool, StoreError> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let cut = self.interruptibly(|connection| {
            let cut = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, i64>(0)
            });
            match cut {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(1),
                cut => cut,
            }
        });
        self.connection.busy_timeout(super::BUSY_TIMEOUT)?;
        let cut = cut?.is_some_and(|busy| busy == 0);
        if cut {
            self.generation.brought_in();
        }
        Ok(cut)
    }

    /// Does what may take long and is broken off as soon as somebody wants the writer; none then.
    fn interruptibly<T>(
        &mut self,
        what: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        self.queues
            .let_persons_interrupt(Some(self.connection.get_interrupt_handle()));
        // Who came before that is waited for by nobody.
        let done = if self.queues.is_wanted() {
            None
        } else {
            Some(what(&self.connection))
        };
        self.queues.let_persons_interrupt(None);
        match done {
            None => Ok(None),
            Some(Ok(done)) => Ok(Some(done)),
            Some(Err(error))
                if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) =>
            {
                Ok(None)
            }
            Some(Err(error)) => {
                self.heal();
                Err(error.into())
            }
        }
    }
}
