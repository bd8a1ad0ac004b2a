//! Stories of restoring: a repair that loses nothing that can be read, changes nothing before it is whole, and is gone
//! on with wherever it was broken off.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::id::SubjectId;
use store::{
    BackupOrder, BackupPlace, BackupReason, Cost, Draft, Folder, Keep, NewEpoch, OpenError,
    PresentStore, Restorable, Restore, RestoreError, RestoreFrom, Store, Unlock, find_backups,
};

use crate::world::{Desk, PASSPHRASE, at, bytes_of, call, fresh_subject};

const PAGE: usize = 4096;
/// Of so many pages one is spoilt.
const EVERY: usize = 6;
const WITH: Unlock<'_> = Unlock::Passphrase(PASSPHRASE);

fn prepare(folder: &Folder, from: &RestoreFrom) -> Result<Restore, RestoreError> {
    Restore::prepare(folder, from, &WITH, &|_| true)
}

fn restored(folder: &Folder, from: &RestoreFrom) -> (Restorable, Store) {
    let restore = prepare(folder, from).unwrap();
    let restorable = restore.restorable().clone();
    (restorable, restore.finish().unwrap())
}

fn holds(store: &Store, call: SubjectId) -> bool {
    store.read(|reading| reading.call(call)).unwrap().is_some()
}

/// The journal is whole, and the rows are what it says.
fn is_sound(store: &Store) -> u64 {
    let verified = store.verify().unwrap();
    assert_eq!(verified.fault, None);
    store.rebuild().unwrap();
    assert_eq!(store.rebuild().unwrap().differed, 0);
    verified.entries
}

fn begun(store: &Store) -> Vec<NewEpoch> {
    let begun = store.read(|reading| reading.epochs_begun()).unwrap();
    begun.into_iter().map(|one| one.why).collect()
}

/// Makes a page unreadable.
fn spoil(file: &Path, page: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[page * PAGE + 100] ^= 0x40;
    fs::write(file, bytes).unwrap();
}

fn draft(desk: &Desk, minute: i64, form: &str) -> Draft {
    Draft {
        id: fresh_subject(minute),
        user: desk.person,
        form: form.to_owned(),
        started_at: at(minute),
        kept_at: at(minute),
    }
}

