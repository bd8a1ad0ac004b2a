//! `GET /v1/feed` and `GET /v1/links`: all entries of the site in the order of their numbers, and what
//! the centre has of one machine's chain.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::entries::{BadContent, SentDigests, SentParts};
use super::{Base64, Hex32};
use crate::entry::{CentreEpoch, Digest, Digests, Entry};
use crate::id::{EntryId, Epoch, MachineId, SiteId};
use crate::link::ChainPoint;

/// Running hash of the feed before its first item.
pub const FEED_ROOT: Digest = [0; 32];

/// Running hash of the feed after an item: `SHA-256("nida-feed-1" ‖ hash before[32] ‖ number u64 BE ‖
/// of u64 BE (0 when it is the entry itself) ‖ id[16] ‖ digests of header, facts, personal[3 × 32])`.
/// By it a machine and a centre see that they speak of the same past.
#[must_use]
pub fn feed_hash(
    before: &Digest,
    number: u64,
    of: Option<u64>,
    id: EntryId,
    digests: &Digests,
) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"nida-feed-1");
    hash.update(before);
    hash.update(number.to_be_bytes());
    hash.update(of.unwrap_or(0).to_be_bytes());
    hash.update(id.to_bytes());
    hash.update(digests.header);
    hash.update(digests.facts);
    hash.update(digests.personal);
    hash.finalize().into()
}

/// Running hash of the held places of the feed before its first.
pub const HELD_ROOT: Digest = [0; 32];

/// Running hash of the places whose parts were not there when they were numbered, after one of them:
/// `SHA-256("nida-held-1" ‖ hash before[32] ‖ number u64 BE ‖ id[16])`. Other places leave it as it was.
/// [`feed_hash`] names what stands where, this one what a machine has been shown of it: an entry that was
/// held at a number before a restore and taken there after it is told apart by this alone.
#[must_use]
pub fn held_hash(before: &Digest, number: u64, id: EntryId) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"nida-held-1");
    hash.update(before);
    hash.update(number.to_be_bytes());
    hash.update(id.to_bytes());
    hash.finalize().into()
}

/// A page of the feed. Its items follow one another and the number that was asked for, without a gap. It
/// holds one item at least where there is one, and is closed before its parts take more than 4 MiB: a
/// machine takes no answer of more than 12 MiB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedPage {
    /// The counting that gave these numbers, the current one when there are no items. A page ends
    /// where another counting begins.
    pub centre: CentreEpoch,
    /// The site.
    pub site: SiteId,
    /// The machine that asked.
    pub machine: MachineId,
    /// The number after which the page begins, as asked.
    pub after: u64,
    /// Running hash of the feed up to there: 64 zeros at the beginning, after each item `SHA-256(
    /// "nida-feed-1" ‖ hash before[32] ‖ number u64 big-endian ‖ of u64 big-endian (0 where there is
    /// none) ‖ id[16] ‖ digests of header, facts, personal[3 × 32])`; none when the centre has not got
    /// that far.
    pub before: Option<Hex32>,
    /// Running hash of the held places up to there: 64 zeros at the beginning, after each item with
    /// `held_at_first` `SHA-256("nida-held-1" ‖ hash before[32] ‖ number u64 big-endian ‖ id[16])`; none
    /// when the centre has not got that far, or does not count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_held: Option<Hex32>,
    /// The last number of the site.
    pub last: u64,
    /// The items.
    pub items: Vec<FeedItem>,
}

/// One place of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedItem {
    /// Its number.
    pub number: u64,
    /// Set when this place only announces the parts of an entry that got its number earlier, while it
    /// was held: that number, at which the entry is folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Id of the entry.
    pub id: EntryId,
    /// What is told here.
    pub what: FeedWord,
    /// Whether the centre had the digests alone when it gave this number, though it may have the parts by
    /// now. Stays as it was when parts come later, and is never set with `of`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held_at_first: bool,
    /// With `entry` and `held`: the machine that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<MachineId>,
    /// With `entry` and `held`: its own point, then the last points of the epochs that its epoch
    /// follows, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<ChainPoint>,
    /// With `entry`: its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<SentParts>,
    /// With `known` and `held`: its digests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digests: Option<SentDigests>,
}

/// What an item tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeedWord {
    /// The asking machine said that it holds it: number, id and digests.
    Known,
    /// The whole entry.
    Entry,
    /// The centre has the digests alone; the parts may be announced later.
    Held,
    /// A word of a later protocol.
    #[serde(other)]
    Unknown,
}

