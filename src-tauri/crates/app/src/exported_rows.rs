//! Lists of calls as one file each: the calls behind a figure, and a shift's log as it is filtered. What the list on the
//! screen shows, and no more of a sensitive call than that it was.
//!
//! Rows go from the store into the file page by page, so that a text of any length costs no memory. They are words of
//! people: the export is in the journal before the first of them is on the disk of the folder, and where nothing came of
//! it, also because somebody stopped it, that is there too and no file. Never here: which calls they are (`figure_rows`,
//! `shift`).

mod cells;

use std::fs::File;
use std::io::{BufWriter, Write as _};

use domain::export::Export;
use domain::lists::Lists;
use domain::period::Period;
use i18n::Locale;
use report::{CsvWriter, XLSX_ROWS_MAX, XlsxWriter};
use store::{CallCursor, CallRow as StoredRow, Reading};

use crate::bulletin::{Words, local};
use crate::case_rows::Hand;
use crate::conversation::channels_with_clock;
use crate::desk::Asking;
use crate::dto::{ExportFormat, Exported, LocaleCode, RowsOrder, ShiftLogOrder};
use crate::export::{
    ExportFault, ExportWay, Exporting, OutFolder, Stoppable, come_of, digits_of, locale_of, record,
};
use crate::figure_rows::asked;
use crate::figures::period;
use crate::rights::Command;
use crate::rows::rows_for;
use crate::shift::filter;
use crate::shift_review::{LookedAt, Marks};
use crate::{App, AppError, Result, Rule};

use cells::Cells;

/// Bytes that are gathered before the disk is asked.
const GATHERED_BYTES: usize = 64 * 1_024;

/// A page of calls, and where the next one goes on.
type Page = (Vec<StoredRow>, Option<CallCursor>);

impl App {
    /// Writes the calls behind a figure into a folder, the newest first.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong, `Export(…)`, `NotInPractice`; nothing is left in the folder then.
    pub fn write_rows(&self, order: &RowsOrder) -> Result<Exported> {
        let asking = self.asking(Command::WriteRows)?;
        self.check_real()?;
        let lists = asking.lists()?;
        let calls = asked(&asking, &lists, &order.calls)?;
        let first = asking
            .store()
            .read(|reading| reading.figure_calls(&calls, None, 1))?;
        let days = period(&order.calls.days, &lists, asking.now())?;
        let (from, to) = (days.from(), days.to());
        let list = CallList {
            what: "calls",
            days,
            name: format!("calls-{from}--{to}"),
            title: "bulletin-calls",
            total: first.total,
            marks: None,
            form: Form::of(order.format, order.language, &order.folder)?,
        };
        self.write_list(&asking, &lists, list, |reading, after| {
            Ok(reading.figure_calls_after(&calls, after)?)
        })
    }

    /// Writes a shift's log under its filters into a folder, the newest first, with what each call is looked at for.
    ///
    /// # Errors
    /// As [`App::write_rows`]; `NotAllowed` for whoever may not read the log either.
    pub fn write_shift_log(&self, order: &ShiftLogOrder) -> Result<Exported> {
        let asking = self.asking(Command::WriteShiftLog)?;
        // Whoever may not read the log takes none out.
        self.asking(Command::ShiftLog)?;
        self.check_real()?;
        let lists = asking.lists()?;
        let looked = LookedAt::of(&asking, &order.log.shift, self.samples_per_agent(&asking)?)?;
        let (shift, filter) = (looked.key.to_string(), filter(&order.log)?);
        let with_clock = channels_with_clock(&lists);
        let (total, marks) = asking.store().read(|reading| {
            let page = reading.shift_log(&shift, &filter, &with_clock, None, 1)?;
            Ok::<_, AppError>((page.total, looked.marks(reading)?))
        })?;
        let day = looked.key.day;
        let list = CallList {
            what: "shift_log",
            days: Period::new(day, day).map_err(|_| AppError::invalid("shift", Rule::NotADay))?,
            name: format!("shift-{day}-{}", looked.key.code),
            title: "bulletin-shift-log",
            total,
            marks: Some(marks),
            form: Form::of(order.format, order.language, &order.folder)?,
        };
        self.write_list(&asking, &lists, list, |reading, after| {
            Ok(reading.shift_log_after(&shift, &filter, &with_clock, after)?)
        })
    }

