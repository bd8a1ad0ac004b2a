//! `cargo xtask kill`: machines and their centre killed at any moment, half of the times with the centre on a file
//! and half with it on PostgreSQL.

use std::process::ExitCode;

use crate::cargo;
use crate::setup;
use crate::shell;
use crate::stages::Stages;

/// What is promised, where nothing else is asked for.
const TIMES: u32 = 1_000;

/// `--times N`, at least one; none for anything else.
fn read(arguments: &[String]) -> Option<u32> {
    match arguments {
        [] => Some(TIMES),
        [name, times] if name == "--times" => times.parse().ok().filter(|times| *times > 0),
        _ => None,
    }
}

/// None where the arguments are not understood.
pub(crate) fn kill(mut stages: Stages, arguments: &[String]) -> Option<ExitCode> {
    let times = read(arguments)?;
    let _ = setup::for_database(&mut stages)
        && stages.prepare("kills", || {
            let mut command = cargo::plain(&["test", "--locked", "--package", "nida-tests"]);
            command
                .args(["--test", "both_killed", "--", "--nocapture"])
                .args(["--test-threads", "1"])
                .env("NIDA_KILLS", times.to_string());
            shell::run(command).map(|()| "nothing lost, nothing twice".to_owned())
        });
    Some(stages.close())
}
