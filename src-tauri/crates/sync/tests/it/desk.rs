//! A machine without threads: an engine over a journal in memory. It does what the runner does, but what
//! would go over the line is handed out as a call for the test to carry.

use domain::id::{MachineId, Millis};
use domain::link::ChainPoint;
use domain::wire::{EntriesRequest, Hex32, PackKind, SentLink, SentParts};
use sync::engine::{Action, Answer, Ask, Engine, Event, Failure, From, Moment, Parties, Sent};
use sync::{Cursor, Journal as _, JournalError, LinkProblem, LinkState, Outgoing};

use crate::centre::{CENTRE, Centre, SITE, key};
use crate::memory::{Kept, Memory};

/// Something on its way to the centre.
#[derive(Debug, Clone)]
pub(crate) enum Call {
    Hello {
        ask: Ask,
        authenticated: bool,
        cursors: Vec<Cursor>,
    },
    Token {
        ask: Ask,
    },
    Entries {
        ask: Ask,
        request: EntriesRequest,
    },
    Feed {
        ask: Ask,
        cursor: Option<Cursor>,
        limit: usize,
        holds: Vec<ChainPoint>,
    },
    Pack {
        ask: Ask,
        kind: PackKind,
    },
}

impl Call {
    pub(crate) const fn ask(&self) -> Ask {
        match self {
            Self::Hello { ask, .. }
            | Self::Token { ask }
            | Self::Entries { ask, .. }
            | Self::Feed { ask, .. }
            | Self::Pack { ask, .. } => *ask,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) journal: Memory,
    engine: Engine,
    pub(crate) timer: Option<Moment>,
    pub(crate) state: LinkState,
    pub(crate) problem: Option<LinkProblem>,
    /// Everything it ever reported.
    pub(crate) reports: Vec<(LinkState, Option<LinkProblem>)>,
}

impl Desk {
    pub(crate) fn new(name: u8, seed: u64) -> Self {
        Self {
            journal: Memory::new(name),
            engine: Engine::new(seed),
            timer: None,
            state: LinkState::NotSet,
            problem: None,
            reports: vec![],
        }
    }

    /// Another life of this machine with this past, as a backup or a copied disk image gives it.
    pub(crate) fn with_past(machine: MachineId, past: Kept, twist: u8) -> Self {
        Self {
            journal: Memory::with_past(machine, past, twist),
            ..Self::new(0, 0)
        }
    }

    pub(crate) fn machine(&self) -> MachineId {
        self.journal.machine()
    }

    pub(crate) fn parties(&self) -> Parties {
        Parties {
            centre: CENTRE,
            site: SITE,
            machine: self.machine(),
        }
    }

    /// The application stops and starts again: what was not in the journal is gone.
    pub(crate) fn restart(&mut self, seed: u64, now: Moment) -> Vec<Call> {
        self.engine = Engine::new(seed);
        self.timer = None;
        self.step(Event::Started(Some(self.parties())), now)
    }

