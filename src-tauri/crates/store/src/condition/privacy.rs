//! Who else than its owner may look into the folder of a store. Asked of modes alone: what an access list grants beside
//! them is the system's to show.

use std::io;

use crate::folder::Folder;

/// Most names that are told.
#[cfg(unix)]
const NAMES_MAX: usize = 20;

/// Names of what others may read or write: the folder, the files of the store, its backups.
#[cfg(unix)]
pub(super) fn open_to_others(folder: &Folder) -> io::Result<Vec<String>> {
    use std::os::unix::fs::PermissionsExt as _;

    const OTHERS: u32 = 0o077;
    let files = [
        ("folder", folder.path().to_owned()),
        ("nida.db", folder.database()),
        ("nida.db-wal", folder.wal()),
        ("nida.db-shm", folder.shared_memory()),
        ("slots.json", folder.slots()),
        ("backups", folder.backups()),
    ];
    let mut open = Vec::new();
    for (name, path) in files {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.permissions().mode() & OTHERS != 0 => {
                open.push(name.to_owned());
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    open.truncate(NAMES_MAX);
    Ok(open)
}

/// Elsewhere nothing of this kind is there to be asked.
#[cfg(not(unix))]
pub(super) fn open_to_others(_: &Folder) -> io::Result<Vec<String>> {
    Ok(Vec::new())
}
