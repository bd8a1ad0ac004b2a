//! The greeting: is this our centre, does it know us, how far are we together?

use domain::link::ChainPoint;
use domain::wire::{Hello, HelloMachine, MARK_OF_A_CENTRE, MAX_FEED_ITEMS, MAX_HOLDS, PROTOCOL};

use super::epoch::went_its_own_way;
use super::event::{Action, Failure};
use super::failing::Halt;
use super::moment::Moment;
use super::suspicion::Judgement;
use super::{Engine, Request};
use crate::journal::{OwnChain, PackKnown};
use crate::status::{LinkProblem, LinkState};

impl Engine {
    pub(super) fn hello(&mut self) {
        let ask = self.ask(Request::Hello);
        self.actions.push(Action::Hello {
            ask,
            authenticated: true,
        });
    }

    /// Asks for a new token; the second time in a round it is a refusal.
    pub(super) fn renew(&mut self, now: Moment) {
        if self.renewed {
            self.refused(LinkProblem::Unauthenticated, now);
            return;
        }
        self.renewed = true;
        let ask = self.ask(Request::Challenge);
        self.actions.push(Action::Hello {
            ask,
            authenticated: false,
        });
    }

    pub(super) fn challenged(&mut self, hello: Hello, now: Moment) {
        if !self.is_our_centre(&hello, now) {
            return;
        }
        let ask = self.ask(Request::Token);
        self.actions.push(Action::RenewToken {
            ask,
            challenge: hello.challenge,
        });
    }

    pub(super) fn greeted(
        &mut self,
        hello: &Hello,
        acknowledged: &[ChainPoint],
        own: &OwnChain,
        packs: &[PackKnown],
        now: Moment,
    ) {
        if !self.is_our_centre(hello, now) {
            return;
        }
        let Some(machine) = &hello.machine else {
            // It did not know the token.
            self.renew(now);
            return;
        };
        if self
            .parties
            .is_none_or(|known| known.site != machine.site.id)
        {
            self.refused(LinkProblem::OtherCentre, now);
            return;
        }
        self.actions.push(Action::Heard);
        self.greeted_at = Some(now);
        self.last = machine.last;
        self.packs.want(machine.packs.as_deref(), packs, now);
        self.batch.set_limit(hello.limits.links);
        self.feed_limit = hello.limits.feed_items.clamp(1, MAX_FEED_ITEMS);
        self.judge_doubtful();
        self.report_connected();
        match machine.restart_from {
            Some(from) => {
                // What follows changes what waits; contradictions are to be looked at anew.
                if matches!(self.halt, Some(Halt::Diverged(_))) {
                    self.halt = None;
                }
                let ask = self.ask(Request::Restarting(from));
                self.actions.push(Action::Restart { ask, from });
            }
            None => {
                self.go_back = lost_by_centre(machine, acknowledged);
                match went_its_own_way(&machine.heads, own) {
                    Some(why) if !self.is_diverged() && self.begin_epoch(why) => {}
                    _ => self.send(now),
                }
            }
        }
    }

    fn is_diverged(&self) -> bool {
        matches!(self.halt, Some(Halt::Diverged(_)))
    }

    pub(super) fn restarted(&mut self, from: u64, now: Moment) {
        self.pulled_to = Some(from);
        self.go_back = None;
        self.settled_first = None;
        self.send(now);
    }

    /// The centre is well, so the batch that failed before it was asked failed by its content.
    fn judge_doubtful(&mut self) {
        let Some(sent) = self.doubtful.take() else {
            return;
        };
        if self.suspicion.failed(sent.len()) == Judgement::Culprit
            && let Some(culprit) = sent.first()
        {
            self.withhold(culprit.point);
        }
    }

    /// Connected, with what is still wrong beside it.
    pub(super) fn report_connected(&mut self) {
        let problem = match &self.halt {
            Some(halt) => {
                self.report(LinkState::Refused, Some(halt.problem()));
                return;
            }
            None if self.refusals > 0 => Some(LinkProblem::CentreFailed),
            None => None,
        };
        self.report(LinkState::Connected, problem);
    }

    fn is_our_centre(&mut self, hello: &Hello, now: Moment) -> bool {
        if hello.nida != MARK_OF_A_CENTRE {
            self.request_failed(Request::Hello, Failure::NotACentre, now);
            return false;
        }
        if !(hello.protocol.min..=hello.protocol.max).contains(&PROTOCOL) {
            self.refused(LinkProblem::UpgradeNeeded, now);
            return false;
        }
        if self
            .parties
            .is_none_or(|known| known.centre != hello.centre)
        {
            self.refused(LinkProblem::OtherCentre, now);
            return false;
        }
        true
    }
}

/// The first point that the centre had named and does not have any more, by the heads of the chains. It tells
/// of the newest epochs, so many at most: where it tells of fewer, one that it leaves out is lost as a whole.
fn lost_by_centre(machine: &HelloMachine, acknowledged: &[ChainPoint]) -> Option<ChainPoint> {
    acknowledged.iter().enumerate().find_map(|(place, ours)| {
        let head = machine.heads.iter().find(|head| head.epoch == ours.epoch);
        let has = match head {
            Some(head) => head.seq,
            None if place == 0 || machine.heads.len() < MAX_HOLDS => 0,
            None => return None,
        };
        (has < ours.seq).then(|| ChainPoint {
            epoch: ours.epoch,
            seq: has + 1,
        })
    })
}
