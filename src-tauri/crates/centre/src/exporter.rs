//! The rows of an export as text, a page at a time.

use domain::id::{Epoch, MachineId, SiteId};

use crate::export::{After, Format, Period, Table};
use crate::storage::{AnewWanted, NewExport, PlacesWanted, RowsWanted, Storage, StorageError};

/// Rows that are looked at for each that is written at once, where a period leaves most of them out.
const LOOKED_AT_FOR_ONE: usize = 8;

/// The rows that are still to come.
pub struct Rows<'s> {
    storage: &'s dyn Storage,
    format: Format,
    site: SiteId,
    period: Period,
    at_once: usize,
    next: Next,
    heading: Option<String>,
    written: u64,
}

/// What comes next.
enum Next {
    /// Rows of a table.
    Rows {
        table: &'static Table,
        after: Option<Vec<String>>,
    },
    /// Places of the feed, to the number that was the last when it began.
    Places {
        after: u64,
        end: Option<u64>,
    },
    /// Links that were made anew for entries up to this number.
    Anew {
        end: u64,
        after: Option<(MachineId, Epoch, u64)>,
    },
    Nothing,
}

impl<'s> Rows<'s> {
    /// All rows of this export, so many at once.
    #[must_use]
    pub fn new(storage: &'s dyn Storage, export: &NewExport, at_once: usize) -> Self {
        let after = export.after.clone();
        let next = match (export.what.table(), after) {
            (Some(table), Some(After::Row(key))) => Next::Rows {
                table,
                after: Some(key),
            },
            (Some(table), _) => Next::Rows { table, after: None },
            (None, Some(After::Number(after))) => Next::Places { after, end: None },
            (None, _) => Next::Places {
                after: 0,
                end: None,
            },
        };
        Self {
            storage,
            format: export.format,
            site: export.site,
            period: export.period,
            at_once,
            next,
            heading: Some(export.format.heading(export.what)),
            written: 0,
        }
    }

    /// The next page of text, which may be empty; none at the end.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub async fn next(&mut self) -> Result<Option<String>, StorageError> {
        let mut text = self.heading.take().unwrap_or_default();
        let next = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Rows { table, after } => self.rows(table, after, &mut text).await?,
            Next::Places { after, end } => self.places(after, end, &mut text).await?,
            Next::Anew { end, after } => self.anew(end, after, &mut text).await?,
            Next::Nothing => return Ok(None),
        };
        self.next = next;
        Ok(Some(text))
    }

    async fn rows(
        &mut self,
        table: &'static Table,
        after: Option<Vec<String>>,
        text: &mut String,
    ) -> Result<Next, StorageError> {
        let page = self.storage.export_rows(RowsWanted {
            site: self.site,
            table,
            period: self.period,
            after,
            limit: self.looked_at(),
        });
        let page = page.await?;
        for row in &page.rows {
            table.write(self.format, row, text);
        }
        self.written += page.rows.len() as u64;
        Ok(match page.next {
            Some(after) => Next::Rows {
                table,
                after: Some(after),
            },
            None => Next::Nothing,
        })
    }

    async fn places(
        &mut self,
        after: u64,
        end: Option<u64>,
        text: &mut String,
    ) -> Result<Next, StorageError> {
        let page = self.storage.export_places(PlacesWanted {
            site: self.site,
            period: self.period,
            after,
            end,
            limit: self.looked_at(),
        });
        let page = page.await?;
        self.written += page.places.len() as u64;
        for place in page.places {
            place.write(self.site, self.format, text);
        }
        let end = page.end;
        Ok(match page.next {
            Some(after) => Next::Places {
                after,
                end: Some(end),
            },
            None => Next::Anew { end, after: None },
        })
    }

    async fn anew(
        &mut self,
        end: u64,
        after: Option<(MachineId, Epoch, u64)>,
        text: &mut String,
    ) -> Result<Next, StorageError> {
        let page = self.storage.export_anew(AnewWanted {
            site: self.site,
            period: self.period,
            after,
            end,
            limit: self.at_once.saturating_mul(LOOKED_AT_FOR_ONE),
        });
        let page = page.await?;
        self.written += page.links.len() as u64;
        for link in page.links {
            link.write(self.site, self.format, text);
        }
        Ok(match page.next {
            Some(after) => Next::Anew {
                end,
                after: Some(after),
            },
            None => Next::Nothing,
        })
    }

    const fn looked_at(&self) -> usize {
        if self.period.is_all() {
            self.at_once
        } else {
            self.at_once.saturating_mul(LOOKED_AT_FOR_ONE)
        }
    }

    /// How many rows were written.
    #[must_use]
    pub const fn written(&self) -> u64 {
        self.written
    }
}
