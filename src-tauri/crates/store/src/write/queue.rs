//! The writer's two queues: persons first, background work when nobody waits.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::InterruptHandle;

use super::Desk;
use crate::error::StoreError;

/// Jobs of persons that may wait; whoever comes then waits for room.
const PERSON_JOBS: usize = 64;
/// Background jobs that may wait.
const BACKGROUND_JOBS: usize = 8;

pub(super) type PersonJob = Box<dyn FnOnce(&mut Desk) + Send>;
/// Does one slice; says whether there is more.
pub(super) type BackgroundJob = Box<dyn FnMut(&mut Desk) -> bool + Send>;

pub(super) enum Next {
    Person(PersonJob),
    Background(BackgroundJob),
    /// Nothing came for the time given.
    Idle,
    /// Closed, and everything done.
    Closed,
}

#[derive(Default)]
struct Waiting {
    persons: VecDeque<PersonJob>,
    background: VecDeque<BackgroundJob>,
    /// No slice is begun.
    background_waits: bool,
    closed: bool,
}

#[derive(Default)]
pub(super) struct Queues {
    waiting: Mutex<Waiting>,
    /// Something came, or the store closes.
    came: Condvar,
    /// Something was taken.
    taken: Condvar,
    /// What a person does not wait for while it goes on.
    interruptible: Mutex<Option<InterruptHandle>>,
}

impl Queues {
    pub(super) fn put_person(&self, job: PersonJob) -> Result<(), StoreError> {
        let mut waiting = self.room(|waiting| waiting.persons.len() < PERSON_JOBS)?;
        waiting.persons.push_back(job);
        self.came.notify_one();
        // While nobody can take the job: it must not break itself off.
        self.interrupt();
        Ok(())
    }

    fn interrupt(&self) {
        if let Some(handle) = self.interruptible().as_ref() {
            handle.interrupt();
        }
    }

    /// From now on a person who comes breaks off what this is the handle of; none: nothing.
    pub(super) fn let_persons_interrupt(&self, handle: Option<InterruptHandle>) {
        *self.interruptible() = handle;
    }

    /// Whether a person waits, or the store closes.
    pub(super) fn is_wanted(&self) -> bool {
        let waiting = self.lock();
        waiting.closed || !waiting.persons.is_empty()
    }

    fn interruptible(&self) -> MutexGuard<'_, Option<InterruptHandle>> {
        self.interruptible
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put_background(&self, job: BackgroundJob) -> Result<(), StoreError> {
        let mut waiting = self.room(|waiting| waiting.background.len() < BACKGROUND_JOBS)?;
        waiting.background.push_back(job);
        self.came.notify_one();
        Ok(())
    }

    /// Puts a job with more slices back. Background jobs take turns. Once closed they end here: what
    /// their slices did stays, and the rest is found again at the next start.
    pub(super) fn put_back(&self, job: BackgroundJob) {
        let mut waiting = self.lock();
        if !waiting.closed {
            waiting.background.push_back(job);
        }
    }

    /// Until it may go on, no slice is begun; one that was begun ends.
    pub(super) fn let_background_wait(&self) {
        self.lock().background_waits = true;
    }

    pub(super) fn let_background_go_on(&self) {
        self.lock().background_waits = false;
        self.came.notify_one();
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.interrupt();
        self.came.notify_all();
        self.taken.notify_all();
    }

    #[cfg(test)]
    pub(super) fn does_background_wait(&self) -> bool {
        self.lock().background_waits
    }

    #[cfg(test)]
    pub(super) fn persons_waiting(&self) -> usize {
        self.lock().persons.len()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// The next job; `Idle` when none came within `idle`.
    pub(super) fn next(&self, idle: Option<Duration>) -> Next {
        let mut waiting = self.lock();
        loop {
            if let Some(job) = waiting.persons.pop_front() {
                self.taken.notify_all();
                return Next::Person(job);
            }
            if (!waiting.background_waits || waiting.closed)
                && let Some(job) = waiting.background.pop_front()
            {
                self.taken.notify_all();
                return Next::Background(job);
            }
            if waiting.closed {
                return Next::Closed;
            }
            waiting = match idle {
                None => self
                    .came
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(idle) => {
                    let (waiting, timed) = self
                        .came
                        .wait_timeout(waiting, idle)
                        .unwrap_or_else(PoisonError::into_inner);
                    if timed.timed_out() {
                        return Next::Idle;
                    }
                    waiting
                }
            };
        }
    }

    fn room(
        &self,
        has_room: impl Fn(&Waiting) -> bool,
    ) -> Result<MutexGuard<'_, Waiting>, StoreError> {
        let mut waiting = self.lock();
        loop {
            if waiting.closed {
                return Err(StoreError::Closed);
            }
            if has_room(&waiting) {
                return Ok(waiting);
            }
            waiting = self
                .taken
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// No job runs under the lock, so a poisoned one is still whole.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice() -> BackgroundJob {
        Box::new(|_: &mut Desk| false)
    }

    /// Whoever saves never waits for the WAL; what is pulled does, and not for ever.
    #[test]
    fn persons_pass_while_the_background_waits() {
        let queues = Queues::default();
        let soon = Some(Duration::from_millis(1));
        queues.put_background(slice()).unwrap();
        queues.let_background_wait();
        queues.put_person(Box::new(|_: &mut Desk| {})).unwrap();
        assert!(matches!(queues.next(soon), Next::Person(_)));
        assert!(matches!(queues.next(soon), Next::Idle));
        queues.let_background_go_on();
        assert!(matches!(queues.next(soon), Next::Background(_)));

        queues.let_background_wait();
        queues.put_background(slice()).unwrap();
        queues.close();
        assert!(
            matches!(queues.next(soon), Next::Background(_)),
            "what was asked for before the store closed is done"
        );
        assert!(matches!(queues.next(soon), Next::Closed));
    }
}
