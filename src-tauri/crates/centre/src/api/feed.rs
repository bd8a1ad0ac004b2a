//! `GET /v1/feed` and `GET /v1/links`.

#![expect(
    unused_qualifications,
    reason = "the macro that describes a route writes them"
)]

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use domain::wire::{
    FeedPage, LinksPage, MAX_FEED_ITEMS, MAX_HOLDS, MAX_LINKS, Problem, ProblemType,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::query::{self, MAX_NUMBER, Point};
use super::{Centre, Refusal};
use crate::storage::{Caller, FeedWanted, LinksWanted};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FeedQuery {
    /// The number after which the page begins; 0 from the beginning.
    #[serde(default)]
    #[param(required = false)]
    after: u64,
    /// Most items, 500 at the most.
    #[param(required = false)]
    limit: Option<usize>,
    /// Chain points `epoch.seq` up to which the machine holds all its own entries, parted by commas, at
    /// most 64: these come as id, digests and number only.
    #[serde(default)]
    #[param(required = false)]
    holds: String,
}

/// All entries of the site in the order of their numbers.
#[utoipa::path(
    get, path = "/v1/feed", params(FeedQuery), security(("token" = [])),
    responses(
        (status = 200, description = "A page of the feed", body = FeedPage),
        (status = 400, description = "Unreadable query", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 426, description = "Protocol not spoken", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn feed(
    State(centre): State<Centre>,
    caller: Caller,
    wanted: Result<Query<FeedQuery>, QueryRejection>,
) -> Result<Json<FeedPage>, Refusal> {
    let wanted = query::read(wanted)?;
    let limit = wanted.limit.unwrap_or(MAX_FEED_ITEMS);
    if limit == 0 {
        return Err(ProblemType::Malformed.into());
    }
    let holds = query::list::<Point>(&wanted.holds, MAX_HOLDS)?;
    let wanted = FeedWanted {
        caller,
        after: query::number(wanted.after)?,
        limit: limit.min(MAX_FEED_ITEMS),
        holds: holds.into_iter().map(|Point(point)| point).collect(),
    };
    Ok(Json(centre.storage.feed(wanted).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LinksQuery {
    /// Which epoch of the machine's chain.
    epoch: String,
    /// The first place wanted.
    #[param(required = false)]
    from: Option<u64>,
    /// The last place wanted.
    #[param(required = false)]
    to: Option<u64>,
}

/// What the centre has of the machine's chain, at most 1,000 links at once, to find and send again what
/// it lacks.
#[utoipa::path(
    get, path = "/v1/links", params(LinksQuery), security(("token" = [])),
    responses(
        (status = 200, description = "The links, in order", body = LinksPage),
        (status = 400, description = "Unreadable query", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 426, description = "Protocol not spoken", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn links(
    State(centre): State<Centre>,
    caller: Caller,
    wanted: Result<Query<LinksQuery>, QueryRejection>,
) -> Result<Json<LinksPage>, Refusal> {
    let wanted = query::read(wanted)?;
    let epoch = wanted.epoch.parse().map_err(|_| ProblemType::Malformed)?;
    let wanted = LinksWanted {
        caller,
        epoch,
        from: query::number(wanted.from.unwrap_or(1))?,
        to: query::number(wanted.to.unwrap_or(MAX_NUMBER))?,
        limit: MAX_LINKS,
    };
    let links = centre.storage.links(wanted).await?;
    Ok(Json(LinksPage {
        centre: centre.storage.identity().await?.counting,
        site: caller.site,
        machine: caller.machine,
        epoch,
        links,
    }))
}
