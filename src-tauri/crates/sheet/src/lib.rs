//! Sheets that somebody brings: XLSX and CSV, read as rows of cells; and the sheet of faulty rows that goes back to them.
//!
//! A file is hostile until it was read: its size, what it unpacks to, its rows, columns, cells and text are bounded, and
//! what is beyond a bound is refused by name, never cut in silence. What a file says of itself (sizes in a ZIP,
//! dimensions of a sheet) is not believed. Values alone are read: no formula is computed, no link is followed, no macro
//! is looked at.
//!
//! Never here: what a column means, whether a value is right (`domain::import`).

mod book;
mod encoding;
mod faulty;
mod text;
mod workbook;

use std::io;

use thiserror::Error;

pub use book::{Book, Format, Row, Rows};
pub use encoding::Encoding;
pub use faulty::{Faulty, write_csv, write_xlsx};

/// The most bytes of a file.
pub const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The most bytes that a workbook unpacks to.
pub const UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// The most parts of a workbook.
pub const PARTS_MAX: usize = 2_000;
/// The most rows of a sheet that hold something.
pub const ROWS_MAX: usize = 200_000;
/// The most cells of a sheet, empty ones in front of one that holds something with them.
pub const CELLS_MAX: usize = 8_000_000;
/// The most bytes of text of a sheet.
pub const TEXT_BYTES_MAX: usize = 192 * 1024 * 1024;
/// The most characters of a cell.
pub const CELL_CHARS_MAX: usize = 32_767;
/// The most sheets of a workbook that are offered.
pub const SHEETS_MAX: usize = 100;

/// Why a file cannot be read as a sheet.
#[derive(Debug, Error)]
pub enum SheetError {
    /// It is not there, or may not be read.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
    /// It has more bytes than are taken.
    #[error("the file is too big")]
    TooBig,
    /// It unpacks to more than is taken, or holds more text.
    #[error("the file holds too much")]
    TooMuch,
    /// More rows than are taken.
    #[error("too many rows")]
    TooManyRows,
    /// More columns than are taken.
    #[error("too many columns")]
    TooManyColumns,
    /// Neither a workbook nor text.
    #[error("not a sheet")]
    NotASheet,
    /// A workbook of an old kind, or one behind a password.
    #[error("an old or a locked workbook")]
    OldOrLocked,
    /// It begins as a workbook and is not whole.
    #[error("the workbook is damaged")]
    Damaged,
    /// Nothing stands in it.
    #[error("nothing in it")]
    Nothing,
    /// It has no such sheet.
    #[error("no such sheet")]
    NoSuchSheet,
}

#[cfg(test)]
mod tests;
