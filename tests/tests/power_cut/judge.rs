//! What a machine had promised by the time of a cut, and whether all of it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use app::clock::SetClock;
use app::dto::{LinkState, Phase};
use domain::entry::digest;
use domain::id::{ActId, EntryId, Millis, SubjectId};
use domain::shift_paper::hex;
use nida_tests::file;
use nida_tests::machine::{self, PASSPHRASE, SUNDAY_TEN};
use nida_tests::victim::Word;
use rusqlite::Connection;
use rusqlite::types::FromSql;
use store::{Folder, NewEpoch, OpenError, Store, Unlock};

/// A day after the first start: whoever looks comes later than whoever was cut off.
const LOOKED_AT: i64 = SUNDAY_TEN + 24 * 60 * 60 * 1000;

/// All that was told before the power failed.
#[derive(Clone, Default)]
pub(crate) struct Promised {
    made: bool,
    enrolled: bool,
    /// Calls called saved, with the reference of their case.
    pub(crate) calls: BTreeMap<String, Option<String>>,
    /// How often each draft had been kept.
    drafts: BTreeMap<String, u32>,
    /// Calls corrected, by the mark of their last correction.
    corrected: BTreeMap<String, i64>,
    /// The recovery code that was told to be in force.
    code: Option<String>,
    /// Those on paper that may be in its place, put there by somebody who was killed before they could tell.
    shown: Vec<String>,
    /// Files on the courier's stick, with their length.
    written: BTreeMap<String, u64>,
    /// Calls that a backup holds, one for each that was made.
    backed_up: Vec<BTreeSet<String>>,
    /// Number of the last one that was told of.
    last_backup: Option<u64>,
    /// Acts in which somebody was erased.
    erased: BTreeSet<String>,
}

impl Promised {
    /// `migrates`: the store was of an earlier version when the program started.
    pub(crate) fn hear(&mut self, word: &Word, migrates: bool) {
        match word {
            Word::Made => self.made = true,
            Word::Opened => {
                self.made = true;
                if migrates {
                    self.backed_up.push(self.calls.keys().cloned().collect());
                }
            }
            Word::Enrolled => self.enrolled = true,
            Word::Found { id, keeping, .. } | Word::Kept { id, keeping, .. } => {
                if !self.calls.contains_key(id) {
                    self.drafts.insert(id.clone(), *keeping);
                }
            }
            Word::Saved { id, reference } => {
                self.drafts.remove(id);
                self.calls.insert(id.clone(), reference.clone());
            }
            Word::Corrected { id, mark } => drop(self.corrected.insert(id.clone(), *mark)),
            Word::Shown { code } => self.shown.push(code.clone()),
            Word::Code { code } => {
                self.code = Some(code.clone());
                self.shown.clear();
            }
            Word::BackedUp { sequence } => {
                self.backed_up.push(self.calls.keys().cloned().collect());
                self.last_backup = Some(*sequence);
            }
            Word::Written { name, bytes } => drop(self.written.insert(name.clone(), *bytes)),
            Word::Erased { act } => drop(self.erased.insert(act.clone())),
            // What was told before holds after a restore as well.
            Word::Ready | Word::Restored | Word::Line { .. } | Word::Came { .. } => {}
        }
    }

