//! Filling a page of the feed from its rows: what comes short, and where the page ends. Pure, and the same
//! whatever keeps the rows.

use domain::entry::{CentreEpoch, Digests, Entry};
use domain::id::{EntryId, MachineId};
use domain::link::ChainPoint;
use domain::wire::{FeedContent, FeedItem, FeedPage, MAX_FEED_BYTES};

use crate::storage::FeedWanted;

/// A place of the feed with its entry.
pub(super) struct FeedRow {
    /// The counting that gave the number.
    pub(super) counting: CentreEpoch,
    /// Its number.
    pub(super) number: u64,
    /// The entry's own number, where this place only announces its parts.
    pub(super) of: Option<u64>,
    /// The entry.
    pub(super) id: EntryId,
    /// The machine it first came from.
    pub(super) machine: MachineId,
    /// The point with which it first came.
    pub(super) point: ChainPoint,
    /// Its digests.
    pub(super) digests: Digests,
    /// Its parts, unless it is held.
    pub(super) entry: Option<Entry>,
    /// Whether the parts were not there when the number was given.
    pub(super) held_at_first: bool,
}

impl FeedRow {
    /// Whether the machine that asks said that it holds this one: then it comes short. What the centre holds
    /// without its parts is told as held even so: the machine would take it for taken.
    pub(super) fn is_known(&self, wanted: &FeedWanted) -> bool {
        let is_held =
            |last: &ChainPoint| last.epoch == self.point.epoch && self.point.seq <= last.seq;
        self.entry.is_some()
            && self.machine == wanted.caller.machine
            && wanted.holds.iter().any(is_held)
    }

    /// The item for a machine that does not hold it; `lineage` are the points that its epoch follows.
    pub(super) fn whole(self, lineage: &[ChainPoint]) -> FeedItem {
        let mut chain = vec![self.point];
        chain.extend(lineage);
        let (machine, digests) = (self.machine, self.digests);
        let content = match self.entry {
            Some(entry) => FeedContent::Entry {
                machine,
                chain,
                entry,
                digests,
            },
            None => FeedContent::Held {
                machine,
                chain,
                digests,
            },
        };
        FeedItem {
            held_at_first: self.held_at_first,
            ..FeedItem::new(self.number, self.of, self.id, content)
        }
    }

    /// The item for a machine that holds it.
    pub(super) fn short(self) -> FeedItem {
        let known = FeedContent::Known {
            digests: self.digests,
        };
        FeedItem {
            held_at_first: self.held_at_first,
            ..FeedItem::new(self.number, self.of, self.id, known)
        }
    }
}

/// A page that is being filled.
pub(super) struct Filling {
    page: FeedPage,
    weight: usize,
}

impl Filling {
    pub(super) const fn new(page: FeedPage) -> Self {
        Self { page, weight: 0 }
    }

    /// Takes the next item; false when it belongs to the next page, as all behind it. A page always takes
    /// one, ends before it grows beyond reason, and holds one counting.
    pub(super) fn take(&mut self, counting: CentreEpoch, item: FeedItem) -> bool {
        self.weight = self.weight.saturating_add(item.weight());
        if self.page.items.is_empty() {
            self.page.centre = counting;
        } else if self.weight > MAX_FEED_BYTES || counting != self.page.centre {
            return false;
        }
        self.page.items.push(item);
        true
    }

    pub(super) fn close(self) -> FeedPage {
        self.page
    }
}
