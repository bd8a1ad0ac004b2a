//! Deciding what becomes of a batch, from what is there: pure, and the same whatever keeps the rows. A form
//! of the storage looks up what is there under its lock, asks for the plan, and writes it, all in one
//! transaction.
//!
//! Every link that is taken has its entry, every entry its number, every number its place in the feed.
//! Numbers are dense per site because they are counted here from the last one, which the lock keeps still.
//! The same id with other digests is never swallowed: it is looked up before anything is written.
//!
//! Never here: SQL, I/O, a clock.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::{CentreEpoch, Digest, Digests, Entry, Header};
use domain::erasure::{erases, spares};
use domain::id::{EntryId, Epoch, SubjectId};
use domain::link::{ChainPoint, epoch_root};
use domain::wire::{Outcome, feed_hash, held_hash};

use crate::judge::Judged;
use crate::storage::{Arrival, Caller, Placed, StorageError};

/// What is there of all that a batch touches.
pub(super) struct Ground {
    /// The current counting.
    pub(super) counting: CentreEpoch,
    /// The last number given.
    pub(super) number: u64,
    /// Running hash of the feed up to it.
    pub(super) hash: Digest,
    /// Running hash of the held places up to it.
    pub(super) held: Digest,
    /// The last link of each epoch that has one.
    pub(super) heads: BTreeMap<Epoch, Head>,
    /// Links of the machine, by their points.
    pub(super) links: BTreeMap<ChainPoint, LinkThere>,
    /// Entries of the site.
    pub(super) entries: BTreeMap<EntryId, EntryThere>,
    /// Erasures of the subjects that the arrivals are about.
    pub(super) erasures: Erasures,
}

/// Erasures by their subjects.
pub(super) type Erasures = BTreeMap<SubjectId, Vec<EntryId>>;

/// The last link of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Its place.
    pub(super) seq: u64,
    /// Its hash.
    pub(super) hash: Digest,
}

/// A link that is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkThere {
    /// Hash of the one before.
    pub(super) prev: Digest,
    /// Its own.
    pub(super) hash: Digest,
    /// Its entry.
    pub(super) entry: EntryId,
}

/// An entry that is there.
#[derive(Debug, Clone)]
pub(super) struct EntryThere {
    /// Its number.
    pub(super) number: u64,
    /// The counting that gave it.
    pub(super) counting: CentreEpoch,
    /// Its digests.
    pub(super) digests: Digests,
    /// Why it is held.
    pub(super) held_code: Option<String>,
}

/// The points whose links have to be looked up for these arrivals: their own and the neighbours.
pub(super) fn points(arrivals: &[Arrival]) -> Vec<ChainPoint> {
    let around = |point: ChainPoint| {
        let seqs = point.seq.saturating_sub(1)..=point.seq.saturating_add(1);
        seqs.map(move |seq| ChainPoint { seq, ..point })
    };
    let mut points: Vec<_> = arrivals
        .iter()
        .flat_map(|arrival| around(arrival.link.point))
        .filter(|point| point.seq > 0)
        .collect();
    points.sort_unstable();
    points.dedup();
    points
}

/// The subjects that these arrivals are about.
pub(super) fn subjects(arrivals: &[Arrival]) -> BTreeSet<SubjectId> {
    let contents = arrivals.iter().map(|arrival| &arrival.content);
    contents
        .filter_map(|content| match content {
            Judged::Taken { header, .. } => Some(header.subject),
            Judged::Held(_) => None,
        })
        .collect()
}

/// What to answer, and what to write for it.
#[derive(Default)]
pub(super) struct Plan<'a> {
    /// One outcome each, in the order of the arrivals.
    pub(super) placed: Vec<Placed>,
    /// Epochs that begin, with what they follow.
    pub(super) epochs: Vec<(Epoch, &'a [ChainPoint])>,
    /// The new last link of each epoch that moved.
    pub(super) heads: BTreeMap<Epoch, Head>,
    /// Entries that are new here.
    pub(super) entries: Vec<NewEntry<'a>>,
    /// Links that are new here.
    pub(super) links: Vec<NewLink>,
    /// Held entries whose parts came.
    pub(super) fills: Vec<Fill<'a>>,
    /// Subjects that are erased by what came: of the entries that lie there, those lose their personal parts whose
    /// headers do not name all of these erasures.
    pub(super) erased: Erasures,
    /// The next places of the feed.
    pub(super) places: Vec<Place>,
    /// The last number after all of it, and the running hash up to it.
    pub(super) end: (u64, Digest),
}

/// An entry that is new here.
pub(super) struct NewEntry<'a> {
    pub(super) id: EntryId,
    pub(super) number: u64,
    /// The point with which it first came.
    pub(super) point: ChainPoint,
    pub(super) digests: Digests,
    pub(super) content: &'a Judged,
    /// Its personal part, unless that is erased.
    pub(super) personal: Option<&'a [u8]>,
}

