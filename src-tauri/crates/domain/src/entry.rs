//! The entry: one recorded change of one subject, written once and never altered.
//!
//! An entry has three parts, each a byte string that is stored, hashed and sent exactly as it was
//! made and never written anew from its meaning:
//!
//! * `header`: who, when, about what, knowing what. UTF-8 JSON.
//! * `facts`: codes, times, ids, money. UTF-8 JSON object. State machines and figures read these alone.
//! * `personal`: sixteen random bytes, then a UTF-8 JSON object with names, numbers, free text. The
//!   random bytes keep its digest from telling anything about a short number. Blanked by an erasure.
//!
//! Unknown kinds, versions and fields are kept and carried as they are; the fold says what it
//! understood. Never here: a clock, a source of random, the order of entries.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use crate::id::{ActId, EntryId, Epoch, Millis, SubjectId, UserId};

/// Random bytes at the beginning of a personal part.
pub const SALT_BYTES: usize = 16;

/// Longest header in bytes.
pub const MAX_HEADER_BYTES: usize = 4 * 1024;
/// Longest facts in bytes.
pub const MAX_FACTS_BYTES: usize = 64 * 1024;
/// Longest personal part in bytes: a note of 20,000 characters takes 80,000 bytes at the most, twice
/// that with its answer, and JSON may escape.
pub const MAX_PERSONAL_BYTES: usize = 512 * 1024;

/// A part of an entry as it is kept, empty once erased.
pub type Bytes = Vec<u8>;

/// SHA-256 of something.
pub type Digest = [u8; 32];

/// Digest of a byte string.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// What the header says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Id of the entry, UUIDv7.
    pub id: EntryId,
    /// What it is about.
    pub subject: SubjectId,
    /// Kind of the entry, `subject.verb`, e.g. `call.logged`. The part before the dot is the kind of the subject.
    pub kind: String,
    /// Version of the kind's fields, from 1.
    pub version: u32,
    /// The act it belongs to.
    pub act: ActId,
    /// Who did it.
    pub actor: UserId,
    /// The role they acted in, a code of the list of roles.
    pub role: String,
    /// Wall clock of the machine.
    pub at: Millis,
    /// Offset of that clock's zone from UTC in minutes.
    pub zone_min: i32,
    /// How far the clock was known to be ahead of the centre's, in milliseconds; absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skew_ms: Option<i64>,
    /// Milliseconds since the application started, by a clock that never jumps.
    pub since_start_ms: u64,
    /// Up to where this machine had folded every entry of the site, without a gap, when this was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Numbered>,
    /// Erasures of its subject that whoever made this knew of: they leave it its personal part (`erasure`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erasures: Vec<EntryId>,
}

impl Header {
    /// Kind of the subject: what stands before the dot of `kind`.
    #[must_use]
    pub fn subject_kind(&self) -> &str {
        subject_kind(&self.kind)
    }
}

/// Kind of the subject of entries of this kind.
#[must_use]
pub fn subject_kind(kind: &str) -> &str {
    kind.split_once('.').map_or(kind, |(subject, _)| subject)
}

/// A place in the centre's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Numbered {
    /// Which counting of the centre's; a centre restored from a backup begins a new one.
    pub centre: CentreEpoch,
    /// The number, dense per site, from 1.
    pub number: u64,
}

/// A stretch of the centre's counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentreEpoch {
    /// 1 for a new centre, one more after each restore.
    pub ordinal: u32,
    /// 128 random bits, so that two restores of one backup differ.
    pub id: Epoch,
}

/// One entry: its three parts as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Header bytes.
    pub header: Bytes,
    /// Facts bytes.
    pub facts: Bytes,
    /// Personal bytes; none when they have been erased here.
    pub personal: Option<Bytes>,
}

/// The digests of an entry's three parts; what stays of it when its content is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digests {
    /// SHA-256 of the header bytes.
    pub header: Digest,
    /// SHA-256 of the facts bytes.
    pub facts: Digest,
    /// SHA-256 of the personal bytes.
    pub personal: Digest,
}

/// The parts of an entry cannot be read or made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadEntry {
    /// The header is not UTF-8 JSON of the expected shape.
    #[error("unreadable header")]
    Header,
    /// The facts are not a UTF-8 JSON object.
    #[error("unreadable facts")]
    Facts,
    /// The personal part is shorter than its random bytes or not a UTF-8 JSON object after them.
    #[error("unreadable personal part")]
    Personal,
    /// A part is longer than its bound.
    #[error("part too long")]
    TooLong,
}

impl Entry {
    /// Writes an entry. `salt` is fresh random; every entry has a personal part, if only an empty one.
    ///
    /// # Errors
    /// `TooLong` when a part exceeds its bound.
    pub fn write(
        header: &Header,
        facts: &Map<String, Value>,
        personal: &Map<String, Value>,
        salt: [u8; SALT_BYTES],
    ) -> Result<Self, BadEntry> {
        let header = serde_json::to_vec(header).map_err(|_| BadEntry::Header)?;
        let facts = serde_json::to_vec(facts).map_err(|_| BadEntry::Facts)?;
        let mut salted = salt.to_vec();
        serde_json::to_writer(&mut salted, personal).map_err(|_| BadEntry::Personal)?;
        let entry = Self {
            header,
            facts,
            personal: Some(salted),
        };
        entry.check_bounds()?;
        Ok(entry)
    }

