//! Export tokens, the record of exports, and their rows.

use domain::entry::Digest;
use domain::id::{Millis, SiteId};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::values::{from_column, to_column};
use crate::export::DayOf;
use crate::storage::StorageError;
use crate::storage::exporting::{
    ExportOverview, ExportToken, NameTaken, NewExport, NewExportToken, RowsPage, RowsWanted, ends,
};

pub(super) fn keep_token(
    connection: &Connection,
    new: &NewExportToken,
) -> Result<Result<(), NameTaken>, StorageError> {
    let kept = connection.execute(
        "INSERT INTO export_token (digest, name, site, tables, made_at, revoked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, NULL) ON CONFLICT (name) DO NOTHING",
        (
            new.digest,
            &new.token.name,
            new.token.site.to_bytes(),
            new.token.kept_tables(),
            new.token.made_at.0,
        ),
    )?;
    Ok(if kept == 1 { Ok(()) } else { Err(NameTaken) })
}

/// Found by the digest: how long the look-up takes tells nothing about the token.
pub(super) fn holder(
    connection: &Connection,
    token: &Digest,
) -> Result<Option<ExportToken>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT name, site, tables, made_at, revoked_at FROM export_token
             WHERE digest = ?1 AND revoked_at IS NULL",
        )?
        .query_row([token], export_token)
        .optional()?)
}

pub(super) fn tokens(connection: &Connection) -> Result<Vec<ExportToken>, StorageError> {
    let mut statement = connection.prepare(
        "SELECT name, site, tables, made_at, revoked_at FROM export_token ORDER BY made_at, name",
    )?;
    let tokens = statement.query_map([], export_token)?;
    Ok(tokens.collect::<Result<_, _>>()?)
}

fn export_token(row: &Row<'_>) -> rusqlite::Result<ExportToken> {
    let (tables, revoked_at): (String, Option<i64>) = (row.get(2)?, row.get(4)?);
    Ok(ExportToken {
        name: row.get(0)?,
        site: SiteId::from_bytes(row.get(1)?),
        tables: ExportToken::read_tables(&tables),
        made_at: Millis(row.get(3)?),
        revoked_at: revoked_at.map(Millis),
    })
}

pub(super) fn revoke(
    connection: &Connection,
    name: &str,
    now: Millis,
) -> Result<bool, StorageError> {
    let changed = connection.execute(
        "UPDATE export_token SET revoked_at = coalesce(revoked_at, ?2) WHERE name = ?1",
        (name, now.0),
    )?;
    Ok(changed > 0)
}

pub(super) fn begin(connection: &Connection, new: &NewExport) -> Result<(), StorageError> {
    connection.execute(
        "INSERT INTO export (id, site, begun_at, token, what, format, file, row_count, scope)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8)",
        (
            new.id,
            new.site.to_bytes(),
            new.begun_at.0,
            &new.token,
            new.what.name(),
            new.format.name(),
            &new.file,
            new.scope(),
        ),
    )?;
    Ok(())
}

pub(super) fn end(connection: &Connection, id: [u8; 16], rows: u64) -> Result<(), StorageError> {
    connection.execute(
        "UPDATE export SET row_count = ?2 WHERE id = ?1",
        (id, to_column(rows)),
    )?;
    Ok(())
}

pub(super) fn newest(
    connection: &Connection,
    limit: usize,
) -> Result<Vec<ExportOverview>, StorageError> {
    let mut statement = connection.prepare(
        "SELECT site, begun_at, token, what, format, file, row_count, scope FROM export
         ORDER BY begun_at DESC, id LIMIT ?1",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let exports = statement.query_map([limit], |row| {
        let rows: Option<i64> = row.get(6)?;
        Ok(ExportOverview {
            site: SiteId::from_bytes(row.get(0)?),
            begun_at: Millis(row.get(1)?),
            token: row.get(2)?,
            what: row.get(3)?,
            format: row.get(4)?,
            file: row.get(5)?,
            rows: rows.map(from_column),
            scope: row.get(7)?,
        })
    })?;
    Ok(exports.collect::<Result<_, _>>()?)
}

/// The next rows in the order of their keys.
pub(super) fn rows(connection: &Connection, wanted: &RowsWanted) -> Result<RowsPage, StorageError> {
    let table = wanted.table;
    let members: Vec<_> = table
        .columns()
        .map(|(name, _)| format!("'{name}', \"{name}\""))
        .collect();
    // The second part of a key is a number or text; what it is compared with is made the same.
    let (first, second) = table.key;
    let (keys, from, second) = match second {
        None => (format!("\"{first}\""), "?3", "NULL"),
        Some("place") => (
            format!("\"{first}\", place"),
            "?3, CAST(?4 AS INTEGER)",
            "CAST(place AS TEXT)",
        ),
        Some(second) => (format!("\"{first}\", \"{second}\""), "?3, ?4", second),
    };
    let beyond = match wanted.after {
        Some(_) => format!("AND ({keys}) > ({from})"),
        None => String::new(),
    };
    let day = match table.day {
        DayOf::Day(column) | DayOf::Instant(column) => column,
    };
    // Looked at are as many rows as asked for, whatever the period leaves of them: no page takes longer than
    // another.
    let mut statement = connection.prepare_cached(&format!(
        "SELECT \"{first}\", {second},
             CASE WHEN (?5 IS NULL OR {day} >= ?5) AND (?6 IS NULL OR ({day} < ?6 AND {day} <> ''))
                 THEN json_object({members}) END
         FROM {view} WHERE site = ?1 {beyond} ORDER BY {keys} LIMIT ?2",
        members = members.join(", "),
        view = table.view,
    ))?;
    let key = wanted.after.as_deref().unwrap_or_default();
    let (from, to) = ends(table.day, wanted.period);
    let looked_at = statement.query_map(
        (
            wanted.site.to_string(),
            i64::try_from(wanted.limit).unwrap_or(i64::MAX),
            key.first(),
            key.get(1),
            from,
            to,
        ),
        |row| {
            let (first, second): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let key = std::iter::once(first).chain(second).collect();
            Ok((key, row.get::<_, Option<String>>(2)?))
        },
    )?;
    let looked_at = looked_at.map(|looked_at| {
        let (key, text): (Vec<String>, _) = looked_at?;
        let row = text.map(|text| serde_json::from_str(&text)).transpose();
        let row = row.map_err(|_| StorageError::Damaged("a row that is no object"))?;
        Ok((key, row))
    });
    let looked_at = looked_at.collect::<Result<Vec<_>, StorageError>>()?;
    Ok(RowsPage::of(looked_at, wanted.limit))
}
