//! A centre that was started for the kit, whatever it keeps its data in.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use centre::{
    Access, CODE_LIFE_MS, Clock, Config, PackNumber, Running, Server, Storage, StorageAt,
    issue_code, publish_pack, serve,
};
use conform::{CutOff, Options, Pause, People};
use domain::id::{MachineId, Millis};
use domain::wire::{EnrolmentCode, PackKind, Site};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

use crate::cluster::{Cluster, OWNER};

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
        let at = folder.path().to_owned();
        Self::over(at.into(), Box::new(folder)).await
    }

    /// One over PostgreSQL, in a database of its own.
    pub(crate) async fn start_in_a_database() -> Arc<Self> {
        let cluster = Cluster::shared();
        // Processes of a long run may bear the number of one that ended.
        let since = UNIX_EPOCH.elapsed().unwrap().as_micros();
        let database = format!("conform_of_{}_{since}", std::process::id());
        cluster.make_database(&database);
        let server = Server::parse(&cluster.address(OWNER, &database), Access::default());
        Self::over(server.unwrap().into(), Box::new(cluster)).await
    }

    async fn over(at: StorageAt, data: Box<dyn Any + Send + Sync>) -> Arc<Self> {
        let clock = Arc::new(HandClock(AtomicI64::new(1_795_327_200_000)));
        let mut config = Config::loopback(at.clone());
        let shared: Arc<dyn Clock> = Arc::<HandClock>::clone(&clock);
        config.clock = shared;
        let running = serve(config).await.unwrap();
        Arc::new(Self {
            url: format!("http://{}", running.address()),
            storage: at.open(clock.now()).await.unwrap(),
            clock,
            _running: running,
            _data: data,
        })
    }

    pub(crate) async fn code(&self, site: &str) -> EnrolmentCode {
        let issued = issue_code(&*self.storage, Some(site), self.clock.now()).await;
        issued.unwrap().code
    }

    /// Publishes answer cards, lists and a policy for this site.
    async fn publish(&self, site: &str) {
        let sites = self.storage.sites().await.unwrap();
        let mut sites = sites.into_iter().map(|of| of.site);
        let site = sites.find(|of| of.name == site).unwrap();
        let cards = include_bytes!("../../../assets/cards/first_aid.json").to_vec();
        let lists = br#"{"about": "lists of a test", "lists": {}}"#.to_vec();
        let policy = br#"{"lockMin": 5}"#.to_vec();
        let packs = [
            (PackKind::Cards, cards),
            (PackKind::Lists, lists),
            (PackKind::Policy, policy),
        ];
        for (kind, content) in packs {
            let now = self.clock.now();
            let published =
                publish_pack(&*self.storage, &site, kind, content, PackNumber::Next, now).await;
            published.unwrap();
        }
    }

    /// Everything that the kit can be given, for the endpoint at this address.
    pub(crate) async fn options(&self, address: &str) -> Options {
        let expired_code = Some(self.code("tests").await);
        self.clock.0.fetch_add(CODE_LIFE_MS, Ordering::SeqCst);
        self.publish("tests").await;
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
