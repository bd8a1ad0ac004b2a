//! `cargo xtask dist`: the Debian package, and the proof that it installs, starts, is upgraded and goes.
//!
//! The proof happens in a folder of its own with a package database of its own: nothing of this machine is
//! installed, changed or removed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cargo;
use crate::setup::{self, Need};
use crate::shell::{self, Failure};
use crate::stages::Stages;

/// The package's name.
const PACKAGE: &str = "nida";
/// Tauri's bundler, fetched when it is needed: whoever builds and tests does not carry it about.
const BUNDLER: &str = "--package=@tauri-apps/cli@2.12.5";
/// A version that comes after every one that can be built here.
const LATER: &str = "9999.0.0";
/// Starts the window of the installed program on a virtual screen, waits until it is shown, and ends it.
const SEE_WINDOW: &str = r#"
    "$1" --data "$2" & nida=$!
    for _ in $(seq 600); do
        xdotool search --onlyvisible --class '^nida$' >/dev/null 2>&1 && { kill $nida; exit 0; }
        kill -0 $nida 2>/dev/null || exit 1
        sleep 0.1
    done
    kill $nida; exit 1"#;

pub(crate) fn dist(mut stages: Stages) -> ExitCode {
    let mut package = PathBuf::new();
    let _ = setup::to_build(&mut stages, &[Need::Build, Need::Screen, Need::Drive])
        && stages.prepare("release build", || {
            let programs = ["--release", "--bin", "nida", "--bin", "nidactl"];
            shell::run(cargo::workspace(&["build"], &programs)).map(|()| "built".to_owned())
        })
        && stages.prepare("package", || {
            package = bundle()?;
            Ok(package.display().to_string())
        })
        && stages.prepare("installs", || install(&package))
        && stages.prepare("starts", starts)
        && stages.prepare("is upgraded", || upgrade(&package))
        && stages.prepare("goes again", remove);
    stages.close()
}

fn bundle() -> Result<PathBuf, Failure> {
    let folder = cargo::built("release", "bundle/deb");
    // Packages of earlier versions would be taken for this one's.
    let _ = fs::remove_dir_all(&folder);
    let arguments = [
        "exec",
        "--yes",
        BUNDLER,
        "--",
        "tauri",
        "bundle",
        "--ci",
        "--bundles",
        "deb",
    ];
    shell::run(shell::command("npm", &arguments))?;
    let found = fs::read_dir(&folder).ok().and_then(|entries| {
        let mut paths = entries.flatten().map(|entry| entry.path());
        paths.find(|path| path.extension().is_some_and(|extension| extension == "deb"))
    });
    found.ok_or_else(|| missing("the bundler left no package"))
}

/// Where the proof happens.
fn place() -> PathBuf {
    cargo::built("release", "dist-proof")
}

fn system() -> PathBuf {
    place().join("root")
}

fn dpkg(arguments: &[&str]) -> Result<(), Failure> {
    let at = format!("--root={}", system().display());
    // Its dependencies are this machine's, and no script of the package runs outside the folder.
    let mut all = vec![at.as_str(), "--force-depends", "--force-script-chrootless"];
    all.extend(arguments);
    shell::run(shell::command("dpkg", &all))
}

fn install(package: &Path) -> Result<String, Failure> {
    let _ = fs::remove_dir_all(place());
    for folder in ["updates", "info", "triggers"] {
        made(&system().join("var/lib/dpkg").join(folder))?;
    }
    for file in ["status", "available"] {
        let path = system().join("var/lib/dpkg").join(file);
        fs::write(&path, "").map_err(|error| missing(&error.to_string()))?;
    }
    dpkg(&["--install", &package.to_string_lossy()])?;
    for file in ["usr/bin/nida", "usr/bin/nidactl"] {
        if !system().join(file).is_file() {
            return Err(missing(&format!("{file} was not installed")));
        }
    }
    let desktop = system().join("usr/share/applications/Nida.desktop");
    let entry = fs::read_to_string(&desktop).unwrap_or_default();
    if !entry.contains("x-scheme-handler/nida") {
        return Err(missing("the menu entry does not take nida: links"));
    }
    Ok(format!("version {}", version()?))
}

fn starts() -> Result<String, Failure> {
    let data = place().join("data");
    let program = system().join("usr/bin/nida");
    let mut command = shell::command(
        "xvfb-run",
        &["--auto-servernum", "dbus-run-session", "--", "sh", "-c"],
    );
    command.args([SEE_WINDOW, "sh"]).arg(program).arg(data);
    shell::run(command).map(|()| "its window was shown".to_owned())
}

/// Installs the same files once more under a later version, over the first.
fn upgrade(package: &Path) -> Result<String, Failure> {
    let files = place().join("later");
    let (from, to) = (package.to_string_lossy(), files.to_string_lossy());
    shell::run(shell::command("dpkg-deb", &["--raw-extract", &from, &to]))?;
    let control = files.join("DEBIAN/control");
    let text = fs::read_to_string(&control).map_err(|error| missing(&error.to_string()))?;
    let later: String = text
        .lines()
        .map(|line| match line.strip_prefix("Version: ") {
            Some(_) => format!("Version: {LATER}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    fs::write(&control, later).map_err(|error| missing(&error.to_string()))?;
    let package = place().join("later.deb");
    let built = package.to_string_lossy();
    shell::run(shell::command(
        "dpkg-deb",
        &["--root-owner-group", "-Znone", "--build", &to, &built],
    ))?;
    dpkg(&["--install", &built])?;
    match version()? {
        now if now == LATER => Ok(format!("version {now}")),
        other => Err(missing(&format!("version {other} after the upgrade"))),
    }
}

fn remove() -> Result<String, Failure> {
    dpkg(&["--purge", PACKAGE])?;
    let left = shell::answer(
        "find",
        &[
            &system().to_string_lossy(),
            "-path",
            "*/var/lib/dpkg",
            "-prune",
            "-o",
            "-type",
            "f",
            "-print",
        ],
    )
    .unwrap_or_default();
    if !left.trim().is_empty() {
        return Err(missing(&format!("left behind:\n{left}")));
    }
    if !place().join("data").is_dir() {
        return Err(missing("the data went with the program"));
    }
    let _ = fs::remove_dir_all(place());
    Ok("nothing left but the data".to_owned())
}

fn version() -> Result<String, Failure> {
    let admin = format!("--admindir={}", system().join("var/lib/dpkg").display());
    shell::answer("dpkg-query", &[&admin, "-W", "-f=${Version}", PACKAGE])
        .ok_or_else(|| missing("the package is not installed"))
}

fn made(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| missing(&error.to_string()))
}

fn missing(words: &str) -> Failure {
    Failure::Missing(words.to_owned())
}
