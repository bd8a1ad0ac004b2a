//! Whether a page of the feed may be folded in: it must be ours, follow our cursor by number and by
//! running hash, and leave nothing out. A cursor that went past a bad page would lose entries for ever.

use domain::entry::Digest;
use domain::wire::{
    FEED_ROOT, FeedContent, FeedPage, FeedWord, HELD_ROOT, Hex32, feed_hash, held_hash,
};

use super::event::Parties;
use crate::journal::{Arrival, Cursor, Page};

/// What is wrong with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPage {
    /// The centre does not have our past: a hello tells from where on.
    #[error("the page stands on another past")]
    OtherPast,
    /// An item tells something that this version does not know.
    #[error("the page tells what this version does not know")]
    Newer,
    /// It is not a page that follows from what was asked.
    #[error("the page does not follow from what was asked")]
    Nonsense,
}

/// Checks a page of at most so many items that was asked after this cursor; none: from the beginning.
///
/// # Errors
/// What is wrong with it; then nothing of it may be folded.
pub fn check(
    page: FeedPage,
    asked: Option<&Cursor>,
    limit: usize,
    parties: &Parties,
) -> Result<Page, BadPage> {
    let (after, before, before_held) = asked.map_or((0, FEED_ROOT, HELD_ROOT), |cursor| {
        (cursor.number, cursor.hash, cursor.held)
    });
    if page.site != parties.site || page.machine != parties.machine || page.after != after {
        return Err(BadPage::Nonsense);
    }
    let other_held = |told: Hex32| told != Hex32(before_held);
    if page.before != Some(Hex32(before))
        || page.before_held.is_some_and(other_held)
        || page.last < after
    {
        return Err(BadPage::OtherPast);
    }
    if page.items.len() > limit || (page.items.is_empty() && page.last > after) {
        return Err(BadPage::Nonsense);
    }
    let mut items = Vec::with_capacity(page.items.len());
    let (mut number, mut hash, mut held): (u64, Digest, Digest) = (after, before, before_held);
    for item in page.items {
        number += 1;
        if item.what == FeedWord::Unknown {
            return Err(BadPage::Newer);
        }
        if item.number != number || item.of.is_some_and(|of| of == 0 || of >= number) {
            return Err(BadPage::Nonsense);
        }
        let (of, id, held_at_first) = (item.of, item.id, item.was_held());
        let content = item.read().map_err(|_| BadPage::Nonsense)?;
        if let FeedContent::Entry { entry, .. } = &content {
            // What cannot be read is held at the centre and comes without its parts.
            let header = entry.read_header().map_err(|_| BadPage::Nonsense)?;
            if header.id != id {
                return Err(BadPage::Nonsense);
            }
        }
        hash = feed_hash(&hash, number, of, id, content.digests());
        if held_at_first {
            held = held_hash(&held, number, id);
        }
        items.push(Arrival {
            number,
            of,
            id,
            content,
            held_at_first,
            hash,
            held,
        });
    }
    if number > page.last {
        return Err(BadPage::Nonsense);
    }
    Ok(Page {
        centre: page.centre,
        after,
        items,
    })
}

#[cfg(test)]
mod tests {
    use domain::entry::{CentreEpoch, Entry, Header, SALT_BYTES};
    use domain::id::{
        ActId, CentreId, EntryId, Epoch, MachineId, Millis, SiteId, SubjectId, UserId,
    };
    use domain::link::ChainPoint;
    use domain::wire::FeedItem;
    use serde_json::Map;

    use super::*;

    const EPOCH: Epoch = Epoch::from_bytes([5; 16]);
    const COUNTING: CentreEpoch = CentreEpoch {
        ordinal: 1,
        id: EPOCH,
    };
    const PARTIES: Parties = Parties {
        centre: CentreId::from_bytes([1; 16]),
        site: SiteId::from_bytes([2; 16]),
        machine: MachineId::from_bytes([3; 16]),
    };

    fn id(number: u64) -> EntryId {
        EntryId::from_bytes([u8::try_from(number).unwrap(); 16])
    }

