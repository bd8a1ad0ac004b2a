//! Bulletins: the figures of a period as files, in words that Rust has from the same messages as the screen.
//!
//! A bulletin is everybody's figures; whoever may not see those makes none. All files are whole before the export is
//! written down, and it is written down before the first of them bears its name: what lies in a folder is in the
//! journal. One that is stopped before that was none: it leaves neither. Of days that are still to come there is nothing
//! to tell. Never here: what a figure counts (`domain::figures`), how a file is made (`report`).

mod numbers;
mod paper;
mod words;

use std::io::{Cursor, Write as _};

use domain::export::Export;
use domain::id::SubjectId;
use domain::period::Period;
use i18n::{Digits, Locale};
use report::Document;
use store::Stamp;

use crate::desk::Desk;
use crate::dto::{BulletinOrder, ExportFailure, ExportFormat, Exported};
use crate::export::{
    ExportFault, ExportWay, Exporting, OutFolder, Part, Whole, digits_of, locale_of, record,
    record_failure,
};
use crate::figures::period;
use crate::rights::Command;
use crate::start::STATION_NAME;
use crate::{App, AppError, Result, Rule};

use numbers::Numbers;

pub(crate) use words::{Words, local};

/// What is to be written.
pub(crate) struct Order {
    pub(crate) period: Period,
    pub(crate) formats: Vec<ExportFormat>,
    pub(crate) languages: Vec<Locale>,
    pub(crate) digits: Digits,
    pub(crate) folder: OutFolder,
    pub(crate) way: ExportWay,
    /// Files that were made before: those that lie there stay as they are.
    pub(crate) before: Vec<Whole>,
}

impl App {
    /// Writes the bulletin of a period into a folder, one file for each language and form.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong, `Export(…)` where no file could be written, `NotInPractice`.
    pub fn write_bulletin(&self, order: &BulletinOrder) -> Result<Exported> {
        self.bulletin_by(order, ExportWay::Window)
    }

    /// The same for the command line.
    ///
    /// # Errors
    /// As [`App::write_bulletin`].
    pub fn report_bulletin(&self, order: &BulletinOrder) -> Result<Exported> {
        self.bulletin_by(order, ExportWay::CommandLine)
    }

    fn bulletin_by(&self, order: &BulletinOrder, way: ExportWay) -> Result<Exported> {
        let asking = self.asking(Command::WriteBulletin)?;
        self.check_real()?;
        let formats = some(&order.formats, "formats")?;
        let languages = some(&order.languages, "languages")?;
        let period = period(&order.days, asking.lists()?.as_ref(), asking.now())?;
        if period.starts_at_ms() > asking.now().0 {
            return Err(AppError::invalid("from", Rule::NotYet));
        }
        let order = Order {
            period,
            formats,
            languages: languages.into_iter().map(locale_of).collect(),
            digits: digits_of(self.in_force().held(&asking.session).digits),
            folder: OutFolder::of(&order.folder)?,
            way,
            before: Vec::new(),
        };
        let exporting = self.exports.begin()?;
        let stamp = asking.stamp()?;
        let done = write(&asking.desk, stamp, &order, &exporting, |_| Ok(None))?;
        Ok(Exported {
            files: done.files,
            failed: done.failed.into_iter().map(failure).collect(),
            rows: done.rows,
            empty: done.empty,
        })
    }
}