/// What an item holds, checked for being whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedContent {
    /// An entry that the asking machine holds.
    Known {
        /// Its digests.
        digests: Digests,
    },
    /// A whole entry.
    Entry {
        /// The machine that made it.
        machine: MachineId,
        /// Its own point, then those it follows.
        chain: Vec<ChainPoint>,
        /// Its parts.
        entry: Entry,
        /// Its digests, taken from the parts.
        digests: Digests,
    },
    /// A place whose content the centre does not have.
    Held {
        /// The machine that made it.
        machine: MachineId,
        /// Its own point, then those it follows.
        chain: Vec<ChainPoint>,
        /// Its digests.
        digests: Digests,
    },
}

impl FeedContent {
    /// The digests.
    #[must_use]
    pub const fn digests(&self) -> &Digests {
        match self {
            Self::Known { digests } | Self::Entry { digests, .. } | Self::Held { digests, .. } => {
                digests
            }
        }
    }
}

impl FeedItem {
    /// The item of this content.
    #[must_use]
    pub fn new(number: u64, of: Option<u64>, id: EntryId, content: FeedContent) -> Self {
        let (what, machine, chain, parts, digests) = match content {
            FeedContent::Known { digests } => {
                (FeedWord::Known, None, vec![], None, Some(digests.into()))
            }
            FeedContent::Entry {
                machine,
                chain,
                entry,
                digests,
            } => {
                let parts = SentParts::new(entry, &digests);
                (FeedWord::Entry, Some(machine), chain, Some(parts), None)
            }
            FeedContent::Held {
                machine,
                chain,
                digests,
            } => {
                let digests = Some(digests.into());
                (FeedWord::Held, Some(machine), chain, None, digests)
            }
        };
        Self {
            number,
            of,
            id,
            what,
            held_at_first: what == FeedWord::Held,
            machine,
            chain,
            parts,
            digests,
        }
    }

    /// Whether its parts were not there when it was numbered, as far as it tells: a centre of before this
    /// was counted tells it only of what is held still.
    #[must_use]
    pub fn was_held(&self) -> bool {
        self.of.is_none() && (self.held_at_first || self.what == FeedWord::Held)
    }

    /// What it holds.
    ///
    /// # Errors
    /// When something that belongs to it is not there, or its word is not known: the machine then does
    /// not go past it.
    pub fn read(self) -> Result<FeedContent, BadContent> {
        let own_point = || (!self.chain.is_empty()).then_some(());
        match self.what {
            FeedWord::Known => Ok(FeedContent::Known {
                digests: self.digests.ok_or(BadContent)?.into(),
            }),
            FeedWord::Entry => {
                own_point().ok_or(BadContent)?;
                let content = self.parts.ok_or(BadContent)?.read()?;
                Ok(FeedContent::Entry {
                    machine: self.machine.ok_or(BadContent)?,
                    chain: self.chain,
                    entry: content.entry.ok_or(BadContent)?,
                    digests: content.digests,
                })
            }
            FeedWord::Held => {
                own_point().ok_or(BadContent)?;
                Ok(FeedContent::Held {
                    machine: self.machine.ok_or(BadContent)?,
                    chain: self.chain,
                    digests: self.digests.ok_or(BadContent)?.into(),
                })
            }
            FeedWord::Unknown => Err(BadContent),
        }
    }

    /// Bytes of its parts, for bounding a page.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.parts.as_ref().map_or(0, |parts| {
            let personal = parts
                .personal
                .as_ref()
                .map_or(0, |Base64(bytes)| bytes.len());
            parts.header.0.len() + parts.facts.0.len() + personal
        })
    }
}

/// What the centre has of one epoch of the asking machine's chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinksPage {
    /// The current counting.
    pub centre: CentreEpoch,
    /// The site.
    pub site: SiteId,
    /// The machine.
    pub machine: MachineId,
    /// The epoch.
    pub epoch: Epoch,
    /// Its links in order; one that is not here is not at the centre.
    pub links: Vec<LinkAtCentre>,
}

