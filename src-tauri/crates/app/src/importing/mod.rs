//! Bringing a sheet in: looked at, mapped, checked without writing a word, and only then brought in.
//!
//! What was opened lies in memory, whole, for whoever opened it and until they open another or their duty ends: so what
//! is checked is what was looked at, and what is brought in is what was checked, whatever becomes of the file. A name of
//! a file is kept nowhere. One sheet at a time, and one piece of work on it.
//!
//! Never here: how a file is read (`sheet`), how a row is (`domain::import`).

mod check;
mod fault;
mod faulty;
mod map;
mod matter;
mod opened;
mod run;
mod undo;
mod weigh;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::SubjectId;
use domain::import::RowKind;
use sheet::{Book, Encoding};
use store::ImportRow;

use crate::desk::Asking;
use crate::dto::{ImportBatch, ImportBatches, ImportLook, ImportOpen, ImportProgress, ImportSheet};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

pub use fault::ImportFault;
pub(crate) use faulty::words_of;
use opened::{Checked, Opened};

/// Longest path that is taken.
const PATH_CHARS_MAX: usize = 1_000;
/// Batches on a page.
const BATCHES: u32 = 20;

/// The sheet that is open, and the work on it.
#[derive(Debug, Default)]
pub(crate) struct Importing {
    held: Mutex<Option<Held>>,
    looks: AtomicU32,
    busy: AtomicBool,
    stop: AtomicBool,
    done: AtomicU32,
    of: AtomicU32,
}

/// A sheet, and whose it is.
#[derive(Debug)]
struct Held {
    duty: SubjectId,
    opened: Arc<Opened>,
    checked: Option<Arc<Checked>>,
}

/// A piece of work on a sheet or a batch; the next may begin when it is dropped.
pub(crate) struct Work(Arc<Importing>);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::SeqCst);
    }
}

impl Work {
    /// So much of so much is done.
    pub(crate) fn tell(&self, done: u32, of: u32) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.of.store(of, Ordering::Relaxed);
    }

    /// Somebody wants it to end.
    pub(crate) fn is_stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }
}

impl Importing {
    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(self: &Arc<Self>) -> Result<Work> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(AppError::Import(ImportFault::Busy));
        }
        self.stop.store(false, Ordering::SeqCst);
        let work = Work(Arc::clone(self));
        work.tell(0, 0);
        Ok(work)
    }

    /// The sheet of this look, if it is still this person's.
    fn opened(&self, asking: &Asking, look: u32) -> Result<Arc<Opened>> {
        let mut held = self.held();
        if held
            .as_ref()
            .is_some_and(|held| held.duty != asking.session.duty)
        {
            *held = None;
        }
        let opened = held.as_ref().map(|held| Arc::clone(&held.opened));
        opened
            .filter(|opened| opened.look == look)
            .ok_or(AppError::Import(ImportFault::Gone))
    }

    /// What was found when the sheet of this look was checked.
    fn checked(&self, asking: &Asking, look: u32) -> Result<(Arc<Opened>, Arc<Checked>)> {
        let opened = self.opened(asking, look)?;
        let checked = self.held().as_ref().and_then(|held| held.checked.clone());
        let checked = checked.ok_or(AppError::Import(ImportFault::Gone))?;
        Ok((opened, checked))
    }

    fn hold(&self, asking: &Asking, opened: Opened) -> Arc<Opened> {
        let opened = Arc::new(opened);
        *self.held() = Some(Held {
            duty: asking.session.duty,
            opened: Arc::clone(&opened),
            checked: None,
        });
        opened
    }

    /// What was opened goes; work on it that is under way has it until its end.
    pub(crate) fn forget(&self) {
        *self.held() = None;
    }

    /// What was checked does not hold any more.
    fn forget_check(&self) {
        if let Some(held) = self.held().as_mut() {
            held.checked = None;
        }
    }

    fn next_look(&self) -> u32 {
        self.looks.fetch_add(1, Ordering::SeqCst).wrapping_add(1)
    }
}

