//! Carrying over what only the present store holds.
//!
//! Entries are told from those of the base by their ids, and taken where their bytes are those that were digested. Their
//! places stay what they were; numbers of the centre are not taken, since its feed goes on from where the base had read
//! it, and gives them again. The links of the own chain are taken as far as they follow what the base has, without a
//! gap: what stands behind a gap is linked anew in the new epoch, as is everything that the centre may not have.

use std::collections::BTreeMap;

use domain::entry::{Digest, Entry, digest};
use domain::erasure::erases;
use domain::id::{Epoch, MachineId};
use domain::link::{ChainPoint, Link, epoch_root};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use super::private;
use super::read::{Present, Unreadable};
use super::walk::walk;
use super::{Far, RestoreError, Stage};
use crate::erasure::blank;
use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::journal::append::{insert_entry, known, link_anew, read_digests};
use crate::private::machine::{id, own_epoch, point};

/// Entries of the base that are held against the present store, until one can be read there.
const HELD_AGAINST: u32 = 1_024;
/// Keys after which what was carried is committed and told.
const COMMIT_EVERY: i64 = 2_048;

/// What was carried over.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) entries: u64,
    pub(super) drafts: u64,
    pub(super) unreadable: u64,
}

/// An entry of the present store. Its epoch is the local number there.
struct Found {
    local: i64,
    entry: Entry,
    digests: [u8; 96],
    epoch: i64,
    seq: u64,
}

/// Epochs of the present store by their local number there: the local number in the restored one.
pub(super) type Epochs = BTreeMap<i64, i64>;

pub(super) fn over(
    present: &mut Present,
    into: &mut Connection,
    far: &Far<'_>,
) -> Result<Carried, RestoreError> {
    let mut carried = Carried::default();
    let first = first_of_its_own(present, into)?;
    let epochs = epochs(present, into, first)?;
    entries(present, into, &epochs, (first, far), &mut carried)?;
    let transaction = into.transaction_with_behavior(TransactionBehavior::Immediate)?;
    links(present, &transaction, &epochs)?;
    carried.drafts = private::over(present, &transaction, &epochs)?;
    transaction.commit()?;
    Ok(carried)
}

