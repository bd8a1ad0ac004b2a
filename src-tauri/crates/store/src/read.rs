//! The connections that only read.
//!
//! A few of them, opened when they are first needed. A reading is one transaction: it sees the store
//! as it stood when it began, however long it takes, and never waits for the writer.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::error::StoreError;
use crate::keys::Key;
use crate::open::connect::{Access, connect};

/// Readers at once; whoever comes then waits for one to be free.
const READERS: usize = 3;

/// The store as it stands at one moment. What can be asked is in the modules beside the rows.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'c> {
    pub(crate) connection: &'c Connection,
}

#[derive(Default)]
struct Pool {
    free: Vec<Connection>,
    taken: usize,
}

pub(crate) struct Readers {
    file: PathBuf,
    key: Key,
    pool: Mutex<Pool>,
    freed: Condvar,
}

impl std::fmt::Debug for Readers {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Readers(..)")
    }
}

impl Readers {
    pub(crate) fn new(file: PathBuf, key: Key) -> Self {
        Self {
            file,
            key,
            pool: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        ask: impl FnOnce(&Reading<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.take();
        let connection = match connection {
            Some(connection) => Ok(connection),
            None => connect(&self.file, &self.key, Access::Read),
        };
        let mut connection = match connection {
            Ok(connection) => connection,
            Err(error) => {
                self.give_back(None);
                return Err(StoreError::from(error).into());
            }
        };
        let asked = catch_unwind(AssertUnwindSafe(|| {
            let transaction = connection.transaction().map_err(StoreError::from)?;
            let answer = ask(&Reading {
                connection: &transaction,
            })?;
            transaction.finish().map_err(StoreError::from)?;
            Ok(answer)
        }));
        // After a failure the connection may refuse everything: the next reader opens a fresh one.
        self.give_back(matches!(asked, Ok(Ok(_))).then_some(connection));
        asked.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// A free connection; none where one may be opened.
    fn take(&self) -> Option<Connection> {
        let mut pool = self.lock();
        while pool.taken >= READERS {
            pool = self
                .freed
                .wait(pool)
                .unwrap_or_else(PoisonError::into_inner);
        }
        pool.taken += 1;
        pool.free.pop()
    }

    fn give_back(&self, connection: Option<Connection>) {
        let mut pool = self.lock();
        pool.taken -= 1;
        pool.free.extend(connection);
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
