//! A journal in memory that keeps what the store keeps, and can be told to fail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::entry::{CentreEpoch, Digest, Digests, Entry, Header, Numbered, SALT_BYTES};
use domain::id::{ActId, EntryId, Epoch, MachineId, Millis, SubjectId, UserId};
use domain::link::{ChainPoint, Link, epoch_root};
use domain::wire::{FeedContent, Pack, PackKind, PackRefusal};
use serde_json::Map;
use sync::{
    Arrival, Counts, Cursor, Enrolment, Journal, JournalError, NewEpoch, Outgoing, OwnChain,
    PackKnown, Page, Settled,
};
use zeroize::Zeroizing;

use crate::centre::{CENTRE, SITE};

/// What became of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    Waiting,
    Acknowledged,
    Held(String),
    /// Linked anew in a later epoch; kept, since the centre may ask for the place.
    Replaced,
}

impl Fate {
    /// Whether the centre has named it.
    pub(crate) const fn is_named(&self) -> bool {
        matches!(self, Self::Acknowledged | Self::Held(_))
    }
}

#[derive(Debug, Clone)]
pub(crate) struct OwnLink {
    pub(crate) link: Link,
    follows: Vec<ChainPoint>,
    pub(crate) id: EntryId,
    pub(crate) digests: Digests,
    pub(crate) entry: Entry,
    pub(crate) fate: Fate,
}

#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The epoch that is written in.
    pub(crate) epoch: Epoch,
    /// The point that it follows.
    follows: Option<ChainPoint>,
    /// Links that stand, epoch after epoch.
    pub(crate) chain: Vec<OwnLink>,
    pub(crate) numbers: BTreeMap<EntryId, Numbered>,
    /// Entries of the site's other machines, with their digests.
    pub(crate) others: BTreeMap<EntryId, Digests>,
    /// Entries that the feed has shown as held, and where it announced their parts.
    shown_held: BTreeMap<EntryId, Option<u64>>,
    pub(crate) cursors: Vec<Cursor>,
    enrolment: Option<Enrolment>,
    /// The pack in use of each kind.
    pub(crate) packs: BTreeMap<PackKind, Pack>,
    /// The last of each kind that was refused.
    pub(crate) refused: BTreeMap<PackKind, (u64, PackRefusal)>,
    made: u64,
    /// Why epochs were begun.
    pub(crate) begun: Vec<NewEpoch>,
    /// Tells another life with the same past apart.
    pub(crate) twist: u8,
}

impl Kept {
    fn last(&self) -> Option<&OwnLink> {
        self.chain
            .last()
            .filter(|own| own.link.point.epoch == self.epoch)
    }

    /// Links an entry at the end of the chain.
    fn link(&mut self, machine: MachineId, id: EntryId, digests: Digests, entry: Entry) {
        let (seq, prev) = self.last().map_or_else(
            || (0, epoch_root(machine, self.epoch, self.follows)),
            |own| (own.link.point.seq, own.link.hash),
        );
        let point = ChainPoint {
            epoch: self.epoch,
            seq: seq + 1,
        };
        self.chain.push(OwnLink {
            link: Link::new(machine, point, prev, &digests),
            follows: self.follows.filter(|_| seq == 0).into_iter().collect(),
            id,
            digests,
            entry,
            fate: Fate::Waiting,
        });
    }
}

#[derive(Debug)]
pub(crate) struct Memory {
    machine: MachineId,
    kept: Mutex<Kept>,
    fails: Mutex<Option<JournalError>>,
}

impl Memory {
    pub(crate) fn new(name: u8) -> Self {
        Self {
            machine: MachineId::from_bytes([name; 16]),
            kept: Mutex::new(Kept {
                epoch: Epoch::from_bytes([name ^ 0x80; 16]),
                follows: None,
                chain: vec![],
                numbers: BTreeMap::new(),
                others: BTreeMap::new(),
                shown_held: BTreeMap::new(),
                cursors: vec![],
                enrolment: None,
                packs: BTreeMap::new(),
                refused: BTreeMap::new(),
                made: 0,
                begun: vec![],
                twist: 0,
            }),
            fails: Mutex::default(),
        }
    }