/// What was chosen, each once.
///
/// # Errors
/// `Invalid` where nothing was.
pub(crate) fn some<T: Copy + PartialEq>(chosen: &[T], field: &'static str) -> Result<Vec<T>> {
    let mut once: Vec<T> = Vec::new();
    for one in chosen {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    if once.is_empty() {
        return Err(AppError::invalid(field, Rule::Required));
    }
    Ok(once)
}

/// A whole file, and the name that it will bear.
struct Made {
    part: Part,
    whole: Whole,
}

/// What came of a bulletin.
pub(crate) struct Written {
    /// The files that lie in the folder.
    pub(crate) files: Vec<String>,
    /// What those hold, to be found again.
    pub(crate) all: Vec<Whole>,
    /// Those that could not be written, by name.
    pub(crate) failed: Vec<(String, ExportFault)>,
    /// Rows in each.
    pub(crate) rows: u32,
    /// Nothing was logged in its days.
    pub(crate) empty: bool,
}

/// Writes a bulletin. `setting` is what holds from the moment of the export, made of the files that lie there then or are
/// about to. Where all of them were there before nothing leaves, and nothing is written down.
///
/// # Errors
/// `Export(…)` where no file came about; what the store says.
pub(crate) fn write(
    desk: &Desk,
    stamp: Stamp,
    order: &Order,
    exporting: &Exporting<'_>,
    setting: impl FnOnce(&[Whole]) -> Result<Option<(&'static str, String)>>,
) -> Result<Written> {
    let numbers = Numbers::count(desk, order.period, exporting)?;
    let lists = desk.lists()?;
    let station = desk.store.setting(STATION_NAME)?.unwrap_or_default();
    let id = desk.new_id()?;
    let (mut files, mut rows) = (Vec::new(), 0);
    let (mut made, mut failed) = (Vec::new(), Vec::new());
    let mut all = Vec::new();
    let of = count(order.formats.len() * order.languages.len());
    for locale in &order.languages {
        let words = Words::new(*locale, order.digits);
        let document = paper::paper(&numbers, &lists, &words, &station, desk.clock.now());
        rows = self::rows(&document);
        for format in &order.formats {
            let at = files.len() + made.len() + failed.len();
            exporting.tell(count(at), of)?;
            let stem = stem(order.period, *locale);
            let ending = format.code();
            let known = order.before.iter();
            let mut known = known.filter(|whole| whole.stem == stem && whole.ending == ending);
            let there = known.find_map(|whole| Some((order.folder.has(whole)?, whole.clone())));
            if let Some((name, whole)) = there {
                files.push(name);
                all.push(whole);
                continue;
            }
            let bytes = match bytes_of(&document, *format) {
                Ok(bytes) => bytes,
                Err(fault) => {
                    failed.push((format!("{stem}.{ending}"), fault));
                    continue;
                }
            };
            let whole = Whole::of(&stem, ending, &bytes);
            match put(&bytes, &order.folder, id, at) {
                Ok(part) => {
                    all.push(whole.clone());
                    made.push(Made { part, whole });
                }
                Err(fault) => failed.push((format!("{stem}.{ending}"), fault)),
            }
        }
    }
    let empty = numbers.now.figures.calls.logged == 0;
    if made.is_empty() {
        return match failed.first() {
            Some((_, fault)) => Err(AppError::Export(*fault)),
            None => Ok(Written {
                files,
                all,
                failed,
                rows,
                empty,
            }),
        };
    }
    // From here on it is an export.
    exporting.go_on()?;
    let export = Export {
        what: "bulletin".into(),
        way: order.way.code().into(),
        from: Some(order.period.from()),
        to: Some(order.period.to()),
        formats: order.formats.iter().map(|one| one.code().into()).collect(),
        languages: order
            .languages
            .iter()
            .map(|one| one.code().into())
            .collect(),
        rows,
        folder: order.folder.name(),
        failed: String::new(),
    };
    let recorded = record(desk, stamp, &export, setting(&all)?)?;
    for Made { part, whole } in made {
        let (stem, ending) = (&whole.stem, &whole.ending);
        match order.folder.keep(part, stem, ending) {
            Ok(name) => files.push(name),
            Err(fault) => failed.push((format!("{stem}.{ending}"), fault)),
        }
    }
    order.folder.confirm();
    if let (true, Some((_, fault))) = (files.is_empty(), failed.first()) {
        record_failure(desk, stamp, recorded, *fault)?;
        return Err(AppError::Export(*fault));
    }
    Ok(Written {
        files,
        all,
        failed,
        rows,
        empty,
    })
}

/// A bulletin is small: it is made whole before a byte of it goes to a disk that may be full.
fn bytes_of(document: &Document, format: ExportFormat) -> Result<Vec<u8>, ExportFault> {
    Ok(match format {
        ExportFormat::Xlsx => {
            let mut out = Cursor::new(Vec::new());
            report::xlsx(document, &mut out)?;
            out.into_inner()
        }
        ExportFormat::Csv => report::csv(document, Vec::new())?,
        ExportFormat::Pdf => report::pdf(document)?,
    })
}

fn put(bytes: &[u8], folder: &OutFolder, id: SubjectId, at: usize) -> Result<Part, ExportFault> {
    let (part, mut file) = folder.begin(id, at)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(part)
}

fn failure((name, fault): (String, ExportFault)) -> ExportFailure {
    ExportFailure {
        name,
        problem: (&AppError::Export(fault)).into(),
    }
}

/// Says what and for which days, in letters that every file system takes.
fn stem(period: Period, locale: Locale) -> String {
    let (from, to) = (period.from(), period.to());
    format!("nida-bulletin-{from}--{to}-{}", locale.code())
}

fn rows(document: &Document) -> u32 {
    count(document.tables.iter().map(|table| table.rows.len()).sum())
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
