//! Reading everything and writing nothing: how many rows would come, what is wrong with the others, which are likely
//! doubles.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::import::{Cell, Fault, KnownUser, ReadRow, Source, What, is_kept_back};
use store::{Reading, Store};

use super::fault::ImportFault;
use super::map::{Mapping, remember};
use super::opened::{Checked, Opened, letters, shortened};
use super::weigh::{Scale, Weighed};
use super::{Work, count};
use crate::case_rows::Hand;
use crate::desk::Asking;
use crate::dto::{
    ImportChecked, ImportFault as FaultDto, ImportFaultRow, ImportFaults, ImportMapping,
};
use crate::rights::Command;
use crate::{App, AppError, Result};

/// Faulty rows on a page.
const PAGE: usize = 50;
/// Rows that are read before it is told how far it is.
const TOLD_EVERY: usize = 256;

impl App {
    /// Reads every row of the sheet that is open as its columns are to mean, and writes nothing but that meaning, to
    /// offer it again.
    ///
    /// # Errors
    /// `Invalid` with the field; `Import(Gone)`, `Import(Busy)`.
    pub fn import_check(&self, wanted: &ImportMapping) -> Result<ImportChecked> {
        let asking = self.asking(Command::ImportCheck)?;
        let opened = self.importing.opened(&asking, wanted.look)?;
        let lists = asking.lists()?;
        let mapping = Mapping::read(opened.kind, &lists, opened.texts.len(), wanted)?;
        let work = self.importing.begin()?;
        let checked = check(&asking, &opened, mapping, &work)?;
        remember(asking.store(), opened.fingerprint(), &checked.mapping)?;
        let rows = opened.rows().len();
        let faulty = checked.faulty.len();
        let told = ImportChecked {
            look: opened.look,
            rows: count(rows),
            good: count(rows - faulty).saturating_sub(checked.already),
            faulty: count(faulty),
            faults: count(checked.faulty.iter().map(|(_, faults)| faults.len()).sum()),
            doubles: count(checked.doubles.len()),
            already: checked.already,
            kept_back: checked.kept_back,
            page: page(&opened, &checked, 0),
        };
        let mut held = self.importing.held();
        let held = held.as_mut().filter(|held| held.opened.look == opened.look);
        held.ok_or(AppError::Import(ImportFault::Gone))?.checked = Some(Arc::new(checked));
        Ok(told)
    }

    /// A page of what is wrong with the sheet that was checked.
    ///
    /// # Errors
    /// `Import(Gone)`.
    pub fn import_faults(&self, look: u32, after: u32) -> Result<ImportFaults> {
        let asking = self.asking(Command::ImportFaults)?;
        let (opened, checked) = self.importing.checked(&asking, look)?;
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(page(&opened, &checked, after))
    }
}

/// The users whom a sheet may name.
pub(super) fn known_users(store: &Store) -> Result<Vec<KnownUser>> {
    let users = store.read(|reading| reading.users())?;
    let known = users.into_iter().map(|user| KnownUser {
        id: user.id,
        login: user.login,
        name_ar: user.name_ar,
        name_en: user.name_en,
    });
    Ok(known.collect())
}

/// The round that a sheet would come in: that of the batch that broke off or is done, or the one behind it once that was
/// undone.
pub(super) fn source(asking: &Asking, opened: &Opened) -> Result<Source> {
    let (digest, kind, sheet) = (opened.book.digest, opened.kind, opened.sheet_number());
    let last = asking
        .store()
        .read(|reading| reading.last_import_of(&digest, kind, sheet))?;
    let round = last.map_or(0, |row| {
        row.batch.round + u32::from(row.batch.undone_at.is_some())
    });
    Ok(Source {
        digest,
        kind,
        sheet,
        round,
    })
}

fn check(asking: &Asking, opened: &Opened, mapping: Mapping, work: &Work) -> Result<Checked> {
    let lists = asking.lists()?;
    let users = known_users(asking.store())?;
    let source = source(asking, opened)?;
    let mut rules = mapping.rules(lists, &users, asking.now(), opened.book.is_1904)?;
    let rows = opened.rows();
    let mut scale = Scale::new(source.batch_id(), Hand::of(asking));
    let mut faulty = Vec::new();
    let mut doubles = BTreeSet::new();
    let mut already = 0;
    let mut standing = BTreeSet::new();
    let mut kept_back = 0;
    asking.store().read(|reading| {
        for (place, row) in rows.iter().enumerate() {
            if place % TOLD_EVERY == 0 {
                work.tell(count(place), count(rows.len()));
                if work.is_stopped() {
                    return Err(AppError::Import(ImportFault::Stopped));
                }
            }
            let id = source.row_id(row.number);
            let read = match rules.read(id, &row.cells) {
                Ok(read) => read,
                Err(faults) => {
                    faulty.push((place, faults));
                    continue;
                }
            };
            let mut came = reading.is_recorded(id)?;
            if !came && stands_from_before(reading, source, row.number)? {
                came = true;
                standing.insert(place);
            }
            already += u32::from(came);
            kept_back +=
                u32::from(!came && matches!(&read, ReadRow::Call(call) if is_kept_back(call)));
            match scale.weigh(reading, &read, came)? {
                Weighed::New => {}
                Weighed::Double => {
                    doubles.insert(place);
                }
                Weighed::Unfit(unfit) => {
                    faulty.push((place, vec![mapping.fault(unfit.field, unfit.what)]));
                }
            }
        }
        Ok(())
    })?;
    Ok(Checked {
        mapping,
        source,
        faulty,
        doubles,
        already,
        standing,
        kept_back,
    })
}

/// Whether a row came in an earlier round and was left there when that was undone.
fn stands_from_before(reading: &Reading<'_>, source: Source, row: u32) -> Result<bool> {
    for round in 0..source.round {
        let before = Source { round, ..source };
        if reading.does_imported_row_stand(before.row_id(row))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The faulty rows from this one on, as many as stand on a page.
fn page(opened: &Opened, checked: &Checked, from: usize) -> ImportFaults {
    let rows = checked.faulty.iter().skip(from).take(PAGE);
    let rows = rows
        .map(|(place, faults)| fault_row(opened, *place, faults))
        .collect();
    let next = from.saturating_add(PAGE);
    ImportFaults {
        rows,
        next: (next < checked.faulty.len()).then(|| count(next)),
    }
}

/// A faulty row for the screen.
pub(super) fn fault_row(opened: &Opened, place: usize, faults: &[Fault]) -> ImportFaultRow {
    let row = opened.rows().get(place);
    let faults = faults.iter().map(|fault| {
        let cell = fault
            .column
            .and_then(|column| row.and_then(|row| row.cells.get(column)));
        let (near_ar, near_en) = match &fault.what {
            What::Unknown(Some(near)) => near.clone(),
            _ => Default::default(),
        };
        FaultDto {
            field: fault.field.code().to_owned(),
            letters: fault.column.map(letters).unwrap_or_default(),
            header: fault
                .column
                .and_then(|column| opened.texts.get(column).cloned())
                .unwrap_or_default(),
            value: shortened(&cell.map(Cell::shown).unwrap_or_default()),
            what: fault.what.code().to_owned(),
            limit: match fault.what {
                What::TooLong(limit) => Some(count(limit)),
                _ => None,
            },
            near_ar,
            near_en,
        }
    });
    ImportFaultRow {
        row: row.map_or(0, |row| row.number),
        faults: faults.collect(),
    }
}
