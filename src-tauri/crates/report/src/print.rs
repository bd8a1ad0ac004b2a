//! Values as they are read on paper.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use i18n::Digits;

use crate::document::Cell;
use crate::plain::plain;

const SECOND_MS: i64 = 1_000;

/// What stands where there is no value.
const NONE: &str = "–";

/// A cell as it is read.
pub(crate) fn cell(cell: &Cell, digits: Digits) -> String {
    match cell {
        Cell::Empty => NONE.to_owned(),
        Cell::Text(text) => plain(text).into_owned(),
        Cell::Whole(value) => digits.grouped(*value),
        Cell::Tenths(value) => digits.write(&tenths(*value)),
        Cell::Share { part, of } => {
            Cell::share(*part, *of).map_or_else(|| NONE.to_owned(), |share| digits.percent(share))
        }
        Cell::Length(length_ms) => digits.write(&length(*length_ms)),
        Cell::Day(day) => digits.write(&self::day(*day)),
        Cell::Moment(moment) => digits.write(&self::moment(*moment)),
    }
}

/// A number with one place behind its point: 6.4.
pub(crate) fn tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

/// Hours, minutes and seconds: 0:04:12.
pub(crate) fn length(length_ms: i64) -> String {
    let seconds = length_ms.max(0) / SECOND_MS;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{hours}:{minutes:02}:{rest:02}")
}

/// With strokes, which keep their order among Arabic words without any mark; hyphens do not.
fn day(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn moment(moment: NaiveDateTime) -> String {
    let (hour, minute) = (moment.hour(), moment.minute());
    format!("{} {hour:02}:{minute:02}", day(moment.date()))
}
