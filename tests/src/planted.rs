//! Words of a caller that were planted, and the search for them in every file that a run left anywhere.
//!
//! They are drawn from a seed and stand in no source, so that whatever holds one has it from the application.
//! What is searched is bytes: a word counts as found in any of the ways in which programs write text.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::{Failure, Told};

/// Letters that folding leaves as they are, so that a word is the same in an index.
const ARABIC: [char; 21] = [
    'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'غ', 'ف', 'ق',
    'ك', 'ن',
];
/// So long that no word of a language and no noise looks like one.
const LETTERS: usize = 9;
/// Larger files of the system's own temporary folders are nothing that we wrote.
const FOREIGN_FILE_BYTES: u64 = 64 << 20;
/// How deep the system's own temporary folders are looked through.
const FOREIGN_DEPTH: usize = 4;
/// The first two bytes of a spelling decide whether the rest is compared.
const HEADS: usize = 1 << 16;

/// Where words come from: the same ones in every run.
#[derive(Debug)]
pub struct Words(ChaCha8Rng);

impl Words {
    /// From this seed.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A word in Arabic letters.
    pub fn arabic(&mut self) -> String {
        (0..LETTERS).filter_map(|_| self.one_of(&ARABIC)).collect()
    }

    /// A word in Latin letters.
    pub fn latin(&mut self) -> String {
        let letters: Vec<char> = ('a'..='z').collect();
        (0..LETTERS).filter_map(|_| self.one_of(&letters)).collect()
    }

    /// Eight digits that are a mobile number of the country.
    pub fn number(&mut self) -> String {
        let digits: Vec<char> = ('1'..='9').collect();
        let rest: String = (0..6).filter_map(|_| self.one_of(&digits)).collect();
        format!("99{rest}")
    }

    fn one_of(&mut self, letters: &[char]) -> Option<char> {
        letters.get(self.0.random_range(0..letters.len())).copied()
    }
}

/// One way of writing one planted word.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    what: &'static str,
    way: String,
    bytes: Vec<u8>,
}

/// All that was planted.
#[derive(Debug)]
pub struct Planted {
    spellings: Vec<Spelling>,
    heads: Vec<bool>,
}

impl Default for Planted {
    fn default() -> Self {
        Self {
            spellings: Vec::new(),
            heads: vec![false; HEADS],
        }
    }
}

/// What a search has looked at, and where something was found.
#[derive(Debug, Default)]
pub struct Search {
    /// Every file that was read to its end.
    pub files: BTreeSet<PathBuf>,
    /// What was found, in words that do not repeat it.
    pub found: Vec<String>,
}

impl Planted {
    /// Plants a word or a sentence; `what` is how a failure speaks of it.
    pub fn text(&mut self, what: &'static str, text: &str) {
        for (form, text) in [
            ("", text.to_owned()),
            (" folded", domain::arabic::fold(text)),
        ] {
            self.every_way(what, form, &text);
        }
    }

    /// Plants a number of eight digits. Whatever stands before it, a code of the country say, it is found
    /// by these.
    pub fn number(&mut self, what: &'static str, digits: &str) {
        let half = digits.len() / 2;
        let (first, second) = (digits.get(..half), digits.get(half..));
        let (first, second) = (first.unwrap_or_default(), second.unwrap_or_default());
        for (form, text) in [
            ("", digits.to_owned()),
            (" with a space", format!("{first} {second}")),
            (" with a fixed space", format!("{first}\u{a0}{second}")),
            (" with a dash", format!("{first}-{second}")),
        ] {
            self.every_way(what, form, &text);
            for (script, zero) in [("Arabic-Indic", '\u{660}'), ("Persian", '\u{6f0}')] {
                let digits = in_digits(&text, zero);
                self.every_way(what, &format!("{form} in {script} digits"), &digits);
            }
        }
    }

