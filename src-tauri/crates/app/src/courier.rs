//! The courier: what waits goes out as a sealed file on a stick, and the centre's receipts come in from one, for a
//! site with no line.
//!
//! A folder is named, never a file: what this machine writes there bears a name of its own and is never written
//! over another one, and of what lies there only receipts for this machine's own files are taken. Nothing of
//! anybody is in a name. Never here: what a file says (`sync`), the line.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sync::{CourierError, CourierFile, MAX_COURIER_BYTES, is_awaited, take_receipt, write_courier};

use crate::dto::{CourierProgress, CourierTaken, CourierWritten};
use crate::link::of_problem;
use crate::rights::Command;
use crate::{App, AppError, ErrorCode, ErrorDto, Result, Rule};

/// How the names of files on their way to a centre end.
const TO_CENTRE: &str = "nida-courier";
/// How the names of receipts end.
const RECEIPT: &str = "nida-receipt";
/// Most receipts that are looked at in a folder.
const LOOKED_AT: usize = 200;
/// Longest path that is taken.
const PATH_CHARS_MAX: usize = 1_000;

/// Why the courier did not do what was asked. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierFault {
    /// The folder is not there, or cannot be read or written.
    #[error("the folder does not serve")]
    Folder,
    /// No receipt lies there.
    #[error("no receipt lies there")]
    None,
    /// The machine is not enrolled at a centre.
    #[error("not enrolled")]
    NotEnrolled,
    /// The centre has not told its keys yet.
    #[error("the keys of the centre are not known")]
    NoKeys,
    /// What lies there is no receipt.
    #[error("this is no receipt")]
    NotOne,
    /// Of another machine or centre.
    #[error("the receipt of another machine")]
    Other,
    /// Taken in already.
    #[error("taken in already")]
    Doubled,
    /// Of a file that is not on its way any more.
    #[error("an old receipt")]
    Old,
    /// Not whole.
    #[error("the receipt is not whole")]
    Cut,
    /// Changed, or not of this centre.
    #[error("the receipt was changed")]
    Tampered,
}

impl CourierFault {
    pub(crate) const fn code(self) -> ErrorCode {
        match self {
            Self::Folder => ErrorCode::CourierFolder,
            Self::None => ErrorCode::CourierNone,
            Self::NotEnrolled => ErrorCode::CourierNotEnrolled,
            Self::NoKeys => ErrorCode::CourierNoKeys,
            Self::NotOne => ErrorCode::CourierNotOne,
            Self::Other => ErrorCode::CourierOther,
            Self::Doubled => ErrorCode::CourierDoubled,
            Self::Old => ErrorCode::CourierOld,
            Self::Cut => ErrorCode::CourierCut,
            Self::Tampered => ErrorCode::CourierTampered,
        }
    }
}

impl From<CourierError> for AppError {
    fn from(error: CourierError) -> Self {
        Self::Courier(match error {
            CourierError::NotEnrolled => CourierFault::NotEnrolled,
            CourierError::NoKeys => CourierFault::NoKeys,
            CourierError::NotOne | CourierError::NotAReceipt => CourierFault::NotOne,
            CourierError::Other => CourierFault::Other,
            CourierError::Doubled => CourierFault::Doubled,
            CourierError::Old => CourierFault::Old,
            CourierError::Cut => CourierFault::Cut,
            CourierError::Tampered => CourierFault::Tampered,
            CourierError::Store(error) => return Self::CourierStore(error),
        })
    }
}

/// How far the courier is, for whoever looks.
#[derive(Debug, Default)]
pub(crate) struct CourierWatch(Mutex<Option<CourierProgress>>);

impl CourierWatch {
    fn tell(&self, done: u64, of: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(CourierProgress { done, of });
    }

    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn now(&self) -> Option<CourierProgress> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Writes what waits into this folder, sealed to the centre. It counts as sent when its receipt is back.
    ///
    /// # Errors
    /// `Courier(…)` by what the person can do, `NotInPractice`, `DiskFull`; nothing is left in the folder then.
    pub fn courier_out(&self, folder: &str) -> Result<CourierWritten> {
        let asking = self.asking(Command::CourierOut)?;
        self.check_not_practising()?;
        let folder = folder_of(folder)?;
        let watch = Arc::clone(&self.courier);
        let written = write_courier(asking.store(), &mut |done, of| watch.tell(done, of));
        watch.end();
        let file = written?;
        let name = put(&folder, &file)?;
        Ok(CourierWritten {
            name,
            entries: count(file.entries),
            left: count(file.left),
        })
    }

