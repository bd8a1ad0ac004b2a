//! `cargo xtask run`: the application as people get it, on its embedded store.

use std::process::{Command, ExitCode};

use crate::setup::{self, Need};
use crate::stages::Stages;
use crate::{cargo, shell};

/// The virtual screen, in pixels and bits.
const SCREEN: &str = "-screen 0 1366x768x24";

pub(crate) fn run(mut stages: Stages, arguments: &[String]) -> ExitCode {
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let needs: &[Need] = if has_screen {
        &[Need::Build]
    } else {
        &[Need::Build, Need::Screen]
    };
    let ready = setup::to_build(&mut stages, needs)
        && stages.prepare("application", || {
            let command = cargo::workspace(&["build"], &["--release", "--bin", "nida"]);
            shell::run(command).map(|()| "built".to_owned())
        });
    let outcome = stages.close();
    if !ready {
        return outcome;
    }
    let application = cargo::built("release", "nida");
    let mut command = if has_screen {
        println!("\nstarting {}", application.display());
        Command::new(application)
    } else {
        println!(
            "\nno display here: starting {} on a virtual one; Ctrl+C ends both",
            application.display()
        );
        let mut command = Command::new("xvfb-run");
        command
            .args([
                "--auto-servernum",
                "--server-args",
                SCREEN,
                "dbus-run-session",
                "--",
            ])
            .arg(application);
        command
    };
    command.args(arguments);
    match shell::run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
