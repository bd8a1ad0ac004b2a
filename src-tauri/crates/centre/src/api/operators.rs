//! What the people who run the centre look at, on an address of its own: never where machines come.
//!
//! On the loopback it is open to whoever is on this computer, but not to a page from elsewhere that their
//! browser was led to (the host has to be the loopback's own name). Beyond it, and wherever one is set, a token
//! is asked for: as a bearer's, or as the password of a browser's own question.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HOST, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::entry::Digest;

use super::{Centre, refusal, status};
use crate::metrics::Looked;
use crate::secrets::token_digest;

/// Prometheus' text form.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The routes of the operators; `token` is the digest of theirs.
pub(crate) fn operators(centre: Centre, token: Option<Digest>) -> Router {
    let token = Arc::new(token);
    Router::new()
        .route("/metrics", get(metrics))
        .route("/", get(status::status))
        .route("/status.css", get(status::style))
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::bad_method)
        .layer(middleware::from_fn(move |request, next| {
            let token = Arc::clone(&token);
            async move { admit(*token, request, next).await }
        }))
        .with_state(centre)
}

async fn admit(token: Option<Digest>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let admitted = match token {
        // Digests are compared, so that the time it takes tells nothing about the token.
        Some(token) => given(headers).is_some_and(|given| token_digest(&given) == token),
        None => is_loopback(headers),
    };
    if !admitted {
        let question = HeaderValue::from_static("Basic realm=\"nida centre\", charset=\"UTF-8\"");
        let headers = [(WWW_AUTHENTICATE, question)];
        return match token {
            Some(_) => (StatusCode::UNAUTHORIZED, headers).into_response(),
            None => StatusCode::FORBIDDEN.into_response(),
        };
    }
    let mut response = next.run(request).await;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, never);
    response
}

/// The token that came: a bearer's, or a password under any name.
fn given(headers: &HeaderMap) -> Option<String> {
    let (scheme, value) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(value.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    pair.split_once(':')
        .map(|(_, password)| password.to_owned())
}

fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    // The colons within the brackets of an IPv6 address part no port.
    let name = host.map(|host| match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    });
    matches!(name, Some("localhost" | "127.0.0.1" | "[::1]"))
}

async fn metrics(State(centre): State<Centre>) -> Response {
    let looked = Looked {
        machines: centre.storage.machines().await,
        unfolded: centre.storage.unfolded().await,
        now: centre.clock.now(),
    };
    ([(CONTENT_TYPE, TEXT)], centre.metrics.text(&looked)).into_response()
}
