//! A process that holds the key leaves no image of its memory on the disk when it crashes.
//!
//! The limit is one byte and not zero: where the system hands images to a program (systemd-coredump, apport), Linux
//! takes zero for nothing to say and one for "none" (core(5), `fs/coredump.c`). Processes that this one begins, of the
//! webview that holds what was typed, inherit it.

/// From now on neither this process nor one that it begins leaves an image of its memory.
///
/// # Errors
/// Where the system refuses; images are left as before then.
#[cfg(target_os = "linux")]
pub fn leave_no_dump() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let one_byte = Rlimit {
        current: Some(1),
        maximum: Some(1),
    };
    Ok(setrlimit(Resource::Core, one_byte)?)
}

/// Elsewhere the system keeps no such images by itself.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn leave_no_dump() -> std::io::Result<()> {
    Ok(())
}
