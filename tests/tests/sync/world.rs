//! A centre with its folder, machines with theirs, and waiting on what is promised.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use centre::{
    Clock as _, Config, CourierError, CourierTaken, Listed, Running, Sqlite, Storage, SystemClock,
    centre_card, issue_code, publish_pack, serve, take_courier,
};
use domain::call::Call;
use domain::id::{ActId, EntryId, Millis, SubjectId, UserId};
use domain::role::Role;
use domain::wire::{Pack, PackKind, Site};
use store::{Cost, Folder, NewStore, Stamp, Store, Unlock, random};
use sync::{CentreCard, Options, Status, Syncer};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long anything that was promised may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// Sunday, 2026-11-22, 10:00 in Muscat.
const AT: Millis = Millis(1_795_327_200_000);

const PASSPHRASE: &str = "سبع نخلات عند الفلج";

/// The file in a centre's folder.
const DATA: &str = "centre.sqlite";

/// A centre; it can be stopped, started again and put back to a backup.
pub(crate) struct Centre {
    folder: TempDir,
    runtime: Runtime,
    running: Option<Running>,
}

impl Centre {
    pub(crate) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let mut centre = Self {
            folder: TempDir::new().unwrap(),
            runtime,
            running: None,
        };
        centre.start_again();
        centre
    }

    pub(crate) fn start_again(&mut self) {
        let config = Config::loopback(self.folder.path().to_owned());
        self.running = Some(self.runtime.block_on(serve(config)).unwrap());
    }

    /// Stops as a kill would: connections and all.
    pub(crate) fn kill(&mut self) {
        self.running = None;
    }

    fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.shutdown());
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().address()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    fn storage(&self) -> Sqlite {
        Sqlite::open(self.folder.path(), SystemClock.now()).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        let storage = self.storage();
        let issued = issue_code(&storage, None, SystemClock.now());
        self.runtime.block_on(issued).unwrap().code.to_string()
    }

    pub(crate) fn revoke(&self, machine: &Machine) {
        let storage = self.storage();
        let revoked = storage.revoke(machine.store.machine(), SystemClock.now());
        assert!(
            self.runtime.block_on(revoked).unwrap(),
            "the machine is known"
        );
    }

    /// Publishes answer cards for a site; none: for the first. Answers the version.
    pub(crate) fn publish(&self, site: Option<&str>, cards: &str) -> u64 {
        let storage = self.storage();
        let published = async {
            let sites = storage.sites().await.unwrap();
            let mut sites = sites.into_iter().map(|of| of.site);
            let named = |of: &Site| site.is_none_or(|name| of.name == name);
            let site = sites.find(named).unwrap();
            let content = cards.as_bytes().to_vec();
            let now = SystemClock.now();
            publish_pack(&storage, &site, PackKind::Cards, content, None, now).await
        };
        self.runtime.block_on(published).unwrap().version
    }

    /// The newest answer cards of a site, as a machine of it is given them.
    pub(crate) fn pack(&self, site: &str) -> Pack {
        let storage = self.storage();
        let pack = async {
            let sites = storage.sites().await.unwrap();
            let mut sites = sites.into_iter().map(|of| of.site);
            let site = sites.find(|of| of.name == site).unwrap();
            let kept = storage.pack(site.id, PackKind::Cards, None).await.unwrap();
            let centre = storage.identity().await.unwrap().centre;
            kept.unwrap().to_wire(centre)
        };
        self.runtime.block_on(pack)
    }

    /// A code for a site of this name, which is made by it.
    pub(crate) fn code_of(&self, site: &str) -> String {
        let storage = self.storage();
        let issued = issue_code(&storage, Some(site), SystemClock.now());
        self.runtime.block_on(issued).unwrap().code.to_string()
    }

    /// Takes in a file that a courier brought, as the command of the centre does.
    pub(crate) fn take(&self, file: &[u8]) -> Result<CourierTaken, CourierError> {
        let storage = self.storage();
        self.runtime
            .block_on(take_courier(&storage, file, SystemClock.now()))
    }

    /// Its card, for machines without a line: nothing answers at the address on it.
    pub(crate) fn card(&self) -> CentreCard {
        let storage = self.storage();
        self.runtime
            .block_on(centre_card(&storage, "http://127.0.0.1:9".to_owned()))
            .unwrap()
    }

    /// A backup of the data, as it is taken while it serves.
    pub(crate) fn back_up(&self) -> TempDir {
        let backup = TempDir::new().unwrap();
        let live = rusqlite::Connection::open(self.folder.path().join(DATA)).unwrap();
        let copy = backup.path().join(DATA);
        live.execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
            .unwrap();
        backup
    }

    /// Goes on with a backup in the place of the data.
    pub(crate) fn restore(&mut self, backup: TempDir) {
        self.stop();
        self.folder = backup;
        self.start_again();
    }

    /// All entries by number. Numbers are dense and each stands once.
    pub(crate) fn entries(&self) -> BTreeMap<u64, Listed> {
        let storage = self.storage();
        let listed = self.runtime.block_on(storage.newest(10_000)).unwrap();
        let count = listed.len();
        let entries: BTreeMap<_, _> = listed.into_iter().map(|one| (one.number, one)).collect();
        assert_eq!(entries.len(), count, "no number twice");
        entries
    }

    /// How many entries it has that can be read, each of another id.
    pub(crate) fn count(&self) -> usize {
        let ids = self.entries().into_values().filter_map(|listed| {
            let header = listed.entry?.read_header().unwrap();
            Some((header.id, ()))
        });
        ids.collect::<BTreeMap<EntryId, ()>>().len()
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
    told: Arc<Told>,
    _folder: TempDir,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
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

    /// A machine that starts from a copy.
    pub(crate) fn from_copy(copy: TempDir) -> Self {
        let place = Folder::at(copy.path().join("data"));
        let store = Store::open(&place, &Unlock::Passphrase(PASSPHRASE)).unwrap();
        Self::over(store, copy, Options::default())
    }

    fn over(store: Store, folder: TempDir, options: Options) -> Self {
        let told = Arc::new(Told::default());
        Self {
            syncer: start(&store, options, &told),
            store,
            told,
            _folder: folder,
        }
    }

    /// Stops the sync and starts another over the same store, as a restart of the application does.
    pub(crate) fn restart(&mut self) {
        self.syncer.stop();
        self.syncer = start(&self.store, Options::default(), &self.told);
    }

    /// Saves so many calls, each an act of its own.
    pub(crate) fn save(&self, calls: usize) {
        for _ in 0..calls {
            let stamp = Stamp {
                act: ActId::new(AT, random().unwrap()),
                actor: UserId::from_bytes([7; 16]),
                role: Role::Agent,
                at: AT,
                zone_min: 240,
                since_start_ms: 1,
                skew_ms: None,
            };
            let call = Call {
                note: "سأل عن موعد التطعيم".into(),
                ..Call::default()
            };
            let id = SubjectId::new(AT, random().unwrap());
            let saved = self
                .store
                .act::<_, store::StoreError>(stamp, move |acting| acting.append(id, call.logged()));
            saved.unwrap();
        }
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
