//! A disk that is full, and one that cannot be written. Both are small file systems in memory: as
//! root, whom file permissions do not hold, nothing else is either.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use app::clock::SetClock;
use app::dto::{
    BackupTo, BulletinOrder, ChangedPassphrase, ExportFormat, FigureCallsQuery, FiguresQuery,
    LocaleCode, NamedPeriod, Phase, RowsOrder, SaveAs,
};
use app::{App, ErrorCode};
use domain::id::Millis;
use nida_tests::machine::{
    self, PASSPHRASE, SUNDAY_TEN, complaint_form, first_start, id, open, query_form, refusal,
    sign_in, signed_in,
};
use store::{Folder, Store, Unlock};

use super::alone;

/// Most saves until the disk is told to be full: what is left of it holds far fewer.
const SAVES_MAX: u32 = 2_000;

/// A disk of some MiB; gone when this is dropped.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn of_mib(size: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        root(&[
            "mount",
            "-t",
            "tmpfs",
            "-o",
            &format!("size={size}m"),
            "tmpfs",
            path,
        ]);
        Self { folder }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn filler(&self) -> PathBuf {
        self.folder.path().join("filler")
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        use std::io::Write as _;
        let mut filler = fs::File::create(self.filler()).unwrap();
        let page = [0x55; 4096];
        while filler.write_all(&page).is_ok() {}
    }

    /// Fills it but for so many MiB.
    fn leave_mib(&self, left: u64) {
        self.fill();
        let filler = fs::File::options().write(true).open(self.filler()).unwrap();
        let length = filler.metadata().unwrap().len();
        filler.set_len(length - left * 1024 * 1024).unwrap();
    }

    fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn remount(&self, how: &str) {
        let path = self.folder.path().to_str().unwrap();
        root(&["mount", "-o", &format!("remount,{how}"), path]);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a store that a failed test left open must not keep it.
        root(&["umount", "-l", self.folder.path().to_str().unwrap()]);
    }
}

/// A folder that may be read and not written any more, while files in it are open for writing: as when its owner
/// was changed, or the share it lies on. Gone when this is dropped.
struct Forbidden<'f>(&'f Path);

impl<'f> Forbidden<'f> {
    fn at(folder: &'f Path) -> Self {
        let path = folder.to_str().unwrap();
        root(&["mount", "--bind", path, path]);
        let forbidden = Self(folder);
        root(&["mount", "-o", "remount,bind,ro", path]);
        forbidden
    }
}

impl Drop for Forbidden<'_> {
    fn drop(&mut self) {
        root(&["umount", "-l", self.0.to_str().unwrap()]);
    }
}

/// Runs a command that only root may, by sudo for others.
fn root(command: &[&str]) {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt as _;
        own.uid() == 0
    });
    let prefix: &[&str] = if is_root { &[] } else { &["sudo", "-n"] };
    let words = [prefix, command].concat();
    let status = Command::new(words[0]).args(&words[1..]).status().unwrap();
    assert!(status.success(), "{words:?}: {status}");
}

fn started(folder: &Path) -> App {
    machine::start(folder, Arc::new(SetClock::at(Millis(SUNDAY_TEN + 1_000))))
}

