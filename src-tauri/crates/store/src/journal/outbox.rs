//! This machine's own chain on its way to the centre: what waits, what became of it.
//!
//! Only what the centre named with our digest is settled; nothing unacknowledged is ever removed.

use std::collections::BTreeSet;

use domain::entry::{Digest, Digests, Entry, Numbered};
use domain::id::{EntryId, Epoch, Millis, SubjectId};
use domain::link::{ChainPoint, Link};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::append::{link_anew, read_digests};
use super::number::set_number;
use super::subject::Places;
use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::opened::Store;
use crate::private::machine::{begin_epoch, id, own_epoch};
use crate::random::random;
use crate::read::Reading;
use crate::rows;

/// Bytes of entries after which a reading of what waits ends early; it holds one entry at least.
const WAITING_BYTES: usize = 8 * 1024 * 1024;
/// Most held entries that are listed.
const HELD_LISTED: u32 = 1_000;

/// A link that the centre has not named yet, with its entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The link.
    pub link: Link,
    /// For the first link of an epoch: the point that the epoch follows, and behind it the last points
    /// of the epochs before that one, newest first. Else empty.
    pub follows: Vec<ChainPoint>,
    /// Id of the entry.
    pub id: EntryId,
    /// The entry.
    pub entry: Entry,
    /// Its digests.
    pub digests: Digests,
}

/// What became of a link at the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The centre has it, under this number.
    Stored(Numbered),
    /// The centre has its place in the chain under this number, and could not take its content.
    Held {
        /// The number.
        number: Numbered,
        /// The centre's code for why.
        code: String,
    },
}

/// How much of the own chain the centre has not got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkState {
    /// Links not yet acknowledged, held ones apart.
    pub waiting: u32,
    /// When the oldest entry that waits was made.
    pub oldest_at: Option<Millis>,
    /// Entries that the centre could not accept.
    pub held: u32,
}

/// An entry that the centre could not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldEntry {
    /// Its id.
    pub entry: EntryId,
    /// Its kind.
    pub kind: String,
    /// What it is about.
    pub subject: SubjectId,
    /// When it was made.
    pub at: Millis,
    /// The centre's code for why.
    pub reason: String,
}

/// The head of one of this machine's epochs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnHead {
    /// The last point.
    pub point: ChainPoint,
    /// Hash of the link there.
    pub hash: Digest,
}

