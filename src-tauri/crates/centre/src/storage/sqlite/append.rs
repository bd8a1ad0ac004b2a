//! Appending a batch: one transaction, one outcome a link. Every link that is taken has its entry, every
//! entry its number, every number its place in the feed; numbers are dense per site because they are
//! given under the write lock and counted in the same transaction.
//!
//! The same id with other digests is never swallowed: each row is looked up before it is written.

use std::collections::BTreeMap;

use domain::entry::{CentreEpoch, Digest, Digests, Entry};
use domain::id::{EntryId, Epoch};
use domain::link::{ChainPoint, epoch_root};
use domain::wire::{Outcome, feed_hash};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fetch::{self, EntryRow};
use super::machines::identity;
use super::values::{from_column, must, to_column};
use crate::judge::Judged;
use crate::storage::{Arrival, Batch, Caller, Placed, StorageError};

pub(super) fn append(
    connection: &mut Connection,
    batch: Batch,
) -> Result<Vec<Placed>, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let counting = identity(&transaction)?.counting;
    let (number, hash) = transaction.query_row(
        "SELECT last_number, feed_hash FROM site WHERE id = ?1",
        [batch.caller.site.to_bytes()],
        |row| Ok((from_column(row.get(0)?), row.get(1)?)),
    )?;
    let mut append = Append {
        transaction: &transaction,
        caller: batch.caller,
        counting,
        now: batch.now.0,
        number,
        hash,
        heads: BTreeMap::new(),
    };
    let placed = batch
        .arrivals
        .into_iter()
        .map(|arrival| append.place(arrival))
        .collect::<Result<Vec<_>, _>>()?;
    append.close()?;
    transaction.commit()?;
    Ok(placed)
}

/// The last place of an epoch as it stands within this batch.
#[derive(Clone, Copy)]
struct Head {
    seq: u64,
    hash: Digest,
    moved: bool,
}

struct Append<'t> {
    transaction: &'t Transaction<'t>,
    caller: Caller,
    counting: CentreEpoch,
    now: i64,
    /// The last number given.
    number: u64,
    /// Running hash of the feed up to it.
    hash: Digest,
    /// None: the epoch has no link yet.
    heads: BTreeMap<Epoch, Option<Head>>,
}

/// Where a link that is not there yet would stand.
enum Place {
    /// Behind the last one.
    Next,
    /// Between others, where a row was lost.
    Lost,
    /// It cannot stand.
    Refused(Outcome),
}