/// A copy of a folder, as another disk would hold it.
fn copy_of(folder: &Folder) -> (tempfile::TempDir, Folder) {
    let place = tempfile::tempdir().unwrap();
    for (name, bytes) in bytes_of(folder.path()) {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let folder = Folder::at(place.path());
    (place, folder)
}

/// Last week's backup is put back because one page is bad; what was recorded since is there as well.
#[test]
fn what_was_recorded_since_the_backup_is_carried_over() {
    let mut desk = Desk::new();
    let old = desk.log(1, call(1, None));
    let thrown_away = draft(&desk, 2, "{\"note\":\"old\"}");
    desk.store().keep_draft(thrown_away.clone()).unwrap();
    let backup = desk.back_up(3);
    desk.store()
        .discard_draft(thrown_away.id, desk.person, at(4))
        .unwrap();
    desk.store().sweep_drafts(at(5)).unwrap();
    let since: Vec<SubjectId> = (10..30)
        .map(|minute| desk.log(minute, call(minute, None)))
        .collect();
    let typed = draft(&desk, 31, "{\"note\":\"new\"}");
    desk.store().keep_draft(typed.clone()).unwrap();
    desk.store().count_attempt("salma", at(32)).unwrap();
    let entries = desk.store().verify().unwrap().entries;
    desk.close();

    let (restorable, store) = restored(&desk.place(), &RestoreFrom::Backup(backup));
    assert_eq!(restorable.backup, Some((at(3), BackupReason::Asked)));
    assert_eq!(
        (restorable.present, restorable.unreadable),
        (PresentStore::Read, 0)
    );
    assert_eq!((restorable.entries, restorable.carried), (entries, 20));
    assert_eq!((restorable.drafts, restorable.newest_at), (1, Some(at(29))));
    assert_eq!(is_sound(&store), entries);
    assert!(since.iter().chain([&old]).all(|call| holds(&store, *call)));
    assert_eq!(
        store.drafts_of(desk.person).unwrap(),
        [typed],
        "as they were left"
    );
    assert!(
        store.attempts("salma").unwrap().is_some(),
        "no guess is given back"
    );
    assert_eq!(
        begun(&store),
        [NewEpoch::Restored],
        "the administrator is told"
    );
    drop(store);
    let aside = desk.place().backups().join("replaced-1");
    assert!(
        aside.join("nida.db").is_file() && aside.join("slots.json").is_file(),
        "nothing is deleted"
    );
    desk.reopen();
    desk.log(40, call(40, None));
    assert_eq!(is_sound(desk.store()), entries + 1, "and work goes on");
    assert_eq!(begun(desk.store()), [NewEpoch::Restored], "once");
}

/// Whatever page it is. Each entry is there, or counted as one that could not be read, and no entry of the backup is
/// ever missing.
#[test]
fn whichever_page_is_bad_nothing_that_can_be_read_is_lost() {
    let mut desk = Desk::new();
    for minute in 0..12 {
        desk.log(minute, call(minute, None));
    }
    let backup = desk.back_up(20);
    let backed_up = desk.store().verify().unwrap().entries;
    for minute in 30..42 {
        desk.log(minute, call(minute, None));
    }
    let all = desk.store().verify().unwrap().entries;
    desk.close();
    let pages = fs::metadata(desk.place().database()).unwrap().len() / PAGE as u64;
    let name = backup.file_name().unwrap();
    let (mut tried, mut lost_pages, mut salvaged) = (0, 0, 0);
    for page in (0..usize::try_from(pages).unwrap()).step_by(EVERY) {
        tried += 1;
        let (_place, folder) = copy_of(&desk.place());
        spoil(&folder.database(), page);
        let from = RestoreFrom::Backup(folder.backups().join(name));
        let (restorable, store) = restored(&folder, &from);
        let entries = is_sound(&store);
        assert!(entries >= backed_up, "page {page}: the backup is whole");
        match restorable.present {
            PresentStore::Read => assert_eq!(
                entries + restorable.unreadable,
                all,
                "page {page}: {restorable:?}"
            ),
            PresentStore::Unreadable => assert_eq!(entries, backed_up, "page {page}"),
            PresentStore::Missing => panic!("page {page}: it is there"),
        }
        drop(store);

        // Without any backup.
        let (_place, folder) = copy_of(&desk.place());
        spoil(&folder.database(), page);
        fs::remove_dir_all(folder.backups()).unwrap();
        match prepare(&folder, &RestoreFrom::Present) {
            Ok(restore) => {
                let restorable = restore.restorable().clone();
                let store = restore.finish().unwrap();
                let entries = is_sound(&store);
                assert_eq!(
                    entries + restorable.unreadable,
                    all,
                    "page {page}: {restorable:?}"
                );
                salvaged += usize::from(entries == all);
            }
            Err(RestoreError::Unreadable) => lost_pages += 1,
            Err(error) => panic!("page {page}: {error:?}"),
        }
    }
    assert!(salvaged > tried / 2, "most pages hold no entry");
    // The tables are described on twenty pages or so, however large the store is.
    assert!(
        lost_pages <= 5,
        "{lost_pages} of {tried} pages without which nothing can be read"
    );
}

/// Where the end of the own chain cannot be read, what stood there is linked anew, and the chain is whole.
#[test]
fn entries_whose_links_are_lost_are_linked_anew() {
    let mut desk = Desk::new();
    let backup = desk.back_up(1);
    for minute in 2..20 {
        desk.log(minute, call(minute, None));
    }
    let all = desk.store().verify().unwrap();
    desk.close();
    let pages = fs::metadata(desk.place().database()).unwrap().len() / PAGE as u64;
    let name = backup.file_name().unwrap();
    let mut seen = 0;
    for page in 0..usize::try_from(pages).unwrap() {
        let (_place, folder) = copy_of(&desk.place());
        spoil(&folder.database(), page);
        let restore = prepare(&folder, &RestoreFrom::Backup(folder.backups().join(name))).unwrap();
        let restorable = restore.restorable().clone();
        if restorable.present != PresentStore::Read || restorable.unreadable > 0 {
            continue;
        }
        let store = restore.finish().unwrap();
        let verified = store.verify().unwrap();
        assert_eq!(
            (verified.fault, verified.entries),
            (None, all.entries),
            "page {page}"
        );
        let waiting = u64::from(store.link_state().unwrap().waiting);
        assert_eq!(
            waiting, all.entries,
            "page {page}: the centre is offered each of them"
        );
        seen += usize::from(verified.links < all.links + all.entries);
    }
    assert!(seen > 0, "a page of the chain was among them");
}

/// Nothing is changed by looking, and whoever stops finds the folder as it was.
#[test]
fn what_was_only_tried_leaves_no_trace() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    let backup = desk.back_up(2);
    desk.close();
    let before = bytes_of(desk.place().path());
    let from = RestoreFrom::Backup(backup);
    let restore = prepare(&desk.place(), &from).unwrap();
    assert!(matches!(
        Store::open(&desk.place(), &WITH),
        Err(OpenError::InUse)
    ));
    drop(restore);
    for most in [1, 1_500, 2_500] {
        let stopped = Restore::prepare(&desk.place(), &from, &WITH, &|far| far.done < most);
        assert!(
            matches!(stopped, Err(RestoreError::Stopped)),
            "after {most}: {stopped:?}"
        );
    }
    let mut after = bytes_of(desk.place().path());
    after.retain(|name, _| {
        before.contains_key(name) || !(name.ends_with("-shm") || name.ends_with("-wal"))
    });
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(&after), names(&before));
    assert!(after == before);
}

