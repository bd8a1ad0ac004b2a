//! A site for the stories: a centre in memory that numbers what several desks send, and gives it back.

use std::collections::BTreeMap;

use domain::entry::{CentreEpoch, Digests, Entry, Numbered};
use domain::id::{EntryId, Epoch, MachineId};
use domain::link::ChainPoint;
use domain::wire::FeedContent;
use rusqlite::Connection;

use super::hand_in;
use super::world::Desk;
use crate::error::StoreError;
use crate::journal::inbox::{Accepted, FeedEntry};
use crate::journal::settle::Settled;
use crate::opened::Store;

/// What the centre keeps of one place of its feed.
#[derive(Clone)]
struct Place {
    number: u64,
    counting: CentreEpoch,
    of: Option<u64>,
    id: EntryId,
    machine: MachineId,
    chain: Vec<ChainPoint>,
    entry: Entry,
    digests: Digests,
    held: bool,
}

/// A centre.
pub(crate) struct Centre {
    pub(crate) epoch: CentreEpoch,
    feed: Vec<Place>,
    lineages: BTreeMap<Epoch, Vec<ChainPoint>>,
}

impl Centre {
    pub(crate) fn new() -> Self {
        let epoch = CentreEpoch {
            ordinal: 1,
            id: Epoch::from_bytes([1; 16]),
        };
        Self {
            epoch,
            feed: Vec::new(),
            lineages: BTreeMap::new(),
        }
    }

    pub(crate) fn last(&self) -> u64 {
        self.feed.len() as u64
    }

    /// Takes up to `limit` waiting links of a desk; `answered`: whether the answer arrives.
    pub(crate) fn take_from(&mut self, store: &Store, limit: u32, answered: bool, hold: bool) {
        let mut settled = Vec::new();
        for outgoing in store.waiting(None, limit).unwrap() {
            let point = outgoing.link.point;
            assert!(
                outgoing.link.holds(&outgoing.digests),
                "a link that holds its entry is sent"
            );
            if point.seq == 1 {
                self.lineages.insert(point.epoch, outgoing.follows.clone());
            }
            let known = self
                .feed
                .iter()
                .find(|place| place.id == outgoing.id && place.of.is_none());
            let number = known.map_or(
                Numbered {
                    centre: self.epoch,
                    number: self.last() + 1,
                },
                |known| Numbered {
                    centre: known.counting,
                    number: known.number,
                },
            );
            if known.is_none() {
                let mut chain = vec![point];
                chain.extend(self.lineages[&point.epoch].iter().copied());
                self.feed.push(Place {
                    number: number.number,
                    counting: number.centre,
                    of: None,
                    id: outgoing.id,
                    machine: store.machine(),
                    chain,
                    entry: outgoing.entry,
                    digests: outgoing.digests,
                    held: hold,
                });
            }
            settled.push((
                point,
                if hold {
                    Settled::Held {
                        number,
                        code: "too_long".into(),
                    }
                } else {
                    Settled::Stored(number)
                },
            ));
        }
        if answered {
            store.settle(settled).unwrap();
        }
    }

    /// It has only the place of what it had taken.
    pub(crate) fn hold(&mut self, number: u64) {
        self.feed[usize::try_from(number - 1).unwrap()].held = true;
    }

    /// Announces the content of what had been held.
    pub(crate) fn release(&mut self, number: u64) {
        let at = usize::try_from(number - 1).unwrap();
        let place = Place {
            number: self.last() + 1,
            counting: self.epoch,
            of: Some(number),
            held: false,
            ..self.feed[at].clone()
        };
        self.feed.push(place);
    }

    /// A backup from when the feed was this long is put back, and a new counting begins.
    pub(crate) fn restored_at(&mut self, length: u64) {
        self.feed.truncate(usize::try_from(length).unwrap());
        let ordinal = self.epoch.ordinal + 1;
        let id = Epoch::from_bytes([u8::try_from(ordinal).unwrap(); 16]);
        self.epoch = CentreEpoch { ordinal, id };
    }

    /// The items behind a number as this desk would get them, and the counting that gave their
    /// numbers; the page ends where another counting begins.
    pub(crate) fn items(
        &self,
        store: &Store,
        after: u64,
        limit: usize,
    ) -> (CentreEpoch, Vec<FeedEntry>) {
        let behind = || self.feed.iter().filter(|place| place.number > after);
        let counting = behind().next().map_or(self.epoch, |place| place.counting);
        let rest = behind()
            .take_while(|place| place.counting == counting)
            .take(limit);
        let items = rest.map(|place| {
            let content = if place.held {
                FeedContent::Held {
                    machine: place.machine,
                    chain: place.chain.clone(),
                    digests: place.digests,
                }
            } else if place.machine == store.machine() {
                FeedContent::Known {
                    digests: place.digests,
                }
            } else {
                FeedContent::Entry {
                    machine: place.machine,
                    chain: place.chain.clone(),
                    entry: place.entry.clone(),
                    digests: place.digests,
                }
            };
            FeedEntry {
                number: place.number,
                of: place.of,
                id: place.id,
                held_at_first: place.of.is_none() && place.held,
                content,
            }
        });
        (counting, items.collect())
    }

    /// Gives a desk the next items of the feed.
    pub(crate) fn give_to(&self, store: &Store, limit: usize) -> Result<Accepted, StoreError> {
        let mut all = Accepted::default();
        let mut left = limit;
        loop {
            let after = store.cursor()?.map_or(0, |cursor| cursor.at.number);
            let (counting, items) = self.items(store, after, left);
            if items.is_empty() {
                return Ok(all);
            }
            left -= items.len();
            let mut accepted = store.accept(counting, items)?;
            all.touched.append(&mut accepted.touched);
            all.entries += accepted.entries;
        }
    }

    /// Everything to everybody.
    pub(crate) fn settle_all(&mut self, desks: &[Desk]) {
        for desk in desks {
            self.take_from(desk.store(), 10_000, true, false);
        }
        for desk in desks {
            self.give_to(desk.store(), 10_000).unwrap();
        }
    }
}

/// The folded rows of a store as text, table by table.
pub(crate) fn rows_of(store: &Store) -> BTreeMap<&'static str, Vec<String>> {
    let hand = hand_in(store);
    crate::tables::FOLDED_TABLES
        .iter()
        .map(|table| (*table, rows_in(&hand, table)))
        .collect()
}

/// Where a row stands among those of one instant hangs on which came first, and is left aside.
fn rows_in(hand: &Connection, table: &str) -> Vec<String> {
    let columns: Vec<String> = hand
        .prepare(&format!(r#"SELECT * FROM "{table}""#))
        .unwrap()
        .column_names()
        .filter(|column| *column != "moment")
        .map(|column| format!(r#""{column}""#))
        .collect();
    let columns = columns.join(", ");
    let mut statement = hand
        .prepare(&format!(r#"SELECT {columns} FROM "{table}" ORDER BY 1, 2"#))
        .unwrap();
    let width = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    let mut texts = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        texts.push(
            (0..width)
                .map(|at| format!("{:?} ", row.get_ref(at).unwrap()))
                .collect(),
        );
    }
    texts
}
