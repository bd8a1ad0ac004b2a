//! The condition of this machine: what is wrong with store, journal, slots, backups, disk, clock, centre, policy, versions,
//! by codes that monitoring may rely on and that the screen has words for.
//!
//! What is known is gathered first: what can be seen of the folder from outside ([`outside`]), what an open store says of
//! itself ([`within`]), what this run of the program knows beside it ([`live`]), and what a thorough check read ([`deep`]).
//! Findings are made of that by one pure function a subject. So a store that does not open is told of as far as it can be
//! seen, and the command line beside the open window finds what the window finds, but for what that alone remembers.
//!
//! Never here: anything written, a try at putting something right, a name or a number of anybody, a path.

mod backups;
mod centre;
mod clock;
mod deep;
mod disk;
mod finding;
mod journal;
mod live;
mod outside;
mod policy;
mod slots;
mod store_found;
mod versions;
mod within;
mod words;

use std::sync::Arc;

use domain::id::Millis;
use domain::local_day::LocalDay;
use store::{Folder, ReadOnlyStore};

use crate::desk::Desk;
use crate::dto::{Condition, ConditionProgress, OpenStore, SignIn};
use crate::journal_check::CentresCopy;
use crate::policy::Policy;
use crate::retention;
use crate::rights::{Command, Need};
use crate::start::Place;
use crate::{App, AppError, ErrorDto, Result};
use centre::Centre;
use deep::Deep;
use finding::Findings;
use live::Live;
use outside::Outside;
use within::{Asked, Within};

/// What is known of a machine.
struct Facts {
    now: Millis,
    zone_min: i32,
    outside: Outside,
    /// None while the store is closed, or where it does not open.
    within: Option<Within>,
    /// What keeps the store from being read, where something does.
    refusal: Option<ErrorDto>,
    /// None where it was not asked.
    centre: Option<Centre>,
    /// Of this run of the program; nothing at a command line.
    live: Live,
    policy: policy::PolicyKnown,
    /// Days after which a backup is old.
    warn_days: u32,
    /// The folder of the second place, as it stands in what the store noted.
    second_place: Option<String>,
    /// What the centre has of this machine's chain; none where it did not say.
    centres_copy: Option<CentresCopy>,
    deep: Option<Deep>,
}

impl Facts {
    fn found(&self) -> Condition {
        let mut found = Findings::default();
        store_found::add(self, &mut found);
        journal::add(self, &mut found);
        slots::add(self, &mut found);
        backups::add(self, &mut found);
        disk::add(self, &mut found);
        clock::add(self, &mut found);
        centre::add(self, &mut found);
        policy::add(self, &mut found);
        versions::add(self, &mut found);
        found.told(self.deep.is_some())
    }
}

impl App {
    /// The condition of this machine, as far as a look tells it; `webview` is its version, where there is one. The real
    /// store's, also while somebody practises.
    ///
    /// # Errors
    /// None: what cannot be looked at is a finding.
    pub fn condition(&self, webview: Option<String>) -> Result<Condition> {
        let real = self.real_desk();
        Ok(self.looked(real.as_deref(), webview, true).found())
    }

    /// The same without a look at the second place and without a count of what is due to be erased, for whoever cannot wait
    /// for a share in the network or for all calls to be read.
    pub(crate) fn condition_at_once(&self) -> Condition {
        let real = self.real_desk();
        self.looked(real.as_deref(), None, false).found()
    }

    /// The same after all data and the newest backups were read; these are left where one is being made just now. None
    /// where somebody stopped it.
    ///
    /// # Errors
    /// `NotAllowed`, `NotInPractice`, `ConditionBusy` while another one is under way, or what the store says.
    pub fn check_condition(&self, webview: Option<String>) -> Result<Option<Condition>> {
        let asking = self.asking(Command::CheckCondition)?;
        self.check_real()?;
        let under_way = self.condition_watch.begin();
        let under_way = under_way.ok_or(AppError::ConditionBusy)?;
        let reads_backups = match Command::CheckBackup.need() {
            Need::Right(right) => right.role_among(&asking.session.roles).is_some(),
            Need::Nothing | Need::SignedIn => true,
        };
        let mut facts = self.looked(Some(&asking.desk), webview, true);
        // The rotation behind one that is made would take away what is read.
        let backups = self.backing_up.watch.begin();
        let reads_backups = reads_backups && backups.is_some();
        facts.deep = deep::of_desk(&asking.desk, &facts, reads_backups, &under_way)?;
        Ok(facts.deep.is_some().then(|| facts.found()))
    }

