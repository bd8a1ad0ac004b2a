//! A centre and the desks that speak with it. What the centre stands on is the test binary's: the same
//! stories are told over SQLite and over PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use centre::{Clock, Config, IssuedCode, Running, Storage, issue_code, serve};
use domain::entry::{CentreEpoch, Digest, Digests, Entry, Header, SALT_BYTES, digest};
use domain::id::{ActId, EntryId, Epoch, MachineId, Millis, SubjectId, UserId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{
    Base64, EnrolAnswer, EnrolRequest, EnrolmentCode, EntriesAnswer, EntriesRequest, FEED_ROOT,
    FeedPage, HELD_ROOT, Hello, Hex32, Mark, Outcome, Problem, ProblemType, SentLink, SentParts,
    TokenAnswer, TokenRequest, enrol_bytes, feed_hash, held_hash, token_bytes,
};
use ed25519_dalek::{Signer as _, SigningKey};
use serde::de::DeserializeOwned;
use serde_json::Map;

use crate::ground::Ground;
use crate::line::{Asking, Line, Told};

/// A clock that goes when it is told to.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn forward(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}

pub(crate) struct World {
    pub(crate) ground: Ground,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) http: Line,
    pub(crate) base: String,
    running: Option<Running>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::on(Ground::new().await).await
    }

    pub(crate) async fn on(ground: Ground) -> Self {
        let mut world = Self {
            ground,
            clock: Arc::new(HandClock(AtomicI64::new(1_790_000_000_000))),
            http: Line,
            base: String::new(),
            running: None,
        };
        world.start().await;
        world
    }

    pub(crate) async fn start(&mut self) {
        let running = self.another().await;
        self.take(running);
    }

    /// Goes on with this process.
    pub(crate) fn take(&mut self, running: Running) {
        self.base = format!("http://{}", running.address());
        self.running = Some(running);
    }

    /// Another process of the same centre.
    pub(crate) async fn another(&self) -> Running {
        let mut config = Config::loopback(self.ground.storage());
        let clock: Arc<dyn Clock> = Arc::<HandClock>::clone(&self.clock);
        config.clock = clock;
        serve(config).await.unwrap()
    }

    pub(crate) fn now(&self) -> Millis {
        self.clock.now()
    }

    /// The storage by another opening of it, as commands beside the one that serves have it.
    pub(crate) async fn storage(&self) -> Box<dyn Storage> {
        self.ground.storage().open(self.clock.now()).await.unwrap()
    }

    /// Stops as a kill would: connections and all.
    pub(crate) fn kill(&mut self) {
        self.running = None;
    }

    pub(crate) async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown().await;
        }
    }

    /// As `centre enrol` does it beside the one that serves.
    pub(crate) async fn code(&self, site: Option<&str>) -> IssuedCode {
        let storage = self.storage().await;
        let issued = issue_code(storage.as_ref(), site, self.clock.now()).await;
        issued.unwrap()
    }

    pub(crate) async fn desk(&self, number: u8) -> Desk {
        self.desk_at(number, None).await
    }

    pub(crate) async fn desk_at(&self, number: u8, site: Option<&str>) -> Desk {
        let mut desk = Desk::new(self, number);
        let code = self.code(site).await.code;
        let answer: EnrolAnswer = read(&desk.try_enrol(&code).await);
        desk.believe(answer);
        desk
    }
}

/// A machine by hand: what a careful client would send, and whatever else a test wants.
#[derive(Clone)]
pub(crate) struct Desk {
    http: Line,
    pub(crate) base: String,
    pub(crate) machine: MachineId,
    pub(crate) key: SigningKey,
    pub(crate) enrolled: Option<EnrolAnswer>,
    pub(crate) epoch: Epoch,
    pub(crate) follows: Vec<ChainPoint>,
    pub(crate) seq: u64,
    pub(crate) prev: Digest,
    pub(crate) name: String,
    made: u8,
}

impl Desk {
    pub(crate) fn new(world: &World, number: u8) -> Self {
        Self::by_line(Line, world.base.clone(), number)
    }

    pub(crate) fn by_line(http: Line, base: String, number: u8) -> Self {
        let machine = MachineId::from_bytes([number; 16]);
        let epoch = Epoch::from_bytes([number; 16]);
        Self {
            http,
            base,
            machine,
            key: SigningKey::from_bytes(&[number; 32]),
            enrolled: None,
            epoch,
            follows: vec![],
            seq: 0,
            prev: epoch_root(machine, epoch, None),
            name: "desk".into(),
            made: 0,
        }
    }

