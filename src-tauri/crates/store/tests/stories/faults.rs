//! Stories of disks: full, read-only. A clear word, nothing lost, and it goes on when there is room.

use std::fs;
use std::path::Path;

use domain::call::Call;
use domain::id::SubjectId;
use store::{Draft, Folder, OpenError, ReadOnlyStore, Stage, Store, StoreError, Unlock};

use crate::own_mounts::{in_own_mounts, mount_small_disk, set_read_only};
use crate::world::{Desk, PASSPHRASE, at, bytes_of, call, fresh_subject, new_store, stamp};

fn open(folder: &Folder) -> Result<Store, OpenError> {
    Store::open(folder, &Unlock::Passphrase(PASSPHRASE))
}

/// Takes all room that is left but this much.
fn fill(folder: &Path, left: usize) {
    let ballast = folder.join("ballast");
    let mut size = 16 << 20;
    let mut bytes = Vec::new();
    while size > 4096 {
        bytes.resize(bytes.len() + size, 1);
        if fs::write(&ballast, &bytes).is_err() {
            bytes.truncate(bytes.len() - size);
        }
        size /= 2;
    }
    fs::write(&ballast, &bytes[..bytes.len().saturating_sub(left)]).unwrap();
}

/// The disk runs full in the middle of a morning: what was acknowledged is there, what was not is told,
/// and the same open store goes on as soon as there is room.
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    in_own_mounts("faults::a_full_disk_is_told_and_nothing_is_lost", || {
        let disk = tempfile::tempdir().unwrap();
        mount_small_disk(disk.path(), 16 * 1024);
        let place = Folder::at(disk.path().join("data"));
        let (store, _) = Store::create(&place, &new_store()).unwrap();
        let person = domain::id::UserId::from_bytes([1; 16]);
        fill(disk.path(), 400 * 1024);

        let long = Call {
            note: "ملاحظة طويلة ".repeat(1_000),
            ..call(0, None)
        };
        let save = |minute: i64| -> Result<SubjectId, StoreError> {
            let (id, call) = (fresh_subject(minute), long.clone());
            store.act(stamp(person, minute), move |acting| {
                acting.append(id, call.logged())
            })?;
            Ok(id)
        };
        let mut saved = Vec::new();
        let failed = loop {
            match save(saved.len().try_into().unwrap()) {
                Ok(id) => saved.push(id),
                Err(error) => break error,
            }
            assert!(saved.len() < 1_000, "the disk is small");
        };
        assert!(matches!(failed, StoreError::DiskFull), "{failed:?}");
        assert!(!saved.is_empty());
        let draft = Draft {
            id: fresh_subject(1),
            user: person,
            // More than a call takes that did not fit any more.
            form: "x".repeat(400_000),
            started_at: at(1),
            kept_at: at(1),
        };
        assert!(matches!(
            store.keep_draft(draft.clone()),
            Err(StoreError::DiskFull)
        ));
        for id in &saved {
            assert!(
                store.read(|reading| reading.call(*id)).unwrap().is_some(),
                "what was saved is there"
            );
        }

        fs::remove_file(disk.path().join("ballast")).unwrap();
        saved.push(save(1_000).unwrap());
        store.keep_draft(draft).unwrap();
        assert_eq!(store.verify().unwrap().fault, None);
        assert_eq!(store.rebuild().unwrap().differed, 0);
        drop(store);
        let store = open(&place).unwrap();
        for id in saved {
            assert!(store.read(|reading| reading.call(id)).unwrap().is_some());
        }
        assert_eq!(store.drafts_of(person).unwrap().len(), 1);
    });
}

