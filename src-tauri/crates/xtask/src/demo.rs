//! `cargo xtask demo`: a call goes the whole way, in front of your eyes.

use std::process::ExitCode;

use crate::stages::Stages;
use crate::{cargo, setup, shell};

pub(crate) fn demo(mut stages: Stages) -> ExitCode {
    let _ = setup::to_test(&mut stages)
        && stages.prepare("application", || {
            let targets = ["--bin", "nida", "--bin", "demo"];
            shell::run(cargo::workspace(&["build"], &targets)).map(|()| "built".to_owned())
        })
        && stages.prepare("one call", || {
            let mut command = shell::command(&cargo::built("debug", "demo").to_string_lossy(), &[]);
            command.env("NIDA_SHELL", cargo::built("debug", "nida"));
            shell::run(command).map(|()| "arrived".to_owned())
        });
    stages.close()
}
