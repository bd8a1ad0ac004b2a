//! Whether the WAL beside a file is that file's own.
//!
//! SQLite brings any WAL that lies beside a file into it, if the key fits. Whoever puts last week's file in the place
//! of a broken one and leaves the `-wal` of today where it is gets pages of today among those of last week: rows that
//! name what is not there, and entries that were made since gone without a word. So each WAL says on which file it
//! was begun. Among the settings lies a mark, drawn anew in the first transaction that changes anything after
//! everything was in the file, and before a migration, beside the mark that the file has at that moment. A WAL of the
//! file's own is begun on the mark in the file, or has been brought into it as far as its own.
//!
//! A WAL that is another's is moved aside, never deleted: it belongs to a store that is elsewhere, or gone.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connect::{Access, connect};
use crate::error::{OpenError, StoreError};
use crate::folder::Folder;
use crate::keys::Key;
use crate::private::settings;
use crate::random::random;

/// Name of the setting that holds the mark and the one before it.
const MARK: &str = "wal.mark";
/// Where the salt lies in a WAL, which is another each time that the WAL begins anew.
const SALT_AT: u64 = 16;
/// WALs that lie aside under a number; those beyond bear a name drawn for them.
const ASIDE_NUMBERED: u32 = 99;

/// What a file or a WAL says of itself.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    own: String,
    /// That of the file on which the WAL was begun; empty where that had none.
    begun_on: String,
}

fn mark(connection: &Connection) -> Result<Option<Mark>, StoreError> {
    let kept = settings::get(connection, MARK)?;
    Ok(kept.map(|kept| {
        let (own, begun_on) = kept.split_once(' ').unwrap_or((&kept, ""));
        Mark {
            own: own.to_owned(),
            begun_on: begun_on.to_owned(),
        }
    }))
}

/// When the writer has to draw a new mark.
pub(crate) struct Generation {
    wal: PathBuf,
    due: bool,
    /// The transaction that is about to be committed bears a new one.
    drawn: bool,
    salt: Option<[u8; 8]>,
}

impl Generation {
    /// Of a store that was just opened. What lay in a WAL before bears its mark; without one all was in the file.
    pub(crate) fn of(folder: &Folder, lay_there: bool) -> Self {
        let wal = folder.wal();
        let salt = salt_of(&wal).unwrap_or_default();
        Self {
            wal,
            due: !lay_there,
            drawn: false,
            salt,
        }
    }

    /// Draws a new mark in this transaction, where one is due and something changed. What changed nothing writes
    /// nothing: it has no WAL to mark, and whoever only asked pays for no page and no wait for the disk.
    pub(crate) fn mark(
        &mut self,
        connection: &Connection,
        changed: bool,
    ) -> Result<(), StoreError> {
        self.drawn = false;
        if self.due && changed {
            draw(connection)?;
            self.drawn = true;
        }
        Ok(())
    }

    /// The transaction is on the disk. Where SQLite began the WAL anew by itself and there was no mark in it, all
    /// that was there before is in the file: the next one marks it.
    pub(crate) fn committed(&mut self) {
        // A WAL that cannot be looked at says nothing: a mark that is drawn before all is in the file would make
        // the WAL another's.
        let begun_anew = match salt_of(&self.wal) {
            Ok(salt) => std::mem::replace(&mut self.salt, salt) != salt,
            Err(_) => false,
        };
        self.due = !self.drawn && (self.due || begun_anew);
    }

    /// Everything is in the file.
    pub(crate) const fn brought_in(&mut self) {
        self.due = true;
    }

    /// The file was opened again; whoever closed it last has brought all in and taken the WAL away.
    pub(crate) fn opened_again(&mut self) {
        self.due |= matches!(salt_of(&self.wal), Ok(None));
    }
}

/// Draws a new mark, over that which the connection sees.
pub(crate) fn draw(connection: &Connection) -> Result<(), StoreError> {
    let before = mark(connection)?.map_or_else(String::new, |mark| mark.own);
    let own = u64::from_le_bytes(random()?);
    settings::set(connection, MARK, &format!("{own:016x} {before}"))
}