    /// How far that is; none while none is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn condition_progress(&self) -> Result<Option<ConditionProgress>> {
        self.asking(Command::ConditionProgress)?;
        Ok(self.condition_watch.now())
    }

    /// Has it end; where none is under way, nothing happens.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn condition_stop(&self) -> Result<()> {
        self.asking(Command::ConditionStop)?;
        self.condition_watch.stop();
        Ok(())
    }

    /// For the command line: what can be seen from outside, and with what opens the store what it says of itself and what
    /// its centre answers; beside whoever has it open, and without writing anything.
    ///
    /// # Errors
    /// `WrongStage` where this application has the store open itself, `Open(WrongPassphrase)`. A store that does not open
    /// for another reason is a finding.
    pub fn condition_beside(&self, open: Option<&OpenStore>) -> Result<Condition> {
        Ok(self.looked_beside(open)?.0.found())
    }

    /// The same after all was read, for whoever may have the journal checked. `tell` hears how far it is, and ends it by
    /// false; then there is no answer.
    ///
    /// # Errors
    /// As [`App::condition_beside`]; `WrongSecret`, `TooManyTries`, `NotAllowed`, or what the store says.
    pub fn check_condition_beside(
        &self,
        open: &OpenStore,
        sign_in: &SignIn,
        tell: &dyn Fn(ConditionProgress) -> bool,
    ) -> Result<Option<Condition>> {
        let (mut facts, store) = self.looked_beside(Some(open))?;
        let Some(store) = store else {
            return Ok(Some(facts.found()));
        };
        let now = self.config().clock.now();
        let user = store.read(|reading| Self::whose_beside(reading, sign_in, now))?;
        let may = |command: Command| match command.need() {
            Need::Right(right) => right.role_among(&user.roles).ok_or(right).map(drop),
            Need::Nothing | Need::SignedIn => Ok(()),
        };
        may(Command::CheckCondition).map_err(AppError::NotAllowed)?;
        let reads_backups = may(Command::CheckBackup).is_ok();
        facts.deep = deep::beside(&store, &facts, reads_backups, tell)?;
        Ok(facts.deep.is_some().then(|| facts.found()))
    }

    /// Whatever is worked at, the real store.
    fn real_desk(&self) -> Option<Arc<Desk>> {
        match &*self.place() {
            Place::Open(desk) => Some(Arc::clone(desk)),
            Place::FirstStart | Place::Opening | Place::Closed | Place::Refused(_) => None,
        }
    }

    fn looked(&self, desk: Option<&Desk>, webview: Option<String>, looks_afar: bool) -> Facts {
        let folder = Folder::at(&self.config().data_folder);
        let refusal = match &*self.place() {
            Place::Refused(error) => Some(error.clone()),
            _ => None,
        };
        let mut facts = self.facts(&folder, desk.is_some(), refusal);
        facts.live = self.live(desk, webview);
        if let Some(desk) = desk {
            let centre = Centre::of(&desk.syncer.status());
            let asked = Asked {
                today: retention::today(desk),
                counts_due: looks_afar,
                ..self.asked(&facts)
            };
            let read: Result<_> = desk.store.read(|reading| {
                let within = within::read(reading, &asked)?;
                Ok((within, centre.holds(reading)?))
            });
            match read {
                Ok((within, copy)) => {
                    facts.take(&folder, within, self.policy(), looks_afar);
                    facts.centres_copy = copy;
                }
                Err(error) => facts.refusal = Some(ErrorDto::from(&error)),
            }
            facts.centre = Some(centre);
        }
        facts
    }

    fn looked_beside(&self, open: Option<&OpenStore>) -> Result<(Facts, Option<ReadOnlyStore>)> {
        if matches!(*self.place(), Place::Open(_)) {
            return Err(AppError::WrongStage);
        }
        let folder = Folder::at(&self.config().data_folder);
        let mut facts = self.facts(&folder, false, None);
        let Some(open) = open.filter(|_| facts.outside.can_be_opened()) else {
            return Ok((facts, None));
        };
        let store = match ReadOnlyStore::open(&folder, &open.unlock()) {
            Ok(store) => store,
            Err(error @ store::OpenError::WrongPassphrase) => return Err(error.into()),
            Err(error) => {
                facts.refusal = Some(ErrorDto::from(&AppError::from(error)));
                return Ok((facts, None));
            }
        };
        let within = match store.read(|reading| within::read(reading, &self.asked(&facts))) {
            Ok(within) => within,
            Err(error) => {
                facts.refusal = Some(ErrorDto::from(&error));
                return Ok((facts, None));
            }
        };
        // Nothing of the store is held while the centre takes its time.
        let centre = Centre::asked(within.enrolment.as_ref());
        facts.take(&folder, within, self.policy(), true);
        facts.centres_copy = store.read(|reading| centre.holds(reading))?;
        facts.centre = Some(centre);
        Ok((facts, Some(store)))
    }

    fn asked<'a>(&'a self, facts: &'a Facts) -> Asked<'a> {
        Asked {
            ways: facts.outside.ways(),
            policy: self.policy(),
            now: facts.now,
            today: LocalDay::of(facts.now.0),
            counts_due: true,
        }
    }

    fn facts(&self, folder: &Folder, own: bool, refusal: Option<ErrorDto>) -> Facts {
        let clock = &self.config().clock;
        Facts {
            now: clock.now(),
            zone_min: clock.zone_min(),
            outside: Outside::look(folder, own),
            within: None,
            refusal,
            centre: None,
            live: Live::default(),
            policy: self.policy_known(),
            warn_days: self.backup_warn_days(),
            second_place: None,
            centres_copy: None,
            deep: None,
        }
    }
}

impl Facts {
    /// Takes what the store says, and looks at the second place of its backups where that may take its time.
    fn take(&mut self, folder: &Folder, within: Within, policy: &Policy, looks_afar: bool) {
        let second = policy.backup_folder.clone();
        if let Some(place) = second.or_else(|| within.second_place.clone()) {
            self.second_place = Some(place.to_string_lossy().into_owned());
            let machine = within.standing.machine;
            self.outside.second = looks_afar.then(|| outside::second(folder, place, machine));
        }
        self.within = Some(within);
    }
}
