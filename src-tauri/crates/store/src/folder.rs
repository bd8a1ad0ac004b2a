//! The folder in which a store lies, and how files in it are replaced.
//!
//! `nida.db` with SQLite's `-wal` and `-shm`, `slots.json`, `lock`, `backups/`. Never here: a key.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::OpenError;
use crate::restore::place;

/// Where a store lies or is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

/// What lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// No store yet.
    Empty,
    /// A store; a passphrase or a recovery code opens it.
    Closed,
    /// A store without its key slots: nothing here can open it.
    SlotsMissing,
}

impl Folder {
    /// The folder at this path; nothing is looked at or made yet.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What lies in it.
    #[must_use]
    pub fn stage(&self) -> Stage {
        // What is on its way into its place is there.
        let under_way = place::is_under_way(self);
        let slots = self.slots().exists() || place::are_slots_under_way(self);
        match (self.database().exists() || under_way, slots) {
            (false, _) => Stage::Empty,
            (true, true) => Stage::Closed,
            (true, false) => Stage::SlotsMissing,
        }
    }

    /// The encrypted database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join("nida.db")
    }

    /// Where backups are kept.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.path.join("backups")
    }

    pub(crate) fn slots(&self) -> PathBuf {
        self.path.join("slots.json")
    }

    pub(crate) fn wal(&self) -> PathBuf {
        self.path.join("nida.db-wal")
    }

    pub(crate) fn shared_memory(&self) -> PathBuf {
        self.path.join("nida.db-shm")
    }

    /// Where a store is made before it takes its place.
    pub(crate) fn being_made(&self) -> Self {
        Self::at(self.path.join("being-made"))
    }

    /// Takes the lock that keeps a second copy away. The system frees it when the file is dropped,
    /// and when the process ends in whatever way.
    pub(crate) fn lock(&self) -> Result<File, OpenError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.path.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(OpenError::InUse),
            Err(fs::TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Whether another copy has the store open, so that nobody is asked for a secret in vain. It is only looked
    /// at: whoever opens finds out for sure.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        let lock = OpenOptions::new().read(true).open(self.path.join("lock"));
        lock.is_ok_and(|file| matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock)))
    }

    /// Makes the folder where it is missing; on Unix for its owner alone.
    pub(crate) fn make(&self) -> io::Result<()> {
        make_private_folder(&self.path)
    }

    /// Whether a page can be written here right now: tells a full disk from one that cannot be written.
    pub(crate) fn probe(&self) -> io::Result<()> {
        let path = self.path.join("probe");
        let written = match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => make_private_file(&path).and_then(|mut file| {
                file.write_all(&[0; 4096])?;
                file.sync_all()
            }),
        };
        let _ = fs::remove_file(&path);
        written
    }

    /// Makes what was renamed in this folder survive a power cut.
    pub(crate) fn sync(&self) -> io::Result<()> {
        sync_folder(&self.path)
    }
}

/// Makes a folder and its parents where they are missing; on Unix one that is made is its owner's alone
/// from the first moment (mode 0700). The one way in which a folder of ours comes to be.
///
/// # Errors
/// What the file system says.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let missing: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    // A folder is on the disk once the one that it lies in is: else a power cut takes it with all that was synced
    // in it. Each is made so before the next, so that only the last one that is there may not be: whoever made it
    // may have been killed right after.
    if let Some(there) = path.ancestors().nth(missing.len()) {
        sync_parent(there)?;
    }
    for folder in missing.into_iter().rev() {
        builder.create(folder)?;
        sync_parent(folder)?;
    }
    // Tells what stands in its place and is no folder.
    builder.create(path)
}

/// Brings the name of a folder to the disk. Where the one that it lies in may not even be read, it is somebody
/// else's to keep.
fn sync_parent(folder: &Path) -> io::Result<()> {
    let Some(parent) = folder.parent() else {
        return Ok(());
    };
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    match sync_folder(parent) {
        Err(error) if error.kind() != io::ErrorKind::PermissionDenied => Err(error),
        _ => Ok(()),
    }
}

/// Makes an empty file that is its owner's alone, if there is none.
pub(crate) fn make_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces a file: whatever happens, the old one or the new one is there, never half of one. What was written
/// beside it, `<name>.new`, is gone afterwards.
///
/// # Errors
/// When it cannot be written; the old one is there then.
pub fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = make_private_file(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes what was named, renamed or removed in a folder survive a power cut, as far as its file system can: on one
/// that syncs no folders nobody can do more.
///
/// # Errors
/// What the file system says.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// Elsewhere a folder cannot be opened to be synced; the file system orders renames itself.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
