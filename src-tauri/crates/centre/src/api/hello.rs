//! `GET /v1/hello`.

#![expect(
    unused_qualifications,
    reason = "the macro that describes a route writes them"
)]

use ::courier::CentreSecrets;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use domain::id::Epoch;
use domain::wire::{
    Base64, Hello, HelloMachine, Hex32, Limits, MARK_OF_A_CENTRE, MAX_BATCH_LINKS, MAX_BODY_BYTES,
    MAX_FEED_ITEMS, MAX_MARKS, MAX_UNPACKED_BYTES, PROTOCOL, Problem, ProblemType, Protocol,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Centre, Refusal, query, seen};
use crate::secrets::new_challenge;
use crate::storage::{Asked, Caller, Seen};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HelloQuery {
    /// The counting that the machine's newest mark belongs to, as `ordinal.id`.
    #[param(required = false)]
    counting: Option<String>,
    /// The machine's marks of the feed as `number.hash`, newest first, parted by commas, at most 16.
    #[serde(default)]
    #[param(required = false)]
    marks: String,
    /// How many entries wait at the machine, for the people who look after it.
    #[param(required = false)]
    waiting: Option<u64>,
    /// Its clock in milliseconds, for the same people; nothing hangs on it.
    #[param(required = false)]
    clock: Option<i64>,
    /// Running hashes of the held places at these marks, in their order, parted by commas: by them an entry
    /// is noticed that was held before a restore and is taken there after it. Empty: not looked at.
    #[serde(default)]
    #[param(required = false)]
    held: String,
}

/// Is this a centre, which, and how far are we together? With a token it also answers `machine`.
#[utoipa::path(
    get, path = "/v1/hello", params(HelloQuery), security((), ("token" = [])),
    responses(
        (status = 200, description = "A centre", body = Hello),
        (status = 400, description = "Unreadable query", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "The token does not hold", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 426, description = "Protocol not spoken", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn hello(
    State(centre): State<Centre>,
    caller: Option<Caller>,
    wanted: Result<Query<HelloQuery>, QueryRejection>,
) -> Result<Json<Hello>, Refusal> {
    let wanted = query::read(wanted)?;
    let now = centre.clock.now();
    let identity = centre.storage.identity().await?;
    let mut epoch = identity.counting;
    let mut machine = None;
    if let Some(caller) = caller {
        let told = Seen {
            caller,
            at: now,
            waiting: wanted.waiting.map(query::number).transpose()?,
            skew_ms: wanted.clock.map(|clock| clock.saturating_sub(now.0)),
        };
        if told.waiting.is_some() || told.skew_ms.is_some() {
            seen::note(&centre, told);
        }
        let mut new_counting = [0; 16];
        getrandom::fill(&mut new_counting)?;
        let marks = query::list(&wanted.marks, MAX_MARKS)?;
        let held: Vec<Hex32> = query::list(&wanted.held, MAX_MARKS)?;
        if !held.is_empty() && held.len() != marks.len() {
            return Err(ProblemType::Malformed.into());
        }
        let asked = Asked {
            caller,
            counting: wanted
                .counting
                .as_deref()
                .map(query::counting)
                .transpose()?,
            marks,
            held,
            new_counting: Epoch::from_bytes(new_counting),
            now,
        };
        let standing = centre.storage.standing(asked).await?;
        if standing.counting != identity.counting {
            tracing::warn!(
                ordinal = standing.counting.ordinal,
                machine = %caller.machine,
                "a machine knows more than this centre: a new counting begins"
            );
        }
        epoch = standing.counting;
        machine = Some(HelloMachine {
            site: standing.site,
            heads: standing.heads,
            last: standing.last,
            restart_from: standing.restart_from,
            packs: Some(standing.packs),
        });
    }
    Ok(Json(Hello {
        nida: MARK_OF_A_CENTRE.to_owned(),
        protocol: Protocol {
            min: PROTOCOL,
            max: PROTOCOL,
        },
        centre: identity.centre,
        epoch,
        time: now,
        limits: Limits {
            links: MAX_BATCH_LINKS,
            body_bytes: MAX_BODY_BYTES,
            unpacked_bytes: MAX_UNPACKED_BYTES,
            feed_items: MAX_FEED_ITEMS,
        },
        challenge: Base64(new_challenge(&identity.secret, now)?),
        keys: Some(CentreSecrets::of(&identity.secret).public()),
        machine,
    }))
}
