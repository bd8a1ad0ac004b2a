//! Cells of CSV, and instants as they are written everywhere.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::Millis;

/// A cell of CSV: quoted where it must be, and no formula.
pub(super) fn push_cell(text: &str, out: &mut String) {
    let guarded = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let quoted = guarded || text.contains([',', '"', '\r', '\n', '\'']);
    if !quoted {
        out.push_str(text);
        return;
    }
    out.push('"');
    if guarded {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// UTC with milliseconds, as in `2026-11-22T04:00:00.000Z`.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The same of milliseconds; none where no calendar has it.
pub(crate) fn written(Millis(at): Millis) -> Option<String> {
    DateTime::from_timestamp_millis(at).map(instant)
}
