//! Noticing that a centre was restored from a backup: a machine then has a mark of the feed that does not
//! stand, or knows of a later counting. Pure, and the same whatever keeps the rows.

use std::collections::BTreeMap;

use domain::entry::{CentreEpoch, Digest};
use domain::wire::{FEED_ROOT, HELD_ROOT};

use crate::storage::Asked;

/// What a mark of the feed says of all up to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashes {
    /// Running hash of the feed.
    pub(super) feed: Digest,
    /// Running hash of its held places.
    pub(super) held: Digest,
}

impl Hashes {
    /// Before the first number.
    pub(super) const ROOT: Self = Self {
        feed: FEED_ROOT,
        held: HELD_ROOT,
    };
}

/// Where the machine has to begin again: the newest of its marks that stands, if that is not the newest.
/// `hashes` are those of the feed at the numbers of its marks. A machine that does not say what it was shown
/// as held is not asked for it.
pub(super) fn restart_from(asked: &Asked, hashes: &BTreeMap<u64, Hashes>) -> Option<u64> {
    let at = |number| match number {
        0 => Some(&Hashes::ROOT),
        number => hashes.get(&number),
    };
    let mut marks = asked.marks.iter().enumerate();
    let standing = marks.find(|(place, mark)| {
        let held = asked.held.get(*place);
        at(mark.number).is_some_and(|there| {
            there.feed == mark.hash.0 && held.is_none_or(|held| held.0 == there.held)
        })
    });
    match standing {
        Some((place, mark)) => (place > 0).then_some(mark.number),
        None => (!asked.marks.is_empty()).then_some(0),
    }
}

/// Whether what the machine knows shows that this centre has lost something since. A mark of an older
/// counting that does not stand shows nothing new: it was lost when that counting ended.
pub(super) fn has_lost(current: CentreEpoch, asked: &Asked, restart_from: Option<u64>) -> bool {
    asked.counting.is_some_and(|told| {
        told.ordinal > current.ordinal
            || (told.ordinal == current.ordinal
                && (restart_from.is_some() || told.id != current.id))
    })
}

/// The counting that begins when something was lost: above every one that this centre has or was told of,
/// so that no number is mistaken for an older one.
pub(super) fn next_counting(current: CentreEpoch, asked: &Asked) -> CentreEpoch {
    let told = asked.counting.map_or(0, |counting| counting.ordinal);
    CentreEpoch {
        ordinal: current.ordinal.max(told).saturating_add(1),
        id: asked.new_counting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Caller;
    use domain::id::{Epoch, MachineId, Millis, SiteId};

    fn counting(ordinal: u32, id: u8) -> CentreEpoch {
        CentreEpoch {
            ordinal,
            id: Epoch::from_bytes([id; 16]),
        }
    }

    fn asked(counting: Option<CentreEpoch>) -> Asked {
        Asked {
            caller: Caller {
                site: SiteId::from_bytes([1; 16]),
                machine: MachineId::from_bytes([1; 16]),
            },
            counting,
            marks: vec![],
            held: vec![],
            new_counting: Epoch::from_bytes([9; 16]),
            now: Millis(1),
        }
    }

    /// A new counting is opened when something was lost, and only then: each one makes machines refold.
    #[test]
    fn a_loss_is_seen_by_what_the_machine_knows() {
        let current = counting(2, 2);
        for (told, restarts, lost, why) in [
            (None, false, false, "a machine that knows nothing yet"),
            (Some(current), false, false, "all is well"),
            (
                Some(current),
                true,
                true,
                "numbers of this counting are gone",
            ),
            (
                Some(counting(2, 9)),
                false,
                true,
                "two restores of one backup",
            ),
            (
                Some(counting(3, 3)),
                false,
                true,
                "the counting itself is gone",
            ),
            (Some(counting(1, 1)), true, false, "lost and noticed before"),
        ] {
            let restart_from = restarts.then_some(7);
            let seen = has_lost(current, &asked(told), restart_from);
            assert_eq!(seen, lost, "{why}");
        }
    }
}
