//! Runs the engine: one thread, one request at a time, beside it at most one pack and one enrolment.
//!
//! Reads and writes of the journal are short and stand between requests, never around one. Never here:
//! a decision about what to send or how long to wait.

mod ahead;
mod requests;

use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant, SystemTime};

use domain::wire::PackKind;
use tokio::time::{sleep_until, timeout};

use crate::address::Address;
use crate::engine::{Action, Ask, Engine, Event, Failure, Moment, Parties};
use crate::enrol::{EnrolError, enrol};
use crate::journal::{Enrolment, Journal, JournalError, PackKnown};
use crate::line::{BatchLimits, Line};
use crate::status::{LinkProblem, LinkState, Status};
use crate::syncer::{ENROL, EnrolWish, OnStatus, Options, Shared};
use ahead::Ahead;
use requests::Came;

/// How often the clocks are compared, to see that the machine has slept.
const WATCH: Duration = Duration::from_secs(30);
/// A wall clock that ran ahead of the other by more than this has slept (or was set, which costs a try).
const SLEPT: Duration = Duration::from_secs(60);
/// How long after the journal could not be read it is tried again.
const READ_AGAIN: Duration = Duration::from_secs(15);

/// A minute.
const MINUTE_MS: i64 = 60_000;

type Request = Pin<Box<dyn Future<Output = (Ask, Came)>>>;
type Enrolling = Pin<Box<dyn Future<Output = Result<Enrolment, EnrolError>>>>;

struct Runner<'r> {
    journal: Arc<dyn Journal>,
    options: Options,
    on_status: &'r OnStatus,
    shared: &'r Shared,
    engine: Engine,
    began: Instant,
    timer: Option<Moment>,
    place: Option<Place>,
    limits: BatchLimits,
    request: Option<Request>,
    /// A pack comes beside, on a connection of its own: it may be megabytes on a line that gives a byte a second.
    pack: Option<Request>,
    /// The batch behind the one under way.
    ahead: Option<Ahead>,
    enrolling: Option<(Enrolling, SyncSender<Result<Status, EnrolError>>)>,
    status: Status,
    /// Versions in use that this program cannot read, by kind.
    unreadable_packs: Vec<(PackKind, u64)>,
    /// The journal may hold other counts than the status says.
    recount: bool,
}

/// The centre that is spoken with.
struct Place {
    enrolment: Enrolment,
    line: Line,
}

/// What can be said before the thread runs.
pub(crate) fn first_status(journal: &dyn Journal) -> Status {
    let mut status = Status::unknown();
    match (journal.enrolment(), journal.counts()) {
        (Ok(enrolment), Ok(counts)) => {
            status.set_counts(counts);
            status.packs = packs_known(journal);
            if let Some(enrolment) = enrolment {
                name_centre(&mut status, &enrolment);
                status.state = LinkState::Unreachable;
            }
        }
        _ => {
            status.state = LinkState::Unreachable;
            status.problem = Some(LinkProblem::Store);
        }
    }
    status
}

fn name_centre(status: &mut Status, enrolment: &Enrolment) {
    status.address.clone_from(&enrolment.address);
    status.site.clone_from(&enrolment.site_name);
}

/// Runs until it is asked to stop.
pub(crate) fn run(
    journal: Arc<dyn Journal>,
    options: Options,
    on_status: &OnStatus,
    shared: &Shared,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(kind = ?error.kind(), "the sync could not start");
            return;
        }
    };
    let seed = getrandom::u64().unwrap_or_else(|_| {
        // Only for keeping machines apart: the time of the start does for that too.
        options.clocks.wall().0.unsigned_abs()
    });
    let mut runner = Runner {
        journal,
        options,
        on_status,
        shared,
        engine: Engine::new(seed),
        began: Instant::now(),
        timer: None,
        place: None,
        limits: BatchLimits::default(),
        request: None,
        ahead: None,
        pack: None,
        enrolling: None,
        status: shared.status(),
        unreadable_packs: Vec::new(),
        recount: true,
    };
    runtime.block_on(runner.run());
    // Whoever waits for an enrolment that nobody began is told by its going.
    drop(shared.take_wishes());
}

