//! XLSX: sheets from right to left in Arabic, real days, numbers and shares, a head that stays, and no formula.

use std::io::{Seek, Write};

use i18n::Locale;
use rust_xlsxwriter::{
    ConditionalFormatDataBar, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use crate::document::{Cell, Column, Document, Kind, Line, Table};
use crate::error::{ReportError, Result};
use crate::plain::plain;
use crate::sheet_name::SheetNames;

/// Most rows of a list in a sheet. A sheet holds five times as many, and a workbook is made in memory whole.
pub const XLSX_ROWS_MAX: u32 = 200_000;

/// Longest text of a cell, in characters.
const TEXT_CHARS_MAX: usize = 32_767;
/// Colour of bars, under numbers that are read.
const BARS: &str = "#BBD5E0";
const DAY_MS: f64 = 86_400_000.0;
/// A4.
const PAPER: u8 = 9;
/// Widths of columns, in characters.
const WIDTH_MIN: usize = 9;
const WIDTH_MAX: usize = 60;
const VALUES_MAX: usize = 22;

/// How the cells of a workbook look.
struct Looks {
    title: Format,
    line: Format,
    head: Format,
    words: Format,
    below: Format,
    whole: Format,
    tenths: Format,
    share: Format,
    length: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn new(locale: Locale) -> Self {
        // 2 is from right to left, 1 from left to right, whatever the first letter of a cell.
        let reading = if locale.is_right_to_left() { 2 } else { 1 };
        let base = || Format::new().set_align(FormatAlign::Top);
        let words = || base().set_reading_direction(reading);
        let value = |format: &str| base().set_num_format(format);
        Self {
            title: words().set_bold().set_font_size(14),
            line: words().set_font_color("#4A5560"),
            head: words()
                .set_bold()
                .set_text_wrap()
                .set_background_color("#E8EEF1")
                .set_border_bottom(FormatBorder::Thin),
            words: words().set_text_wrap(),
            below: words().set_text_wrap().set_indent(1),
            whole: value("#,##0"),
            tenths: value("0.0"),
            share: value("0.0%"),
            length: value("[h]:mm:ss"),
            day: value("yyyy-mm-dd"),
            moment: value("yyyy-mm-dd hh:mm"),
        }
    }
}

/// One sheet while it is filled.
struct Filling {
    sheet: Worksheet,
    next: u32,
    widths: Vec<usize>,
    kinds: Vec<Kind>,
}

impl Filling {
    fn new(name: &str, locale: Locale) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_right_to_left(locale.is_right_to_left());
        sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        Ok(Self {
            sheet,
            next: 0,
            widths: Vec::new(),
            kinds: Vec::new(),
        })
    }

    /// Words over the columns, which give them no width.
    fn words(&mut self, text: &str, look: &Format) -> Result<()> {
        self.sheet
            .write_string_with_format(self.next, 0, text_of(text), look)?;
        self.next += 1;
        Ok(())
    }

    /// The head of a table, which stays in sight and is printed on every page.
    fn head(&mut self, columns: &[Column], looks: &Looks) -> Result<()> {
        for (at, column) in (0..).zip(columns) {
            let heading = text_of(&column.heading);
            self.widen(at, &heading, column.kind);
            self.sheet
                .write_string_with_format(self.next, at, heading, &looks.head)?;
        }
        self.kinds = columns.iter().map(|column| column.kind).collect();
        self.sheet.set_freeze_panes(self.next + 1, 0)?;
        self.sheet.set_repeat_rows(self.next, self.next)?;
        self.next += 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell], below: bool, looks: &Looks) -> Result<()> {
        for (at, cell) in (0..).zip(cells) {
            let (sheet, row) = (&mut self.sheet, self.next);
            let width = match cell {
                Cell::Empty => 0,
                Cell::Text(text) => {
                    let text = text_of(text);
                    let width = text.chars().take(WIDTH_MAX).count();
                    let look = if below && at == 0 {
                        &looks.below
                    } else {
                        &looks.words
                    };
                    sheet.write_string_with_format(row, at, text, look)?;
                    width
                }
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a sheet has no other numbers; counts and lengths are far below 2^53"
                )]
                Cell::Whole(value) => {
                    sheet.write_number_with_format(row, at, *value as f64, &looks.whole)?;
                    WIDTH_MIN
                }
                #[expect(clippy::cast_precision_loss, reason = "as above")]
                Cell::Tenths(value) => {
                    sheet.write_number_with_format(row, at, *value as f64 / 10.0, &looks.tenths)?;
                    WIDTH_MIN
                }
                Cell::Share { part, of } => {
                    if let Some(share) = Cell::share(*part, *of) {
                        sheet.write_number_with_format(row, at, share, &looks.share)?;
                    }
                    WIDTH_MIN
                }
                #[expect(clippy::cast_precision_loss, reason = "as above")]
                Cell::Length(length_ms) => {
                    let days = *length_ms as f64 / DAY_MS;
                    sheet.write_number_with_format(row, at, days, &looks.length)?;
                    WIDTH_MIN
                }
                Cell::Day(day) => {
                    sheet.write_datetime_with_format(row, at, day, &looks.day)?;
                    11
                }
                Cell::Moment(moment) => {
                    sheet.write_datetime_with_format(row, at, moment, &looks.moment)?;
                    17
                }
            };
            self.widest(at, width);
        }
        self.next += 1;
        Ok(())
    }

    /// Bars behind the numbers of a column, from its first row to the last; they run as the sheet does.
    fn bars(&mut self, column: u16, first: u32) -> Result<()> {
        let bars = ConditionalFormatDataBar::new()
            .set_fill_color(BARS)
            .set_solid_fill(true)
            .set_border_off(true);
        self.sheet
            .add_conditional_format(first, column, self.next - 1, column, &bars)?;
        Ok(())
    }

    fn widen(&mut self, at: u16, heading: &str, kind: Kind) {
        let most = if kind == Kind::Values {
            VALUES_MAX
        } else {
            WIDTH_MAX
        };
        self.widest(at, heading.chars().count().min(most));
    }

    fn widest(&mut self, at: u16, width: usize) {
        let at = usize::from(at);
        if self.widths.len() <= at {
            self.widths.resize(at + 1, WIDTH_MIN);
        }
        if let Some(widest) = self.widths.get_mut(at) {
            *widest = (*widest).max(width).min(WIDTH_MAX);
        }
    }

    fn finish(mut self) -> Result<Worksheet> {
        for (at, width) in (0..).zip(&self.widths) {
            let width = u32::try_from(*width).unwrap_or_default() + 2;
            self.sheet.set_column_width(at, f64::from(width))?;
        }
        Ok(self.sheet)
    }
}

