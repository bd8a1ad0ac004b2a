//! Export tokens, the record of exports, and their rows.

use deadpool_postgres::ClientWrapper;
use domain::entry::Digest;
use domain::id::{Millis, SiteId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::Work;
use super::error::Fault;
use super::feed::reading;
use super::values::{ToUuid as _, id, limit, number, to_column, to_text};
use crate::export::DayOf;
use crate::storage::StorageError;
use crate::storage::exporting::{
    ExportOverview, ExportToken, NameTaken, NewExport, NewExportToken, RowsPage, RowsWanted, ends,
};

pub(super) fn keep_token<'c>(
    client: &'c mut ClientWrapper,
    new: &'c NewExportToken,
) -> Work<'c, Result<(), NameTaken>> {
    Box::pin(async move {
        let kept = client
            .execute(
                "INSERT INTO export_token (digest, name, site, tables, made_at, revoked_at)
                 VALUES ($1, $2, $3, $4, $5, NULL) ON CONFLICT (name) DO NOTHING",
                &[
                    &new.digest.as_slice(),
                    &to_text(&new.token.name),
                    &new.token.site.to_uuid(),
                    &new.token.kept_tables(),
                    &new.token.made_at.0,
                ],
            )
            .await?;
        Ok(if kept == 1 { Ok(()) } else { Err(NameTaken) })
    })
}

/// Found by the digest: how long the look-up takes tells nothing about the token.
pub(super) fn holder<'c>(
    client: &'c mut ClientWrapper,
    token: &'c Digest,
) -> Work<'c, Option<ExportToken>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT name, site, tables, made_at, revoked_at FROM export_token
                 WHERE digest = $1 AND revoked_at IS NULL",
            )
            .await?;
        let row = client.query_opt(&statement, &[&token.as_slice()]).await?;
        row.as_ref().map(export_token).transpose()
    })
}

pub(super) fn tokens<'c>(client: &'c mut ClientWrapper, (): &'c ()) -> Work<'c, Vec<ExportToken>> {
    Box::pin(async move {
        let rows = client
            .query(
                "SELECT name, site, tables, made_at, revoked_at FROM export_token
                 ORDER BY made_at, name",
                &[],
            )
            .await?;
        rows.iter().map(export_token).collect()
    })
}

fn export_token(row: &Row) -> Result<ExportToken, Fault> {
    let revoked_at: Option<i64> = row.try_get("revoked_at")?;
    Ok(ExportToken {
        name: row.try_get("name")?,
        site: SiteId::from_bytes(id(row, "site")?),
        tables: ExportToken::read_tables(row.try_get("tables")?),
        made_at: Millis(row.try_get("made_at")?),
        revoked_at: revoked_at.map(Millis),
    })
}

pub(super) fn revoke<'c>(
    client: &'c mut ClientWrapper,
    (name, now): &'c (String, Millis),
) -> Work<'c, bool> {
    Box::pin(async move {
        let changed = client
            .execute(
                "UPDATE export_token SET revoked_at = coalesce(revoked_at, $2) WHERE name = $1",
                &[&to_text(name), &now.0],
            )
            .await?;
        Ok(changed > 0)
    })
}

pub(super) fn begin<'c>(client: &'c mut ClientWrapper, new: &'c NewExport) -> Work<'c, ()> {
    Box::pin(async move {
        client
            .execute(
                "INSERT INTO export
                     (id, site, begun_at, token, what, format, file, row_count, scope)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)",
                &[
                    &Uuid::from_bytes(new.id),
                    &new.site.to_uuid(),
                    &new.begun_at.0,
                    &new.token,
                    &new.what.name(),
                    &new.format.name(),
                    &to_text(&new.file),
                    &new.scope(),
                ],
            )
            .await?;
        Ok(())
    })
}

pub(super) fn end<'c>(
    client: &'c mut ClientWrapper,
    (id, rows): &'c ([u8; 16], u64),
) -> Work<'c, ()> {
    Box::pin(async move {
        client
            .execute(
                "UPDATE export SET row_count = $2 WHERE id = $1",
                &[&Uuid::from_bytes(*id), &to_column(*rows)],
            )
            .await?;
        Ok(())
    })
}

