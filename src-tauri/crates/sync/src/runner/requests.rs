//! The requests of the engine: what is read of the journal for each, and what an answer means.

use std::sync::Arc;

use domain::link::ChainPoint;
use domain::wire::{
    Base64, EntriesAnswer, FeedPage, Hello, Hex32, MAX_BODY_BYTES, MAX_HOLDS, MAX_UNPACKED_BYTES,
    Pack, PackKind, TokenAnswer,
};
use zeroize::Zeroizing;

use super::ahead::Ahead;
use super::{Place, Runner, failed, packs_known};
use crate::engine::{Answer, Ask, Event, Failure, From};
use crate::enrol::token_request;
use crate::journal::Cursor;
use crate::line::{BatchLimits, TooLarge, ready_batch};
use crate::skew::Skew;
use crate::status::CentreHeads;

/// Smallest limits of a centre that are believed, in bytes: the digests of one link always go.
const LEAST_BODY: usize = 16 * 1024;

/// What came over the line.
pub(super) enum Came {
    Hello(Result<Hello, Failure>),
    Token(Result<TokenAnswer, Failure>),
    Entries(Result<EntriesAnswer, Failure>),
    Feed(Option<Cursor>, Result<FeedPage, Failure>),
    Pack(Result<Pack, Failure>),
}

