//! What happens to the engine, and what it wants done. Whoever runs it does each action and tells what
//! came of it; an answer that nobody waits for any more is ignored.

use std::time::Duration;

use domain::id::{CentreId, EntryId, MachineId, SiteId};
use domain::link::ChainPoint;
use domain::wire::{
    Base64, EntriesAnswer, FeedPage, Hello, Hex32, Pack, PackKind, PackRefusal, ProblemType,
};

use super::moment::Moment;
use crate::journal::{Cursor, JournalError, NewEpoch, OwnChain, PackKnown, Page, Settled};
use crate::status::{LinkProblem, LinkState};

/// Names one thing that was asked for, so that a late answer is not taken for another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ask(pub u64);

/// Who speaks with whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties {
    /// The centre that the machine was enrolled at.
    pub centre: CentreId,
    /// Its site there.
    pub site: SiteId,
    /// The machine.
    pub machine: MachineId,
}

/// Something happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The engine begins; none when no centre has been set.
    Started(Option<Parties>),
    /// The machine was enrolled, for the first time or again.
    CentreSet(Parties),
    /// An entry was saved.
    NewEntry,
    /// The moment asked for by [`Action::WaitUntil`] has come.
    Timer,
    /// A person wants it now.
    SyncNow,
    /// The network changed, or the machine woke from sleep.
    LineChanged,
    /// The links for a batch were read and go out now. Empty: nothing waits, nothing goes out.
    Sending {
        /// Which batch.
        ask: Ask,
        /// What goes out, in order.
        sent: Vec<Sent>,
    },
    /// The first link alone exceeds what the centre takes; nothing goes out.
    TooLarge {
        /// Which batch.
        ask: Ask,
        /// The link.
        point: ChainPoint,
    },
    /// The centre answered.
    Answered {
        /// What was asked.
        ask: Ask,
        /// The answer.
        answer: Answer,
    },
    /// The journal did what it was asked to.
    Done {
        /// What was asked.
        ask: Ask,
    },
    /// It did not work.
    Failed {
        /// What was asked.
        ask: Ask,
        /// Why.
        failure: Failure,
    },
}

/// A link that goes out: what an answer must name to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Where it stands.
    pub point: ChainPoint,
    /// Its entry.
    pub id: EntryId,
    /// Its hash, which names the digests.
    pub hash: [u8; 32],
}

/// An answer of the centre that could be read.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To a hello.
    Hello {
        /// The greeting.
        hello: Box<Hello>,
        /// The last point of each own epoch that the centre had named, newest epoch first.
        acknowledged: Vec<ChainPoint>,
        /// The epoch that this machine writes in, as it stands after the greeting was asked for.
        own: OwnChain,
        /// What this machine has and has refused of each kind of pack; none while it does not know the key that signs
        /// them.
        packs: Vec<PackKnown>,
    },
    /// A new token came and is kept.
    Token,
    /// To a batch.
    Entries(EntriesAnswer),
    /// To a pull.
    Feed {
        /// The cursor that the page was asked after.
        asked: Option<Cursor>,
        /// The page.
        page: Box<FeedPage>,
    },
    /// A pack.
    Pack {
        /// The pack as it came.
        pack: Box<Pack>,
        /// The key of the centre, as this machine has kept it.
        key: Hex32,
    },
}

/// Why it did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No line, or it broke before the answer was whole.
    Network,
    /// No byte came for too long.
    Stall,
    /// The certificate is not trusted.
    Certificate,
    /// A whole answer came that no centre gives: HTML, a redirect, other JSON.
    NotACentre,
    /// The centre, or something before it, refuses.
    Problem {
        /// HTTP status.
        status: u16,
        /// Which problem, when it is told in the centre's own way.
        kind: Option<ProblemType>,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// This machine's journal failed.
    Journal(JournalError),
}

impl Failure {
    /// How long the centre asks to wait.
    pub(super) const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Problem { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// Where a batch begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the first link that waits.
    Waiting,
    /// At this point, whatever the state of what follows: the centre has lost it.
    Point(ChainPoint),
}

/// Something is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Ask for a hello, with the cursors of the journal; without the token when a challenge is wanted.
    Hello {
        /// To be named in the answer.
        ask: Ask,
        /// Whether the token goes along.
        authenticated: bool,
    },
    /// Sign a challenge for a new token and keep that.
    RenewToken {
        /// To be named in the answer.
        ask: Ask,
        /// What to sign.
        challenge: Base64,
    },
    /// Read links, tell [`Event::Sending`], send them.
    SendBatch {
        /// To be named in the answer.
        ask: Ask,
        /// Where to begin.
        from: From,
        /// Most links.
        limit: usize,
        /// Links whose parts are kept back: their digests alone go out.
        withhold: Vec<ChainPoint>,
    },
    /// Write down what the centre said.
    Settle {
        /// To be named when done.
        ask: Ask,
        /// What it said.
        settled: Vec<Settled>,
    },
    /// Begin a new epoch.
    BeginEpoch {
        /// To be named when done.
        ask: Ask,
        /// Why.
        why: NewEpoch,
    },
    /// Ask for a page of the feed after the journal's cursor.
    PullFeed {
        /// To be named in the answer.
        ask: Ask,
        /// Most items.
        limit: usize,
    },
    /// Fold a page in.
    Accept {
        /// To be named when done.
        ask: Ask,
        /// The page.
        page: Page,
    },
    /// Ask for the newest pack of a kind.
    GetPack {
        /// To be named in the answer.
        ask: Ask,
        /// Which kind.
        kind: PackKind,
    },
    /// Keep a pack that was found good.
    TakePack {
        /// To be named when done.
        ask: Ask,
        /// The pack.
        pack: Pack,
    },
    /// Write down that a pack is not taken.
    RefusePack {
        /// To be named when done.
        ask: Ask,
        /// Of which kind.
        kind: PackKind,
        /// Which version was to come.
        version: u64,
        /// Why.
        refusal: PackRefusal,
    },
    /// Drop the cursor back.
    Restart {
        /// To be named when done.
        ask: Ask,
        /// The last number that still stands.
        from: u64,
    },
    /// Tell [`Event::Timer`] at this moment; replaces the one before.
    WaitUntil(Moment),
    /// No timer any more: nothing will change by itself.
    WaitForAPerson,
    /// The centre was heard: an answer that only it could give.
    Heard,
    /// The state of the link changed.
    Report {
        /// The state.
        state: LinkState,
        /// What is wrong.
        problem: Option<LinkProblem>,
    },
}
