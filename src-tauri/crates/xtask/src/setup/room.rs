//! Room on the disk for a whole build. The build directory is shared by all checkouts and nothing in it is ever taken
//! out, so that it grows with each of them; a linker that meets a full disk says so in a thousand lines, or not at all.

use std::path::Path;

use crate::cargo;
use crate::shell::{self, Failure};

/// Free space with which a test from nothing gets by: see "Measured" in `ARCHITECTURE.md`.
const NEEDED_GIB: u64 = 16;
const KIB_PER_GIB: u64 = 1024 * 1024;

/// Looks whether there is room, and makes it by building anew where there is none.
pub(crate) fn make() -> Result<String, Failure> {
    let Some(folder) = build_directory() else {
        return Ok("not looked at: cargo does not say where it builds".to_owned());
    };
    let Some(free) = free_gib(&folder) else {
        return Ok("not looked at: df does not say".to_owned());
    };
    if free >= NEEDED_GIB {
        return Ok(format!("{free} GiB free"));
    }
    println!(
        "{free} GiB are free and a build takes up to {NEEDED_GIB}: what was built before is thrown away"
    );
    // The command itself runs on without its file.
    shell::run(cargo::plain(&["clean", "--quiet"]))?;
    let then = free_gib(&folder).unwrap_or(free);
    if then < NEEDED_GIB {
        // It may do all the same; who reads a failure further down finds its cause here.
        println!("only {then} GiB are free: the disk may be too small for this");
    }
    Ok(format!(
        "{then} GiB free, {free} before what was built is gone"
    ))
}

/// Where cargo keeps what it builds on the way.
fn build_directory() -> Option<String> {
    let arguments = ["metadata", "--no-deps", "--locked", "--format-version", "1"];
    let metadata = shell::answer("cargo", &arguments)?;
    let (_, after) = metadata.split_once("\"build_directory\":\"")?;
    // A path with what JSON escapes is not looked at.
    let (path, _) = after.split_once('"')?;
    (!path.contains('\\')).then(|| path.to_owned())
}

/// Free space of the disk on which a folder lies or will lie.
fn free_gib(folder: &str) -> Option<u64> {
    let there = Path::new(folder).ancestors().find(|path| path.exists())?;
    let told = shell::answer("df", &["--output=avail", "-k", there.to_str()?])?;
    let free: u64 = told.lines().nth(1)?.trim().parse().ok()?;
    Some(free / KIB_PER_GIB)
}
