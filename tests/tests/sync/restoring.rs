//! The program's own restore, and then the line: what a station does on the morning on which its disk has died. What the
//! others do: Anki asks which side to throw away; a log database that was put back loses its week in silence, or sends it
//! twice.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use app::App;
use app::clock::SetClock;
use app::dto::{
    BackupTo, EpochBegun, FiguresQuery, FindingCode, OpenStore, Phase, Restorable, RestoreAsked,
    RestorePresent, SaveAs,
};
use domain::id::{EntryId, Millis};
use nida_tests::machine::{PASSPHRASE, PIN, SUNDAY_TEN, id, open, query_form, sign_in, start};

use crate::centre::Ground;
use crate::desk::Desk;
use crate::line::Mood;
use crate::world::Centre;

const DAY_MS: i64 = 86_400_000;

fn call(n: u8) -> String {
    id(SUNDAY_TEN, [n; 10])
}

fn logged(app: &App, n: u8) -> bool {
    app.call(&call(n)).is_ok()
}

/// How many calls the site's figures count: each once, whatever was sent how often.
fn counted(app: &App) -> u32 {
    let days = FiguresQuery {
        named: None,
        from: "2026-11-01".into(),
        to: "2026-12-31".into(),
    };
    app.figures(&days).unwrap().calls.logged
}

/// The ids of all that the centre has, by number.
fn at(centre: &Centre) -> BTreeMap<u64, EntryId> {
    let entries = centre.entries().into_iter();
    let ids: BTreeMap<_, _> = entries
        .map(|(number, listed)| (number, listed.entry.unwrap().read_header().unwrap().id))
        .collect();
    assert_eq!(centre.count(), ids.len(), "the centre has each once");
    ids
}

impl Desk {
    fn logs(&self, n: u8) {
        let form = query_form(call(n), SUNDAY_TEN);
        self.app.log_call(&form, SaveAs::ByRule).unwrap();
    }

    /// The same desk, so many days after it was made, after its folder was changed while nobody had it open.
    fn again(self, days: i64, change: impl FnOnce(&std::path::Path)) -> Self {
        let Self { app, line, folder } = self;
        drop(app);
        change(folder.path());
        let clock = Arc::new(SetClock::at(Millis(SUNDAY_TEN + days * DAY_MS)));
        let app = start(folder.path(), clock);
        Self { app, line, folder }
    }

    /// A week later, opened and signed in as on any day.
    fn a_week_later(self) -> Self {
        let desk = self.again(7, |_| ());
        open(&desk.app).unwrap();
        sign_in(&desk.app).unwrap();
        desk
    }

    /// Restores the newest backup, as the page of the program does.
    fn restores(&self) -> Restorable {
        let choices = self.app.restore_choices(None).unwrap();
        let backup = choices.backups.into_iter().next().unwrap().folder;
        let passphrase = PASSPHRASE.to_owned();
        let asked = RestoreAsked {
            backup: Some(backup),
            opens: OpenStore::Passphrase { passphrase },
        };
        let found = self.app.restore_try(&asked).unwrap();
        assert_eq!(self.app.restore_finish().unwrap().phase, Phase::SignIn);
        sign_in(&self.app).unwrap();
        found
    }

    fn epochs(&self) -> Vec<EpochBegun> {
        self.app.epochs_begun().unwrap()
    }

    /// Its chain is whole, the centre has the same, and the administrator is told that it began anew.
    fn is_whole(&self) {
        assert_eq!(self.app.verify_journal().unwrap().fault, None);
        let told = self.app.condition(None).unwrap().findings;
        let codes: Vec<FindingCode> = told.iter().map(|one| one.code).collect();
        for code in [FindingCode::JournalNewEpochs, FindingCode::JournalAgrees] {
            assert!(codes.contains(&code), "{code:?} in {codes:?}");
        }
        for code in [FindingCode::JournalDiffers, FindingCode::JournalHeld] {
            assert!(!codes.contains(&code), "{code:?} in {codes:?}");
        }
    }
}

