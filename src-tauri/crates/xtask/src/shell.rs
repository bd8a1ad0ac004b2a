//! Other programs: started where they belong, their words passed on, their tests counted.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::count::Counts;

/// Why a stage did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Something is missing that cannot be set up from here; the words say what and how to get it.
    Missing(String),
    /// A program ended with an error; its words stand above.
    Ended {
        /// The program.
        program: String,
        /// The tests it counted before.
        counts: Counts,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(words) => f.write_str(words),
            Self::Ended { program, .. } => write!(f, "{program} failed, its words stand above"),
        }
    }
}

/// A command in the folder of the project, without colours in what is passed on.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(crate::root())
        .env("NO_COLOR", "1");
    command
}

/// Whether a program of this name can be started.
pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| is_file(&folder.join(program)))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// What a program writes to its standard output; none where it is missing or fails.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command on this terminal.
pub(crate) fn run(mut command: Command) -> Result<(), Failure> {
    let status = command.status();
    judge(&command, status, Counts::default()).map(drop)
}

/// Runs a command, passing on what it writes and counting the tests that it reports.
pub(crate) fn run_counted(mut command: Command) -> Result<Counts, Failure> {
    let started = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return judge(&command, Err(error), Counts::default()),
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let counts = thread::scope(|scope| {
        let err = scope.spawn(move || pass_on(err, io::stderr()));
        let mut counts = pass_on(out, io::stdout());
        counts += err.join().unwrap_or_default();
        counts
    });
    judge(&command, child.wait(), counts)
}

fn pass_on(from: Option<impl Read>, mut to: impl Write) -> Counts {
    let mut counts = Counts::default();
    let Some(from) = from else { return counts };
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        let _ = to.write_all(&line);
        counts += Counts::of_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    counts
}

fn judge(
    command: &Command,
    status: io::Result<ExitStatus>,
    counts: Counts,
) -> Result<Counts, Failure> {
    let program = command.get_program().to_string_lossy().into_owned();
    match status {
        Ok(status) if status.success() => Ok(counts),
        Ok(_) => Err(Failure::Ended { program, counts }),
        Err(error) => Err(Failure::Missing(format!(
            "{program} could not be started: {error}"
        ))),
    }
}
