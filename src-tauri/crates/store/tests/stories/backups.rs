//! Stories of backups: made while people work, told where they fail, never half, and never in the place of an older one
//! that was good.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::{Millis, SubjectId};
use domain::local_day::DAY_MS;
use store::{
    BackupError, BackupFar, BackupOrder, BackupPlace, BackupReason, Cost, Folder, Keep, OpenError,
    SlotSecret, Store, StoreError, Unlock,
};

use crate::world::{Desk, MORNING, PASSPHRASE, bytes_of, call};

const OWN: BackupPlace = BackupPlace::Own;

fn order(reason: BackupReason, at: i64) -> BackupOrder {
    BackupOrder {
        at: Millis(at),
        reason,
        keep: Keep::default(),
    }
}

fn asked() -> BackupOrder {
    order(BackupReason::Asked, MORNING)
}

/// A desk whose file is copied in some steps.
fn large_desk() -> Desk {
    let desk = Desk::new();
    let filling = "نداء ".repeat(400_000);
    desk.store()
        .set_settings(vec![("filling".into(), Some(filling))])
        .unwrap();
    desk.log(1, call(1, None));
    desk
}

fn back_up(desk: &Desk, to: &BackupPlace) -> Result<PathBuf, BackupError> {
    back_up_telling(desk, to, &|_| true)
}

/// The folder of the backup.
fn back_up_telling(
    desk: &Desk,
    to: &BackupPlace,
    tell: &dyn Fn(BackupFar) -> bool,
) -> Result<PathBuf, BackupError> {
    let made = desk.store().back_up(to, &asked(), tell)?;
    let rows = desk.store().backups(to).unwrap();
    let row = rows
        .iter()
        .find(|row| row.sequence == made.sequence)
        .unwrap();
    assert!(row.own);
    assert_eq!((row.bytes, row.at.0), (made.bytes, made.at));
    Ok(place_of(desk, to).join(row.folder()))
}

fn place_of(desk: &Desk, place: &BackupPlace) -> PathBuf {
    match place {
        BackupPlace::Own => desk.place().backups(),
        BackupPlace::At(chosen) => chosen.join(desk.store().machine().to_string()),
    }
}

/// A place on a stick that was chosen.
fn chosen(desk: &Desk, stick: &Path) -> BackupPlace {
    desk.store().make_backup_place(stick).unwrap();
    BackupPlace::At(stick.to_owned())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn opened(backup: &Path) -> Store {
    Store::open(&Folder::at(backup), &Unlock::Passphrase(PASSPHRASE)).unwrap()
}

fn holds(store: &Store, call: SubjectId) -> bool {
    store.read(|reading| reading.call(call)).unwrap().is_some()
}

fn flip(file: &Path, at: u64) {
    let mut file = fs::File::options()
        .read(true)
        .write(true)
        .open(file)
        .unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte[0] ^ 0x40]).unwrap();
}

/// What opens the data opens the backup, and nothing else does.
#[test]
fn a_backup_is_a_store_that_opens_by_whatever_opens_this_one() {
    let desk = Desk::new();
    let call = desk.log(1, call(1, None));
    let ring = SlotSecret::random().unwrap();
    desk.store().set_keyring(&ring).unwrap();
    let backup = back_up(&desk, &OWN).unwrap();
    assert_eq!(backup.file_name().unwrap(), "000001-20261124T040000Z-asked");
    assert_eq!(names(&backup), ["nida.db", "slots.json"]);
    let code = desk.code.to_text();
    for with in [
        Unlock::Passphrase(PASSPHRASE),
        Unlock::RecoveryCode(&code),
        Unlock::Keyring(&ring),
    ] {
        let store = Store::open(&Folder::at(&backup), &with).unwrap();
        assert_eq!(store.machine(), desk.store().machine());
        assert!(holds(&store, call));
        assert_eq!(store.verify().unwrap().fault, None);
    }
    let wrong = Store::open(&Folder::at(&backup), &Unlock::Passphrase("نخلة"));
    assert!(matches!(wrong, Err(OpenError::WrongPassphrase)));
    let bytes = fs::read(backup.join("nida.db")).unwrap();
    let planted = "نخلة".as_bytes();
    assert!(!bytes.windows(planted.len()).any(|window| window == planted));
    assert!(bytes != fs::read(desk.place().database()).unwrap());
}

