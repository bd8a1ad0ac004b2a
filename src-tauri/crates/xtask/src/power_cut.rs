//! `cargo xtask power-cut`: the power fails at many moments of a machine's life, and what was promised is looked for;
//! then the machine is killed after each single thing that it does to its disk.

use std::process::ExitCode;

use crate::cargo;
use crate::shell;
use crate::stages::Stages;

/// What is promised, where nothing else is asked for.
const TIMES: u32 = 500;

/// `--times N`, at least one; none for anything else.
fn read(arguments: &[String]) -> Option<u32> {
    match arguments {
        [] => Some(TIMES),
        [name, times] if name == "--times" => times.parse().ok().filter(|times| *times > 0),
        _ => None,
    }
}

/// None where the arguments are not understood.
pub(crate) fn power_cut(mut stages: Stages, arguments: &[String]) -> Option<ExitCode> {
    let times = read(arguments)?;
    stages.prepare("power cuts", || {
        let mut command = cargo::plain(&["test", "--locked", "--package", "nida-tests"]);
        command
            .args(["--test", "power_cut", "--", "--nocapture"])
            .args(["--test-threads", "1"])
            .env("NIDA_CUTS", times.to_string())
            .env("NIDA_KILL_EVERY", "1");
        shell::run(command).map(|()| "nothing promised was lost".to_owned())
    });
    Some(stages.close())
}
