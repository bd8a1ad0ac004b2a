//! The rows of an export as text, a page at a time.

use crate::export::{Format, What};
use crate::storage::{NewExport, RowsWanted, Storage, StorageError, key_of};

/// The rows that are still to come.
pub struct Rows<'s> {
    storage: &'s dyn Storage,
    format: Format,
    what: What,
    wanted: Option<RowsWanted>,
    heading: Option<String>,
    written: u64,
}

impl<'s> Rows<'s> {
    /// All rows of this export, so many at once.
    #[must_use]
    pub fn new(storage: &'s dyn Storage, export: &NewExport, at_once: usize) -> Self {
        let NewExport {
            site, what, format, ..
        } = *export;
        Self {
            storage,
            format,
            what,
            wanted: Some(RowsWanted {
                site,
                what,
                after: None,
                limit: at_once,
            }),
            heading: Some(format.heading(what)),
            written: 0,
        }
    }

    /// The next page of text; none at the end.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn next(&mut self) -> Result<Option<String>, StorageError> {
        let Some(wanted) = &mut self.wanted else {
            return Ok(None);
        };
        let rows = self.storage.export_rows(wanted.clone()).await?;
        let mut text = self.heading.take().unwrap_or_default();
        for row in &rows {
            self.format.write(self.what, row, &mut text);
        }
        self.written += rows.len() as u64;
        match rows.last() {
            Some(last) if rows.len() == wanted.limit => {
                wanted.after = Some(key_of(self.what, last));
            }
            _ => self.wanted = None,
        }
        Ok(Some(text))
    }

    /// How many rows were written.
    #[must_use]
    pub const fn written(&self) -> u64 {
        self.written
    }
}
