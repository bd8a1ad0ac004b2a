//! Appending a batch: looked up, decided (`placing`) and written in one transaction under the write lock.

use std::collections::BTreeMap;

use domain::id::{EntryId, SubjectId};
use domain::wire::HELD_ROOT;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::feed::hashes_at;
use super::fetch;
use super::machines::identity;
use super::values::{from_column, must, to_column};
use crate::judge::Judged;
use crate::storage::placing::{
    Fill, Ground, NewEntry, NewLink, Place, Plan, is_erased, plan, points, subjects,
};
use crate::storage::{Appended, Arrival, Batch, Caller, Placed, StorageError};

pub(super) fn append(connection: &mut Connection, batch: &Batch) -> Result<Appended, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let ground = ground(&transaction, batch.caller, &batch.arrivals)?;
    let counting = ground.counting;
    let plan = plan(batch.caller, ground, &batch.arrivals)?;
    let writing = Writing {
        transaction: &transaction,
        caller: batch.caller,
        counting: counting.ordinal,
        now: batch.now.0,
    };
    let erases = !plan.erased.is_empty();
    let placed = writing.write(plan)?;
    transaction.commit()?;
    if erases {
        forget_before(connection);
    }
    Ok(Appended { counting, placed })
}

/// Brings the log into the file, which overwrites what is deleted, and cuts it to nothing: its pages of before hold what
/// was erased. Where somebody reads from it that is left to SQLite, which begins it anew sooner or later.
fn forget_before(connection: &Connection) {
    let cut = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        row.get::<_, i64>(0)
    });
    if !matches!(cut, Ok(0)) {
        tracing::info!("what was erased lies in the log until it is begun anew");
    }
}

/// What is there of all that the arrivals touch.
fn ground(
    connection: &Connection,
    caller: Caller,
    arrivals: &[Arrival],
) -> Result<Ground, StorageError> {
    let (number, hash) = connection.query_row(
        "SELECT last_number, feed_hash FROM site WHERE id = ?1",
        [caller.site.to_bytes()],
        |row| Ok((from_column(row.get(0)?), row.get(1)?)),
    )?;
    let mut ground = Ground {
        counting: identity(connection)?.counting,
        number,
        hash,
        held: hashes_at(connection, caller.site, number)?.map_or(HELD_ROOT, |there| there.held),
        heads: BTreeMap::new(),
        links: BTreeMap::new(),
        entries: BTreeMap::new(),
        erasures: BTreeMap::new(),
    };
    for subject in subjects(arrivals) {
        let erasures = fetch::erasures(connection, caller.site, subject)?;
        if !erasures.is_empty() {
            ground.erasures.insert(subject, erasures);
        }
    }
    for point in points(arrivals) {
        if let Some((link, id, entry)) = fetch::link(connection, caller, point)? {
            ground.links.insert(point, link);
            ground.entries.insert(id, entry);
        }
    }
    for arrival in arrivals {
        let epoch = arrival.link.point.epoch;
        if !ground.heads.contains_key(&epoch)
            && let Some(head) = fetch::head(connection, caller, epoch)?
        {
            ground.heads.insert(epoch, head);
        }
        if !ground.entries.contains_key(&arrival.id)
            && let Some(entry) = fetch::entry(connection, caller.site, arrival.id)?
        {
            ground.entries.insert(arrival.id, entry);
        }
    }
    Ok(ground)
}

struct Writing<'t> {
    transaction: &'t Transaction<'t>,
    caller: Caller,
    /// Ordinal of the current one.
    counting: u32,
    now: i64,
}

