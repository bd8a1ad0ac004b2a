//! Quality scores of calls: their rows, the marks of a shift, what an agent has yet to see, and what figures count.

use std::collections::{BTreeMap, BTreeSet};

use domain::call::{Call, Score};
use domain::figures::QualityTally;
use domain::id::{CommentId, Millis, ScoreId, SubjectId, UserId};
use domain::period::Period;
use domain::quality::Answer;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::call_row::{self, CallRow, CommentRow, PAGE_ROWS};
use super::shift_looks::SHIFT_CALLS_MAX;
use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// What stands in the place of an answer where an auto-fail item holds.
const FAILED: &str = "fail";

/// A score of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRow {
    /// Its id.
    pub id: ScoreId,
    /// When.
    pub at: Option<Millis>,
    /// Who scored.
    pub by: Option<UserId>,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// Code of the form.
    pub form: String,
    /// Version of the form.
    pub version: u32,
    /// What it came to, in parts of a thousand.
    pub result: u32,
    /// How each item was answered.
    pub answers: BTreeMap<String, Answer>,
    /// Auto-fail items that hold.
    pub failed: BTreeSet<String>,
    /// What was said with it; empty when erased.
    pub text: String,
    /// It was taken back.
    pub withdrawn: bool,
    /// It counts in figures.
    pub counts: bool,
    /// What its agent replied, oldest first.
    pub replies: Vec<CommentRow>,
}

/// The score of a call that counts, as a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreMark {
    /// The call.
    pub call: SubjectId,
    /// In parts of a thousand.
    pub result: u32,
    /// An auto-fail item holds.
    pub failed: bool,
    /// Its agent replied.
    pub replied: bool,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    call: &Call,
) -> Result<(), StoreError> {
    let id = subject.folded.subject;
    let first = &subject.folded.first;
    let that_counts = call.score_that_counts().filter(|_| !call.voided);
    for score in &call.scores {
        let agent = call.on_behalf_of.unwrap_or(first.actor);
        let began = call.started_at.or(call.saved_at).unwrap_or(first.at);
        connection
            .prepare_cached(
                "INSERT INTO call_score (call, id, by, at, form, version, result, failed, text, withdrawn, counts, agent,
                                         started_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                id.to_bytes(),
                score.id.to_bytes(),
                score.by.map(|user| user.to_bytes()),
                score.at.map(|at| at.0),
                score.form,
                score.version,
                score.result,
                !score.failed.is_empty(),
                score.text,
                score.withdrawn,
                that_counts.is_some_and(|counts| counts.id == score.id),
                agent.to_bytes(),
                began.0,
            ])?;
        write_answers(connection, id, score)?;
        write_replies(connection, id, score)?;
    }
    Ok(())
}

fn write_answers(
    connection: &Connection,
    call: SubjectId,
    score: &Score,
) -> Result<(), StoreError> {
    // A code that stands among both could only come from a hostile entry; what failed weighs more.
    let mut answers: BTreeMap<&str, String> = score
        .answers
        .iter()
        .map(|(item, answer)| (item.as_str(), answer.to_text()))
        .collect();
    answers.extend(
        score
            .failed
            .iter()
            .map(|item| (item.as_str(), FAILED.to_owned())),
    );
    let mut statement = connection.prepare_cached(
        "INSERT INTO call_score_answer (call, score, item, answer) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (item, answer) in answers {
        statement.execute(params![call.to_bytes(), score.id.to_bytes(), item, answer])?;
    }
    Ok(())
}

fn write_replies(
    connection: &Connection,
    call: SubjectId,
    score: &Score,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO call_score_reply (call, score, id, by, at, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for reply in &score.replies {
        statement.execute(params![
            call.to_bytes(),
            score.id.to_bytes(),
            reply.id.to_bytes(),
            reply.by.map(|user| user.to_bytes()),
            reply.at.map(|at| at.0),
            reply.text,
        ])?;
    }
    Ok(())
}

pub(super) fn remove(connection: &Connection, call: SubjectId) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM call_score WHERE call = ?1",
        "DELETE FROM call_score_answer WHERE call = ?1",
        "DELETE FROM call_score_reply WHERE call = ?1",
    ] {
        connection
            .prepare_cached(statement)?
            .execute([call.to_bytes()])?;
    }
    Ok(())
}

pub(crate) const QUALITY: &str = "
    SELECT result, failed FROM call_score INDEXED BY call_score_by_time
    WHERE counts = 1 AND started_at >= ?1 AND started_at < ?2 AND (?3 IS NULL OR agent = ?3)";

/// Calls of a person with a score that somebody else gave and that they have not seen at this machine.
pub(crate) fn scored_statement() -> String {
    format!(
        "SELECT {} FROM {}
         WHERE call.id IN (
                   SELECT call FROM call_score INDEXED BY call_score_of_agent
                   WHERE counts = 1 AND agent = ?1
                     AND NOT EXISTS (SELECT 1 FROM seen_comment AS seen
                                     WHERE seen.user = ?1 AND seen.comment = call_score.id))
         ORDER BY call.started_at DESC, call.id DESC LIMIT ?2",
        call_row::COLUMNS,
        call_row::FROM
    )
}

