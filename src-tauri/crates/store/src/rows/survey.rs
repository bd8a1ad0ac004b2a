//! The row of a survey, and the answers about a call or a case. Who may read them is decided by whoever asks.

use std::fmt;
use std::str::FromStr;

use domain::id::{Millis, SubjectId, UserId};
use domain::local_day::LocalDay;
use domain::survey::{Solved, Survey};
use rusqlite::{Connection, Row, params};

use super::call_row::{NotACursor, PAGE_ROWS};
use crate::error::StoreError;
use crate::journal::subject::Subject;
use crate::read::Reading;

/// Answers about one call or case that are read at most, the oldest.
const OF_ONE: u32 = 50;

/// A survey, as it stands on the page of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyRow {
    /// Its id.
    pub id: SubjectId,
    /// The call that it is about.
    pub call: Option<SubjectId>,
    /// The case that it is about.
    pub case: Option<SubjectId>,
    /// What a sheet names instead, in words; empty when erased.
    pub reference: String,
    /// Local day of the answer, `YYYY-MM-DD`.
    pub day: String,
    /// Code of the mode.
    pub mode: String,
    /// How satisfied, 1–5; none where it was refused.
    pub overall: Option<u8>,
    /// How easy it was, 1–5.
    pub ease: Option<u8>,
    /// Code of whether it was solved; empty where it was not said.
    pub solved: String,
    /// Code of the reason why nothing was said; empty where something was.
    pub refused: String,
    /// Code of the language.
    pub language: String,
    /// What was said beside the marks; empty when erased.
    pub comment: String,
    /// When it was written down.
    pub at: Millis,
    /// By whom.
    pub by: UserId,
    /// Their name in Arabic.
    pub by_ar: String,
    /// Their name in English.
    pub by_en: String,
    /// It came with a sheet.
    pub imported: bool,
}

pub(super) fn write(
    connection: &Connection,
    subject: &Subject,
    survey: &Survey,
) -> Result<(), StoreError> {
    let first = &subject.folded.first;
    // What came with a sheet and was taken back leaves nothing but its entries, as if the sheet had never come.
    if survey.withdrawn && survey.batch.is_some() {
        connection
            .prepare_cached("DELETE FROM survey WHERE id = ?1")?
            .execute([subject.folded.subject.to_bytes()])?;
        return Ok(());
    }
    let day = survey.day.unwrap_or_else(|| LocalDay::of(first.at.0));
    let bytes = |id: Option<SubjectId>| id.map(|id| id.to_bytes());
    let user = |id: Option<UserId>| id.map(|id| id.to_bytes());
    connection
        .prepare_cached(
            r#"INSERT OR REPLACE INTO survey
                   (id, call, "case", reference, day, mode, asked_by, handler, type, governorate, overall, ease,
                    solved, refused, language, batch, comment, at, by, withdrawn)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)"#,
        )?
        .execute(params![
            subject.folded.subject.to_bytes(),
            bytes(survey.call),
            bytes(survey.case),
            survey.reference,
            day.to_string(),
            survey.mode,
            user(survey.asked_by),
            user(survey.handler),
            survey.type_code,
            survey.governorate,
            survey.overall,
            survey.ease,
            survey.solved.map_or("", Solved::code),
            survey.refused,
            survey.language,
            bytes(survey.batch),
            survey.comment,
            first.at.0,
            first.actor.to_bytes(),
            survey.withdrawn,
        ])?;
    Ok(())
}

const COLUMNS: &str = r#"survey.id, survey.call, survey."case", survey.day, survey.mode, survey.overall, survey.ease,
    survey.solved, survey.refused, survey.language, survey.comment, survey.at, survey.by,
    coalesce(user.name_ar, ''), coalesce(user.name_en, ''), survey.reference, survey.batch IS NOT NULL"#;

pub(crate) fn of_call_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM survey INDEXED BY survey_of_call LEFT JOIN user ON user.id = survey.by
         WHERE survey.call = ?1 AND survey.call IS NOT NULL AND survey.withdrawn = 0
         ORDER BY survey.at, survey.id LIMIT ?2"
    )
}

pub(crate) fn of_case_statement() -> String {
    format!(
        r#"SELECT {COLUMNS} FROM survey INDEXED BY survey_of_case LEFT JOIN user ON user.id = survey.by
           WHERE survey."case" = ?1 AND survey."case" IS NOT NULL AND survey.withdrawn = 0
           ORDER BY survey.at, survey.id LIMIT ?2"#
    )
}

pub(crate) fn of_day_statement() -> String {
    format!(
        "SELECT {COLUMNS} FROM survey INDEXED BY survey_by_day LEFT JOIN user ON user.id = survey.by
         WHERE survey.day = ?1 AND survey.withdrawn = 0 AND survey.batch IS NOT ?2"
    )
}

fn row(row: &Row<'_>) -> rusqlite::Result<SurveyRow> {
    Ok(SurveyRow {
        id: SubjectId::from_bytes(row.get(0)?),
        call: row.get::<_, Option<_>>(1)?.map(SubjectId::from_bytes),
        case: row.get::<_, Option<_>>(2)?.map(SubjectId::from_bytes),
        day: row.get(3)?,
        mode: row.get(4)?,
        overall: row.get(5)?,
        ease: row.get(6)?,
        solved: row.get(7)?,
        refused: row.get(8)?,
        language: row.get(9)?,
        comment: row.get(10)?,
        at: Millis(row.get(11)?),
        by: UserId::from_bytes(row.get(12)?),
        by_ar: row.get(13)?,
        by_en: row.get(14)?,
        reference: row.get(15)?,
        imported: row.get(16)?,
    })
}

