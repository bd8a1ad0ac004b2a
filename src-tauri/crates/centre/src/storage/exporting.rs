//! What an export asks of the storage, and what is kept of it.

use domain::entry::Digest;
use domain::id::{Millis, SiteId};
use serde_json::Value;

use crate::export::{Format, What};

/// Who may export over the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportToken {
    /// What people call it.
    pub name: String,
    /// Of which site.
    pub site: SiteId,
    /// What.
    pub tables: Vec<What>,
    /// Since when.
    pub made_at: Millis,
    /// Since when no more.
    pub revoked_at: Option<Millis>,
}

impl ExportToken {
    /// What it may export, as it is kept.
    pub(super) fn kept_tables(&self) -> String {
        let names: Vec<_> = self.tables.iter().map(|what| what.name()).collect();
        names.join(",")
    }

    /// The same from what was kept.
    pub(super) fn read_tables(kept: &str) -> Vec<What> {
        let names = kept.split(',').filter_map(|name| name.parse().ok());
        names.collect()
    }
}

/// An export that begins.
#[derive(Debug, Clone)]
pub struct NewExport {
    /// Random.
    pub id: [u8; 16],
    /// Of which site.
    pub site: SiteId,
    /// When.
    pub begun_at: Millis,
    /// Name of the token; empty for whoever runs the centre.
    pub token: String,
    /// What.
    pub what: What,
    /// In which form.
    pub format: Format,
    /// The file it goes to; empty over the line.
    pub file: String,
}

/// An export that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOverview {
    /// Of which site.
    pub site: SiteId,
    /// When.
    pub begun_at: Millis,
    /// Name of the token; empty for whoever runs the centre.
    pub token: String,
    /// What.
    pub what: String,
    /// In which form.
    pub format: String,
    /// The file it went to; empty over the line.
    pub file: String,
    /// How many rows went out; none where it has not ended.
    pub rows: Option<u64>,
}

/// A page of rows that is wanted.
#[derive(Debug, Clone)]
pub struct RowsWanted {
    /// Of which site.
    pub site: SiteId,
    /// What.
    pub what: What,
    /// The key of the last row that is there already.
    pub after: Option<Vec<String>>,
    /// Most rows.
    pub limit: usize,
}

/// The key of a row, from which the next page goes on.
pub(crate) fn key_of(what: What, row: &Value) -> Vec<String> {
    let (first, second) = what.key();
    let member = |name: &str| match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    std::iter::once(first).chain(second).map(member).collect()
}

/// The name of a token is taken already, perhaps by one that was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is, or was, a token of this name")]
pub struct NameTaken;

/// A token to keep.
#[derive(Debug, Clone)]
pub struct NewExportToken {
    /// SHA-256 of it.
    pub digest: Digest,
    /// The rest.
    pub token: ExportToken,
}
