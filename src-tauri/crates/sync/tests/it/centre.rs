//! A centre in memory that keeps the contract: chains without a gap, dense numbers, one place for each
//! entry whatever is sent again, a new counting when a machine knows more than it does.

use std::collections::{BTreeMap, BTreeSet};

use domain::entry::{CentreEpoch, Digest, Digests, Entry};
use domain::id::{CentreId, EntryId, Epoch, MachineId, Millis, SiteId};
use domain::link::{ChainPoint, epoch_root};
use domain::wire::{
    Base64, ChainHead, EntriesAnswer, EntriesRequest, EntryResult, FEED_ROOT, FeedContent,
    FeedItem, FeedPage, HELD_ROOT, Hello, HelloMachine, Hex32, Limits, MARK_OF_A_CENTRE, Outcome,
    Pack, PackKind, PackVersion, ProblemType, Protocol, SentLink, Site, feed_hash, held_hash,
};
use ed25519_dalek::{Signer as _, SigningKey};
use sync::Cursor;
use sync::engine::Failure;

pub(crate) const CENTRE: CentreId = CentreId::from_bytes([0xce; 16]);
pub(crate) const SITE: SiteId = SiteId::from_bytes([0x51; 16]);

#[derive(Debug, Clone)]
struct Row {
    id: EntryId,
    /// The entry's own number, where this place only announces its parts.
    of: Option<u64>,
    digests: Digests,
    /// None: held.
    entry: Option<Entry>,
    held_at_first: bool,
    machine: MachineId,
    point: ChainPoint,
    hash: Digest,
    held: Digest,
    counting: CentreEpoch,
}

/// What it keeps; cloned, it is a backup.
#[derive(Debug, Clone)]
struct Data {
    countings: Vec<CentreEpoch>,
    feed: Vec<Row>,
    /// The newest pack of each kind.
    packs: BTreeMap<PackKind, Pack>,
    chains: BTreeMap<(MachineId, Epoch), Vec<(Digest, EntryId)>>,
}

#[derive(Debug)]
pub(crate) struct Centre {
    data: Data,
    backup: Data,
    /// Entries that make it fail whenever their parts come.
    pub(crate) poison: BTreeSet<EntryId>,
    /// It says of every new link that another one stands there.
    pub(crate) contradicts: bool,
    /// Entries whose parts it politely does not take.
    pub(crate) unwanted: BTreeSet<EntryId>,
    pub(crate) revoked: BTreeSet<MachineId>,
    /// Machines whose token it does not know any more.
    pub(crate) forgotten: BTreeSet<MachineId>,
    pub(crate) links: usize,
    pub(crate) feed_items: usize,
    /// Batches that it took in.
    pub(crate) batches: usize,
    countings: u8,
    /// What it names in its greeting instead of what it has.
    pub(crate) named: Option<Vec<PackVersion>>,
    /// Packs published so far: a number that was lost in a restore is not given again.
    published: u64,
}

impl Centre {
    pub(crate) fn new() -> Self {
        let data = Data {
            countings: vec![counting(1, 1)],
            feed: vec![],
            packs: BTreeMap::new(),
            chains: BTreeMap::new(),
        };
        Self {
            backup: data.clone(),
            data,
            poison: BTreeSet::new(),
            contradicts: false,
            unwanted: BTreeSet::new(),
            revoked: BTreeSet::new(),
            forgotten: BTreeSet::new(),
            links: 500,
            feed_items: 500,
            batches: 0,
            countings: 1,
            named: None,
            published: 0,
        }
    }

    /// Takes a backup.
    pub(crate) fn back_up(&mut self) {
        self.backup = self.data.clone();
    }

    /// Everything since the last backup is lost.
    pub(crate) fn restore(&mut self) {
        self.data = self.backup.clone();
    }

    /// Loses the end of a machine's chain by hand.
    pub(crate) fn remove_links(&mut self, machine: MachineId, from_seq: usize) {
        for ((of, _), chain) in &mut self.data.chains {
            if *of == machine {
                chain.truncate(from_seq - 1);
            }
        }
    }

    /// Publishes answer cards; badly: with a signature that does not hold.
    pub(crate) fn publish(&mut self, well: bool) -> u64 {
        self.publish_content(CARDS.as_bytes(), well)
    }

