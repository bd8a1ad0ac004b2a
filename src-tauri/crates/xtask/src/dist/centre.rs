//! The package of the central server: a program, a unit of systemd, a configuration; and its proof.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::proof::{Proof, made, missing, pack};
use crate::cargo;
use crate::shell::{self, Failure};
use crate::stages::Stages;

/// The package's name, and its program's.
const PACKAGE: &str = "nida-centre";
const PROGRAM: &str = "usr/bin/nida-centre";
const UNIT: &str = "lib/systemd/system/nida-centre.service";
const CONFIGURATION: &str = "etc/nida/centre.conf";
/// What somebody wrote into it.
const OWN_LINE: &str = "# changed by hand";
/// How much of the computer the unit may leave open by systemd's own measure, in tenths of 10.
const EXPOSURE: &str = "--threshold=20";

pub(super) fn dist(stages: &mut Stages) {
    let package = cargo::built("release", "bundle/deb")
        .join(format!("{PACKAGE}_{}.deb", env!("CARGO_PKG_VERSION")));
    let proof = Proof::of(PACKAGE);
    let _ = stages.prepare("central server", || {
        let program = ["build", "--locked", "--release", "--package", "centre"];
        shell::run(cargo::plain(&program)).map(|()| "built".to_owned())
    }) && stages.prepare("its package", || {
        bundle(&package)?;
        Ok(package.display().to_string())
    }) && stages.prepare("it installs", || {
        proof.install(&package, &[PROGRAM, UNIT, CONFIGURATION])
    }) && stages.prepare("its unit", || unit(&proof))
        && stages.prepare("it starts and stops", || starts(&proof))
        && stages.prepare("it is upgraded", || upgrade(&proof, &package))
        && stages.prepare("it goes again", || proof.remove());
}

fn bundle(package: &Path) -> Result<(), Failure> {
    let from = crate::root().join("src-tauri/crates/centre/package");
    let tree = cargo::built("release", "centre-package");
    let _ = fs::remove_dir_all(&tree);
    let files = [
        (cargo::built("release", "centre"), PROGRAM, 0o755),
        (from.join("nida-centre.service"), UNIT, 0o644),
        (from.join("centre.conf"), CONFIGURATION, 0o644),
        (
            crate::root().join("README.md"),
            "usr/share/doc/nida-centre/README.md",
            0o644,
        ),
        (from.join("postinst"), "DEBIAN/postinst", 0o755),
        (from.join("prerm"), "DEBIAN/prerm", 0o755),
        (from.join("postrm"), "DEBIAN/postrm", 0o755),
    ];
    for (from, to, mode) in files {
        place(&from, &tree.join(to), mode)?;
    }
    let architecture = shell::answer("dpkg", &["--print-architecture"])
        .ok_or_else(|| missing("dpkg: this is no Debian"))?;
    let control = format!(
        "Package: {PACKAGE}\nVersion: {version}\nArchitecture: {architecture}\nSection: net\n\
         Priority: optional\nMaintainer: Nida\nDepends: libc6 (>= 2.34), adduser\n\
         Suggests: postgresql\nDescription: central server of Nida\n Takes the entries of a site's machines, \
         numbers them, gives them back to all of\n them, and folds them for reporting.\n",
        version = env!("CARGO_PKG_VERSION"),
        architecture = architecture.trim(),
    );
    write(&tree.join("DEBIAN/control"), &control)?;
    write(
        &tree.join("DEBIAN/conffiles"),
        &format!("/{CONFIGURATION}\n"),
    )?;
    made(package.parent().unwrap_or(package))?;
    pack(&tree, package)
}

fn place(from: &Path, to: &Path, mode: u32) -> Result<(), Failure> {
    made(to.parent().unwrap_or(to))?;
    let failed = |error: std::io::Error| missing(&format!("{}: {error}", from.display()));
    fs::copy(from, to).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(to, fs::Permissions::from_mode(mode)).map_err(failed)?;
    }
    #[cfg(not(unix))]
    let _ = mode;
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|error| missing(&format!("{}: {error}", file.display())))
}

