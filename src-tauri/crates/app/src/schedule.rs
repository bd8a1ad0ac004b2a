//! Bulletins that this machine makes by itself, while the application is open: each complete period once, those missed
//! meanwhile too, in the name of whoever settled it.
//!
//! What was made is a setting that is written with the entry of the export, so that neither a kill nor a power cut makes
//! one twice or leaves one out. What fails is kept, told where bulletins are settled, and tried again; nothing is given
//! up. Never here: a timer; the shell asks now and then.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use domain::id::{Millis, UserId};
use domain::local_day::LocalDay;
use domain::period::Period;
use domain::rhythm::Rhythm;
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::bulletin::{self, Order, some};
use crate::desk::Desk;
use crate::dto::{BulletinRhythm, BulletinSchedule, ScheduleMade, ScheduleState};
use crate::export::{ExportFault, ExportWatch, ExportWay, OutFolder, Whole, digits_of, locale_of};
use crate::rights::{Command, Right};
use crate::start::Place;
use crate::{App, AppError, ErrorDto, Result};

/// Name of the setting with what was settled.
const SETTLED: &str = "bulletin.schedule";
/// Name of the setting with what was made.
const MADE: &str = "bulletin.made";
/// Periods of one rhythm that are made up for at most: the newest.
const MISSED_MAX: usize = 31;
/// After how long what failed is tried again, in milliseconds.
const RETRY_MS: i64 = 5 * 60 * 1_000;

/// What was settled, and by whom.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Settled {
    schedule: BulletinSchedule,
    by: String,
}

/// The last period of a rhythm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    from: String,
    to: String,
    /// All its files bear their names; else they are gone on with.
    whole: bool,
    /// Those that were made until then.
    #[serde(default)]
    files: Vec<Whole>,
}

type Marks = BTreeMap<String, Mark>;

/// How the schedule goes, in memory.
#[derive(Debug, Default)]
pub(crate) struct Scheduling {
    /// Held by whoever makes what is due or settles it: both read what was made and write it anew.
    turn: Mutex<()>,
    problem: Mutex<Option<(Millis, ErrorDto)>>,
}

impl Scheduling {
    fn problem(&self) -> Option<(Millis, ErrorDto)> {
        self.problem
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set_problem(&self, problem: Option<(Millis, ErrorDto)>) {
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = problem;
    }

    /// Whether what failed is left alone a while longer. A clock that was set back does not prolong that.
    fn waits(&self, now: Millis) -> bool {
        self.problem()
            .is_some_and(|(at, _)| (0..RETRY_MS).contains(&(now.0 - at.0)))
    }
}

impl BulletinRhythm {
    const fn rhythm(self) -> Rhythm {
        match self {
            Self::Daily => Rhythm::Daily,
            Self::Weekly => Rhythm::Weekly,
            Self::Monthly => Rhythm::Monthly,
            Self::Quarterly => Rhythm::Quarterly,
            Self::YearToLastWeek => Rhythm::YearToLastWeek,
        }
    }
}

impl App {
    /// Which bulletins this machine makes by itself, and how that goes.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says.
    pub fn bulletin_schedule(&self) -> Result<ScheduleState> {
        let asking = self.asking(Command::BulletinSchedule)?;
        self.check_real()?;
        self.schedule_state(&asking.desk)
    }

    /// Settles them, from now on in this person's name. Of each rhythm the last complete period is made first. Without
    /// a rhythm none are made any more.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong, `Export(Folder)`, `NotInPractice`.
    pub fn set_bulletin_schedule(&self, schedule: &BulletinSchedule) -> Result<ScheduleState> {
        let asking = self.asking(Command::SetBulletinSchedule)?;
        self.check_real()?;
        let turn = self.scheduling.turn.lock();
        let mut settled = None;
        let mut marks = marks(&asking.desk)?;
        if schedule.rhythms.is_empty() {
            marks.clear();
        } else {
            let folder = OutFolder::of(&schedule.folder)?;
            let schedule = BulletinSchedule {
                rhythms: some(&schedule.rhythms, "rhythms")?,
                formats: some(&schedule.formats, "formats")?,
                languages: some(&schedule.languages, "languages")?,
                digits: schedule.digits,
                folder: folder.path(),
            };
            let kept = |code: &str| {
                let mut rhythms = schedule.rhythms.iter();
                rhythms.any(|one| one.rhythm().code() == code)
            };
            marks.retain(|code, _| kept(code));
            settled = Some(json(&Settled {
                schedule,
                by: asking.session.user.to_string(),
            })?);
        }
        let settings = vec![
            (SETTLED.to_owned(), settled),
            (MADE.to_owned(), Some(json(&marks)?)),
        ];
        asking.store().set_settings(settings)?;
        drop(turn);
        self.scheduling.set_problem(None);
        // Whoever settles it sees at once that it works, or why not.
        self.write_what_is_scheduled();
        self.schedule_state(&asking.desk)
    }

    /// Makes what is due by now. Whoever is at the machine is not asked, and nothing waits for it; where another call of
    /// this is under way, or what failed is not to be tried again yet, nothing happens.
    pub fn write_what_is_scheduled(&self) {
        let _turn = match self.scheduling.turn.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        // While somebody practises, the real store is what is told of.
        let desk = match &*self.place() {
            Place::Open(desk) => Arc::clone(desk),
            Place::FirstStart | Place::Opening | Place::Closed | Place::Refused(_) => return,
        };
        let now = desk.clock.now();
        if self.scheduling.waits(now) {
            return;
        }
        let problem = make_due(&desk, now).err();
        if let Some(error) = &problem {
            tracing::warn!(%error, "a bulletin of the schedule was not made");
        }
        let problem = problem.map(|error| (now, ErrorDto::from(&error)));
        self.scheduling.set_problem(problem);
    }

