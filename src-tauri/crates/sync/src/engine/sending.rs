//! Sending what waits: batch after batch, each written down before the next.

use std::collections::BTreeSet;

use domain::link::ChainPoint;
use domain::wire::EntriesAnswer;

use super::event::{Action, Ask, From, Sent};
use super::failing::Halt;
use super::moment::Moment;
use super::suspicion::Suspicion;
use super::verdict::weigh;
use super::{Engine, Phase, Request};
use crate::journal::{JournalError, NewEpoch};
use crate::status::{LinkProblem, LinkState};

/// A batch under way.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) from: From,
    pub(super) sent: Vec<Sent>,
    pub(super) at: Moment,
}

impl Engine {
    /// Sends the next batch, or goes on to pulling when nothing may be sent.
    pub(super) fn send(&mut self, now: Moment) {
        if self.is_halted(now) {
            self.pull(now);
            return;
        }
        let from = self.go_back.map_or(From::Waiting, From::Point);
        let size = self.batch.get();
        let limit = self.suspicion.limit().map_or(size, |few| few.min(size));
        // What is saved from now on is read by this batch or by a later one of the round.
        self.fresh = false;
        let ask = self.ask(Request::Batch(Batch {
            from,
            sent: Vec::new(),
            at: now,
        }));
        self.actions.push(Action::SendBatch {
            ask,
            from,
            limit,
            withhold: self.withheld.iter().copied().collect(),
        });
    }

    pub(super) fn sending(&mut self, ask: Ask, sent: Vec<Sent>, now: Moment) {
        let Phase::Asked(asked, Request::Batch(batch)) = &mut self.phase else {
            return;
        };
        if *asked != ask {
            return;
        }
        let (from, first) = (batch.from, sent.first().map(|link| link.point));
        batch.sent = sent;
        batch.at = now;
        match (from, first) {
            (From::Waiting, None) => {
                self.settled_first = None;
                // What was refused has come in by another way (sent again from further back, or by a copy):
                // nothing is left for the centre to refuse.
                self.refusals = 0;
                self.suspicion = Suspicion::default();
                self.pull(now);
            }
            // Sent again up to its end; what waits comes behind it.
            (From::Point(_), None) => {
                self.go_back = None;
                self.send(now);
            }
            // It was written down and waits all the same: sending it for ever would help nobody.
            (From::Waiting, first) if first == self.settled_first => {
                self.settled_first = None;
                self.journal_failed(JournalError::Failed, now);
            }
            _ => self.report(LinkState::Sending, self.reported.1),
        }
    }

    /// The first link alone exceeds the centre's limits: its digests go instead.
    pub(super) fn too_large(&mut self, ask: Ask, point: ChainPoint, now: Moment) {
        if matches!(self.phase, Phase::Asked(_, Request::Batch(_))) && self.take(ask).is_some() {
            self.withhold_or_refuse(point, now);
        }
    }

    /// Keeps the parts of a link back; where that was done already, nothing is left but a refusal.
    pub(super) fn withhold_or_refuse(&mut self, point: ChainPoint, now: Moment) {
        if self.withheld.contains(&point) {
            self.content_failed(Vec::new(), now);
        } else {
            self.withhold(point);
            self.send(now);
        }
    }

    pub(super) fn withhold(&mut self, point: ChainPoint) {
        self.withheld.insert(point);
        self.culprits += 1;
        self.batch.restart();
    }

    pub(super) fn entries_answered(&mut self, batch: Batch, answer: &EntriesAnswer, now: Moment) {
        let Some(parties) = self.parties else {
            return;
        };
        let verdict = weigh(&batch.sent, answer, &parties);
        let goes_back = match (verdict.missing, batch.from) {
            // Only ever further back, else it would be a circle.
            (Some(point), From::Point(from)) if point.epoch == from.epoch => point.seq < from.seq,
            (missing, _) => missing.is_some(),
        };
        if verdict.is_void()
            || (verdict.settled.is_empty() && verdict.diverged.is_none() && !goes_back)
        {
            self.content_failed(batch.sent, now);
            return;
        }
        self.actions.push(Action::Heard);
        self.batch.answered(batch.sent.len(), now.since(batch.at));
        self.suspicion.settled(verdict.settled.len());
        self.refusals = 0;
        let held_back = std::mem::take(&mut self.withheld);
        let settled: BTreeSet<_> = verdict.settled.iter().map(|link| link.point).collect();
        if settled.iter().any(|point| !held_back.contains(point)) {
            self.culprits = 0;
        }
        self.withheld = held_back.difference(&settled).copied().collect();
        match verdict.diverged {
            Some(LinkProblem::Fork) => self.forked = true,
            Some(problem) => self.halt = Some(Halt::Diverged(problem)),
            None => {}
        }
        if goes_back {
            self.go_back = verdict.missing;
        } else if let (From::Point(_), Some(last)) = (batch.from, verdict.settled.last()) {
            self.go_back = Some(ChainPoint {
                epoch: last.point.epoch,
                seq: last.point.seq + 1,
            });
        }
        if verdict.settled.is_empty() {
            self.go_on(now);
            return;
        }
        self.epochs = 0;
        self.sent_some = true;
        self.settled_first = match batch.from {
            From::Waiting => batch.sent.first().map(|link| link.point),
            From::Point(_) => None,
        }
        .filter(|first| settled.contains(first));
        let ask = self.ask(Request::Settling);
        self.actions.push(Action::Settle {
            ask,
            settled: verdict.settled,
        });
    }

    pub(super) fn after_settling(&mut self, now: Moment) {
        if self.culprits >= super::failing::REFUSALS {
            self.break_off(now);
            return;
        }
        self.go_on(now);
    }

    /// The next batch, behind a new epoch where the chains forked.
    fn go_on(&mut self, now: Moment) {
        if !(self.forked && self.begin_epoch(NewEpoch::Fork)) {
            self.send(now);
        }
    }

    fn is_halted(&mut self, now: Moment) -> bool {
        match self.halt {
            None => false,
            Some(Halt::Diverged(_)) => true,
            Some(Halt::Breaker { until }) if now < until => true,
            Some(Halt::Breaker { .. }) => {
                self.halt = None;
                self.report(LinkState::Connected, Some(LinkProblem::CentreFailed));
                false
            }
        }
    }
}
