//! cargo-deny, which holds licences, bans and sources of all crates against `src-tauri/deny.toml`.

use std::process::Command;

use crate::cargo;
use crate::shell::{self, Failure};

/// The version that is installed where none is there; the configuration is written for it.
const VERSION: &str = "0.20.2";

/// Installs it where it is missing; the network is needed for that once. A machine without one tests everything else.
pub(crate) fn install() -> Result<String, Failure> {
    if is_there() {
        return Ok("there".to_owned());
    }
    println!("installing cargo-deny {VERSION}, which takes some minutes once");
    let install = ["install", "--locked", "--version", VERSION, "cargo-deny"];
    let mut install = cargo::plain(&install);
    // Elsewhere, so that the workspace's own build directory and wrapper are not its.
    install.current_dir(std::env::temp_dir());
    Ok(match shell::run(install) {
        Ok(()) => "installed".to_owned(),
        Err(_) => "NOT there: licences, bans and sources are not looked at".to_owned(),
    })
}

/// Whether crates can be looked at.
pub(crate) fn is_there() -> bool {
    shell::is_there("cargo-deny")
}

/// Looks at all crates, as the lock file names them.
pub(crate) fn check() -> Command {
    cargo::plain(&[
        "deny",
        "--locked",
        "--workspace",
        "--config",
        "src-tauri/deny.toml",
        "check",
        "licenses",
        "bans",
        "sources",
    ])
}