/// Has systemd read the unit, and say how much it leaves open.
fn unit(proof: &Proof) -> Result<String, Failure> {
    if !shell::is_there("systemd-analyze") {
        return Ok("not looked at: there is no systemd-analyze here".to_owned());
    }
    let root = format!("--root={}", proof.system().display());
    // What it names of the system has to be there to be found.
    for unit in [
        "network-online.target",
        "multi-user.target",
        "sysinit.target",
    ] {
        let of_system = Path::new("/lib/systemd/system").join(unit);
        let here = proof.system().join("lib/systemd/system").join(unit);
        let _ = fs::copy(of_system, &here);
    }
    let verified = shell::run(shell::command(
        "systemd-analyze",
        &[
            &root,
            "--man=no",
            "--recursive-errors=no",
            "verify",
            "nida-centre.service",
        ],
    ));
    let judged = verified.and_then(|()| {
        shell::run(shell::command(
            "systemd-analyze",
            &[
                &root,
                "security",
                "--offline=yes",
                EXPOSURE,
                "--no-pager",
                "nida-centre.service",
            ],
        ))
    });
    for unit in [
        "network-online.target",
        "multi-user.target",
        "sysinit.target",
    ] {
        let _ = fs::remove_file(proof.system().join("lib/systemd/system").join(unit));
    }
    judged.map(|()| "read by systemd, little left open".to_owned())
}

/// The installed program, as the unit starts it: by its configuration, but in this folder and at free ports.
struct Served {
    child: Child,
    address: String,
    /// What it says later goes on being taken.
    _says: BufReader<ChildStdout>,
}

impl Served {
    fn start(proof: &Proof) -> Result<Self, Failure> {
        let mut command = program(proof);
        let configured = fs::read_to_string(proof.system().join(CONFIGURATION)).unwrap_or_default();
        for line in configured.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, value)) = line.split_once('=') else {
                continue;
            };
            let value = match name {
                "NIDA_CENTRE_DATA" => proof.data().display().to_string(),
                "NIDA_CENTRE_LISTEN" | "NIDA_CENTRE_OPERATORS" => "127.0.0.1:0".to_owned(),
                _ => value.to_owned(),
            };
            command.env(name, value);
        }
        command.arg("serve").stdout(Stdio::piped());
        let started = command.spawn();
        let mut child = started.map_err(|error| missing(&format!("it did not start: {error}")))?;
        let mut lines = BufReader::new(child.stdout.take().ok_or_else(|| missing("no output"))?);
        let mut line = String::new();
        let _ = lines.read_line(&mut line);
        let address = line.trim().strip_prefix("listening on http://");
        let served = Self {
            address: address.unwrap_or_default().to_owned(),
            child,
            _says: lines,
        };
        if served.address.is_empty() {
            return Err(missing("it does not say where it listens"));
        }
        Ok(served)
    }

    fn is_ready(&self) -> bool {
        let Ok(mut line) = TcpStream::connect(&self.address) else {
            return false;
        };
        let asked = line.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let mut told = String::new();
        asked.is_ok() && line.read_to_string(&mut told).is_ok() && told.starts_with("HTTP/1.1 200")
    }

    /// Stops it as systemd does; an orderly end is one without an error.
    fn stop(mut self) -> Result<(), Failure> {
        shell::run(shell::command(
            "kill",
            &["-TERM", &self.child.id().to_string()],
        ))?;
        match self.child.wait() {
            Ok(ended) if ended.success() => Ok(()),
            _ => Err(missing("it did not stop in order")),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(proof: &Proof) -> Command {
    let mut command = Command::new(proof.system().join(PROGRAM));
    command.current_dir(crate::root());
    command
}

fn starts(proof: &Proof) -> Result<String, Failure> {
    let served = Served::start(proof)?;
    if !served.is_ready() {
        return Err(missing("it is not ready"));
    }
    let mut enrol = program(proof);
    enrol.arg("enrol").arg("--data").arg(proof.data());
    enrol.args(["--site", "proof"]);
    shell::run(enrol)?;
    served.stop()?;
    Ok("ready, let a machine in, stopped in order".to_owned())
}

/// A later version leaves data and what was written into the configuration as they are.
fn upgrade(proof: &Proof, package: &Path) -> Result<String, Failure> {
    let configuration: PathBuf = proof.system().join(CONFIGURATION);
    let before = fs::read_to_string(&configuration).unwrap_or_default();
    write(&configuration, &format!("{before}{OWN_LINE}\n"))?;
    let said = proof.upgrade(package)?;
    let after = fs::read_to_string(&configuration).unwrap_or_default();
    if !after.contains(OWN_LINE) {
        return Err(missing("the upgrade took back what was configured"));
    }
    let served = Served::start(proof)?;
    let listed = program(proof)
        .arg("entries")
        .arg("--data")
        .arg(proof.data())
        .output();
    let listed = listed.map_err(|error| missing(&error.to_string()))?;
    if !String::from_utf8_lossy(&listed.stdout).contains("site proof") {
        return Err(missing("the data are not there after the upgrade"));
    }
    served.stop()?;
    Ok(format!("{said}, with its data and configuration"))
}
