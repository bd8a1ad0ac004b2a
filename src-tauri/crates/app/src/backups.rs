//! Backups of this machine: made by itself once a day, on demand, into the data folder and into a folder that was chosen,
//! and how it stands with them.
//!
//! Each place is due by itself: a stick that is away keeps none from the data folder. What fails is kept, told to
//! everybody who is signed in, and tried again; nobody waits for it. How a place stands is told from what the store
//! remembers and what was last seen there, never by looking: a share in the network may take a minute to say that it is
//! away. Never here: a timer, the shell asks now and then; how a backup is made ([`store`]); putting one back.

mod due;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::Millis;
use store::{BackupError, BackupOrder, BackupPlace, BackupReason, BackupRow as Row, Keep, Store};

use crate::desk::Desk;
use crate::dto::{
    BackupAsked, BackupChecked, BackupList, BackupMade, BackupProgress, BackupRow, BackupStanding,
    BackupStatus, BackupTo, Backups,
};
use crate::journal_check::fault;
use crate::policy::{Policy, PolicyField};
use crate::rights::Command;
use crate::start::Place;
use crate::watch::{UnderWay, Watch};
use crate::{App, AppError, ErrorDto, Result};
pub(crate) use due::days_since;
use due::{Known, WARN_DAYS};

/// Name of the setting with the folder that was chosen.
pub(crate) const PLACE: &str = "backup.place";
/// After how long what failed is tried again, and a place is looked into again, in milliseconds.
const RETRY_MS: i64 = 15 * 60 * 1_000;
/// Longest path that is taken.
const PATH_CHARS_MAX: usize = 1_000;

/// How it goes with the backups, in memory.
#[derive(Debug, Default)]
pub(crate) struct BackingUp {
    pub(crate) watch: Watch<BackupProgress>,
    /// By the name of the place.
    places: Mutex<BTreeMap<String, Going>>,
}

/// How it goes with one place.
#[derive(Debug, Clone, Default)]
struct Going {
    problem: Option<(Millis, ErrorDto)>,
    /// When somebody last looked, and what lay there.
    seen: Option<(Millis, Vec<Row>)>,
}

impl Going {
    /// Whether what failed is left alone a while longer.
    fn waits(&self, now: Millis) -> bool {
        let failed = self.problem.as_ref();
        failed.is_some_and(|(at, _)| is_recent(*at, now))
    }
}

/// A clock that was set back does not prolong it.
fn is_recent(at: Millis, now: Millis) -> bool {
    (0..RETRY_MS).contains(&(now.0 - at.0))
}

impl BackingUp {
    fn places(&self) -> MutexGuard<'_, BTreeMap<String, Going>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn going(&self, place: &BackupPlace) -> Going {
        self.places()
            .get(&place.name())
            .cloned()
            .unwrap_or_default()
    }

    /// Why the last try in a place came to nothing, and when; none where it did not.
    pub(crate) fn failed(&self, place: &BackupPlace) -> Option<(Millis, ErrorDto)> {
        self.going(place).problem
    }

    fn change(&self, place: &BackupPlace, change: impl FnOnce(&mut Going)) {
        change(self.places().entry(place.name()).or_default());
    }
}

impl App {
    /// How it stands with the backups of this machine.
    ///
    /// # Errors
    /// `SignedOut`, `Locked`, `NotInPractice`, or what the store says.
    pub fn backup_status(&self) -> Result<BackupStatus> {
        let asking = self.asking(Command::BackupStatus)?;
        self.check_real()?;
        self.backups_stand(&asking.desk)
    }

    /// Makes a backup now, and waits for it.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, `Backup`.
    pub fn make_backup(&self, to: BackupTo) -> Result<BackupMade> {
        let asking = self.asking(Command::MakeBackup)?;
        self.check_real()?;
        let place = match to {
            BackupTo::Own => BackupPlace::Own,
            BackupTo::Chosen => self.chosen(&asking.desk)?.ok_or(BackupError::Gone)?,
        };
        let under_way = self.backing_up.watch.begin().ok_or(BackupError::Busy)?;
        self.make_at(&asking.desk, &place, BackupReason::Asked, &under_way)
    }

