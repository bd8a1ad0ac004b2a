//! `cargo xtask bench`: what people wait for, measured in one run.

use std::process::ExitCode;

use crate::stages::Stages;
use crate::{cargo, setup, shell};

pub(crate) fn bench(mut stages: Stages, arguments: &[String]) -> ExitCode {
    let _ = setup::to_test(&mut stages)
        && stages.prepare("application", || {
            // The bare window is what the application's is held against.
            let targets = [
                "--release",
                "--bin",
                "nida",
                "--bin",
                "bench",
                "--example",
                "bare",
            ];
            shell::run(cargo::workspace(&["build"], &targets)).map(|()| "built".to_owned())
        })
        && stages.prepare("measures", || {
            let mut command =
                shell::command(&cargo::built("release", "bench").to_string_lossy(), &[]);
            command
                .args(arguments)
                .env("NIDA_SHELL", cargo::built("release", "nida"))
                .env("NIDA_BARE", cargo::built("release", "examples/bare"));
            shell::run(command).map(|()| "measured".to_owned())
        });
    stages.close()
}
