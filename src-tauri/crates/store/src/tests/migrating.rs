//! Stories of versions: a newer one's store is refused untouched, an older one's is brought up behind a
//! backup that was read back.

use std::fs;
use std::path::{Path, PathBuf};

use domain::call::Call;
use domain::case::Case;
use domain::id::{SubjectId, UserId};
use domain::person::Person;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::hand_in;
use super::world::{Desk, PASSPHRASE, bytes_of, call, fresh_subject};
use crate::backup::{BackupPlace, BackupReason};
use crate::error::OpenError;
use crate::keys::cost::Cost;
use crate::keys::secret::SlotSecret;
use crate::keys::slots::{Slots, Unlock};
use crate::keys::ways::Way;
use crate::open::migrate::{FILES, Migrations};
use crate::opened::{ReadOnlyStore, Store};

pub(super) const NEXT: &str = "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY) STRICT;";

/// Number of the last migration of this version.
fn known() -> u32 {
    Migrations::known().unwrap().latest()
}

/// What this version knows, and one more.
pub(super) fn next(sql: &str) -> Migrations {
    let number = known() + 1;
    let sql = format!("{sql} PRAGMA user_version = {number};");
    let name = format!("V{number}__badge");
    Migrations::from_files(&[FILES, &[(name.as_str(), sql.as_str())]].concat()).unwrap()
}

pub(super) fn is_newer<T>(refused: &Result<T, OpenError>) -> bool {
    matches!(refused, Err(OpenError::Newer { found, known: of })
        if (*found, *of) == (known() + 1, known()))
}

fn open_with(desk: &Desk, migrations: &Migrations) -> Result<Store, OpenError> {
    Store::open_with(&desk.place(), &Unlock::Passphrase(PASSPHRASE), migrations)
}

