//! Where the header of a sheet stands, and what its columns are likely to mean.
//!
//! Old sheets begin with a title, have headers of two rows with merged cells, or none at all. What is found here is an
//! offer; a person chooses. Never here: remembering what they chose.

use sha2::{Digest as _, Sha256};

use super::batch::RowKind;
use super::{Cell, Field};
use crate::arabic;

/// The most columns of a sheet.
pub const COLUMNS_MAX: usize = 200;
/// Rows from the top among which the header is looked for.
const LOOKED_AT: usize = 30;
/// Shortest word that is looked for inside a header.
const INSIDE_CHARS_MIN: usize = 4;

/// Folded words of a day.
const DATES: [&str; 2] = ["تاريخ", "date"];

/// What a header is by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// It holds a word of the field.
    Holds,
    /// It is one.
    Is,
}

/// The header of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Place of its row among the rows, from 0.
    pub row: usize,
    /// Text of each column; empty where it has none.
    pub texts: Vec<String>,
}

/// Where the header stands: the row of the top thirty that names most fields, with what stands above its empty cells, else
/// the first one with two cells of text; none where there is neither.
pub fn find_header<'c>(kind: RowKind, rows: impl Iterator<Item = &'c [Cell]>) -> Option<usize> {
    let mut best = None;
    let mut first_text = None;
    let mut above: Option<&[Cell]> = None;
    for (at, row) in rows.take(LOOKED_AT).enumerate() {
        let width = row.len().max(above.map_or(0, <[Cell]>::len));
        let texts = header_texts(above.replace(row), row, width);
        let fields = proposed(kind, &texts).iter().flatten().count();
        let written = row
            .iter()
            .map(text_of)
            .filter(|text| !text.is_empty())
            .count();
        if written >= 2 && first_text.is_none() {
            first_text = Some(at);
        }
        if fields > best.map_or(0, |(most, _)| most) {
            best = Some((fields, at));
        }
    }
    best.map(|(_, at)| at).or(first_text)
}

/// The texts of the header in this row. A cell that is empty there takes the one above it: the lower half of a merged
/// header is empty.
#[must_use]
pub fn header_texts(above: Option<&[Cell]>, row: &[Cell], width: usize) -> Vec<String> {
    let width = width.min(COLUMNS_MAX);
    let of = |row: Option<&[Cell]>, at: usize| {
        row.and_then(|row| row.get(at))
            .map(text_of)
            .unwrap_or_default()
    };
    (0..width)
        .map(|at| match of(Some(row), at) {
            text if text.is_empty() => of(above, at),
            text => text,
        })
        .collect()
}

/// What each column is likely to mean; each field once, where its header is its word before where it holds it.
#[must_use]
pub fn proposed(kind: RowKind, texts: &[String]) -> Vec<Option<Field>> {
    let folded: Vec<String> = texts.iter().map(|text| arabic::fold(text)).collect();
    let mut columns = vec![None; texts.len()];
    for wanted in [Likeness::Is, Likeness::Holds] {
        for field in Field::of(kind) {
            if columns.contains(&Some(*field)) {
                continue;
            }
            let found = folded.iter().zip(&columns).position(|(text, taken)| {
                taken.is_none() && likeness(kind, *field, text) == Some(wanted)
            });
            if let Some(at) = found
                && let Some(column) = columns.get_mut(at)
            {
                *column = Some(*field);
            }
        }
    }
    columns
}

fn likeness(kind: RowKind, field: Field, folded: &str) -> Option<Likeness> {
    if folded.is_empty() {
        return None;
    }
    // "Date and time of the call" is no time of day.
    if field == Field::Time && DATES.iter().any(|word| folded.contains(word)) {
        return None;
    }
    let mut best = None;
    for word in field.words(kind) {
        let word = arabic::fold(word);
        if folded == word {
            return Some(Likeness::Is);
        }
        if word.chars().count() >= INSIDE_CHARS_MIN && folded.contains(&word) {
            best = Some(Likeness::Holds);
        }
    }
    best
}

/// Names the header, so that what its columns were taken for is offered again: 32 hexadecimal digits over its folded
/// texts.
#[must_use]
pub fn fingerprint(kind: RowKind, texts: &[String]) -> String {
    let mut hash = Sha256::new();
    hash.update(kind.code());
    for text in texts {
        hash.update([0]);
        hash.update(arabic::fold(text));
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What a header cell says; numbers and dates are data, not headers.
fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
