//! The application: one real store, and beside it the practice store while somebody practises.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use domain::id::{SubjectId, UserId};
use domain::role::Role;
use store::{Cost, Folder, Stamp, Store, random};

use crate::backups::BackingUp;
use crate::clock::Clock;
use crate::courier::CourierWatch;
use crate::desk::{Asking, Desk};
use crate::dto::{ConditionProgress, LinkStatus};
use crate::export::ExportWatch;
use crate::importing::Importing;
use crate::journal_check::JournalWatch;
use crate::link::Links;
use crate::notices::{Notifier, Told};
use crate::policy::{InForce, Policy, PolicyPlace};
use crate::recovery::PendingCode;
use crate::restoring::Restoring;
use crate::retention::Retaining;
use crate::rights::Command;
use crate::ring::Keyring;
use crate::schedule::Scheduling;
use crate::screen_pop::Waiting;
use crate::secret::SecretCost;
use crate::start::{self, Place};
use crate::watch::Watch;
use crate::{AppError, ErrorDto, Result, unattended};

/// What the application is told at its start.
#[derive(Clone)]
pub struct Config {
    /// Folder of the store; made when needed.
    pub data_folder: PathBuf,
    /// Where the policy of the organisation lies; none is looked for without.
    pub policy: Option<PolicyPlace>,
    /// The keyring of the operating system, where there may be one to ask.
    pub keyring: Option<Keyring>,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// What a guess at the station passphrase costs.
    pub store_cost: Cost,
    /// What a guess at a PIN costs.
    pub secret_cost: SecretCost,
    /// Told when the state of the link to the centre changes; from another thread.
    pub on_link: Arc<dyn Fn(LinkStatus) + Send + Sync>,
    /// Told when a call was announced, see [`App::pop_screen`]; from another thread.
    pub on_pop: Arc<dyn Fn() + Send + Sync>,
    /// Shows notices of the desktop, see [`App::tell_what_is_due`].
    pub notifier: Arc<dyn Notifier>,
    /// Told whether the window may close, see [`App::close_window`]; from another thread.
    pub on_close: Arc<dyn Fn(bool) + Send + Sync>,
}

/// The application. Every use-case is a method of it; all can be called from any thread.
pub struct App {
    config: Config,
    policy: Policy,
    place: Mutex<Place>,
    practice: Mutex<Option<Arc<Desk>>>,
    entering_practice: Mutex<()>,
    opening_by_itself: Mutex<()>,
    unopened: Mutex<Vec<ErrorDto>>,
    pending_code: Mutex<Option<PendingCode>>,
    links: Arc<Links>,
    hash_of_nobody: OnceLock<String>,
    pub(crate) pops: Waiting,
    pub(crate) told: Told,
    pub(crate) courier: Arc<CourierWatch>,
    pub(crate) journal_watch: JournalWatch,
    pub(crate) condition_watch: Watch<ConditionProgress>,
    pub(crate) retaining: Retaining,
    pub(crate) exports: ExportWatch,
    pub(crate) scheduling: Scheduling,
    /// How it goes with the backups.
    pub(crate) backing_up: BackingUp,
    pub(crate) importing: Arc<Importing>,
    /// A restore that is being tried, or waits.
    pub(crate) restoring: Restoring,
}

impl App {
    /// Starts on what lies in the data folder; opens nothing yet and fails on nothing: what is wrong
    /// with the folder is told by [`App::app_state`]. The policy is read here and never again.
    #[must_use]
    pub fn start(config: Config) -> Self {
        let policy = Policy::at(config.policy.as_ref());
        let place = look(&config, &policy);
        let links = Arc::new(Links::new(Arc::clone(&config.on_link)));
        Self {
            config,
            policy,
            place: Mutex::new(place),
            practice: Mutex::new(None),
            entering_practice: Mutex::new(()),
            opening_by_itself: Mutex::new(()),
            unopened: Mutex::default(),
            pending_code: Mutex::new(None),
            links,
            hash_of_nobody: OnceLock::new(),
            pops: Waiting::default(),
            told: Told::default(),
            courier: Arc::default(),
            journal_watch: JournalWatch::default(),
            condition_watch: Watch::default(),
            retaining: Retaining::default(),
            exports: ExportWatch::default(),
            scheduling: Scheduling::default(),
            backing_up: BackingUp::default(),
            importing: Arc::default(),
            restoring: Restoring::default(),
        }
    }

    pub(crate) const fn config(&self) -> &Config {
        &self.config
    }

