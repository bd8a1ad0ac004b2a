//! `/healthz`: the process lives. `/readyz`: it can serve.

use axum::extract::State;
use domain::wire::Problem;

use super::{Centre, Refusal};

/// The process lives.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "It lives", body = String)))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The storage answers.
#[utoipa::path(
    get, path = "/readyz",
    responses(
        (status = 200, description = "It can serve", body = String),
        (status = 500, description = "The storage fails", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn readyz(State(centre): State<Centre>) -> Result<&'static str, Refusal> {
    centre.storage.identity().await?;
    Ok("ready\n")
}
