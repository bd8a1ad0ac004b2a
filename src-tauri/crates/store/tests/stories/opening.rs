//! Stories of making and opening a store. Whatever is refused must be told by its cause, and lie there
//! afterwards byte for byte as before: the person's data are behind it.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use crate::world::{Desk, PASSPHRASE, bytes_of, call, new_store};
use store::{Folder, OpenError, SlotSecret, Stage, Store, Unlock, Way, WaysIn};

const PAGE: u64 = 4096;

fn open(folder: &Folder) -> Result<Store, OpenError> {
    Store::open(folder, &Unlock::Passphrase(PASSPHRASE))
}

/// Opens, expects a refusal, and sees that nothing was touched.
fn refused(folder: &Folder, with: &Unlock<'_>) -> OpenError {
    let before = bytes_of(folder.path());
    let error = Store::open(folder, with).expect_err("must be refused");
    let after = bytes_of(folder.path());
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>(),
        "no file came or went: {error:?}"
    );
    for (name, bytes) in before {
        assert!(after[&name] == bytes, "{name} is as it was: {error:?}");
    }
    error
}

fn flip(file: &Path, offset: u64) {
    let mut file = fs::File::options()
        .read(true)
        .write(true)
        .open(file)
        .unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(offset)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(offset)).unwrap();
    file.write_all(&[byte[0] ^ 0x40]).unwrap();
}

/// A desk that has been used and closed: its file has some pages.
fn closed_desk() -> Desk {
    let mut desk = Desk::new();
    for minute in 0..20 {
        desk.log(minute, call(minute, None));
    }
    desk.close();
    assert!(fs::metadata(desk.place().database()).unwrap().len() > 20 * PAGE);
    desk
}

/// The first start: what was made is there after a restart, by passphrase and by the paper.
#[test]
fn a_store_opens_by_passphrase_and_by_recovery_code() {
    let mut desk = Desk::new();
    assert_eq!(desk.place().stage(), Stage::Closed);
    let (machine, key) = (desk.store().machine(), desk.store().signing_key().unwrap());
    assert_eq!(
        desk.store().setting("station").unwrap().as_deref(),
        Some("مكتب ١")
    );
    let call = desk.log(1, call(1, None));
    desk.close();

    for with in [
        Unlock::Passphrase(PASSPHRASE),
        Unlock::RecoveryCode(&desk.code.to_text().to_lowercase().replace('-', " ")),
    ] {
        let store = Store::open(&desk.place(), &with).unwrap();
        assert_eq!(
            (store.machine(), &*store.signing_key().unwrap()),
            (machine, &*key),
            "the same machine"
        );
        assert!(
            store.read(|reading| reading.call(call)).unwrap().is_some(),
            "what was saved is there"
        );
    }
}

#[test]
fn two_stores_share_nothing() {
    let (one, two) = (Desk::new(), Desk::new());
    assert_ne!(one.store().machine(), two.store().machine());
    assert_ne!(
        one.store().signing_key().unwrap(),
        two.store().signing_key().unwrap()
    );
}

#[test]
fn an_empty_folder_says_so_and_a_store_is_not_made_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let place = Folder::at(folder.path().join("not/yet"));
    assert_eq!(place.stage(), Stage::Empty);
    assert!(matches!(open(&place), Err(OpenError::NotThere)));
    assert!(!place.path().exists(), "looking makes nothing");

    let mut desk = Desk::new();
    assert!(matches!(
        Store::create(&desk.place(), &new_store()),
        Err(OpenError::InUse)
    ));
    desk.close();
    let before = bytes_of(desk.place().path());
    assert!(matches!(
        Store::create(&desk.place(), &new_store()),
        Err(OpenError::AlreadyThere)
    ));
    assert_eq!(bytes_of(desk.place().path()), before);
}

/// A first start that broke off (power cut, full disk) begins again as if nothing had been; slots that
/// lie there without a file may be the only way into a file that was taken away, so they are kept.
#[test]
fn a_first_start_that_broke_off_begins_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = Folder::at(folder.path());
    fs::create_dir(folder.path().join("being-made")).unwrap();
    fs::write(folder.path().join("being-made/nida.db"), "half").unwrap();
    fs::write(folder.path().join("slots.json"), "somebody's slots").unwrap();
    assert_eq!(place.stage(), Stage::Empty);
    drop(Store::create(&place, &new_store()).unwrap());
    assert!(open(&place).is_ok());
    let kept = fs::read_to_string(folder.path().join("slots-kept-1.json")).unwrap();
    assert_eq!(kept, "somebody's slots");
    assert!(!folder.path().join("being-made").exists());
}

