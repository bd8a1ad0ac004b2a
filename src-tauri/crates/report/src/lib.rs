//! Documents that leave the program: a bulletin, a list of rows, as XLSX, CSV and PDF.
//!
//! A document is handed in whole ([`Document`]), or its rows one by one ([`CsvWriter`], [`XlsxWriter`]); what comes out
//! depends on nothing else: no clock, no disk, no setting, so that the same document gives the same file. Text is text:
//! none of it is ever a formula, a markup or a mark of direction in a sheet.
//!
//! Never here: what a figure is or is called, who may have it, where a file goes.

mod document;
mod error;
mod pdf;
mod plain;
mod print;
mod separated;
mod sheet_name;
mod workbook;

pub use document::{Cell, Column, Document, Kind, Line, PageWords, Table};
pub use error::{ReportError, Result};
pub use pdf::pdf;
pub use separated::{CsvWriter, csv};
pub use workbook::{XLSX_ROWS_MAX, XlsxWriter, xlsx};