/// None without a WAL, or where it has no beginning.
fn salt_of(wal: &Path) -> io::Result<Option<[u8; 8]>> {
    let mut salt = [0; 8];
    let read = File::open(wal).and_then(|mut file| {
        file.seek(SeekFrom::Start(SALT_AT))?;
        file.read_exact(&mut salt)
    });
    match read {
        Ok(()) => Ok(Some(salt)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Whether the WAL with which this connection sees the file is not the file's own. Where the file alone is not whole,
/// its own WAL was being brought into it when the power went: then it is. Every doubt is for the WAL, in which the
/// newest calls lie.
pub(crate) fn is_of_another(folder: &Folder, key: &Key, with_wal: &Connection) -> bool {
    let Ok(alone) = connect(&folder.database(), key, Access::Untouched) else {
        return false;
    };
    let Ok(in_file) = mark(&alone) else {
        return false;
    };
    let looks_like_it = match (in_file, mark(with_wal)) {
        (None, Ok(None)) => false,
        (None, Ok(Some(seen))) => !seen.begun_on.is_empty(),
        (Some(_), Ok(None)) => true,
        (Some(file), Ok(Some(seen))) => file.own != seen.own && file.own != seen.begun_on,
        // What lies in the WAL makes nonsense of a file that is whole without it; whatever else keeps it from being
        // read passes, or is told to whoever reads it.
        (Some(_), Err(error)) => makes_nonsense(&error),
        // A bad page, of which whoever reads it is told.
        (None, Err(_)) => false,
    };
    looks_like_it && is_whole(&alone)
}

/// Whether not one page of the WAL fits the file, which is whole without it: nothing could be read at all.
pub(crate) fn fits_nothing(folder: &Folder, key: &Key, refused: &rusqlite::Error) -> bool {
    is_nonsense(refused)
        && connect(&folder.database(), key, Access::Untouched).is_ok_and(|alone| is_whole(&alone))
}

fn makes_nonsense(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged)
        || matches!(error, StoreError::Sqlite(error) if is_nonsense(error))
}

fn is_nonsense(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt)
    )
}

fn is_whole(alone: &Connection) -> bool {
    let found = alone.pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0));
    found.is_ok_and(|found| found == "ok")
}

/// Moves the WAL out of SQLite's sight. It lies there until [`told`] says that the store has learnt of it.
pub(crate) fn put_aside(folder: &Folder) -> Result<(), OpenError> {
    if is_untold(folder) {
        // From a start that was broken off: it is told with this one.
        fs::rename(untold(folder), free_place(folder)?)?;
    }
    fs::rename(folder.wal(), untold(folder))?;
    match fs::remove_file(folder.shared_memory()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    folder.sync()?;
    tracing::error!(
        "the -wal beside the store belongs to another state of it: it lies aside, and the store goes on as an older \
         copy of itself"
    );
    Ok(())
}

/// Whether a WAL was put aside of which the store does not know yet.
pub(crate) fn is_untold(folder: &Folder) -> bool {
    untold(folder).exists()
}

/// The store knows of it: it stays for whoever wants to look.
pub(crate) fn told(folder: &Folder) -> Result<(), OpenError> {
    fs::rename(untold(folder), free_place(folder)?)?;
    Ok(folder.sync()?)
}

/// A place that is nobody's. However often a file was put back, there is one: a store does not stay shut for it.
fn free_place(folder: &Folder) -> Result<PathBuf, OpenError> {
    let place = |name: &str| folder.path().join(format!("nida.db-wal.aside-{name}"));
    let mut numbered = (1..=ASIDE_NUMBERED).map(|count| place(&count.to_string()));
    match numbered.find(|path| !path.exists()) {
        Some(free) => Ok(free),
        None => Ok(place(&format!("{:032x}", u128::from_le_bytes(random()?)))),
    }
}

fn untold(folder: &Folder) -> PathBuf {
    folder.path().join("nida.db-wal.of-another")
}