    /// The same for the command line: into a folder that is named, where one is.
    ///
    /// # Errors
    /// As [`App::make_backup`]; `SetByPolicy` for another folder than the policy's.
    pub fn make_backup_at(&self, folder: Option<&str>) -> Result<BackupMade> {
        let asking = self.asking(Command::MakeBackup)?;
        self.check_real()?;
        let place = match folder {
            None => BackupPlace::Own,
            Some(typed) => {
                let folder = folder_of(typed)?;
                self.allow_backup_folder(&Some(folder.clone()))?;
                asking.store().make_backup_place(&folder)?;
                BackupPlace::At(folder)
            }
        };
        let under_way = self.backing_up.watch.begin().ok_or(BackupError::Busy)?;
        self.make_at(&asking.desk, &place, BackupReason::Asked, &under_way)
    }

    /// How far a backup is, or the reading of one; none while nothing is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn backup_progress(&self) -> Result<Option<BackupProgress>> {
        self.asking(Command::BackupProgress)?;
        Ok(self.backing_up.watch.now())
    }

    /// Has what is under way end; where nothing is, nothing happens. Whoever waits for it is told that it was stopped.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn backup_stop(&self) -> Result<()> {
        self.asking(Command::BackupStop)?;
        self.backing_up.watch.stop();
        Ok(())
    }

    /// The backups of both places.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, or what the store says; a place that cannot be looked into is told in the answer.
    pub fn backups(&self) -> Result<Backups> {
        let asking = self.asking(Command::Backups)?;
        self.check_real()?;
        let chosen = self.chosen(&asking.desk)?;
        Ok(Backups {
            own: self.list(&asking.desk, &BackupPlace::Own),
            chosen: chosen.map(|place| self.list(&asking.desk, &place)),
        })
    }

    /// The same of a folder for the command line; of the one in the data folder where none is named.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, `Backup`.
    pub fn backups_at(&self, folder: Option<&str>) -> Result<Vec<BackupRow>> {
        let asking = self.asking(Command::Backups)?;
        self.check_real()?;
        let place = match folder {
            None => BackupPlace::Own,
            Some(typed) => BackupPlace::At(folder_of(typed)?),
        };
        Ok(rows(&asking.store().backups(&place)?))
    }

    /// Chooses the second place, or none. The subfolder of this machine is made there at once, so that whoever chooses
    /// it knows that it can be written.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, `SetByPolicy`, `Backup`.
    pub fn set_backup_place(&self, folder: Option<&str>) -> Result<BackupStatus> {
        let asking = self.asking(Command::SetBackupPlace)?;
        self.check_real()?;
        let wanted = folder.map(folder_of).transpose()?;
        self.allow_backup_folder(&wanted)?;
        if self.policy().backup_folder.is_none() {
            if let Some(folder) = &wanted {
                asking.store().make_backup_place(folder)?;
                let place = BackupPlace::At(folder.clone());
                self.backing_up
                    .change(&place, |going| *going = Going::default());
            }
            let kept = wanted.map(|folder| folder.to_string_lossy().into_owned());
            asking
                .store()
                .set_settings(vec![(PLACE.to_owned(), kept)])?;
        }
        self.backups_stand(&asking.desk)
    }

    /// Reads a backup again: every page, every entry, the chain.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, `Backup`; what is found is an answer and no error.
    pub fn check_backup(&self, asked: BackupAsked) -> Result<BackupChecked> {
        let asking = self.asking(Command::CheckBackup)?;
        self.check_real()?;
        let place = match asked.place {
            BackupTo::Own => BackupPlace::Own,
            BackupTo::Chosen => self.chosen(&asking.desk)?.ok_or(BackupError::Gone)?,
        };
        let under_way = self.backing_up.watch.begin().ok_or(BackupError::Busy)?;
        let found = asking
            .store()
            .check_backup(&place, asked.sequence, &|far| under_way.tell(far))?;
        Ok(BackupChecked {
            entries: found.entries,
            links: found.links,
            fault: found.fault.as_ref().map(fault),
        })
    }

    /// Makes what is due by now, in each place by itself. Whoever is at the machine is not asked, and nothing waits for
    /// it; while one is under way, nothing happens.
    pub fn back_up_when_due(&self) {
        // While somebody practises, the real store is what is backed up.
        let desk = match &*self.place() {
            Place::Open(desk) => Arc::clone(desk),
            Place::FirstStart | Place::Opening | Place::Closed | Place::Refused(_) => return,
        };
        let now = desk.clock.now();
        let chosen = match self.chosen(&desk) {
            Ok(chosen) => chosen,
            Err(error) => {
                tracing::warn!(%error, "no backup: the store cannot be read");
                return;
            }
        };
        for place in [Some(BackupPlace::Own), chosen].into_iter().flatten() {
            if self.backing_up.going(&place).waits(now) {
                continue;
            }
            if let Err(error) = self.make_due(&desk, &place) {
                tracing::warn!(%error, "a backup that was due was not made");
                let problem = Some((now, ErrorDto::from(&error)));
                self.backing_up
                    .change(&place, |going| going.problem = problem);
            }
        }
    }

    fn make_due(&self, desk: &Desk, place: &BackupPlace) -> Result<()> {
        let now = desk.clock.now();
        let grown = desk.store.read(|reading| reading.grown_to())?;
        let made = made_at(&desk.store, place)?;
        let is_fresh = |going: &Going| {
            going
                .seen
                .as_ref()
                .is_some_and(|(at, _)| is_recent(*at, now))
        };
        if !is_fresh(&self.backing_up.going(place)) {
            match desk.store.backups(place) {
                Ok(rows) => self.saw(place, now, rows),
                // Where nothing was made yet, the place is yet to be made too.
                Err(BackupError::Gone) if made.is_none() => self.saw(place, now, Vec::new()),
                Err(error) => return Err(error.into()),
            }
        }
        let going = self.backing_up.going(place);
        let known = Known {
            made: made.as_ref(),
            seen: going.seen.as_ref().map(|(_, rows)| rows.as_slice()),
        };
        if known.is_due(now, grown) {
            // Only now: somebody who asks for one must not find a mere look in their way.
            let Some(under_way) = self.backing_up.watch.begin() else {
                return Ok(());
            };
            self.make_at(desk, place, BackupReason::Daily, &under_way)?;
        }
        self.backing_up.change(place, |going| going.problem = None);
        Ok(())
    }

    fn make_at(
        &self,
        desk: &Desk,
        place: &BackupPlace,
        reason: BackupReason,
        under_way: &UnderWay<'_, BackupProgress>,
    ) -> Result<BackupMade> {
        if let BackupPlace::At(folder) = place
            && made_at(&desk.store, place)?.is_none()
        {
            // A folder of the policy, which nobody chose here. Once something lies there, a missing subfolder is a
            // stick that is away.
            desk.store.make_backup_place(folder)?;
        }
        let order = BackupOrder {
            at: desk.clock.now(),
            reason,
            keep: self.backups_kept(),
        };
        let made = desk
            .store
            .back_up(place, &order, &|far| under_way.tell(far))?;
        if let Ok(rows) = desk.store.backups(place) {
            self.saw(place, order.at, rows);
        }
        self.backing_up.change(place, |going| going.problem = None);
        Ok(BackupMade {
            sequence: made.sequence,
            at: made.at,
            bytes: made.bytes,
            entries: made.entries,
        })
    }

    fn saw(&self, place: &BackupPlace, now: Millis, rows: Vec<Row>) {
        self.backing_up
            .change(place, |going| going.seen = Some((now, rows)));
    }

    fn backups_kept(&self) -> Keep {
        let (fixed, built_in) = (self.in_force().fixed, Keep::default());
        Keep {
            daily: fixed.backup_daily.unwrap_or(built_in.daily),
            weekly: fixed.backup_weekly.unwrap_or(built_in.weekly),
            ..built_in
        }
    }

    pub(crate) fn backup_warn_days(&self) -> u32 {
        self.in_force().fixed.backup_warn_days.unwrap_or(WARN_DAYS)
    }

    /// The second place: the policy's, else the one that was chosen.
    pub(crate) fn chosen(&self, desk: &Desk) -> Result<Option<BackupPlace>> {
        if let Some(fixed) = &self.policy().backup_folder {
            return Ok(Some(BackupPlace::At(fixed.clone())));
        }
        let chosen = desk.store.setting(PLACE)?;
        Ok(chosen.map(|folder| BackupPlace::At(folder.into())))
    }

    fn allow_backup_folder(&self, wanted: &Option<PathBuf>) -> Result<()> {
        let fixed = self.policy().backup_folder.clone().map(Some);
        Policy::allow(PolicyField::BackupFolder, fixed.as_ref(), wanted)
    }

    fn backups_stand(&self, desk: &Desk) -> Result<BackupStatus> {
        let chosen = self.chosen(desk)?;
        let own = self.stands(desk, &BackupPlace::Own)?;
        let here = [
            String::new(),
            chosen.as_ref().map(BackupPlace::name).unwrap_or_default(),
        ];
        let made = desk.store.backups_made()?;
        let behind = made
            .iter()
            .filter(|made| made.slots_behind && !here.contains(&made.place));
        let kept = self.backups_kept();
        Ok(BackupStatus {
            own,
            daily: kept.daily,
            weekly: kept.weekly,
            warn_days: self.backup_warn_days(),
            chosen: chosen.map(|place| self.stands(desk, &place)).transpose()?,
            under_way: self.backing_up.watch.now().is_some(),
            behind_elsewhere: u32::try_from(behind.count()).unwrap_or(u32::MAX),
            room_low: desk.store.folder().is_room_low(),
        })
    }

    fn stands(&self, desk: &Desk, place: &BackupPlace) -> Result<BackupStanding> {
        let now = desk.clock.now();
        let warn_days = self.backup_warn_days();
        let grown = desk.store.read(|reading| reading.grown_to())?;
        let made = made_at(&desk.store, place)?;
        let going = self.backing_up.going(place);
        let known = Known {
            made: made.as_ref(),
            seen: going.seen.as_ref().map(|(_, rows)| rows.as_slice()),
        };
        let last_at = known.last_at();
        let (failed_at, problem) = going.problem.map(|(at, why)| (at.0, why)).unzip();
        Ok(BackupStanding {
            last_at,
            old: known.is_old(now, grown, warn_days) || (last_at.is_none() && problem.is_some()),
            due: known.is_due(now, grown),
            ways_behind: made.is_some_and(|made| made.slots_behind),
            problem,
            failed_at,
        })
    }

    fn list(&self, desk: &Desk, place: &BackupPlace) -> BackupList {
        let folder = match place {
            BackupPlace::Own => desk.store.folder().backups().to_string_lossy().into_owned(),
            BackupPlace::At(_) => place.name(),
        };
        match desk.store.backups(place) {
            Ok(found) => {
                let list = BackupList {
                    folder,
                    rows: rows(&found),
                    problem: None,
                };
                self.saw(place, desk.clock.now(), found);
                list
            }
            Err(error) => BackupList {
                folder,
                rows: Vec::new(),
                problem: Some(ErrorDto::from(&AppError::from(error))),
            },
        }
    }
}

fn made_at(store: &Store, place: &BackupPlace) -> Result<Option<store::BackupMade>> {
    let made = store.backups_made()?;
    Ok(made.into_iter().find(|made| made.place == place.name()))
}

fn rows(rows: &[Row]) -> Vec<BackupRow> {
    let row = |row: &Row| BackupRow {
        sequence: row.sequence,
        at: row.at.0,
        reason: row.reason.code().to_owned(),
        bytes: row.bytes,
        own: row.own,
    };
    rows.iter().map(row).collect()
}

/// The folder that was typed: a whole path of one that is there.
pub(crate) fn folder_of(typed: &str) -> Result<PathBuf> {
    let folder = Path::new(typed.trim());
    if typed.chars().count() > PATH_CHARS_MAX || !folder.is_absolute() || !folder.is_dir() {
        return Err(BackupError::Gone.into());
    }
    Ok(folder.to_owned())
}
