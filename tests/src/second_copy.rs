//! The application started once more while it runs, as a softphone or a link starts it.

use std::fs;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::station::Station;
use crate::{Failure, Told};

/// Longer than any start of the program takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the program once more on the same place, in the same session, and waits until that copy has ended.
///
/// # Errors
/// It cannot be started, or goes on beside the first.
pub fn start_again(station: &Station, arguments: &[&str]) -> Told<ExitStatus> {
    let process = station.window.process();
    let environment = fs::read(format!("/proc/{process}/environ"))?;
    let mut command = Command::new(fs::read_link(format!("/proc/{process}/exe"))?);
    command.env_clear();
    for pair in environment.split(|byte| *byte == 0) {
        if let Some((name, value)) = String::from_utf8_lossy(pair).split_once('=') {
            command.env(name, value);
        }
    }
    let mut copy = command
        .arg("--data")
        .arg(station.data())
        .args(arguments)
        .spawn()?;
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = copy.try_wait()? {
            return Ok(status);
        }
        if Instant::now() > until {
            copy.kill()?;
            return Err(Failure::new("a second copy goes on beside the first"));
        }
        std::thread::yield_now();
    }
}
