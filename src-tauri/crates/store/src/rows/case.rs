//! Rows of a case: the case, its calls, its moves, the times in which it was open.

use domain::case::{Case, CaseStatus, Category};
use domain::fold::Folded;
use domain::id::{Millis, SubjectId};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Before;
use crate::error::StoreError;
use crate::int::count;
use crate::read::Reading;
use crate::search::{self, Section};

pub(super) fn write(
    connection: &Connection,
    folded: &Folded,
    case: &Case,
    before: Before,
) -> Result<(), StoreError> {
    let id = folded.subject;
    let at = case.received_at.unwrap_or(folded.first.at);
    let standing = search::standing(connection, Section::Cases, id, before)?;
    if before == Before::Rows {
        for statement in [
            r#"DELETE FROM "case" WHERE id = ?1"#,
            r#"DELETE FROM case_call WHERE "case" = ?1"#,
            r#"DELETE FROM case_move WHERE "case" = ?1"#,
            r#"DELETE FROM case_span WHERE "case" = ?1"#,
        ] {
            connection
                .prepare_cached(statement)?
                .execute([id.to_bytes()])?;
        }
    }
    let moment = search::place(connection, Section::Cases, id, at, standing)?;
    let is_open = |status: CaseStatus| status.category() != Category::Closed;
    connection
        .prepare_cached(
            r#"INSERT INTO "case" (
                   id, reference, status, type, sub_category, priority, severity, urgent,
                   sensitive, legal_hold, anonymous, received_at, acknowledge_due, due, target,
                   owner, queue, escalation, refer_to, caller, patient, facility, finding,
                   action, closing_outcome, caller_informed_at, caller_informed_how,
                   tell_caller_at, tell_caller_by, closed_at, reopened, open, number,
                   tell_caller, external_reference, title, summary, moment, hold_file)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                       ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31,
                       ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39)"#,
        )?
        .execute(params![
            id.to_bytes(),
            case.reference,
            case.status().map_or("", |status| status.code()),
            case.type_code,
            case.sub_category,
            case.priority,
            case.severity,
            case.urgent,
            case.sensitive,
            case.legal_hold,
            case.anonymous,
            at.0,
            case.acknowledge_due.map(|at| at.0),
            case.due.map(|at| at.0),
            case.target,
            case.owner.map(|user| user.to_bytes()),
            case.queue,
            case.escalation,
            case.refer_to,
            case.caller.map(|person| person.to_bytes()),
            case.patient.map(|person| person.to_bytes()),
            case.facility,
            case.finding,
            case.action,
            case.closing_outcome,
            case.caller_informed_at.map(|at| at.0),
            case.caller_informed_how,
            case.tell_caller_at.map(|at| at.0),
            case.tell_caller_by.map(|user| user.to_bytes()),
            case.closed_at().map(|at| at.0),
            count(case.reopened()),
            case.status().is_some_and(is_open),
            case.number,
            case.tell_caller,
            case.external_reference,
            case.title,
            case.summary,
            moment,
            case.hold_file,
        ])?;
    write_calls(connection, id, case)?;
    write_moves(connection, id, case)?;
    write_spans(connection, id, case, at)?;
    search::put(connection, Section::Cases, moment, &search::of_case(case))
}

fn write_calls(connection: &Connection, id: SubjectId, case: &Case) -> Result<(), StoreError> {
    let mut statement =
        connection.prepare_cached(r#"INSERT INTO case_call ("case", call) VALUES (?1, ?2)"#)?;
    for call in &case.calls {
        statement.execute(params![id.to_bytes(), call.to_bytes()])?;
    }
    Ok(())
}

fn write_moves(connection: &Connection, id: SubjectId, case: &Case) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO case_move ("case", place, entry, by, from_status, to_status, at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"#,
    )?;
    for (place, one) in (1_i64..).zip(&case.moves) {
        statement.execute(params![
            id.to_bytes(),
            place,
            one.entry.to_bytes(),
            one.by.to_bytes(),
            one.from.map_or("", |from| from.code()),
            one.to.code(),
            one.at.0,
        ])?;
    }
    Ok(())
}

fn write_spans(
    connection: &Connection,
    id: SubjectId,
    case: &Case,
    received_at: Millis,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO case_span (
               "case", place, from_at, until, closed, again_at, received_at, due, owner)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"#,
    )?;
    let spans = case.open_spans();
    let again = spans.iter().skip(1).map(|next| Some(next.from.0));
    for ((place, span), again_at) in (1_i64..).zip(&spans).zip(again.chain([None])) {
        statement.execute(params![
            id.to_bytes(),
            place,
            span.from.0,
            span.ended.map(|(at, _)| at.0),
            span.ended
                .is_some_and(|(_, as_what)| as_what == CaseStatus::Closed),
            again_at,
            received_at.0,
            case.due.map(|at| at.0),
            case.owner.map(|user| user.to_bytes()),
        ])?;
    }
    Ok(())
}

impl Reading<'_> {
    /// The reference of a case, as it stands in its entries; none where there is no such case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn case_reference(&self, id: SubjectId) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(r#"SELECT reference FROM "case" WHERE id = ?1"#)?
            .query_row([id.to_bytes()], |row| row.get(0))
            .optional()?)
    }
}
