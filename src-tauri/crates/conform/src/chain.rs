//! Made-up entries and the chain that they stand in. Nothing in them is of a person.

use domain::entry::{Digest, Digests, Entry, Header, SALT_BYTES};
use domain::id::{ActId, EntryId, Epoch, MachineId, Millis, SubjectId, UserId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{Hex32, SentLink, SentParts};
use serde_json::{Map, Value, json};

use crate::outcome::{Stop, made};

/// Kind of a made-up entry: one that no endpoint knows, to be kept as it is.
pub(crate) const KIND: &str = "conformance.tried";
/// When made-up entries say that they were made, unless a check wants another time: 2026-01-01, 08:00 UTC.
pub(crate) const MADE_AT: Millis = Millis(1_767_254_400_000);

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Stop> {
    let mut bytes = [0; N];
    made(getrandom::fill(&mut bytes).ok())?;
    Ok(bytes)
}

/// One epoch of a machine's chain.
#[derive(Clone)]
pub(crate) struct Chain {
    /// The epoch.
    pub(crate) epoch: Epoch,
    /// The last place in it.
    pub(crate) seq: u64,
    /// Hash of the last link, or the root.
    pub(crate) prev: Digest,
    machine: MachineId,
    follows: Vec<ChainPoint>,
}

impl Chain {
    /// A new epoch behind these points, newest first.
    pub(crate) fn new(machine: MachineId, follows: Vec<ChainPoint>) -> Result<Self, Stop> {
        let epoch = Epoch::from_bytes(random()?);
        Ok(Self {
            epoch,
            seq: 0,
            prev: epoch_root(machine, epoch, follows.first().copied()),
            machine,
            follows,
        })
    }

    /// The last place.
    pub(crate) const fn point(&self) -> ChainPoint {
        ChainPoint {
            epoch: self.epoch,
            seq: self.seq,
        }
    }

    /// A new made-up entry with its link.
    pub(crate) fn entry(&mut self) -> Result<SentLink, Stop> {
        let made = Made::new(MADE_AT)?;
        self.link(made.id, made.entry()?)
    }

    /// So many new entries.
    pub(crate) fn entries(&mut self, count: usize) -> Result<Vec<SentLink>, Stop> {
        (0..count).map(|_| self.entry()).collect()
    }

    /// Links an entry under this id, whatever it holds.
    pub(crate) fn link(&mut self, id: EntryId, entry: Entry) -> Result<SentLink, Stop> {
        let digests = made(entry.digests())?;
        let mut sent = self.link_digests(id, &digests);
        sent.parts = Some(SentParts::new(entry, &digests));
        sent.digests = None;
        Ok(sent)
    }

    /// Links the digests alone.
    pub(crate) fn link_digests(&mut self, id: EntryId, digests: &Digests) -> SentLink {
        self.seq += 1;
        let link = Link::new(self.machine, self.point(), self.prev, digests);
        self.prev = link.hash;
        let first = self.seq == 1;
        SentLink {
            epoch: self.epoch,
            seq: self.seq,
            follows: if first { self.follows.clone() } else { vec![] },
            prev: Hex32(link.prev),
            hash: Hex32(link.hash),
            id,
            parts: None,
            digests: Some((*digests).into()),
        }
    }
}

/// The same link with its parts kept back.
pub(crate) fn withheld(link: &SentLink) -> Result<SentLink, Stop> {
    let digests = made(digests_of(link))?;
    Ok(SentLink {
        parts: None,
        digests: Some(digests.into()),
        ..link.clone()
    })
}

/// The digests of what was sent.
pub(crate) fn digests_of(link: &SentLink) -> Option<Digests> {
    match (&link.parts, link.digests) {
        (Some(parts), _) => Some(parts.clone().read().ok()?.digests),
        (None, digests) => digests.map(Into::into),
    }
}

/// An entry in the making.
pub(crate) struct Made {
    /// Its id.
    pub(crate) id: EntryId,
    /// What its header says; a check may say otherwise.
    pub(crate) header: Header,
    /// Its facts.
    pub(crate) facts: Map<String, Value>,
}

impl Made {
    /// One that says that it was made then.
    pub(crate) fn new(at: Millis) -> Result<Self, Stop> {
        let id = EntryId::new(at, random()?);
        let header = Header {
            id,
            subject: SubjectId::new(at, random()?),
            kind: KIND.into(),
            version: 1,
            act: ActId::new(at, random()?),
            actor: UserId::from_bytes([7; 16]),
            role: "agent".into(),
            at,
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 1,
            seen: None,
            erasures: vec![],
        };
        let mut facts = Map::new();
        facts.insert("tried".into(), json!(true));
        Ok(Self { id, header, facts })
    }

    /// Its bytes.
    pub(crate) fn entry(&self) -> Result<Entry, Stop> {
        let salt: [u8; SALT_BYTES] = random()?;
        let written = Entry::write(&self.header, &self.facts, &Map::new(), salt);
        made(written.ok())
    }
}