    /// Takes an event; the calls that follow from it.
    pub(crate) fn step(&mut self, event: Event, now: Moment) -> Vec<Call> {
        let (mut events, mut calls) = (vec![event], vec![]);
        while let Some(event) = events.pop() {
            for action in self.engine.step(event, now) {
                match action {
                    Action::WaitUntil(at) => self.timer = Some(at),
                    Action::WaitForAPerson => self.timer = None,
                    Action::Heard => {}
                    Action::Report { state, problem } => {
                        (self.state, self.problem) = (state, problem);
                        self.reports.push((state, problem));
                    }
                    Action::Hello { ask, authenticated } => calls.push(Call::Hello {
                        ask,
                        authenticated,
                        cursors: self
                            .journal
                            .cursors()
                            .unwrap()
                            .into_iter()
                            .take(16)
                            .collect(),
                    }),
                    Action::RenewToken { ask, .. } => calls.push(Call::Token { ask }),
                    Action::SendBatch {
                        ask,
                        from,
                        limit,
                        withhold,
                    } => {
                        let links = match from {
                            From::Waiting => self.journal.waiting(None, limit),
                            From::Point(point) => self.journal.links_from(point, limit),
                        }
                        .unwrap();
                        let sent = links.iter().map(sent).collect();
                        if !links.is_empty() {
                            let links = links
                                .into_iter()
                                .map(|link| wire(link, &withhold))
                                .collect();
                            calls.push(Call::Entries {
                                ask,
                                request: EntriesRequest { links },
                            });
                        }
                        events.push(Event::Sending { ask, sent });
                    }
                    Action::PullFeed { ask, limit } => calls.push(Call::Feed {
                        ask,
                        cursor: self.journal.cursors().unwrap().first().copied(),
                        limit,
                        holds: self.journal.acknowledged().unwrap(),
                    }),
                    Action::Settle { ask, settled } => {
                        events.push(written(ask, self.journal.settle(settled)));
                    }
                    Action::Accept { ask, page } => {
                        events.push(written(ask, self.journal.accept(page)));
                    }
                    Action::BeginEpoch { ask, why } => {
                        events.push(written(ask, self.journal.begin_epoch(why, Millis(0))));
                    }
                    Action::GetPack { ask, kind } => calls.push(Call::Pack { ask, kind }),
                    Action::TakePack { ask, pack } => {
                        events.push(written(ask, self.journal.take_pack(pack, Millis(0))));
                    }
                    Action::RefusePack {
                        ask,
                        kind,
                        version,
                        refusal,
                    } => {
                        let refused = self.journal.refuse_pack(kind, version, refusal);
                        events.push(written(ask, refused));
                    }
                    Action::Restart { ask, from } => {
                        events.push(written(ask, self.journal.restart(from)));
                    }
                }
            }
        }
        calls
    }

    /// What comes of a call that reaches the centre.
    pub(crate) fn reach(&self, centre: &mut Centre, call: Call) -> Event {
        let ask = call.ask();
        let machine = self.machine();
        let answered = match call {
            Call::Hello {
                authenticated,
                cursors,
                ..
            } => {
                let hello = centre.hello(authenticated.then_some(machine), &cursors);
                hello.map(|hello| Answer::Hello {
                    hello: Box::new(hello),
                    acknowledged: self.journal.acknowledged().unwrap(),
                    own: self.journal.own_chain().unwrap(),
                    packs: self.journal.packs().unwrap(),
                })
            }
            Call::Token { .. } => centre.token(machine).map(|()| Answer::Token),
            Call::Entries { request, .. } => {
                centre.entries_came(machine, request).map(Answer::Entries)
            }
            Call::Pack { kind, .. } => centre.pack(machine, kind).map(|pack| Answer::Pack {
                pack: Box::new(pack),
                key: Hex32(key().verifying_key().to_bytes()),
            }),
            Call::Feed {
                cursor,
                limit,
                holds,
                ..
            } => {
                let after = cursor.map_or(0, |cursor| cursor.number);
                let page = centre.feed(machine, after, limit, &holds);
                page.map(|page| Answer::Feed {
                    asked: cursor,
                    page: Box::new(page),
                })
            }
        };
        match answered {
            Ok(answer) => Event::Answered { ask, answer },
            Err(failure) => Event::Failed { ask, failure },
        }
    }
}

fn written(ask: Ask, result: Result<(), JournalError>) -> Event {
    match result {
        Ok(()) => Event::Done { ask },
        Err(error) => Event::Failed {
            ask,
            failure: Failure::Journal(error),
        },
    }
}

fn sent(outgoing: &Outgoing) -> Sent {
    Sent {
        point: outgoing.link.point,
        id: outgoing.id,
        hash: outgoing.link.hash,
    }
}

fn wire(outgoing: Outgoing, withhold: &[ChainPoint]) -> SentLink {
    let keep_back = withhold.contains(&outgoing.link.point);
    SentLink {
        epoch: outgoing.link.point.epoch,
        seq: outgoing.link.point.seq,
        follows: outgoing.follows,
        prev: Hex32(outgoing.link.prev),
        hash: Hex32(outgoing.link.hash),
        id: outgoing.id,
        parts: (!keep_back).then(|| SentParts::new(outgoing.entry, &outgoing.digests)),
        digests: keep_back.then(|| outgoing.digests.into()),
    }
}
