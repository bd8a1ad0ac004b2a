//! Asks the centre once how it stands, beside whoever has the store open: for the command line, which has no sync of its
//! own. The token is the one that the store holds; one that has grown old is not renewed.
//!
//! Never here: anything sent of the journal, anything kept.

use std::time::Duration;

use domain::wire::{ChainHead, MARK_OF_A_CENTRE, PROTOCOL, ProblemType};
use tokio::time::timeout;

use crate::address::Address;
use crate::engine::Failure;
use crate::journal::Enrolment;
use crate::line::{Line, Patience};
use crate::skew::Clocks;
use crate::status::LinkProblem;

/// The longest that it may take.
const LONGEST: Duration = Duration::from_secs(20);

/// What the centre said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greeted {
    /// By how many milliseconds this machine's clock is ahead of the centre's.
    pub ahead_ms: i64,
    /// The last link of each epoch of this machine that the centre has; none where it was not asked as this machine, since
    /// the token has grown old.
    pub heads: Option<Vec<ChainHead>>,
}

/// Asks the centre of this enrolment.
///
/// # Errors
/// What keeps it from an answer, as the status of a link names it.
pub fn greet(
    enrolment: &Enrolment,
    patience: Patience,
    clocks: Clocks,
) -> Result<Greeted, LinkProblem> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| LinkProblem::Network)?;
    runtime.block_on(async {
        let answer = timeout(LONGEST, ask(enrolment, patience, clocks)).await;
        answer.unwrap_or(Err(LinkProblem::Stalled))
    })
}

async fn ask(
    enrolment: &Enrolment,
    patience: Patience,
    clocks: Clocks,
) -> Result<Greeted, LinkProblem> {
    let address = Address::parse(&enrolment.address).map_err(|_| LinkProblem::Network)?;
    let line = Line::new(address, &enrolment.ca, patience).map_err(problem)?;
    let hello = match line.hello(Some(&enrolment.token), &[], None).await {
        Err(Failure::Problem {
            kind: Some(ProblemType::Unauthenticated),
            ..
        }) => line.hello(None, &[], None).await,
        answer => answer,
    };
    let hello = hello.map_err(problem)?;
    if hello.nida != MARK_OF_A_CENTRE {
        return Err(LinkProblem::NotACentre);
    }
    if !(hello.protocol.min..=hello.protocol.max).contains(&PROTOCOL) {
        return Err(LinkProblem::UpgradeNeeded);
    }
    let site = hello.machine.as_ref().map(|machine| machine.site.id);
    if hello.centre != enrolment.centre || site.is_some_and(|site| site != enrolment.site) {
        return Err(LinkProblem::OtherCentre);
    }
    Ok(Greeted {
        ahead_ms: clocks.wall().0.saturating_sub(hello.time.0),
        heads: hello.machine.map(|machine| machine.heads),
    })
}

/// As the engine takes a greeting that failed.
fn problem(failure: Failure) -> LinkProblem {
    match failure {
        Failure::Network => LinkProblem::Network,
        Failure::Stall => LinkProblem::Stalled,
        Failure::Certificate => LinkProblem::Certificate,
        Failure::NotACentre => LinkProblem::NotACentre,
        Failure::Journal(_) => LinkProblem::Store,
        Failure::Problem { status, kind, .. } => match (kind, status) {
            (Some(ProblemType::Revoked), _) => LinkProblem::Revoked,
            (Some(ProblemType::BadSignature | ProblemType::Unauthenticated), _) => {
                LinkProblem::Unauthenticated
            }
            (Some(ProblemType::UpgradeNeeded), _) => LinkProblem::UpgradeNeeded,
            (_, 429 | 503 | 507) => LinkProblem::Busy,
            _ => LinkProblem::CentreFailed,
        },
    }
}
