//! What to do when something fails. Nothing is ever given up: every way out of here ends in a later
//! try, or with a person.

use std::time::Duration;

use domain::wire::ProblemType;

use super::back_off::spread;
use super::event::{Action, Failure, Sent};
use super::moment::Moment;
use super::suspicion::Suspicion;
use super::{Engine, Phase, Request};
use crate::journal::JournalError;
use crate::status::{LinkProblem, LinkState};

/// Refusals in a row after which sending rests: then it is not one entry.
pub const REFUSALS: u32 = 20;
/// How long it rests then, and up to half as long again.
pub const BREAKER_WAIT: Duration = Duration::from_secs(15 * 60);

/// Why nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// The chains contradict each other.
    Diverged(LinkProblem),
    /// Too many refusals; tried again from this moment on.
    Breaker { until: Moment },
}

impl Halt {
    pub(super) const fn problem(self) -> LinkProblem {
        match self {
            Self::Diverged(problem) => problem,
            Self::Breaker { .. } => LinkProblem::TooManyRefusals,
        }
    }
}

impl Engine {
    pub(super) fn request_failed(&mut self, request: Request, failure: Failure, now: Moment) {
        match failure {
            Failure::Journal(error) => self.journal_failed(error, now),
            Failure::Network => self.line_failed(LinkProblem::Network, None, now),
            Failure::Certificate => self.line_failed(LinkProblem::Certificate, None, now),
            Failure::Stall => self.stalled(request, now),
            Failure::NotACentre => match request {
                // The greeting will show whether a portal stands between, or one entry is not liked.
                Request::Batch(batch) => self.content_failed(batch.sent, now),
                _ => self.line_failed(LinkProblem::NotACentre, None, now),
            },
            Failure::Problem {
                status,
                kind,
                retry_after,
            } => self.told_a_problem(request, status, kind, retry_after, now),
        }
    }

    fn told_a_problem(
        &mut self,
        request: Request,
        status: u16,
        kind: Option<ProblemType>,
        retry_after: Option<Duration>,
        now: Moment,
    ) {
        match (kind, status) {
            (Some(ProblemType::Revoked), _) => self.revoked(),
            (Some(ProblemType::BadSignature), _) => {
                self.refused(LinkProblem::Unauthenticated, now);
            }
            (Some(ProblemType::Unauthenticated), _) => self.renew(now),
            (Some(ProblemType::UpgradeNeeded), _) => {
                self.refused(LinkProblem::UpgradeNeeded, now);
            }
            (_, 429 | 503 | 507) => self.line_failed(LinkProblem::Busy, retry_after, now),
            // Gateways: the centre itself was not reached.
            (_, 502 | 504) => self.line_failed(LinkProblem::CentreFailed, retry_after, now),
            (_, 408) => self.stalled(request, now),
            (_, 413) => self.too_much(request, now),
            _ => match request {
                Request::Batch(batch) => self.content_failed(batch.sent, now),
                _ => self.line_failed(LinkProblem::CentreFailed, retry_after, now),
            },
        }
    }

    /// The line, or whatever stands in for the centre on it, did not let us through.
    fn line_failed(&mut self, problem: LinkProblem, retry_after: Option<Duration>, now: Moment) {
        // Nothing about an entry, nor about the centre, follows from a bad line.
        if self.doubtful.take().is_some() {
            self.refusals = self.refusals.saturating_sub(1);
        }
        self.back_off_with(LinkState::Unreachable, problem, retry_after, now);
    }

    fn stalled(&mut self, request: Request, now: Moment) {
        if let Request::Batch(batch) = request {
            self.batch.halve(batch.sent.len());
        }
        self.line_failed(LinkProblem::Stalled, None, now);
    }

    fn too_much(&mut self, request: Request, now: Moment) {
        let Request::Batch(batch) = request else {
            self.line_failed(LinkProblem::CentreFailed, None, now);
            return;
        };
        if self.batch.halve(batch.sent.len()) {
            self.send(now);
        } else if let Some(only) = batch.sent.first() {
            self.withhold_or_refuse(only.point, now);
        } else {
            self.content_failed(batch.sent, now);
        }
    }

    /// A whole answer came and none of it is an acknowledgement. Whether the content is to blame is
    /// judged when the centre has greeted well.
    pub(super) fn content_failed(&mut self, sent: Vec<Sent>, now: Moment) {
        self.refusals += 1;
        if self.refusals >= REFUSALS {
            self.break_off(now);
            return;
        }
        self.doubtful = (!sent.is_empty()).then_some(sent);
        self.greeted_at = None;
        self.fresh = false;
        // Short and not growing: twenty of them and the breaker stops it.
        self.pause = Some(super::FIRST_WAIT + spread(super::FIRST_WAIT, &mut self.random));
        // What cannot be sent does not keep from us what the others did.
        self.pull(now);
    }

    /// Sending rests; what was suspected is forgotten, since it was not one entry. The feed is still
    /// pulled.
    pub(super) fn break_off(&mut self, now: Moment) {
        let until = now + BREAKER_WAIT + spread(BREAKER_WAIT / 2, &mut self.random);
        self.halt = Some(Halt::Breaker { until });
        self.refusals = 0;
        self.culprits = 0;
        self.withheld.clear();
        self.doubtful = None;
        self.suspicion = Suspicion::default();
        self.batch.restart();
        self.pull(now);
    }

    pub(super) fn journal_failed(&mut self, error: JournalError, now: Moment) {
        match error {
            // The application is closing: there is nothing to try any more.
            JournalError::Closed => {
                self.wait_for_a_person(self.reported.0, LinkProblem::Store);
            }
            // It is not the store that is at fault, and trying again is not all that is needed.
            JournalError::Contradicts => {
                let problem = self.halt.map_or(LinkProblem::Mismatch, Halt::problem);
                self.back_off_with(LinkState::Refused, problem, None, now);
            }
            _ => self.back_off_with(LinkState::Connected, LinkProblem::Store, None, now),
        }
    }

    /// The machine was cut off. It keeps everything, asks nothing, and waits to be enrolled again.
    fn revoked(&mut self) {
        self.doubtful = None;
        self.wait_for_a_person(LinkState::Refused, LinkProblem::Revoked);
    }

    fn wait_for_a_person(&mut self, state: LinkState, problem: LinkProblem) {
        self.greeted_at = None;
        self.wake_at = None;
        self.phase = Phase::Resting;
        self.report(state, Some(problem));
        self.actions.push(Action::WaitForAPerson);
    }

    /// The centre refuses the machine for a reason that may pass.
    pub(super) fn refused(&mut self, problem: LinkProblem, now: Moment) {
        self.doubtful = None;
        self.back_off_with(LinkState::Refused, problem, None, now);
    }

    pub(super) fn back_off_with(
        &mut self,
        state: LinkState,
        problem: LinkProblem,
        retry_after: Option<Duration>,
        now: Moment,
    ) {
        self.greeted_at = None;
        self.fresh = false;
        self.report(state, Some(problem));
        let wait = self.back_off.wait(retry_after, &mut self.random);
        if self.again {
            // A person asked while this was under way: one more try is owed, and only one.
            self.begin();
            return;
        }
        self.rest_until(now + wait);
    }
}
