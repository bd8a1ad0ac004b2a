//! The line to the centre: HTTP by its contract, one method a request.
//!
//! Redirects are not followed, answers are bounded, certificates are those of the platform or of the
//! enrolment; a line that gives no byte for half a minute has stalled, and no request but that for a pack has a total
//! limit.
//! Never here: a decision what to do about a failure, anything kept, a token or an id in a log.

mod batch;
mod fault;

use std::fmt::Write as _;
use std::io::Read as _;
use std::sync::Once;
use std::time::Duration;

use domain::id::Millis;
use domain::link::ChainPoint;
use domain::wire::{
    EnrolAnswer, EnrolRequest, EntriesAnswer, FeedPage, Hello, Hex32, MAX_FEED_BYTES, MAX_HOLDS,
    MAX_MARKS, MAX_PACK_BYTES, Mark, PROTOCOL, PROTOCOL_HEADER, Pack, PackKind, TokenAnswer,
    TokenRequest,
};
use flate2::read::GzDecoder;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue,
};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

pub(crate) use batch::{BatchLimits, ReadyBatch, TooLarge, ready_batch, to_wire};

use crate::address::Address;
use crate::engine::Failure;
use crate::journal::Cursor;
use fault::{answer_of, fault_of};

/// How long a line is waited for. No request but that for a pack has a total limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long a connection may take to be made.
    pub connect: Duration,
    /// How long no byte may come.
    pub stall: Duration,
}

impl Default for Patience {
    /// Ten seconds and thirty.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(30),
        }
    }
}

/// The slowest line that counts as one, in bytes a second: what goes out is given that much longer,
/// since a system takes it at once and nobody sees it trickle away.
const SLOWEST: usize = 1024;
/// Longest answer to anything but a pull, in bytes.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;
/// Longest page of the feed: its parts in Base64, and as much again for all that stands around them.
const MAX_PAGE_BYTES: usize = MAX_FEED_BYTES * 3;

/// Longest answer with a pack: its content in Base64, and what stands around it.
const MAX_PACK_ANSWER_BYTES: usize = MAX_PACK_BYTES.div_ceil(3) * 4 + 64 * 1024;

/// The longest that a pack may take on its way: the greatest at [`SLOWEST`], some ninety minutes.
const LONGEST_PACK: Duration = Duration::from_secs((MAX_PACK_ANSWER_BYTES / SLOWEST) as u64);

/// A line to one centre.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    client: Client,
    address: Address,
    stall: Duration,
}

