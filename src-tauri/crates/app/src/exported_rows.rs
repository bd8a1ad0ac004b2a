//! The calls behind a figure as one file: what the list on the screen shows, and no more of a sensitive call than that
//! it was.
//!
//! Rows go from the store into the file page by page, so that a text of any length costs no memory. They are words of
//! people: the export is in the journal before the first of them is on the disk of the folder. Never here: whose rows
//! they are (`figure_rows`).

use std::fs::File;
use std::io::{BufWriter, Write as _};

use domain::export::Export;
use domain::lists::{List, Lists};
use report::{Cell, Column, CsvWriter, XLSX_ROWS_MAX, XlsxWriter};
use store::{CallCursor, FigureCalls};

use crate::bulletin::{Words, local};
use crate::case_rows::Hand;
use crate::desk::Asking;
use crate::dto::{CallRow, ExportFormat, Exported, RowsOrder};
use crate::export::{
    ExportFault, ExportWay, OutFolder, Part, digits_of, locale_of, record, record_failure,
};
use crate::figure_rows::asked;
use crate::figures::period;
use crate::rights::Command;
use crate::rows::rows_for;
use crate::{App, AppError, Result, Rule};

/// Bytes that are gathered before the disk is asked.
const GATHERED_BYTES: usize = 64 * 1_024;

impl App {
    /// Writes the calls behind a figure into a folder, the newest first.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong, `Export(…)`, `NotInPractice`; nothing is left in the folder then.
    pub fn write_rows(&self, order: &RowsOrder) -> Result<Exported> {
        let asking = self.asking(Command::WriteRows)?;
        self.check_real()?;
        if order.format == ExportFormat::Pdf {
            return Err(AppError::invalid("format", Rule::UnknownCode));
        }
        let lists = asking.lists()?;
        let calls = asked(&asking, &lists, &order.calls)?;
        let folder = OutFolder::of(&order.folder)?;
        let first = asking
            .store()
            .read(|reading| reading.figure_calls(&calls, None, 1))?;
        if order.format == ExportFormat::Xlsx && first.total > XLSX_ROWS_MAX {
            return Err(AppError::Export(ExportFault::TooMany));
        }
        let days = period(&order.calls.days, &lists, asking.now())?;
        let (locale, format) = (locale_of(order.language), order.format.code());
        let export = Export {
            what: "calls".into(),
            way: ExportWay::Window.code().into(),
            from: Some(days.from()),
            to: Some(days.to()),
            formats: vec![format.into()],
            languages: vec![locale.code().into()],
            rows: first.total,
            folder: folder.name(),
            failed: String::new(),
        };
        let digits = digits_of(self.in_force().held(&asking.session).digits);
        let words = Words::new(locale, digits);
        let stamp = asking.stamp()?;
        let recorded = record(&asking.desk, stamp, &export, None)?;
        let all = AllRows {
            asking: &asking,
            calls: &calls,
            lists: &lists,
            words: &words,
            app: self,
            of: first.total,
        };
        let (part, file) = folder.begin(recorded, 0).map_err(AppError::Export)?;
        let written = all.write(order.format, part, file);
        self.exports.end();
        let stem = format!(
            "nida-calls-{}--{}-{}",
            days.from(),
            days.to(),
            locale.code()
        );
        let done = written.and_then(|(part, rows)| {
            let name = folder.keep(part, &stem, format)?;
            folder.confirm();
            Ok((name, rows))
        });
        match done {
            Ok((name, rows)) => Ok(Exported {
                files: vec![name],
                failed: Vec::new(),
                rows,
            }),
            Err(error) => {
                let fault = match &error {
                    AppError::Export(fault) => *fault,
                    _ => ExportFault::Failed,
                };
                record_failure(&asking.desk, stamp, recorded, fault)?;
                Err(error)
            }
        }
    }
}

/// What takes the rows.
enum Out {
    Text(Box<CsvWriter<BufWriter<File>>>),
    Workbook(Box<XlsxWriter>, File),
}

struct AllRows<'a> {
    app: &'a App,
    asking: &'a Asking,
    calls: &'a FigureCalls,
    lists: &'a Lists,
    words: &'a Words,
    of: u32,
}

