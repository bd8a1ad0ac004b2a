//! The log of exports: who took what out, when, in which form, where to.

use crate::calls::PAGE;
use crate::dto::{ExportLog, ExportMade};
use crate::rights::Command;
use crate::{App, AppError, Result, Rule};

impl App {
    /// The exports of the site, the newest first, 50 a page.
    ///
    /// # Errors
    /// `Invalid` for a cursor that is none; `NotAllowed`.
    pub fn export_log(&self, after: Option<&str>) -> Result<ExportLog> {
        let asking = self.asking(Command::ExportLog)?;
        let after = match after {
            None => None,
            Some(text) => Some(
                text.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        let here = asking.store().machine();
        let page = asking
            .store()
            .read(|reading| reading.exports(after, PAGE))?;
        let day = |day: Option<domain::local_day::LocalDay>| {
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let rows = page.rows.into_iter().map(|row| ExportMade {
            id: row.id.to_string(),
            at: row.at.0,
            by_ar: row.by_ar,
            by_en: row.by_en,
            here: row.machine == here,
            what: row.export.what,
            way: row.export.way,
            from: day(row.export.from),
            to: day(row.export.to),
            formats: row.export.formats,
            languages: row.export.languages,
            rows: row.export.rows,
            folder: row.export.folder,
            failed: row.export.failed,
        });
        Ok(ExportLog {
            rows: rows.collect(),
            next: page.next.map(|cursor| cursor.to_string()),
            total: page.total,
        })
    }
}
