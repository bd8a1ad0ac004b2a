//! `cargo xtask test`: everything that can be checked, failures collected to the end.

use std::process::{Command, ExitCode};

use crate::setup::{self, npm};
use crate::shell::{self, Failure, run_counted};
use crate::stages::Stages;
use crate::{cargo, count::Counts};

pub(crate) fn test(mut stages: Stages) -> ExitCode {
    if !setup::to_test(&mut stages) {
        return stages.close();
    }
    stages.check("formatting", || {
        run_counted(cargo::plain(&["fmt", "--all", "--check"]))
    });
    if setup::deny::is_there() {
        stages.check("licences, bans, sources", || {
            run_counted(setup::deny::check())
        });
    }
    stages.check("screens: types", || run_counted(npm(&["run", "check"])));
    stages.check("screens: lints", || run_counted(npm(&["run", "lint"])));
    stages.check("screens: tests", || run_counted(npm(&["run", "test"])));
    stages.check("lints", || run_counted(cargo::clippy()));
    stages.check("tests", || {
        run_counted(tests(cargo::workspace, &["--lib", "--bins", "--tests"]))
    });
    stages.check("tests in the docs", || {
        run_counted(cargo::workspace(&["test", "--doc"], &[]))
    });
    stages.check("the real window", window);
    stages.close()
}

/// The journeys, on a debug build of the shell with its screens inside.
fn window() -> Result<Counts, Failure> {
    run_counted(cargo::workspace(&["build"], &["--bin", "nida"]))?;
    let mut command = tests(cargo::workspace_with_window, &["--test", "window"]);
    command.env("NIDA_SHELL", cargo::built("debug", "nida"));
    run_counted(command)
}

/// The tests of some targets, by cargo-nextest where it is installed.
fn tests(workspace: fn(&[&str], &[&str]) -> Command, targets: &[&str]) -> Command {
    if shell::is_there("cargo-nextest") {
        let mut command = workspace(&["nextest", "run"], targets);
        command.args(["--no-fail-fast", "--no-tests", "pass"]);
        command
    } else {
        let mut command = workspace(&["test"], targets);
        command.arg("--no-fail-fast");
        command
    }
}
