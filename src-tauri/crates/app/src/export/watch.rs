//! How far an export is, and the way to end it. Never here: what is left of one that was ended.

use std::io::{self, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::ExportFault;
use crate::dto::ExportProgress;

/// The export that is under way, for whoever looks how far it is or wants it to end.
#[derive(Debug, Default)]
pub(crate) struct ExportWatch {
    progress: Mutex<Option<ExportProgress>>,
    stop: AtomicBool,
}

/// An export under way; the next one may begin when it is dropped.
#[derive(Debug)]
pub(crate) struct Exporting<'w>(&'w ExportWatch);

impl ExportWatch {
    /// Begins an export.
    ///
    /// # Errors
    /// `Busy` while another one is under way.
    pub(crate) fn begin(&self) -> Result<Exporting<'_>, ExportFault> {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if progress.is_some() {
            return Err(ExportFault::Busy);
        }
        *progress = Some(ExportProgress { done: 0, of: 0 });
        // Whoever wanted one to end meant the one before.
        self.stop.store(false, Ordering::SeqCst);
        Ok(Exporting(self))
    }

    /// Has the export that is under way end.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    pub(super) fn now(&self) -> Option<ExportProgress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Exporting<'_> {
    /// So much of so much is done.
    ///
    /// # Errors
    /// `Stopped` where somebody wants it to end.
    pub(crate) fn tell(&self, done: u32, of: u32) -> Result<(), ExportFault> {
        let mut progress = self
            .0
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *progress = Some(ExportProgress { done, of });
        drop(progress);
        self.go_on()
    }

    /// # Errors
    /// `Stopped` where somebody wants it to end.
    pub(crate) fn go_on(&self) -> Result<(), ExportFault> {
        if self.0.stop.load(Ordering::SeqCst) {
            return Err(ExportFault::Stopped);
        }
        Ok(())
    }
}

impl Drop for Exporting<'_> {
    fn drop(&mut self) {
        *self
            .0
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Takes bytes of an export for as long as nobody wants it to end.
pub(crate) struct Stoppable<'w, W> {
    pub(crate) out: W,
    pub(crate) exporting: &'w Exporting<'w>,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // What this becomes on its way is asked of the watch again.
        self.exporting.go_on().map_err(io::Error::other)?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Seek> Seek for Stoppable<'_, W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.out.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever stopped one export did not stop the next.
    #[test]
    fn one_goes_at_a_time_and_ends_where_it_is_wanted() {
        let watch = ExportWatch::default();
        let one = watch.begin().unwrap();
        assert_eq!(watch.begin().err(), Some(ExportFault::Busy));
        one.tell(1, 3).unwrap();
        assert_eq!(watch.now(), Some(ExportProgress { done: 1, of: 3 }));
        watch.stop();
        assert_eq!(one.tell(2, 3), Err(ExportFault::Stopped));
        let mut out = Stoppable {
            out: Vec::new(),
            exporting: &one,
        };
        assert!(out.write_all(b"row").is_err() && out.out.is_empty());
        drop(one);
        assert_eq!(watch.now(), None);
        let next = watch.begin().unwrap();
        assert_eq!(next.tell(1, 3), Ok(()));
    }
}
