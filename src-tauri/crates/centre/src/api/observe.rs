//! One line for each request, and the check of the protocol. The line holds method, route, status and
//! time; never a query, a header, or anything that was sent.

use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::wire::{PROTOCOL, PROTOCOL_HEADER, ProblemType};

use super::refusal::Stumbled;
use super::{Centre, Refusal};

/// What may be written down of a path: those that there are.
const ROUTES: &[&str] = &[
    "/v1/hello",
    "/v1/enrol",
    "/v1/token",
    "/v1/entries",
    "/v1/feed",
    "/v1/links",
    EXPORT,
    PACKS,
    "/healthz",
    "/readyz",
    "/openapi.json",
];

/// What comes behind these is no secret, but whatever a stranger wrote.
const EXPORT: &str = "/v1/export";
const PACKS: &str = "/v1/packs";

pub(crate) async fn observe(
    State(centre): State<Centre>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let route = ROUTES
        .iter()
        .find(|route| {
            **route == path || ([EXPORT, PACKS].contains(*route) && path.starts_with(**route))
        })
        .copied()
        .unwrap_or("other");
    let method = known(request.method());
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed();
    if let Some(Stumbled(kind)) = response.extensions().get() {
        centre.metrics.storage_error(kind);
    }
    centre
        .metrics
        .request(route, response.status().as_u16(), took);
    let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        method,
        route,
        status = response.status().as_u16(),
        took_ms,
        "request"
    );
    response
}

/// What may be written down of a method: whoever asks can make one up, of any length.
fn known(method: &Method) -> &'static str {
    const METHODS: [&str; 7] = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"];
    let mut known = METHODS.into_iter().filter(|known| method == known);
    known.next().unwrap_or("other")
}

/// Refuses a machine that speaks none of our protocols. Without the header it speaks the oldest.
pub(crate) async fn check_protocol(request: Request<Body>, next: Next) -> Response {
    let spoken = request.headers().get(PROTOCOL_HEADER);
    let ours = spoken.is_none_or(|spoken| {
        spoken.to_str().ok().and_then(|text| text.parse().ok()) == Some(PROTOCOL)
    });
    if ours {
        next.run(request).await
    } else {
        Refusal::from(ProblemType::UpgradeNeeded).into_response()
    }
}
