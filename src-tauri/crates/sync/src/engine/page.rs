//! Whether a page of the feed may be folded in: it must be ours, follow our cursor by number and by
//! running hash, and leave nothing out. A cursor that went past a bad page would lose entries for ever.

use domain::entry::Digest;
use domain::wire::{FEED_ROOT, FeedContent, FeedPage, FeedWord, Hex32, feed_hash};

use super::event::Parties;
use crate::journal::{Arrival, Cursor, Page};

/// What is wrong with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadPage {
    /// The centre does not have our past: a hello tells from where on.
    OtherPast,
    /// An item tells something that this version does not know.
    Newer,
    /// It is not a page that follows from what was asked.
    Nonsense,
}

/// Checks a page that was asked after this cursor.
pub(crate) fn check(
    page: FeedPage,
    asked: Option<&Cursor>,
    limit: usize,
    parties: &Parties,
) -> Result<Page, BadPage> {
    let (after, before) = asked.map_or((0, FEED_ROOT), |cursor| (cursor.number, cursor.hash));
    if page.site != parties.site || page.machine != parties.machine || page.after != after {
        return Err(BadPage::Nonsense);
    }
    if page.before != Some(Hex32(before)) || page.last < after {
        return Err(BadPage::OtherPast);
    }
    if page.items.len() > limit || (page.items.is_empty() && page.last > after) {
        return Err(BadPage::Nonsense);
    }
    let mut items = Vec::with_capacity(page.items.len());
    let (mut number, mut hash): (u64, Digest) = (after, before);
    for item in page.items {
        number += 1;
        if item.what == FeedWord::Unknown {
            return Err(BadPage::Newer);
        }
        if item.number != number || item.of.is_some_and(|of| of == 0 || of >= number) {
            return Err(BadPage::Nonsense);
        }
        let (of, id) = (item.of, item.id);
        let content = item.read().map_err(|_| BadPage::Nonsense)?;
        if let FeedContent::Entry { entry, .. } = &content {
            // What cannot be read is held at the centre and comes without its parts.
            let header = entry.read_header().map_err(|_| BadPage::Nonsense)?;
            if header.id != id {
                return Err(BadPage::Nonsense);
            }
        }
        hash = feed_hash(&hash, number, of, id, content.digests());
        items.push(Arrival {
            number,
            of,
            id,
            content,
            hash,
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
