//! The rows folded from the journal, and the questions asked of them: each beside the row it fills.
//!
//! Rows of a subject are taken away and written anew from its fold; nothing else ever writes them.

pub(crate) mod call;
pub(crate) mod call_addition;
pub(crate) mod call_history;
pub(crate) mod call_parts;
pub(crate) mod call_row;
pub(crate) mod case;
pub(crate) mod case_row;
pub(crate) mod case_whole;
pub(crate) mod component;
pub(crate) mod duty;
pub(crate) mod finding;
pub(crate) mod follow_up;
pub(crate) mod follow_up_row;
pub(crate) mod goes_on;
pub(crate) mod merge;
pub(crate) mod number_flag;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod problem;
pub(crate) mod question;
pub(crate) mod rebuild;
pub(crate) mod shift_log;
pub(crate) mod takeover;
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
        Record::Case(case) => case::write(connection, &subject.folded, case)?,
        Record::User(user) => user::write(connection, &subject.folded, user)?,
        Record::Duty(duty) => duty::write(connection, subject, duty)?,
        Record::Person(person) => person::write(connection, &subject.folded, person)?,
        Record::FollowUp(follow_up) => {
            follow_up::write(connection, &subject.folded, follow_up)?;
        }
        Record::Merge(merge) => merge::write(connection, &subject.folded, merge)?,
        Record::Flag(flag) => number_flag::write(connection, &subject.folded, flag)?,
        Record::Question(question) => question::write(connection, subject, question)?,
        Record::Takeover(takeover) => takeover::write(connection, subject, takeover)?,
        // What was set at a machine is asked for so seldom that it is read from its entries.
        Record::Machine(_) | Record::Unknown => {}
    }
    finding::write(connection, &subject.folded)
}