impl Runner<'_> {
    async fn run(&mut self) {
        if !self.begin().await {
            return;
        }
        let mut watch = tokio::time::interval(WATCH);
        let mut clocks = (Instant::now(), SystemTime::now());
        loop {
            let timer = self
                .timer
                .map(|at| self.began + Duration::from_millis(at.0));
            tokio::select! {
                () = self.shared.woken.notified() => {
                    if self.take_wishes() {
                        return;
                    }
                }
                (ask, came) = next(&mut self.request) => {
                    self.request = None;
                    let event = self.event_of(ask, came);
                    self.step(event);
                }
                (ask, came) = next(&mut self.pack) => {
                    self.pack = None;
                    let event = self.event_of(ask, came);
                    self.step(event);
                }
                outcome = enrolled(&mut self.enrolling) => self.enrolment_ended(outcome),
                () = ring(timer) => {
                    self.timer = None;
                    self.step(Event::Timer);
                }
                _ = watch.tick() => {
                    let now = (Instant::now(), SystemTime::now());
                    let passed = now.0.saturating_duration_since(clocks.0);
                    let by_wall = now.1.duration_since(clocks.1).unwrap_or_default();
                    clocks = now;
                    if by_wall > passed + SLEPT {
                        self.step(Event::LineChanged);
                    }
                }
            }
            self.publish();
        }
    }

    /// Learns where the machine is enrolled. False when it was asked to stop before.
    async fn begin(&mut self) -> bool {
        loop {
            match self.journal.enrolment() {
                Ok(enrolment) => {
                    self.start_at(enrolment);
                    self.publish();
                    return true;
                }
                Err(error) => {
                    tracing::error!(%error, "where this machine is enrolled could not be read");
                    if timeout(READ_AGAIN, self.shared.woken.notified())
                        .await
                        .is_ok()
                        && self.shared.take_wishes().stop
                    {
                        return false;
                    }
                }
            }
        }
    }

    /// Begins at the centre where the machine is enrolled, if it is and what is kept of that serves.
    fn start_at(&mut self, enrolment: Option<Enrolment>) {
        self.look_at_packs();
        self.status.problem = None;
        if let Some(enrolment) = enrolment {
            self.place = self.place_of(enrolment);
            if self.place.is_none() {
                self.status.problem = Some(LinkProblem::Certificate);
            }
        }
        let parties = self.parties();
        self.step(Event::Started(parties));
    }

    /// The place of an enrolment; none when what is kept of it does not serve any more.
    fn place_of(&mut self, enrolment: Enrolment) -> Option<Place> {
        name_centre(&mut self.status, &enrolment);
        let address = Address::parse(&enrolment.address).ok()?;
        if self.options.loopback_only && !address.is_loopback() {
            tracing::error!("a centre beyond this machine is set where none may be");
            return None;
        }
        let line = Line::new(address, &enrolment.ca, self.options.patience)
            .inspect_err(|_| tracing::error!("the certificates of the centre do not serve"))
            .ok()?;
        Some(Place { enrolment, line })
    }

    /// What is in use of the centre's packs may have been taken by another version of the program.
    fn look_at_packs(&mut self) {
        self.unreadable_packs = self.journal.unreadable_packs().unwrap_or_else(|error| {
            tracing::warn!(%error, "the packs in use cannot be looked at");
            Vec::new()
        });
        for (kind, version) in &self.unreadable_packs {
            tracing::error!(%kind, version, "this program cannot read the pack in use");
        }
        self.recount = true;
    }

    fn parties(&self) -> Option<Parties> {
        let enrolment = &self.place.as_ref()?.enrolment;
        Some(Parties {
            centre: enrolment.centre,
            site: enrolment.site,
            machine: self.journal.machine(),
        })
    }

    /// True when it is to stop.
    fn take_wishes(&mut self) -> bool {
        let wishes = self.shared.take_wishes();
        if wishes.stop {
            return true;
        }
        if let Some(EnrolWish { wanted, answer }) = wishes.enrol {
            if self.enrolling.is_some() {
                tell(&answer, Err(EnrolError::Busy));
            } else if self.is_connected() {
                tell(&answer, Err(EnrolError::AlreadyEnrolled));
            } else {
                let (journal, options) = (Arc::clone(&self.journal), self.options.clone());
                let enrolling = async move {
                    let (name, patience) = (&options.machine_name, options.patience);
                    timeout(ENROL, enrol(journal.as_ref(), wanted, name, patience))
                        .await
                        .unwrap_or(Err(EnrolError::Unreachable))
                };
                self.enrolling = Some((Box::pin(enrolling), answer));
            }
        }
        if let Some(apart) = wishes.apart {
            (self.request, self.pack) = (None, None);
            apart();
            self.recount = true;
            // What was done may have been an enrolment. Where that cannot be read, the one before goes on.
            let kept = self.place.as_ref().map(|place| place.enrolment.clone());
            self.start_at(self.journal.enrolment().unwrap_or(kept));
            self.step(Event::SyncNow);
        }
        if wishes.entry {
            self.recount = true;
            self.step(Event::NewEntry);
        }
        if wishes.line_changed {
            self.step(Event::LineChanged);
        }
        if wishes.sync_now {
            self.step(Event::SyncNow);
        }
        false
    }

    /// Whether the machine has a centre that answers it.
    fn is_connected(&self) -> bool {
        self.place.is_some() && self.status.is_connected()
    }

    fn enrolment_ended(&mut self, outcome: Result<Enrolment, EnrolError>) {
        let Some((_, answer)) = self.enrolling.take() else {
            return;
        };
        let outcome = outcome.and_then(|enrolment| {
            let place = self.place_of(enrolment).ok_or(EnrolError::Certificate)?;
            self.place = Some(place);
            self.pack = None;
            self.look_at_packs();
            self.status.last_contact_at = Some(self.options.clocks.wall());
            if let Some(parties) = self.parties() {
                self.step(Event::CentreSet(parties));
            }
            self.recount = true;
            self.publish();
            Ok(self.status.clone())
        });
        tell(&answer, outcome);
    }

    fn now(&self) -> Moment {
        Moment(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// Lets the engine take an event and does what it wants, and what follows from that at once.
    fn step(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let now = self.now();
            for action in self.engine.step(event, now) {
                let follows = self.perform(action);
                debug_assert!(
                    events.is_empty() || follows.is_none(),
                    "one thing is under way"
                );
                events.extend(follows);
            }
        }
    }

    /// Does an action; what is known of it at once comes back.
    fn perform(&mut self, action: Action) -> Option<Event> {
        let now = self.options.clocks.wall();
        match action {
            Action::WaitUntil(at) => self.timer = Some(at),
            Action::WaitForAPerson => self.timer = None,
            Action::Heard => self.status.last_contact_at = Some(self.options.clocks.wall()),
            Action::Report { state, problem } => {
                if problem != self.status.problem {
                    tracing::info!(?state, ?problem, "the link to the centre changed");
                }
                self.status.state = state;
                self.status.problem = problem;
            }
            Action::Hello { ask, authenticated } => return self.ask_hello(ask, authenticated),
            Action::RenewToken { ask, challenge } => return self.ask_token(ask, challenge),
            Action::SendBatch {
                ask,
                from,
                limit,
                withhold,
            } => return self.send_batch(ask, from, limit, &withhold),
            Action::PullFeed { ask, limit } => return self.ask_feed(ask, limit),
            Action::Settle { ask, settled } => {
                return Some(self.written(ask, |journal| journal.settle(settled)));
            }
            Action::Accept { ask, page } => {
                return Some(self.written(ask, |journal| journal.accept(page)));
            }
            Action::BeginEpoch { ask, why } => {
                tracing::warn!(
                    ?why,
                    "this machine's chain went its own way; it goes on anew"
                );
                return Some(self.written(ask, |journal| journal.begin_epoch(why, now)));
            }
            Action::GetPack { ask, kind } => return self.ask_pack(ask, kind),
            Action::TakePack { ask, pack } => {
                tracing::info!(kind = %pack.kind, version = pack.version, "a pack of the centre is taken");
                return Some(self.written(ask, |journal| journal.take_pack(pack, now)));
            }
            Action::RefusePack {
                ask,
                kind,
                version,
                refusal,
            } => {
                let reason = &refusal.reason;
                tracing::warn!(%kind, version, reason, "a pack of the centre is refused");
                return Some(
                    self.written(ask, |journal| journal.refuse_pack(kind, version, refusal)),
                );
            }
            Action::Restart { ask, from } => {
                tracing::warn!(
                    from,
                    "the centre has lost what came after; it is sent again"
                );
                return Some(self.written(ask, |journal| journal.restart(from)));
            }
        }
        None
    }

    /// Also where nobody greeted since: a clock that was set in between is off by another while.
    fn clock_ahead_min(&self) -> Option<i64> {
        let ahead_ms = self.shared.skew()?.ahead_ms(self.options.clocks);
        let half_ms = ahead_ms.signum() * MINUTE_MS / 2;
        Some(ahead_ms.saturating_add(half_ms) / MINUTE_MS)
    }

    fn written(
        &mut self,
        ask: Ask,
        write: impl FnOnce(&dyn Journal) -> Result<(), JournalError>,
    ) -> Event {
        self.recount = true;
        match write(self.journal.as_ref()) {
            Ok(()) => Event::Done { ask },
            Err(error) => failed(ask, error),
        }
    }

    fn publish(&mut self) {
        self.status.clock_ahead_min = self.clock_ahead_min();
        if self.recount {
            // Where it cannot be read the last counts stand; the engine's next step tells of the store.
            if let Ok(counts) = self.journal.counts() {
                self.status.set_counts(counts);
                self.status.packs = packs_known(self.journal.as_ref());
                for known in &mut self.status.packs {
                    let in_use = (known.kind, known.version);
                    known.unreadable = self.unreadable_packs.contains(&in_use);
                }
                self.recount = false;
            }
        }
        if self.shared.set_status(&self.status) {
            (self.on_status)(self.status.clone());
        }
    }
}

/// What is known of packs. Where that cannot be read, nothing is, and none is asked for: entries go on.
fn packs_known(journal: &dyn Journal) -> Vec<PackKnown> {
    journal.packs().unwrap_or_else(|error| {
        tracing::warn!(%error, "what is known of packs cannot be read");
        Vec::new()
    })
}

fn failed(ask: Ask, error: JournalError) -> Event {
    tracing::warn!(%error, "the journal failed the sync");
    Event::Failed {
        ask,
        failure: Failure::Journal(error),
    }
}

/// Tells a caller, who may have gone.
fn tell(answer: &SyncSender<Result<Status, EnrolError>>, outcome: Result<Status, EnrolError>) {
    let _ = answer.try_send(outcome);
}

async fn next(request: &mut Option<Request>) -> (Ask, Came) {
    match request {
        Some(request) => request.await,
        None => pending().await,
    }
}

async fn enrolled(
    enrolling: &mut Option<(Enrolling, SyncSender<Result<Status, EnrolError>>)>,
) -> Result<Enrolment, EnrolError> {
    match enrolling {
        Some((enrolling, _)) => enrolling.await,
        None => pending().await,
    }
}

async fn ring(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at.into()).await,
        None => pending().await,
    }
}