fn check_journal(folder: &Path) {
    let store = Store::open(&Folder::at(folder), &Unlock::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(store.verify().unwrap().fault, None, "the journal is whole");
    assert_eq!(
        store.rebuild().unwrap().differed,
        0,
        "the tables agree with it"
    );
}

/// The disk is full while somebody is on the phone: the save says so, what was typed stays, what was
/// saved stays, and with room again the work goes on where it stood.
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let _alone = alone();
    let disk = Disk::of_mib(24);
    let app = signed_in(&disk.data()).unwrap();
    let typed = query_form(id(SUNDAY_TEN, [0xff; 10]), SUNDAY_TEN);
    app.draft_keep(&typed).unwrap();

    disk.fill();
    let mut saved = Vec::new();
    let refused = loop {
        let number = u32::try_from(saved.len()).unwrap();
        assert!(number < SAVES_MAX, "a full disk takes no more calls");
        let mut random = [0; 10];
        random[..4].copy_from_slice(&number.to_le_bytes());
        let form = complaint_form(id(SUNDAY_TEN, random), SUNDAY_TEN);
        match app.log_call(&form, SaveAs::ByRule) {
            Ok(logged) => saved.push(logged.row.id),
            Err(error) => {
                assert_eq!(refusal::<()>(Err(error)).unwrap(), ErrorCode::DiskFull);
                break form;
            }
        }
    };
    let drafts = app.drafts().unwrap();
    assert_eq!(drafts.len(), 1, "the draft is still there");
    assert_eq!(drafts[0].form, typed, "with all that was typed");
    assert_eq!(
        app.own_log(None).unwrap().total as usize,
        saved.len(),
        "what was answered as saved is there, what was refused is not"
    );
    let longer = format!("{} {}", typed.note, "وتكرر التأخير ".repeat(4_000));
    let more = app::dto::CallForm {
        note: longer,
        ..typed.clone()
    };
    assert_eq!(refusal(app.draft_keep(&more)).unwrap(), ErrorCode::DiskFull);
    assert_eq!(
        app.drafts().unwrap()[0].form,
        typed,
        "the last keeping stays"
    );

    disk.make_room();
    let logged = app.log_call(&refused, SaveAs::ByRule).unwrap();
    assert!(!logged.already, "the refused save had written nothing");
    app.draft_keep(&more).unwrap();
    assert_eq!(app.drafts().unwrap()[0].form, more);
    assert_eq!(app.own_log(None).unwrap().total as usize, saved.len() + 1);
    drop(app);
    check_journal(&disk.data());
}

/// The disk of the reports is full, the machine's own is not: no half file is left that somebody sends on, and a list of
/// calls that did not come about is told as that in the log.
#[test]
fn a_full_disk_of_reports_is_told_and_leaves_no_file() {
    let _alone = alone();
    let (own, disk) = (tempfile::tempdir().unwrap(), Disk::of_mib(1));
    let app = signed_in(&own.path().join("data")).unwrap();
    let form = query_form(id(SUNDAY_TEN, [1; 10]), SUNDAY_TEN);
    app.log_call(&form, SaveAs::ByRule).unwrap();
    disk.fill();
    let folder = disk.folder.path().to_string_lossy().into_owned();
    let days = FiguresQuery {
        named: Some(NamedPeriod::Today),
        ..FiguresQuery::default()
    };
    let bulletin = BulletinOrder {
        days: days.clone(),
        formats: vec![ExportFormat::Xlsx, ExportFormat::Csv, ExportFormat::Pdf],
        languages: vec![LocaleCode::Ar],
        folder: folder.clone(),
    };
    let rows = RowsOrder {
        calls: FigureCallsQuery {
            days,
            ..FigureCallsQuery::default()
        },
        format: ExportFormat::Csv,
        language: LocaleCode::Ar,
        folder,
    };
    let left = || disk.folder.path().read_dir().unwrap().count();
    assert_eq!(
        refusal(app.write_bulletin(&bulletin)).unwrap(),
        ErrorCode::DiskFull
    );
    assert_eq!(
        app.export_log(None).unwrap().total,
        0,
        "nothing left the program"
    );
    assert_eq!(refusal(app.write_rows(&rows)).unwrap(), ErrorCode::DiskFull);
    assert_eq!(left(), 1, "the filler alone");
    let log = app.export_log(None).unwrap();
    assert_eq!((log.total, log.rows[0].failed.as_str()), (1, "no_room"));

    disk.make_room();
    assert_eq!(app.write_bulletin(&bulletin).unwrap().files.len(), 3);
    assert_eq!(app.write_rows(&rows).unwrap().rows, 1);
    assert_eq!(left(), 4);
}

