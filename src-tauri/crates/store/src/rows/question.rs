//! The row of a question that no card answered.

use domain::id::{Millis, SubjectId, UserId};
use domain::question::Question;
use rusqlite::{Connection, Row, params};

use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// Longest page of the educators' queue.
const PAGE: u32 = 200;

/// A question of the educators' queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    /// Its id.
    pub id: SubjectId,
    /// When it was asked.
    pub asked_at: Millis,
    /// Who noted it.
    pub by: UserId,
    /// The call in which; it may never have been saved.
    pub call: Option<SubjectId>,
    /// Code of the type.
    pub type_code: String,
    /// Code of the subject.
    pub sub_category: String,
    /// Code of the language spoken.
    pub language: String,
    /// What was asked; empty when erased.
    pub words: String,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    question: &Question,
) -> Result<(), StoreError> {
    let first = &subject.folded.first;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO question
                 (id, asked_at, by, call, type, sub_category, language, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            subject.folded.subject.to_bytes(),
            question.asked_at.unwrap_or(first.at).0,
            first.actor.to_bytes(),
            question.call.map(|call| call.to_bytes()),
            question.type_code,
            question.sub_category,
            question.language,
            question.words,
        ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<QuestionRow> {
    Ok(QuestionRow {
        id: SubjectId::from_bytes(row.get(0)?),
        asked_at: Millis(row.get(1)?),
        by: UserId::from_bytes(row.get(2)?),
        call: row.get::<_, Option<_>>(3)?.map(SubjectId::from_bytes),
        type_code: row.get(4)?,
        sub_category: row.get(5)?,
        language: row.get(6)?,
        words: row.get(7)?,
    })
}

impl Reading<'_> {
    /// The educators' queue, oldest first, at most 200.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn questions(&self) -> Result<Vec<QuestionRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id, asked_at, by, call, type, sub_category, language, words FROM question
                 ORDER BY asked_at, id LIMIT ?1",
            )?
            .query_map([PAGE], row)?
            .collect::<Result<_, _>>()?)
    }
}
