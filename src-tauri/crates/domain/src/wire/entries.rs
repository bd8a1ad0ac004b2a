//! `POST /v1/entries`: a batch of links of the machine's chain with their entries, and what became of each.

use serde::{Deserialize, Serialize};

use super::{Base64, Hex32};
use crate::entry::{CentreEpoch, Digests, Entry, digest};
use crate::id::{EntryId, Epoch, MachineId, SiteId};
use crate::link::{ChainPoint, Link};

/// A batch, in the order of the chain. The machine is the one whose token it comes with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntriesRequest {
    /// The links.
    pub links: Vec<SentLink>,
}

/// One link with its entry, or with the entry's digests alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentLink {
    /// Its epoch.
    pub epoch: Epoch,
    /// Its place in the epoch, from 1.
    pub seq: u64,
    /// With the first link of an epoch: the point that the epoch follows, and behind it the last points
    /// of the epochs before that one, newest first. The first of them is part of the link's `prev`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<ChainPoint>,
    /// Hash of the link before. For the first of an epoch its root: `SHA-256("nida-epoch-1" ‖
    /// machine[16] ‖ epoch[16] ‖ followed epoch[16] ‖ followed seq u64 big-endian)`, zeros where it
    /// follows nothing.
    pub prev: Hex32,
    /// Hash of the link: `SHA-256("nida-link-1" ‖ prev[32] ‖ machine[16] ‖ epoch[16] ‖ seq u64
    /// big-endian ‖ SHA-256(header) ‖ SHA-256(facts) ‖ SHA-256(personal))`.
    pub hash: Hex32,
    /// Id of the entry.
    pub id: EntryId,
    /// The entry's parts; none: the machine keeps them back, and the link passes with the digests alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<SentParts>,
    /// The digests, where there are no parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digests: Option<SentDigests>,
}

/// The parts of an entry, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentParts {
    /// The header: a JSON object, at most 4,096 bytes.
    pub header: Base64,
    /// The facts: a JSON object, at most 65,536 bytes.
    pub facts: Base64,
    /// The personal part: sixteen random bytes, then a JSON object, at most 524,288 bytes; null once
    /// erased. An entry whose `kind` ends in `.erased` takes the personal parts of all entries of its
    /// `subject` whose headers do not name its id among their `erasures`, its own included, whether they
    /// came before or come later; their digests stay, and the outcome of each is what it would have been.
    pub personal: Option<Base64>,
    /// Its digest, where it has been erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_digest: Option<Hex32>,
}

/// The digests of an entry's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentDigests {
    /// SHA-256 of the header.
    pub header: Hex32,
    /// SHA-256 of the facts.
    pub facts: Hex32,
    /// SHA-256 of the personal part.
    pub personal: Hex32,
}

impl From<Digests> for SentDigests {
    fn from(digests: Digests) -> Self {
        Self {
            header: Hex32(digests.header),
            facts: Hex32(digests.facts),
            personal: Hex32(digests.personal),
        }
    }
}

impl From<SentDigests> for Digests {
    fn from(digests: SentDigests) -> Self {
        Self {
            header: digests.header.0,
            facts: digests.facts.0,
            personal: digests.personal.0,
        }
    }
}

/// Neither parts nor digests, or an erased personal part without its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry without its digests")]
pub struct BadContent;

/// What came of an entry. Its digests, where it has parts, are taken from the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The parts, unless they were kept back.
    pub entry: Option<Entry>,
    /// The digests.
    pub digests: Digests,
}

impl SentParts {
    /// The parts of an entry, ready to send.
    #[must_use]
    pub fn new(entry: Entry, digests: &Digests) -> Self {
        let erased = entry.personal.is_none();
        Self {
            header: Base64(entry.header),
            facts: Base64(entry.facts),
            personal: entry.personal.map(Base64),
            personal_digest: erased.then_some(Hex32(digests.personal)),
        }
    }

    /// The entry and its digests.
    ///
    /// # Errors
    /// When the personal part has been erased and its digest is not there.
    pub fn read(self) -> Result<Content, BadContent> {
        let personal = match (&self.personal, self.personal_digest) {
            (Some(personal), _) => digest(&personal.0),
            (None, Some(digest)) => digest.0,
            (None, None) => return Err(BadContent),
        };
        let digests = Digests {
            header: digest(&self.header.0),
            facts: digest(&self.facts.0),
            personal,
        };
        let entry = Some(Entry {
            header: self.header.0,
            facts: self.facts.0,
            personal: self.personal.map(|personal| personal.0),
        });
        Ok(Content { entry, digests })
    }
}

