//! A sheet as it was opened: its rows, its header, and what they are likely to mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::import::{
    Cell, Fault, Field, RowKind, Source, find_header, fingerprint, header_texts, proposed,
};
use sheet::{Book, Encoding, Format, Row, Rows};

use super::count;
use super::map::Mapping;
use crate::dto::{ImportBatch, ImportColumn, ImportHeaderRow, ImportSheet};
use crate::{AppError, Result, Rule};

/// Rows from the top among which the header can be chosen.
const HEADER_ROWS: usize = 30;
/// Values of a column that are shown.
const SAMPLES: usize = 3;
/// Rows that are looked through for them.
const SAMPLED_ROWS: usize = 500;
/// Characters of a value that are shown.
const SHOWN_CHARS: usize = 80;

/// A sheet.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) look: u32,
    pub(super) kind: RowKind,
    pub(super) book: Arc<Book>,
    sheet: usize,
    rows: Arc<Rows>,
    /// Place of the header among the rows; none where there is none.
    header: Option<usize>,
    /// Texts of the header, one a column.
    pub(super) texts: Vec<String>,
}

/// What was found in a sheet.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) mapping: Mapping,
    pub(super) source: Source,
    /// Faulty rows by their place among the rows below the header, with what is wrong.
    pub(super) faulty: Vec<(usize, Vec<Fault>)>,
    /// Places of rows that are likely doubles.
    pub(super) doubles: BTreeSet<usize>,
    /// How many rows came in before.
    pub(super) already: u32,
    /// Places of those among them that an undo left where they were.
    pub(super) standing: BTreeSet<usize>,
    /// How many rows come in without their words.
    pub(super) kept_back: u32,
}

impl Opened {
    pub(super) fn read(
        book: Book,
        kind: RowKind,
        sheet: usize,
        header_row: Option<u32>,
        look: u32,
    ) -> Result<Self> {
        let rows = Arc::new(book.rows(sheet)?);
        Self::with(Arc::new(book), rows, kind, sheet, header_row, look)
    }

    /// The same file, looked at otherwise.
    pub(super) fn again(
        &self,
        sheet: usize,
        header_row: Option<u32>,
        encoding: Option<Encoding>,
        look: u32,
    ) -> Result<Self> {
        let book = match encoding {
            None => Arc::clone(&self.book),
            Some(encoding) => Arc::new(self.book.read_as(encoding)),
        };
        let rows = if encoding.is_none() && sheet == self.sheet {
            Arc::clone(&self.rows)
        } else {
            Arc::new(book.rows(sheet)?)
        };
        Self::with(book, rows, self.kind, sheet, header_row, look)
    }

    fn with(
        book: Arc<Book>,
        rows: Arc<Rows>,
        kind: RowKind,
        sheet: usize,
        header_row: Option<u32>,
        look: u32,
    ) -> Result<Self> {
        let header = match header_row {
            None => find_header(kind, rows.rows.iter().map(|row| row.cells.as_slice())),
            Some(number) => Some(
                rows.rows
                    .iter()
                    .take(HEADER_ROWS)
                    .position(|row| row.number == number)
                    .ok_or(AppError::invalid("headerRow", Rule::OutOfBounds))?,
            ),
        };
        let cells = |at: usize| rows.rows.get(at).map(|row| row.cells.as_slice());
        let texts = match header {
            None => vec![String::new(); rows.width],
            Some(at) => {
                let above = at.checked_sub(1).and_then(cells);
                header_texts(above, cells(at).unwrap_or_default(), rows.width)
            }
        };
        Ok(Self {
            look,
            kind,
            book,
            sheet,
            rows,
            header,
            texts,
        })
    }

    pub(super) fn sheet_number(&self) -> u32 {
        count(self.sheet)
    }

    pub(super) fn fingerprint(&self) -> String {
        fingerprint(self.kind, &self.texts)
    }

    /// The rows below the header.
    pub(super) fn rows(&self) -> &[Row] {
        let from = self.header.map_or(0, |at| at + 1);
        self.rows.rows.get(from..).unwrap_or_default()
    }

    pub(super) fn to_dto(
        &self,
        remembered: Option<Mapping>,
        known: Option<ImportBatch>,
    ) -> ImportSheet {
        let (format, encoding, encoding_assumed) = match self.book.format {
            Format::Xlsx => ("xlsx", None, false),
            Format::Csv {
                encoding,
                is_assumed,
            } => ("csv", Some(encoding.code().to_owned()), is_assumed),
        };
        let is_remembered = remembered.is_some();
        let mapping =
            remembered.unwrap_or_else(|| Mapping::new(self.kind, proposed(self.kind, &self.texts)));
        let columns = self
            .texts
            .iter()
            .enumerate()
            .map(|(at, header)| ImportColumn {
                letters: letters(at),
                header: header.clone(),
                samples: self.samples(at),
                field: mapping
                    .columns
                    .get(at)
                    .copied()
                    .flatten()
                    .map_or("", Field::code)
                    .to_owned(),
            });
        ImportSheet {
            look: self.look,
            kind: self.kind.code().to_owned(),
            format: format.to_owned(),
            encoding,
            encoding_assumed,
            sheets: self.book.sheets.clone(),
            sheet: self.sheet_number(),
            rows: count(self.rows().len()),
            header_row: self
                .header
                .and_then(|at| self.rows.rows.get(at))
                .map_or(0, |row| row.number),
            header_rows: self.header_rows(),
            columns: columns.collect(),
            fields: Field::of(self.kind)
                .iter()
                .map(|field| field.code().to_owned())
                .collect(),
            remembered: is_remembered,
            defaults: mapping.defaults,
            known,
        }
    }

    fn header_rows(&self) -> Vec<ImportHeaderRow> {
        let rows = self.rows.rows.iter().take(HEADER_ROWS);
        rows.map(|row| {
            let texts = row.cells.iter().filter(|cell| !cell.is_empty());
            let texts: Vec<String> = texts.take(SAMPLES + 1).map(Cell::shown).collect();
            ImportHeaderRow {
                number: row.number,
                text: shortened(&texts.join(" · ")),
            }
        })
        .collect()
    }

    fn samples(&self, column: usize) -> Vec<String> {
        self.rows()
            .iter()
            .take(SAMPLED_ROWS)
            .filter_map(|row| row.cells.get(column))
            .filter(|cell| !cell.is_empty())
            .take(SAMPLES)
            .map(|cell| shortened(&cell.shown()))
            .collect()
    }
}

/// A value as far as it is shown.
pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut shown: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Letters of a column, from 0: A … Z, AA …
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    loop {
        let letter = u8::try_from(left % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        match (left / 26).checked_sub(1) {
            Some(more) => left = more,
            None => return letters.into_iter().rev().collect(),
        }
    }
}