/// The text as a cell holds it.
fn text_of(text: &str) -> String {
    let text = plain(text);
    match text.char_indices().nth(TEXT_CHARS_MAX) {
        // Excel counts in units of UTF-16; what is outside its first plane takes two of them.
        None if text.encode_utf16().count() <= TEXT_CHARS_MAX => text.into_owned(),
        _ => text.chars().take(TEXT_CHARS_MAX / 2).chain(['…']).collect(),
    }
}

fn begin(document_title: &str, made_at: chrono::NaiveDateTime) -> Result<Workbook> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(plain(document_title))
        .set_author("Nida")
        .set_creation_datetime(&made_at);
    book.set_properties(&properties);
    Ok(book)
}

fn table(name: &str, of: &Table, locale: Locale, looks: &Looks) -> Result<Worksheet> {
    let mut filling = Filling::new(name, locale)?;
    rows(&mut filling, of, looks)?;
    filling.finish()
}

fn rows(filling: &mut Filling, of: &Table, looks: &Looks) -> Result<()> {
    filling.head(&of.columns, looks)?;
    let first = filling.next;
    for Line { cells, below } in &of.rows {
        filling.row(cells, *below, looks)?;
    }
    match of.bars.map(u16::try_from) {
        Some(Ok(column)) if filling.next > first => filling.bars(column, first),
        _ => Ok(()),
    }
}

/// The whole document: title, lines and the first table on the first sheet, a sheet for each further table, and one for
/// what the figures count.
///
/// # Errors
/// When it cannot be written.
pub fn xlsx<W: Write + Seek + Send>(document: &Document, out: W) -> Result<()> {
    let locale = document.locale;
    let looks = Looks::new(locale);
    let mut names = SheetNames::default();
    let mut book = begin(&document.title, document.made_at)?;
    let (first, others) = document
        .tables
        .split_first()
        .map_or((None, &[][..]), |(first, others)| (Some(first), others));

    let name = names.name(first.map_or(&document.title, |table| &table.heading));
    let mut filling = Filling::new(&name, locale)?;
    filling.words(&document.title, &looks.title)?;
    for line in &document.lines {
        filling.words(line, &looks.line)?;
    }
    filling.next += 1;
    if let Some(first) = first {
        rows(&mut filling, first, &looks)?;
    }
    book.push_worksheet(filling.finish()?);
    for other in others {
        let name = names.name(&other.heading);
        book.push_worksheet(table(&name, other, locale, &looks)?);
    }
    if !document.notes.is_empty() {
        let name = names.name(&document.notes_heading);
        let mut filling = Filling::new(&name, locale)?;
        for (figure, counts) in &document.notes {
            let cells = [Cell::text(figure), Cell::text(counts)];
            filling.row(&cells, false, &looks)?;
        }
        book.push_worksheet(filling.finish()?);
    }
    Ok(book.save_to_writer(out)?)
}

/// One list of many rows, which is kept in memory until it is written.
pub struct XlsxWriter {
    book: Workbook,
    looks: Looks,
    filling: Filling,
    first: u32,
}

impl XlsxWriter {
    /// Begins a list.
    ///
    /// # Errors
    /// When the workbook cannot be made.
    pub fn new(
        title: &str,
        columns: &[Column],
        locale: Locale,
        made_at: chrono::NaiveDateTime,
    ) -> Result<Self> {
        let looks = Looks::new(locale);
        let name = SheetNames::default().name(title);
        let mut filling = Filling::new(&name, locale)?;
        filling.head(columns, &looks)?;
        Ok(Self {
            book: begin(title, made_at)?,
            looks,
            first: filling.next,
            filling,
        })
    }

    /// A row.
    ///
    /// # Errors
    /// `TooManyRows` beyond [`XLSX_ROWS_MAX`].
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        if self.filling.next - self.first >= XLSX_ROWS_MAX {
            return Err(ReportError::TooManyRows);
        }
        self.filling.row(cells, false, &self.looks)
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish<W: Write + Seek + Send>(mut self, out: W) -> Result<()> {
        let last = self.filling.next.saturating_sub(1);
        let columns = u16::try_from(self.filling.kinds.len()).unwrap_or(u16::MAX);
        if last >= self.first && columns > 0 {
            let head = self.first - 1;
            self.filling.sheet.autofilter(head, 0, last, columns - 1)?;
        }
        self.book.push_worksheet(self.filling.finish()?);
        Ok(self.book.save_to_writer(out)?)
    }
}