    /// Checks the bounds of all parts.
    ///
    /// # Errors
    /// `TooLong` when a part exceeds its bound.
    pub fn check_bounds(&self) -> Result<(), BadEntry> {
        let personal = self.personal.as_ref().map_or(0, Vec::len);
        if self.header.len() > MAX_HEADER_BYTES
            || self.facts.len() > MAX_FACTS_BYTES
            || personal > MAX_PERSONAL_BYTES
        {
            return Err(BadEntry::TooLong);
        }
        Ok(())
    }

    /// Reads the header.
    ///
    /// # Errors
    /// `Header` when it cannot be read.
    pub fn read_header(&self) -> Result<Header, BadEntry> {
        serde_json::from_slice(&self.header).map_err(|_| BadEntry::Header)
    }

    /// Reads the facts.
    ///
    /// # Errors
    /// `Facts` when they are not an object.
    pub fn read_facts(&self) -> Result<Map<String, Value>, BadEntry> {
        serde_json::from_slice(&self.facts).map_err(|_| BadEntry::Facts)
    }

    /// Reads the personal part; empty when it has been erased.
    ///
    /// # Errors
    /// `Personal` when it is there and cannot be read.
    pub fn read_personal(&self) -> Result<Map<String, Value>, BadEntry> {
        let Some(personal) = &self.personal else {
            return Ok(Map::new());
        };
        let (_, text) = personal
            .split_at_checked(SALT_BYTES)
            .ok_or(BadEntry::Personal)?;
        serde_json::from_slice(text).map_err(|_| BadEntry::Personal)
    }

    /// Its digests; none when the personal part has been erased, whose digest then only the link's
    /// row still knows.
    #[must_use]
    pub fn digests(&self) -> Option<Digests> {
        Some(Digests {
            header: digest(&self.header),
            facts: digest(&self.facts),
            personal: digest(self.personal.as_ref()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn header() -> Header {
        Header {
            id: EntryId::new(Millis(1), [1; 10]),
            subject: SubjectId::new(Millis(1), [2; 10]),
            kind: "call.logged".into(),
            version: 1,
            act: ActId::new(Millis(1), [3; 10]),
            actor: UserId::new(Millis(1), [4; 10]),
            role: "agent".into(),
            at: Millis(1),
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 5,
            seen: None,
            erasures: vec![],
        }
    }

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    /// The same number written twice must not be recognisable by its digest: short numbers can be guessed.
    #[test]
    fn the_personal_digest_tells_nothing() {
        let write = |salt| {
            Entry::write(
                &header(),
                &Map::new(),
                &object(json!({"number": "+96899123456"})),
                salt,
            )
            .unwrap()
        };
        let (one, two) = (write([1; 16]), write([2; 16]));
        assert_ne!(
            one.digests().unwrap().personal,
            two.digests().unwrap().personal
        );
        assert_eq!(one.read_personal().unwrap(), two.read_personal().unwrap());
    }

    /// A field that this version does not know survives, since bytes are kept and not rewritten.
    #[test]
    fn unknown_fields_survive() {
        let entry = Entry {
            header: serde_json::to_vec(&json!({
                "id": EntryId::new(Millis(1), [1; 10]), "subject": SubjectId::new(Millis(1), [2; 10]),
                "kind": "moon.landed", "version": 9, "act": ActId::new(Millis(1), [3; 10]),
                "actor": UserId::new(Millis(1), [4; 10]), "role": "agent", "at": 1, "zone_min": 240,
                "since_start_ms": 5, "weather": "clear"
            }))
            .unwrap(),
            facts: br#"{"crater":7}"#.to_vec(),
            personal: None,
        };
        let read = entry.read_header().unwrap();
        assert_eq!(
            (read.kind.as_str(), read.subject_kind(), read.version),
            ("moon.landed", "moon", 9)
        );
        assert_eq!(entry.read_facts().unwrap(), object(json!({"crater": 7})));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let broken = |header: &[u8], facts: &[u8], personal: Option<&[u8]>| Entry {
            header: header.to_vec(),
            facts: facts.to_vec(),
            personal: personal.map(<[u8]>::to_vec),
        };
        assert_eq!(
            broken(b"{", b"{}", None).read_header(),
            Err(BadEntry::Header)
        );
        assert_eq!(
            broken(b"{}", b"[]", None).read_facts(),
            Err(BadEntry::Facts)
        );
        assert_eq!(
            broken(b"{}", b"{}", Some(b"short")).read_personal(),
            Err(BadEntry::Personal)
        );
        assert_eq!(broken(b"{}", b"{}", None).read_personal(), Ok(Map::new()));
        let long = vec![b' '; MAX_FACTS_BYTES + 1];
        assert_eq!(
            broken(b"{}", &long, None).check_bounds(),
            Err(BadEntry::TooLong)
        );
    }
}
