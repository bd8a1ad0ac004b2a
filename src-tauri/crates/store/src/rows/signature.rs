//! Rows of the signatures under a shift.

use std::collections::BTreeMap;

use domain::entry::Digest;
use domain::id::{MachineId, Millis, SubjectId, UserId};
use domain::shift_paper::{Signature, SyncedTo};
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// Signatures of one shift that are listed: the oldest ones.
const LISTED: u32 = 100;

/// A signature under a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRow {
    /// Its id.
    pub id: SubjectId,
    /// Who signed.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub at: Millis,
    /// At which machine.
    pub machine: MachineId,
    /// Calls of the shift.
    pub calls: u32,
    /// Entries about them.
    pub entries: u32,
    /// How many of the calls the signer logged themselves.
    pub own_calls: u32,
    /// How many calls of each agent were samples then; none where that was not kept.
    pub samples: Option<u32>,
    /// Digest of the entries; none where it could not be read.
    pub digest: Option<Digest>,
    /// The machines that it names, by their ids.
    pub machines: BTreeMap<MachineId, SyncedTo>,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    signature: &Signature,
) -> Result<(), StoreError> {
    let (id, first) = (subject.folded.subject.to_bytes(), &subject.folded.first);
    connection
        .prepare_cached("DELETE FROM shift_signature_machine WHERE signature = ?1")?
        .execute([id])?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO shift_signature
                 (id, shift, by, role, at, machine, calls, entries, own_calls, digest, samples)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            id,
            signature.shift,
            first.actor.to_bytes(),
            first.role,
            first.at.0,
            subject.machine.to_bytes(),
            signature.calls,
            signature.entries,
            signature.own_calls,
            signature.digest,
            signature.samples,
        ])?;
    for (machine, synced) in &signature.machines {
        connection
            .prepare_cached(
                "INSERT INTO shift_signature_machine (signature, machine, entries, last_at, waiting)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                id,
                machine.to_bytes(),
                synced.entries,
                synced.last_at.map(|at| at.0),
                synced.waiting,
            ])?;
    }
    Ok(())
}

impl Reading<'_> {
    /// The signatures under a shift, oldest first, at most 100.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn signatures(&self, shift: &str) -> Result<Vec<SignatureRow>, StoreError> {
        let mut rows: Vec<SignatureRow> = self
            .connection
            .prepare_cached(
                "SELECT one.id, one.by, coalesce(user.name_ar, ''), coalesce(user.name_en, ''), one.at, one.machine,
                        one.calls, one.entries, one.own_calls, one.digest, one.samples
                 FROM shift_signature AS one LEFT JOIN user ON user.id = one.by
                 WHERE one.shift = ?1 ORDER BY one.at, one.id LIMIT ?2",
            )?
            .query_map(params![shift, LISTED], |row| {
                Ok(SignatureRow {
                    id: SubjectId::from_bytes(row.get(0)?),
                    by: UserId::from_bytes(row.get(1)?),
                    by_ar: row.get(2)?,
                    by_en: row.get(3)?,
                    at: Millis(row.get(4)?),
                    machine: MachineId::from_bytes(row.get(5)?),
                    calls: row.get(6)?,
                    entries: row.get(7)?,
                    own_calls: row.get(8)?,
                    digest: row.get(9)?,
                    samples: row.get(10)?,
                    machines: BTreeMap::new(),
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut machines = self.connection.prepare_cached(
            "SELECT machine, entries, last_at, waiting FROM shift_signature_machine
             WHERE signature = ?1 ORDER BY machine",
        )?;
        for row in &mut rows {
            row.machines = machines
                .query_map([row.id.to_bytes()], |row| {
                    let synced = SyncedTo {
                        entries: row.get(1)?,
                        last_at: row.get::<_, Option<_>>(2)?.map(Millis),
                        waiting: row.get(3)?,
                    };
                    Ok((MachineId::from_bytes(row.get(0)?), synced))
                })?
                .collect::<Result<_, _>>()?;
        }
        Ok(rows)
    }
}
