//! What the centre's feed brings: numbers of what lies here, entries of the site's other machines.
//!
//! Taken in the centre's order and without a gap, in slices that let persons pass; each slice writes
//! entries, numbers, rows and the cursor together, so that the cursor never says more than was folded.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use domain::entry::{CentreEpoch, Numbered};
use domain::erasure::erases;
use domain::id::{EntryId, MachineId, SubjectId};
use domain::link::ChainPoint;
use domain::wire::{FEED_ROOT, FeedContent, HELD_ROOT, feed_hash, held_hash};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::append::{Known, insert_entry, known};
use super::number::{Cursor, cursor, free_number, set_announced, set_number, set_shown_held};
use super::subject::Places;
use super::unfolded::{self, Aside, Stuck};
use crate::erasure::blank;
use crate::error::StoreError;
use crate::int::to_sql;
use crate::opened::Store;
use crate::private::marks::{drop_mark, set_mark};
use crate::write::{Pace, Progress, Slice};

/// One place of the feed, checked for being whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its number.
    pub number: u64,
    /// Set when it only announces the parts of an entry that got this number earlier.
    pub of: Option<u64>,
    /// Id of the entry.
    pub id: EntryId,
    /// Whether the centre had the digests alone when it gave this number.
    pub held_at_first: bool,
    /// What it holds.
    pub content: FeedContent,
}

/// What came of a page of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accepted {
    /// Subjects whose rows were folded anew.
    pub touched: BTreeSet<SubjectId>,
    /// Entries that are new here.
    pub entries: u32,
    /// Entries that could not be read and were passed over; the centre should have held them.
    pub passed_over: u32,
}

impl Accepted {
    fn add(&mut self, mut more: Self) {
        self.touched.append(&mut more.touched);
        self.entries += more.entries;
        self.passed_over += more.passed_over;
    }
}

