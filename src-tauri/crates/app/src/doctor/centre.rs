//! The centre: whether it answers this machine, and what it says of the clock and of this machine's chain.

use domain::id::Millis;
use domain::wire::ChainHead;
use store::Reading;
use sync::{Clocks, Enrolment, LinkProblem, LinkState, Patience, Status};

use super::Facts;
use super::finding::Findings;
use crate::dto::FindingCode;
use crate::journal_check::{CentresCopy, held_against};
use crate::link::of_problem;
use crate::{ErrorCode, ErrorDto, Result};

const MINUTE_MS: i64 = 60_000;

/// What is known of it.
pub(super) struct Centre {
    stands: Stands,
    last_at: Option<Millis>,
    /// By how many minutes this machine's clock is ahead of its.
    pub(super) ahead_min: Option<i64>,
    /// The last link of each epoch of this machine that it has.
    heads: Option<Vec<ChainHead>>,
}

enum Stands {
    NotSet,
    NotAsked,
    Answers,
    /// It answers; that this machine is known there was not asked.
    TokenOld,
    Fails(ErrorCode, bool),
}

impl Centre {
    /// As the sync of this run knows it.
    pub(super) fn of(status: &Status) -> Self {
        let stands = match (status.state, status.problem) {
            (LinkState::NotSet, _) => Stands::NotSet,
            (_, Some(problem)) => Stands::of(problem),
            (LinkState::Connected | LinkState::Sending, None) => Stands::Answers,
            (LinkState::Unreachable | LinkState::Refused, None) => Stands::NotAsked,
        };
        Self {
            stands,
            last_at: status.last_contact_at,
            ahead_min: status.clock_ahead_min,
            heads: status.centre_heads.as_ref().map(|told| told.heads.clone()),
        }
    }

    /// As it answers now, for a command line, which has no sync.
    pub(super) fn asked(enrolment: Option<&Enrolment>) -> Self {
        let mut centre = Self {
            stands: Stands::NotSet,
            last_at: None,
            ahead_min: None,
            heads: None,
        };
        let Some(enrolment) = enrolment else {
            return centre;
        };
        match sync::greet(enrolment, Patience::default(), Clocks::SYSTEM) {
            Ok(greeted) => {
                centre.ahead_min = Some((greeted.ahead_ms + MINUTE_MS / 2).div_euclid(MINUTE_MS));
                centre.stands = match greeted.heads {
                    Some(_) => Stands::Answers,
                    None => Stands::TokenOld,
                };
                centre.heads = greeted.heads;
            }
            Err(problem) => centre.stands = Stands::of(problem),
        }
        centre
    }

    /// What it has of this machine's chain, held against the chain here; none where it did not say.
    pub(super) fn holds(&self, reading: &Reading<'_>) -> Result<Option<CentresCopy>> {
        let heads = self.heads.as_deref();
        heads.map(|heads| held_against(reading, heads)).transpose()
    }

    pub(super) const fn is_set(&self) -> bool {
        !matches!(self.stands, Stands::NotSet)
    }
}

impl Stands {
    const fn of(problem: LinkProblem) -> Self {
        Self::Fails(of_problem(problem), problem.needs_a_person())
    }
}

pub(super) fn add(facts: &Facts, found: &mut Findings) {
    let Some(centre) = &facts.centre else {
        return;
    };
    match centre.stands {
        Stands::NotSet => found.plain(FindingCode::CentreNone),
        Stands::NotAsked => found.plain(FindingCode::CentreNotAsked),
        Stands::Answers => found.plain(FindingCode::CentreConnected),
        Stands::TokenOld => found.plain(FindingCode::CentreTokenOld),
        Stands::Fails(code, needs_a_person) => {
            let code_of = if needs_a_person {
                FindingCode::CentreRefuses
            } else {
                FindingCode::CentreAway
            };
            found.add(code_of).problem(&ErrorDto::plain(code));
        }
    }
    if let Some(at) = centre.last_at {
        found.add(FindingCode::CentreLast).at(at);
    }
}
