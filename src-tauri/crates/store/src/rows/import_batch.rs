//! Rows of imported batches, and what is asked of the calls and surveys that came with one.

use domain::entry::Digest;
use domain::id::{Millis, SubjectId, UserId};
use domain::import::{Batch, RowKind};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::call_row::{self, CallRow};
use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Its id.
    pub id: SubjectId,
    /// What its entries say.
    pub batch: Batch,
    /// Who began it.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub began_at: Millis,
    /// How many of its rows stand now.
    pub standing: u32,
}

const COLUMNS: &str = "
    one.id, one.kind, one.digest, one.sheet, one.round, one.rows, one.by, one.began_at, one.done_at, one.imported,
    one.undone_at, one.kept, coalesce(user.name_ar, ''), coalesce(user.name_en, ''),
    (SELECT count(*) FROM call WHERE call.import = one.id)
        + (SELECT count(*) FROM survey WHERE survey.batch = one.id)";
const FROM: &str = "import_batch AS one LEFT JOIN user ON user.id = one.by";

/// Somebody has worked on an imported call: there are entries about it other than that which brought it in, or others
/// that name it. One that was taken out by hand is not there to be kept. Nobody works on a survey: it can be taken back,
/// and then it is gone.
const WORKED_ON: &str = r#"
    call.import = ?1 AND call.voided = 0
    AND (EXISTS (SELECT 1 FROM entry WHERE entry.subject = call.id AND entry.kind <> 'call.logged')
         OR EXISTS (SELECT 1 FROM case_call WHERE case_call.call = call.id)
         OR EXISTS (SELECT 1 FROM follow_up WHERE follow_up.call = call.id)
         OR EXISTS (SELECT 1 FROM survey WHERE survey.call = call.id AND survey.withdrawn = 0)
         OR EXISTS (SELECT 1 FROM call AS later WHERE later.parent_call = call.id AND later.voided = 0))"#;

