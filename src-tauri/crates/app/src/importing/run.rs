//! Bringing in the rows of a sheet that was checked.
//!
//! One row is one act, in slices that let persons pass. Each row has the id that its place in the sheet gives it: what
//! is there already is passed over, so that a second press, a crash or another machine never doubles one, and what broke
//! off goes on by beginning it again. The batch is begun before the first row and done after the last; what was stopped
//! in between is neither.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use domain::fold::Change;
use domain::id::{ActId, SubjectId};
use domain::import::{Batch, ReadRow, is_kept_back, without_words};
use store::{Acting, Piece, Stamp, random};

use super::check::known_users;
use super::fault::ImportFault;
use super::matter::settled;
use super::opened::Checked;
use super::{batch, count};
use crate::case_rows::Hand;
use crate::desk::Asking;
use crate::dto::{ImportDone, ImportRun};
use crate::rights::Command;
use crate::{App, AppError, Result};

impl App {
    /// Brings in the good rows of the sheet that was checked; returns when they are in, or when it was stopped.
    ///
    /// # Errors
    /// `Import(Faulty)` where nothing was to come while a row is faulty; `Import(Gone)`, `Import(Busy)`; of the store
    /// `DiskFull` and the like: rows that came by then stay, and the rest comes when it is begun again.
    pub fn import_run(&self, wanted: &ImportRun) -> Result<ImportDone> {
        let asking = self.asking(Command::ImportRun)?;
        let (opened, checked) = self.importing.checked(&asking, wanted.look)?;
        if !wanted.good_alone && !checked.faulty.is_empty() {
            return Err(AppError::Import(ImportFault::Faulty));
        }
        let work = self.importing.begin()?;
        let lists = asking.lists()?;
        let users = known_users(asking.store())?;
        let left_out = left_out(&checked, wanted.doubles);
        let (source, now, hand) = (checked.source, asking.now(), Hand::of(&asking));
        let id = source.batch_id();
        let wanted_rows = opened.rows().len() - left_out.len();
        let begun = Batch {
            kind: source.kind.code().to_owned(),
            digest: Some(source.digest),
            sheet: source.sheet,
            round: source.round,
            rows: count(wanted_rows),
            ..Batch::default()
        };
        asking.store().act(asking.stamp()?, move |acting| {
            if !acting.subject_exists(id)? {
                acting.append(id, begun.begun())?;
            }
            Ok::<_, AppError>(())
        })?;
        let work = Arc::new(work);
        let (told, stamp) = (Arc::clone(&work), asking.stamp()?);
        let (is_1904, of) = (opened.book.is_1904, count(opened.rows().len()));
        let mut rules = checked.mapping.rules(lists, &users, now, is_1904)?;
        let mut place = 0;
        let came = Arc::new(Came::default());
        let counting = Arc::clone(&came);
        asking.store().act_in_slices(stamp, move |acting| {
            if told.is_stopped() {
                return Ok(Piece::Done);
            }
            let Some(row) = opened.rows().get(place) else {
                counting.all.store(true, Ordering::SeqCst);
                return Ok(Piece::Done);
            };
            let is_left_out = left_out.contains(&place);
            place += 1;
            told.tell(count(place), of);
            let row_id = source.row_id(row.number);
            if is_left_out || acting.subject_exists(row_id)? {
                return Ok(Piece::More);
            }
            // A row that could be read when it was checked can be: neither it nor the mapping has changed since.
            let Ok(read) = rules.read(row_id, &row.cells) else {
                return Ok(Piece::More);
            };
            match change(acting, read, id, hand)? {
                Some(change) => {
                    acting.go_on_as(Stamp {
                        act: ActId::new(stamp.at, random()?),
                        ..stamp
                    });
                    acting.append(row_id, change)?;
                    counting.rows.fetch_add(1, Ordering::SeqCst);
                }
                None => {
                    counting.changed.fetch_add(1, Ordering::SeqCst);
                }
            }
            Ok::<_, AppError>(Piece::More)
        })?;
        let all = came.all.load(Ordering::SeqCst);
        if all {
            end(&asking, id)?;
        }
        asking.desk.syncer.wake();
        let row = asking.store().read(|reading| reading.import(id))?;
        Ok(ImportDone {
            batch: batch(&row.ok_or(AppError::NotFound)?),
            imported: came.rows.load(Ordering::SeqCst),
            changed: came.changed.load(Ordering::SeqCst),
            stopped: !all,
        })
    }
}

/// What came of a run.
#[derive(Debug, Default)]
struct Came {
    rows: AtomicU32,
    /// Rows that were good when they were checked and are no more.
    changed: AtomicU32,
    /// The end of the sheet was reached.
    all: AtomicBool,
}

/// The entry of a row; none where what it is about has changed since it was checked.
///
/// When it came in is the time of its entry. As a field it would be another at a second machine that brings the same
/// sheet, and a conflict of every row.
fn change(
    acting: &mut Acting<'_>,
    read: ReadRow,
    batch: SubjectId,
    hand: Hand,
) -> Result<Option<Change>> {
    Ok(match read {
        ReadRow::Call(call) => {
            let mut call = *call;
            if is_kept_back(&call) {
                call = without_words(call);
            }
            call.import = Some(batch);
            Some(call.logged())
        }
        ReadRow::Survey(read) => match settled(&acting.rows()?, &read, hand)? {
            Ok((mut survey, _)) => {
                survey.batch = Some(batch);
                Some(survey.answered())
            }
            Err(_) => None,
        },
    })
}

/// Says that all rows are in, once.
fn end(asking: &Asking, id: SubjectId) -> Result<()> {
    let at = asking.now();
    asking.store().act(asking.stamp()?, move |acting| {
        let row = acting.rows()?.import(id)?.ok_or(AppError::NotFound)?;
        if row.batch.done_at.is_none() || row.batch.imported != row.standing {
            acting.append(id, Batch::done(at, row.standing))?;
        }
        Ok(())
    })
}

/// Places of the rows that do not come.
fn left_out(checked: &Checked, doubles: bool) -> BTreeSet<usize> {
    let faulty = checked.faulty.iter().map(|(place, _)| *place);
    let mut out: BTreeSet<usize> = faulty.collect();
    out.extend(&checked.standing);
    if !doubles {
        out.extend(&checked.doubles);
    }
    out
}