impl App {
    /// Opens a file and offers what its columns are likely to mean.
    ///
    /// # Errors
    /// `Invalid` with the field; `Import(…)` by what is wrong with the file.
    pub fn import_open(&self, wanted: &ImportOpen) -> Result<ImportSheet> {
        let asking = self.asking(Command::ImportOpen)?;
        let kind =
            RowKind::from_code(&wanted.kind).ok_or(AppError::invalid("kind", Rule::UnknownCode))?;
        let typed = wanted.path.trim();
        if typed.is_empty() {
            return Err(AppError::invalid("path", Rule::Required));
        }
        let path = PathBuf::from(typed);
        if typed.chars().count() > PATH_CHARS_MAX || !path.is_absolute() {
            return Err(AppError::Import(ImportFault::Unreadable));
        }
        let _work = self.importing.begin()?;
        // What was open goes first: two of them need not lie there at once.
        *self.importing.held() = None;
        let book = Book::open(&path)?;
        let opened = Opened::read(book, kind, 0, None, self.importing.next_look())?;
        let opened = self.importing.hold(&asking, opened);
        self.offer(&asking, &opened)
    }

    /// Looks at another sheet of the file that is open, with another header, or by another encoding.
    ///
    /// # Errors
    /// `Import(Gone)` where it is not open any more; else as for opening it.
    pub fn import_look(&self, wanted: &ImportLook) -> Result<ImportSheet> {
        let asking = self.asking(Command::ImportLook)?;
        let before = self.importing.opened(&asking, wanted.look)?;
        let encoding = match &wanted.encoding {
            None => None,
            Some(code) => Some(
                Encoding::from_code(code)
                    .ok_or(AppError::invalid("encoding", Rule::UnknownCode))?,
            ),
        };
        let _work = self.importing.begin()?;
        let sheet = usize::try_from(wanted.sheet).unwrap_or(usize::MAX);
        let look = self.importing.next_look();
        let opened = before.again(sheet, wanted.header_row, encoding, look)?;
        let opened = self.importing.hold(&asking, opened);
        self.offer(&asking, &opened)
    }

    fn offer(&self, asking: &Asking, opened: &Opened) -> Result<ImportSheet> {
        let remembered = map::remembered(asking.store(), opened.kind, &opened.fingerprint())?;
        let known = asking.store().read(|reading| {
            reading.last_import_of(&opened.book.digest, opened.kind, opened.sheet_number())
        })?;
        let known = known.filter(|row| row.batch.undone_at.is_none());
        Ok(opened.to_dto(remembered, known.as_ref().map(batch)))
    }

    /// How far the work on a sheet is; none while nothing is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn import_progress(&self) -> Result<Option<ImportProgress>> {
        self.asking(Command::ImportProgress)?;
        let watch = &self.importing;
        Ok(watch.busy.load(Ordering::SeqCst).then(|| ImportProgress {
            done: watch.done.load(Ordering::Relaxed),
            of: watch.of.load(Ordering::Relaxed),
        }))
    }

    /// Ends what is under way after the row that it is at. What came in by then stays, and goes on when it is begun
    /// again.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn import_stop(&self) -> Result<()> {
        self.asking(Command::ImportStop)?;
        self.importing.stop.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// What was brought in, the newest first.
    ///
    /// # Errors
    /// `Invalid` for a cursor that is none.
    pub fn import_batches(&self, after: Option<&str>) -> Result<ImportBatches> {
        let asking = self.asking(Command::ImportBatches)?;
        let after: Option<SubjectId> = match after {
            None => None,
            Some(id) => Some(
                id.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        asking.store().read(|reading| {
            let after = match after {
                None => None,
                Some(id) => {
                    let found = reading.import(id)?.ok_or(AppError::NotFound)?;
                    Some((found.began_at, id))
                }
            };
            let mut rows = reading.imports(after, BATCHES + 1)?;
            let shown = usize::try_from(BATCHES).unwrap_or(usize::MAX);
            let more = rows.len() > shown;
            rows.truncate(shown);
            let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
            Ok(ImportBatches {
                batches: rows.iter().map(batch).collect(),
                next,
            })
        })
    }
}

/// A batch as the screen wants it.
fn batch(row: &ImportRow) -> ImportBatch {
    ImportBatch {
        id: row.id.to_string(),
        kind: row.batch.kind.clone(),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        began_at: row.began_at.0,
        rows: row.batch.rows,
        imported: row.batch.imported,
        standing: row.standing,
        done_at: row.batch.done_at.map(|at| at.0),
        undone_at: row.batch.undone_at.map(|at| at.0),
        kept: row.batch.left,
    }
}

/// A count for the screen.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
