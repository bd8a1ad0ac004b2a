//! How far something is that takes its time, and the way to end it. One goes at a time. Never here: what is done, what is
//! left of one that was ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// For whoever looks how far one is or wants it to end.
#[derive(Debug, Default)]
pub(crate) struct Watch<P> {
    progress: Mutex<Option<P>>,
    stop: AtomicBool,
}

/// One under way; the next may begin when it is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay<'w, P>(&'w Watch<P>);

impl<P: Copy + Default> Watch<P> {
    /// None while another one is under way.
    pub(crate) fn begin(&self) -> Option<UnderWay<'_, P>> {
        let mut progress = self.progress();
        if progress.is_some() {
            return None;
        }
        *progress = Some(P::default());
        // Whoever wanted one to end meant the one before.
        self.stop.store(false, Ordering::SeqCst);
        Some(UnderWay(self))
    }

    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    /// What the one under way is at; whether it is to go on. For work that outlives a borrow of this.
    pub(crate) fn tell(&self, far: P) -> bool {
        *self.progress() = Some(far);
        !self.stop.load(Ordering::SeqCst)
    }

    pub(crate) fn now(&self) -> Option<P> {
        *self.progress()
    }
}

impl<P> Watch<P> {
    fn progress(&self) -> MutexGuard<'_, Option<P>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P: Copy + Default> UnderWay<'_, P> {
    /// Whether it is to go on.
    pub(crate) fn tell(&self, far: impl Into<P>) -> bool {
        self.0.tell(far.into())
    }
}

impl<P> Drop for UnderWay<'_, P> {
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
        let watch = Watch::<u8>::default();
        let one = watch.begin().unwrap();
        assert!(watch.begin().is_none());
        assert!(one.tell(1));
        assert_eq!(watch.now(), Some(1));
        watch.stop();
        assert!(!one.tell(1));
        drop(one);
        assert_eq!(watch.now(), None);
        assert!(watch.begin().unwrap().tell(1));
    }
}
