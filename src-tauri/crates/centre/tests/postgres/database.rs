//! What is true of a centre in a database alone: how it is reached, what is refused, what text can hold.

use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use centre::{Access, Format, NewExport, OpenError, Period, Rows, Server, Waits, What};
use domain::call::Call;
use domain::id::{EntryId, Millis};
use domain::wire::{EnrolAnswer, HELD_ROOT, Outcome, held_hash};
use tempfile::TempDir;

use crate::cluster::{ASKED, Cluster, OWNER};
use crate::ground::Ground;
use crate::report::{complaint, fold, saying, subject};
use crate::world::{Desk, World, entry, read};

async fn open(ground: &Ground) -> Result<(), OpenError> {
    ground.storage().open(Millis(1)).await.map(|_| ())
}

/// Another program's tables, and data of a newer version, are refused and left as they are.
#[tokio::test]
async fn foreign_and_newer_data_are_left_alone() {
    let ground = Ground::new().await;
    let session = ground.session().await;
    session
        .batch_execute("CREATE TABLE other (x int)")
        .await
        .unwrap();
    assert!(matches!(open(&ground).await, Err(OpenError::Foreign)));
    let tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace";
    assert_eq!(ground.count(tables).await, 1, "untouched");

    let ground = Ground::new().await;
    open(&ground).await.unwrap();
    ground
        .change("UPDATE refinery_schema_history SET version = 99 WHERE version = 1")
        .await;
    assert!(matches!(
        open(&ground).await,
        Err(OpenError::Newer { found: 99, .. })
    ));
}

/// A schema that cannot be made is not half made: when what was in its way has gone, it is made.
#[tokio::test]
async fn a_failed_migration_leaves_nothing() {
    let ground = Ground::new().await;
    let session = ground.session().await;
    // A table of this name would need a type of this name.
    session
        .batch_execute("CREATE TYPE link AS ENUM ('in the way')")
        .await
        .unwrap();
    assert!(matches!(open(&ground).await, Err(OpenError::Migration(_))));
    session.batch_execute("DROP TYPE link").await.unwrap();
    open(&ground).await.unwrap();
}

/// An answer that promises what a power cut takes back is worse than none.
#[tokio::test]
async fn a_server_that_does_not_write_is_refused() {
    let ground = Ground::new().await;
    let session = ground.session().await;
    let off = format!(
        "ALTER DATABASE {} SET synchronous_commit = off",
        ground.database
    );
    session.batch_execute(&off).await.unwrap();
    assert!(matches!(
        open(&ground).await,
        Err(OpenError::Setting("synchronous_commit"))
    ));
}

/// A machine may have brought thousands of entries that could not be taken: the migration that counts them goes through
/// them once, not once for each.
#[tokio::test]
async fn thousands_of_held_places_are_counted_in_one_go() {
    const HELD: u64 = 20_000;
    let ground = Ground::new().await;
    open(&ground).await.unwrap();
    let session = ground.session().await;
    let id = |number: u64| format!("00000000-0000-4000-8000-{number:012x}");
    let filled = format!(
        "INSERT INTO entry (site, number, id, counting, machine, epoch, seq, received_at,
             header_digest, facts_digest, personal_digest, held_code)
         SELECT site.id, n, ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1,
             site.id, site.id, n, 1, digest, digest, digest, 'withheld'
         FROM site, generate_series(1, {HELD}) AS n, sha256('') AS digest;
         INSERT INTO feed (site, number, counting, entry, hash)
         SELECT site, number, counting, number, facts_digest FROM entry"
    );
    session.batch_execute(&filled).await.unwrap();
    ground.forget_held_places().await;
    open(&ground).await.unwrap();
    let last = "SELECT number, hash FROM held_place ORDER BY number DESC LIMIT 1";
    let row = session.query_one(last, &[]).await.unwrap();
    let (number, hash): (i64, Vec<u8>) = (row.get(0), row.get(1));
    let of = |number: u64| id(number).parse().unwrap();
    let expected = (1..=HELD).fold(HELD_ROOT, |hash, at| held_hash(&hash, at, of(at)));
    assert_eq!((number, hash), (20_000, expected.to_vec()));
}

