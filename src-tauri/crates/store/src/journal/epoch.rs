//! The epochs of this machine's chain: where the present one ends, beginning the next, and why earlier ones
//! were left.

use domain::entry::Digest;
use domain::id::{Epoch, Millis};
use domain::link::ChainPoint;
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::append::{link_anew, read_digests};
use super::number::confirmed;
use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::opened::Store;
use crate::private::machine::{begin_epoch, id, own_epoch};
use crate::random::random;
use crate::read::Reading;

/// The epoch in which this machine writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnChain {
    /// Which.
    pub epoch: Epoch,
    /// Its last link with its hash; none while it has none.
    pub last: Option<(ChainPoint, Digest)>,
}

/// Why a new epoch is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NewEpoch {
    /// The store is an older copy of itself, restored from a backup, or its image runs elsewhere too: the centre has
    /// links behind the last one here, or the WAL of another day lay beside the file.
    Behind,
    /// The centre has another link in a place that is written here: an image that runs elsewhere too.
    Fork,
    /// The store was restored from a backup, or from what could be read of a damaged one.
    Restored,
}

impl NewEpoch {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Behind, Self::Fork, Self::Restored];

    /// Its code, as it is kept and as it crosses to the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Fork => "fork",
            Self::Restored => "restored",
        }
    }
}

/// An epoch that was begun because the one before it could not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpochBegun {
    /// When, by this machine's wall clock.
    pub at: Millis,
    /// Why.
    pub why: NewEpoch,
}

impl Store {
    /// Begins a new epoch of this machine. What waits is linked anew in its order, and with it what the centre
    /// has named and the feed has not shown yet; what it has shown as held stays held. Rows that hang on numbers
    /// which are given up are folded anew behind this. It
    /// follows the last point of the old one: an entry is placed by its oldest link, so what follows it here must
    /// be known to follow it.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    pub fn begin_epoch(&self, why: NewEpoch, at: Millis) -> Result<Epoch, StoreError> {
        let new = self.write(move |transaction| begin_epoch_in(transaction, why, at))?;
        self.fold_unfolded_behind()?;
        Ok(new)
    }

    /// As [`Reading::own_chain`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_chain(&self) -> Result<OwnChain, StoreError> {
        self.read(|reading| reading.own_chain())
    }
}

/// As [`Store::begin_epoch`], in a transaction; rows that hang on numbers are noted to be folded anew.
pub(crate) fn begin_epoch_in(
    transaction: &Transaction<'_>,
    why: NewEpoch,
    at: Millis,
) -> Result<Epoch, StoreError> {
    let machine = id(transaction)?;
    let old = own_epoch(transaction)?;
    // Where links were lost, entries stand behind the last of them: what follows must follow these too.
    let last = match why {
        NewEpoch::Restored => {
            "SELECT max(seq) FROM (SELECT max(seq) AS seq FROM link WHERE epoch = ?1
                                   UNION ALL SELECT max(seq) FROM entry WHERE epoch = ?1)"
        }
        NewEpoch::Behind | NewEpoch::Fork => "SELECT max(seq) FROM link WHERE epoch = ?1",
    };
    let head: Option<i64> = transaction.query_row(last, [old.local], |row| row.get(0))?;
    let head = head.map(|seq| ChainPoint {
        epoch: old.epoch,
        seq: from_sql(seq),
    });
    let new = Epoch::from_bytes(random()?);
    begin_epoch(transaction, new, head.or(old.follows))?;
    let own = own_epoch(transaction)?;
    transaction.execute(
        "UPDATE epoch SET begun_at = ?2, begun_why = ?3 WHERE local = ?1",
        params![own.local, at.0, why.code()],
    )?;
    // What was named and never read in the feed may be gone from a centre that was restored: another
    // life of this machine has got its place since. It is offered anew; what is there is a duplicate.
    let beyond = "SELECT entry FROM number WHERE number > ?1";
    let confirmed = to_sql(confirmed(transaction)?);
    transaction.execute(
        &format!(
            "UPDATE link SET state = 'waiting', reason = ''
             WHERE state IN ('acknowledged', 'held') AND entry IN ({beyond})"
        ),
        [confirmed],
    )?;
    transaction.execute(
        &format!(
            "INSERT OR IGNORE INTO unfolded (subject)
             SELECT subject FROM entry WHERE local IN ({beyond})"
        ),
        [confirmed],
    )?;
    transaction.execute("DELETE FROM number WHERE number > ?1", [confirmed])?;
    let waiting: Vec<(i64, [u8; 96])> = transaction
        .prepare(
            "SELECT link.entry, entry.digests FROM link JOIN entry ON entry.local = link.entry
             WHERE link.state = 'waiting' ORDER BY link.epoch, link.seq",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    transaction.execute(
        "UPDATE link SET state = 'replaced' WHERE state = 'waiting'",
        [],
    )?;
    for (entry, digests) in waiting {
        link_anew(transaction, machine, &own, entry, &read_digests(digests))?;
    }
    Ok(new)
}

impl Reading<'_> {
    /// The epoch in which this machine writes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_chain(&self) -> Result<OwnChain, StoreError> {
        let own = own_epoch(self.connection)?;
        let last = self
            .connection
            .prepare_cached(
                "SELECT seq, hash FROM link WHERE epoch = ?1 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row([own.local], |row| {
                let point = ChainPoint {
                    epoch: own.epoch,
                    seq: from_sql(row.get(0)?),
                };
                Ok((point, row.get(1)?))
            })
            .optional()?;
        Ok(OwnChain {
            epoch: own.epoch,
            last,
        })
    }

    /// Hash of this machine's link at a place; none where it has none there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_link(&self, point: ChainPoint) -> Result<Option<Digest>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT link.hash FROM epoch JOIN link ON link.epoch = epoch.local
                 WHERE epoch.epoch = ?1 AND epoch.station_code IS NOT NULL AND link.seq = ?2",
            )?
            .query_row(params![point.epoch.to_bytes(), to_sql(point.seq)], |row| {
                row.get(0)
            })
            .optional()?)
    }

    /// The epochs that were begun because the one before could not go on, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn epochs_begun(&self) -> Result<Vec<EpochBegun>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT begun_at, begun_why FROM epoch WHERE begun_at IS NOT NULL ORDER BY local DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut begun = Vec::new();
        while let Some(row) = rows.next()? {
            let code: String = row.get(1)?;
            let why = NewEpoch::ALL.into_iter().find(|why| why.code() == code);
            begun.push(EpochBegun {
                at: Millis(row.get(0)?),
                why: why.ok_or(StoreError::Damaged)?,
            });
        }
        Ok(begun)
    }
}
