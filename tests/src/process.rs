//! Programs that a test starts, and that end with it however it ends.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use crate::{Failure, Told};

/// A program with all that it started; ended when this is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts `command` in a process group of its own.
    ///
    /// # Errors
    /// The program is not there; `cargo xtask` installs what is needed.
    pub fn start(mut command: Command) -> Told<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let started = command.stdin(Stdio::null()).process_group(0).spawn();
        let child = started
            .map_err(|error| Failure::new(format!("{name} could not be started: {error}")))?;
        Ok(Self { child })
    }

    /// Takes what it writes to standard output, where the command asked for a pipe.
    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // The group, not the process alone: a driver has started a window, and that a web process.
        send_signal("TERM", &format!("-{}", self.child.id()));
        send_signal("KILL", &format!("-{}", self.child.id()));
        let _ = self.child.wait();
    }
}

/// Ends one process as a power cut would: at once and without a word.
pub fn kill_at_once(process: u32) {
    send_signal("KILL", &process.to_string());
}

/// Asks one process to stop, as the system does when it goes down.
pub fn ask_to_stop(process: u32) {
    send_signal("TERM", &process.to_string());
}

fn send_signal(signal: &str, target: &str) {
    // By the shell's own `kill`: the call itself needs unsafe code, and the program is not everywhere.
    let _ = Command::new("sh")
        .args(["-c", "kill -s \"$1\" -- \"$2\"", "kill", signal, target])
        .stderr(Stdio::null())
        .status();
}