/// The stick with the backups is full, and so is the disk of the data folder: what is needed and what is there is told,
/// the good ones stay, and calls are saved for as long as there is room for a call.
#[test]
fn a_backup_without_room_is_told_and_keeps_the_good_ones() {
    let _alone = alone();
    let (disk, stick) = (Disk::of_mib(24), Disk::of_mib(8));
    let app = signed_in(&disk.data()).unwrap();
    let save = |n: u8| {
        let form = query_form(id(SUNDAY_TEN, [n; 10]), SUNDAY_TEN);
        app.log_call(&form, SaveAs::ByRule).unwrap();
    };
    save(1);
    let folder = stick.folder.path().to_string_lossy().into_owned();
    app.set_backup_place(Some(&folder)).unwrap();
    app.make_backup(BackupTo::Chosen).unwrap();
    app.make_backup(BackupTo::Own).unwrap();
    stick.fill();
    disk.leave_mib(1);
    let there = |place: &Path| {
        let mut found = files_of(place);
        found.retain(|path| path.is_dir());
        found
    };
    let on_stick = there(stick.folder.path()).remove(0);
    let before = [there(&on_stick), there(&disk.data().join("backups"))];
    save(2);
    for to in [BackupTo::Chosen, BackupTo::Own] {
        let error = app.make_backup(to).unwrap_err();
        let told = app::ErrorDto::from(&error);
        assert_eq!(told.code, ErrorCode::BackupNoRoom);
        let number = |name: &str| told.args[name].parse::<u64>().unwrap();
        assert!(number("needed_mb") > number("free_mb"), "{told:?}");
    }
    app.back_up_when_due();
    let status = app.backup_status().unwrap();
    for standing in [Some(status.own), status.chosen].into_iter().flatten() {
        assert_eq!(standing.last_at, Some(SUNDAY_TEN));
        let code = standing.problem.map(|problem| problem.code);
        assert_eq!(code, Some(ErrorCode::BackupNoRoom));
    }
    save(3);
    let after = [there(&on_stick), there(&disk.data().join("backups"))];
    assert_eq!(after, before);

    stick.make_room();
    disk.make_room();
    app.make_backup(BackupTo::Chosen).unwrap();
    app.make_backup(BackupTo::Own).unwrap();
    drop(app);
    check_journal(&disk.data());
}

/// A machine started on a full disk: whatever it answers, it is neither damage nor a wrong passphrase,
/// and with room it opens.
#[test]
fn a_store_on_a_full_disk_opens_when_there_is_room() {
    let _alone = alone();
    let disk = Disk::of_mib(24);
    drop(signed_in(&disk.data()).unwrap());
    disk.fill();
    let app = started(&disk.data());
    let opening = app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    });
    if opening.is_err() {
        assert_eq!(refusal(opening).unwrap(), ErrorCode::DiskFull);
    }
    disk.make_room();
    open(&app).unwrap();
    sign_in(&app).unwrap();
}

/// A first start without room leaves no half store behind.
#[test]
fn a_first_start_on_a_full_disk_begins_again() {
    let _alone = alone();
    let disk = Disk::of_mib(4);
    disk.fill();
    let app = started(&disk.data());
    assert!(first_start(&app).is_err(), "there is no room");
    assert_eq!(app.app_state().unwrap().phase, Phase::FirstStart);
    disk.make_room();
    first_start(&app).unwrap();
    sign_in(&app).unwrap();
    drop(app);
    check_journal(&disk.data());
}

/// A disk that the system turned read-only is told as that; nothing is tried on the file.
#[test]
fn a_read_only_disk_is_told_and_left_alone() {
    let _alone = alone();
    let disk = Disk::of_mib(24);
    let app = signed_in(&disk.data()).unwrap();
    let form = query_form(id(SUNDAY_TEN, [1; 10]), SUNDAY_TEN);
    app.log_call(&form, SaveAs::ByRule).unwrap();
    drop(app);

    disk.remount("ro");
    let app = started(&disk.data());
    assert_eq!(app.app_state().unwrap().phase, Phase::Closed);
    let opening = app.open_store(&app::dto::OpenStore::Passphrase {
        passphrase: PASSPHRASE.into(),
    });
    assert_eq!(refusal(opening).unwrap(), ErrorCode::StoreReadOnly);
    let state = app.app_state().unwrap();
    assert_eq!(state.phase, Phase::Refused);
    assert_eq!(state.refusal.unwrap().code, ErrorCode::StoreReadOnly);

    disk.remount("rw");
    open(&app).unwrap();
    sign_in(&app).unwrap();
    assert_eq!(app.own_log(None).unwrap().total, 1);
}

