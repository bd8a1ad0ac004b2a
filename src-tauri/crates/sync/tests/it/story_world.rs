//! A world for stories: a desk, a centre and a line whose behaviour each story decides.

use std::time::Duration;

use sync::LinkState;
use sync::engine::{Event, Failure, Moment};

use crate::centre::Centre;
use crate::desk::{Call, Desk};
use crate::memory::{Fate, OwnLink};

/// What the line does with a call.
pub(crate) enum Line {
    Carries,
    /// The centre hears it, its answer never comes.
    LosesAnswer,
    Fails(Failure),
    /// It is under way for as long as the story wants.
    Keeps,
}

pub(crate) struct World {
    pub(crate) centre: Centre,
    pub(crate) desk: Desk,
    pub(crate) now: Moment,
    pub(crate) calls: Vec<Call>,
    /// What the line keeps.
    pub(crate) kept: Vec<Call>,
}

pub(crate) const HOUR: Duration = Duration::from_secs(3600);

impl World {
    pub(crate) fn new() -> Self {
        let mut desk = Desk::new(1, 7);
        let now = Moment(0);
        let calls = desk.step(Event::Started(Some(desk.parties())), now);
        Self {
            centre: Centre::new(),
            desk,
            now,
            calls,
            kept: vec![],
        }
    }

    pub(crate) fn save(&mut self, count: usize) {
        for _ in 0..count {
            self.desk.journal.save();
        }
        self.tell(Event::NewEntry);
    }

    /// Another desk takes this one's place at the line, and greets.
    pub(crate) fn become_another(&mut self, desk: Desk) -> Desk {
        let before = std::mem::replace(&mut self.desk, desk);
        self.calls = self.desk.restart(5, self.now);
        before
    }

    pub(crate) fn tell(&mut self, event: Event) {
        let calls = self.desk.step(event, self.now);
        self.calls.extend(calls);
    }

    /// Lets time pass; the line decides about every call. Returns how many there were.
    pub(crate) fn pass(&mut self, time: Duration, mut line: impl FnMut(&Call) -> Line) -> usize {
        let until = self.now + time;
        let mut count = 0;
        loop {
            if let Some(call) = self.calls.pop() {
                count += 1;
                assert!(count < 20_000, "the desk never comes to rest");
                // A request takes a while; the clock must go on even in a quick world.
                self.now = self.now + Duration::from_millis(20);
                let ask = call.ask();
                let event = match line(&call) {
                    Line::Carries => self.desk.reach(&mut self.centre, call),
                    Line::LosesAnswer => {
                        let _ = self.desk.reach(&mut self.centre, call);
                        Event::Failed {
                            ask,
                            failure: Failure::Network,
                        }
                    }
                    Line::Fails(failure) => Event::Failed { ask, failure },
                    Line::Keeps => {
                        self.kept.push(call);
                        continue;
                    }
                };
                self.tell(event);
                continue;
            }
            match self.desk.timer {
                Some(at) if at <= until => {
                    self.desk.timer = None;
                    self.now = self.now.max(at);
                    self.tell(Event::Timer);
                }
                _ => break,
            }
        }
        self.now = self.now.max(until);
        count
    }

    pub(crate) fn pass_well(&mut self, time: Duration) -> usize {
        self.pass(time, |_| Line::Carries)
    }

    pub(crate) fn fates(&self) -> Vec<Fate> {
        self.desk
            .journal
            .kept()
            .chain
            .iter()
            .map(|own| own.fate.clone())
            .collect()
    }

    /// Everything is at the centre once, nothing waits, and the desk says so.
    pub(crate) fn assert_all_in(&self, held: usize) {
        let entries = self.centre.entries();
        let kept = self.desk.journal.kept();
        let linked = kept.chain.iter().filter(|own| own.fate != Fate::Replaced);
        assert_eq!(entries.len(), linked.count(), "each entry is at the centre");
        assert!(
            entries.values().all(|(times, _)| *times == 1),
            "none is there twice"
        );
        let of_epoch = |own: &&OwnLink| own.link.point.epoch == kept.epoch;
        let hashes: Vec<_> = kept
            .chain
            .iter()
            .filter(of_epoch)
            .map(|own| own.link.hash)
            .collect();
        assert_eq!(
            self.centre.chain(self.desk.machine(), kept.epoch),
            hashes,
            "the chain is whole"
        );
        let waiting = kept
            .chain
            .iter()
            .filter(|own| own.fate == Fate::Waiting)
            .count();
        assert_eq!(waiting, 0, "nothing waits");
        let held_here = kept
            .chain
            .iter()
            .filter(|own| matches!(own.fate, Fate::Held(_)))
            .count();
        assert_eq!(held_here, held, "held by name");
        let cursor = kept.cursors.first().map_or(0, |cursor| cursor.number);
        assert_eq!(cursor, self.centre.last(), "the feed is pulled to its end");
        assert_eq!(
            (self.desk.state, self.desk.problem),
            (LinkState::Connected, None)
        );
    }
}

pub(crate) fn is_entries(call: &Call) -> bool {
    matches!(call, Call::Entries { .. })
}

pub(crate) fn length(call: &Call) -> usize {
    match call {
        Call::Entries { request, .. } => request.links.len(),
        _ => 0,
    }
}
