//! A disk as a program sees it and as it would be found after the power failed.
//!
//! The model is what POSIX promises and Linux' file systems keep, and no more:
//!
//! - What was written to a file is certain once `fsync` or `fdatasync` of it has come back. Until then each write
//!   and each change of size is there, lost, or there in some of its sectors, whatever its neighbours are.
//! - A sector (512 or 4,096 bytes) is never torn, and nothing beside what is written is touched: SQLite counts on
//!   the second too, by its own words ("powersafe overwrite").
//! - A file that grew by a write that is lost may have grown nevertheless, by zeros or by whatever lay there.
//! - A name that was given, taken away or changed is certain once its folder was synced, and until then each is so or
//!   not, whatever the others are. Syncing a file says nothing about its name (ext4 would keep it; that is not
//!   counted on), and syncing a folder nothing about the name of the folder.
//! - A rename is there whole or not at all, also from one folder to another; syncing either of them makes it
//!   certain, as one entry of the journal of ext4, XFS and Btrfs is.
//!
//! Owners, rights and times are left out. So is SQLite's `-shm`: it is mapped and not written, and no data; after a
//! cut there is none, or zeros, or rubbish in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use tempfile::TempDir;

use crate::log::Record;

/// A file or folder; folders have no content.
type Node = usize;
/// The watched folder itself.
const TOP: Node = 0;
/// A name in a folder.
type Name = (Node, String);
type Names = BTreeMap<Name, Node>;
/// What lies below a folder: folders with none, files with their content, by path.
pub(crate) type Tree = BTreeMap<String, Option<Vec<u8>>>;

/// Something that was done to a file since it was last synced.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Size(usize),
}

#[derive(Debug, Clone, Default)]
struct Content {
    synced: Vec<u8>,
    since: Vec<Change>,
}

/// Something that was done to names and that no sync has made certain.
#[derive(Debug, Clone)]
enum Step {
    Given(Name, Node),
    Taken(Name, Node),
    Renamed(Name, Name, Node),
}

impl Step {
    fn folders(&self) -> BTreeSet<Node> {
        match self {
            Self::Given(name, _) | Self::Taken(name, _) => [name.0].into(),
            Self::Renamed(from, to, _) => [from.0, to.0].into(),
        }
    }

    fn apply(&self, names: &mut Names) {
        let mut take = |name: &Name, node: Node| {
            if names.get(name) == Some(&node) {
                names.remove(name);
            }
        };
        match self {
            Self::Given(name, node) => drop(names.insert(name.clone(), *node)),
            Self::Taken(name, node) => take(name, *node),
            Self::Renamed(from, to, node) => {
                take(from, *node);
                names.insert(to.clone(), *node);
            }
        }
    }
}

/// Whoever decides what becomes of what no sync has made certain.
pub(crate) trait Fate {
    /// Which of so many steps of names are there, in the order in which they were done.
    fn steps(&mut self, count: usize) -> Vec<bool>;
    /// What a file holds of which this much was certain.
    fn content(&mut self, synced: &[u8], since: &[Change]) -> Vec<u8>;
    /// What lies in the place of a `-shm` of that size; none where there is none.
    fn shared_memory(&mut self, bytes: usize) -> Option<Vec<u8>>;
}

/// The process died and the system went on: everything that was done is done.
pub(crate) struct Killed;

impl Fate for Killed {
    fn steps(&mut self, count: usize) -> Vec<bool> {
        vec![true; count]
    }

    fn content(&mut self, synced: &[u8], since: &[Change]) -> Vec<u8> {
        let mut content = synced.to_vec();
        for change in since {
            change.apply(&mut content);
        }
        content
    }

    fn shared_memory(&mut self, _: usize) -> Option<Vec<u8>> {
        None
    }
}

impl Change {
    pub(crate) fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                content[*at..end].copy_from_slice(bytes);
            }
            Self::Size(size) => content.resize(*size, 0),
        }
    }
}

/// The disk.
#[derive(Debug, Clone)]
pub(crate) struct Disk {
    contents: Vec<Content>,
    folders: BTreeSet<Node>,
    by_inode: BTreeMap<u64, Node>,
    /// As the program sees it.
    seen: Names,
    /// As it is certain.
    certain: Names,
    since: Vec<Step>,
}

