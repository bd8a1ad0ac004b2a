//! Machines with their stores, and waiting on what is promised.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::call::Call;
use domain::fold::Change;
use domain::id::{ActId, Millis, SubjectId, UserId};
use domain::role::Role;
use store::{Cost, Folder, NewStore, Stamp, Store, Unlock, random};
use sync::{Journal as _, Options, Patience, Status, Syncer};
use tempfile::TempDir;

pub(crate) use crate::centre::Centre;

/// How long anything that was promised may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Sunday, 2026-11-22, 10:00 in Muscat.
pub(crate) const AT: Millis = Millis(1_795_327_200_000);

const PASSPHRASE: &str = "سبع نخلات عند الفلج";

/// A call of which this is known.
pub(crate) fn call(note: &str) -> Call {
    Call {
        note: note.into(),
        ..Call::default()
    }
}

/// The last status told, and waking whoever waits for it.
#[derive(Default)]
struct Told {
    count: Mutex<u64>,
    changed: Condvar,
}

/// A machine with its store and its sync.
pub(crate) struct Machine {
    pub(crate) syncer: Syncer,
    pub(crate) store: Store,
    options: Options,
    told: Arc<Told>,
    folder: TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    /// One that gives a line up after a second without a byte.
    pub(crate) fn impatient() -> Self {
        Self::with(Options {
            patience: Patience {
                stall: Duration::from_secs(1),
                ..Patience::default()
            },
            ..Options::default()
        })
    }

    pub(crate) fn with(options: Options) -> Self {
        let folder = TempDir::new().unwrap();
        let new = NewStore {
            passphrase: PASSPHRASE.to_owned().into(),
            cost: Cost::PRACTICE_ONLY,
            code: None,
            settings: vec![],
        };
        let place = Folder::at(folder.path().join("data"));
        let (store, _) = Store::create(&place, &new).unwrap();
        Self::over(store, folder, options)
    }

    /// A copy of the store's folder as it stands: a backup, a disk image. Nobody may write meanwhile.
    pub(crate) fn copy(&self) -> TempDir {
        let copy = TempDir::new().unwrap();
        let data = copy.path().join("data");
        std::fs::create_dir(&data).unwrap();
        for file in std::fs::read_dir(self.store.folder().path()).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), data.join(file.file_name())).unwrap();
            }
        }
        copy
    }

    /// Stops it and closes its store; what lies on its disk then.
    pub(crate) fn close(self) -> TempDir {
        self.syncer.stop();
        let Self {
            syncer,
            store,
            folder,
            ..
        } = self;
        drop((syncer, store));
        folder
    }

    /// A machine that starts from a copy.
    pub(crate) fn from_copy(copy: TempDir) -> Self {
        let place = Folder::at(copy.path().join("data"));
        let store = Store::open(&place, &Unlock::Passphrase(PASSPHRASE)).unwrap();
        Self::over(store, copy, Options::default())
    }

    fn over(store: Store, folder: TempDir, options: Options) -> Self {
        let told = Arc::new(Told::default());
        Self {
            syncer: start(&store, options.clone(), &told),
            store,
            options,
            told,
            folder,
        }
    }

    /// Stops the sync and starts another over the same store, as a restart of the application does.
    pub(crate) fn restart(&mut self) {
        self.syncer.stop();
        self.syncer = start(&self.store, self.options.clone(), &self.told);
    }

    /// Sends it to this address, as whoever moves a centre does, and has it start anew.
    pub(crate) fn lead_to(&mut self, address: &str) {
        let mut enrolment = self.store.enrolment().unwrap().unwrap();
        address.clone_into(&mut enrolment.address);
        self.store.keep_enrolment(&enrolment).unwrap();
        self.restart();
    }

    /// Saves so many calls, each an act of its own.
    pub(crate) fn save(&self, calls: usize) {
        for _ in 0..calls {
            let id = SubjectId::new(AT, random().unwrap());
            self.write(id, call("سأل عن موعد التطعيم").logged(), AT, 240);
        }
    }

    /// Writes this of a subject, at this moment by its wall clock in this zone.
    pub(crate) fn write(&self, of: SubjectId, change: Change, at: Millis, zone_min: i32) {
        let stamp = Stamp {
            act: ActId::new(at, random().unwrap()),
            actor: UserId::from_bytes([7; 16]),
            role: Role::Agent,
            at,
            zone_min,
            since_start_ms: 1,
            skew_ms: self.syncer.skew_ms(),
        };
        let saved = self
            .store
            .act::<_, store::StoreError>(stamp, move |acting| acting.append(of, change));
        saved.unwrap();
        self.syncer.wake();
    }

    /// Waits until the status keeps what was promised.
    pub(crate) fn wait(&self, promise: &str, kept: impl Fn(&Status) -> bool) -> Status {
        self.wait_for(promise, |machine| {
            let status = machine.syncer.status();
            kept(&status).then_some(status)
        })
    }

    /// Waits until something can be seen; looks again whenever the sync tells of a change.
    pub(crate) fn wait_for<T>(&self, promise: &str, seen: impl Fn(&Self) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let before = *self
                .told
                .count
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = seen(self) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "promised: {promise}; {:?}",
                self.syncer.status()
            );
            let count = self
                .told
                .count
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            // Not everything that is waited for changes the status.
            let look_again = left.min(Duration::from_millis(100));
            let waited = self
                .told
                .changed
                .wait_timeout_while(count, look_again, |count| *count == before);
            drop(waited);
        }
    }

    /// Waits until nothing waits any more, neither in the store nor by what is told.
    pub(crate) fn wait_all_in(&self) {
        self.syncer.sync_now();
        self.wait_for("everything is at the centre", |machine| {
            let status = machine.syncer.status();
            let told = status.waiting == 0 && status.problem.is_none();
            (told && machine.store.link_state().unwrap().waiting == 0).then_some(())
        });
    }

    /// So many entries lie in the journal, none of them changed, and the tables are what they say.
    pub(crate) fn assert_whole(&self, entries: u64) {
        let verified = self.store.verify().unwrap();
        assert!(verified.fault.is_none(), "{verified:?}");
        assert_eq!(verified.entries, entries);
        assert_eq!(self.store.rebuild().unwrap().differed, 0);
    }

    /// Up to which number it has the feed.
    pub(crate) fn pulled_to(&self) -> u64 {
        self.store
            .cursor()
            .unwrap()
            .map_or(0, |cursor| cursor.at.number)
    }

    /// Waits until it has the feed up to this number. The other machines may have to send first, so it is
    /// asked for again and again.
    pub(crate) fn wait_pulled_to(&self, number: u64) {
        self.wait_for("the feed is pulled", |machine| {
            let there = machine.pulled_to() == number;
            if !there {
                machine.syncer.sync_now();
            }
            there.then_some(())
        });
    }
}

fn start(store: &Store, options: Options, told: &Arc<Told>) -> Syncer {
    let tells = Arc::clone(told);
    let on_status = move |_| {
        *tells.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        tells.changed.notify_all();
    };
    Syncer::start(Arc::new(store.clone()), options, Arc::new(on_status))
}