/// The ministry's server keeps its own time: what is exported is in UTC all the same, as from every other centre.
#[tokio::test]
async fn what_is_exported_is_in_utc_whatever_the_servers_zone_is() {
    let ground = Ground::new().await;
    let session = ground.session().await;
    let zone = format!(
        "ALTER DATABASE {} SET timezone = 'Asia/Muscat'",
        ground.database
    );
    session.batch_execute(&zone).await.unwrap();
    let world = World::on(ground).await;
    let mut desk = world.desk(1).await;
    let first = Call {
        // The first day that can be told, in the zone of Muscat already the second.
        received_at: Some(Millis(-62_135_596_800_000)),
        ended_at: Some(Millis(253_402_300_799_000)),
        ..complaint()
    };
    let logged = saying(&mut desk, 1, subject(1), first.logged(), None);
    desk.send(&[logged]).await;
    fold(&world).await;
    let storage = world.storage().await;
    let export = NewExport {
        id: [1; 16],
        site: desk.enrolled().site.id,
        begun_at: world.now(),
        token: String::new(),
        what: What::Calls,
        format: Format::Ndjson,
        file: String::new(),
        period: Period::default(),
        after: None,
    };
    let rows = Rows::new(storage.as_ref(), &export, 10).next().await;
    let rows = rows.unwrap().unwrap();
    for told in [
        r#""started_at":"2026-11-22T04:00:00.000Z""#,
        r#""received_at":"0001-01-01T00:00:00.000Z""#,
        r#""ended_at":"9999-12-31T23:59:59.000Z""#,
    ] {
        assert!(rows.contains(told), "{told} in {rows}");
    }
}

/// U+0000 is text to a machine and to SQLite, and none to PostgreSQL: it must not stop a chain for ever.
#[tokio::test]
async fn text_that_postgresql_cannot_hold_passes() {
    let world = World::new().await;
    let code = world.code(Some("A")).await.code;
    let mut desk = Desk::new(&world, 1);
    desk.name = "desk\0one".into();
    let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
    desk.believe(answer);
    let id = EntryId::from_bytes([50; 16]);
    let mut odd = entry(id, "note\0");
    let header = String::from_utf8(odd.header).unwrap();
    odd.header = header
        .replace("call.logged", "call.\\u0000logged")
        .into_bytes();
    let links = [desk.link(id, odd), desk.call("behind it")];
    assert_eq!(
        desk.send(&links).await,
        vec![Outcome::Stored { number: 1 }, Outcome::Stored { number: 2 }]
    );
    assert_eq!(
        desk.feed(10, "").await[0].parts,
        links[0].parts,
        "byte for byte"
    );
}

fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_centre"));
    command.args(arguments).env_remove("PGPASSWORD");
    command.envs(environment.iter().copied()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The password comes from a file or from the environment; one in the address is refused, since everybody
/// on the computer could read it in the list of processes.
#[tokio::test]
async fn the_password_stands_nowhere_in_the_open() {
    const PASSWORD: &str = "a-planted-secret";
    let ground = Ground::new().await;
    let session = ground.session().await;
    let made = "DO $$ BEGIN CREATE ROLE asked LOGIN PASSWORD 'a-planted-secret';
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";
    session.batch_execute(made).await.unwrap();
    let owned = format!("ALTER DATABASE {} OWNER TO {ASKED}", ground.database);
    session.batch_execute(&owned).await.unwrap();
    let address = Cluster::shared().address(ASKED, &ground.database);
    let entries = ["entries", "--storage", &address];

    let without = run(&entries, &[]);
    assert!(!without.status.success(), "it is asked for a password");
    let wrong = run(&entries, &[("PGPASSWORD", "wrong")]);
    assert!(
        !wrong.status.success() && said(&wrong).contains("password authentication failed"),
        "{}",
        said(&wrong)
    );
    let right = run(&entries, &[("PGPASSWORD", PASSWORD)]);
    assert!(right.status.success(), "{}", said(&right));

    let folder = TempDir::new().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    let by_file = [&entries[..], &["--password-file", file.to_str().unwrap()]].concat();
    let mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&file, permissions).unwrap();
    };
    mode(0o644);
    let open = run(&by_file, &[]);
    assert!(
        !open.status.success() && said(&open).contains("chmod"),
        "{}",
        said(&open)
    );
    mode(0o640);
    let right = run(&by_file, &[]);
    assert!(right.status.success(), "{}", said(&right));

    let told = address.replace("asked@", "asked:a-planted-secret@");
    let refused = run(&["entries", "--storage", &told], &[]);
    assert!(
        !refused.status.success() && said(&refused).contains("list of"),
        "{}",
        said(&refused)
    );
    assert!(!said(&refused).contains(PASSWORD));
}

