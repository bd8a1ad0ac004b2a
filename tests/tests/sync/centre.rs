//! A centre of these stories, with a file or with a database; it can be stopped, started again and put back to a
//! backup.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

use centre::{
    Access, Clock, Config, CourierError, CourierTaken, KeptPack, Listed, MachineState, PackNumber,
    PublishError, Running, Server, Storage, StorageAt, SystemClock, centre_card, issue_code,
    publish_pack, serve, take_courier,
};
use courier::CentreSecrets;
use domain::id::{EntryId, MachineId, Millis};
use domain::wire::{Pack, PackKind, Site, pack_bytes};
use ed25519_dalek::Signer as _;
use sync::CentreCard;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::cluster::{Cluster, OWNER, programs};

/// The file in a centre's folder.
const DATA: &str = "centre.sqlite";

/// Most entries that a story looks at.
const LOOKED_AT: usize = 200_000;

/// What a centre stands on.
pub(crate) enum Ground {
    Folder(TempDir),
    /// Name of a database of the server that tests share.
    Database(String),
}

impl Ground {
    pub(crate) fn folder() -> Self {
        Self::Folder(TempDir::new().unwrap())
    }

    pub(crate) fn database() -> Self {
        let name = new_database();
        Cluster::shared().make_database(&name);
        Self::Database(name)
    }

    fn storage(&self) -> StorageAt {
        match self {
            Self::Folder(folder) => folder.path().to_owned().into(),
            Self::Database(name) => {
                let address = Cluster::shared().address(OWNER, name);
                Server::parse(&address, Access::default()).unwrap().into()
            }
        }
    }
}

/// Processes of a long run may bear the number of one that ended.
fn new_database() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let made = MADE.fetch_add(1, Ordering::SeqCst);
    let since = UNIX_EPOCH.elapsed().unwrap().as_micros();
    format!("sync_{}_{made}_{since}", std::process::id())
}

/// Copies a database that nobody serves; the server waits by itself for sessions that are just ending.
fn copy(from: &str, to: &str) {
    let mut psql = Command::new(programs().join("psql"));
    psql.args(["--no-psqlrc", "--quiet", "--command"]);
    psql.arg(format!("CREATE DATABASE {to} TEMPLATE {from}"));
    psql.arg(Cluster::shared().address(OWNER, "postgres"));
    let copied = psql.output().unwrap();
    let said = String::from_utf8_lossy(&copied.stderr);
    assert!(copied.status.success(), "{said}");
}

/// A clock that goes as the system's does, and by so much beside it.
#[derive(Default)]
pub(crate) struct Beside(AtomicI64);