    /// Opens what lies there as it is opened on any morning, and looks for all of it. `centre` are the entries there
    /// with their numbers.
    pub(crate) fn look(&self, data: &Path, centre: &BTreeMap<EntryId, u64>) {
        let app = machine::start(data, Arc::new(SetClock::at(Millis(LOOKED_AT))));
        match app.app_state().unwrap().phase {
            Phase::FirstStart => {
                assert!(!self.made, "a store that was told of is there");
                machine::first_start(&app).expect("a first start can be begun again");
            }
            Phase::Closed => machine::open(&app).expect("the store opens"),
            other => panic!("the machine stands at {other:?}"),
        }
        machine::sign_in(&app).expect("the first person signs in");
        let enrolled = app.link_status().unwrap().state != LinkState::NotSet;
        assert!(enrolled || !self.enrolled, "the machine is enrolled");
        let drafts: BTreeMap<String, u32> = app
            .drafts()
            .unwrap()
            .into_iter()
            .map(|draft| (draft.form.id, last_word(&draft.form.note)))
            .collect();
        drop(app);

        look_whole(data);
        self.look_for_code(data);
        let file = file::open(data, PASSPHRASE).unwrap();
        let calls = logged(&file);
        for call in self.calls.keys() {
            assert!(
                calls.contains(call),
                "{call} was told as saved and is not there"
            );
        }
        for (draft, kept) in &self.drafts {
            let found = drafts.get(draft);
            assert!(
                calls.contains(draft) || found.is_some_and(|found| found >= kept),
                "{draft}: keeping {kept} was told, {found:?} lies there and no call"
            );
        }
        let both = drafts.keys().find(|draft| calls.contains(*draft));
        assert_eq!(both, None, "a draft goes with the save of its call");
        self.look_into_rows(&file);
        self.look_for_erased(&file);
        for (entry, number) in settled(&file) {
            assert_eq!(
                centre.get(&entry),
                Some(&number),
                "{entry} was acknowledged"
            );
        }
        drop(file);
        for (name, bytes) in &self.written {
            let found = fs::metadata(data.with_file_name("stick").join(name));
            let found = found.map(|found| found.len()).ok();
            assert_eq!(found, Some(*bytes), "{name} was told to be on the stick");
        }
        self.look_for_backups(data);
    }

    fn look_into_rows(&self, file: &Connection) {
        let references: Vec<String> = column(file, r#"SELECT reference FROM "case""#);
        let unique: BTreeSet<&String> = references.iter().collect();
        assert_eq!(
            unique.len(),
            references.len(),
            "no reference is given twice"
        );
        for reference in self.calls.values().flatten() {
            assert!(unique.contains(reference), "case {reference} was told of");
        }
        for (call, mark) in &self.corrected {
            let note: String = file
                .query_row(
                    "SELECT note FROM call WHERE id = ?1",
                    [call.parse::<SubjectId>().unwrap().to_bytes()],
                    |row| row.get(0),
                )
                .unwrap();
            let found: i64 = last_word(&note);
            assert!(
                found >= *mark,
                "{call}: correction {mark} was told, it says {found}"
            );
        }
    }

    /// What was told to be erased is so, also in what was restored since; and nothing ever is by half.
    fn look_for_erased(&self, file: &Connection) {
        let acts: Vec<[u8; 16]> = column(file, "SELECT DISTINCT act FROM erased");
        let acts: BTreeSet<String> = acts
            .into_iter()
            .map(|act| ActId::from_bytes(act).to_string())
            .collect();
        for act in &self.erased {
            assert!(acts.contains(act), "{act} was told to have erased");
        }
        let calls: Vec<i64> = column(
            file,
            "SELECT count(*) FROM erased WHERE kind = 'call' GROUP BY act",
        );
        assert_eq!(calls.len(), acts.len(), "each act has erased a call too");
        let words: Vec<i64> = column(
            file,
            "SELECT count(*) FROM entry JOIN erased ON erased.subject = entry.subject
             WHERE length(entry.personal) > 18",
        );
        assert_eq!(words, [0], "no words are left of what was erased");
    }

    /// The code that was told opens, or one that was just being put in its place.
    fn look_for_code(&self, data: &Path) {
        let Some(code) = &self.code else { return };
        let opens =
            |code: &String| match Store::open(&Folder::at(data), &Unlock::RecoveryCode(code)) {
                Ok(_) => true,
                Err(OpenError::WrongPassphrase) => false,
                Err(error) => panic!("the recovery code: {error}"),
            };
        assert!(
            opens(code) || self.shown.iter().any(opens),
            "the recovery code on paper opens"
        );
    }

    /// Every folder that has the name of a backup is one, and what was told to be in one is.
    fn look_for_backups(&self, data: &Path) {
        let places = backups(data);
        let held: Vec<BTreeSet<String>> = places.values().map(|place| held_by(place)).collect();
        for calls in &self.backed_up {
            assert!(
                held.iter().any(|held| calls.is_subset(held)),
                "a backup that was made is there, or a newer one, with all that was saved"
            );
        }
        if let Some(last) = self.last_backup {
            let newest = places.keys().last().copied();
            assert!(
                newest >= Some(last),
                "backup {last} was told of, {newest:?} is the newest"
            );
        }
    }
}

/// By their numbers. What is being made or removed has another name.
fn backups(data: &Path) -> BTreeMap<u64, PathBuf> {
    let Ok(listed) = fs::read_dir(data.join("backups")) else {
        return BTreeMap::new();
    };
    let paths = listed.map(|entry| entry.unwrap().path());
    // Nor are those that lay aside for a restore, and the list of what was erased.
    let is_other = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with("replaced") || name == "erased"
    };
    let whole = paths.filter(|path| path.extension().is_none() && !is_other(path));
    let number = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.split('-').next().unwrap().parse().unwrap()
    };
    whole.map(|path| (number(&path), path)).collect()
}