/// Nobody waits for a backup, and it is of one moment: what was acknowledged before it began is in it, what was saved
/// while it went on is not, and nothing is there by half.
#[test]
fn people_save_while_a_backup_is_made() {
    let desk = large_desk();
    let before: Vec<SubjectId> = (0..5)
        .map(|minute| desk.log(minute, call(minute, None)))
        .collect();
    let during = RefCell::new(Vec::new());
    let steps = Cell::new(0);
    let ends = AtomicBool::new(false);
    let (backup, beside) = std::thread::scope(|scope| {
        // One who saves as fast as the disk takes it.
        let saver = scope.spawn(|| {
            let mut saved = Vec::new();
            while !ends.load(Ordering::SeqCst) {
                saved.push(desk.log(7, call(7, None)));
            }
            saved
        });
        let backup = back_up_telling(&desk, &OWN, &|_| {
            steps.set(steps.get() + 1);
            during.borrow_mut().push(desk.log(9, call(9, None)));
            true
        });
        ends.store(true, Ordering::SeqCst);
        (backup.unwrap(), saver.join().unwrap())
    });
    assert!(steps.get() > 4, "{} steps", steps.get());
    let copy = opened(&backup);
    assert_eq!(copy.verify().unwrap().fault, None);
    assert_eq!(copy.rebuild().unwrap().differed, 0);
    assert!(before.iter().all(|call| holds(&copy, *call)));
    assert!(!during.borrow().iter().any(|call| holds(&copy, *call)));
    // Of who saved all the time, it has the first ones without a gap.
    let there = beside.iter().filter(|call| holds(&copy, **call)).count();
    assert!(beside[..there].iter().all(|call| holds(&copy, *call)));
    drop(copy);
    let later = opened(&back_up(&desk, &OWN).unwrap());
    let during = during.into_inner();
    let mut all = before.iter().chain(&during).chain(&beside);
    assert!(all.all(|call| holds(&later, *call)));
}

/// Whoever ends it finds the place as it was, whenever that is.
#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let desk = large_desk();
    let first = back_up(&desk, &OWN).unwrap();
    let before = bytes_of(&desk.place().backups());
    let steps = Cell::new(0);
    let last = Cell::new(BackupFar { done: 0, of: 0 });
    back_up_telling(&desk, &OWN, &|far| {
        assert!(
            far.done >= last.get().done && far.done <= far.of,
            "it only goes on"
        );
        last.set(far);
        steps.set(steps.get() + 1);
        true
    })
    .unwrap();
    assert_eq!(last.get().done, last.get().of, "to its end");
    fs::remove_dir_all(first.with_file_name("000002-20261124T040000Z-asked")).unwrap();
    for stops in 1..=steps.get() {
        let left = Cell::new(stops);
        let stopped = back_up_telling(&desk, &OWN, &|_| {
            left.set(left.get() - 1);
            left.get() > 0
        });
        assert!(matches!(stopped, Err(BackupError::Stopped)), "{stopped:?}");
        assert!(
            bytes_of(&desk.place().backups()) == before,
            "at step {stops}"
        );
    }
    back_up(&desk, &OWN).unwrap();
}

#[test]
fn one_backup_goes_at_a_time() {
    let desk = large_desk();
    let asked_twice = Cell::new(false);
    back_up_telling(&desk, &OWN, &|_| {
        if !asked_twice.replace(true) {
            let second = back_up(&desk, &OWN);
            assert!(matches!(second, Err(BackupError::Busy)), "{second:?}");
        }
        true
    })
    .unwrap();
    assert!(asked_twice.get());
}

