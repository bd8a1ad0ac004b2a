//! Stories of versions: a newer one's store is refused untouched, an older one's is brought up behind a
//! backup that was read back.

use std::fs;

use domain::id::UserId;
use rusqlite::params;

use super::hand_in;
use super::world::{Desk, PASSPHRASE, bytes_of, call};
use crate::error::OpenError;
use crate::keys::slots::Unlock;
use crate::open::migrate::{FILES, Migrations};
use crate::opened::{ReadOnlyStore, Store};

const NEXT: &str = "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY) STRICT;";

/// Number of the last migration of this version.
fn known() -> u32 {
    Migrations::known().unwrap().latest()
}

/// What this version knows, and one more.
fn next(sql: &str) -> Migrations {
    let number = known() + 1;
    let sql = format!("{sql} PRAGMA user_version = {number};");
    let name = format!("V{number}__badge");
    Migrations::from_files(&[FILES, &[(name.as_str(), sql.as_str())]].concat()).unwrap()
}

fn is_newer<T>(refused: &Result<T, OpenError>) -> bool {
    matches!(refused, Err(OpenError::Newer { found, known: of })
        if (*found, *of) == (known() + 1, known()))
}

fn open_with(desk: &Desk, migrations: &Migrations) -> Result<Store, OpenError> {
    Store::open_with(&desk.place(), &Unlock::Passphrase(PASSPHRASE), migrations)
}

fn used_desk() -> Desk {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    desk.close();
    desk
}

/// Each file says its number, by which a store from a newer version is told before it is opened.
#[test]
fn every_migration_sets_its_version() {
    let mut before = 0;
    for (name, sql) in FILES {
        let number = name.trim_start_matches('V').split("__").next().unwrap();
        let number: u32 = number.parse().unwrap();
        assert!(number > before, "{name}: in order");
        assert!(
            sql.contains(&format!("PRAGMA user_version = {number};")),
            "{name}"
        );
        before = number;
    }
}