impl Line {
    /// A line to this address that trusts these certificates (PEM), or the platform's where there are
    /// none. Nothing is sent yet.
    ///
    /// # Errors
    /// `Certificate` when those to trust cannot be read.
    pub(crate) fn new(
        address: Address,
        ca: &[String],
        patience: Patience,
    ) -> Result<Self, Failure> {
        static PROVIDER: Once = Once::new();
        // Refused when the application has chosen one already, which serves as well.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(patience.connect)
            .tcp_keepalive(patience.stall)
            .tcp_nodelay(true)
            .pool_max_idle_per_host(1)
            .referer(false);
        if address.is_plain() {
            // No certificate is looked at, so a machine without any must still be able to begin.
            builder = builder.tls_certs_only([]);
        } else if !ca.is_empty() {
            let certificates = ca
                .iter()
                .map(|pem| Certificate::from_pem(pem.as_bytes()))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|_| Failure::Certificate)?;
            builder = builder.tls_certs_only(certificates);
        }
        if address.is_loopback() {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|_| Failure::Certificate)?;
        Ok(Self {
            client,
            address,
            stall: patience.stall,
        })
    }

    /// Asks for a greeting; with a token the centre says how far both are together. What the machine tells
    /// of what waits there and of its clock is for the people who look after it; nothing hangs on either.
    pub(crate) async fn hello(
        &self,
        token: Option<&str>,
        cursors: &[Cursor],
        tells: Option<(u64, Millis)>,
    ) -> Result<Hello, Failure> {
        let mut url = self.address.at("v1/hello");
        if let Some((waiting, clock)) = tells {
            url.query_pairs_mut()
                .append_pair("waiting", &waiting.to_string())
                .append_pair("clock", &clock.0.to_string());
        }
        if let (Some(token), Some(newest)) = (token, cursors.first()) {
            let marks = joined(cursors.iter().take(MAX_MARKS).map(|cursor| Mark {
                number: cursor.number,
                hash: Hex32(cursor.hash),
            }));
            let held = joined(cursors.iter().take(MAX_MARKS).map(|mark| Hex32(mark.held)));
            let counting = format!("{}.{}", newest.centre.ordinal, newest.centre.id);
            url.query_pairs_mut()
                .append_pair("counting", &counting)
                .append_pair("marks", &marks)
                .append_pair("held", &held);
            return self
                .fetch(self.client.get(url), Some(token), 0, MAX_ANSWER_BYTES)
                .await;
        }
        self.fetch(self.client.get(url), token, 0, MAX_ANSWER_BYTES)
            .await
    }

    /// Registers the machine.
    pub(crate) async fn enrol(&self, request: &EnrolRequest) -> Result<EnrolAnswer, Failure> {
        self.post("v1/enrol", request).await
    }

    /// Asks for a token.
    pub(crate) async fn token(&self, request: &TokenRequest) -> Result<TokenAnswer, Failure> {
        self.post("v1/token", request).await
    }

    /// Sends a batch.
    pub(crate) async fn entries(
        &self,
        token: &str,
        packed: ReadyBatch,
    ) -> Result<EntriesAnswer, Failure> {
        let bytes = packed.body.len();
        let request = self
            .client
            .post(self.address.at("v1/entries"))
            .header(CONTENT_TYPE, "application/json")
            .header(CONTENT_ENCODING, "gzip")
            .body(packed.body);
        self.fetch(request, Some(token), bytes, MAX_ANSWER_BYTES)
            .await
    }

    /// Asks for a page of the feed after a number.
    pub(crate) async fn feed(
        &self,
        token: &str,
        after: u64,
        limit: usize,
        holds: &[ChainPoint],
    ) -> Result<FeedPage, Failure> {
        let mut url = self.address.at("v1/feed");
        let holds = joined(
            holds
                .iter()
                .take(MAX_HOLDS)
                .map(|point| format!("{}.{}", point.epoch, point.seq)),
        );
        url.query_pairs_mut()
            .append_pair("after", &after.to_string())
            .append_pair("limit", &limit.to_string())
            .append_pair("holds", &holds);
        self.fetch(self.client.get(url), Some(token), 0, MAX_PAGE_BYTES)
            .await
    }

    /// Asks for the newest pack of a kind. Nothing waits for it, so it is given up where the line does not bring
    /// [`SLOWEST`]: one that trickles for ever would keep those of other kinds away.
    pub(crate) async fn pack(&self, token: &str, kind: PackKind) -> Result<Pack, Failure> {
        let url = self.address.at(&format!("v1/packs/{kind}"));
        let request = self.client.get(url).header(ACCEPT_ENCODING, "gzip");
        let fetched = self.fetch(request, Some(token), 0, MAX_PACK_ANSWER_BYTES);
        timeout(LONGEST_PACK, fetched)
            .await
            .map_err(|_| Failure::Stall)?
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        request: &(impl Serialize + Sync),
    ) -> Result<T, Failure> {
        let body = serde_json::to_vec(request).map_err(|_| Failure::NotACentre)?;
        let bytes = body.len();
        let request = self
            .client
            .post(self.address.at(path))
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        self.fetch(request, None, bytes, MAX_ANSWER_BYTES).await
    }

    async fn fetch<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        token: Option<&str>,
        bytes_out: usize,
        most_in: usize,
    ) -> Result<T, Failure> {
        let mut request = request
            .header(ACCEPT, "application/json, application/problem+json")
            .header(PROTOCOL_HEADER, PROTOCOL);
        if let Some(token) = token {
            let mut value = HeaderValue::try_from(format!("Bearer {token}"))
                .map_err(|_| Failure::NotACentre)?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        let seconds = u64::try_from(bytes_out / SLOWEST).unwrap_or(u64::MAX);
        let patience = self.stall.saturating_add(Duration::from_secs(seconds));
        let mut response = timeout(patience, request.send())
            .await
            .map_err(|_| Failure::Stall)?
            .map_err(|error| fault_of(&error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = timeout(self.stall, response.chunk())
            .await
            .map_err(|_| Failure::Stall)?
            .map_err(|error| fault_of(&error))?
        {
            if body.len() + chunk.len() > most_in {
                return Err(Failure::NotACentre);
            }
            body.extend_from_slice(&chunk);
        }
        if headers.get(CONTENT_ENCODING).is_some_and(|by| by == "gzip") {
            body = unpacked(&body, most_in)?;
        }
        answer_of(status, &headers, &body)
    }
}

/// An answer that came by gzip, within the bound of one that did not.
fn unpacked(packed: &[u8], most: usize) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    let bound = u64::try_from(most).unwrap_or(u64::MAX);
    GzDecoder::new(packed)
        .take(bound.saturating_add(1))
        .read_to_end(&mut body)
        .map_err(|_| Failure::NotACentre)?;
    if body.len() > most {
        return Err(Failure::NotACentre);
    }
    Ok(body)
}

/// Texts with commas between them.
fn joined<T: std::fmt::Display>(texts: impl Iterator<Item = T>) -> String {
    let mut all = String::new();
    for text in texts {
        if !all.is_empty() {
            all.push(',');
        }
        // Writing to a string cannot fail.
        let _ = write!(all, "{text}");
    }
    all
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A few kilobytes from whoever sits on the line must not become gigabytes here.
    #[test]
    fn an_answer_by_gzip_is_bounded_as_one_without() {
        let packed = |bytes: usize| {
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(&vec![b' '; bytes]).unwrap();
            packer.finish().unwrap()
        };
        assert_eq!(unpacked(&packed(900), 900), Ok(vec![b' '; 900]));
        assert_eq!(unpacked(&packed(901), 900), Err(Failure::NotACentre));
        let whole = packed(900);
        for length in 0..whole.len() {
            let cut = unpacked(&whole[..length], 900);
            assert_eq!(cut, Err(Failure::NotACentre), "cut at {length}");
        }
    }
}
