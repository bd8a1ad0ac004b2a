//! A program that is run with the recorder laid before it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use nida_tests::process::ask_to_stop;
use tempfile::TempDir;

use crate::disk::{Disk, Killed, tree_of};
use crate::log::{self, Record};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/power_cut/record.c");
/// The signal that nobody can catch.
const KILL: i32 = 9;

/// The library, compiled.
pub(crate) struct Recorder {
    folder: TempDir,
}

/// What a program did, and the disk as it found it.
pub(crate) struct Recording {
    pub(crate) before: Disk,
    pub(crate) records: Vec<Record>,
}

impl Recorder {
    /// Compiles it, by the compiler that links every Rust program here.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o"])
            .arg(folder.path().join("record.so"))
            .args([SOURCE, "-lpthread"])
            .status()
            .expect("a C compiler");
        assert!(compiled.success(), "the recorder compiles");
        Self { folder }
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("record.so")
    }

    /// Runs the program, whose disk `watched` is, to its end or until it has made so many records and is killed.
    ///
    /// The recording is held against the folder: whatever the recorder missed shows here, and not as a store that
    /// was damaged by nobody.
    pub(crate) fn record(
        &self,
        watched: &Path,
        before: Disk,
        command: &mut Command,
        kill_after: Option<usize>,
    ) -> Recording {
        self.lay_before(watched, command, kill_after);
        let status = command.stdout(Stdio::null()).status().unwrap();
        self.recorded(watched, before, status, kill_after)
    }

    /// The same of a program that serves: once it has said where it listens, `ask` is told, and when that has come
    /// back it is asked to stop. What it answers is recorded too.
    pub(crate) fn record_serving(
        &self,
        watched: &Path,
        before: Disk,
        command: &mut Command,
        kill_after: Option<usize>,
        ask: impl FnOnce(&str),
    ) -> Recording {
        self.lay_before(watched, command, kill_after);
        command.env("NIDA_RECORD_ANSWERS", "1");
        let mut serving = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(serving.stdout.take().unwrap());
        let mut line = String::new();
        // Nothing where it was killed before.
        said.read_line(&mut line).unwrap();
        if let Some(address) = line.trim_end().strip_prefix("listening on http://") {
            ask(address);
        }
        ask_to_stop(serving.id());
        let status = serving.wait().unwrap();
        self.recorded(watched, before, status, kill_after)
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn lay_before(&self, watched: &Path, command: &mut Command, kill_after: Option<usize>) {
        fs::write(self.log(), []).unwrap();
        command
            .env("LD_PRELOAD", self.library())
            .env("NIDA_RECORD_OF", watched)
            .env("NIDA_RECORD_TO", self.log())
            .stdin(Stdio::null());
        if let Some(after) = kill_after {
            command.env("NIDA_RECORD_END", after.to_string());
        }
    }

    fn recorded(
        &self,
        watched: &Path,
        before: Disk,
        status: ExitStatus,
        kill_after: Option<usize>,
    ) -> Recording {
        let killed = kill_after.is_some() && status.signal() == Some(KILL);
        assert!(killed || status.success(), "the program ended by {status}");
        let records = log::read(&fs::read(self.log()).unwrap());
        let recording = Recording { before, records };
        assert!(
            recording.after().left_by(&mut Killed) == tree_of(watched),
            "the recording tells all that was done"
        );
        recording
    }
}

impl Recording {
    /// The disk when the program had ended.
    pub(crate) fn after(&self) -> Disk {
        let mut disk = self.before.clone();
        self.records.iter().for_each(|record| disk.apply(record));
        disk
    }

    /// What was done shortly before and after so many records.
    pub(crate) fn around(&self, at: usize) -> String {
        let range = at.saturating_sub(6)..self.records.len().min(at + 6);
        let mut told = String::new();
        for (number, record) in range.clone().zip(&self.records[range]) {
            let mut short = format!("{record:?}");
            short.truncate(short.floor_char_boundary(120));
            told += &format!(
                "\n{}{number}: {short}",
                if number == at { "-- cut --\n" } else { "" }
            );
        }
        told
    }

    /// Whether something is promised or made certain by this record: what is cut beside it is worth more.
    pub(crate) fn turns(&self, at: usize) -> bool {
        !matches!(
            self.records.get(at),
            Some(Record::Wrote { .. } | Record::Sized { .. }) | None
        )
    }
}
