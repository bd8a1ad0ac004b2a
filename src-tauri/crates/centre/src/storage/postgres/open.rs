//! Opening the database: settings that are read back, the schema, and what a new centre begins with. One
//! process at a time, by a lock of the server's that goes with the connection however it ends.

use std::time::Duration;

use domain::id::{CentreId, Epoch, Millis, SiteId};
use domain::wire::FEED_ROOT;
use refinery::{Migration, Runner};
use tokio::task::JoinHandle;
use tokio_postgres::Client;
use uuid::Uuid;

use super::server::Server;
use super::values::ToUuid as _;
use crate::storage::OpenError;
use crate::storage::beginning::{Beginning, FIRST_SITE};

/// `nidc` and a number: held while the schema is looked at, so that processes do not make it at once.
const SCHEMA_LOCK: i64 = 0x6e69_6463_0000_0001;
/// What the table `centre` bears as its comment.
const MARK: &str = "nidc";
/// How long one process waits for another that makes the schema.
const LOCK_TIMEOUT: Duration = Duration::from_secs(60);
/// How long one step of a migration may take.
const MIGRATION_TIMEOUT: Duration = Duration::from_secs(60 * 60);

const MIGRATIONS: &[(&str, &str)] = &[
    (
        "V1__centre",
        include_str!("../../../migrations/postgres/V1__centre.sql"),
    ),
    (
        "V2__report",
        include_str!("../../../migrations/postgres/V2__report.sql"),
    ),
    (
        "V3__report_views",
        include_str!("../../../migrations/postgres/V3__report_views.sql"),
    ),
    (
        "V4__export",
        include_str!("../../../migrations/postgres/V4__export.sql"),
    ),
    (
        "V5__seen",
        include_str!("../../../migrations/postgres/V5__seen.sql"),
    ),
    (
        "V6__held_places",
        include_str!("../../../migrations/postgres/V6__held_places.sql"),
    ),
    (
        "V7__packs",
        include_str!("../../../migrations/postgres/V7__packs.sql"),
    ),
    (
        "V8__export_scope",
        include_str!("../../../migrations/postgres/V8__export_scope.sql"),
    ),
    (
        "V9__erasures",
        include_str!("../../../migrations/postgres/V9__erasures.sql"),
    ),
];

/// A connection beside the pool; closed when this is dropped.
pub(in crate::storage) struct Alone {
    pub(in crate::storage) client: Client,
    connection: JoinHandle<()>,
}

impl Alone {
    /// Connects; statements on it may take as long as a migration takes.
    pub(in crate::storage) async fn connect(server: &Server) -> Result<Self, OpenError> {
        let connecting = server.connect(LOCK_TIMEOUT, MIGRATION_TIMEOUT);
        let connecting = tokio::time::timeout(server.waits().whole(), connecting);
        let (client, connection) = connecting.await.map_err(|_| OpenError::NoAnswer)??;
        Ok(Self { client, connection })
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

/// Makes schema and first rows where they are not there.
pub(super) async fn prepare(server: &Server, now: Millis) -> Result<(), OpenError> {
    let mut alone = Alone::connect(server).await?;
    make_schema(&mut alone.client).await?;
    begin(&mut alone.client, now).await
}

/// Makes the schema where it is not there; the lock is held until the connection is closed.
pub(in crate::storage) async fn make_schema(client: &mut Client) -> Result<(), OpenError> {
    check_settings(client).await?;
    client
        .execute("SELECT pg_advisory_lock($1)", &[&SCHEMA_LOCK])
        .await?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found = refuse_foreign(client, known).await?;
    if found < known {
        let migrations = MIGRATIONS
            .iter()
            .map(|(name, sql)| Migration::unapplied(name, sql))
            .collect::<Result<Vec<_>, _>>()?;
        // All in one transaction: one that fails leaves the data to the version before.
        Runner::new(&migrations)
            .set_grouped(true)
            .run_async(client)
            .await?;
    }
    Ok(())
}

/// What the promises rest on, and whoever runs the server may have set otherwise.
async fn check_settings(client: &Client) -> Result<(), OpenError> {
    let row = client
        .query_one(
            "SELECT current_setting('fsync') = 'on' AS fsync,
                 current_setting('synchronous_commit') <> 'off' AS synchronous_commit,
                 current_setting('server_encoding') = 'UTF8' AS server_encoding",
            &[],
        )
        .await?;
    for setting in ["fsync", "synchronous_commit", "server_encoding"] {
        if !row.try_get::<_, bool>(setting)? {
            return Err(OpenError::Setting(setting));
        }
    }
    Ok(())
}

/// The number of the schema that is there, 0 for none.
async fn refuse_foreign(client: &Client, known: u32) -> Result<u32, OpenError> {
    let row = client
        .query_one(
            "SELECT
                 (SELECT count(*) FROM pg_class AS class
                  WHERE class.relnamespace = current_schema()::regnamespace
                      AND class.relkind IN ('r', 'p')
                      AND class.relname <> 'refinery_schema_history'
                      AND NOT EXISTS (SELECT FROM pg_depend AS depends
                                      WHERE depends.objid = class.oid AND depends.deptype = 'e')
                 ) AS tables,
                 obj_description(to_regclass(quote_ident(current_schema()) || '.centre'), 'pg_class')
                     AS mark,
                 to_regclass(quote_ident(current_schema()) || '.refinery_schema_history') IS NOT NULL
                     AS history",
            &[],
        )
        .await?;
    let (tables, mark): (i64, Option<String>) = (row.try_get("tables")?, row.try_get("mark")?);
    if tables > 0 && mark.as_deref() != Some(MARK) {
        return Err(OpenError::Foreign);
    }
    if !row.try_get::<_, bool>("history")? {
        return Ok(0);
    }
    let row = client
        .query_one(
            "SELECT coalesce(max(version), 0)::bigint AS found FROM refinery_schema_history",
            &[],
        )
        .await?;
    let found: i64 = row.try_get("found")?;
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    Ok(found)
}

/// A new centre: its id, its first counting, its first site.
async fn begin(client: &mut Client, now: Millis) -> Result<(), OpenError> {
    let transaction = client.transaction().await?;
    let begun = transaction.query_opt("SELECT FROM centre", &[]).await?;
    if begun.is_none() {
        let new = Beginning::new(now)?;
        let id = |id: CentreId| Uuid::from_bytes(id.to_bytes());
        transaction
            .execute(
                "INSERT INTO centre (one, id, secret) VALUES (true, $1, $2)",
                &[&id(new.centre), &new.secret.as_slice()],
            )
            .await?;
        let counting: Epoch = new.counting;
        transaction
            .execute(
                "INSERT INTO counting (ordinal, id, opened_at) VALUES (1, $1, $2)",
                &[&counting.to_uuid(), &now.0],
            )
            .await?;
        let site: SiteId = new.site;
        transaction
            .execute(
                "INSERT INTO site (id, name, last_number, feed_hash) VALUES ($1, $2, 0, $3)",
                &[&site.to_uuid(), &FIRST_SITE, &FEED_ROOT.as_slice()],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}
