//! A file that was opened: what it is, its sheets, and their rows.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use domain::import::{COLUMNS_MAX, Cell};
use sha2::{Digest as _, Sha256};

use crate::encoding::Encoding;
use crate::{
    CELLS_MAX, FILE_BYTES_MAX, ROWS_MAX, SheetError, TEXT_BYTES_MAX, UNPACKED_BYTES_MAX, text,
    workbook,
};

/// First bytes of a ZIP, which a workbook is.
const ZIP: &[u8] = b"PK\x03\x04";
/// First bytes of a compound file: a workbook of before 2007, or one behind a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Text with a sign between its values.
    Csv {
        /// How its bytes are read.
        encoding: Encoding,
        /// No mark says so: it was told from the bytes.
        is_assumed: bool,
    },
}

/// A file, whole in memory: what is read later is what was looked at before, whatever became of the file.
#[derive(Debug)]
pub struct Book {
    /// What it is.
    pub format: Format,
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// Names of its sheets; one without a name for text.
    pub sheets: Vec<String>,
    /// It counts days from 1904.
    pub is_1904: bool,
    bytes: Arc<Vec<u8>>,
}

/// The rows of a sheet that hold something.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// Columns up to the last that holds something.
    pub width: usize,
    text_bytes: usize,
    /// Cells so far.
    cells: usize,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number as the program that made the sheet shows it, from 1.
    pub number: u32,
    /// Its cells up to the last that holds something.
    pub cells: Vec<Cell>,
}

impl Book {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, see [`SheetError`].
    pub fn open(path: &Path) -> Result<Self, SheetError> {
        let file = File::open(path).map_err(SheetError::Unreadable)?;
        let told = file.metadata().map_err(SheetError::Unreadable)?;
        if !told.is_file() {
            return Err(SheetError::NotASheet);
        }
        let mut bytes = Vec::new();
        file.take(FILE_BYTES_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(SheetError::Unreadable)?;
        Self::of(bytes)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with it, see [`SheetError`].
    pub fn of(bytes: Vec<u8>) -> Result<Self, SheetError> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_BYTES_MAX {
            return Err(SheetError::TooBig);
        }
        let digest = Sha256::digest(&bytes).into();
        if bytes.starts_with(COMPOUND) {
            return Err(SheetError::OldOrLocked);
        }
        if bytes.starts_with(ZIP) {
            workbook::check_unpacked(&bytes, UNPACKED_BYTES_MAX)?;
            let (sheets, is_1904) = workbook::sheets(&bytes)?;
            return Ok(Self {
                format: Format::Xlsx,
                digest,
                sheets,
                is_1904,
                bytes: Arc::new(bytes),
            });
        }
        let (encoding, is_assumed) = Encoding::of(&bytes)?;
        Ok(Self {
            format: Format::Csv {
                encoding,
                is_assumed,
            },
            digest,
            sheets: vec![String::new()],
            is_1904: false,
            bytes: Arc::new(bytes),
        })
    }

    /// The same file, its bytes read by another encoding; a workbook has none.
    #[must_use]
    pub fn read_as(&self, wanted: Encoding) -> Self {
        let format = match self.format {
            Format::Csv { .. } => Format::Csv {
                encoding: wanted,
                is_assumed: false,
            },
            Format::Xlsx => Format::Xlsx,
        };
        Self {
            format,
            digest: self.digest,
            sheets: self.sheets.clone(),
            is_1904: self.is_1904,
            bytes: Arc::clone(&self.bytes),
        }
    }

    /// The rows of one of its sheets, from 0.
    ///
    /// # Errors
    /// `NoSuchSheet`, `Nothing`, `TooManyRows`, `TooManyColumns`, `TooMuch`, `Damaged`.
    pub fn rows(&self, sheet: usize) -> Result<Rows, SheetError> {
        let name = self.sheets.get(sheet).ok_or(SheetError::NoSuchSheet)?;
        let rows = match self.format {
            Format::Xlsx => workbook::rows(&self.bytes, name)?,
            Format::Csv { encoding, .. } => text::rows(&self.bytes, encoding)?,
        };
        if rows.rows.is_empty() {
            return Err(SheetError::Nothing);
        }
        Ok(rows)
    }
}

impl Rows {
    /// Puts a cell in its place; rows come in their order.
    pub(crate) fn put(&mut self, number: u32, column: usize, cell: Cell) -> Result<(), SheetError> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= COLUMNS_MAX {
            return Err(SheetError::TooManyColumns);
        }
        if let Cell::Text(text) | Cell::Bad(_, text) = &cell {
            self.text_bytes += text.len();
            if self.text_bytes > TEXT_BYTES_MAX {
                return Err(SheetError::TooMuch);
            }
        }
        if self.rows.last().is_none_or(|row| row.number < number) {
            if self.rows.len() >= ROWS_MAX {
                return Err(SheetError::TooManyRows);
            }
            self.rows.push(Row {
                number,
                cells: Vec::new(),
            });
        }
        let Some(row) = self.rows.last_mut().filter(|row| row.number == number) else {
            // A workbook that goes back to an earlier row was not written by any program that people use.
            return Err(SheetError::Damaged);
        };
        if row.cells.len() <= column {
            self.cells += column + 1 - row.cells.len();
            if self.cells > CELLS_MAX {
                return Err(SheetError::TooMuch);
            }
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = cell;
        }
        self.width = self.width.max(column + 1);
        Ok(())
    }
}
