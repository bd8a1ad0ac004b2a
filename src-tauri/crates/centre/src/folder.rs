//! The folder that the data lie in, and what of its names has to be on the disk before anything is promised.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes the folder where it is not there. The entries are of people: nobody else on this computer reads them.
///
/// A folder is on the disk once the one that it lies in is: else a power cut takes it with all that was synced in
/// it. Each is made so before the next, so that only the last one that is there may not be, and whoever made that
/// may have been killed right after: so its name is brought to the disk too.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    if let Some(there) = folder.ancestors().nth(missing.len()) {
        keep_name(there)?;
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    for folder in missing.into_iter().rev() {
        builder.create(folder)?;
        keep_name(folder)?;
    }
    // Tells what stands in its place and is no folder.
    builder.create(folder)
}

/// Brings the name of a new file or folder to the disk, before anything is said of it. Where what it lies in may not
/// even be read, that is somebody else's to keep.
///
/// # Errors
/// Why the folder that it lies in cannot be synced.
pub fn keep_name(new: &Path) -> io::Result<()> {
    let Some(parent) = new.parent() else {
        return Ok(());
    };
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    match sync(parent) {
        Err(error) if error.kind() != io::ErrorKind::PermissionDenied => Err(error),
        _ => Ok(()),
    }
}

/// Makes what was named or renamed in a folder survive a power cut; on a file system that syncs no folders nobody
/// can do more.
#[cfg(unix)]
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// Elsewhere a folder cannot be opened to be synced; the file system orders names itself.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it may fail")]
pub(crate) fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