impl Reading<'_> {
    /// The surveys about a call that stand, oldest first, at most 50.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn surveys_of_call(&self, call: SubjectId) -> Result<Vec<SurveyRow>, StoreError> {
        self.surveys(&of_call_statement(), call)
    }

    /// The surveys about a case that stand, oldest first, at most 50.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn surveys_of_case(&self, case: SubjectId) -> Result<Vec<SurveyRow>, StoreError> {
        self.surveys(&of_case_statement(), case)
    }

    fn surveys(&self, statement: &str, of: SubjectId) -> Result<Vec<SurveyRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(statement)?
            .query_map(params![of.to_bytes(), OF_ONE], row)?
            .collect::<Result<_, _>>()?)
    }

    /// Words and marks of the surveys of a day that came with no sheet, or with another than this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn surveys_of_day(
        &self,
        day: LocalDay,
        batch: SubjectId,
    ) -> Result<Vec<SurveyRow>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(&of_day_statement())?
            .query_map(params![day.to_string(), batch.to_bytes()], row)?
            .collect::<Result<_, _>>()?)
    }

    /// A survey that stands.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn survey(&self, id: SubjectId) -> Result<Option<SurveyRow>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS} FROM survey LEFT JOIN user ON user.id = survey.by
             WHERE survey.id = ?1 AND survey.withdrawn = 0"
        );
        let mut statement = self.connection.prepare_cached(&statement)?;
        let mut rows = statement.query_map([id.to_bytes()], row)?;
        Ok(rows.next().transpose()?)
    }
}

/// Surveys behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSurveys {
    /// First local day, `YYYY-MM-DD`.
    pub from: String,
    /// Last local day.
    pub to: String,
    /// Who handled what they are about; none for everybody.
    pub handler: Option<UserId>,
    /// Code of the type, empty for those without; none for every type.
    pub type_code: Option<String>,
    /// Code of the governorate, empty for those without; none for every governorate.
    pub governorate: Option<String>,
}

/// Where a page of surveys ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyCursor {
    /// Local day of its last one, `YYYY-MM-DD`.
    pub day: String,
    /// Its id.
    pub id: SubjectId,
}

/// One page of surveys, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyPage {
    /// The rows.
    pub rows: Vec<SurveyRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<SurveyCursor>,
    /// All that the question matches.
    pub total: u32,
}

impl fmt::Display for SurveyCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.day, self.id)
    }
}

impl FromStr for SurveyCursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (day, id) = text.split_once('.').ok_or(NotACursor)?;
        let day: LocalDay = day.parse().map_err(|_| NotACursor)?;
        Ok(Self {
            day: day.to_string(),
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

/// An answer about a call that was taken out counts while that is not.
pub(super) const COUNTS: &str = "
    withdrawn = 0
    AND (call IS NULL OR EXISTS (SELECT 1 FROM call AS about WHERE about.id = survey.call AND about.voided = 0))";

/// Parameters 1 to 5, of those that count.
const OF_FIGURE: &str = "
    day >= ?1 AND day <= ?2 AND (?3 IS NULL OR handler = ?3)
    AND (?4 IS NULL OR type = ?4) AND (?5 IS NULL OR governorate = ?5)";

pub(crate) fn figure_surveys_statement() -> String {
    format!(
        "SELECT {COLUMNS}
         FROM (SELECT id FROM survey INDEXED BY survey_by_day
               WHERE {COUNTS} AND {OF_FIGURE} AND (day, id) < (?6, ?7)
               ORDER BY day DESC, id DESC LIMIT ?8) AS asked
         CROSS JOIN survey ON survey.id = asked.id
         LEFT JOIN user ON user.id = survey.by
         ORDER BY survey.day DESC, survey.id DESC"
    )
}

impl Reading<'_> {
    /// The surveys behind a figure, the newest first; at most [`PAGE_ROWS`] a page.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn figure_surveys(
        &self,
        asked: &FigureSurveys,
        after: Option<SurveyCursor>,
        limit: u32,
    ) -> Result<SurveyPage, StoreError> {
        let limit = limit.min(PAGE_ROWS);
        let handler = asked.handler.map(|handler| handler.to_bytes());
        // Behind the last day of all.
        let (day, id) = after.map_or_else(
            || ("9999-99-99".to_owned(), [0xff; 16]),
            |cursor| (cursor.day, cursor.id.to_bytes()),
        );
        let mut rows: Vec<SurveyRow> = self
            .connection
            .prepare_cached(&figure_surveys_statement())?
            .query_map(
                params![
                    asked.from,
                    asked.to,
                    handler,
                    asked.type_code,
                    asked.governorate,
                    day,
                    id,
                    limit + 1
                ],
                row,
            )?
            .collect::<Result<_, _>>()?;
        let total = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM survey INDEXED BY survey_by_day WHERE {COUNTS} AND {OF_FIGURE}"
            ))?
            .query_row(
                params![
                    asked.from,
                    asked.to,
                    handler,
                    asked.type_code,
                    asked.governorate
                ],
                |row| row.get(0),
            )?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = rows.last().filter(|_| more).map(|last| SurveyCursor {
            day: last.day.clone(),
            id: last.id,
        });
        Ok(SurveyPage { rows, next, total })
    }
}
