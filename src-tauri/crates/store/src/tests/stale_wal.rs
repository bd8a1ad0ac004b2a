//! Stories of a file and a `-wal` that do not belong together: a backup was put in the place of the file, and what
//! lay beside it was left.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::hand_in;
use super::migrating::{NEXT, is_newer, next};
use super::world::{Desk, PASSPHRASE, at, bytes_of, call};
use crate::backup::before_migration;
use crate::folder::Folder;
use crate::journal::epoch::NewEpoch;
use crate::keys::slots::Unlock;
use crate::opened::Store;

const FILE: &str = "nida.db";
const WAL: &str = "nida.db-wal";

/// The files as a kill leaves them.
fn as_killed(desk: &Desk) -> TempDir {
    let killed = TempDir::new().unwrap();
    for file in fs::read_dir(desk.place().path()).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), killed.path().join(file.file_name())).unwrap();
        }
    }
    killed
}

fn open(folder: &Path) -> Store {
    Store::open(&Folder::at(folder), &Unlock::Passphrase(PASSPHRASE)).unwrap()
}

fn entries(store: &Store) -> u64 {
    let verified = store.verify().unwrap();
    assert!(verified.fault.is_none(), "{verified:?}");
    assert_eq!(store.rebuild().unwrap().differed, 0);
    verified.entries
}

fn begun(store: &Store) -> Vec<NewEpoch> {
    let begun = store.read(|reading| reading.epochs_begun());
    begun.unwrap().into_iter().map(|one| one.why).collect()
}

/// A WAL is its file's own at every moment at which the power may go: after each save, whoever brought it in between
/// them, in part or whole, and whether or not the application was started anew.
#[test]
fn no_store_loses_its_own_wal() {
    let mut desk = Desk::new();
    let mut logged = entries(desk.store());
    for step in 0..40_i64 {
        desk.log(step, call(step, None));
        logged += 1;
        match step % 8 {
            2 => desk.reopen(),
            // Behind the writer's back, as SQLite itself does it in the middle of a long import.
            4 => bring_in(&desk, "TRUNCATE"),
            5 => bring_in(&desk, "PASSIVE"),
            7 => {
                // Somebody reads meanwhile: what they see must stay, so the WAL cannot begin anew.
                let store = desk.store().clone();
                let reads: Result<(), crate::StoreError> = store.read(|reading| {
                    reading.setting("any")?;
                    bring_in(&desk, "PASSIVE");
                    desk.log(step, call(step, None));
                    Ok(())
                });
                reads.unwrap();
                logged += 1;
            }
            _ => {}
        }
        let killed = as_killed(&desk);
        let again = open(killed.path());
        assert_eq!(entries(&again), logged, "after {step}");
        assert_eq!(begun(&again), [], "after {step}");
        drop(again);
        // And the next start finds it as the first one left it.
        assert_eq!(entries(&open(killed.path())), logged, "after {step}");
    }
}

fn bring_in(desk: &Desk, how: &str) {
    let hand = hand_in(desk.store());
    let pragma = format!("PRAGMA wal_checkpoint({how})");
    hand.query_row(&pragma, [], |_| Ok(())).unwrap();
}

