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
#[derive(Debug, Clone, Copy)]
pub(crate) struct PackLimits {
    pub(crate) body: usize,
    pub(crate) unpacked: usize,
}

impl Default for PackLimits {
    fn default() -> Self {
        Self {
            body: MAX_BODY_BYTES,
            unpacked: MAX_UNPACKED_BYTES,
        }
    }
}

/// A batch ready to go.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) body: Vec<u8>,
    pub(crate) sent: Vec<Sent>,
}

/// The first link alone exceeds the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge(pub(crate) ChainPoint);

const HEAD: &[u8] = b"{\"links\":[";
const TAIL: &[u8] = b"]}";

/// Packs as many of the links, from the first, as the limits allow; of those in `withhold` the digests
/// alone. Links of one batch follow one another: where one is left out, none behind it is taken.
pub(crate) fn pack(
    links: Vec<Outgoing>,
    withhold: &[ChainPoint],
    limits: PackLimits,
) -> Result<Packed, TooLarge> {
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
            return Ok(Packed { body, sent });
        }
        match sent.first() {
            Some(first) if sent.len() == 1 => return Err(TooLarge(first.point)),
            _ => {
                texts.truncate(texts.len() / 2);
                sent.truncate(sent.len() / 2);
            }
        }
        if sent.is_empty() {
            return Ok(Packed {
                body: gzip(&[]),
                sent,
            });
        }
    }
}

fn to_wire(outgoing: Outgoing, keep_back: bool) -> SentLink {
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
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
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
