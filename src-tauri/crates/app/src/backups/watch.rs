//! How far a backup is, and the way to end it. One is made or read again at a time. Never here: what is left of one that
//! was ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::{BackupError, BackupFar};

use crate::dto::BackupProgress;

/// For whoever looks how far one is or wants it to end.
#[derive(Debug, Default)]
pub(crate) struct BackupWatch {
    progress: Mutex<Option<BackupProgress>>,
    stop: AtomicBool,
}

/// One under way; the next may begin when it is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay<'w>(&'w BackupWatch);

impl BackupWatch {
    /// # Errors
    /// `Busy` while another one is under way.
    pub(crate) fn begin(&self) -> Result<UnderWay<'_>, BackupError> {
        let mut progress = self.progress();
        if progress.is_some() {
            return Err(BackupError::Busy);
        }
        *progress = Some(BackupProgress { done: 0, of: 0 });
        // Whoever wanted one to end meant the one before.
        self.stop.store(false, Ordering::SeqCst);
        Ok(UnderWay(self))
    }

    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> Option<BackupProgress> {
        *self.progress()
    }

    fn progress(&self) -> MutexGuard<'_, Option<BackupProgress>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay<'_> {
    /// Whether it is to go on.
    pub(crate) fn tell(&self, far: BackupFar) -> bool {
        let BackupFar { done, of } = far;
        *self.0.progress() = Some(BackupProgress { done, of });
        !self.0.stop.load(Ordering::SeqCst)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        *self.0.progress() = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever stopped one did not stop the next.
    #[test]
    fn one_goes_at_a_time_and_ends_where_it_is_wanted() {
        let watch = BackupWatch::default();
        let far = BackupFar { done: 1, of: 4 };
        let one = watch.begin().unwrap();
        assert!(matches!(watch.begin(), Err(BackupError::Busy)));
        assert!(one.tell(far));
        assert_eq!(watch.now(), Some(BackupProgress { done: 1, of: 4 }));
        watch.stop();
        assert!(!one.tell(far));
        drop(one);
        assert_eq!(watch.now(), None);
        assert!(watch.begin().unwrap().tell(far));
    }
}