/// Files and WALs of four days, each with each other's: only what belongs together is put together. A file that was
/// put in the place of another begins a new epoch, of which the administrator is told; the WAL lies aside, whole.
#[test]
fn the_wal_of_another_day_is_put_aside() {
    let mut desk = Desk::new();
    let mut days = Vec::new();
    for day in 0..4_i64 {
        desk.close();
        let at_rest = entries(&open(desk.place().path()));
        desk.reopen();
        // Who reads what was there before keeps the WAL from being brought into the file.
        let reads = hand_in(desk.store());
        reads
            .execute_batch("BEGIN; SELECT count(*) FROM setting")
            .unwrap();
        desk.store().set_settings(vec![]).unwrap();
        for save in 0..3 {
            let minute = day * 60 + save;
            desk.log(minute, call(minute, None));
        }
        days.push((as_killed(&desk), at_rest, entries(desk.store())));
    }
    for (file, (of_file, at_rest, killed)) in days.iter().enumerate() {
        for (beside, (of_wal, ..)) in days.iter().enumerate() {
            let mixed = TempDir::new().unwrap();
            for name in [FILE, "slots.json"] {
                fs::copy(of_file.path().join(name), mixed.path().join(name)).unwrap();
            }
            fs::copy(of_wal.path().join(WAL), mixed.path().join(WAL)).unwrap();
            let wal = fs::read(mixed.path().join(WAL)).unwrap();
            let store = open(mixed.path());
            let pair = format!("file of day {file}, WAL of day {beside}");
            let aside = fs::read(mixed.path().join("nida.db-wal.aside-1")).ok();
            if file == beside {
                assert_eq!(entries(&store), *killed, "{pair}");
                assert_eq!((begun(&store), aside), (vec![], None), "{pair}");
                continue;
            }
            assert_eq!(entries(&store), *at_rest, "{pair}: as the file was");
            assert_eq!(begun(&store), [NewEpoch::Behind], "{pair}");
            assert!(aside == Some(wal), "{pair}: nothing of it is lost");
            drop(store);
            let again = open(mixed.path());
            assert_eq!(begun(&again), [NewEpoch::Behind], "{pair}: told once");
        }
    }
}

/// A backup of the program's own has another salt, so that nothing of today's WAL fits it: put in the place of the
/// file, it opens as it was made, and the WAL lies aside as it was.
#[test]
fn the_wal_beside_a_backup_of_the_programs_own_is_put_aside() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    desk.close();
    let backed_up = entries(&open(desk.place().path()));
    desk.reopen();
    let place = desk.place();
    let hand = hand_in(desk.store());
    before_migration(&place, &hand, desk.store().key(), at(1)).unwrap();
    drop(hand);
    let backup = fs::read_dir(place.path().join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir())
        .unwrap();
    // Enough for the file to grow: its first page is in the WAL then.
    for minute in 2..60 {
        desk.log(minute, call(minute, None));
    }
    let restored = as_killed(&desk);
    for name in [FILE, "slots.json"] {
        fs::copy(backup.join(name), restored.path().join(name)).unwrap();
    }
    let wal = fs::read(restored.path().join(WAL)).unwrap();
    let store = open(restored.path());
    assert_eq!(entries(&store), backed_up);
    assert_eq!(begun(&store), [NewEpoch::Behind]);
    let aside = fs::read(restored.path().join("nida.db-wal.aside-1"));
    assert!(aside.unwrap() == wal, "nothing of it is lost");
}

/// A WAL that cannot be looked at for a while draws no mark that would make it another's.
#[cfg(unix)]
#[test]
fn a_wal_that_cannot_be_looked_at_stays_the_files_own() {
    let mut desk = Desk::new();
    desk.reopen();
    let wal = desk.place().path().join(WAL);
    let elsewhere = desk.place().path().join("elsewhere");
    for minute in 0..6 {
        // A folder in its place can be opened and not read; SQLite has its file open already.
        let hidden = minute % 2 == 1;
        if hidden {
            fs::rename(&wal, &elsewhere).unwrap();
            fs::create_dir(&wal).unwrap();
        }
        desk.log(minute, call(minute, None));
        if hidden {
            fs::remove_dir(&wal).unwrap();
            fs::rename(&elsewhere, &wal).unwrap();
        }
        let logged = entries(desk.store());
        let killed = as_killed(&desk);
        let again = open(killed.path());
        assert_eq!((entries(&again), begun(&again)), (logged, vec![]));
    }
}

/// The power goes between putting the WAL aside and telling the store of it: the next start tells it.
#[test]
fn what_was_put_aside_is_told_at_the_next_start() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    desk.close();
    fs::write(desk.place().path().join("nida.db-wal.of-another"), b"kept").unwrap();
    desk.reopen();
    assert_eq!(begun(desk.store()), [NewEpoch::Behind]);
    let aside = desk.place().path().join("nida.db-wal.aside-1");
    assert_eq!(fs::read(aside).unwrap(), b"kept");
}

