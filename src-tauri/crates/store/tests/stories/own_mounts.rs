//! Runs a story in a mount namespace of its own, so that it can have a small disk or one that cannot be
//! written. As root by `unshare --mount`, else with a user namespace as well; where neither is allowed
//! the story fails and says so.

use std::path::Path;
use std::process::Command;

const INSIDE: &str = "NIDA_TEST_OWN_MOUNTS";

/// Runs the story inside; `name` is the test's own path.
pub(crate) fn in_own_mounts(name: &str, story: impl FnOnce()) {
    if std::env::var_os(INSIDE).is_some() {
        story();
        return;
    }
    let root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0;
    let mut unshare = Command::new("unshare");
    unshare.arg("--mount");
    if !root {
        unshare.args(["--user", "--map-root-user"]);
    }
    let ran = unshare
        .arg(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .expect("unshare of util-linux is there");
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
    assert!(
        ran.status.success() && said.contains("1 passed"),
        "the story in its own mounts: {said}"
    );
}

/// Mounts a disk of this many KiB.
pub(crate) fn mount_small_disk(at: &Path, kib: u32) {
    mount(
        &[
            "-t",
            "tmpfs",
            "-o",
            &format!("size={kib}k,mode=700"),
            "tmpfs",
        ],
        at,
    );
}

/// Makes a folder one that cannot be written, or one that can again.
pub(crate) fn set_read_only(at: &Path, read_only: bool) {
    if read_only {
        mount(&["--bind", &at.to_string_lossy()], at);
    }
    let mode = if read_only {
        "remount,ro,bind"
    } else {
        "remount,rw,bind"
    };
    mount(&["-o", mode], at);
}

fn mount(options: &[&str], at: &Path) {
    let ran = Command::new("mount")
        .args(options)
        .arg(at)
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "mount {options:?}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
}
