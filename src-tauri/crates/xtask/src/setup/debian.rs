//! Debian's packages, by apt: as root, or by sudo.

use std::io::IsTerminal as _;
use std::process::Command;

use super::is_root;
use crate::shell::{self, Failure};

/// What a command needs of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compilers, and the libraries of the window.
    Build,
    /// A virtual screen and a session bus.
    Screen,
    /// The driver of the window, real keys, and what a screen reader hears.
    Drive,
    /// A real keyring of the desktop.
    Keyring,
    /// The server that a ministry's centre keeps its data in; tests start one of their own.
    Database,
}

impl Need {
    fn packages(self) -> &'static [&'static str] {
        match self {
            // perl configures the OpenSSL that is built into the store; python3 checks exported chains in tests.
            Self::Build => &[
                "build-essential",
                "libgtk-3-dev",
                "libwebkit2gtk-4.1-dev",
                "perl",
                "pkgconf",
                "python3",
            ],
            Self::Screen => &["dbus-daemon", "xauth", "xvfb"],
            // at-spi2-core is the bus on which a screen reader listens.
            Self::Drive => &[
                "at-spi2-core",
                "webkit2gtk-driver",
                "x11-xkb-utils",
                "xdotool",
            ],
            Self::Keyring => &["gnome-keyring"],
            Self::Database => &["postgresql"],
        }
    }
}

/// Installs what is missing.
///
/// On another system than Debian nothing is installed: the build says what it misses there.
pub(crate) fn install(needs: &[Need]) -> Result<String, Failure> {
    let wanted: Vec<&str> = needs
        .iter()
        .flat_map(|need| need.packages())
        .copied()
        .collect();
    if !shell::is_there("dpkg-query") {
        println!(
            "no dpkg here: please see to what these Debian packages bring: {}",
            wanted.join(" ")
        );
        return Ok("left to you".to_owned());
    }
    let missing = missing(&wanted);
    if missing.is_empty() {
        return Ok("all there".to_owned());
    }
    println!("installing from Debian: {}", missing.join(" "));
    shell::run(apt(&["update", "-q"])?)?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(&missing);
    shell::run(apt(&arguments)?)?;
    Ok(format!("{} installed", missing.len()))
}

fn missing<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    let is_installed = |package: &str| {
        shell::answer("dpkg-query", &["-W", "-f=${db:Status-Status}", package])
            .is_some_and(|status| status.starts_with("installed"))
    };
    wanted
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect()
}

fn apt(arguments: &[&str]) -> Result<Command, Failure> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if shell::is_there("sudo") {
        let mut command = Command::new("sudo");
        if !std::io::stdin().is_terminal() {
            command.arg("--non-interactive");
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        return Err(Failure::Missing(format!(
            "neither root nor sudo: please run once as root: apt-get {}",
            arguments.join(" ")
        )));
    };
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