/// Most transactions of a quiet desk ask and change nothing: none of them waits for the disk, and the first that does
/// change something bears the mark all the same (`the_wal_of_another_day_is_put_aside` has one before each day's).
#[test]
fn what_changes_nothing_writes_nothing() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    desk.reopen();
    let length = || fs::metadata(desk.place().path().join(WAL)).map_or(0, |wal| wal.len());
    assert_eq!(length(), 0, "all is in the file");
    for _ in 0..3 {
        desk.store().set_settings(vec![]).unwrap();
        assert_eq!(length(), 0);
    }
    desk.store()
        .set_settings(vec![("any".into(), Some("thing".into()))])
        .unwrap();
    assert!(length() > 0, "and what changes something does");
}

fn open_newer(desk: &mut Desk) {
    let with = Unlock::Passphrase(PASSPHRASE);
    let store = Store::open_with(&desk.place(), &with, &next(NEXT));
    desk.store = Some(store.unwrap());
}

/// Whoever goes back to an older version of the program with a file and a WAL that do not belong together is told that
/// the store is newer; what lies there is for the newer version to judge.
#[test]
fn a_newer_versions_store_is_left_with_the_wal_of_another_day() {
    let mut desk = Desk::new();
    let mut killed = Vec::new();
    for day in 0..3_i64 {
        desk.close();
        open_newer(&mut desk);
        let reads = hand_in(desk.store());
        reads
            .execute_batch("BEGIN; SELECT count(*) FROM setting")
            .unwrap();
        desk.log(day, call(day, None));
        killed.push(as_killed(&desk));
        drop(reads);
    }
    let mixed = TempDir::new().unwrap();
    for (from, name) in [(2, FILE), (2, "slots.json"), (0, WAL)] {
        fs::copy(killed[from].path().join(name), mixed.path().join(name)).unwrap();
    }
    let before = bytes_of(mixed.path());
    let folder = Folder::at(mixed.path());
    let refused = Store::open(&folder, &Unlock::Passphrase(PASSPHRASE));
    assert!(is_newer(&refused), "{refused:?}");
    let mut after = bytes_of(mixed.path());
    after.retain(|name, _| before.contains_key(name));
    assert!(after == before, "untouched");
    let moved = fs::read_dir(mixed.path()).unwrap();
    let moved = moved.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("nida.db-wal.")
    });
    assert_eq!(moved.count(), 0, "and nothing put aside");
}

/// On the day of an upgrade the WAL may hold a migration and nothing else. It is not brought into an older file, whose
/// pages are not those that it was written over.
#[test]
fn a_migration_is_not_brought_into_an_older_file() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    desk.close();
    let old = as_killed(&desk);
    let at_rest = entries(&open(old.path()));
    desk.reopen();
    for minute in 2..40 {
        desk.log(minute, call(minute, None));
    }
    desk.close();
    open_newer(&mut desk);
    let migrated = as_killed(&desk);
    fs::copy(migrated.path().join(WAL), old.path().join(WAL)).unwrap();
    let with = Unlock::Passphrase(PASSPHRASE);
    let store = Store::open_with(&Folder::at(old.path()), &with, &next(NEXT)).unwrap();
    assert_eq!(entries(&store), at_rest, "as the file was");
    assert_eq!(begun(&store), [NewEpoch::Behind]);
    drop(store);
    // Beside its own file it stays.
    let own = Store::open_with(&Folder::at(migrated.path()), &with, &next(NEXT)).unwrap();
    assert_eq!(begun(&own), []);
}

/// Somebody puts a file back for the hundredth time: the store opens, and none of the WALs that lie aside is lost.
#[test]
fn a_store_opens_however_many_wals_lie_aside() {
    let mut desk = Desk::new();
    desk.close();
    let folder = desk.place().path().to_owned();
    let aside = |count: u32| folder.join(format!("nida.db-wal.aside-{count}"));
    for count in 1..=99 {
        fs::write(aside(count), count.to_string()).unwrap();
    }
    for more in 1..=2 {
        fs::write(folder.join("nida.db-wal.of-another"), b"kept").unwrap();
        desk.reopen();
        assert_eq!(begun(desk.store()).len(), more);
        desk.close();
    }
    for count in 1..=99 {
        assert_eq!(fs::read_to_string(aside(count)).unwrap(), count.to_string());
    }
    let kept = fs::read_dir(&folder).unwrap();
    let kept =
        kept.filter(|file| fs::read(file.as_ref().unwrap().path()).is_ok_and(|it| it == b"kept"));
    assert_eq!(kept.count(), 2);
}
