//! Backups seen from outside: of a store that does not open, or on a stick at a new machine.

use std::io;
use std::path::{Path, PathBuf};

use domain::id::Millis;

use crate::backup::{BackupReason, listed, look_at};
use crate::folder::Folder;
use crate::keys::slots::Slots;

/// Folders that are looked into at most, of one place.
const LOOKED_INTO: usize = 2_000;

/// A backup that lies somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBackup {
    /// Its folder.
    pub folder: PathBuf,
    /// Its number in its place; a higher one is newer.
    pub sequence: u64,
    /// When it was made, by the machine's wall clock, to the second.
    pub at: Millis,
    /// Why it was made.
    pub reason: BackupReason,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Whether it is of the store in `of`; none where that store does not say which one it is, or the backup does not.
    pub own: Option<bool>,
}

/// The backups in a folder that somebody named: a backup itself, a place of backups, a data folder, or a stick with the
/// folders of machines. The newest first.
///
/// # Errors
/// What the file system says of the folder itself; what cannot be looked into below it holds nothing.
pub fn find_backups(of: &Folder, place: &Path) -> io::Result<Vec<FoundBackup>> {
    let own = Slots::read(&of.slots()).ok();
    let own = own.as_ref().map(Slots::store);
    let mut found = Vec::new();
    if let Some(backup) = found_at(place, own) {
        return Ok(vec![backup]);
    }
    let mut looked = 0;
    for path in listed(place)? {
        if let Some(backup) = found_at(&path, own) {
            found.push(backup);
            continue;
        }
        if looked < LOOKED_INTO && path.is_dir() {
            looked += 1;
            let below = listed(&path).unwrap_or_default();
            found.extend(below.iter().filter_map(|path| found_at(path, own)));
        }
    }
    found.sort_unstable_by_key(|backup| std::cmp::Reverse((backup.at, backup.sequence)));
    Ok(found)
}

fn found_at(path: &Path, own: Option<&str>) -> Option<FoundBackup> {
    let seen = look_at(path)?;
    Some(FoundBackup {
        folder: path.to_owned(),
        sequence: seen.name.sequence,
        at: seen.name.at,
        reason: seen.name.reason,
        bytes: seen.bytes,
        own: own.zip(seen.slots).map(|(own, slots)| slots.store() == own),
    })
}