/// The calls in a backup, which opens and is whole. One is never written again: a file that was looked at once is only
/// opened.
fn held_by(place: &Path) -> BTreeSet<String> {
    static LOOKED_AT: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());
    let bytes = fs::read(place.join("nida.db")).unwrap();
    let store = Store::open(&Folder::at(place), &Unlock::Passphrase(PASSPHRASE));
    drop(store.expect("a backup opens"));
    let mut looked_at = LOOKED_AT.lock().unwrap_or_else(PoisonError::into_inner);
    let digest = hex(digest(&bytes));
    if let Some(held) = looked_at.get(&digest) {
        return held.clone();
    }
    look_whole(place);
    let held = logged(&file::open(place, PASSPHRASE).unwrap());
    looked_at.insert(digest, held.clone());
    held
}

/// Every page fits its HMAC, every index its table, the chain is whole, and the tables are what the journal says.
fn look_whole(data: &Path) {
    let store = Store::open(&Folder::at(data), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(store.verify().unwrap().fault, None, "the journal is whole");
    let rebuilt = store.rebuild().unwrap();
    assert_eq!(
        (rebuilt.differed, rebuilt.named),
        (0, vec![]),
        "the tables are what the journal says"
    );
    let epochs = store.read(|reading| reading.epochs_begun()).unwrap();
    let behind = epochs.iter().find(|begun| begun.why != NewEpoch::Restored);
    assert_eq!(behind, None, "nothing that was sent is missing here");
    drop(store);
    let file = file::open(data, PASSPHRASE).unwrap();
    let broken: Vec<String> = column(&file, "PRAGMA cipher_integrity_check");
    assert_eq!(broken, Vec::<String>::new());
    let sound: Vec<String> = column(&file, "PRAGMA integrity_check");
    assert_eq!(sound, ["ok"]);
}

fn column<T: FromSql>(file: &Connection, sql: &str) -> Vec<T> {
    let mut asked = file.prepare(sql).unwrap();
    let rows = asked.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// The calls of the journal, each once.
fn logged(file: &Connection) -> BTreeSet<String> {
    let mut asked = file
        .prepare("SELECT subject FROM entry WHERE kind = 'call.logged'")
        .unwrap();
    let rows = asked.query_map([], |row| Ok(SubjectId::from_bytes(row.get(0)?).to_string()));
    let all: Vec<String> = rows.unwrap().collect::<Result<_, _>>().unwrap();
    let calls: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(calls.len(), all.len(), "each call is in the journal once");
    calls
}

/// What the machine holds for acknowledged, with the number that it was told.
fn settled(file: &Connection) -> BTreeMap<EntryId, u64> {
    let mut asked = file
        .prepare("SELECT entry.id, number FROM number JOIN entry ON entry.local = number.entry")
        .unwrap();
    let rows = asked.query_map([], |row| {
        let number: i64 = row.get(1)?;
        Ok((EntryId::from_bytes(row.get(0)?), number.cast_unsigned()))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// The number at the end of a note.
fn last_word<T: std::str::FromStr>(note: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    note.rsplit(' ').next().unwrap().parse().unwrap()
}
