//! Whose turn it is: a new question ends the one before it, which nobody waits for any more.

use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

/// How long a question looks for the first row before it answers that it has none so far.
const PATIENCE: Duration = Duration::from_millis(16);
/// How long it looks once it has one: that is painted, and the rest comes behind it. Reading the rows that
/// were found comes on top, up to as long again.
const PATIENCE_WITH_ROWS: Duration = Duration::from_millis(2);

/// The questions of one person at one machine, one after another.
#[derive(Default)]
pub struct Searches(Mutex<State>);

#[derive(Default)]
struct State {
    turn: u64,
    /// Questions that are being answered: which turn, and what stops its connection.
    running: Vec<(u64, u64, InterruptHandle)>,
    next_name: u64,
}

impl std::fmt::Debug for Searches {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Searches(..)")
    }
}

impl Searches {
    /// A new question: whatever is still being answered stops.
    pub fn begin(&self) -> Turn<'_> {
        let mut state = self.lock();
        state.turn += 1;
        for (turn, _, running) in &state.running {
            if *turn < state.turn {
                running.interrupt();
            }
        }
        self.turn(state.turn)
    }

    /// The same question, gone on with: stops nothing.
    pub fn go_on(&self) -> Turn<'_> {
        let turn = self.lock().turn;
        self.turn(turn)
    }

    fn turn(&self, number: u64) -> Turn<'_> {
        Turn {
            searches: self,
            number,
            begun: Instant::now(),
            patience: PATIENCE,
            with_rows: PATIENCE_WITH_ROWS,
            rows: Cell::new(false),
        }
    }

    /// Nothing that may panic runs under the lock, so a poisoned one is still whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One question's turn: how long it may look, and whether anybody still waits for it.
#[derive(Debug)]
pub struct Turn<'s> {
    searches: &'s Searches,
    number: u64,
    begun: Instant,
    patience: Duration,
    /// Once there are rows.
    with_rows: Duration,
    /// Whether there are, in whatever section.
    rows: Cell<bool>,
}

impl<'s> Turn<'s> {
    /// With another time to look: whoever exports or tests is not painting.
    #[must_use]
    pub fn looking_for(self, patience: Duration) -> Self {
        Self {
            begun: Instant::now(),
            patience,
            with_rows: patience,
            ..self
        }
    }

    /// With another time to look once there are rows.
    #[must_use]
    pub fn with_rows_for(self, with_rows: Duration) -> Self {
        Self { with_rows, ..self }
    }

    /// Whether it has looked long enough if there are rows; else it never has.
    pub(super) fn may_be_late(&self) -> bool {
        self.begun.elapsed() >= self.with_rows.min(self.patience)
    }

    /// Whether it has looked long enough; `rows` says that some were found.
    pub(super) fn is_late(&self, rows: bool) -> bool {
        self.rows.set(self.rows.get() || rows);
        let patience = if self.rows.get() {
            self.with_rows
        } else {
            self.patience
        };
        self.begun.elapsed() >= patience
    }

    /// Whether a newer question has come.
    pub(super) fn is_over(&self) -> bool {
        self.searches.lock().turn > self.number
    }

    /// Lets a newer question stop what runs on this connection, until the answer is dropped.
    pub(crate) fn on(&self, connection: &Connection) -> Running<'s> {
        let mut state = self.searches.lock();
        state.next_name += 1;
        let name = state.next_name;
        let handle = connection.get_interrupt_handle();
        state.running.push((self.number, name, handle));
        Running {
            searches: self.searches,
            name,
        }
    }
}

/// A connection that may be stopped. Dropped under the same lock under which it is stopped, so that
/// nobody stops it when it answers somebody else.
#[derive(Debug)]
pub(crate) struct Running<'s> {
    searches: &'s Searches,
    name: u64,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut state = self.searches.lock();
        state.running.retain(|(_, name, _)| *name != self.name);
    }
}
