//! The engine: decides what goes over the line next, from what happened so far.
//!
//! It does nothing itself: [`Engine::step`] takes one event and the present moment and says what is to
//! be done. One request or one write of the journal is under way at a time, and beside it at most one about a
//! pack; an answer to anything else is late, doubled or foreign, and is ignored. A round is: greet, send what waits,
//! pull what is new, begin to get the packs that the greeting named.
//!
//! A machine whose chain went its own way (restored from a backup, started twice from one disk image) goes
//! on in a new epoch: nothing is merged, chosen or thrown away.
//!
//! Never here: I/O, a clock, a thread, a source of random but its own seed.

mod back_off;
mod batch;
mod epoch;
mod event;
mod failing;
mod greeting;
mod moment;
mod packs;
mod page;
mod pulling;
mod random;
mod sending;
mod suspicion;
mod verdict;

use std::collections::BTreeSet;
use std::time::Duration;

use domain::link::ChainPoint;
use domain::wire::MAX_FEED_ITEMS;

pub use back_off::{FIRST_WAIT, LONGEST_RETRY_AFTER, LONGEST_WAIT, SHORTEST_WAIT};
pub(crate) use epoch::went_its_own_way;
pub(crate) use verdict::weigh;

pub use batch::{FIRST_BATCH, QUICK};
pub use event::{Action, Answer, Ask, Event, Failure, From, Parties, Sent};
pub use failing::{BREAKER_WAIT, REFUSALS};
pub use moment::Moment;
pub use packs::LONGEST_REFUSED_WAIT;
pub use page::{BadPage, check as check_page};
pub use random::Random;
pub use suspicion::STRIKES;

use crate::status::{LinkProblem, LinkState};
use back_off::{BackOff, spread};
use batch::BatchSize;
use event::Event as E;
use failing::Halt;
use packs::Packs;
use sending::Batch;
use suspicion::Suspicion;

/// How long after an entry was saved it is sent: what belongs to one act goes together.
pub const WAKE_AFTER_ENTRY: Duration = Duration::from_secs(2);
/// How often a quiet machine greets; the site's other entries come as late as this.
pub const QUIET: Duration = Duration::from_secs(60);
/// How long a greeting lets entries go out without another one.
pub const GREETED_FOR: Duration = Duration::from_secs(5 * 60);
/// Over how long the first tries are spread when many machines begin or get their line back together.
pub const FIRST_SPREAD: Duration = Duration::from_secs(3);

/// The engine of one machine.
#[derive(Debug)]
pub struct Engine {
    random: Random,
    parties: Option<Parties>,
    phase: Phase,
    asks: u64,
    /// When the timer is to ring.
    wake_at: Option<Moment>,
    back_off: BackOff,
    batch: BatchSize,
    suspicion: Suspicion,
    /// The batch that failed by its content; judged once the centre greets well.
    doubtful: Option<Vec<Sent>>,
    /// Links whose parts are kept back, since the centre cannot stand them.
    withheld: BTreeSet<ChainPoint>,
    /// Batches refused in a row.
    refusals: u32,
    /// Culprits found in a row.
    culprits: u32,
    /// Why nothing is sent, though the centre may be well.
    halt: Option<Halt>,
    /// When the centre last greeted; none after any failure.
    greeted_at: Option<Moment>,
    /// A token was renewed in this round already.
    renewed: bool,
    /// From where the centre lacks what it once had.
    go_back: Option<ChainPoint>,
    /// The first link of the last batch that was written down: it must not wait again.
    settled_first: Option<ChainPoint>,
    /// Most items of a page.
    feed_limit: usize,
    /// Up to where the feed has been pulled, once known.
    pulled_to: Option<u64>,
    /// The site's last number, as last heard.
    last: u64,
    /// Epochs begun since the centre last named anything.
    epochs: u32,
    /// A link stands otherwise at the centre: a new epoch is begun when the rest is written down.
    forked: bool,
    /// Something was sent in this round, so that the feed holds its numbers.
    sent_some: bool,
    /// An entry was saved while something else was under way.
    fresh: bool,
    /// A person asked while something else was under way: another round follows.
    again: bool,
    /// How long to rest after this round, when not as usual.
    pause: Option<Duration>,
    packs: Packs,
    reported: (LinkState, Option<LinkProblem>),
    actions: Vec<Action>,
}

