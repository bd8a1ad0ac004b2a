//! The handle that the application holds: wakes the runner, asks for its state, enrols, stops.
//!
//! Wishes are flags and one place for an enrolment, not a queue: waking a thousand times is waking once.

use std::fmt;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::Notify;

use crate::enrol::{EnrolError, Wanted};
use crate::journal::{Journal, JournalError};
use crate::line::Patience;
use crate::runner;
use crate::skew::{Clocks, Skew};
use crate::status::{LinkProblem, LinkState, Status};

/// How long an enrolment may take, greeting and writing included.
pub(crate) const ENROL: Duration = Duration::from_secs(60);
/// How much longer a caller waits for the word of it.
const ENROL_WORD: Duration = Duration::from_secs(15);

/// How long what is done apart may take: the largest receipt is folded in minutes, on a slow disk too.
const APART: Duration = Duration::from_secs(15 * 60);

/// How the sync of one store is run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only centres on this machine may be set: for the practice store.
    pub loopback_only: bool,
    /// What people call this machine, told to the centre with an enrolment; may be empty.
    pub machine_name: String,
    /// How long the line is waited for.
    pub patience: Patience,
    /// What time it is here.
    pub clocks: Clocks,
}

/// Called with each new state, from the sync's own thread; must not wait for the [`Syncer`].
pub type OnStatus = Arc<dyn Fn(Status) + Send + Sync>;

/// The sync of one store. It runs until stopped or dropped.
pub struct Syncer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
    loopback_only: bool,
    clocks: Clocks,
}

impl fmt::Debug for Syncer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Syncer").finish_non_exhaustive()
    }
}

/// What the handle and the runner share.
pub(crate) struct Shared {
    wishes: Mutex<Wishes>,
    pub(crate) woken: Notify,
    status: Mutex<Status>,
    /// How far this machine's clock was ahead when the centre last greeted it.
    skew: Mutex<Option<Skew>>,
}

/// What the runner is asked for.
#[derive(Default)]
pub(crate) struct Wishes {
    pub(crate) entry: bool,
    pub(crate) sync_now: bool,
    pub(crate) line_changed: bool,
    pub(crate) stop: bool,
    pub(crate) enrol: Option<EnrolWish>,
    pub(crate) apart: Option<Apart>,
}

/// Something that is done to the journal while no request is under way.
pub(crate) type Apart = Box<dyn FnOnce() + Send>;

pub(crate) struct EnrolWish {
    pub(crate) wanted: Wanted,
    pub(crate) answer: SyncSender<Result<Status, EnrolError>>,
}

impl Syncer {
    /// Starts the sync of a journal on a thread of its own. Everything that fails later is told by the
    /// status.
    #[must_use]
    pub fn start(journal: Arc<dyn Journal>, options: Options, on_status: OnStatus) -> Self {
        let shared = Arc::new(Shared {
            wishes: Mutex::default(),
            woken: Notify::new(),
            status: Mutex::new(runner::first_status(journal.as_ref())),
            skew: Mutex::new(None),
        });
        let (loopback_only, clocks) = (options.loopback_only, options.clocks);
        let runs = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("sync".into())
            .spawn(move || runner::run(journal, options, &on_status, &runs))
            .inspect_err(|error| {
                tracing::error!(kind = ?error.kind(), "the sync could not start");
                let mut status = lock(&shared.status);
                status.state = LinkState::Unreachable;
                status.problem = Some(LinkProblem::Store);
                drop(status);
                lock(&shared.wishes).stop = true;
            })
            .ok();
        Self {
            shared,
            thread: Mutex::new(thread),
            loopback_only,
            clocks,
        }
    }

    /// An entry was saved: it goes out soon. Returns at once.
    pub fn wake(&self) {
        self.wish(|wishes| wishes.entry = true);
    }

    /// A person wants it now. Returns at once; the status tells what comes of it.
    pub fn sync_now(&self) {
        self.wish(|wishes| wishes.sync_now = true);
    }

    /// The network changed, or the machine woke from sleep: worth a try. Returns at once.
    pub fn line_changed(&self) {
        self.wish(|wishes| wishes.line_changed = true);
    }

    /// The state of the link as it was last told.
    #[must_use]
    pub fn status(&self) -> Status {
        lock(&self.shared.status).clone()
    }

    /// How far this machine's wall clock is ahead of the centre's, in milliseconds: what the last greeting told, and by
    /// how much the clock was set since. None before the first greeting since the start. No order and no try hangs on
    /// it: what is written down meanwhile says by how much its times are off.
    #[must_use]
    pub fn skew_ms(&self) -> Option<i64> {
        self.shared.skew().map(|skew| skew.ahead_ms(self.clocks))
    }

    /// Enrols this machine at a centre with a one-time code. Waits on the caller's thread for the
    /// outcome, a minute and a quarter at the most.
    ///
    /// # Errors
    /// Each by what the person can do; nothing has changed then.
    pub fn enrol(&self, address: &str, code: &str) -> Result<Status, EnrolError> {
        let wanted = Wanted::read(address, code, self.loopback_only)?;
        let (answer, answered) = sync_channel(1);
        let mut taken = false;
        self.wish(|wishes| {
            if wishes.enrol.is_none() && !wishes.stop {
                wishes.enrol = Some(EnrolWish { wanted, answer });
                taken = true;
            }
        });
        if !taken {
            return Err(EnrolError::Busy);
        }
        // Whoever runs has gone where the word never comes.
        answered
            .recv_timeout(ENROL + ENROL_WORD)
            .unwrap_or(Err(EnrolError::Store(JournalError::Closed)))
    }

    /// Does something to the journal on the sync's own thread, with nothing under way: what was asked for is
    /// broken off, and the centre is greeted anew afterwards. Waits for it, a quarter of an
    /// hour at the most; none where the sync has ended, does something apart already, or is not done by then.
    pub fn apart<T: Send + 'static>(&self, what: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = sync_channel(1);
        let mut what = Some(what);
        self.wish(|wishes| {
            if let Some(what) = what
                .take()
                .filter(|_| wishes.apart.is_none() && !wishes.stop)
            {
                wishes.apart = Some(Box::new(move || {
                    let _ = answer.try_send(what());
                }));
            }
        });
        answered.recv_timeout(APART).ok()
    }

    /// Stops. What is under way is broken off, which loses nothing: what the centre has not named stays
    /// unsent. Returns when the thread has ended.
    pub fn stop(&self) {
        self.wish(|wishes| wishes.stop = true);
        let thread = lock(&self.thread).take();
        if let Some(thread) = thread
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the sync broke off");
        }
    }

    fn wish(&self, wish: impl FnOnce(&mut Wishes)) {
        wish(&mut lock(&self.shared.wishes));
        self.shared.woken.notify_one();
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    /// What is wished for now; a wish to stop stays.
    pub(crate) fn take_wishes(&self) -> Wishes {
        let mut wishes = lock(&self.wishes);
        let stop = wishes.stop;
        let taken = std::mem::take(&mut *wishes);
        wishes.stop = stop;
        taken
    }

    pub(crate) fn status(&self) -> Status {
        lock(&self.status).clone()
    }

    pub(crate) fn skew(&self) -> Option<Skew> {
        *lock(&self.skew)
    }

    pub(crate) fn set_skew(&self, skew: Skew) {
        *lock(&self.skew) = Some(skew);
    }

    /// Keeps a status; true when it is another one.
    pub(crate) fn set_status(&self, new: &Status) -> bool {
        let mut status = lock(&self.status);
        let other = *status != *new;
        status.clone_from(new);
        other
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
