//! CSV: a mark of the encoding in front, so that spreadsheets read Arabic; lines that end as they expect; and no cell
//! that begins a formula. Rows are written as they come, so that their number costs no memory.

use std::io::Write;

use chrono::{Datelike, Timelike as _};
use csv::{Terminator, Writer, WriterBuilder};

use crate::document::{Cell, Document};
use crate::error::Result;
use crate::plain::plain;
use crate::print;

/// Says that what follows is UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What is put before a text that a spreadsheet would take for a formula.
const GUARD: char = '\'';

/// Writes rows one by one.
pub struct CsvWriter<W: Write> {
    rows: Writer<W>,
    /// One field, kept so that a row makes nothing new.
    field: String,
}

impl<W: Write> CsvWriter<W> {
    /// Begins with the mark.
    ///
    /// # Errors
    /// When it cannot be written; so it is below.
    pub fn new(mut out: W) -> Result<Self> {
        out.write_all(MARK)?;
        let rows = WriterBuilder::new()
            .flexible(true)
            .terminator(Terminator::CRLF)
            .from_writer(out);
        Ok(Self {
            rows,
            field: String::new(),
        })
    }

    /// A row of words.
    ///
    /// # Errors
    /// As above.
    pub fn words<'t>(&mut self, words: impl IntoIterator<Item = &'t str>) -> Result<()> {
        for text in words {
            self.text(text)?;
        }
        self.end_row()
    }

    /// A row of cells.
    ///
    /// # Errors
    /// As above.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for cell in cells {
            self.cell(cell)?;
        }
        self.end_row()
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// As above.
    pub fn finish(mut self) -> Result<W> {
        self.rows.flush()?;
        self.rows
            .into_inner()
            .map_err(|error| error.into_error().into())
    }

    /// A text, with the guard before what a spreadsheet would calculate or open.
    fn text(&mut self, text: &str) -> Result<()> {
        let text = plain(text);
        if !is_formula(&text) {
            return Ok(self.rows.write_field(text.as_bytes())?);
        }
        self.field.clear();
        self.field.push(GUARD);
        self.field.push_str(&text);
        Ok(self.rows.write_field(&self.field)?)
    }

    fn end_row(&mut self) -> Result<()> {
        Ok(self.rows.write_record(None::<&[u8]>)?)
    }

    /// Values are never guarded: a number below zero is one.
    fn cell(&mut self, cell: &Cell) -> Result<()> {
        use std::fmt::Write as _;

        self.field.clear();
        // Writing into a text does not fail.
        let _written = match cell {
            Cell::Text(text) => return self.text(text),
            Cell::Empty => Ok(()),
            Cell::Whole(value) => write!(self.field, "{value}"),
            Cell::Tenths(value) => write!(self.field, "{}", print::tenths(*value)),
            Cell::Share { part, of } => match Cell::share(*part, *of) {
                Some(share) => write!(self.field, "{share:.4}"),
                None => Ok(()),
            },
            Cell::Length(length_ms) => {
                self.field.push_str(&print::length(*length_ms));
                Ok(())
            }
            Cell::Day(day) => write_day(&mut self.field, day),
            Cell::Moment(moment) => write_day(&mut self.field, moment)
                .and_then(|()| write!(self.field, " {:02}:{:02}", moment.hour(), moment.minute())),
        };
        Ok(self.rows.write_field(&self.field)?)
    }
}

/// The whole document, one table below the other.
///
/// # Errors
/// When it cannot be written.
pub fn csv<W: Write>(document: &Document, out: W) -> Result<W> {
    let mut rows = CsvWriter::new(out)?;
    rows.words([document.title.as_str()])?;
    for line in &document.lines {
        rows.words([line.as_str()])?;
    }
    for table in &document.tables {
        rows.words([""])?;
        rows.words([table.heading.as_str()])?;
        rows.words(table.columns.iter().map(|column| column.heading.as_str()))?;
        for row in &table.rows {
            rows.row(&row.cells)?;
        }
    }
    if !document.notes.is_empty() {
        rows.words([""])?;
        rows.words([document.notes_heading.as_str()])?;
        for (figure, counts) in &document.notes {
            rows.words([figure.as_str(), counts.as_str()])?;
        }
    }
    rows.finish()
}

/// By its numbers: a pattern would be read anew for each of a hundred thousand rows.
fn write_day(field: &mut String, day: &impl Datelike) -> std::fmt::Result {
    use std::fmt::Write as _;

    write!(
        field,
        "{:04}-{:02}-{:02}",
        day.year(),
        day.month(),
        day.day()
    )
}

/// Whether a spreadsheet would calculate or open it.
fn is_formula(text: &str) -> bool {
    // They look behind blanks, and some take the wide forms for the narrow ones.
    let first = text.trim_start_matches([' ', '\u{A0}']).chars().next();
    matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    )
}