/// Whoever starts it is told what is wrong, in PostgreSQL's own words where it has any.
#[tokio::test]
async fn it_says_what_is_wrong() {
    let ground = Ground::new().await;
    let nowhere = ground
        .address()
        .replace(&ground.database, "no_such_database");
    let refused = run(
        &["serve", "--listen", "127.0.0.1:0", "--storage", &nowhere],
        &[],
    );
    assert!(
        !refused.status.success() && said(&refused).contains("no_such_database"),
        "{}",
        said(&refused)
    );
    let both = run(&["entries", "--data", "x", "--storage", &nowhere], &[]);
    assert!(!both.status.success(), "one place");
    let none = run(&["entries"], &[]);
    assert!(!none.status.success(), "some place");
    let server = Server::parse("postgres://centre@/none?host=/nowhere", Access::default()).unwrap();
    let refused = centre::StorageAt::from(server.with(Waits::default()))
        .open(Millis(1))
        .await;
    assert!(matches!(refused, Err(OpenError::Postgres(_))));
}

/// A database on another computer is spoken to under TLS, and only one that the given authority vouches for
/// under the name that was asked for.
#[tokio::test]
async fn the_line_is_encrypted_and_leads_to_nobody_else() {
    let (cluster, port) = Cluster::with_certificate("localhost");
    let address = format!("postgres://{OWNER}@localhost:{port}/postgres");
    let open = async |authority: &str| {
        let authority = std::fs::read(cluster.authority(authority)).unwrap();
        let access = Access {
            password: None,
            authorities: Some(&authority),
        };
        let server = Server::parse(&address, access).unwrap();
        centre::StorageAt::from(server).open(Millis(1)).await
    };
    let storage = open("ours").await.unwrap();
    storage.identity().await.unwrap();
    let (client, line) = tokio_postgres::connect(
        &format!("{}&port={port}", cluster.address(OWNER, "postgres")),
        tokio_postgres::NoTls,
    )
    .await
    .unwrap();
    tokio::spawn(line);
    let lines = "SELECT count(*), count(*) FILTER (WHERE ssl) FROM pg_stat_ssl
                 JOIN pg_stat_activity USING (pid) WHERE application_name = 'nida centre'";
    let row = client.query_one(lines, &[]).await.unwrap();
    let (all, encrypted): (i64, i64) = (row.get(0), row.get(1));
    assert!(all > 0 && encrypted == all, "{encrypted} of {all}");

    let stranger = open("other").await.map(|_| ());
    assert!(
        matches!(stranger, Err(OpenError::Postgres(_))),
        "{stranger:?}"
    );
    let ours = cluster.authority("ours");
    let listed = run(
        &[
            "entries",
            "--storage",
            &address,
            "--database-ca",
            ours.to_str().unwrap(),
        ],
        &[],
    );
    assert!(listed.status.success(), "{}", said(&listed));
}

/// Whoever holds some certificate of the same authority is not the database yet.
#[tokio::test]
async fn a_server_of_another_name_is_refused() {
    let (cluster, port) = Cluster::with_certificate("elsewhere");
    let address = format!("postgres://{OWNER}@localhost:{port}/postgres");
    let authority = std::fs::read(cluster.authority("ours")).unwrap();
    let access = Access {
        password: None,
        authorities: Some(&authority),
    };
    let server = Server::parse(&address, access).unwrap();
    let opened = centre::StorageAt::from(server)
        .open(Millis(1))
        .await
        .map(|_| ());
    assert!(matches!(opened, Err(OpenError::Postgres(_))), "{opened:?}");
}