    /// The same machine with this past, in another life.
    pub(crate) fn with_past(machine: MachineId, mut past: Kept, twist: u8) -> Self {
        past.twist = twist;
        Self {
            machine,
            kept: Mutex::new(past),
            fails: Mutex::default(),
        }
    }

    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on every write fails so; none: it goes well again.
    pub(crate) fn fail(&self, error: Option<JournalError>) {
        *self.fails.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn writable(&self) -> Result<MutexGuard<'_, Kept>, JournalError> {
        match *self.fails.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error),
            None => Ok(self.kept()),
        }
    }

    /// Saves an entry.
    pub(crate) fn save(&self) -> EntryId {
        let mut kept = self.kept();
        kept.made += 1;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&kept.made.to_be_bytes());
        random[8] = self.machine.to_bytes()[0];
        random[9] = kept.twist;
        let id = EntryId::new(Millis(1), random);
        let header = Header {
            id,
            subject: SubjectId::new(Millis(1), random),
            kind: "call.logged".into(),
            version: 1,
            act: ActId::new(Millis(1), random),
            actor: UserId::new(Millis(1), [1; 10]),
            role: "agent".into(),
            at: Millis(i64::try_from(kept.made).unwrap()),
            zone_min: 240,
            skew_ms: None,
            since_start_ms: 0,
            seen: None,
            erasures: vec![],
        };
        let entry = Entry::write(&header, &Map::new(), &Map::new(), [3; SALT_BYTES]).unwrap();
        let digests = entry.digests().unwrap();
        kept.link(self.machine, id, digests, entry);
        id
    }

    /// Offers again what is held, as a person does after an update of the centre.
    pub(crate) fn offer_again(&self) {
        for own in &mut self.kept().chain {
            if matches!(own.fate, Fate::Held(_)) {
                own.fate = Fate::Waiting;
            }
        }
    }

    pub(crate) fn waiting_ids(&self) -> BTreeSet<EntryId> {
        let kept = self.kept();
        let waits = kept.chain.iter().filter(|own| own.fate == Fate::Waiting);
        waits.map(|own| own.id).collect()
    }
}

fn outgoing(own: &OwnLink) -> Outgoing {
    Outgoing {
        link: own.link,
        follows: own.follows.clone(),
        id: own.id,
        digests: own.digests,
        entry: own.entry.clone(),
    }
}

impl Journal for Memory {
    fn machine(&self) -> MachineId {
        self.machine
    }

    fn signing_seed(&self) -> Result<Zeroizing<[u8; 32]>, JournalError> {
        Ok(Zeroizing::new([self.machine.to_bytes()[0]; 32]))
    }

    fn enrolment(&self) -> Result<Option<Enrolment>, JournalError> {
        Ok(self.kept().enrolment.clone())
    }

    fn keep_enrolment(&self, enrolment: &Enrolment) -> Result<(), JournalError> {
        self.writable()?.enrolment = Some(enrolment.clone());
        Ok(())
    }

    fn keep_token(&self, token: &Zeroizing<String>) -> Result<(), JournalError> {
        if let Some(enrolment) = &mut self.writable()?.enrolment {
            enrolment.token = token.clone();
        }
        Ok(())
    }

    fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: usize,
    ) -> Result<Vec<Outgoing>, JournalError> {
        let kept = self.kept();
        let place = after.and_then(|after| {
            let mut chain = kept.chain.iter();
            chain.position(|own| own.link.point == after)
        });
        let behind = kept.chain.iter().skip(place.map_or(0, |place| place + 1));
        let waits = behind.filter(|own| own.fate == Fate::Waiting);
        Ok(waits.take(limit).map(outgoing).collect())
    }

    fn links_from(&self, from: ChainPoint, limit: usize) -> Result<Vec<Outgoing>, JournalError> {
        let kept = self.kept();
        let behind = kept
            .chain
            .iter()
            .filter(|own| own.link.point.epoch == from.epoch && own.link.point.seq >= from.seq);
        Ok(behind.take(limit).map(outgoing).collect())
    }

    fn acknowledged(&self) -> Result<Vec<ChainPoint>, JournalError> {
        let kept = self.kept();
        let mut points: Vec<ChainPoint> = vec![];
        for own in kept.chain.iter().rev() {
            let point = own.link.point;
            if own.fate.is_named() && points.iter().all(|known| known.epoch != point.epoch) {
                points.push(point);
            }
        }
        Ok(points)
    }

    fn own_chain(&self) -> Result<OwnChain, JournalError> {
        let kept = self.kept();
        Ok(OwnChain {
            epoch: kept.epoch,
            last: kept.last().map(|own| (own.link.point, own.link.hash)),
        })
    }

    fn begin_epoch(&self, why: NewEpoch, _: Millis) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        let head = kept.last().map(|own| own.link.point);
        let mut waiting = vec![];
        let cursor = kept.cursors.first().map_or(0, |cursor| cursor.number);
        let beyond: BTreeSet<EntryId> = kept
            .numbers
            .iter()
            .filter(|(_, at)| at.number > cursor)
            .map(|(id, _)| *id)
            .collect();
        kept.numbers.retain(|id, _| !beyond.contains(id));
        for own in &mut kept.chain {
            let unconfirmed = own.fate.is_named() && beyond.contains(&own.id);
            if own.fate == Fate::Waiting || unconfirmed {
                waiting.push(own.clone());
                own.fate = Fate::Replaced;
            }
        }
        kept.follows = head.or(kept.follows);
        kept.begun.push(why);
        let mut epoch = self.machine.to_bytes();
        epoch[0] = u8::try_from(kept.begun.len()).unwrap();
        epoch[1] = kept.twist;
        kept.epoch = Epoch::from_bytes(epoch);
        for own in waiting {
            kept.link(self.machine, own.id, own.digests, own.entry);
        }
        Ok(())
    }

    fn settle(&self, settled: Vec<Settled>) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        let kept = &mut *kept;
        for said in settled {
            let stands = |own: &&mut OwnLink| own.link.point == said.point;
            let Some(own) = kept.chain.iter_mut().find(stands) else {
                continue;
            };
            assert_eq!(own.id, said.id, "only what was sent is settled");
            let fate = said.held.map_or(Fate::Acknowledged, Fate::Held);
            // What the feed has shown as held is taken when the feed announces it.
            own.fate = match kept.shown_held.get(&said.id) {
                Some(None) if fate == Fate::Acknowledged => Fate::Held("unknown".into()),
                _ => fate,
            };
            kept.numbers.insert(said.id, said.number);
        }
        Ok(())
    }

    fn cursors(&self) -> Result<Vec<Cursor>, JournalError> {
        Ok(self.kept().cursors.clone())
    }

    fn accept(&self, page: Page) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        let at = kept.cursors.first().map_or(0, |cursor| cursor.number);
        if page.after != at {
            return Err(JournalError::Contradicts);
        }
        for item in page.items {
            take(&mut kept, page.centre, &item)?;
        }
        Ok(())
    }

    fn restart(&self, from: u64) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        if from > 0 && !kept.cursors.iter().any(|cursor| cursor.number == from) {
            return Err(JournalError::Contradicts);
        }
        let (stand, dropped): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut kept.numbers)
            .into_iter()
            .partition(|(_, at)| at.number <= from);
        kept.numbers = stand;
        let mut unannounced = BTreeSet::new();
        kept.shown_held.retain(|id, announced| {
            if announced.is_some_and(|at| at > from) {
                *announced = None;
                unannounced.insert(*id);
            }
            !dropped.contains_key(id)
        });
        for own in &mut kept.chain {
            if dropped.contains_key(&own.id) || unannounced.contains(&own.id) {
                own.fate = Fate::Waiting;
            }
        }
        kept.cursors
            .retain(|cursor| from > 0 && cursor.number <= from);
        Ok(())
    }

    fn packs(&self) -> Result<Vec<PackKnown>, JournalError> {
        let kept = self.kept();
        let known = PackKind::ALL.into_iter().map(|kind| {
            let pack = kept.packs.get(&kind);
            PackKnown {
                centre: CENTRE,
                site: SITE,
                kind,
                version: pack.map_or(0, |pack| pack.version),
                published_at: pack.map(|pack| pack.published_at),
                unreadable: false,
                refused: kept.refused.get(&kind).cloned(),
            }
        });
        Ok(known.collect())
    }

    fn unreadable_packs(&self) -> Result<Vec<(PackKind, u64)>, JournalError> {
        Ok(vec![])
    }

    fn take_pack(&self, pack: Pack, _: Millis) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        let kind = pack.kind.parse().unwrap();
        let before = kept.packs.get(&kind).map_or(0, |pack| pack.version);
        assert!(before <= pack.version, "a pack never goes back");
        let is_over =
            |of: &PackKind, refused: &mut (u64, _)| *of == kind && refused.0 <= pack.version;
        kept.refused.retain(|of, refused| !is_over(of, refused));
        kept.packs.insert(kind, pack);
        Ok(())
    }

    fn refuse_pack(
        &self,
        kind: PackKind,
        version: u64,
        refusal: PackRefusal,
    ) -> Result<(), JournalError> {
        let mut kept = self.writable()?;
        kept.refused.insert(kind, (version, refusal));
        Ok(())
    }

    fn counts(&self) -> Result<Counts, JournalError> {
        let kept = self.kept();
        let waits = || kept.chain.iter().filter(|own| own.fate == Fate::Waiting);
        Ok(Counts {
            waiting: waits().count() as u64,
            oldest_at: waits()
                .next()
                .map(|own| own.entry.read_header().unwrap().at),
            held: kept
                .chain
                .iter()
                .filter(|own| matches!(own.fate, Fate::Held(_)))
                .count() as u64,
        })
    }
}