/// A batch is of one kind, so that one of the two has none.
pub(crate) const fn rows_of_import_statement() -> &'static str {
    "SELECT id FROM call WHERE import = ?1 AND id > ?2
     UNION ALL SELECT id FROM survey WHERE batch = ?1 AND id > ?2
     ORDER BY id LIMIT ?3"
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    batch: &Batch,
) -> Result<(), StoreError> {
    let (id, first) = (subject.folded.subject, &subject.folded.first);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO import_batch
                 (id, kind, digest, sheet, round, rows, by, began_at, done_at, imported, undone_at, kept)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id.to_bytes(),
            batch.kind,
            batch.digest,
            batch.sheet,
            batch.round,
            batch.rows,
            first.actor.to_bytes(),
            first.at.0,
            batch.done_at.map(|at| at.0),
            batch.imported,
            batch.undone_at.map(|at| at.0),
            batch.left,
        ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<ImportRow> {
    Ok(ImportRow {
        id: SubjectId::from_bytes(row.get(0)?),
        batch: Batch {
            kind: row.get(1)?,
            digest: row.get(2)?,
            sheet: row.get(3)?,
            round: row.get(4)?,
            rows: row.get(5)?,
            done_at: row.get::<_, Option<_>>(8)?.map(Millis),
            imported: row.get(9)?,
            undone_at: row.get::<_, Option<_>>(10)?.map(Millis),
            left: row.get(11)?,
        },
        by: UserId::from_bytes(row.get(6)?),
        began_at: Millis(row.get(7)?),
        by_ar: row.get(12)?,
        by_en: row.get(13)?,
        standing: row.get(14)?,
    })
}

impl Reading<'_> {
    /// Batches, the newest first, behind this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn imports(
        &self,
        after: Option<(Millis, SubjectId)>,
        limit: u32,
    ) -> Result<Vec<ImportRow>, StoreError> {
        let (at, id) = after.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.0, id.to_bytes()));
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE (one.began_at, one.id) < (?1, ?2)
                 ORDER BY one.began_at DESC, one.id DESC LIMIT ?3"
            ))?
            .query_map(params![at, id, limit], row)?
            .collect::<Result<_, _>>()?)
    }

    /// A batch.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn import(&self, id: SubjectId) -> Result<Option<ImportRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE one.id = ?1"))?
            .query_row([id.to_bytes()], row)
            .optional()?)
    }

    /// The batch of the last round of a sheet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn last_import_of(
        &self,
        digest: &Digest,
        kind: RowKind,
        sheet: u32,
    ) -> Result<Option<ImportRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM {FROM} WHERE one.digest = ?1 AND one.kind = ?2 AND one.sheet = ?3
                 ORDER BY one.round DESC LIMIT 1"
            ))?
            .query_row(params![digest, kind.code(), sheet], row)
            .optional()?)
    }

    /// Subjects of a batch that stand, in the order of their rows, behind this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rows_of_import(
        &self,
        batch: SubjectId,
        after: Option<SubjectId>,
        limit: u32,
    ) -> Result<Vec<SubjectId>, StoreError> {
        let after = after.map_or([0; 16], SubjectId::to_bytes);
        Ok(self
            .connection
            .prepare_cached(rows_of_import_statement())?
            .query_map(params![batch.to_bytes(), after, limit], |row| {
                row.get(0).map(SubjectId::from_bytes)
            })?
            .collect::<Result<_, _>>()?)
    }

    /// How many calls of a batch somebody has worked on since, and the first of them in the order of their rows.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn worked_on_of_import(
        &self,
        batch: SubjectId,
        limit: u32,
    ) -> Result<(u32, Vec<CallRow>), StoreError> {
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM call WHERE {WORKED_ON}"))?
            .query_row([batch.to_bytes()], |row| row.get(0))?;
        let rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT {} FROM {} WHERE {WORKED_ON} ORDER BY call.id LIMIT ?2",
                call_row::COLUMNS,
                call_row::FROM
            ))?
            .query_map(params![batch.to_bytes(), limit], call_row::row)?
            .collect::<Result<_, _>>()?;
        Ok((total, rows))
    }

    /// Whether somebody has worked on an imported call.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_worked_on(&self, batch: SubjectId, call: SubjectId) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT 1 FROM call WHERE {WORKED_ON} AND call.id = ?2"
            ))?
            .exists(params![batch.to_bytes(), call.to_bytes()])?)
    }

    /// Whether a call of this number began from an instant up to another, other than in this batch.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn has_call_at(
        &self,
        number_key: &str,
        (from, until): (Millis, Millis),
        batch: SubjectId,
    ) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT 1 FROM call INDEXED BY call_by_number
                 WHERE number_key = ?1 AND number_key <> '' AND voided = 0 AND started_at >= ?2 AND started_at < ?3
                   AND import IS NOT ?4 LIMIT 1",
            )?
            .exists(params![number_key, from.0, until.0, batch.to_bytes()])?)
    }

    /// Calls of a number that began before an instant, the latest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_before(
        &self,
        number_key: &str,
        until: Millis,
        limit: u32,
    ) -> Result<Vec<SubjectId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM call INDEXED BY call_by_number
                 WHERE number_key = ?1 AND number_key <> '' AND voided = 0 AND started_at < ?2
                 ORDER BY started_at DESC, id DESC LIMIT ?3",
            )?
            .query_map(params![number_key, until.0, limit], |row| {
                row.get(0).map(SubjectId::from_bytes)
            })?
            .collect::<Result<_, _>>()?)
    }

    /// Whether a row that was imported is still there: a call that was not taken out by an undo, a survey that was not
    /// taken back.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn does_imported_row_stand(&self, row: SubjectId) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT 1 FROM call WHERE id = ?1
                 UNION ALL SELECT 1 FROM survey WHERE id = ?1 AND withdrawn = 0",
            )?
            .exists([row.to_bytes()])?)
    }

    /// Whether anything was ever recorded about a subject.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_recorded(&self, subject: SubjectId) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM entry WHERE subject = ?1 LIMIT 1")?
            .exists([subject.to_bytes()])?)
    }
}
