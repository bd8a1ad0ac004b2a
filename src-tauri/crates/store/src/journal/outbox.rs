//! This machine's own chain on its way to the centre: what waits, what is held, how far it has come.
//!
//! Only read here; what the centre says of it is written down in [`super::settle`].

use domain::entry::{Digests, Entry};
use domain::id::{EntryId, Epoch, Millis, SubjectId};
use domain::link::{ChainPoint, Link};
use rusqlite::{OptionalExtension as _, params};

use super::append::read_digests;
use super::subject::Places;
use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::opened::Store;
use crate::private::machine::id;
use crate::read::Reading;

/// Bytes of entries after which a reading of links ends early; it holds one entry at least.
const OUTGOING_BYTES: usize = 8 * 1024 * 1024;
/// Most held entries that are listed.
const HELD_LISTED: u32 = 1_000;

/// A link with its entry, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
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

/// How much of the own chain the centre has not got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkState {
    /// Links not yet acknowledged, held ones apart; of more than 10,000 the length of the stretches in
    /// which they stand.
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

/// Links that wait are counted one by one up to here. At a machine that never had a centre every link
/// waits, and all of them would be walked after every save.
const COUNTED_MAX: u32 = 1_000;

// Asked after every save. The indexes are named: left to itself, SQLite walks the link of every entry
// ever made to find the few that are held.
pub(crate) const WAITING: &str = "SELECT count(*) FROM
     (SELECT 1 FROM link INDEXED BY link_waiting WHERE state = 'waiting' LIMIT ?1)";
/// How long the stretches of the own epochs are from the first link that waits to the last. The centre
/// takes a chain in its order, so nothing else stands in between but what it holds.
pub(crate) const STRETCHES: &str = "
    SELECT coalesce(sum(
        (SELECT seq FROM link INDEXED BY link_waiting
         WHERE link.epoch = epoch.local AND state = 'waiting' ORDER BY seq DESC LIMIT 1)
        - (SELECT seq FROM link INDEXED BY link_waiting
           WHERE link.epoch = epoch.local AND state = 'waiting' ORDER BY seq LIMIT 1)
        + 1), 0)
    FROM epoch WHERE station_code IS NOT NULL";
pub(crate) const HELD: &str = "SELECT count(*) FROM
     (SELECT DISTINCT entry FROM link INDEXED BY link_held WHERE state = 'held')";

impl Reading<'_> {
    /// Links that wait, in the order of the chain, behind `after`; at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waiting(
        &self,
        after: Option<ChainPoint>,
        limit: u32,
    ) -> Result<Vec<Outgoing>, StoreError> {
        self.outgoing(
            "link.state = 'waiting' AND (link.epoch, link.seq)
                 > (coalesce((SELECT local FROM epoch WHERE epoch = ?1), 0), ?2)",
            after,
            limit,
        )
    }

    /// This machine's links of one epoch from a point on, whatever became of them; at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn links_from(&self, from: ChainPoint, limit: u32) -> Result<Vec<Outgoing>, StoreError> {
        self.outgoing(
            "link.epoch = (SELECT local FROM epoch WHERE epoch = ?1) AND link.seq >= ?2",
            Some(from),
            limit,
        )
    }

    fn outgoing(
        &self,
        which: &str,
        point: Option<ChainPoint>,
        limit: u32,
    ) -> Result<Vec<Outgoing>, StoreError> {
        let machine = id(self.connection)?;
        let places = Places::read(self.connection)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT link.seq, link.prev, link.hash, entry.id, entry.header, entry.facts, entry.personal,
                    entry.digests, epoch.local, epoch.epoch
             FROM link JOIN entry ON entry.local = link.entry JOIN epoch ON epoch.local = link.epoch
             WHERE {which}
             ORDER BY link.epoch, link.seq LIMIT ?3"
        ))?;
        let epoch = point.map(|point| point.epoch.to_bytes());
        let seq = point.map_or(0, |point| to_sql(point.seq));
        let mut rows = statement.query(params![epoch, seq, limit])?;
        let (mut outgoing, mut bytes) = (Vec::new(), 0);
        while let Some(row) = rows.next()?
            && bytes < OUTGOING_BYTES
        {
            let seq = from_sql(row.get(0)?);
            let entry = Entry {
                header: row.get(4)?,
                facts: row.get(5)?,
                personal: row.get(6)?,
            };
            bytes += entry.header.len() + entry.facts.len();
            bytes += entry.personal.as_ref().map_or(0, Vec::len);
            outgoing.push(Outgoing {
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
        Ok(outgoing)
    }

    /// How much of the own chain the centre has not got.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn link_state(&self) -> Result<LinkState, StoreError> {
        self.link_state_counted(COUNTED_MAX)
    }

    pub(crate) fn link_state_counted(&self, counted_max: u32) -> Result<LinkState, StoreError> {
        let one = |query: &str, parameters: &[&dyn rusqlite::ToSql]| {
            self.connection
                .prepare_cached(query)?
                .query_row(parameters, |row| row.get::<_, u32>(0))
        };
        let mut waiting = one(WAITING, &[&counted_max])?;
        if waiting == counted_max {
            waiting = waiting.max(one(STRETCHES, &[])?);
        }
        let oldest: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT entry.at FROM link JOIN entry ON entry.local = link.entry
                 WHERE link.state = 'waiting' ORDER BY link.epoch, link.seq LIMIT 1",
            )?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(LinkState {
            waiting,
            oldest_at: oldest.map(Millis),
            held: one(HELD, &[])?,
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

    /// The last point of each of this machine's epochs that the centre has named, newest epoch first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn acknowledged(&self) -> Result<Vec<ChainPoint>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT epoch.epoch,
                        (SELECT link.seq FROM link
                         WHERE link.epoch = epoch.local AND link.state IN ('acknowledged', 'held')
                         ORDER BY link.seq DESC LIMIT 1) AS named
                 FROM epoch WHERE named IS NOT NULL ORDER BY epoch.local DESC",
            )?
            .query_map([], |row| {
                Ok(ChainPoint {
                    epoch: Epoch::from_bytes(row.get(0)?),
                    seq: from_sql(row.get(1)?),
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
    ) -> Result<Vec<Outgoing>, StoreError> {
        self.read(|reading| reading.waiting(after, limit))
    }

    /// As [`Reading::links_from`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn links_from(&self, from: ChainPoint, limit: u32) -> Result<Vec<Outgoing>, StoreError> {
        self.read(|reading| reading.links_from(from, limit))
    }

    /// As [`Reading::acknowledged`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn acknowledged(&self) -> Result<Vec<ChainPoint>, StoreError> {
        self.read(|reading| reading.acknowledged())
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
}
