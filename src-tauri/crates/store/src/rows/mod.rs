//! The rows folded from the journal, and the questions asked of them: each beside the row it fills.
//!
//! Rows of a subject are taken away and written anew from its fold; nothing else ever writes them.

pub(crate) mod call;
pub(crate) mod call_history;
pub(crate) mod call_parts;
pub(crate) mod call_row;
pub(crate) mod case;
pub(crate) mod duty;
pub(crate) mod finding;
pub(crate) mod rebuild;
pub(crate) mod shift_log;
pub(crate) mod user;

use domain::fold::Record;
use domain::id::SubjectId;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::journal::subject::{Places, Subject, fold_subject};

/// Folds a subject anew and writes its rows.
pub(crate) fn refold(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
) -> Result<(), StoreError> {
    match fold_subject(connection, places, subject)? {
        Some(subject) => write(connection, &subject),
        None => Ok(()),
    }
}

fn write(connection: &Connection, subject: &Subject) -> Result<(), StoreError> {
    match &subject.folded.record {
        Record::Call(call) => call::write(connection, subject, call)?,
        Record::Case(case) => case::write(connection, subject.folded.subject, case)?,
        Record::User(user) => user::write(connection, &subject.folded, user)?,
        Record::Duty(duty) => duty::write(connection, subject, duty)?,
        Record::Unknown => {}
    }
    finding::write(connection, &subject.folded)
}