    fn every_way(&mut self, what: &'static str, form: &str, text: &str) {
        let wide = |swap: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(swap).collect();
        let mut ways: Vec<(&str, Vec<u8>)> = vec![
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-16LE", wide(u16::to_le_bytes)),
            ("UTF-16BE", wide(u16::to_be_bytes)),
        ];
        if !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            let (mut small, mut large) = (String::new(), String::new());
            let (mut link_small, mut link_large) = (String::new(), String::new());
            let mut page = String::new();
            for unit in text.encode_utf16() {
                match u8::try_from(unit) {
                    Ok(byte) if byte.is_ascii() => {
                        small.push(char::from(byte));
                        large.push(char::from(byte));
                    }
                    _ => {
                        let _ = write!(small, "\\u{unit:04x}");
                        let _ = write!(large, "\\u{unit:04X}");
                    }
                }
            }
            for byte in text.bytes() {
                if byte.is_ascii_alphanumeric() || byte == b'-' {
                    link_small.push(char::from(byte));
                    link_large.push(char::from(byte));
                } else {
                    let _ = write!(link_small, "%{byte:02x}");
                    let _ = write!(link_large, "%{byte:02X}");
                }
            }
            for c in text.chars() {
                if c.is_ascii() {
                    page.push(c);
                } else {
                    let _ = write!(page, "&#{};", u32::from(c));
                }
            }
            ways.extend([
                ("JSON", small.into_bytes()),
                ("JSON in capitals", large.into_bytes()),
                ("a link", link_small.into_bytes()),
                ("a link in capitals", link_large.into_bytes()),
                ("HTML", page.into_bytes()),
            ]);
        }
        for (way, bytes) in ways {
            if self.spellings.iter().any(|one| one.bytes == bytes) {
                continue;
            }
            if let Some(head) = head(&bytes).and_then(|head| self.heads.get_mut(head)) {
                *head = true;
            }
            self.spellings.push(Spelling {
                what,
                way: format!("{way}{form}"),
                bytes,
            });
        }
    }

    /// Everything that is planted in these bytes.
    #[must_use]
    pub fn within(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for at in 0..bytes.len().saturating_sub(1) {
            let rest = bytes.get(at..).unwrap_or_default();
            let begins_one = head(rest).and_then(|head| self.heads.get(head));
            if begins_one != Some(&true) {
                continue;
            }
            for spelling in &self.spellings {
                if rest.starts_with(&spelling.bytes) {
                    found.insert(format!("{} as {}", spelling.what, spelling.way));
                }
            }
        }
        found
    }

    /// Searches a folder through, all of it.
    ///
    /// # Errors
    /// A file that is there cannot be read.
    pub fn search(&self, folder: &Path) -> Told<Search> {
        let mut search = Search::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for (path, kind) in entries(&folder)? {
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() {
                    self.look_into(&path, &path, &mut search)?;
                }
            }
        }
        Ok(search)
    }

    /// Searches what these processes hold open, files without a name any more among them.
    ///
    /// # Errors
    /// Such a file cannot be read.
    pub fn search_open_files(&self, processes: &[u32]) -> Told<Search> {
        let mut search = Search::default();
        for process in processes {
            for (path, _) in entries(&PathBuf::from(format!("/proc/{process}/fd")))? {
                let Ok(target) = fs::read_link(&path) else {
                    continue;
                };
                // Memory that has the form of a file is none.
                let is_file = target.is_absolute()
                    && !target.starts_with("/memfd:")
                    && !["/dev", "/proc", "/sys"]
                        .iter()
                        .any(|of| target.starts_with(of))
                    && fs::metadata(&path).is_ok_and(|of| of.is_file());
                if is_file {
                    self.look_into(&path, &target, &mut search)?;
                }
            }
        }
        Ok(search)
    }

    /// Searches what came into the system's own temporary folders since then. Those of other runs and
    /// their stores are left out: nothing of ours is written there by name.
    #[must_use]
    pub fn search_elsewhere(&self, since: SystemTime) -> Search {
        let mut search = Search::default();
        let roots = ["/tmp", "/var/tmp", "/dev/shm"].map(|root| (PathBuf::from(root), 0));
        let mut folders = roots.to_vec();
        while let Some((folder, depth)) = folders.pop() {
            // Files of others come and go, and not all may be read.
            for (path, kind) in entries(&folder).unwrap_or_default() {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                if kind.is_dir() {
                    let of_a_run = name.starts_with("nida-") || name.starts_with(".tmp");
                    if !of_a_run && depth < FOREIGN_DEPTH {
                        folders.push((path, depth + 1));
                    }
                    continue;
                }
                let is_new = fs::symlink_metadata(&path).is_ok_and(|of| {
                    of.len() <= FOREIGN_FILE_BYTES && of.modified().is_ok_and(|at| at >= since)
                });
                if kind.is_file() && is_new {
                    let _ = self.look_into(&path, &path, &mut search);
                }
            }
        }
        search
    }

    fn look_into(&self, path: &Path, named: &Path, search: &mut Search) -> Told {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            // A cache that has thrown it away meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::new(format!("{}: {error}", named.display()))),
        };
        let name = named.display();
        let in_name = self.within(named.to_string_lossy().as_bytes());
        search.found.extend(
            in_name
                .iter()
                .map(|what| format!("the name of {name}: {what}")),
        );
        let within = self.within(&bytes);
        search
            .found
            .extend(within.iter().map(|what| format!("{name}: {what}")));
        search.files.insert(named.to_owned());
        Ok(())
    }

    /// Writes every spelling into a file of its own in the middle of other bytes, searches, and tells those
    /// that were not found: a search that finds nothing at all proves nothing.
    ///
    /// # Errors
    /// The files cannot be written or read.
    pub fn overlooked(&self, folder: &Path) -> Told<Vec<String>> {
        let mut overlooked = Vec::new();
        for (number, spelling) in self.spellings.iter().enumerate() {
            let mut bytes = vec![0xd8; 4_097];
            bytes.extend(&spelling.bytes);
            bytes.extend([0x06; 31]);
            let path = folder.join(format!("sample-{number}"));
            fs::write(&path, bytes)?;
            let search = self.search(folder)?;
            fs::remove_file(&path)?;
            let expected = format!("{} as {}", spelling.what, spelling.way);
            if !search.found.iter().any(|found| found.ends_with(&expected)) {
                overlooked.push(expected);
            }
        }
        Ok(overlooked)
    }

    /// How many spellings are searched for.
    #[must_use]
    pub fn spellings(&self) -> usize {
        self.spellings.len()
    }
}