impl Append<'_> {
    fn place(&mut self, arrival: Arrival) -> Result<Placed, StorageError> {
        if arrival.link.machine != self.caller.machine || !arrival.link.holds(&arrival.digests) {
            return Ok(plain(Outcome::Mismatch));
        }
        let point = arrival.link.point;
        if let Some(there) = fetch::link(self.transaction, self.caller, point)? {
            if there.hash != arrival.link.hash {
                return Ok(plain(Outcome::Fork));
            }
            let entry = fetch::entry_by_row(self.transaction, self.caller.site, there.entry)?;
            let entry = must(entry, "a link without its entry")?;
            if entry.id != arrival.id {
                return Ok(plain(Outcome::Mismatch));
            }
            return self.again(entry, arrival.content);
        }
        let place = match self.find_place(&arrival)? {
            Place::Refused(outcome) => return Ok(plain(outcome)),
            place => place,
        };
        match fetch::entry_by_id(self.transaction, self.caller.site, arrival.id)? {
            Some(entry) if entry.digests != arrival.digests => Ok(plain(Outcome::Mismatch)),
            Some(entry) => {
                self.insert_link(&arrival, entry.row, &place)?;
                self.again(entry, arrival.content)
            }
            None => self.first(&arrival, &place),
        }
    }

    fn find_place(&mut self, arrival: &Arrival) -> Result<Place, StorageError> {
        let point = arrival.link.point;
        let head = self.head(point.epoch)?;
        let last = head.map_or(0, |head| head.seq);
        let before = if point.seq == 1 {
            let follows = arrival.follows.first().copied();
            Some(epoch_root(self.caller.machine, point.epoch, follows))
        } else if point.seq == last + 1 {
            head.map(|head| head.hash)
        } else if point.seq > last {
            return Ok(Place::Refused(Outcome::Missing { seq: last + 1 }));
        } else {
            let before = ChainPoint {
                seq: point.seq - 1,
                ..point
            };
            fetch::link(self.transaction, self.caller, before)?.map(|link| link.hash)
        };
        if before.is_some_and(|before| before != arrival.link.prev) {
            return Ok(Place::Refused(Outcome::Fork));
        }
        if point.seq > last {
            return Ok(Place::Next);
        }
        let after = ChainPoint {
            seq: point.seq + 1,
            ..point
        };
        let after = fetch::prev_of(self.transaction, self.caller, after)?;
        let fits = after.is_none_or(|prev| prev == arrival.link.hash)
            && (point.seq < last || head.is_some_and(|head| head.hash == arrival.link.hash));
        Ok(if fits {
            Place::Lost
        } else {
            Place::Refused(Outcome::Fork)
        })
    }

    fn head(&mut self, epoch: Epoch) -> Result<Option<Head>, StorageError> {
        if let Some(head) = self.heads.get(&epoch) {
            return Ok(*head);
        }
        let head = fetch::head(self.transaction, self.caller, epoch)?.map(|(seq, hash)| Head {
            seq,
            hash,
            moved: false,
        });
        self.heads.insert(epoch, head);
        Ok(head)
    }

    /// An entry that is there already: the outcome, and its parts if they were lacking.
    fn again(&mut self, entry: EntryRow, content: Judged) -> Result<Placed, StorageError> {
        let number = entry.number;
        let outcome = match (entry.held_code, content) {
            (None, _) => Outcome::Duplicate { number },
            (Some(_), Judged::Taken { entry: parts, kind }) => {
                self.fill(entry.row, &parts, &kind)?;
                self.announce(entry.row, Some(number), entry.id, &entry.digests)?;
                Outcome::Stored { number }
            }
            (Some(code), Judged::Held(_)) => Outcome::Held { number, code },
        };
        let counted_in = if entry.counting == self.counting.ordinal {
            None
        } else {
            Some(self.counting_of(entry.counting)?)
        };
        Ok(Placed {
            outcome,
            counted_in,
        })
    }

    /// An entry that is new here.
    fn first(&mut self, arrival: &Arrival, place: &Place) -> Result<Placed, StorageError> {
        let number = self.number + 1;
        let row = self.insert_entry(arrival, number)?;
        self.insert_link(arrival, row, place)?;
        self.announce(row, None, arrival.id, &arrival.digests)?;
        Ok(plain(match &arrival.content {
            Judged::Taken { .. } => Outcome::Stored { number },
            Judged::Held(code) => Outcome::Held {
                number,
                code: code.as_str().to_owned(),
            },
        }))
    }

    fn insert_entry(&self, arrival: &Arrival, number: u64) -> Result<i64, StorageError> {
        let (held_code, kind, entry) = match &arrival.content {
            Judged::Taken { entry, kind } => (None, Some(kind), Some(entry)),
            Judged::Held(code) => (Some(code.as_str()), None, None),
        };
        let point = arrival.link.point;
        self.transaction
            .prepare_cached(
                "INSERT INTO entry (site, id, number, counting, machine, epoch, seq, received_at,
                     header_digest, facts_digest, personal_digest, held_code, kind, header, facts,
                     personal)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute((
                self.caller.site.to_bytes(),
                arrival.id.to_bytes(),
                to_column(number),
                self.counting.ordinal,
                self.caller.machine.to_bytes(),
                point.epoch.to_bytes(),
                to_column(point.seq),
                self.now,
                arrival.digests.header,
                arrival.digests.facts,
                arrival.digests.personal,
                held_code,
                kind,
                entry.map(|entry| &entry.header),
                entry.map(|entry| &entry.facts),
                entry.and_then(|entry| entry.personal.as_ref()),
            ))?;
        Ok(self.transaction.last_insert_rowid())
    }

    fn fill(&self, row: i64, entry: &Entry, kind: &str) -> Result<(), StorageError> {
        self.transaction.execute(
            "UPDATE entry SET held_code = NULL, kind = ?3, header = ?4, facts = ?5, personal = ?6
             WHERE site = ?1 AND row = ?2",
            (
                self.caller.site.to_bytes(),
                row,
                kind,
                &entry.header,
                &entry.facts,
                entry.personal.as_ref(),
            ),
        )?;
        Ok(())
    }

    fn insert_link(
        &mut self,
        arrival: &Arrival,
        entry: i64,
        place: &Place,
    ) -> Result<(), StorageError> {
        let point = arrival.link.point;
        let (site, machine) = (self.caller.site.to_bytes(), self.caller.machine.to_bytes());
        if matches!(place, Place::Next) {
            if point.seq == 1 {
                self.open_epoch(arrival)?;
            }
            let head = Head {
                seq: point.seq,
                hash: arrival.link.hash,
                moved: true,
            };
            self.heads.insert(point.epoch, Some(head));
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO link (site, machine, epoch, seq, prev, hash, entry)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                site,
                machine,
                point.epoch.to_bytes(),
                to_column(point.seq),
                arrival.link.prev,
                arrival.link.hash,
                entry,
            ))?;
        Ok(())
    }

    fn open_epoch(&self, arrival: &Arrival) -> Result<(), StorageError> {
        let (site, machine) = (self.caller.site.to_bytes(), self.caller.machine.to_bytes());
        let epoch = arrival.link.point.epoch.to_bytes();
        self.transaction.execute(
            "INSERT INTO epoch (site, machine, epoch, head_seq, head_hash, opened_at)
             VALUES (?1, ?2, ?3, 1, ?4, ?5)",
            (site, machine, epoch, arrival.link.hash, self.now),
        )?;
        for (place, follows) in (0_i64..).zip(&arrival.follows) {
            self.transaction.execute(
                "INSERT INTO lineage (site, machine, epoch, place, follows_epoch, follows_seq)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                (
                    site,
                    machine,
                    epoch,
                    place,
                    follows.epoch.to_bytes(),
                    to_column(follows.seq),
                ),
            )?;
        }
        Ok(())
    }

    /// The next place of the feed.
    fn announce(
        &mut self,
        entry: i64,
        of: Option<u64>,
        id: EntryId,
        digests: &Digests,
    ) -> Result<(), StorageError> {
        self.number += 1;
        self.hash = feed_hash(&self.hash, self.number, of, id, digests);
        self.transaction
            .prepare_cached(
                "INSERT INTO feed (site, number, counting, entry, of, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.caller.site.to_bytes(),
                to_column(self.number),
                self.counting.ordinal,
                entry,
                of.map(to_column),
                self.hash,
            ))?;
        Ok(())
    }

    fn counting_of(&self, ordinal: u32) -> Result<CentreEpoch, StorageError> {
        let id = self
            .transaction
            .prepare_cached("SELECT id FROM counting WHERE ordinal = ?1")?
            .query_row([ordinal], |row| row.get(0))?;
        Ok(CentreEpoch {
            ordinal,
            id: Epoch::from_bytes(id),
        })
    }

    /// Writes down how far the site and the epochs have come.
    fn close(&self) -> Result<(), StorageError> {
        self.transaction.execute(
            "UPDATE site SET last_number = ?2, feed_hash = ?3 WHERE id = ?1",
            (
                self.caller.site.to_bytes(),
                to_column(self.number),
                self.hash,
            ),
        )?;
        for (epoch, head) in &self.heads {
            if let Some(Head {
                seq,
                hash,
                moved: true,
            }) = head
            {
                self.transaction.execute(
                    "UPDATE epoch SET head_seq = ?4, head_hash = ?5
                     WHERE site = ?1 AND machine = ?2 AND epoch = ?3",
                    (
                        self.caller.site.to_bytes(),
                        self.caller.machine.to_bytes(),
                        epoch.to_bytes(),
                        to_column(*seq),
                        hash,
                    ),
                )?;
            }
        }
        Ok(())
    }
}

const fn plain(outcome: Outcome) -> Placed {
    Placed {
        outcome,
        counted_in: None,
    }
}
