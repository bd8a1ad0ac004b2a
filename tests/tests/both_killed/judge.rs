//! What is promised, asked of the files themselves while everybody is dead, and of the stores at rest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use centre::{Clock as _, StorageAt, SystemClock};
use domain::id::{EntryId, SubjectId};
use nida_tests::file;
use nida_tests::machine::PASSPHRASE;
use store::{Folder, Store, Unlock};
use sync::{Options, Status, Syncer};
use tokio::runtime::Runtime;

/// How long coming to rest may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// Most entries of a world.
const ENTRIES_MAX: usize = 100_000;

/// All that anybody was ever told.
#[derive(Default)]
pub(crate) struct Told {
    /// Calls that each machine called saved.
    pub(crate) saved: [BTreeSet<String>; 2],
    /// Numbers that a machine or a listing of the centre has shown.
    numbers: BTreeMap<EntryId, u64>,
}

/// The centre's entries by number, each once and without a gap.
pub(crate) fn at_centre(runtime: &Runtime, storage: &StorageAt) -> BTreeMap<u64, EntryId> {
    let listed = runtime.block_on(async {
        let storage = storage.open(SystemClock.now()).await.unwrap();
        storage.newest(ENTRIES_MAX).await.unwrap()
    });
    let count = listed.len();
    let entries: BTreeMap<u64, EntryId> = listed
        .into_iter()
        .map(|one| {
            let entry = one.entry.expect("nothing of this is held");
            (one.number, entry.read_header().unwrap().id)
        })
        .collect();
    assert_eq!(entries.len(), count, "no number twice");
    assert!(
        entries.keys().copied().eq(1..=count as u64),
        "numbers are dense"
    );
    let ids: BTreeSet<&EntryId> = entries.values().collect();
    assert_eq!(ids.len(), count, "no entry twice at the centre");
    entries
}

impl Told {
    /// Everybody is dead: what lies there keeps what was told.
    pub(crate) fn look(&mut self, folders: [&Path; 2], runtime: &Runtime, storage: &StorageAt) {
        let centre = at_centre(runtime, storage);
        let of_centre: BTreeMap<EntryId, u64> =
            centre.iter().map(|(number, id)| (*id, *number)).collect();
        self.compare("the centre", &of_centre);
        for (folder, saved) in folders.into_iter().zip(&self.saved) {
            look_for_saved(folder, saved);
        }
        for folder in folders {
            let settled = settled(folder);
            for (id, number) in &settled {
                assert_eq!(
                    of_centre.get(id),
                    Some(number),
                    "{id} was acknowledged as number {number}"
                );
            }
        }
    }

    /// A number that was shown stands for good.
    fn compare(&mut self, place: &str, shown: &BTreeMap<EntryId, u64>) {
        for (id, number) in &self.numbers {
            assert_eq!(
                shown.get(id),
                Some(number),
                "{id} was number {number}, at {place}"
            );
        }
        self.numbers.extend(shown);
    }
}

/// Each call that was called saved is in the journal once, and so is every other one.
fn look_for_saved(folder: &Path, saved: &BTreeSet<String>) {
    let file = file::open(folder, PASSPHRASE).unwrap();
    let mut asked = file
        .prepare("SELECT subject, count(*) FROM entry WHERE kind = 'call.logged' GROUP BY subject")
        .unwrap();
    let logged: BTreeMap<String, u32> = asked
        .query_map([], |row| {
            Ok((SubjectId::from_bytes(row.get(0)?).to_string(), row.get(1)?))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for call in saved {
        assert!(
            logged.contains_key(call),
            "{call} was called saved and is not in the journal"
        );
    }
    for (call, times) in &logged {
        assert_eq!(*times, 1, "{call} is in the journal once");
    }
}

/// What a machine holds for acknowledged, with the number that it was told.
fn settled(folder: &Path) -> BTreeMap<EntryId, u64> {
    let file = file::open(folder, PASSPHRASE).unwrap();
    let unnumbered: u32 = file
        .query_row(
            "SELECT count(*) FROM link WHERE state = 'acknowledged'
             AND entry NOT IN (SELECT entry FROM number)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(unnumbered, 0, "acknowledged is what has a number");
    let mut asked = file
        .prepare("SELECT entry.id, number FROM number JOIN entry ON entry.local = number.entry")
        .unwrap();
    asked
        .query_map([], |row| {
            let number: i64 = row.get(1)?;
            Ok((EntryId::from_bytes(row.get(0)?), number.cast_unsigned()))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// A machine that nobody kills any more.
struct AtRest {
    store: Store,
    syncer: Syncer,
    changes: Receiver<()>,
}

impl AtRest {
    fn start(folder: &Path) -> Self {
        let place = Folder::at(folder);
        let store = Store::open(&place, &Unlock::Passphrase(PASSPHRASE)).unwrap();
        let (changed, changes) = channel();
        let told = move |_: Status| {
            let _ = changed.send(());
        };
        let syncer = Syncer::start(Arc::new(store.clone()), Options::default(), Arc::new(told));
        Self {
            store,
            syncer,
            changes,
        }
    }

    fn sent_all(&self) -> bool {
        let state = self.store.link_state().unwrap();
        assert_eq!(state.held, 0, "nothing of this is held");
        state.waiting == 0
    }

    fn read_to(&self) -> u64 {
        let cursor = self.store.cursor().unwrap();
        cursor.map_or(0, |cursor| cursor.at.number)
    }

    fn entries(&self, folder: &Path) -> BTreeSet<EntryId> {
        let verified = self.store.verify().unwrap();
        assert_eq!(verified.fault, None, "the chain is whole");
        let rebuilt = self.store.rebuild().unwrap();
        assert_eq!(
            (rebuilt.differed, rebuilt.named),
            (0, vec![]),
            "the tables are what the journal says"
        );
        settled(folder).into_keys().collect()
    }
}

/// Nobody is killed any more: both send and read until nothing is left, and hold what the centre holds.
pub(crate) fn come_to_rest(folders: [&Path; 2], runtime: &Runtime, storage: &StorageAt) {
    let machines = folders.map(AtRest::start);
    let until = Instant::now() + PATIENCE;
    let mut last = None;
    while last.is_none() {
        for machine in &machines {
            machine.syncer.sync_now();
        }
        // Told of most that is waited for; what is not told is looked for again.
        for machine in &machines {
            let _ = machine.changes.recv_timeout(Duration::from_millis(50));
        }
        if machines.iter().all(AtRest::sent_all) {
            let centre = at_centre(runtime, storage);
            let count = centre.len() as u64;
            let all_read = machines.iter().all(|machine| machine.read_to() == count);
            last = all_read.then_some(centre);
        }
        assert!(
            Instant::now() < until,
            "they come to rest: {:?}",
            machines.map(|machine| (machine.syncer.status(), machine.read_to()))
        );
    }
    let centre: BTreeSet<EntryId> = last.unwrap_or_default().into_values().collect();
    for (machine, folder) in machines.iter().zip(folders) {
        machine.syncer.stop();
        assert_eq!(
            machine.entries(folder),
            centre,
            "the machine holds what the centre holds"
        );
    }
}
