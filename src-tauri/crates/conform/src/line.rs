//! The line to the endpoint under test: HTTP as machines speak it, one request at a time, everything that
//! came kept as it came.
//!
//! Redirects are not followed and answers are bounded, as at a machine. Never here: what an answer ought
//! to be. A secret never stands in what a request is called.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;

use domain::wire::{MAX_FEED_BYTES, PROTOCOL, PROTOCOL_HEADER, Problem, ProblemType};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER,
};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Method, RequestBuilder, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::outcome::{Stop, fails};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a request may take in all. A machine has no total limit; a test has to end.
const WHOLE: Duration = Duration::from_secs(120);
/// Longest answer that is taken: a full page of the feed and as much again for what stands around it.
const MAX_ANSWER_BYTES: usize = MAX_FEED_BYTES * 3;
/// How often a request is sent again that was answered "later" (429, 503).
const MAX_LATER: u32 = 20;
/// The longest pause that is taken at its word.
const MAX_PAUSE_S: u64 = 60;
/// The pause where none is said.
const UNSAID_PAUSE_S: u64 = 1;
/// Bytes of a strange answer that are shown.
const SHOWN_BYTES: usize = 80;

/// The address does not serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It is no address.
    #[error("not an address: say https://…, or http://… for an endpoint on this machine")]
    NotAnAddress,
    /// Plain HTTP beyond this machine: machines never send that way, so there is nothing to test.
    #[error(
        "plain HTTP to elsewhere than this machine: no machine sends its entries in the clear, so put \
         TLS before the endpoint and say https://"
    )]
    PlainHttp,
    /// A certificate to trust cannot be read.
    #[error("a certificate to trust cannot be read as PEM")]
    Certificate,
    /// There is none to trust.
    #[error("this system has no certificates to trust: say --ca FILE")]
    NoCertificates,
}

/// A line to one endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    client: Client,
    base: Url,
    /// Whether "later" was ever said without saying when.
    silent: Arc<AtomicBool>,
}

impl Line {
    /// A line to this address that trusts these certificates (PEM), or the platform's where there are none.
    pub(crate) fn new(address: &str, ca: &[String]) -> Result<Self, BadAddress> {
        static PROVIDER: Once = Once::new();
        // Refused when the program has chosen one already, which serves as well.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let base = Url::parse(address.trim()).map_err(|_| BadAddress::NotAnAddress)?;
        let loopback = base.host_str().is_some_and(is_loopback);
        let plain = match base.scheme() {
            "https" => false,
            "http" if loopback => true,
            "http" => return Err(BadAddress::PlainHttp),
            _ => return Err(BadAddress::NotAnAddress),
        };
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .tcp_nodelay(true)
            .referer(false);
        if plain {
            // No certificate is looked at, so a machine without any must still be able to begin.
            builder = builder.tls_certs_only([]);
        } else if !ca.is_empty() {
            let read = |pem: &String| Certificate::from_pem(pem.as_bytes());
            let certificates = ca.iter().map(read).collect::<Result<Vec<_>, _>>();
            builder = builder.tls_certs_only(certificates.map_err(|_| BadAddress::Certificate)?);
        }
        if loopback {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|_| match ca.is_empty() {
            true => BadAddress::NoCertificates,
            false => BadAddress::Certificate,
        })?;
        Ok(Self {
            client,
            base,
            silent: Arc::default(),
        })
    }