impl Beside {
    pub(crate) fn forward(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for Beside {
    fn now(&self) -> Millis {
        Millis(SystemClock.now().0 + self.0.load(Ordering::SeqCst))
    }
}

/// A centre; it can be stopped, started again and put back to a backup.
pub(crate) struct Centre {
    ground: Ground,
    pub(crate) clock: Arc<Beside>,
    runtime: Runtime,
    running: Option<Running>,
}

impl Centre {
    pub(crate) fn start() -> Self {
        Self::on(Ground::folder())
    }

    pub(crate) fn on(ground: Ground) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let mut centre = Self {
            ground,
            clock: Arc::default(),
            runtime,
            running: None,
        };
        centre.start_again();
        centre
    }

    pub(crate) fn start_again(&mut self) {
        self.start_again_at(SocketAddr::from(([127, 0, 0, 1], 0)));
    }

    pub(crate) fn start_again_at(&mut self, address: SocketAddr) {
        let clock: Arc<dyn Clock> = Arc::<Beside>::clone(&self.clock);
        let config = Config {
            listen: address,
            clock,
            ..Config::loopback(self.ground.storage())
        };
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

    fn storage(&self) -> Box<dyn Storage> {
        let storage = self.ground.storage();
        self.runtime
            .block_on(storage.open(self.clock.now()))
            .unwrap()
    }

    /// How the machines are, as the people who run it see them.
    pub(crate) fn machines(&self) -> Vec<MachineState> {
        self.runtime.block_on(self.storage().machines()).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        let storage = self.storage();
        let issued = issue_code(storage.as_ref(), None, self.clock.now());
        self.runtime.block_on(issued).unwrap().code.to_string()
    }

    pub(crate) fn revoke(&self, machine: MachineId) {
        let storage = self.storage();
        let revoked = storage.revoke(machine, self.clock.now());
        assert!(
            self.runtime.block_on(revoked).unwrap(),
            "the machine is known"
        );
    }

    /// Publishes answer cards for a site; none: for the first. Answers the version.
    pub(crate) fn publish(&self, site: Option<&str>, cards: &str) -> u64 {
        self.publish_kind(PackKind::Cards, site, cards)
    }

    /// Publishes lists for the first site. Answers the version.
    pub(crate) fn publish_lists(&self, lists: &str) -> u64 {
        self.publish_kind(PackKind::Lists, None, lists)
    }

    /// Publishes a policy for the first site. Answers the version.
    pub(crate) fn publish_policy(&self, policy: &str) -> u64 {
        self.publish_kind(PackKind::Policy, None, policy)
    }

    /// Tries to publish lists for the first site.
    pub(crate) fn try_publish_lists(&self, lists: &str) -> Result<u64, PublishError> {
        self.try_publish(PackKind::Lists, None, lists)
    }

    fn publish_kind(&self, kind: PackKind, site: Option<&str>, content: &str) -> u64 {
        self.try_publish(kind, site, content).unwrap()
    }

    fn try_publish(
        &self,
        kind: PackKind,
        site: Option<&str>,
        content: &str,
    ) -> Result<u64, PublishError> {
        let storage = self.storage();
        let published = async {
            let sites = storage.sites().await.unwrap();
            let mut sites = sites.into_iter().map(|of| of.site);
            let named = |of: &Site| site.is_none_or(|name| of.name == name);
            let site = sites.find(named).unwrap();
            let content = content.as_bytes().to_vec();
            let now = self.clock.now();
            publish_pack(
                storage.as_ref(),
                &site,
                kind,
                content,
                PackNumber::Next,
                now,
            )
            .await
        };
        self.runtime.block_on(published).map(|new| new.version)
    }

    /// Keeps this as the newest answer cards of the first site, signed and not looked at, as a centre of another
    /// version might.
    pub(crate) fn sign_as_newest(&self, content: &[u8]) {
        let storage = self.storage();
        let kept = async {
            let site = storage.sites().await.unwrap().remove(0).site.id;
            let kind = PackKind::Cards;
            let newest = storage.pack_head(site, kind).await.unwrap();
            let (over, now) = (newest.map_or(0, |head| head.version), self.clock.now());
            let identity = storage.identity().await.unwrap();
            let of = (identity.centre, site);
            let signed = pack_bytes(of, kind.name(), over + 1, now, content);
            let key = CentreSecrets::of(&identity.secret).sign;
            let new = KeptPack {
                site,
                kind,
                version: over + 1,
                published_at: now,
                content: content.to_vec(),
                signature: key.sign(&signed).to_bytes(),
            };
            storage.publish_pack(new, over).await.unwrap()
        };
        self.runtime.block_on(kept).unwrap();
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
        let issued = issue_code(storage.as_ref(), Some(site), self.clock.now());
        self.runtime.block_on(issued).unwrap().code.to_string()
    }

    /// Takes in a file that a courier brought, as the command of the centre does.
    pub(crate) fn take(&self, file: &[u8]) -> Result<CourierTaken, CourierError> {
        let storage = self.storage();
        self.runtime
            .block_on(take_courier(storage.as_ref(), file, self.clock.now()))
    }

    /// Its card, for machines without a line: nothing answers at the address on it.
    pub(crate) fn card(&self) -> CentreCard {
        self.card_at("http://127.0.0.1:9".to_owned())
    }

    /// Its card with this address.
    pub(crate) fn card_at(&self, address: String) -> CentreCard {
        let storage = self.storage();
        let card = centre_card(storage.as_ref(), address);
        self.runtime.block_on(card).unwrap()
    }

    /// A backup of the data: of a file while it serves, of a database while nobody does.
    pub(crate) fn back_up(&mut self) -> Ground {
        let name = match &self.ground {
            Ground::Folder(folder) => {
                let backup = TempDir::new().unwrap();
                let live = rusqlite::Connection::open(folder.path().join(DATA)).unwrap();
                let copy = backup.path().join(DATA);
                live.execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
                    .unwrap();
                return Ground::Folder(backup);
            }
            Ground::Database(name) => name.clone(),
        };
        let address = self.address();
        self.stop();
        let backup = new_database();
        copy(&name, &backup);
        self.start_again_at(address);
        Ground::Database(backup)
    }

    /// Goes on with a backup in the place of the data.
    pub(crate) fn restore(&mut self, backup: Ground) {
        self.stop();
        self.ground = backup;
        self.start_again();
    }

    /// All entries by number. Numbers are dense and each stands once.
    pub(crate) fn entries(&self) -> BTreeMap<u64, Listed> {
        let storage = self.storage();
        let listed = self.runtime.block_on(storage.newest(LOOKED_AT)).unwrap();
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
