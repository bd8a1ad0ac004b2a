//! An entry with its place: what it knows of the others, and which comes first.
//!
//! *Knowing* (architecture, "Concurrent"): an entry knows those up to its `seen` and the earlier
//! ones of its own chain, nothing else. *Order* (architecture, "Order is the centre's"): by the
//! centre's number; those without one yet come after, in their own order. No clock has a say.
//!
//! What this rests on, and who keeps it:
//! * A machine's `seen` is its cursor in the feed when the entry was made, so every entry up to that
//!   number had been folded there (store).
//! * A number is labelled with the counting that gave it, and keeps that label when the centre is
//!   restored and counts on from there in another. Numbers beyond the point of its backup are dropped
//!   everywhere, and the new counting takes an ordinal above every one that the centre was told of
//!   (centre, sync). An entry whose number was dropped gets a later one, and those that had seen the
//!   old one no longer know it: they become concurrent, which loses nothing.
//! * An epoch follows the last point that its store held of the chain before, entries without an
//!   acknowledgement included (store).
//! * An entry that was linked anew is placed by its oldest link. Any other link claims no more than was
//!   known; it may claim less, and then two machines that hold different links would fold differently.
//!   They cannot as long as no backup is restored twice (a property test holds that).
//!
//! So *knowing* never says too much, and one that is known always comes earlier in the order; the
//! property tests hold both against a world that writes down who really had what.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::Part;
use crate::entry::{BadEntry, Entry, Header, Numbered};
use crate::link::ChainPoint;

/// One entry, read, with its place in the chain and in the centre's order.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Who, when, about what, knowing what.
    pub header: Header,
    /// Codes, times, ids, money; nested objects as written.
    pub facts: Map<String, Value>,
    /// Names, numbers, free text; empty when erased.
    pub personal: Map<String, Value>,
    /// A part that could not be read. Unreadable facts keep the entry from being applied at all;
    /// an unreadable personal part counts as empty.
    pub unreadable: Option<Part>,
    /// Its own point first, then the last point that each epoch of its lineage follows, newest first.
    pub chain: Vec<ChainPoint>,
    /// Its place in the centre's order, once it has one.
    pub number: Option<Numbered>,
    /// Where in the feed its parts were first to be had, if later than its number: an entry that had
    /// been held. Whoever had seen its number alone did not know it. While it is still held, which only
    /// its own machine folds: the number `u64::MAX`, so that nobody is taken to have seen it.
    pub announced: Option<Numbered>,
}

/// Where an entry stands, without what it says: enough to ask who knew it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its own point of the chain.
    pub point: Option<ChainPoint>,
    /// Its place in the centre's order, once it has one.
    pub number: Option<Numbered>,
    /// Where its parts were first to be had, see [`Placed::announced`].
    pub announced: Option<Numbered>,
}

impl Placed {
    /// An entry whose parts are at hand, without a number yet.
    #[must_use]
    pub const fn new(
        header: Header,
        facts: Map<String, Value>,
        personal: Map<String, Value>,
        chain: Vec<ChainPoint>,
    ) -> Self {
        Self {
            header,
            facts,
            personal,
            unreadable: None,
            chain,
            number: None,
            announced: None,
        }
    }

    /// Reads an entry as it is kept. A part that cannot be read becomes a finding of the fold.
    ///
    /// # Errors
    /// `Header` when the header cannot be read: then nothing says what the entry is about.
    pub fn read(
        entry: &Entry,
        chain: Vec<ChainPoint>,
        number: Option<Numbered>,
    ) -> Result<Self, BadEntry> {
        let (facts, personal) = (entry.read_facts(), entry.read_personal());
        let unreadable = match (&facts, &personal) {
            (Err(_), _) => Some(Part::Facts),
            (_, Err(_)) => Some(Part::Personal),
            _ => None,
        };
        Ok(Self {
            header: entry.read_header()?,
            facts: facts.unwrap_or_default(),
            personal: personal.unwrap_or_default(),
            unreadable,
            chain,
            number,
            announced: None,
        })
    }

    /// Whether whoever made this entry had `other` before them, as far as `seen` and the chain tell.
    /// Asked only of an `other` that comes earlier in the order.
    #[must_use]
    pub fn knows(&self, other: &Self) -> bool {
        self.knew(&Standing {
            point: other.chain.first().copied(),
            number: other.number,
            announced: other.announced,
        })
    }

    /// The same of an entry whose parts are not at hand. Also of another subject: a machine folds all of a site.
    #[must_use]
    pub fn knew(&self, other: &Standing) -> bool {
        self.has_seen(other) || self.follows(other)
    }

    fn has_seen(&self, other: &Standing) -> bool {
        match (self.header.seen, other.announced.or(other.number)) {
            (Some(seen), Some(place)) => {
                place.number <= seen.number
                    && (place.centre == seen.centre || place.centre.ordinal < seen.centre.ordinal)
            }
            _ => false,
        }
    }

    fn follows(&self, other: &Standing) -> bool {
        let (Some((own, followed)), Some(point)) = (self.chain.split_first(), other.point) else {
            return false;
        };
        (own.epoch == point.epoch && point.seq < own.seq)
            || followed
                .iter()
                .any(|last| last.epoch == point.epoch && point.seq <= last.seq)
    }
}

/// Puts the entries of one subject in the order of the fold: numbered ones by number, then the others
/// as they were handed in (in the order of their chain).
pub fn order(entries: &mut [Placed]) {
    entries.sort_by(by_number);
}

fn by_number(one: &Placed, two: &Placed) -> Ordering {
    match (one.number, two.number) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(first), Some(second)) => {
            // Numbers are dense, so the rest decides only between entries that contradict each other.
            let key = |place: Numbered, entry: &Placed| {
                (
                    place.number,
                    place.centre.ordinal,
                    place.centre.id,
                    entry.header.id,
                )
            };
            key(first, one).cmp(&key(second, two))
        }
    }
}