pub(super) fn newest<'c>(
    client: &'c mut ClientWrapper,
    most: &'c usize,
) -> Work<'c, Vec<ExportOverview>> {
    Box::pin(async move {
        let rows = client
            .query(
                "SELECT site, begun_at, token, what, format, file, row_count, scope FROM export
                 ORDER BY begun_at DESC, id LIMIT $1",
                &[&limit(*most)],
            )
            .await?;
        let overview = |row: &Row| {
            let ended: Option<i64> = row.try_get("row_count")?;
            Ok(ExportOverview {
                site: SiteId::from_bytes(id(row, "site")?),
                begun_at: Millis(row.try_get("begun_at")?),
                token: row.try_get("token")?,
                what: row.try_get("what")?,
                format: row.try_get("format")?,
                file: row.try_get("file")?,
                rows: match ended {
                    Some(_) => Some(number(row, "row_count")?),
                    None => None,
                },
                scope: row.try_get("scope")?,
            })
        };
        rows.iter().map(overview).collect()
    })
}

/// The next rows in the order of their keys.
pub(super) fn rows<'c>(
    client: &'c mut ClientWrapper,
    wanted: &'c RowsWanted,
) -> Work<'c, RowsPage> {
    Box::pin(async move {
        let table = wanted.table;
        let columns = table.columns().map(|(name, _)| format!("\"{name}\""));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let (first, second) = table.key;
        let (keys, from, second) = match second {
            None => (format!("\"{first}\""), "$3::text::uuid", "NULL"),
            Some("place") => (
                format!("\"{first}\", place"),
                "$3::text::uuid, $4::text::bigint",
                "place::text",
            ),
            Some(second) => (
                format!("\"{first}\", \"{second}\""),
                "$3::text::uuid, $4::text::uuid",
                "id::text",
            ),
        };
        // Both are named in any case: the server asks of what type they are.
        let beyond = match (&wanted.after, table.key.1) {
            (None, _) => "AND coalesce($3::text, $4::text) IS NULL".to_owned(),
            (Some(_), None) => format!("AND ({keys}) > ({from}) AND $4::text IS NULL"),
            (Some(_), Some(_)) => format!("AND ({keys}) > ({from})"),
        };
        // Days by their bytes, whatever the order of text that the database goes by.
        let (day, end) = match table.day {
            DayOf::Day(column) => (format!("{column} COLLATE \"C\""), "text"),
            DayOf::Instant(column) => (column.to_owned(), "text::timestamptz"),
        };
        let some = match table.day {
            DayOf::Day(column) => format!("AND {column} <> ''"),
            DayOf::Instant(_) => String::new(),
        };
        let transaction = reading(client).await?;
        // Looked at are as many rows as asked for, whatever the period leaves of them: no page takes longer
        // than another.
        let statement = transaction
            .prepare_cached(&format!(
                "SELECT \"{first}\"::text AS first, {second} AS second,
                     CASE WHEN ($5::text IS NULL OR {day} >= $5::{end})
                             AND ($6::text IS NULL OR ({day} < $6::{end} {some}))
                         THEN row_to_json(page)::text END AS row
                 FROM (SELECT {columns} FROM {view} WHERE site = $1 {beyond} ORDER BY {keys} LIMIT $2)
                     AS page
                 ORDER BY {keys}",
                view = table.view
            ))
            .await?;
        let key = wanted.after.as_deref().unwrap_or_default();
        let (from, to) = ends(table.day, wanted.period);
        let rows = transaction
            .query(
                &statement,
                &[
                    &wanted.site.to_uuid(),
                    &limit(wanted.limit),
                    &key.first(),
                    &key.get(1),
                    &from,
                    &to,
                ],
            )
            .await?;
        let looked_at = rows.iter().map(|row| {
            let (first, second): (String, Option<String>) =
                (row.try_get("first")?, row.try_get("second")?);
            let text: Option<&str> = row.try_get("row")?;
            let row = text.map(serde_json::from_str).transpose();
            let row = row.map_err(|_| StorageError::Damaged("a row that is no object"))?;
            Ok((std::iter::once(first).chain(second).collect(), row))
        });
        let looked_at = looked_at.collect::<Result<Vec<_>, Fault>>()?;
        Ok(RowsPage::of(looked_at, wanted.limit))
    })
}
