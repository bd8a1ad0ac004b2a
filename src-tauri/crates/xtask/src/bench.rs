//! `cargo xtask bench`: what people wait for, measured in one run.

use std::process::ExitCode;

use crate::stages::Stages;
use crate::{cargo, setup, shell};

pub(crate) fn bench(mut stages: Stages, arguments: &[String]) -> ExitCode {
    let _ = setup::to_test(&mut stages)
        && stages.prepare("application", || {
            let targets = ["--release", "--bin", "nida", "--bin", "bench"];
            shell::run(cargo::workspace(&["build"], &targets)).map(|()| "built".to_owned())
        })
        && stages.prepare("measures", || {
            let mut command =
                shell::command(&cargo::built("release", "bench").to_string_lossy(), &[]);
            command
                .args(arguments)
                .env("NIDA_SHELL", cargo::built("release", "nida"));
            shell::run(command).map(|()| "measured".to_owned())
        });
    stages.close()
}
