//! The chain as it leaves the machine, so that somebody without the key can check it: epochs with their origins and
//! heads, links with the bytes that they hold, and the entries of which this machine has no link.
//!
//! Of an entry go the header, the facts and the digests of all three parts; the personal part never does, its digest is
//! enough for the hash. What was there at one moment is read in pages, each a reading of its own, so that a slow stick
//! holds nobody up: links and entries are only ever added. Never here: a judgement. A chain that is not whole is told as
//! it lies there; whoever checks it finds that.

use domain::entry::{Digest, Digests};
use domain::id::{Epoch, MachineId};
use domain::link::ChainPoint;
use rusqlite::{Connection, Row, params};

use super::append::read_digests;
use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::private::machine::{id, point};
use crate::read::Reading;

/// Links or entries that are read at once.
const PAGE: u32 = 500;

/// The chain at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCopy {
    /// This machine.
    pub machine: MachineId,
    /// Its epochs and those of the site's other machines, in the order in which they came to be known here.
    pub epochs: Vec<ChainEpoch>,
    /// The last entry that lay here.
    up_to: i64,
}

/// A stretch of a machine's chain, and how much of it lies here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainEpoch {
    local: i64,
    /// Whose.
    pub machine: MachineId,
    /// Which.
    pub epoch: Epoch,
    /// The point that its first link follows; none where it follows nothing, or of another machine that is not known.
    pub follows: Option<ChainPoint>,
    /// Whether this machine has written it, so that its links are here.
    pub own: bool,
    /// Code of why it was begun, where the one before could not go on; else empty.
    pub why: String,
    /// Its last link: place and hash; none while it has none, and of other machines.
    pub last: Option<(u64, Digest)>,
    /// Entries of it that have no link here.
    pub unlinked: u64,
    /// The place of the last of them.
    pub last_unlinked: u64,
}

/// An entry in its place, without its personal part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainPlace {
    /// The place.
    pub point: ChainPoint,
    /// What its link follows and its hash; none where the link is not here.
    pub chained: Option<(Digest, Digest)>,
    /// Header, byte for byte.
    pub header: Vec<u8>,
    /// Facts, byte for byte.
    pub facts: Vec<u8>,
    /// Digests of the three parts as they are kept.
    pub digests: Digests,
    /// Whether its personal part has been erased here.
    pub erased: bool,
}

/// How far a copy was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainCursor {
    /// Links of the epoch at this index, behind this place.
    Links(usize, u64),
    /// Entries without a link, behind this one.
    Unlinked(i64),
    /// All of it.
    End,
}

impl ChainCursor {
    /// Before the first place.
    pub const START: Self = Self::Links(0, 0);
}

impl ChainCopy {
    /// How many places it has.
    #[must_use]
    pub fn places(&self) -> u64 {
        self.epochs
            .iter()
            .map(|epoch| epoch.last.map_or(0, |(seq, _)| seq) + epoch.unlinked)
            .sum()
    }
}

/// Entries that no link here holds, by stretch; the index alone answers it.
pub(crate) const UNLINKED: &str = "
    SELECT epoch, count(*), max(local) FROM entry
    WHERE NOT EXISTS (SELECT 1 FROM link WHERE link.entry = entry.local) GROUP BY epoch";

pub(crate) const LINKS: &str = "
    SELECT link.seq, entry.header, entry.facts, entry.digests, entry.personal IS NULL, link.prev, link.hash
    FROM link JOIN entry ON entry.local = link.entry
    WHERE link.epoch = ?1 AND link.seq > ?2 AND link.seq <= ?3 ORDER BY link.seq LIMIT ?4";

pub(crate) const UNLINKED_AFTER: &str = "
    SELECT entry.seq, entry.header, entry.facts, entry.digests, entry.personal IS NULL, entry.epoch, entry.local
    FROM entry
    WHERE entry.local > ?1 AND entry.local <= ?2
      AND NOT EXISTS (SELECT 1 FROM link WHERE link.entry = entry.local)
    ORDER BY entry.local LIMIT ?3";