    /// Takes in every receipt in this folder that is awaited here, the oldest first.
    ///
    /// # Errors
    /// `Courier(…)`: where none is awaited, what is wrong with the one that lies there; what was taken in by
    /// then stays.
    pub fn courier_in(&self, folder: &str) -> Result<CourierTaken> {
        let asking = self.asking(Command::CourierIn)?;
        self.check_not_practising()?;
        let receipts = receipts(&folder_of(folder)?)?;
        let mut all = CourierTaken::default();
        let mut refused = AppError::Courier(CourierFault::None);
        let awaited = |file: &Vec<u8>| is_awaited(asking.store(), file);
        let (awaited, others): (Vec<_>, Vec<_>) = receipts.into_iter().partition(awaited);
        let tried = if awaited.is_empty() { others } else { awaited };
        for file in tried {
            let (store, now) = (asking.store().clone(), asking.now());
            let told = Arc::clone(&self.courier);
            let taken = asking.desk.syncer.apart(move || {
                take_receipt(&store, &file, now, &mut |done, of| told.tell(done, of))
            });
            self.courier.end();
            match taken.ok_or(AppError::Internal("the sync has ended"))? {
                Ok(taken) => {
                    all.receipts += 1;
                    all.acknowledged += count(taken.acknowledged);
                    all.held += count(taken.held);
                    all.arrived += count(taken.arrived);
                    let problem = taken.problem.map(|one| ErrorDto::plain(of_problem(one)));
                    all.problem = all.problem.or(problem);
                }
                Err(error) => refused = error.into(),
            }
        }
        if all.receipts == 0 {
            return Err(refused);
        }
        Ok(all)
    }

    /// How far writing or taking in is; none while nothing is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn courier_progress(&self) -> Result<Option<CourierProgress>> {
        self.asking(Command::CourierProgress)?;
        Ok(self.courier.now())
    }

    /// A practice store has no centre that anybody carries a file to.
    fn check_not_practising(&self) -> Result<()> {
        match self.practice_desk() {
            Some(_) => Err(AppError::NotInPractice),
            None => Ok(()),
        }
    }
}

fn folder_of(typed: &str) -> Result<PathBuf> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(AppError::invalid("folder", Rule::Required));
    }
    let folder = PathBuf::from(typed);
    if typed.chars().count() > PATH_CHARS_MAX || !folder.is_absolute() || !folder.is_dir() {
        return Err(AppError::Courier(CourierFault::Folder));
    }
    Ok(folder)
}

/// Writes the file whole, under a name that no other bears.
fn put(folder: &Path, file: &CourierFile) -> Result<String> {
    let name = format!("{}.{TO_CENTRE}", file.id);
    let part = folder.join(format!("{}.part", file.id));
    let write = || -> io::Result<()> {
        let mut out = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&part)?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
        fs::rename(&part, folder.join(&name))
    };
    write().map_err(|error| {
        // What is left of it is worth nothing; that it stays on a stick that is gone cannot be helped.
        let _gone = fs::remove_file(&part);
        if error.kind() == io::ErrorKind::StorageFull {
            AppError::CourierStore(sync::JournalError::NoRoom)
        } else {
            AppError::Courier(CourierFault::Folder)
        }
    })?;
    Ok(name)
}

/// The receipts in a folder, the oldest first. What cannot be read is left out.
fn receipts(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let unreadable = |_| AppError::Courier(CourierFault::Folder);
    let mut found: Vec<_> = fs::read_dir(folder)
        .map_err(unreadable)?
        .filter_map(std::result::Result::ok)
        .filter(|one| {
            one.path()
                .extension()
                .is_some_and(|ending| ending == RECEIPT)
        })
        .take(LOOKED_AT)
        .map(|one| {
            let changed = one.metadata().and_then(|told| told.modified()).ok();
            (changed, one.path())
        })
        .collect();
    found.sort();
    let bound = u64::try_from(MAX_COURIER_BYTES).unwrap_or(u64::MAX);
    let read = |(_, path): (_, PathBuf)| {
        let mut bytes = Vec::new();
        let file = fs::File::open(path).ok()?;
        file.take(bound + 1).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    Ok(found.into_iter().filter_map(read).collect())
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
