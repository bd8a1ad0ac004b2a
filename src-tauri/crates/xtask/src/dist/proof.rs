//! Where a package is proved: a folder of its own with a package database of its own. Nothing of this machine
//! is installed, changed or removed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo;
use crate::shell::{self, Failure};

/// A version that comes after every one that can be built here.
const LATER: &str = "9999.0.0";

/// The folder of one package's proof.
pub(super) struct Proof {
    package: &'static str,
    place: PathBuf,
}

impl Proof {
    pub(super) fn of(package: &'static str) -> Self {
        let place = cargo::built("release", "dist-proof").join(package);
        Self { package, place }
    }

    /// What stands for the whole system.
    pub(super) fn system(&self) -> PathBuf {
        self.place.join("root")
    }

    /// What the program writes, outside the system.
    pub(super) fn data(&self) -> PathBuf {
        self.place.join("data")
    }

    fn dpkg(&self, arguments: &[&str]) -> Result<(), Failure> {
        let at = format!("--root={}", self.system().display());
        // Its dependencies are this machine's, and no script of the package runs outside the folder.
        let mut all = vec![at.as_str(), "--force-depends", "--force-script-chrootless"];
        all.extend(arguments);
        shell::run(shell::command("dpkg", &all))
    }

    /// Installs it into an empty system and looks whether these files are there.
    pub(super) fn install(&self, package: &Path, files: &[&str]) -> Result<String, Failure> {
        let _ = fs::remove_dir_all(&self.place);
        for folder in ["updates", "info", "triggers"] {
            made(&self.system().join("var/lib/dpkg").join(folder))?;
        }
        for file in ["status", "available"] {
            let path = self.system().join("var/lib/dpkg").join(file);
            fs::write(&path, "").map_err(|error| missing(&error.to_string()))?;
        }
        self.dpkg(&["--install", &package.to_string_lossy()])?;
        for file in files {
            if !self.system().join(file).is_file() {
                return Err(missing(&format!("{file} was not installed")));
            }
        }
        Ok(format!("version {}", self.version()?))
    }

    /// Installs the same files once more under a later version, over the first.
    pub(super) fn upgrade(&self, package: &Path) -> Result<String, Failure> {
        let files = self.place.join("later");
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
        let package = self.place.join("later.deb");
        pack(&files, &package)?;
        self.dpkg(&["--install", &package.to_string_lossy()])?;
        match self.version()? {
            now if now == LATER => Ok(format!("version {now}")),
            other => Err(missing(&format!("version {other} after the upgrade"))),
        }
    }

    /// Purges it and looks that nothing is left but the data.
    pub(super) fn remove(&self) -> Result<String, Failure> {
        self.dpkg(&["--purge", self.package])?;
        let left = shell::answer(
            "find",
            &[
                &self.system().to_string_lossy(),
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
        if !self.data().is_dir() {
            return Err(missing("the data went with the program"));
        }
        let _ = fs::remove_dir_all(&self.place);
        Ok("nothing left but the data".to_owned())
    }

    fn version(&self) -> Result<String, Failure> {
        let admin = format!(
            "--admindir={}",
            self.system().join("var/lib/dpkg").display()
        );
        shell::answer("dpkg-query", &[&admin, "-W", "-f=${Version}", self.package])
            .ok_or_else(|| missing("the package is not installed"))
    }
}

/// Makes a package of a folder.
pub(super) fn pack(folder: &Path, package: &Path) -> Result<(), Failure> {
    let (from, to) = (folder.to_string_lossy(), package.to_string_lossy());
    shell::run(shell::command(
        "dpkg-deb",
        &["--root-owner-group", "-Znone", "--build", &from, &to],
    ))
}

pub(super) fn made(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| missing(&error.to_string()))
}

pub(super) fn missing(words: &str) -> Failure {
    Failure::Missing(words.to_owned())
}