impl Store {
    /// Up to where this machine has the feed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cursor(&self) -> Result<Option<Cursor>, StoreError> {
        self.read(|reading| cursor(reading.connection))
    }

    /// Takes items of the feed, in their order and behind the cursor; what lies before the cursor was
    /// taken already and is passed over. `centre` is the counting that gave their numbers; it may be a
    /// later one than the cursor's. Slices that were written stay when a later one fails.
    ///
    /// # Errors
    /// `FeedGap` when a number is left out or the counting is an earlier one; `Mismatch` when an entry
    /// is known here with other digests or another number; else why the store cannot be written.
    pub fn accept(
        &self,
        centre: CentreEpoch,
        items: Vec<FeedEntry>,
    ) -> Result<Accepted, StoreError> {
        let accepted = Arc::new(Mutex::new(Accepted::default()));
        self.past_bad_pages(|stuck| {
            // What was taken by then lies before the cursor.
            self.accept_once(centre, items.clone(), Arc::clone(&accepted), stuck)
        })?;
        Ok(std::mem::take(
            &mut *accepted.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }

    fn accept_once(
        &self,
        centre: CentreEpoch,
        items: Vec<FeedEntry>,
        accepted: Arc<Mutex<Accepted>>,
        stuck: Stuck,
    ) -> Result<(), StoreError> {
        let mut items = VecDeque::from(items);
        let mut pace = Pace::default();
        let mut within = None;
        self.write_in_slices(move |slice| {
            if stuck.make_room(slice.transaction)? {
                pace.pass();
                return Ok(Progress::More);
            }
            let most = pace.pieces(slice);
            let mut taken = Accepted::default();
            let moved = accept_slice((slice, most), centre, &mut items, &mut taken, &stuck)?;
            if moved.is_some()
                && let Some(before) = std::mem::replace(&mut within, moved)
            {
                drop_mark(slice.transaction, before)?;
            }
            let mut accepted = accepted.lock().unwrap_or_else(PoisonError::into_inner);
            accepted.add(taken);
            Ok(if items.is_empty() {
                Progress::Done(())
            } else {
                Progress::More
            })
        })
    }

    /// The centre was restored and has lost what came after `from`: later numbers are dropped, own
    /// entries among them wait again, and the feed goes on from there; from 0 it begins anew. Rows that
    /// hang on the numbers are folded anew before this returns; broken off, a restart goes on with it.
    ///
    /// # Errors
    /// `NotFound` when there is no mark at `from`; else why the store cannot be written.
    pub fn restart_from(&self, from: u64) -> Result<(), StoreError> {
        self.write(move |transaction| restart(transaction, from))?;
        self.fold_unfolded(Aside::Left)
    }
}

/// Takes the next items; says up to where the feed is there now, should it have moved.
fn accept_slice(
    (slice, most): (&mut Slice<'_>, usize),
    centre: CentreEpoch,
    items: &mut VecDeque<FeedEntry>,
    accepted: &mut Accepted,
    stuck: &Stuck,
) -> Result<Option<u64>, StoreError> {
    let transaction = slice.transaction;
    let root = Cursor {
        at: Numbered { centre, number: 0 },
        hash: FEED_ROOT,
        held: HELD_ROOT,
    };
    let mut at = cursor(transaction)?.unwrap_or(root);
    // A later counting goes on where the one before was cut off; an earlier one never does.
    if at.at.centre != centre && at.at.centre.ordinal >= centre.ordinal {
        return Err(StoreError::FeedGap);
    }
    let began_at = at.at.number;
    let mut touched = BTreeSet::new();
    let mut taken = 0;
    while taken < most
        && (taken == 0 || slice.has_half_its_time())
        && let Some(item) = items.pop_front()
    {
        taken += 1;
        if item.number <= at.at.number {
            continue;
        }
        if item.number != at.at.number + 1 {
            return Err(StoreError::FeedGap);
        }
        let digests = item.content.digests();
        at = Cursor {
            hash: feed_hash(&at.hash, item.number, item.of, item.id, digests),
            held: if item.held_at_first {
                held_hash(&at.held, item.number, item.id)
            } else {
                at.held
            },
            at: Numbered {
                centre,
                number: item.number,
            },
        };
        let known = known(transaction, item.id)?;
        if item.of.is_none() {
            let entry = known.map(|known| known.local);
            touched.extend(free_number(transaction, item.number, entry)?);
        }
        touched.extend(accept_one(transaction, centre, item, known, accepted)?);
    }
    set_mark(transaction, &at)?;
    let places = Places::read(transaction)?;
    for subject in &touched {
        unfolded::refold(transaction, &places, *subject, stuck)?;
    }
    accepted.touched.append(&mut touched);
    Ok((at.at.number > began_at).then_some(at.at.number))
}

/// Takes one item, whose entry may be `known`; says which subject it touched.
fn accept_one(
    transaction: &Transaction<'_>,
    centre: CentreEpoch,
    item: FeedEntry,
    known: Option<Known>,
    accepted: &mut Accepted,
) -> Result<Option<SubjectId>, StoreError> {
    let digests = *item.content.digests();
    let place = Numbered {
        centre,
        number: item.number,
    };
    let number = item.of.map_or(place, |number| Numbered { centre, number });
    let announced = item.of.map(|_| place);
    let before = item.number.saturating_sub(1);
    if let Some(known) = known {
        if known.digests != digests {
            return Err(StoreError::Mismatch);
        }
        // An announced entry has its number already, be it of an earlier counting.
        let news = match announced {
            None => set_number(transaction, known.local, number, before)?,
            Some(place) => set_announced(transaction, known.local, number, place)?,
        };
        if item.held_at_first {
            set_shown_held(transaction, known.local)?;
            hold_again(transaction, known.local, &item.content)?;
        } else {
            acknowledge_held(transaction, known.local)?;
        }
        return Ok(news.then_some(known.subject));
    }
    let FeedContent::Entry {
        machine,
        chain,
        entry,
        ..
    } = item.content
    else {
        // Known: the centre took our word for more than lies here, or held: there is nothing to keep.
        return if matches!(item.content, FeedContent::Held { .. }) {
            Ok(None)
        } else {
            Err(StoreError::Mismatch)
        };
    };
    let header = entry
        .read_header()
        .ok()
        .filter(|header| header.id == item.id);
    let Some(header) = header.filter(|_| entry.check_bounds().is_ok()) else {
        tracing::warn!(
            number = item.number,
            "an entry of the feed could not be read"
        );
        accepted.passed_over += 1;
        return Ok(None);
    };
    let point = *chain.first().ok_or(StoreError::Mismatch)?;
    let epoch = local_epoch(transaction, machine, &chain)?;
    let local = insert_entry(transaction, &entry, &header, &digests, (epoch, point.seq))?;
    match announced {
        None => set_number(transaction, local, number, before)?,
        Some(place) => set_announced(transaction, local, number, place)?,
    };
    accepted.entries += 1;
    // Either may come first: the erasure, or what its machine did not know of.
    if erases(&header.kind) {
        blank::erasure_came(transaction, header.subject)?;
    } else {
        blank::blank(transaction, header.subject)?;
    }
    Ok(Some(header.subject))
}

/// The centre has the content of an entry that it had held.
fn acknowledge_held(connection: &Connection, entry: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE link SET state = 'acknowledged', reason = '' WHERE entry = ?1 AND state = 'held'",
        )?
        .execute([entry])?;
    Ok(())
}

/// The centre held an entry at this number that it once said it had taken: a copy of this machine kept the
/// parts back after a restore. What it lacks still is offered once more; what it has by now is taken when the
/// feed comes to where that is announced.
fn hold_again(
    connection: &Connection,
    entry: i64,
    content: &FeedContent,
) -> Result<(), StoreError> {
    let (state, reason) = match content {
        FeedContent::Held { .. } => ("waiting", ""),
        FeedContent::Known { .. } | FeedContent::Entry { .. } => ("held", "unknown"),
    };
    connection
        .prepare_cached(
            "UPDATE link SET state = ?2, reason = ?3 WHERE entry = ?1 AND state = 'acknowledged'",
        )?
        .execute(params![entry, state, reason])?;
    Ok(())
}

/// Local number of the epoch of a chain's first point; the epochs of its lineage are written down too.
fn local_epoch(
    connection: &Connection,
    machine: MachineId,
    chain: &[ChainPoint],
) -> Result<i64, StoreError> {
    let mut newest = None;
    for (at, point) in chain.iter().enumerate() {
        let follows = chain.get(at + 1);
        let local = write_epoch(connection, machine, *point, follows.copied())?;
        newest = newest.or(Some(local));
    }
    newest.ok_or(StoreError::Mismatch)
}

fn write_epoch(
    connection: &Connection,
    machine: MachineId,
    point: ChainPoint,
    follows: Option<ChainPoint>,
) -> Result<i64, StoreError> {
    let epoch = point.epoch.to_bytes();
    let known: Option<(i64, [u8; 16], Option<[u8; 16]>)> = connection
        .prepare_cached("SELECT local, machine, follows_epoch FROM epoch WHERE epoch = ?1")?
        .query_row([epoch], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (follows_epoch, follows_seq) = (
        follows.map(|point| point.epoch.to_bytes()),
        follows.map(|point| to_sql(point.seq)),
    );
    match known {
        Some((_, of, _)) if of != machine.to_bytes() => Err(StoreError::Mismatch),
        // A lineage is told up to a bound: what lay beyond it may be told by an older entry.
        Some((local, _, None)) if follows.is_some() => {
            connection
                .prepare_cached("UPDATE epoch SET follows_epoch = ?2, follows_seq = ?3 WHERE local = ?1")?
                .execute(params![local, follows_epoch, follows_seq])?;
            Ok(local)
        }
        Some((local, _, _)) => Ok(local),
        None => Ok(connection
            .prepare_cached(
                "INSERT INTO epoch (machine, epoch, follows_epoch, follows_seq) VALUES (?1, ?2, ?3, ?4)",
            )?
            .insert(params![machine.to_bytes(), epoch, follows_epoch, follows_seq])?),
    }
}

fn restart(transaction: &Transaction<'_>, from: u64) -> Result<(), StoreError> {
    let from_number = to_sql(from);
    let stands = transaction
        .prepare("SELECT 1 FROM mark WHERE number = ?1")?
        .exists([from_number])?;
    if from > 0 && !stands {
        return Err(StoreError::NotFound);
    }
    let dropped = "SELECT entry FROM number WHERE number > ?1 OR announced > ?1";
    transaction.execute(
        &format!(
            "INSERT OR IGNORE INTO unfolded (subject)
             SELECT subject FROM entry WHERE local IN ({dropped})"
        ),
        [from_number],
    )?;
    transaction.execute(
        &format!(
            "UPDATE link SET state = 'waiting', reason = ''
             WHERE state IN ('acknowledged', 'held') AND entry IN ({dropped})"
        ),
        [from_number],
    )?;
    transaction.execute("DELETE FROM number WHERE number > ?1", [from_number])?;
    transaction.execute(
        "UPDATE number SET announced = NULL, announced_centre = NULL, held_at_first = 1
         WHERE announced > ?1",
        [from_number],
    )?;
    transaction.execute(
        "DELETE FROM mark WHERE number > ?1 OR ?1 = 0",
        [from_number],
    )?;
    Ok(())
}