    /// What this machine's own policy fixes; what holds is [`App::in_force`].
    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What is fixed now, by this machine's policy and by the centre's once the store is open; that of the real store
    /// holds while somebody practises. Never to be asked for with the place held.
    pub(crate) fn in_force(&self) -> InForce {
        let desk = match &*self.place() {
            Place::Open(desk) => Some(Arc::clone(desk)),
            Place::FirstStart | Place::Opening | Place::Closed | Place::Refused(_) => None,
        };
        let site = desk.map(|desk| desk.site_policy()).unwrap_or_default();
        self.policy.with(&site)
    }

    /// What lies in the data folder, looked at anew.
    pub(crate) fn look(&self) -> Place {
        look(&self.config, &self.policy)
    }

    /// Held by whoever opens the store without a person.
    pub(crate) fn opening_by_itself(&self) -> MutexGuard<'_, ()> {
        self.opening_by_itself
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the store did not open by itself.
    pub(crate) fn unopened(&self) -> MutexGuard<'_, Vec<ErrorDto>> {
        self.unopened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn note_unopened(&self, why: ErrorDto) {
        self.unopened().push(why);
    }

    pub(crate) fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The recovery code that was shown and is not in force yet. Asked for with the place held, never the
    /// other way round.
    pub(crate) fn pending_code(&self) -> MutexGuard<'_, Option<PendingCode>> {
        self.pending_code
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn practice_desk(&self) -> Option<Arc<Desk>> {
        self.practice
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The desk that is worked at: the practice one while somebody practises.
    pub(crate) fn open_desk(&self) -> Option<Arc<Desk>> {
        self.practice_desk().or_else(|| match &*self.place() {
            Place::Open(desk) => Some(Arc::clone(desk)),
            Place::FirstStart | Place::Opening | Place::Closed | Place::Refused(_) => None,
        })
    }

    pub(crate) fn desk(&self) -> Result<Arc<Desk>> {
        self.open_desk().ok_or(AppError::WrongStage)
    }

    /// The person at the machine, if they may do this.
    pub(crate) fn asking(&self, command: Command) -> Result<Asking> {
        self.desk()?.asking(command)
    }

    /// Answers that the window was told to close: it does (`go`), since what was typed is on the disk, or
    /// whoever sits there wants to stay. No right is needed for either.
    ///
    /// # Errors
    /// None.
    pub fn close_window(&self, go: bool) -> Result<()> {
        (self.config.on_close)(go);
        Ok(())
    }

    pub(crate) fn new_id(&self) -> Result<SubjectId> {
        Ok(SubjectId::new(self.config.clock.now(), random()?))
    }

    pub(crate) fn stamp(&self, actor: UserId, role: Role) -> Result<Stamp> {
        crate::desk::stamp(self.config.clock.as_ref(), actor, role)
    }

    pub(crate) fn entering_practice(&self) -> MutexGuard<'_, ()> {
        self.entering_practice
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes over to the practice store, or back; the link of the one that is used now is told.
    pub(crate) fn set_practice(&self, desk: Option<Arc<Desk>>) {
        let practising = desk.is_some();
        let before = std::mem::replace(
            &mut *self.practice.lock().unwrap_or_else(PoisonError::into_inner),
            desk,
        );
        let status = self.open_desk().map(|desk| desk.syncer.status());
        self.links.go_over(practising, status.as_ref());
        // Its engine ends here; whatever it still says is not told any more.
        drop(before);
    }

    pub(crate) fn open_desk_over(&self, store: Store, practice: bool) -> Result<Arc<Desk>> {
        let station = store.setting(start::STATION_NAME)?.unwrap_or_default();
        let syncer = crate::link::start(&store, practice, station, Arc::clone(&self.links));
        let clock = Arc::clone(&self.config.clock);
        Ok(Arc::new(Desk::new(store, syncer, clock)))
    }

    /// A hash that is nobody's, so that an unknown login takes as long as a known one.
    pub(crate) fn hash_of_nobody(&self) -> &str {
        self.hash_of_nobody.get_or_init(|| {
            self.config
                .secret_cost
                .hash("nobody's secret")
                .unwrap_or_default()
        })
    }
}

/// Where the application stands before anything is opened.
fn look(config: &Config, policy: &Policy) -> Place {
    let folder = Folder::at(&config.data_folder);
    match start::look(&folder) {
        Place::Closed if unattended::is_planned(policy, config.keyring.as_ref(), &folder) => {
            Place::Opening
        }
        place => place,
    }
}