/// What the stick gives back is not what was written: that is no backup, and the one before stays the last good one.
#[test]
fn a_copy_that_does_not_read_back_whole_is_no_backup() {
    let desk = large_desk();
    back_up(&desk, &OWN).unwrap();
    let before = bytes_of(&desk.place().backups());
    let being_made = desk
        .place()
        .backups()
        .join("000002-20261124T040000Z-asked.new/nida.db");
    let flipped = Cell::new(false);
    let made = back_up_telling(&desk, &OWN, &|far| {
        // It is on the disk and being read again.
        if far.done > far.of / 2 && !flipped.replace(true) {
            let length = fs::metadata(&being_made).unwrap().len();
            flip(&being_made, length - 100);
        }
        true
    });
    assert!(flipped.get());
    assert!(matches!(made, Err(BackupError::NotSound)), "{made:?}");
    assert!(bytes_of(&desk.place().backups()) == before);
}

/// A damaged store must not become a backup that pushes good ones out.
#[test]
fn a_damaged_store_is_told_and_not_copied() {
    let mut desk = large_desk();
    desk.reopen();
    let length = fs::metadata(desk.place().database()).unwrap().len();
    flip(&desk.place().database(), length / 2 + 100);
    let made = back_up(&desk, &OWN);
    assert!(
        matches!(made, Err(BackupError::Store(StoreError::Damaged))),
        "{made:?}"
    );
    assert_eq!(names(&desk.place().backups()), [""; 0]);
}

/// The stick is pulled out in the middle.
#[test]
fn a_place_that_goes_away_is_told_as_that() {
    let desk = large_desk();
    let stick = tempfile::tempdir().unwrap();
    let place = chosen(&desk, stick.path());
    back_up(&desk, &place).unwrap();
    let (there, away) = (place_of(&desk, &place), stick.path().join("pulled out"));
    for goes_at in [1, 3, 6] {
        let step = Cell::new(0);
        let made = back_up_telling(&desk, &place, &|_| {
            step.set(step.get() + 1);
            if step.get() == goes_at {
                fs::rename(&there, &away).unwrap();
            }
            true
        });
        assert!(matches!(made, Err(BackupError::Gone)), "{made:?}");
        // Nothing is written where the stick used to be.
        assert!(matches!(back_up(&desk, &place), Err(BackupError::Gone)));
        assert!(matches!(
            desk.store().backups(&place),
            Err(BackupError::Gone)
        ));
        assert!(!there.exists());
        let known = desk.store().backups_made().unwrap();
        assert_eq!(
            (known.len(), known[0].sequence),
            (1, 1),
            "what it holds is known"
        );
        fs::rename(&away, &there).unwrap();
    }
    // What was begun there goes with the next one.
    assert_eq!(names(&there).len(), 2);
    back_up(&desk, &place).unwrap();
    assert!(names(&there).iter().all(|name| name.ends_with("-asked")));
    let nowhere = desk
        .store()
        .make_backup_place(&stick.path().join("no stick"));
    assert!(matches!(nowhere, Err(BackupError::Gone)), "{nowhere:?}");
}

/// A disk without room is told before anything is written, with what is needed; one that becomes full meanwhile leaves
/// what was there.
#[cfg(target_os = "linux")]
#[test]
fn a_place_without_room_keeps_what_it_has() {
    use crate::own_mounts::{in_own_mounts, mount_small_disk};
    in_own_mounts("backups::a_place_without_room_keeps_what_it_has", || {
        let desk = large_desk();
        let stick = tempfile::tempdir().unwrap();
        mount_small_disk(stick.path(), 24 * 1024);
        let place = chosen(&desk, stick.path());
        back_up(&desk, &place).unwrap();
        let before = bytes_of(&place_of(&desk, &place));
        let filler = stick.path().join("filler");
        let fill = |keeping: usize| {
            let mut file = fs::File::create(&filler).unwrap();
            while file.write_all(&[0x55; 64 * 1024]).is_ok() {}
            let length = file.metadata().unwrap().len();
            file.set_len(length - keeping as u64).unwrap();
        };
        let filled = Cell::new(false);
        let made = back_up_telling(&desk, &place, &|_| {
            if !filled.replace(true) {
                fill(0);
            }
            true
        });
        assert!(matches!(made, Err(BackupError::DiskFull)), "{made:?}");
        assert!(bytes_of(&place_of(&desk, &place)) == before);

        fill(1024 * 1024);
        match back_up(&desk, &place) {
            Err(BackupError::NoRoom { needed, free }) => {
                assert!(
                    needed > 5_000_000 && (900_000..needed).contains(&free),
                    "{needed} {free}"
                );
            }
            other => panic!("{other:?}"),
        }
        assert!(
            bytes_of(&place_of(&desk, &place)) == before,
            "nothing makes room"
        );
        fs::remove_file(&filler).unwrap();
        back_up(&desk, &place).unwrap();
    });
}

