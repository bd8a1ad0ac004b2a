//! How far a thorough check is, and the way to end it. One goes at a time. Never here: what is found.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::dto::{ConditionProgress, FindingArea};

/// For whoever looks how far one is or wants it to end.
#[derive(Debug, Default)]
pub(crate) struct ConditionWatch {
    progress: Mutex<Option<ConditionProgress>>,
    stop: AtomicBool,
}

/// One under way; the next may begin when it is dropped.
#[derive(Debug)]
pub(super) struct UnderWay<'w>(&'w ConditionWatch);

impl ConditionWatch {
    /// None while another one is under way.
    pub(super) fn begin(&self) -> Option<UnderWay<'_>> {
        let mut progress = self.progress();
        if progress.is_some() {
            return None;
        }
        *progress = Some(ConditionProgress {
            area: FindingArea::Store,
            done: 0,
            of: 0,
        });
        // Whoever wanted one to end meant the one before.
        self.stop.store(false, Ordering::SeqCst);
        Some(UnderWay(self))
    }

    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    pub(super) fn now(&self) -> Option<ConditionProgress> {
        *self.progress()
    }

    fn progress(&self) -> MutexGuard<'_, Option<ConditionProgress>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay<'_> {
    /// Whether it is to go on.
    pub(super) fn tell(&self, progress: ConditionProgress) -> bool {
        *self.0.progress() = Some(progress);
        !self.0.stop.load(Ordering::SeqCst)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        *self.0.progress() = None;
    }
}