    pub(crate) fn publish_content(&mut self, content: &[u8], well: bool) -> u64 {
        self.publish_kind(PackKind::Cards, content, well)
    }

    /// Publishes a pack of this kind; badly as above.
    pub(crate) fn publish_of(&mut self, kind: PackKind, well: bool) -> u64 {
        let content = match kind {
            PackKind::Cards => CARDS,
            PackKind::Lists => LISTS,
            PackKind::Policy => POLICY,
        };
        self.publish_kind(kind, content.as_bytes(), well)
    }

    fn publish_kind(&mut self, kind: PackKind, content: &[u8], well: bool) -> u64 {
        self.published += 1;
        let mut pack = Pack {
            centre: CENTRE,
            site: SITE,
            kind: kind.name().into(),
            version: self.published,
            published_at: Millis(0),
            content: Base64(content.to_vec()),
            signature: Base64(vec![0; 64]),
        };
        if well {
            pack.signature = Base64(key().sign(&pack.signed_bytes()).to_bytes().to_vec());
        }
        self.data.packs.insert(kind, pack);
        self.published
    }

    /// The answer cards that were published: whatever lies there now is what it gives.
    pub(crate) fn published(&mut self) -> &mut Pack {
        self.data.packs.get_mut(&PackKind::Cards).unwrap()
    }

    pub(crate) fn pack(&self, machine: MachineId, kind: PackKind) -> Result<Pack, Failure> {
        self.check(machine)?;
        let pack = self.data.packs.get(&kind).cloned();
        pack.ok_or(problem(ProblemType::NotFound))
    }

    pub(crate) fn last(&self) -> u64 {
        self.data.feed.len() as u64
    }

    /// How often each entry stands in the feed, and whether it is held.
    pub(crate) fn entries(&self) -> BTreeMap<EntryId, (usize, bool)> {
        let mut entries = BTreeMap::new();
        for row in self.data.feed.iter().filter(|row| row.of.is_none()) {
            entries.entry(row.id).or_insert((0, row.entry.is_none())).0 += 1;
        }
        entries
    }

    /// The hashes of one epoch of a machine's chain.
    pub(crate) fn chain(&self, machine: MachineId, epoch: Epoch) -> Vec<Digest> {
        let chain = self.data.chains.get(&(machine, epoch));
        let chain = chain.into_iter().flatten();
        chain.map(|(hash, _)| *hash).collect()
    }

    fn current(&self) -> CentreEpoch {
        *self.data.countings.last().unwrap()
    }

    fn check(&self, machine: MachineId) -> Result<(), Failure> {
        if self.revoked.contains(&machine) {
            return Err(problem(ProblemType::Revoked));
        }
        if self.forgotten.contains(&machine) {
            return Err(problem(ProblemType::Unauthenticated));
        }
        Ok(())
    }

    pub(crate) fn hello(
        &mut self,
        machine: Option<MachineId>,
        cursors: &[Cursor],
    ) -> Result<Hello, Failure> {
        let machine = match machine {
            Some(machine) => {
                self.check(machine)?;
                Some(self.standing(machine, cursors))
            }
            None => None,
        };
        Ok(Hello {
            nida: MARK_OF_A_CENTRE.into(),
            protocol: Protocol { min: 1, max: 1 },
            centre: CENTRE,
            epoch: self.current(),
            time: Millis(0),
            limits: Limits {
                links: self.links,
                body_bytes: 1 << 22,
                unpacked_bytes: 1 << 24,
                feed_items: self.feed_items,
            },
            challenge: Base64(vec![7; 16]),
            keys: None,
            machine,
        })
    }

