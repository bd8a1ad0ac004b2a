//! A small world of three machines and a centre that edit one call: who really had what before them is
//! written down as it happens, in sets, without a look at `seen` or the chain.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::desk::{START, epoch, id, object};
use super::history::{Happens, MACHINES};
use crate::entry::{CentreEpoch, Header, Numbered};
use crate::fold::Placed;
use crate::id::{ActId, Epoch, SubjectId, UserId};
use crate::link::ChainPoint;

/// An entry as made, with what really came before it.
struct Made {
    header: Header,
    facts: Value,
    personal: Value,
    /// The chain as told by each of its links, oldest first.
    chains: Vec<Vec<ChainPoint>>,
    /// The link by which it last came to the centre as something new.
    came_by: usize,
    /// What its machine had made itself.
    own: BTreeSet<usize>,
    /// What its machine had pulled, by place of the feed.
    pulled: BTreeSet<usize>,
    about_the_call: bool,
}

/// One place of the feed that the centre gave. A place that was lost is never given again.
#[derive(Clone)]
struct Place {
    unique: usize,
    entry: usize,
    counting: CentreEpoch,
    gives: bool,
    announces: bool,
}

#[derive(Clone)]
struct Machine {
    epoch: Epoch,
    seq: u64,
    lineage: Vec<ChainPoint>,
    chain: Vec<usize>,
    acknowledged: usize,
    counting: CentreEpoch,
    cursor: usize,
    pulled: BTreeSet<usize>,
}

/// The world as it stands.
pub(super) struct World {
    made: Vec<Made>,
    feed: Vec<Place>,
    places_given: usize,
    counting: CentreEpoch,
    /// Of each restore of the centre: its new ordinal and up to where its numbers stayed.
    restores: Vec<(u32, usize)>,
    machines: Vec<Machine>,
    backups: Vec<Option<Machine>>,
    epochs: u64,
}

impl World {
    /// The world after this history.
    pub(super) fn after(history: &[Happens]) -> Self {
        let counting = CentreEpoch {
            ordinal: 1,
            id: epoch(1_001),
        };
        let machine = |n: u64| Machine {
            epoch: epoch(n),
            seq: 0,
            lineage: Vec::new(),
            chain: Vec::new(),
            acknowledged: 0,
            counting,
            cursor: 0,
            pulled: BTreeSet::new(),
        };
        let mut world = Self {
            made: Vec::new(),
            feed: Vec::new(),
            places_given: 0,
            counting,
            restores: Vec::new(),
            machines: (1..=MACHINES as u64).map(machine).collect(),
            backups: vec![None; MACHINES],
            epochs: 100,
        };
        for happens in history {
            world.happen(happens.clone());
        }
        world
    }

    fn happen(&mut self, happens: Happens) {
        match happens {
            Happens::Edit {
                machine,
                role,
                facts,
                personal,
            } => self.make(machine, role, facts, personal, true),
            Happens::Aside { machine } => self.make(machine, "agent", json!({}), json!({}), false),
            Happens::Push { machine, most } => self.push(machine, most, true),
            Happens::PushHeld { machine } => self.push(machine, 1, false),
            Happens::Announce => self.announce(),
            Happens::Pull { machine, most } => self.pull(machine, most),
            Happens::Backup { machine } => {
                self.backups[machine] = Some(self.machines[machine].clone())
            }
            Happens::Restore { machine } => self.restore(machine),
            Happens::CentreRestore { tenths } => self.restore_centre(tenths),
        }
    }

    fn make(&mut self, at: usize, role: &str, facts: Value, personal: Value, about_the_call: bool) {
        let machine = &mut self.machines[at];
        machine.seq += 1;
        let mut chain = vec![ChainPoint {
            epoch: machine.epoch,
            seq: machine.seq,
        }];
        chain.extend(&machine.lineage);
        let seen = (machine.cursor > 0).then_some(Numbered {
            centre: machine.counting,
            number: machine.cursor as u64,
        });
        let entry = self.made.len();
        self.made.push(Made {
            header: Header {
                id: id(entry as u64 + 1),
                subject: SubjectId::from_bytes([7; 16]),
                kind: "call.amended".to_owned(),
                version: 1,
                act: ActId::from_bytes([9; 16]),
                actor: UserId::from_bytes([at as u8; 16]),
                role: role.to_owned(),
                at: START,
                zone_min: 240,
                skew_ms: None,
                since_start_ms: 1,
                seen,
                erasures: vec![],
            },
            facts,
            personal,
            chains: vec![chain],
            came_by: 0,
            own: machine.chain.iter().copied().collect(),
            pulled: machine.pulled.clone(),
            about_the_call,
        });
        machine.chain.push(entry);
    }

    /// The machine speaks to the centre and notices where that has been restored.
    fn contact(&mut self, at: usize) {
        let machine = &mut self.machines[at];
        for (ordinal, stayed) in &self.restores {
            if *ordinal > machine.counting.ordinal {
                machine.cursor = machine.cursor.min(*stayed);
            }
        }
        machine.counting = self.counting;
    }

