//! `GET /v1/packs/{kind}`.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::wire::{Pack, PackKind, Problem, ProblemType};

use super::{Centre, Refusal};
use crate::storage::Caller;

/// The newest pack of a kind for the machine's site, signed by the centre. The hello names its version. `ETag` is the
/// version in quotes; whoever names it in `If-None-Match` is answered 304. Whoever names gzip in `Accept-Encoding` is given it packed.
#[utoipa::path(
    get, path = "/v1/packs/{kind}", security(("token" = [])),
    params(("kind" = String, Path, description = "`cards`, `lists` or `policy`")),
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
    let head = centre.storage.pack_head(caller.site, kind).await?;
    let head = head.ok_or(ProblemType::NotFound)?;
    let tagged = |version: u64| {
        let tag = (ETAG, format!("\"{version}\""));
        [tag, (CACHE_CONTROL, "no-store".to_owned())]
    };
    let tag = format!("\"{}\"", head.version);
    if named(&headers, &IF_NONE_MATCH).any(|known| known.trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, tagged(head.version)).into_response());
    }
    let storage = centre.storage.as_ref();
    let (version, body) = centre.shelf.get(storage, (caller.site, kind), head).await?;
    let json = [
        (CONTENT_TYPE, "application/json"),
        (VARY, "accept-encoding"),
    ];
    let told = (tagged(version), json);
    Ok(if takes_gzip(&headers) {
        let packed = body.packed.clone();
        (told, [(CONTENT_ENCODING, "gzip")], packed).into_response()
    } else {
        (told, body.plain.clone()).into_response()
    })
}

/// What a header names, parted by commas.
fn named<'h>(headers: &'h HeaderMap, header: &HeaderName) -> impl Iterator<Item = &'h str> {
    let values = headers.get_all(header).into_iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    named(headers, &ACCEPT_ENCODING).any(|one| {
        let (coding, weight) = one.split_once(';').unwrap_or((one, ""));
        let is_refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|weight| weight.parse() == Ok(0.0));
        coding.trim().eq_ignore_ascii_case("gzip") && !is_refused
    })
}