impl Disk {
    /// What lies below a folder, all of it certain.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self {
            contents: Vec::new(),
            folders: BTreeSet::new(),
            by_inode: BTreeMap::new(),
            seen: Names::new(),
            certain: Names::new(),
            since: Vec::new(),
        };
        disk.take_in(folder);
        disk.certain = disk.seen.clone();
        disk
    }

    fn take_in(&mut self, path: &Path) -> Node {
        let metadata = fs::symlink_metadata(path).unwrap();
        let node = self.add(metadata.ino());
        if metadata.is_dir() {
            self.folders.insert(node);
            for entry in fs::read_dir(path).unwrap() {
                let entry = entry.unwrap();
                let below = self.take_in(&entry.path());
                let name = entry.file_name().into_string().unwrap();
                self.seen.insert((node, name), below);
            }
        } else {
            self.contents[node].synced = fs::read(path).unwrap();
        }
        node
    }

    fn add(&mut self, inode: u64) -> Node {
        let node = self.contents.len();
        self.contents.push(Content::default());
        // An inode of one that is gone may be given again.
        self.by_inode.insert(inode, node);
        node
    }

    /// Goes on by what a program did.
    pub(crate) fn apply(&mut self, record: &Record) {
        match record {
            Record::Made { inode, path } => {
                let (name, node) = (self.name(path), self.add(*inode));
                self.step(Step::Given(name, node));
            }
            Record::FolderMade { inode, path } => {
                let (name, node) = (self.name(path), self.add(*inode));
                self.folders.insert(node);
                self.step(Step::Given(name, node));
            }
            Record::Wrote { inode, at, bytes } => {
                let change = Change::Write {
                    at: usize::try_from(*at).unwrap(),
                    bytes: bytes.clone(),
                };
                self.content(*inode).since.push(change);
            }
            Record::Sized { inode, size } => {
                let change = Change::Size(usize::try_from(*size).unwrap());
                self.content(*inode).since.push(change);
            }
            Record::Synced { inode } => {
                let node = self.node(*inode);
                let content = &mut self.contents[node];
                for change in content.since.drain(..) {
                    change.apply(&mut content.synced);
                }
                self.sync_names(node);
            }
            Record::Renamed { from, to } => {
                let (from, to) = (self.name(from), self.name(to));
                let node = *self.seen.get(&from).expect("what is renamed is there");
                self.step(Step::Renamed(from, to, node));
            }
            Record::Removed { path } => {
                let name = self.name(path);
                let node = *self.seen.get(&name).expect("what is removed is there");
                self.step(Step::Taken(name, node));
            }
            Record::Said { .. } | Record::Answered { .. } => {}
        }
    }

    fn step(&mut self, step: Step) {
        step.apply(&mut self.seen);
        self.since.push(step);
    }

    /// What was done in this folder is certain. A rename that is brings along what was done before it in the other.
    fn sync_names(&mut self, folder: Node) {
        let mut folders = BTreeSet::from([folder]);
        let mut certain = Vec::new();
        for at in (0..self.since.len()).rev() {
            let of = self.since[at].folders();
            if !of.is_disjoint(&folders) {
                folders.extend(of);
                certain.push(self.since.remove(at));
            }
        }
        for step in certain.iter().rev() {
            step.apply(&mut self.certain);
        }
    }

    fn node(&self, inode: u64) -> Node {
        *self.by_inode.get(&inode).expect("a file was made before")
    }

    fn content(&mut self, inode: u64) -> &mut Content {
        let node = self.node(inode);
        &mut self.contents[node]
    }

    /// Where a file or folder lies, as the program sees it; a folder's path ends in `/`. None where it has no name.
    pub(crate) fn path(&self, inode: u64) -> Option<String> {
        let mut node = self.node(inode);
        let mut path = String::new();
        if self.folders.contains(&node) {
            path.push('/');
        }
        while node != TOP {
            let ((folder, name), _) = self.seen.iter().find(|(_, named)| **named == node)?;
            path = format!("/{name}{path}");
            node = *folder;
        }
        Some(path)
    }

    /// Where a path leads, as the program sees it; its last part need not be there.
    fn name(&self, path: &str) -> Name {
        let mut parts: Vec<&str> = path.split('/').collect();
        let last = parts.pop().unwrap_or_default().to_owned();
        let folder = parts.into_iter().fold(TOP, |folder, part| {
            let name = (folder, part.to_owned());
            *self.seen.get(&name).expect("a folder was made before")
        });
        (folder, last)
    }

    /// What is found when `fate` has befallen it.
    pub(crate) fn left_by(&self, fate: &mut impl Fate) -> Tree {
        let mut names = self.certain.clone();
        let kept = fate.steps(self.since.len());
        for (step, _) in self.since.iter().zip(kept).filter(|(_, kept)| *kept) {
            step.apply(&mut names);
        }
        let mut tree = Tree::new();
        self.gather(&names, TOP, "", fate, &mut tree);
        tree
    }

    fn gather(&self, names: &Names, folder: Node, at: &str, fate: &mut impl Fate, tree: &mut Tree) {
        let first = (folder, String::new());
        let inside = names
            .range(first..)
            .take_while(|(name, _)| name.0 == folder);
        for ((_, name), node) in inside {
            let path = format!("{at}{name}");
            if self.folders.contains(node) {
                self.gather(names, *node, &format!("{path}/"), fate, tree);
                tree.insert(path, None);
                continue;
            }
            let Content { synced, since } = &self.contents[*node];
            if is_shared_memory(&path) {
                let bytes = Killed.content(synced, since).len();
                if let Some(content) = fate.shared_memory(bytes) {
                    tree.insert(path, Some(content));
                }
            } else {
                tree.insert(path, Some(fate.content(synced, since)));
            }
        }
    }
}

fn is_shared_memory(path: &str) -> bool {
    path.ends_with("-shm")
}

/// What lies below a folder now.
pub(crate) fn tree_of(folder: &Path) -> Tree {
    Disk::of(folder).left_by(&mut Killed)
}

/// An empty folder, in memory where there is room: what is on a disk here is modelled, so nothing need wait for one.
pub(crate) fn fresh_folder() -> TempDir {
    TempDir::new_in("/dev/shm")
        .or_else(|_| TempDir::new())
        .unwrap()
}

/// Lays a tree into an empty folder.
pub(crate) fn lay(tree: &Tree, into: &Path) {
    // A folder comes before what is in it.
    for (path, content) in tree {
        let path = into.join(path);
        match content {
            None => fs::create_dir(path).unwrap(),
            Some(content) => fs::write(path, content).unwrap(),
        }
    }
}
