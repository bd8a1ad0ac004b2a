//! The clock as a seam: the wall clock that is shown and recorded, and the one that never jumps.

use std::sync::Mutex;
use std::time::Instant;

use domain::id::Millis;

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Wall clock, UTC.
    fn now(&self) -> Millis;
    /// Offset of the machine's zone from UTC in minutes.
    fn zone_min(&self) -> i32;
    /// Milliseconds since the application started, by a clock that never jumps.
    fn since_start_ms(&self) -> u64;
}

/// The machine's own clocks.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            started: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Millis {
        Millis(chrono::Utc::now().timestamp_millis())
    }

    fn zone_min(&self) -> i32 {
        chrono::Local::now().offset().local_minus_utc() / 60
    }

    fn since_start_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// A clock that stands until it is moved: for sample data and tests.
#[derive(Debug)]
pub struct SetClock {
    now: Mutex<Millis>,
    started: Millis,
}

impl SetClock {
    /// A clock that shows this instant.
    #[must_use]
    pub const fn at(now: Millis) -> Self {
        Self {
            now: Mutex::new(now),
            started: now,
        }
    }

    /// Moves it to another instant, earlier or later.
    pub fn set(&self, now: Millis) {
        *self
            .now
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = now;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Millis {
        *self
            .now
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn zone_min(&self) -> i32 {
        240
    }

    fn since_start_ms(&self) -> u64 {
        u64::try_from(self.now().0.saturating_sub(self.started.0)).unwrap_or(0)
    }
}