/// What of a machine writes beside its database, and how it is asked for.
type Asked = (&'static str, fn(&App, &Path) -> app::Result<()>);

const WRITES: [Asked; 3] = [
    ("another passphrase", |app, _| {
        app.change_passphrase(&ChangedPassphrase {
            old: PASSPHRASE.into(),
            passphrase: "نافذة خضراء على البحر".into(),
        })
    }),
    ("another recovery code", |app, _| {
        let shown = app.new_recovery_code(machine::PIN)?;
        let groups: Vec<&str> = shown.code.split('-').collect();
        let asked = shown.asked.iter().filter_map(|at| {
            let at = usize::try_from(*at).ok()?.checked_sub(1)?;
            groups.get(at).map(|group| (*group).to_owned())
        });
        app.confirm_recovery_code(&asked.collect::<Vec<_>>())
    }),
    ("a key file", |app, elsewhere| {
        app.make_key_file(&elsewhere.join("key"))
    }),
];

/// The right to write is taken away while people work, at each write: whatever is answered as saved is there, what was
/// refused is told as that and changed nothing, and with the right back the work goes on without a new start.
#[test]
fn the_right_to_write_is_lost_while_running() {
    let _alone = alone();
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data = folder.path().join("data");
    let app = signed_in(&data).unwrap();
    let mut saved = 0_u32;
    let mut tried = 0_u8;
    let mut save = |app: &App| {
        tried += 1;
        let form = complaint_form(id(SUNDAY_TEN, [tried; 10]), SUNDAY_TEN);
        let logged = app.log_call(&form, SaveAs::ByRule);
        match logged {
            Ok(_) => saved += 1,
            Err(error) => {
                let code = refusal::<()>(Err(error)).unwrap();
                assert_eq!(code, ErrorCode::StoreReadOnly, "it says why");
            }
        }
        saved
    };
    assert_eq!(save(&app), 1);
    for (what, write) in WRITES {
        let forbidden = Forbidden::at(&data);
        let files = files_of(&data);
        assert_eq!(
            refusal(write(&app, elsewhere.path())).unwrap(),
            ErrorCode::StoreReadOnly,
            "{what}"
        );
        // A save that is refused for its content has the writer open the file anew.
        let nonsense = query_form("no id".into(), SUNDAY_TEN);
        assert!(app.log_call(&nonsense, SaveAs::ByRule).is_err());
        save(&app);
        let typed = query_form(id(SUNDAY_TEN, [0xff; 10]), SUNDAY_TEN);
        if let Err(error) = app.draft_keep(&typed) {
            let code = refusal::<()>(Err(error)).unwrap();
            assert_eq!(code, ErrorCode::StoreReadOnly, "{what}");
        }
        let there = save(&app);
        assert_eq!(app.own_log(None).unwrap().total, there, "{what}");
        assert_eq!(files_of(&data), files, "{what}: no file more or less");
        drop(forbidden);
        assert_eq!(save(&app), there + 1, "{what}: at once");
        app.draft_keep(&typed).unwrap();
    }
    assert_eq!(
        fs::read_dir(elsewhere.path()).unwrap().count(),
        0,
        "no key file that opens nothing"
    );
    let all = save(&app);
    drop(app);
    let app = started(&data);
    open(&app).unwrap();
    sign_in(&app).unwrap();
    assert_eq!(
        app.own_log(None).unwrap().total,
        all,
        "and the old ways open"
    );
    drop(app);
    check_journal(&data);
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}