    fn standing(&mut self, machine: MachineId, cursors: &[Cursor]) -> HelloMachine {
        let stands = |cursor: &Cursor| {
            self.running_hashes(cursor.number) == Some((cursor.hash, cursor.held))
        };
        let newest = cursors.iter().position(stands);
        let restart_from = match newest {
            Some(0) => None,
            Some(place) => Some(cursors[place].number),
            None => (!cursors.is_empty()).then_some(0),
        };
        let told = cursors.first().map(|cursor| cursor.centre);
        let current = self.current();
        let lost = told.is_some_and(|told| {
            told.ordinal > current.ordinal
                || (told.ordinal == current.ordinal
                    && (restart_from.is_some() || told.id != current.id))
        });
        if lost {
            self.countings += 1;
            let ordinal = current.ordinal.max(told.map_or(0, |told| told.ordinal)) + 1;
            self.data.countings.push(counting(ordinal, self.countings));
        }
        let heads = self
            .data
            .chains
            .iter()
            .filter(|((of, _), chain)| *of == machine && !chain.is_empty());
        HelloMachine {
            site: site(),
            heads: heads
                .map(|((_, epoch), chain)| ChainHead {
                    epoch: *epoch,
                    seq: chain.len() as u64,
                    hash: Hex32(chain.last().unwrap().0),
                })
                .collect(),
            last: self.last(),
            restart_from,
            packs: Some(self.named.clone().unwrap_or_else(|| self.versions())),
        }
    }

    /// Of the feed and of its held places.
    fn running_hashes(&self, number: u64) -> Option<(Digest, Digest)> {
        match number {
            0 => Some((FEED_ROOT, HELD_ROOT)),
            _ => self
                .data
                .feed
                .get(usize::try_from(number).unwrap() - 1)
                .map(|row| (row.hash, row.held)),
        }
    }

    /// The next place of the feed.
    fn announce(&mut self, row: Row) {
        let number = self.last() + 1;
        let (hash, held) = self.running_hashes(number - 1).unwrap();
        let held_at_first = row.of.is_none() && row.entry.is_none();
        self.data.feed.push(Row {
            held_at_first,
            hash: feed_hash(&hash, number, row.of, row.id, &row.digests),
            held: if held_at_first {
                held_hash(&held, number, row.id)
            } else {
                held
            },
            counting: self.current(),
            ..row
        });
    }

    fn versions(&self) -> Vec<PackVersion> {
        let versions = self.data.packs.values().map(|pack| PackVersion {
            kind: pack.kind.clone(),
            version: pack.version,
        });
        versions.collect()
    }

    pub(crate) fn token(&mut self, machine: MachineId) -> Result<(), Failure> {
        if self.revoked.contains(&machine) {
            return Err(problem(ProblemType::Revoked));
        }
        self.forgotten.remove(&machine);
        Ok(())
    }

    pub(crate) fn entries_came(
        &mut self,
        machine: MachineId,
        request: EntriesRequest,
    ) -> Result<EntriesAnswer, Failure> {
        self.check(machine)?;
        if request.links.len() > self.links {
            return Err(problem(ProblemType::TooLarge));
        }
        let bad = |link: &SentLink| link.parts.is_some() && self.poison.contains(&link.id);
        if request.links.iter().any(bad) {
            return Err(problem(ProblemType::Internal));
        }
        self.batches += 1;
        let results = request
            .links
            .into_iter()
            .map(|link| self.place(machine, link))
            .collect();
        Ok(EntriesAnswer {
            centre: self.current(),
            site: SITE,
            machine,
            results,
        })
    }

    fn place(&mut self, machine: MachineId, sent: SentLink) -> EntryResult {
        let (id, hash, follows) = (sent.id, sent.hash, sent.follows.first().copied());
        let (link, content) = sent.read(machine).unwrap();
        let point = link.point;
        let told = |outcome| EntryResult::new(id, point, hash, outcome);
        if !link.holds(&content.digests) {
            return told(Outcome::Mismatch);
        }
        if self.contradicts {
            return told(Outcome::Fork);
        }
        let chain = self.data.chains.entry((machine, point.epoch)).or_default();
        let has = chain.len() as u64;
        if point.seq > has + 1 {
            return told(Outcome::Missing { seq: has + 1 });
        }
        if let Some((there, _)) = chain.get(usize::try_from(point.seq).unwrap() - 1) {
            if *there != link.hash {
                return told(Outcome::Fork);
            }
        } else {
            let before = chain.last().map_or_else(
                || epoch_root(machine, point.epoch, follows),
                |(hash, _)| *hash,
            );
            if before != link.prev {
                return told(Outcome::Fork);
            }
            chain.push((link.hash, id));
        }
        let entry = content.entry.filter(|_| !self.unwanted.contains(&id));
        let known = self.data.feed.iter().position(|row| row.id == id);
        if let Some(place) = known {
            let row = &self.data.feed[place];
            let number = place as u64 + 1;
            if row.digests != content.digests {
                return told(Outcome::Mismatch);
            }
            return match (&row.entry, entry) {
                (Some(_), _) => told(Outcome::Duplicate { number }),
                (None, Some(entry)) => {
                    let announced = Row {
                        of: Some(number),
                        entry: Some(entry.clone()),
                        ..row.clone()
                    };
                    self.data.feed[place].entry = Some(entry);
                    self.announce(announced);
                    told(Outcome::Stored { number })
                }
                (None, None) => told(Outcome::Held {
                    number,
                    code: "held".into(),
                }),
            };
        }
        let number = self.last() + 1;
        let taken = entry.is_some();
        self.announce(Row {
            id,
            of: None,
            digests: content.digests,
            entry,
            machine,
            point,
            held_at_first: false,
            hash: FEED_ROOT,
            held: HELD_ROOT,
            counting: self.current(),
        });
        if taken {
            told(Outcome::Stored { number })
        } else {
            told(Outcome::Held {
                number,
                code: "held".into(),
            })
        }
    }