    fn schedule_state(&self, desk: &Desk) -> Result<ScheduleState> {
        let settled = settled(desk)?;
        let by = match &settled {
            Some(Settled { by, .. }) => user(desk, by)?,
            None => None,
        };
        let marks = marks(desk)?;
        let schedule = settled.map(|settled| settled.schedule);
        let rhythms = schedule.iter().flat_map(|schedule| &schedule.rhythms);
        let made = rhythms.filter_map(|rhythm| {
            let mark = marks.get(rhythm.rhythm().code())?;
            mark.whole.then(|| ScheduleMade {
                rhythm: *rhythm,
                from: mark.from.clone(),
                to: mark.to.clone(),
            })
        });
        let made = made.collect();
        Ok(ScheduleState {
            schedule,
            by_ar: by.as_ref().map(|by| by.name_ar.clone()).unwrap_or_default(),
            by_en: by.map(|by| by.name_en).unwrap_or_default(),
            made,
            problem: self.scheduling.problem().map(|(_, problem)| problem),
        })
    }
}

fn make_due(desk: &Desk, now: Millis) -> Result<()> {
    let Some(Settled { schedule, by }) = settled(desk)? else {
        return Ok(());
    };
    let today = LocalDay::of(now.0);
    let week_starts = desk.lists()?.calendar().week().starts;
    for rhythm in schedule.rhythms.iter().map(|rhythm| rhythm.rhythm()) {
        let mark = marks(desk)?.get(rhythm.code()).cloned();
        let begun = mark.as_ref().filter(|mark| !mark.whole);
        let begun = begun.and_then(|mark| Some((period_of(mark)?, mark.files.clone())));
        // A clock that was ahead may have begun days that are still to come.
        if let Some((period, before)) = begun.filter(|(period, _)| period.to() < today) {
            make(desk, &schedule, &by, (rhythm, period, before))?;
        }
        let done = mark.as_ref().and_then(period_of).map(Period::to);
        for period in rhythm.due(done, today, week_starts, MISSED_MAX) {
            make(desk, &schedule, &by, (rhythm, period, Vec::new()))?;
        }
    }
    Ok(())
}

/// Makes the bulletin of one period, and marks it.
fn make(
    desk: &Desk,
    schedule: &BulletinSchedule,
    by: &str,
    (rhythm, period, before): (Rhythm, Period, Vec<Whole>),
) -> Result<()> {
    // They may have left, or have another task by now: nothing leaves in their name any more.
    let (user, role) = author(desk, by)?.ok_or(AppError::Export(ExportFault::Nobody))?;
    let order = Order {
        period,
        formats: schedule.formats.clone(),
        languages: schedule.languages.iter().copied().map(locale_of).collect(),
        digits: digits_of(schedule.digits),
        folder: OutFolder::of(&schedule.folder)?,
        way: ExportWay::Schedule,
        before,
    };
    let mut marks = marks(desk)?;
    let mut marked = |whole, files: &[Whole]| {
        let mark = Mark {
            from: period.from().to_string(),
            to: period.to().to_string(),
            whole,
            files: files.to_vec(),
        };
        marks.insert(rhythm.code().to_owned(), mark);
        json(&marks)
    };
    // Nobody waits for it: it is told to nobody, and keeps nobody's own from going on.
    let watch = ExportWatch::default();
    let exporting = watch.begin()?;
    let stamp = desk.stamp(user, role)?;
    let written = bulletin::write(desk, stamp, &order, &exporting, |files| {
        Ok(Some((MADE, marked(false, files)?)))
    })?;
    if let Some((_, fault)) = written.failed.into_iter().next() {
        // The rest is gone on with; those that lie there stay.
        return Err(AppError::Export(fault));
    }
    let whole = marked(true, &written.all)?;
    desk.store
        .set_settings(vec![(MADE.to_owned(), Some(whole))])?;
    Ok(())
}

/// Who settled the schedule, if they may still do so, and the role in which.
fn author(desk: &Desk, by: &str) -> Result<Option<(UserId, Role)>> {
    let Some(user) = user(desk, by)?.filter(|user| user.active) else {
        return Ok(None);
    };
    let sees_all = Right::FiguresAll.role_among(&user.roles).is_some();
    let role = Right::ExportSchedule.role_among(&user.roles);
    Ok(role.filter(|_| sees_all).map(|role| (user.id, role)))
}

fn user(desk: &Desk, id: &str) -> Result<Option<store::UserRow>> {
    let Ok(id) = id.parse::<UserId>() else {
        return Ok(None);
    };
    Ok(desk.store.read(|reading| reading.user(id))?)
}

fn period_of(mark: &Mark) -> Option<Period> {
    let (from, to) = (mark.from.parse().ok()?, mark.to.parse().ok()?);
    Period::new(from, to).ok()
}

/// What cannot be read was written by another version of the program: it is as if nothing were settled.
fn settled(desk: &Desk) -> Result<Option<Settled>> {
    let text = desk.store.setting(SETTLED)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn marks(desk: &Desk) -> Result<Marks> {
    let text = desk.store.setting(MADE)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| AppError::Internal("a setting could not be written"))
}