impl Search {
    /// Takes what another search has seen as well.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.found.extend(other.found);
    }

    /// How many files of this folder were read.
    #[must_use]
    pub fn files_of(&self, folder: &Path) -> usize {
        let own = self.files.iter().filter(|path| path.starts_with(folder));
        own.count()
    }

    /// Whether a file was read whose path ends so.
    #[must_use]
    pub fn has_read(&self, ending: &str) -> bool {
        self.files
            .iter()
            .any(|path| path.to_string_lossy().ends_with(ending))
    }
}

/// A process and all that it has started, so far as they live.
///
/// # Errors
/// The processes of this machine cannot be listed.
pub fn family(process: u32) -> Told<Vec<u32>> {
    let mut family = vec![process];
    let all: Vec<(u32, u32)> = entries(Path::new("/proc"))?
        .into_iter()
        .filter_map(|(path, _)| {
            let id = path.file_name()?.to_str()?.parse().ok()?;
            let stat = fs::read_to_string(path.join("stat")).ok()?;
            // Behind the name, which may hold anything: the state, then the parent.
            let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(
            all.iter()
                .filter(|(_, of)| *of == parent)
                .map(|(id, _)| *id),
        );
        at += 1;
    }
    Ok(family)
}

fn entries(folder: &Path) -> Told<Vec<(PathBuf, fs::FileType)>> {
    let mut entries = Vec::new();
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(entries),
        Err(error) => return Err(Failure::new(format!("{}: {error}", folder.display()))),
    };
    for entry in listed.flatten() {
        if let Ok(kind) = entry.file_type()
            && !kind.is_socket()
            && !kind.is_fifo()
        {
            entries.push((entry.path(), kind));
        }
    }
    Ok(entries)
}

fn head(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [first, second, ..] => Some(usize::from(*first) << 8 | usize::from(*second)),
        _ => None,
    }
}

fn in_digits(text: &str, zero: char) -> String {
    let swap = |c: char| match c.to_digit(10) {
        Some(digit) => char::from_u32(u32::from(zero) + digit).unwrap_or(c),
        None => c,
    };
    text.chars().map(swap).collect()
}
