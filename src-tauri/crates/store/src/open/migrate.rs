//! Bringing the schema of a store up to what this version knows.
//!
//! Numbered files that only add; one that has been released is never edited. All that are missing are
//! applied in one transaction, so that a kill leaves the old schema or the new one. Each sets
//! `user_version` to its number, which tells a store from a newer version before anything is written.

use refinery::{Migration, Runner};
use rusqlite::Connection;

use crate::error::OpenError;

pub(crate) const FILES: &[(&str, &str)] = &[
    (
        "V1__journal",
        include_str!("../../migrations/V1__journal.sql"),
    ),
    ("V2__seen", include_str!("../../migrations/V2__seen.sql")),
    (
        "V3__search",
        include_str!("../../migrations/V3__search.sql"),
    ),
    (
        "V4__pauses",
        include_str!("../../migrations/V4__pauses.sql"),
    ),
    (
        "V5__goes_on",
        include_str!("../../migrations/V5__goes_on.sql"),
    ),
    (
        "V6__conversations",
        include_str!("../../migrations/V6__conversations.sql"),
    ),
    (
        "V7__people",
        include_str!("../../migrations/V7__people.sql"),
    ),
    (
        "V8__voided",
        include_str!("../../migrations/V8__voided.sql"),
    ),
    (
        "V9__indexed",
        include_str!("../../migrations/V9__indexed.sql"),
    ),
    (
        "V10__case_lists",
        include_str!("../../migrations/V10__case_lists.sql"),
    ),
    ("V11__told", include_str!("../../migrations/V11__told.sql")),
    (
        "V12__nobodys",
        include_str!("../../migrations/V12__nobodys.sql"),
    ),
    (
        "V13__new_epochs",
        include_str!("../../migrations/V13__new_epochs.sql"),
    ),
    (
        "V14__persons_by_id",
        include_str!("../../migrations/V14__persons_by_id.sql"),
    ),
    (
        "V15__held_places",
        include_str!("../../migrations/V15__held_places.sql"),
    ),
    (
        "V16__review",
        include_str!("../../migrations/V16__review.sql"),
    ),
    (
        "V17__moments",
        include_str!("../../migrations/V17__moments.sql"),
    ),
    (
        "V18__packs",
        include_str!("../../migrations/V18__packs.sql"),
    ),
    (
        "V19__shift_review",
        include_str!("../../migrations/V19__shift_review.sql"),
    ),
    (
        "V20__figures",
        include_str!("../../migrations/V20__figures.sql"),
    ),
    (
        "V21__surveys",
        include_str!("../../migrations/V21__surveys.sql"),
    ),
    (
        "V22__scores",
        include_str!("../../migrations/V22__scores.sql"),
    ),
    (
        "V23__exports",
        include_str!("../../migrations/V23__exports.sql"),
    ),
    (
        "V24__imports",
        include_str!("../../migrations/V24__imports.sql"),
    ),
    (
        "V25__list_changes",
        include_str!("../../migrations/V25__list_changes.sql"),
    ),
    (
        "V26__improvement",
        include_str!("../../migrations/V26__improvement.sql"),
    ),
    (
        "V27__spoken",
        include_str!("../../migrations/V27__spoken.sql"),
    ),
    (
        "V28__erasures",
        include_str!("../../migrations/V28__erasures.sql"),
    ),
    (
        "V29__holds",
        include_str!("../../migrations/V29__holds.sql"),
    ),
    (
        "V30__left_aside",
        include_str!("../../migrations/V30__left_aside.sql"),
    ),
    (
        "V31__history",
        include_str!("../../migrations/V31__history.sql"),
    ),
];

/// The migrations that this version knows.
#[derive(Debug, Clone)]
pub(crate) struct Migrations(Vec<Migration>);

impl Migrations {
    /// Those of this version.
    pub(crate) fn known() -> Result<Self, OpenError> {
        Self::from_files(FILES)
    }

    pub(crate) fn from_files(files: &[(&str, &str)]) -> Result<Self, OpenError> {
        files
            .iter()
            .map(|(name, sql)| Migration::unapplied(name, sql))
            .collect::<Result<_, _>>()
            .map(Self)
            .map_err(|error| OpenError::Migration(Box::new(error)))
    }

    /// Number of the last one.
    pub(crate) fn latest(&self) -> u32 {
        let last = self
            .0
            .iter()
            .map(|migration| i64::from(migration.version()))
            .max();
        last.and_then(|version| u32::try_from(version).ok())
            .unwrap_or(0)
    }

    /// Applies those that are missing.
    pub(crate) fn apply(&self, connection: &mut Connection) -> Result<(), OpenError> {
        Runner::new(&self.0)
            .set_grouped(true)
            .run(connection)
            .map_err(migration_error)?;
        Ok(())
    }
}

fn migration_error(error: refinery::Error) -> OpenError {
    use std::error::Error as _;
    let sqlite = error
        .source()
        .and_then(|source| source.downcast_ref::<rusqlite::Error>());
    match sqlite.map(crate::error::Fault::of_sqlite) {
        Some(crate::error::Fault::DiskFull) => OpenError::DiskFull,
        Some(crate::error::Fault::ReadOnly) => OpenError::ReadOnly,
        Some(crate::error::Fault::Damaged | crate::error::Fault::NotADatabase) => {
            OpenError::Damaged
        }
        _ => OpenError::Migration(Box::new(error)),
    }
}

/// Schema version of a store.
pub(crate) fn schema_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