/// A link that is new here.
pub(super) struct NewLink {
    pub(super) point: ChainPoint,
    pub(super) prev: Digest,
    pub(super) hash: Digest,
    pub(super) entry: EntryId,
    /// Number of the entry.
    pub(super) number: u64,
}

/// A held entry whose parts came.
pub(super) struct Fill<'a> {
    pub(super) id: EntryId,
    pub(super) entry: &'a Entry,
    pub(super) header: &'a Header,
    /// Its personal part, unless that is erased.
    pub(super) personal: Option<&'a [u8]>,
}

/// A place of the feed.
pub(super) struct Place {
    /// Its number: the entry's own, unless it only announces.
    pub(super) number: u64,
    pub(super) entry: EntryId,
    /// The entry's own number, where this place only announces its parts.
    pub(super) of: Option<u64>,
    pub(super) hash: Digest,
    /// Where the parts are not there: running hash of such places up to here.
    pub(super) held: Option<Digest>,
}

/// Whether the personal part of an entry that lies there is erased. A header that cannot be read names nothing.
pub(super) fn is_erased(header: Vec<u8>, erasures: &[EntryId]) -> bool {
    let entry = Entry {
        header,
        facts: Vec::new(),
        personal: None,
    };
    !entry
        .read_header()
        .is_ok_and(|header| spares(&header, erasures))
}

/// Decides about a machine's batch.
///
/// # Errors
/// When what is there cannot be.
pub(super) fn plan(
    caller: Caller,
    ground: Ground,
    arrivals: &[Arrival],
) -> Result<Plan<'_>, StorageError> {
    let mut placing = Placing {
        caller,
        ground,
        plan: Plan::default(),
    };
    for arrival in arrivals {
        let placed = placing.place(arrival)?;
        placing.plan.placed.push(placed);
    }
    placing.plan.end = (placing.ground.number, placing.ground.hash);
    placing.erase();
    Ok(placing.plan)
}

/// The ground as it stands within the batch, and the plan so far.
struct Placing<'a> {
    caller: Caller,
    ground: Ground,
    plan: Plan<'a>,
}

/// Where a link that is not there yet would stand.
#[derive(Clone, Copy)]
enum Spot {
    /// Behind the last one.
    Next,
    /// Between others, where a row was lost.
    Lost,
}

impl<'a> Placing<'a> {
    fn place(&mut self, arrival: &'a Arrival) -> Result<Placed, StorageError> {
        if arrival.link.machine != self.caller.machine || !arrival.link.holds(&arrival.digests) {
            return Ok(plain(Outcome::Mismatch));
        }
        if let Some(there) = self.ground.links.get(&arrival.link.point) {
            return if there.hash != arrival.link.hash {
                Ok(plain(Outcome::Fork))
            } else if there.entry != arrival.id {
                Ok(plain(Outcome::Mismatch))
            } else {
                self.again(arrival.id, &arrival.content)
            };
        }
        let spot = match self.find_spot(arrival) {
            Ok(spot) => spot,
            Err(outcome) => return Ok(plain(outcome)),
        };
        match self.ground.entries.get(&arrival.id) {
            Some(entry) if entry.digests != arrival.digests => Ok(plain(Outcome::Mismatch)),
            Some(entry) => {
                let number = entry.number;
                self.add_link(arrival, spot, number);
                self.again(arrival.id, &arrival.content)
            }
            None => {
                self.add_link(arrival, spot, self.ground.number + 1);
                Ok(self.first(arrival))
            }
        }
    }

    fn find_spot(&self, arrival: &Arrival) -> Result<Spot, Outcome> {
        let point = arrival.link.point;
        let head = self.ground.heads.get(&point.epoch);
        let last = head.map_or(0, |head| head.seq);
        let at = |seq| self.ground.links.get(&ChainPoint { seq, ..point });
        let before = if point.seq == 1 {
            let follows = arrival.follows.first().copied();
            Some(epoch_root(self.caller.machine, point.epoch, follows))
        } else if point.seq == last + 1 {
            head.map(|head| head.hash)
        } else if point.seq > last {
            return Err(Outcome::Missing { seq: last + 1 });
        } else {
            at(point.seq - 1).map(|link| link.hash)
        };
        if before.is_some_and(|before| before != arrival.link.prev) {
            return Err(Outcome::Fork);
        }
        if point.seq > last {
            return Ok(Spot::Next);
        }
        let after = at(point.seq + 1);
        let fits = after.is_none_or(|after| after.prev == arrival.link.hash)
            && (point.seq < last || head.is_some_and(|head| head.hash == arrival.link.hash));
        if fits {
            Ok(Spot::Lost)
        } else {
            Err(Outcome::Fork)
        }
    }