impl Reading<'_> {
    /// Links that wait, in the order of the chain, behind `after`; at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: u32,
    ) -> Result<Vec<Waiting>, StoreError> {
        let machine = id(self.connection)?;
        let places = Places::read(self.connection)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT link.seq, link.prev, link.hash, entry.id, entry.header, entry.facts, entry.personal,
                    entry.digests, epoch.local, epoch.epoch
             FROM link JOIN entry ON entry.local = link.entry JOIN epoch ON epoch.local = link.epoch
             WHERE link.state = 'waiting'
               AND (link.epoch, link.seq) > (coalesce((SELECT local FROM epoch WHERE epoch = ?1), 0), ?2)
             ORDER BY link.epoch, link.seq LIMIT ?3",
        )?;
        let epoch = after.map(|point| point.epoch.to_bytes());
        let seq = after.map_or(0, |point| to_sql(point.seq));
        let mut rows = statement.query(params![epoch, seq, limit])?;
        let (mut waiting, mut bytes) = (Vec::new(), 0);
        while let Some(row) = rows.next()?
            && bytes < WAITING_BYTES
        {
            let seq = from_sql(row.get(0)?);
            let entry = Entry {
                header: row.get(4)?,
                facts: row.get(5)?,
                personal: row.get(6)?,
            };
            bytes += entry.header.len() + entry.facts.len();
            bytes += entry.personal.as_ref().map_or(0, Vec::len);
            waiting.push(Waiting {
                link: Link {
                    machine,
                    point: ChainPoint {
                        epoch: Epoch::from_bytes(row.get(9)?),
                        seq,
                    },
                    prev: row.get(1)?,
                    hash: row.get(2)?,
                },
                follows: if seq == 1 {
                    places.lineage(row.get(8)?)
                } else {
                    Vec::new()
                },
                id: EntryId::from_bytes(row.get(3)?),
                entry,
                digests: read_digests(row.get(7)?),
            });
        }
        Ok(waiting)
    }

    /// How much of the own chain the centre has not got.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn link_state(&self) -> Result<LinkState, StoreError> {
        let one = |query: &str| {
            self.connection
                .prepare_cached(query)?
                .query_row([], |row| row.get(0))
        };
        let oldest: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT entry.at FROM link JOIN entry ON entry.local = link.entry
                 WHERE link.state = 'waiting' ORDER BY link.epoch, link.seq LIMIT 1",
            )?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(LinkState {
            waiting: one("SELECT count(*) FROM link WHERE state = 'waiting'")?,
            oldest_at: oldest.map(Millis),
            held: one("SELECT count(DISTINCT entry) FROM link WHERE state = 'held'")?,
        })
    }

    /// The entries that the centre could not accept, oldest first, at most 1,000.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held(&self) -> Result<Vec<HeldEntry>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT entry.id, entry.kind, entry.subject, entry.at, max(link.reason)
                 FROM link JOIN entry ON entry.local = link.entry
                 WHERE link.state = 'held'
                 GROUP BY entry.local ORDER BY entry.local LIMIT ?1",
            )?
            .query_map([HELD_LISTED], |row| {
                Ok(HeldEntry {
                    entry: EntryId::from_bytes(row.get(0)?),
                    kind: row.get(1)?,
                    subject: SubjectId::from_bytes(row.get(2)?),
                    at: Millis(row.get(3)?),
                    reason: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The head of each of this machine's epochs that has a link, newest epoch first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_heads(&self) -> Result<Vec<OwnHead>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT epoch.epoch, link.seq, link.hash
                 FROM epoch JOIN link ON link.epoch = epoch.local
                 WHERE link.seq = (SELECT max(seq) FROM link WHERE link.epoch = epoch.local)
                 ORDER BY epoch.local DESC",
            )?
            .query_map([], |row| {
                let point = ChainPoint {
                    epoch: Epoch::from_bytes(row.get(0)?),
                    seq: from_sql(row.get(1)?),
                };
                Ok(OwnHead {
                    point,
                    hash: row.get(2)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// As [`Reading::waiting`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: u32,
    ) -> Result<Vec<Waiting>, StoreError> {
        self.read(|reading| reading.waiting(after, limit))
    }

    /// As [`Reading::link_state`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn link_state(&self) -> Result<LinkState, StoreError> {
        self.read(|reading| reading.link_state())
    }

    /// As [`Reading::held`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held(&self) -> Result<Vec<HeldEntry>, StoreError> {
        self.read(|reading| reading.held())
    }

    /// As [`Reading::own_heads`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_heads(&self) -> Result<Vec<OwnHead>, StoreError> {
        self.read(|reading| reading.own_heads())
    }

    /// Writes down what became of links, all or none. A link that is not known here is passed over. A
    /// number that another entry bears, or another number for an entry that has one, is refused.
    ///
    /// # Errors
    /// `Mismatch`; else why the store cannot be written.
    pub fn settle(&self, settled: Vec<(ChainPoint, Settled)>) -> Result<(), StoreError> {
        self.write(move |transaction| {
            let mut touched = BTreeSet::new();
            for (point, became) in &settled {
                touched.extend(settle_one(transaction, *point, became)?);
            }
            refold_shared(transaction, touched)
        })
    }

    /// Offers held entries to the centre again: after an update of the one or the other.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn offer_again(&self, entries: Vec<EntryId>) -> Result<(), StoreError> {
        self.write(move |transaction| {
            let own = own_epoch(transaction)?;
            let mut statement = transaction.prepare_cached(
                "UPDATE link SET state = 'waiting', reason = ''
                 WHERE state = 'held' AND epoch = ?1
                   AND entry = (SELECT local FROM entry WHERE id = ?2)",
            )?;
            for entry in &entries {
                statement.execute(params![own.local, entry.to_bytes()])?;
            }
            Ok(())
        })
    }

    /// Begins a new epoch of this machine: after a restore, on a copied disk, on a fork, or to leave
    /// refused entries behind. What waits is linked anew in its order; held entries stay held.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn begin_epoch(&self) -> Result<Epoch, StoreError> {
        self.write(|transaction| {
            let machine = id(transaction)?;
            let old = own_epoch(transaction)?;
            let head: Option<i64> = transaction
                .query_row("SELECT max(seq) FROM link WHERE epoch = ?1", [old.local], |row| row.get(0))?;
            let head = head.map(|seq| ChainPoint { epoch: old.epoch, seq: from_sql(seq) });
            let new = Epoch::from_bytes(random()?);
            begin_epoch(transaction, new, head.or(old.follows))?;
            let own = own_epoch(transaction)?;
            let waiting: Vec<(i64, [u8; 96])> = transaction
                .prepare(
                    "SELECT link.entry, entry.digests FROM link JOIN entry ON entry.local = link.entry
                     WHERE link.state = 'waiting' ORDER BY link.epoch, link.seq",
                )?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            transaction.execute("UPDATE link SET state = 'replaced' WHERE state = 'waiting'", [])?;
            for (entry, digests) in waiting {
                link_anew(transaction, machine, &own, entry, &read_digests(digests))?;
            }
            Ok(new)
        })
    }
}