/// What is under way.
#[derive(Debug)]
enum Phase {
    /// No centre has been set.
    NotSet,
    /// Nothing; the timer may ring.
    Resting,
    /// This is waited for.
    Asked(Ask, Request),
}

#[derive(Debug)]
enum Request {
    Hello,
    /// A hello without the token, for its challenge.
    Challenge,
    Token,
    Batch(Batch),
    Settling,
    BeginningEpoch,
    Page,
    /// A page is being folded in; up to which number it goes.
    Accepting(u64),
    Restarting(u64),
}

impl Engine {
    /// An engine that knows nothing yet, spreading its tries by this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            parties: None,
            phase: Phase::NotSet,
            asks: 0,
            wake_at: None,
            back_off: BackOff::default(),
            batch: BatchSize::default(),
            suspicion: Suspicion::default(),
            doubtful: None,
            withheld: BTreeSet::new(),
            refusals: 0,
            culprits: 0,
            halt: None,
            greeted_at: None,
            renewed: false,
            go_back: None,
            settled_first: None,
            feed_limit: MAX_FEED_ITEMS,
            pulled_to: None,
            last: 0,
            epochs: 0,
            forked: false,
            sent_some: false,
            fresh: false,
            again: false,
            pause: None,
            packs: Packs::default(),
            reported: (LinkState::NotSet, None),
            actions: Vec::new(),
        }
    }

    /// Takes an event and says what is to be done now, in this order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Action> {
        match event {
            E::Started(parties) => self.start(parties, now),
            E::CentreSet(parties) => {
                self.start(Some(parties), now);
                // It has just answered.
                self.report(LinkState::Connected, None);
                self.begin();
            }
            E::NewEntry => self.new_entry(now),
            E::Timer => self.timer(now),
            E::SyncNow => self.sync_now(),
            E::LineChanged => self.line_changed(now),
            E::Sending { ask, sent } => self.sending(ask, sent, now),
            E::TooLarge { ask, point } => self.too_large(ask, point, now),
            E::Answered { ask, answer } => self.answered(ask, answer, now),
            E::Done { ask } => self.done(ask, now),
            E::Failed { ask, failure } => self.failed(ask, failure, now),
        }
        std::mem::take(&mut self.actions)
    }

    /// Forgets all that belonged to another centre or another life, but not the spread.
    fn start(&mut self, parties: Option<Parties>, now: Moment) {
        let (random, asks) = (self.random.clone(), self.asks);
        let (reported, actions) = (self.reported, std::mem::take(&mut self.actions));
        *self = Self {
            random,
            // Numbers go on, so that an answer to the life before is known as such.
            asks,
            parties,
            reported,
            actions,
            ..Self::new(0)
        };
        match parties {
            None => self.report(LinkState::NotSet, None),
            Some(_) => {
                self.report(LinkState::Unreachable, None);
                let wait = spread(FIRST_SPREAD, &mut self.random);
                self.rest_until(now + wait);
            }
        }
    }

    fn new_entry(&mut self, now: Moment) {
        match self.phase {
            Phase::NotSet => {}
            // While the centre is not reached the back-off decides; the entry goes with the rest.
            Phase::Resting if self.back_off.is_failing() || self.wake_at.is_none() => {}
            Phase::Resting => {
                let soon = now + WAKE_AFTER_ENTRY;
                self.fresh = true;
                self.rest_until(self.wake_at.map_or(soon, |at| at.min(soon)));
            }
            Phase::Asked(..) => self.fresh = true,
        }
    }

    fn timer(&mut self, now: Moment) {
        let (Phase::Resting, Some(at)) = (&self.phase, self.wake_at) else {
            return;
        };
        if now < at {
            self.actions.push(Action::WaitUntil(at));
            return;
        }
        let greeted = self
            .greeted_at
            .is_some_and(|greeted| now.since(greeted) < GREETED_FOR);
        if self.fresh && greeted {
            self.wake_at = None;
            self.renewed = false;
            self.send(now);
        } else {
            self.begin();
        }
    }

    fn sync_now(&mut self) {
        self.packs.try_now();
        match self.phase {
            Phase::NotSet => {}
            Phase::Resting => {
                self.halt = None;
                self.refusals = 0;
                self.culprits = 0;
                self.epochs = 0;
                self.begin();
            }
            Phase::Asked(..) => self.again = true,
        }
    }

    fn line_changed(&mut self, now: Moment) {
        if matches!(self.phase, Phase::Resting)
            && let Some(at) = self.wake_at
        {
            let soon = now + spread(FIRST_SPREAD, &mut self.random);
            self.greeted_at = None;
            self.rest_until(at.min(soon));
        }
    }

    fn answered(&mut self, ask: Ask, answer: Answer, now: Moment) {
        if self.packs.is_about(ask) {
            self.pack_answered(answer, now);
            return;
        }
        let Some(request) = self.take(ask) else {
            return;
        };
        match (request, answer) {
            (
                Request::Hello,
                Answer::Hello {
                    hello,
                    acknowledged,
                    own,
                    packs,
                },
            ) => {
                self.greeted(&hello, &acknowledged, &own, &packs, now);
            }
            (Request::Challenge, Answer::Hello { hello, .. }) => self.challenged(*hello, now),
            // A new token in hand, the round begins again; it is not renewed twice.
            (Request::Token, Answer::Token) => self.hello(),
            (Request::Batch(batch), Answer::Entries(answer)) => {
                self.entries_answered(batch, &answer, now);
            }
            (Request::Page, Answer::Feed { asked, page }) => {
                self.page_came(asked.as_ref(), *page, now);
            }
            // An answer of another kind than was asked for: whoever runs the engine mixes them up.
            (request, _) => self.request_failed(request, Failure::NotACentre, now),
        }
    }

    fn done(&mut self, ask: Ask, now: Moment) {
        if self.packs.is_about(ask) {
            self.pack_done(now);
            return;
        }
        match self.take(ask) {
            Some(Request::Settling) => self.after_settling(now),
            Some(Request::BeginningEpoch) => self.epoch_begun(now),
            Some(Request::Accepting(number)) => self.accepted(number, now),
            Some(Request::Restarting(from)) => self.restarted(from, now),
            Some(request) => self.request_failed(request, Failure::NotACentre, now),
            None => {}
        }
    }

    fn failed(&mut self, ask: Ask, failure: Failure, now: Moment) {
        if self.packs.is_about(ask) {
            self.pack_failed(failure.retry_after(), now);
            return;
        }
        if let Some(request) = self.take(ask) {
            self.request_failed(request, failure, now);
        }
    }

    /// The request of this name, if it is what is waited for.
    fn take(&mut self, ask: Ask) -> Option<Request> {
        if !matches!(&self.phase, Phase::Asked(asked, _) if *asked == ask) {
            return None;
        }
        match std::mem::replace(&mut self.phase, Phase::Resting) {
            Phase::Asked(_, request) => Some(request),
            Phase::NotSet | Phase::Resting => None,
        }
    }

    /// Begins a round.
    fn begin(&mut self) {
        self.renewed = false;
        self.sent_some = false;
        self.again = false;
        self.pause = None;
        self.hello();
    }

    fn ask(&mut self, request: Request) -> Ask {
        self.asks += 1;
        self.wake_at = None;
        self.phase = Phase::Asked(Ask(self.asks), request);
        Ask(self.asks)
    }

    /// The round is over, and but for a batch that was refused it went well.
    fn rest(&mut self, now: Moment) {
        self.sent_some = false;
        let refused = self.pause.take();
        if refused.is_none() {
            self.back_off.reset();
        }
        if self.again {
            self.begin();
            return;
        }
        let wait = match refused {
            Some(pause) => pause,
            None if self.fresh => WAKE_AFTER_ENTRY,
            // Around a minute, so that machines started together drift apart.
            None => QUIET - QUIET / 10 + spread(QUIET / 5, &mut self.random),
        };
        self.rest_until(now + wait);
    }

    fn rest_until(&mut self, at: Moment) {
        self.phase = Phase::Resting;
        self.wake_at = Some(at);
        self.actions.push(Action::WaitUntil(at));
    }

    fn report(&mut self, state: LinkState, problem: Option<LinkProblem>) {
        if self.reported != (state, problem) {
            self.reported = (state, problem);
            self.actions.push(Action::Report { state, problem });
        }
    }
}
