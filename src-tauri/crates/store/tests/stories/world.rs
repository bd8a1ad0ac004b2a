//! A desk for the stories: a folder, a store that costs nothing to unlock, a person who acts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::call::{Call, Issue};
use domain::duty::Duty;
use domain::id::{ActId, IssueId, Millis, SubjectId, UserId};
use domain::role::Role;
use domain::user::User;
use store::{
    BackupOrder, BackupPlace, BackupReason, Cost, Folder, Keep, NewStore, RecoveryCode, Stamp,
    Store, Unlock, random,
};
use zeroize::Zeroizing;

pub(crate) const PASSPHRASE: &str = "نخلة قرب البحر";
/// 2026-11-22 08:00 in Muscat.
pub(crate) const MORNING: i64 = 1_795_492_800_000;
pub(crate) const SHIFT: &str = "2026-11-22/morning";

/// A desk with its own folder, gone with it.
pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) code: RecoveryCode,
    pub(crate) store: Option<Store>,
    pub(crate) person: UserId,
}

impl Desk {
    /// A desk on its first morning, with one person.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (store, code) =
            Store::create(&Folder::at(folder.path().join("data")), &new_store()).unwrap();
        let mut desk = Self {
            folder,
            code,
            store: Some(store),
            person: UserId::from_bytes(random().unwrap()),
        };
        desk.person = desk.add_person("salma", "سلمى");
        desk
    }

    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().expect("the desk is open")
    }

    pub(crate) fn place(&self) -> Folder {
        Folder::at(self.folder.path().join("data"))
    }

    pub(crate) fn close(&mut self) {
        self.store = None;
    }

    pub(crate) fn reopen(&mut self) {
        self.close();
        self.store = Some(Store::open(&self.place(), &Unlock::Passphrase(PASSPHRASE)).unwrap());
    }

    pub(crate) fn stamp(&self, minute: i64) -> Stamp {
        stamp(self.person, minute)
    }

    pub(crate) fn add_person(&self, login: &str, name: &str) -> UserId {
        let user = User {
            roles: vec![Role::Supervisor, Role::Agent],
            active: true,
            login: login.into(),
            name_ar: name.into(),
            name_en: login.into(),
            ..User::default()
        };
        let id = UserId::from_bytes(random().unwrap());
        self.store()
            .act(stamp(id, 0), move |acting| {
                acting.append(id.into(), user.added())
            })
            .unwrap();
        id
    }

    pub(crate) fn open_duty(&self, minute: i64) -> SubjectId {
        let duty = fresh_subject(minute);
        let opened = Duty {
            user: Some(self.person),
            opened_at: Some(at(minute)),
            ..Duty::default()
        };
        self.store()
            .act(self.stamp(minute), move |acting| {
                acting.append(duty, opened.opened())
            })
            .unwrap();
        duty
    }

    /// The folder of a backup that is made in the data folder.
    pub(crate) fn back_up(&self, minute: i64) -> PathBuf {
        let order = BackupOrder {
            at: at(minute),
            reason: BackupReason::Asked,
            keep: Keep::default(),
        };
        let made = self
            .store()
            .back_up(&BackupPlace::Own, &order, &|_| true)
            .unwrap();
        let rows = self.store().backups(&BackupPlace::Own).unwrap();
        let row = rows.iter().find(|row| row.sequence == made.sequence);
        self.place().backups().join(row.unwrap().folder())
    }

    /// Logs a call that began at this minute.
    pub(crate) fn log(&self, minute: i64, call: Call) -> SubjectId {
        let id = fresh_subject(minute);
        self.store()
            .act(self.stamp(minute), move |acting| {
                acting.append(id, call.logged())
            })
            .unwrap();
        id
    }
}

pub(crate) fn new_store() -> NewStore {
    NewStore {
        passphrase: Zeroizing::new(PASSPHRASE.to_owned()),
        cost: Cost::PRACTICE_ONLY,
        code: None,
        settings: vec![("station".into(), "مكتب ١".into())],
    }
}

pub(crate) fn at(minute: i64) -> Millis {
    Millis(MORNING + minute * 60_000)
}

pub(crate) fn stamp(actor: UserId, minute: i64) -> Stamp {
    Stamp {
        act: ActId::new(at(minute), random().unwrap()),
        actor,
        role: Role::Agent,
        at: at(minute),
        zone_min: 240,
        since_start_ms: 60_000,
        skew_ms: None,
    }
}

pub(crate) fn fresh_subject(minute: i64) -> SubjectId {
    SubjectId::new(at(minute), random().unwrap())
}

/// A call of two minutes about one thing.
pub(crate) fn call(minute: i64, duty: Option<SubjectId>) -> Call {
    let issue = Issue {
        sub_category: "med_shortage".into(),
        facility: "royal".into(),
        primary: true,
        ..Issue::default()
    };
    Call {
        channel: "phone_in".into(),
        direction: "in".into(),
        started_at: Some(at(minute)),
        ended_at: Some(at(minute + 2)),
        saved_at: Some(at(minute + 2)),
        duty,
        shift: SHIFT.into(),
        local_day: "2026-11-22".into(),
        type_code: "complaint".into(),
        outcome: "case_opened".into(),
        issues: BTreeMap::from([(IssueId::from_bytes(random().unwrap()), issue)]),
        number: "+96899123456".into(),
        number_as_typed: "٩٩١٢٣٤٥٦".into(),
        caller_name: "أحمد بن سالم".into(),
        note: "لا يوجد دواء الضغط في المستشفى".into(),
        ..Call::default()
    }
}

/// Every file of a folder with its bytes, by name.
pub(crate) fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        let name = item.file_name().to_string_lossy().into_owned();
        if item.file_type().unwrap().is_dir() {
            files.extend(
                bytes_of(&item.path())
                    .into_iter()
                    .map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)),
            );
        } else {
            files.insert(name, fs::read(item.path()).unwrap());
        }
    }
    files
}
