//! The disk that loses what was not synced, tried with calls whose outcome is known.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::cut::PowerCut;
use crate::disk::{Disk, Killed, Tree, lay, tree_of};
use crate::log::Record;

/// Enough seeds that what may come out does.
const SEEDS: u64 = 400;

/// A disk with an empty folder, and what was done on it.
struct Tried {
    disk: Disk,
    /// Of the watched folder itself.
    top: u64,
    made: u64,
}

impl Tried {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            disk: Disk::of(folder.path()),
            top: fs::metadata(folder.path()).unwrap().ino(),
            made: 0,
        }
    }

    /// One that no file system gives.
    fn inode(&mut self) -> u64 {
        self.made += 1;
        u64::MAX - self.made
    }

    fn make(&mut self, path: &str) -> u64 {
        let inode = self.inode();
        let path = path.to_owned();
        self.disk.apply(&Record::Made { inode, path });
        inode
    }

    fn make_folder(&mut self, path: &str) -> u64 {
        let inode = self.inode();
        let path = path.to_owned();
        self.disk.apply(&Record::FolderMade { inode, path });
        inode
    }

    fn write(&mut self, inode: u64, at: u64, bytes: &[u8]) {
        let bytes = bytes.to_vec();
        self.disk.apply(&Record::Wrote { inode, at, bytes });
    }

    fn sync(&mut self, inode: u64) {
        self.disk.apply(&Record::Synced { inode });
    }

    fn rename(&mut self, from: &str, to: &str) {
        let (from, to) = (from.to_owned(), to.to_owned());
        self.disk.apply(&Record::Renamed { from, to });
    }

    fn remove(&mut self, path: &str) {
        let path = path.to_owned();
        self.disk.apply(&Record::Removed { path });
    }

    /// A file that is certain, with its name.
    fn certain(&mut self, path: &str, bytes: &[u8]) -> u64 {
        let inode = self.make(path);
        self.write(inode, 0, bytes);
        self.sync(inode);
        self.sync(self.top);
        inode
    }

    /// Everything that a power cut may leave.
    fn outcomes(&self) -> BTreeSet<Tree> {
        (0..SEEDS)
            .map(|seed| {
                let mut cut = PowerCut::new(ChaCha8Rng::seed_from_u64(seed));
                self.disk.left_by(&mut cut)
            })
            .collect()
    }
}

fn tree(files: &[(&str, &[u8])]) -> Tree {
    let file = |(path, content): &(&str, &[u8])| ((*path).to_owned(), Some(content.to_vec()));
    files.iter().map(file).collect()
}

/// The one thing that a program can count on.
#[test]
fn what_was_synced_with_its_name_is_always_there() {
    let mut tried = Tried::new();
    tried.certain("calls", b"one");
    assert_eq!(tried.outcomes(), [tree(&[("calls", b"one")])].into());
}

#[test]
fn a_write_that_was_not_synced_may_be_lost() {
    let mut tried = Tried::new();
    let calls = tried.certain("calls", b"one");
    tried.write(calls, 0, b"two");
    let outcomes = tried.outcomes();
    assert_eq!(
        outcomes,
        [tree(&[("calls", b"one")]), tree(&[("calls", b"two")])].into(),
        "a sector is whole"
    );
    tried.sync(calls);
    assert_eq!(tried.outcomes(), [tree(&[("calls", b"two")])].into());
}

#[test]
fn a_long_write_may_be_torn_and_what_lies_beside_it_stays() {
    let mut tried = Tried::new();
    let calls = tried.certain("calls", &[1; 1500]);
    tried.write(calls, 100, &[2; 1000]);
    let outcomes = tried.outcomes();
    let contents: Vec<&Vec<u8>> = outcomes
        .iter()
        .filter_map(|tree| tree["calls"].as_ref())
        .collect();
    // At 512 and at 1,024: three pieces, each there or not.
    assert_eq!(contents.len(), 8, "every way of tearing it comes out");
    for content in contents {
        assert_eq!(content.len(), 1500);
        assert_eq!(
            (&content[..100], &content[1100..]),
            (&[1; 100][..], &[1; 400][..])
        );
    }
}

