//! One case whole: with its calls, moves, follow-ups and findings.

use domain::id::{EntryId, Millis, SubjectId, UserId};
use rusqlite::params;

use super::call_row::{self, CallRow};
use super::case_row::CaseRow;
use super::finding::{self, FindingRow};
use super::follow_up_row::FollowUpRow;
use super::person::PersonRow;
use crate::error::StoreError;
use crate::read::Reading;

/// Calls of a case that are read at most, the newest.
const CALLS_MAX: u32 = 200;
/// Moves of a case that are read at most, the newest.
const MOVES_MAX: u32 = 500;
/// Findings of a case that are read at most.
const FINDINGS_MAX: u32 = 100;

/// A case, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseWhole {
    /// Its row.
    pub row: CaseRow,
    /// Summary.
    pub summary: String,
    /// Who brought it would not say who they are.
    pub anonymous: bool,
    /// Retention is stopped.
    pub legal_hold: bool,
    /// The number of the file because of which.
    pub hold_file: String,
    /// Code of the target policy.
    pub target: String,
    /// Code of the entity that it is to be referred to.
    pub refer_to: String,
    /// Under which number another body knows it.
    pub external_reference: String,
    /// Code of the finding.
    pub finding: String,
    /// Code of the action taken.
    pub action: String,
    /// Code of the closing outcome.
    pub closing_outcome: String,
    /// When the caller was informed.
    pub caller_informed_at: Option<Millis>,
    /// Code of how.
    pub caller_informed_how: String,
    /// Who wrote what may be told.
    pub tell_caller_by: Option<UserId>,
    /// Their name in Arabic.
    pub tell_caller_by_ar: String,
    /// Their name in English.
    pub tell_caller_by_en: String,
    /// When it was closed, cancelled or told a duplicate.
    pub closed_at: Option<Millis>,
    /// How often it was opened again.
    pub reopened: u32,
    /// When its words were erased.
    pub erased_at: Option<Millis>,
    /// The person who brought it.
    pub caller: Option<PersonRow>,
    /// The person it is about.
    pub patient: Option<PersonRow>,
    /// Its calls, newest first; at most 200. `row.calls` counts all.
    pub calls: Vec<CallRow>,
    /// Its moves, oldest first; of more than 500 the newest.
    pub moves: Vec<MoveRow>,
    /// Its follow-ups, those to be done first.
    pub follow_ups: Vec<FollowUpRow>,
    /// What of it waits on the review list.
    pub findings: Vec<FindingRow>,
}

/// A move that a case made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRow {
    /// The entry.
    pub entry: EntryId,
    /// Code of the status from where; empty at the beginning.
    pub from: String,
    /// Code of the status to where.
    pub to: String,
    /// When, as it counts.
    pub at: Millis,
    /// Who.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
}

pub(crate) fn calls_of_case_statement() -> String {
    format!(
        r#"SELECT {} FROM case_call CROSS JOIN {}
           WHERE case_call."case" = ?1 AND call.id = case_call.call
           ORDER BY call.started_at DESC, call.id DESC LIMIT ?2"#,
        call_row::COLUMNS,
        call_row::FROM
    )
}

impl Reading<'_> {
    /// A case, whole; none where there is no such case.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn case_page(&self, id: SubjectId) -> Result<Option<CaseWhole>, StoreError> {
        let Some(row) = self.case_row(id)? else {
            return Ok(None);
        };
        let person = |id: Option<SubjectId>| match id {
            Some(id) => self.person_row(id),
            None => Ok(None),
        };
        let (caller, patient) = (person(row.caller)?, person(row.patient)?);
        let calls = self
            .connection
            .prepare_cached(&calls_of_case_statement())?
            .query_map(params![id.to_bytes(), CALLS_MAX], call_row::row)?
            .collect::<Result<_, _>>()?;
        let moves = self.moves(id)?;
        let follow_ups = self.follow_ups_of_case(id)?;
        let findings = self.findings_of(id)?;
        Ok(Some(
            self.connection
                .prepare_cached(
                    r#"SELECT summary, anonymous, legal_hold, target, refer_to, external_reference,
                              finding, action, closing_outcome, caller_informed_at,
                              caller_informed_how, tell_caller_by, coalesce(teller.name_ar, ''),
                              coalesce(teller.name_en, ''), closed_at, reopened,
                              (SELECT max(erased.at) FROM erased WHERE erased.subject = kase.id),
                              hold_file
                       FROM "case" AS kase LEFT JOIN user AS teller ON teller.id = kase.tell_caller_by
                       WHERE kase.id = ?1"#,
                )?
                .query_row([id.to_bytes()], |case| {
                    Ok(CaseWhole {
                        row,
                        summary: case.get(0)?,
                        anonymous: case.get(1)?,
                        legal_hold: case.get(2)?,
                        hold_file: case.get(17)?,
                        target: case.get(3)?,
                        refer_to: case.get(4)?,
                        external_reference: case.get(5)?,
                        finding: case.get(6)?,
                        action: case.get(7)?,
                        closing_outcome: case.get(8)?,
                        caller_informed_at: case.get::<_, Option<_>>(9)?.map(Millis),
                        caller_informed_how: case.get(10)?,
                        tell_caller_by: case.get::<_, Option<_>>(11)?.map(UserId::from_bytes),
                        tell_caller_by_ar: case.get(12)?,
                        tell_caller_by_en: case.get(13)?,
                        closed_at: case.get::<_, Option<_>>(14)?.map(Millis),
                        reopened: case.get(15)?,
                        erased_at: case.get::<_, Option<_>>(16)?.map(Millis),
                        caller,
                        patient,
                        calls,
                        moves,
                        follow_ups,
                        findings,
                    })
                })?,
        ))
    }

    fn moves(&self, case: SubjectId) -> Result<Vec<MoveRow>, StoreError> {
        let mut moves: Vec<MoveRow> = self
            .connection
            .prepare_cached(
                r#"SELECT one.entry, one.from_status, one.to_status, one.at, one.by,
                          coalesce(user.name_ar, ''), coalesce(user.name_en, '')
                   FROM case_move AS one LEFT JOIN user ON user.id = one.by
                   WHERE one."case" = ?1 ORDER BY one.place DESC LIMIT ?2"#,
            )?
            .query_map(params![case.to_bytes(), MOVES_MAX], |row| {
                Ok(MoveRow {
                    entry: EntryId::from_bytes(row.get(0)?),
                    from: row.get(1)?,
                    to: row.get(2)?,
                    at: Millis(row.get(3)?),
                    by: UserId::from_bytes(row.get(4)?),
                    by_ar: row.get(5)?,
                    by_en: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        moves.reverse();
        Ok(moves)
    }

    /// What of one subject waits on the review list, in the order of the fold; at most 100.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn findings_of(&self, subject: SubjectId) -> Result<Vec<FindingRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {} FROM finding WHERE subject = ?1 ORDER BY place LIMIT ?2",
                finding::COLUMNS
            ))?
            .query_map(params![subject.to_bytes(), FINDINGS_MAX], finding::row)?
            .collect::<Result<_, _>>()?)
    }
}
