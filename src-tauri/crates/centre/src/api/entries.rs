//! `POST /v1/entries`.

use std::collections::BTreeMap;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use domain::id::Millis;
use domain::wire::{
    EntriesAnswer, EntriesRequest, EntryResult, Hex32, MAX_BATCH_LINKS, MAX_LINEAGE, Outcome,
    OutcomeWord, Problem, ProblemType, SentLink,
};

use super::query::MAX_NUMBER;
use super::{Centre, Refusal, body};
use crate::judge::judge;
use crate::storage::{Appended, Arrival, Batch, Caller, Placed, Storage};

/// Takes a batch of links of the machine's chain with their entries. Answers 200 whenever the batch was
/// authenticated and read, with one result for each link in their order, and only when everything that it
/// calls stored is on the disk.
#[utoipa::path(
    post, path = "/v1/entries", request_body = EntriesRequest, security(("token" = [])),
    responses(
        (status = 200, description = "One result for each link", body = EntriesAnswer),
        (status = 400, description = "Unreadable", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than the limits allow", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not JSON, plain or gzip", body = Problem, content_type = "application/problem+json"),
        (status = 426, description = "Protocol not spoken", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
        (status = 507, description = "No room left", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn entries(
    State(centre): State<Centre>,
    caller: Caller,
    request: Request<Body>,
) -> Result<Json<EntriesAnswer>, Refusal> {
    let sent: EntriesRequest = body::read_batch(&centre, caller, request).await?;
    let now = centre.clock.now();
    let answer = take(centre.storage.as_ref(), caller, sent, now).await?;
    centre.appended.notify_one();
    for result in &answer.results {
        centre.metrics.entry(name_of(result.outcome));
    }
    Ok(Json(answer))
}

/// The name of an outcome where outcomes are counted.
const fn name_of(outcome: OutcomeWord) -> &'static str {
    match outcome {
        OutcomeWord::Stored => "stored",
        OutcomeWord::Duplicate => "duplicate",
        OutcomeWord::Held => "held",
        OutcomeWord::Mismatch => "mismatch",
        OutcomeWord::Fork => "fork",
        OutcomeWord::Missing | OutcomeWord::Unknown => "missing",
    }
}

/// Takes a batch, however it came.
pub(crate) async fn take(
    storage: &dyn Storage,
    caller: Caller,
    sent: EntriesRequest,
    now: Millis,
) -> Result<EntriesAnswer, Refusal> {
    if sent.links.len() > MAX_BATCH_LINKS {
        return Err(ProblemType::TooLarge.into());
    }
    let read = move || {
        let read = sent.links.into_iter().map(|link| arrival(caller, link));
        read.collect::<Result<Vec<_>, _>>()
    };
    let arrivals = tokio::task::spawn_blocking(read)
        .await
        .map_err(|_| ProblemType::Internal)??;
    let named: Vec<_> = arrivals
        .iter()
        .map(|arrival| (arrival.id, arrival.link.point, Hex32(arrival.link.hash)))
        .collect();
    let batch = Batch {
        caller,
        arrivals,
        now,
    };
    let Appended { counting, placed } = storage.append(batch).await?;
    report(caller, &placed);
    let results = named
        .into_iter()
        .zip(placed)
        .map(|((id, point, hash), placed)| EntryResult {
            centre: placed.counted_in,
            ..EntryResult::new(id, point, hash, placed.outcome)
        })
        .collect();
    Ok(EntriesAnswer {
        centre: counting,
        site: caller.site,
        machine: caller.machine,
        results,
    })
}

fn arrival(caller: Caller, sent: SentLink) -> Result<Arrival, Refusal> {
    let bounded = |seq: u64| (1..=MAX_NUMBER).contains(&seq);
    let follows_bounded = sent.follows.iter().all(|point| bounded(point.seq));
    if !bounded(sent.seq) || !follows_bounded || sent.follows.len() > MAX_LINEAGE {
        return Err(ProblemType::Malformed.into());
    }
    let (id, follows) = (sent.id, sent.follows.clone());
    let (link, content) = sent
        .read(caller.machine)
        .map_err(|_| ProblemType::Malformed)?;
    Ok(Arrival {
        link,
        id,
        follows,
        digests: content.digests,
        content: judge(id, content.entry),
    })
}

/// What is worth a line, once for a batch however often it is in it, without a word of what was sent: a machine gone wild
/// must not fill the disk with it.
fn report(caller: Caller, placed: &[Placed]) {
    let Caller { machine, site } = caller;
    let (mut mismatches, mut forks) = (0_usize, 0_usize);
    let mut held: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for placed in placed {
        match &placed.outcome {
            Outcome::Mismatch => mismatches += 1,
            Outcome::Fork => forks += 1,
            Outcome::Held { number, code } => held.entry(code).or_insert((0, *number)).0 += 1,
            Outcome::Stored { .. } | Outcome::Duplicate { .. } | Outcome::Missing { .. } => {}
        }
    }
    if mismatches + forks > 0 {
        tracing::error!(
            %machine, %site, mismatches, forks, "a machine's chain contradicts what is here"
        );
    }
    for (code, (count, first)) in held {
        tracing::warn!(%machine, %site, code, count, first, "entries are held");
    }
}
