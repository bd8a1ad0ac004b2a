//! The rows folded from the journal, and the questions asked of them: each beside the row it fills.
//!
//! Rows of a subject are taken away and written anew from its fold; nothing else ever writes them.

mod aside;
pub(crate) mod call;
pub(crate) mod call_addition;
pub(crate) mod call_history;
pub(crate) mod call_parts;
pub(crate) mod call_return;
pub(crate) mod call_row;
pub(crate) mod call_said;
pub(crate) mod call_score;
pub(crate) mod case;
pub(crate) mod case_row;
pub(crate) mod case_whole;
pub(crate) mod component;
pub(crate) mod duty;
pub(crate) mod erased;
pub(crate) mod export;
pub(crate) mod figure_rows;
pub(crate) mod figures;
pub(crate) mod figures_beside;
pub(crate) mod finding;
pub(crate) mod follow_up;
pub(crate) mod follow_up_row;
pub(crate) mod goes_on;
pub(crate) mod hand_over;
pub(crate) mod import_batch;
pub(crate) mod improvement;
pub(crate) mod list_change;
pub(crate) mod merge;
pub(crate) mod number_flag;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod person_scope;
pub(crate) mod problem;
pub(crate) mod question;
pub(crate) mod rebuild;
pub(crate) mod retention;
pub(crate) mod shift_log;
pub(crate) mod shift_looks;
pub(crate) mod signature;
pub(crate) mod survey;
pub(crate) mod takeover;
pub(crate) mod user;

use domain::fold::Record;
use domain::id::SubjectId;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::journal::subject::{Places, Subject, fold_subject};

/// What may stand in the tables for a subject whose rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    /// Rows of an earlier fold, or of a hand that changed them: they are taken away first.
    Rows,
    /// Nothing: nobody knew of the subject before this transaction.
    Nothing,
}

/// Folds a subject anew and writes its rows.
pub(crate) fn refold(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
) -> Result<(), StoreError> {
    match fold_subject(connection, places, subject)? {
        Some(subject) => write(connection, &subject, Before::Rows),
        None => Ok(()),
    }
}

/// The same for a subject that `made` entries of this transaction are about and whose rows were not
/// written since: where these are all that there are, nothing has to be looked for to be taken away.
/// Most saves are of a call that is new.
pub(crate) fn fold_made(
    connection: &Connection,
    places: &Places,
    subject: SubjectId,
    made: usize,
) -> Result<(), StoreError> {
    let Some(subject) = fold_subject(connection, places, subject)? else {
        return Ok(());
    };
    let before = if subject.entries == made {
        Before::Nothing
    } else {
        Before::Rows
    };
    write(connection, &subject, before)
}

fn write(connection: &Connection, subject: &Subject, before: Before) -> Result<(), StoreError> {
    match &subject.folded.record {
        Record::Call(call) => call::write(connection, subject, call, before)?,
        Record::Case(case) => case::write(connection, &subject.folded, case, before)?,
        Record::User(user) => user::write(connection, &subject.folded, user)?,
        Record::Duty(duty) => duty::write(connection, subject, duty)?,
        Record::Person(person) => person::write(connection, &subject.folded, person, before)?,
        Record::FollowUp(follow_up) => {
            follow_up::write(connection, &subject.folded, follow_up)?;
        }
        Record::Merge(merge) => merge::write(connection, &subject.folded, merge)?,
        Record::Flag(flag) => number_flag::write(connection, &subject.folded, flag)?,
        Record::Question(question) => question::write(connection, subject, question)?,
        Record::Takeover(takeover) => takeover::write(connection, subject, takeover)?,
        Record::Signature(signature) => signature::write(connection, subject, signature)?,
        Record::Import(batch) => import_batch::write(connection, subject, batch)?,
        Record::HandOver(given) => hand_over::write(connection, subject, given)?,
        Record::Survey(survey) => survey::write(connection, subject, survey)?,
        Record::Export(export) => export::write(connection, subject, export)?,
        Record::ListChange(change) => list_change::write(connection, subject, change)?,
        Record::Improvement(one) => improvement::write(connection, &subject.folded, one)?,
        // What was set at a machine is asked for so seldom that it is read from its entries.
        Record::Machine(_) | Record::Unknown => {}
    }
    erased::write(connection, &subject.folded, before)?;
    finding::write(connection, &subject.folded, before)
}