#[test]
fn a_wrong_passphrase_is_told_as_that() {
    let desk = closed_desk();
    for wrong in ["", "نخلة", "نخلة قرب البحر "] {
        assert!(matches!(
            refused(&desk.place(), &Unlock::Passphrase(wrong)),
            OpenError::WrongPassphrase
        ));
    }
    let others = Desk::new().code.to_text();
    assert!(matches!(
        refused(&desk.place(), &Unlock::RecoveryCode(&others)),
        OpenError::WrongPassphrase
    ));
    assert!(matches!(
        refused(&desk.place(), &Unlock::RecoveryCode("not a code")),
        OpenError::WrongPassphrase
    ));
    assert!(open(&desk.place()).is_ok(), "and nothing was lost by it");
}

#[test]
fn missing_or_broken_slots_are_told_as_that() {
    let desk = closed_desk();
    let slots = desk.place().path().join("slots.json");
    let kept = fs::read(&slots).unwrap();
    for broken in ["", "{", "{\"format\":\"other\"}"] {
        fs::write(&slots, broken).unwrap();
        assert!(matches!(
            refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
            OpenError::SlotsMissing
        ));
    }
    fs::remove_file(&slots).unwrap();
    assert_eq!(desk.place().stage(), Stage::SlotsMissing);
    assert!(matches!(
        refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
        OpenError::SlotsMissing
    ));
    fs::write(&slots, kept).unwrap();
    assert!(open(&desk.place()).is_ok());
}

/// SQLite gives a wrong key and a damaged file the same error; taking one for the other would make
/// people throw away a good file, or search for a key that is not lost.
#[test]
fn a_wrong_key_is_never_taken_for_damage() {
    let (desk, other) = (closed_desk(), closed_desk());
    let copied = |from: &Desk, name: &str| {
        fs::copy(
            from.place().path().join(name),
            desk.place().path().join(name),
        )
        .unwrap()
    };

    let own = fs::read(desk.place().path().join("slots.json")).unwrap();
    copied(&other, "slots.json");
    assert!(
        matches!(
            refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
            OpenError::KeyedWrongly
        ),
        "slots of another store"
    );
    fs::write(desk.place().path().join("slots.json"), own).unwrap();
    assert!(open(&desk.place()).is_ok());

    copied(&other, "nida.db");
    assert!(
        matches!(
            refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
            OpenError::KeyedWrongly
        ),
        "another store's file"
    );
}

type Harm = fn(&Path);

#[test]
fn damage_is_never_taken_for_a_wrong_key() {
    let harm: [(&str, Harm); 8] = [
        ("the salt", |file| flip(file, 3)),
        ("the first page", |file| flip(file, 100)),
        ("the mac of the first page", |file| flip(file, PAGE - 1)),
        // As many as a bad stretch of a disk takes: opening looks at a spread of the pages.
        ("pages in the middle", |file| {
            for page in 10..20 {
                flip(file, page * PAGE + 500);
            }
        }),
        ("the last page", |file| {
            flip(file, fs::metadata(file).unwrap().len() - 300)
        }),
        ("cut in the middle of a page", |file| {
            fs::File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(9 * PAGE + 77)
                .unwrap()
        }),
        ("cut to no page at all", |file| {
            fs::File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(1000)
                .unwrap()
        }),
        ("emptied", |file| {
            fs::File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(0)
                .unwrap()
        }),
    ];
    for (what, harm) in harm {
        let desk = closed_desk();
        harm(&desk.place().database());
        let error = refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE));
        assert!(matches!(error, OpenError::Damaged), "{what}: {error:?}");
    }
}

/// A second copy of the application would make two writers and two chains.
#[test]
fn a_second_copy_is_refused_here_and_in_another_process() {
    let mut desk = Desk::new();
    assert!(matches!(open(&desk.place()), Err(OpenError::InUse)));

    // Another process holds the lock: `flock` of util-linux.
    desk.close();
    let mut other = std::process::Command::new("flock")
        .args(["--exclusive", "--nonblock"])
        .arg(desk.place().path().join("lock"))
        .args(["sh", "-c", "echo held; read line"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = [0; 5];
    other
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut said)
        .unwrap();
    assert!(matches!(
        refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
        OpenError::InUse
    ));
    other.stdin.take().unwrap().write_all(b"\n").unwrap();
    other.wait().unwrap();
    assert!(
        open(&desk.place()).is_ok(),
        "the lock goes with its process"
    );
}

/// What a stolen folder tells: nothing that anybody said.
#[test]
fn no_file_holds_words_or_numbers_in_clear() {
    let desk = closed_desk();
    for (name, bytes) in bytes_of(desk.place().path()) {
        for planted in [
            "الضغط",
            "99123456",
            "أحمد",
            "salma",
            "complaint",
            PASSPHRASE,
        ] {
            let found = bytes
                .windows(planted.len())
                .any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} lies in {name}");
        }
    }
}

#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    desk.log(1, call(1, None));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(desk.place().path()), 0o700);
    for name in ["nida.db", "nida.db-wal", "slots.json"] {
        assert_eq!(mode(&desk.place().path().join(name)), 0o600, "{name}");
    }
}