    fn content(number: u64) -> FeedContent {
        let header = Header {
            id: id(number),
            subject: SubjectId::from_bytes([1; 16]),
            kind: "moon.landed".into(),
            version: 9,
            act: ActId::from_bytes([1; 16]),
            actor: UserId::from_bytes([1; 16]),
            role: "agent".into(),
            at: Millis(0),
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 0,
            seen: None,
            erasures: vec![],
        };
        let entry = Entry::write(&header, &Map::new(), &Map::new(), [1; SALT_BYTES]).unwrap();
        FeedContent::Entry {
            machine: MachineId::from_bytes([9; 16]),
            chain: vec![ChainPoint {
                epoch: EPOCH,
                seq: number,
            }],
            digests: entry.digests().unwrap(),
            entry,
        }
    }

    fn item(number: u64) -> FeedItem {
        FeedItem::new(number, None, id(number), content(number))
    }

    fn page(items: Vec<FeedItem>) -> FeedPage {
        FeedPage {
            centre: COUNTING,
            site: PARTIES.site,
            machine: PARTIES.machine,
            after: 0,
            before: Some(Hex32(FEED_ROOT)),
            before_held: Some(Hex32(HELD_ROOT)),
            last: 9,
            items,
        }
    }

    fn refusal(page: FeedPage) -> Option<BadPage> {
        check(page, None, 3, &PARTIES).err()
    }

    #[test]
    fn a_page_in_its_place_is_taken_with_its_running_hashes() {
        let first = check(page(vec![item(1), item(2)]), None, 3, &PARTIES).unwrap();
        let last = first.items.last().unwrap();
        let cursor = Cursor {
            centre: COUNTING,
            number: 2,
            hash: last.hash,
            held: last.held,
        };
        let next = FeedPage {
            after: 2,
            before: Some(Hex32(last.hash)),
            ..page(vec![item(3)])
        };
        let second = check(next.clone(), Some(&cursor), 3, &PARTIES).unwrap();
        let digests = *content(3).digests();
        let hash = feed_hash(&last.hash, 3, None, id(3), &digests);
        assert_eq!(second.items.last().unwrap().hash, hash);
        // The same page after another past.
        let other = Cursor {
            hash: [7; 32],
            ..cursor
        };
        assert_eq!(
            check(next, Some(&other), 3, &PARTIES),
            Err(BadPage::OtherPast)
        );
    }

    /// Each of these would lose an entry, take another site's, or run for ever.
    #[test]
    fn what_does_not_follow_is_refused() {
        let whole = page(vec![item(1), item(2)]);
        assert_eq!(refusal(whole.clone()), None);
        let nonsense = [
            page(vec![item(2)]),
            page(vec![item(1), item(3)]),
            page(vec![item(2), item(1)]),
            page(vec![item(1), item(1)]),
            page(vec![]),
            page(vec![item(1), item(2), item(3), item(4)]),
            page(vec![FeedItem::new(1, Some(1), id(1), content(1))]),
            page(vec![FeedItem::new(1, None, id(7), content(1))]),
            page(vec![FeedItem {
                parts: None,
                ..item(1)
            }]),
            FeedPage {
                site: SiteId::from_bytes([9; 16]),
                ..whole.clone()
            },
            FeedPage {
                machine: MachineId::from_bytes([9; 16]),
                ..whole.clone()
            },
            FeedPage {
                after: 1,
                ..whole.clone()
            },
            FeedPage {
                last: 1,
                ..whole.clone()
            },
        ];
        for page in nonsense {
            assert_eq!(refusal(page.clone()), Some(BadPage::Nonsense), "{page:?}");
        }
        let other_past = [
            FeedPage {
                before: None,
                ..whole.clone()
            },
            FeedPage {
                before: Some(Hex32([1; 32])),
                ..whole.clone()
            },
            FeedPage {
                before_held: Some(Hex32([1; 32])),
                ..whole
            },
        ];
        for page in other_past {
            assert_eq!(refusal(page.clone()), Some(BadPage::OtherPast), "{page:?}");
        }
        let newer = page(vec![
            item(1),
            FeedItem {
                what: FeedWord::Unknown,
                ..item(2)
            },
        ]);
        assert_eq!(refusal(newer), Some(BadPage::Newer));
    }
}