/// The disk runs full while nobody looks after it: room was kept for that day, so that whoever logs calls goes on for
/// hundreds of them after the first warning, and it is kept again once there is room.
#[test]
fn some_hundred_calls_have_room_after_the_first_warning() {
    in_own_mounts(
        "faults::some_hundred_calls_have_room_after_the_first_warning",
        || {
            let disk = tempfile::tempdir().unwrap();
            mount_small_disk(disk.path(), 110 * 1024);
            let place = Folder::at(disk.path().join("data"));
            let (store, _) = Store::create(&place, &new_store()).unwrap();
            let person = domain::id::UserId::from_bytes([1; 16]);
            let save = |minute: i64| {
                let (id, call) = (fresh_subject(minute), call(minute, None));
                store.act(stamp(person, minute), move |acting| {
                    acting.append(id, call.logged())?;
                    Ok::<_, StoreError>(())
                })
            };
            let is_kept = || place.path().join("reserve").exists();
            save(0).unwrap();
            wait_until("room is kept in a quiet moment", is_kept);
            assert!(!place.is_room_low());
            let blocks = |path: &Path| {
                std::os::unix::fs::MetadataExt::blocks(&fs::metadata(path).unwrap()) * 512
            };
            let kept = blocks(&place.path().join("reserve"));
            assert!(kept >= 32 << 20, "it takes its room: {kept}");

            let other = disk.path().join("other");
            fs::write(&other, vec![1; 46 << 20]).unwrap();
            fill(disk.path(), 0);
            let mut saved = 1;
            while save(saved).is_ok() {
                saved += 1;
                assert!(saved < 3_000, "the disk is small");
                if saved == 2 {
                    assert!(place.is_room_low(), "the warning comes with the first save");
                    assert!(!is_kept());
                }
            }
            println!("{saved} calls");
            assert!(saved > 200, "{saved} calls were saved");
            assert!(matches!(save(saved), Err(StoreError::DiskFull)));
            let there = store.read(|reading| reading.link_state()).unwrap().waiting;
            assert_eq!(
                i64::from(there),
                saved,
                "what was answered as saved is there"
            );

            fs::remove_file(disk.path().join("ballast")).unwrap();
            fs::remove_file(other).unwrap();
            save(saved).unwrap();
            wait_until("room is kept again without a restart", is_kept);
            assert!(!place.is_room_low());
        },
    );
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let began = std::time::Instant::now();
    while !is_so() {
        assert!(began.elapsed().as_secs() < 60, "{what}");
        std::thread::yield_now();
    }
}

/// A first start on a full disk leaves no half store, and goes well once there is room.
#[test]
fn a_first_start_on_a_full_disk_can_be_done_again() {
    in_own_mounts(
        "faults::a_first_start_on_a_full_disk_can_be_done_again",
        || {
            let disk = tempfile::tempdir().unwrap();
            mount_small_disk(disk.path(), 4 * 1024);
            let place = Folder::at(disk.path().join("data"));
            fill(disk.path(), 60 * 1024);
            assert!(matches!(
                Store::create(&place, &new_store()),
                Err(OpenError::DiskFull)
            ));
            assert_eq!(place.stage(), Stage::Empty);
            fs::remove_file(disk.path().join("ballast")).unwrap();
            drop(Store::create(&place, &new_store()).unwrap());
            assert!(open(&place).is_ok());
        },
    );
}

/// A folder that cannot be written is told as that, before anything is tried on it.
#[test]
fn a_read_only_folder_is_told_as_that() {
    in_own_mounts("faults::a_read_only_folder_is_told_as_that", || {
        let mut desk = Desk::new();
        desk.log(1, call(1, None));
        desk.close();
        let place = desk.place();
        let before = bytes_of(place.path());
        set_read_only(place.path(), true);
        assert!(matches!(open(&place), Err(OpenError::ReadOnly)));
        assert!(matches!(
            ReadOnlyStore::open(&place, &Unlock::Passphrase(PASSPHRASE)),
            Err(OpenError::ReadOnly)
        ));
        assert!(bytes_of(place.path()) == before);
        set_read_only(place.path(), false);
        assert!(
            open(&place).is_ok(),
            "and opens when it can be written again"
        );

        let empty = tempfile::tempdir().unwrap();
        set_read_only(empty.path(), true);
        let made = Store::create(&Folder::at(empty.path().join("data")), &new_store());
        assert!(matches!(made, Err(OpenError::ReadOnly)), "{made:?}");
    });
}
