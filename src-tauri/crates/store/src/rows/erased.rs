//! Rows of erasures: what was erased, when and why. Never what it was.

use std::collections::BTreeMap;

use domain::entry::Digest;
use domain::fold::Folded;
use domain::id::{ActId, Epoch, MachineId, Millis, SubjectId, UserId};
use domain::link::ChainPoint;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Before;
use crate::error::StoreError;
use crate::int::from_sql;
use crate::read::Reading;

/// Acts that are listed at once.
pub const ERASURES_LISTED: u32 = 200;

/// When a subject was erased, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedRow {
    /// In which act.
    pub act: ActId,
    /// When, by the clock of the machine where it was.
    pub at: Millis,
    /// Who did it.
    pub by: UserId,
    /// Code of the reason; empty where it cannot be read.
    pub why: String,
    /// The number under which the request is filed; may be empty.
    pub request: String,
}

/// An act of erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// What it says of all that it erased.
    pub erased: ErasedRow,
    /// How many subjects of each kind.
    pub counts: BTreeMap<String, u32>,
}

/// Where an act of erasing stands in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureEnd {
    /// At which machine it was done.
    pub machine: MachineId,
    /// The place of its last entry.
    pub point: ChainPoint,
    /// The hash of the link there; none where another machine has it.
    pub hash: Option<Digest>,
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    before: Before,
) -> Result<(), StoreError> {
    if before == Before::Rows {
        connection
            .prepare_cached("DELETE FROM erased WHERE subject = ?1")?
            .execute([folded.subject.to_bytes()])?;
    }
    if folded.erased.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO erased (subject, entry, kind, act, at, by, why, request)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for erased in &folded.erased {
        statement.execute(params![
            folded.subject.to_bytes(),
            erased.stamp.entry.to_bytes(),
            folded.kind,
            erased.act.to_bytes(),
            erased.stamp.at.0,
            erased.stamp.actor.to_bytes(),
            erased.why,
            erased.request,
        ])?;
    }
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<ErasedRow> {
    Ok(ErasedRow {
        act: ActId::from_bytes(row.get(0)?),
        at: Millis(row.get(1)?),
        by: UserId::from_bytes(row.get(2)?),
        why: row.get(3)?,
        request: row.get(4)?,
    })
}

impl Reading<'_> {
    /// When a subject was erased, the last time; none where it was not.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn erased(&self, subject: SubjectId) -> Result<Option<ErasedRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT act, at, by, why, request FROM erased WHERE subject = ?1
                 ORDER BY at DESC, entry DESC LIMIT 1",
            )?
            .query_row([subject.to_bytes()], row)
            .optional()?)
    }

    /// An act of erasing, as far as its entries are here; none where there is none of this id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn erasure(&self, act: ActId) -> Result<Option<ErasureRow>, StoreError> {
        let erased = self
            .connection
            .prepare_cached("SELECT act, at, by, why, request FROM erased WHERE act = ?1 LIMIT 1")?
            .query_row([act.to_bytes()], row)
            .optional()?;
        let Some(erased) = erased else {
            return Ok(None);
        };
        let counts = self
            .connection
            .prepare_cached(
                "SELECT kind, count(DISTINCT subject) FROM erased WHERE act = ?1 GROUP BY kind",
            )?
            .query_map([act.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        Ok(Some(ErasureRow { erased, counts }))
    }

    /// The acts of erasing, newest first, at most [`ERASURES_LISTED`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn erasures(&self) -> Result<Vec<ErasureRow>, StoreError> {
        let acts: Vec<[u8; 16]> = self
            .connection
            .prepare_cached(
                "SELECT act FROM erased GROUP BY act ORDER BY max(at) DESC, act DESC LIMIT ?1",
            )?
            .query_map([ERASURES_LISTED], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut all = Vec::with_capacity(acts.len());
        for act in acts {
            all.extend(self.erasure(ActId::from_bytes(act))?);
        }
        Ok(all)
    }

    /// Where the last entry of an act stands that was made at one machine: its machine, its point of the chain, and the
    /// hash of its link, where that machine is this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn end_of_erasure(&self, act: ActId) -> Result<Option<ErasureEnd>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT epoch.machine, epoch.epoch, entry.seq, link.hash
                 FROM entry INDEXED BY entry_erasing
                 JOIN epoch ON epoch.local = entry.epoch
                 LEFT JOIN link ON link.epoch = entry.epoch AND link.seq = entry.seq
                 WHERE substr(entry.kind, -7) = '.erased' AND entry.act = ?1
                 ORDER BY entry.seq DESC LIMIT 1",
            )?
            .query_row([act.to_bytes()], |row| {
                Ok(ErasureEnd {
                    machine: MachineId::from_bytes(row.get(0)?),
                    point: ChainPoint {
                        epoch: Epoch::from_bytes(row.get(1)?),
                        seq: from_sql(row.get(2)?),
                    },
                    hash: row.get(3)?,
                })
            })
            .optional()?)
    }

    /// The key under which the calls of a call's number are found; none where there is no such call.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn number_key_of(&self, call: SubjectId) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT number_key FROM call WHERE id = ?1")?
            .query_row([call.to_bytes()], |row| row.get(0))
            .optional()?)
    }
}
