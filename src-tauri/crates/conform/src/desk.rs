//! A made-up machine: what a careful one would send, and whatever else a check wants to send.
//!
//! Its ids and its key are new in every run and kept nowhere. Never here: what ought to be answered.

use std::collections::BTreeMap;

use domain::id::{MachineId, SiteId};
use domain::link::ChainPoint;
use domain::wire::{
    Base64, EnrolRequest, EnrolmentCode, EntriesAnswer, EntriesRequest, EntryResult, FeedItem,
    FeedPage, Hello, HelloMachine, Hex32, LinksPage, Outcome as Word, SentLink, Site, TokenRequest,
    enrol_bytes, token_bytes,
};
use ed25519_dalek::{Signer as _, SigningKey};

use crate::chain::{Chain, random};
use crate::line::{Line, Told};
use crate::outcome::{Stop, fails, there};

/// Pages that are read of a feed at most, so that one that never ends ends here.
const MAX_PAGES: usize = 10_000;

/// A made-up machine.
#[derive(Clone)]
pub(crate) struct Desk {
    /// Its id.
    pub(crate) machine: MachineId,
    /// Its site, once it is enrolled.
    pub(crate) site: Option<Site>,
    /// Its token, once it is enrolled.
    pub(crate) token: String,
    line: Line,
    key: SigningKey,
}

impl Desk {
    pub(crate) fn new(line: &Line) -> Result<Self, Stop> {
        Ok(Self {
            machine: MachineId::from_bytes(random()?),
            site: None,
            token: String::new(),
            line: line.clone(),
            key: SigningKey::from_bytes(&random()?),
        })
    }

    /// The same machine with another key.
    pub(crate) fn with_other_key(&self) -> Result<Self, Stop> {
        let key = SigningKey::from_bytes(&random()?);
        Ok(Self {
            key,
            ..self.clone()
        })
    }

    /// The same machine with another token.
    pub(crate) fn with_token(&self, token: String) -> Self {
        Self {
            token,
            ..self.clone()
        }
    }

    /// A chain of this machine's in a new epoch.
    pub(crate) fn chain(&self) -> Result<Chain, Stop> {
        Chain::new(self.machine, Vec::new())
    }

    /// What it sends to be enrolled with this code.
    pub(crate) fn enrol_request(&self, code: &EnrolmentCode) -> EnrolRequest {
        let public_key = self.key.verifying_key().to_bytes();
        let signed = enrol_bytes(self.machine, &public_key, code);
        EnrolRequest {
            code: code.to_string(),
            machine: self.machine,
            public_key: Hex32(public_key),
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
            name: "conformance test".into(),
        }
    }

    pub(crate) async fn enrol(&self, request: &EnrolRequest) -> Result<Told, Stop> {
        self.line.post("/v1/enrol").json(request).send().await
    }

    /// What it sends for a new token.
    pub(crate) fn token_request(&self, hello: &Hello, site: SiteId) -> TokenRequest {
        let signed = token_bytes(hello.centre, site, self.machine, &hello.challenge.0);
        TokenRequest {
            site,
            machine: self.machine,
            challenge: hello.challenge.clone(),
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
        }
    }

    pub(crate) async fn ask_token(&self, request: &TokenRequest) -> Result<Told, Stop> {
        self.line.post("/v1/token").json(request).send().await
    }

    pub(crate) fn site(&self) -> Result<SiteId, Stop> {
        let site = self.site.as_ref().map(|site| site.id);
        there(site, || "the machine has no site".to_owned())
    }

    /// A hello with its token.
    pub(crate) async fn hello(
        &self,
        query: &[(&str, &str)],
    ) -> Result<(Hello, HelloMachine), Stop> {
        let asked = self.line.get("/v1/hello", query).token(&self.token);
        let hello: Hello = asked.send().await?.read()?;
        let machine = there(hello.machine.clone(), || {
            "GET /v1/hello with a valid token was answered without \"machine\"".to_owned()
        })?;
        Ok((hello, machine))
    }

    /// The last number of its site.
    pub(crate) async fn last(&self) -> Result<u64, Stop> {
        Ok(self.hello(&[]).await?.1.last)
    }

    /// Sends a batch and takes whatever comes.
    pub(crate) async fn try_send(&self, links: &[SentLink]) -> Result<Told, Stop> {
        let request = EntriesRequest {
            links: links.to_vec(),
        };
        let asked = self.line.post("/v1/entries").token(&self.token);
        asked.json(&request).send().await
    }