/// Two months of a station, day by day. What is not its own stays.
#[test]
fn old_backups_go_and_nothing_else_does() {
    let desk = Desk::new();
    let place = desk.place().backups();
    let other = Desk::new();
    let theirs = back_up(&other, &OWN).unwrap();
    for kept in [
        "000000-20200101T000000Z-daily",
        "000001-20200101T000000Z-daily.new",
    ] {
        fs::create_dir_all(place.join(kept)).unwrap();
        for file in ["nida.db", "slots.json"] {
            fs::copy(theirs.join(file), place.join(kept).join(file)).unwrap();
        }
    }
    fs::create_dir(place.join("000002-20200101T000000Z-daily copy")).unwrap();
    fs::write(place.join("000003-20200101T000000Z-daily"), "a note").unwrap();
    let foreign = names(&place);
    let (mut days, mut asked) = (Vec::new(), 0);
    for day in 0..30 {
        let made = order(BackupReason::Daily, MORNING + day * DAY_MS);
        desk.store().back_up(&OWN, &made, &|_| true).unwrap();
        if day % 5 == 0 {
            // The clock was set back.
            let made = order(BackupReason::Asked, MORNING - day * DAY_MS);
            asked = desk
                .store()
                .back_up(&OWN, &made, &|_| true)
                .unwrap()
                .sequence;
        }
    }
    let rows = desk.store().backups(&OWN).unwrap();
    let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.own);
    assert_eq!(others.len(), 1);
    for row in own.iter().filter(|row| row.reason == BackupReason::Daily) {
        days.push((row.at.0 - MORNING) / DAY_MS);
    }
    assert_eq!(days, [29, 28, 27, 26, 25, 24, 23, 18, 11, 4]);
    let of_asked: Vec<_> = own
        .iter()
        .filter(|row| row.reason == BackupReason::Asked)
        .collect();
    assert_eq!((of_asked.len(), of_asked[0].sequence), (3, asked));
    let left = names(&place);
    assert!(foreign.iter().all(|name| left.contains(name)), "{left:?}");
    assert_eq!(left.len(), foreign.len() + own.len(), "{left:?}");
}

/// What a kill left of one that was being made, or removed.
#[test]
fn what_broke_off_goes_with_the_next_backup() {
    let desk = Desk::new();
    let backup = back_up(&desk, &OWN).unwrap();
    let place = desk.place().backups();
    let left_of = |name: &str, files: &[&str]| {
        fs::create_dir(place.join(name)).unwrap();
        for file in files {
            fs::copy(backup.join(file), place.join(name).join(file)).unwrap();
        }
    };
    left_of("000009-20261124T040000Z-daily.new", &[]);
    left_of("000010-20261124T040000Z-daily.new", &["nida.db"]);
    left_of(
        "000011-20261124T040000Z-daily.gone",
        &["nida.db", "slots.json"],
    );
    left_of("notes.new", &["nida.db"]);
    assert_eq!(
        desk.store().backups(&OWN).unwrap().len(),
        1,
        "none of them is a backup"
    );
    let next = back_up(&desk, &OWN).unwrap();
    assert_eq!(
        names(&place),
        [
            "000001-20261124T040000Z-asked",
            "000012-20261124T040000Z-asked",
            "notes.new"
        ],
        "and no number is given twice"
    );
    assert!(next.ends_with("000012-20261124T040000Z-asked"));
}

