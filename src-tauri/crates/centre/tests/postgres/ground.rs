//! What a centre of these tests stands on: a database of its own.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

use centre::{Access, Server, StorageAt, Waits};
use tokio_postgres::{Client, NoTls};

use crate::cluster::{Cluster, OWNER};

/// The database that every cluster has.
const FIRST: &str = "postgres";

pub(crate) struct Ground {
    cluster: &'static Cluster,
    pub(crate) database: String,
    waits: Waits,
}

/// A copy of the data: the name of another database.
pub(crate) struct Backup(String);

impl Ground {
    pub(crate) async fn new() -> Self {
        Self::on(Cluster::shared(), Waits::default()).await
    }

    /// On the shared cluster, with other bounds.
    pub(crate) async fn with(waits: Waits) -> Self {
        Self::on(Cluster::shared(), waits).await
    }

    pub(crate) async fn on(cluster: &'static Cluster, waits: Waits) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let made = MADE.fetch_add(1, Ordering::SeqCst);
        // Processes of a long run may bear the number of one that ended.
        let since = UNIX_EPOCH.elapsed().unwrap().as_micros();
        let database = format!("of_{}_{made}_{since}", std::process::id());
        let ground = Self {
            cluster,
            database,
            waits,
        };
        cluster.make_database(&ground.database);
        ground
    }

    pub(crate) fn address(&self) -> String {
        self.cluster.address(OWNER, &self.database)
    }

    pub(crate) fn server(&self) -> Server {
        Server::parse(&self.address(), Access::default())
            .unwrap()
            .with(self.waits)
    }

    pub(crate) fn storage(&self) -> StorageAt {
        self.server().into()
    }

    /// How a command is told of it.
    pub(crate) fn arguments(&self) -> Vec<String> {
        vec!["--storage".into(), self.address()]
    }

    /// A session of a person's, beside the centre's.
    pub(crate) async fn session(&self) -> Client {
        self.session_in(&self.database).await
    }

    async fn session_in(&self, database: &str) -> Client {
        let address = self.cluster.address(OWNER, database);
        let (client, connection) = tokio_postgres::connect(&address, NoTls).await.unwrap();
        tokio::spawn(async move {
            let _ended = connection.await;
        });
        client
    }

    async fn command(&self, sql: &str) {
        self.session_in(FIRST)
            .await
            .batch_execute(sql)
            .await
            .unwrap();
    }

    /// Changes rows by hand; answers how many.
    pub(crate) async fn change(&self, sql: &str) -> u64 {
        self.session().await.execute(sql, &[]).await.unwrap()
    }

    /// Makes it one of a version that did not count held places.
    pub(crate) async fn forget_held_places(&self) {
        let older = "ALTER TABLE entry DROP COLUMN subject; ALTER TABLE export DROP COLUMN scope; DROP TABLE pack; DROP TABLE held_place;
            DELETE FROM refinery_schema_history WHERE version >= 6;";
        self.session().await.batch_execute(older).await.unwrap();
    }

    /// A number that a query gives.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.session()
            .await
            .query_one(sql, &[])
            .await
            .unwrap()
            .get(0)
    }

    /// Copies the data; nobody serves them.
    pub(crate) async fn back_up(&self) -> Backup {
        let backup = format!("{}_backup", self.database);
        self.copy(&self.database, &backup).await;
        Backup(backup)
    }

    /// Puts a backup in the place of the data.
    pub(crate) async fn restore(&self, Backup(backup): &Backup) {
        self.copy(backup, &self.database).await;
    }

    /// The server waits by itself for sessions that are just ending. What was there is put aside, since to
    /// drop a database the server first writes down everything of all of them.
    async fn copy(&self, from: &str, to: &str) {
        static ASIDE: AtomicU32 = AtomicU32::new(0);
        let there = format!("SELECT count(*) FROM pg_database WHERE datname = '{to}'");
        let first = self.session_in(FIRST).await;
        let there: i64 = first.query_one(&there, &[]).await.unwrap().get(0);
        if there > 0 {
            let aside = format!("{to}_aside_{}", ASIDE.fetch_add(1, Ordering::SeqCst));
            self.command(&format!("ALTER DATABASE {to} RENAME TO {aside}"))
                .await;
        }
        self.command(&format!("CREATE DATABASE {to} TEMPLATE {from}"))
            .await;
    }
}