    fn write_list(
        &self,
        asking: &Asking,
        lists: &Lists,
        list: CallList,
        pages: impl Fn(&Reading<'_>, Option<CallCursor>) -> Result<Page>,
    ) -> Result<Exported> {
        if list.form.format == ExportFormat::Xlsx && list.total > XLSX_ROWS_MAX {
            return Err(AppError::Export(ExportFault::TooMany));
        }
        let digits = digits_of(self.in_force().held(&asking.session).digits);
        let words = Words::new(list.form.locale, digits);
        let exporting = self.exports.begin()?;
        let stamp = asking.stamp()?;
        let recorded = record(&asking.desk, stamp, &list.export(), None)?;
        let writing = Writing {
            asking,
            list: &list,
            cells: Cells::new(lists, &words, list.marks.as_ref()),
            title: words.plain(list.title),
            exporting: &exporting,
        };
        let done = list.form.folder.begin(recorded, 0).map_err(AppError::from);
        let done = done.and_then(|(part, file)| {
            let rows = writing.write(file, pages)?;
            let (stem, ending) = (list.stem(), list.form.format.code());
            let name = list.form.folder.keep(part, &stem, ending)?;
            list.form.folder.confirm();
            Ok((name, rows))
        });
        let done = done.map(|(name, rows)| Exported {
            files: vec![name],
            failed: Vec::new(),
            rows,
            empty: rows == 0,
        });
        come_of(&asking.desk, stamp, recorded, &exporting, done)
    }
}

/// Which calls, under which name.
struct CallList {
    /// Code of what it is, in the log of exports.
    what: &'static str,
    days: Period,
    /// What its file is called between "nida" and the language.
    name: String,
    /// Message of what its sheet is called.
    title: &'static str,
    total: u32,
    /// What each call is looked at for, where that is told.
    marks: Option<Marks>,
    form: Form,
}

/// In which form and language, and where to.
struct Form {
    format: ExportFormat,
    locale: Locale,
    folder: OutFolder,
}

impl Form {
    /// # Errors
    /// `Invalid` for pages, which hold no rows without end, and for no folder; `Export(Folder)` for one that is not there.
    fn of(format: ExportFormat, language: LocaleCode, folder: &str) -> Result<Self> {
        if format == ExportFormat::Pdf {
            return Err(AppError::invalid("format", Rule::UnknownCode));
        }
        Ok(Self {
            format,
            locale: locale_of(language),
            folder: OutFolder::of(folder)?,
        })
    }
}

impl CallList {
    fn stem(&self) -> String {
        format!("nida-{}-{}", self.name, self.form.locale.code())
    }

    fn export(&self) -> Export {
        Export {
            what: self.what.into(),
            way: ExportWay::Window.code().into(),
            from: Some(self.days.from()),
            to: Some(self.days.to()),
            formats: vec![self.form.format.code().into()],
            languages: vec![self.form.locale.code().into()],
            rows: self.total,
            folder: self.form.folder.name(),
            failed: String::new(),
        }
    }
}

/// What takes the rows.
enum Out<'w> {
    Text(Box<CsvWriter<BufWriter<File>>>),
    Workbook(Box<XlsxWriter>, Stoppable<'w, File>),
}

struct Writing<'a> {
    asking: &'a Asking,
    list: &'a CallList,
    cells: Cells<'a>,
    title: String,
    exporting: &'a Exporting<'a>,
}

impl Writing<'_> {
    /// Writes every row; how many there were.
    fn write(
        &self,
        file: File,
        pages: impl Fn(&Reading<'_>, Option<CallCursor>) -> Result<Page>,
    ) -> Result<u32> {
        let columns = self.cells.columns();
        let mut out = if self.list.form.format == ExportFormat::Xlsx {
            let at = local(self.asking.now().0);
            let locale = self.list.form.locale;
            let book = XlsxWriter::new(&self.title, &columns, locale, at);
            let file = Stoppable {
                out: file,
                exporting: self.exporting,
            };
            Out::Workbook(Box::new(book.map_err(ExportFault::from)?), file)
        } else {
            let file = BufWriter::with_capacity(GATHERED_BYTES, file);
            let mut text = CsvWriter::new(file).map_err(ExportFault::from)?;
            text.words(columns.iter().map(|column| column.heading.as_str()))
                .map_err(ExportFault::from)?;
            Out::Text(Box::new(text))
        };
        let rows = self.each(pages, |cells| match &mut out {
            Out::Text(text) => text.row(cells),
            Out::Workbook(book, _) => book.row(cells),
        })?;
        let file = match out {
            Out::Text(text) => {
                let mut file = text.finish().map_err(ExportFault::from)?;
                file.flush().map_err(ExportFault::from)?;
                file.into_inner().map_err(|_| ExportFault::Folder)?
            }
            Out::Workbook(book, mut file) => {
                book.finish(&mut file).map_err(ExportFault::from)?;
                file.out
            }
        };
        file.sync_all().map_err(ExportFault::from)?;
        // The last moment at which it can be stopped: then it has a name.
        self.exporting.go_on()?;
        Ok(rows)
    }

    /// Hands over every row; how many there were.
    fn each(
        &self,
        pages: impl Fn(&Reading<'_>, Option<CallCursor>) -> Result<Page>,
        mut take: impl FnMut(&[report::Cell]) -> report::Result<()>,
    ) -> Result<u32> {
        let hand = Hand::of(self.asking);
        let mut after: Option<CallCursor> = None;
        let mut done = 0;
        loop {
            let (rows, next) = self.asking.store().read(|reading| {
                let (rows, next) = pages(reading, after)?;
                let rows = rows_for(reading, hand.sight, &rows)?;
                Ok::<_, AppError>((rows, next))
            })?;
            for row in &rows {
                take(&self.cells.of(row)).map_err(ExportFault::from)?;
                done += 1;
            }
            self.exporting.tell(done, self.list.total)?;
            after = next;
            if after.is_none() {
                return Ok(done);
            }
        }
    }
}