/// Only a backup of this store, whole, with what opens it.
#[test]
fn what_cannot_be_restored_is_told_apart() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    let backup = desk.back_up(2);
    let mut other = Desk::new();
    let of_another = other.back_up(2);
    desk.close();
    other.close();
    let of = |folder: &Path| RestoreFrom::Backup(folder.to_owned());
    assert!(matches!(
        prepare(&desk.place(), &of(&of_another)),
        Err(RestoreError::OfAnother)
    ));
    assert!(matches!(
        prepare(&desk.place(), &of(&backup.join("none"))),
        Err(RestoreError::NotThere)
    ));
    let wrong = Restore::prepare(
        &desk.place(),
        &of(&backup),
        &Unlock::Passphrase("نخلة"),
        &|_| true,
    );
    assert!(matches!(
        wrong,
        Err(RestoreError::Open(OpenError::WrongPassphrase))
    ));
    let length = fs::metadata(backup.join("nida.db")).unwrap().len();
    let whole = fs::read(backup.join("nida.db")).unwrap();
    for page in 0..usize::try_from(length).unwrap() / PAGE {
        spoil(&backup.join("nida.db"), page);
        assert!(
            matches!(
                prepare(&desk.place(), &of(&backup)),
                Err(RestoreError::NotSound)
            ),
            "page {page}"
        );
        fs::write(backup.join("nida.db"), &whole).unwrap();
    }
    fs::write(backup.join("nida.db"), &whole[..whole.len() - 7]).unwrap();
    assert!(matches!(
        prepare(&desk.place(), &of(&backup)),
        Err(RestoreError::NotSound)
    ));
}

