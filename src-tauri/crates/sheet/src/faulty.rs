//! The sheet of faulty rows: the header, the rows as they were, and what is wrong with each, to be corrected and brought
//! in again.
//!
//! Values stay what they were: a number a number, a day a day, a formula that had no result the text of it. No text
//! becomes a formula on its way: in a workbook texts are texts, in a CSV file one that could be taken for a formula
//! stands behind an apostrophe, which reading it takes away again.

use std::path::Path;

use csv::WriterBuilder;
use domain::import::Cell;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Write as _};

/// Signs that make a formula of a text.
const GUARDED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// Width of the column of reasons, in characters.
const REASON_WIDTH: f64 = 60.0;

/// What goes into the sheet.
#[derive(Debug)]
pub struct Faulty<'s> {
    /// Header of each column.
    pub header: &'s [String],
    /// Header of the column of reasons.
    pub reason: &'s str,
    /// The rows, each with what is wrong with it.
    pub rows: Vec<(&'s [Cell], String)>,
    /// The first column stands on the right.
    pub is_right_to_left: bool,
}

/// Writes a workbook.
///
/// # Errors
/// When it cannot be written.
pub fn write_xlsx(faulty: &Faulty<'_>, path: &Path) -> io::Result<()> {
    let bytes = workbook(faulty).map_err(io::Error::other)?;
    write_new(path, &bytes)
}

/// Writes a text with commas, in UTF-8 with a mark, which every program reads as what it is.
///
/// # Errors
/// When it cannot be written.
pub fn write_csv(faulty: &Faulty<'_>, path: &Path) -> io::Result<()> {
    let mut out = WriterBuilder::new().from_writer(b"\xef\xbb\xbf".to_vec());
    let width = faulty.width();
    let header = faulty.header.iter().map(String::as_str);
    let blank = std::iter::repeat("");
    out.write_record(
        header
            .chain(blank)
            .take(width)
            .map(guarded)
            .chain([faulty.reason.to_owned()]),
    )?;
    for (cells, reason) in &faulty.rows {
        let texts =
            (0..width).map(|at| guarded(&cells.get(at).map(Cell::shown).unwrap_or_default()));
        out.write_record(texts.chain([guarded(reason)]))?;
    }
    let bytes = out
        .into_inner()
        .map_err(|_| io::Error::other("the rows were not written"))?;
    write_new(path, &bytes)
}

impl Faulty<'_> {
    /// Columns before that of the reasons.
    fn width(&self) -> usize {
        let longest = self.rows.iter().map(|(cells, _)| cells.len()).max();
        longest.unwrap_or(0).max(self.header.len())
    }
}

fn workbook(faulty: &Faulty<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_right_to_left(faulty.is_right_to_left);
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let time = Format::new().set_num_format("hh:mm:ss");
    let reasons = u16::try_from(faulty.width()).unwrap_or(u16::MAX);
    for (column, text) in (0..).zip(faulty.header) {
        sheet.write_string_with_format(0, column, text, &bold)?;
    }
    sheet.write_string_with_format(0, reasons, faulty.reason, &bold)?;
    sheet.set_column_width(reasons, REASON_WIDTH)?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, (cells, reason)) in (1..).zip(&faulty.rows) {
        for (column, cell) in (0..).zip(*cells) {
            put(sheet, (row, column), cell, [&day, &moment, &time])?;
        }
        sheet.write_string(row, reasons, reason)?;
    }
    workbook.save_to_buffer()
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    [day, moment, time]: [&Format; 3],
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Bad(_, text) => {
            sheet.write_string(row, column, text.as_ref())?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        Cell::Moment(serial) => {
            let format = if *serial < 1.0 {
                time
            } else if serial.fract() == 0.0 {
                day
            } else {
                moment
            };
            sheet.write_number_with_format(row, column, *serial, format)?;
        }
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
    }
    Ok(())
}

fn guarded(text: &str) -> String {
    if text.starts_with(GUARDED) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A file of that name is never written over.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