fn take(kept: &mut Kept, centre: CentreEpoch, item: &Arrival) -> Result<(), JournalError> {
    let digests = *item.content.digests();
    let mut is_own = false;
    for own in kept.chain.iter_mut().filter(|own| own.id == item.id) {
        is_own = true;
        if own.digests != digests {
            return Err(JournalError::Contradicts);
        }
        // The feed names the entry, not the link: a link that waits goes on waiting for its word.
        match (&own.fate, &item.content) {
            // Once taken, now lacking: offered once more.
            (Fate::Acknowledged, FeedContent::Held { .. }) => own.fate = Fate::Waiting,
            (Fate::Acknowledged, _) if item.held_at_first => {
                own.fate = Fate::Held("unknown".into());
            }
            (Fate::Held(_), _) if !item.held_at_first => own.fate = Fate::Acknowledged,
            _ => {}
        }
    }
    if !is_own {
        if matches!(item.content, FeedContent::Known { .. }) {
            return Err(JournalError::Contradicts);
        }
        let known = kept.others.insert(item.id, digests);
        if known.is_some_and(|known| known != digests) {
            return Err(JournalError::Contradicts);
        }
    }
    // Whoever was told this number by a centre that has lost it since.
    let holder = kept
        .numbers
        .iter()
        .find(|(id, at)| item.of.is_none() && at.number == item.number && **id != item.id);
    if let Some(holder) = holder.map(|(id, _)| *id) {
        kept.numbers.remove(&holder);
        for own in kept.chain.iter_mut().filter(|own| own.id == holder) {
            if own.fate.is_named() {
                own.fate = Fate::Waiting;
            }
        }
    }
    if item.held_at_first {
        kept.shown_held.insert(item.id, None);
    }
    if item.of.is_some() {
        kept.shown_held.insert(item.id, Some(item.number));
    }
    let number = item.of.unwrap_or(item.number);
    if item.of.is_none() || !kept.numbers.contains_key(&item.id) {
        kept.numbers.insert(item.id, Numbered { centre, number });
    }
    let hash: Digest = item.hash;
    kept.cursors.insert(
        0,
        Cursor {
            centre,
            number: item.number,
            hash,
            held: item.held,
        },
    );
    Ok(())
}
