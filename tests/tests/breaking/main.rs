//! What breaks a machine, tried at the application without its window: the same thing at once, no
//! room, no right to write, another version's file, a second copy, hostile text. Each gets its own
//! answer, and nothing is lost.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod at_once;
mod disk;
mod doctor;
mod hostile;
mod refused;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A process that is being started holds, until it runs its program, a copy of every lock of this one:
/// tests that start some and tests that open a store again take turns.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}
