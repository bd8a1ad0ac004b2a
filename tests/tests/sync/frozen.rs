//! The first version of the feed, frozen as bytes (`tests/frozen/v1`): today's machine takes it whole, and what it
//! does not understand stays what it was.

use std::collections::BTreeMap;

use domain::fold::Record;
use domain::id::{CentreId, EntryId, SubjectId};
use domain::wire::{FeedContent, FeedPage, SentLink};
use sync::Journal;
use sync::engine::{Parties, check_page};

use crate::world::Machine;

const FEED: &str = include_str!("../../frozen/v1/feed.json");
const BATCH: &str = include_str!("../../frozen/v1/batch.json");

#[derive(serde::Deserialize)]
struct Batch {
    links: Vec<SentLink>,
}

/// A page of the first centre: every entry is taken, rows are made of those that are understood, and nothing
/// of the others is lost or changed.
#[test]
fn a_feed_of_the_first_version_is_taken_and_kept_byte_for_byte() {
    let page: FeedPage = serde_json::from_str(FEED).unwrap();
    let batch: Batch = serde_json::from_str(BATCH).unwrap();
    let sent: BTreeMap<EntryId, _> = batch
        .links
        .into_iter()
        .map(|link| (link.id, link.parts.unwrap().read().unwrap().entry.unwrap()))
        .collect();
    let count = page.items.len();
    assert_eq!(count, sent.len());
    let parties = Parties {
        centre: CentreId::from_bytes([1; 16]),
        site: page.site,
        machine: page.machine,
    };
    let checked = check_page(page, None, count, &parties).unwrap();
    for item in &checked.items {
        let whole = match &item.content {
            FeedContent::Entry { entry, .. } => Some(entry),
            FeedContent::Known { .. } | FeedContent::Held { .. } => None,
        };
        assert_eq!(whole, sent.get(&item.id), "as it was sent");
    }
    let machine = Machine::new();
    Journal::accept(&machine.store, checked).unwrap();
    let verified = machine.store.verify().unwrap();
    assert!(verified.fault.is_none(), "{verified:?}");
    assert_eq!(verified.entries, u64::try_from(count).unwrap());
    let call = SubjectId::from_bytes([1; 16]);
    let folded = machine.store.read(|reading| reading.folded(call)).unwrap();
    let note = match folded.unwrap().record {
        Record::Call(call) => Some(call.note),
        _ => None,
    };
    let amended = Some("سأل عن موعدين");
    assert_eq!(note.as_deref(), amended, "a call, logged and amended");
    assert_eq!(machine.store.rebuild().unwrap().differed, 0);
}
