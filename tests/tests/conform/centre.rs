//! A centre that was started for the kit, whatever it keeps its data in.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use centre::{CODE_LIFE_MS, Clock, Config, Running, Sqlite, Storage, issue_code, serve};
use conform::{CutOff, Options, Pause, People};
use domain::id::{MachineId, Millis};
use domain::wire::{EnrolmentCode, Site};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

/// A clock that goes by a millisecond each time somebody looks, and further when it is told to: no two
/// moments are one, as in life.
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Millis {
        Millis(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// A centre that serves, and the storage behind it, by which codes are issued and machines cut off.
pub(crate) struct Centre {
    pub(crate) url: String,
    clock: Arc<HandClock>,
    storage: Box<dyn Storage>,
    _running: Running,
    /// What goes with it when it ends.
    _data: Box<dyn Any + Send + Sync>,
}

impl Centre {
    /// One over SQLite.
    pub(crate) async fn start() -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock(AtomicI64::new(1_795_327_200_000)));
        let mut config = Config::loopback(folder.path().to_owned());
        let shared: Arc<dyn Clock> = Arc::<HandClock>::clone(&clock);
        config.clock = shared;
        let running = serve(config).await.unwrap();
        let storage = Sqlite::open(folder.path(), clock.now()).unwrap();
        Arc::new(Self {
            url: format!("http://{}", running.address()),
            clock,
            storage: Box::new(storage),
            _running: running,
            _data: Box::new(folder),
        })
    }

    pub(crate) async fn code(&self, site: &str) -> EnrolmentCode {
        let issued = issue_code(&*self.storage, Some(site), self.clock.now()).await;
        issued.unwrap().code
    }

    /// Everything that the kit can be given, for the endpoint at this address.
    pub(crate) async fn options(&self, address: &str) -> Options {
        let expired_code = Some(self.code("tests").await);
        self.clock.0.fetch_add(CODE_LIFE_MS, Ordering::SeqCst);
        Options {
            expired_code,
            address: address.to_owned(),
            ca: vec![],
            code: self.code("tests").await,
            second_code: Some(self.code("tests").await),
            other_site_code: Some(self.code("elsewhere").await),
            spare_code: Some(self.code("tests").await),
            without: vec![],
            wait: true,
            new_counting: true,
        }
    }
}

impl People for Centre {
    fn is_for_tests(&self, _: &Site, _: Option<u64>) -> bool {
        false
    }

    fn cut_off(&self, machine: MachineId) -> Option<CutOff> {
        let revoked = self.storage.revoke(machine, self.clock.now());
        let done = block_in_place(|| Handle::current().block_on(revoked)).unwrap();
        Some(if done { CutOff::Done } else { CutOff::Failed })
    }

    fn wait(&self, how_long: Duration) -> Pause<'_> {
        let by_ms = i64::try_from(how_long.as_millis()).unwrap();
        self.clock.0.fetch_add(by_ms, Ordering::SeqCst);
        Box::pin(async {})
    }
}
