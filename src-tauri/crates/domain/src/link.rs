//! The link: where an entry stands in a machine's chain.
//!
//! `hash = SHA-256("nida-link-1" ‖ prev[32] ‖ machine[16] ‖ epoch[16] ‖ seq u64 big-endian ‖
//! SHA-256(header) ‖ SHA-256(facts) ‖ SHA-256(personal))`. The first link of an epoch has a `prev`
//! of its own: `SHA-256("nida-epoch-1" ‖ machine[16] ‖ epoch[16] ‖ followed epoch[16] ‖ followed seq
//! u64 big-endian)`, all zero where it follows nothing; so the epoch it continues is part of the chain.
//! Published vectors lie in `assets/vectors/link.json`.
//!
//! A link can be made anew in a new epoch while its entry stays what it is.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::entry::{Digest, Digests};
use crate::id::{Epoch, MachineId};

/// A point of a machine's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChainPoint {
    /// The epoch.
    pub epoch: Epoch,
    /// The sequence number in it, from 1, without a gap.
    pub seq: u64,
}

/// Where an entry stands in a machine's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The machine whose chain it is.
    pub machine: MachineId,
    /// The place in the chain.
    pub point: ChainPoint,
    /// Hash of the link before, or [`epoch_root`] for the first of an epoch.
    pub prev: Digest,
    /// Hash of this link.
    pub hash: Digest,
}

impl Link {
    /// The link of an entry with these digests after `prev`.
    #[must_use]
    pub fn new(machine: MachineId, point: ChainPoint, prev: Digest, digests: &Digests) -> Self {
        Self {
            machine,
            point,
            prev,
            hash: link_hash(machine, point, &prev, digests),
        }
    }

    /// Whether the hash is that of these digests.
    #[must_use]
    pub fn holds(&self, digests: &Digests) -> bool {
        self.hash == link_hash(self.machine, self.point, &self.prev, digests)
    }
}

fn link_hash(machine: MachineId, point: ChainPoint, prev: &Digest, digests: &Digests) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"nida-link-1");
    hash.update(prev);
    hash.update(machine.to_bytes());
    hash.update(point.epoch.to_bytes());
    hash.update(point.seq.to_be_bytes());
    hash.update(digests.header);
    hash.update(digests.facts);
    hash.update(digests.personal);
    hash.finalize().into()
}

/// What stands before the first link of an epoch.
#[must_use]
pub fn epoch_root(machine: MachineId, epoch: Epoch, follows: Option<ChainPoint>) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"nida-epoch-1");
    hash.update(machine.to_bytes());
    hash.update(epoch.to_bytes());
    hash.update(follows.map_or([0; 16], |point| point.epoch.to_bytes()));
    hash.update(follows.map_or(0, |point| point.seq).to_be_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::digest;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        machine: MachineId,
        epoch: Epoch,
        follows: Option<ChainPoint>,
        header: String,
        facts: String,
        personal_hex: String,
        root_hex: String,
        hash_hex: String,
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn unhex(text: &str) -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(text.get(at..at + 2).unwrap(), 16).unwrap())
            .collect()
    }

    /// Whoever writes a centre of their own checks it against these; they never change.
    #[test]
    fn the_published_vectors_hold() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../../../assets/vectors/link.json")).unwrap();
        assert!(
            vectors.len() >= 3,
            "the vectors cover a first link, a following epoch, an empty part"
        );
        for vector in vectors {
            let root = epoch_root(vector.machine, vector.epoch, vector.follows);
            assert_eq!(hex(&root), vector.root_hex, "root of the epoch");
            let digests = Digests {
                header: digest(vector.header.as_bytes()),
                facts: digest(vector.facts.as_bytes()),
                personal: digest(&unhex(&vector.personal_hex)),
            };
            let point = ChainPoint {
                epoch: vector.epoch,
                seq: 1,
            };
            let link = Link::new(vector.machine, point, root, &digests);
            assert_eq!(hex(&link.hash), vector.hash_hex, "hash of the first link");
            assert!(link.holds(&digests));
        }
    }

    /// Every ingredient counts: change any one and the hash is another.
    #[test]
    fn a_changed_ingredient_is_seen() {
        let machine = MachineId::from_bytes([1; 16]);
        let point = ChainPoint {
            epoch: Epoch::from_bytes([2; 16]),
            seq: 7,
        };
        let digests = Digests {
            header: [3; 32],
            facts: [4; 32],
            personal: [5; 32],
        };
        let link = Link::new(machine, point, [6; 32], &digests);
        let others = [
            Link {
                machine: MachineId::from_bytes([9; 16]),
                ..link
            },
            Link {
                point: ChainPoint { seq: 8, ..point },
                ..link
            },
            Link {
                point: ChainPoint {
                    epoch: Epoch::from_bytes([9; 16]),
                    ..point
                },
                ..link
            },
            Link {
                prev: [9; 32],
                ..link
            },
        ];
        for other in others {
            assert!(!other.holds(&digests), "{other:?}");
        }
        for part in 0..3 {
            let mut changed = digests;
            match part {
                0 => changed.header[0] ^= 1,
                1 => changed.facts[31] ^= 1,
                _ => changed.personal[15] ^= 1,
            }
            assert!(!link.holds(&changed), "part {part}");
        }
    }
}
