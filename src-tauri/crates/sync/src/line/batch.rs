//! A batch as it goes out: the links as JSON, packed by gzip, within the centre's limits.

use std::collections::BTreeSet;
use std::io::Write as _;

use domain::link::ChainPoint;
use domain::wire::{Hex32, MAX_BODY_BYTES, MAX_UNPACKED_BYTES, SentLink, SentParts};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::engine::Sent;
use crate::journal::Outgoing;

/// What may go out at once, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BatchLimits {
    pub(crate) body: usize,
    pub(crate) unpacked: usize,
}

impl Default for BatchLimits {
    fn default() -> Self {
        Self {
            body: MAX_BODY_BYTES,
            unpacked: MAX_UNPACKED_BYTES,
        }
    }
}

/// A batch ready to go.
#[derive(Debug)]
pub(crate) struct ReadyBatch {
    pub(crate) body: Vec<u8>,
    pub(crate) sent: Vec<Sent>,
}

/// The first link alone exceeds the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge(pub(crate) ChainPoint);

/// How hard a batch is packed. One less is a third faster and makes it two fifths longer: Base64 packs only where each
/// byte gets a length of its own. More costs twice the time for a tenth.
const LEVEL: u32 = 2;
const HEAD: &[u8] = b"{\"links\":[";
const TAIL: &[u8] = b"]}";

/// Packs as many of the links, from the first, as the limits allow; of those in `withhold` the digests
/// alone. Links of one batch follow one another: where one is left out, none behind it is taken.
pub(crate) fn ready_batch(
    links: Vec<Outgoing>,
    withhold: &[ChainPoint],
    limits: BatchLimits,
) -> Result<ReadyBatch, TooLarge> {
    let withhold: BTreeSet<_> = withhold.iter().collect();
    let mut unpacked = HEAD.len() + TAIL.len();
    let (mut texts, mut sent) = (Vec::new(), Vec::new());
    for outgoing in links {
        let link = Sent {
            point: outgoing.link.point,
            id: outgoing.id,
            hash: outgoing.link.hash,
        };
        let keep_back = withhold.contains(&link.point);
        // Writing these structs as JSON has no way to fail but memory.
        let text = serde_json::to_vec(&to_wire(outgoing, keep_back)).unwrap_or_default();
        unpacked += text.len() + 1;
        if text.is_empty() || unpacked > limits.unpacked {
            if sent.is_empty() {
                return Err(TooLarge(link.point));
            }
            break;
        }
        texts.push(text);
        sent.push(link);
    }
    loop {
        let body = gzip(&texts);
        if body.len() <= limits.body {
            return Ok(ReadyBatch { body, sent });
        }
        match sent.first() {
            Some(first) if sent.len() == 1 => return Err(TooLarge(first.point)),
            _ => {
                texts.truncate(texts.len() / 2);
                sent.truncate(sent.len() / 2);
            }
        }
        if sent.is_empty() {
            return Ok(ReadyBatch {
                body: gzip(&[]),
                sent,
            });
        }
    }
}

/// A link as it is sent; with `keep_back` its digests alone.
pub(crate) fn to_wire(outgoing: Outgoing, keep_back: bool) -> SentLink {
    let (parts, digests) = if keep_back {
        (None, Some(outgoing.digests.into()))
    } else {
        (
            Some(SentParts::new(outgoing.entry, &outgoing.digests)),
            None,
        )
    };
    SentLink {
        epoch: outgoing.link.point.epoch,
        seq: outgoing.link.point.seq,
        follows: outgoing.follows,
        prev: Hex32(outgoing.link.prev),
        hash: Hex32(outgoing.link.hash),
        id: outgoing.id,
        parts,
        digests,
    }
}

