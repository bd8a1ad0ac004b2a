//! An open store with its engine and whoever sits at it; and the question "may they?".

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{ActId, Millis, SubjectId, UserId};
use domain::lists::Lists;
use domain::local_day::LocalDay;
use domain::policy::Fixed;
use domain::role::Role;
use store::{Searches, Stamp, Store, random};
use sync::Syncer;

use crate::cards::CardsInUse;
use crate::clock::Clock;
use crate::dto::{CallForm, Locked};
use crate::lists::BesidePacks;
use crate::rights::{Command, Need};
use crate::session::{Lock, Session};
use crate::shelf::Shelf;
use crate::{AppError, Result};

/// An open store, the engine that sends what it holds, and the person at the machine.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) syncer: Syncer,
    pub(crate) clock: Arc<dyn Clock>,
    /// What is being searched for.
    pub(crate) searches: Searches,
    /// The answer cards.
    cards: Shelf<CardsInUse>,
    /// The code lists.
    lists: Shelf<Lists>,
    /// How often the lists were changed at this machine since the store was opened.
    list_turns: AtomicU64,
    /// What the centre fixes.
    site_policy: Shelf<Fixed>,
    /// Who sits here, behind a lock or not.
    seat: Mutex<Option<Session>>,
}

/// A person who may do what they ask for.
pub(crate) struct Asking {
    pub(crate) desk: Arc<Desk>,
    pub(crate) session: Session,
    pub(crate) role: Role,
}

impl Desk {
    pub(crate) fn new(store: Store, syncer: Syncer, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            syncer,
            clock,
            searches: Searches::default(),
            cards: Shelf::default(),
            lists: Shelf::default(),
            list_turns: AtomicU64::default(),
            site_policy: Shelf::default(),
            seat: Mutex::new(None),
        }
    }

    fn seat(&self) -> MutexGuard<'_, Option<Session>> {
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The person at the machine; nobody while it is locked.
    pub(crate) fn session(&self) -> Option<Session> {
        self.seat().clone().filter(|session| session.lock.is_none())
    }

    /// Who sits here, behind a lock too: for what the machine says of itself, never for a command.
    pub(crate) fn seated(&self) -> Option<Session> {
        self.seat().clone()
    }

    /// What a locked machine shows; none where it is not locked.
    pub(crate) fn locked(&self) -> Option<Locked> {
        self.seat().as_ref().and_then(Session::locked_dto)
    }

    pub(crate) fn set_session(&self, session: Option<Session>) {
        *self.seat() = session;
    }

    /// Locks the session of this duty; does nothing when another one, or none, stands there by now.
    pub(crate) fn lock(&self, duty: SubjectId, lock: Lock) {
        self.update_session(duty, |session| session.lock = Some(lock));
    }

    /// Changes the session of this duty; does nothing when another one, or none, stands there by now.
    pub(crate) fn update_session(&self, duty: SubjectId, change: impl FnOnce(&mut Session)) {
        let mut seat = self.seat();
        if let Some(session) = seat.as_mut().filter(|session| session.duty == duty) {
            change(session);
        }
    }

    /// The person at the machine, if they may do this.
    ///
    /// # Errors
    /// `SignedOut`, `Locked`, `NotAllowed`.
    pub(crate) fn asking(self: Arc<Self>, command: Command) -> Result<Asking> {
        let session = self.seat().clone().ok_or(AppError::SignedOut)?;
        if session.lock.is_some() {
            return Err(AppError::Locked);
        }
        let role = session.role_for(command)?;
        Ok(Asking {
            desk: self,
            session,
            role,
        })
    }

    /// For commands that come before signing in too: only refuses where the table does.
    pub(crate) fn check(self: &Arc<Self>, command: Command) -> Result<()> {
        match command.need() {
            Need::Nothing => Ok(()),
            Need::SignedIn | Need::Right(_) => Arc::clone(self).asking(command).map(drop),
        }
    }

    /// The code lists as they stand now. Never to be asked for inside a read of the store.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn lists(&self) -> Result<Arc<Lists>> {
        self.lists
            .get(&self.store, &self.syncer.status(), self.beside_packs())
    }

    /// What decides about the lists beside the pack in use: the day, and what was changed here.
    pub(crate) fn beside_packs(&self) -> BesidePacks {
        BesidePacks {
            day: LocalDay::of(self.clock.now().0),
            machine: self.store.machine(),
            turn: self.list_turns.load(Ordering::Acquire),
        }
    }

    /// The lists were changed at this machine: the next question reads them anew.
    pub(crate) fn lists_have_turned(&self) {
        self.list_turns.fetch_add(1, Ordering::AcqRel);
    }

    /// What the centre fixes for the machines of this site, as it stands now. Never to be asked for inside a read of the
    /// store.
    pub(crate) fn site_policy(&self) -> Fixed {
        let fixed = self.site_policy.get(&self.store, &self.syncer.status(), ());
        fixed.map_or_else(|_| Fixed::default(), |fixed| Fixed::clone(&fixed))
    }

    pub(crate) fn new_id(&self) -> Result<SubjectId> {
        Ok(SubjectId::new(self.clock.now(), random()?))
    }

    /// The stamp of one act of this person.
    pub(crate) fn stamp(&self, user: UserId, role: Role) -> Result<Stamp> {
        Ok(Stamp {
            skew_ms: self.syncer.skew_ms(),
            ..stamp(self.clock.as_ref(), user, role)?
        })
    }
}

/// The stamp of one act.
pub(crate) fn stamp(clock: &dyn Clock, actor: UserId, role: Role) -> Result<Stamp> {
    let at = clock.now();
    Ok(Stamp {
        act: ActId::new(at, random()?),
        actor,
        role,
        at,
        zone_min: clock.zone_min(),
        skew_ms: None,
        since_start_ms: clock.since_start_ms(),
    })
}

impl Asking {
    pub(crate) fn stamp(&self) -> Result<Stamp> {
        self.desk.stamp(self.session.user, self.role)
    }

    /// That a form was typed in this duty. A write that was still on its way when its person signed
    /// out, or left the practice store, must not land with whoever sits here now.
    pub(crate) fn check_duty(&self, form: &CallForm) -> Result<()> {
        if form.duty.is_empty() || form.duty == self.session.duty.to_string() {
            return Ok(());
        }
        Err(AppError::SignedOut)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.desk.store
    }

    /// The answer cards as they stand now. Never to be asked for inside a read of the store.
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn cards(&self) -> Result<Arc<CardsInUse>> {
        let desk = &self.desk;
        desk.cards.get(&desk.store, &desk.syncer.status(), ())
    }

    /// The code lists as they stand now, see [`Desk::lists`].
    ///
    /// # Errors
    /// `Internal` for a broken build.
    pub(crate) fn lists(&self) -> Result<Arc<Lists>> {
        self.desk.lists()
    }

    pub(crate) fn now(&self) -> Millis {
        self.desk.clock.now()
    }
}
