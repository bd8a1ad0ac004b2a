//! A place in which backups lie: what is there, what is left of some that broke off, and how old ones go.
//!
//! A folder that bears a backup's name was checked before it got it, and loses the name before anything in it is
//! removed. What another store's slots lie in, or what bears no such name, is never touched.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use domain::id::Millis;

use super::keep::{Keep, superseded};
use super::name::{BackupReason, Name, sequence_of};
use crate::folder::{Folder, sync_folder};
use crate::keys::slots::{MAX_FILE_BYTES, Slots};

/// How the name of a folder ends in which a backup is being made.
pub(super) const NEW: &str = ".new";
/// How it ends while the folder is being removed.
const GONE: &str = ".gone";
/// How the names of files with slots begin, also of those kept aside and of one half replaced.
pub(super) const SLOTS_NAMES: &str = "slots";

/// A backup that lies in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Its number in this place; a higher one is newer.
    pub sequence: u64,
    /// When it was made, by the machine's wall clock, to the second.
    pub at: Millis,
    /// Why it was made.
    pub reason: BackupReason,
    /// Length of its database in bytes.
    pub bytes: u64,
    /// Whether its slots are this store's.
    pub own: bool,
    pub(super) name: Name,
}

impl BackupRow {
    /// Name of its folder.
    #[must_use]
    pub fn folder(&self) -> String {
        self.name.to_string()
    }
}

/// What a folder that bears a backup's name shows from outside.
pub(crate) struct Seen {
    pub(crate) name: Name,
    /// Length of its database in bytes.
    pub(crate) bytes: u64,
    /// Where they can be read.
    pub(crate) slots: Option<Slots>,
}

/// Looks at a folder from outside; none where it is no backup.
pub(crate) fn look_at(path: &Path) -> Option<Seen> {
    let folder = Folder::at(path);
    Some(Seen {
        name: Name::parse(&file_name(path))?,
        bytes: fs::metadata(folder.database()).ok()?.len(),
        slots: Slots::read(&folder.slots()).ok(),
    })
}

/// The backups of a place, newest first.
pub(crate) fn list(place: &Path, store: &str) -> io::Result<Vec<BackupRow>> {
    let mut rows = Vec::new();
    for seen in listed(place)?.iter().filter_map(|path| look_at(path)) {
        rows.push(BackupRow {
            sequence: seen.name.sequence,
            at: seen.name.at,
            reason: seen.name.reason,
            bytes: seen.bytes,
            own: seen.slots.is_some_and(|slots| slots.store() == store),
            name: seen.name,
        });
    }
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.name));
    Ok(rows)
}

/// Names of what lies in a folder; none where there is none, or no folder.
pub(crate) fn names_in(place: &Path) -> io::Result<Vec<String>> {
    Ok(listed(place)?.iter().map(|path| file_name(path)).collect())
}

/// Whether this is the name of a backup that is being made or removed, or was when that broke off.
pub(crate) fn is_unfinished(name: &str) -> bool {
    let stem = name.strip_suffix(NEW).or_else(|| name.strip_suffix(GONE));
    stem.is_some_and(|stem| Name::parse(stem).is_some())
}

/// The number of the next backup: above all that bears one, whoever's it is and however far it came.
pub(super) fn next_sequence(place: &Path) -> io::Result<u64> {
    let numbers = listed(place)?;
    let numbers = numbers
        .iter()
        .filter_map(|path| sequence_of(&file_name(path)));
    Ok(numbers.max().unwrap_or(0).saturating_add(1))
}

/// Removes what is left of backups of this store that broke off while they were made or removed.
pub(super) fn clear(place: &Path, store: &str) -> io::Result<()> {
    for path in listed(place)? {
        if is_unfinished(&file_name(&path)) && !is_of_another(&path, store)? {
            remove_all(&path)?;
        }
    }
    Ok(())
}

/// Whether slots lie there, and none of this store: a kill may have come before there were any.
fn is_of_another(folder: &Path, store: &str) -> io::Result<bool> {
    let mut of_another = false;
    for path in listed(folder)? {
        if file_name(&path).starts_with(SLOTS_NAMES) {
            if names(&path, store)? {
                return Ok(false);
            }
            of_another |= fs::metadata(&path)?.len() > 0;
        }
    }
    Ok(of_another)
}

/// Removes the backups of this store that are not to be kept any more.
pub(super) fn rotate(place: &Path, store: &str, keep: Keep) -> io::Result<()> {
    let own = list(place, store)?.into_iter().filter(|row| row.own);
    let own: Vec<Name> = own.map(|row| row.name).collect();
    for name in superseded(&own, keep) {
        let gone = place.join(format!("{name}{GONE}"));
        remove_all(&gone)?;
        fs::rename(place.join(name.to_string()), &gone)?;
        // Else a power cut could leave the name and take what it stands for.
        sync_folder(place)?;
        remove_all(&gone)?;
    }
    Ok(())
}

pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What lies in a folder; nothing where there is none, or no folder.
pub(crate) fn listed(place: &Path) -> io::Result<Vec<PathBuf>> {
    let listed = match fs::read_dir(place) {
        Err(error) if is_nothing(&error) => return Ok(Vec::new()),
        listed => listed?,
    };
    listed
        .map(|entry| entry.map(|entry| entry.path()))
        .collect()
}

/// Whether there is nothing to look into: what is there and cannot be looked into is an error.
fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Whether a file names this store. Asked of its bytes: what is left of a damaged one may still hold a slot.
pub(super) fn names(path: &Path, store: &str) -> io::Result<bool> {
    let metadata = match fs::metadata(path) {
        Err(error) if is_nothing(&error) => return Ok(false),
        metadata => metadata?,
    };
    if store.is_empty() || !metadata.is_file() {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_FILE_BYTES)
        .read_to_end(&mut bytes)?;
    Ok(bytes
        .windows(store.len())
        .any(|window| window == store.as_bytes()))
}