/// Two desks at a centre on PostgreSQL. The first has logged 1 to 3 and made a backup; in the week that followed it logged 4
/// and 5, the second 6, and then 7 and 8 while the line was down.
fn a_week_after_the_backup() -> (Centre, Desk, Desk) {
    let centre = Centre::on(Ground::database());
    let (muscat, sohar) = (Desk::at(&centre), Desk::at(&centre));
    for n in [1, 2, 3] {
        muscat.logs(n);
    }
    muscat.sent();
    muscat.app.make_backup(BackupTo::Own).unwrap();
    let muscat = muscat.a_week_later();
    muscat.logs(4);
    muscat.logs(5);
    muscat.sent();
    sohar.logs(6);
    sohar.sent();
    muscat.wait("what Sohar logged has come", |app| {
        logged(app, 6).then_some(())
    });
    muscat.line.set(Mood::Refuses);
    muscat.logs(7);
    muscat.logs(8);
    (centre, muscat, sohar)
}

/// The disk died. Last week's backup is restored, work goes on before the line is back: what the centre had comes again, what
/// it never had is told as lost before anybody agrees, and nothing is there twice.
#[test]
fn a_disk_that_died_costs_what_was_never_sent_and_no_more() {
    let (centre, muscat, sohar) = a_week_after_the_backup();
    let before = at(&centre);
    let muscat = muscat.again(8, |folder| {
        for name in ["nida.db", "nida.db-wal", "nida.db-shm"] {
            let gone = fs::remove_file(folder.join(name));
            assert!(gone.is_ok() || name != "nida.db");
        }
    });
    let found = muscat.restores();
    // "The present data are gone: what was not sent is lost", and of when the newest entry is that is there.
    assert_eq!((found.present, found.carried), (RestorePresent::Missing, 0));
    assert!(found.newest_at.unwrap() < SUNDAY_TEN + DAY_MS, "{found:?}");
    assert!(logged(&muscat.app, 3) && !logged(&muscat.app, 4));
    let begun = muscat.epochs();
    assert_eq!(
        begun.iter().map(|one| one.why.as_str()).collect::<Vec<_>>(),
        ["restored"]
    );

    muscat.logs(9);
    muscat.line.set(Mood::Carries);
    muscat.sent();
    for desk in [&muscat, &sohar] {
        desk.wait("the week has come back", |app| {
            [1, 2, 3, 4, 5, 6, 9]
                .into_iter()
                .all(|n| logged(app, n))
                .then_some(())
        });
        assert_eq!(counted(&desk.app), 7, "each once");
        for n in [7, 8] {
            assert!(!logged(&desk.app, n), "{n} was never sent");
        }
    }
    let after = at(&centre);
    for (number, entry) in before {
        assert_eq!(after.get(&number), Some(&entry), "as it was");
    }
    assert_eq!(muscat.epochs(), begun, "no epoch more");
    muscat.is_whole();
}

/// The same morning with a store that can still be read: nothing at all is lost, and what had been sent from both copies stands
/// once.
#[test]
fn what_can_still_be_read_is_carried_over_and_sent_once() {
    let (centre, muscat, sohar) = a_week_after_the_backup();
    let before = at(&centre);
    assert_eq!(
        muscat.app.close_to_restore(PIN).unwrap().phase,
        Phase::Closed
    );
    let found = muscat.restores();
    assert_eq!((found.present, found.unreadable), (RestorePresent::Read, 0));
    assert!(found.carried > 0);
    assert!(logged(&muscat.app, 7) && logged(&muscat.app, 8), "at once");
    muscat.logs(9);
    muscat.line.set(Mood::Carries);
    muscat.sent();
    for desk in [&muscat, &sohar] {
        desk.wait("all nine are there", |app| {
            (1..=9).all(|n| logged(app, n)).then_some(())
        });
        assert_eq!(counted(&desk.app), 9, "each once");
    }
    let after = at(&centre);
    for (number, entry) in before {
        assert_eq!(after.get(&number), Some(&entry), "as it was");
    }
    assert_eq!(muscat.epochs().len(), 1);
    muscat.is_whole();

    // Who is not sure that it worked does it again: still nothing is there twice.
    muscat.app.close_to_restore(PIN).unwrap();
    muscat.restores();
    muscat.sent();
    assert_eq!((counted(&muscat.app), muscat.epochs().len()), (9, 2));
    muscat.logs(10);
    muscat.sent();
    sohar.wait("the tenth has come", |app| logged(app, 10).then_some(()));
    assert_eq!(counted(&sohar.app), 10);
    at(&centre);
    muscat.is_whole();
}
