//! Cargo as the stages call it: always over the whole workspace, so that every stage wants the same
//! features of the dependencies and none of them is compiled twice.

use std::path::PathBuf;
use std::process::Command;

use crate::shell;

/// The screens are part of the binary.
const FEATURES: &str = "nida/custom-protocol";
/// The same, with the journeys through the window.
const FEATURES_WITH_WINDOW: &str = "nida/custom-protocol,nida-tests/window";

/// A cargo command over the whole workspace, without the journeys.
pub(crate) fn workspace(subcommand: &[&str], more: &[&str]) -> Command {
    command(subcommand, FEATURES, more)
}

/// A cargo command over the whole workspace, the journeys included.
pub(crate) fn workspace_with_window(subcommand: &[&str], more: &[&str]) -> Command {
    command(subcommand, FEATURES_WITH_WINDOW, more)
}

fn command(subcommand: &[&str], features: &str, more: &[&str]) -> Command {
    let mut command = plain(subcommand);
    command
        .args(["--workspace", "--locked", "--features", features])
        .args(more);
    command
}

/// Cargo without what this command got from the cargo that started it.
pub(crate) fn plain(arguments: &[&str]) -> Command {
    let mut command = shell::command("cargo", arguments);
    for (name, _) in std::env::vars_os() {
        let is_of_package = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || name == "CARGO_BIN_NAME"
        });
        if is_of_package {
            command.env_remove(name);
        }
    }
    if std::env::var_os("CI").is_some() {
        // Each run is of another commit: what would make the next build of this one quicker only fills the disk.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Clippy, its results kept apart for each checkout like all other builds: by its own name,
/// `cargo clippy` would take those of another checkout for this one's (see `.cargo/config.toml`).
pub(crate) fn clippy() -> Command {
    let mut command = workspace_with_window(&["check"], &["--all-targets"]);
    command.env(
        "RUSTC_WORKSPACE_WRAPPER",
        crate::root().join(".cargo/clippy-here"),
    );
    // As cargo-clippy passes its own arguments on.
    command.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    command
}

/// Where the application lies once it is built.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| crate::root().join("target"), PathBuf::from);
    target.join(profile).join(name)
}