/// One link as the centre has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkAtCentre {
    /// Its place in the epoch.
    pub seq: u64,
    /// Its hash.
    pub hash: Hex32,
    /// Id of its entry.
    pub id: EntryId,
    /// The entry's number.
    pub number: u64,
    /// Whether the centre has the digests alone.
    pub held: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::digest;

    const ID: EntryId = EntryId::from_bytes([3; 16]);

    fn entry() -> (Entry, Digests) {
        let entry = Entry {
            header: b"{}".to_vec(),
            facts: b"{}".to_vec(),
            personal: None,
        };
        let digests = Digests {
            header: digest(b"{}"),
            facts: digest(b"{}"),
            personal: [7; 32],
        };
        (entry, digests)
    }

    fn contents() -> Vec<FeedContent> {
        let (entry, digests) = entry();
        let (machine, epoch) = (MachineId::from_bytes([1; 16]), Epoch::from_bytes([2; 16]));
        let chain = vec![ChainPoint { epoch, seq: 4 }];
        vec![
            FeedContent::Known { digests },
            FeedContent::Entry {
                machine,
                chain: chain.clone(),
                entry,
                digests,
            },
            FeedContent::Held {
                machine,
                chain,
                digests,
            },
        ]
    }

    #[derive(Deserialize)]
    struct Vector {
        number: u64,
        of: Option<u64>,
        id: EntryId,
        header_digest_hex: Hex32,
        facts_digest_hex: Hex32,
        personal_digest_hex: Hex32,
        hash_hex: Hex32,
    }

    /// Whoever writes a centre of their own checks it against these; they never change.
    #[test]
    fn the_published_vectors_hold() {
        let text = include_str!("../../../../../assets/vectors/feed.json");
        let vectors: Vec<Vector> = serde_json::from_str(text).unwrap();
        let mut hash = FEED_ROOT;
        for vector in vectors {
            let digests = Digests {
                header: vector.header_digest_hex.0,
                facts: vector.facts_digest_hex.0,
                personal: vector.personal_digest_hex.0,
            };
            hash = feed_hash(&hash, vector.number, vector.of, vector.id, &digests);
            assert_eq!(Hex32(hash), vector.hash_hex, "item {}", vector.number);
        }
    }

    #[derive(Deserialize)]
    struct HeldVector {
        number: u64,
        id: EntryId,
        hash_hex: Hex32,
    }

    #[test]
    fn the_published_vectors_of_held_places_hold() {
        let text = include_str!("../../../../../assets/vectors/held.json");
        let vectors: Vec<HeldVector> = serde_json::from_str(text).unwrap();
        let mut hash = HELD_ROOT;
        for vector in vectors {
            hash = held_hash(&hash, vector.number, vector.id);
            assert_eq!(Hex32(hash), vector.hash_hex, "place {}", vector.number);
        }
    }

    /// A centre of before held places were counted says it only of what it holds still; an announcement is
    /// never one.
    #[test]
    fn a_held_place_is_told_by_old_and_new_centres() {
        let [known, entry, held] = contents().try_into().unwrap();
        let item = |of, content: &FeedContent| FeedItem::new(5, of, ID, content.clone());
        assert!(item(None, &held).was_held());
        let old_centre = FeedItem {
            held_at_first: false,
            ..item(None, &held)
        };
        assert!(old_centre.was_held());
        for content in [&known, &entry] {
            assert!(!item(None, content).was_held());
            let filled = FeedItem {
                held_at_first: true,
                ..item(None, content)
            };
            assert!(filled.was_held(), "its parts came later");
            assert!(!item(Some(2), content).was_held());
        }
    }

    #[test]
    fn items_come_back_as_they_were() {
        for content in contents() {
            let item = FeedItem::new(5, Some(2), ID, content.clone());
            let text = serde_json::to_string(&item).unwrap();
            let read: FeedItem = serde_json::from_str(&text).unwrap();
            assert_eq!((read.number, read.of, read.id), (5, Some(2), ID));
            assert_eq!(read.read(), Ok(content), "{text}");
        }
    }

    /// A cursor that went past an item it could not read would lose it for ever.
    #[test]
    fn a_half_item_is_refused() {
        for content in contents() {
            let whole = FeedItem::new(5, None, ID, content);
            let halves = [
                FeedItem {
                    parts: None,
                    digests: None,
                    ..whole.clone()
                },
                FeedItem {
                    what: FeedWord::Unknown,
                    ..whole.clone()
                },
            ];
            for half in halves {
                assert_eq!(half.clone().read(), Err(BadContent), "{half:?}");
            }
            if whole.what != FeedWord::Known {
                for half in [
                    FeedItem {
                        machine: None,
                        ..whole.clone()
                    },
                    FeedItem {
                        chain: vec![],
                        ..whole.clone()
                    },
                ] {
                    assert_eq!(half.clone().read(), Err(BadContent), "{half:?}");
                }
            }
        }
    }

    /// Every ingredient counts: change one and the running hash is another.
    #[test]
    fn the_running_hash_names_everything() {
        let (_, digests) = entry();
        let hash = feed_hash(&FEED_ROOT, 1, None, ID, &digests);
        for other in [
            feed_hash(&[9; 32], 1, None, ID, &digests),
            feed_hash(&FEED_ROOT, 2, None, ID, &digests),
            feed_hash(&FEED_ROOT, 1, Some(1), ID, &digests),
            feed_hash(&FEED_ROOT, 1, None, EntryId::from_bytes([9; 16]), &digests),
            feed_hash(
                &FEED_ROOT,
                1,
                None,
                ID,
                &Digests {
                    personal: [9; 32],
                    ..digests
                },
            ),
        ] {
            assert_ne!(hash, other);
        }
    }
}
