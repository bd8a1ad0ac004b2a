//! Rows of a text with commas, semicolons or tabs between its values.

use csv::{ByteRecord, ReaderBuilder};
use domain::import::{BadCell, COLUMNS_MAX, Cell};

use crate::book::Rows;
use crate::encoding::Encoding;
use crate::{CELL_CHARS_MAX, SheetError};

/// Signs that part values.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes from the beginning in which the separator is looked for.
const LOOKED_AT: usize = 64 * 1024;
/// Characters of a value too long to be one that are kept for the eye.
const SHOWN_CHARS: usize = 200;
/// Signs that make a formula of a text; one behind an apostrophe was made harmless by whoever wrote the file.
const GUARDED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

pub(crate) fn rows(bytes: &[u8], encoding: Encoding) -> Result<Rows, SheetError> {
    let text = encoding.to_utf8(bytes);
    let (separator, text) = separator(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text);
    let mut rows = Rows::default();
    let mut record = ByteRecord::new();
    let mut number = 0;
    loop {
        let more = reader.read_byte_record(&mut record);
        // Nothing is read from a disk here, and lengths may differ.
        if !more.map_err(|_| SheetError::Damaged)? {
            return Ok(rows);
        }
        let began = record.position().map_or(0, csv::Position::byte);
        number += 1 + empty_lines(text, usize::try_from(began).unwrap_or(usize::MAX));
        for (column, value) in record.iter().enumerate() {
            if column >= COLUMNS_MAX && value.is_empty() {
                continue;
            }
            rows.put(number, column, cell(value))?;
        }
    }
}

/// Lines with nothing on them before the row that begins here: they have a number, and are no rows.
fn empty_lines(text: &[u8], began: usize) -> u32 {
    let mut rest = text.get(began..).unwrap_or_default();
    // The end of the line before, where its two signs were parted.
    let is_parted = began > 0 && text.get(began - 1) == Some(&b'\r');
    if is_parted {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    loop {
        match rest {
            [b'\r', b'\n', more @ ..] | [b'\n' | b'\r', more @ ..] => {
                rest = more;
                lines += 1;
            }
            _ => return lines,
        }
    }
}

/// The sign that parts values, and the text without a first line that names it.
fn separator(text: &[u8]) -> (u8, &[u8]) {
    if let Some([sign, rest @ ..]) = text.strip_prefix(b"sep=") {
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        if let Some(rest) = rest.strip_prefix(b"\n") {
            return (*sign, rest);
        }
    }
    // By how many lines hold it outside quotes, then by how often the first line does: a note may be full of semicolons,
    // a header never is.
    let mut counts = [Count::default(); SEPARATORS.len()];
    let (mut is_quoted, mut is_first) = (false, true);
    for byte in text.get(..LOOKED_AT).unwrap_or(text) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => {
                is_first = false;
                for count in &mut counts {
                    count.lines += usize::from(std::mem::take(&mut count.is_in_line));
                }
            }
            byte if !is_quoted => {
                let at = SEPARATORS.iter().position(|sign| sign == byte);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    count.is_in_line = true;
                    count.in_first += usize::from(is_first);
                }
            }
            _ => {}
        }
    }
    let most = SEPARATORS
        .iter()
        .zip(counts)
        .rev()
        .max_by_key(|(_, count)| {
            let lines = count.lines + usize::from(count.is_in_line);
            (lines, count.in_first)
        });
    (most.map_or(b',', |(sign, _)| *sign), text)
}

/// How often a sign stands in a text.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    lines: usize,
    is_in_line: bool,
    in_first: usize,
}

fn cell(value: &[u8]) -> Cell {
    match std::str::from_utf8(value) {
        Err(_) => Cell::Bad(
            BadCell::Undecodable,
            shortened(&String::from_utf8_lossy(value)),
        ),
        Ok(text) if text.len() > CELL_CHARS_MAX && text.chars().count() > CELL_CHARS_MAX => {
            Cell::Bad(BadCell::TooLong, shortened(text))
        }
        Ok(text) => Cell::text(unguarded(text)),
    }
}

fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(GUARDED) => rest,
        _ => text,
    }
}

fn shortened(text: &str) -> Box<str> {
    text.chars().take(SHOWN_CHARS).collect::<String>().into()
}