pub(crate) const MARKS: &str = "
    SELECT score.call, score.result, score.failed,
           EXISTS (SELECT 1 FROM call_score_reply AS reply
                   WHERE reply.call = score.call AND reply.score = score.id)
    FROM call CROSS JOIN call_score AS score ON score.call = call.id AND score.counts = 1
    WHERE call.shift = ?1 AND call.voided = 0 LIMIT ?2";

impl Reading<'_> {
    /// The scores of a call, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn scores(&self, call: SubjectId) -> Result<Vec<ScoreRow>, StoreError> {
        let mut rows: Vec<ScoreRow> = self
            .connection
            .prepare_cached(
                "SELECT one.id, one.at, one.by, coalesce(user.name_ar, ''), coalesce(user.name_en, ''), one.form,
                        one.version, one.result, one.text, one.withdrawn, one.counts
                 FROM call_score AS one LEFT JOIN user ON user.id = one.by
                 WHERE one.call = ?1 ORDER BY one.at, one.id",
            )?
            .query_map([call.to_bytes()], |row| {
                Ok(ScoreRow {
                    id: ScoreId::from_bytes(row.get(0)?),
                    at: row.get::<_, Option<_>>(1)?.map(Millis),
                    by: row.get::<_, Option<_>>(2)?.map(UserId::from_bytes),
                    by_ar: row.get(3)?,
                    by_en: row.get(4)?,
                    form: row.get(5)?,
                    version: row.get(6)?,
                    result: row.get(7)?,
                    answers: BTreeMap::new(),
                    failed: BTreeSet::new(),
                    text: row.get(8)?,
                    withdrawn: row.get(9)?,
                    counts: row.get(10)?,
                    replies: Vec::new(),
                })
            })?
            .collect::<Result<_, _>>()?;
        for row in &mut rows {
            self.fill_answers(call, row)?;
            row.replies = self.replies(call, row.id)?;
        }
        Ok(rows)
    }

    fn fill_answers(&self, call: SubjectId, score: &mut ScoreRow) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT item, answer FROM call_score_answer WHERE call = ?1 AND score = ?2 ORDER BY item",
        )?;
        let mut rows = statement.query(params![call.to_bytes(), score.id.to_bytes()])?;
        while let Some(row) = rows.next()? {
            let (item, answer): (String, String) = (row.get(0)?, row.get(1)?);
            if answer == FAILED {
                score.failed.insert(item);
            } else if let Some(answer) = Answer::from_text(&answer) {
                score.answers.insert(item, answer);
            }
        }
        Ok(())
    }

    fn replies(&self, call: SubjectId, score: ScoreId) -> Result<Vec<CommentRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT reply.id, reply.at, reply.by, coalesce(user.name_ar, ''), coalesce(user.name_en, ''), reply.text
                 FROM call_score_reply AS reply LEFT JOIN user ON user.id = reply.by
                 WHERE reply.call = ?1 AND reply.score = ?2 ORDER BY reply.at, reply.id",
            )?
            .query_map(params![call.to_bytes(), score.to_bytes()], |row| {
                Ok(CommentRow {
                    id: CommentId::from_bytes(row.get(0)?),
                    at: row.get::<_, Option<_>>(1)?.map(Millis),
                    by: row.get::<_, Option<_>>(2)?.map(UserId::from_bytes),
                    by_ar: row.get(3)?,
                    by_en: row.get(4)?,
                    text: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The scores that count of a shift's calls, at most [`SHIFT_CALLS_MAX`], in no order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shift_scores(&self, shift: &str) -> Result<Vec<ScoreMark>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(MARKS)?
            .query_map(params![shift, SHIFT_CALLS_MAX], |row| {
                Ok(ScoreMark {
                    call: SubjectId::from_bytes(row.get(0)?),
                    result: row.get(1)?,
                    failed: row.get(2)?,
                    replied: row.get(3)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The calls of a person, of whatever duty, with a score that they have not seen at this machine; newest first, at
    /// most `limit` and [`PAGE_ROWS`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn calls_with_unseen_scores(
        &self,
        agent: UserId,
        limit: u32,
    ) -> Result<Vec<CallRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&scored_statement())?
            .query_map(
                params![agent.to_bytes(), limit.min(PAGE_ROWS)],
                call_row::row,
            )?
            .collect::<Result<_, _>>()?)
    }

    /// Whose call it was: the colleague whom it was entered for, else who logged it. None for no call.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn whose_call(&self, call: SubjectId) -> Result<Option<UserId>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT coalesce(on_behalf_of, agent) FROM call WHERE id = ?1")?
            .query_row([call.to_bytes()], |row| Ok(UserId::from_bytes(row.get(0)?)))
            .optional()?)
    }

    /// Hands every score that counts of the calls of a period to its tally. `agent`: only those of this person's calls.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tally_quality(
        &self,
        tally: &mut QualityTally,
        period: Period,
        agent: Option<UserId>,
    ) -> Result<(), StoreError> {
        let agent = agent.map(|agent| agent.to_bytes());
        let mut statement = self.connection.prepare_cached(QUALITY)?;
        let mut rows =
            statement.query(params![period.starts_at_ms(), period.ends_at_ms(), agent])?;
        while let Some(row) = rows.next()? {
            tally.add(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }
}