    /// An entry that is there already: the outcome, and its parts if they were lacking.
    fn again(&mut self, id: EntryId, content: &'a Judged) -> Result<Placed, StorageError> {
        let entry = self.ground.entries.get_mut(&id);
        let entry = entry.ok_or(StorageError::Damaged("a link without its entry"))?;
        let EntryThere {
            number,
            counting,
            digests,
            ..
        } = *entry;
        let outcome = match (&entry.held_code, content) {
            (None, _) => Outcome::Duplicate { number },
            (
                Some(_),
                Judged::Taken {
                    entry: parts,
                    header,
                },
            ) => {
                entry.held_code = None;
                self.plan.fills.push(Fill {
                    id,
                    entry: parts,
                    header,
                    personal: parts.personal.as_deref(),
                });
                self.announce(id, Some(number), &digests, false);
                Outcome::Stored { number }
            }
            (Some(code), Judged::Held(_)) => Outcome::Held {
                number,
                code: code.clone(),
            },
        };
        Ok(Placed {
            outcome,
            counted_in: (counting != self.ground.counting).then_some(counting),
        })
    }

    /// An entry that is new here.
    fn first(&mut self, arrival: &'a Arrival) -> Placed {
        let Arrival {
            link,
            id,
            digests,
            content,
            ..
        } = arrival;
        let (id, digests) = (*id, *digests);
        let is_held = matches!(content, Judged::Held(_));
        self.announce(id, None, &digests, is_held);
        let number = self.ground.number;
        let held_code = match content {
            Judged::Taken { .. } => None,
            Judged::Held(code) => Some(code.as_str().to_owned()),
        };
        let there = EntryThere {
            number,
            counting: self.ground.counting,
            digests,
            held_code: held_code.clone(),
        };
        self.ground.entries.insert(id, there);
        self.plan.entries.push(NewEntry {
            id,
            number,
            point: link.point,
            digests,
            content,
            personal: match content {
                Judged::Taken { entry, .. } => entry.personal.as_deref(),
                Judged::Held(_) => None,
            },
        });
        plain(match held_code {
            None => Outcome::Stored { number },
            Some(code) => Outcome::Held { number, code },
        })
    }

    /// Takes the personal parts away of what came and is erased, by what lies there or by what came with it: they are
    /// not even written.
    fn erase(&mut self) {
        let Plan { entries, fills, .. } = &mut self.plan;
        let new = entries.iter_mut().filter_map(|new| match new.content {
            Judged::Taken { header, .. } => Some((&**header, &mut new.personal)),
            Judged::Held(_) => None,
        });
        let filled = fills
            .iter_mut()
            .map(|fill| (fill.header, &mut fill.personal));
        let mut came: Vec<_> = new.chain(filled).collect();
        let mut erased = BTreeSet::new();
        for (header, _) in came.iter().filter(|(header, _)| erases(&header.kind)) {
            let erasures = self.ground.erasures.entry(header.subject).or_default();
            erasures.push(header.id);
            erased.insert(header.subject);
        }
        for (header, personal) in &mut came {
            let erasures = self.ground.erasures.get(&header.subject);
            if !erasures.is_none_or(|erasures| spares(header, erasures)) {
                **personal = None;
            }
        }
        let erasures = std::mem::take(&mut self.ground.erasures);
        let touched = erasures.into_iter();
        self.plan.erased = touched
            .filter(|(subject, _)| erased.contains(subject))
            .collect();
    }

    fn add_link(&mut self, arrival: &'a Arrival, spot: Spot, number: u64) {
        let Arrival { link, id, .. } = arrival;
        if matches!(spot, Spot::Next) {
            if link.point.seq == 1 {
                let begun = (link.point.epoch, arrival.follows.as_slice());
                self.plan.epochs.push(begun);
            }
            let head = Head {
                seq: link.point.seq,
                hash: link.hash,
            };
            self.ground.heads.insert(link.point.epoch, head);
            self.plan.heads.insert(link.point.epoch, head);
        }
        let there = LinkThere {
            prev: link.prev,
            hash: link.hash,
            entry: *id,
        };
        self.ground.links.insert(link.point, there);
        self.plan.links.push(NewLink {
            point: link.point,
            prev: link.prev,
            hash: link.hash,
            entry: *id,
            number,
        });
    }

    /// The next place of the feed.
    fn announce(&mut self, entry: EntryId, of: Option<u64>, digests: &Digests, is_held: bool) {
        self.ground.number += 1;
        let number = self.ground.number;
        self.ground.hash = feed_hash(&self.ground.hash, number, of, entry, digests);
        if is_held {
            self.ground.held = held_hash(&self.ground.held, number, entry);
        }
        self.plan.places.push(Place {
            number,
            entry,
            of,
            hash: self.ground.hash,
            held: is_held.then_some(self.ground.held),
        });
    }
}

const fn plain(outcome: Outcome) -> Placed {
    Placed {
        outcome,
        counted_in: None,
    }
}