impl Writing<'_> {
    fn write(&self, plan: Plan<'_>) -> Result<Vec<Placed>, StorageError> {
        self.write_epochs(&plan)?;
        let mut rows = BTreeMap::new();
        for entry in &plan.entries {
            rows.insert(entry.id, self.insert_entry(entry)?);
        }
        let mut row_of = |id: EntryId| match rows.get(&id) {
            Some(row) => Ok(*row),
            None => {
                let row = must(
                    fetch::row(self.transaction, self.caller.site, id)?,
                    "a link without its entry",
                )?;
                rows.insert(id, row);
                Ok::<_, StorageError>(row)
            }
        };
        for link in &plan.links {
            self.insert_link(link, row_of(link.entry)?)?;
        }
        for fill in &plan.fills {
            self.fill(fill)?;
        }
        for (subject, erasures) in &plan.erased {
            self.blank(*subject, erasures)?;
        }
        for place in &plan.places {
            self.insert_place(place, row_of(place.entry)?)?;
        }
        let (number, hash) = plan.end;
        self.transaction.execute(
            "UPDATE site SET last_number = ?2, feed_hash = ?3 WHERE id = ?1",
            (self.caller.site.to_bytes(), to_column(number), hash),
        )?;
        Ok(plan.placed)
    }

    /// How far the epochs have come, and what those that begin follow.
    fn write_epochs(&self, plan: &Plan<'_>) -> Result<(), StorageError> {
        let (site, machine) = (self.caller.site.to_bytes(), self.caller.machine.to_bytes());
        for (epoch, head) in &plan.heads {
            self.transaction.execute(
                "INSERT INTO epoch (site, machine, epoch, head_seq, head_hash, opened_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (site, machine, epoch) DO UPDATE
                 SET head_seq = excluded.head_seq, head_hash = excluded.head_hash",
                (
                    site,
                    machine,
                    epoch.to_bytes(),
                    to_column(head.seq),
                    head.hash,
                    self.now,
                ),
            )?;
        }
        for (epoch, follows) in &plan.epochs {
            for (place, point) in (0_i64..).zip(*follows) {
                self.transaction.execute(
                    "INSERT INTO lineage (site, machine, epoch, place, follows_epoch, follows_seq)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    (
                        site,
                        machine,
                        epoch.to_bytes(),
                        place,
                        point.epoch.to_bytes(),
                        to_column(point.seq),
                    ),
                )?;
            }
        }
        Ok(())
    }

    fn insert_entry(&self, new: &NewEntry<'_>) -> Result<i64, StorageError> {
        let (held_code, header, entry) = match new.content {
            Judged::Taken { entry, header } => (None, Some(header), Some(entry)),
            Judged::Held(code) => (Some(code.as_str()), None, None),
        };
        self.transaction
            .prepare_cached(
                "INSERT INTO entry (site, id, number, counting, machine, epoch, seq, received_at,
                     header_digest, facts_digest, personal_digest, held_code, kind, header, facts,
                     personal, subject)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                     ?17)",
            )?
            .execute(params![
                self.caller.site.to_bytes(),
                new.id.to_bytes(),
                to_column(new.number),
                self.counting,
                self.caller.machine.to_bytes(),
                new.point.epoch.to_bytes(),
                to_column(new.point.seq),
                self.now,
                new.digests.header,
                new.digests.facts,
                new.digests.personal,
                held_code,
                header.map(|header| &header.kind),
                entry.map(|entry| &entry.header),
                entry.map(|entry| &entry.facts),
                new.personal,
                header.map(|header| header.subject.to_bytes()),
            ])?;
        Ok(self.transaction.last_insert_rowid())
    }

    fn insert_link(&self, link: &NewLink, entry: i64) -> Result<(), StorageError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO link (site, machine, epoch, seq, prev, hash, entry)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                self.caller.site.to_bytes(),
                self.caller.machine.to_bytes(),
                link.point.epoch.to_bytes(),
                to_column(link.point.seq),
                link.prev,
                link.hash,
                entry,
            ))?;
        Ok(())
    }

    fn fill(&self, fill: &Fill<'_>) -> Result<(), StorageError> {
        self.transaction.execute(
            "UPDATE entry SET held_code = NULL, kind = ?3, header = ?4, facts = ?5, personal = ?6,
                 subject = ?7
             WHERE site = ?1 AND id = ?2",
            (
                self.caller.site.to_bytes(),
                fill.id.to_bytes(),
                &fill.header.kind,
                &fill.entry.header,
                &fill.entry.facts,
                fill.personal,
                fill.header.subject.to_bytes(),
            ),
        )?;
        Ok(())
    }

    /// Takes the personal parts of a subject's entries that do not name its erasures; their digests stay.
    fn blank(&self, subject: SubjectId, erasures: &[EntryId]) -> Result<(), StorageError> {
        let there: Vec<(i64, Vec<u8>)> = self
            .transaction
            .prepare_cached(
                "SELECT row, header FROM entry
                 WHERE site = ?1 AND subject = ?2 AND personal IS NOT NULL",
            )?
            .query_map((self.caller.site.to_bytes(), subject.to_bytes()), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut blank = self
            .transaction
            .prepare_cached("UPDATE entry SET personal = NULL WHERE row = ?1")?;
        for (row, header) in there {
            if is_erased(header, erasures) {
                blank.execute([row])?;
            }
        }
        Ok(())
    }

    fn insert_place(&self, place: &Place, entry: i64) -> Result<(), StorageError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO feed (site, number, counting, entry, of, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.caller.site.to_bytes(),
                to_column(place.number),
                self.counting,
                entry,
                place.of.map(to_column),
                place.hash,
            ))?;
        if let Some(held) = place.held {
            self.transaction
                .prepare_cached("INSERT INTO held_place (site, number, hash) VALUES (?1, ?2, ?3)")?
                .execute((self.caller.site.to_bytes(), to_column(place.number), held))?;
        }
        Ok(())
    }
}
