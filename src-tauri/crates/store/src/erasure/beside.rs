//! The list of what was erased, beside the backups: backups of before hold the words, and whoever puts one back must
//! not have them back.
//!
//! A folder `erased` in each place of backups with a file for each act: the entries that erase, which say nothing but
//! what was erased, when and why. Each file bears a code under the store's key, so that nobody erases anything by laying
//! a file there. It is written once an act is committed, before that is told as done; where a place is out of reach, by
//! the next backup there.
//!
//! A store that lacks an entry of the list is an older copy of itself: before anybody reads it the words are taken out
//! of it, and once it is open it begins a new epoch, in which the entries come into its journal.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::entry::{Digests, Entry};
use domain::erasure::erases;
use domain::id::{ActId, SubjectId};
use domain::wire::{Hex32, SentParts};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::blank::erasure_came;
use crate::error::StoreError;
use crate::folder::{make_private_folder, replace_file};
use crate::journal::append::{append_own, digest_bytes, known, read_digests};
use crate::journal::subject::Places;
use crate::keys::Key;
use crate::opened::Store;
use crate::private::machine::{id, own_epoch};
use crate::rows;

/// Its folder in a place of backups.
const FOLDER: &str = "erased";
/// How the name of a file ends.
const ENDING: &str = ".json";
/// Longest file that is read: an act of the most entries that one may have, with room.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// A file of the list.
#[derive(Serialize, Deserialize)]
struct Written {
    /// The store that it is of.
    store: String,
    erasures: Vec<SentParts>,
    /// HMAC-SHA256 under the store's key.
    mac: Hex32,
}

/// What the lists say.
#[derive(Debug, Default, Clone)]
pub(crate) struct ErasedList(Vec<(Entry, Digests)>);

/// What gives the code of a file.
fn mac_of(
    key: &Key,
    store: &str,
    digests: impl IntoIterator<Item = Digests>,
) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).ok()?;
    mac.update(b"nida-erased-1");
    mac.update(store.as_bytes());
    for one in digests {
        mac.update(&digest_bytes(&one));
    }
    Some(mac)
}

/// Brings the list in a place of backups up to what the store has erased.
///
/// # Errors
/// When the store cannot be read or the place not be written.
pub(crate) fn write(
    connection: &Connection,
    key: &Key,
    store: &str,
    place: &Path,
) -> Result<(), StoreError> {
    let folder = place.join(FOLDER);
    let there = names(&folder)?;
    for (act, count) in acts(connection)? {
        // An older copy of this store knows fewer: what lies there says more than it could.
        let known = there.iter().filter_map(|name| counted(name, act)).max();
        if known >= Some(count) {
            continue;
        }
        make_private_folder(&folder)?;
        let text = written(connection, key, store, act)?;
        replace_file(&folder.join(name_of(act, count)), text.as_bytes())?;
        // One that was written while the act had not all come in from another machine.
        for old in there.iter().filter(|name| counted(name, act).is_some()) {
            fs::remove_file(folder.join(old))?;
        }
    }
    Ok(())
}

/// The acts of the journal that erase, each with its number of entries.
fn acts(connection: &Connection) -> Result<Vec<(ActId, u32)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT act, count(*) FROM entry INDEXED BY entry_erasing
             WHERE substr(kind, -7) = '.erased' GROUP BY act",
        )?
        .query_map([], |row| Ok((ActId::from_bytes(row.get(0)?), row.get(1)?)))?
        .collect::<Result<_, _>>()?)
}

/// What the file of an act is called: its name says how many entries it holds.
fn name_of(act: ActId, count: u32) -> String {
    format!("{act}-{count}{ENDING}")
}

/// How many entries a file holds, where it is one of this act.
fn counted(name: &str, act: ActId) -> Option<u32> {
    let rest = name.strip_prefix(&format!("{act}-"))?;
    rest.strip_suffix(ENDING)?.parse().ok()
}

fn written(
    connection: &Connection,
    key: &Key,
    store: &str,
    act: ActId,
) -> Result<String, StoreError> {
    let erasures: Vec<(Entry, Digests)> = connection
        .prepare_cached(
            "SELECT header, facts, digests FROM entry INDEXED BY entry_erasing
             WHERE substr(kind, -7) = '.erased' AND act = ?1 ORDER BY subject, id",
        )?
        .query_map([act.to_bytes()], |row| {
            let entry = Entry {
                header: row.get(0)?,
                facts: row.get(1)?,
                personal: None,
            };
            Ok((entry, read_digests(row.get(2)?)))
        })?
        .collect::<Result<_, _>>()?;
    let digests = erasures.iter().map(|(_, digests)| *digests);
    let mac = mac_of(key, store, digests).ok_or(StoreError::Damaged)?;
    let erasures = erasures.into_iter();
    let written = Written {
        store: store.to_owned(),
        erasures: erasures
            .map(|(entry, digests)| SentParts::new(entry, &digests))
            .collect(),
        mac: Hex32(mac.finalize().into_bytes().into()),
    };
    serde_json::to_string(&written).map_err(|_| StoreError::Damaged)
}

fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        listed => listed?,
    };
    let mut names = BTreeSet::new();
    for item in listed {
        let name = item?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ENDING) {
            names.insert(name);
        }
    }
    Ok(names)
}

impl ErasedList {
    /// What the lists in these places say of this store beyond what it has. A file that is not this store's, or that
    /// cannot be read, says nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn read(
        places: &[PathBuf],
        connection: &Connection,
        key: &Key,
        store: &str,
    ) -> Result<Self, StoreError> {
        let has = acts(connection)?.into_iter();
        let has: BTreeSet<String> = has.map(|(act, count)| name_of(act, count)).collect();
        let mut all = BTreeMap::new();
        for place in places {
            let folder = place.join(FOLDER);
            let names = names(&folder).unwrap_or_else(|error| {
                tracing::warn!(kind = ?error.kind(), "a list of what was erased could not be looked at");
                BTreeSet::new()
            });
            for name in names.into_iter().filter(|name| !has.contains(name)) {
                match read_file(&folder.join(name), key, store) {
                    Some(erasures) => all.extend(erasures),
                    None => tracing::warn!("a list of what was erased is not this store's"),
                }
            }
        }
        Ok(Self(all.into_values().collect()))
    }

    /// Takes the words out of a store that lacks these erasures, in one transaction; how many it lacked. The entries
    /// come into its journal by [`Store::take_erasures_in`].
    ///
    /// # Errors
    /// When it cannot be written; then nothing has changed.
    pub(crate) fn apply(&self, connection: &Connection) -> Result<usize, StoreError> {
        let mut lacking = 0;
        let mut subjects = BTreeSet::new();
        for (entry, digests) in &self.0 {
            let header = entry.read_header()?;
            if known(connection, header.id)?.is_some() {
                continue;
            }
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO erasure_due (id, subject, header, facts, digests)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    header.id.to_bytes(),
                    header.subject.to_bytes(),
                    entry.header,
                    entry.facts,
                    digest_bytes(digests),
                ])?;
            lacking += 1;
            subjects.insert(header.subject);
        }
        if subjects.is_empty() {
            return Ok(0);
        }
        let places = Places::read(connection)?;
        for subject in subjects {
            erasure_came(connection, subject)?;
            rows::refold(connection, &places, subject)?;
        }
        Ok(lacking)
    }
}

type Erasures = BTreeMap<[u8; 16], (Entry, Digests)>;

fn read_file(path: &Path, key: &Key, store: &str) -> Option<Erasures> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > MAX_FILE_BYTES {
        return None;
    }
    let written: Written = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let mut erasures = BTreeMap::new();
    let mut all = Vec::new();
    for parts in written.erasures {
        let content = parts.read().ok()?;
        all.push(content.digests);
        let entry = content.entry?;
        let header = entry.read_header().ok()?;
        if !erases(&header.kind) || entry.check_bounds().is_err() {
            return None;
        }
        erasures.insert(header.id.to_bytes(), (entry, content.digests));
    }
    let mac = mac_of(key, store, all)?;
    let is_ours = written.store == store && mac.verify_slice(&written.mac.0).is_ok();
    is_ours.then_some(erasures)
}

/// Whether erasures wait for the journal.
pub(crate) fn is_due(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM erasure_due LIMIT 1")?
        .exists([])?)
}

impl Store {
    /// Brings the erasures into the journal that lay beside the backups and were not in it. To be done in an epoch that
    /// was begun since the store was put back; opening does so.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    pub fn take_erasures_in(&self) -> Result<(), StoreError> {
        self.write(|transaction| {
            let due: Vec<(Entry, Digests)> = transaction
                .prepare("SELECT header, facts, digests FROM erasure_due ORDER BY id")?
                .query_map([], |row| {
                    let entry = Entry {
                        header: row.get(0)?,
                        facts: row.get(1)?,
                        personal: None,
                    };
                    Ok((entry, read_digests(row.get(2)?)))
                })?
                .collect::<Result<_, _>>()?;
            let machine = id(transaction)?;
            let own = own_epoch(transaction)?;
            let mut subjects: BTreeSet<SubjectId> = BTreeSet::new();
            for (entry, digests) in due {
                let header = entry.read_header()?;
                // The feed may have brought it by now.
                if known(transaction, header.id)?.is_none() {
                    append_own(transaction, machine, &own, &entry, &header, &digests)?;
                }
                erasure_came(transaction, header.subject)?;
                subjects.insert(header.subject);
            }
            transaction.execute("DELETE FROM erasure_due", [])?;
            let places = Places::read(transaction)?;
            for subject in subjects {
                rows::refold(transaction, &places, subject)?;
            }
            Ok(())
        })
    }
}
