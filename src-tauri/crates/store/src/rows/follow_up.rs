//! Rows of a follow-up: the follow-up and its attempts.

use domain::fold::Folded;
use domain::follow_up::FollowUp;
use domain::id::SubjectId;
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::int::count;

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    follow_up: &FollowUp,
) -> Result<(), StoreError> {
    let id = folded.subject;
    for statement in [
        "DELETE FROM follow_up WHERE id = ?1",
        "DELETE FROM follow_up_attempt WHERE follow_up = ?1",
    ] {
        connection
            .prepare_cached(statement)?
            .execute([id.to_bytes()])?;
    }
    // An attempt may arrive before what it is an attempt at: then there is nothing to do yet.
    if follow_up.case.is_none() && follow_up.call.is_none() {
        return Ok(());
    }
    let due = follow_up.due.unwrap_or(folded.first.at);
    connection
        .prepare_cached(
            r#"INSERT INTO follow_up (
                   id, "case", call, kind, due, first_due, owner, queue, promised, state, attempts,
                   replans, done_at, kept, result, cancel_reason, planned_at, planned_by, promise)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                       ?19)"#,
        )?
        .execute(params![
            id.to_bytes(),
            follow_up.case.map(|case| case.to_bytes()),
            follow_up.call.map(|call| call.to_bytes()),
            follow_up.kind,
            due.0,
            follow_up.first_due.unwrap_or(due).0,
            follow_up.owner.map(|user| user.to_bytes()),
            follow_up.queue,
            follow_up.promised,
            follow_up.state().code(),
            count(follow_up.attempts.len()),
            count(follow_up.replans.len()),
            follow_up.done_at.map(|at| at.0),
            follow_up.kept(),
            follow_up.result,
            follow_up.cancel_reason,
            folded.first.at.0,
            folded.first.actor.to_bytes(),
            follow_up.promise,
        ])?;
    write_attempts(connection, id, follow_up)
}

fn write_attempts(
    connection: &Connection,
    id: SubjectId,
    follow_up: &FollowUp,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO follow_up_attempt (follow_up, id, at, by, result, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for attempt in &follow_up.attempts {
        statement.execute(params![
            id.to_bytes(),
            attempt.id.to_bytes(),
            attempt.at.map(|at| at.0),
            attempt.by.map(|user| user.to_bytes()),
            attempt.result,
            attempt.words,
        ])?;
    }
    Ok(())
}