    pub(crate) async fn try_enrol(&self, code: &EnrolmentCode) -> Told {
        let public_key = self.key.verifying_key().to_bytes();
        let signed = enrol_bytes(self.machine, &public_key, code);
        let request = EnrolRequest {
            code: code.to_string(),
            machine: self.machine,
            public_key: Hex32(public_key),
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
            name: self.name.clone(),
        };
        self.post("/v1/enrol", &request).await
    }

    pub(crate) fn believe(&mut self, answer: EnrolAnswer) {
        self.enrolled = Some(answer);
    }

    pub(crate) fn enrolled(&self) -> &EnrolAnswer {
        self.enrolled.as_ref().expect("the desk is enrolled")
    }

    pub(crate) async fn try_token(&self) -> Told {
        let hello: Hello = read(&self.http.get(self.url("/v1/hello")).send().await.unwrap());
        self.ask_token(&hello).await
    }

    /// Asks for a token by the challenge of this hello.
    pub(crate) async fn ask_token(&self, hello: &Hello) -> Told {
        self.post("/v1/token", &self.token_request(hello)).await
    }

    /// None when nobody answers.
    pub(crate) async fn try_token_if_there(&self) -> Option<Told> {
        let hello = self.http.get(self.url("/v1/hello")).send().await.ok()?;
        let request = self.token_request(&hello.json());
        let asking = self.http.post(self.url("/v1/token")).json(&request);
        asking.send().await.ok()
    }

    fn token_request(&self, hello: &Hello) -> TokenRequest {
        let site = self.enrolled().site.id;
        let signed = token_bytes(hello.centre, site, self.machine, &hello.challenge.0);
        TokenRequest {
            site,
            machine: self.machine,
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
            challenge: hello.challenge.clone(),
        }
    }

    pub(crate) async fn renew(&mut self) {
        let token: TokenAnswer = read(&self.try_token().await);
        self.enrolled.as_mut().unwrap().token = token;
    }

    /// A new entry and its link, which the chain goes on from.
    pub(crate) fn call(&mut self, note: &str) -> SentLink {
        self.made += 1;
        let id = EntryId::from_bytes([
            self.machine.to_bytes()[0],
            self.made,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
            7,
        ]);
        self.link(id, entry(id, note))
    }

    /// Links an entry of this id, whatever it holds.
    pub(crate) fn link(&mut self, id: EntryId, entry: Entry) -> SentLink {
        let digests = entry.digests().unwrap();
        let mut sent = self.link_digests(id, &digests);
        sent.parts = Some(SentParts::new(entry, &digests));
        sent.digests = None;
        sent
    }

    pub(crate) fn link_digests(&mut self, id: EntryId, digests: &Digests) -> SentLink {
        self.seq += 1;
        let point = ChainPoint {
            epoch: self.epoch,
            seq: self.seq,
        };
        let link = Link::new(self.machine, point, self.prev, digests);
        self.prev = link.hash;
        SentLink {
            epoch: self.epoch,
            seq: self.seq,
            follows: if self.seq == 1 {
                self.follows.clone()
            } else {
                vec![]
            },
            prev: Hex32(link.prev),
            hash: Hex32(link.hash),
            id,
            parts: None,
            digests: Some((*digests).into()),
        }
    }

    /// Begins a new epoch that follows this point.
    pub(crate) fn new_epoch(&mut self, number: u8, follows: Vec<ChainPoint>) {
        self.epoch = Epoch::from_bytes([number; 16]);
        self.prev = epoch_root(self.machine, self.epoch, follows.first().copied());
        self.follows = follows;
        self.seq = 0;
    }

    pub(crate) const fn point(&self) -> ChainPoint {
        ChainPoint {
            epoch: self.epoch,
            seq: self.seq,
        }
    }

    pub(crate) async fn try_send(&self, links: &[SentLink]) -> Told {
        let request = EntriesRequest {
            links: links.to_vec(),
        };
        self.post("/v1/entries", &request).await
    }

    pub(crate) async fn send(&self, links: &[SentLink]) -> Vec<Outcome> {
        let answer: EntriesAnswer = read(&self.try_send(links).await);
        assert_eq!(answer.machine, self.machine, "it names whom it answers");
        assert_eq!(answer.site, self.enrolled().site.id, "it names the site");
        assert_eq!(answer.results.len(), links.len(), "one result each");
        for (result, link) in answer.results.iter().zip(links) {
            assert_eq!(
                (result.id, result.epoch, result.seq, result.hash),
                (link.id, link.epoch, link.seq, link.hash),
                "each result names its link"
            );
        }
        answer
            .results
            .iter()
            .map(|result| result.read().expect("a whole result"))
            .collect()
    }