fn gzip(texts: &[Vec<u8>]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(HEAD);
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            let _ = encoder.write_all(b",");
        }
        let _ = encoder.write_all(text);
    }
    let _ = encoder.write_all(TAIL);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use domain::entry::{Entry, digest};
    use domain::id::{EntryId, Epoch, MachineId};
    use domain::link::Link;
    use domain::wire::EntriesRequest;
    use flate2::read::GzDecoder;

    use super::*;

    const MACHINE: MachineId = MachineId::from_bytes([1; 16]);

    /// Bytes that do not pack, so that sizes are what they seem.
    fn noise(length: usize, seed: u8) -> Vec<u8> {
        let blocks = (0_u64..).flat_map(|at| digest(&[&at.to_be_bytes()[..], &[seed]].concat()));
        blocks.take(length).collect()
    }

    fn outgoing(seq: u8, bytes: usize) -> Outgoing {
        let entry = Entry {
            header: b"{}".to_vec(),
            facts: b"{}".to_vec(),
            personal: Some(noise(bytes, seq)),
        };
        let digests = entry.digests().unwrap();
        let point = ChainPoint {
            epoch: Epoch::from_bytes([2; 16]),
            seq: seq.into(),
        };
        Outgoing {
            link: Link::new(MACHINE, point, [0; 32], &digests),
            follows: vec![],
            id: EntryId::from_bytes([seq; 16]),
            digests,
            entry,
        }
    }

    fn unpack(packed: &ReadyBatch) -> EntriesRequest {
        let mut text = String::new();
        GzDecoder::new(packed.body.as_slice())
            .read_to_string(&mut text)
            .unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// What is told as sent must be what went out, and the centre must find the same digests.
    #[test]
    fn what_goes_out_is_what_was_told() {
        let links: Vec<_> = (1..=5).map(|seq| outgoing(seq, 100)).collect();
        let packed = ready_batch(links.clone(), &[], BatchLimits::default()).unwrap();
        let request = unpack(&packed);
        assert_eq!(request.links.len(), 5);
        for ((wire, told), out) in request.links.into_iter().zip(&packed.sent).zip(links) {
            assert_eq!((wire.id, wire.hash.0), (told.id, told.hash));
            let (link, content) = wire.read(MACHINE).unwrap();
            assert_eq!(link, out.link);
            assert!(link.holds(&content.digests));
            assert_eq!(content.entry, Some(out.entry));
        }
    }

    #[test]
    fn of_withheld_links_the_digests_alone_go() {
        let links = vec![outgoing(1, 100), outgoing(2, 100)];
        let kept_back = links[1].link.point;
        let digests = links[1].digests;
        let packed = ready_batch(links, &[kept_back], BatchLimits::default()).unwrap();
        let mut request = unpack(&packed);
        let (link, content) = request.links.remove(1).read(MACHINE).unwrap();
        assert_eq!((content.entry, content.digests), (None, digests));
        assert!(link.holds(&digests), "its place in the chain stands");
        assert!(request.links.remove(0).parts.is_some());
    }

    #[test]
    fn limits_are_kept_by_sending_fewer() {
        let check = |limits: BatchLimits, expect: usize| {
            let links = (1..=8).map(|seq| outgoing(seq, 3_000)).collect();
            let packed = ready_batch(links, &[], limits).unwrap();
            assert!(packed.body.len() <= limits.body);
            assert_eq!(packed.sent.len(), expect, "{limits:?}");
            assert_eq!(unpack(&packed).links.len(), expect);
            let seqs: Vec<_> = packed.sent.iter().map(|sent| sent.point.seq).collect();
            assert_eq!(
                seqs,
                (1..=expect as u64).collect::<Vec<_>>(),
                "from the first"
            );
        };
        let limits = |body, unpacked| BatchLimits { body, unpacked };
        check(limits(1 << 20, 1 << 20), 8);
        check(limits(1 << 20, 14_000), 3);
        check(limits(15_000, 1 << 20), 4);
    }

    /// One that can never go must be told by name, not tried for ever.
    #[test]
    fn the_first_that_is_too_large_alone_is_named() {
        let links = || vec![outgoing(1, 50_000), outgoing(2, 10)];
        let point = links()[0].link.point;
        for limits in [
            BatchLimits {
                body: 1 << 20,
                unpacked: 20_000,
            },
            BatchLimits {
                body: 20_000,
                unpacked: 1 << 20,
            },
        ] {
            assert_eq!(
                ready_batch(links(), &[], limits).unwrap_err(),
                TooLarge(point)
            );
            let packed = ready_batch(links(), &[point], limits).unwrap();
            assert_eq!(
                packed.sent.len(),
                2,
                "without its parts it goes, and the next with it"
            );
        }
    }

    #[test]
    fn nothing_makes_an_empty_batch() {
        let packed = ready_batch(vec![], &[], BatchLimits::default()).unwrap();
        assert!(packed.sent.is_empty() && unpack(&packed).links.is_empty());
    }
}
