//! Taking a batch out again: every row of it leaves lists, figures and search, and stays in the journal alone.
//!
//! A call that somebody has worked on since is told first, and whoever undoes the batch decides whether it stays. What
//! was stopped or broke off goes on by beginning it again. Never here: what people took down.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::call::Call;
use domain::id::{ActId, SubjectId};
use domain::import::{Batch, RowKind, VOID_REASON};
use domain::survey::Survey;
use store::{Piece, Stamp, random};

use super::{batch, count};
use crate::desk::Asking;
use crate::dto::{ImportBatch, ImportUndo, ImportUndoLook};
use crate::rights::{Command, Right};
use crate::rows::rows_for;
use crate::sight::Sight;
use crate::{App, AppError, Result, Rule};

/// Calls that were worked on, as many as are named.
const NAMED: u32 = 50;
/// Rows looked up at once.
const LOOKED_UP: u32 = 500;

impl App {
    /// What undoing a batch would meet.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn import_undo_look(&self, id: &str) -> Result<ImportUndoLook> {
        let asking = self.asking(Command::ImportUndoLook)?;
        let id = read_id(id)?;
        let sight = Sight::of(&asking.session);
        // Whoever may take a sheet out and reads no calls is told how many those are.
        let reads_calls = asking.session.may(Right::CallRead);
        asking.store().read(|reading| {
            let row = reading.import(id)?.ok_or(AppError::NotFound)?;
            let (worked_on, mut rows) = reading.worked_on_of_import(id, NAMED)?;
            if !reads_calls {
                rows.clear();
            }
            Ok(ImportUndoLook {
                batch: batch(&row),
                worked_on,
                rows: rows_for(reading, sight, &rows)?,
            })
        })
    }

    /// Takes the rows of a batch out, or those alone that nobody has worked on; returns when they are, or when it was
    /// stopped. Undoing twice is undoing once.
    ///
    /// # Errors
    /// `NotFound`, `Import(Busy)`; of the store `DiskFull` and the like: what was taken out by then is.
    pub fn import_undo(&self, wanted: &ImportUndo) -> Result<ImportBatch> {
        let asking = self.asking(Command::ImportUndo)?;
        let id = read_id(&wanted.batch)?;
        let work = Arc::new(self.importing.begin()?);
        let found = asking.store().read(|reading| reading.import(id))?;
        let found = found.ok_or(AppError::NotFound)?;
        let kind = RowKind::from_code(&found.batch.kind).ok_or(AppError::NotFound)?;
        let of = found.standing;
        let (told, stamp) = (Arc::clone(&work), asking.stamp()?);
        let keep = wanted.keep_worked_on;
        let mut waiting = VecDeque::new();
        let mut last: Option<SubjectId> = None;
        let mut met = 0_usize;
        let all = Arc::new(AtomicBool::new(false));
        let reached = Arc::clone(&all);
        asking.store().act_in_slices(stamp, move |acting| {
            if told.is_stopped() {
                return Ok(Piece::Done);
            }
            if waiting.is_empty() {
                waiting.extend(acting.rows()?.rows_of_import(id, last, LOOKED_UP)?);
            }
            let Some(row) = waiting.pop_front() else {
                reached.store(true, Ordering::SeqCst);
                return Ok(Piece::Done);
            };
            last = Some(row);
            met += 1;
            told.tell(count(met), of);
            if keep && acting.rows()?.is_worked_on(id, row)? {
                return Ok(Piece::More);
            }
            acting.go_on_as(Stamp {
                act: ActId::new(stamp.at, random()?),
                ..stamp
            });
            let out = match kind {
                RowKind::Calls => Call::voided(VOID_REASON),
                RowKind::Surveys => Survey::withdrawn(),
            };
            acting.append(row, out)?;
            Ok::<_, AppError>(Piece::More)
        })?;
        if all.load(Ordering::SeqCst) {
            end(&asking, id)?;
        }
        // What was checked before would come in a round that is over.
        self.importing.forget_check();
        asking.desk.syncer.wake();
        let row = asking.store().read(|reading| reading.import(id))?;
        Ok(batch(&row.ok_or(AppError::NotFound)?))
    }
}

fn end(asking: &Asking, id: SubjectId) -> Result<()> {
    let at = asking.now();
    asking.store().act(asking.stamp()?, move |acting| {
        let row = acting.rows()?.import(id)?.ok_or(AppError::NotFound)?;
        if row.batch.undone_at.is_none() || row.batch.left != row.standing {
            acting.append(id, Batch::undone(at, row.standing))?;
        }
        Ok(())
    })
}

fn read_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("batch", Rule::NotAnId))
}
