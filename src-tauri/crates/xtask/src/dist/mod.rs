//! `cargo xtask dist`: the Debian packages of the application and of the central server, and the proof that
//! each installs, starts, is upgraded and goes.

mod centre;
mod proof;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cargo;
use crate::setup::{self, Need};
use crate::shell::{self, Failure};
use crate::stages::Stages;
use proof::{Proof, missing};

/// The package's name.
const PACKAGE: &str = "nida";
/// Tauri's bundler, fetched when it is needed: whoever builds and tests does not carry it about.
const BUNDLER: &str = "--package=@tauri-apps/cli@2.12.5";
/// Starts the window of the installed program on a virtual screen, waits until it is shown, and ends it.
const SEE_WINDOW: &str = r#"
    "$1" --data "$2" & nida=$!
    for _ in $(seq 600); do
        xdotool search --onlyvisible --class '^nida$' >/dev/null 2>&1 && { kill $nida; exit 0; }
        kill -0 $nida 2>/dev/null || exit 1
        sleep 0.1
    done
    kill $nida; exit 1"#;

/// Both packages, or one of them: `centre`, `desktop`.
pub(crate) fn dist(mut stages: Stages, asked: Option<&str>) -> ExitCode {
    if asked.is_none_or(|asked| asked == "centre") {
        centre::dist(&mut stages);
    }
    if asked.is_none_or(|asked| asked == "desktop") {
        desktop(&mut stages);
    }
    stages.close()
}

fn desktop(stages: &mut Stages) {
    let mut package = PathBuf::new();
    let proof = Proof::of(PACKAGE);
    let _ = setup::to_build(stages, &[Need::Build, Need::Screen, Need::Drive])
        && stages.prepare("release build", || {
            let programs = ["--release", "--bin", "nida", "--bin", "nidactl"];
            shell::run(cargo::workspace(&["build"], &programs)).map(|()| "built".to_owned())
        })
        && stages.prepare("package", || {
            package = bundle()?;
            Ok(package.display().to_string())
        })
        && stages.prepare("installs", || {
            let said = proof.install(&package, &["usr/bin/nida", "usr/bin/nidactl"])?;
            let desktop = proof.system().join("usr/share/applications/Nida.desktop");
            let entry = fs::read_to_string(&desktop).unwrap_or_default();
            if !entry.contains("x-scheme-handler/nida") {
                return Err(missing("the menu entry does not take nida: links"));
            }
            Ok(said)
        })
        && stages.prepare("starts", || starts(&proof))
        && stages.prepare("is upgraded", || proof.upgrade(&package))
        && stages.prepare("goes again", || proof.remove());
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

fn starts(proof: &Proof) -> Result<String, Failure> {
    let program = proof.system().join("usr/bin/nida");
    let mut command = shell::command(
        "xvfb-run",
        &["--auto-servernum", "dbus-run-session", "--", "sh", "-c"],
    );
    command
        .args([SEE_WINDOW, "sh"])
        .arg(program)
        .arg(proof.data());
    shell::run(command).map(|()| "its window was shown".to_owned())
}
