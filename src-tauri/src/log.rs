//! The local log: what the program did, never whom it concerned. A few files that roll, nothing sent.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

/// A file rolls when it has grown beyond this many bytes.
const FILE_LIMIT_BYTES: u64 = 1_000_000;
/// How many rolled files are kept beside the running one.
const ROLLED_FILES: u32 = 4;
/// What is written unless `NIDA_LOG` says otherwise.
const USUAL_FILTER: &str = "warn,nida=info,app=info,store=info,sync=info";

/// Sends all tracing of this process to `folder`, or to standard error where it cannot be written.
pub(crate) fn install(folder: &Path) {
    let filter = EnvFilter::try_from_env("NIDA_LOG").unwrap_or_else(|_| USUAL_FILTER.into());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false);
    match RollingFile::open(folder, FILE_LIMIT_BYTES) {
        Ok(file) => builder.with_writer(Mutex::new(file)).init(),
        Err(error) => {
            builder.with_writer(io::stderr).init();
            tracing::warn!(%error, "no log file");
        }
    }
}

/// A file that moves aside when it is full: `nida.log`, `nida.1.log` (newer) … `nida.4.log` (older).
#[derive(Debug)]
struct RollingFile {
    folder: PathBuf,
    file: File,
    size_bytes: u64,
    limit_bytes: u64,
}

impl RollingFile {
    fn open(folder: &Path, limit_bytes: u64) -> io::Result<Self> {
        app::make_private_folder(folder)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path(folder, 0))?;
        let size_bytes = file.metadata()?.len();
        Ok(Self {
            folder: folder.to_owned(),
            file,
            size_bytes,
            limit_bytes,
        })
    }

    fn roll(&mut self) -> io::Result<()> {
        for number in (0..ROLLED_FILES).rev() {
            let older = path(&self.folder, number);
            if older.exists() {
                fs::rename(older, path(&self.folder, number + 1))?;
            }
        }
        *self = Self::open(&self.folder, self.limit_bytes)?;
        Ok(())
    }
}

impl Write for RollingFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.size_bytes >= self.limit_bytes {
            self.roll()?;
        }
        let written = self.file.write(line)?;
        self.size_bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn path(folder: &Path, number: u32) -> PathBuf {
    match number {
        0 => folder.join("nida.log"),
        number => folder.join(format!("nida.{number}.log")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log that grows without end fills the disk that the calls need.
    #[test]
    fn the_log_rolls_and_keeps_a_bounded_number_of_files() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = RollingFile::open(folder.path(), 10).unwrap();
        for line in 0..20 {
            log.write_all(format!("line {line:05}\n").as_bytes())
                .unwrap();
        }
        let files = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files as u32, ROLLED_FILES + 1, "older files are dropped");
        let newest = fs::read_to_string(path(folder.path(), 0)).unwrap();
        assert_eq!(
            newest, "line 00019\n",
            "the running file holds the newest line"
        );
        let before = fs::read_to_string(path(folder.path(), 1)).unwrap();
        assert_eq!(
            before, "line 00018\n",
            "the next older file stands before it"
        );
    }

    /// A restart must not lose what the last run wrote.
    #[test]
    fn a_second_start_goes_on_in_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        for line in ["first\n", "second\n"] {
            let mut log = RollingFile::open(folder.path(), 100).unwrap();
            log.write_all(line.as_bytes()).unwrap();
        }
        let text = fs::read_to_string(path(folder.path(), 0)).unwrap();
        assert_eq!(text, "first\nsecond\n", "both runs stand in the file");
    }

    /// The log is opened before anything else: the data folder that comes with it is the store's too,
    /// and must be its owner's alone from the first moment.
    #[cfg(unix)]
    #[test]
    fn the_folders_that_the_log_makes_are_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("nida");
        RollingFile::open(&data.join("logs"), 10).unwrap();
        for folder in [data.clone(), data.join("logs")] {
            let mode = fs::metadata(&folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
        }
    }
}
