//! The folder that files go to: each is written aside, whole, and given its name at the end.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::PathBuf;

use domain::entry::digest;
use domain::id::SubjectId;
use serde::{Deserialize, Serialize};

use super::ExportFault;
use crate::{AppError, Result, Rule};

/// Longest path that is taken.
const PATH_CHARS_MAX: usize = 1_000;
/// Names that are tried for one file at most.
const NAMES_MAX: u32 = 1_000;

/// A folder that is there.
#[derive(Debug, Clone)]
pub(crate) struct OutFolder(PathBuf);

/// A file that was made, as the schedule remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Whole {
    /// How its name begins; a number may stand behind it.
    pub(crate) stem: String,
    /// How its name ends.
    pub(crate) ending: String,
    /// How long it is.
    bytes: u64,
    /// Digest of what it holds, in hexadecimal.
    digest: String,
}

impl Whole {
    pub(crate) fn of(stem: &str, ending: &str, bytes: &[u8]) -> Self {
        Self {
            stem: stem.to_owned(),
            ending: ending.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            digest: domain::shift_paper::hex(digest(bytes)),
        }
    }
}

/// A file that has no name yet. It goes when it is given none.
#[derive(Debug)]
pub(crate) struct Part {
    path: PathBuf,
    kept: bool,
}

impl OutFolder {
    /// The folder that was typed: a whole path.
    ///
    /// # Errors
    /// `Invalid` for an empty one, `Export(Folder)` for one that is not there.
    pub(crate) fn of(typed: &str) -> Result<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AppError::invalid("folder", Rule::Required));
        }
        let folder = PathBuf::from(typed);
        if typed.chars().count() > PATH_CHARS_MAX || !folder.is_absolute() || !folder.is_dir() {
            return Err(AppError::Export(ExportFault::Folder));
        }
        Ok(Self(folder))
    }

    /// Its name, without the way to it.
    pub(crate) fn name(&self) -> String {
        let name = self.0.file_name().unwrap_or(self.0.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// The way to it.
    pub(crate) fn path(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// Begins a file of an export.
    pub(crate) fn begin(&self, id: SubjectId, at: usize) -> Result<(Part, File), ExportFault> {
        let path = self.0.join(format!("{id}-{at}.part"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok((Part { path, kept: false }, file))
    }

    /// Gives a whole file its name, or the next that is free; the name that it bears.
    pub(crate) fn keep(
        &self,
        mut part: Part,
        stem: &str,
        ending: &str,
    ) -> Result<String, ExportFault> {
        for name in names(stem, ending) {
            let path = self.0.join(&name);
            // Whoever makes the name has it: a file of somebody else is never taken for free. A link is there with all
            // that the file holds, whatever happens meanwhile.
            match fs::hard_link(&part.path, &path) {
                Ok(()) => return Ok(name),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                // Sticks know no links.
                Err(_) => {}
            }
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error.into()),
            }
            if let Err(error) = fs::rename(&part.path, &path) {
                let _gone = fs::remove_file(&path);
                return Err(error.into());
            }
            part.kept = true;
            return Ok(name);
        }
        Err(ExportFault::Folder)
    }

    /// Has the folder keep the names through a power cut, as far as it can.
    pub(crate) fn confirm(&self) {
        if let Err(error) = store::sync_folder(&self.0) {
            tracing::warn!(kind = ?error.kind(), "the folder of an export did not confirm its names");
        }
    }

    /// The name of a file that was made, if it lies there. It is told by what it holds: what merely bears the name may
    /// be somebody else's, or what a power cut left.
    pub(crate) fn has(&self, whole: &Whole) -> Option<String> {
        names(&whole.stem, &whole.ending)
            .take_while(|name| self.0.join(name).exists())
            .find(|name| {
                let path = self.0.join(name);
                let is_as_long = fs::metadata(&path).is_ok_and(|file| file.len() == whole.bytes);
                let bytes = is_as_long.then(|| fs::read(&path).ok()).flatten();
                bytes.is_some_and(|bytes| Whole::of(&whole.stem, &whole.ending, &bytes) == *whole)
            })
    }
}

/// The names that a file may get, in the order in which they are tried.
fn names(stem: &str, ending: &str) -> impl Iterator<Item = String> {
    (1..=NAMES_MAX).map(move |count| match count {
        1 => format!("{stem}.{ending}"),
        count => format!("{stem}-{count}.{ending}"),
    })
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            // What is left of it is worth nothing; that it stays in a folder that is gone cannot be helped.
            let _gone = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use domain::id::Millis;

    use super::*;

    fn part(folder: &OutFolder, n: u8, text: &str) -> Part {
        let id = SubjectId::new(Millis(1), [n; 10]);
        let (part, mut file) = folder.begin(id, 0).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        part
    }

    /// Last month's bulletin, corrected by hand and sent, must not be gone because somebody pressed again.
    #[test]
    fn nothing_is_written_over_and_nothing_half_done_is_left() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutFolder::of(&place.path().to_string_lossy()).unwrap();
        let keep = |n, text| folder.keep(part(&folder, n, text), "nida", "csv").unwrap();
        assert_eq!(keep(1, "first"), "nida.csv");
        assert_eq!(keep(2, "second"), "nida-2.csv");
        drop(part(&folder, 3, "given up"));
        let read = |name| fs::read_to_string(place.path().join(name)).unwrap();
        assert_eq!(read("nida.csv"), "first");
        assert_eq!(read("nida-2.csv"), "second");
        assert_eq!(place.path().read_dir().unwrap().count(), 2);
    }

    /// A file is there when what it holds is, under whichever of its names.
    #[test]
    fn what_merely_bears_the_name_is_not_taken_for_the_file() {
        let place = tempfile::tempdir().unwrap();
        let folder = OutFolder::of(&place.path().to_string_lossy()).unwrap();
        let whole = Whole::of("nida", "csv", b"whole");
        assert_eq!(folder.has(&whole), None);
        fs::write(place.path().join("nida.csv"), "").unwrap();
        assert_eq!(folder.has(&whole), None, "what a power cut left");
        fs::write(place.path().join("nida.csv"), "other").unwrap();
        assert_eq!(folder.has(&whole), None, "as long as it, and another");
        let name = folder
            .keep(part(&folder, 1, "whole"), "nida", "csv")
            .unwrap();
        assert_eq!(folder.has(&whole), Some(name));
    }

    #[test]
    fn a_folder_is_a_whole_path_to_one_that_is_there() {
        for typed in ["relative/folder", "/there/is/none", &"/x".repeat(600)] {
            let told = OutFolder::of(typed).map(drop);
            assert!(matches!(told, Err(AppError::Export(ExportFault::Folder))));
        }
        assert!(matches!(OutFolder::of("  "), Err(AppError::Invalid { .. })));
    }
}