    /// None when nobody answers.
    pub(crate) async fn try_send_if_there(&self, links: &[SentLink]) -> Option<Vec<Outcome>> {
        let request = EntriesRequest {
            links: links.to_vec(),
        };
        let request = self.http.post(self.url("/v1/entries")).json(&request);
        let told = self.with_token(request).send().await.ok()?;
        let answer: EntriesAnswer = read(&told);
        answer
            .results
            .iter()
            .map(domain::wire::EntryResult::read)
            .collect()
    }

    /// The hello of a machine that does not tell what it was shown as held.
    pub(crate) async fn hello(&self, counting: Option<CentreEpoch>, marks: &[Mark]) -> Hello {
        self.hello_with(counting, marks, &[]).await
    }

    pub(crate) async fn hello_with(
        &self,
        counting: Option<CentreEpoch>,
        marks: &[Mark],
        held: &[Hex32],
    ) -> Hello {
        let marks: Vec<_> = marks.iter().map(Mark::to_string).collect();
        let held: Vec<_> = held.iter().map(Hex32::to_string).collect();
        let mut path = format!(
            "/v1/hello?marks={}&held={}",
            marks.join(","),
            held.join(",")
        );
        if let Some(counting) = counting {
            path += &format!("&counting={}.{}", counting.ordinal, counting.id);
        }
        read(&self.get(&path).await)
    }

    /// The whole feed, page by page, its order and its running hash checked.
    pub(crate) async fn feed(&self, limit: usize, holds: &str) -> Vec<domain::wire::FeedItem> {
        let (mut items, mut hash, mut held) = (Vec::new(), FEED_ROOT, HELD_ROOT);
        loop {
            let after = items.len() as u64;
            let path = format!("/v1/feed?after={after}&limit={limit}&holds={holds}");
            let page: FeedPage = read(&self.get(&path).await);
            assert_eq!(page.after, after);
            assert_eq!(page.before, Some(Hex32(hash)), "both have the same past");
            assert_eq!(
                page.before_held,
                Some(Hex32(held)),
                "and were shown the same"
            );
            assert_eq!(
                (page.site, page.machine),
                (self.enrolled().site.id, self.machine)
            );
            if page.items.is_empty() {
                assert_eq!(page.last, after, "the feed ends at the last number");
                return items;
            }
            for item in page.items {
                assert_eq!(item.number, items.len() as u64 + 1, "no number is left out");
                let content = item.clone().read().expect("a whole item");
                hash = feed_hash(&hash, item.number, item.of, item.id, content.digests());
                if item.was_held() {
                    held = held_hash(&held, item.number, item.id);
                }
                items.push(item);
            }
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Told {
        let request = self.http.get(self.url(path));
        self.with_token(request).send().await.unwrap()
    }

    pub(crate) async fn post<T: serde::Serialize + Sync>(&self, path: &str, body: &T) -> Told {
        let request = self.http.post(self.url(path)).json(body);
        self.with_token(request).send().await.unwrap()
    }

    pub(crate) fn with_token(&self, request: Asking) -> Asking {
        match &self.enrolled {
            Some(enrolled) => request.bearer_auth(&enrolled.token.token),
            None => request,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// An entry of this id.
pub(crate) fn entry(id: EntryId, note: &str) -> Entry {
    let header = Header {
        id,
        subject: SubjectId::from_bytes([8; 16]),
        kind: "call.logged".into(),
        version: 1,
        act: ActId::from_bytes([9; 16]),
        actor: UserId::from_bytes([10; 16]),
        role: "agent".into(),
        at: Millis(1),
        zone_min: 240,
        skew_ms: None,
        since_start_ms: 1,
        seen: None,
        erasures: vec![],
    };
    let mut personal = Map::new();
    personal.insert("note".into(), note.into());
    Entry::write(&header, &Map::new(), &personal, [3; SALT_BYTES]).unwrap()
}

/// The digests of an entry that need not be there.
pub(crate) fn some_digests(byte: u8) -> Digests {
    Digests {
        header: digest(&[byte]),
        facts: digest(&[byte, 1]),
        personal: digest(&[byte, 2]),
    }
}

/// What was answered with success.
pub(crate) fn read<T: DeserializeOwned>(told: &Told) -> T {
    let text = String::from_utf8_lossy(&told.body);
    assert!(told.status.is_success(), "{}: {text}", told.status);
    told.json()
}

/// The problem that it was refused with.
pub(crate) fn problem(told: &Told) -> ProblemType {
    assert_eq!(told.header("content-type"), "application/problem+json");
    let problem: Problem = told.json();
    assert_eq!(
        problem.status,
        told.status.as_u16(),
        "the document says the status again"
    );
    problem.known().expect("a fixed type")
}
