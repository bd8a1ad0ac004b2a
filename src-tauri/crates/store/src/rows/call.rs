//! Rows of a call: the call, its issues, its comments. What else it has several of: `call_parts`.

use domain::call::Call;
use domain::fold::Folded;
use domain::id::SubjectId;
use domain::import::VOID_REASON;
use domain::phone::number_key;
use rusqlite::{Connection, params};

use super::{Before, call_addition, call_parts, call_return, call_score};
use crate::error::StoreError;
use crate::int::count;
use crate::journal::subject::Subject;
use crate::search::{self, Section};

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    call: &Call,
    before: Before,
) -> Result<(), StoreError> {
    let id = subject.folded.subject;
    let standing = search::standing(connection, Section::Calls, id, before)?;
    if before == Before::Rows {
        remove(connection, id)?;
    }
    // A comment may arrive before the call that it is about: then there is nothing to list yet. What was taken out with
    // the sheet that it came from leaves nothing but its entries.
    let began = call.started_at.or(call.saved_at);
    let Some(began) = began.filter(|_| !(call.voided && call.void_reason == VOID_REASON)) else {
        return search::take_away(connection, Section::Calls, standing);
    };
    let moment = search::place(connection, Section::Calls, id, began, standing)?;
    write_call(connection, subject, call, moment)?;
    // A voided call is found no more, and its words leave the index.
    let words = if call.voided {
        String::new()
    } else {
        search::of_call(call)
    };
    search::put(connection, Section::Calls, moment, &words)?;
    write_issues(connection, id, call)?;
    write_comments(connection, id, call)?;
    call_return::write(connection, id, call)?;
    call_score::write(connection, subject, call)?;
    call_addition::write(connection, id, call)?;
    call_parts::write(connection, subject, call)
}

fn remove(connection: &Connection, id: SubjectId) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM call WHERE id = ?1",
        "DELETE FROM issue WHERE call = ?1",
        "DELETE FROM call_comment WHERE call = ?1",
    ] {
        connection
            .prepare_cached(statement)?
            .execute([id.to_bytes()])?;
    }
    call_addition::remove(connection, id)?;
    call_return::remove(connection, id)?;
    call_score::remove(connection, id)?;
    call_parts::remove(connection, id)
}

fn write_call(
    connection: &Connection,
    subject: &Subject,
    call: &Call,
    moment: i64,
) -> Result<(), StoreError> {
    let Folded {
        subject: id, first, ..
    } = &subject.folded;
    let saved_at = call.saved_at.unwrap_or(first.at);
    let issue = call
        .primary_issue()
        .map(|(_, issue)| issue.clone())
        .unwrap_or_default();
    connection
        .prepare_cached(
            r#"INSERT INTO call (
                   id, channel, direction, received_at, started_at, ended_at, saved_at,
                   entered_late, agent, on_behalf_of, machine, duty, shift, local_day, caller,
                   patient, anonymous, verification, notice_given, language, relation,
                   governorate, wilayat, affected_ill, affected_hospital, affected_died, type,
                   outcome, urgent, dropped, sub_category, facility, facility_text, parent_call,
                   "case", form_version, voided, void_reason, number, number_as_typed,
                   number_key, caller_name, patient_name, file_number, handle, message_link,
                   thread, external_reference, place, note, answer, comments, answered_at, moment,
                   import)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                       ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31,
                       ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46,
                       ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55)"#,
        )?
        .execute(params![
            id.to_bytes(),
            call.channel,
            call.direction,
            call.received_at.map(|at| at.0),
            call.started_at.unwrap_or(saved_at).0,
            call.ended_at.map(|at| at.0),
            saved_at.0,
            call.entered_late,
            first.actor.to_bytes(),
            call.on_behalf_of.map(|user| user.to_bytes()),
            subject.machine.to_bytes(),
            call.duty.map(|duty| duty.to_bytes()),
            call.shift,
            call.local_day,
            call.caller.map(|person| person.to_bytes()),
            call.patient.map(|person| person.to_bytes()),
            call.anonymous,
            call.verification,
            call.notice_given,
            call.language,
            call.relation,
            call.governorate,
            call.wilayat,
            call.affected.ill,
            call.affected.hospital,
            call.affected.died,
            call.type_code,
            call.outcome,
            call.urgent,
            call.dropped,
            issue.sub_category,
            issue.facility,
            issue.facility_text,
            call.parent_call.map(|call| call.to_bytes()),
            call.case.map(|case| case.to_bytes()),
            call.form_version,
            call.voided,
            call.void_reason,
            call.number,
            call.number_as_typed,
            match number_key(&call.number, &call.number_as_typed) {
                key if key.is_empty() => call.told_apart.clone(),
                key => key,
            },
            call.caller_name,
            call.patient_name,
            call.file_number,
            call.handle,
            call.message_link,
            call.thread,
            call.external_reference,
            call.place,
            call.note,
            call.answer,
            count(call.comments.len()),
            call.last_answered_at().map(|at| at.0),
            moment,
            call.import.map(|batch| batch.to_bytes()),
        ])?;
    Ok(())
}

fn write_issues(connection: &Connection, id: SubjectId, call: &Call) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO issue (call, id, sub_category, facility, facility_text, severity, stage,
                              staff_group, "primary", type)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"#,
    )?;
    for (issue_id, issue) in &call.issues {
        statement.execute(params![
            id.to_bytes(),
            issue_id.to_bytes(),
            issue.sub_category,
            issue.facility,
            issue.facility_text,
            issue.severity,
            issue.stage,
            issue.staff_group,
            issue.primary,
            if issue.type_code.is_empty() {
                &call.type_code
            } else {
                &issue.type_code
            },
        ])?;
    }
    Ok(())
}

fn write_comments(connection: &Connection, id: SubjectId, call: &Call) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO call_comment (call, id, by, at, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for comment in &call.comments {
        statement.execute(params![
            id.to_bytes(),
            comment.id.to_bytes(),
            comment.by.map(|user| user.to_bytes()),
            comment.at.map(|at| at.0),
            comment.text,
        ])?;
    }
    Ok(())
}
