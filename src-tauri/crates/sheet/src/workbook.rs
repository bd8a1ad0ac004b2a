//! Rows of a workbook.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError, XlsxFormulaMetadata};
use domain::import::{BadCell, Cell};
use zip::ZipArchive;

use crate::book::Rows;
use crate::{CELL_CHARS_MAX, PARTS_MAX, SHEETS_MAX, SheetError};

/// By how much days counted from 1904 differ.
const DAYS_TO_1904: f64 = 1_462.0;
/// The part without which a ZIP is no workbook.
const WORKBOOK: &str = "xl/workbook.xml";
/// Characters of a value too long to be one that are kept for the eye.
const SHOWN_CHARS: usize = 200;
/// Bytes unpacked at once.
const CHUNK: usize = 64 * 1024;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Unpacks every part into nothing and counts, up to this many bytes: the sizes that a ZIP states are what its maker wrote.
pub(crate) fn check_unpacked(bytes: &[u8], most: u64) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(SheetError::TooMuch);
    }
    if archive.index_for_name(WORKBOOK).is_none() {
        return Err(SheetError::NotASheet);
    }
    let mut left = most;
    let mut chunk = vec![0; CHUNK];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| SheetError::Damaged)?;
        loop {
            let read = part.read(&mut chunk).map_err(|_| SheetError::Damaged)?;
            if read == 0 {
                break;
            }
            left = left
                .checked_sub(u64::try_from(read).unwrap_or(u64::MAX))
                .ok_or(SheetError::TooMuch)?;
        }
    }
    Ok(())
}

/// Names of the sheets, and whether days are counted from 1904.
pub(crate) fn sheets(bytes: &[u8]) -> Result<(Vec<String>, bool), SheetError> {
    guarded(|| {
        let workbook = open(bytes)?;
        let names: Vec<String> = workbook
            .sheet_names()
            .into_iter()
            .take(SHEETS_MAX)
            .collect();
        if names.is_empty() {
            return Err(SheetError::Nothing);
        }
        Ok((names, workbook.has_1904_epoch()))
    })
}

pub(crate) fn rows(bytes: &[u8], name: &str) -> Result<Rows, SheetError> {
    guarded(|| {
        let mut workbook = open(bytes)?;
        let is_1904 = workbook.has_1904_epoch();
        let mut reader = workbook
            .worksheet_cells_reader(name)
            .map_err(|error| refused(&error))?;
        let mut rows = Rows::default();
        // The formulas are not spelled out: one that is shared by a column would be, for every row.
        while let Some(found) = reader
            .next_cell_with_formula_metadata()
            .map_err(|error| refused(&error))?
        {
            let (row, column) = found.pos;
            let number = row.checked_add(1).ok_or(SheetError::Damaged)?;
            let column = usize::try_from(column).map_err(|_| SheetError::Damaged)?;
            rows.put(number, column, cell(&found.value, found.formula, is_1904))?;
        }
        Ok(rows)
    })
}

fn open(bytes: &[u8]) -> Result<Workbook<'_>, SheetError> {
    Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))
}

const fn refused(error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::OldOrLocked,
        _ => SheetError::Damaged,
    }
}

/// A reader that meets what its makers did not think of may break off; the file is refused then like any damaged one.
fn guarded<T>(read: impl FnOnce() -> Result<T, SheetError>) -> Result<T, SheetError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(SheetError::Damaged))
}

fn cell(value: &DataRef<'_>, formula: Option<XlsxFormulaMetadata>, is_1904: bool) -> Cell {
    match value {
        DataRef::Empty => match formula {
            None => Cell::Empty,
            Some(formula) => Cell::Bad(BadCell::NoResult, spelled(formula)),
        },
        DataRef::String(text) => of_text(text),
        DataRef::SharedString(text) => of_text(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => of_text(text),
        #[expect(
            clippy::cast_precision_loss,
            reason = "a sheet keeps all numbers as these"
        )]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) => {
            let serial = moment.as_f64();
            // A time alone is the same in both.
            Cell::Moment(if is_1904 && serial >= 1.0 {
                serial + DAYS_TO_1904
            } else {
                serial
            })
        }
        DataRef::Error(error) => Cell::Bad(BadCell::Error, error.to_string().into()),
    }
}

fn of_text(text: &str) -> Cell {
    if text.len() > CELL_CHARS_MAX && text.chars().count() > CELL_CHARS_MAX {
        let shown: String = text.chars().take(SHOWN_CHARS).collect();
        return Cell::Bad(BadCell::TooLong, shown.into());
    }
    Cell::text(text)
}

/// The formula for whoever corrects it, as text.
fn spelled(formula: XlsxFormulaMetadata) -> Box<str> {
    let formula = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula
        }
        _ => "…".to_owned(),
    };
    let shown: String = formula.chars().take(SHOWN_CHARS).collect();
    format!("={shown}").into()
}