impl Reading<'_> {
    /// The chain as it stands now: what there is, to be read page by page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn chain_copy(&self) -> Result<ChainCopy, StoreError> {
        let up_to = "SELECT coalesce(max(local), 0) FROM entry";
        let mut copy = ChainCopy {
            machine: id(self.connection)?,
            epochs: epochs(self.connection)?,
            up_to: self.connection.query_row(up_to, [], |row| row.get(0))?,
        };
        let mut statement = self.connection.prepare(UNLINKED)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let local: i64 = row.get(0)?;
            let last: i64 = row.get(2)?;
            let seq = "SELECT seq FROM entry WHERE local = ?1";
            let seq = self.connection.query_row(seq, [last], |row| row.get(0))?;
            let of = copy.epochs.iter_mut().find(|epoch| epoch.local == local);
            let of = of.ok_or(StoreError::Damaged)?;
            (of.unlinked, of.last_unlinked) = (from_sql(row.get(1)?), from_sql(seq));
        }
        Ok(copy)
    }

    /// The next places of a copy, and where it goes on behind them: links epoch by epoch, then entries without a link
    /// in the order in which they arrived.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn chain_places(
        &self,
        copy: &ChainCopy,
        after: ChainCursor,
    ) -> Result<(Vec<ChainPlace>, ChainCursor), StoreError> {
        match after {
            ChainCursor::Links(at, seq) => self.linked_places(copy, at, seq),
            ChainCursor::Unlinked(local) => self.unlinked_places(copy, local),
            ChainCursor::End => Ok((Vec::new(), ChainCursor::End)),
        }
    }

    fn linked_places(
        &self,
        copy: &ChainCopy,
        at: usize,
        after: u64,
    ) -> Result<(Vec<ChainPlace>, ChainCursor), StoreError> {
        let Some(epoch) = copy.epochs.get(at) else {
            return Ok((Vec::new(), ChainCursor::Unlinked(0)));
        };
        let last = epoch.last.map_or(0, |(seq, _)| seq);
        let places = self
            .connection
            .prepare_cached(LINKS)?
            .query_map(
                params![epoch.local, to_sql(after), to_sql(last), PAGE],
                |row| {
                    let chained = Some((row.get(5)?, row.get(6)?));
                    place(row, epoch.epoch, chained)
                },
            )?
            .collect::<Result<Vec<_>, _>>()?;
        let next = match places.last() {
            Some(place) if place.point.seq < last => ChainCursor::Links(at, place.point.seq),
            _ => ChainCursor::Links(at + 1, 0),
        };
        Ok((places, next))
    }

    fn unlinked_places(
        &self,
        copy: &ChainCopy,
        after: i64,
    ) -> Result<(Vec<ChainPlace>, ChainCursor), StoreError> {
        let mut statement = self.connection.prepare_cached(UNLINKED_AFTER)?;
        let mut rows = statement.query(params![after, copy.up_to, PAGE])?;
        let (mut places, mut next) = (Vec::new(), ChainCursor::End);
        while let Some(row) = rows.next()? {
            let local: i64 = row.get(5)?;
            let of = copy.epochs.iter().find(|epoch| epoch.local == local);
            let of = of.ok_or(StoreError::Damaged)?;
            places.push(place(row, of.epoch, None)?);
            next = ChainCursor::Unlinked(row.get(6)?);
        }
        Ok((places, next))
    }
}

fn epochs(connection: &Connection) -> Result<Vec<ChainEpoch>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT local, machine, epoch, follows_epoch, follows_seq, station_code IS NOT NULL, coalesce(begun_why, '')
         FROM epoch ORDER BY local",
    )?;
    let mut epochs = statement
        .query_map([], |row| {
            Ok(ChainEpoch {
                local: row.get(0)?,
                machine: MachineId::from_bytes(row.get(1)?),
                epoch: Epoch::from_bytes(row.get(2)?),
                follows: point(row.get(3)?, row.get(4)?),
                own: row.get(5)?,
                why: row.get(6)?,
                last: None,
                unlinked: 0,
                last_unlinked: 0,
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut last = connection
        .prepare("SELECT seq, hash FROM link WHERE epoch = ?1 ORDER BY seq DESC LIMIT 1")?;
    for epoch in &mut epochs {
        let mut rows = last.query([epoch.local])?;
        if let Some(row) = rows.next()? {
            epoch.last = Some((from_sql(row.get(0)?), row.get(1)?));
        }
    }
    Ok(epochs)
}

/// The place, its parts and digests, which stand in the first columns.
fn place(
    row: &Row<'_>,
    epoch: Epoch,
    chained: Option<(Digest, Digest)>,
) -> rusqlite::Result<ChainPlace> {
    Ok(ChainPlace {
        point: ChainPoint {
            epoch,
            seq: from_sql(row.get(0)?),
        },
        chained,
        header: row.get(1)?,
        facts: row.get(2)?,
        digests: read_digests(row.get(3)?),
        erased: row.get(4)?,
    })
}
