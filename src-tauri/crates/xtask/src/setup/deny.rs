//! cargo-deny, which holds licences, bans and sources of all crates against `src-tauri/deny.toml`.

use std::process::Command;

use crate::cargo;
use crate::shell::{self, Failure};

/// The version that is installed where none is there; the configuration is written for it.
const VERSION: &str = "0.20.2";

/// Installs it where it is missing; the network is needed for that once.
pub(crate) fn install() -> Result<String, Failure> {
    if shell::is_there("cargo-deny") {
        return Ok("there".to_owned());
    }
    println!("installing cargo-deny {VERSION}, which takes some minutes once");
    let install = ["install", "--locked", "--version", VERSION, "cargo-deny"];
    shell::run(cargo::plain(&install))?;
    Ok("installed".to_owned())
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
