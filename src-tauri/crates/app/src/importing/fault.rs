//! Why a sheet was not brought in, by what the person can do.

use sheet::SheetError;

use crate::{AppError, ErrorCode};

/// Why. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportFault {
    /// The file is not there, or may not be read.
    #[error("the file cannot be read")]
    Unreadable,
    /// It has more bytes than are taken.
    #[error("the file is too big")]
    TooBig,
    /// It unpacks to more than is taken.
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
    /// A workbook of an old kind, or behind a password.
    #[error("an old or a locked workbook")]
    OldOrLocked,
    /// Not whole.
    #[error("damaged")]
    Damaged,
    /// Nothing stands in it.
    #[error("nothing in it")]
    Nothing,
    /// The sheet is not open any more, or was looked at otherwise since.
    #[error("not open any more")]
    Gone,
    /// Somebody ended it.
    #[error("stopped")]
    Stopped,
    /// Another piece of work is under way.
    #[error("busy")]
    Busy,
    /// Rows are faulty, and nothing was to come while any is.
    #[error("faulty rows")]
    Faulty,
    /// The folder does not serve.
    #[error("the folder does not serve")]
    Folder,
}

impl ImportFault {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Unreadable => ErrorCode::ImportUnreadable,
            Self::TooBig => ErrorCode::ImportTooBig,
            Self::TooMuch => ErrorCode::ImportTooMuch,
            Self::TooManyRows => ErrorCode::ImportTooManyRows,
            Self::TooManyColumns => ErrorCode::ImportTooManyColumns,
            Self::NotASheet => ErrorCode::ImportNotASheet,
            Self::OldOrLocked => ErrorCode::ImportOldOrLocked,
            Self::Damaged => ErrorCode::ImportDamaged,
            Self::Nothing => ErrorCode::ImportNothing,
            Self::Gone => ErrorCode::ImportGone,
            Self::Stopped => ErrorCode::ImportStopped,
            Self::Busy => ErrorCode::ImportBusy,
            Self::Faulty => ErrorCode::ImportFaulty,
            Self::Folder => ErrorCode::ImportFolder,
        }
    }
}

impl From<SheetError> for AppError {
    fn from(error: SheetError) -> Self {
        Self::Import(match error {
            SheetError::Unreadable(_) => ImportFault::Unreadable,
            SheetError::TooBig => ImportFault::TooBig,
            SheetError::TooMuch => ImportFault::TooMuch,
            SheetError::TooManyRows => ImportFault::TooManyRows,
            SheetError::TooManyColumns => ImportFault::TooManyColumns,
            SheetError::NotASheet => ImportFault::NotASheet,
            SheetError::OldOrLocked => ImportFault::OldOrLocked,
            SheetError::Damaged => ImportFault::Damaged,
            SheetError::Nothing | SheetError::NoSuchSheet => ImportFault::Nothing,
        })
    }
}