    pub(crate) fn feed(
        &self,
        machine: MachineId,
        after: u64,
        limit: usize,
        holds: &[ChainPoint],
    ) -> Result<FeedPage, Failure> {
        self.check(machine)?;
        let rows = self
            .data
            .feed
            .iter()
            .enumerate()
            .skip(usize::try_from(after).unwrap());
        let counting = rows
            .clone()
            .next()
            .map_or(self.current(), |(_, row)| row.counting);
        let items = rows
            .take(limit.min(self.feed_items))
            .take_while(|(_, row)| row.counting == counting)
            .map(|(place, row)| {
                let held_here = row.machine == machine
                    && holds
                        .iter()
                        .any(|point| point.epoch == row.point.epoch && row.point.seq <= point.seq);
                let chain = vec![row.point];
                let content = match &row.entry {
                    _ if held_here && row.entry.is_some() => FeedContent::Known {
                        digests: row.digests,
                    },
                    Some(entry) => FeedContent::Entry {
                        machine: row.machine,
                        chain,
                        entry: entry.clone(),
                        digests: row.digests,
                    },
                    None => FeedContent::Held {
                        machine: row.machine,
                        chain,
                        digests: row.digests,
                    },
                };
                FeedItem {
                    held_at_first: row.held_at_first,
                    ..FeedItem::new(place as u64 + 1, row.of, row.id, content)
                }
            })
            .collect();
        let before = self.running_hashes(after);
        Ok(FeedPage {
            centre: counting,
            site: SITE,
            machine,
            after,
            before: before.map(|(hash, _)| Hex32(hash)),
            before_held: before.map(|(_, held)| Hex32(held)),
            last: self.last(),
            items,
        })
    }
}

/// Its key.
pub(crate) fn key() -> SigningKey {
    SigningKey::from_bytes(&[0xce; 32])
}

/// One answer card.
const POLICY: &str = r#"{"lockMin": 5}"#;
const LISTS: &str = r#"{"about":"","lists":{"facilities":{"about":"","rows":[
    {"code":"own","ar":"مركز صحي","en":"Health centre","group":"OM-MA"}]}}}"#;
const CARDS: &str = r#"{"about":"","rows":[{"code":"a","version":1,"type":"health_ed","sub_category":"first_aid",
    "audience":"public","ar":{"title":"ا","red_flags":[],"ask_first":[],"answer":["ا"],"words":["حرق"]},
    "en":{"title":"A","red_flags":[],"ask_first":[],"answer":["A"],"words":["burn"]},"source":{"ar":"ا","en":"A"},
    "author":{"ar":"ا","en":"A"},"approver":{"ar":"ا","en":"A"},"approved_at":"2026-01-01",
    "valid_until":"2027-01-01","replaces":null,"state":"approved","sample":false}]}"#;

pub(crate) fn problem(kind: ProblemType) -> Failure {
    Failure::Problem {
        status: kind.status(),
        kind: Some(kind),
        retry_after: None,
    }
}

fn counting(ordinal: u32, id: u8) -> CentreEpoch {
    CentreEpoch {
        ordinal,
        id: Epoch::from_bytes([id; 16]),
    }
}

fn site() -> Site {
    Site {
        id: SITE,
        name: "مسقط".into(),
    }
}