/// Folder of the one backup that lies in the data folder.
fn only_backup(desk: &Desk) -> PathBuf {
    let store = desk.store();
    let [backup] = &store.backups(&BackupPlace::Own).unwrap()[..] else {
        panic!("one backup");
    };
    assert!(backup.own && backup.reason == BackupReason::Migration);
    desk.place().backups().join(backup.folder())
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
    let made = desk.store().backups_made().unwrap();
    assert_eq!(made.len(), 1, "and the store knows of it");
    assert_eq!(
        (made[0].reason.as_str(), made[0].sequence),
        ("migration", 1)
    );
    let backup = crate::Folder::at(only_backup(&desk));
    let old = Store::open(&backup, &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(old.verify().unwrap().fault, None);
    assert_eq!(old.machine(), desk.store().machine());
    drop(old);
    // Another file, and slots that say its salt: a first page that was damaged there is not taken for a wrong key.
    let slots = Slots::read(&backup.slots()).unwrap();
    let salt = |folder: &crate::Folder| fs::read(folder.database()).unwrap()[..16].to_vec();
    assert_eq!(slots.file_salt().unwrap().to_vec(), salt(&backup));
    assert_ne!(salt(&backup), salt(&desk.place()));

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
    let connection = Connection::open_in_memory().unwrap();
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

/// Copies rows from one connection to another, by what both have.
fn copy_rows(from: &Connection, query: &str, to: &Connection, table: &str) {
    let mut statement = from.prepare(query).unwrap();
    let names: Vec<String> = statement
        .column_names()
        .map(|name| format!(r#""{name}""#))
        .collect();
    let places = vec!["?"; names.len()].join(", ");
    let insert = format!(
        r#"INSERT INTO "{table}" ({}) VALUES ({places})"#,
        names.join(", ")
    );
    let width = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let values = (0..width).map(|at| row.get::<_, Value>(at).unwrap());
        to.execute(&insert, params_from_iter(values)).unwrap();
    }
}

/// Calls, cases and persons keep their rows, their places and the words they are found by; what was taken
/// out of the log had no place, and is folded anew for one.
#[test]
fn rows_that_move_to_their_moments_lose_nothing() {
    let desk = Desk::new();
    let calls: Vec<_> = (0..9).map(|n| desk.log(n / 2, call(n, None))).collect();
    let (voided, opener) = (calls[3], calls[1]);
    desk.store()
        .act(desk.stamp(9), move |acting| {
            acting.append(voided, Call::voided("test"))?;
            let person = Person {
                name_ar: "سالم بن حمد".into(),
                ..Person::default()
            };
            acting.append(fresh_subject(9), person.added())?;
            let case = Case {
                title: "تأخر الدواء".into(),
                calls: [opener].into(),
                ..Case::default()
            };
            acting.append(fresh_subject(9), case.opened()).map(|_| ())
        })
        .unwrap();
    desk.store().tend_index().unwrap();
    let now = hand_in(desk.store());

    let old = Connection::open_in_memory().unwrap();
    let at = FILES.iter().position(|(name, _)| *name == "V17__moments");
    let (before, after) = FILES.split_at(at.unwrap());
    for (_, sql) in before {
        old.execute_batch(sql).unwrap();
    }
    let tables = [
        ("call", "call"),
        ("case", "\"case\""),
        ("person", "person"),
        ("call_indexed", "call_indexed"),
        ("case_indexed", "case_indexed"),
        ("person_indexed", "person_indexed"),
        ("found_waiting", "found_waiting"),
    ];
    for (table, name) in tables {
        let columns: Vec<String> = old
            .prepare(&format!("SELECT * FROM {name}"))
            .unwrap()
            .column_names()
            .map(|column| format!("\"{column}\""))
            .collect();
        let query = format!("SELECT {} FROM {name}", columns.join(", "));
        copy_rows(&now, &query, &old, table);
    }
    for (section, name) in [("call", "call"), ("case", "\"case\""), ("person", "person")] {
        let query =
            format!("SELECT moment, id AS subject FROM {name} JOIN {section}_words USING (moment)");
        copy_rows(&now, &query, &old, &format!("{section}_found"));
    }
    for (_, sql) in after {
        old.execute_batch(sql).unwrap();
    }

    let rows = |connection: &Connection, query: &str| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare(query).unwrap();
        let width = statement.column_count();
        statement
            .query_map([], |row| (0..width).map(|at| row.get(at)).collect())
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    for query in [
        "SELECT * FROM call WHERE voided = 0 ORDER BY id",
        "SELECT * FROM \"case\" ORDER BY id",
        "SELECT * FROM person ORDER BY id",
        "SELECT * FROM person_found ORDER BY moment",
        "SELECT * FROM call_words ORDER BY moment",
        "SELECT * FROM case_words ORDER BY moment",
        "SELECT * FROM person_words ORDER BY moment",
        "SELECT sql FROM sqlite_schema WHERE tbl_name IN ('call', 'case', 'person', 'person_found') ORDER BY name",
    ] {
        assert_eq!(rows(&old, query), rows(&now, query), "{query}");
    }
    let kept = |id: SubjectId| {
        let query = "SELECT count(*) FROM call WHERE voided = 1 AND id = ?1 AND moment < 0";
        old.query_row(query, [id.to_bytes()], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!(kept(voided), 1);
    let due = rows(&old, "SELECT subject FROM unfolded");
    assert_eq!(due, [[Value::Blob(voided.to_bytes().to_vec())]]);
}

/// Which files with slots below this folder open with this.
fn opened_by(folder: &Path, with: &Unlock<'_>) -> Vec<PathBuf> {
    let mut opened = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            opened.append(&mut opened_by(&path, with));
        } else if Slots::read(&path).is_ok_and(|slots| slots.open(with).is_ok()) {
            opened.push(path);
        }
    }
    opened.sort();
    opened
}

/// A desk that opens in every way, with a backup from when its first ways held.
fn desk_with_a_backup(ring: &SlotSecret, file: &SlotSecret) -> Desk {
    let mut desk = used_desk();
    let store = open_with(&desk, &Migrations::known().unwrap()).unwrap();
    store.set_keyring(ring).unwrap();
    store.set_key_file(file).unwrap();
    drop(store);
    desk.store = Some(open_with(&desk, &next(NEXT)).unwrap());
    desk
}

/// Somebody who knew the passphrase has left, a paper was lost: the backups wrap the key of the data as they
/// are today, so what they knew must open no copy of the slots either. What opens the data opens the backups.
#[test]
fn a_way_that_was_taken_away_opens_no_backup() {
    let (ring, file) = (SlotSecret::random().unwrap(), SlotSecret::random().unwrap());
    let desk = desk_with_a_backup(&ring, &file);
    let (place, store, old_code) = (desk.place(), desk.store(), desk.code.to_text());
    let backup = only_backup(&desk);
    // A backup that broke off before it had its name, slots kept aside, and what a cut left of some.
    let slots = fs::read(place.slots()).unwrap();
    let broken_off = place.backups().join("000002-20261122T060000Z-daily.new");
    fs::create_dir(&broken_off).unwrap();
    fs::write(broken_off.join("slots.json.new"), &slots).unwrap();
    fs::write(place.path().join("slots-kept-1.json"), &slots).unwrap();
    fs::write(
        broken_off.join("slots.json"),
        slots.split_at(slots.len() - 9).0,
    )
    .unwrap();
    // Another store that was put there is not ours to change.
    let other = Desk::new();
    let theirs = fs::read(other.place().slots()).unwrap();
    let kept = place.backups().join("another");
    fs::create_dir(&kept).unwrap();
    fs::write(kept.join("slots.json"), &theirs).unwrap();

    let gone = |with: &Unlock<'_>| {
        let opened = opened_by(place.path(), with);
        assert!(opened.is_empty(), "{with:?} opens {opened:?}");
    };
    let opens_all = |with: &Unlock<'_>| {
        let opened = opened_by(place.path(), with);
        assert_eq!(opened.len(), 5, "{with:?} opens {opened:?}");
    };
    store
        .set_passphrase("another one altogether", Cost::PRACTICE_ONLY)
        .unwrap();
    assert!(fs::read(kept.join("slots.json")).unwrap() == theirs);
    fs::remove_dir_all(&kept).unwrap();
    gone(&Unlock::Passphrase(PASSPHRASE));
    opens_all(&Unlock::Passphrase("another one altogether"));
    let code = crate::RecoveryCode::random().unwrap();
    store.set_recovery_code(&code, Cost::PRACTICE_ONLY).unwrap();
    gone(&Unlock::RecoveryCode(&old_code));
    opens_all(&Unlock::RecoveryCode(&code.to_text()));
    let new_file = SlotSecret::random().unwrap();
    store.set_key_file(&new_file).unwrap();
    gone(&Unlock::KeyFile(&file));
    opens_all(&Unlock::KeyFile(&new_file));
    store.remove_way(Way::KeyFile).unwrap();
    gone(&Unlock::KeyFile(&new_file));
    opens_all(&Unlock::Keyring(&ring));
    store.remove_way(Way::Keyring).unwrap();
    gone(&Unlock::Keyring(&ring));

    // And the backup is still a store, opened by what opens this one.
    let backup = Store::open(
        &crate::Folder::at(backup),
        &Unlock::Passphrase("another one altogether"),
    )
    .unwrap();
    assert_eq!(backup.verify().unwrap().fault, None);
}

/// A backup that cannot be brought along is told, and the way before stays the way in: nobody believes that a
/// passphrase was changed which still opens a copy.
#[test]
fn a_backup_that_cannot_be_brought_along_is_told() {
    let (ring, file) = (SlotSecret::random().unwrap(), SlotSecret::random().unwrap());
    let desk = desk_with_a_backup(&ring, &file);
    let backup = only_backup(&desk);
    // Where the new file is to be written first, something lies that cannot be cleared away.
    let in_the_way = backup.join("slots.json.new");
    fs::create_dir(&in_the_way).unwrap();
    let change = || {
        desk.store()
            .set_passphrase("another one altogether", Cost::PRACTICE_ONLY)
    };
    let told = change();
    assert!(matches!(told, Err(OpenError::BackupSlots(_))), "{told:?}");
    let opens = |passphrase| {
        let with = Unlock::Passphrase(passphrase);
        desk.store().is_opened_by(&with).unwrap()
    };
    assert!(opens(PASSPHRASE) && !opens("another one altogether"));
    fs::remove_dir(&in_the_way).unwrap();
    change().unwrap();
    assert!(opens("another one altogether"));
    let old = opened_by(desk.place().path(), &Unlock::Passphrase(PASSPHRASE));
    assert!(old.is_empty(), "{old:?}");
}
