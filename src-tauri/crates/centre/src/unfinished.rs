//! A file that a command writes for a person: under another name until it is whole, so that a command that fails or is
//! killed leaves no half that looks like it. What a killed one left is written over by the next.

use std::error::Error;
use std::fmt::Display;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use centre::keep_name;

/// A file that is not whole yet. Gone again when it is dropped without an end.
#[derive(Debug)]
pub(crate) struct Unfinished {
    file: Option<File>,
    part: PathBuf,
    whole: PathBuf,
}

/// Who else may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the system lets, by the mask of who runs the command.
    AsUsual,
    /// Nobody, until its owner decides otherwise.
    OwnerAlone,
}

impl Unfinished {
    /// Begins the file; one that is there already is left alone.
    pub(crate) fn begin(whole: &Path, readers: Readers) -> Result<Self, Box<dyn Error>> {
        let mut part = whole.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        if readers == Readers::OwnerAlone {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let file = options.open(&part).map_err(|error| cannot(&part, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(cannot(whole, &"another command is writing it").into());
            }
            Err(TryLockError::Error(error)) => return Err(cannot(&part, &error).into()),
        }
        let begun = Self {
            file: Some(file),
            part,
            whole: whole.to_owned(),
        };
        // Looked at behind the lock: the one before may have ended meanwhile.
        if whole.exists() {
            return Err(cannot(whole, &"it is there already").into());
        }
        let emptied = begun.file.as_ref().map_or(Ok(()), |file| file.set_len(0));
        emptied.map_err(|error| cannot(&begun.part, &error))?;
        Ok(begun)
    }

    /// Brings what was written to the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), File::sync_all)
    }

    /// Gives it its name: it is whole.
    pub(crate) fn end(mut self) -> Result<(), Box<dyn Error>> {
        let named = self
            .sync()
            .and_then(|()| fs::rename(&self.part, &self.whole))
            .and_then(|()| keep_name(&self.whole));
        named.map_err(|error| cannot(&self.whole, &error))?;
        self.file = None;
        Ok(())
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), File::flush)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.file.is_some() {
            // Nothing of worth is in it.
            let _gone = fs::remove_file(&self.part);
        }
    }
}

fn cannot(path: &Path, why: &dyn Display) -> String {
    format!("{} cannot be written: {why}", path.display())
}