impl SentLink {
    /// The content, and the link of this machine that it stands at. Whether the link holds the digests
    /// is the receiver's to check.
    ///
    /// # Errors
    /// When there is no way to know the digests.
    pub fn read(self, machine: MachineId) -> Result<(Link, Content), BadContent> {
        let link = Link {
            machine,
            point: ChainPoint {
                epoch: self.epoch,
                seq: self.seq,
            },
            prev: self.prev.0,
            hash: self.hash.0,
        };
        let content = match (self.parts, self.digests) {
            (Some(parts), _) => parts.read()?,
            (None, Some(digests)) => Content {
                entry: None,
                digests: digests.into(),
            },
            (None, None) => return Err(BadContent),
        };
        Ok((link, content))
    }
}

/// The answer to a batch: one result for each link, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntriesAnswer {
    /// The current counting.
    pub centre: CentreEpoch,
    /// The site that the entries were taken for.
    pub site: SiteId,
    /// The machine that they were taken from.
    pub machine: MachineId,
    /// One result for each link.
    pub results: Vec<EntryResult>,
}

/// What became of one link. A machine believes it only where `id`, `epoch`, `seq` and `hash` are those
/// it sent: the hash names the digests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryResult {
    /// Id of the entry.
    pub id: EntryId,
    /// Epoch of the link.
    pub epoch: Epoch,
    /// Its place there.
    pub seq: u64,
    /// Its hash as it was sent.
    pub hash: Hex32,
    /// What became of it.
    pub outcome: OutcomeWord,
    /// The entry's number, with `stored`, `duplicate` and `held`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// The counting that gave the number, where it is not the one that the answer names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<CentreEpoch>,
    /// Why, with `held`: `unreadable_header`, `unreadable_facts`, `unreadable_personal`, `too_long`,
    /// `other_id` (the header names another one), `withheld` (the machine sent the digests alone); a
    /// centre may have codes of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The first place of the epoch that the centre lacks, with `missing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<u64>,
}

/// The outcomes by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeWord {
    /// New, and on the centre's disk.
    Stored,
    /// The centre had it: same id, same three digests. A new link was kept.
    Duplicate,
    /// The link has its number and the digests; the content was not taken.
    Held,
    /// The same id is there with other digests, or the link's hash does not hold what came.
    Mismatch,
    /// Another link stands at this place, or the one before is another.
    Fork,
    /// A link before this one is not there.
    Missing,
    /// A word of a later protocol. Never an acknowledgement.
    #[serde(other)]
    Unknown,
}

/// What became of a link, checked for having all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// New, and on the centre's disk.
    Stored {
        /// Its number.
        number: u64,
    },
    /// The centre had it.
    Duplicate {
        /// Its number.
        number: u64,
    },
    /// The link has its number; the content was not taken.
    Held {
        /// Its number.
        number: u64,
        /// Why.
        code: String,
    },
    /// The same id is there with other digests, or the hash does not hold what came.
    Mismatch,
    /// Another link stands at this place, or the one before is another.
    Fork,
    /// A link before this one is not there.
    Missing {
        /// The first place that the centre lacks.
        seq: u64,
    },
}

impl EntryResult {
    /// The result for a link.
    #[must_use]
    pub fn new(id: EntryId, point: ChainPoint, hash: Hex32, outcome: Outcome) -> Self {
        let (word, number, code, missing) = match outcome {
            Outcome::Stored { number } => (OutcomeWord::Stored, Some(number), None, None),
            Outcome::Duplicate { number } => (OutcomeWord::Duplicate, Some(number), None, None),
            Outcome::Held { number, code } => (OutcomeWord::Held, Some(number), Some(code), None),
            Outcome::Mismatch => (OutcomeWord::Mismatch, None, None, None),
            Outcome::Fork => (OutcomeWord::Fork, None, None, None),
            Outcome::Missing { seq } => (OutcomeWord::Missing, None, None, Some(seq)),
        };
        Self {
            id,
            epoch: point.epoch,
            seq: point.seq,
            hash,
            outcome: word,
            number,
            centre: None,
            code,
            missing,
        }
    }

    /// Where the link stands.
    #[must_use]
    pub const fn point(&self) -> ChainPoint {
        ChainPoint {
            epoch: self.epoch,
            seq: self.seq,
        }
    }

    /// The outcome; none when the word is not known or lacks what belongs to it, so that nothing follows
    /// from it.
    #[must_use]
    pub fn read(&self) -> Option<Outcome> {
        let number = self.number.filter(|&number| number > 0);
        match self.outcome {
            OutcomeWord::Stored => number.map(|number| Outcome::Stored { number }),
            OutcomeWord::Duplicate => number.map(|number| Outcome::Duplicate { number }),
            OutcomeWord::Held => Some(Outcome::Held {
                number: number?,
                code: self.code.clone()?,
            }),
            OutcomeWord::Mismatch => Some(Outcome::Mismatch),
            OutcomeWord::Fork => Some(Outcome::Fork),
            OutcomeWord::Missing => self.missing.map(|seq| Outcome::Missing { seq }),
            OutcomeWord::Unknown => None,
        }
    }
}