    pub(crate) fn get(&self, path: &str, query: &[(&str, &str)]) -> Asking {
        let mut url = self.at(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.asking(Method::GET, path, url)
    }

    pub(crate) fn post(&self, path: &str) -> Asking {
        self.asking(Method::POST, path, self.at(path))
    }

    /// Whether "later" was ever said without saying when.
    pub(crate) fn was_silent(&self) -> bool {
        self.silent.load(Ordering::SeqCst)
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        let before = self.base.path().trim_end_matches('/');
        url.set_path(&format!("{before}{path}"));
        url
    }

    fn asking(&self, method: Method, path: &str, url: Url) -> Asking {
        Asking {
            name: format!("{method} {path}"),
            request: self
                .client
                .request(method, url)
                .header(ACCEPT, "application/json, application/problem+json"),
            protocol: Some(PROTOCOL.to_string()),
            silent: Arc::clone(&self.silent),
        }
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || bare.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// A request that is being put together.
pub(crate) struct Asking {
    name: String,
    request: RequestBuilder,
    protocol: Option<String>,
    silent: Arc<AtomicBool>,
}

impl Asking {
    /// Names a protocol, or none.
    pub(crate) fn protocol(mut self, protocol: Option<&str>) -> Self {
        self.protocol = protocol.map(ToOwned::to_owned);
        self
    }

    pub(crate) fn token(mut self, token: &str) -> Self {
        // A token that cannot stand in a header goes out as an empty one, and is refused.
        let mut value = HeaderValue::try_from(format!("Bearer {token}"))
            .unwrap_or(HeaderValue::from_static("Bearer"));
        value.set_sensitive(true);
        self.request = self.request.header(AUTHORIZATION, value);
        self
    }

    pub(crate) fn json<T: Serialize>(self, body: &T) -> Self {
        let body = serde_json::to_vec(body).unwrap_or_default();
        self.body("application/json", body)
    }

    pub(crate) fn body(mut self, kind: &str, body: Vec<u8>) -> Self {
        self.request = self.request.header(CONTENT_TYPE, kind).body(body);
        self
    }

    pub(crate) fn packed_as(mut self, encoding: &str) -> Self {
        self.request = self.request.header(CONTENT_ENCODING, encoding);
        self
    }

    /// Sends it, and again after the pause that the endpoint asks for when it is busy.
    pub(crate) async fn send(self) -> Result<Told, Stop> {
        let mut request = self.request;
        if let Some(protocol) = self.protocol {
            request = request.header(PROTOCOL_HEADER, protocol);
        }
        for _ in 0..MAX_LATER {
            let again = request.try_clone();
            let told = send_once(&self.name, request).await?;
            let Some(next) = again.filter(|_| matches!(told.status, 429 | 503)) else {
                return Ok(told);
            };
            let seconds = told.pause_s().unwrap_or_else(|| {
                self.silent.store(true, Ordering::SeqCst);
                UNSAID_PAUSE_S
            });
            tokio::time::sleep(Duration::from_secs(seconds.min(MAX_PAUSE_S))).await;
            request = next;
        }
        fails(format!(
            "{} was answered \"later\" (429 or 503) {MAX_LATER} times, each pause kept",
            self.name
        ))
    }
}

async fn send_once(name: &str, request: RequestBuilder) -> Result<Told, Stop> {
    let silent = |error: &reqwest::Error| Stop::Fails(format!("{name}: {}", causes(error)));
    let mut response = request.send().await.map_err(|error| silent(&error))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| silent(&error))? {
        if body.len() + piece.len() > MAX_ANSWER_BYTES {
            return fails(format!(
                "{name}: the answer is longer than {MAX_ANSWER_BYTES} bytes, which a machine does not take"
            ));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Told {
        asked: name.to_owned(),
        status,
        headers,
        body,
    })
}

/// What went wrong on the line, with what lay behind it, without the address and its query.
fn causes(error: &reqwest::Error) -> String {
    let mut text = "no answer came".to_owned();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    if !error.is_connect() && !error.is_timeout() {
        text = format!(
            "{text}. Where it hung up on a body that it refuses: it has to read on until the refusal is sent"
        );
    }
    if error.is_timeout() {
        text = format!("{text} (after {} s)", WHOLE.as_secs());
    }
    text
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Method and path of what was asked.
    pub(crate) asked: String,
    /// The status.
    pub(crate) status: u16,
    headers: HeaderMap,
    /// The body, whole.
    pub(crate) body: Vec<u8>,
}

impl Told {
    /// The answer of this shape. A machine takes a 200 with `application/json` and nothing else.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Stop> {
        if self.status != 200 || self.media() != "application/json" {
            return fails(format!(
                "{} was answered {}; a machine takes 200 with application/json alone",
                self.asked,
                self.shown()
            ));
        }
        serde_json::from_slice(&self.body).map_err(|error| {
            Stop::Fails(format!(
                "{}: the answer cannot be read as the contract has it: {error}",
                self.asked
            ))
        })
    }

    /// Holds when it was refused with one of these problems.
    pub(crate) fn refused(&self, with: &[ProblemType]) -> Result<ProblemType, Stop> {
        let wanted: Vec<_> = with
            .iter()
            .map(|kind| format!("{} {}", kind.status(), kind.uri()))
            .collect();
        let wanted = wanted.join(" or ");
        let kind = self.problem().map_err(|why| {
            Stop::Fails(format!(
                "{} was answered {} instead of {wanted}{why}",
                self.asked,
                self.shown()
            ))
        })?;
        if !with.contains(&kind) {
            return fails(format!(
                "{} was answered {} {} instead of {wanted}",
                self.asked,
                kind.status(),
                kind.uri()
            ));
        }
        Ok(kind)
    }

    /// The problem, if it is a document of one of the fixed types under its own status.
    fn problem(&self) -> Result<ProblemType, String> {
        if self.status < 400 {
            return Err(String::new());
        }
        if self.media() != "application/problem+json" {
            return Err(": a refusal is a document of type application/problem+json".into());
        }
        let problem: Problem =
            serde_json::from_slice(&self.body).map_err(|error| format!(": {error}"))?;
        let kind = problem
            .known()
            .ok_or(": its \"type\" is none of the contract's")?;
        if problem.status != self.status || kind.status() != self.status {
            return Err(": HTTP status, \"status\" and \"type\" do not belong together".into());
        }
        Ok(kind)
    }

    /// Seconds to wait: an endpoint that is busy has to say them.
    fn pause_s(&self) -> Option<u64> {
        let value = self.headers.get(RETRY_AFTER)?;
        value.to_str().ok()?.trim().parse().ok()
    }

    fn media(&self) -> String {
        let value = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (kind, _) = value.split_once(';').unwrap_or((value, ""));
        kind.trim().to_ascii_lowercase()
    }

    /// Status, type and the beginning of the body, on one line.
    pub(crate) fn shown(&self) -> String {
        let media = match self.media() {
            media if media.is_empty() => "no type".to_owned(),
            media => media,
        };
        let begin = self.body.get(..SHOWN_BYTES).unwrap_or(&self.body);
        let begin: String = String::from_utf8_lossy(begin)
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let more = if self.body.len() > SHOWN_BYTES {
            "…"
        } else {
            ""
        };
        format!("{} ({media}) {begin:?}{more}", self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expect: Result<&str, BadAddress>) {
        let line = Line::new(address, &[]);
        let hello = line.map(|line| line.at("/v1/hello").to_string());
        assert_eq!(hello.as_deref().map_err(|bad| *bad), expect, "{address}");
    }

    #[test]
    fn https_anywhere_and_http_here() {
        check(
            "https://centre.example.om",
            Ok("https://centre.example.om/v1/hello"),
        );
        check(
            "https://centre.example.om/nida/",
            Ok("https://centre.example.om/nida/v1/hello"),
        );
        check(
            "http://127.0.0.1:8440",
            Ok("http://127.0.0.1:8440/v1/hello"),
        );
        check("http://[::1]:8440", Ok("http://[::1]:8440/v1/hello"));
        check("http://localhost", Ok("http://localhost/v1/hello"));
    }

    /// No machine would send there, so a report on it would promise what cannot be had; and a code would
    /// cross the network in the clear.
    #[test]
    fn plain_http_elsewhere_is_refused() {
        for address in [
            "http://centre.example.om",
            "http://10.0.0.1",
            "http://127.0.0.1.example.om",
        ] {
            check(address, Err(BadAddress::PlainHttp));
        }
        for address in [
            "",
            "centre.example.om",
            "ftp://centre.example.om",
            "https://",
        ] {
            check(address, Err(BadAddress::NotAnAddress));
        }
    }

    fn told(status: u16, kind: &str, body: &str) -> Told {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
        Told {
            asked: "GET /v1/feed".into(),
            status,
            headers,
            body: body.into(),
        }
    }

    /// What a machine does not believe is no answer, whatever it says.
    #[test]
    fn what_no_machine_believes_fails() {
        let good = "{\"token\":\"t\",\"expires\":1}";
        let read = |told: Told| told.read::<domain::wire::TokenAnswer>().is_ok();
        assert!(read(told(200, "application/json; charset=utf-8", good)));
        for (status, kind, body) in [
            (200, "text/html", good),
            (201, "application/json", good),
            (200, "application/json", "{}"),
            (200, "application/json", ""),
        ] {
            assert!(!read(told(status, kind, body)), "{status} {kind} {body}");
        }
    }

    #[test]
    fn a_refusal_is_of_a_fixed_type_under_its_own_status() {
        let problem = |kind: ProblemType| serde_json::to_string(&Problem::new(kind)).unwrap();
        let revoked = problem(ProblemType::Revoked);
        let json = "application/problem+json";
        let wanted = [ProblemType::Revoked];
        assert!(told(403, json, &revoked).refused(&wanted).is_ok());
        for (status, kind, body) in [
            (401, json, revoked.as_str()),
            (403, "application/json", &revoked),
            (403, json, &problem(ProblemType::CodeUnknown)),
            (
                403,
                json,
                "{\"type\":\"about:blank\",\"title\":\"\",\"status\":403}",
            ),
            (403, json, "<html>"),
            (200, json, &revoked),
        ] {
            let refused = told(status, kind, body).refused(&wanted);
            assert!(
                matches!(refused, Err(Stop::Fails(_))),
                "{status} {kind} {body}"
            );
        }
    }

    /// A report may hold what came, in one line and not without end.
    #[test]
    fn what_came_is_shown_shortly() {
        let shown = told(500, "text/html", &"<p>\n".repeat(1_000)).shown();
        assert!(
            shown.starts_with("500 (text/html)") && shown.len() < 200,
            "{shown}"
        );
        assert!(!shown.contains('\n'), "{shown}");
    }
}