/// Settles one link; says which subject it touched.
fn settle_one(
    transaction: &Transaction<'_>,
    point: ChainPoint,
    became: &Settled,
) -> Result<Option<SubjectId>, StoreError> {
    let (number, state, reason) = match became {
        Settled::Stored(number) => (number, "acknowledged", ""),
        Settled::Held { number, code } => (number, "held", code.as_str()),
    };
    let found: Option<(i64, i64, [u8; 16])> = transaction
        .prepare_cached(
            "SELECT link.epoch, link.entry, entry.subject
             FROM link JOIN entry ON entry.local = link.entry
             WHERE link.epoch = (SELECT local FROM epoch WHERE epoch = ?1) AND link.seq = ?2",
        )?
        .query_row(params![point.epoch.to_bytes(), to_sql(point.seq)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((epoch, entry, subject)) = found else {
        return Ok(None);
    };
    // A code is never empty here: an empty one would read as none.
    let reason = if state == "held" && reason.is_empty() {
        "unknown"
    } else {
        reason
    };
    transaction
        .prepare_cached("UPDATE link SET state = ?3, reason = ?4 WHERE epoch = ?1 AND seq = ?2")?
        .execute(params![epoch, to_sql(point.seq), state, reason])?;
    let news = set_number(transaction, entry, *number)?;
    Ok(news.then_some(SubjectId::from_bytes(subject)))
}

/// Folds anew those subjects that other machines have a part in: there a number may move an entry.
fn refold_shared(connection: &Connection, touched: BTreeSet<SubjectId>) -> Result<(), StoreError> {
    let machine = id(connection)?.to_bytes();
    let mut shared = connection.prepare_cached(
        "SELECT 1 FROM entry JOIN epoch ON epoch.local = entry.epoch
         WHERE entry.subject = ?1 AND epoch.machine <> ?2 LIMIT 1",
    )?;
    let mut places = None;
    for subject in touched {
        if shared.exists(params![subject.to_bytes(), machine])? {
            let places = match &places {
                Some(places) => places,
                None => places.insert(Places::read(connection)?),
            };
            rows::refold(connection, places, subject)?;
        }
    }
    Ok(())
}
