//! What came back, told apart by what can be done about it. Nothing is believed that a captive portal,
//! a proxy or another server could have said, but for the statuses that only ask for patience.

use std::error::Error;
use std::io;
use std::time::Duration;

use domain::wire::{Problem, ProblemType};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::engine::Failure;

/// Why no answer came.
pub(crate) fn fault_of(error: &reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(error) = cause {
        if let Some(tls) = tls_of(error) {
            return fault_of_tls(tls);
        }
        if hyper_says_not_http(error) {
            return Failure::NotACentre;
        }
        cause = error.source();
    }
    Failure::Network
}

/// Errors inside I/O errors are not among their sources, and they come nested.
fn tls_of<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut error = error;
    loop {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return Some(tls);
        }
        error = error.downcast_ref::<io::Error>()?.get_ref()?;
    }
}

const fn fault_of_tls(tls: &rustls::Error) -> Failure {
    match tls {
        // No TLS at all: something else listens there.
        rustls::Error::InvalidMessage(_) | rustls::Error::InappropriateMessage { .. } => {
            Failure::NotACentre
        }
        _ => Failure::Certificate,
    }
}

/// Whether bytes came that are no HTTP. The type is hyper's own, which is not a dependency here.
fn hyper_says_not_http(error: &(dyn Error + 'static)) -> bool {
    error.to_string().starts_with("invalid HTTP")
}

/// The answer, if a centre gave it.
pub(crate) fn answer_of<T: DeserializeOwned>(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<T, Failure> {
    let json = media_type(headers);
    if status == StatusCode::OK && json.as_deref() == Some("application/json") {
        return serde_json::from_slice(body).map_err(|_| Failure::NotACentre);
    }
    if !status.is_client_error() && !status.is_server_error() {
        return Err(Failure::NotACentre);
    }
    let kind = match json.as_deref() {
        Some("application/problem+json") => problem(status, body),
        _ => None,
    };
    // Without the centre's own word only what does no harm is believed: to wait, or to send less.
    let harmless = status.is_server_error() || matches!(status.as_u16(), 408 | 413 | 429);
    if kind.is_none() && !harmless {
        return Err(Failure::NotACentre);
    }
    Err(Failure::Problem {
        status: status.as_u16(),
        kind,
        retry_after: retry_after(headers),
    })
}

fn problem(status: StatusCode, body: &[u8]) -> Option<ProblemType> {
    let problem: Problem = serde_json::from_slice(body).ok()?;
    problem
        .known()
        .filter(|kind| kind.status() == status.as_u16())
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (kind, _) = value.split_once(';').unwrap_or((value, ""));
    Some(kind.trim().to_ascii_lowercase())
}

/// Seconds alone: a date would hang on two clocks.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use domain::wire::TokenAnswer;
    use serde_json::json;

    use super::*;

    fn check(status: u16, kind: &str, body: &str) -> Result<TokenAnswer, Failure> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        headers.insert(RETRY_AFTER, "7".parse().unwrap());
        answer_of(
            StatusCode::from_u16(status).unwrap(),
            &headers,
            body.as_bytes(),
        )
    }

    const JSON: &str = "application/json; charset=utf-8";
    const PROBLEM: &str = "application/problem+json";

    #[test]
    fn an_answer_is_read() {
        let token = json!({"token": "t", "expires": 5}).to_string();
        assert_eq!(check(200, JSON, &token).unwrap().token, "t");
    }

    /// What a portal or a stray server answers must never look like an acknowledgement or a refusal.
    #[test]
    fn what_no_centre_says_is_not_believed() {
        let token = json!({"token": "t", "expires": 5}).to_string();
        for (status, kind, body) in [
            (200, "text/html", "<html>"),
            (200, "text/html", token.as_str()),
            (200, JSON, ""),
            (200, JSON, "{}"),
            (200, JSON, "<html>"),
            (200, JSON, "{\"token\": \"t\", "),
            (201, JSON, token.as_str()),
            (204, JSON, ""),
            (206, JSON, token.as_str()),
            (302, "text/html", ""),
            (307, JSON, token.as_str()),
            (401, "text/html", "log in"),
            (403, "text/html", "blocked"),
            (
                403,
                JSON,
                "{\"type\":\"urn:nida:problem:revoked\",\"title\":\"\",\"status\":403}",
            ),
            (404, PROBLEM, "{}"),
            (
                403,
                PROBLEM,
                "{\"type\":\"about:blank\",\"title\":\"\",\"status\":403}",
            ),
            // The words of one problem under the status of another.
            (
                400,
                PROBLEM,
                "{\"type\":\"urn:nida:problem:revoked\",\"title\":\"\",\"status\":403}",
            ),
        ] {
            assert_eq!(
                check(status, kind, body),
                Err(Failure::NotACentre),
                "{status} {kind} {body}"
            );
        }
    }

    #[test]
    fn problems_are_told_in_the_centres_own_way() {
        for kind in ProblemType::ALL {
            let body = serde_json::to_string(&Problem::new(kind)).unwrap();
            let expected = Failure::Problem {
                status: kind.status(),
                kind: Some(kind),
                retry_after: Some(Duration::from_secs(7)),
            };
            assert_eq!(check(kind.status(), PROBLEM, &body), Err(expected));
        }
    }

    #[test]
    fn a_proxy_may_ask_for_patience() {
        for status in [408, 413, 429, 500, 502, 503, 504] {
            let expected = Failure::Problem {
                status,
                kind: None,
                retry_after: Some(Duration::from_secs(7)),
            };
            assert_eq!(check(status, "text/html", "<html>"), Err(expected));
        }
    }
}
