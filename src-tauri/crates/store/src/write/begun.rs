//! A transaction that whoever acts may begin again: after a bad page the file is opened anew in the middle of an act.

use rusqlite::Connection;

use super::{Desk, refine};
use crate::error::StoreError;

impl Desk {
    /// Does a job in an immediate transaction. The job may begin it again; when it fails, nothing of it stays.
    pub(crate) fn act<T, E: From<StoreError>>(
        &mut self,
        job: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.rows_follow = false;
        self.reserve.look();
        let done = self.try_act(job);
        match &done {
            // Undoes what was begun.
            Err(_) => self.heal(),
            Ok(_) if self.rows_follow => self.fold_behind(),
            Ok(_) => {}
        }
        done
    }

    fn try_act<T, E: From<StoreError>>(
        &mut self,
        job: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin()?;
        let done = job(self)?;
        let changed = self.connection.total_changes() != self.changes_before;
        self.generation.mark(&self.connection, changed)?;
        self.execute("COMMIT")?;
        self.generation.committed();
        self.dirty = true;
        self.tended = false;
        Ok(done)
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        self.changes_before = self.connection.total_changes();
        self.execute("BEGIN IMMEDIATE")
    }

    /// Undoes what was done since the beginning, opens the file again and begins anew.
    pub(crate) fn begin_again(&mut self) -> Result<(), StoreError> {
        self.heal();
        self.begin()
    }

    fn execute(&self, statement: &str) -> Result<(), StoreError> {
        self.connection
            .execute_batch(statement)
            .map_err(|error| refine(error, &self.folder))
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The act under way leaves rows to be folded behind it.
    pub(crate) const fn rows_follow(&mut self) {
        self.rows_follow = true;
    }
}