impl AllRows<'_> {
    fn write(&self, format: ExportFormat, part: Part, file: File) -> Result<(Part, u32)> {
        let columns = self.columns();
        let mut out = if format == ExportFormat::Xlsx {
            let title = self.words.plain("bulletin-calls");
            let at = local(self.asking.now().0);
            let book = XlsxWriter::new(&title, &columns, self.words.locale, at);
            Out::Workbook(Box::new(book.map_err(ExportFault::from)?), file)
        } else {
            let file = BufWriter::with_capacity(GATHERED_BYTES, file);
            let mut text = CsvWriter::new(file).map_err(ExportFault::from)?;
            text.words(columns.iter().map(|column| column.heading.as_str()))
                .map_err(ExportFault::from)?;
            Out::Text(Box::new(text))
        };
        let rows = self.each(|cells| match &mut out {
            Out::Text(text) => text.row(cells),
            Out::Workbook(book, _) => book.row(cells),
        })?;
        let file = match out {
            Out::Text(text) => {
                let mut file = text.finish().map_err(ExportFault::from)?;
                file.flush().map_err(ExportFault::from)?;
                file.into_inner().map_err(|_| ExportFault::Folder)?
            }
            Out::Workbook(book, file) => {
                book.finish(&file).map_err(ExportFault::from)?;
                file
            }
        };
        file.sync_all().map_err(ExportFault::from)?;
        Ok((part, rows))
    }

    /// Hands over every row; how many there were.
    fn each(&self, mut take: impl FnMut(&[Cell]) -> report::Result<()>) -> Result<u32> {
        let hand = Hand::of(self.asking);
        let mut after: Option<CallCursor> = None;
        let mut done = 0;
        loop {
            let (rows, next) = self.asking.store().read(|reading| {
                let (rows, next) = reading.figure_calls_after(self.calls, after)?;
                let rows = rows_for(reading, hand.sees_sensitive, hand.user, &rows)?;
                Ok::<_, AppError>((rows, next))
            })?;
            for row in &rows {
                take(&self.cells(row)).map_err(ExportFault::from)?;
                done += 1;
            }
            self.app.exports.tell(done, self.of);
            after = next;
            if after.is_none() {
                return Ok(done);
            }
        }
    }

    fn columns(&self) -> Vec<Column> {
        let words = |id| Column::words(self.words.plain(id));
        vec![
            Column::values(self.words.plain("bulletin-column-started")),
            Column::values(self.words.plain("bulletin-column-ended")),
            words("figures-column-channel"),
            words("bulletin-column-type"),
            words("bulletin-column-subject"),
            words("bulletin-column-outcome"),
            words("bulletin-column-facility"),
            words("bulletin-column-urgent"),
            words("bulletin-column-agent"),
            words("bulletin-column-number"),
            words("bulletin-column-case"),
            words("bulletin-column-note"),
        ]
    }

    fn cells(&self, row: &CallRow) -> [Cell; 12] {
        let (words, lists) = (self.words, self.lists);
        let channel = lists.channel(&row.channel);
        let channel = channel.map_or_else(
            || row.channel.clone(),
            |channel| words.label(&channel.ar, &channel.en),
        );
        let of_type = lists.call_type(&row.type_code);
        let of_type = of_type.map_or_else(
            || row.type_code.clone(),
            |of_type| words.label(&of_type.ar, &of_type.en),
        );
        let subject = lists.sub_category(&row.type_code, &row.sub_category);
        let subject = subject.map_or_else(
            || row.sub_category.clone(),
            |subject| words.label(&subject.ar, &subject.en),
        );
        let coded = |list, code: &str| Cell::text(words.coded(lists.get(list, code), code));
        let urgent = if row.urgent {
            words.plain("common-urgent")
        } else {
            String::new()
        };
        let number = if row.number.is_empty() {
            &row.handle
        } else {
            &row.number
        };
        let note = if row.restricted {
            words.plain("figures-restricted")
        } else {
            row.note_start.clone()
        };
        [
            Cell::Moment(local(row.started_at)),
            row.ended_at
                .map_or(Cell::Empty, |ended| Cell::Moment(local(ended))),
            Cell::text(channel),
            Cell::text(of_type),
            Cell::text(subject),
            coded(List::Outcomes, &row.outcome),
            coded(List::Facilities, &row.facility),
            Cell::text(urgent),
            Cell::text(words.label(&row.agent_ar, &row.agent_en)),
            Cell::text(number.as_str()),
            Cell::text(row.case_reference.as_deref().unwrap_or_default()),
            Cell::text(note),
        ]
    }
}