/// Sizes come to the disk apart from what they are for.
#[test]
fn a_file_may_have_grown_without_what_it_grew_for() {
    let mut tried = Tried::new();
    let calls = tried.certain("calls", b"one");
    tried.write(calls, 3, b"two");
    let outcomes = tried.outcomes();
    for expected in [&b"one"[..], b"onetwo", b"one\0\0\0"] {
        assert!(
            outcomes.contains(&tree(&[("calls", expected)])),
            "{expected:?}"
        );
    }
    assert!(outcomes.len() > 3, "nor need it have grown by zeros");
    assert!(
        outcomes
            .iter()
            .all(|tree| tree["calls"].as_ref().unwrap().starts_with(b"one"))
    );
}

/// The usual mistake: the file is synced and its folder is not.
#[test]
fn a_synced_file_whose_folder_was_not_synced_may_be_gone() {
    let mut tried = Tried::new();
    let calls = tried.make("calls");
    tried.write(calls, 0, b"one");
    tried.sync(calls);
    assert_eq!(
        tried.outcomes(),
        [tree(&[]), tree(&[("calls", b"one")])].into()
    );

    let mut below = Tried::new();
    let folder = below.make_folder("folder");
    let calls = below.make("folder/calls");
    below.sync(calls);
    below.sync(folder);
    assert!(
        below.outcomes().contains(&Tree::new()),
        "its folder's own name was not synced"
    );
    below.sync(below.top);
    assert_eq!(below.outcomes().len(), 1);
}

#[test]
fn a_rename_without_a_sync_of_its_folder_may_be_undone_and_is_never_half() {
    let mut tried = Tried::new();
    tried.certain("slots", b"old");
    tried.certain("slots.new", b"new");
    tried.rename("slots.new", "slots");
    let before = tree(&[("slots", b"old"), ("slots.new", b"new")]);
    let after = tree(&[("slots", b"new")]);
    assert_eq!(tried.outcomes(), [before, after.clone()].into());
    tried.sync(tried.top);
    assert_eq!(tried.outcomes(), [after].into());
}

/// A rename that comes to the disk before what was written is how a file ends up empty.
#[test]
fn a_rename_may_be_there_without_what_was_written_before_it() {
    let mut tried = Tried::new();
    tried.certain("slots", b"old");
    let new = tried.make("slots.new");
    tried.write(new, 0, b"new");
    tried.rename("slots.new", "slots");
    tried.sync(tried.top);
    assert!(tried.outcomes().contains(&tree(&[("slots", b"")])));
}

#[test]
fn a_rename_between_folders_is_one() {
    let mut tried = Tried::new();
    let made = tried.make_folder("made");
    let calls = tried.make("made/calls");
    tried.write(calls, 0, b"one");
    tried.sync(calls);
    tried.rename("made/calls", "calls");
    tried.sync(tried.top);
    let mut expected = tree(&[("calls", b"one")]);
    expected.insert("made".to_owned(), None);
    assert_eq!(tried.outcomes(), [expected.clone()].into());
    tried.sync(made);
    assert_eq!(tried.outcomes(), [expected].into());
}

#[test]
fn a_name_that_was_taken_away_may_be_back() {
    let mut tried = Tried::new();
    tried.certain("wal", b"old");
    tried.remove("wal");
    let new = tried.make("wal");
    tried.write(new, 0, b"new");
    tried.sync(new);
    let outcomes = tried.outcomes();
    for expected in [&[][..], &[("wal", &b"old"[..])], &[("wal", &b"new"[..])]] {
        assert!(outcomes.contains(&tree(expected)), "{expected:?}");
    }
    assert_eq!(outcomes.len(), 3);
}

/// A kill leaves everything to the system, which goes on.
#[test]
fn a_kill_loses_nothing_that_was_done() {
    let mut tried = Tried::new();
    let calls = tried.make("calls");
    tried.write(calls, 0, b"one");
    tried.rename("calls", "told");
    assert_eq!(tried.disk.left_by(&mut Killed), tree(&[("told", b"one")]));
}

#[test]
fn a_tree_that_is_laid_is_read_back() {
    let mut laid = tree(&[("made/calls", b"one"), ("told", b"")]);
    laid.insert("made".to_owned(), None);
    let folder = tempfile::tempdir().unwrap();
    lay(&laid, folder.path());
    assert_eq!(tree_of(folder.path()), laid);
}
