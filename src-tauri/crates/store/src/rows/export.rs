//! The rows of exports: what left the program as files, and the log of it.

use domain::export::Export;
use domain::id::{MachineId, Millis, SubjectId, UserId};
use domain::local_day::LocalDay;
use rusqlite::{Connection, Row, params};

use super::call_row::PAGE_ROWS;
use super::case_row::CaseCursor;
use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// Its id.
    pub id: SubjectId,
    /// Who made it.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// When.
    pub at: Millis,
    /// At which machine.
    pub machine: MachineId,
    /// What it says.
    pub export: Export,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPage {
    /// The rows, the newest first.
    pub rows: Vec<ExportRow>,
    /// Where the next page goes on; none at the end.
    pub next: Option<CaseCursor>,
    /// All of the log.
    pub total: u32,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    export: &Export,
) -> Result<(), StoreError> {
    let first = &subject.folded.first;
    let day = |day: Option<LocalDay>| day.map(|day| day.to_string()).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO export
                 (id, by, at, machine, what, way, from_day, to_day, formats, languages, rows, folder, failed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            subject.folded.subject.to_bytes(),
            first.actor.to_bytes(),
            first.at.0,
            subject.machine.to_bytes(),
            export.what,
            export.way,
            day(export.from),
            day(export.to),
            export.formats.join(" "),
            export.languages.join(" "),
            export.rows,
            export.folder,
            export.failed,
        ])?;
    Ok(())
}

pub(crate) const LOG: &str = "
    SELECT one.id, one.by, coalesce(user.name_ar, ''), coalesce(user.name_en, ''), one.at, one.machine, one.what,
           one.way, one.from_day, one.to_day, one.formats, one.languages, one.rows, one.folder, one.failed
    FROM export AS one INDEXED BY export_by_time LEFT JOIN user ON user.id = one.by
    WHERE (one.at, one.id) < (?1, ?2)
    ORDER BY one.at DESC, one.id DESC LIMIT ?3";

fn row(row: &Row<'_>) -> rusqlite::Result<ExportRow> {
    let codes = |text: String| text.split_whitespace().map(str::to_owned).collect();
    let day = |text: String| text.parse().ok();
    Ok(ExportRow {
        id: SubjectId::from_bytes(row.get(0)?),
        by: UserId::from_bytes(row.get(1)?),
        by_ar: row.get(2)?,
        by_en: row.get(3)?,
        at: Millis(row.get(4)?),
        machine: MachineId::from_bytes(row.get(5)?),
        export: Export {
            what: row.get(6)?,
            way: row.get(7)?,
            from: row.get(8).map(day)?,
            to: row.get(9).map(day)?,
            formats: row.get(10).map(codes)?,
            languages: row.get(11).map(codes)?,
            rows: row.get(12)?,
            folder: row.get(13)?,
            failed: row.get(14)?,
        },
    })
}

impl Reading<'_> {
    /// The log of exports, the newest first; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn exports(&self, after: Option<CaseCursor>, limit: u32) -> Result<ExportPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let (at, id) = after.map_or((i64::MAX, [0xff; 16]), |cursor| {
            (cursor.at.0, cursor.id.to_bytes())
        });
        let mut rows: Vec<ExportRow> = self
            .connection
            .prepare_cached(LOG)?
            .query_map(params![at, id, limit + 1], row)?
            .collect::<Result<_, _>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| CaseCursor {
            at: last.at,
            id: last.id,
        });
        let total = self
            .connection
            .query_row("SELECT count(*) FROM export", [], |row| row.get(0))?;
        Ok(ExportPage { rows, next, total })
    }
}
