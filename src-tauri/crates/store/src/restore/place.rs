//! Putting a restored store in the place of the one that lies there, by renames that are gone on with.
//!
//! While `restored/nida.db` is there, every file of a store at the top is an old one: they are moved aside first, the
//! slots come next, the database last. So whoever is killed in between is gone on with by whoever takes the lock next,
//! and whoever looks at the folder meanwhile sees a store and no empty folder ([`is_under_way`]).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::folder::{Folder, make_private_folder};

/// Stores that lie aside under a number at most; nobody restores so often.
const ASIDE_MAX: u32 = 10_000;

const BEING_RESTORED: &str = "being-restored";
const RESTORED: &str = "restored";
/// Names of the folders of a restore that is not over.
pub(crate) const NAMES: [&str; 2] = [BEING_RESTORED, RESTORED];
/// How the names of folders begin in which the files lie that were put out of the way.
const ASIDE: &str = "replaced-";

/// Where a store is made ready.
pub(super) fn being_restored(folder: &Folder) -> Folder {
    Folder::at(folder.path().join(BEING_RESTORED))
}

/// One that is whole and on the disk.
fn restored(folder: &Folder) -> Folder {
    Folder::at(folder.path().join(RESTORED))
}

/// Whether what lies among the backups is a store that was put out of the way.
pub(crate) fn is_aside(name: &str) -> bool {
    name.starts_with(ASIDE)
}

/// Where the files that lay there are gathered until the move is done.
fn leaving(folder: &Folder) -> PathBuf {
    folder.backups().join("replaced.new")
}

/// Whether a restored store waits to be put in its place.
pub(crate) fn is_under_way(folder: &Folder) -> bool {
    restored(folder).database().exists()
}

/// Whether its slots are still to be put there too.
pub(crate) fn are_slots_under_way(folder: &Folder) -> bool {
    is_under_way(folder) && restored(folder).slots().exists()
}

/// Takes away what was made ready and not called `restored`. Under the lock.
pub(crate) fn clear(folder: &Folder) -> io::Result<()> {
    match fs::remove_dir_all(being_restored(folder).path()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The moment from which on it is the store.
pub(super) fn call_it_restored(folder: &Folder) -> io::Result<()> {
    fs::rename(being_restored(folder).path(), restored(folder).path())?;
    folder.sync()
}

/// Finishes a move that was begun. Does nothing where none was. Under the lock.
pub(crate) fn finish_move(folder: &Folder) -> io::Result<()> {
    let (new, aside) = (restored(folder), leaving(folder));
    if is_under_way(folder) {
        make_private_folder(&aside)?;
        let beside = Folder::at(&aside);
        move_away(&folder.wal(), &beside.wal())?;
        move_away(&folder.shared_memory(), &beside.shared_memory())?;
        move_away(&folder.database(), &beside.database())?;
        if new.slots().exists() {
            move_away(&folder.slots(), &beside.slots())?;
            beside.sync()?;
            folder.sync()?;
            fs::rename(new.slots(), folder.slots())?;
        }
        // Before the database: with it there, what lies beside it is taken for its own.
        beside.sync()?;
        folder.sync()?;
        fs::rename(new.database(), folder.database())?;
        folder.sync()?;
    }
    match fs::remove_dir(new.path()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    if aside.is_dir() {
        fs::rename(&aside, free_place(folder)?)?;
        crate::folder::sync_folder(&folder.backups())?;
    }
    Ok(())
}

/// Moves a file, unless it was moved already.
fn move_away(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn free_place(folder: &Folder) -> io::Result<PathBuf> {
    let backups = folder.backups();
    (1..=ASIDE_MAX)
        .map(|number| backups.join(format!("{ASIDE}{number}")))
        .find(|path| !path.exists())
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}