/// The database is gone, or another file lies in its place, or a `-wal` of another day beside the backup: the backup is
/// what is restored.
#[test]
fn a_store_that_is_gone_comes_back_from_its_backup() {
    let mut desk = Desk::new();
    let call = desk.log(1, call(1, None));
    let backup = desk.back_up(2);
    let entries = desk.store().verify().unwrap().entries;
    desk.close();
    let name = backup.file_name().unwrap();
    type Change = fn(&Folder);
    let changes: [(&str, Change); 5] = [
        ("gone", |folder| fs::remove_file(folder.database()).unwrap()),
        ("empty", |folder| fs::write(folder.database(), b"").unwrap()),
        ("foreign", |folder| {
            fs::write(folder.database(), vec![7; 9 * PAGE]).unwrap()
        }),
        ("cut", |folder| {
            let bytes = fs::read(folder.database()).unwrap();
            fs::write(folder.database(), &bytes[..PAGE + 17]).unwrap();
        }),
        ("without slots", |folder| {
            fs::remove_file(folder.database()).unwrap();
            fs::remove_file(folder.path().join("slots.json")).unwrap();
        }),
    ];
    for (what, change) in changes {
        let (_place, folder) = copy_of(&desk.place());
        change(&folder);
        let left = fs::read(folder.database()).ok();
        let found = find_backups(&folder, &folder.backups()).unwrap();
        assert_eq!(found.len(), 1, "{what}");
        assert_eq!(found[0].folder.file_name().unwrap(), name);
        fs::write(found[0].folder.join("nida.db-wal"), [7; 5_000]).unwrap();
        let (restorable, store) = restored(&folder, &RestoreFrom::Backup(found[0].folder.clone()));
        assert!(holds(&store, call), "{what}");
        assert_eq!(
            (is_sound(&store), restorable.entries),
            (entries, entries),
            "{what}"
        );
        assert_ne!(restorable.present, PresentStore::Read, "{what}");
        let aside = fs::read(folder.backups().join("replaced-1/nida.db")).ok();
        assert_eq!(aside, left, "{what}: what lay there lies aside");
    }
}

/// A stick with the folders of machines, at a machine that has nothing yet.
#[test]
fn a_new_machine_is_restored_from_a_stick() {
    let mut desk = Desk::new();
    let call = desk.log(1, call(1, None));
    let stick = tempfile::tempdir().unwrap();
    desk.store().make_backup_place(stick.path()).unwrap();
    let order = BackupOrder {
        at: at(2),
        reason: BackupReason::Asked,
        keep: Keep::default(),
    };
    let place = BackupPlace::At(stick.path().to_owned());
    desk.store().back_up(&place, &order, &|_| true).unwrap();
    desk.close();
    let new = tempfile::tempdir().unwrap();
    let folder = Folder::at(new.path().join("data"));
    let found = find_backups(&folder, stick.path()).unwrap();
    assert_eq!((found.len(), found[0].own), (1, None));
    assert_eq!(
        find_backups(&folder, &found[0].folder).unwrap(),
        found,
        "named itself"
    );
    let (_, store) = restored(&folder, &RestoreFrom::Backup(found[0].folder.clone()));
    assert!(holds(&store, call));
    let code = desk.code.to_text();
    drop(store);
    assert!(Store::open(&folder, &Unlock::RecoveryCode(&code)).is_ok());
}

/// Whoever may open the store no more must not get back in by what lies aside.
#[test]
fn the_slots_of_what_lies_aside_follow() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    let backup = desk.back_up(2);
    desk.close();
    let (_, store) = restored(&desk.place(), &RestoreFrom::Backup(backup));
    store
        .set_passphrase("another passphrase", Cost::PRACTICE_ONLY)
        .unwrap();
    drop(store);
    let aside = Folder::at(desk.place().backups().join("replaced-1"));
    assert!(matches!(
        Store::open(&aside, &WITH),
        Err(OpenError::WrongPassphrase)
    ));
    assert!(Store::open(&aside, &Unlock::Passphrase("another passphrase")).is_ok());
}

/// Restored twice, and of the one that lay aside: nothing is there twice.
#[test]
fn who_restores_twice_has_everything_once() {
    let mut desk = Desk::new();
    desk.log(1, call(1, None));
    let backup = desk.back_up(2);
    let calls: BTreeSet<SubjectId> = (3..9)
        .map(|minute| desk.log(minute, call(minute, None)))
        .collect();
    let entries = desk.store().verify().unwrap().entries;
    desk.close();
    let from = RestoreFrom::Backup(backup);
    drop(restored(&desk.place(), &from).1);
    let (restorable, store) = restored(&desk.place(), &from);
    assert_eq!(restorable.carried, 6);
    assert_eq!(is_sound(&store), entries);
    assert!(calls.iter().all(|call| holds(&store, *call)));
    assert_eq!(begun(&store), [NewEpoch::Restored; 2]);
}
