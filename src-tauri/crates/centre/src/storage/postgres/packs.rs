//! Packs: keeping a new one, and giving the newest.

use deadpool_postgres::{ClientWrapper, Transaction};
use domain::id::{Millis, SiteId};
use domain::wire::{PackKind, PackVersion};

use super::Work;
use super::append::writing;
use super::error::Fault;
use super::values::{ToUuid as _, bytes, number, to_column};
use crate::storage::{KeptPack, NotKept, PackHead};

pub(super) fn publish<'c>(
    client: &'c mut ClientWrapper,
    (new, over): &'c (KeptPack, u64),
) -> Work<'c, Result<(), NotKept>> {
    Box::pin(async move {
        let transaction = writing(client).await?;
        let site = new.site.to_uuid();
        // Two who publish at once come one after the other.
        transaction
            .execute("SELECT FROM site WHERE id = $1 FOR NO KEY UPDATE", &[&site])
            .await?;
        let row = transaction
            .query_one(
                "SELECT coalesce(max(version), 0)::bigint AS newest FROM pack
                 WHERE site = $1 AND kind = $2",
                &[&site, &new.kind.name()],
            )
            .await?;
        let newest = number(&row, "newest")?;
        if let Err(not) = NotKept::check(new.version, *over, newest) {
            return Ok(Err(not));
        }
        transaction
            .execute(
                "INSERT INTO pack (site, kind, version, published_at, content, signature)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    &site,
                    &new.kind.name(),
                    &to_column(new.version),
                    &new.published_at.0,
                    &new.content,
                    &new.signature.as_slice(),
                ],
            )
            .await?;
        transaction.commit().await?;
        Ok(Ok(()))
    })
}

pub(super) fn head<'c>(
    client: &'c mut ClientWrapper,
    (site, kind): &'c (SiteId, PackKind),
) -> Work<'c, Option<PackHead>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT version, signature FROM pack WHERE site = $1 AND kind = $2
                 ORDER BY version DESC LIMIT 1",
            )
            .await?;
        let row = client
            .query_opt(&statement, &[&site.to_uuid(), &kind.name()])
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(PackHead {
            version: number(&row, "version")?,
            signature: bytes(&row, "signature")?,
        }))
    })
}

pub(super) fn newest<'c>(
    client: &'c mut ClientWrapper,
    (site, kind, before): &'c (SiteId, PackKind, Option<u64>),
) -> Work<'c, Option<KeptPack>> {
    Box::pin(async move {
        let statement = client
            .prepare_cached(
                "SELECT version, published_at, content, signature FROM pack
                 WHERE site = $1 AND kind = $2 AND ($3::bigint IS NULL OR version < $3)
                 ORDER BY version DESC LIMIT 1",
            )
            .await?;
        let row = client
            .query_opt(
                &statement,
                &[&site.to_uuid(), &kind.name(), &before.map(to_column)],
            )
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(KeptPack {
            site: *site,
            kind: *kind,
            version: number(&row, "version")?,
            published_at: Millis(row.try_get("published_at")?),
            content: row.try_get("content")?,
            signature: bytes(&row, "signature")?,
        }))
    })
}

pub(super) async fn versions(
    transaction: &Transaction<'_>,
    site: SiteId,
) -> Result<Vec<PackVersion>, Fault> {
    let statement = transaction
        .prepare_cached(
            "SELECT kind, max(version) AS version FROM pack WHERE site = $1
             GROUP BY kind ORDER BY kind",
        )
        .await?;
    let rows = transaction.query(&statement, &[&site.to_uuid()]).await?;
    let versions = rows.iter().map(|row| {
        Ok(PackVersion {
            kind: row.try_get("kind")?,
            version: number(row, "version")?,
        })
    });
    versions.collect()
}
