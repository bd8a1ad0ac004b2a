//! Rows of the review list, and of what this version does not understand.

use domain::fold::{Finding, Folded};
use domain::id::{EntryId, SubjectId};
use rusqlite::{Connection, Row, params};

use super::Before;
use crate::error::StoreError;
use crate::read::Reading;

/// Longest page of the review list.
const PAGE: u32 = 500;

/// Something that the fold could not apply and that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// What it is about.
    pub subject: SubjectId,
    /// Kind of that subject.
    pub subject_kind: String,
    /// Code of what happened.
    pub code: String,
    /// Path of the field; empty when it is about none.
    pub field: String,
    /// The entry; of a conflict the one that gave way.
    pub entry: Option<EntryId>,
    /// Of a conflict, the entry whose value stands.
    pub kept: Option<EntryId>,
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    before: Before,
) -> Result<(), StoreError> {
    let id = folded.subject.to_bytes();
    if before == Before::Rows {
        for statement in [
            "DELETE FROM finding WHERE subject = ?1",
            "DELETE FROM not_understood WHERE subject = ?1",
        ] {
            connection.prepare_cached(statement)?.execute([id])?;
        }
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO finding (subject, place, subject_kind, code, field, entry, kept)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (place, finding) in (1_i64..).zip(&folded.findings) {
        let kept = match finding {
            Finding::Conflict { kept, .. } => Some(kept.to_bytes()),
            _ => None,
        };
        statement.execute(params![
            id,
            place,
            folded.kind,
            finding.code(),
            finding.field().unwrap_or_default(),
            finding.entry().map(|entry| entry.to_bytes()),
            kept,
        ])?;
    }
    if folded.unknown > 0 {
        connection
            .prepare_cached(
                "INSERT INTO not_understood (subject, kind, entries) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![id, folded.kind, folded.unknown])?;
    }
    Ok(())
}

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<FindingRow> {
    Ok(FindingRow {
        subject: SubjectId::from_bytes(row.get(0)?),
        subject_kind: row.get(1)?,
        code: row.get(2)?,
        field: row.get(3)?,
        entry: row.get::<_, Option<_>>(4)?.map(EntryId::from_bytes),
        kept: row.get::<_, Option<_>>(5)?.map(EntryId::from_bytes),
    })
}

impl Reading<'_> {
    /// The review list, at most 500 rows.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn findings(&self) -> Result<Vec<FindingRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT subject, subject_kind, code, field, entry, kept FROM finding
                 ORDER BY subject, place LIMIT ?1",
            )?
            .query_map([PAGE], row)?
            .collect::<Result<_, _>>()?)
    }
}
