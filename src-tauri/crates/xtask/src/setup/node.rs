//! The screens: Node, their packages, their build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::shell::{self, Failure};

/// The oldest Node that the tools of the screens run on.
const NODE_VERSION: u32 = 20;

/// A command of npm's in the folder of the screens.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = shell::command("npm", arguments);
    command.current_dir(folder());
    command
}

fn folder() -> PathBuf {
    crate::root().join("ui")
}

/// `npm ci`, where the lock file is another than the one installed from. Each package is held against its digest there, and
/// none may run a script of its own: a package that somebody took over does so first of all.
pub(crate) fn install() -> Result<String, Failure> {
    check_version()?;
    let lock = fs::read(folder().join("package-lock.json"))
        .map_err(|error| Failure::Missing(format!("ui/package-lock.json: {error}")))?;
    let stamp = folder().join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok("all there".to_owned());
    }
    println!("installing the packages of ui/package-lock.json");
    shell::run(npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, lock)
        .map_err(|error| Failure::Missing(format!("{}: {error}", stamp.display())))?;
    Ok("installed".to_owned())
}

fn check_version() -> Result<(), Failure> {
    let version = shell::answer("node", &["--version"]).unwrap_or_default();
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    match major {
        Some(major) if major >= NODE_VERSION => Ok(()),
        found => {
            let found = found.map_or("no Node".to_owned(), |major: u32| format!("Node {major}"));
            Err(Failure::Missing(format!(
                "Node {NODE_VERSION} or newer is needed and {found} was found: see https://nodejs.org/en/download"
            )))
        }
    }
}

/// `npm run build`, where a source is newer than what was built.
pub(crate) fn build() -> Result<String, Failure> {
    let built = changed_at(&folder().join("dist/index.html"));
    let newest = sources().iter().filter_map(|path| newest_in(path)).max();
    if built.is_some() && built >= newest {
        return Ok("fresh".to_owned());
    }
    shell::run(npm(&["run", "build"]))?;
    Ok("built".to_owned())
}

/// All that the built screens are made from: everything in `ui` but what is made there, and what it reads.
fn sources() -> Vec<PathBuf> {
    let made = ["node_modules", "dist"];
    let own = fs::read_dir(folder()).into_iter().flatten().flatten();
    let own = own.filter(|entry| !made.iter().any(|name| entry.file_name() == *name));
    let mut sources: Vec<PathBuf> = own.map(|entry| entry.path()).collect();
    sources.extend(["locales", "assets"].map(|name| crate::root().join(name)));
    sources
}

/// The latest change in a file or folder; a folder's own time tells of files that went.
fn newest_in(path: &Path) -> Option<SystemTime> {
    let inner = fs::read_dir(path).into_iter().flatten().flatten();
    inner
        .filter_map(|entry| newest_in(&entry.path()))
        .chain(changed_at(path))
        .max()
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok()
}
