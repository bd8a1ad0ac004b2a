//! A desk by hand: enrols, sends its chain, reads the feed and renews its token, over one connection a request.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use domain::entry::{Digest, Entry, Header};
use domain::id::{ActId, EntryId, Epoch, MachineId, Millis, SiteId, SubjectId, UserId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{
    Base64, EnrolAnswer, EnrolRequest, EnrolmentCode, EntriesAnswer, EntriesRequest, Hello, Hex32,
    Outcome, SentLink, SentParts, TokenAnswer, TokenRequest, enrol_bytes, token_bytes,
};
use ed25519_dalek::{Signer as _, SigningKey};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::answers::whole;

/// Most links in a batch.
const LINKS_MAX: u64 = 8;
/// For an answer, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Desk {
    pub(crate) machine: MachineId,
    key: SigningKey,
    /// The code that it tries, until it was answered.
    code: Option<EnrolmentCode>,
    pub(crate) site: Option<SiteId>,
    /// All that it was given, the newest last.
    pub(crate) tokens: Vec<String>,
    links: Vec<SentLink>,
    /// How many of them were answered as taken, from the first on.
    acknowledged: usize,
    prev: Digest,
}

impl Desk {
    pub(crate) fn new(number: u8) -> Self {
        let machine = MachineId::from_bytes([number; 16]);
        Self {
            machine,
            key: SigningKey::from_bytes(&[number; 32]),
            code: None,
            site: None,
            tokens: Vec::new(),
            links: Vec::new(),
            acknowledged: 0,
            prev: epoch_root(machine, Self::epoch(machine), None),
        }
    }

    fn epoch(machine: MachineId) -> Epoch {
        Epoch::from_bytes(machine.to_bytes())
    }

    pub(crate) fn public_key(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// Whether it has used its code, answered or not.
    pub(crate) const fn has_tried(&self) -> bool {
        self.code.is_some()
    }

    /// Something, as a machine would ask for it. None when nobody answers any more.
    pub(crate) fn ask(
        &mut self,
        address: &str,
        codes: &[String],
        random: &mut ChaCha8Rng,
    ) -> Option<()> {
        if self.site.is_none() {
            return self.enrol(address, codes);
        }
        match random.random_range(0..10) {
            0..6 => self.send(address, random),
            6..8 => self.read(address),
            _ => self.renew(address),
        }
    }

    /// With the same code until it was answered. The codes are those that no desk has.
    fn enrol(&mut self, address: &str, codes: &[String]) -> Option<()> {
        let own = usize::from(self.machine.to_bytes()[0]) - 1;
        let code = match &self.code {
            Some(code) => *code,
            // None for it yet.
            None => match codes.get(own) {
                Some(code) => code.parse().unwrap(),
                None => return Some(()),
            },
        };
        self.code = Some(code);
        let signed = enrol_bytes(self.machine, &self.public_key(), &code);
        let request = EnrolRequest {
            code: code.to_string(),
            machine: self.machine,
            public_key: Hex32(self.public_key()),
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
            name: "desk".into(),
        };
        let answer: EnrolAnswer = self.post(address, "/v1/enrol", &request)?;
        self.site = Some(answer.site.id);
        self.tokens.push(answer.token.token);
        Some(())
    }

    fn renew(&mut self, address: &str) -> Option<()> {
        let hello: Hello = self.request(address, "GET", "/v1/hello", &[])?;
        let site = self.site.unwrap();
        let signed = token_bytes(hello.centre, site, self.machine, &hello.challenge.0);
        let request = TokenRequest {
            site,
            machine: self.machine,
            signature: Base64(self.key.sign(&signed).to_bytes().to_vec()),
            challenge: hello.challenge,
        };
        let answer: TokenAnswer = self.post(address, "/v1/token", &request)?;
        self.tokens.push(answer.token);
        Some(())
    }

    fn read(&mut self, address: &str) -> Option<()> {
        let _page: Value = self.request(address, "GET", "/v1/feed?after=0", &[])?;
        Some(())
    }

    /// What was not answered yet, and something new behind it; now and then all from the first on.
    fn send(&mut self, address: &str, random: &mut ChaCha8Rng) -> Option<()> {
        for _ in 0..random.random_range(1..=LINKS_MAX) {
            let link = self.make(random.random());
            self.links.push(link);
        }
        let from = if random.random_bool(0.2) {
            0
        } else {
            self.acknowledged
        };
        let mut links = self.links[from..].to_vec();
        // Kept back this time: it is held, and sent whole another time.
        for link in links.iter_mut().filter(|_| random.random_bool(0.1)) {
            let digests = link.parts.take().unwrap().read().unwrap().digests;
            link.digests = Some(digests.into());
        }
        let count = links.len();
        let answer: EntriesAnswer = self.post(address, "/v1/entries", &EntriesRequest { links })?;
        assert_eq!(answer.results.len(), count, "one result each");
        for result in &answer.results {
            let outcome = result.read().expect("a whole result");
            assert!(
                matches!(
                    outcome,
                    Outcome::Stored { .. } | Outcome::Duplicate { .. } | Outcome::Held { .. }
                ),
                "what is behind what was answered fits it: {outcome:?}"
            );
        }
        self.acknowledged = self.links.len();
        Some(())
    }

    fn make(&mut self, salt: [u8; 16]) -> SentLink {
        let seq = self.links.len() as u64 + 1;
        let mut id = [self.machine.to_bytes()[0]; 16];
        id[8..].copy_from_slice(&seq.to_be_bytes());
        let header = Header {
            id: EntryId::from_bytes(id),
            subject: SubjectId::from_bytes(id),
            kind: "call.logged".into(),
            version: 1,
            act: ActId::from_bytes(id),
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
        // Some of several pages.
        let length = usize::from(salt[0]) * 40;
        personal.insert("note".into(), json!("ملاحظة ".repeat(length / 13)));
        let entry = Entry::write(&header, &Map::new(), &personal, salt).unwrap();
        let digests = entry.digests().unwrap();
        let point = ChainPoint {
            epoch: Self::epoch(self.machine),
            seq,
        };
        let link = Link::new(self.machine, point, self.prev, &digests);
        self.prev = link.hash;
        SentLink {
            epoch: point.epoch,
            seq,
            follows: vec![],
            prev: Hex32(link.prev),
            hash: Hex32(link.hash),
            id: header.id,
            parts: Some(SentParts::new(entry, &digests)),
            digests: None,
        }
    }

    fn post<T: DeserializeOwned>(
        &self,
        address: &str,
        path: &str,
        body: &impl Serialize,
    ) -> Option<T> {
        self.request(address, "POST", path, &serde_json::to_vec(body).unwrap())
    }

    /// What was answered with success; nothing else is expected. None when nobody answers.
    fn request<T: DeserializeOwned>(
        &self,
        address: &str,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Option<T> {
        let mut line = TcpStream::connect(address).ok()?;
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        let token = self.tokens.last();
        let token = token.map_or(String::new(), |token| {
            format!("authorization: Bearer {token}\r\n")
        });
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{token}connection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        line.write_all(head.as_bytes()).ok()?;
        line.write_all(body).ok()?;
        let mut answer = Vec::new();
        let _cut = line.read_to_end(&mut answer);
        let (status, body) = whole(&answer)?;
        let text = String::from_utf8_lossy(body);
        assert_eq!(status, 200, "{method} {path}: {text}");
        Some(serde_json::from_slice(body).unwrap())
    }
}
