//! How far this machine's wall clock is from the centre's, also between two greetings.
//!
//! The centre tells its time with each greeting, and between greetings a clock that nobody sets keeps its distance. So
//! what is kept is the distance of then and what the wall clock showed against one that nobody can set: a wall clock
//! that was set since shows by how much. Never here: anything that hangs on it; it is told, and that is all.

use domain::id::Millis;

/// The clocks of a machine. Tests hand in their own.
#[derive(Debug, Clone, Copy)]
pub struct Clocks {
    /// Milliseconds since 1970 as the wall clock shows them; anybody may set it.
    pub wall_ms: fn() -> i64,
    /// Milliseconds since some moment, sleep included; nobody can set it.
    pub steady_ms: fn() -> i64,
}

impl Clocks {
    /// Those of the system.
    pub const SYSTEM: Self = Self {
        wall_ms: system_wall_ms,
        steady_ms: system_steady_ms,
    };

    pub(crate) fn wall(&self) -> Millis {
        Millis((self.wall_ms)())
    }

    fn wall_less_steady_ms(&self) -> i64 {
        (self.wall_ms)().saturating_sub((self.steady_ms)())
    }
}

impl Default for Clocks {
    fn default() -> Self {
        Self::SYSTEM
    }
}

fn system_wall_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis());
    i64::try_from(millis).unwrap_or(i64::MAX)
}

/// Linux has a clock that goes on in sleep; `Instant` stands still then, and a night's sleep would look as if somebody
/// had set the clock.
#[cfg(target_os = "linux")]
fn system_steady_ms() -> i64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let seconds_ms = now.tv_sec.saturating_mul(1_000);
    seconds_ms.saturating_add(now.tv_nsec / 1_000_000)
}

/// Elsewhere what the system gives. Where it stands still in sleep, the greeting that follows a sleep puts it right.
#[cfg(not(target_os = "linux"))]
fn system_steady_ms() -> i64 {
    use std::sync::LazyLock;
    use std::time::Instant;

    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    i64::try_from(BEGAN.elapsed().as_millis()).unwrap_or(i64::MAX)
}

/// What a greeting told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Skew {
    ahead_ms: i64,
    wall_less_steady_ms: i64,
}

impl Skew {
    /// The centre has just said what time it is there.
    pub(crate) fn told(centre: Millis, clocks: Clocks) -> Self {
        Self {
            ahead_ms: clocks.wall().0.saturating_sub(centre.0),
            wall_less_steady_ms: clocks.wall_less_steady_ms(),
        }
    }

    /// By how much the wall clock is ahead by now, in milliseconds, negative where it is behind.
    pub(crate) fn ahead_ms(&self, clocks: Clocks) -> i64 {
        let set_by_ms = clocks
            .wall_less_steady_ms()
            .saturating_sub(self.wall_less_steady_ms);
        self.ahead_ms.saturating_add(set_by_ms)
    }
}
