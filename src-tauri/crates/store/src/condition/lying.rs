//! What lies in the folder of a store beside it: what broke off, what was moved aside, what is nobody's.

use std::collections::BTreeMap;
use std::io;

use crate::backup::listed_names;
use crate::folder::Folder;
use crate::reserve;
use crate::restore::place;

/// Names of the store's own.
const OWN: [&str; 7] = [
    "nida.db",
    "nida.db-wal",
    "nida.db-shm",
    "slots.json",
    "lock",
    "backups",
    reserve::NAME,
];

/// A kind of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lying {
    /// A WAL that belongs to another state of the store, and was moved aside.
    WalAside,
    /// Slots of a database that was taken away.
    SlotsAside,
    /// A file that was being replaced when that broke off.
    HalfReplaced,
    /// A store that was being made when that broke off.
    HalfMade,
    /// A store that is being restored: it waits for a word, or is gone on with when the store is opened next.
    BeingRestored,
    /// The files of a store in whose place another was put.
    SetAside,
    /// Nothing of ours.
    Strange,
}

impl Lying {
    fn of(name: &str) -> Self {
        if name.starts_with("nida.db-wal.") {
            Self::WalAside
        } else if name.starts_with("slots-kept-") {
            Self::SlotsAside
        } else if name.starts_with("being-made") {
            Self::HalfMade
        } else if place::NAMES.contains(&name) {
            Self::BeingRestored
        } else if name.starts_with("nida.db.") {
            Self::SetAside
        } else if name.ends_with(".new") {
            Self::HalfReplaced
        } else {
            Self::Strange
        }
    }
}

/// What lies there, and how many of each; `known` are names of what the application keeps there.
pub(super) fn of(folder: &Folder, known: &[&str]) -> io::Result<Vec<(Lying, u32)>> {
    let mut found = BTreeMap::new();
    for name in listed_names(folder.path())? {
        if !OWN.contains(&name.as_str()) && !known.contains(&name.as_str()) {
            *found.entry(Lying::of(&name)).or_insert(0) += 1;
        }
    }
    let aside = listed_names(&folder.backups())?;
    let aside = aside.iter().filter(|name| place::is_aside(name)).count();
    if aside > 0 {
        *found.entry(Lying::SetAside).or_insert(0) += u32::try_from(aside).unwrap_or(u32::MAX);
    }
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of something that broke off is told apart from what somebody has put there.
    #[test]
    fn what_lies_beside_a_store_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "nida.db",
            "nida.db-wal",
            "reserve",
            "reserve.new",
            "station.json",
            "nida.db-wal.aside-1",
            "nida.db-wal.of-another",
            "slots-kept-1.json",
            "slots.json.new",
            "being-made",
            "being-restored",
            "restored",
            "holiday.jpg",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        for name in ["replaced-1", "replaced-2", "erased"] {
            std::fs::create_dir_all(folder.path().join("backups").join(name)).unwrap();
        }
        assert_eq!(
            of(&Folder::at(folder.path()), &["station.json"]).unwrap(),
            [
                (Lying::WalAside, 2),
                (Lying::SlotsAside, 1),
                (Lying::HalfReplaced, 2),
                (Lying::HalfMade, 1),
                (Lying::BeingRestored, 2),
                (Lying::SetAside, 2),
                (Lying::Strange, 1),
            ]
        );
    }
}