/// Why a content was not taken. Codes are retired, never removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeldCode {
    /// The header cannot be read.
    UnreadableHeader,
    /// The facts are not an object.
    UnreadableFacts,
    /// The personal part is not sixteen bytes and an object.
    UnreadablePersonal,
    /// A part exceeds its bound.
    TooLong,
    /// The header names another id than the link.
    OtherId,
    /// The machine sent the digests alone.
    Withheld,
}

impl HeldCode {
    /// The code as it crosses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnreadableHeader => "unreadable_header",
            Self::UnreadableFacts => "unreadable_facts",
            Self::UnreadablePersonal => "unreadable_personal",
            Self::TooLong => "too_long",
            Self::OtherId => "other_id",
            Self::Withheld => "withheld",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const MACHINE: MachineId = MachineId::from_bytes([1; 16]);

    fn entry(personal: Option<&[u8]>) -> Entry {
        Entry {
            header: b"{}".to_vec(),
            facts: b"{ }".to_vec(),
            personal: personal.map(<[u8]>::to_vec),
        }
    }

    /// The bytes are what is hashed; the way over the line must not change one of them.
    #[test]
    fn parts_arrive_byte_for_byte() {
        for personal in [Some(&b"\0\xff salt and all"[..]), Some(b""), None] {
            let sent = entry(personal);
            let digests = sent.digests().unwrap_or(Digests {
                header: digest(b"{}"),
                facts: digest(b"{ }"),
                personal: [7; 32],
            });
            let text = serde_json::to_string(&SentParts::new(sent.clone(), &digests)).unwrap();
            let read: SentParts = serde_json::from_str(&text).unwrap();
            let content = read.read().unwrap();
            assert_eq!((content.entry, content.digests), (Some(sent), digests));
        }
    }

    #[test]
    fn an_entry_without_its_digests_is_refused() {
        let mut link = SentLink {
            epoch: Epoch::from_bytes([2; 16]),
            seq: 1,
            follows: vec![],
            prev: Hex32([0; 32]),
            hash: Hex32([0; 32]),
            id: EntryId::from_bytes([3; 16]),
            parts: None,
            digests: None,
        };
        assert_eq!(link.clone().read(MACHINE), Err(BadContent));
        link.parts = Some(SentParts {
            header: Base64(vec![]),
            facts: Base64(vec![]),
            personal: None,
            personal_digest: None,
        });
        assert_eq!(link.clone().read(MACHINE), Err(BadContent));
        link.parts = None;
        let digests = Digests {
            header: [4; 32],
            facts: [5; 32],
            personal: [6; 32],
        };
        link.digests = Some(digests.into());
        let (_, content) = link.read(MACHINE).unwrap();
        assert_eq!((content.entry, content.digests), (None, digests));
    }

    #[test]
    fn outcomes_come_back_as_they_were() {
        let point = ChainPoint {
            epoch: Epoch::from_bytes([2; 16]),
            seq: 9,
        };
        for outcome in [
            Outcome::Stored { number: 1 },
            Outcome::Duplicate { number: 2 },
            Outcome::Held {
                number: 3,
                code: HeldCode::TooLong.as_str().into(),
            },
            Outcome::Mismatch,
            Outcome::Fork,
            Outcome::Missing { seq: 4 },
        ] {
            let id = EntryId::from_bytes([3; 16]);
            let result = EntryResult::new(id, point, Hex32([8; 32]), outcome.clone());
            let text = serde_json::to_string(&result).unwrap();
            let read: EntryResult = serde_json::from_str(&text).unwrap();
            assert_eq!(read.read(), Some(outcome), "{text}");
            assert_eq!(read.point(), point);
        }
    }

    /// A half result or a word of tomorrow must not count as an acknowledgement.
    #[test]
    fn what_is_not_whole_is_not_an_outcome() {
        for (word, rest) in [
            ("stored", json!({})),
            ("stored", json!({"number": 0})),
            ("duplicate", json!({"code": "x"})),
            ("held", json!({"number": 1})),
            ("missing", json!({"number": 1})),
            ("welcomed", json!({"number": 1})),
        ] {
            let mut result = json!({
                "id": EntryId::from_bytes([3; 16]), "epoch": Epoch::from_bytes([2; 16]), "seq": 1,
                "hash": Hex32([8; 32]), "outcome": word
            });
            result
                .as_object_mut()
                .unwrap()
                .extend(rest.as_object().unwrap().clone());
            let read: EntryResult = serde_json::from_value(result).unwrap();
            assert_eq!(read.read(), None, "{word}");
        }
    }
}
