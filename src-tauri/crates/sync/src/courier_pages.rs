//! The pages of the feed that came with a receipt: which part of one follows from where this machine is by now.
//!
//! What was pulled meanwhile is passed over, and so is a past that this machine does not have any more: both are
//! what a courier is late for. Whatever else is wrong with a page is told.

use domain::wire::{FeedPage, FeedWord, Hex32, MAX_FEED_ITEMS, feed_hash, held_hash};

use crate::engine::{BadPage, Parties, check_page};
use crate::journal::{Cursor, Page};

/// The page as far as it goes beyond the cursor; none where everything in it is here.
///
/// # Errors
/// `OtherPast` where it stands on a past that is not this machine's; what is wrong with it otherwise.
pub(crate) fn beyond(
    page: FeedPage,
    cursor: Option<&Cursor>,
    parties: &Parties,
) -> Result<Option<Page>, BadPage> {
    if page.site != parties.site || page.machine != parties.machine {
        return Err(BadPage::Nonsense);
    }
    let at = cursor.map_or(0, |cursor| cursor.number);
    if page.after > at {
        // This machine was told to begin again since the file was written.
        return Err(BadPage::OtherPast);
    }
    let Some(page) = without_past(page, at)? else {
        return Ok(None);
    };
    let page = check_page(page, cursor, MAX_FEED_ITEMS, parties)?;
    Ok((!page.items.is_empty()).then_some(page))
}

/// The page without what stands up to this number, both its running hashes taken along.
fn without_past(mut page: FeedPage, at: u64) -> Result<Option<FeedPage>, BadPage> {
    let mut items = std::mem::take(&mut page.items).into_iter();
    while page.after < at {
        let Some(item) = items.next() else {
            return Ok(None);
        };
        if item.what == FeedWord::Unknown {
            return Err(BadPage::Newer);
        }
        let (number, of, id, was_held) = (item.number, item.of, item.id, item.was_held());
        if number != page.after + 1 {
            return Err(BadPage::Nonsense);
        }
        let content = item.read().map_err(|_| BadPage::Nonsense)?;
        let before = page.before.ok_or(BadPage::OtherPast)?;
        let hash = feed_hash(&before.0, number, of, id, content.digests());
        page.before = Some(Hex32(hash));
        if was_held {
            let held = page.before_held;
            page.before_held = held.map(|held| Hex32(held_hash(&held.0, number, id)));
        }
        page.after = number;
    }
    page.items = items.collect();
    Ok(Some(page))
}

#[cfg(test)]
mod tests {
    use domain::entry::{CentreEpoch, Digests};
    use domain::id::{CentreId, EntryId, Epoch, MachineId, SiteId};
    use domain::link::ChainPoint;
    use domain::wire::{FEED_ROOT, FeedContent, FeedItem, HELD_ROOT};

    use super::*;

    const COUNTING: CentreEpoch = CentreEpoch {
        ordinal: 1,
        id: Epoch::from_bytes([5; 16]),
    };
    const PARTIES: Parties = Parties {
        centre: CentreId::from_bytes([1; 16]),
        site: SiteId::from_bytes([2; 16]),
        machine: MachineId::from_bytes([3; 16]),
    };

    /// Three places; the content of the first could not be taken.
    fn page() -> FeedPage {
        let place = |number: u8| {
            let digests = Digests {
                header: [number; 32],
                facts: [8; 32],
                personal: [9; 32],
            };
            let content = if number == 1 {
                FeedContent::Held {
                    machine: PARTIES.machine,
                    chain: vec![ChainPoint {
                        epoch: COUNTING.id,
                        seq: 1,
                    }],
                    digests,
                }
            } else {
                FeedContent::Known { digests }
            };
            let id = EntryId::from_bytes([number; 16]);
            FeedItem::new(u64::from(number), None, id, content)
        };
        FeedPage {
            centre: COUNTING,
            site: PARTIES.site,
            machine: PARTIES.machine,
            after: 0,
            before: Some(Hex32(FEED_ROOT)),
            before_held: Some(Hex32(HELD_ROOT)),
            last: 3,
            items: vec![place(1), place(2), place(3)],
        }
    }

    /// Where a machine is that has folded in so many places of the page.
    fn at(places: usize) -> Option<Cursor> {
        let whole = check_page(page(), None, MAX_FEED_ITEMS, &PARTIES).unwrap();
        let last = whole.items.get(places.checked_sub(1)?)?;
        Some(Cursor {
            centre: COUNTING,
            number: last.number,
            hash: last.hash,
            held: last.held,
        })
    }

    #[test]
    fn what_was_pulled_meanwhile_is_passed_over_held_places_too() {
        for places in 0..3 {
            let follows = beyond(page(), at(places).as_ref(), &PARTIES).unwrap();
            assert_eq!(follows.unwrap().items.len(), 3 - places, "at {places}");
        }
        assert_eq!(beyond(page(), at(3).as_ref(), &PARTIES), Ok(None));
    }

    #[test]
    fn another_past_is_told_from_what_makes_no_sense() {
        let bad = |page: FeedPage, places: usize| {
            beyond(page, at(places).as_ref(), &PARTIES).unwrap_err()
        };
        let other = FeedPage {
            before: Some(Hex32([4; 32])),
            ..page()
        };
        assert_eq!(bad(other.clone(), 0), BadPage::OtherPast);
        assert_eq!(bad(other, 2), BadPage::OtherPast);
        let later = FeedPage { after: 7, ..page() };
        assert_eq!(bad(later, 1), BadPage::OtherPast);
        for places in [0, 1] {
            let mut gap = page();
            gap.items.remove(places);
            assert_eq!(bad(gap, places), BadPage::Nonsense);
            let mut newer = page();
            newer.items[0].what = FeedWord::Unknown;
            assert_eq!(bad(newer, places), BadPage::Newer);
            let foreign = FeedPage {
                machine: MachineId::from_bytes([9; 16]),
                ..page()
            };
            assert_eq!(bad(foreign, places), BadPage::Nonsense);
        }
    }
}
