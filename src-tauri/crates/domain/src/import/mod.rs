//! Rows of somebody else's sheet as calls, or as what people said of contacts: which columns mean what, which values can
//! be read, what is wrong with the others.
//!
//! Pure: a sheet is rows of [`Cell`]s, whatever file they came from. Every fault of a row is told, each with its column,
//! since whoever corrects a sheet wants to correct a row once. Nothing is guessed: a date that could be two dates, or a
//! code that could be two codes, is a fault.
//!
//! Never here: reading a file (`sheet`), what lies in the store already, writing anything.

mod answers;
mod batch;
mod call;
mod cell;
mod codes;
mod fault;
mod field;
mod header;
mod moment;
mod row;
mod rules;
mod survey;
mod words;

pub use batch::{BEGUN, Batch, DONE, RowKind, Source, UNDONE, VOID_REASON};
pub use call::{is_kept_back, without_words};
pub use cell::{BadCell, Cell};
pub use fault::{Fault, What};
pub use field::Field;
pub use header::{COLUMNS_MAX, Header, find_header, fingerprint, header_texts, proposed};
pub use moment::{Moment, day_of_serial, time as time_of_day};
pub use rules::{Defaults, KnownUser, ReadRow, Rules};
pub use survey::{Named, ReadSurvey};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_surveys;
