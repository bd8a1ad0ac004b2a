//! Rows as files: what our writers cost over the bare libraries on the same rows, side by side, and whether a CSV needs
//! more memory for more rows.

use std::io::{Cursor, Write};
use std::time::Instant;

use chrono::{DateTime, NaiveDateTime};
use i18n::Locale;
use report::{Cell, Column, CsvWriter, XlsxWriter};
use rust_xlsxwriter::Workbook;

use super::ground::Ground;
use super::report::Row;
use super::spread::{Spread, in_ms};
use crate::machine::SUNDAY_TEN;
use crate::{Failure, Told};

const COLUMNS: usize = 8;
const NOTE: &str = "سأل المتصل عن موعد القلب في المستشفى السلطاني، وقيل له أن يعاود الاتصال";

/// Measures and judges.
pub(super) fn rows(ground: &Ground) -> Told<Vec<Row>> {
    let (rows, rounds) = if ground.quick {
        (2_000, 2)
    } else {
        (100_000, 5)
    };
    // First of all: what the others keep in memory would hide what this takes.
    let flat = memory(rows)?;
    let cells = (0..rows).map(row).collect::<Told<Vec<_>>>()?;
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        // In turns, so that a machine that slows down slows both.
        let works: [&dyn Fn() -> Told<usize>; 4] = [
            &|| our_csv(&cells),
            &|| bare_csv(&cells),
            &|| our_xlsx(&cells),
            &|| bare_xlsx(&cells),
        ];
        for (work, times) in works.into_iter().zip(&mut times) {
            let begun = Instant::now();
            if work()? == 0 {
                return Err(Failure::new("nothing was written"));
            }
            times.push(in_ms(begun.elapsed()));
        }
    }
    let [csv, csv_bare, xlsx, xlsx_bare] = times.map(|times| Spread::of(times).median());
    Ok(vec![
        Row::ratio(
            "export-csv",
            (csv, "ms"),
            ("csv on bare rows", csv_bare),
            ("≤ 1.5 ×", 1.5),
            rounds,
        )
        .noted(format!("{rows} rows of {COLUMNS} cells"))
        .because("the guard and the marks are looked for in every letter"),
        Row::ratio(
            "export-xlsx",
            (xlsx, "ms"),
            ("rust_xlsxwriter on bare rows", xlsx_bare),
            ("≤ 1.5 ×", 1.5),
            rounds,
        )
        .noted(format!("{rows} rows of {COLUMNS} cells"))
        .because("every cell has a format, and widths are found"),
        flat,
    ])
}

/// The peak that ten times the rows need over what they need themselves.
fn memory(rows: i64) -> Told<Row> {
    let few = held(rows / 10)?;
    let many = held(rows)?;
    Ok(Row::bound(
        "export-csv-memory",
        (many - few, "KiB"),
        ("flat (≤ 256 KiB more for ten times the rows)", 256.0),
        1,
    )
    .noted(format!(
        "resident memory that grew while {rows} rows were written one by one"
    )))
}

/// By how much the process grew while so many rows went through, in KiB.
fn held(rows: i64) -> Told<f64> {
    let before = resident_kib()?;
    let mut text = CsvWriter::new(std::io::sink())?;
    for number in 0..rows {
        text.row(&row(number)?)?;
    }
    text.finish()?;
    Ok((resident_kib()? - before).max(0.0))
}

fn resident_kib() -> Told<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    let kib = kib.ok_or_else(|| Failure::new("the kernel tells no memory"))?;
    Ok(kib.parse()?)
}

fn row(number: i64) -> Told<[Cell; COLUMNS]> {
    let at = moment(number)?;
    Ok([
        Cell::Moment(at),
        Cell::text("مكالمة واردة"),
        Cell::text("شكوى"),
        Cell::text("تأخر الحصول على موعد"),
        Cell::text("+968 9912 3456"),
        Cell::Whole(number),
        Cell::Length(number % 600 * 1_000),
        Cell::text(NOTE),
    ])
}

fn moment(number: i64) -> Told<NaiveDateTime> {
    let at = DateTime::from_timestamp_millis(SUNDAY_TEN + number * 60_000);
    Ok(at.ok_or_else(|| Failure::new("no such time"))?.naive_utc())
}

fn our_csv(rows: &[[Cell; COLUMNS]]) -> Told<usize> {
    let mut text = CsvWriter::new(Vec::new())?;
    for row in rows {
        text.row(row)?;
    }
    Ok(text.finish()?.len())
}

fn bare_csv(rows: &[[Cell; COLUMNS]]) -> Told<usize> {
    let mut text = csv::Writer::from_writer(Vec::new());
    for row in rows {
        for cell in row {
            match cell {
                Cell::Text(words) => text.write_field(words)?,
                Cell::Whole(value) | Cell::Tenths(value) => text.write_field(value.to_string())?,
                Cell::Length(ms) => text.write_field(ms.to_string())?,
                Cell::Moment(at) => text.write_field(at.format("%Y-%m-%d %H:%M").to_string())?,
                Cell::Empty | Cell::Share { .. } | Cell::Day(_) => text.write_field("")?,
            }
        }
        text.write_record(None::<&[u8]>)?;
    }
    text.flush()?;
    Ok(text.into_inner().map_err(|_| Failure::new("csv"))?.len())
}

fn our_xlsx(rows: &[[Cell; COLUMNS]]) -> Told<usize> {
    let columns: Vec<Column> = (0..COLUMNS).map(|_| Column::words("عنوان")).collect();
    let mut book = XlsxWriter::new("قائمة", &columns, Locale::Ar, moment(0)?)?;
    for row in rows {
        book.row(row)?;
    }
    let mut out = Cursor::new(Vec::new());
    book.finish(&mut out)?;
    out.flush()?;
    Ok(out.into_inner().len())
}

#[expect(clippy::cast_precision_loss, reason = "as the library takes numbers")]
fn bare_xlsx(rows: &[[Cell; COLUMNS]]) -> Told<usize> {
    let mut book = Workbook::new();
    let time = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(words) => {
                    sheet.write_string(at, column, words)?;
                }
                Cell::Whole(value) | Cell::Tenths(value) | Cell::Length(value) => {
                    sheet.write_number(at, column, *value as f64)?;
                }
                Cell::Moment(moment) => {
                    sheet.write_datetime_with_format(at, column, moment, &time)?;
                }
                Cell::Empty | Cell::Share { .. } | Cell::Day(_) => {}
            }
        }
    }
    Ok(book.save_to_buffer()?.len())
}
