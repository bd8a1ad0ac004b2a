//! Packs that the centre signed, as this machine took them, and the last that it refused.
//!
//! A few older ones stay beside the one in use, so that what was told from them can still be named. Never here: what a
//! pack says, whether it may be believed.

use domain::id::{CentreId, Millis, SiteId};
use domain::wire::{Base64, Pack, PackKind, PackRefusal};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::StoreError;
use crate::int::{from_sql, to_sql};
use crate::opened::Store;
use crate::read::Reading;

/// Packs of a kind that are kept, the one in use among them.
pub const PACKS_KEPT: u32 = 12;

/// A pack that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPack {
    /// The pack.
    pub pack: Pack,
    /// When it was taken, by this machine's clock.
    pub taken_at: Millis,
}

/// A pack that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedPack {
    /// Which centre gave it.
    pub centre: CentreId,
    /// To a machine of which site.
    pub site: SiteId,
    /// Of which kind.
    pub kind: PackKind,
    /// Which version.
    pub version: u64,
    /// Why.
    pub refusal: PackRefusal,
    /// The version of the program that refused it.
    pub program: String,
}

impl Reading<'_> {
    /// The packs of a kind that this machine took, the last taken first; at most [`PACKS_KEPT`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn packs(&self, kind: PackKind) -> Result<Vec<TakenPack>, StoreError> {
        let mut packs = self.connection.prepare_cached(
            "SELECT centre, site, version, published_at, content, signature, taken_at FROM pack
             WHERE kind = ?1 ORDER BY place DESC LIMIT ?2",
        )?;
        let packs = packs.query_map(params![kind.name(), PACKS_KEPT], |row| taken(row, kind))?;
        Ok(packs.collect::<Result<_, _>>()?)
    }

    /// Version and time of publishing of the newest pack of a kind of this centre and site.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn pack_version(
        &self,
        centre: CentreId,
        site: SiteId,
        kind: PackKind,
    ) -> Result<Option<(u64, Millis)>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT version, published_at FROM pack
                 WHERE centre = ?1 AND site = ?2 AND kind = ?3 ORDER BY version DESC LIMIT 1",
            )?
            .query_row(
                params![centre.to_bytes(), site.to_bytes(), kind.name()],
                |row| Ok((from_sql(row.get(0)?), Millis(row.get(1)?))),
            )
            .optional()?)
    }

    /// The newest pack of a kind of this centre and site.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn newest_pack(
        &self,
        centre: CentreId,
        site: SiteId,
        kind: PackKind,
    ) -> Result<Option<Pack>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT centre, site, version, published_at, content, signature, taken_at FROM pack
                 WHERE centre = ?1 AND site = ?2 AND kind = ?3 ORDER BY version DESC LIMIT 1",
            )?
            .query_row(
                params![centre.to_bytes(), site.to_bytes(), kind.name()],
                |row| taken(row, kind).map(|taken| taken.pack),
            )
            .optional()?)
    }

    /// The last pack of a kind of this centre and site that was refused.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refused_pack(
        &self,
        centre: CentreId,
        site: SiteId,
        kind: PackKind,
    ) -> Result<Option<RefusedPack>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT version, reason, at, field, program FROM pack_refused
                 WHERE centre = ?1 AND site = ?2 AND kind = ?3",
            )?
            .query_row(
                params![centre.to_bytes(), site.to_bytes(), kind.name()],
                |row| {
                    Ok(RefusedPack {
                        centre,
                        site,
                        kind,
                        version: from_sql(row.get(0)?),
                        refusal: PackRefusal {
                            reason: row.get(1)?,
                            at: row.get(2)?,
                            field: row.get(3)?,
                        },
                        program: row.get(4)?,
                    })
                },
            )
            .optional()?)
    }
}

fn taken(row: &Row<'_>, kind: PackKind) -> rusqlite::Result<TakenPack> {
    Ok(TakenPack {
        pack: Pack {
            centre: CentreId::from_bytes(row.get(0)?),
            site: SiteId::from_bytes(row.get(1)?),
            kind: kind.name().to_owned(),
            version: from_sql(row.get(2)?),
            published_at: Millis(row.get(3)?),
            content: Base64(row.get(4)?),
            signature: Base64(row.get(5)?),
        },
        taken_at: Millis(row.get(6)?),
    })
}

impl Store {
    /// Keeps a pack that was found good, in one transaction with what follows: the oldest beyond [`PACKS_KEPT`] go,
    /// and so does the refusal of a version that is no newer. Taking the same twice changes nothing.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    pub fn take_pack(&self, pack: Pack, taken_at: Millis) -> Result<(), StoreError> {
        self.write(move |transaction| {
            insert(transaction, &pack, taken_at)?;
            transaction
                .prepare_cached(
                    "DELETE FROM pack WHERE kind = ?1 AND place NOT IN
                         (SELECT place FROM pack WHERE kind = ?1 ORDER BY place DESC LIMIT ?2)",
                )?
                .execute(params![pack.kind, PACKS_KEPT])?;
            transaction
                .prepare_cached(
                    "DELETE FROM pack_refused
                     WHERE centre = ?1 AND site = ?2 AND kind = ?3 AND version <= ?4",
                )?
                .execute(params![
                    pack.centre.to_bytes(),
                    pack.site.to_bytes(),
                    pack.kind,
                    to_sql(pack.version)
                ])?;
            Ok(())
        })
    }

    /// Writes down that a pack was refused, in place of the one before.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn refuse_pack(&self, refused: RefusedPack) -> Result<(), StoreError> {
        self.write(move |transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO pack_refused
                         (centre, site, kind, version, reason, at, field, program)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    refused.centre.to_bytes(),
                    refused.site.to_bytes(),
                    refused.kind.name(),
                    to_sql(refused.version),
                    refused.refusal.reason,
                    refused.refusal.at,
                    refused.refusal.field,
                    refused.program
                ])?;
            Ok(())
        })
    }
}

fn insert(connection: &Connection, pack: &Pack, taken_at: Millis) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO pack
                 (centre, site, kind, version, published_at, content, signature, taken_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (centre, site, kind, version) DO NOTHING",
        )?
        .execute(params![
            pack.centre.to_bytes(),
            pack.site.to_bytes(),
            pack.kind,
            to_sql(pack.version),
            pack.published_at.0,
            pack.content.0,
            pack.signature.0,
            taken_at.0
        ])?;
    Ok(())
}