/// Another passphrase, another code: the old ones no longer open, the other slot does.
#[test]
fn passphrase_and_code_can_be_renewed() {
    let mut desk = Desk::new();
    let cost = store::Cost::PRACTICE_ONLY;
    desk.store()
        .set_passphrase("another one altogether", cost)
        .unwrap();
    let old = desk.code.to_text();
    let code = store::RecoveryCode::random().unwrap();
    desk.store().set_recovery_code(&code, cost).unwrap();
    let new = code.to_text();
    desk.close();
    assert!(matches!(
        refused(&desk.place(), &Unlock::Passphrase(PASSPHRASE)),
        OpenError::WrongPassphrase
    ));
    assert!(matches!(
        refused(&desk.place(), &Unlock::RecoveryCode(&old)),
        OpenError::WrongPassphrase
    ));
    assert!(Store::open(&desk.place(), &Unlock::RecoveryCode(&new)).is_ok());
    assert!(Store::open(&desk.place(), &Unlock::Passphrase("another one altogether")).is_ok());
}

/// A passphrase that is still being derived while the keyring is turned on: both were told to be done, so both
/// must open.
#[test]
fn two_ways_that_change_at_once_both_open() {
    let mut desk = Desk::new();
    for round in 0..8 {
        let (passphrase, ring) = (format!("passphrase number {round}"), SlotSecret::random());
        let (ring, both_there) = (ring.unwrap(), std::sync::Barrier::new(2));
        std::thread::scope(|threads| {
            let (store, both_there) = (desk.store(), &both_there);
            let (passphrase, ring) = (&passphrase, &ring);
            threads.spawn(move || {
                both_there.wait();
                let cost = store::Cost::PRACTICE_ONLY;
                store.set_passphrase(passphrase, cost).unwrap();
            });
            threads.spawn(move || {
                both_there.wait();
                store.set_keyring(ring).unwrap();
            });
        });
        for with in [Unlock::Passphrase(&passphrase), Unlock::Keyring(&ring)] {
            assert!(desk.store().is_opened_by(&with).unwrap(), "round {round}");
        }
    }
    desk.close();
}

/// A machine that starts by itself: what a keyring or a key file holds opens, anything else is only wrong,
/// and nothing that was refused has been touched.
#[test]
fn a_store_opens_by_a_keyring_and_by_a_key_file() {
    let mut desk = closed_desk();
    let (ring, file) = (SlotSecret::random().unwrap(), SlotSecret::random().unwrap());
    let store = open(&desk.place()).unwrap();
    store.set_keyring(&ring).unwrap();
    store.set_key_file(&file).unwrap();
    drop(store);
    let ways = WaysIn::of(&desk.place()).unwrap();
    assert_eq!(ways.ways, Way::ALL);
    assert_eq!((ways.store.len(), ways.unknown), (32, 0));
    for with in [Unlock::Keyring(&ring), Unlock::KeyFile(&file)] {
        Store::open(&desk.place(), &with).unwrap();
    }
    let other = SlotSecret::random().unwrap();
    for with in [Unlock::Keyring(&other), Unlock::KeyFile(&ring)] {
        assert!(
            matches!(refused(&desk.place(), &with), OpenError::WrongPassphrase),
            "the secret of another store is wrong and the store not damaged"
        );
    }

    // A renewed secret takes the place of the one before; turned off it opens nothing.
    let store = open(&desk.place()).unwrap();
    assert!(store.is_opened_by(&Unlock::Passphrase(PASSPHRASE)).unwrap());
    assert!(!store.is_opened_by(&Unlock::Passphrase("another")).unwrap());
    store.set_keyring(&other).unwrap();
    drop(store);
    refused(&desk.place(), &Unlock::Keyring(&ring));
    let store = Store::open(&desk.place(), &Unlock::Keyring(&other)).unwrap();
    store.remove_way(Way::Keyring).unwrap();
    store.remove_way(Way::Keyring).unwrap();
    store.remove_way(Way::Passphrase).unwrap();
    assert!(matches!(
        store.remove_way(Way::RecoveryCode),
        Err(OpenError::LastSlot)
    ));
    drop(store);
    assert!(matches!(
        refused(&desk.place(), &Unlock::Keyring(&other)),
        OpenError::SlotsMissing
    ));
    let ways = WaysIn::of(&desk.place()).unwrap();
    assert_eq!(ways.ways, [Way::RecoveryCode, Way::KeyFile]);
    desk.close();
}

/// Real damage behind the right secret is told as damage, also when no person is there to see it.
#[test]
fn damage_behind_a_keyring_is_told_as_damage() {
    let desk = closed_desk();
    let ring = SlotSecret::random().unwrap();
    open(&desk.place()).unwrap().set_keyring(&ring).unwrap();
    flip(&desk.place().database(), 200);
    let told = refused(&desk.place(), &Unlock::Keyring(&ring));
    assert!(matches!(told, OpenError::Damaged), "{told:?}");
}