    /// Sends a batch and finds the result of each link by what it names, in whatever order they come.
    pub(crate) async fn send(&self, links: &[SentLink]) -> Result<Vec<Word>, Stop> {
        let answer: EntriesAnswer = self.try_send(links).await?.read()?;
        outcomes(links, &answer.results)
    }

    /// Sends a batch of which every link has to be stored, and gives their numbers.
    pub(crate) async fn store(&self, links: &[SentLink]) -> Result<Vec<u64>, Stop> {
        let outcomes = self.send(links).await?;
        links
            .iter()
            .zip(&outcomes)
            .map(|(link, word)| match word {
                Word::Stored { number } => Ok(*number),
                other => fails(format!(
                    "POST /v1/entries: a new, whole entry (link {}) was answered {} instead of stored",
                    link.seq,
                    named(other)
                )),
            })
            .collect()
    }

    /// One page of the feed.
    pub(crate) async fn page(
        &self,
        after: u64,
        limit: Option<usize>,
        holds: &[ChainPoint],
    ) -> Result<FeedPage, Stop> {
        let after = after.to_string();
        let mut query = vec![("after", after.as_str())];
        let limit = limit.map(|limit| limit.to_string());
        if let Some(limit) = &limit {
            query.push(("limit", limit));
        }
        let holds: Vec<_> = holds
            .iter()
            .map(|point| format!("{}.{}", point.epoch, point.seq))
            .collect();
        let holds = holds.join(",");
        query.push(("holds", &holds));
        self.get("/v1/feed", &query).await?.read()
    }

    /// What the feed says after a number, whatever its order: checks that are not about the order must not
    /// fail for it.
    pub(crate) async fn feed_after(&self, after: u64) -> Result<Vec<FeedItem>, Stop> {
        let mut items: BTreeMap<u64, FeedItem> = BTreeMap::new();
        let mut from = after;
        for _ in 0..MAX_PAGES {
            let page = self.page(from, None, &[]).await?;
            let highest = page.items.iter().map(|item| item.number).max();
            let Some(highest) = highest.filter(|highest| *highest > from) else {
                return Ok(items.into_values().collect());
            };
            from = highest;
            items.extend(page.items.into_iter().map(|item| (item.number, item)));
        }
        fails(format!(
            "GET /v1/feed: the feed does not end after {MAX_PAGES} pages"
        ))
    }

    /// What the endpoint has of an epoch of its chain.
    pub(crate) async fn links(
        &self,
        chain: &Chain,
        from: Option<u64>,
        to: Option<u64>,
    ) -> Result<LinksPage, Stop> {
        let epoch = chain.epoch.to_string();
        let (from, to) = (
            from.map(|seq| seq.to_string()),
            to.map(|seq| seq.to_string()),
        );
        let mut query = vec![("epoch", epoch.as_str())];
        query.extend(from.as_deref().map(|from| ("from", from)));
        query.extend(to.as_deref().map(|to| ("to", to)));
        self.get("/v1/links", &query).await?.read()
    }

    pub(crate) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Told, Stop> {
        self.line.get(path, query).token(&self.token).send().await
    }

    pub(crate) const fn line(&self) -> &Line {
        &self.line
    }
}

/// The outcome of each link that was sent, by what the results name.
fn outcomes(links: &[SentLink], results: &[EntryResult]) -> Result<Vec<Word>, Stop> {
    links
        .iter()
        .map(|link| {
            let result = results.iter().find(|result| {
                (result.epoch, result.seq, result.id, result.hash)
                    == (link.epoch, link.seq, link.id, link.hash)
            });
            let result = there(result, || {
                format!(
                    "POST /v1/entries: no result bears epoch, seq, id and hash of link {} as it was sent",
                    link.seq
                )
            })?;
            there(result.read(), || {
                format!(
                    "POST /v1/entries: the result of link {} is no outcome of the contract, or lacks the \
                     number, code or place that belongs to it: {}",
                    link.seq,
                    serde_json::to_string(result).unwrap_or_default()
                )
            })
        })
        .collect()
}

/// An outcome as the contract writes it.
pub(crate) fn named(word: &Word) -> String {
    match word {
        Word::Stored { number } => format!("stored {{{number}}}"),
        Word::Duplicate { number } => format!("duplicate {{{number}}}"),
        Word::Held { number, code } => format!("held {{{number}, {code}}}"),
        Word::Mismatch => "mismatch".into(),
        Word::Fork => "fork".into(),
        Word::Missing { seq } => format!("missing {{{seq}}}"),
    }
}