impl Runner<'_> {
    pub(super) fn ask_hello(&mut self, ask: Ask, authenticated: bool) -> Option<Event> {
        self.ahead = None;
        let cursors = match self.journal.cursors() {
            Ok(cursors) => cursors,
            Err(error) => return Some(failed(ask, error)),
        };
        let Place { enrolment, line } = self.place.as_ref()?;
        let (line, token) = (line.clone(), enrolment.token.clone());
        let tells = authenticated.then(|| (self.status.waiting, self.options.clocks.wall()));
        self.request = Some(Box::pin(async move {
            let token = authenticated.then_some(token.as_str());
            let hello = line.hello(token, &cursors, tells).await;
            (ask, Came::Hello(hello))
        }));
        None
    }

    pub(super) fn ask_token(&mut self, ask: Ask, challenge: Base64) -> Option<Event> {
        let seed = match self.journal.signing_seed() {
            Ok(seed) => seed,
            Err(error) => return Some(failed(ask, error)),
        };
        let request = token_request(&self.parties()?, &seed, challenge);
        let line = self.place.as_ref()?.line.clone();
        self.request = Some(Box::pin(async move {
            (ask, Came::Token(line.token(&request).await))
        }));
        None
    }

    pub(super) fn send_batch(
        &mut self,
        ask: Ask,
        from: From,
        limit: usize,
        withhold: &[ChainPoint],
    ) -> Option<Event> {
        let ahead = self.ahead.take();
        let plain = matches!(from, From::Waiting) && withhold.is_empty();
        let ahead = ahead
            .filter(|_| plain)
            .and_then(|ahead| ahead.take(self.journal.as_ref(), limit, self.limits));
        let packed = match ahead {
            Some(packed) => packed,
            None => {
                let read = match from {
                    From::Waiting => self.journal.waiting(None, limit),
                    From::Point(point) => self.journal.links_from(point, limit),
                };
                let links = match read {
                    Ok(links) => links,
                    Err(error) => return Some(failed(ask, error)),
                };
                match ready_batch(links, withhold, self.limits) {
                    Ok(packed) => packed,
                    Err(TooLarge(point)) => return Some(Event::TooLarge { ask, point }),
                }
            }
        };
        let sending = Event::Sending {
            ask,
            sent: packed.sent.clone(),
        };
        if let Some(last) = packed.sent.last() {
            // Only a full one tells that more waits.
            if plain && packed.sent.len() == limit {
                let journal = Arc::clone(&self.journal);
                self.ahead = Some(Ahead::begin(journal, last.point, limit, self.limits));
            }
            let Place { enrolment, line } = self.place.as_ref()?;
            let (line, token) = (line.clone(), enrolment.token.clone());
            self.request = Some(Box::pin(async move {
                (ask, Came::Entries(line.entries(&token, packed).await))
            }));
        }
        Some(sending)
    }

    pub(super) fn ask_feed(&mut self, ask: Ask, limit: usize) -> Option<Event> {
        self.ahead = None;
        let read = self
            .journal
            .cursors()
            .and_then(|cursors| Ok((cursors.first().copied(), self.journal.acknowledged()?)));
        let (cursor, holds) = match read {
            Ok(read) => read,
            Err(error) => return Some(failed(ask, error)),
        };
        let Place { enrolment, line } = self.place.as_ref()?;
        let (line, token) = (line.clone(), enrolment.token.clone());
        self.request = Some(Box::pin(async move {
            let after = cursor.map_or(0, |cursor| cursor.number);
            let page = line.feed(&token, after, limit, &holds).await;
            (ask, Came::Feed(cursor, page))
        }));
        None
    }

    pub(super) fn ask_pack(&mut self, ask: Ask, kind: PackKind) -> Option<Event> {
        let Place { enrolment, line } = self.place.as_ref()?;
        let (line, token) = (line.clone(), enrolment.token.clone());
        self.pack = Some(Box::pin(async move {
            (ask, Came::Pack(line.pack(&token, kind).await))
        }));
        None
    }

    /// What an answer means to the engine; what has to be kept of it is kept first.
    pub(super) fn event_of(&mut self, ask: Ask, came: Came) -> Event {
        let read = match came {
            Came::Hello(hello) => hello.and_then(|hello| self.greeted(hello)),
            Came::Token(token) => token.and_then(|token| self.keep_token(token)),
            Came::Entries(answer) => answer.map(Answer::Entries),
            Came::Feed(asked, page) => page.map(|page| Answer::Feed {
                asked,
                page: Box::new(page),
            }),
            Came::Pack(pack) => pack.and_then(|pack| self.pack_came(pack)),
        };
        match read {
            Ok(answer) => Event::Answered { ask, answer },
            Err(failure) => {
                tracing::debug!(?failure, "the centre did not answer as it should");
                Event::Failed { ask, failure }
            }
        }
    }

    fn greeted(&mut self, hello: Hello) -> Result<Answer, Failure> {
        self.limits = BatchLimits {
            body: hello.limits.body_bytes.clamp(LEAST_BODY, MAX_BODY_BYTES),
            unpacked: hello
                .limits
                .unpacked_bytes
                .clamp(LEAST_BODY, MAX_UNPACKED_BYTES),
        };
        self.keep_keys(&hello)?;
        self.compare_clocks(&hello);
        self.note_heads(&hello);
        let acknowledged = self.journal.acknowledged().map_err(Failure::Journal)?;
        let own = self.journal.own_chain().map_err(Failure::Journal)?;
        let packs = match self.key() {
            Some(_) => packs_known(self.journal.as_ref()),
            None => Vec::new(),
        };
        Ok(Answer::Hello {
            hello: Box::new(hello),
            acknowledged,
            own,
            packs,
        })
    }

    /// What the centre has of this machine, for whoever checks the journal.
    fn note_heads(&mut self, hello: &Hello) {
        let ours = self
            .place
            .as_ref()
            .is_some_and(|place| place.enrolment.centre == hello.centre);
        if let Some(machine) = hello.machine.as_ref().filter(|_| ours) {
            self.status.centre_heads = Some(CentreHeads {
                at: self.options.clocks.wall(),
                heads: machine.heads.iter().take(MAX_HOLDS).copied().collect(),
            });
        }
    }

    /// What the centre greeted with is as old as its way here was long: a few seconds at the most.
    fn compare_clocks(&mut self, hello: &Hello) {
        let ours = self
            .place
            .as_ref()
            .is_some_and(|place| place.enrolment.centre == hello.centre);
        if ours && hello.machine.is_some() {
            let skew = Skew::told(hello.time, self.options.clocks);
            self.shared.set_skew(skew);
        }
    }

    /// The key by which the centre signs.
    fn key(&self) -> Option<Hex32> {
        let keys = self.place.as_ref()?.enrolment.keys?;
        Some(keys.sign)
    }

    fn pack_came(&self, pack: Pack) -> Result<Answer, Failure> {
        let key = self.key().ok_or(Failure::NotACentre)?;
        let pack = Box::new(pack);
        Ok(Answer::Pack { pack, key })
    }

    /// The keys of a centre that had none when this machine was enrolled. Those that are kept stay: whoever
    /// could give others would be believed as the centre.
    fn keep_keys(&mut self, hello: &Hello) -> Result<(), Failure> {
        let Some(place) = &mut self.place else {
            return Ok(());
        };
        let ours = hello.machine.is_some() && hello.centre == place.enrolment.centre;
        if ours && place.enrolment.keys.is_none() && hello.keys.is_some() {
            place.enrolment.keys = hello.keys;
            self.journal
                .keep_enrolment(&place.enrolment)
                .map_err(Failure::Journal)?;
        }
        Ok(())
    }

    fn keep_token(&mut self, answer: TokenAnswer) -> Result<Answer, Failure> {
        let token = Zeroizing::new(answer.token);
        if token.is_empty() {
            return Err(Failure::NotACentre);
        }
        self.journal.keep_token(&token).map_err(Failure::Journal)?;
        if let Some(place) = &mut self.place {
            place.enrolment.token = token;
        }
        Ok(Answer::Token)
    }
}
