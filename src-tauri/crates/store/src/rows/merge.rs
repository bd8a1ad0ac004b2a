//! The row of a merge.

use domain::fold::Folded;
use domain::id::{Millis, SubjectId, UserId};
use domain::merge::Merge;
use rusqlite::{Connection, Row, params};

use crate::error::StoreError;
use crate::read::Reading;

/// Merges of one person that are read at most.
pub(super) const MERGES_MAX: u32 = 64;

/// A merge that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeRow {
    /// Its id.
    pub id: SubjectId,
    /// The one whose names are shown.
    pub kept: SubjectId,
    /// The other.
    pub merged: SubjectId,
    /// When it was made.
    pub made_at: Millis,
    /// Who made it.
    pub made_by: UserId,
}

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    merge: &Merge,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO merge (id, kept, merged, undone, made_at, made_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            folded.subject.to_bytes(),
            merge.kept.map(|person| person.to_bytes()),
            merge.merged.map(|person| person.to_bytes()),
            merge.undone,
            folded.first.at.0,
            folded.first.actor.to_bytes(),
        ])?;
    Ok(())
}

pub(crate) const MERGES_OF: &str = "
    SELECT id, kept, merged, made_at, made_by FROM merge
    WHERE kept = ?1 AND merged IS NOT NULL AND undone = 0
    UNION
    SELECT id, kept, merged, made_at, made_by FROM merge
    WHERE merged = ?1 AND kept IS NOT NULL AND undone = 0
    LIMIT ?2";

fn row(row: &Row<'_>) -> rusqlite::Result<MergeRow> {
    Ok(MergeRow {
        id: SubjectId::from_bytes(row.get(0)?),
        kept: SubjectId::from_bytes(row.get(1)?),
        merged: SubjectId::from_bytes(row.get(2)?),
        made_at: Millis(row.get(3)?),
        made_by: UserId::from_bytes(row.get(4)?),
    })
}

impl Reading<'_> {
    /// The merges that stand and name this person, at most 64: each can be undone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn merges_of(&self, person: SubjectId) -> Result<Vec<MergeRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(MERGES_OF)?
            .query_map(params![person.to_bytes(), MERGES_MAX], row)?
            .collect::<Result<_, _>>()?)
    }
}
