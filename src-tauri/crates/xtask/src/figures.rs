//! `cargo xtask figures`: the department's whole year at two machines of a centre, and at one machine with all of it.

use std::process::ExitCode;

use crate::cargo;
use crate::shell;
use crate::stages::Stages;

const STORY: &str = "two_synced_machines_tell_the_figures_of_one_with_all_calls";

pub(crate) fn figures(mut stages: Stages) -> ExitCode {
    stages.prepare("figures", || {
        let mut command =
            cargo::plain(&["test", "--locked", "--release", "--package", "nida-tests"]);
        command
            .args(["--test", "sync", "--", "--nocapture", STORY])
            .env("NIDA_WHOLE_YEAR", "1");
        shell::run(command).map(|()| "two machines tell what one does".to_owned())
    });
    stages.close()
}
