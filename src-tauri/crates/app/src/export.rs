//! Files that leave the program: into a folder that is named, whole or not at all, and each export in the journal
//! before its first file bears its name there.
//!
//! A name says what was counted and for which days, never of whom. Nothing is written over: a name that is taken gets a
//! number behind it. One export goes at a time, tells how far it is, and ends where somebody wants it to: what was begun
//! in the folder goes then. Never here: what stands in a file (`report`), which figures.

mod folder;
mod log;
mod watch;

use std::io;

use domain::export::Export;
use domain::id::SubjectId;
use i18n::{Digits, Locale};
use store::Stamp;

pub(crate) use folder::{OutFolder, Part, Whole};
pub(crate) use watch::{ExportWatch, Exporting, Stoppable};

use crate::desk::Desk;
use crate::dto::{self, ExportFormat, ExportProgress, LocaleCode};
use crate::rights::Command;
use crate::{App, AppError, ErrorCode, Result};

/// Why an export did not come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExportFault {
    /// The folder is not there, or cannot be written.
    #[error("the folder does not serve")]
    Folder,
    /// The disk of the folder is full.
    #[error("no room")]
    NoRoom,
    /// More rows than a workbook of ours holds.
    #[error("too many rows")]
    TooMany,
    /// A fault of this program.
    #[error("the file could not be made")]
    Failed,
    /// Whoever settled the schedule may not export any more.
    #[error("nobody who may")]
    Nobody,
    /// Somebody wanted it to end.
    #[error("stopped")]
    Stopped,
    /// Another one is under way.
    #[error("another export is under way")]
    Busy,
}

impl ExportFault {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Folder => ErrorCode::ExportFolder,
            Self::NoRoom => ErrorCode::DiskFull,
            Self::TooMany => ErrorCode::ExportTooMany,
            Self::Failed => ErrorCode::ExportFailed,
            Self::Nobody => ErrorCode::ExportNobody,
            Self::Stopped => ErrorCode::ExportStopped,
            Self::Busy => ErrorCode::ExportBusy,
        }
    }

    /// As the journal says it.
    const fn reason(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::NoRoom => "no_room",
            Self::TooMany => "too_many",
            Self::Failed => "failed",
            Self::Nobody => "nobody",
            Self::Stopped => "stopped",
            Self::Busy => "busy",
        }
    }
}

impl From<io::Error> for ExportFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::NoRoom,
            _ => Self::Folder,
        }
    }
}

impl From<report::ReportError> for ExportFault {
    fn from(error: report::ReportError) -> Self {
        match error {
            report::ReportError::Io(error) => error.into(),
            report::ReportError::TooManyRows => Self::TooMany,
            report::ReportError::Workbook(_) | report::ReportError::Pages => Self::Failed,
        }
    }
}

/// How an export came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportWay {
    /// Somebody asked for it.
    Window,
    /// The schedule.
    Schedule,
    /// The command line.
    CommandLine,
}

impl ExportWay {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Schedule => "schedule",
            Self::CommandLine => "command_line",
        }
    }
}

impl ExportFormat {
    /// Its code, which is also how its files end.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
        }
    }
}

pub(crate) const fn locale_of(code: LocaleCode) -> Locale {
    match code {
        LocaleCode::Ar => Locale::Ar,
        LocaleCode::En => Locale::En,
    }
}

pub(crate) const fn digits_of(digits: dto::Digits) -> Digits {
    match digits {
        dto::Digits::Latn => Digits::Latn,
        dto::Digits::Arab => Digits::Arab,
    }
}

impl App {
    /// How far an export is; none while nothing is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn export_progress(&self) -> Result<Option<ExportProgress>> {
        self.asking(Command::ExportProgress)?;
        Ok(self.exports.now())
    }

    /// Has the export that is under way end; where none is, nothing happens. Whoever waits for it is told `Stopped`.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn export_stop(&self) -> Result<()> {
        self.asking(Command::ExportStop)?;
        self.exports.stop();
        Ok(())
    }

    /// What is practised with is made up, and must not lie among the papers of a ministry.
    pub(crate) fn check_real(&self) -> Result<()> {
        match self.practice_desk() {
            Some(_) => Err(AppError::NotInPractice),
            None => Ok(()),
        }
    }
}

/// Writes an export down; `setting` holds from the same moment.
pub(crate) fn record(
    desk: &Desk,
    stamp: Stamp,
    export: &Export,
    setting: Option<(&'static str, String)>,
) -> Result<SubjectId> {
    let id = desk.new_id()?;
    let made = export.made();
    desk.store.act(stamp, move |acting| {
        acting.append(id, made)?;
        if let Some((name, value)) = setting {
            acting.set_setting(name, &value)?;
        }
        Ok::<_, AppError>(())
    })?;
    desk.syncer.wake();
    Ok(id)
}

/// Writes down that nothing came of it.
pub(crate) fn record_failure(
    desk: &Desk,
    stamp: Stamp,
    id: SubjectId,
    fault: ExportFault,
) -> Result<()> {
    desk.store.act(stamp, move |acting| {
        acting.append(id, Export::failed(fault.reason()))?;
        Ok::<_, AppError>(())
    })?;
    desk.syncer.wake();
    Ok(())
}

/// What came of a file whose export is written down already. Where nothing did, that is written down too, and whoever
/// stopped it is told just that.
///
/// # Errors
/// What kept the file from coming about.
pub(crate) fn come_of<T>(
    desk: &Desk,
    stamp: Stamp,
    recorded: SubjectId,
    exporting: &Exporting<'_>,
    done: Result<T>,
) -> Result<T> {
    done.or_else(|error| {
        let fault = match (exporting.go_on(), &error) {
            // Whatever a write that was cut off was taken for on its way here.
            (Err(stopped), _) => stopped,
            (Ok(()), AppError::Export(fault)) => *fault,
            (Ok(()), _) => ExportFault::Failed,
        };
        record_failure(desk, stamp, recorded, fault)?;
        Err(match fault {
            ExportFault::Stopped => fault.into(),
            _ => error,
        })
    })
}
