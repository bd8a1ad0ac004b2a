//! Everything that has to be on the machine first. Quick when it is there already.

mod debian;
pub(crate) mod deny;
mod node;
mod room;

use std::process::{Command, ExitCode};

use crate::shell::{self, Failure};
use crate::stages::Stages;

pub(crate) use debian::Need;
pub(crate) use node::npm;

/// The person of the operating system as whom tests run that root would pass too easily.
const TEST_USER: &str = "nida-test";

/// Debian's packages and the built screens: what building the application needs.
pub(crate) fn to_build(stages: &mut Stages, needs: &[Need]) -> bool {
    stages.prepare("room on the disk", room::make)
        && stages.prepare("system packages", || debian::install(needs))
        && stages.prepare("screen packages", node::install)
        && stages.prepare("screens", node::build)
}

/// What the tests need beyond that.
pub(crate) fn to_test(stages: &mut Stages) -> bool {
    let needs = [
        Need::Build,
        Need::Screen,
        Need::Drive,
        Need::Keyring,
        Need::Database,
    ];
    to_build(stages, &needs)
        && stages.prepare("test user", test_user)
        && stages.prepare("cargo-deny", deny::install)
}

/// A server of PostgreSQL that tests start, and nothing else.
pub(crate) fn for_database(stages: &mut Stages) -> bool {
    stages.prepare("system packages", || debian::install(&[Need::Database]))
        && stages.prepare("test user", test_user)
}

/// `cargo xtask setup`.
pub(crate) fn alone(mut stages: Stages) -> ExitCode {
    to_test(&mut stages);
    stages.close()
}

/// Some tests show what happens where rights are missing, and root has them all; and PostgreSQL, which others
/// start, does not run as root.
fn test_user() -> Result<String, Failure> {
    if !is_root() {
        return Ok("not needed: this is not root".to_owned());
    }
    if shell::answer("id", &["-u", TEST_USER]).is_some() {
        return Ok("there".to_owned());
    }
    println!("adding the user {TEST_USER}, without a home or a way to sign in");
    let mut command = Command::new("useradd");
    command.args([
        "--system",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        TEST_USER,
    ]);
    shell::run(command)?;
    Ok("added".to_owned())
}

fn is_root() -> bool {
    shell::answer("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}
