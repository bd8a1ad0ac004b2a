//! The one thread that writes.
//!
//! It owns the only read-write connection. What a person does goes first; background work runs in
//! slices, each its own transaction, and lets persons pass between them. A job is a closure that gets
//! an immediate transaction and either all of it stays or nothing. When nobody has anything to do the
//! index of search is tended and the WAL brought into the file, so that no save pays for them.
//!
//! Never here: the network, a wait for a person.

mod begun;
mod checkpointer;
mod folding;
mod pace;
mod queue;
mod sweep;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::folder::Folder;
use crate::keys::Key;
use crate::open::connect::{Access, BUSY_TIMEOUT_MS, connect};
use crate::open::generation::Generation;
use crate::reserve::Reserve;
use crate::search::tend;
use checkpointer::Checkpointer;
pub(crate) use pace::Pace;
use queue::{Next, Queues};

/// After so long a slice of background work begins nothing more.
const SLICE: Duration = Duration::from_millis(8);
/// For so long after a write of a person somebody is at work: who types has a draft kept sooner than that.
const SOMEBODY_NEAR: Duration = Duration::from_secs(10);

/// How long a statement waits for another connection's lock.
const BUSY_TIMEOUT: Duration = Duration::from_millis(BUSY_TIMEOUT_MS.unsigned_abs());

/// Quiet time after which the index is tended and the WAL brought into the file.
const IDLE: Duration = Duration::from_millis(300);

/// What a slice of background work says at its end.
#[derive(Debug)]
pub(crate) enum Progress<T> {
    /// There is more to do.
    More,
    /// Done.
    Done(T),
}

/// One slice: a transaction and its time.
#[derive(Debug)]
pub(crate) struct Slice<'c> {
    pub(crate) transaction: &'c Transaction<'c>,
    began: Instant,
    /// How long the one before of the same work took, its commit included.
    before: Option<Duration>,
    is_somebody_near: bool,
}

impl Slice<'_> {
    /// Whether the slice may begin another piece of work.
    pub(crate) fn has_time(&self) -> bool {
        self.began.elapsed() < SLICE
    }

    /// Whether half of its time is left: for work of which as much again follows at the end.
    pub(crate) fn has_half_its_time(&self) -> bool {
        self.began.elapsed() < SLICE / 2
    }
}

/// What the thread works with.
pub(crate) struct Desk {
    /// Before the connection, which is the last to close.
    checkpointer: Checkpointer,
    connection: Connection,
    folder: Folder,
    key: Key,
    generation: Generation,
    /// Something was committed since the last checkpoint.
    dirty: bool,
    /// The index has been tended since then, as far as it could be.
    tended: bool,
    /// It was quiet, and tending goes on as long as it stays so.
    tending: bool,
    /// When a person last wrote something.
    person_at: Option<Instant>,
    queues: Arc<Queues>,
    /// When what erasures left is swept next; none where nothing is known to be left.
    sweeps_at: Option<Instant>,
    /// The act under way leaves rows to be folded behind it.
    rows_follow: bool,
    /// Room that is kept for the day on which the disk is full.
    reserve: Reserve,
    /// What the connection had changed when the transaction of an act began.
    changes_before: u64,
}

pub(crate) struct Writer {
    queues: Arc<Queues>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        connection: Connection,
        folder: Folder,
        key: Key,
        generation: Generation,
    ) -> std::io::Result<Self> {
        let queues = Arc::new(Queues::default());
        let worked = Arc::clone(&queues);
        let desk = Desk {
            checkpointer: Checkpointer::start(folder.clone(), key.clone(), Arc::clone(&queues))?,
            connection,
            reserve: Reserve::of(&folder),
            folder,
            generation,
            key,
            dirty: true,
            tended: false,
            tending: false,
            person_at: None,
            queues: Arc::clone(&queues),
            sweeps_at: None,
            rows_follow: false,
            changes_before: 0,
        };
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || desk.work(&worked))?;
        Ok(Self {
            queues,
            thread: Some(thread),
        })
    }

    /// Does a person's job: waits for its turn, then for its commit.
    pub(crate) fn person<T, E>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.at_desk(|desk| desk.transact(job))
    }

    /// The same with a job that begins and ends its transaction by itself.
    pub(crate) fn at_desk<T, E>(
        &self,
        job: impl FnOnce(&mut Desk) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = mpsc::sync_channel(1);
        self.queues.put_person(Box::new(move |desk: &mut Desk| {
            // Whoever asked may have gone; then the work is done all the same.
            let _ = answer.send(job(desk));
        }))?;
        answered
            .recv()
            .unwrap_or_else(|_| Err(self.unanswered().into()))
    }

    /// Sweeps out what erasures left, and waits for it; whether nothing is left.
    pub(crate) fn sweep(&self) -> Result<bool, StoreError> {
        self.at_desk(Desk::sweep_now)
    }

    /// Does background work in slices until it is done, and waits for it.
    pub(crate) fn background<T, E>(
        &self,
        job: impl FnMut(&mut Slice<'_>) -> Result<Progress<T>, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answered = self.begin_background(job)?;
        answered
            .recv()
            .unwrap_or_else(|_| Err(self.unanswered().into()))
    }

    /// Begins background work in slices and does not wait for it.
    pub(crate) fn begin_background<T, E>(
        &self,
        mut job: impl FnMut(&mut Slice<'_>) -> Result<Progress<T>, E> + Send + 'static,
    ) -> Result<mpsc::Receiver<Result<T, E>>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, answered) = mpsc::sync_channel(1);
        let mut before = None;
        self.queues
            .put_background(Box::new(move |desk: &mut Desk| {
                let began = Instant::now();
                let is_somebody_near = desk.is_somebody_near();
                let sliced = desk.transact(|transaction| {
                    job(&mut Slice {
                        transaction,
                        began,
                        before,
                        is_somebody_near,
                    })
                });
                before = Some(began.elapsed());
                let done = match sliced {
                    Ok(Progress::More) => return true,
                    Ok(Progress::Done(done)) => Ok(done),
                    Err(error) => Err(error),
                };
                // Whoever began it may not wait for it.
                let _ = answer.send(done);
                false
            }))?;
        Ok(answered)
    }
}

