//! The centre's clock, a seam so that tests need not wait for codes and tokens to grow old.

use std::sync::Arc;

use domain::id::Millis;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Millis;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Millis {
        Millis(chrono::Utc::now().timestamp_millis())
    }
}

/// A clock that several hold.
pub type SharedClock = Arc<dyn Clock>;