    fn push(&mut self, at: usize, most: usize, gives: bool) {
        self.contact(at);
        let waiting: Vec<usize> = self.machines[at]
            .chain
            .iter()
            .copied()
            .filter(|entry| !self.feed.iter().any(|place| place.entry == *entry))
            .take(most)
            .collect();
        for entry in waiting {
            self.made[entry].came_by = self.made[entry].chains.len() - 1;
            self.give(entry, gives, false);
        }
        let has = |entry: &usize| self.feed.iter().any(|place| place.entry == *entry);
        let acknowledged = self.machines[at]
            .chain
            .iter()
            .take_while(|entry| has(entry))
            .count();
        self.machines[at].acknowledged = acknowledged;
    }

    fn give(&mut self, entry: usize, gives: bool, announces: bool) {
        self.places_given += 1;
        self.feed.push(Place {
            unique: self.places_given,
            entry,
            counting: self.counting,
            gives,
            announces,
        });
    }

    fn announce(&mut self) {
        let given = |entry| {
            self.feed
                .iter()
                .any(|place| place.entry == entry && place.gives)
        };
        let held = self
            .feed
            .iter()
            .map(|place| place.entry)
            .find(|entry| !given(*entry));
        if let Some(entry) = held {
            self.give(entry, true, true);
        }
    }

    fn pull(&mut self, at: usize, most: usize) {
        self.contact(at);
        let machine = &mut self.machines[at];
        for place in self.feed.iter().skip(machine.cursor).take(most) {
            machine.cursor += 1;
            if place.gives {
                machine.pulled.insert(place.unique);
            }
        }
    }

    fn restore(&mut self, at: usize) {
        let Some(backup) = self.backups[at].clone() else {
            return;
        };
        self.epochs += 1;
        let mut machine = backup;
        if machine.seq > 0 {
            machine.lineage.insert(
                0,
                ChainPoint {
                    epoch: machine.epoch,
                    seq: machine.seq,
                },
            );
        }
        machine.epoch = epoch(self.epochs);
        machine.seq = 0;
        for entry in machine.chain.iter().skip(machine.acknowledged) {
            machine.seq += 1;
            let mut chain = vec![ChainPoint {
                epoch: machine.epoch,
                seq: machine.seq,
            }];
            chain.extend(&machine.lineage);
            self.made[*entry].chains.push(chain);
        }
        self.machines[at] = machine;
    }

    fn restore_centre(&mut self, tenths: usize) {
        let stays = self.feed.len() * tenths / 10;
        self.feed.truncate(stays);
        self.epochs += 1;
        self.counting = CentreEpoch {
            ordinal: self.counting.ordinal + 1,
            id: epoch(self.epochs),
        };
        self.restores.push((self.counting.ordinal, stays));
    }

    /// The entries about the call, by the order in which they were made.
    pub(super) fn entries(&self) -> impl Iterator<Item = usize> {
        self.made
            .iter()
            .enumerate()
            .filter(|(_, made)| made.about_the_call)
            .map(|(entry, _)| entry)
    }

    /// How many links the entry has.
    pub(super) fn links(&self, entry: usize) -> usize {
        self.made[entry].chains.len()
    }

    /// The link by which the centre came to have it.
    pub(super) fn came_by(&self, entry: usize) -> usize {
        self.made[entry].came_by
    }

    /// The entry as a store hands it to the fold, placed by one of its links.
    pub(super) fn placed(&self, entry: usize, link: usize) -> Placed {
        let made = &self.made[entry];
        let mut placed = Placed::new(
            made.header.clone(),
            object(made.facts.clone()),
            object(made.personal.clone()),
            made.chains[link].clone(),
        );
        placed.number = self.numbered(entry, |place| !place.announces);
        let at_once = self
            .feed
            .iter()
            .any(|place| place.entry == entry && place.gives && !place.announces);
        if placed.number.is_some() && !at_once {
            let still_held = Numbered {
                centre: self.counting,
                number: u64::MAX,
            };
            placed.announced = self
                .numbered(entry, |place| place.announces)
                .or(Some(still_held));
        }
        placed
    }

    /// What the entry says, for the model.
    pub(super) fn says(&self, entry: usize) -> (&Header, &Value, &Value) {
        let made = &self.made[entry];
        (&made.header, &made.facts, &made.personal)
    }

    /// Its number in the feed, if it has one.
    pub(super) fn number(&self, entry: usize) -> Option<u64> {
        self.numbered(entry, |place| !place.announces)
            .map(|place| place.number)
    }

    fn numbered(&self, entry: usize, counts: impl Fn(&Place) -> bool) -> Option<Numbered> {
        let found = self
            .feed
            .iter()
            .enumerate()
            .find(|(_, place)| place.entry == entry && counts(place));
        found.map(|(at, place)| Numbered {
            centre: place.counting,
            number: at as u64 + 1,
        })
    }

    /// Whether the maker of `entry` really had `other` before them: made on the same store, or pulled
    /// from a place of the feed that still stands.
    pub(super) fn happened_before(&self, other: usize, entry: usize) -> bool {
        let made = &self.made[entry];
        let given = self
            .feed
            .iter()
            .find(|place| place.entry == other && place.gives);
        made.own.contains(&other) || given.is_some_and(|place| made.pulled.contains(&place.unique))
    }
}
