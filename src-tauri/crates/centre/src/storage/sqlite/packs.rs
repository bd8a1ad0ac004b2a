//! Packs: keeping a new one, and giving the newest.

use domain::id::{Millis, SiteId};
use domain::wire::{PackKind, PackVersion};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use super::values::{from_column, to_column};
use crate::storage::{KeptPack, NotKept, PackHead, StorageError};

pub(super) fn publish(
    connection: &mut Connection,
    new: &KeptPack,
    over: u64,
) -> Result<Result<(), NotKept>, StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let newest: i64 = transaction.query_row(
        "SELECT coalesce(max(version), 0) FROM pack WHERE site = ?1 AND kind = ?2",
        (new.site.to_bytes(), new.kind.name()),
        |row| row.get(0),
    )?;
    if let Err(not) = NotKept::check(new.version, over, from_column(newest)) {
        return Ok(Err(not));
    }
    transaction.execute(
        "INSERT INTO pack (site, kind, version, published_at, content, signature)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            new.site.to_bytes(),
            new.kind.name(),
            to_column(new.version),
            new.published_at.0,
            &new.content,
            new.signature,
        ),
    )?;
    transaction.commit()?;
    Ok(Ok(()))
}

pub(super) fn head(
    connection: &Connection,
    site: SiteId,
    kind: PackKind,
) -> Result<Option<PackHead>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT version, signature FROM pack WHERE site = ?1 AND kind = ?2
             ORDER BY version DESC LIMIT 1",
        )?
        .query_row((site.to_bytes(), kind.name()), |row| {
            Ok(PackHead {
                version: from_column(row.get(0)?),
                signature: row.get(1)?,
            })
        })
        .optional()?)
}

pub(super) fn newest(
    connection: &Connection,
    site: SiteId,
    kind: PackKind,
    before: Option<u64>,
) -> Result<Option<KeptPack>, StorageError> {
    Ok(connection
        .prepare_cached(
            "SELECT version, published_at, content, signature FROM pack
             WHERE site = ?1 AND kind = ?2 AND (?3 IS NULL OR version < ?3)
             ORDER BY version DESC LIMIT 1",
        )?
        .query_row(
            (site.to_bytes(), kind.name(), before.map(to_column)),
            |row| {
                Ok(KeptPack {
                    site,
                    kind,
                    version: from_column(row.get(0)?),
                    published_at: Millis(row.get(1)?),
                    content: row.get(2)?,
                    signature: row.get(3)?,
                })
            },
        )
        .optional()?)
}

pub(super) fn versions(
    connection: &Connection,
    site: SiteId,
) -> Result<Vec<PackVersion>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, max(version) FROM pack WHERE site = ?1 GROUP BY kind ORDER BY kind",
    )?;
    let versions = statement.query_map([site.to_bytes()], |row| {
        Ok(PackVersion {
            kind: row.get(0)?,
            version: from_column(row.get(1)?),
        })
    })?;
    Ok(versions.collect::<Result<_, _>>()?)
}
