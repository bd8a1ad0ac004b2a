//! What goes wrong while a document is written.

use std::io;

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// What takes the bytes does not: a full disk, a folder that is gone.
    #[error("the document could not be written")]
    Io(#[from] io::Error),
    /// More rows than a sheet has.
    #[error("more rows than a sheet has")]
    TooManyRows,
    /// The workbook could not be made: a fault of this program.
    #[error("the workbook could not be made")]
    Workbook(#[source] rust_xlsxwriter::XlsxError),
    /// The pages could not be set: a fault of this program.
    #[error("the pages could not be set")]
    Pages,
}

/// What came of writing.
pub type Result<T> = std::result::Result<T, ReportError>;

impl From<csv::Error> for ReportError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            _ => Self::Io(io::Error::other("a row could not be written")),
        }
    }
}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::IoError(error) => Self::Io(error),
            rust_xlsxwriter::XlsxError::RowColumnLimitError => Self::TooManyRows,
            error => Self::Workbook(error),
        }
    }
}