/// Several stations share a folder in the network; each has its own.
#[test]
fn stations_share_a_place() {
    let (one, two) = (Desk::new(), Desk::new());
    let share = tempfile::tempdir().unwrap();
    for desk in [&one, &two, &one] {
        let place = chosen(desk, share.path());
        let backup = back_up(desk, &place).unwrap();
        assert_eq!(opened(&backup).machine(), desk.store().machine());
    }
    let rows = |desk: &Desk| {
        desk.store()
            .backups(&BackupPlace::At(share.path().to_owned()))
            .unwrap()
    };
    assert_eq!((rows(&one).len(), rows(&two).len()), (2, 1));
    assert_eq!(names(share.path()).len(), 2);
}

/// A passphrase that was changed opens no backup any more: none in the data folder, none on the stick that is there,
/// and none on the one that was away as soon as it is back.
#[test]
fn the_ways_in_are_changed_wherever_backups_lie() {
    let desk = Desk::new();
    let sticks = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [here, away] = sticks.each_ref().map(|stick| chosen(&desk, stick.path()));
    let backups = [&OWN, &here, &away].map(|place| back_up(&desk, place).unwrap());
    let elsewhere = sticks[1].path().join("in a drawer");
    let place = place_of(&desk, &away);
    fs::rename(&place, &elsewhere).unwrap();

    let new = "another one altogether";
    desk.store()
        .set_passphrase(new, Cost::PRACTICE_ONLY)
        .unwrap();
    let opens = |backup: &Path, passphrase| {
        Store::open(&Folder::at(backup), &Unlock::Passphrase(passphrase)).is_ok()
    };
    for backup in &backups[..2] {
        assert!(
            opens(backup, new) && !opens(backup, PASSPHRASE),
            "{backup:?}"
        );
    }
    let behind = || -> Vec<String> {
        let made = desk.store().backups_made().unwrap().into_iter();
        made.filter(|made| made.slots_behind)
            .map(|made| made.place)
            .collect()
    };
    assert_eq!(behind(), [away.name()], "and it is known which are not");
    fs::rename(&elsewhere, &place).unwrap();
    back_up(&desk, &away).unwrap();
    assert!(opens(&backups[2], new) && !opens(&backups[2], PASSPHRASE));
    assert_eq!(behind(), [""; 0]);
}

/// While one is made, somebody changes the passphrase.
#[test]
fn a_backup_has_the_ways_of_when_it_got_its_name() {
    let desk = large_desk();
    let new = "another one altogether";
    let changed = Cell::new(false);
    let backup = back_up_telling(&desk, &OWN, &|_| {
        if !changed.replace(true) {
            desk.store()
                .set_passphrase(new, Cost::PRACTICE_ONLY)
                .unwrap();
        }
        true
    })
    .unwrap();
    let open = |with| Store::open(&Folder::at(&backup), &Unlock::Passphrase(with));
    assert!(matches!(open(PASSPHRASE), Err(OpenError::WrongPassphrase)));
    assert!(open(new).is_ok());
}

/// A backup is read again when somebody wants to be sure of it.
#[test]
fn a_backup_that_has_gone_bad_is_found() {
    let desk = large_desk();
    let backup = back_up(&desk, &OWN).unwrap();
    let check = || desk.store().check_backup(&OWN, 1, &|_| true);
    let checked = check().unwrap();
    let whole = desk.store().verify().unwrap();
    assert_eq!(checked, whole);
    assert!(checked.entries > 1 && checked.fault.is_none());
    assert_eq!(
        names(&backup),
        ["nida.db", "slots.json"],
        "and leaves no trace"
    );

    let length = fs::metadata(backup.join("nida.db")).unwrap().len();
    flip(&backup.join("nida.db"), length / 2 + 9);
    assert_eq!(
        check().unwrap().fault.map(|fault| fault.what.code()),
        Some("page")
    );
    fs::File::options()
        .write(true)
        .open(backup.join("nida.db"))
        .unwrap()
        .set_len(length - 4096)
        .unwrap();
    assert_eq!(
        check().unwrap().fault.map(|fault| fault.what.code()),
        Some("page")
    );
    let none = desk.store().check_backup(&OWN, 2, &|_| true);
    assert!(matches!(none, Err(BackupError::NotThere)));
    let stopped = desk.store().check_backup(&OWN, 1, &|_| false);
    assert!(matches!(stopped, Err(BackupError::Stopped)), "{stopped:?}");
}