#[test]
fn a_store_of_the_last_version_is_migrated_behind_a_checked_backup() {
    let mut desk = used_desk();
    let before = bytes_of(desk.place().path());
    desk.store = Some(open_with(&desk, &next(NEXT)).unwrap());
    hand_in(desk.store())
        .query_row("SELECT count(*) FROM badge", [], |row| row.get::<_, i64>(0))
        .unwrap();
    assert_eq!(
        desk.store().read(|reading| reading.users()).unwrap().len(),
        1,
        "with all that was in it"
    );

    // The backup is a store that opens by the same passphrase, as it was.
    let backup = crate::Folder::at(
        desk.place()
            .backups()
            .join(format!("from-schema-{}-1", known())),
    );
    let kept = fs::read(backup.path().join("slots.json")).unwrap();
    assert_eq!(Some(&kept), before.get("slots.json"));
    let old = Store::open(&backup, &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(old.verify().unwrap().fault, None);
    assert_eq!(old.machine(), desk.store().machine());

    desk.close();
    drop(open_with(&desk, &next(NEXT)).unwrap());
    assert_eq!(
        fs::read_dir(desk.place().backups()).unwrap().count(),
        1,
        "no backup where nothing is migrated"
    );
}

/// A migration that fails leaves the old schema: all of it is one transaction.
#[test]
fn a_migration_that_fails_leaves_the_store_as_it_was() {
    let desk = used_desk();
    let broken = next(
        "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY) STRICT; CREATE TABLE call (id INTEGER);",
    );
    assert!(matches!(
        open_with(&desk, &broken),
        Err(OpenError::Migration(_))
    ));
    let store = open_with(&desk, &Migrations::known().unwrap()).unwrap();
    assert_eq!(store.verify().unwrap().fault, None);
    assert!(hand_in(&store).prepare("SELECT * FROM badge").is_err());
}

/// Whoever goes back to an older version must not harm what the newer one wrote.
#[test]
fn a_newer_store_is_refused_untouched() {
    let desk = used_desk();
    drop(open_with(&desk, &next(NEXT)).unwrap());
    let before = bytes_of(desk.place().path());
    let refused = Store::open(&desk.place(), &Unlock::Passphrase(PASSPHRASE));
    assert!(is_newer(&refused), "{:?}", refused.err());
    assert!(
        bytes_of(desk.place().path()) == before,
        "byte for byte, and no file beside it"
    );
    let refused = ReadOnlyStore::open(&desk.place(), &Unlock::Passphrase(PASSPHRASE));
    assert!(matches!(refused, Err(OpenError::Newer { .. })));
    assert!(open_with(&desk, &next(NEXT)).is_ok());
}

/// The newer version was killed: its work lies in the WAL, and must still lie there afterwards.
#[test]
fn a_newer_store_with_a_wal_is_refused_untouched() {
    let desk = used_desk();
    let newer = open_with(&desk, &next(NEXT)).unwrap();
    newer
        .set_settings(vec![("planted".into(), Some("later".into()))])
        .unwrap();
    // As a kill leaves it: the files as they are while the store is open.
    let killed = tempfile::tempdir().unwrap();
    let place = crate::Folder::at(killed.path());
    for name in ["nida.db", "nida.db-wal", "slots.json", "lock"] {
        fs::copy(desk.place().path().join(name), killed.path().join(name)).unwrap();
    }
    assert!(
        fs::metadata(killed.path().join("nida.db-wal"))
            .unwrap()
            .len()
            > 0,
        "there is a WAL"
    );
    drop(newer);

    let before = bytes_of(killed.path());
    let refused = Store::open(&place, &Unlock::Passphrase(PASSPHRASE));
    assert!(is_newer(&refused), "{:?}", refused.err());
    assert!(
        bytes_of(killed.path()) == before,
        "byte for byte, and no file beside it"
    );
    let reopened = Store::open_with(&place, &Unlock::Passphrase(PASSPHRASE), &next(NEXT)).unwrap();
    assert_eq!(
        reopened.setting("planted").unwrap().as_deref(),
        Some("later")
    );
}

/// The command line reads beside the open application, and sees what is in the WAL.
#[test]
fn a_store_is_read_beside_its_writer() {
    let desk = Desk::new();
    let id = desk.log(1, call(1, None));
    let beside = ReadOnlyStore::open(&desk.place(), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert!(beside.read(|reading| reading.call(id)).unwrap().is_some());
    let later = desk.log(2, call(2, None));
    assert!(
        beside
            .read(|reading| reading.call(later))
            .unwrap()
            .is_some()
    );
    assert_eq!(beside.read(|reading| reading.verify()).unwrap().fault, None);
}

/// What somebody was told of by the instant that used to be kept is not told again.
#[test]
fn who_was_told_of_a_takeover_stays_told() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let at = FILES.iter().position(|(name, _)| *name == "V11__told");
    let (before, after) = FILES.split_at(at.unwrap());
    for (_, sql) in before {
        connection.execute_batch(sql).unwrap();
    }
    let owner = UserId::from_bytes([0xab; 16]);
    let insert = "INSERT INTO takeover (id, draft, owner, by, at, type, started_at, reason)
                  VALUES (?1, NULL, ?2, ?1, ?3, '', 0, '')";
    for (n, at) in [(1_u8, 50), (2, 51)] {
        connection
            .execute(insert, params![[n; 16], owner.to_bytes(), at])
            .unwrap();
    }
    let set = "INSERT INTO setting (name, value) VALUES (?1, '50')";
    connection
        .execute(set, [format!("taken-told/{owner}")])
        .unwrap();
    for (_, sql) in after {
        connection.execute_batch(sql).unwrap();
    }
    let told: ([u8; 16], [u8; 16]) = connection
        .query_row("SELECT user, takeover FROM told_takeover", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(told, (owner.to_bytes(), [1; 16]), "only the one until then");
    let settings: i64 = connection
        .query_row("SELECT count(*) FROM setting", [], |row| row.get(0))
        .unwrap();
    assert_eq!(settings, 0);
}
