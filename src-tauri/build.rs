//! Gives every command of the shell a permission of its own, so that a window can call what its
//! capability names and nothing else.
//!
//! The names are read from the one list of commands, `src/commands/mod.rs`: there is no second list.

use std::error::Error;

/// Where the one list of commands stands.
const COMMANDS: &str = "src/commands/mod.rs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={COMMANDS}");
    let source = std::fs::read_to_string(COMMANDS)?;
    let list = source
        .split_once("generate_handler![")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map(|(list, _)| list)
        .ok_or("no generate_handler![ … ] in the list of commands")?;
    // tauri-build wants names that live as long as the program; it ends a moment later.
    let names: Vec<&'static str> = list
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(|name| &*name.to_owned().leak())
        .collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