impl Writer {
    #[cfg(test)]
    pub(crate) fn persons_waiting(&self) -> usize {
        self.queues.persons_waiting()
    }

    fn unanswered(&self) -> StoreError {
        if self.queues.is_closed() {
            StoreError::Closed
        } else {
            StoreError::BrokeOff
        }
    }
}

impl Drop for Writer {
    /// Does what was asked for, then closes the connection.
    fn drop(&mut self) {
        self.queues.close();
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

impl Desk {
    fn work(mut self, queues: &Queues) {
        loop {
            let next = queues.next(self.waits());
            self.tending = matches!(next, Next::Idle);
            match next {
                Next::Person(job) => {
                    self.guarded(|desk| job(desk));
                    self.person_at = Some(Instant::now());
                }
                Next::Background(mut job) => {
                    let mut more = false;
                    self.guarded(|desk| more = job(desk));
                    if more {
                        self.checkpointer.is_due();
                        queues.put_back(job);
                    }
                }
                Next::Idle if self.tended => self.guarded(Self::settle),
                Next::Idle => self.guarded(Self::tend),
                Next::Closed => return,
            }
        }
    }

    /// How long a job is waited for before something is done that nobody asked for; none: until one comes.
    fn waits(&self) -> Option<Duration> {
        if self.dirty {
            return Some(if self.tending { Duration::ZERO } else { IDLE });
        }
        let sweeps_at = self.sweeps_at?;
        Some(
            sweeps_at
                .saturating_duration_since(Instant::now())
                .max(IDLE),
        )
    }

    fn is_somebody_near(&self) -> bool {
        self.person_at
            .is_some_and(|at| at.elapsed() < SOMEBODY_NEAR)
    }

    /// An error of the program in one job is not the end of the thread; its transaction was undone.
    fn guarded(&mut self, job: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| job(self))).is_err() {
            tracing::error!("a job of the writer broke off");
            self.heal();
        }
    }

    fn transact<T, E: From<StoreError>>(
        &mut self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.reserve.look();
        let done = self.try_transact(job);
        if done.is_err() {
            self.heal();
        }
        done
    }

    fn try_transact<T, E: From<StoreError>>(
        &mut self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let folder = self.folder.clone();
        let refined = |error: rusqlite::Error| E::from(refine(error, &folder));
        let changes = self.connection.total_changes();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(refined)?;
        // Dropped on any way out but the commit, which undoes it.
        let done = job(&transaction)?;
        let changed = transaction.total_changes() != changes;
        self.generation.mark(&transaction, changed)?;
        transaction.commit().map_err(refined)?;
        self.generation.committed();
        self.dirty = true;
        self.tended = false;
        Ok(done)
    }

    /// After a failure the file is opened again: after one bad page SQLCipher refuses every other page
    /// too, and a look at what is cached would not tell. Failures are rare, opening takes a millisecond.
    fn heal(&mut self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.reserve.look_after_failure();
        match connect(&self.folder.database(), &self.key, Access::Write) {
            Ok(fresh) => {
                self.connection = fresh;
                self.generation.opened_again();
            }
            Err(error) => {
                tracing::warn!(code = ?error.sqlite_error_code(), "the writer keeps its connection");
            }
        }
    }

    /// A slice of what the index left for quiet moments.
    fn tend(&mut self) {
        // Should it break off, it is left until somebody has written again.
        self.tended = true;
        let done = match tend::is_due(&self.connection) {
            Ok(false) => Ok(Progress::Done(())),
            Ok(true) => self.transact(|transaction| {
                tend::tend(&mut Slice {
                    transaction,
                    began: Instant::now(),
                    before: None,
                    is_somebody_near: false,
                })
            }),
            Err(error) => {
                // After a bad page the connection refuses the next save too.
                self.heal();
                Err(error)
            }
        };
        self.tended = !matches!(done, Ok(Progress::More));
        if let Err(error) = done {
            tracing::warn!(%error, "the index was not tended");
        }
    }

    fn checkpoint(&mut self) {
        self.dirty = false;
        self.tending = false;
        // Passive: never waits for a reader, and takes what it can.
        let done = self
            .connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            });
        match done {
            // The checkpointer is at it: looked at again when it is quiet.
            Ok((1, _, _)) => self.dirty = true,
            Ok((_, there, brought)) if there == brought => self.generation.brought_in(),
            Ok::<(i64, i64, i64), _>(_) => {}
            Err(error) => {
                tracing::warn!(code = ?error.sqlite_error_code(), "the WAL was not brought into the file");
                self.heal();
            }
        }
    }
}

/// A failed write of the file system says no more than that; a probe beside it tells why.
fn refine(error: rusqlite::Error, folder: &Folder) -> StoreError {
    if error.sqlite_error_code() != Some(rusqlite::ErrorCode::SystemIoFailure) {
        return error.into();
    }
    match folder.probe() {
        Ok(()) => error.into(),
        Err(found) => match StoreError::from(found) {
            StoreError::Io(_) => error.into(),
            told => told,
        },
    }
}