/// Writes down the epochs that the restored store does not know. Where they cannot be read, those of the base are all that
/// is known, if the present store has grown out of it: they bear the same numbers there.
fn epochs(present: &mut Present, into: &Connection, first: i64) -> Result<Epochs, RestoreError> {
    type Stretch = (i64, [u8; 16], Vec<Value>);
    let found: Result<Vec<Stretch>, _> = present
        .ask(|connection| {
            let mut statement = connection.prepare(
                "SELECT local, epoch, machine, follows_epoch, follows_seq, station_code, begun_at, begun_why
                 FROM epoch ORDER BY local",
            )?;
            let rows = statement.query_map([], |row| {
                let rest = (2..8).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
                Ok((row.get(0)?, row.get(1)?, rest))
            })?;
            rows.collect()
        })
        .map_err(|Unreadable| RestoreError::Unreadable);
    let found = match found {
        Err(RestoreError::Unreadable) if first > 1 => {
            let mut of_base = into.prepare("SELECT local, local FROM epoch")?;
            let of_base = of_base.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            return Ok(of_base.collect::<rusqlite::Result<_>>()?);
        }
        found => found?,
    };
    let mut epochs = Epochs::new();
    for (there, epoch, rest) in found {
        let here: Option<i64> = into
            .query_row("SELECT local FROM epoch WHERE epoch = ?1", [epoch], |row| {
                row.get(0)
            })
            .optional()?;
        let here = match here {
            Some(here) => here,
            None => {
                let mut values = vec![Value::Blob(epoch.to_vec())];
                values.extend(rest);
                into.prepare_cached(
                    "INSERT INTO epoch (epoch, machine, follows_epoch, follows_seq, station_code, begun_at, begun_why)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .insert(rusqlite::params_from_iter(values))?
            }
        };
        epochs.insert(there, here);
    }
    Ok(epochs)
}

fn entries(
    present: &mut Present,
    into: &mut Connection,
    epochs: &Epochs,
    (first, far): (i64, &Far<'_>),
    carried: &mut Carried,
) -> Result<(), RestoreError> {
    let Some(last) = last_entry(present) else {
        return Ok(());
    };
    let mut walked = 0;
    let mut unsound = 0;
    let mut at = first;
    while at <= last {
        let to = last.min(at.saturating_add(COMMIT_EVERY - 1));
        let transaction = into.transaction_with_behavior(TransactionBehavior::Immediate)?;
        carried.unreadable += walk(present, (at, to), read, |found: Found| {
            match take(&transaction, epochs, &found)? {
                Taken::News => carried.entries += 1,
                Taken::Known => {}
                Taken::Unsound => unsound += 1,
            }
            Ok::<_, RestoreError>(())
        })?;
        transaction.commit()?;
        walked += from_sql(to - at + 1);
        far.tell(Stage::Carrying, walked, from_sql(last - first + 1))?;
        at = to.saturating_add(1);
    }
    carried.unreadable += unsound;
    Ok(())
}

/// The highest key of an entry, from wherever it can be read.
fn last_entry(present: &mut Present) -> Option<i64> {
    [
        "SELECT max(local) FROM entry",
        "SELECT max(entry) FROM link INDEXED BY link_by_entry",
        "SELECT max(local) FROM entry INDEXED BY entry_by_subject",
    ]
    .iter()
    .find_map(|question| {
        present
            .ask(|connection| {
                connection.query_row(question, [], |row| row.get::<_, Option<i64>>(0))
            })
            .ok()
            .flatten()
    })
}

/// The first key that may hold what the base does not: behind the last of the base, where the present store has the
/// same entry in the same place, since it has grown out of what the base is a copy of. The last that can be read there
/// decides.
fn first_of_its_own(present: &mut Present, into: &Connection) -> Result<i64, RestoreError> {
    let newest: Vec<(i64, [u8; 16])> = into
        .prepare("SELECT local, id FROM entry ORDER BY local DESC LIMIT ?1")?
        .query_map([HELD_AGAINST], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let Some((last, _)) = newest.first().copied() else {
        return Ok(1);
    };
    for (local, id) in newest {
        let there = present.ask(|connection| {
            connection
                .query_row("SELECT id FROM entry WHERE local = ?1", [local], |row| {
                    row.get::<_, [u8; 16]>(0)
                })
                .optional()
        });
        if let Ok(there) = there {
            return Ok(if there == Some(id) { last + 1 } else { 1 });
        }
    }
    Ok(1)
}

fn read(connection: &Connection, from: i64, to: i64) -> rusqlite::Result<Vec<Found>> {
    let mut statement = connection.prepare_cached(
        "SELECT local, header, facts, personal, digests, epoch, seq FROM entry
         WHERE local BETWEEN ?1 AND ?2 ORDER BY local",
    )?;
    let rows = statement.query_map([from, to], |row: &Row<'_>| {
        Ok(Found {
            local: row.get(0)?,
            entry: Entry {
                header: row.get(1)?,
                facts: row.get(2)?,
                personal: row.get(3)?,
            },
            digests: row.get(4)?,
            epoch: row.get(5)?,
            seq: from_sql(row.get(6)?),
        })
    })?;
    rows.collect()
}

enum Taken {
    News,
    Known,
    /// Its bytes are not those that were digested.
    Unsound,
}

fn take(
    transaction: &Transaction<'_>,
    epochs: &Epochs,
    found: &Found,
) -> Result<Taken, RestoreError> {
    let digests = read_digests(found.digests);
    let Ok(header) = found.entry.read_header() else {
        return Ok(Taken::Unsound);
    };
    if known(transaction, header.id)?.is_some() {
        return Ok(Taken::Known);
    }
    let entry = &found.entry;
    let personal = entry.personal.as_ref().map(|personal| digest(personal));
    let is_sound = digest(&entry.header) == digests.header
        && digest(&entry.facts) == digests.facts
        && personal.is_none_or(|personal| personal == digests.personal);
    let (true, Some(epoch)) = (is_sound, epochs.get(&found.epoch)) else {
        tracing::warn!(
            local = found.local,
            "an entry is not what was written, and stays behind"
        );
        return Ok(Taken::Unsound);
    };
    insert_entry(transaction, entry, &header, &digests, (*epoch, found.seq))?;
    // What was erased since the backup is erased in it too.
    if erases(&header.kind) {
        blank::erasure_came(transaction, header.subject)?;
    } else {
        blank::blank(transaction, header.subject)?;
    }
    transaction
        .prepare_cached("INSERT OR IGNORE INTO unfolded (subject) VALUES (?1)")?
        .execute([header.subject.to_bytes()])?;
    Ok(Taken::News)
}

/// Carries the links of the own chain over, epoch by epoch, behind the last one of the base, until one is missing or
/// does not follow. What the centre had acknowledged is offered anew: it names it again.
fn links(
    present: &mut Present,
    into: &Transaction<'_>,
    epochs: &Epochs,
) -> Result<(), RestoreError> {
    let machine = id(into)?;
    for (there, here) in epochs {
        let own: Option<(Epoch, Option<ChainPoint>)> = into
            .query_row(
                "SELECT epoch, follows_epoch, follows_seq FROM epoch WHERE local = ?1 AND station_code IS NOT NULL",
                [here],
                |row| Ok((Epoch::from_bytes(row.get(0)?), point(row.get(1)?, row.get(2)?))),
            )
            .optional()?;
        if let Some((epoch, follows)) = own {
            links_of(present, into, machine, (*there, *here), (epoch, follows))?;
        }
    }
    Ok(())
}

fn links_of(
    present: &mut Present,
    into: &Transaction<'_>,
    machine: MachineId,
    (there, here): (i64, i64),
    (epoch, follows): (Epoch, Option<ChainPoint>),
) -> Result<(), RestoreError> {
    let head: Option<(i64, Digest)> = into
        .query_row(
            "SELECT seq, hash FROM link WHERE epoch = ?1 ORDER BY seq DESC LIMIT 1",
            [here],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (mut seq, mut before) = head.unwrap_or_else(|| (0, epoch_root(machine, epoch, follows)));
    loop {
        seq += 1;
        let Ok(Some((id, link, state))) =
            present.ask(|connection| read_link(connection, there, seq))
        else {
            return Ok(());
        };
        let Some(entry) = known(into, domain::id::EntryId::from_bytes(id))? else {
            return Ok(());
        };
        let link = Link {
            machine,
            point: ChainPoint {
                epoch,
                seq: from_sql(seq),
            },
            prev: link.0,
            hash: link.1,
        };
        if link.prev != before || !link.holds(&entry.digests) {
            return Ok(());
        }
        let state = if state == "replaced" {
            "replaced"
        } else {
            "waiting"
        };
        into.prepare_cached(
            "INSERT INTO link (epoch, seq, entry, prev, hash, state, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')",
        )?
        .execute(params![here, to_sql(link.point.seq), entry.local, link.prev, link.hash, state])
        .map_err(StoreError::from)?;
        before = link.hash;
    }
}

type Read = ([u8; 16], (Digest, Digest), String);

fn read_link(connection: &Connection, epoch: i64, seq: i64) -> rusqlite::Result<Option<Read>> {
    connection
        .prepare_cached(
            "SELECT entry.id, link.prev, link.hash, link.state
             FROM link JOIN entry ON entry.local = link.entry WHERE link.epoch = ?1 AND link.seq = ?2",
        )?
        .query_row([epoch, seq], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?), row.get(3)?)))
        .optional()
}

/// Links own entries in the new epoch whose links were lost, in the order in which they were made.
pub(super) fn link_the_unlinked(into: &Transaction<'_>) -> Result<(), RestoreError> {
    let (machine, own) = (id(into)?, own_epoch(into)?);
    let unlinked: Vec<(i64, [u8; 96])> = into
        .prepare(
            "SELECT entry.local, entry.digests FROM entry JOIN epoch ON epoch.local = entry.epoch
             WHERE epoch.station_code IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM link WHERE link.entry = entry.local)
             ORDER BY entry.epoch, entry.seq",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (entry, digests) in unlinked {
        link_anew(into, machine, &own, entry, &read_digests(digests))?;
    }
    Ok(())
}
