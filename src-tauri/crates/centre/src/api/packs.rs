//! `GET /v1/packs/{kind}`.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::wire::{Pack, PackKind, Problem, ProblemType};

use super::{Centre, Refusal};
use crate::storage::Caller;

/// The newest pack of a kind for the machine's site, signed by the centre. The hello names its version. `ETag` is the
/// version in quotes; whoever names it in `If-None-Match` is answered 304.
#[utoipa::path(
    get, path = "/v1/packs/{kind}", security(("token" = [])),
    params(("kind" = String, Path, description = "`cards` or `lists`")),
    responses(
        (status = 200, description = "The pack", body = Pack),
        (status = 304, description = "The one that was named is the newest"),
        (status = 401, description = "No valid token", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The machine was cut off", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No pack of this kind", body = Problem, content_type = "application/problem+json"),
        (status = 426, description = "Protocol not spoken", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn pack(
    State(centre): State<Centre>,
    caller: Caller,
    kind: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let kind = kind
        .ok()
        .and_then(|Path(kind)| kind.parse::<PackKind>().ok());
    let kind = kind.ok_or(ProblemType::NotFound)?;
    let pack = centre.storage.pack(caller.site, kind, None).await?;
    let pack = pack.ok_or(ProblemType::NotFound)?;
    let tag = format!("\"{}\"", pack.version);
    let known = headers.get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let headers = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-store".to_owned())];
    if known == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let identity = centre.storage.identity().await?;
    Ok((headers, Json(pack.to_wire(identity.centre))).into_response())
}
